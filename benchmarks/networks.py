"""Networks along a line: regions against the textbook algorithm, streams in bounded memory, regioncam beside them."""

import sys
from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from itertools import pairwise
from random import Random
from statistics import median
from typing import Any

import exactpl as xp
from benchmarks import textbook_network
from benchmarks.measure import Row, Settings, Target, duration, pairs_of, times_of
from benchmarks.processes import run

_WIDTHS = (1, 50, 50, 50, 1)
_STREAM = (
    "import sys, exactpl as xp\n"
    "tent = xp.networks.dense([[[1], [1]], [[2, -4]]], [[0, '-1/2'], [0]])\n"
    "net = xp.networks.Network(tent.layers * int(sys.argv[1]))\n"
    "print(sum(1 for _ in xp.networks.regions(net, on=(0, 1))))\n"
)


def random_layers(widths: tuple[int, ...], seed: int) -> list[tuple[list[list[Fraction]], list[Fraction]]]:
    """Return He-normal weights and standard normal biases, rounded to multiples of 1/1024: exact in float32."""
    rng = Random(seed)

    def number(deviation: float) -> Fraction:
        return Fraction(round(rng.gauss(0, deviation) * 1024), 1024)

    return [
        ([[number((2 / m) ** 0.5) for _ in range(m)] for _ in range(n)], [number(1) for _ in range(n)])
        for m, n in pairwise(widths)
    ]


def segments(settings: Settings) -> Iterator[Row]:
    for seed in range(3):
        layers = random_layers(_WIDTHS, seed)
        network = xp.networks.dense([weight for weight, _ in layers], [bias for _, bias in layers])
        exact = partial(xp.networks.segments, network, on=(-10, 10))
        plain = partial(textbook_network.regions, layers, Fraction(-10), Fraction(10))
        found, points = exact(), plain()
        assert len(found.regions) == len(points) - 1
        assert all(found.function(t) == y[0] for t, y in points)
        pairs = pairs_of(exact, plain, settings.slow_repeats)
        yield Row(
            "segments",
            f"{'-'.join(map(str, _WIDTHS))} on [-10, 10], segments / textbook: {len(found.regions)} regions",
            pairs.ratio(),
            "x",
            Target(1 / 3),
            pairs.detail("exactpl", "textbook"),
        )
        yield from _beside_regioncam("segments", layers, len(found.regions), exact, (-10.0, 10.0), settings)


def _beside_regioncam(
    name: str, layers: Any, regions: int, exact: Any, ends: tuple[float, float], settings: Settings
) -> Iterator[Row]:
    """Yield the time of regioncam (float32) on the same network, where it is installed, and what it counts."""
    if find_spec("regioncam") is None:
        return
    call = regioncam_of(layers, ends)
    counted = int(call().num_edges)
    pairs = pairs_of(exact, call, settings.repeats)
    yield Row(
        name,
        f"the same, exactpl / regioncam (float32), which counts {counted} of {regions}",
        pairs.ratio(),
        "x",
        Target(10),
        pairs.detail("exactpl", "regioncam"),
    )


def regioncam_of(layers: Any, ends: tuple[float, float], active: int = 1) -> Callable[[], Any]:
    """Return the call of regioncam; a ReLU follows each of `active` layers but the last."""
    import numpy as np

    tool = import_module("regioncam")
    arrays = [
        (np.array([[float(w) for w in row] for row in weight], np.float32).T.copy(), np.array(bias, np.float32))
        for weight, bias in layers
    ]
    lower, upper = ends

    def call() -> Any:
        camera = tool.Regioncam1D(size=upper - lower)  # centred at 0
        camera.linear(np.array([[1.0]], np.float32), np.array([(lower + upper) / 2], np.float32))
        for number, (weight, bias) in enumerate(arrays, 1):
            camera.linear(weight, bias)
            if number < len(arrays) and (number - 1) % active == 0:
                camera.relu()
        return camera

    return call


def stream(settings: Settings) -> Iterator[Row]:
    """Count the regions of tent^k as a ReLU network with 2k layers, in a process of its own."""
    small = run("-c", _STREAM, "8")
    runs = [run("-c", _STREAM, "17") for _ in range(settings.slow_repeats)]
    assert {each.output.strip() for each in runs} == {str(2**17)}
    peak, times = max(each.peak for each in runs), [each.seconds for each in runs]
    yield Row(
        "stream",
        "peak memory for 131,072 regions / for 256",
        peak / small.peak,
        "x",
        Target(1.25),
        f"{peak / 1e6:.1f} MB, {small.peak / 1e6:.1f} MB",
    )
    yield Row(
        "stream",
        "131,072 regions of tent^17 as a network of 34 layers",
        median(times),
        "s",
        None,
        f"{len(runs)} runs {duration(min(times))} to {duration(max(times))}",
    )
    if find_spec("regioncam") is not None:
        half = ([[Fraction(1)], [Fraction(1)]], [Fraction(0), Fraction(-1, 2)])
        out = ([[Fraction(2), Fraction(-4)]], [Fraction(0)])
        call = regioncam_of([half, out] * 17, (0.0, 1.0), active=2)
        counted = int(call().num_edges)
        yield Row(
            "stream",
            f"the same by regioncam (float32), in this process; it counts {counted}",
            median(times_of(call, settings.slow_repeats)),
            "s",
            None,
            f"Python {sys.version_info.major}.{sys.version_info.minor}",
        )
