"""f^k listed: against the textbook algorithm and lists of floats, its memory, and with large denominators."""

import gc
import tracemalloc
from collections.abc import Iterator
from fractions import Fraction
from functools import partial
from statistics import median

import exactpl as xp
from benchmarks import floats, textbook
from benchmarks.measure import Row, Settings, Target, duration, pairs_of, times_of
from exactpl.arithmetic.rationals import Real, rational

_EXPLICIT = 20
_TEXTBOOK = 14


def iterate(settings: Settings) -> Iterator[Row]:
    tent = xp.zoo.tent()
    knots = _knots(tent)
    assert textbook.iterate(knots, 8) == _knots(xp.iterate(tent, 8))
    pairs = pairs_of(lambda: textbook.iterate(knots, _TEXTBOOK), lambda: _expanded(tent, _EXPLICIT), settings.repeats)
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


def _expanded(f: xp.PL, k: int) -> xp.PL:
    """Return f^k with all numbers computed: `iterate` itself leaves them until they are needed."""
    power = xp.iterate(f, k)
    power._graph.x.nbytes()
    power._graph.y.nbytes()
    return power


def _traced_bytes(f: xp.PL, k: int) -> tuple[int, int]:
    """Return the memory that f^k keeps, and the most there was while it was made, as tracemalloc sees it."""
    gc.collect()
    tracemalloc.start()
    try:
        before, _ = tracemalloc.get_traced_memory()
        power = _expanded(f, k)
        gc.collect()
        after, peak = tracemalloc.get_traced_memory()
        del power
    finally:
        tracemalloc.stop()
    return after - before, peak - before


def iterate_large(settings: Settings) -> Iterator[Row]:
    f = xp.zoo.tent("19/10")
    knots = _knots(f)
    pairs = pairs_of(lambda: textbook.iterate(knots, _TEXTBOOK), lambda: _expanded(f, _TEXTBOOK), settings.slow_repeats)
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
        times = times_of(partial(_expanded, f, k), settings.slow_repeats)
        kept, _ = _traced_bytes(f, k)
        yield Row(
            "iterate-large",
            f"tent(19/10)^{k}, {pieces:,} pieces",
            median(times) * 1e3,
            "ms",
            None,
            f"a piece {duration(median(times) / pieces)}, {kept / pieces:.0f} bytes (tracemalloc)",
        )


def iterate_floats(settings: Settings) -> Iterator[Row]:
    tent = xp.zoo.tent()
    columns = floats.iterate([(float(x), float(y)) for x, y in tent.knots], 10)  # dyadic: no float is rounded
    assert all(x == a and y == b for (x, y), a, b in zip(xp.iterate(tent, 10).knots, *columns, strict=True))
    for name, f, target in (("tent", tent, Target(0.2)), ("tent(19/10)", xp.zoo.tent("19/10"), None)):
        knots = [(float(x), float(y)) for x, y in f.knots]
        exact, approximate = len(xp.iterate(f, _EXPLICIT).knots), len(floats.iterate(knots, _EXPLICIT)[0])
        note = f"{exact:,} knots, {approximate:,} in floats"
        for what, call, bound, repeats in (
            ("", partial(xp.iterate, f, _EXPLICIT), target, settings.repeats),
            (", all numbers", partial(_expanded, f, _EXPLICIT), None, settings.repeats),
            (", list(knots)", partial(_with_all_knots, f, _EXPLICIT), None, settings.slow_repeats),
        ):
            pairs = pairs_of(call, partial(floats.iterate, knots, _EXPLICIT), repeats)
            yield Row(
                "iterate-floats",
                f"{name}^{_EXPLICIT}{what} / lists of floats",
                pairs.ratio(),
                "x",
                bound,
                f"{pairs.detail('exactpl', 'floats')}; {note}",
            )


def _with_all_knots(f: xp.PL, k: int) -> list[tuple[Real, Real]]:
    return list(xp.iterate(f, k).knots)


def _knots(f: xp.PL) -> list[tuple[Fraction, Fraction]]:
    return [(rational(x), rational(y)) for x, y in f.knots]
