"""What a node means in the operator set of its model, and what a model may hold beside what its output rests on."""

import itertools
from collections.abc import Callable, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import exactpl as xp

onnx = pytest.importorskip("onnx")

from onnx import TensorProto, helper, numpy_helper, version_converter  # noqa: E402
from onnx.reference import ReferenceEvaluator  # noqa: E402

N = xp.networks
Q = Fraction
node = helper.make_node
Shape = tuple[int, ...]


def tensor(name: str, entries: Any, dtype: Any = np.float32) -> Any:
    return numpy_helper.from_array(np.array(entries, dtype=dtype), name)


def model_of(
    *nodes: Any, constants: Sequence[Any] = (), shape: Sequence[Any] = (1, 3), opset: int = 6, ir_version: int = 3
) -> Any:
    """Return a model with the input x and the output y; its constants are inputs too, as they had to be."""
    known = [each for each in constants if each.data_location != TensorProto.EXTERNAL]
    graph = helper.make_graph(
        list(nodes),
        "test",
        [
            helper.make_tensor_value_info("x", TensorProto.FLOAT, shape),
            *[helper.make_tensor_value_info(each.name, each.data_type, each.dims) for each in known],
        ],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, None)],
        list(constants),
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", opset)])
    model.ir_version = ir_version
    return model


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., Any]:
    def from_model(model: Any) -> Any:
        (tmp_path / "model.onnx").write_bytes(model.SerializeToString())
        return N.from_onnx(tmp_path / "model.onnx")

    return from_model


def outputs(network: Any, x: Sequence[Any]) -> list[Fraction]:
    return list(network.image(tuple(map(Q, x))))


def points(width: int) -> list[list[int]]:
    return [[0] * width, [1] * width, [(3 * i) % 5 - 2 for i in range(width)], [2 - i for i in range(width)]]


# -- the broadcasts of the operator sets 1 to 6 ------------------------------------------------------------------------


def entries(shape: Shape, start: int = 1) -> np.ndarray:
    """Return different powers of two, with signs, so that every entry that goes astray is seen."""
    count = int(np.prod(shape))
    return np.array([(-1) ** i * 2.0 ** (start + i) for i in range(count)]).reshape(shape)


def put(a: Shape, b: np.ndarray, axis: int | None) -> np.ndarray:
    """Return b in the shape a: entry by entry, as the operators of the sets 1 to 6 are described."""
    result = np.zeros(a)
    first = len(a) - b.ndim if axis is None else axis
    for place in itertools.product(*map(range, a)):
        result[place] = b.reshape(-1)[0] if b.size == 1 else b[place[first : first + b.ndim]]
    return result


OPERATORS: dict[str, Callable[[Any, Any], Any]] = {
    "Add": lambda a, b: a + b,
    "Sub": lambda a, b: a - b,
    "Mul": lambda a, b: a * b,
    "Div": lambda a, b: a / b,
}
LEFT_SHAPES: list[Shape] = [(3,), (1, 3), (3, 1), (2, 2), (2, 3), (2, 2, 2), (1, 2, 2), (2, 1, 2), (3, 2, 3)]


def placings() -> list[tuple[Shape, Shape, int | None]]:
    """Return (shape of A, shape of B, axis) for everything that the description allows."""
    found: list[tuple[Shape, Shape, int | None]] = []
    for a in LEFT_SHAPES:
        for rank in range(len(a) + 1):
            found.append((a, (1,) * rank, None))
            found += [(a, a[axis : axis + rank], axis) for axis in range(len(a) - rank + 1)]
            found.append((a, a[len(a) - rank :], None))
    return list(dict.fromkeys(found))


def legacy(kind: str, names: Sequence[str], out: str, axis: int | None) -> Any:
    return node(kind, names, [out], broadcast=1, **({} if axis is None else {"axis": axis}))


@pytest.mark.parametrize("opset", [1, 6])
@pytest.mark.parametrize("kind", OPERATORS)
def test_the_second_operand_is_put_where_the_operator_set_says(kind: str, opset: int, read: Callable[..., Any]) -> None:
    for a, b, axis in placings():
        constant = entries(b)
        network = read(
            model_of(legacy(kind, ["x", "b"], "y", axis), constants=[tensor("b", constant)], shape=a, opset=opset)
        )
        for x in points(int(np.prod(a))):
            expected = OPERATORS[kind](np.array(x).reshape(a), put(a, constant, axis))
            assert outputs(network, x) == [Q(e) for e in expected.ravel().tolist()], (a, b, axis)


@pytest.mark.parametrize("kind", ["Sub", "Div"])
def test_the_converter_of_onnx_reads_the_same(kind: str, read: Callable[..., Any]) -> None:
    for a, b, axis in placings()[::2]:
        if axis not in (None, 0, len(a) - len(b)) or (1 in b and axis is not None):
            continue  # the converter puts what belongs in the middle at axis 0, and inserts axes for one number
        model = model_of(legacy(kind, ["x", "b"], "y", axis), constants=[tensor("b", entries(b))], shape=a)
        network = read(model)
        evaluator = ReferenceEvaluator(version_converter.convert_version(model, 13))
        for x in points(int(np.prod(a))):
            (y,) = evaluator.run(None, {"x": np.array(x, np.float32).reshape(a)})
            assert outputs(network, x) == [Q(float(e)) for e in y.ravel()], (a, b, axis)


@pytest.mark.parametrize("kind", ["Add", "Sub", "Mul"])
def test_the_input_is_put_beside_a_constant(kind: str, read: Callable[..., Any]) -> None:
    """The constant is A, and the input is B: as many entries, in axes that follow each other."""
    for a, b, axis in (((2, 2), (2, 2), None), ((1, 3), (3,), 1), ((3, 1), (3,), 0), ((1, 2, 2), (2, 2), 1)):
        constant = entries(a)
        network = read(model_of(legacy(kind, ["a", "x"], "y", axis), constants=[tensor("a", constant)], shape=b))
        for x in points(int(np.prod(b))):
            expected = OPERATORS[kind](constant, put(a, np.array(x).reshape(b), axis))
            assert outputs(network, x) == [Q(e) for e in expected.ravel().tolist()], (a, b, axis)


@pytest.mark.parametrize("kind", OPERATORS)
def test_constants_are_put_beside_constants(kind: str, read: Callable[..., Any]) -> None:
    for axis in (0, 1, None):
        first, second = entries((2, 2), 4), entries((2,))
        model = model_of(
            legacy(kind, ["c", "d"], "e", axis),
            node("Add", ["x", "e"], ["y"]),
            constants=[tensor("c", first), tensor("d", second)],
            shape=(2, 2),
        )
        expected = OPERATORS[kind](first, put((2, 2), second, axis))
        assert outputs(read(model), [0] * 4) == [Q(e) for e in expected.ravel().tolist()]


def test_two_tensors_that_depend_on_the_input(read: Callable[..., Any]) -> None:
    """A row and a list of the same numbers: B is the list, put at axis 1 of the row, and at axis 0 of the column."""
    for a, axis in (((1, 3), 1), ((3, 1), 0), ((1, 3), None)):
        model = model_of(
            node("Relu", ["x"], ["r"]),
            node("Reshape", ["x", "s"], ["t"]),
            legacy("Sub", ["t", "r"], "y", axis),
            constants=[tensor("s", a, np.int64)],
            shape=(3,),
        )
        assert outputs(read(model), [-2, 0, 5]) == [-2, 0, 0]


def test_the_model_that_was_read_as_another_network(read: Callable[..., Any]) -> None:
    model = model_of(
        node("Reshape", ["x", "s"], ["r"]),
        node("Add", ["r", "b"], ["a"], broadcast=1, axis=0),
        node("Relu", ["a"], ["q"]),
        node("Reshape", ["q", "t"], ["y"]),
        constants=[tensor("s", [2, 2], np.int64), tensor("t", [1, 4], np.int64), tensor("b", [1, -10])],
        shape=(1, 4),
    )
    network = read(model)
    (y,) = ReferenceEvaluator(version_converter.convert_version(model, 13)).run(None, {"x": np.zeros((1, 4), "f")})
    assert outputs(network, [0] * 4) == [1, 1, 0, 0] == y.ravel().tolist()


NOT_PUT: dict[str, tuple[Shape, Shape, dict[str, int]]] = {
    "no broadcast": ((1, 3), (3,), {}),
    "no broadcast of one number": ((1, 3), (), {}),
    "broadcast = 0": ((1, 3), (3,), {"broadcast": 0}),
    "an axis without broadcast": ((2, 2), (2,), {"axis": 0}),
    "lengths of other axes": ((2, 3), (2,), {"broadcast": 1}),
    "an axis with another length": ((2, 3), (3,), {"broadcast": 1, "axis": 0}),
    "an axis of length 1 that would be stretched": ((2, 3), (2, 1), {"broadcast": 1}),
    "a row that would be stretched": ((2, 3), (1, 3), {"broadcast": 1}),
    "an axis too far": ((2, 2), (2,), {"broadcast": 1, "axis": 2}),
    "axes too far": ((2, 2), (2, 2), {"broadcast": 1, "axis": 1}),
    "an axis from the end": ((2, 2), (2,), {"broadcast": 1, "axis": -1}),
    "a longer shape": ((2, 2), (1, 2, 2), {"broadcast": 1}),
    "one number of a longer shape": ((3,), (1, 1), {"broadcast": 1}),
    "no numbers": ((2, 2), (0,), {"broadcast": 1}),
}


@pytest.mark.parametrize("name", NOT_PUT)
@pytest.mark.parametrize("kind", OPERATORS)
def test_what_the_operator_set_does_not_stretch_is_refused(kind: str, name: str, read: Callable[..., Any]) -> None:
    a, b, attributes = NOT_PUT[name]
    model = model_of(node(kind, ["x", "b"], ["y"], **attributes), constants=[tensor("b", np.ones(b))], shape=a)
    with pytest.raises(xp.InputError, match=rf"node 0 \({kind}\)"):
        read(model)


def test_gemm_stretches_its_sum_only_if_told_to(read: Callable[..., Any]) -> None:
    weight = [[1, 2], [3, 4], [5, 6]]
    for c in (7.0, [7.0], [[7.0]], [7.0, -8.0], [[7.0, -8.0]]):
        wanted = [Q(e) for e in np.broadcast_to(np.array(c), (1, 2)).ravel().tolist()]
        held = [tensor("w", weight), tensor("c", c)]
        told = model_of(node("Gemm", ["x", "w", "c"], ["y"], broadcast=1), constants=held)
        assert outputs(read(told), [0, 0, 0]) == wanted
        assert outputs(read(told), [1, 0, -1]) == [w - 4 for w in wanted]
        untold = model_of(node("Gemm", ["x", "w", "c"], ["y"]), constants=held)
        if np.array(c).shape == (1, 2):
            assert outputs(read(untold), [0, 0, 0]) == wanted
        else:
            with pytest.raises(xp.InputError, match=r"node 0 \(Gemm\) must have operands of one shape"):
                read(untold)
        newer = model_of(node("Gemm", ["x", "w", "c"], ["y"]), constants=held, opset=7)
        assert outputs(read(newer), [0, 0, 0]) == wanted


def test_max_stretches_from_operator_set_8_on(read: Callable[..., Any]) -> None:
    def model(opset: int, c: Any) -> Any:
        return model_of(node("Max", ["x", "c"], ["y"]), constants=[tensor("c", c)], opset=opset)

    for c in (2.0, [2.0], [2.0, 2.0, 2.0]):
        assert outputs(read(model(8, c)), [1, 2, 3]) == [2, 2, 3]
        for opset in (1, 6, 7):
            with pytest.raises(xp.InputError, match=r"node 0 \(Max\) must have operands of one shape"):
                read(model(opset, c))
    assert outputs(read(model(6, [[2.0, 2.0, 2.0]])), [1, 2, 3]) == [2, 2, 3]


# -- attributes and operator sets --------------------------------------------------------------------------------------


FOREIGN: dict[str, tuple[Any, int]] = {
    "broadcast in set 7": (node("Add", ["x", "c"], ["y"], broadcast=1), 7),
    "an axis in set 13": (node("Mul", ["x", "c"], ["y"], axis=0), 13),
    "broadcast of Gemm in set 9": (node("Gemm", ["x", "w", "c"], ["y"], broadcast=1), 9),
    "bounds as attributes in set 13": (node("Clip", ["x"], ["y"], min=0.0), 13),
    "bounds as inputs and attributes": (node("Clip", ["x", "k"], ["y"], max=1.0), 11),
    "axes of Squeeze in set 13": (node("Squeeze", ["x"], ["y"], axes=[0]), 13),
    "axes of Unsqueeze in set 13": (node("Unsqueeze", ["x"], ["y"], axes=[0]), 13),
    "allowzero in set 13": (node("Reshape", ["x", "s"], ["y"], allowzero=1), 13),
    "a slope of Relu": (node("Relu", ["x"], ["y"], alpha=0.25), 13),
    "an axis of Max": (node("Max", ["x"], ["y"], axis=0), 13),
    "transB of MatMul": (node("MatMul", ["x", "w"], ["y"], transB=1), 13),
    "a name with another case": (node("Gemm", ["x", "w"], ["y"], TransB=1), 13),
}


@pytest.mark.parametrize("name", FOREIGN)
def test_an_attribute_that_the_operator_does_not_have_is_refused(name: str, read: Callable[..., Any]) -> None:
    made, opset = FOREIGN[name]
    held = [tensor("c", [1, 2, 3]), tensor("w", np.eye(3)), tensor("k", 0.0), tensor("s", [3], np.int64)]
    with pytest.raises(xp.InputError, match=r"node 0 .*has the attribute '\w+', which \w+ does not have in"):
        read(model_of(made, constants=held, opset=opset))


def test_an_attribute_is_there_once_and_of_its_type(read: Callable[..., Any]) -> None:
    twice = node("LeakyRelu", ["x"], ["y"], alpha=0.5)
    twice.attribute.append(helper.make_attribute("alpha", 0.25))
    with pytest.raises(xp.InputError, match=r"node 0 \(LeakyRelu\) has the attribute 'alpha' twice"):
        read(model_of(twice))
    for wrong in ({"transB": "0"}, {"transB": 0.0}, {"alpha": 2}, {"alpha": [0.5]}):
        model = model_of(node("Gemm", ["x", "w"], ["y"], **wrong), constants=[tensor("w", np.eye(3))], opset=13)
        with pytest.raises(xp.InputError, match=r"node 0 \(Gemm\) has an attribute '\w+' of another type"):
            read(model)


def test_old_hints_to_save_memory_are_no_obstacle(read: Callable[..., Any]) -> None:
    model = model_of(node("Relu", ["x"], ["y"], consumed_inputs=[0]), opset=1)
    assert outputs(read(model), [-1, 0, 2]) == [0, 0, 2]


def test_a_model_names_one_known_operator_set(read: Callable[..., Any]) -> None:
    newest = onnx.defs.onnx_opset_version()

    def model(versions: Sequence[tuple[str, int]], ir_version: int = 3) -> Any:
        made = model_of(node("Relu", ["x"], ["y"]), ir_version=ir_version)
        del made.opset_import[:]
        made.opset_import.extend(helper.make_opsetid(*each) for each in versions)
        return made

    known: list[list[tuple[str, int]]] = [
        [("", newest)], [("ai.onnx", 9)], [("", 9), ("ai.onnx", 9)], [("ai.onnx.ml", 2), ("", 9)]
    ]  # fmt: skip
    for versions in known:
        assert outputs(read(model(versions)), [-1, 0, 2]) == [0, 0, 2]
    assert outputs(read(model([], ir_version=2)), [-1, 0, 2]) == [0, 0, 2]
    unknown: list[list[tuple[str, int]]] = [
        [], [("", 0)], [("", newest + 1)], [("", 6), ("", 7)], [("", 6), ("ai.onnx", 7)], [("ai.onnx.ml", 2)]
    ]  # fmt: skip
    for versions in unknown:
        with pytest.raises(xp.InputError, match="one operator set from 1 to"):
            read(model(versions))


def test_a_function_of_the_models_own_is_not_taken_for_the_operator(read: Callable[..., Any]) -> None:
    model = model_of(node("Relu", ["x"], ["y"]), opset=13, ir_version=8)
    opsets = [helper.make_opsetid("", 13)]
    model.functions.append(helper.make_function("", "Relu", ["a"], ["b"], [node("Neg", ["a"], ["b"])], opsets))
    with pytest.raises(xp.InputError, match=r"node 0 \(Relu\) is a function of the model's own"):
        read(model)


# -- bounds that are none ----------------------------------------------------------------------------------------------


INF = float("inf")


@pytest.mark.parametrize(("low", "high"), [(-INF, 1.0), (0.5, INF), (-INF, INF)])
@pytest.mark.parametrize("dtype", [np.float16, np.float32, np.float64])
def test_an_infinite_bound_is_no_bound(low: float, high: float, dtype: Any, read: Callable[..., Any]) -> None:
    bounds = [tensor("l", low, dtype), tensor("h", high, dtype)]
    forms = [
        model_of(node("Clip", ["x", "l", "h"], ["y"]), constants=bounds, opset=13),
        model_of(node("Clip", ["x"], ["y"], min=low, max=high)),
        model_of(
            node("Constant", [], ["l"], value=bounds[0]),
            node("Constant", [], ["h"], value_float=high),
            node("Clip", ["x", "l", "h"], ["y"]),
            opset=13,
        ),
        model_of(
            node("Neg", ["l"], ["n"]),
            node("Identity", ["n"], ["i"]),
            node("Neg", ["i"], ["low"]),
            node("Squeeze", ["h"], ["high"]),
            node("Clip", ["x", "low", "high"], ["y"]),
            constants=[bounds[0], tensor("h", [[high]], dtype)],
            opset=13,
        ),
    ]
    for model in forms:
        network = read(model)
        for x in ([-3, 0, 2], [1, 4, -1]):
            expected = np.clip(np.array(x, float), low, high)
            assert outputs(network, x) == [Q(e) for e in expected.tolist()]
        kinks = {kink for layer in network.layers for kink in layer.activation.kinks}
        assert kinks == {Q(e) for e in (low, high) if abs(e) < INF}


def test_infinities_that_are_not_such_a_bound_are_refused(read: Callable[..., Any]) -> None:
    inf, nan = tensor("c", INF), float("nan")
    refused = [
        model_of(node("Clip", ["x", "c"], ["y"]), constants=[inf], opset=13),
        model_of(node("Clip", ["x", "", "c"], ["y"]), constants=[tensor("c", -INF)], opset=13),
        model_of(node("Clip", ["x"], ["y"], min=INF)),
        model_of(node("Clip", ["x"], ["y"], max=-INF)),
        model_of(node("Clip", ["x"], ["y"], min=nan)),
        model_of(node("Clip", ["x", "c"], ["y"]), constants=[tensor("c", nan)], opset=13),
        model_of(node("Add", ["x", "c"], ["y"]), constants=[inf], opset=13),
        model_of(node("Max", ["x", "c"], ["y"]), constants=[inf], opset=13),
        model_of(node("Gemm", ["x", "w", "c"], ["y"]), constants=[tensor("w", np.eye(3)), inf], opset=13),
        model_of(
            node("Identity", ["c"], ["d"]),
            node("Mul", ["x", "d"], ["y"]),
            constants=[tensor("c", [0, INF, 1])],
            opset=9,
        ),
        model_of(node("Constant", [], ["c"], value=inf), node("Sub", ["x", "c"], ["y"]), opset=13),
    ]
    for model in refused:
        with pytest.raises(xp.InputError, match=r"finite weights are required, found -?(inf|nan) at"):
            read(model)


# -- axes without a length ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("shape", [(1, "n"), ("batch", "n"), ("n",), (None,), ("b", 3, None), ("b", None, 3), (2, "b")])
def test_an_axis_that_is_no_batch_needs_a_length(shape: Sequence[Any], read: Callable[..., Any]) -> None:
    for extra in ([node("Relu", ["x"], ["y"])], [node("Mul", ["x", "k"], ["y"])]):
        with pytest.raises(xp.InputError, match="must have a length on each axis but the first of several"):
            read(model_of(*extra, constants=[tensor("k", 2.0)], shape=shape, opset=13))


def test_the_axis_without_a_length_is_named(read: Callable[..., Any]) -> None:
    with pytest.raises(xp.InputError, match=r"none on axis 1 \('features'\)"):
        read(model_of(node("Relu", ["x"], ["y"]), shape=("batch", "features"), opset=13))


@pytest.mark.parametrize("shape", [("batch", 3), (None, 3), ("batch", 1, 3), ("batch", 3, 1)])
def test_the_batch_is_one_input(shape: Sequence[Any], read: Callable[..., Any]) -> None:
    assert outputs(read(model_of(node("Relu", ["x"], ["y"]), shape=shape, opset=13)), [-1, 0, 2]) == [0, 0, 2]


# -- what nothing uses -------------------------------------------------------------------------------------------------


def external() -> Any:
    proto = TensorProto(name="u", data_type=TensorProto.FLOAT, dims=[3], data_location=TensorProto.EXTERNAL)
    proto.external_data.add(key="location", value="weights.bin")
    return proto


UNUSED_TENSORS: dict[str, Callable[[], Any]] = {
    "infinite": lambda: tensor("u", [1, INF]),
    "NaN": lambda: tensor("u", float("nan")),
    "texts": lambda: helper.make_tensor("u", TensorProto.STRING, [1], [b"1/3"]),
    "truth values": lambda: tensor("u", [True, False], np.bool_),
    "complex": lambda: tensor("u", [1j], np.complex64),
    "external data": external,
    "damaged": lambda: TensorProto(name="u", data_type=TensorProto.FLOAT, dims=[3], raw_data=bytes(5)),
    "huge": lambda: TensorProto(name="u", data_type=TensorProto.FLOAT, dims=[2**40]),
    "of a strange type": lambda: TensorProto(name="u", data_type=TensorProto.FLOAT8E5M2, dims=[1], raw_data=b"8"),
}


def with_constant(held: Any, *more: Any) -> Any:
    model = model_of(node("Relu", ["x"], ["y"]), *more, opset=13, ir_version=8)
    model.graph.initializer.append(held)
    return model


@pytest.mark.parametrize("name", UNUSED_TENSORS)
def test_a_tensor_that_nothing_uses_is_not_looked_at(name: str, read: Callable[..., Any]) -> None:
    for more in ([], [node("Identity", ["u"], ["v"])], [node("Add", ["y", "u"], ["v"])]):
        assert outputs(read(with_constant(UNUSED_TENSORS[name](), *more)), [-1, 0, 2]) == [0, 0, 2]


@pytest.mark.parametrize("name", UNUSED_TENSORS)
def test_a_tensor_that_the_output_rests_on_is(name: str, read: Callable[..., Any]) -> None:
    model = model_of(node("Add", ["x", "u"], ["y"]), opset=13, ir_version=8)
    model.graph.initializer.append(UNUSED_TENSORS[name]())
    with pytest.raises(xp.InputError, match="initializer 'u'"):
        read(model)


def test_a_sparse_tensor_that_nothing_uses_is_not_looked_at(read: Callable[..., Any]) -> None:
    model = model_of(node("Relu", ["x"], ["y"]), opset=13, ir_version=8)
    model.graph.sparse_initializer.append(
        helper.make_sparse_tensor(tensor("s", [1.0]), tensor("i", [1], np.int64), [3])
    )
    assert outputs(read(model), [-1, 0, 2]) == [0, 0, 2]


UNUSED_NODES: dict[str, list[Any]] = {
    "an unsupported operator": [node("Sigmoid", ["x"], ["u"])],
    "an operator of another domain": [node("Relu", ["x"], ["u"], domain="com.example")],
    "an operator of no name": [node("", ["x"], ["u"])],
    "several outputs": [node("Split", ["x"], ["u", "v"], axis=1)],
    "a wrong number of inputs": [node("Relu", ["x", "x"], ["u"])],
    "inputs that do not fit": [node("Add", ["x", "c"], ["u"])],
    "an input that is not there": [node("Add", ["x", "nothing"], ["u"])],
    "an attribute that is none": [node("Relu", ["x"], ["u"], alpha=1.0)],
    "a text": [node("Constant", [], ["u"], value_string="1/3")],
    "division by 0": [node("Div", ["x", "zero"], ["u"])],
    "a constant that is infinite": [node("Constant", [], ["u"], value_float=INF), node("Add", ["x", "u"], ["v"])],
    "a chain": [node("Sin", ["y"], ["u"]), node("Relu", ["u"], ["v"]), node("Conv", ["v", "c"], ["w"])],
}


@pytest.mark.parametrize("name", UNUSED_NODES)
@pytest.mark.parametrize("first", [True, False], ids=["before", "after"])
def test_a_node_that_nothing_uses_is_not_looked_at(name: str, first: bool, read: Callable[..., Any]) -> None:
    used = [node("Relu", ["x"], ["y"])]
    nodes = [*UNUSED_NODES[name], *used] if first else [*used, *UNUSED_NODES[name]]
    held = [tensor("c", [1, 2]), tensor("zero", 0.0)]
    network = read(model_of(*nodes, constants=held, opset=13))
    assert outputs(network, [-1, 0, 2]) == [0, 0, 2]
    assert len(network.layers) == 1


def test_names_stay_single_in_nodes_that_nothing_uses(read: Callable[..., Any]) -> None:
    for more in (node("Sin", ["x"], ["y"]), node("Sin", ["x"], ["x"]), node("Sin", ["x"], ["c"])):
        with pytest.raises(xp.InputError, match=r"node 1 \(Sin\) must compute a tensor with a new name, found '\w'"):
            read(model_of(node("Relu", ["x"], ["y"]), more, constants=[tensor("c", 1.0)], opset=13))
