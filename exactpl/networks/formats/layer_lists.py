"""Layer lists: the architecture that a file of tensors lacks, as `NAME:ACTIVATION` for each layer in order.

"0:relu 2:leaky_relu(0.01) 4" reads the tensors 0.weight and 0.bias, then 2.weight and 2.bias, then 4.weight and 4.bias;
where no activation is given it is the identity.
"""

import re
from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

from exactpl.errors import BudgetError, InputError, described
from exactpl.networks.activations import IDENTITY, KINDS, Activation, as_activation, kind_of, one_of
from exactpl.networks.formats.floats import exact_matrix, exact_vector
from exactpl.networks.layer import Layer
from exactpl.networks.network import Network

LayerList: TypeAlias = str | Sequence[str | tuple[str, str | Activation]]

_ENTRY = re.compile(r"(?:[^\s()]|\([^()]*\))+")
_LIST = re.compile(rf"\s*(?:{_ENTRY.pattern}(?:\s+|$))*")
_CALL = re.compile(r"(\w+)\(([^()]*)\)")


def activation_of_text(text: str) -> Activation:
    """Return the activation that people write: relu, abs, hard_tanh, identity, leaky_relu(1/100), clip(0, oo)."""
    match = _CALL.fullmatch(text)
    called = {kind.name: kind for kind in KINDS.values() if kind.keys and kind.is_short}
    kind = None if match is None else called.get(match[1])
    if match is None or kind is None:
        return as_activation(text)
    numbers = [part.strip() for part in match[2].split(",")]
    if len(numbers) == len(kind.keys):
        return kind.make(*(None if part == key.absent else part for key, part in zip(kind.keys, numbers, strict=True)))
    signatures = one_of([each.signature for each in called.values()])
    raise InputError(f"{signatures} is required, found {described(text)}.")


def pairs_of(layers: LayerList) -> list[tuple[str, Activation]]:
    """Return a layer list as pairs (name, activation)."""
    if isinstance(layers, str):
        if _LIST.fullmatch(layers) is None:
            raise InputError(f'a layer list such as "0:relu 2:clip(0, 1) 4" is required, found {described(layers)}.')
        given: list[Any] = _ENTRY.findall(layers)
    elif isinstance(layers, Sequence):
        given = list(layers)
    else:
        raise InputError(f"a layer list is a text or a list, found {described(layers)}.")
    found: list[tuple[str, Activation]] = []
    for each in given:
        if isinstance(each, str):
            name, _, activation = each.partition(":")
            found.append((name, activation_of_text(activation or "identity")))
        elif isinstance(each, tuple) and len(each) == 2:
            name, kind = each
            found.append((name, activation_of_text(kind) if isinstance(kind, str) else as_activation(kind)))
        else:
            raise InputError(f'a layer is "NAME:ACTIVATION" or a pair (name, activation), found {described(each)}.')
    if not found:
        raise InputError('a layer list such as "0:relu 2:relu 4" is required, found none.')
    return found


def network_of_tensors(names: Sequence[str], tensor: Callable[[str], Any], layers: LayerList, origin: str) -> Network:
    """Return the network that a layer list makes of named arrays, read one by one by `tensor`."""
    found = []
    for i, (name, activation) in enumerate(pairs_of(layers), 1):
        prefix = f"{name}." if name else ""
        if f"{prefix}weight" not in names:
            there = ", ".join(sorted(names)) or "none"
            raise InputError(f"layer {i}: {name!a:.40} needs a tensor {prefix}weight, found {there:.200}.")
        bias = f"{prefix}bias"
        try:
            found.append(
                Layer(
                    exact_matrix(tensor(f"{prefix}weight"), f"{prefix}weight"),
                    exact_vector(tensor(bias), bias) if bias in names else None,
                    activation,
                )
            )
        except (InputError, BudgetError) as error:
            raise type(error)(f"layer {i} ({name!a:.40}): {error}") from None
    return Network(found, origin=origin)


def text_of(network: Network) -> str:
    """Return the layer list of a chain of layers, named 0, 1, ..."""
    parts = []
    for i, layer in enumerate(network.layers * network.repeat):
        kind = kind_of(layer.activation)
        if not kind.is_short:
            raise InputError(f"a layer list has no {kind.name}, found layer {i + 1}: {layer!r}; write ONNX or JSON.")
        parts.append(str(i) if layer.activation == IDENTITY else f"{i}:{layer.activation.text()}")
    return " ".join(parts)
