"""Network files, `exactpl-network/1`: see docs/certificates.md, section 4a."""

import math
from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path
from typing import Any, TypeAlias

import msgspec

from exactpl import documents
from exactpl.arithmetic.rationals import exact, file_rational
from exactpl.errors import BudgetError, InputError
from exactpl.networks.activations import (
    IDENTITY,
    Activation,
    MaxPool,
    as_activation,
    clip,
    clip_bounds,
    leaky_relu,
)
from exactpl.networks.network import MOST_WEIGHTS, Layer, Network, Vector, require_network

FORMAT = "exactpl-network/1"
MOST_DENOMINATOR_BITS = 65_536
MOST_BITS = 2**31
_WHAT = f"network file ({FORMAT})"


class _LeakyReLU(msgspec.Struct, forbid_unknown_fields=True, tag="leaky_relu"):
    slope: str


class _Clip(msgspec.Struct, forbid_unknown_fields=True, tag="clip"):
    low: str | None
    high: str | None


class _MaxPool(msgspec.Struct, forbid_unknown_fields=True, tag="max_pool"):
    groups: list[list[int]]


_ActivationRecord: TypeAlias = str | _LeakyReLU | _Clip | _MaxPool


class _LayerRecord(msgspec.Struct, forbid_unknown_fields=True):
    activation: _ActivationRecord = "identity"
    add: list[int] = []
    bias: list[str] | msgspec.UnsetType = msgspec.UNSET
    source: int | msgspec.UnsetType = msgspec.field(default=msgspec.UNSET, name="from")
    weight: list[list[str]] | msgspec.UnsetType = msgspec.UNSET


class _NetworkRecord(msgspec.Struct, forbid_unknown_fields=True):
    format: str
    layers: list[_LayerRecord]
    inputs: int | msgspec.UnsetType = msgspec.UNSET
    repeat: int = 1


def network_text(network: Network) -> str:
    r"""Return the canonical network file of a network; BudgetError beyond the limits of `require_limits`.

    >>> network_text(Network([Layer([[2], [-1]], activation="relu")]))
    '{"format":"exactpl-network/1","layers":[{"activation":"relu","weight":[["2"],["-1"]]}]}\n'
    """
    require_limits(require_network(network))
    tree: dict[str, Any] = {"format": FORMAT, "layers": [_layer_tree(layer) for layer in network.layers]}
    if network.layers[0].weight is None:
        tree["inputs"] = network.inputs
    if network.repeat > 1:
        tree["repeat"] = network.repeat
    return documents.canonical_text(tree)


def _layer_tree(layer: Layer) -> dict[str, object]:
    tree: dict[str, object] = {}
    if layer.activation != IDENTITY:
        tree["activation"] = _activation_tree(layer.activation)
    if layer.add:
        tree["add"] = list(layer.add)
    if layer.bias is not None:
        tree["bias"] = _texts(layer.bias)
    if layer.source is not None:
        tree["from"] = layer.source
    if layer.weight is not None:
        tree["weight"] = [_texts(row) for row in layer.weight]
    return tree


def _texts(numbers: Vector) -> list[str]:
    return [file_rational(x) for x in numbers]


def _activation_tree(activation: Activation | MaxPool) -> object:
    if isinstance(activation, MaxPool):
        return {"groups": [list(group) for group in activation.groups], "type": "max_pool"}
    if activation.name == "leaky_relu":
        return {"slope": file_rational(activation.slopes[0]), "type": "leaky_relu"}
    if activation.name == "clip":
        low, high = (None if end is None else file_rational(end) for end in clip_bounds(activation))
        return {"high": high, "low": low, "type": "clip"}
    return activation.name


def network_of_text(text: str) -> Network:
    """Return the network that the text of a network file defines; InputError when it is none."""
    record = documents.load(text, _NetworkRecord, _WHAT)
    if record.format != FORMAT:
        raise InputError(f"a {_WHAT} is required, found the format {record.format!a:.60}.")
    network = Network(
        [_layer(layer, i) for i, layer in enumerate(record.layers, 1)],
        inputs=None if isinstance(record.inputs, msgspec.UnsetType) else record.inputs,
        repeat=record.repeat,
    )
    require_limits(network)
    return network


def require_limits(network: Network) -> None:
    """Raise BudgetError beyond what a network file may hold and a `Network` may: see section 4a, Limits."""
    units = bits = 0
    for i, layer in enumerate(network.layers, 1):
        units += network.widths[layer.reads(i)] if layer.weight is None else len(layer.weight)
        numbers = [w for row in layer.weight or () for w in row] + list(layer.bias or ())
        others = _numbers_of(layer.activation)
        below = (_common_denominator(numbers, i) * _common_denominator(others, i)).bit_length()
        if below > MOST_DENOMINATOR_BITS:
            raise _long_denominators(i)
        above = max(1, _numerator_bits(numbers)) + _numerator_bits(others) + below
        bits += (len(numbers) + len(others)) * (below + above)
    if units > MOST_WEIGHTS:
        raise BudgetError(f"a network file has at most {MOST_WEIGHTS:,} pre-activations, this network has {units:,}.")
    if bits > MOST_BITS:
        raise BudgetError(
            f"the numbers of a network file have at most {MOST_BITS:,} bits over common denominators, those of this "
            f"network {bits:,}; round its weights."
        )


def _numbers_of(activation: Activation | MaxPool) -> Vector:
    if isinstance(activation, MaxPool):
        return ()
    if activation.name == "leaky_relu":
        return activation.slopes[:1]
    return activation.kinks if activation.name == "clip" else ()


def _numerator_bits(numbers: Iterable[Fraction]) -> int:
    return max((x.numerator.bit_length() for x in numbers), default=0)


def _common_denominator(numbers: Iterable[Fraction], i: int) -> int:
    common = 1
    for denominator in {x.denominator for x in numbers}:
        common = math.lcm(common, denominator)
        if common.bit_length() > MOST_DENOMINATOR_BITS:
            raise _long_denominators(i)
    return common


def _long_denominators(i: int) -> BudgetError:
    return BudgetError(
        f"layer {i}: the common denominator of the numbers of a layer has at most {MOST_DENOMINATOR_BITS:,} bits in a "
        "network file, this one has more; round its weights."
    )


def _layer(record: _LayerRecord, i: int) -> Layer:
    try:
        return Layer(
            None if isinstance(record.weight, msgspec.UnsetType) else _matrix(record.weight),
            None if isinstance(record.bias, msgspec.UnsetType) else _numbers(record.bias, "bias"),
            _activation(record.activation),
            source=None if isinstance(record.source, msgspec.UnsetType) else record.source,
            add=record.add,
        )
    except InputError as error:
        raise InputError(f"layer {i}: {error}") from None


def _matrix(rows: list[list[str]]) -> list[Vector]:
    return [_numbers(row, f"weight[{r}]") for r, row in enumerate(rows)]


def _numbers(texts: list[str], place: str) -> Vector:
    found = []
    for i, text in enumerate(texts):
        try:
            found.append(exact(text))
        except InputError as error:
            raise InputError(f"{place}[{i}]: {error}") from None
    return tuple(found)


def _activation(record: _ActivationRecord) -> Activation | MaxPool:
    if isinstance(record, str):
        return as_activation(record)
    if isinstance(record, _LeakyReLU):
        return leaky_relu(record.slope)
    if isinstance(record, _Clip):
        return clip(record.low, record.high)
    return MaxPool(record.groups)


def is_network_text(text: str) -> bool:
    """Whether a JSON text says that it is a network file; nothing else is looked at."""
    return f'"{FORMAT}"' in text


def read_network(path: str | Path) -> tuple[Network, str]:
    """Return the network in a file of format `exactpl-network/1`, and its text; InputError, with the path, if none."""
    text = documents.read_text(path, _WHAT)
    try:
        return network_of_text(text), text
    except (InputError, BudgetError) as error:
        raise type(error)(f"{path}: {error}") from None


def save_network(network: Network, path: str | Path) -> None:
    """Write a network as a canonical network file; the file appears whole or not at all."""
    documents.write_atomically(path, network_text(network))
