"""What `import exactpl` and the first answers cost over a bare interpreter, each in a fresh process."""

from collections.abc import Iterator
from statistics import median

from benchmarks.measure import Row, Settings, Target, duration
from benchmarks.processes import largest_megabytes, median_seconds, run

_PROGRAMS = (
    ("import exactpl", "import exactpl", Target(39)),
    ("import, make a tent", "import exactpl as xp; xp.zoo.tent()", None),
    ("import, piece_count(tent, 1000)", "import exactpl as xp; xp.piece_count(xp.zoo.tent(), 1000)", None),
    ("import, find_orbit(tent, 3)", "import exactpl as xp; xp.find_orbit(xp.zoo.tent(), 3)", None),
)


def importing(settings: Settings) -> Iterator[Row]:
    run("-c", _PROGRAMS[-1][1])  # compiles what is not compiled
    for name, program, target in _PROGRAMS:
        bare, loaded = [], []
        for _ in range(settings.short_repeats):
            bare.append(run("-c", "pass"))
            loaded.append(run("-c", program))
        added = median(b.seconds - a.seconds for a, b in zip(bare, loaded, strict=True))
        yield Row(
            "import",
            f"{name}: time over a bare start",
            added * 1e3,
            "ms",
            target,
            f"{duration(median_seconds(loaded))}, bare {duration(median_seconds(bare))}; "
            f"peak memory {largest_megabytes(loaded):.1f} MB, bare {largest_megabytes(bare):.1f} MB",
        )
