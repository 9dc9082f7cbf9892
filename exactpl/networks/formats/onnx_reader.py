"""ONNX models to networks: exactly the function that the stored weights define over the reals.

Operators: Gemm, MatMul, Add, Sub, Mul, Div and Neg with constants, residual Add and Sub, Relu, LeakyRelu, Clip, Abs,
Max, Flatten, Reshape, Squeeze, Unsqueeze, Transpose, Identity, Dropout (as in inference), Constant; the same on
constants is folded, in rationals. Anything else that the output rests on is refused by name and place. A node means
what the operator set of the model says. The batch axis is taken as one.
"""

import math
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from exactpl import documents
from exactpl.arithmetic.rationals import Exact, exact
from exactpl.errors import BudgetError, InputError, described
from exactpl.networks.activations import ABS, IDENTITY, RELU, clip, leaky_relu
from exactpl.networks.formats.assembly import Assembly, Node
from exactpl.networks.formats.constants import as_constant, constant, folded, is_infinite
from exactpl.networks.formats.extras import require
from exactpl.networks.formats.floats import exact_entries, exact_number
from exactpl.networks.formats.onnx_graphs import needed_nodes, place_of, require_single_names
from exactpl.networks.formats.onnx_tensors import array_of, input_shape, integer_types, product
from exactpl.networks.formats.onnx_versions import (
    STANDARD,
    attributes_of,
    operator_set,
    require_shape_of_sum,
    require_shapes_of_maximum,
    shape_beside,
)
from exactpl.networks.formats.slopes import meant_slope
from exactpl.networks.layer import Matrix, Vector
from exactpl.networks.network import MOST_NUMBERS, MOST_WEIGHTS, Network

if TYPE_CHECKING:
    import onnx

_DEFAULT_ALPHA = Fraction(10737418, 2**30)  # the float32 nearest to 0.01


@dataclass(frozen=True, slots=True)
class _Tensor:
    """A tensor that depends on the input: its shape, and its entries row by row."""

    shape: tuple[int, ...]
    node: Node


_Value: TypeAlias = Any
"""A tensor, or a NumPy array of Fractions."""


def from_onnx(path: str | Path, *, leaky_slope: Exact | None = None) -> Network:
    """Return the network of an ONNX file, its weights at their exact stored values.

    A leaky slope is the stored float32 unless `leaky_slope` says which number was meant; it must be one that is stored
    as that float. Nodes and tensors that the output does not rest on are not looked at. Raises InputError for anything
    else that is not supported, with its place in the model, for NaN and infinite weights (an infinite bound of Clip
    means no bound), for axes of unknown length, for damaged files and for external data.
    """
    require("onnx")
    import onnx
    from google.protobuf.message import DecodeError

    meant = None if leaky_slope is None else exact(leaky_slope)
    data = documents.read_bytes(path, "ONNX file")
    try:
        model = onnx.load_model_from_string(data)
    except DecodeError:
        raise InputError(f"{path}: an ONNX file is required, found other bytes (damaged or cut off).") from None
    if not model.graph.node or not model.graph.output:
        raise InputError(f"{path}: an ONNX model with at least one node is required, found none (damaged or cut off).")
    try:
        return _Graph(model, meant).network(f"{path} (ONNX)")
    except (InputError, BudgetError) as error:
        raise type(error)(f"{path}: {error}") from None


@dataclass
class _Graph:
    """The walk through a model graph, which is in topological order."""

    model: "onnx.ModelProto"
    leaky_slope: Fraction | None
    values: dict[str, _Value] = field(default_factory=dict)
    integers: set[str] = field(default_factory=set)  # names of constants whose division would be that of integers
    infinite: dict[str, str] = field(default_factory=dict)  # where a constant comes from that has an infinite entry

    def network(self, origin: str) -> Network:
        graph = self.model.graph
        self.version = operator_set(self.model)
        stored = {tensor.name: tensor for tensor in graph.initializer}
        sparse = {each.values.name for each in graph.sparse_initializer}
        inputs = [each for each in graph.input if each.name not in stored and each.name not in sparse]
        if len(inputs) != 1 or len(graph.output) != 1:
            raise InputError(
                f"a model with one input and one output is required, found {len(inputs)} and {len(graph.output)}."
            )
        require_single_names(graph, inputs[0].name)
        needed = needed_nodes(graph)
        readers = Counter(name for number in needed for name in graph.node[number].input)
        readers[graph.output[0].name] += 1
        if any(readers[name] for name in sparse):
            raise InputError("sparse initializers are not supported; store dense tensors.")
        self._store([tensor for name, tensor in stored.items() if readers[name]])
        shape = input_shape(inputs[0])
        width = product(shape)
        if not 0 < width <= MOST_WEIGHTS:
            raise InputError(f"an input of 1 to {MOST_WEIGHTS:,} numbers is required, found the shape {shape}.")
        self.assembly = Assembly([width])
        self.values[inputs[0].name] = _Tensor(shape, self.assembly.input())
        for number in needed:
            node = graph.node[number]
            result = self._run(node, place_of(number, node))
            name = node.output[0]
            if isinstance(result, _Tensor) and readers[name] > 1:
                result = _Tensor(result.shape, self.assembly.value(result.node))
            self.values[name] = result
        last = self.values.get(graph.output[0].name)
        if not isinstance(last, _Tensor):
            raise InputError("the output of the model does not depend on its input; there is no network to read.")
        end = self.assembly.value(last.node)
        if not self.assembly.layers or end.source != len(self.assembly.layers):
            self.assembly.activated(end, IDENTITY)
        return Network(self.assembly.layers, inputs=width, origin=origin)

    def _store(self, tensors: list[Any]) -> None:
        total = 0
        for tensor in tensors:
            place = f"initializer {tensor.name!r}"
            total += product(tensor.dims)
            if total > MOST_NUMBERS and product(tensor.dims) <= MOST_WEIGHTS:
                raise BudgetError(f"the initializers have more than {MOST_NUMBERS:,} numbers, the most of a network.")
            self.values[tensor.name] = array_of(tensor, place)
            if tensor.data_type in integer_types():
                self.integers.add(tensor.name)
            if is_infinite(self.values[tensor.name]):
                self.infinite[tensor.name] = place

    def _run(self, node: "onnx.NodeProto", place: str) -> _Value:
        known = _OPERATIONS.get(node.op_type) if node.domain in STANDARD else None
        if known is None:
            where = f" (domain {ascii(node.domain)[1:-1]})" if node.domain else ""
            raise InputError(f"{place} is not supported{where}; supported are {', '.join(sorted(_OPERATIONS))}.")
        if any(each.name == node.op_type and each.domain in STANDARD for each in self.model.functions):
            raise InputError(f"{place} is a function of the model's own, which is not supported; export it inlined.")
        operation, least, most = known
        if sum(bool(name) for name in node.output) > 1 and node.op_type != "Dropout":
            raise InputError(f"{place} has several outputs, which is not supported.")
        if not least <= len(node.input) <= most or not all(node.input[: least if most < _ANY else None]):
            raise InputError(f"{place} must have {least} to {most} inputs, found {list(node.input)!a:.80}.")
        missing = [name for name in node.input if name and name not in self.values]
        if missing:
            raise InputError(f"{place} reads {missing[0]!a:.40}, which no node before it computes.")
        for i, name in enumerate(node.input):
            may_be = i > 0 if node.op_type == "Clip" else i == 0 and node.op_type in _PASSING
            if name in self.infinite and not may_be:
                exact_entries(self.values[name], self.infinite[name])  # raises, and says where the infinity is
        arguments = [self.values[name] if name else None for name in node.input]
        attributes = attributes_of(node, self.version, place)
        integers = self._are_integers(node, attributes)
        if integers and node.op_type == "Div":
            raise InputError(f"{place} divides integers, which rounds; only floats are divided.")
        try:
            result = operation(self, arguments, attributes, place)
        except (InputError, BudgetError) as error:
            raise error if place in str(error) else type(error)(f"{place}: {error}") from None
        except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
            found = described(str(error), 120)
            raise InputError(f"{place} has inputs or attributes that do not fit together: {found}.") from None
        if isinstance(result, _Tensor):
            return result
        if integers:
            self.integers.add(node.output[0])
        result = as_constant(result)
        if is_infinite(result):
            self.infinite[node.output[0]] = self.infinite.get(node.input[0] if node.input else "", place)
        return result

    def _are_integers(self, node: "onnx.NodeProto", attributes: dict[str, Any]) -> bool:
        """Whether a node computes with integer constants, or is one."""
        if node.op_type == "Constant":
            value = attributes.get("value")
            return (
                "value_int" in attributes
                or "value_ints" in attributes
                or (value is not None and getattr(value, "data_type", None) in integer_types())
            )
        return any(name in self.integers for name in node.input[: 1 if node.op_type in _SHAPED else None])

    def _beside(self, arguments: list[_Value], attributes: dict[str, Any], place: str) -> tuple[_Value, _Value]:
        """Return the operands A and B, B in the shape in which it is stretched by the rule of NumPy."""
        first, second = arguments
        shape = shape_beside(first.shape, second.shape, attributes, self.version, place)
        return first, second if shape == second.shape else self._reshaped(second, shape, place)

    # -- operations ----------------------------------------------------------------------------------------------------

    def gemm(self, arguments: list[_Value], attributes: dict[str, Any], place: str) -> _Value:
        x, weight, *rest = arguments
        alpha, beta = (exact_number(attributes.get(key, 1.0), f"{place}: {key}") for key in ("alpha", "beta"))
        if isinstance(weight, _Tensor) or not isinstance(x, _Tensor) or (rest and isinstance(rest[0], _Tensor)):
            raise InputError(f"{place} must multiply the input by a constant matrix B and add a constant C.")
        width = x.node.width
        if x.shape != ((width, 1) if attributes.get("transA") else (1, width)):
            raise InputError(f"{place} must read one row, found the shape {x.shape}.")
        matrix = _two_axes(weight, place) * alpha
        rows = matrix if attributes.get("transB") else matrix.T
        node = self.assembly.linear(x.node, _rows(rows), place)
        if rest and rest[0] is not None:
            require_shape_of_sum((1, node.width), rest[0].shape, attributes, self.version, place)
            node = self.assembly.shifted(node, _broadcast(rest[0] * beta, (1, node.width), place), place)
        return _Tensor((1, node.width), node)

    def matmul(self, arguments: list[_Value], _: dict[str, Any], place: str) -> _Value:
        left, right = arguments
        if isinstance(left, _Tensor) and isinstance(right, _Tensor):
            raise InputError(f"{place} multiplies two tensors that depend on the input: that is not piecewise linear.")
        if isinstance(left, _Tensor):
            matrix = _two_axes(right, place)
            if not left.shape or left.shape[-1] != left.node.width:
                raise InputError(f"{place} must read one row, found the shape {left.shape}.")
            node = self.assembly.linear(left.node, _rows(matrix.T), place)
            return _Tensor((*left.shape[:-1], node.width), node)
        if isinstance(right, _Tensor):
            matrix, width = _two_axes(left, place), right.node.width
            if right.shape[-2:] not in ((width,), (width, 1)):
                raise InputError(f"{place} must read one column, found the shape {right.shape}.")
            node = self.assembly.linear(right.node, _rows(matrix), place)
            return _Tensor((*right.shape[:-2], node.width, 1) if len(right.shape) > 1 else (node.width,), node)
        return folded("MatMul", left, right, place)

    def add(self, arguments: list[_Value], attributes: dict[str, Any], place: str) -> _Value:
        first, second = self._beside(arguments, attributes, place)
        if not isinstance(first, _Tensor) and not isinstance(second, _Tensor):
            return folded("Add", first, second, place)
        return self._sum(first, second, place)

    def subtract(self, arguments: list[_Value], attributes: dict[str, Any], place: str) -> _Value:
        first, second = self._beside(arguments, attributes, place)
        if not isinstance(first, _Tensor) and not isinstance(second, _Tensor):
            return folded("Sub", first, second, place)
        return self._sum(first, self._negative(second, place), place)

    def _sum(self, first: _Value, second: _Value, place: str) -> _Value:
        if isinstance(second, _Tensor) and not isinstance(first, _Tensor):
            first, second = second, first
        if isinstance(second, _Tensor):
            shape = _common_shape(first.shape, second.shape, first.node.width, place)
            return _Tensor(shape, self.assembly.sum(first.node, second.node, place))
        shape = _common_shape(first.shape, second.shape, first.node.width, place)
        return _Tensor(shape, self.assembly.shifted(first.node, _broadcast(second, shape, place), place))

    def _negative(self, x: _Value, place: str) -> _Value:
        return self._times(x, Fraction(-1), place)

    def _times(self, x: _Value, factor: Fraction, place: str) -> _Value:
        if isinstance(x, _Tensor):
            return _Tensor(x.shape, self.assembly.scaled(x.node, (factor,), place))
        return as_constant(x * factor)

    def negative(self, arguments: list[_Value], _: dict[str, Any], place: str) -> _Value:
        return self._negative(arguments[0], place)

    def multiply(self, arguments: list[_Value], attributes: dict[str, Any], place: str) -> _Value:
        return self._product(*self._beside(arguments, attributes, place), place)

    def _product(self, first: _Value, second: _Value, place: str) -> _Value:
        if isinstance(second, _Tensor):
            first, second = second, first
        if not isinstance(first, _Tensor):
            return folded("Mul", first, second, place)
        if isinstance(second, _Tensor):
            raise InputError(f"{place} multiplies two tensors that depend on the input: that is not piecewise linear.")
        shape = _common_shape(first.shape, second.shape, first.node.width, place)
        return _Tensor(shape, self.assembly.scaled(first.node, _broadcast(second, shape, place), place))

    def divide(self, arguments: list[_Value], attributes: dict[str, Any], place: str) -> _Value:
        first, second = self._beside(arguments, attributes, place)
        if isinstance(second, _Tensor):
            raise InputError(f"{place} divides by a tensor that depends on the input: that is not piecewise linear.")
        if any(x == 0 for x in second.ravel()):
            raise InputError(f"{place} divides by 0.")
        if not isinstance(first, _Tensor):
            return folded("Div", first, second, place)
        return self._product(first, as_constant(1 / second), place)

    def relu(self, arguments: list[_Value], _: dict[str, Any], place: str) -> _Value:
        x = _dependent(arguments[0], place)
        return _Tensor(x.shape, self.assembly.activated(x.node, RELU))

    def absolute(self, arguments: list[_Value], _: dict[str, Any], __: str) -> _Value:
        if not isinstance(arguments[0], _Tensor):
            return abs(arguments[0])
        return _Tensor(arguments[0].shape, self.assembly.activated(arguments[0].node, ABS))

    def leaky(self, arguments: list[_Value], attributes: dict[str, Any], place: str) -> _Value:
        x = _dependent(arguments[0], place)
        alpha = attributes.get("alpha")
        stored = _DEFAULT_ALPHA if alpha is None else exact_number(alpha, f"{place}: alpha")
        slope = meant_slope(stored, self.leaky_slope, "float32", place)
        return _Tensor(x.shape, self.assembly.activated(x.node, leaky_relu(slope)))

    def clipped(self, arguments: list[_Value], attributes: dict[str, Any], place: str) -> _Value:
        x = _dependent(arguments[0], place)
        bounds: list[Fraction | None] = []
        for key, argument in zip(("min", "max"), [*arguments[1:], None, None], strict=False):
            found = attributes.get(key) if argument is None else argument
            if isinstance(found, _Tensor):
                raise InputError(f"{place} has a bound that depends on the input.")
            if found is not None and not isinstance(found, float):
                found = found.ravel()[0] if found.size == 1 else found
            if isinstance(found, float):
                is_none = math.isinf(found) and (found < 0) == (key == "min")
                found = None if is_none else exact_number(found, f"{place}: {key}")
            if found is not None and not isinstance(found, Fraction):
                raise InputError(f"{place} must have one number as {key}, found the shape {found.shape}.")
            bounds.append(found)
        if bounds == [None, None]:
            return x
        return _Tensor(x.shape, self.assembly.activated(x.node, clip(*bounds)))

    def maximum(self, arguments: list[_Value], _: dict[str, Any], place: str) -> _Value:
        require_shapes_of_maximum([x.shape for x in arguments], self.version, place)
        tensors = [x for x in arguments if isinstance(x, _Tensor)]
        least = None
        for bound in (x for x in arguments if not isinstance(x, _Tensor)):
            least = bound if least is None else folded("Max", least, bound, place)
        if not tensors:
            return least
        shape = tensors[0].shape
        for x in tensors[1:]:
            shape = _common_shape(shape, x.shape, tensors[0].node.width, place)
        node = tensors[0].node
        if len(tensors) > 1:
            node = self.assembly.maximum([x.node for x in tensors], place)
        if least is None:
            return _Tensor(shape, node)
        shape = _common_shape(shape, least.shape, node.width, place)
        floor = _broadcast(least, shape, place)
        # max(z, c) = relu(z - c) + c
        above = self.assembly.activated(self.assembly.shifted(node, tuple(-c for c in floor), place), RELU)
        return _Tensor(shape, self.assembly.shifted(above, floor, place))

    def same(self, arguments: list[_Value], _: dict[str, Any], __: str) -> _Value:
        return arguments[0]

    def flatten(self, arguments: list[_Value], attributes: dict[str, Any], place: str) -> _Value:
        x = arguments[0]
        axis = attributes.get("axis", 1)
        shape = x.shape
        axis = axis + len(shape) if axis < 0 else axis
        if not isinstance(axis, int) or not 0 <= axis <= len(shape):
            raise InputError(f"{place} must flatten at an axis of the shape {shape}, found {axis}.")
        return self._reshaped(x, (product(shape[:axis]), product(shape[axis:])), place)

    def reshape(self, arguments: list[_Value], attributes: dict[str, Any], place: str) -> _Value:
        x, target = arguments
        if isinstance(target, _Tensor):
            raise InputError(f"{place} has a shape that depends on the input.")
        wanted = [int(n) for n in target.ravel()]
        if not attributes.get("allowzero"):
            wanted = [x.shape[i] if n == 0 and i < len(x.shape) else n for i, n in enumerate(wanted)]
        size = product(x.shape)
        if wanted.count(-1) == 1:
            known = product([n for n in wanted if n != -1])
            wanted = [size // known if n == -1 and known else n for n in wanted]
        if any(n < 1 for n in wanted) or product(wanted) != size:
            raise InputError(f"{place} must keep all {size} numbers, found the shape {wanted}.")
        return self._reshaped(x, tuple(wanted), place)

    def _reshaped(self, x: _Value, shape: tuple[int, ...], place: str) -> _Value:
        if not isinstance(x, _Tensor):
            return x.reshape(shape)
        if product(shape) != x.node.width:
            raise InputError(f"{place} must keep all {x.node.width} numbers, found the shape {list(shape)}.")
        return _Tensor(shape, x.node)  # entries go row by row in either shape

    def squeeze(self, arguments: list[_Value], attributes: dict[str, Any], place: str) -> _Value:
        x = arguments[0]
        axes = _axes(arguments, attributes, len(x.shape))
        if axes is None:
            axes = [i for i, n in enumerate(x.shape) if n == 1]
        if any(not 0 <= i < len(x.shape) or x.shape[i] != 1 for i in axes):
            raise InputError(f"{place} must take away axes of length 1, found the axes {axes} of {x.shape}.")
        return self._reshaped(x, tuple(n for i, n in enumerate(x.shape) if i not in axes), place)

    def unsqueeze(self, arguments: list[_Value], attributes: dict[str, Any], place: str) -> _Value:
        x = arguments[0]
        given = _axes(arguments, attributes, None)
        if given is None:
            raise InputError(f"{place} must say which axes it inserts.")
        rank = len(x.shape) + len(given)
        axes = [i + rank if i < 0 else i for i in given]
        if any(not 0 <= i < rank for i in axes) or len(set(axes)) != len(axes):
            raise InputError(f"{place} must insert axes of a tensor of rank {rank}, found {axes}.")
        rest = iter(x.shape)
        return self._reshaped(x, tuple(1 if i in axes else next(rest) for i in range(rank)), place)

    def transpose(self, arguments: list[_Value], attributes: dict[str, Any], place: str) -> _Value:
        x = arguments[0]
        order = attributes.get("perm") or list(reversed(range(len(x.shape))))
        if sorted(order) != list(range(len(x.shape))):
            raise InputError(f"{place} must permute the axes of the shape {x.shape}, found {order}.")
        if isinstance(x, _Tensor):
            long = [i for i in order if x.shape[i] > 1]
            if long != sorted(long):
                raise InputError(f"{place} must keep the order of the entries of the shape {x.shape}, found {order}.")
            return self._reshaped(x, tuple(x.shape[i] for i in order), place)
        return x.transpose(order)

    def constant(self, _: list[_Value], attributes: dict[str, Any], place: str) -> _Value:
        import numpy as np

        for key, value in attributes.items():
            if key == "value":
                return array_of(value, place)
            if key in ("value_float", "value_int", "value_floats", "value_ints"):
                return constant(np.asarray(value), place, infinite=True)
        raise InputError(f"{place} has no numbers (sparse and text constants are not supported).")


_ANY = 1 << 31
_PASSING = ("Dropout", "Flatten", "Identity", "Neg", "Reshape", "Squeeze", "Transpose", "Unsqueeze")
"""Operators that an infinite constant passes on its way to a Clip, as their first input."""
_SHAPED = ("Dropout", "Reshape", "Squeeze", "Unsqueeze")  # only the first of their inputs is computed with
_Operation: TypeAlias = Callable[[_Graph, list[_Value], dict[str, Any], str], _Value]
_OPERATIONS: dict[str, tuple[_Operation, int, int]] = {
    "Abs": (_Graph.absolute, 1, 1),
    "Add": (_Graph.add, 2, 2),
    "Clip": (_Graph.clipped, 1, 3),
    "Constant": (_Graph.constant, 0, 0),
    "Div": (_Graph.divide, 2, 2),
    "Dropout": (_Graph.same, 1, 3),
    "Flatten": (_Graph.flatten, 1, 1),
    "Gemm": (_Graph.gemm, 2, 3),
    "Identity": (_Graph.same, 1, 1),
    "LeakyRelu": (_Graph.leaky, 1, 1),
    "MatMul": (_Graph.matmul, 2, 2),
    "Max": (_Graph.maximum, 1, _ANY),
    "Mul": (_Graph.multiply, 2, 2),
    "Neg": (_Graph.negative, 1, 1),
    "Relu": (_Graph.relu, 1, 1),
    "Reshape": (_Graph.reshape, 2, 2),
    "Squeeze": (_Graph.squeeze, 1, 2),
    "Sub": (_Graph.subtract, 2, 2),
    "Transpose": (_Graph.transpose, 1, 1),
    "Unsqueeze": (_Graph.unsqueeze, 1, 2),
}
"""The method of each operator, and how many inputs it has at least and at most."""


def _two_axes(array: Any, place: str) -> Any:
    if array.ndim != 2 or not array.size:
        raise InputError(f"{place} must have a constant matrix with two axes, found the shape {array.shape}.")
    return array


def _rows(array: Any) -> Matrix:
    return tuple(tuple(row) for row in array.tolist())


def _broadcast(array: Any, shape: tuple[int, ...], place: str) -> Vector:
    import numpy as np

    try:
        return tuple(np.broadcast_to(array, shape).ravel().tolist())
    except ValueError:
        raise InputError(f"{place} must have a constant that fits the shape {shape}, found {array.shape}.") from None


def _common_shape(first: tuple[int, ...], second: tuple[int, ...], width: int, place: str) -> tuple[int, ...]:
    import numpy as np

    try:
        shape = tuple(np.broadcast_shapes(first, second))
    except ValueError:
        shape = ()
    if product(shape) != width:
        raise InputError(f"{place} must combine tensors of {width} numbers, found the shapes {first} and {second}.")
    return shape


def _dependent(x: _Value, place: str) -> _Tensor:
    if not isinstance(x, _Tensor):
        raise InputError(f"{place} reads a constant; only sums, products and reshapings of constants are folded.")
    return x


def _axes(arguments: list[_Value], attributes: dict[str, Any], rank: int | None) -> list[int] | None:
    given = attributes.get("axes")
    if len(arguments) > 1 and arguments[1] is not None:
        given = [int(i) for i in arguments[1].ravel()]
    if given is None:
        return None
    return [int(i) + rank if rank is not None and i < 0 else int(i) for i in given]
