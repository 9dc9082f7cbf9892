"""f^k listed: against the textbook algorithm, its memory, and with large denominators."""

import gc
import tracemalloc
from collections.abc import Iterator
from functools import partial
from statistics import median

import exactpl as xp
from benchmarks import textbook
from benchmarks.measure import Row, Settings, Target, duration, pairs_of, times_of

_EXPLICIT = 20
_TEXTBOOK = 14


def iterate(settings: Settings) -> Iterator[Row]:
    tent = xp.zoo.tent()
    knots = list(tent.knots)
    assert textbook.iterate(knots, 8) == list(xp.iterate(tent, 8).knots)
    pairs = pairs_of(lambda: textbook.iterate(knots, _TEXTBOOK), lambda: xp.iterate(tent, _EXPLICIT), settings.repeats)
    per_piece = 2.0 ** (_EXPLICIT - _TEXTBOOK)
    yield Row(
        "iterate",
        f"tent^{_EXPLICIT} per piece, textbook at k = {_TEXTBOOK} / exactpl",
        pairs.ratio(per_piece),
        "x",
        Target(30, is_least=True),
        pairs.detail("textbook", "exactpl", per_piece)
        + f"; a piece {duration(median(pairs.first) / 2**_TEXTBOOK)}, {duration(median(pairs.second) / 2**_EXPLICIT)}",
    )
    kept, peak = _traced_bytes(tent, _EXPLICIT)
    yield Row(
        "iterate",
        f"memory that tent^{_EXPLICIT} keeps, bytes a piece",
        kept / 2**_EXPLICIT,
        "bytes",
        Target(100),
        f"by tracemalloc; while it is made at most {peak / 2**_EXPLICIT:.0f} bytes a piece",
    )


def _traced_bytes(f: xp.PL, k: int) -> tuple[int, int]:
    """Return the memory that f^k keeps, and the most there was while it was made, as tracemalloc sees it."""
    gc.collect()
    tracemalloc.start()
    try:
        before, _ = tracemalloc.get_traced_memory()
        power = xp.iterate(f, k)
        gc.collect()
        after, peak = tracemalloc.get_traced_memory()
        del power
    finally:
        tracemalloc.stop()
    return after - before, peak - before


def iterate_large(settings: Settings) -> Iterator[Row]:
    f = xp.zoo.tent("19/10")
    knots = list(f.knots)
    pairs = pairs_of(
        lambda: textbook.iterate(knots, _TEXTBOOK), lambda: xp.iterate(f, _TEXTBOOK), settings.slow_repeats
    )
    yield Row(
        "iterate-large",
        f"tent(19/10)^{_TEXTBOOK}, textbook / exactpl",
        pairs.ratio(),
        "x",
        None,
        pairs.detail("textbook", "exactpl"),
    )
    for k in (16, 17, 18):
        pieces = len(xp.iterate(f, k).pieces)
        times = times_of(partial(xp.iterate, f, k), settings.slow_repeats)
        kept, _ = _traced_bytes(f, k)
        yield Row(
            "iterate-large",
            f"tent(19/10)^{k}, {pieces:,} pieces",
            median(times) * 1e3,
            "ms",
            None,
            f"a piece {duration(median(times) / pieces)}, {kept / pieces:.0f} bytes (tracemalloc)",
        )
