"""How cost grows: seconds against knots, k, n, bits, width, depth and points, and the exponent of growth.

An exponent is the slope of log(seconds) against log(size), fitted to all sizes, and to the last three. Seconds are of
the processor, the least of four. Each question has a process of its own, whose peak memory is told. Sizes go up until
one question takes longer than `_LONGEST`; one that is refused by its budget ends its row.
"""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from importlib.util import find_spec
from itertools import pairwise
from math import log, nan
from pathlib import Path
from random import Random
from time import process_time
from typing import Any, TypeAlias

import exactpl as xp
from benchmarks.measure import Row, Settings, Target, duration
from benchmarks.scaling_peers import (
    Layers,
    Peer,
    composed_floats,
    entropy_by_laps,
    interpolated,
    kinks_on_a_grid,
    network_in_floats,
    period_three_by_z3,
    returns_on_a_grid,
    segments_by_regioncam,
    segments_in_fractions,
)

TENT = xp.zoo.tent("19/10")
_LONGEST = 2.0  # seconds: a size that takes longer is the last
Times: TypeAlias = list[tuple[int, float]]
"""For each size the seconds."""


@dataclass(frozen=True, slots=True)
class Growth:
    """A question asked at growing sizes. `target` bounds the exponent of the last three."""

    name: str
    sizes: Sequence[int]
    question: Callable[[int], Callable[[], object]]
    target: float | None
    peers: Sequence[Peer] = ()


@cache
def _random(knots: int, bits: int, seed: int = 1) -> xp.PL:
    """Return a map of [0, 1] into itself through random knots of so many bits."""
    rng, one = Random(seed), 1 << bits
    xs = sorted({Fraction(rng.getrandbits(bits), one) for _ in range(knots)} - {Fraction(0), Fraction(1)})
    return xp.PL([(x, Fraction(rng.getrandbits(bits), one)) for x in (Fraction(0), *xs, Fraction(1))])


@cache
def _integer(knots: int, seed: int = 1) -> xp.PL:
    """Return a map of [0, m] with integer knots: its critical orbits are finite."""
    rng = Random(seed)
    return xp.PL([(i, rng.randint(0, knots)) for i in range(knots + 1)])


@cache
def _net(width: int, depth: int) -> "xp.networks.Network":
    """Return a network with one input and one output, He weights and biases, multiples of 1/1024."""
    weights, biases = zip(*_layers(width, depth), strict=True)
    return xp.networks.dense(weights, biases)


@cache
def _layers(width: int, depth: int, inputs: int = 1) -> Layers:
    """Return the weights and biases of `_net`."""
    rng = Random(width * 100 + depth)
    widths = [inputs, *[width] * depth, 1]

    def draw(fan: int) -> Fraction:
        return Fraction(round(rng.gauss(0, (2 / fan) ** 0.5) * 1024), 1024)

    weights = [[[draw(a) for _ in range(a)] for _ in range(b)] for a, b in pairwise(widths)]
    return [(weight, [draw(4) for _ in weight]) for weight in weights]


def _points(count: int) -> list[Fraction]:
    return [Fraction(i, count + 7) for i in range(count)]


def _values(f: "xp.PL | xp.networks.Network", count: int) -> Callable[[], object]:
    points = _points(count)
    return lambda: f.values(points)


def _rough(knots: int) -> xp.PL:
    """Return the map of 24 bits that most questions are about."""
    return _random(knots, 24)


def _regions(width: int, depth: int) -> int:
    return len(xp.networks.segments(_net(width, depth), on=(-10, 10)).regions)


def _beside(layers: Callable[[int], Layers], regions: Callable[[int], int]) -> tuple[Peer, ...]:
    return segments_by_regioncam(layers, regions), segments_in_fractions(layers, regions)


_KNOTS = (16, 31, 62, 125, 250, 500, 1000, 2000)
_POWERS = (50, 100, 200, 400, 800, 1600, 3200, 6400)


def _followed(width: int, depth: int) -> Callable[[], object]:
    net = _net(width, depth)
    return lambda: xp.networks.segments(net, on=(-10, 10)).function


def _along(inputs: int) -> Callable[[], object]:
    """Return the question along a line through the cube of so many inputs."""
    weights, biases = zip(*_layers(50, 2, inputs), strict=True)
    net = xp.networks.dense(weights, biases)
    start, direction = ([Fraction(r.randrange(1024), 1024) for _ in range(inputs)] for r in (Random(1), Random(2)))
    return lambda: xp.networks.segments(net, start=start, direction=direction, on=(-10, 10)).function


GROWTHS = (
    Growth("PL(...) / knots", _KNOTS, lambda m: lambda: xp.PL(list(_random(m, 24).knots)), 1.1),
    Growth(
        "f @ g / knots",
        _KNOTS[:6],
        lambda m: lambda: _rough(m) @ _random(m, 24, 2),
        1.3,
        (composed_floats(_rough, lambda m: _random(m, 24, 2)),),
    ),
    Growth(
        "f.values / points",
        (100, 1000, 10_000, 100_000),
        lambda n: _values(_random(100, 12), n),
        1.1,
        (interpolated(_random(100, 12), _points),),
    ),
    Growth("piece_count k = 50, integer / knots", _KNOTS, lambda m: lambda: xp.piece_count(_integer(m), 50), 1.5),
    Growth(
        "piece_count k = 50, 24 bits / knots",
        _KNOTS,
        lambda m: lambda: xp.piece_count(_rough(m), 50),
        1.5,
        (kinks_on_a_grid(_rough, 50),),
    ),
    Growth("piece_count, integer, 81 knots / k", _POWERS, lambda k: lambda: xp.piece_count(_integer(81), k), 1.3),
    Growth("piece_count, 24 bits, 4 knots / k", _POWERS, lambda k: lambda: xp.piece_count(_random(4, 24), k), 2.0),
    Growth(
        "piece_count k = 200, 4 knots / bits",
        (24, 50, 100, 250, 500, 1000, 2000, 4000),
        lambda b: lambda: xp.piece_count(_random(4, b), 200),
        1.0,
    ),
    Growth("fixed_point_count, tent(19/10) / n", _POWERS[:6], lambda n: lambda: xp.fixed_point_count(TENT, n), 2.0),
    Growth(
        "fixed_point_count n = 20 / knots",
        _KNOTS[:5],
        lambda m: lambda: xp.fixed_point_count(_rough(m), 20),
        1.5,
        (returns_on_a_grid(_rough, 20),),
    ),
    Growth(
        "find_orbit, period 3 / knots",
        _KNOTS,
        lambda m: lambda: xp.find_orbit(_rough(m), 3),
        1.3,
        (period_three_by_z3(_rough),),
    ),
    Growth("find_orbit, period 30 / knots", _KNOTS, lambda m: lambda: xp.find_orbit(_random(m, 24), 30), 1.5),
    Growth(
        "find_orbit, 4 knots / period", (10, 20, 40, 80, 160), lambda n: lambda: xp.find_orbit(_random(4, 24), n), 1.5
    ),
    Growth(
        "entropy, 1e-6 / knots", _KNOTS[:6], lambda m: lambda: xp.entropy(_rough(m)), 1.4, (entropy_by_laps(_rough),)
    ),
    Growth("Iterate.lipschitz, 4 knots / k", _POWERS, lambda k: lambda: xp.Iterate(_random(4, 24), k).lipschitz(), 1.5),
    Growth("Iterate.integral, tent(19/10) / k", _POWERS, lambda k: lambda: xp.Iterate(TENT, k).integral(), 2.2),
    Growth(
        "Iterate.integral, 4 knots / k", _POWERS[:5], lambda k: lambda: xp.Iterate(_random(4, 24), k).integral(), 2.2
    ),
    Growth(
        "Iterate.total_variation, 4 knots / k",
        _POWERS,
        lambda k: lambda: xp.Iterate(_random(4, 24), k).total_variation(),
        2.0,
    ),
    Growth(
        "net.values, 1-20-20-1 / points",
        (1000, 4000, 16000),
        lambda n: _values(_net(20, 2), n),
        1.1,
        (network_in_floats(_layers(20, 2), _net(20, 2), _points),),
    ),
    Growth(
        "segments, 1 hidden layer / width",
        (32, 64, 125, 250, 500, 1000),
        lambda w: _followed(w, 1),
        1.2,
        _beside(lambda w: _layers(w, 1), lambda w: _regions(w, 1)),
    ),
    Growth(
        "segments, 2 hidden layers / width",
        (16, 32, 64, 125, 250),
        lambda w: _followed(w, 2),
        2.0,
        _beside(lambda w: _layers(w, 2), lambda w: _regions(w, 2)),
    ),
    Growth(
        "segments, 50 units a layer / depth",
        (2, 4, 8, 16),
        lambda d: _followed(50, d),
        2.0,
        _beside(lambda d: _layers(50, d), lambda d: _regions(50, d)),
    ),
    Growth("segments, 50-50 on a line / inputs", (1, 4, 16, 64, 256, 784), _along, 1.0),
)


def scaling(settings: Settings) -> Iterator[Row]:
    for number, growth in enumerate(GROWTHS):
        times, reached, peak = _asked(number, settings.repeats)
        yield _row(growth.name, times, growth.target, f"all {exponent(times):.2f}", reached, peak)
        for index, peer in enumerate(growth.peers):
            if find_spec(peer.module) is None:
                yield Row("scaling", f"  {peer.name}", nan, "", None, f"{peer.module} is not installed")
                continue
            (times, reached, peak), right = _asked(number, settings.repeats, str(index))
            wrong = [f"{size:,}" for (size, _), is_right in zip(times, right, strict=True) if not is_right]
            verdict = f"wrong at {', '.join(wrong)}" if wrong else "right at all of them"
            yield _row(f"  {peer.name}", times, None, verdict, reached, peak)


def _row(name: str, times: Times, target: float | None, said: str, reached: str, peak: int) -> Row:
    """Return a row with the exponent of the last three sizes, where there are so many."""
    is_fitted = len(times) > 2
    shown = ", ".join(f"{size:,}: {duration(t)}" for size, t in times)
    return Row(
        "scaling",
        name,
        exponent(times[-3:]) if is_fitted else nan,
        "",
        Target(target) if is_fitted and target is not None else None,
        f"{said}; {shown}; {reached}; peak {peak} MB",
    )


def _asked(number: int, repeats: int, *peer: str) -> Any:
    """Return what a process of its own measured."""
    command = [sys.executable, "-m", "benchmarks.scaling", str(number), str(repeats), *peer]
    return json.loads(subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout)


def measured(
    sizes: Sequence[int], question: Callable[[int], Callable[[], object]], repeats: int
) -> tuple[Times, str, int]:
    """Return (size, seconds) for growing sizes, where it ended, and the peak memory of this process in MB."""
    times: Times = []
    for size in sizes:
        call = question(size)
        try:
            first = _seconds(call)
        except xp.BudgetError:
            return times, f"{size:,} is refused", _peak()
        again = [_seconds(call) for _ in range(0 if first > _LONGEST / 4 else min(3, repeats))]
        times.append((size, min([first, *again])))
        if first > _LONGEST:
            return times, f"stopped at {size:,}", _peak()
    return times, "all sizes", _peak()


def measured_peer(sizes: Sequence[int], peer: Peer, repeats: int) -> tuple[tuple[Times, str, int], list[bool]]:
    """Return what `measured` does, of a peer, and whether each answer was right, which is seen after the last one."""
    tests: list[Callable[[object], bool]] = []
    answers: list[object] = []

    def question(size: int) -> Callable[[], object]:
        call, is_right = peer.question(size)
        tests.append(is_right)
        answers.append(None)

        def answered() -> None:
            answers[-1] = call()

        return answered

    found = measured(sizes, question, repeats)
    timed = len(found[0])
    return found, [is_right(answer) for is_right, answer in zip(tests[:timed], answers, strict=False)]


def _peak() -> int:
    """Return the peak resident memory of this process in MB; the kernel's other figure begins with the parent's."""
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) * 1024 // 10**6


def _seconds(call: Callable[[], object]) -> float:
    start = process_time()
    call()
    return process_time() - start


def exponent(times: Sequence[tuple[int, float]]) -> float:
    """Return the slope of log(seconds) against log(size), by least squares."""
    if len(times) < 2:
        return nan
    points = [(log(size), log(seconds)) for size, seconds in times]
    x, y = (sum(column) / len(points) for column in zip(*points, strict=True))
    return float(sum((a - x) * (b - y) for a, b in points) / sum((a - x) ** 2 for a, _ in points))


if __name__ == "__main__":
    asked, often = GROWTHS[int(sys.argv[1])], int(sys.argv[2])
    if len(sys.argv) > 3:
        sys.stdout.write(json.dumps(measured_peer(asked.sizes, asked.peers[int(sys.argv[3])], often)))
    else:
        asked.question(asked.sizes[0])()  # imports, caches
        sys.stdout.write(json.dumps(measured(asked.sizes, asked.question, often)))
