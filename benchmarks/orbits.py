"""find_orbit for long periods: for information, there is no target."""

from collections.abc import Iterator
from functools import partial
from statistics import median

import exactpl as xp
from benchmarks import maps
from benchmarks.measure import Row, Settings, counted, duration, times_of


def orbit(settings: Settings) -> Iterator[Row]:
    for name, f, n in (
        ("scrambling map", xp.zoo.scrambling(), 30),
        ("network of 20 ReLUs, float weights", maps.relu_network(), 30),
        ("tent of slope 7/5, which has no odd period > 1", xp.zoo.tent("7/5"), 29),
    ):
        verdict = xp.find_orbit(f, n)
        times = times_of(partial(xp.find_orbit, f, n), settings.slow_repeats)
        yield Row(
            "orbit",
            f"find_orbit, period {n}, {name}",
            median(times),
            "s",
            None,
            f"{type(verdict).__name__.lower()}; {counted(len(times), 'run')} "
            f"{duration(min(times))} to {duration(max(times))}",
        )
