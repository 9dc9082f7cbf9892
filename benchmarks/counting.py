"""piece_count against one computation of all critical orbits in plain exact integers."""

from collections.abc import Iterator

import exactpl as xp
from benchmarks import maps
from benchmarks.exact_orbits import exact_orbits
from benchmarks.measure import Pairs, Row, Settings, Target, counted, pairs_of

_K = 1000


def count(settings: Settings) -> Iterator[Row]:
    for name, f, target in (
        ("tent, slope 19/10 rounded to 24 bits", maps.dyadic_tent(), Target(4)),
        ("unimodal, 45-bit non-dyadic data", maps.unimodal_45_bits(), Target(4)),
        ("2 breakpoints, 12-bit slopes, 24-bit values", maps.dyadic_slopes(2, 2, seed=2), Target(4)),
        ("4 breakpoints, 12-bit slopes, 24-bit values", maps.dyadic_slopes(4, 3, seed=4), Target(4)),
        ("4 breakpoints, random 24-bit knots", maps.random_knots(4, 3, bits=24, seed=3), Target(4)),
        ("scrambling map on its interval", maps.scrambling_on_interval(), Target(4)),
        ("network of 20 ReLUs, unclipped, float weights", maps.relu_network(), Target(6)),
    ):
        pairs = _against_orbits(f, settings.short_repeats)
        yield Row(
            "count",
            f"count / exact orbits: {name}, {counted(maps.fold_count(f), 'fold')}",
            pairs.ratio(),
            "x",
            target,
            pairs.detail("piece_count", "orbits"),
        )


def _against_orbits(f: xp.PL, repeats: int) -> Pairs:
    return pairs_of(lambda: xp.piece_count(f, _K), lambda: exact_orbits(f, _K), repeats)


def count_10000(settings: Settings) -> Iterator[Row]:
    f = xp.zoo.tent("19/10")
    pairs = pairs_of(lambda: xp.piece_count(f, 10 * _K), lambda: xp.piece_count(f, _K), settings.repeats)
    yield Row(
        "count-10000",
        "piece_count of tent(19/10), k = 10,000 / k = 1000",
        pairs.ratio(),
        "x",
        Target(150),
        pairs.detail("k = 10,000", "k = 1000"),
    )
