"""`segments`, `same` and `show` for networks, and networks where a MAP is asked for."""

import csv
import io
import json
from fractions import Fraction
from pathlib import Path

import pytest

import exactpl as xp

N = xp.networks
EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
PRINTED = str(EXAMPLES / "notebook_relu_network.json")
AS_A_MAP = str(EXAMPLES / "notebook_network.json")


@pytest.fixture
def tent(tmp_path: Path) -> str:
    path = tmp_path / "tent.json"
    N.save_network(N.dense([[[1], [1]], [[2, -4]]], [[0, "-1/2"], [0]]), path)
    return str(path)


@pytest.fixture
def plane(tmp_path: Path) -> str:
    path = tmp_path / "plane.json"
    N.save_network(N.Network([N.Layer([[1, 1], [1, -1]], None, "relu")]), path)
    return str(path)


def test_segments_proves_and_writes_a_certificate(cli, tmp_path: Path) -> None:
    path = tmp_path / "cert.json"
    status, out, _ = cli("segments", PRINTED, "-o", str(path))
    assert status == 0
    assert out.startswith("PROVED  f has exactly 2 affine pieces and 3 activation regions on (-oo, oo).")
    assert "[10 1]" in out
    assert "several units change at once" in out
    assert "frozen" in out
    report = xp.check(path)
    assert report.is_accepted
    assert report.statement == "f has exactly 2 affine pieces and 3 activation regions on (-oo, oo)"


def test_on_may_begin_with_a_hyphen(cli, tent: str) -> None:
    status, out, _ = cli("segments", tent, "--on", "-1/2", "1")
    assert status == 0
    assert "on [-1/2, 1]" in out


def test_segments_as_json(cli, tent: str) -> None:
    status, out, _ = cli("segments", tent, "--on", "-1/2", "1", "--json", "--no-check")
    answer = json.loads(out)
    assert status == 0
    assert answer["verdict"] == "proved"
    assert answer["value"] == {"pieces": "3", "regions": "3"}
    assert answer["breakpoints"] == ["0", "1/2"]
    assert answer["segments"][1] == {
        "interval": ["0", "1/2"],
        "slopes": ["2"],
        "intercepts": ["0"],
        "patterns": ["10 0"],
    }
    assert answer["checked"] is False


def test_segments_as_csv(cli, tent: str) -> None:
    status, out, _ = cli("segments", tent, "--csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert status == 0
    assert [(row["lower"], row["upper"], row["slope"]) for row in rows] == [
        ("-oo", "0", "0"),
        ("0", "1/2", "2"),
        ("1/2", "oo", "-2"),
    ]
    assert [row["piece"] for row in rows] == ["0", "1", "2"]
    assert [row["pattern"] for row in rows] == ["00 0", "10 0", "11 0"]


def test_segments_along_a_line(cli, plane: str) -> None:
    status, out, _ = cli("segments", plane, "--start", "0,1/2", "--direction", "1,-1", "--on", "-1", "1")
    assert status == 0
    assert "along p + t*d, p = (0, 1/2), d = (1, -1)" in out
    status, out, _ = cli("segments", plane, "--start", "0 0", "--direction", "-1 0", "--component", "1", "--csv")
    assert status == 0
    assert out.splitlines()[0] == "piece,lower,upper,slope,intercept,pattern"


def test_same_proves_refutes_and_says_where(cli, tent: str) -> None:
    status, out, _ = cli("same", PRINTED, AS_A_MAP)
    assert (status, out.splitlines()[0]) == (0, "PROVED  f and g are the same function on (-oo, oo).")
    status, out, _ = cli("same", "tent", tent)
    assert (status, out.splitlines()[0]) == (0, "PROVED  f and g are the same function on [0, 1].")
    status, out, _ = cli("same", tent, "tent:slope=3/2")
    assert status == 1
    assert out.startswith("REFUTED the largest absolute value of f - g on [0, 1] is 1/4, attained at t = 1/2.")
    status, out, _ = cli("same", tent, "2*x", "--json")
    answer = json.loads(out)
    assert (status, answer["verdict"]) == (1, "refuted")
    assert "grows without bound" in answer["reason"]


def test_show_a_network(cli, tmp_path: Path, tent: str) -> None:
    status, out, _ = cli("show", tent)
    assert status == 0
    assert "1 input, 1 output, 2 units with kinks" in out
    assert "1: 1 -> 2: relu; numbers of at most 2 bits" in out
    assert "at most 3 along any line" in out
    answer = json.loads(cli("show", tent, "--json")[1])
    assert answer["widths"] == ["1", "2", "1"]
    assert answer["converted"] is False
    path = tmp_path / "tent.npz"
    N.to_npz(N.load(tent), path)
    status, out, err = cli("show", str(path))
    assert (status, "conversion" in err) == (0, True)
    assert "(NumPy)" in out


def test_a_network_is_a_map_where_it_has_one_input_and_one_output(cli, tmp_path: Path, plane: str) -> None:
    path = tmp_path / "scrambling.npz"
    network = N.Network([N.Layer([[1], [1]], [0, "-1/2"], "relu"), N.Layer([["2", -4]])])
    N.to_npz(network, path)
    status, out, err = cli("period", str(path), "3", "--on", "0", "1")
    assert (status, out[:7]) == (0, "PROVED ")
    assert "exactpl same" in err
    status, out, _ = cli("count", PRINTED, "-k", "7")
    assert status == 0
    status, out, err = cli("count", plane, "-k", "2")
    assert (status, out) == (2, "")
    assert "one input and one output" in err


def test_onnx_and_safetensors_on_the_command_line(cli, tmp_path: Path, tent: str) -> None:
    pytest.importorskip("onnx")
    pytest.importorskip("safetensors")
    onnx, tensors = str(tmp_path / "tent.onnx"), str(tmp_path / "tent.safetensors")
    N.to_onnx(N.load(tent), onnx)
    N.to_safetensors(N.load(tent), tensors)
    assert cli("same", onnx, tensors)[0] == 0
    assert cli("same", onnx, tensors, "--layers", "0:relu 1")[0] == 0
    status, out, _ = cli("same", onnx, tensors, "--layers", "0:abs 1")
    assert (status, out[:7]) == (1, "REFUTED")
    status, out, err = cli("segments", onnx)
    assert (status, "was not checked" in err) == (0, True)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("segments", "missing.onnx"), "No such file"),
        (("segments", "tent"), "which is a map"),
        (("segments", AS_A_MAP), "which is a map"),
        (("segments", "net.pt"), "pickled files are refused"),
        (("period", "file:net.pth", "3"), "pickled files are refused"),
        (("segments", PRINTED, "--on", "1", "1"), "more than one point"),
        (("segments", PRINTED, "--on", "1", "0"), "lower <= upper"),
        (("segments", PRINTED, "--component", "1"), "at most 0"),
        (("segments", PRINTED, "--start", "0", "--direction", "1"), "leave out start"),
        (("segments", PRINTED, "--csv", "--json"), "leave out"),
        (("segments", PRINTED, "--layers", "0:relu"), "--layers has no effect"),
        (("same", "tent", "tent"), "found two maps"),
        (("same", PRINTED, "tent", "--on", "0", "2"), "lie in the domain"),
    ],
)
def test_wrong_input_is_one_clear_error(cli, arguments: tuple[str, ...], message: str) -> None:
    status, out, err = cli(*arguments)
    assert (status, out) == (2, "")
    assert message in err
    assert err.startswith('{"error": "input", ' if "--json" in arguments else "error: ")


def test_a_line_needs_all_its_numbers(cli, plane: str) -> None:
    for arguments in (
        (),
        ("--start", "0,0"),
        ("--start", "0,0", "--direction", "0,0"),
        ("--start", "0", "--direction", "1,1"),
    ):
        status, out, err = cli("segments", plane, *arguments)
        assert (status, out) == (2, "")
        assert err.startswith("error: ")


def test_the_printed_network_is_the_published_one() -> None:
    network = N.load(PRINTED)
    assert network.layers[0].weight == ((Fraction("-1.86269852"),), (Fraction("0.3760235"),))
    assert N.as_map(network) == xp.zoo.notebook_network()
