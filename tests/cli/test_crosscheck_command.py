"""`crosscheck`: what it prints, its exit statuses, and what it refuses."""

import importlib.util
import json
from pathlib import Path

import pytest

import exactpl as xp
from exactpl.crosscheck import comparing
from exactpl.crosscheck.grid_counts import GridCount

N = xp.networks
EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
PRINTED = str(EXAMPLES / "notebook_relu_network.json")
KEYS = {
    "backend",
    "certificate",
    "checked",
    "cites",
    "detail",
    "direction",
    "exact",
    "format",
    "from_k",
    "k",
    "lemmas",
    "n",
    "on",
    "points",
    "reason",
    "seen",
    "start",
    "statement",
    "value",
    "verdict",
    "what",
    "witness",
}


def test_each_line_begins_with_observed(cli) -> None:
    status, out, err = cli("crosscheck", "tent", "-k", "5", "--points", "200")
    assert (status, err) == (0, "")
    assert [line.split(":")[:2] for line in out.splitlines()] == [
        ["OBSERVED agrees", " values"],
        ["OBSERVED agrees", " pieces"],
        ["OBSERVED agrees", " laps"],
    ]
    assert "show all 32 pieces of f^5." in out


def test_nothing_can_be_told(cli) -> None:
    status, out, _ = cli("crosscheck", "tent", "-k", "80", "--points", "100")
    assert status == 3
    assert len(out.splitlines()) == 3
    assert all(line.startswith("OBSERVED cannot tell: ") for line in out.splitlines())
    status, out, _ = cli("crosscheck", "tent", "-k", "20", "--points", "100")  # the values still agree
    assert (status, out.count("OBSERVED agrees"), out.count("OBSERVED cannot tell")) == (0, 1, 2)


def test_a_bug_is_status_1(cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(comparing, "piece_count", lambda f, k: xp.piece_count(f, k) - 1)
    status, out, err = cli("crosscheck", "tent", "-k", "5", "--points", "200")
    assert status == 1
    assert "OBSERVED disagrees: pieces: 200 points (int64) show 32 pieces of f^5, exact are 31." in out
    assert "please report it" in err
    status, out, _ = cli("crosscheck", "tent", "-k", "5", "--points", "200", "--json")
    assert (status, [json.loads(line)["value"] for line in out.splitlines()]) == (1, ["agrees", "disagrees", "agrees"])


def test_json(cli) -> None:
    status, out, _ = cli("crosscheck", "tent", "-k", "60", "--points", "100", "--period", "3", "--json")
    assert status == 0
    found = [json.loads(line) for line in out.splitlines()]
    assert [each["what"] for each in found] == ["values", "pieces", "laps", "cycle"]
    for each in found:
        assert each.keys() == KEYS
        outcome = "agrees" if each["what"] == "cycle" else "cannot tell"  # one round of it
        assert (each["verdict"], each["certificate"], each["value"]) == ("observed", None, outcome)
        assert (each["k"], each["n"], each["points"], each["format"]) == ("60", "3", "100", "float64")
        assert each["backend"] == "numpy on cpu"
        assert each["detail"]
    pieces = found[1]
    assert pieces["exact"] == str(2**60)
    assert 1 <= int(pieces["seen"]) < 100
    assert 3 <= int(pieces["from_k"]) <= 7
    assert found[0]["exact"] is found[0]["seen"] is None


def test_cycles(cli) -> None:
    status, out, _ = cli("crosscheck", "1-x", "--on", "0", "1", "--period", "2")
    assert status == 0
    assert out.startswith("OBSERVED agrees: cycle: 2 orbits in float64")
    assert len(out.splitlines()) == 1
    status, out, _ = cli("crosscheck", "tent", "-k", "3", "--points", "99", "--period", "3")
    assert status == 0
    assert len(out.splitlines()) == 4
    assert out.splitlines()[3].startswith("OBSERVED agrees: cycle: one round within the bounds; ")
    status, out, _ = cli("crosscheck", "scrambling", "--period", "30", "--format", "float32")
    assert status == 3
    assert out.startswith("OBSERVED cannot tell: cycle: ")
    status, out, err = cli("crosscheck", "tent:slope=6/5", "--period", "3")
    assert (status, out) == (2, "")
    assert "no point" in err or "witness" in err


@pytest.mark.parametrize("backend", ["numpy", "torch"])
@pytest.mark.parametrize("format", ["float64", "float32"])
def test_backends_and_formats(cli, backend: str, format: str) -> None:
    pytest.importorskip(backend)
    arguments = ("crosscheck", "tent", "-k", "4", "--points", "99", "--backend", backend, "--format", format, "--json")
    for extra in ((), ("--device", "cpu"), ("--method", "floats")):
        status, out, _ = cli(*arguments, *extra)
        assert status == 0
        assert {(each["backend"], each["format"]) for each in map(json.loads, out.splitlines())} == {
            (f"{backend} on cpu", format)
        }


@pytest.mark.parametrize("method", ["floats", "int64", "residues"])
def test_methods(cli, method: str) -> None:
    status, out, _ = cli("crosscheck", "tent", "-k", "4", "--points", "99", "--method", method)
    assert status == 0
    assert f"99 points ({'float64' if method == 'floats' else method}) show all 16 pieces" in out


def test_a_network_file(cli) -> None:
    status, out, _ = cli("crosscheck", PRINTED, "--on", "0", "1", "--points", "500")
    assert status == 0
    assert [line.split(":")[:2] for line in out.splitlines()] == [
        ["OBSERVED agrees", " values"],
        ["OBSERVED agrees", " pieces"],
    ]
    status, out, _ = cli("crosscheck", PRINTED, "--on", "-1/2", "1", "--points", "500", "--json")
    assert {each["k"] for each in map(json.loads, out.splitlines())} == {"1"}
    status, out, err = cli("crosscheck", PRINTED, "-k", "4", "--points", "500")
    assert (status, len(out.splitlines())) == (0, 3)
    assert "f is the function of the network" in err


def test_a_network_along_a_line(cli, tmp_path: Path) -> None:
    path = str(tmp_path / "plane.json")
    N.save_network(N.Network([N.Layer([[1, 1], [1, -1]], None, "relu")]), path)
    line = ("--start", "0,1/2", "--direction", "-1,1")
    status, out, _ = cli("crosscheck", path, *line, "--on", "-1", "1", "--points", "400")
    assert (status, out.count("OBSERVED agrees")) == (0, 2)
    for arguments in (("--on", "-1", "1"), line, (*line, "--on", "-oo", "1"), (*line, "--on", "1", "1")):
        status, out, err = cli("crosscheck", path, *arguments)
        assert (status, out) == (2, "")
        assert err.startswith("error: ")
    assert cli("crosscheck", path, "-k", "2", "--points", "99")[0] == 2


@pytest.mark.parametrize("backend", ["numpy", "torch"])
def test_a_device_that_is_not_there(cli, backend: str) -> None:
    pytest.importorskip(backend)
    status, out, err = cli("crosscheck", "tent", "-k", "5", "--backend", backend, "--device", "gpu7")
    assert (status, out) == (2, "")
    assert f"a device of {backend} is required (cpu" in err
    assert "found 'gpu7'" in err


@pytest.mark.skipif(importlib.util.find_spec("cupy") is not None, reason="cupy is installed")
def test_a_missing_library_is_named_with_what_to_install(cli) -> None:
    status, out, err = cli("crosscheck", "tent", "-k", "5", "--backend", "cupy")
    assert (status, out) == (2, "")
    assert "pip install cupy" in err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("tent",), "the iterate is required for a map: -k K"),
        (("tent", "-k", "-1"), "k must be an integer >= 0, found -1"),
        (("tent", "-k", "x"), "k must be an integer >= 0, found 'x'"),
        (("tent", "-k", "1.5"), "k must be an integer >= 0, found '1.5'"),
        (("tent", "-k", "5", "--points", "2"), "--points must be an integer >= 3, found 2"),
        (("tent", "-k", "5", "--points", "1e9"), "--points must be an integer >= 3, found '1e9'"),
        (("tent", "-k", "5", "--points", "1_000"), "--points must be an integer >= 3, found '1_000'"),
        (("tent", "-k", "5", "--points", "9" * 30), "--points must be an integer of at most 20 digits"),
        (("tent", "-k", "5", "--points", "9" * 20), "points must be at most"),
        (("tent", "-k", "5", "--samples", "0"), "--samples must be an integer >= 1"),
        (("tent", "-k", "5", "--format", "float16"), "float64 or float32, is required, found 'float16'"),
        (("tent", "-k", "5", "--method", "gpu"), "a method, auto, floats, int64, residues, is required, found 'gpu'"),
        (("tent", "-k", "5", "--backend", "jax"), "a backend, numpy, torch, cupy"),
        (("tent", "--period", "0"), "--period must be an integer >= 1"),
        (("tent", "-k", "5", "--on", "0", "2"), "inside the domain [0, 1]"),
        (("tent", "-k", "5", "--on", "0", "1/2"), "into itself is required"),
        (("x", "-k", "3"), "--on A B"),
        (("missing.json", "-k", "5"), "No such file"),
        ((PRINTED,), "an interval is required for a network: --on A B"),
        ((PRINTED, "--on", "0", "1", "--points", "two"), "--points must be an integer"),
        ((PRINTED, "--on", "0", "1", "--format", "half"), "float64 or float32, is required"),
        ((PRINTED, "--on", "0", "1", "--method", "nonsense"), "a method, "),
        (("tent", "--period", "2", "--method", "nonsense"), "a method, "),
    ],
    ids=lambda each: " ".join(each).replace(PRINTED, "net") if isinstance(each, tuple) else "",
)
def test_wrong_input_is_one_clear_error(cli, arguments: tuple[str, ...], message: str) -> None:
    status, out, err = cli("crosscheck", *arguments)
    assert (status, out) == (2, "")
    assert message in err
    assert err.startswith("error: ")


def test_over_budget_is_status_3(cli) -> None:
    status, out, err = cli("crosscheck", "skew_tent:1/3", "-k", "80", "--points", "99", "--method", "int64")
    assert (status, out) == (3, "")
    assert "61 bits" in err


def test_many_points_and_few_samples_keep_little_before_the_work(cli, monkeypatch: pytest.MonkeyPatch) -> None:
    import tracemalloc

    def counted(f: xp.PL, k: int, grid: object, place: object, *_: object, **__: object) -> GridCount:
        return GridCount(k, 10**12, "int64", 0, 0, None, 0, 0)

    monkeypatch.setattr(comparing, "_counted", counted)
    assert cli("crosscheck", "tent", "-k", "2", "--points", "9", "--samples", "3")[0] == 0
    tracemalloc.start()
    try:
        status, out, _ = cli("crosscheck", "tent", "-k", "2", "--points", str(10**12), "--samples", "3")
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert (status, "3 orbits" in out) == (0, True)
    assert peak < 5_000_000
