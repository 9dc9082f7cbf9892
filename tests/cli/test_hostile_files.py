"""Whatever stands in a file, or in its name, a terminal sees text."""

import io
import json
import os
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import exactpl as xp
from exactpl import survey
from tests.cli.hostile import ARGUMENTS, IN_FILES, printed_raw

N = xp.networks
STATUSES = (0, 1, 2, 3)
MAP = {"format": "exactpl-map/1", "knots": [["0", "0"], ["1/2", "1"], ["1", "0"]]}
FIELD = {"interval": ["1", "2"], "polynomial": ["-1", "-1", "1"]}
LAYERS = [{"activation": "relu", "bias": ["0", "-1/2"], "weight": [["1"], ["1"]]}, {"weight": [["2", "-4"]]}]
NETWORK = {"format": "exactpl-network/1", "layers": LAYERS}


def layered(**layer: object) -> dict[str, object]:
    return {**NETWORK, "layers": [{"weight": [["1"]], **layer}]}


FILES: dict[str, Callable[[str], Any]] = {
    "a key of a map": lambda t: {**MAP, t: 1},
    "the format of a map": lambda t: {**MAP, "format": t},
    "a number of a map": lambda t: {**MAP, "knots": [["0", t], ["1", "1"]]},
    "the knots of a map": lambda t: {**MAP, "knots": t},
    "a slope of a map": lambda t: {**MAP, "left_slope": t},
    "a key of a field": lambda t: {**MAP, "field": {**FIELD, t: 1}},
    "the polynomial of a field": lambda t: {**MAP, "field": {**FIELD, "polynomial": ["-1", t, "1"]}},
    "the interval of a field": lambda t: {**MAP, "field": {**FIELD, "interval": ["1", t]}},
    "a key of a network": lambda t: {**NETWORK, t: 1},
    "the format of a network": lambda t: {**NETWORK, "format": t},
    "the inputs of a network": lambda t: {**NETWORK, "inputs": t},
    "a key of a layer": lambda t: layered(**{t: 1}),
    "an activation": lambda t: layered(activation=t),
    "the key of an activation": lambda t: layered(activation={t: "1"}),
    "a weight": lambda t: layered(weight=[[t]]),
}


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def require_text(cli, *arguments: str) -> None:
    status, out, err = cli(*arguments)
    assert printed_raw(out, err) == []
    assert status in STATUSES


@pytest.mark.parametrize("name", IN_FILES)
@pytest.mark.parametrize("place", FILES)
def test_a_map_or_network_file_is_printed_as_text(cli, here: Path, place: str, name: str) -> None:
    (here / "f.json").write_text(json.dumps(FILES[place](IN_FILES[name])))
    for arguments in (("show", "f.json"), ("segments", "f.json"), ("show", "f.json", "--json")):
        require_text(cli, *arguments)


@pytest.mark.parametrize("name", IN_FILES)
def test_a_key_that_is_there_twice_is_printed_as_text(cli, here: Path, name: str) -> None:
    key = json.dumps(IN_FILES[name])
    (here / "f.json").write_text(f'{{"format":"exactpl-map/1",{key}:1,{key}:2}}')
    require_text(cli, "show", "f.json")


# ----------------------------------------------------------------------------------------------------------------------
# Names of files


def contents(folder: Path) -> Iterator[tuple[str, bytes, list[tuple[str, ...]]]]:
    """Yield suffixes, contents, and commands that speak of such a file, @."""
    network = N.dense([[[1], [1]], [[2, -4]]], [[0, "-1/2"], [0]])
    shown = [("show", "@"), ("show", "@", "--json")]
    yield ".json", json.dumps(MAP).encode(), [*shown, ("count", "@", "-k", "2", "--no-check")]
    yield ".json", b"", [*shown, ("segments", "@"), ("same", "@", "tent"), ("crosscheck", "@", "-k", "2")]
    yield ".json", b"\xff", shown
    yield ".json", json.dumps({**NETWORK, "layers": [{"weight": [["1", "1"]]}]}).encode(), [("count", "@", "-k", "2")]
    N.save_network(network, folder / "net")
    as_map = ("count", "@", "-k", "2", "--no-check")
    about = [*shown, ("segments", "@", "--no-check"), as_map, ("same", "@", "tent", "--no-check")]
    yield ".json", (folder / "net").read_bytes(), about
    N.to_npz(network, folder / "net.npz")
    for suffix, data in ((".npz", (folder / "net.npz").read_bytes()), (".npz", b"x"), (".onnx", b"x")):
        yield suffix, data, about
    survey.run(survey.family("random_tent"), ["period:3"], draws=2, output=folder / "t", workers=1)
    results = (folder / "t").read_bytes()
    more = ("survey", "random_tent", "--draws", "3", "--workers", "1", "-o", "@")
    for data in (results, results + b"x\n", b"", b"x\n"):
        yield ".jsonl", data, [("survey", "@"), more, ("survey", "@", "--json")]


@pytest.mark.parametrize("name", ARGUMENTS)
def test_the_name_of_a_file_is_printed_as_text(
    cli, here: Path, name: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    found = {}
    for suffix, data, commands in contents(tmp_path_factory.mktemp("material")):
        for command in commands:
            path = ARGUMENTS[name] + suffix
            (here / path).write_bytes(data)
            arguments = [path if word == "@" else word for word in command]
            status, out, err = cli(*arguments)
            trouble = printed_raw(out, err) or ([] if status in STATUSES else [status])
            if trouble:
                found[(suffix, len(data), " ".join(command))] = trouble[:3]
            os.remove(here / path)
    assert found == {}


# ----------------------------------------------------------------------------------------------------------------------
# Tensors and ONNX, whose names are whole UTF-8

TEXTS = [name for name in IN_FILES if name != "no UTF-8"]


def npz(path: Path, name: str) -> None:
    import numpy as np

    data = io.BytesIO()
    np.save(data, np.ones((1, 1)))
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(f"{name}.npy", data.getvalue())


@pytest.mark.parametrize("name", TEXTS)
def test_names_of_arrays_are_printed_as_text(cli, here: Path, name: str) -> None:
    for arguments in ((), ("--layers", "0"), ("--layers", "1:relu 2")):
        npz(here / "a.npz", IN_FILES[name] + ".weight")
        require_text(cli, "show", "a.npz", *arguments)


@pytest.mark.parametrize("name", TEXTS)
def test_a_layer_list_in_a_file_is_printed_as_text(cli, here: Path, name: str) -> None:
    import numpy as np

    np.savez(here / "a.npz", layers=np.array(IN_FILES[name]), **{"0.weight": np.ones((1, 1))})
    require_text(cli, "show", "a.npz")


@pytest.mark.parametrize("name", TEXTS)
def test_names_of_tensors_are_printed_as_text(cli, here: Path, name: str) -> None:
    numpy_files = pytest.importorskip("safetensors.numpy")
    import numpy as np

    text = IN_FILES[name]
    for tensors in ({text: np.ones((1, 1))}, {f"{text}.weight": np.full((1, 1), np.nan)}):
        for arguments in ((), ("--layers", "0")):
            numpy_files.save_file(tensors, here / "a.safetensors")
            require_text(cli, "show", "a.safetensors", *arguments)
    header = json.dumps({"0.weight": {"data_offsets": [0, 4], "dtype": text, "shape": [1, 1]}}).encode()
    (here / "a.safetensors").write_bytes(len(header).to_bytes(8, "little") + header + bytes(4))
    require_text(cli, "show", "a.safetensors")


@pytest.mark.parametrize("name", TEXTS)
def test_names_in_an_onnx_model_are_printed_as_text(cli, here: Path, name: str) -> None:
    helper = pytest.importorskip("onnx.helper")
    import numpy as np
    from onnx import TensorProto, numpy_helper

    text = IN_FILES[name]
    weight = numpy_helper.from_array(np.ones((1, 1), dtype=np.float32), "W")
    extra = numpy_helper.from_array(np.full((1, 1), np.nan, dtype=np.float32), text)
    nodes = [
        helper.make_node(text, ["z"], ["y"]),
        helper.make_node("Sin", ["z"], ["y"], name=text),
        helper.make_node("Sin", ["z"], ["y"], domain=text),
        helper.make_node("Relu", [text], ["y"]),
        helper.make_node("Relu", ["z", text, text], ["y"]),
        helper.make_node("Relu", ["z"], [text]),
        helper.make_node("Add", ["z", text], ["y"]),
        helper.make_node("LeakyRelu", ["z"], ["y"], alpha=text),
        helper.make_node("LeakyRelu", ["z"], ["y"], **{text: 1.0}),
    ]
    for node in nodes:
        graph = helper.make_graph(
            [helper.make_node("MatMul", ["x", "W"], ["z"]), node],
            text,
            [helper.make_tensor_value_info("x", TensorProto.FLOAT, [1, 1])],
            [helper.make_tensor_value_info("y", TensorProto.FLOAT, [1, 1])],
            [weight, *([extra] if text in node.input else [])],
        )
        sets = [helper.make_opsetid("", 13), *([helper.make_opsetid(text, 1)] if node.domain else [])]
        (here / "a.onnx").write_bytes(helper.make_model(graph, opset_imports=sets).SerializeToString())
        require_text(cli, "show", "a.onnx")


# ----------------------------------------------------------------------------------------------------------------------
# Result files of surveys


@pytest.mark.parametrize("name", IN_FILES)
def test_a_result_file_is_printed_as_text(cli, here: Path, name: str) -> None:
    text = IN_FILES[name]
    survey.run(survey.family("notebook"), ["period:3"], draws=2, output=here / "good.jsonl", workers=1)
    first, second, _ = (here / "good.jsonl").read_text().splitlines()
    header, line = json.loads(first), json.loads(second)
    headers = [
        {**header, "family": text},
        {**header, "format": text},
        {**header, "parameters": {text: "1"}},
        {**header, "parameters": {**header["parameters"], "weights": text}},
        {**header, "questions": [text]},
        {**header, "questions": [f"period:{text}"]},
        {**header, "seed": text},
        {**header, text: text},
    ]
    lines = [{**line, "answers": {"period:3": text}}, {**line, "answers": {text: "no"}}, {**line, "draw": text}]
    files = [[each, line] for each in headers] + [[header, each] for each in lines]
    for objects in files:
        (here / "a.jsonl").write_text("".join(json.dumps(each) + "\n" for each in objects))
        require_text(cli, "survey", "a.jsonl")
        require_text(cli, "survey", "a.jsonl", "--json")
        require_text(cli, "survey", "notebook", "--draws", "3", "--workers", "1", "-o", "a.jsonl")
    (here / "a.jsonl").write_bytes(first.encode() + b"\n" + text.encode("utf-8", "surrogatepass") + b"\n")
    require_text(cli, "survey", "a.jsonl")


# ----------------------------------------------------------------------------------------------------------------------
# What the checker says of files


@pytest.mark.parametrize("name", ["a new line", "controls", "no UTF-8"])
def test_what_the_checker_says_is_printed_as_text(cli, here: Path, name: str) -> None:
    verdict = xp.find_orbit(xp.zoo.tent(), 3)
    assert isinstance(verdict, xp.Proved)
    assert verdict.certificate is not None
    verdict.certificate.save(here / "c.json")
    claim = json.loads(verdict.certificate.text)["claim"]
    subject = {"kind": IN_FILES[name], "role": "f", "sha256": "0"}
    (here / "e.json").write_text(json.dumps({"claim": claim, "format": "exactpl-claim/1", "subject": [subject]}))
    for more in ((), ("--json",)):
        status, out, err = cli("check", "c.json", "--expect", "e.json", *more)
        assert printed_raw(out, err) == []
        assert status in (1, 2)
        assert out.count("\n") == (status == 1)
