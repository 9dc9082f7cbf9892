"""ONNX models: what operators mean, beside the reference evaluator of onnx; what is refused; damaged files."""

import random
import subprocess
import sys
import textwrap
from collections.abc import Callable, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import exactpl as xp
from tests.bridge import network_of
from tests.networks import cases as cases

onnx = pytest.importorskip("onnx")

from onnx import TensorProto, helper, numpy_helper  # noqa: E402
from onnx.reference import ReferenceEvaluator  # noqa: E402

N = xp.networks
Q = Fraction
node = helper.make_node


def tensor(name: str, entries: Any, dtype: Any = np.float64) -> Any:
    return numpy_helper.from_array(np.array(entries, dtype=dtype), name)


def model_of(
    *nodes: Any,
    constants: Sequence[Any] = (),
    shape: Sequence[Any] = (1, 3),
    opset: int = 13,
    kind: int = TensorProto.DOUBLE,
    output: str = "y",
    inputs: Sequence[Any] = (),
) -> Any:
    """Return a model with the input x of this shape and the output y."""
    graph = helper.make_graph(
        list(nodes),
        "test",
        [helper.make_tensor_value_info("x", kind, shape), *inputs],
        [helper.make_tensor_value_info(output, kind, [None])],
        list(constants),
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", opset)])
    model.ir_version = 8
    return model


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., Any]:
    def from_model(model: Any, **more: Any) -> Any:
        data = model if isinstance(model, bytes) else model.SerializeToString()
        (tmp_path / "model.onnx").write_bytes(data)
        return N.from_onnx(tmp_path / "model.onnx", **more)

    return from_model


def dyadic(rng: random.Random, size: int = 24, bits: int = 3) -> Fraction:
    return Q(rng.randint(-size, size), 2**bits)


def points(width: int, seed: int = 0, count: int = 12) -> list[list[Fraction]]:
    rng = random.Random(seed)
    corners = [[Q(0)] * width, [Q(1)] * width, [Q(-1)] * width, [Q(i - 1) for i in range(width)]]
    return corners + [[dyadic(rng) for _ in range(width)] for _ in range(count)]


def reference(model: Any, x: Sequence[Fraction], shape: Sequence[int] = (1, 3)) -> list[Fraction]:
    """Return what the reference evaluator of onnx says, in float64; the numbers here are exact in it."""
    (y,) = ReferenceEvaluator(model).run(None, {"x": np.array([float(e) for e in x], dtype=np.float64).reshape(shape)})
    return [Q(float(e)) for e in np.asarray(y).ravel()]


def outputs(network: Any, x: Sequence[Fraction]) -> list[Fraction]:
    return list(network.image(tuple(x)))


def agrees(network: Any, model: Any, shape: Sequence[int] = (1, 3), seed: int = 0) -> None:
    for x in points(network.inputs, seed):
        assert outputs(network, x) == reference(model, x, shape), x


# -- written and read back ---------------------------------------------------------------------------------------------


def stored(tree: cases.Tree) -> cases.Tree:
    """Return the tree with numbers that float16 holds."""

    def number(text: str) -> str:
        return str(Q(float(np.float16(float(Q(text))))))

    def walk(x: Any) -> Any:
        if isinstance(x, dict):
            return {
                key: x[key] if key in ("format", "type", "activation") and isinstance(x[key], str) else walk(x[key])
                for key in x
            }
        if isinstance(x, list):
            return [walk(each) for each in x]
        return number(x) if isinstance(x, str) else x

    return dict(walk(tree))


@pytest.mark.parametrize("dtype", ["float16", "float32", "float64"])
def test_written_and_read_back(dtype: str, tmp_path: Path) -> None:
    rng = random.Random(dtype)
    path = tmp_path / "a.onnx"
    for _ in range(60):
        network = network_of(stored(cases.random_network(rng, rng.choice(("small", "rational", "dyadic")))))
        N.to_onnx(network, path, dtype=dtype)
        again = N.from_onnx(path)
        assert (again.inputs, again.outputs) == (network.inputs, network.outputs)
        assert "a.onnx" in again.origin
        for _ in range(8):
            x = [cases.random_number(rng, "rational") for _ in range(network.inputs)]
            assert outputs(again, x) == outputs(network, x), x
        onnx.checker.check_model(onnx.load(path), full_check=True)


def test_written_as_the_reference_evaluates(tmp_path: Path) -> None:
    """The model that is written means, to others, what the network means."""
    rng = random.Random(5)
    path = tmp_path / "a.onnx"
    for _ in range(60):
        network = network_of(stored(cases.random_network(rng, "small")))
        N.to_onnx(network, path, dtype="float64")
        model = onnx.load(path)
        for x in points(network.inputs, 3, 4):
            y = ReferenceEvaluator(model).run(None, {"input": np.array([[float(e) for e in x]])})[0]
            assert y.shape == (1, network.outputs)
            if all(e.denominator <= 2**40 and abs(e) < 2**10 for e in outputs(network, x)):
                assert [Q(float(e)) for e in y.ravel()] == outputs(network, x)


def test_one_function_proved(tmp_path: Path) -> None:
    rng = random.Random(6)
    for _ in range(12):
        network = network_of(stored(cases.random_network(rng, "small")))
        if network.inputs == 1:
            N.to_onnx(network, tmp_path / "a.onnx")
            verdict = xp.same_function(network, N.from_onnx(tmp_path / "a.onnx"))
            assert isinstance(verdict, xp.Proved)
            assert xp.check(verdict.certificate).verdict == "accept"
            return


def test_what_the_format_cannot_hold(tmp_path: Path) -> None:
    path = tmp_path / "a.onnx"
    third, big = Q(1, 3), 2**24 + 1
    for network, dtype, place in (
        (N.dense([[[1], [third]]], [[0, 0]]), "float64", r"layer 1: weight\[1\]\[0\]"),
        (N.dense([[[1, 1]], [[1]]], [[0], [third]]), "float32", r"layer 2: bias\[0\]"),
        (N.dense([[[1, big]]], [[0]]), "float32", r"layer 1: weight\[0\]\[1\]"),
        (N.dense([[[1, 2049]]], [[0]]), "float16", r"layer 1: weight\[0\]\[1\]"),
        (N.dense([[[65536]]], [[0]]), "float16", r"float16 cannot hold 65536"),
        (N.dense([[[2**128]]], [[0]]), "float32", r"layer 1"),
        (N.dense([[[2**1024]]], [[0]]), "float64", r"layer 1"),
        (N.dense([[[Q(1, 2**25)]]], [[0]]), "float16", r"layer 1"),
        (N.dense([[[Q(1, 2**150)]]], [[0]]), "float32", r"layer 1"),
        (N.dense([[[Q(1, 2**1075)]]], [[0]]), "float64", r"layer 1"),
        (N.Network([N.Layer([[1]], None, N.leaky_relu("1/100"))]), "float64", r"layer 1: leaky slope"),
        (N.Network([N.Layer([[1]], None, N.clip("1/3", None))]), "float64", r"layer 1: low"),
        (N.Network([N.Layer([[1]], None, N.clip(None, "1/3"))]), "float64", r"layer 1: high"),
        (N.Network([N.Layer(None, ["1/3"])], inputs=1), "float64", r"layer 1: bias\[0\]"),
    ):
        with pytest.raises(xp.InputError, match=place):
            N.to_onnx(network, path, dtype=dtype)
        assert list(tmp_path.iterdir()) == []
    for dtype, numbers in (
        ("float16", [65504, Q(1, 2**24), -2048]),
        ("float32", [2**127 + 2**104, Q(1, 2**149), -(2**24)]),
        ("float64", [2**1023, Q(1, 2**1074), 2**53 - 1]),
    ):
        N.to_onnx(N.dense([[numbers]], [[0]]), path, dtype=dtype)
        assert N.from_onnx(path).layers[0].weight == (tuple(map(Q, numbers)),)
    for dtype in ("bfloat16", "int8", "", "Float32"):
        with pytest.raises(xp.InputError, match="dtype must be one of float16, float32, float64"):
            N.to_onnx(N.dense([[[1]]], [[0]]), path, dtype=dtype)


def test_all_kinds_of_layers_read_back(tmp_path: Path) -> None:
    for activation in (
        "relu", "abs", "hard_tanh", "identity", N.leaky_relu("-1/4"), N.leaky_relu(1), N.clip(None, 3), N.clip(0, None),
        N.clip("-1/2", "3/4"), N.MaxPool([(0, 1), (1,), (0, 2), (0, 1)]), N.MaxPool([(2,)]),
    ):  # fmt: skip
        network = N.Network([N.Layer([[1, 2], [0, -1], [1, 1]], ["1/2", 0, -1], activation), N.Layer(add=[1])])
        N.to_onnx(network, tmp_path / "a.onnx")
        again = N.from_onnx(tmp_path / "a.onnx")
        for x in points(2):
            assert outputs(again, x) == outputs(network, x)
    long = N.Network([N.Layer(None, [1], "abs"), N.Layer(None, [-1], add=[0])], inputs=1, repeat=40)
    N.to_onnx(long, tmp_path / "a.onnx")
    assert N.from_onnx(tmp_path / "a.onnx")("-7/2") == long("-7/2")


# -- operators ---------------------------------------------------------------------------------------------------------

W = [[1, -2, "1/2"], [0, 3, -1]]
W = [[float(Q(w)) for w in row] for row in W]
SQUARE = [[1.0, -2.0, 0.5], [0.0, 3.0, -1.0], [0.25, 0.0, -1.5]]
V3, V2, K = [0.5, -1.0, 2.0], [1.0, -0.25], -1.5


def relu_after(*nodes: Any) -> list[Any]:
    """Rename the output of the last node, and let a Relu follow."""
    nodes[-1].output[0] = "last"
    return [*nodes, node("Relu", ["last"], ["y"])]


MODELS: dict[str, Callable[[], Any]] = {
    "MatMul right": lambda: model_of(node("MatMul", ["x", "w"], ["y"]), constants=[tensor("w", np.array(W).T)]),
    "MatMul left": lambda: model_of(
        node("Transpose", ["x"], ["t"]), node("MatMul", ["w", "t"], ["y"]), constants=[tensor("w", W)]
    ),
    "MatMul left of a vector": lambda: model_of(
        node("Reshape", ["x", "s"], ["t"]),
        node("MatMul", ["w", "t"], ["y"]),
        constants=[tensor("w", W), tensor("s", [3], np.int64)],
    ),
    "MatMul right of a vector": lambda: model_of(
        node("Reshape", ["x", "s"], ["t"]),
        node("MatMul", ["t", "w"], ["y"]),
        constants=[tensor("w", np.array(W).T), tensor("s", [3], np.int64)],
    ),
    "MatMul with three axes": lambda: model_of(
        node("Unsqueeze", ["x", "a"], ["t"]),
        node("MatMul", ["t", "w"], ["y"]),
        constants=[tensor("w", np.array(W).T), tensor("a", [0], np.int64)],
    ),
    "MatMul left with three axes": lambda: model_of(
        node("Unsqueeze", ["x", "a"], ["t"]),
        node("MatMul", ["w", "t"], ["y"]),
        constants=[tensor("w", W), tensor("a", [2], np.int64)],
    ),
    "Gemm": lambda: model_of(node("Gemm", ["x", "w"], ["y"]), constants=[tensor("w", np.array(W).T)]),
    "Gemm with C": lambda: model_of(
        node("Gemm", ["x", "w", "c"], ["y"]), constants=[tensor("w", np.array(W).T), tensor("c", V2)]
    ),
    "Gemm with C of one row": lambda: model_of(
        node("Gemm", ["x", "w", "c"], ["y"]), constants=[tensor("w", np.array(W).T), tensor("c", [V2])]
    ),
    "Gemm with one number as C": lambda: model_of(
        node("Gemm", ["x", "w", "c"], ["y"]), constants=[tensor("w", np.array(W).T), tensor("c", K)]
    ),
    "Gemm with a list of one number as C": lambda: model_of(
        node("Gemm", ["x", "w", "c"], ["y"], beta=2.0), constants=[tensor("w", np.array(W).T), tensor("c", [[K]])]
    ),
    "Gemm transB alpha beta": lambda: model_of(
        node("Gemm", ["x", "w", "c"], ["y"], alpha=0.5, beta=-4.0, transB=1),
        constants=[tensor("w", W), tensor("c", V2)],
    ),
    "Gemm alpha 0": lambda: model_of(
        node("Gemm", ["x", "w", "c"], ["y"], alpha=0.0, transB=1), constants=[tensor("w", W), tensor("c", V2)]
    ),
    "Gemm transA": lambda: model_of(
        node("Transpose", ["x"], ["t"]),
        node("Gemm", ["t", "w", "c"], ["y"], transA=1, transB=1),
        constants=[tensor("w", W), tensor("c", V2)],
    ),
    "Gemm twice": lambda: model_of(
        *relu_after(node("Gemm", ["x", "w"], ["t"]), node("Gemm", ["t", "v"], ["y"], transB=1)),
        constants=[tensor("w", SQUARE), tensor("v", W)],
    ),
    "Add": lambda: model_of(node("Add", ["x", "c"], ["y"]), constants=[tensor("c", V3)]),
    "Add of one number": lambda: model_of(node("Add", ["c", "x"], ["y"]), constants=[tensor("c", K)]),
    "Add of a list of one number": lambda: model_of(node("Add", ["x", "c"], ["y"]), constants=[tensor("c", [K])]),
    "Add of a longer shape": lambda: model_of(node("Add", ["x", "c"], ["y"]), constants=[tensor("c", [[[K]]])]),
    "Sub": lambda: model_of(node("Sub", ["x", "c"], ["y"]), constants=[tensor("c", [V3])]),
    "Sub of one number": lambda: model_of(node("Sub", ["x", "c"], ["y"]), constants=[tensor("c", K)]),
    "Sub from": lambda: model_of(node("Sub", ["c", "x"], ["y"]), constants=[tensor("c", V3)]),
    "Sub from one number": lambda: model_of(node("Sub", ["c", "x"], ["y"]), constants=[tensor("c", K)]),
    "Mul": lambda: model_of(node("Mul", ["x", "c"], ["y"]), constants=[tensor("c", V3)]),
    "Mul by one number": lambda: model_of(node("Mul", ["c", "x"], ["y"]), constants=[tensor("c", K)]),
    "Mul by 0": lambda: model_of(node("Mul", ["c", "x"], ["y"]), constants=[tensor("c", [0.0])]),
    "Div": lambda: model_of(node("Div", ["x", "c"], ["y"]), constants=[tensor("c", [0.5, -4.0, 2.0])]),
    "Div by one number": lambda: model_of(node("Div", ["x", "c"], ["y"]), constants=[tensor("c", -0.5)]),
    "Div by a list of one number": lambda: model_of(node("Div", ["x", "c"], ["y"]), constants=[tensor("c", [-0.5])]),
    "Neg": lambda: model_of(node("Neg", ["x"], ["y"])),
    "Relu of Neg": lambda: model_of(node("Neg", ["x"], ["t"]), node("Relu", ["t"], ["y"])),
    "residual Add": lambda: model_of(
        node("MatMul", ["x", "w"], ["a"]),
        node("Relu", ["a"], ["r"]),
        node("Add", ["r", "x"], ["y"]),
        constants=[tensor("w", SQUARE)],
    ),
    "residual Add, the affine part twice": lambda: model_of(
        node("MatMul", ["x", "w"], ["a"]),
        node("Relu", ["a"], ["r"]),
        node("Add", ["a", "r"], ["s"]),
        node("Add", ["s", "a"], ["y"]),
        constants=[tensor("w", SQUARE)],
    ),
    "residual Add of three branches": lambda: model_of(
        node("MatMul", ["x", "w"], ["a"]),
        node("Add", ["x", "c"], ["b"]),
        node("Abs", ["x"], ["d"]),
        node("Add", ["a", "b"], ["e"]),
        node("Add", ["d", "e"], ["y"]),
        constants=[tensor("w", SQUARE), tensor("c", V3)],
    ),
    "residual Sub": lambda: model_of(
        node("Relu", ["x"], ["r"]),
        node("Sub", ["x", "r"], ["s"]),
        node("Sub", ["r", "s"], ["y"]),
    ),
    "Sub of itself": lambda: model_of(node("Relu", ["x"], ["r"]), node("Sub", ["r", "r"], ["y"])),
    "Add to itself": lambda: model_of(node("Add", ["x", "x"], ["y"])),
    "Add to itself, affine": lambda: model_of(
        node("Add", ["x", "c"], ["a"]), node("Add", ["a", "a"], ["y"]), constants=[tensor("c", V3)]
    ),
    "Add to itself, four times": lambda: model_of(
        node("Relu", ["x"], ["a"]),
        node("Add", ["a", "a"], ["b"]),
        node("Add", ["b", "a"], ["d"]),
        node("Add", ["a", "d"], ["y"]),
    ),
    "x + c + x": lambda: model_of(
        node("Add", ["x", "c"], ["a"]), node("Add", ["a", "x"], ["y"]), constants=[tensor("c", V3)]
    ),
    "Max with a constant": lambda: model_of(node("Max", ["x", "c"], ["y"]), constants=[tensor("c", V3)]),
    "Max with one number": lambda: model_of(node("Max", ["c", "x"], ["y"]), constants=[tensor("c", K)]),
    "Max with two constants": lambda: model_of(
        node("Max", ["c", "x", "d"], ["y"]), constants=[tensor("c", [K]), tensor("d", V3)]
    ),
    "Max with two numbers": lambda: model_of(
        node("Max", ["c", "x", "d"], ["y"]), constants=[tensor("c", K), tensor("d", 0.25)]
    ),
    "Max of one": lambda: model_of(node("Max", ["x"], ["y"])),
    "Max of two": lambda: model_of(node("Neg", ["x"], ["n"]), node("Max", ["x", "n"], ["y"])),
    "Max of three and a constant": lambda: model_of(
        node("MatMul", ["x", "w"], ["a"]),
        node("Add", ["x", "c"], ["b"]),
        node("Max", ["a", "b", "c", "x"], ["y"]),
        constants=[tensor("w", SQUARE), tensor("c", V3)],
    ),
    "Max of a tensor and itself": lambda: model_of(node("Max", ["x", "x"], ["y"])),
    "Max of an affine part and itself": lambda: model_of(
        node("MatMul", ["x", "w"], ["a"]), node("Max", ["a", "a", "x"], ["y"]), constants=[tensor("w", SQUARE)]
    ),
    "Max of constants": lambda: model_of(
        node("Max", ["c", "d"], ["e"]),
        node("Add", ["e", "x"], ["y"]),
        constants=[tensor("c", V3), tensor("d", [K])],
    ),
    "Clip attributes": lambda: model_of(node("Clip", ["x"], ["y"], min=-0.5, max=1.25), opset=6),
    "Clip attribute min": lambda: model_of(node("Clip", ["x"], ["y"], min=-0.5), opset=6),
    "Clip attribute max": lambda: model_of(node("Clip", ["x"], ["y"], max=0.5), opset=6),
    "Clip": lambda: model_of(node("Clip", ["x", "a", "b"], ["y"]), constants=[tensor("a", -0.5), tensor("b", 1.25)]),
    "Clip without min": lambda: model_of(node("Clip", ["x", "", "b"], ["y"]), constants=[tensor("b", 0.5)]),
    "Clip without max": lambda: model_of(node("Clip", ["x", "a"], ["y"]), constants=[tensor("a", 0.5)]),
    "Clip with an empty max": lambda: model_of(node("Clip", ["x", "a", ""], ["y"]), constants=[tensor("a", 0.5)]),
    "Clip without bounds": lambda: model_of(node("Clip", ["x"], ["t"]), node("Abs", ["t"], ["y"])),
    "Clip with empty bounds": lambda: model_of(node("Clip", ["x", "", ""], ["y"])),
    "Clip with a folded bound": lambda: model_of(
        node("Neg", ["b"], ["a"]), node("Clip", ["x", "a", "b"], ["y"]), constants=[tensor("b", 1.25)]
    ),
    "Clip with Constant nodes": lambda: model_of(
        node("Constant", [], ["a"], value=tensor("", -1.0)),
        node("Constant", [], ["b"], value=tensor("", 1.0)),
        node("Clip", ["x", "a", "b"], ["y"]),
    ),
    "LeakyRelu": lambda: model_of(node("LeakyRelu", ["x"], ["y"], alpha=0.25)),
    "LeakyRelu with a negative slope": lambda: model_of(node("LeakyRelu", ["x"], ["y"], alpha=-2.0)),
    "Abs": lambda: model_of(node("Abs", ["x"], ["y"])),
    "Flatten": lambda: model_of(
        node("Flatten", ["x"], ["t"]), node("Gemm", ["t", "w"], ["y"]), constants=[tensor("w", SQUARE)]
    ),
    "Flatten 0": lambda: model_of(node("Flatten", ["x"], ["y"], axis=0)),
    "Flatten -1": lambda: model_of(node("Flatten", ["x"], ["y"], axis=-1)),
    "Flatten 2": lambda: model_of(node("Flatten", ["x"], ["y"], axis=2)),
    "Reshape -1": lambda: model_of(
        node("Reshape", ["x", "s"], ["t"]), node("Relu", ["t"], ["y"]), constants=[tensor("s", [-1], np.int64)]
    ),
    "Reshape 0 -1": lambda: model_of(node("Reshape", ["x", "s"], ["y"]), constants=[tensor("s", [0, -1, 1], np.int64)]),
    "Squeeze": lambda: model_of(node("Squeeze", ["x"], ["t"]), node("Neg", ["t"], ["y"])),
    "Squeeze an axis": lambda: model_of(node("Squeeze", ["x", "a"], ["y"]), constants=[tensor("a", [-2], np.int64)]),
    "Squeeze attribute": lambda: model_of(node("Squeeze", ["x"], ["y"], axes=[0]), opset=11),
    "Unsqueeze": lambda: model_of(node("Unsqueeze", ["x", "a"], ["y"]), constants=[tensor("a", [0, -1], np.int64)]),
    "Unsqueeze attribute": lambda: model_of(node("Unsqueeze", ["x"], ["y"], axes=[1]), opset=11),
    "Transpose": lambda: model_of(node("Transpose", ["x"], ["y"], perm=[1, 0])),
    "Transpose and back": lambda: model_of(
        node("Transpose", ["x"], ["t"]),
        node("Relu", ["t"], ["r"]),
        node("Transpose", ["r"], ["u"]),
        node("Add", ["u", "c"], ["y"]),
        constants=[tensor("c", V3)],
    ),
    "a column and a constant column": lambda: model_of(
        node("Transpose", ["x"], ["t"]), node("Sub", ["t", "c"], ["y"]), constants=[tensor("c", [[e] for e in V3])]
    ),
    "Identity": lambda: model_of(node("Identity", ["x"], ["y"])),
    "Identity of constants": lambda: model_of(
        node("Identity", ["c"], ["d"]), node("Mul", ["d", "x"], ["y"]), constants=[tensor("c", V3)]
    ),
    "Identity read twice": lambda: model_of(
        node("MatMul", ["x", "w"], ["a"]),
        node("Identity", ["a"], ["b"]),
        node("Relu", ["b"], ["r"]),
        node("Add", ["b", "r"], ["y"]),
        constants=[tensor("w", SQUARE)],
    ),
    "Dropout": lambda: model_of(node("Dropout", ["x"], ["t"]), node("Abs", ["t"], ["y"])),
    "Dropout with a ratio and a mask": lambda: model_of(
        node("Dropout", ["x", "r"], ["t", "mask"]), node("Abs", ["t"], ["y"]), constants=[tensor("r", 0.5)]
    ),
    "Constant": lambda: model_of(node("Constant", [], ["c"], value=tensor("", V3)), node("Add", ["x", "c"], ["y"])),
    "folded": lambda: model_of(
        node("Transpose", ["w"], ["t"]),
        node("MatMul", ["t", "v"], ["m"]),
        node("Neg", ["m"], ["n"]),
        node("Mul", ["n", "k"], ["o"]),
        node("Abs", ["o"], ["p"]),
        node("Sub", ["p", "k"], ["q"]),
        node("Div", ["q", "k"], ["r"]),
        node("MatMul", ["x", "r"], ["y"]),
        constants=[tensor("w", W), tensor("v", [[1.0, 2.0], [-1.0, 0.5]]), tensor("k", 2.0)],
    ),
    "folded numbers": lambda: model_of(
        node("Add", ["k", "k"], ["a"]),
        node("Sub", ["a", "j"], ["b"]),
        node("Mul", ["b", "k"], ["c"]),
        node("Div", ["c", "j"], ["d"]),
        node("Neg", ["d"], ["e"]),
        node("Abs", ["e"], ["f"]),
        node("Max", ["f", "k", "j"], ["g"]),
        node("Add", ["x", "g"], ["y"]),
        constants=[tensor("k", K), tensor("j", 0.5)],
    ),
    "folded shapes": lambda: model_of(
        node("Reshape", ["c", "s"], ["d"]),
        node("Unsqueeze", ["d", "a"], ["e"]),
        node("Squeeze", ["e"], ["f"]),
        node("Flatten", ["f"], ["g"], axis=0),
        node("Add", ["x", "g"], ["y"]),
        constants=[tensor("c", [V3]), tensor("s", [3, -1], np.int64), tensor("a", [0], np.int64)],
    ),
    "a folded shape": lambda: model_of(
        node("Sub", ["n", "m"], ["s"]),
        node("Reshape", ["x", "s"], ["y"]),
        constants=[tensor("n", [4, 2], np.int64), tensor("m", [1, 1], np.int64)],
    ),
    "a network": lambda: model_of(
        node("Gemm", ["x", "w"], ["a"]),
        node("Relu", ["a"], ["b"]),
        node("Gemm", ["b", "w"], ["d"]),
        node("Add", ["d", "b"], ["e"]),
        node("LeakyRelu", ["e"], ["f"], alpha=0.5),
        node("MatMul", ["f", "v"], ["g"]),
        node("Add", ["g", "c"], ["y"]),
        constants=[tensor("w", SQUARE), tensor("v", np.array(W).T), tensor("c", V2)],
    ),
    "a node that nothing reads": lambda: model_of(node("Relu", ["x"], ["t"]), node("Neg", ["x"], ["y"])),
    "a node after the output": lambda: model_of(node("Neg", ["x"], ["y"]), node("Relu", ["y"], ["t"])),
    "the input as output": lambda: model_of(node("Relu", ["x"], ["t"]), output="x"),
}  # fmt: skip


@pytest.mark.parametrize("name", MODELS)
def test_operator(name: str, read: Callable[..., Any]) -> None:
    model = MODELS[name]()
    network = read(model)
    assert network.inputs == 3
    agrees(network, model)


@pytest.mark.parametrize(
    ("attribute", "numbers"),
    [("value_float", 0.5), ("value_floats", [0.5, -1.0, 2.0]), ("value_int", 3), ("value_ints", [1, -2, 3])],
)
def test_short_constants(attribute: str, numbers: Any, read: Callable[..., Any]) -> None:
    network = read(model_of(node("Constant", [], ["c"], **{attribute: numbers}), node("Add", ["x", "c"], ["y"])))
    expected = [Q(n) for n in (numbers if isinstance(numbers, list) else [numbers] * 3)]
    assert outputs(network, [Q(0)] * 3) == expected


def test_default_slope(read: Callable[..., Any]) -> None:
    for kind in (TensorProto.FLOAT, TensorProto.DOUBLE):
        (layer,) = read(model_of(node("LeakyRelu", ["x"], ["y"]), kind=kind)).layers
        assert layer.activation == N.leaky_relu(Q(float(np.float32(0.01))))


def test_shapes_of_inputs(read: Callable[..., Any]) -> None:
    for shape in ((1, 3), (3,), (3, 1), ("batch", 3), (None, 3), (1, 1, 3), (1, 3, 1, 1), ("n", 1, 3)):
        for extra in ([], [node("Relu", ["x"], ["r"]), node("Flatten", ["r"], ["s"])]):
            model = model_of(*extra, node("Neg", ["s" if extra else "x"], ["y"]), shape=shape)
            network = read(model)
            assert network.inputs == 3
            concrete = [n if isinstance(n, int) else 1 for n in shape]
            agrees(network, model, concrete)


def test_images_are_flattened_row_by_row(read: Callable[..., Any]) -> None:
    weight = [[1.0], [2.0], [4.0], [8.0], [16.0], [32.0]]
    model = model_of(
        node("Add", ["x", "c"], ["a"]),
        node("Relu", ["a"], ["r"]),
        node("Flatten", ["r"], ["f"]),
        node("MatMul", ["f", "w"], ["y"]),
        constants=[tensor("w", weight), tensor("c", 0.5)],
        shape=(1, 2, 3),
    )
    network = read(model)
    assert network.inputs == 6
    agrees(network, model, (1, 2, 3))


def test_initializers_that_are_inputs_too(read: Callable[..., Any]) -> None:
    both = [helper.make_tensor_value_info(name, TensorProto.DOUBLE, None) for name in ("w", "c")]
    model = model_of(
        node("MatMul", ["x", "w"], ["a"]),
        node("Add", ["a", "c"], ["y"]),
        constants=[tensor("w", SQUARE), tensor("c", V3)],
        inputs=both,
    )
    agrees(read(model), model)


DTYPES = {
    "float16": TensorProto.FLOAT16,
    "bfloat16": TensorProto.BFLOAT16,
    "float32": TensorProto.FLOAT,
    "float64": TensorProto.DOUBLE,
    "int8": TensorProto.INT8,
    "int16": TensorProto.INT16,
    "int32": TensorProto.INT32,
    "int64": TensorProto.INT64,
    "uint8": TensorProto.UINT8,
    "uint16": TensorProto.UINT16,
    "uint32": TensorProto.UINT32,
    "uint64": TensorProto.UINT64,
}


def words(bits: int, exponent_bits: int, word: int) -> Fraction | None:
    """Return the number that a word of a binary format means, by its definition; None: not finite."""
    fraction_bits = bits - 1 - exponent_bits
    sign, rest = divmod(word, 2 ** (bits - 1))
    exponent, fraction = divmod(rest, 2**fraction_bits)
    bias = 2 ** (exponent_bits - 1) - 1
    if exponent == 2**exponent_bits - 1:
        return None
    size = (
        Q(fraction, 2**fraction_bits) * Q(2) ** (1 - bias)
        if exponent == 0
        else (1 + Q(fraction, 2**fraction_bits)) * Q(2) ** (exponent - bias)
    )
    return -size if sign else size


@pytest.mark.parametrize(("name", "exponent_bits"), [("float16", 5), ("bfloat16", 8), ("float32", 8), ("float64", 11)])
@pytest.mark.parametrize("raw", [True, False], ids=["raw", "typed"])
def test_each_word_of_a_format(name: str, exponent_bits: int, raw: bool, read: Callable[..., Any]) -> None:
    bits = {"float16": 16, "bfloat16": 16, "float32": 32, "float64": 64}[name]
    rng = random.Random(name)
    all_words = list(range(2**16)) if bits == 16 else [rng.getrandbits(bits) for _ in range(2000)]
    all_words += [0, 1, 2 ** (bits - 1), 2 ** (bits - 1) + 1]
    finite = [(w, x) for w in all_words if (x := words(bits, exponent_bits, w)) is not None]
    proto = TensorProto(name="c", data_type=DTYPES[name], dims=[len(finite)])
    if raw:
        proto.raw_data = b"".join(w.to_bytes(bits // 8, "little") for w, _ in finite)
    elif bits == 16:
        proto.int32_data.extend(w for w, _ in finite)
    elif bits == 32:
        proto.float_data.extend(float(x) for _, x in finite)
    else:
        proto.double_data.extend(float(x) for _, x in finite)
    network = read(model_of(node("Add", ["x", "c"], ["y"]), constants=[proto], shape=(1, len(finite))))
    (layer,) = network.layers
    assert layer.bias == tuple(x for _, x in finite)


@pytest.mark.parametrize("name", [name for name in DTYPES if "int" in name])
def test_integers(name: str, read: Callable[..., Any]) -> None:
    info = np.iinfo(name)
    numbers = [info.min, info.max, 1]
    network = read(model_of(node("Add", ["x", "c"], ["y"]), constants=[tensor("c", numbers, name)]))
    assert network.layers[0].bias == tuple(map(Q, numbers))


def test_slopes_that_were_meant(read: Callable[..., Any]) -> None:
    alpha = Q(float(np.float32(0.01)))
    model = model_of(node("LeakyRelu", ["x"], ["y"], alpha=0.01), kind=TensorProto.FLOAT)
    assert read(model).layers[0].activation == N.leaky_relu(alpha)
    for meant in ("1/100", "0.01", alpha, Q(0.01), alpha + Q(49, 100) * Q(1, 2**30), alpha - Q(1, 2**32)):
        assert read(model, leaky_slope=meant).layers[0].activation == N.leaky_relu(meant)
    ulp = Q(1, 2**30)  # of float32 at 1/100, which lies between 2^-7 and 2^-6
    for other in (
        "1/99",
        "0.0101",
        0,
        -alpha,
        alpha + ulp,
        alpha - ulp,
        alpha + Q(51, 100) * ulp,
        alpha - Q(3, 4) * ulp,
    ):
        with pytest.raises(xp.InputError, match=r"node 0 \(LeakyRelu\)"):
            read(model, leaky_slope=other)
    with pytest.raises(xp.InexactNumberError):
        read(model, leaky_slope=0.01)


def test_slopes_near_a_power_of_two(read: Callable[..., Any]) -> None:
    """Below 1/4 the floats are half as far apart as above."""
    model = model_of(node("LeakyRelu", ["x"], ["y"], alpha=0.25), kind=TensorProto.FLOAT)
    for step, accepted in ((Q(4, 10), True), (Q(-2, 10), True), (Q(-4, 10), False), (Q(6, 10), False)):
        meant = Q(1, 4) + step * Q(1, 2**25)  # the floats above 1/4 are 2^-25 apart
        assert (Q(float(np.float32(float(meant)))) == Q(1, 4)) == accepted
        if accepted:
            assert read(model, leaky_slope=meant).layers[0].activation == N.leaky_relu(meant)
        else:
            with pytest.raises(xp.InputError, match="LeakyRelu"):
                read(model, leaky_slope=meant)


def test_every_slope_must_be_the_one_meant(read: Callable[..., Any]) -> None:
    model = model_of(
        node("LeakyRelu", ["x"], ["t"], alpha=0.01), node("LeakyRelu", ["t"], ["y"], alpha=0.02), kind=TensorProto.FLOAT
    )
    with pytest.raises(xp.InputError, match=r"node 1 \(LeakyRelu\)"):
        read(model, leaky_slope="1/100")


# -- random graphs -----------------------------------------------------------------------------------------------------


STEPS = ["Relu", "Abs", "LeakyRelu", "Clip", "MatMul", "Gemm", "Add", "Sub", "Mul", "Neg", "Div", "Max", "shape"]
STEPS += ["both", "both"]


def random_model(rng: random.Random) -> Any:
    """Return a graph of supported operators on vectors as rows, columns and lists, with small dyadic numbers."""
    width = rng.randint(1, 3)
    shape = rng.choice(((1, width), (width,), (1, 1, width)))
    nodes: list[Any] = []
    constants: list[Any] = []
    known: list[tuple[str, tuple[int, ...]]] = [("x", shape)]  # tensors that depend on the input

    def constant(shape: tuple[int, ...]) -> str:
        name = f"c{len(constants)}"
        entries = np.array([float(dyadic(rng, 8, 2)) for _ in range(int(np.prod(shape)))]).reshape(shape)
        constants.append(tensor(name, entries))
        if rng.random() < 0.2:
            nodes.append(node("Neg", [name], [f"{name}n"]))
            return f"{name}n"
        return name

    def fitting(shape: tuple[int, ...]) -> str:
        options = [shape, (), (1,), (1, 1), (shape[-1],)]
        return constant(rng.choice(options))

    def step(i: int) -> None:
        name, shape = rng.choice(known[-3:])
        size = int(np.prod(shape))
        out = f"t{i}"
        kind = rng.choice(STEPS)
        same = [each for each, other in known if other == shape]
        if kind in ("Relu", "Abs", "Neg"):
            nodes.append(node(kind, [name], [out]))
        elif kind == "LeakyRelu":
            nodes.append(node(kind, [name], [out], alpha=rng.choice((-0.5, 0.25, 2.0))))
        elif kind == "Clip":
            low, high = tensor(f"l{i}", -0.5), tensor(f"h{i}", rng.choice((0.5, 2.0)))
            constants.extend([low, high])
            nodes.append(node(kind, [name, *rng.choice(([f"l{i}", f"h{i}"], ["", f"h{i}"], [f"l{i}"]))], [out]))
        elif kind == "MatMul" and shape[-1] == size:
            units = rng.randint(1, 3)
            nodes.append(node(kind, [name, constant((size, units))], [out]))
            shape = (*shape[:-1], units)
        elif kind == "MatMul" and len(shape) > 1 and shape[-2] == size:
            units = rng.randint(1, 3)
            nodes.append(node(kind, [constant((units, size)), name], [out]))
            shape = (*shape[:-2], units, 1)
        elif kind == "Gemm" and len(shape) == 2:
            units = rng.randint(1, 3)
            turned = int(shape != (1, size))
            other = rng.randint(0, 1)
            inputs = [name, constant((units, size) if other else (size, units))]
            if rng.random() < 0.7:
                inputs.append(constant(rng.choice(((), (1,), (units,), (1, units)))))
            factors = {"alpha": rng.choice((0.5, 1.0, -2.0)), "beta": rng.choice((0.5, 1.0))}
            nodes.append(node(kind, inputs, [out], transA=turned, transB=other, **factors))
            shape = (1, units)
        elif kind in ("Add", "Sub", "Mul"):
            pair = [name, fitting(shape)]
            rng.shuffle(pair)
            nodes.append(node(kind, pair, [out]))
        elif kind == "Div":
            constants.append(tensor(f"d{i}", rng.choice((0.5, [2.0], -4.0))))
            nodes.append(node(kind, [name, f"d{i}"], [out]))
        elif kind == "both":
            nodes.append(node(rng.choice(("Add", "Add", "Sub")), [rng.choice(same), rng.choice(same)], [out]))
        elif kind == "Max":
            chosen = [rng.choice(same) for _ in range(rng.randint(1, 3))]
            if rng.random() < 0.5:
                chosen.insert(rng.randint(0, len(chosen)), fitting(shape))
            nodes.append(node(kind, chosen, [out]))
        else:
            options = [(1, size), (size,), (size, 1), (1, 1, size), (1, size, 1)]
            shape = rng.choice(options)
            constants.append(tensor(f"s{i}", shape, np.int64))
            nodes.append(node("Reshape", [name, f"s{i}"], [out]))
        known.append((out, shape))

    for i in range(rng.randint(2, 8)):
        step(i)
    output = known[-1][0]
    return model_of(*nodes, constants=constants, shape=shape, output=output), shape


@pytest.mark.parametrize("seed", range(8))
def test_random_graphs(seed: int, read: Callable[..., Any]) -> None:
    rng = random.Random(seed)
    done = 0
    for _ in range(40):
        model, shape = random_model(rng)
        width = int(np.prod(shape))
        wanted = [(x, reference(model, x, shape)) for x in points(width, seed, 3)]
        network = ends_well(read, model)
        if network is None:  # a vector of one number that is stretched to the length of a constant is refused
            with pytest.raises(
                xp.InputError, match=r"must combine tensors of|must have a constant that fits the shape"
            ):
                read(model)
            continue
        done += 1
        for x, y in wanted:
            assert outputs(network, x) == y, onnx.printer.to_text(model)
    assert done > 25


# -- refusals ----------------------------------------------------------------------------------------------------------


def one_sparse_number() -> Any:
    return helper.make_sparse_tensor(tensor("s", [1.0]), tensor("i", [1], np.int64), [3])


def sparse() -> Any:
    model = model_of(node("Add", ["x", "s"], ["y"]))
    model.graph.sparse_initializer.append(one_sparse_number())
    return model


def external() -> Any:
    proto = tensor("c", V3)
    proto.ClearField("raw_data")
    proto.data_location = TensorProto.EXTERNAL
    proto.external_data.add(key="location", value="weights.bin")
    return model_of(node("Add", ["x", "c"], ["y"]), constants=[proto])


def with_number(number: float, dtype: Any = np.float64) -> Any:
    return model_of(node("Add", ["x", "c"], ["y"]), constants=[tensor("c", [1, number, 2], dtype)])


def two_outputs() -> Any:
    model = model_of(node("Relu", ["x"], ["y"]))
    model.graph.output.append(helper.make_tensor_value_info("x", TensorProto.DOUBLE, None))
    return model


def domain() -> Any:
    model = model_of(node("Relu", ["x"], ["y"], domain="com.example"))
    model.opset_import.append(helper.make_opsetid("com.example", 1))
    return model


def other_type(data_type: int, words: Sequence[int] = (56, 56, 56)) -> Any:
    proto = TensorProto(name="c", data_type=data_type, dims=[3], raw_data=bytes(words))
    return model_of(node("Add", ["x", "c"], ["y"]), constants=[proto])


REFUSALS: dict[str, tuple[Callable[[], Any], str]] = {
    "Conv": (
        lambda: model_of(node("Conv", ["x", "w"], ["y"], name="first"), constants=[tensor("w", [[[1.0]]])]),
        r"node 0 \(Conv 'first'\) is not supported",
    ),
    "Sigmoid": (
        lambda: model_of(node("Relu", ["x"], ["t"]), node("Sigmoid", ["t"], ["y"])),
        r"node 1 \(Sigmoid\) is not supported",
    ),
    "Softmax": (lambda: model_of(node("Softmax", ["x"], ["y"])), r"node 0 \(Softmax\) is not supported"),
    "Min": (lambda: model_of(node("Min", ["x", "x"], ["y"])), r"node 0 \(Min\) is not supported"),
    "no operator": (lambda: model_of(node("", ["x"], ["y"])), r"node 0 \(\) is not supported"),
    "a domain": (domain, r"node 0 \(Relu\) is not supported \(domain com.example\)"),
    "two inputs": (
        lambda: model_of(
            node("Add", ["x", "z"], ["y"]), inputs=[helper.make_tensor_value_info("z", TensorProto.DOUBLE, [1, 3])]
        ),
        "one input and one output is required, found 2 and 1",
    ),
    "two outputs": (two_outputs, "one input and one output is required, found 1 and 2"),
    "no input": (
        lambda: model_of(node("Relu", ["x"], ["y"]), constants=[tensor("x", V3)]),
        "one input and one output is required, found 0 and 1",
    ),
    "a product of two": (
        lambda: model_of(node("Transpose", ["x"], ["t"]), node("MatMul", ["x", "t"], ["y"])),
        r"node 1 \(MatMul\) multiplies two tensors that depend on the input",
    ),
    "a square": (lambda: model_of(node("Mul", ["x", "x"], ["y"])), r"node 0 \(Mul\) multiplies two tensors"),
    "a quotient": (
        lambda: model_of(node("Div", ["c", "x"], ["y"]), constants=[tensor("c", V3)]),
        r"node 0 \(Div\) divides by a tensor that depends on the input",
    ),
    "division by 0": (
        lambda: model_of(node("Div", ["x", "c"], ["y"]), constants=[tensor("c", [1.0, 0.0, 2.0])]),
        r"node 0 \(Div\) divides by 0",
    ),
    "division by the number 0": (
        lambda: model_of(node("Div", ["x", "c"], ["y"]), constants=[tensor("c", 0.0)]),
        r"node 0 \(Div\) divides by 0",
    ),
    "Gemm with an input as B": (
        lambda: model_of(node("Gemm", ["w", "x"], ["y"], transB=1), constants=[tensor("w", SQUARE)]),
        r"node 0 \(Gemm\)",
    ),
    "Gemm with an input as C": (
        lambda: model_of(node("Gemm", ["x", "w", "x"], ["y"]), constants=[tensor("w", SQUARE)]),
        r"node 0 \(Gemm\)",
    ),
    "Gemm of a column": (
        lambda: model_of(
            node("Transpose", ["x"], ["t"]), node("Gemm", ["t", "w"], ["y"]), constants=[tensor("w", [[1.0]])]
        ),
        r"node 1 \(Gemm\)",
    ),
    "a weight of another width": (
        lambda: model_of(node("MatMul", ["x", "w"], ["y"]), constants=[tensor("w", W)]),
        r"node 0 \(MatMul\) must have a weight with 3 columns, found 2",
    ),
    "a constant of another width": (
        lambda: model_of(node("Add", ["x", "w"], ["y"]), constants=[tensor("w", V2)]),
        r"node 0 \(Add\).*3 numbers",
    ),
    "a constant with more entries": (
        lambda: model_of(node("Add", ["x", "w"], ["y"]), constants=[tensor("w", SQUARE)]),
        r"node 0 \(Add\).*3 numbers",
    ),
    "a row and a column": (
        lambda: model_of(node("Transpose", ["x"], ["t"]), node("Add", ["x", "t"], ["y"])),
        r"node 1 \(Add\).*3 numbers",
    ),
    "constants that do not fit": (
        lambda: model_of(
            node("Add", ["v", "w"], ["c"]), node("Add", ["x", "c"], ["y"]), constants=[tensor("v", V2), tensor("w", V3)]
        ),
        r"node 0 \(Add\)",
    ),
    "matrices that do not fit": (
        lambda: model_of(
            node("MatMul", ["v", "v"], ["c"]), node("MatMul", ["x", "c"], ["y"]), constants=[tensor("v", W)]
        ),
        r"node 0 \(MatMul\)",
    ),
    "numbers that are no matrices": (
        lambda: model_of(
            node("MatMul", ["v", "v"], ["c"]), node("MatMul", ["x", "c"], ["y"]), constants=[tensor("v", 1.0)]
        ),
        r"node 0 \(MatMul\)",
    ),
    "products of constants that do not fit": (
        lambda: model_of(
            node("Mul", ["v", "w"], ["c"]), node("Add", ["x", "c"], ["y"]), constants=[tensor("v", V2), tensor("w", V3)]
        ),
        r"node 0 \(Mul\)",
    ),
    "Max of constants that do not fit": (
        lambda: model_of(node("Max", ["x", "v", "w"], ["y"]), constants=[tensor("v", V2), tensor("w", V3)]),
        r"node 0 \(Max\)",
    ),
    "a constant of no axes as matrix": (
        lambda: model_of(node("MatMul", ["x", "w"], ["y"]), constants=[tensor("w", 1.0)]),
        r"node 0 \(MatMul\) must have a constant matrix",
    ),
    "a folded number as matrix": (
        lambda: model_of(
            node("Neg", ["w"], ["n"]), node("MatMul", ["x", "n"], ["y"]), constants=[tensor("w", 1.0)]
        ),
        r"node 1 \(MatMul\) must have a constant matrix",
    ),
    "an empty matrix": (
        lambda: model_of(node("MatMul", ["x", "w"], ["y"]), constants=[tensor("w", np.zeros((3, 0)))]),
        r"node 0 \(MatMul\)",
    ),
    "an empty constant": (
        lambda: model_of(node("Add", ["x", "w"], ["y"]), constants=[tensor("w", np.zeros((1, 0)))]),
        r"node 0 \(Add\)",
    ),
    "Clip with an empty bound": (
        lambda: model_of(node("Clip", ["x", "w"], ["y"]), constants=[tensor("w", np.zeros((0,)))]),
        r"node 0 \(Clip\)",
    ),
    "Clip with a vector": (
        lambda: model_of(node("Clip", ["x", "w"], ["y"]), constants=[tensor("w", V3)]),
        r"node 0 \(Clip\)",
    ),
    "Clip with the input as bound": (lambda: model_of(node("Clip", ["x", "x"], ["y"])), r"node 0 \(Clip\)"),
    "Clip upside down": (
        lambda: model_of(node("Clip", ["x", "a", "b"], ["y"]), constants=[tensor("a", 1.0), tensor("b", -1.0)]),
        r"node 0 \(Clip\).*low < high",
    ),
    "Clip with an infinite attribute": (
        lambda: model_of(node("Clip", ["x"], ["y"], min=-np.inf, max=float("nan")), opset=6),
        r"node 0 \(Clip\)",
    ),
    "Relu of a constant": (
        lambda: model_of(
            node("Relu", ["w"], ["c"]), node("Add", ["x", "c"], ["y"]), constants=[tensor("w", V3)]
        ),
        r"node 0 \(Relu\)",
    ),
    "Relu of nothing": (lambda: model_of(node("Relu", [], ["y"])), r"node 0 \(Relu\)"),
    "Relu of an empty name": (lambda: model_of(node("Relu", [""], ["y"])), r"node 0 \(Relu\)"),
    "Relu of two": (lambda: model_of(node("Relu", ["x", "x"], ["y"])), r"node 0 \(Relu\)"),
    "Add of one": (lambda: model_of(node("Add", ["x"], ["y"])), r"node 0 \(Add\)"),
    "Add of an empty name": (lambda: model_of(node("Add", ["x", ""], ["y"])), r"node 0 \(Add\)"),
    "Add of three": (lambda: model_of(node("Add", ["x", "x", "x"], ["y"])), r"node 0 \(Add\)"),
    "Sub of an empty name": (lambda: model_of(node("Sub", ["x", ""], ["y"])), r"node 0 \(Sub\)"),
    "Mul of one": (lambda: model_of(node("Mul", ["x"], ["y"])), r"node 0 \(Mul\)"),
    "Div of one": (lambda: model_of(node("Div", ["x"], ["y"])), r"node 0 \(Div\)"),
    "Div by an empty name": (lambda: model_of(node("Div", ["x", ""], ["y"])), r"node 0 \(Div\)"),
    "MatMul of one": (lambda: model_of(node("MatMul", ["x"], ["y"])), r"node 0 \(MatMul\)"),
    "MatMul of an empty name": (lambda: model_of(node("MatMul", ["x", ""], ["y"])), r"node 0 \(MatMul\)"),
    "Gemm of one": (lambda: model_of(node("Gemm", ["x"], ["y"])), r"node 0 \(Gemm\)"),
    "Gemm of an empty name": (lambda: model_of(node("Gemm", ["x", ""], ["y"])), r"node 0 \(Gemm\)"),
    "Max of nothing": (lambda: model_of(node("Max", [], ["y"])), r"node 0 \(Max\)|does not depend"),
    "Max of an empty name": (lambda: model_of(node("Max", ["x", ""], ["y"])), r"node 0 \(Max\)"),
    "Neg of nothing": (lambda: model_of(node("Neg", [""], ["y"])), r"node 0 \(Neg\)"),
    "Abs of nothing": (lambda: model_of(node("Abs", [], ["y"])), r"node 0 \(Abs\)"),
    "Identity of nothing": (lambda: model_of(node("Identity", [], ["y"])), r"node 0 \(Identity\)"),
    "Dropout of nothing": (lambda: model_of(node("Dropout", [], ["y"])), r"node 0 \(Dropout\)"),
    "Flatten of nothing": (lambda: model_of(node("Flatten", [], ["y"])), r"node 0 \(Flatten\)"),
    "Flatten too far": (lambda: model_of(node("Flatten", ["x"], ["y"], axis=7)), r"node 0 \(Flatten\)"),
    "Flatten too far back": (lambda: model_of(node("Flatten", ["x"], ["y"], axis=-3)), r"node 0 \(Flatten\)"),
    "Flatten by a float": (lambda: model_of(node("Flatten", ["x"], ["y"], axis=1.5)), r"node 0 \(Flatten\)"),
    "Clip of nothing": (lambda: model_of(node("Clip", [], ["y"])), r"node 0 \(Clip\)"),
    "LeakyRelu of nothing": (lambda: model_of(node("LeakyRelu", [], ["y"])), r"node 0 \(LeakyRelu\)"),
    "LeakyRelu with a text": (
        lambda: model_of(node("LeakyRelu", ["x"], ["y"], alpha="1/100")),
        r"node 0 \(LeakyRelu\)",
    ),
    "LeakyRelu with NaN": (
        lambda: model_of(node("LeakyRelu", ["x"], ["y"], alpha=float("nan"))),
        r"node 0 \(LeakyRelu\): alpha",
    ),
    "LeakyRelu with several": (
        lambda: model_of(node("LeakyRelu", ["x"], ["y"], alpha=[0.5, 0.25])),
        r"node 0 \(LeakyRelu\)",
    ),
    "Gemm with an infinite alpha": (
        lambda: model_of(node("Gemm", ["x", "w"], ["y"], alpha=np.inf), constants=[tensor("w", SQUARE)]),
        r"node 0 \(Gemm\): alpha",
    ),
    "Gemm with a text as alpha": (
        lambda: model_of(node("Gemm", ["x", "w"], ["y"], alpha="2"), constants=[tensor("w", SQUARE)]),
        r"node 0 \(Gemm\)",
    ),
    "Reshape by an attribute": (
        lambda: model_of(node("Reshape", ["x"], ["y"], shape=[3]), opset=1),
        r"node 0 \(Reshape\)",
    ),
    "Reshape by the input": (lambda: model_of(node("Reshape", ["x", "x"], ["y"])), r"node 0 \(Reshape\)"),
    "Reshape by nothing": (lambda: model_of(node("Reshape", ["x", ""], ["y"])), r"node 0 \(Reshape\)"),
    "Reshape to another size": (
        lambda: model_of(node("Reshape", ["x", "s"], ["y"]), constants=[tensor("s", [2, 2], np.int64)]),
        r"node 0 \(Reshape\) must keep all 3 numbers",
    ),
    "Reshape to no size": (
        lambda: model_of(
            node("Reshape", ["x", "s"], ["y"], allowzero=1), constants=[tensor("s", [0, -1], np.int64)], opset=14
        ),
        r"node 0 \(Reshape\) must keep all 3 numbers",
    ),
    "Reshape with -1 twice": (
        lambda: model_of(node("Reshape", ["x", "s"], ["y"]), constants=[tensor("s", [-1, -1], np.int64)]),
        r"node 0 \(Reshape\)",
    ),
    "Reshape to a huge size": (
        lambda: model_of(node("Reshape", ["x", "s"], ["y"]), constants=[tensor("s", [2**62, 2**62], np.int64)]),
        r"node 0 \(Reshape\)",
    ),
    "Reshape of a constant to another size": (
        lambda: model_of(
            node("Reshape", ["c", "s"], ["d"]),
            node("Add", ["x", "d"], ["y"]),
            constants=[tensor("c", V3), tensor("s", [2, 2], np.int64)],
        ),
        r"node 0 \(Reshape\)",
    ),
    "Squeeze by the input": (lambda: model_of(node("Squeeze", ["x", "x"], ["y"])), r"node 0 \(Squeeze\)"),
    "Squeeze of a long axis": (
        lambda: model_of(node("Squeeze", ["x", "a"], ["y"]), constants=[tensor("a", [1], np.int64)]),
        r"node 0 \(Squeeze\) must take away axes of length 1",
    ),
    "Squeeze too far": (
        lambda: model_of(node("Squeeze", ["x", "a"], ["y"]), constants=[tensor("a", [5], np.int64)]),
        r"node 0 \(Squeeze\)",
    ),
    "Unsqueeze by the input": (lambda: model_of(node("Unsqueeze", ["x", "x"], ["y"])), r"node 0 \(Unsqueeze\)"),
    "Unsqueeze without axes": (lambda: model_of(node("Unsqueeze", ["x"], ["y"])), r"node 0 \(Unsqueeze\)"),
    "Unsqueeze twice the same": (
        lambda: model_of(node("Unsqueeze", ["x", "a"], ["y"]), constants=[tensor("a", [0, 0], np.int64)]),
        r"node 0 \(Unsqueeze\)",
    ),
    "Transpose with other axes": (
        lambda: model_of(node("Transpose", ["x"], ["y"], perm=[0, 2])),
        r"node 0 \(Transpose\) must permute",
    ),
    "Transpose by a text": (lambda: model_of(node("Transpose", ["x"], ["y"], perm="10")), r"node 0 \(Transpose\)"),
    "Transpose of an image": (
        lambda: model_of(node("Transpose", ["x"], ["y"]), shape=(2, 3)),
        r"node 0 \(Transpose\)",
    ),
    "a sparse constant": (
        lambda: model_of(
            node("Constant", [], ["c"], sparse_value=one_sparse_number()),
            node("Add", ["x", "c"], ["y"]),
        ),
        r"node 0 \(Constant\)",
    ),
    "a constant text": (
        lambda: model_of(node("Constant", [], ["c"], value_string="1/3"), node("Add", ["x", "c"], ["y"])),
        r"node 0 \(Constant\)",
    ),
    "a constant NaN": (
        lambda: model_of(node("Constant", [], ["c"], value_float=float("nan")), node("Add", ["x", "c"], ["y"])),
        r"node 0 \(Constant\)",
    ),
    "a constant without value": (
        lambda: model_of(node("Constant", [], ["c"]), node("Add", ["x", "c"], ["y"])),
        r"node 0 \(Constant\)",
    ),
    "a constant tensor of texts": (
        lambda: model_of(
            node("Constant", [], ["c"], value=helper.make_tensor("", TensorProto.STRING, [3], [b"1", b"2", b"1/3"])),
            node("Add", ["x", "c"], ["y"]),
        ),
        r"node 0 \(Constant\)",
    ),
    "a tensor of texts": (
        lambda: model_of(
            node("Add", ["x", "c"], ["y"]),
            constants=[helper.make_tensor("c", TensorProto.STRING, [3], [b"1", b"2", b"1/3"])],
        ),
        "initializer 'c'",
    ),
    "NaN": (lambda: with_number(float("nan")), r"found nan at initializer 'c'\[1\]"),
    "inf": (lambda: with_number(np.inf), r"found inf at initializer 'c'\[1\]"),
    "-inf": (lambda: with_number(-np.inf, np.float16), r"found -inf at initializer 'c'\[1\]"),
    "NaN in a matrix": (
        lambda: model_of(
            node("MatMul", ["x", "w"], ["y"]),
            constants=[tensor("w", [[1, 2], [3, float("nan")], [5, 6]])],
        ),
        r"found nan at initializer 'w'\[1\]\[1\]",
    ),
    "truth values": (lambda: other_type(TensorProto.BOOL, (0, 1, 1)), "bool at initializer 'c'"),
    "FP8": (lambda: other_type(TensorProto.FLOAT8E4M3FN), "float8_e4m3fn at initializer 'c'"),
    "FP8, E5M2": (lambda: other_type(TensorProto.FLOAT8E5M2), "float8_e5m2 at initializer 'c'"),
    "four bits": (lambda: other_type(TensorProto.INT4, (1, 1)), "int4 at initializer 'c'"),
    "complex": (
        lambda: model_of(node("Add", ["x", "c"], ["y"]), constants=[tensor("c", V3, np.complex64)]),
        "complex64 at initializer 'c'",
    ),
    "no type": (lambda: other_type(0), "initializer 'c'"),
    "unknown type": (lambda: other_type(99), "initializer 'c'"),
    "external data": (external, r"initializer 'c'.*external data"),
    "sparse initializers": (sparse, "sparse initializers"),
    "too few bytes": (
        lambda: model_of(
            node("Add", ["x", "c"], ["y"]),
            constants=[TensorProto(name="c", data_type=TensorProto.FLOAT, dims=[3], raw_data=bytes(11))],
        ),
        "initializer 'c'",
    ),
    "too few numbers": (
        lambda: model_of(
            node("Add", ["x", "c"], ["y"]),
            constants=[TensorProto(name="c", data_type=TensorProto.FLOAT, dims=[3], float_data=[1, 2])],
        ),
        "initializer 'c'",
    ),
    "negative dimensions of a constant": (
        lambda: model_of(
            node("Add", ["x", "c"], ["y"]),
            constants=[TensorProto(name="c", data_type=TensorProto.FLOAT, dims=[-1], float_data=[1, 2, 3])],
        ),
        "initializer 'c'",
    ),
    "a huge constant": (
        lambda: model_of(
            node("Add", ["x", "c"], ["y"]),
            constants=[TensorProto(name="c", data_type=TensorProto.FLOAT, dims=[2**40, 2**40])],
        ),
        "initializer 'c'.*1,000,000",
    ),
    "no shape": (lambda: model_of(node("Relu", ["x"], ["y"]), shape=None), "input 'x'.*shape"),
    "a number as input": (lambda: model_of(node("Relu", ["x"], ["y"]), shape=()), "input 'x'.*shape"),
    "no numbers as input": (lambda: model_of(node("Relu", ["x"], ["y"]), shape=(1, 0)), r"found the shape \(1, 0\)"),
    "a negative size": (lambda: model_of(node("Relu", ["x"], ["y"]), shape=(1, -3)), r"found the shape \(1, -3\)"),
    "negative sizes": (lambda: model_of(node("Relu", ["x"], ["y"]), shape=(-1, -3)), r"found the shape \(-1, -3\)"),
    "a huge size": (
        lambda: model_of(node("Relu", ["x"], ["y"]), shape=(1, 2**62)),
        r"1 to 1,000,000 numbers is required, found the shape",
    ),
    "huge sizes": (lambda: model_of(node("Relu", ["x"], ["y"]), shape=(2**62, 2**62)), "1 to 1,000,000 numbers"),
    "a million and one": (lambda: model_of(node("Relu", ["x"], ["y"]), shape=(1, 1_000_001)), "1 to 1,000,000"),
    "integer division": (
        lambda: model_of(
            node("Div", ["x", "c"], ["y"]), constants=[tensor("c", [2, 2, 2], np.int64)], kind=TensorProto.INT64
        ),
        "INT64|int64|integer",
    ),
    "an input of texts": (
        lambda: model_of(node("Identity", ["x"], ["y"]), kind=TensorProto.STRING),
        "STRING|input 'x'",
    ),
    "no dependence": (
        lambda: model_of(node("Neg", ["c"], ["y"]), constants=[tensor("c", V3)]),
        "does not depend on its input",
    ),
    "a missing output": (lambda: model_of(node("Relu", ["x"], ["z"])), "output"),
    "a missing input": (lambda: model_of(node("Add", ["x", "c"], ["y"])), r"node 0 \(Add\) reads 'c'"),
    "not in order": (
        lambda: model_of(node("Relu", ["t"], ["y"]), node("Neg", ["x"], ["t"])),
        r"node 0 \(Relu\) reads 't', which no node before it computes",
    ),
    "a circle": (lambda: model_of(node("Add", ["x", "y"], ["y"])), r"node 0 \(Add\) reads 'y'"),
    "a name that is computed twice": (
        lambda: model_of(node("Relu", ["x"], ["y"]), node("Neg", ["x"], ["y"])),
        r"node 1 \(Neg\).*'y'",
    ),
    "the input, computed again": (
        lambda: model_of(node("Relu", ["x"], ["x"]), node("Neg", ["x"], ["y"])),
        r"node 0 \(Relu\).*'x'",
    ),
    "a constant, computed again": (
        lambda: model_of(node("Relu", ["x"], ["c"]), node("Add", ["x", "c"], ["y"]), constants=[tensor("c", V3)]),
        r"node 0 \(Relu\).*'c'",
    ),
    "two initializers of one name": (
        lambda: model_of(node("Add", ["x", "c"], ["y"]), constants=[tensor("c", V3), tensor("c", K)]),
        "initializers must have different names, found 'c' twice",
    ),
    "no outputs of a node": (
        lambda: model_of(node("Relu", ["x"], []), node("Relu", ["x"], ["y"])),
        r"node 0 \(Relu\)",
    ),
    "two outputs of a node": (
        lambda: model_of(node("Relu", ["x"], ["y", "z"])),
        r"node 0 \(Relu\) has several outputs",
    ),
    "the mask of Dropout": (
        lambda: model_of(node("Dropout", ["x"], ["t", "m"]), node("Add", ["t", "m"], ["y"])),
        r"node 1 \(Add\) reads 'm'",
    ),
    "no nodes": (lambda: model_of(output="x"), "at least one node"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSALS)
def test_refused(name: str, read: Callable[..., Any]) -> None:
    make, pattern = REFUSALS[name]
    with pytest.raises(xp.InputError, match=pattern) as caught:
        read(make())
    assert "model.onnx" in str(caught.value)
    assert len(str(caught.value)) < 900


# -- damaged files -----------------------------------------------------------------------------------------------------


def sample() -> Any:
    return MODELS["a network"]()


def ends_well(read: Callable[..., Any], model: Any) -> Any:
    """Return the network, or None where an error that exactpl raises on purpose says why there is none."""
    try:
        return read(model)
    except xp.ExactPLError:
        return None


def test_truncated(read: Callable[..., Any]) -> None:
    """A model that is cut off is refused, or was cut where a whole model is left (an ONNX file has no end mark)."""
    data = sample().SerializeToString()
    for end in range(len(data)):
        network = ends_well(read, data[:end])
        if network is not None:
            assert end > len(data) - 20  # after the graph: only versions follow
            assert outputs(network, [Q(1)] * 3) == outputs(read(data), [Q(1)] * 3)


@pytest.mark.parametrize(
    "data", [b"", b"\n", b"\x00", b"{}", b"ONNX", b"PK\x03\x04", b"\x08", b"\x80" * 40, b"\x89HDF\r\n"]
)
def test_no_model(data: bytes, read: Callable[..., Any]) -> None:
    with pytest.raises(xp.InputError, match=r"model\.onnx"):
        read(data)


def test_random_bytes(read: Callable[..., Any]) -> None:
    rng = random.Random(1)
    for length in [*range(40), *[rng.randrange(2000) for _ in range(60)]]:
        assert ends_well(read, rng.randbytes(length)) is None


@pytest.mark.parametrize("seed", range(3))
def test_changed_bytes(seed: int, read: Callable[..., Any]) -> None:
    rng = random.Random(seed)
    data = (
        sample(),
        MODELS["residual Add of three branches"](),
        model_of(
            node("Constant", [], ["c"], value=tensor("", 0.5)),
            node("Clip", ["x", "c"], ["t"]),
            node("Reshape", ["t", "s"], ["u"]),
            node("Squeeze", ["u"], ["v"]),
            node("Relu", ["v"], ["y"]),
            constants=[tensor("s", [3, 1], np.int64)],
        ),
    )[seed].SerializeToString()
    for _ in range(400):
        changed = bytearray(data)
        for _ in range(rng.choice((1, 1, 1, 2, 5))):
            changed[rng.randrange(len(changed))] = rng.choice((rng.randrange(256), changed[0] ^ 1, 0, 127, 128, 255))
        ends_well(read, bytes(changed))


def test_changed_parts(read: Callable[..., Any]) -> None:
    """Changed graphs are refused, or mean what the reference evaluator says, where it says something."""
    rng = random.Random(9)
    names = list(MODELS)
    kinds = ["Relu", "Abs", "Neg", "Add", "Sub", "Mul", "Div", "Max", "MatMul", "Gemm", "Clip", "LeakyRelu", "Flatten"]
    kinds += ["Reshape", "Squeeze", "Unsqueeze", "Transpose", "Identity", "Dropout", "Constant"]
    read_well = 0
    for _ in range(500):
        model = MODELS[rng.choice(names)]()
        graph = model.graph
        for _ in range(rng.choice((1, 1, 2))):
            each = rng.choice(graph.node)
            change = rng.randrange(9)
            known = ["x", "", *[t.name for t in graph.initializer], *[o for n in graph.node for o in n.output]]
            if change == 0:
                each.op_type = rng.choice(kinds)
            elif change == 1 and each.input:
                each.input[rng.randrange(len(each.input))] = rng.choice(known)
            elif change == 2 and each.input:
                del each.input[rng.randrange(len(each.input)) :]
            elif change == 3:
                each.input.append(rng.choice(known))
            elif change == 4 and each.attribute:
                del each.attribute[rng.randrange(len(each.attribute))]
            elif change == 5:
                key = rng.choice(
                    ("axis", "axes", "perm", "alpha", "beta", "transA", "transB", "min", "max", "value", "shape")
                )
                value = rng.choice((0, 1, -1, 7, 0.5, [0], [1, 0], [0.5], "x", 2**60, -(2**60), float("inf")))
                for old in [a for a in each.attribute if a.name == key]:
                    each.attribute.remove(old)
                each.attribute.append(helper.make_attribute(key, value))
            elif change == 6 and graph.initializer:
                held = rng.choice(graph.initializer)
                shape = rng.choice(((), (1,), (3,), (1, 3), (3, 1), (3, 3), (2, 3), (0,), (1, 1, 1), (3, 1, 3)))
                held.CopyFrom(
                    tensor(
                        held.name,
                        np.array([rng.choice((0.5, -1.0, 2.0)) for _ in range(int(np.prod(shape)))]).reshape(shape),
                    )
                )
            elif change == 7:
                graph.node.remove(each) if len(graph.node) > 1 else each.ClearField("output")
            elif change == 8:
                shape = rng.choice(((3,), (1, 3), (3, 1), (1, 1, 3), (1, 2), (1, 1), (2, 3)))
                graph.input[0].CopyFrom(helper.make_tensor_value_info("x", TensorProto.DOUBLE, shape))
        network = ends_well(read, model)
        if network is None:
            continue
        shape = tuple(d.dim_value for d in graph.input[0].type.tensor_type.shape.dim)
        try:
            onnx.checker.check_model(model)
            wanted = [(x, reference(model, x, shape)) for x in points(network.inputs, 2, 3)]
        except Exception:  # noqa: BLE001 - no model in the eyes of others
            continue
        if any(each.op_type == "Dropout" and len(each.input) > 2 for each in graph.node):
            continue  # in training, at random; it is read as in inference
        read_well += 1
        for x, y in wanted:
            found = outputs(network, x)
            if all(e.denominator & (e.denominator - 1) == 0 for e in found):  # else the evaluator rounds
                assert found == y, onnx.printer.to_text(model)
    assert read_well > 30


LIMITED = textwrap.dedent(
    """
    import resource, sys
    resource.setrlimit(resource.RLIMIT_AS, (3 << 30, 3 << 30))
    resource.setrlimit(resource.RLIMIT_CPU, (10, 10))
    import exactpl as xp
    try:
        xp.networks.load(sys.argv[1])
    except xp.ExactPLError as error:
        print(type(error).__name__, error)
        sys.exit(7)
    """
)

WIDE: dict[str, Callable[[], Any]] = {
    "Neg": lambda: model_of(node("Neg", ["x"], ["y"]), shape=(1, 1_000_000)),
    "Max": lambda: model_of(node("Relu", ["x"], ["r"]), node("Max", ["x", "r"], ["y"]), shape=(1, 1_000_000)),
    "constants that are folded to a large one": lambda: model_of(
        node("Transpose", ["c"], ["d"]),
        node("Add", ["c", "d"], ["e"]),
        node("Add", ["x", "e"], ["y"]),
        constants=[tensor("c", np.zeros((1_000_000, 1)), np.int8)],
    ),
    "constants that are folded, then folded": lambda: model_of(
        node("Transpose", ["c"], ["d"]),
        node("MatMul", ["c", "d"], ["e"]),
        node("MatMul", ["e", "e"], ["f"]),
        node("Add", ["x", "f"], ["y"]),
        constants=[tensor("c", np.zeros((20_000, 1)), np.int8)],
    ),
    "many initializers": lambda: model_of(
        node("Relu", ["x"], ["y"]), constants=[tensor(f"c{i}", np.zeros(1_000_000), np.int8) for i in range(12)]
    ),
    "numbers that are squared again and again": lambda: model_of(
        *[node("Mul", [f"c{i}", f"c{i}"], [f"c{i + 1}"]) for i in range(60)],
        node("Add", ["x", "c60"], ["y"]),
        constants=[tensor("c0", [3.0])],
    ),
}


@pytest.mark.parametrize("name", WIDE)
def test_small_files_that_ask_for_much(name: str, tmp_path: Path) -> None:
    """A small file does not make the reader run for minutes, or out of memory: it is refused, or read, in seconds."""
    path = tmp_path / "model.onnx"
    path.write_bytes(WIDE[name]().SerializeToString())
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, str(path)], capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode in (0, 7), (done.returncode, done.stderr[-300:])
