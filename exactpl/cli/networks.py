"""What the commands say about networks: the network itself, and where it comes from."""

from fractions import Fraction
from typing import Any

from exactpl.arithmetic.integers import counted
from exactpl.claims import NetworkSubject
from exactpl.cli.output import Common, emit_json, indented, number
from exactpl.cli.streams import ANSWERED, emit, note
from exactpl.networks.activations import kind_of
from exactpl.networks.bounds import region_bound
from exactpl.networks.layer import Layer
from exactpl.networks.network import Network

_FEW = 20
_LONG = 1 << 16  # a denominator that nobody writes by hand


_OF_MAPS = ("domain", "image", "knots", "left_slope", "lipschitz", "pieces", "right_slope", "self_map", "slopes")
_OF_NETWORKS = ("activations", "bound", "converted", "inputs", "neurons", "outputs", "repeat", "widths")


def emit_shown(value: str, **own: Any) -> None:
    """Write the JSON of a map or a network that is shown: the keys of both, None where one has no such thing."""
    emit_json(Common(verdict="computed", value=value), **{**dict.fromkeys((*_OF_MAPS, *_OF_NETWORKS)), **own})


def note_conversion(subject: NetworkSubject) -> None:
    """Say on standard error that the reading of a foreign format was not checked."""
    if subject.is_converted:
        note(
            f"this is the real function that the weights stored in {subject.network.origin} define, not what floats "
            "make of it; the conversion was not checked by the checker."
        )


def show_network(subject: NetworkSubject, full: bool, json: bool) -> int:
    """Print a network: its widths, its layers, the bound on its regions, its digest."""
    network = subject.network
    if json:
        emit_shown(
            repr(network),
            kind="network",
            inputs=network.inputs,
            outputs=network.outputs,
            widths=network.widths,
            activations=[str(layer.activation) for layer in network.layers],
            repeat=network.repeat,
            neurons=network.neurons,
            bound=region_bound(network),
            converted=subject.is_converted,
            sha256=subject.sha256,
        )
        return ANSWERED
    shown = network.layers if full else network.layers[:_FEW]
    layers = [_described(i, layer, network) for i, layer in enumerate(shown, 1)]
    if len(shown) < len(network.layers):
        layers.append(f"... and {len(network.layers) - len(shown):,} more (--full shows all)")
    lines = {
        "network": [
            f"{counted(network.inputs, 'input')}, {counted(network.outputs, 'output')}, "
            f"{counted(network.neurons, 'unit with kinks', 'units with kinks')}"
        ],
        "layers": layers,
        "regions": [f"at most {number(region_bound(network))} along any line"],
        "sha256": [f"{subject.sha256} (of its network file)"],
    }
    if network.repeat > 1:
        lines["repeat"] = [f"{network.repeat:,} times, with the same weights"]
    if network.origin:
        lines["from"] = [network.origin]
    emit(*(indented(word, text, margin=10) for word, text in lines.items()))
    note_conversion(subject)
    return ANSWERED


def _described(i: int, layer: Layer, network: Network) -> str:
    """Return a layer in words, with the exact size of its numbers."""
    numbers = [*(w for row in layer.weight or () for w in row), *(layer.bias or ())]
    bits = max((max(x.numerator.bit_length(), x.denominator.bit_length()) for x in numbers), default=0)
    source = layer.reads(i)
    parts = [f"{network.widths[source]} -> {network.widths[i]}: {layer.activation}{_stored_slope(layer)}"]
    if layer.weight is None:
        parts.append("no weight")
    if layer.source is not None:
        parts.append(f"reads value {layer.source}")
    if layer.add:
        parts.append(f"adds value {', '.join(map(str, layer.add))}")
    if bits:
        parts.append(f"numbers of at most {counted(bits, 'bit')}")
    return f"{i}: {'; '.join(parts)}"


def _stored_slope(layer: Layer) -> str:
    """Say of a leaky slope that it is a stored float and no decimal, where it looks so: a long binary fraction."""
    keys = kind_of(layer.activation).keys
    found = ""
    for key, slope in zip(keys, layer.activation.arguments, strict=True):
        if key.is_decimal and isinstance(slope, Fraction):
            is_binary = slope.denominator & (slope.denominator - 1) == 0
            if is_binary and slope.denominator >= _LONG:
                found += f", a stored float near {float(slope):.6g} and not that decimal"
    return found
