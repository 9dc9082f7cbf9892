"""An option that has no effect where it is given is refused by name, before any work; nothing is ignored silently."""

import json
from pathlib import Path

import pytest

import exactpl as xp
from exactpl import survey

N = xp.networks

MISFITS = [
    # A network is shown whole.
    ("show net.json --on 0 1", "--on"),
    # Tensors and stored slopes: only files have them.
    ("show tent --layers 0:relu", "--layers"),
    ("show tent --leaky-slope 1/10", "--leaky-slope"),
    ("show 0:0,1:1 --layers 0:relu", "--layers"),
    ("show relu(x) --leaky-slope 1/10", "--leaky-slope"),
    ("same net.json tent --layers 0:relu", "--layers"),
    ("same net.json tent --leaky-slope 1/10", "--leaky-slope"),
    ("same net.json net.npz --leaky-slope 1/10", "--leaky-slope"),
    # Regions that are streamed are not proved, and not shortened.
    ("segments net.json --csv --full", "--full"),
    ("segments net.json --csv --no-check", "--no-check"),
    # JSON has all digits.
    ("show tent --full --json", "--full"),
    ("count tent -k 3 --json --full", "--full"),
    ("period tent 3 --json --full", "--full"),
    ("segments net.json --full --json", "--full"),
    # The line of a network, the grid of an iterate.
    ("crosscheck tent -k 3 --points 9 --start 0,0", "--start"),
    ("crosscheck tent -k 3 --points 9 --direction 1,1", "--direction"),
    ("crosscheck net.json -k 2 --points 9 --start 0", "--start"),
    ("crosscheck tent --period 3 --direction 1", "--direction"),
    ("crosscheck tent --period 3 --points 9", "--points"),
    ("crosscheck tent --period 3 --samples 9", "--samples"),
    ("crosscheck tent --period 3 --method residues", "--method"),
    ("crosscheck net.json --on 0 1 --points 9 --method residues", "--method"),
    # A list, and a result file, draw nothing.
    ("survey list --draws 5", "--draws"),
    ("survey list -q period:3", "-q"),
    ("survey list -o a.jsonl", "-o"),
    ("survey list --seed 1", "--seed"),
    ("survey list --width 3", "--width"),
    ("survey list --workers 2", "--workers"),
    ("survey list --certificates kept", "--certificates"),
    ("survey list --scheduler tcp://localhost:1", "--scheduler"),
    ("survey list --confidence 1/2", "--confidence"),
    ("survey tents.jsonl -o a.jsonl", "-o"),
    ("survey tents.jsonl --seed 1", "--seed"),
    ("survey tents.jsonl --width 3", "--width"),
    ("survey tents.jsonl --depth 3", "--depth"),
    ("survey tents.jsonl --variance 3", "--variance"),
    ("survey tents.jsonl --workers 2", "--workers"),
    ("survey tents.jsonl --certificates kept", "--certificates"),
    ("survey tents.jsonl --scheduler tcp://localhost:1", "--scheduler"),
]

PICTURES = [
    ("tents.jsonl -k 3", "-k"),
    ("tents.jsonl --cobweb 1/3", "--cobweb"),
    ("tents.jsonl --cycle 3", "--cycle"),
    ("tents.jsonl --growth 5", "--growth"),
    ("tents.jsonl --orbit 1/3", "--orbit"),
    ("tents.jsonl --beside 1/3", "--beside"),
    ("tents.jsonl --steps 5", "--steps"),
    ("tents.jsonl --on 0 1", "--on"),
    ("tent --growth 5 -k 3", "-k"),
    ("tent --growth 5 --steps 3", "--steps"),
    ("tent --orbit 1/3 -k 3", "-k"),
    ("tent --steps 5", "--steps"),
    ("tent --cycle 3 --steps 5", "--steps"),
]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    network = N.dense([[[1], [1]], [[2, -4]]], [[0, "-1/2"], [0]])
    N.save_network(network, "net.json")
    N.to_npz(network, "net.npz")
    survey.run(survey.family("random_tent"), ["period:3"], draws=3, output="tents.jsonl", workers=1)
    return tmp_path


def words(command: str) -> list[str]:
    return [word.replace(",", " ") if word.startswith("0:0") else word for word in command.split()]


def require_refused(cli, arguments: list[str], option: str, here: Path) -> None:
    before = sorted(here.iterdir())
    status, out, err = cli(*arguments)
    assert (status, out) == (2, "")
    if "--json" in arguments:
        assert json.loads(err)["error"] == "input"
    else:
        assert err.startswith("error: ")
    assert option in err
    assert sorted(here.iterdir()) == before


@pytest.mark.parametrize(("command", "option"), MISFITS, ids=[each[0] for each in MISFITS])
def test_an_option_that_does_not_fit_is_refused(cli, here: Path, command: str, option: str) -> None:
    require_refused(cli, words(command), option, here)


@pytest.mark.parametrize(("given", "option"), PICTURES, ids=[each[0] for each in PICTURES])
def test_an_option_that_does_not_fit_a_picture_is_refused(cli, here: Path, given: str, option: str) -> None:
    pytest.importorskip("matplotlib")
    require_refused(cli, ["plot", *given.split(), "-o", "a.svg"], option, here)


def test_each_option_that_fits_is_taken(cli, here: Path) -> None:
    """The same options where they have an effect: the refusals above are not for everyone."""
    for command in (
        "show tent --on 0 1",
        "show net.npz --layers 0:relu,1",
        "same net.json net.npz --layers 0:relu,1 --no-check",
        "segments net.json --full --no-check",
        "crosscheck tent -k 3 --points 9 --samples 3 --method residues",
        "survey tents.jsonl --confidence 1/2",
    ):
        arguments = [word.replace(",", " ") for word in command.split()]
        assert cli(*arguments)[0] == 0, command


def test_a_cycle_is_looked_for_on_the_interval_that_is_drawn(cli, here: Path) -> None:
    """On [0, 1/2] this map is the identity; its points of period 3 lie in [1/2, 1]."""
    pytest.importorskip("matplotlib")
    f = "0:0 1/2:1/2 3/4:1 1:1/2"
    assert cli("plot", f, "--cycle", "3", "--on", "1/2", "1", "-o", "a.svg")[0] == 0
    status, out, err = cli("plot", f, "--cycle", "3", "--on", "0", "1/2", "-o", "b.svg")
    assert (status, out) == (2, "")
    assert "no point of least period 3 on [0, 1/2]" in err
    assert not (here / "b.svg").exists()


def test_certificates_that_no_question_has_are_refused(cli, here: Path) -> None:
    status, out, err = cli(
        "survey", "notebook", "--draws", "2", "-q", "notebook:4", "-o", "a.jsonl", "--certificates", "kept"
    )
    assert (status, out) == (2, "")
    assert "--certificates" in err
    assert not (here / "a.jsonl").exists()


def test_nothing_stands_behind_version(cli) -> None:
    status, out, err = cli("--version", "tent")
    assert (status, out) == (2, "")
    assert err == "error: --version stands alone, found 'tent' behind it.\n"


def test_the_interval_of_a_closed_form_is_named(cli) -> None:
    """The restriction has one lap in every iterate, the map itself 2^k: a statement that names no interval is wrong."""
    _, out, _ = cli("count", "0:0 1/2:1/2 3/4:1 1:0", "--laps", "--on", "0", "1/2")
    assert "laps on [0, 1/2], the sum of a_k t^k being (1)/(1 - t)" in out
    _, out, _ = cli("count", "0:0 1/2:1/2 3/4:1 1:0", "--fixed", "--on", "0", "1/2")
    assert "fixed points on [0, 1/2], the sum" in out
