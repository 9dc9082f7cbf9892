"""The command line as a process: interruption, closed pipes, a terminal's progress line."""

import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

COMMAND = [sys.executable, "-m", "exactpl"]
# the same, saying when it has begun: then Ctrl-C comes to the command, however slow the machine
STARTED = [sys.executable, "-c", "print('started', flush=True); from exactpl.cli import main; main()"]


def obey_interrupts() -> None:
    """Undo what a background shell does: it lets its children ignore SIGINT."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_ctrl_c_ends_with_130_and_leaves_no_file(tmp_path: Path) -> None:
    target = tmp_path / "count.json"
    with subprocess.Popen(
        [*STARTED, "count", "0:1/7 1/5:1 2/5:1/9 3/5:8/9 1:1/11", "-k", "30000", "-o", str(target)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=obey_interrupts,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "started\n"
        time.sleep(2)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert out == ""
    assert "Traceback" not in err
    assert list(tmp_path.iterdir()) == []


def test_a_closed_pipe_is_no_crash() -> None:
    process = subprocess.Popen([*COMMAND, "zoo"], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.close()
    assert process.wait(timeout=60) != 70
    assert process.stderr is not None
    assert b"Traceback" not in process.stderr.read()
    process.stderr.close()


def test_long_work_shows_progress_on_a_terminal_only() -> None:
    reader, writer = pty.openpty()
    process = subprocess.Popen(
        [*COMMAND, "count", "0:1/7 1/5:1 2/5:1/9 3/5:8/9 1:1/11", "-k", "15000", "--no-check"],
        stdout=subprocess.PIPE,
        stderr=writer,
    )
    out, _ = process.communicate(timeout=240)
    os.close(writer)
    shown = b""
    while chunk := _read(reader):
        shown += chunk
    os.close(reader)
    assert process.returncode == 0
    assert out.startswith(b"PROVED, UNCHECKED")
    assert b", step 2 of " in shown


def _read(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, 4096)
    except OSError:  # a closed terminal ends with an error on Linux
        return b""


@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize("target", ["&-", "/dev/full"])
def test_a_closed_or_full_standard_output_is_one_clear_error(target: str, unbuffered: str) -> None:
    for command in (["zoo"], ["count", "tent", "-k", "3", "--json"]):
        done = subprocess.run(
            ["sh", "-c", f'exec "$@" >{target}', "sh", *COMMAND, *command],
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, "PYTHONUNBUFFERED": unbuffered},
        )
        assert done.returncode == 2
        assert done.stderr.startswith(("error: the answer could not be written", '{"error": "output"'))
        assert done.stderr.count("\n") == 1
