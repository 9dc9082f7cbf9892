"""Many random maps: brute force against the counting algorithms, and these against each other.

    python -m tests.soak [--maps 20000] [--seed S] [--seconds N] [--workers W]

For each map f^0, f^1, ... are written out by the oracle as long as they are small, up to f^8; pieces, laps, crossings
and preimages of several levels, fixed points, least periods, sizes and single pieces are compared with what exactpl
says: for all k at once with verify=True, so that both algorithms are asked, and for the last k without. Progress goes
to standard error. At the end: the numbers of maps, comparisons and mismatches; the exit status is 1 if there is a
mismatch, and each map that fails is printed so that it can be pasted. Map number i depends on the seed and on i only.
"""

import argparse
import multiprocessing
import os
import random
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import islice

import exactpl as xp
from tests.bridge import pl
from tests.dynamics.families import powers, refined, related_map, where
from tests.oracles.levels import components, crossings, levels_of
from tests.oracles.maps import (
    Map,
    domain,
    image,
    integral,
    kinks,
    lap_count,
    lipschitz,
    nasty_half_line_map,
    nasty_line_map,
    nasty_self_map,
    piece_count,
    total_variation,
)
from tests.oracles.periods import fixed_point_count, periodic_point_count
from tests.oracles.pieces import locate, piece_list

DENOMINATORS = tuple(range(2, 13))


@dataclass(frozen=True)
class Size:
    """How far brute force goes: the greatest power, the most pieces, the greatest period, the number of levels."""

    upto: int = 8
    most_pieces: int = 600
    period: int = 6
    levels: int = 5


@dataclass
class Outcome:
    """What came out for some maps: how many comparisons, and a text for each mismatch."""

    maps: int = 0
    comparisons: int = 0
    mismatches: list[str] = field(default_factory=list)


def random_map(seed: str, number: int) -> Map:
    """Return the map of that number."""
    rng = random.Random(f"{seed} {number}")
    kind = number % 6
    if kind == 5:
        return related_map(rng)
    draw = (nasty_self_map, nasty_half_line_map, nasty_line_map, nasty_self_map, nasty_self_map)[kind]
    m = draw(rng, rng.randint(0, 7), DENOMINATORS)
    return refined(m, rng) if rng.random() < 0.1 else m


class _Comparison:
    """Compares answers about one map with brute force and keeps the differences."""

    def __init__(self, m: Map, outcome: Outcome, number: int) -> None:
        self.outcome, self.text, self.number = outcome, where(m), number

    def same(
        self,
        question: str,
        expected: object,
        answer: Callable[[], object],
        count: int = 1,
        refusal: type[Exception] | None = None,
    ) -> None:
        """Compare one answer; an exception counts as a mismatch unless it is the expected answer or a fair refusal."""
        self.outcome.comparisons += count
        try:
            found = answer()
        except Exception as error:  # noqa: BLE001 - whatever goes wrong is to be reported with its map
            if type(error) in (expected, refusal):
                return
            found = "".join(traceback.format_exception_only(error)).strip()
        if found != expected:
            self.outcome.mismatches.append(
                f"map {self.number}: f = {self.text}\n    {question}\n    expected {expected}\n    found    {found}"
            )


def check_map(m: Map, number: int, size: Size, outcome: Outcome, rng: random.Random) -> None:
    """Make all comparisons for one map."""
    most_knots = size.most_pieces + 2
    iterates = [power for _, power in powers(m, size.upto, most_knots) if piece_count(power) <= size.most_pieces]
    f, k = pl(m), len(iterates) - 1
    compare = _Comparison(m, outcome, number)
    compare.same(f"iterate(f, {k})", pl(iterates[k]), lambda: xp.iterate(f, k))
    pieces, laps = [piece_count(power) for power in iterates], [lap_count(power) for power in iterates]
    asked = f"(f, upto={k}, verify=True)"
    compare.same(f"piece_counts{asked}", pieces, lambda: xp.piece_counts(f, upto=k, verify=True), k + 1)
    compare.same(f"lap_counts{asked}", laps, lambda: xp.lap_counts(f, upto=k, verify=True), k + 1)
    compare.same(f"piece_count(f, {k})", pieces[k], lambda: xp.piece_count(f, k))
    compare.same(f"lap_count(f, {k})", laps[k], lambda: xp.lap_count(f, k))
    for level in levels_of(m, rng, size.levels):
        _check_level(compare, f, iterates, level)
    _check_fixed_points(compare, f, iterates, min(k, size.period), rng)
    _check_access(compare, f, iterates[k], k, rng)


def _check_level(compare: _Comparison, f: xp.PL, iterates: list[Map], level: Fraction) -> None:
    k = len(iterates) - 1
    across, inside = [crossings(g, level) for g in iterates], [components(g, level) for g in iterates]
    asked = f"(f, '{level}', upto={k}, verify=True)"
    compare.same(
        f"crossing_counts{asked}", across, lambda: xp.crossing_counts(f, level=level, upto=k, verify=True), k + 1
    )
    compare.same(
        f"preimage_counts{asked}", inside, lambda: xp.preimage_counts(f, level=level, upto=k, verify=True), k + 1
    )
    compare.same(f"crossing_count(f, {k}, level='{level}')", across[k], lambda: xp.crossing_count(f, k, level=level))
    compare.same(f"preimage_count(f, {k}, level='{level}')", inside[k], lambda: xp.preimage_count(f, k, level=level))


def _check_fixed_points(compare: _Comparison, f: xp.PL, iterates: list[Map], n: int, rng: random.Random) -> None:
    fixed = [(0, 0, 1), *((j, *fixed_point_count(iterates[j])) for j in range(1, n + 1))]
    compare.same(
        f"fixed_point_counts(f, upto={n}, verify=True)",
        fixed,
        lambda: [(c.n, c.isolated, c.intervals) for c in xp.fixed_point_counts(f, upto=n, verify=True)],
        n + 1,
    )
    points = [0, *(periodic_point_count(iterates, j) for j in range(1, n + 1))]
    compare.same(
        f"periodic_point_counts(f, upto={n})",
        list(enumerate(points)),
        lambda: [(c.n, c.points) for c in xp.periodic_point_counts(f, upto=n)],
        n + 1,
    )
    if n:
        j = rng.randint(1, n)
        compare.same(f"has_least_period(f, {j})", points[j] != 0, lambda: xp.has_least_period(f, j))
        last = fixed[n][1:]
        compare.same(
            f"fixed_point_count(f, {n})",
            last,
            lambda: ((c := xp.fixed_point_count(f, n)).isolated, c.intervals),
        )
        compare.same(f"periodic_point_count(f, {n})", points[n], lambda: xp.periodic_point_count(f, n).points)


def _finite(size: Callable[[Map], Fraction], m: Map) -> object:
    """Return a size, or the exception that exactpl is to raise where it is infinite."""
    try:
        return size(m)
    except ValueError:
        return xp.DomainError


def _check_access(compare: _Comparison, f: xp.PL, power: Map, k: int, rng: random.Random) -> None:
    lazy, expected = xp.Iterate(f, k), piece_list(power)
    n = len(expected)

    def plain(piece: xp.Piece) -> tuple[Fraction | None, Fraction | None, Fraction, Fraction]:
        return (piece.domain.lower, piece.domain.upper, piece.slope, piece.intercept)

    F = f"Iterate(f, {k})"
    refusal = xp.DomainError if None in domain(power) else None  # finite or not
    for name, size in (("total_variation", total_variation), ("integral", integral)):
        compare.same(f"{F}.{name}()", _finite(size, power), getattr(lazy, name), refusal=refusal)
    compare.same(f"{F}.lipschitz()", lipschitz(power), lambda: lazy.lipschitz())
    compare.same(f"{F}.image()", image(power), lambda: tuple(lazy.image()))
    for i in sorted({0, n - 1, rng.randrange(n), rng.randrange(n)}):
        compare.same(f"{F}.piece({i})", expected[i], lambda i=i: plain(lazy.piece(i)))
        compare.same(f"{F}.piece({i - n})", expected[i], lambda i=i: plain(lazy.piece(i - n)))
    for outside in (n, -n - 1):
        compare.same(f"{F}.piece({outside})", IndexError, lambda i=outside: lazy.piece(i))
    i = rng.randrange(n)
    j = min(n, i + 4)
    compare.same(f"{F}.pieces({i}, {j})", expected[i:j], lambda: [plain(piece) for piece in lazy.pieces(i, j)], j - i)
    for x in rng.sample(kinks(power), min(2, n - 1)):
        for side in (-1, 1):
            number = locate(power, x, side)
            compare.same(f"{F}.locate('{x}', side={side})", number, lambda x=x, s=side: lazy.locate(x, side=s))


def check_numbers(seed: str, numbers: range, size: Size) -> Outcome:
    """Check the maps of these numbers."""
    outcome = Outcome()
    for number in numbers:
        m = random_map(seed, number)
        try:
            check_map(m, number, size, outcome, random.Random(f"{seed} {number} questions"))
        except Exception:  # noqa: BLE001 - a fault outside the answers is to be reported with its map too
            outcome.mismatches.append(f"map {number}: f = {where(m)}\n    {traceback.format_exc()}")
        outcome.maps += 1
    return outcome


def _one_chunk(job: tuple[str, range, Size]) -> Outcome:
    return check_numbers(*job)


def soak(maps: int, seed: str, seconds: float | None, workers: int, size: Size, chunk: int = 20) -> Outcome:
    """Check that many maps, or as many as there is time for, and report progress on standard error."""
    jobs = ((seed, range(i, min(i + chunk, maps)), size) for i in range(0, maps, chunk))
    total, start, shown = Outcome(), time.monotonic(), 0.0

    def results() -> Iterator[Outcome]:
        if workers == 1:
            yield from map(_one_chunk, jobs)
            return
        with multiprocessing.Pool(workers) as pool:
            while batch := list(islice(jobs, 4 * workers)):  # small batches, so that the clock is looked at
                yield from pool.imap_unordered(_one_chunk, batch)

    for outcome in results():
        total.maps += outcome.maps
        total.comparisons += outcome.comparisons
        total.mismatches += outcome.mismatches
        for text in outcome.mismatches:
            sys.stdout.write(text + "\n")
            sys.stdout.flush()
        elapsed = time.monotonic() - start
        if elapsed - shown >= 5:
            shown = elapsed
            sys.stderr.write(f"{elapsed:7.0f} s  {_numbers(total)}\n")
        if seconds is not None and elapsed > seconds:
            break
    return total


def _numbers(outcome: Outcome) -> str:
    return f"{outcome.maps:,} maps, {outcome.comparisons:,} comparisons, {len(outcome.mismatches):,} mismatches"


def main(arguments: list[str] | None = None) -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.soak", description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--maps", type=int, default=20_000)
    parser.add_argument("--seed", default="soak")
    parser.add_argument("--seconds", type=float, default=None, help="stop after about so many seconds")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--upto", type=int, default=Size.upto, help="the greatest power")
    parser.add_argument("--most-pieces", type=int, default=Size.most_pieces, help="the most pieces of a power")
    options = parser.parse_args(arguments)
    size = Size(upto=options.upto, most_pieces=options.most_pieces)
    total = soak(options.maps, options.seed, options.seconds, options.workers, size)
    sys.stdout.write(_numbers(total) + "\n")
    return 1 if total.mismatches else 0


if __name__ == "__main__":
    sys.exit(main())
