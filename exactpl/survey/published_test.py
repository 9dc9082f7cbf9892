"""The test of the public notebooks beside arXiv 2210.05212: crossings of the diagonal counted in floats on a grid.

A network counts as having period 3 there if x - F(x) crosses 0 more often than x - f(x) on 163 points of [-1, 1]. F was
meant to be f^3; the loop that makes it starts from values that were already overwritten by f, so it is f^4. Both can be
asked for. This is an observation: nothing is proved by it.
"""

from typing import Any

from exactpl.errors import InputError
from exactpl.networks.layer import Layer
from exactpl.networks.network import Network

POINTS = 163
AS_WRITTEN, AS_MEANT = 4, 3


def counts_more_crossings(network: Network, iterate: int) -> bool:
    """Return whether x - f^iterate(x) crosses 0 more often than x - f(x), as the notebooks count.

    All sums are float64 in a fixed order, so that every machine gets the same.

    >>> from exactpl.networks.network import dense
    >>> tent = dense([[[1], [1]], [[2, -4]]], [[0, "-1/2"], [0]])
    >>> counts_more_crossings(tent, 3)
    True
    """
    import numpy as np

    require_for_notebook(network)
    x = np.linspace(-1.0, 1.0, POINTS)
    with np.errstate(all="ignore"):
        y = first = _image(network, x)
        for _ in range(iterate - 1):
            y = _image(network, y)
        return _crossings(x - y) > _crossings(x - first)


def require_for_notebook(network: object) -> None:
    """Raise InputError unless this is a plain network with one input and one output."""
    if isinstance(network, Network) and (network.inputs, network.outputs) == (1, 1):
        layers = network.layers
        if all(each.source is None and not each.add and each.activation.groups is None for each in layers):
            return
    raise InputError("the test of the notebooks is about plain networks with one input and one output.")


def _image(network: Network, x: Any) -> Any:
    values = [x]
    for _ in range(network.repeat):
        for layer in network.layers:
            values = _layer(layer, values)
    return values[0]


def _layer(layer: Layer, values: list[Any]) -> list[Any]:
    import numpy as np

    units = []
    for i in range(len(values) if layer.weight is None else len(layer.weight)):
        if layer.weight is None:
            z = values[i]
        else:
            z = sum(float(w) * v for w, v in zip(layer.weight[i], values, strict=True))
        if layer.bias is not None:
            z = z + float(layer.bias[i])
        kinks = [float(kink) for kink in layer.activation.kinks]
        place = np.searchsorted(kinks, z, side="left")
        slopes, offsets = (
            np.array([float(t) for t in each]) for each in (layer.activation.slopes, layer.activation.intercepts)
        )
        units.append(slopes[place] * z + offsets[place])
    return units


def _crossings(d: Any) -> int:
    """Count sign changes between neighbours, and across single points where d is 0."""
    between = (d[:-2] * d[1:-1] < 0).sum()
    across = ((d[1:-1] == 0) & (d[:-2] * d[2:] < 0)).sum()
    return int(between + across)
