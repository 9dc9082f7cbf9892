"""The numbers of isolated fixed points of f, f^2, ..., f^300 together, against the orbits that they are read from."""

from collections.abc import Iterator
from functools import partial

import exactpl as xp
from benchmarks import maps
from benchmarks.exact_orbits import exact_orbits
from benchmarks.measure import Row, Settings, Target, counted, pairs_of
from exactpl.dynamics.periods.fixed_counts import FixedCounts

_MOST = 300
_SEEN = 6  # so many are compared with the fixed points themselves


def fixed(settings: Settings) -> Iterator[Row]:
    for name, f in (
        ("tent(19/10)", xp.zoo.tent("19/10")),
        ("random map with 4 breakpoints, 24-bit knots", maps.random_knots(4, 3, bits=24, seed=3)),
    ):
        counting = partial(FixedCounts, f, _MOST)
        found = counting().isolated
        assert all(found[n] == len(xp.fixed_points(f, n).isolated) for n in range(1, _SEEN + 1))
        pairs = pairs_of(counting, partial(exact_orbits, f, _MOST), settings.short_repeats)
        yield Row(
            "fixed",
            f"fixed points of f^n, n <= {_MOST}, / exact orbits: {name}, {counted(maps.fold_count(f), 'fold')}",
            pairs.ratio(),
            "x",
            Target(20),
            pairs.detail("counts", "orbits"),
        )
