"""PyTorch modules to networks and back, by duck type: torch itself is needed for writing only.

Sequential of Linear, ReLU, LeakyReLU, Hardtanh, ReLU6, Abs, MaxPool1d (over units), Identity, Dropout and Flatten.
"""

import math
from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from exactpl.arithmetic.integers import require_integer
from exactpl.arithmetic.rationals import Exact, exact
from exactpl.errors import InputError, described
from exactpl.networks.activations import ABS, IDENTITY, RELU, Activation, MaxPool, bounds_of, clip, leaky_relu
from exactpl.networks.formats.assembly import Assembly, Node
from exactpl.networks.formats.extras import require
from exactpl.networks.formats.floats import exact_number, require_chain, require_dtype, stored_float, stored_floats
from exactpl.networks.formats.slopes import meant_slope
from exactpl.networks.layer import Layer, Vector
from exactpl.networks.network import MOST_WEIGHTS, Network

if TYPE_CHECKING:
    from torch.nn import Linear, Sequential  # pyright: ignore[reportMissingImports]  # PyTorch is no dependency

_SKIPPED = ("Identity", "Dropout", "Flatten")


def from_torch(module: Any, *, inputs: int | None = None, leaky_slope: Exact | None = None) -> Network:
    """Return the network of a torch.nn.Sequential, or of one module, its weights at their exact stored values.

    Dropout is read as in evaluation. A leaky slope is the stored float64 of its module (PyTorch keeps it so; it is no
    decimal) unless `leaky_slope` says which number was meant. `inputs` is needed only where no Linear comes first.
    Raises InputError for other modules, by name and place, and for NaN and infinite weights.
    """
    meant = None if leaky_slope is None else exact(leaky_slope)
    modules = list(_flat(module, type(module).__name__))
    first = next((each for each, _ in modules if _kind(each) == "Linear"), None)
    width = inputs if inputs is not None else None if first is None else int(first.weight.shape[1])
    if width is None:
        raise InputError("a module without Linear needs inputs=, the number of its inputs.")
    width = require_integer(width, "inputs", 1, MOST_WEIGHTS)
    assembly = Assembly([width])
    node = assembly.input()
    for each, place in modules:
        node = _read(each, place, assembly, node, meant)
    if not node.is_value or not assembly.layers:
        node = assembly.activated(node, IDENTITY)
    return Network(assembly.layers, inputs=width, origin=f"a PyTorch {type(module).__name__}")


def _kind(module: Any) -> str | None:
    """Return the name of the class of a module, if it is PyTorch's own (or our `Abs`), else None."""
    kind = type(module)
    is_known = kind.__module__.startswith("torch.nn.modules.") or kind.__module__ == __name__
    return kind.__name__ if is_known else None


def _flat(module: Any, place: str) -> Iterator[tuple[Any, str]]:
    """Yield the modules of a Sequential in order, each as often as it is used, with its place.

    Raises InputError for modules that are not supported, and for hooks, which change what a module computes.
    """
    kind = _kind(module)
    if kind not in ("Sequential", "Linear", *_SKIPPED, *_ACTIVATIONS):
        raise InputError(
            f"{place} is not supported; supported are PyTorch's Sequential, Linear, {', '.join(_ACTIVATIONS)}, "
            f"{', '.join(_SKIPPED)}. Export other modules to ONNX."
        )
    if "forward" in vars(module) or any(
        getattr(module, name, None) for name in ("_forward_hooks", "_forward_pre_hooks")
    ):
        raise InputError(f"{place} has a hook or a forward of its own, which changes what it computes; export to ONNX.")
    if kind != "Sequential":
        yield module, place
        return
    for name, child in module._modules.items():  # named_children leaves out the second use of a module
        yield from _flat(child, f"{place}.{name} ({type(child).__name__})")


def _read(module: Any, place: str, assembly: Assembly, node: Node, meant: Fraction | None) -> Node:
    kind = _kind(module)
    if kind in _SKIPPED:
        return node
    if kind == "Linear":
        rows = [_numbers(row, f"{place}: weight[{r}]") for r, row in enumerate(_listed(module.weight, place))]
        node = assembly.linear(node, tuple(rows), place)
        if module.bias is not None:
            node = assembly.shifted(node, _numbers(_listed(module.bias, place), f"{place}: bias"), place)
        return node
    try:
        activation = _ACTIVATIONS[kind or ""](module, place, node.width, meant)
    except InputError as error:
        raise error if place in str(error) else InputError(f"{place}: {error}") from None
    return assembly.activated(node, activation)


def _listed(tensor: Any, place: str) -> Any:
    if tensor.is_complex() or tensor.is_meta or not tensor.numel():
        kind = "complex ones" if tensor.is_complex() else "a tensor without data"
        raise InputError(f"real weights are required, found {kind} at {place}.")
    # each float16, bfloat16 and float32 is a float64
    return tensor.detach().cpu().double().tolist() if tensor.is_floating_point() else tensor.detach().cpu().tolist()


def _numbers(row: list[float], place: str) -> Vector:
    return tuple(exact_number(x, f"{place}[{i}]") for i, x in enumerate(row))


def _leaky(module: Any, place: str, _: int, meant: Fraction | None) -> Activation:
    stored = exact_number(float(module.negative_slope), f"{place}: negative_slope")
    return leaky_relu(meant_slope(stored, meant, "float64", place))


def _hard_tanh(module: Any, place: str, _: int, __: Fraction | None) -> Activation:
    low = None if module.min_val == -math.inf else exact_number(float(module.min_val), f"{place}: min_val")
    high = None if module.max_val == math.inf else exact_number(float(module.max_val), f"{place}: max_val")
    return IDENTITY if low is None and high is None else clip(low, high)


def _pool(module: Any, place: str, width: int, _: Fraction | None) -> MaxPool:
    size, step, padding, dilation = (
        each[0] if isinstance(each, tuple) else each
        for each in (module.kernel_size, module.stride, module.padding, module.dilation)
    )
    if padding or dilation != 1 or module.ceil_mode or module.return_indices or size < 1 or step < 1:
        raise InputError(
            f"{place} must have windows and steps >= 1, no padding, dilation, ceil_mode or return_indices."
        )
    if size > width:
        raise InputError(f"{place} must pool at most {width} units, found {size}.")
    return MaxPool([list(range(i, i + size)) for i in range(0, width - size + 1, step)])


_ACTIVATIONS: dict[str, Callable[[Any, str, int, Fraction | None], Activation]] = {
    "ReLU": lambda *_: RELU,
    "LeakyReLU": _leaky,
    "Hardtanh": _hard_tanh,
    "ReLU6": _hard_tanh,
    "Abs": lambda *_: ABS,
    "MaxPool1d": _pool,
}


def to_torch(network: Network, *, dtype: str = "float32") -> "Sequential":
    """Return a torch.nn.Sequential with these weights; repetitions share their modules.

    Raises InputError that names the first number which the format cannot hold exactly, and for networks that are no
    chain of layers with weights.
    """
    torch = require("torch")
    require_dtype(dtype, ("float16", "bfloat16", "float32", "float64"))
    require_chain(network, "a Sequential", weightless=True)
    modules: list[Any] = []
    for i, (layer, width) in enumerate(zip(network.layers, network.widths, strict=False), 1):
        linear = [] if layer.weight is None else [_linear(layer, dtype, f"layer {i}")]
        units = width if layer.weight is None else len(layer.weight)
        modules += [*linear, *_activation(layer, units, dtype, f"layer {i}")]
    return torch.nn.Sequential(*modules * network.repeat)


def _linear(layer: Layer, dtype: str, place: str) -> "Linear":
    torch = require("torch")
    assert layer.weight is not None
    rows = [stored_floats(row, dtype, f"{place}: weight[{r}]") for r, row in enumerate(layer.weight)]
    module = torch.nn.Linear(len(rows[0]), len(rows), bias=layer.bias is not None, dtype=getattr(torch, dtype))
    with torch.no_grad():
        module.weight.copy_(torch.tensor(rows, dtype=torch.float64))
        if layer.bias is not None:
            offsets = stored_floats(layer.bias, dtype, f"{place}: bias")
            module.bias.copy_(torch.tensor(offsets, dtype=torch.float64))
    return module


def _activation(layer: Layer, units: int, dtype: str, place: str) -> list[Any]:
    write = _WRITTEN.get(layer.activation.name)
    if write is None:
        raise InputError(f"{place}: {layer.activation.name} is not written as a Sequential; write JSON.")
    return write(layer.activation, units, dtype, place)


def _write_pool(activation: Activation, units: int, _: str, place: str) -> list[Any]:
    groups = list(activation.groups or [])
    size = len(groups[0])
    step = groups[1][0] if len(groups) > 1 else units
    windows = [tuple(range(i, i + size)) for i in range(0, units - size + 1, step)] if step else []
    if groups != windows:
        raise InputError(f"{place} pools {described(activation)}: MaxPool1d has equal windows only; write ONNX.")
    return [require("torch").nn.MaxPool1d(size, step)]


def _write_leaky(activation: Activation, _: int, __: str, place: str) -> list[Any]:
    slope = stored_float(activation.slopes[0], "float64", f"{place}: leaky slope")
    return [require("torch").nn.LeakyReLU(slope)]


def _write_clip(activation: Activation, _: int, dtype: str, place: str) -> list[Any]:
    low, high = bounds_of(activation)
    return [
        require("torch").nn.Hardtanh(
            -math.inf if low is None else stored_float(low, dtype, f"{place}: low"),
            math.inf if high is None else stored_float(high, dtype, f"{place}: high"),
        )
    ]


_WRITTEN: dict[str, Callable[[Activation, int, str, str], list[Any]]] = {
    "identity": lambda *_: [],
    "relu": lambda *_: [require("torch").nn.ReLU()],
    "abs": lambda *_: [_abs_module()],
    "hard_tanh": _write_clip,
    "leaky_relu": _write_leaky,
    "clip": _write_clip,
    "max_pool": _write_pool,
}


def _abs_module() -> Any:
    torch = require("torch")
    module: Any = torch.nn.Module

    class Abs(module):  # type: ignore[misc]
        """The absolute value, which torch.nn lacks as a module."""

        def forward(self, x: Any) -> Any:
            return torch.abs(x)

    return Abs()
