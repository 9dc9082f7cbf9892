"""regioncam: Regioncam1D (float32), the network unrolled k times with `linear` and `relu`; its edges are regions.

`relu` acts on all columns of a layer, so the linear bypass goes through one more ReLU, which is active on the whole
domain with a margin of 1. Edges a few ulps long are dropped and neighbours with equal slopes, to 1 part in
1000, merged by hand into pieces.
"""

from collections.abc import Iterator
from fractions import Fraction
from importlib import import_module
from typing import Any

from benchmarks.adapters.question import Counted, Network, answer, merged_count

_RELATIVE = 1e-3
_ULPS = 2.0**-21  # four times the distance of floats next to 1


def count(regioncam: Any, network: Network, k: int) -> Iterator[Counted]:
    np = import_module("numpy")

    def array(rows: list[Any]) -> Any:
        return np.array([[float(n) for n in row] if isinstance(row, list) else float(row) for row in rows], np.float32)

    margin = 1 - network.lower
    first = array([[inner for _, inner, _ in network.units] + [1]]), array([c for _, _, c in network.units] + [margin])
    second = (
        array([[outer] for outer, _, _ in network.units] + [[network.slope]]),
        array([network.shift - network.slope * margin]),
    )
    camera = regioncam.Regioncam1D(size=float(network.upper - network.lower))
    camera.linear(array([[Fraction(1)]]), array([(network.lower + network.upper) / 2]))
    for _ in range(k):
        camera.linear(*first)
        camera.relu()
        camera.linear(*second)
    yield "regions", camera.num_edges
    xs, ys = np.ravel(camera.inputs).astype(float), np.ravel(camera.outputs).astype(float)
    wide = np.diff(xs) > _ULPS * max(abs(xs[0]), abs(xs[-1]))
    slopes = np.diff(ys)[wide] / np.diff(xs)[wide]
    regions = zip(xs[:-1][wide].tolist(), xs[1:][wide].tolist(), slopes.tolist(), strict=True)
    yield "pieces", merged_count(list(regions), 0.0, _RELATIVE)


if __name__ == "__main__":
    answer("regioncam", lambda: import_module("regioncam"), count)
