"""Time and peak memory of another process.

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
import os, sys, time
start = time.perf_counter()
devnull = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0), (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0)]
child = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ, file_actions=devnull)
_, status, usage = os.wait4(child, 0)
seconds = time.perf_counter() - start
unit = 1 if sys.platform == "darwin" else 1024
print('{"seconds": %r, "bytes": %d, "status": %d}'
      % (seconds, usage.ru_maxrss * unit, os.waitstatus_to_exitcode(status)))
"""


@dataclass(frozen=True, slots=True)
class Run:
    """What one run of a process took: seconds from start to end, and the most memory it had, in bytes."""

    seconds: float
    peak: int


def run(*arguments: str) -> Run:
    """Run this interpreter with arguments, its output thrown away; RuntimeError unless it ends with status 0."""
    launched = subprocess.run(
        [sys.executable, "-I", "-S", "-c", _LAUNCHER, sys.executable, *arguments],
        stdout=subprocess.PIPE,
        check=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    report = json.loads(launched.stdout)
    if report["status"] != 0:
        raise RuntimeError(f"status 0 is required of {arguments}, found {report['status']}.")
    return Run(report["seconds"], report["bytes"])


def median_seconds(runs: list[Run]) -> float:
    """Return the median of the times."""
    return median(run.seconds for run in runs)


def largest_megabytes(runs: list[Run]) -> float:
    """Return the largest peak in 10^6 bytes."""
    return max(run.peak for run in runs) / 1e6
