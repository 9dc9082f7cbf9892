"""Files of tensors: every number at its exact value, layer lists, hostile files; writers that never round."""

import io
import json
import pickle
import random
import subprocess
import sys
import textwrap
import zipfile
from collections.abc import Callable
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import exactpl as xp
from exactpl.networks.formats.layer_lists import pairs_of

N = xp.networks
Q = Fraction

TENSORS = {
    "0.weight": np.array([[1], [1]], dtype=np.float32),
    "0.bias": np.array([0, -0.5], dtype=np.float32),
    "2.weight": np.array([[2, -4]], dtype=np.float32),
}
TENT = N.Network([N.Layer([[1], [1]], [0, "-1/2"], "relu"), N.Layer([[2, -4]])])


def header_of(entries: dict[str, Any], data: bytes = b"") -> bytes:
    """Return a safetensors file, written by hand: eight bytes with the length of the header, the header, the data."""
    text = json.dumps(entries).encode()
    return len(text).to_bytes(8, "little") + text + data


def entry(dtype: str, shape: list[int], start: int, end: int) -> dict[str, Any]:
    return {"dtype": dtype, "shape": shape, "data_offsets": [start, end]}


def npz_of(arrays: dict[str, Any], compressed: bool = False) -> bytes:
    buffer = io.BytesIO()
    (np.savez_compressed if compressed else np.savez)(buffer, **arrays)
    return buffer.getvalue()


def save(kind: str, path: Path, arrays: dict[str, Any], metadata: dict[str, str] | None = None) -> Path:
    """Write arrays as .npz or .safetensors, with the libraries that others use."""
    if kind == "npz":
        path.write_bytes(npz_of({**arrays, **({} if metadata is None else metadata)}))
    else:
        from safetensors.numpy import save_file

        save_file({name: array.copy(order="C") for name, array in arrays.items()}, path, metadata)
    return path


@pytest.fixture(params=["safetensors", "npz"])
def kind(request: pytest.FixtureRequest) -> str:
    if request.param == "safetensors":
        pytest.importorskip("safetensors")
    return str(request.param)


def reader(kind: str) -> Callable[..., Any]:
    return N.from_npz if kind == "npz" else N.from_safetensors


def writer(kind: str) -> Callable[..., None]:
    return N.to_npz if kind == "npz" else N.to_safetensors


# -- exact values ------------------------------------------------------------------------------------------------------


def word_value(bits: int, exponent_bits: int, word: int) -> Fraction | None:
    """Return the number that a word of a binary format means, by its definition; None: not finite."""
    fraction_bits = bits - 1 - exponent_bits
    sign, rest = divmod(word, 2 ** (bits - 1))
    exponent, fraction = divmod(rest, 2**fraction_bits)
    bias = 2 ** (exponent_bits - 1) - 1
    if exponent == 2**exponent_bits - 1:
        return None
    if exponent == 0:
        size = Q(fraction, 2**fraction_bits) * Q(2) ** (1 - bias)
    else:
        size = (1 + Q(fraction, 2**fraction_bits)) * Q(2) ** (exponent - bias)
    return -size if sign else size


FORMATS = {"F16": (16, 5), "BF16": (16, 8), "F32": (32, 8), "F64": (64, 11)}


@pytest.mark.parametrize("name", FORMATS)
def test_each_word_of_a_format(name: str, tmp_path: Path) -> None:
    pytest.importorskip("safetensors")
    bits, exponent_bits = FORMATS[name]
    rng = random.Random(name)
    words = list(range(2**16)) if bits == 16 else [rng.getrandbits(bits) for _ in range(3000)]
    words += [0, 1, 2, 2 ** (bits - 1), 2 ** (bits - 1) + 1]
    finite = [(w, x) for w in words if (x := word_value(bits, exponent_bits, w)) is not None]
    data = b"".join(w.to_bytes(bits // 8, "little") for w, _ in finite)
    path = tmp_path / "a.safetensors"
    path.write_bytes(header_of({"0.weight": entry(name, [len(finite), 1], 0, len(data))}, data))
    assert N.from_safetensors(path, layers="0").layers[0].weight == tuple((x,) for _, x in finite)
    if name != "BF16":
        dtype = {"F16": "<f2", "F32": "<f4", "F64": "<f8"}[name]
        array = np.frombuffer(data, dtype=dtype).reshape(-1, 1)
        turned = array.astype(dtype.replace("<", ">"))[-3000:]  # the other order of bytes
        (tmp_path / "a.npz").write_bytes(npz_of({"0.weight": array[:3000], "1.weight": turned.T}))
        assert N.from_npz(tmp_path / "a.npz", layers="0").layers[0].weight == tuple((x,) for _, x in finite[:3000])
        assert N.from_npz(tmp_path / "a.npz", layers="1").layers[0].weight == (tuple(x for _, x in finite[-3000:]),)
        assert N.from_numpy([turned]).layers[0].weight == tuple((x,) for _, x in finite[-3000:])


@pytest.mark.parametrize("name", FORMATS)
def test_each_word_that_is_no_number_is_refused(name: str, tmp_path: Path) -> None:
    pytest.importorskip("safetensors")
    bits, exponent_bits = FORMATS[name]
    top = (2**exponent_bits - 1) << (bits - 1 - exponent_bits)
    path = tmp_path / "a.safetensors"
    for word, shown in (
        (top, "inf"),
        (top | 1 << (bits - 1), "-inf"),
        (top + 1, "nan"),
        (top | 2 ** (bits - 1) | 1, "nan"),
        (top | 2 ** (bits - 2 - exponent_bits), "nan"),
    ):
        data = bytes(5 * bits // 8) + word.to_bytes(bits // 8, "little")
        path.write_bytes(header_of({"0.weight": entry(name, [2, 3], 0, len(data))}, data))
        with pytest.raises(xp.InputError, match=rf"found {shown} at .*0\.weight\[1\]\[2\]"):
            N.from_safetensors(path, layers="0")


@pytest.mark.parametrize("dtype", ["int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64"])
def test_integers(dtype: str, kind: str, tmp_path: Path) -> None:
    info = np.iinfo(dtype)
    numbers = [info.min, info.max, 1]
    path = save(kind, tmp_path / "a", {"0.weight": np.array([numbers], dtype=dtype)})
    assert reader(kind)(path, layers="0").layers[0].weight == (tuple(map(Q, numbers)),)


def test_floats_of_the_machine(kind: str, tmp_path: Path) -> None:
    arrays = {"a.weight": np.array([[0.1, -0.3]], dtype=np.float32), "a.bias": np.array([1e-40], dtype=np.float32)}
    network = reader(kind)(save(kind, tmp_path / "a", arrays), layers="a")
    assert network.layers[0].weight == ((Q(13421773, 2**27), Q(-5033165, 2**24)),)
    assert network.layers[0].bias == (Q(71362, 2**149),)
    assert str(tmp_path) in network.origin


FOREIGN = {"F8_E4M3": 1, "F8_E5M2": 1, "BOOL": 1, "C64": 8, "F8_E8M0": 1}


@pytest.mark.parametrize("name", FOREIGN)
def test_other_kinds_of_numbers_are_refused_by_name(name: str, tmp_path: Path) -> None:
    pytest.importorskip("safetensors")
    path = tmp_path / "a.safetensors"
    size = 2 * FOREIGN[name]
    path.write_bytes(header_of({"0.weight": entry(name, [1, 2], 0, size)}, bytes(size)))
    with pytest.raises(xp.InputError, match=rf"found {name} at .*0\.weight"):
        N.from_safetensors(path, layers="0")


def test_other_kinds_of_arrays_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.npz"
    arrays: dict[str, tuple[Any, str]] = {
        "complex": (np.array([[1 + 0j]]), "complex128"),
        "truth values": (np.array([[True]]), "bool"),
        "dates": (np.array([["2020-01-01"]], dtype="M8[D]"), "datetime64"),
        "times": (np.array([[3]], dtype="m8[s]"), "timedelta64"),
        "bytes": (np.array([[b"1"]]), r"\|?S1|bytes"),
        "records": (np.array([[(1, 2)]], dtype=[("a", "<i4"), ("b", "<i4")]), "void|record"),
        "words": (np.zeros((1, 1), dtype="V2"), "void"),
    }
    for array, name in arrays.values():
        path.write_bytes(npz_of({"0.weight": array}))
        with pytest.raises(xp.InputError, match=rf"found ({name}).* at 0\.weight"):
            N.from_npz(path, layers="0")
    if np.dtype(np.longdouble).itemsize > 8:
        path.write_bytes(npz_of({"0.weight": np.array([[1]], dtype=np.longdouble)}))
        with pytest.raises(xp.InputError, match=r"64 bits.*at 0\.weight"):
            N.from_npz(path, layers="0")


# -- layer lists -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "layers",
    [
        "0:relu 2",
        " 0:relu\n\t2:identity ",
        ["0:relu", "2"],
        ("0:relu", ("2", "identity")),
        [("0", "relu"), ("2", N.clip(None, None) if False else "identity")],
        [("0", N.leaky_relu(0)), "2"],
        [("0", "leaky_relu(0/7)"), "2"],
        [("0", "clip(0, oo)"), "2"],
        "0:clip(0,oo) 2",
        "0:clip( 0 , oo ) 2:leaky_relu( 1 )",
    ],
    ids=str,
)
def test_layer_lists(layers: Any, kind: str, tmp_path: Path) -> None:
    network = reader(kind)(save(kind, tmp_path / "a", TENSORS), layers=layers)
    for x in (-3, 0, "1/3", "1/2", "3/4", 7):
        assert network(x) == TENT(x)


def test_activations_of_layer_lists() -> None:
    written = (
        "a:relu b:abs c:hard_tanh d:identity e f:leaky_relu(0.01) g:leaky_relu(-1/100) h:clip(-1, 1/3) i:clip(-oo,2)"
    )
    assert pairs_of(written + " j:clip(-3e-1, oo) k.l.m:relu") == [
        ("a", N.RELU), ("b", N.ABS), ("c", N.HARD_TANH), ("d", N.IDENTITY), ("e", N.IDENTITY),
        ("f", N.leaky_relu("1/100")), ("g", N.leaky_relu("-1/100")), ("h", N.clip(-1, "1/3")), ("i", N.clip(None, 2)),
        ("j", N.clip("-3/10", None)), ("k.l.m", N.RELU),
    ]  # fmt: skip


def test_names_that_text_cannot_say(kind: str, tmp_path: Path) -> None:
    arrays = {f"a b:c(.{part}": TENSORS[f"0.{part}"] for part in ("weight", "bias")}
    network = reader(kind)(save(kind, tmp_path / "a", arrays), layers=[("a b:c(", "relu")])
    assert network(1) == (1, Q(1, 2))


def test_a_layer_without_name(kind: str, tmp_path: Path) -> None:
    arrays = {"weight": TENSORS["0.weight"], "bias": TENSORS["0.bias"]}
    path = save(kind, tmp_path / "a", arrays)
    assert reader(kind)(path, layers=":relu")(1) == (1, Q(1, 2))
    assert reader(kind)(path, layers=[("", "relu")])(1) == (1, Q(1, 2))


BAD_LISTS: dict[str, Any] = {
    "empty": "",
    "blank": "  ",
    "an empty list": [],
    "unknown activation": "0:tanh 2",
    "another spelling": "0:ReLU 2",
    "leaky_relu without slope": "0:leaky_relu 2",
    "leaky_relu of nothing": "0:leaky_relu() 2",
    "leaky_relu of two": "0:leaky_relu(1,2) 2",
    "leaky_relu of a word": "0:leaky_relu(x) 2",
    "clip of one": "0:clip(1) 2",
    "clip of three": "0:clip(0,1,2) 2",
    "clip upside down": "0:clip(1, 0) 2",
    "clip without bounds": "0:clip(-oo, oo) 2",
    "clip with the infinities exchanged": "0:clip(oo, -oo) 2",
    "two activations": "0:relu:abs 2",
    "an open bracket": "0:relu( 2",
    "an open bracket at the end": "0:relu 2(",
    "an open bracket of a slope": "0:leaky_relu(0.01 2",
    "a closed bracket": "0:relu) 2",
    "brackets in brackets": "0:leaky_relu((1)) 2",
    "brackets after the name": "0(1):relu 2",
    "max_pool": "0:max_pool 2",
    "an activation alone": [N.RELU],
    "None in it": [None],
    "a triple": [("0", "relu", "abs")],
    "a list for a pair": [["0", "relu"]],
    "no activation": [("0", None)],
    "no name": [(0, "relu")],
    "an integer": 5,
    "a layer that is missing": "0:relu 1:relu 2",
    "weight in the name": "0.weight:relu 2.weight",
}


@pytest.mark.parametrize("name", BAD_LISTS)
def test_layer_lists_that_are_none(name: str, kind: str, tmp_path: Path) -> None:
    path = save(kind, tmp_path / "a", TENSORS)
    with pytest.raises(xp.InputError):
        reader(kind)(path, layers=BAD_LISTS[name])


def test_no_layer_list(kind: str, tmp_path: Path) -> None:
    path = save(kind, tmp_path / "a", TENSORS)
    with pytest.raises(
        xp.InputError, match=r'give the layers, layers="0:relu 2:relu 4".*0\.bias, 0\.weight, 2\.weight'
    ):
        reader(kind)(path)


def test_layer_list_in_the_file(kind: str, tmp_path: Path) -> None:
    path = save(kind, tmp_path / "a", TENSORS, {"layers": "0:relu 2"})
    assert reader(kind)(path)("1/3") == TENT("1/3")
    assert reader(kind)(path, layers="0:abs 2")("1/3") == Q(2, 3) - 4 * Q(1, 6)  # what is asked for, not what is there
    with pytest.raises(xp.InputError, match="tanh"):
        reader(kind)(save(kind, tmp_path / "b", TENSORS, {"layers": "0:tanh 2"}))


# -- shapes ------------------------------------------------------------------------------------------------------------


def test_missing_tensors(kind: str, tmp_path: Path) -> None:
    path = save(kind, tmp_path / "a", TENSORS)
    with pytest.raises(xp.InputError, match=r"'1' needs a tensor 1\.weight, found 0\.bias, 0\.weight, 2\.weight"):
        reader(kind)(path, layers="0:relu 1")
    assert reader(kind)(path, layers="0:relu 2").layers[1].bias is None
    with pytest.raises(xp.InputError, match="found none"):
        reader(kind)(save(kind, tmp_path / "b", {}), layers="0")


SHAPES: dict[str, tuple[dict[str, Any], str, str]] = {
    "transposed": ({"2.weight": np.ones((2, 1))}, "0:relu 2", "layer 2 must have a weight with 2 columns.*found 1"),
    "first transposed": (
        {"0.weight": np.ones((1, 2))},
        "0:relu 2",
        r"a bias of 1 numbers, found 2|bias of 2 numbers, found 1",
    ),
    "too many columns": ({"2.weight": np.ones((1, 3))}, "0:relu 2", "layer 2 must have .* 2 columns.*found 3"),
    "bias too long": ({"0.bias": np.ones(3)}, "0:relu 2", "bias of 2 numbers, found 3"),
    "bias empty": ({"0.bias": np.ones(0)}, "0:relu 2", "bias of 2 numbers, found 0"),
    "bias a column": ({"0.bias": np.ones((2, 1))}, "0:relu 2", r"vector is required at .*0\.bias.*\(2, 1\)"),
    "bias a number": ({"0.bias": np.array(1.0)}, "0:relu 2", r"vector is required at .*0\.bias.*\(\)"),
    "weight a vector": ({"0.weight": np.ones(2)}, "0:relu 2", r"matrix .*at .*0\.weight.*\(2,\)"),
    "weight a number": ({"0.weight": np.array(1.0)}, "0:relu 2", r"matrix .*at .*0\.weight.*\(\)"),
    "weight with three axes": ({"0.weight": np.ones((2, 1, 1))}, "0:relu 2", r"matrix .*at .*0\.weight.*\(2, 1, 1\)"),
    "weight without rows": ({"0.weight": np.ones((0, 1))}, "0:relu 2", r"matrix .*at .*0\.weight.*\(0, 1\)"),
    "weight without columns": ({"0.weight": np.ones((2, 0))}, "0:relu 2", r"matrix .*at .*0\.weight.*\(2, 0\)"),
    "weight empty, three axes": ({"0.weight": np.ones((1, 0, 3))}, "0:relu 2", r"matrix .*at .*0\.weight.*\(1, 0, 3\)"),
    "NaN": ({"2.weight": np.array([[1.0, np.nan]])}, "0:relu 2", r"found nan at .*2\.weight\[0\]\[1\]"),
    "inf": ({"0.bias": np.array([1.0, -np.inf])}, "0:relu 2", r"found -inf at .*0\.bias\[1\]"),
    "NaN in a bias": ({"0.bias": np.array([np.nan, 0], dtype=np.float16)}, "0:relu 2", r"found nan at .*0\.bias\[0\]"),
}  # fmt: skip


@pytest.mark.parametrize("name", SHAPES)
def test_shapes(name: str, kind: str, tmp_path: Path) -> None:
    changed, layers, pattern = SHAPES[name]
    path = save(kind, tmp_path / "a", {**TENSORS, **changed})
    with pytest.raises(xp.InputError, match=pattern) as caught:
        reader(kind)(path, layers=layers)
    assert str(path) in str(caught.value)


@pytest.mark.parametrize("name", ["first transposed", "bias too long", "bias empty"])
def test_the_layer_is_named(name: str, kind: str, tmp_path: Path) -> None:
    changed, layers, _ = SHAPES[name]
    with pytest.raises(xp.InputError, match=r"0\.(bias|weight)|layer 1|layer '0'"):
        reader(kind)(save(kind, tmp_path / "a", {**TENSORS, **changed}), layers=layers)


def test_nan_that_no_layer_uses(kind: str, tmp_path: Path) -> None:
    path = save(kind, tmp_path / "a", {**TENSORS, "unused": np.array([np.nan])})
    assert reader(kind)(path, layers="0:relu 2")("1/3") == Q(2, 3)


# -- NumPy arrays ------------------------------------------------------------------------------------------------------


def test_from_numpy() -> None:
    weights = [np.array([[1], [1]]), np.array([[2, -4]], dtype=np.float16)]
    biases = [np.array([0, -0.5]), None]
    assert N.from_numpy(weights, biases) == TENT
    assert N.from_numpy(weights, [[0, Q(-1, 2)], None]) == TENT
    assert N.from_numpy([[[1], [1]], [["2", Q(-4)]]], [[0, "-1/2"], None]) == TENT
    assert N.from_numpy(weights, activation="abs", last=N.clip(0, 1)).layers[1].activation == N.clip(0, 1)
    fortran = np.asfortranarray(np.arange(6.0).reshape(2, 3))
    assert N.from_numpy([fortran[:, ::-1]]).layers[0].weight == ((2, 1, 0), (5, 4, 3))


NO_ARRAYS: dict[str, Callable[[], object]] = {
    "no weights": lambda: N.from_numpy([]),
    "too many biases": lambda: N.from_numpy([[[1]]], [[0], [0]]),
    "too few biases": lambda: N.from_numpy([[[1]], [[1]]], [[0]]),
    "ragged rows": lambda: N.from_numpy([[[1, 2], [3]]]),
    "ragged rows of rows": lambda: N.from_numpy([[[1, 2], 3]]),
    "a ragged bias": lambda: N.from_numpy([[[1]]], [[[1], 2]]),
    "a vector": lambda: N.from_numpy([[1, 2]]),
    "a number": lambda: N.from_numpy([5]),
    "None": lambda: N.from_numpy([None]),
    "a word": lambda: N.from_numpy([[["one"]]]),
    "objects": lambda: N.from_numpy([np.array([[object()]])]),
    "truth values": lambda: N.from_numpy([[[True]]]),
    "a truth value among objects": lambda: N.from_numpy([np.array([[True, Q(1)]], dtype=object)]),
    "NaN": lambda: N.from_numpy([[[float("nan")]]]),
    "NaN among objects": lambda: N.from_numpy([np.array([[Q(1), float("nan")]], dtype=object)]),
    "layers that do not fit": lambda: N.from_numpy([[[1]], [[1, 2]]]),
}


@pytest.mark.parametrize("name", NO_ARRAYS)
def test_arrays_that_are_none(name: str) -> None:
    with pytest.raises(xp.ExactPLError):
        NO_ARRAYS[name]()


def test_nan_has_its_index() -> None:
    array = np.ones((3, 4), dtype=np.float32)
    array[2, 1] = np.inf
    with pytest.raises(xp.InputError, match=r"found inf at weights\[1\]\[2\]\[1\]"):
        N.from_numpy([np.ones((4, 2)), array])
    with pytest.raises(xp.InputError, match=r"found nan at biases\[0\]\[1\]"):
        N.from_numpy([np.ones((2, 1))], [np.array([0, np.nan])])


# -- writers -----------------------------------------------------------------------------------------------------------


def random_chain(rng: random.Random, dtype: str) -> Any:
    sizes = [rng.randint(1, 4) for _ in range(rng.randint(2, 4))]
    repeat = rng.choice((1, 1, 2, 3))
    if repeat > 1:
        sizes[-1] = sizes[0]

    def number() -> Fraction:
        return Q(float(np.dtype(dtype).type(rng.gauss(0, 1))))

    activations = ("relu", "abs", "hard_tanh", "identity", N.leaky_relu("1/100"), N.clip("-1/3", None), N.clip(None, 2))
    layers = [
        N.Layer(
            [[number() for _ in range(m)] for _ in range(n)],
            [number() for _ in range(n)] if rng.random() < 0.8 else None,
            rng.choice((*activations, N.clip("-2/7", "1e-3"))),
        )
        for m, n in pairwise(sizes)
    ]
    return N.Network(layers, repeat=repeat)


@pytest.mark.parametrize("dtype", ["float16", "float32", "float64"])
def test_round_trips(dtype: str, kind: str, tmp_path: Path) -> None:
    rng = random.Random(dtype)
    for _ in range(30):
        network = random_chain(rng, dtype)
        writer(kind)(network, tmp_path / "a", dtype=dtype)
        again = reader(kind)(tmp_path / "a")
        assert again.layers == network.layers * network.repeat
        x = [Q(rng.randint(-9, 9), 7) for _ in range(network.inputs)]
        assert again(x) == network(x)


def test_written_for_others(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "a"
    writer(kind)(TENT, path)
    if kind == "npz":
        with np.load(path, allow_pickle=False) as file:
            arrays = {name: file[name] for name in file.files}
        assert str(arrays.pop("layers")) == "0:relu 1"
        dtype: Any = np.float64
    else:
        from safetensors import safe_open
        from safetensors.numpy import load_file

        arrays, dtype = load_file(path), np.float32
        with safe_open(path, "np") as file:
            assert file.metadata() == {"layers": "0:relu 1"}
    assert sorted(arrays) == ["0.bias", "0.weight", "1.weight"]
    assert all(array.dtype == dtype for array in arrays.values())
    assert arrays["0.weight"].tolist() == [[1], [1]]
    assert arrays["0.bias"].tolist() == [0, -0.5]
    assert arrays["1.weight"].tolist() == [[2, -4]]
    before = path.read_bytes()
    writer(kind)(TENT, path)
    if kind == "safetensors":
        assert path.read_bytes() == before


THIRD = Q(1, 3)
UNHOLDABLE: dict[str, tuple[Callable[[], Any], str, str]] = {
    "a third": (lambda: N.dense([[[1, 2], [THIRD, 1]]], [[0, 0]]), "float64", r"layer 1: weight\[1\]\[0\]"),
    "the first of two": (lambda: N.dense([[[1]], [[THIRD]]], [[THIRD], [0]]), "float64", r"layer 1: bias\[0\]"),
    "2^24 + 1": (lambda: N.dense([[[1]], [[2**24 + 1]]], [[0], [0]]), "float32", r"layer 2: weight\[0\]\[0\]"),
    "2^53 + 1": (lambda: N.dense([[[2**53 + 1]]], [[0]]), "float64", r"float64 cannot hold 9007199254740993"),
    "2049": (lambda: N.dense([[[1]]], [[2049]]), "float16", r"float16 cannot hold 2049 at layer 1: bias\[0\]"),
    "65520": (lambda: N.dense([[[65520]]], [[0]]), "float16", "float16 cannot hold 65520"),
    "65536": (lambda: N.dense([[[-65536]]], [[0]]), "float16", "float16 cannot hold -65536"),
    "2^-25": (lambda: N.dense([[[Q(1, 2**25)]]], [[0]]), "float16", "float16"),
    "3 * 2^-25": (lambda: N.dense([[[Q(3, 2**25)]]], [[0]]), "float16", "float16"),
    "2^-150": (lambda: N.dense([[[Q(1, 2**150)]]], [[0]]), "float32", "float32"),
    "2^128": (lambda: N.dense([[[2**128]]], [[0]]), "float32", "float32"),
    "2^1024": (lambda: N.dense([[[2**1024]]], [[0]]), "float64", "float64"),
    "2^-1075": (lambda: N.dense([[[Q(1, 2**1075)]]], [[0]]), "float64", "float64"),
    "a long number": (lambda: N.dense([[[10**5000]]], [[0]]), "float64", "float64 cannot hold 1000"),
    "0.1": (lambda: N.dense([[["0.1"]]], [[0]]), "float64", r"float64 cannot hold 1/10 at layer 1: weight\[0\]\[0\]"),
}


@pytest.mark.parametrize("name", UNHOLDABLE)
def test_what_a_format_cannot_hold(name: str, kind: str, tmp_path: Path) -> None:
    make, dtype, pattern = UNHOLDABLE[name]
    with pytest.raises(xp.InputError, match=pattern) as caught:
        writer(kind)(make(), tmp_path / "a", dtype=dtype)
    assert len(str(caught.value)) < 500
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "a").write_bytes(b"kept")
    with pytest.raises(xp.InputError):
        writer(kind)(make(), tmp_path / "a", dtype=dtype)
    assert (tmp_path / "a").read_bytes() == b"kept"


def test_what_a_format_can_just_hold(kind: str, tmp_path: Path) -> None:
    for dtype, numbers in (
        ("float16", [65504, Q(1, 2**24), Q(-3, 2**24), 2048, Q(2047, 2**24), 0]),
        ("float32", [2**128 - 2**104, Q(-1, 2**149), 2**24, 2**24 - 1, Q(2**24 - 1, 2**149)]),
        ("float64", [2**1024 - 2**971, Q(1, 2**1074), -(2**53), Q(2**53 - 1, 2**1074), Q(0.1)]),
    ):
        writer(kind)(N.dense([[numbers]], [[0]]), tmp_path / "a", dtype=dtype)
        assert reader(kind)(tmp_path / "a").layers[0].weight == (tuple(map(Q, numbers)),)


def test_what_is_no_chain(kind: str, tmp_path: Path) -> None:
    for network, pattern in (
        (N.Network([N.Layer(None, [1])], inputs=1), "layer 1"),
        (N.Network([N.Layer([[1]]), N.Layer([[1]], add=[0])]), "layer 2"),
        (N.Network([N.Layer([[1]]), N.Layer([[1]], source=0)]), "layer 2"),
        (N.Network([N.Layer([[1], [1]], None, N.MaxPool([(0, 1)]))]), "layer 1"),
    ):
        with pytest.raises(xp.InputError, match=f"{pattern}.*JSON"):
            writer(kind)(network, tmp_path / "a")
        assert list(tmp_path.iterdir()) == []
    for dtype in ("bfloat16", "int8", "F32"):
        with pytest.raises(xp.InputError, match="dtype must be one of float16, float32, float64"):
            writer(kind)(TENT, tmp_path / "a", dtype=dtype)
    with pytest.raises(xp.InputError, match="writable path"):
        writer(kind)(TENT, tmp_path / "missing" / "a")


# -- hostile files -----------------------------------------------------------------------------------------------------


def safetensors_file() -> bytes:
    safetensors = pytest.importorskip("safetensors.numpy")
    return bytes(safetensors.save(TENSORS, {"layers": "0:relu 2"}))


HOSTILE_HEADERS: dict[str, bytes] = {
    "empty": b"",
    "one byte": b"\x01",
    "eight bytes": bytes(8),
    "a huge header": (2**63 - 1).to_bytes(8, "little") + b"{}",
    "the largest header": b"\xff" * 8 + b"{}",
    "a header longer than the file": (100).to_bytes(8, "little") + b"{}",
    "a header of 2^27": (2**27).to_bytes(8, "little") + b"{}",
    "no JSON": (5).to_bytes(8, "little") + b"hello",
    "a list": (2).to_bytes(8, "little") + b"[]",
    "a number": (1).to_bytes(8, "little") + b"1",
    "null": (4).to_bytes(8, "little") + b"null",
    "no UTF-8": (4).to_bytes(8, "little") + b'{"\xff"',
    "NaN": (9).to_bytes(8, "little") + b'{"a":NaN}',
    "deep": (200_000).to_bytes(8, "little") + b"[" * 200_000,
    "deep in objects": (10_000).to_bytes(8, "little") + b'{"a":' * 2000,
    "an entry of another kind": header_of({"0.weight": 5}),
    "an entry without shape": header_of({"0.weight": {"dtype": "F32", "data_offsets": [0, 4]}}, bytes(4)),
    "an unknown type": header_of({"0.weight": entry("F7", [1, 1], 0, 4)}, bytes(4)),
    "offsets backwards": header_of({"0.weight": entry("F32", [1, 1], 4, 0)}, bytes(4)),
    "offsets beyond the file": header_of({"0.weight": entry("F32", [1, 1], 0, 4)}, bytes(3)),
    "offsets of 2^63": header_of({"0.weight": entry("F32", [1, 1], 2**63, 2**63 + 4)}, bytes(4)),
    "negative offsets": header_of({"0.weight": entry("F32", [1, 1], -4, 0)}, bytes(4)),
    "overlapping": header_of(
        {"0.weight": entry("F32", [1, 1], 0, 4), "1.weight": entry("F32", [1, 1], 2, 6)}, bytes(6)
    ),
    "the same bytes twice": header_of(
        {"0.weight": entry("F32", [1, 1], 0, 4), "1.weight": entry("F32", [1, 1], 0, 4)}, bytes(4)
    ),
    "a hole": header_of({"0.weight": entry("F32", [1, 1], 4, 8)}, bytes(8)),
    "bytes that nothing uses": header_of({"0.weight": entry("F32", [1, 1], 0, 4)}, bytes(8)),
    "another shape": header_of({"0.weight": entry("F32", [2, 2], 0, 4)}, bytes(4)),
    "a shape of 2^64": header_of({"0.weight": entry("F32", [2**32, 2**32], 0, 4)}, bytes(4)),
    "a shape that wraps": header_of({"0.weight": entry("F32", [2**62, 4], 0, 0)}),
    "a negative shape": header_of({"0.weight": entry("F32", [-1, -1], 0, 4)}, bytes(4)),
    "a float in a shape": header_of({"0.weight": entry("F32", [1.0, 1], 0, 4)}, bytes(4)),  # type: ignore[list-item]
    "metadata that is a list": header_of(
        {"__metadata__": ["layers"], "0.weight": entry("F32", [1, 1], 0, 4)}, bytes(4)
    ),
    "metadata of numbers": header_of({"__metadata__": {"layers": 5}, "0.weight": entry("F32", [1, 1], 0, 4)}, bytes(4)),
    "metadata null": header_of({"__metadata__": None, "0.weight": entry("F32", [1, 1], 0, 4)}, bytes(3)),
}


@pytest.mark.parametrize("name", HOSTILE_HEADERS)
def test_hostile_safetensors(name: str, tmp_path: Path) -> None:
    pytest.importorskip("safetensors")
    path = tmp_path / "a.safetensors"
    path.write_bytes(HOSTILE_HEADERS[name])
    for layers in ("0", None):
        with pytest.raises(xp.InputError, match=r"a\.safetensors") as caught:
            N.from_safetensors(path, layers=layers)
        assert len(str(caught.value)) < 700


def test_metadata_that_is_odd(tmp_path: Path) -> None:
    pytest.importorskip("safetensors")
    path = tmp_path / "a.safetensors"
    for metadata in (None, {}, {"layers": ""}, {"other": "1"}):
        path.write_bytes(header_of({"__metadata__": metadata, "0.weight": entry("F32", [1, 1], 0, 4)}, bytes(4)))
        with pytest.raises(xp.InputError, match=r"a\.safetensors"):
            N.from_safetensors(path)
        assert N.from_safetensors(path, layers="0")(5) == 0


def test_names_that_are_odd(tmp_path: Path) -> None:
    pytest.importorskip("safetensors")
    path = tmp_path / "a.safetensors"
    names = ["", " ", "\u00e4.weight", "\n", "a" * 5000, "../../etc"]
    path.write_bytes(header_of({name: entry("F32", [0], 0, 0) for name in names}))
    for layers in ("0", None):
        with pytest.raises(xp.InputError, match=r"a\.safetensors"):
            N.from_safetensors(path, layers=layers)


def ends_well(read: Callable[..., Any], path: Path, data: bytes, layers: Any = None) -> Any:
    """Return the network, or None where an error that exactpl raises on purpose says why there is none."""
    path.write_bytes(data)
    try:
        return read(path, layers=layers)
    except xp.ExactPLError:
        return None


def test_damaged_safetensors(tmp_path: Path) -> None:
    data, path = safetensors_file(), tmp_path / "a.safetensors"
    assert ends_well(N.from_safetensors, path, data) is not None
    for end in range(len(data)):
        assert ends_well(N.from_safetensors, path, data[:end]) is None
    rng = random.Random(1)
    for _ in range(400):
        changed = bytearray(data)
        for _ in range(rng.choice((1, 1, 2, 5))):
            changed[rng.randrange(len(changed))] = rng.choice((rng.randrange(256), 0, 34, 57, 91, 123, 125, 255))
        ends_well(N.from_safetensors, path, bytes(changed), rng.choice((None, "0:relu 2")))


@pytest.mark.parametrize("compressed", [False, True], ids=["stored", "compressed"])
def test_damaged_npz(compressed: bool, tmp_path: Path) -> None:
    path = tmp_path / "a.npz"
    data = npz_of({**TENSORS, "layers": np.array("0:relu 2")}, compressed)
    assert ends_well(N.from_npz, path, data) is not None
    for end in range(0, len(data), 3):
        assert ends_well(N.from_npz, path, data[:end]) is None
    rng = random.Random(2)
    for _ in range(400):
        changed = bytearray(data)
        for _ in range(rng.choice((1, 1, 2, 5))):
            changed[rng.randrange(len(changed))] = rng.choice((rng.randrange(256), 0, 34, 57, 91, 123, 125, 255))
        ends_well(N.from_npz, path, bytes(changed), rng.choice((None, "0:relu 2")))


def member(name: str, data: bytes, compression: int = zipfile.ZIP_STORED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as file:
        file.writestr(name, data)
    return buffer.getvalue()


def npy(header: str, data: bytes = b"", version: bytes = b"\x01\x00") -> bytes:
    text = header.encode("latin1")
    size = len(text).to_bytes(2 if version == b"\x01\x00" else 4, "little")
    return b"\x93NUMPY" + version + size + text + data


GOOD_HEADER = "{'descr': '<f8', 'fortran_order': False, 'shape': (1, 1), }"


def encrypted() -> bytes:
    data = bytearray(member("0.weight.npy", npy(GOOD_HEADER, bytes(8))))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def other_compression(method: int) -> bytes:
    data = bytearray(member("0.weight.npy", npy(GOOD_HEADER, bytes(8))))
    data[8] = method
    data[data.index(b"PK\x01\x02") + 10] = method
    return bytes(data)


def other_version() -> bytes:
    data = bytearray(member("0.weight.npy", npy(GOOD_HEADER, bytes(8))))
    data[data.index(b"PK\x01\x02") + 6] = 255
    return bytes(data)


def bad_deflate() -> bytes:
    data = bytearray(member("0.weight.npy", npy(GOOD_HEADER, bytes(8)), zipfile.ZIP_DEFLATED))
    start = 30 + len("0.weight.npy")
    data[start : start + 4] = b"\xff\xff\xff\xff"
    return bytes(data)


def pickled_array() -> bytes:
    buffer = io.BytesIO()
    np.save(buffer, np.ones((1, 1)))
    return buffer.getvalue()


def shaped(shape: str) -> str:
    return GOOD_HEADER.replace("(1, 1)", shape)


HOSTILE_NPZ: dict[str, Callable[[], bytes]] = {
    "empty": lambda: b"",
    "a text": lambda: b"0:relu",
    "a pickle": lambda: pickle.dumps({"0.weight": [[1]]}),
    "an .npy file": pickled_array,
    "an empty archive": lambda: b"PK\x05\x06" + bytes(18),
    "an archive of texts": lambda: member("0.weight", b"1"),
    "a member that is no array": lambda: member("0.weight.npy", b"1"),
    "a member that is empty": lambda: member("0.weight.npy", b""),
    "a member that is a pickle": lambda: member("0.weight.npy", pickle.dumps([[1]])),
    "encrypted": encrypted,
    "a compression that there is not": lambda: other_compression(99),
    "said to be LZMA": lambda: other_compression(14),
    "said to be BZ2": lambda: other_compression(12),
    "a version of zip that there is not": other_version,
    "a damaged stream": bad_deflate,
    "a header of another version": lambda: member("0.weight.npy", npy(GOOD_HEADER, bytes(8), b"\x09\x00")),
    "a header that is no literal": lambda: member("0.weight.npy", npy("{'descr': open('x')}", bytes(8))),
    "a header that is a list": lambda: member("0.weight.npy", npy("[1, 2]", bytes(8))),
    "a header with a key too many": lambda: member("0.weight.npy", npy(GOOD_HEADER[:-1] + "'x': 1}", bytes(8))),
    "a header cut off": lambda: member("0.weight.npy", npy(GOOD_HEADER[:20], bytes(8))),
    "an open string": lambda: member("0.weight.npy", npy("{'descr': '''", bytes(8))),
    "open brackets": lambda: member("0.weight.npy", npy("(" * 9000, bytes(8))),
    "many minus signs": lambda: member("0.weight.npy", npy("-" * 9000 + "1", bytes(8))),
    "Python 2": lambda: member("0.weight.npy", npy(shaped("(1L, '')"), bytes(8))),
    "a long header": lambda: member("0.weight.npy", npy(GOOD_HEADER + " " * 60_000, bytes(8))),
    "a very long header": lambda: member("0.weight.npy", npy(GOOD_HEADER + " " * 200_000, bytes(8), b"\x02\x00")),
    "too few bytes": lambda: member("0.weight.npy", npy(GOOD_HEADER, bytes(7))),
    "a huge shape": lambda: member("0.weight.npy", npy(shaped(f"({10**7}, {10**8})"), bytes(8))),
    "a shape beyond 2^64": lambda: member("0.weight.npy", npy(shaped(f"({2**40}, {2**40})"))),
    "a shape that wraps to 0": lambda: member("0.weight.npy", npy(shaped(f"({2**32}, {2**32})"))),
    "a number beyond 2^64": lambda: member("0.weight.npy", npy(shaped(f"(1, {10**30})"))),
    "a negative shape": lambda: member("0.weight.npy", npy(shaped("(-1, -1)"), bytes(8))),
    "a shape of truth values": lambda: member("0.weight.npy", npy(shaped("(True, 1.0)"), bytes(8))),
    "99 axes": lambda: member("0.weight.npy", npy(shaped(str((1,) * 99)), bytes(8))),
    "an odd type": lambda: member("0.weight.npy", npy(GOOD_HEADER.replace("<f8", "<f9999999999"), bytes(8))),
    "a type of many fields": lambda: member("0.weight.npy", npy(GOOD_HEADER.replace("<f8", "f8," * 900), bytes(8))),
    "objects": lambda: member("0.weight.npy", npy(GOOD_HEADER.replace("<f8", "|O"), pickle.dumps([[1]]))),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE_NPZ)
def test_hostile_npz(name: str, tmp_path: Path) -> None:
    path = tmp_path / "a.npz"
    path.write_bytes(HOSTILE_NPZ[name]())
    for layers in ("0", None):
        with pytest.raises(xp.InputError, match=r"a\.npz") as caught:
            N.from_npz(path, layers=layers)
        assert len(str(caught.value)) < 1500


class Payload:
    """An object whose pickle, when it is read, writes a file."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> Any:
        return (open, (str(self.path), "w"))


def test_pickles_are_refused_and_not_run(tmp_path: Path) -> None:
    proof = tmp_path / "it ran"
    payload = np.empty((1, 1), dtype=object)
    payload[0, 0] = Payload(proof)
    path = tmp_path / "a.npz"
    for name, layers in (("0.weight", "0"), ("0.bias", "0"), ("layers", None)):
        arrays = {"0.weight": np.ones((1, 1)), name: payload}
        path.write_bytes(npz_of(arrays))
        with pytest.raises(xp.InputError, match=r"a\.npz"):
            N.from_npz(path, layers=layers)
        assert not proof.exists()
    for data in (pickle.dumps(Payload(proof)), member("0.weight.npy", pickle.dumps(Payload(proof)))):
        path.write_bytes(data)
        for layers in ("0", None):
            with pytest.raises(xp.InputError, match=r"a\.npz"):
                N.from_npz(path, layers=layers)
        assert not proof.exists()
    # the payload does what it says
    path.write_bytes(npz_of({"0.weight": payload}))
    with np.load(path, allow_pickle=True) as file:
        file["0.weight"][0, 0].close()
    assert proof.exists()


LIMITED = textwrap.dedent(
    """
    import resource, sys
    resource.setrlimit(resource.RLIMIT_AS, (2 << 30, 2 << 30))
    resource.setrlimit(resource.RLIMIT_CPU, (10, 10))
    import exactpl as xp
    try:
        xp.networks.load(sys.argv[1], layers="0")
    except xp.ExactPLError as error:
        print(type(error).__name__, error)
        sys.exit(7)
    """
)


@pytest.mark.parametrize("name", ["compressed zeros", "bytes"])
def test_small_files_that_ask_for_much(name: str, tmp_path: Path) -> None:
    """A file of some kilobytes, or of twenty megabytes, does not fill the memory: a network has a million weights."""
    if name == "bytes":
        path = tmp_path / "a.safetensors"
        pytest.importorskip("safetensors")
        path.write_bytes(header_of({"0.weight": entry("U8", [20_000, 1000], 0, 20_000_000)}, bytes(20_000_000)))
    else:
        path = tmp_path / "a.npz"
        rows = 400_000
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file, file.open("0.weight.npy", "w") as out:
            out.write(npy(GOOD_HEADER.replace("(1, 1)", f"({rows}, 1000)").replace("<f8", "|u1")))
            for _ in range(rows // 1000):
                out.write(bytes(1_000_000))
        assert path.stat().st_size < 2_000_000
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, str(path)], capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 7, (done.returncode, done.stderr[-300:])
    assert "1,000,000" in done.stdout


REPEATED = textwrap.dedent(
    """
    import resource, sys
    most = (8 if sys.argv[1] == "to_torch" else 3) << 30  # 3 GiB are too few to import torch everywhere
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CPU, (10, 10))
    import exactpl as xp
    N = xp.networks
    network = N.Network([N.Layer([[1]], None, "relu")], repeat=10**9)
    try:
        getattr(N, sys.argv[1])(network, *sys.argv[2:])
    except xp.ExactPLError as error:
        print(type(error).__name__, error)
        sys.exit(7)
    """
)


@pytest.mark.parametrize("name", ["to_npz", "to_safetensors", "to_onnx", "to_torch"])
def test_networks_that_are_repeated_too_often_to_be_written_out(name: str, tmp_path: Path) -> None:
    if name != "to_npz":
        pytest.importorskip(name[3:])
    arguments = [name] if name == "to_torch" else [name, str(tmp_path / "a")]
    done = subprocess.run(
        [sys.executable, "-c", REPEATED, *arguments], capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 7, (done.returncode, done.stderr[-300:])
    assert list(tmp_path.iterdir()) == []
