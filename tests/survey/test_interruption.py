"""`exactpl survey` as a process that is killed or interrupted: whole lines, the same bytes in the end, no orphans."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from exactpl import survey

pytestmark = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are looked up in /proc")

DRAWS, SEED = 2000, 9
QUESTIONS = ["period:3", "pieces:4"]


def obey_interrupts() -> None:
    """Undo what a background shell does: it lets its children ignore SIGINT."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@contextmanager
def started(path: Path, *more: str, draws: int = DRAWS) -> Iterator["subprocess.Popen[str]"]:
    """Start a survey as a terminal would: as the leader of its own group, here also of its own session.

    At the end it must have left no process behind; those that it did leave are killed.
    """
    asked = [part for question in QUESTIONS for part in ("-q", question)]
    command = [sys.executable, "-m", "exactpl", "survey", "random_tent", *asked, "--seed", str(SEED), "-o", str(path)]
    process = subprocess.Popen(
        [*command, "--draws", str(draws), *more],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=obey_interrupts,
    )
    with process:
        try:
            yield process
            require_no_orphans(process.pid)
        finally:
            for each in members(process.pid):
                os.kill(each, signal.SIGKILL)
            process.communicate()


def members(session: int) -> list[int]:
    """Return the processes of a session that are alive."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            try:
                state, _, _, of = (entry / "stat").read_text().rpartition(")")[2].split()[:4]
            except OSError:  # it has just ended
                continue
            if int(of) == session and state not in "ZX":
                found.append(int(entry.name))
    return found


def require_no_orphans(session: int) -> None:
    until = time.monotonic() + 30
    while (left := members(session)) and time.monotonic() < until:
        time.sleep(0.05)
    assert left == []


def wait_for_header(process: "subprocess.Popen[str]", path: Path) -> None:
    until = time.monotonic() + 60
    while not (path.exists() and path.stat().st_size):
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < until
        time.sleep(0.01)


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("undisturbed") / "tents.jsonl"
    survey.run(survey.family("random_tent"), QUESTIONS, draws=DRAWS, output=path, seed=SEED, workers=1)
    return path.read_bytes()


@pytest.fixture
def moments() -> Iterator[float]:
    rng = random.Random()
    return iter(lambda: rng.uniform(0, 1.3), None)


def finished(process: "subprocess.Popen[str]") -> tuple[str, str]:
    """Return what it wrote, when it has ended; a process that hangs fails the test."""
    try:
        process.wait(timeout=30)
    except subprocess.TimeoutExpired:
        pytest.fail("the survey does not end")
    return process.communicate()


def test_killed_again_and_again(undisturbed: bytes, tmp_path: Path, moments: Iterator[float]) -> None:
    path = tmp_path / "tents.jsonl"
    killed, reached = 0, 0
    for _ in range(4):
        with started(path, "--workers", "2") as process:
            wait_for_header(process, path)
            time.sleep(next(moments))
            killed += process.poll() is None
            process.kill()
            process.communicate()
        there = path.read_bytes()
        assert undisturbed.startswith(there)
        assert len(there) >= reached
        reached = len(there.rpartition(b"\n")[0])
    assert killed > 0
    with started(path, "--workers", "2") as process:
        out, err = process.communicate(timeout=120)
    assert (process.returncode, err) == (0, "")
    assert f"of {DRAWS:,} draws" in out
    assert path.read_bytes() == undisturbed


def test_killed_with_one_process(undisturbed: bytes, tmp_path: Path, moments: Iterator[float]) -> None:
    path = tmp_path / "tents.jsonl"
    for _ in range(2):
        with started(path, "--workers", "1") as process:
            wait_for_header(process, path)
            time.sleep(next(moments))
            process.kill()
            process.communicate()
        assert undisturbed.startswith(path.read_bytes())
    survey.run(survey.family("random_tent"), QUESTIONS, draws=DRAWS, output=path, seed=SEED, workers=1)
    assert path.read_bytes() == undisturbed


def require_whole_lines(path: Path, undisturbed: bytes) -> bytes:
    there = path.read_bytes()
    assert there.endswith(b"\n")
    assert undisturbed.startswith(there) or there.startswith(undisturbed)
    assert list(path.parent.iterdir()) == [path]
    return there


@pytest.mark.parametrize(
    ("workers", "delays"),
    [("1", (0, 0.4)), ("2", (0, 0.05, 0.1)), ("2", (0.2, 0.3, 0.4)), ("2", (0.5, 0.8, 1.2))],
    ids=("one process", "workers are launched", "workers begin", "workers work"),
)
def test_ctrl_c(workers: str, delays: tuple[float, ...], undisturbed: bytes, tmp_path: Path) -> None:
    """Ctrl-C goes to all processes of the terminal's group, also to workers that have just been started."""
    for delay in delays:
        path = tmp_path / str(delay) / "tents.jsonl"
        path.parent.mkdir()
        with started(path, "--workers", workers, draws=50_000) as process:
            wait_for_header(process, path)
            time.sleep(delay)
            os.killpg(process.pid, signal.SIGINT)
            out, err = finished(process)
        assert (process.returncode, out) == (130, "")
        assert err.startswith("error: interrupted")
        assert err.count("\n") == 1
        require_whole_lines(path, undisturbed)


TAKEN_BY_ANOTHER_THREAD = """
import multiprocessing.util as util, signal, sys, threading, time
from exactpl import survey

waiting = threading.Thread(target=threading.Event().wait, daemon=True)
waiting.start()
spawn = util.spawnv_passfds

def spawn_and_interrupt(path, arguments, passed):
    started = spawn(path, arguments, passed)
    if any("spawn_main" in str(each) for each in arguments):
        signal.pthread_kill(waiting.ident, signal.SIGINT)
        time.sleep(0.3)
    return started

util.spawnv_passfds = spawn_and_interrupt
try:
    survey.run(survey.family("random_tent"), ["period:3"], draws=50_000, output=sys.argv[1], seed=9, workers=2)
except KeyboardInterrupt:
    print("interrupted")
"""


def test_ctrl_c_that_another_thread_takes_while_a_worker_starts(tmp_path: Path) -> None:
    """The main thread holds SIGINT back; where another thread takes it, Python runs the handler in the main thread.

    A handler that raised there would leave the worker without what it is to do: it ends with a traceback, EOFError.
    """
    path = tmp_path / "tents.jsonl"
    command = [sys.executable, "-c", TAKEN_BY_ANOTHER_THREAD, str(path)]
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=obey_interrupts,
    )
    with process:
        out, err = finished(process)
        assert (out, err, process.returncode) == ("interrupted\n", "", 0)
        require_no_orphans(process.pid)


def test_a_worker_that_is_killed_is_one_clear_error(undisturbed: bytes, tmp_path: Path) -> None:
    path = tmp_path / "tents.jsonl"
    with started(path, "--workers", "2", draws=50_000) as process:
        wait_for_header(process, path)
        until = time.monotonic() + 60
        while path.read_bytes().count(b"\n") < 100:
            assert process.poll() is None
            assert time.monotonic() < until
            time.sleep(0.02)
        workers = [each for each in members(process.pid) if b"spawn_main" in Path(f"/proc/{each}/cmdline").read_bytes()]
        assert len(workers) == 2
        os.kill(workers[0], signal.SIGKILL)
        out, err = finished(process)
    assert (process.returncode, out) == (2, "")
    assert err.startswith("error: a worker process ended unexpectedly")
    assert err.count("\n") == 1
    assert require_whole_lines(path, undisturbed).count(b"\n") > 100


FORKED = """
import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from exactpl import survey

with ProcessPoolExecutor(2, mp_context=get_context("fork")) as executor:
    tents = survey.family("random_tent")
    survey.run(tents, ["period:3", "pieces:4"], draws=50_000, output=sys.argv[1], seed=9, executor=executor)
"""


def test_killed_with_forked_processes_of_a_foreign_executor(undisturbed: bytes, tmp_path: Path) -> None:
    """Processes that were forked stay when their parent is killed, by no fault of exactpl; they must hold no lock."""
    path = tmp_path / "tents.jsonl"
    process = subprocess.Popen([sys.executable, "-c", FORKED, str(path)], start_new_session=True)
    try:
        wait_for_header(process, path)
        until = time.monotonic() + 60
        while path.read_bytes().count(b"\n") < 100:
            assert process.poll() is None
            assert time.monotonic() < until
            time.sleep(0.02)
        process.kill()
        process.wait()
        there = path.read_bytes()
        assert undisturbed.startswith(there) or there.startswith(undisturbed)
        survey.run(survey.family("random_tent"), QUESTIONS, draws=DRAWS, output=path, seed=SEED, workers=1)
    finally:
        for each in members(process.pid):
            os.kill(each, signal.SIGKILL)
        process.wait()
    assert path.read_bytes()[: len(undisturbed)] == undisturbed
