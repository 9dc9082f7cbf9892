"""Time and peak memory of another process, within limits where it needs them.

The kernel counts into a child's peak memory what its parent held when the child was started. So each run is started by
a fresh bare interpreter, smaller than anything that is measured.
"""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent

_LAUNCHER = """
import os, resource, signal, sys, time
limit, memory, command = float(sys.argv[1]), int(sys.argv[2]), sys.argv[3:]
if memory:
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
start = time.perf_counter()
child = os.posix_spawn(command[0], command, os.environ)
signal.signal(signal.SIGALRM, lambda *_: os.kill(child, signal.SIGKILL))
signal.setitimer(signal.ITIMER_REAL, limit)
_, status, usage = os.wait4(child, 0)
signal.setitimer(signal.ITIMER_REAL, 0)
seconds = time.perf_counter() - start
unit = 1 if sys.platform == "darwin" else 1024
print('{"seconds": %r, "bytes": %d, "status": %d}'
      % (seconds, usage.ru_maxrss * unit, os.waitstatus_to_exitcode(status)))
"""


@dataclass(frozen=True, slots=True)
class Run:
    """What one run of a process took: seconds from start to end, and the most memory it had, in bytes.

    `status` is its exit status, or minus the signal that ended it; `output` and `complaints` are what it printed on
    standard output and standard error.
    """

    seconds: float
    peak: int
    status: int
    output: str
    complaints: str


def run(*arguments: str) -> Run:
    """Run this interpreter with arguments; RuntimeError unless it ends with status 0."""
    done = run_within(sys.executable, *arguments)
    if done.status != 0:
        raise RuntimeError(f"status 0 is required of {arguments}, found {done.status}.")
    return done


def run_within(*command: str, seconds: float = 0, memory: int = 0) -> Run:
    """Run a command; kill it after `seconds`, and refuse it more than `memory` bytes, where these are not 0."""
    launched = subprocess.run(
        [sys.executable, "-I", "-S", "-c", _LAUNCHER, str(seconds), str(memory), *command],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    *output, last = launched.stdout.splitlines(keepends=True)
    report = json.loads(last)
    return Run(report["seconds"], report["bytes"], report["status"], "".join(output), launched.stderr)


def median_seconds(runs: list[Run]) -> float:
    """Return the median of the times."""
    return median(run.seconds for run in runs)


def largest_megabytes(runs: list[Run]) -> float:
    """Return the largest peak in 10^6 bytes."""
    return max(run.peak for run in runs) / 1e6
