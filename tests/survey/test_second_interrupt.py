"""A second Ctrl-C, while the processes of a survey end, leaves none of them waiting for ever."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(not hasattr(os, "killpg"), reason="process groups are needed")


@pytest.mark.parametrize("gap", [0.0, 0.1])
def test_two_interrupts(tmp_path: Path, gap: float) -> None:
    path = tmp_path / "a.jsonl"
    command = [sys.executable, "-m", "exactpl", "survey", "notebook:width=3", "--draws", "300000", "--workers", "2"]
    process = subprocess.Popen(
        [*command, "-q", "entropy", "-o", str(path)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # a background shell lets them ignore it
    )
    try:
        for _ in range(600):  # until some lines are written
            if path.exists() and path.read_bytes().count(b"\n") > 1:
                break
            time.sleep(0.1)
        for _ in range(2):
            os.killpg(process.pid, signal.SIGINT)
            time.sleep(gap)
        _, err = process.communicate(timeout=120)
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
    assert process.returncode == 130
    assert "Traceback" not in err
    assert path.read_bytes().endswith(b"\n")
