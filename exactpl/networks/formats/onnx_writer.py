"""Networks to ONNX models: Gemm, Add, Relu, LeakyRelu, Clip, Abs and Max, weights stored exactly or not at all."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

from exactpl import documents
from exactpl.errors import InputError
from exactpl.networks.activations import Activation, bounds_of
from exactpl.networks.formats.extras import require
from exactpl.networks.formats.floats import require_dtype, stored_float, stored_floats, written_out
from exactpl.networks.layer import Layer
from exactpl.networks.network import Network

_OPSET = 13
_DTYPES = ("float16", "float32", "float64")


def to_onnx(network: Network, path: str | Path, *, dtype: str = "float32") -> None:
    """Write a network as an ONNX model with the input [1, inputs] and the output [1, outputs], repetitions unrolled.

    Raises InputError that names the first weight (or slope, or bound) which the format cannot hold exactly; then
    nothing is written. A leaky slope is always a float32 there.
    """
    require("onnx")
    import onnx
    from onnx import TensorProto, helper

    require_dtype(dtype, _DTYPES)
    written_out(network)
    kind = {"float16": TensorProto.FLOAT16, "float32": TensorProto.FLOAT, "float64": TensorProto.DOUBLE}[dtype]
    writer = _Writer(dtype)
    names = ["input"]
    for repetition in range(network.repeat):
        base = repetition * len(network.layers)
        for i, layer in enumerate(network.layers, 1):
            source = layer.reads(i)
            units = network.widths[source] if layer.weight is None else len(layer.weight)
            added = [names[base + j] for j in layer.add]
            names.append(writer.layer(i, layer, units, names[base + source], added, f"value_{base + i}"))
    writer.operation("Identity", [names[-1]], "output")
    graph = helper.make_graph(
        writer.nodes,
        "exactpl",
        [helper.make_tensor_value_info("input", kind, [1, network.inputs])],
        [helper.make_tensor_value_info("output", kind, [1, network.outputs])],
        writer.tensors,
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", _OPSET)], producer_name="exactpl")
    model.ir_version = 8
    onnx.checker.check_model(model)
    documents.write_bytes_atomically(path, model.SerializeToString(deterministic=True))


class _Writer:
    """Nodes and tensors of the graph; constants are stored once for each name."""

    def __init__(self, dtype: str) -> None:
        self.dtype = dtype
        self.nodes: list[Any] = []
        self.tensors: list[Any] = []
        self._known: set[str] = set()

    def operation(self, kind: str, inputs: list[str], output: str, **attributes: Any) -> str:
        from onnx import helper

        self.nodes.append(helper.make_node(kind, inputs, [output], name=output, **attributes))
        return output

    def constant(self, name: str, numbers: Any) -> str:
        import numpy as np
        from onnx import numpy_helper

        if name not in self._known:
            self._known.add(name)
            self.tensors.append(numpy_helper.from_array(np.array(numbers, dtype=self.dtype), name))
        return name

    def layer(self, i: int, layer: Layer, units: int, source: str, added: list[str], output: str) -> str:
        """Write layer number i (from 1), with so many units; its constants are shared by all repetitions."""
        place = f"layer {i}"
        z = source
        if layer.weight is not None:
            rows = [stored_floats(row, self.dtype, f"{place}: weight[{r}]") for r, row in enumerate(layer.weight)]
            inputs = [z, self.constant(f"{i}.weight", rows)]
            if layer.bias is not None:
                inputs.append(self.constant(f"{i}.bias", stored_floats(layer.bias, self.dtype, f"{place}: bias")))
            z = self.operation("Gemm", inputs, f"{output}.affine", transB=1)
        elif layer.bias is not None:
            bias = self.constant(f"{i}.bias", stored_floats(layer.bias, self.dtype, f"{place}: bias"))
            z = self.operation("Add", [z, bias], f"{output}.affine")
        for number, name in enumerate(added):
            z = self.operation("Add", [z, name], f"{output}.sum{number}")
        write = _WRITTEN.get(layer.activation.name)
        if write is None:
            raise InputError(f"{place}: {layer.activation.name} is not written as ONNX; write JSON.")
        return write(self, layer.activation, z, output, i, units)


_Write: TypeAlias = Callable[[_Writer, Activation, str, str, int, int], str]
"""Takes the activation of layer i (from 1), the names of its pre-activation and its output, i, and its units."""


def _simple(operation: str) -> _Write:
    return lambda writer, _, z, output, __, ___: writer.operation(operation, [z], output)


def _leaky(writer: _Writer, activation: Activation, z: str, output: str, i: int, _: int) -> str:
    slope = stored_float(activation.slopes[0], "float32", f"layer {i}: leaky slope")
    return writer.operation("LeakyRelu", [z], output, alpha=slope)


def _clipped(writer: _Writer, activation: Activation, z: str, output: str, i: int, _: int) -> str:
    inputs = [z]
    for name, bound in zip(("low", "high"), bounds_of(activation), strict=True):
        stored = "" if bound is None else stored_float(bound, writer.dtype, f"layer {i}: {name}")
        inputs.append("" if stored == "" else writer.constant(f"{i}.{name}", stored))
    return writer.operation("Clip", inputs if inputs[-1] else inputs[:-1], output)


def _pooled(writer: _Writer, activation: Activation, z: str, output: str, i: int, units: int) -> str:
    """Write the maximum of the first, second, ... units of the groups, picked by matrices of zeros and ones."""
    groups = activation.groups or ()
    picked = []
    for place in range(max(map(len, groups))):
        chosen = [group[min(place, len(group) - 1)] for group in groups]
        rows = [[1.0 if unit == row else 0.0 for unit in chosen] for row in range(units)]
        matrix = writer.constant(f"{i}.group{place}", rows)
        picked.append(writer.operation("MatMul", [z, matrix], f"{output}.group{place}"))
    return writer.operation("Max", picked, output)


_WRITTEN: dict[str, _Write] = {
    "identity": _simple("Identity"),
    "relu": _simple("Relu"),
    "abs": _simple("Abs"),
    "hard_tanh": _clipped,
    "leaky_relu": _leaky,
    "clip": _clipped,
    "max_pool": _pooled,
}
