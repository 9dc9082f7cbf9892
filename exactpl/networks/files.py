"""Network files, `exactpl-network/1`: see docs/certificates.md, section 4a."""

from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any, Generic, TypeVar, Union

import msgspec

from exactpl import documents
from exactpl.arithmetic.rationals import exact, file_rational
from exactpl.errors import BudgetError, InputError
from exactpl.networks.activations import IDENTITY, KINDS, Activation, ActivationKind, as_activation, kind_of
from exactpl.networks.layer import Layer, Vector
from exactpl.networks.network import Network, require_network
from exactpl.networks.sizes import (
    MOST_BITS,
    MOST_DENOMINATOR_BITS,
    MOST_NUMBERS,
    MOST_UNITS,
    LongDenominators,
    sizes_of,
)

FORMAT = "exactpl-network/1"
_WHAT = f"network file ({FORMAT})"


_Of = TypeVar("_Of")  # the records of activations that are objects


class _LayerRecord(msgspec.Struct, Generic[_Of], forbid_unknown_fields=True):
    activation: str | _Of = "identity"
    add: list[int] = []
    bias: list[str] | msgspec.UnsetType = msgspec.UNSET
    source: int | msgspec.UnsetType = msgspec.field(default=msgspec.UNSET, name="from")
    weight: list[list[str]] | msgspec.UnsetType = msgspec.UNSET


class _NetworkRecord(msgspec.Struct, Generic[_Of], forbid_unknown_fields=True):
    format: str
    layers: list[_LayerRecord[_Of]]
    inputs: int | msgspec.UnsetType = msgspec.UNSET
    repeat: int = 1


@cache
def _record(kinds: tuple[ActivationKind, ...]) -> Any:
    """Return the type of the record of a network file with activations of these kinds."""
    records = tuple(
        msgspec.defstruct(
            kind.name, [(key.name, key.stored) for key in kind.keys], tag=kind.name, forbid_unknown_fields=True
        )
        for kind in kinds
        if kind.keys
    )
    network_record: Any = _NetworkRecord
    return network_record[Union[records]]  # noqa: UP007 - a union of what is in a table


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


def _activation_tree(activation: Activation) -> object:
    kind = kind_of(activation)
    if not kind.keys:
        return kind.name
    values = zip(kind.keys, activation.arguments, strict=True)
    return {**{key.name: _argument_tree(value) for key, value in values}, "type": kind.name}


def _argument_tree(value: object) -> object:
    if isinstance(value, tuple):
        return [list(group) for group in value]
    return file_rational(value) if isinstance(value, Fraction) else None


def network_of_text(text: str) -> Network:
    """Return the network that the text of a network file defines; InputError for any other text."""
    record: _NetworkRecord[Any] = documents.load(text, _record(tuple(KINDS.values())), _WHAT)
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
    """Raise BudgetError where a `Network` is larger than a network file may be: see section 4a, Limits."""
    sizes = sizes_of(network)
    if isinstance(sizes, LongDenominators):
        raise BudgetError(
            f"layer {sizes.layer}: the common denominator of the numbers of a layer has at most "
            f"{MOST_DENOMINATOR_BITS:,} bits in a network file, this one has more; round its weights."
        )
    if sizes.numbers > MOST_NUMBERS:
        raise BudgetError(
            f"a network file has at most {MOST_NUMBERS:,} weights, biases and places of values and groups, this "
            f"network has {sizes.numbers:,}; take a part."
        )
    if sizes.units > MOST_UNITS:
        raise BudgetError(
            f"a network file has at most {MOST_UNITS:,} pre-activations, this network has {sizes.units:,}."
        )
    if sizes.bits > MOST_BITS:
        raise BudgetError(
            f"the numbers of a network file have at most {MOST_BITS:,} bits over common denominators, those of this "
            f"network {sizes.bits:,}; round its weights."
        )


def _layer(record: _LayerRecord[Any], i: int) -> Layer:
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


def _activation(record: Any) -> Activation:
    if isinstance(record, str):
        return as_activation(record)
    kind = KINDS[type(record).__name__]
    return kind.make(*(getattr(record, key.name) for key in kind.keys))


def is_network_text(text: str) -> bool:
    """Whether a JSON text says that it is a network file; nothing else is looked at."""
    return f'"{FORMAT}"' in text


def read_network(path: str | Path) -> tuple[Network, str]:
    """Return the network in a file of format `exactpl-network/1` and its text; InputError, with the path, otherwise."""
    text = documents.read_text(path, _WHAT)
    try:
        return network_of_text(text), text
    except (InputError, BudgetError) as error:
        raise type(error)(f"{path}: {error}") from None


def save_network(network: Network, path: str | Path) -> None:
    """Write a network as a canonical network file; the file appears whole or not at all."""
    documents.write_atomically(path, network_text(network))
