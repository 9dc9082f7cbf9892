"""Entropy enclosed by tables: the time, the rows, and the checker on the certificate. For information."""

from collections.abc import Iterator
from fractions import Fraction
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import exactpl as xp
from benchmarks import maps
from benchmarks.measure import Row, Settings, duration, times_of
from benchmarks.processes import median_seconds, run

_CHECKER = str(Path(xp.__file__).parent / "checker" / "__main__.py")


def entropy(settings: Settings) -> Iterator[Row]:
    bimodal = xp.PL([(0, "1/10"), ("1/3", "9/10"), ("2/3", "1/7"), (1, "4/5")])
    for name, f, width in (
        ("tent of slope 3/2", xp.zoo.tent("3/2"), "1e-7"),
        ("tent of slope 101/100", xp.zoo.tent("101/100"), "1e-6"),
        ("3 pieces, 2 turns", bimodal, "1e-6"),
        ("3 pieces, 2 turns", bimodal, "1e-30"),
        ("network of 20 ReLUs, float weights", maps.relu_network(), "1e-6"),
        ("random map of 101 pieces, 20-bit knots", maps.random_knots(100, 50, bits=20, seed=1), "1e-6"),
    ):
        found = xp.entropy(f, width=width, tables=True)
        rows = found.certificate.text.count('"weight"')
        times = times_of(partial(xp.entropy, f, width=width, tables=True), settings.slow_repeats)
        with TemporaryDirectory(prefix="exactpl-benchmark-") as folder:
            path = Path(folder) / "certificate.json"
            found.certificate.save(path)
            checked = median_seconds([run("-I", "-S", _CHECKER, str(path)) for _ in range(settings.slow_repeats)])
        lower, upper = found.growth
        assert lower is not None
        assert upper is not None
        assert upper - lower <= Fraction(width)
        yield Row(
            "entropy",
            f"entropy by tables, width {width}: {name}",
            median(times),
            "s",
            None,
            f"growth {float(lower):.6f}; {rows} rows, {len(found.certificate.text):,} bytes; "
            f"{duration(min(times))} to {duration(max(times))}; checker {duration(checked)}",
        )
