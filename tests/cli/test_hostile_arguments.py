"""Whatever stands in an argument, a terminal sees text: no control character, no direction mark, no second line."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import exactpl as xp
from exactpl import survey
from tests.cli.hostile import ARGUMENTS, printed_raw

N = xp.networks
STATUSES = (0, 1, 2, 3)

SLOTS = [
    "",
    "@",
    "show @",
    "show @.json",
    "show file:@",
    "show @.onnx",
    "show @.safetensors",
    "show @.npz",
    "show @.pt",
    "show tent:@",
    "show tent:slope=@",
    "show tent:@=1",
    "show relu(@)",
    "show tent @",
    "show tent --@",
    "show tent --@ 3",
    "show tent --on @ 1",
    "show tent --on 0 @",
    "show net.npz --layers @",
    "count @ -k 3",
    "count tent -k @",
    "count tent -k 3 --laps=@",
    "count tent -k 3 --crossings @",
    "count tent -k 3 --on @ 1",
    "count tent -k 3 --no-check -o @",
    "count tent -k 3 --no-check --json -o @",
    "count tent -k 3 --no-check -o none/@",
    "period tent @",
    "period @ 3",
    "period tent 3 --no-check -o none/@",
    "periods tent --upto @",
    "periods tent --upto 1 --no-check -o none/@",
    "entropy tent --width @",
    "entropy tent --no-check -o @.json",
    "chaos @",
    "chaos tent --on @ 1",
    "chaos x+1 --no-check -o @.json",
    "segments @",
    "segments @.json",
    "segments net.json --on @ 1",
    "segments net.json --start @",
    "segments net.json --direction @",
    "segments net.json --component @",
    "segments net.json --no-check -o @",
    "same @ tent",
    "same net.json @",
    "same net.json tent --on @ 1",
    "same net.json tent --start @",
    "check c.json --subject @",
    "check c.json --subject @=x",
    "check c.json --fuel @",
    "export @ --coq c.v",
    "export c.json --coq @",
    "export c.json --coq @.v",
    "crosscheck @ -k 2",
    "crosscheck tent -k @",
    "crosscheck tent -k 2 --points @",
    "crosscheck tent -k 2 --samples @",
    "crosscheck tent -k 2 --backend @",
    "crosscheck tent -k 2 --device @",
    "crosscheck tent -k 2 --format @",
    "crosscheck tent -k 2 --method @",
    "crosscheck tent --period @",
    "survey @",
    "survey @ --draws 2",
    "survey @.jsonl",
    "survey tents.jsonl -q @",
    "survey random_tent:@ --draws 2",
    "survey random_tent:@=1 --draws 2",
    "survey random_tent:least=@ --draws 2",
    "survey simple_rnn:biases=@ --draws 2",
    "survey random_tent --draws @",
    "survey random_tent --draws 2 -q @",
    "survey random_tent --draws 2 -q period:@",
    "survey random_tent --draws 2 --workers 1 -o @",
    "survey random_tent --draws 2 --workers 1 -o none/@",
    "survey random_tent --draws 2 --seed @",
    "survey random_tent --draws 2 --width @",
    "survey random_tent --draws 2 --workers @",
    "survey random_tent --draws 2 --workers 1 --certificates tents.jsonl/@",
    "survey random_tent --draws 2 --confidence @",
    "zoo @",
    "zoo tent @",
    "doctor @",
    "doctor --@",
    "doctor --json=@",
    "",
][1:-1]

PLOTS = [
    "",
    "plot @ -o a.svg",
    "plot tent -o @",
    "plot tent -o @.svg",
    "plot tent -o none/@.svg",
    "plot tent -o a.svg -k @",
    "plot tent -o a.svg --cobweb @",
    "plot tent -o a.svg --cycle @",
    "plot tent -o a.svg --growth @",
    "plot tent -o a.svg --orbit @",
    "plot tent -o a.svg --orbit 1/3 --beside @",
    "plot tent -o a.svg --steps @",
    "plot @.jsonl -o a.svg",
    "plot tent @ -o a.svg",
    "",
][1:-1]

CHECKED = [
    "check @",
    "check c.json --subject f=@",
    "check c.json --expect @",
]


@pytest.fixture(scope="module")
def material(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("material")
    network = N.dense([[[1], [1]], [[2, -4]]], [[0, "-1/2"], [0]])
    N.save_network(network, folder / "net.json")
    N.to_npz(network, folder / "net.npz")
    xp.find_orbit(xp.zoo.tent(), 3).certificate.save(folder / "c.json")  # type: ignore[union-attr]
    survey.run(survey.family("random_tent"), ["period:3"], draws=3, output=folder / "tents.jsonl", workers=1)
    return folder


@pytest.fixture
def here(material: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for file in material.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    monkeypatch.chdir(tmp_path)
    return tmp_path


def words(slot: str, text: str) -> list[str]:
    return [word.replace("@", text) for word in slot.split(" ")]


def troubles(cli, slot: str) -> dict[str, object]:
    found = {}
    for name, text in ARGUMENTS.items():
        status, out, err = cli(*words(slot, text))
        trouble = printed_raw(out, err) or ([] if status in STATUSES else [f"status {status}"])
        if trouble:
            found[name] = trouble
    return found


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("slot", SLOTS)
def test_an_argument_is_printed_as_text(cli, slot: str) -> None:
    assert troubles(cli, slot) == {}


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("slot", PLOTS)
def test_an_argument_of_plot_is_printed_as_text(cli, slot: str) -> None:
    pytest.importorskip("matplotlib")
    assert troubles(cli, slot) == {}


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("slot", CHECKED)
def test_a_path_for_the_checker_is_printed_as_text(cli, slot: str) -> None:
    assert troubles(cli, slot) == {}


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
@pytest.mark.parametrize("name", ["\u00e9.json", "\u4e00.json"])
def test_a_stream_that_cannot_show_a_letter_is_no_crash(encoding: str, name: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "exactpl", "count", "tent", "-k", "3", "--no-check", "-o", name],
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONIOENCODING": encoding, "PYTHONPATH": str(Path(xp.__file__).parents[1])},
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"f^3 has exactly 8 maximal affine pieces" in done.stdout


@pytest.mark.usefixtures("here")
def test_an_exception_that_nobody_expected_is_printed_as_text(cli, monkeypatch: pytest.MonkeyPatch) -> None:
    for text in ARGUMENTS.values():

        def broken(*_: object, text: str = text) -> None:
            raise RuntimeError(text)

        monkeypatch.setattr("exactpl.cli.count.decide", broken)
        status, out, err = cli("count", "tent", "-k", "3")
        assert (status, out) == (70, "")
        assert printed_raw(err) == []
