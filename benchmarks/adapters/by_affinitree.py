"""affinitree: f as a decision tree of ReLUs (float64), composed k times on the domain; its terminals are regions.

The domain is the precondition of the tree. Infeasible paths are eliminated as it composes, its default, and once more
at the end. Intervals a few ulps long are dropped and neighbours with equal slopes, to 1 part in 10^9, merged by hand
into pieces.
"""

import warnings
from collections.abc import Iterator
from importlib import import_module
from typing import Any

from benchmarks.adapters.question import Counted, Network, answer, merged_count

_RELATIVE = 1e-9
_ULPS = 2.0**-50  # four times the distance of floats next to 1


def count(affinitree: Any, network: Network, k: int) -> Iterator[Counted]:
    np = import_module("numpy")
    tree_of, affine, schema = affinitree.AffTree, affinitree.AffFunc, affinitree.schema
    lower, upper = float(network.lower), float(network.upper)
    width = len(network.units)
    inner = np.array([[float(u)] for _, u, _ in network.units] + [[1.0]])
    biases = np.array([float(c) for _, _, c in network.units] + [0.0])
    outer = np.array([[float(v) for v, _, _ in network.units] + [float(network.slope)]])
    f = tree_of.identity(1)
    f.apply_func(affine.from_mats(inner, biases))
    for row in range(width):
        f.compose(schema.partial_ReLU(dim=width + 1, row=row))
    f.apply_func(affine.from_mats(outer, np.array([float(network.shift)])))
    f.infeasible_elimination()
    power = tree_of.from_poly(affinitree.Polytope.hyperrectangle(1, [(lower, upper)]), affine.identity(1))
    for _ in range(k):
        power.compose(f)
    power.infeasible_elimination()
    yield "regions", power.num_terminals()
    shortest = _ULPS * max(abs(lower), abs(upper))
    yield "pieces", merged_count(sorted(_regions(power, lower, upper)), shortest, _RELATIVE)


def _regions(tree: Any, lower: float, upper: float) -> Iterator[tuple[float, float, float]]:
    """Yield the left end, right end and slope of each region."""
    for _, node, polytope in tree.polyhedra():
        if not node.is_terminal():
            continue
        a, b = lower, upper
        for factor, bound in zip(polytope.mat.ravel().tolist(), polytope.bias.tolist(), strict=True):
            if factor > 0:
                b = min(b, bound / factor)
            elif factor < 0:
                a = max(a, bound / factor)
        yield a, b, float(node.val.mat[0, 0])


def _load() -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns that PyTorch, which is not needed, is missing
        return import_module("affinitree")


if __name__ == "__main__":
    answer("affinitree", _load, count)
