"""On a terminal: the progress line is gone before anything else is written, and what it shows never goes back."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import exactpl as xp
from tests.cli.screen import moments, on_a_terminal, screen

# Work in three phases, one of them twice, of two thirds of a second each, before the answer.
SLOW = """
import sys, time
import exactpl.cli.count as command
from exactpl import progress
from exactpl.cli.application import run

decide = command.decide

def slow(claim):
    for what in ("critical orbits", "solving the kneading system", "critical orbits"):
        for done in range(11):
            progress.report(what, done, 10)
            time.sleep(0.06)
    return decide(claim)

command.decide = slow
sys.exit(run(sys.argv[1:]))
"""
COUNT = ("count", "tent", "-k", "3", "--no-check")
VERDICT = "PROVED, UNCHECKED f^3 has exactly 8 maximal affine pieces on [0, 1]."


def test_the_progress_line_is_gone_before_the_verdict() -> None:
    status, written = on_a_terminal(SLOW, *COUNT)
    assert status == 0
    assert " s)" in written  # there was progress to be seen
    seen = screen(written)
    assert seen[0] == VERDICT
    # one line more, which is longer than the screen is wide
    assert re.fullmatch(r"by      (T[\d.']+( \(Coq( in part)?\))?(, )?)+: docs/theorems.md", "".join(seen[1:]))


def test_the_progress_line_is_gone_before_json() -> None:
    status, written = on_a_terminal(SLOW, *COUNT, "--json", columns=1000)
    assert status == 0
    assert " s)" in written
    (only,) = screen(written, 1000)
    assert only.startswith("{")


def test_the_progress_line_is_gone_before_an_error() -> None:
    status, written = on_a_terminal(SLOW, *COUNT, "-o", "none/c.json", columns=1000)
    assert status == 2
    assert " s)" in written
    (only,) = screen(written, 1000)
    assert only.startswith("error: ")


def test_the_progress_line_is_gone_before_a_note() -> None:
    script = SLOW.replace("    return decide(claim)", "    note('a note')\n    return decide(claim)")
    script = script.replace("import sys, time", "import sys, time\nfrom exactpl.cli.output import note")
    status, written = on_a_terminal(script, *COUNT)
    assert status == 0
    assert screen(written)[:2] == ["a note", VERDICT]


def test_the_progress_line_is_gone_before_rows_that_are_streamed(tmp_path: Path) -> None:
    network = tmp_path / "net.json"
    xp.networks.save_network(xp.networks.dense([[[1], [1]], [[2, -4]]], [[0, "-1/2"], [0]]), network)
    script = """
import sys, time
import exactpl.cli.segments as command
from exactpl import progress
from exactpl.cli.application import run

regions = command.regions

def slow(*args, **kwargs):
    for region in regions(*args, **kwargs):
        for done in range(11):
            progress.report("following the line", done, 10)
            time.sleep(0.06)
        yield region

command.regions = slow
sys.exit(run(sys.argv[1:]))
"""
    status, written = on_a_terminal(script, "segments", str(network), "--csv")
    assert status == 0
    assert screen(written) == [
        "piece,lower,upper,slope,intercept,pattern",
        "0,-oo,0,0,0,00 0",
        "1,0,1/2,2,0,10 0",
        "2,1/2,oo,-2,2,11 0",
    ]


def test_a_line_that_is_longer_than_the_terminal_leaves_no_trace() -> None:
    status, written = on_a_terminal(SLOW, *COUNT, columns=24)
    assert status == 0
    text = "".join(screen(written, 24))
    assert text.startswith("PROVED")
    assert "%" not in text
    assert "kneading" not in text
    assert max(map(len, moments(written.partition("PROVED")[0]))) < 24


def test_percentages_of_one_label_never_fall() -> None:
    """A phase that is begun anew says so: a step has a number, or only the time is shown."""
    phases = '("critical orbits", "solving the kneading system", "critical orbits")'
    again = SLOW.replace(phases, '["fixed points"] * 4')
    _, written = on_a_terminal(again, *COUNT)
    assert " s)" in written
    frames = [re.fullmatch(r"(.*?)(\d+) ?%.*", part) for part in moments(written.partition("PROVED")[0])]
    shown: dict[str, list[int]] = {}
    for frame in frames:
        if frame is not None:
            shown.setdefault(frame[1], []).append(int(frame[2]))
    assert all(values == sorted(values) for values in shown.values()), shown


# ----------------------------------------------------------------------------------------------------------------------
# Streams that are closed or full


def through_a_shell(redirection: str, script: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        ["sh", "-c", f'exec "$@" {redirection}', "sh", sys.executable, "-c", script, *arguments],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(Path(xp.__file__).parents[1])},
    )


def test_long_work_needs_no_standard_error() -> None:
    done = through_a_shell("2>&-", SLOW, *COUNT)
    assert done.returncode == 0
    assert done.stdout.splitlines()[0] == VERDICT


@pytest.mark.parametrize("redirection", ["2>&-", "2>/dev/full"])
@pytest.mark.parametrize(
    ("arguments", "status"),
    [(("show", "nothing"), 2), (("count", "tent", "-k", "1000000000"), 3), (("juggle",), 2)],
    ids=("input", "budget", "usage"),
)
def test_an_error_that_cannot_be_told_keeps_its_status_and_stays_off_standard_output(
    redirection: str, arguments: tuple[str, ...], status: int
) -> None:
    done = through_a_shell(redirection, SLOW, *arguments)
    assert (done.returncode, done.stdout) == (status, "")


@pytest.mark.parametrize("redirection", ["2>&-", "2>/dev/full"])
def test_a_note_that_cannot_be_told_stays_off_standard_output(redirection: str, tmp_path: Path) -> None:
    network = tmp_path / "net.json"
    xp.networks.save_network(xp.networks.dense([[[1], [1]], [[2, -4]]], [[0, "-1/2"], [0]]), network)
    done = through_a_shell(redirection, SLOW, "count", str(network), "-k", "2", "--no-check")
    assert done.returncode == 0
    assert done.stdout.startswith("PROVED, UNCHECKED ")
