"""Large cases, where brute force ends: many knots, long numbers, large k. Two algorithms, or residues, must agree.

    python -m tests.soak_large [--maps 100] [--seed S] [--kinds knots bits markov]

For each kind so many maps: with 200 to 2,000 knots; with numbers of 500 to 3,000 bits; with integer knots and k up to
100,000. Many knots and long numbers are counted a second time by other algorithms, orbits followed in plain Fractions,
and certificates go through the checker. For large k the oracle counts modulo primes, step by step. At the end: the
numbers of maps, comparisons and mismatches; the exit status is 1 if there is a mismatch.
"""

import argparse
import random
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import exp, log

import numpy as np

import exactpl as xp
from exactpl.dynamics.orbits.critical_orbits import CriticalOrbits
from exactpl.dynamics.orbits.self_map import SelfMap
from tests.dynamics.jump_sums import BySeries, ByWords, numbers

PRIME = (1 << 31) - 19  # not 2^31 - 1: modulo that one 2^31 = 1, and kinks of slopes 2^31 and 1 vanish


@dataclass
class Outcome:
    """What came out so far."""

    maps: int = 0
    comparisons: int = 0
    mismatches: list[str] = field(default_factory=list)

    def same(self, what: str, expected: object, found: object, count: int = 1) -> None:
        """Compare an answer."""
        self.comparisons += count
        if expected != found:
            self.mismatches.append(f"{what}\n    expected {expected!s:.300}\n    found    {found!s:.300}")


def random_map(rng: random.Random, knots: int, bits: int, reach: Fraction = Fraction(1)) -> xp.PL:
    """Return a map of [0, 1] into itself through random knots; neighbouring values differ by at most `reach`."""
    one = 1 << bits
    xs = sorted({Fraction(rng.getrandbits(bits), one) for _ in range(knots)} - {Fraction(0), Fraction(1)})
    ys = [Fraction(rng.getrandbits(bits), one)]
    for _ in range(len(xs) + 1):
        low, high = max(ys[-1] - reach, Fraction(0)), min(ys[-1] + reach, Fraction(1))
        ys.append(low + (high - low) * Fraction(rng.getrandbits(bits), one))
    if rng.random() < 0.3:  # a flat piece
        i = rng.randrange(len(ys) - 1)
        ys[i + 1] = ys[i]
    return xp.PL(list(zip([Fraction(0), *xs, Fraction(1)], ys, strict=True)))


def check_orbits(outcome: Outcome, f: xp.PL, length: int, chosen: Sequence[int]) -> None:
    """Compare the places of some critical orbits with exact points."""
    orbits = CriticalOrbits(SelfMap.of(f), length)
    vertices = orbits.vertices
    for c in chosen:
        y, expected = vertices[c], []
        for _ in range(length):
            index = sum(1 for v in vertices if v < y) if len(vertices) < 50 else int(np.searchsorted(vertices, y))
            expected.append((index, index < len(vertices) and vertices[index] == y))
            y = f(y)
        found = [(place.index, place.is_vertex) for place in orbits.orbits[c].places]
        outcome.same(f"orbit of vertex {c} of {f}", expected, found, length)


def check_knots(outcome: Outcome, rng: random.Random) -> None:
    """One map with 200 to 2,000 knots."""
    knots = round(exp(rng.uniform(log(200), log(2_000))))
    f = random_map(rng, knots, rng.choice((12, 24)), rng.choice((Fraction(1), Fraction(1, 20))))
    k = 8
    outcome.same(f"piece_counts of {f}", xp.piece_counts(f, upto=k, verify=True)[k], xp.piece_count(f, k), k)
    outcome.same(f"lap_counts of {f}", xp.lap_counts(f, upto=k, verify=True)[k], xp.lap_count(f, k), k)
    g = SelfMap.of(f)
    n = 5 if knots < 700 else 2
    outcome.same(f"fixed points of {f}", numbers(BySeries(g, n)), numbers(ByWords(g, n)), 2 * n)
    check_orbits(outcome, f, 12, rng.sample(range(len(f.breakpoints)), 5))
    verdict = xp.find_orbit(f, 3)
    if isinstance(verdict, xp.Proved):
        outcome.same(f"the orbit of {f}", "accept", xp.check(verdict.certificate).verdict)
    else:
        outcome.same(f"no orbit of {f}", False, xp.has_least_period(f, 3))


def check_bits(outcome: Outcome, rng: random.Random) -> None:
    """One map with a few knots of 500 to 3,000 bits."""
    bits = round(exp(rng.uniform(log(500), log(3_000))))
    f = random_map(rng, rng.randint(1, 8), bits, rng.choice((Fraction(1), Fraction(1, 3))))
    k = 24
    outcome.same(f"piece_counts of {bits} bits", xp.piece_counts(f, upto=k, verify=True)[k], xp.piece_count(f, k), k)
    outcome.same(f"lap_counts of {bits} bits", xp.lap_counts(f, upto=k, verify=True)[k], xp.lap_count(f, k), k)
    g = SelfMap.of(f)
    if f.breakpoints:
        outcome.same(f"fixed points of {bits} bits", numbers(BySeries(g, 8)), numbers(ByWords(g, 8)), 16)
        check_orbits(outcome, f, 16, range(min(len(f.breakpoints), 3)))
    certificate = xp.decide(xp.claims.PieceCount(f, k=k)).certificate
    outcome.same(f"the certificate of {bits} bits", "accept", xp.check(certificate).verdict)


class Residues:
    """A map with integer knots 0..m, followed step by step modulo a prime: an oracle for large k."""

    def __init__(self, ys: Sequence[int]) -> None:
        self.ys = np.array(ys)
        rise = np.diff(self.ys)
        self.slopes = rise
        self.low, self.high = np.minimum(self.ys[:-1], self.ys[1:]), np.maximum(self.ys[:-1], self.ys[1:])

    def pieces(self, k: int) -> int:
        """Return the number of pieces of f^k modulo the prime.

        Each cell between integers is followed by itself: its pieces are those of f^(k-1) on the cells that it covers,
        joined at the integers between at which f^(k-1) has no kink. One-sided slopes are known by their residues.
        """
        cells = len(self.slopes)
        pieces = np.ones(cells, dtype=np.int64)
        right = np.ones(cells + 1, dtype=np.int64)  # the slope of f^j right of each integer, and left of it
        left = np.ones(cells + 1, dtype=np.int64)
        to_right = np.append(self.slopes, 1)  # at the ends of the domain the side outside is never asked about
        to_left = np.insert(self.slopes, 0, 1)
        for _ in range(k):
            smooth = (right == left).astype(np.int64)
            smooth[[0, -1]] = 0
            sums = np.insert(np.cumsum(pieces), 0, 0)
            joints = np.insert(np.cumsum(smooth), 0, 0)
            between = np.maximum(self.high - 1 - self.low, 0)  # the integers inside the image
            inner = joints[self.low + 1 + between] - joints[self.low + 1]
            covered = sums[self.high] - sums[self.low] - inner
            pieces = np.where(self.slopes == 0, 1, covered) % PRIME
            at_image_right, at_image_left = right[self.ys], left[self.ys]
            right = to_right * np.where(to_right > 0, at_image_right, at_image_left) % PRIME
            left = to_left * np.where(to_left > 0, at_image_left, at_image_right) % PRIME
        smooth = (right == left)[1:-1].sum()
        return int((pieces.sum() - smooth) % PRIME)

    def fixed_points(self, n: int) -> int:
        """Return the number of fixed points of f^n modulo the prime, where all slopes are 0 or at least 2 in size."""
        cells = len(self.slopes)
        steps = np.zeros((cells, cells), dtype=object)
        for i in range(cells):
            if self.slopes[i]:
                steps[i, self.low[i] : self.high[i]] = 1
        power, square, exponent = np.eye(cells, dtype=object).astype(object), steps, n
        while exponent:
            if exponent & 1:
                power = power.dot(square) % PRIME
            square = square.dot(square) % PRIME
            exponent >>= 1
        total = int(np.trace(power))
        for x in range(cells + 1):
            y = x
            for _ in range(n):
                y = int(self.ys[y])
            if y == x:
                total += 1 - self._germs_that_return(x, n)
        return total % PRIME

    def _germs_that_return(self, x: int, n: int) -> int:
        found = 0
        for start in (-1, 1):
            y, side = x, start
            for _ in range(n):
                cell = y if side > 0 else y - 1
                if not 0 <= cell < len(self.slopes):
                    side = 0
                    break
                side *= int(np.sign(self.slopes[cell]))
                y = int(self.ys[y])
                if not side:
                    break
            found += side == start
        return found


def check_markov(outcome: Outcome, rng: random.Random) -> None:
    """One map with integer knots, and k up to 100,000."""
    m = rng.randint(2, 40)
    ys = [rng.randint(0, m) for _ in range(m + 1)]
    f, oracle = xp.PL(list(enumerate(ys))), Residues(ys)
    for _ in range(2):
        k = round(exp(rng.uniform(0, log(100_000))))
        outcome.same(f"piece_count(f, {k}), f through {ys}", oracle.pieces(k), xp.piece_count(f, k) % PRIME)
    expanding = [ys[0]]
    while len(expanding) <= m:
        ways = [y for y in range(m + 1) if abs(y - expanding[-1]) != 1]
        expanding.append(rng.choice(ways))
    g, oracle = xp.PL(list(enumerate(expanding))), Residues(expanding)
    n = round(exp(rng.uniform(0, log(100_000))))
    found = xp.fixed_point_count(g, n)
    outcome.same(f"fixed_point_count(f, {n}), f through {expanding}", oracle.fixed_points(n), found.isolated % PRIME)
    outcome.same(f"intervals of fixed points, {n}, {expanding}", 0, found.intervals)


KINDS: dict[str, Callable[[Outcome, random.Random], None]] = {
    "knots": check_knots,
    "bits": check_bits,
    "markov": check_markov,
}


def soak(kinds: Sequence[str], maps: int, seed: str) -> Outcome:
    """Check so many maps of each kind; map number i of a kind depends on the seed, the kind and on i only."""
    outcome, start = Outcome(), time.monotonic()
    for kind in kinds:
        for number in range(maps):
            before = len(outcome.mismatches)
            with xp.budget(seconds=600):
                KINDS[kind](outcome, random.Random(f"{seed} {kind} {number}"))
            outcome.maps += 1
            for text in outcome.mismatches[before:]:
                sys.stdout.write(f"{kind} {number}: {text}\n")
                sys.stdout.flush()
        sys.stderr.write(f"{time.monotonic() - start:7.0f} s  {kind} done: {summary(outcome)}\n")
    return outcome


def summary(outcome: Outcome) -> str:
    return f"{outcome.maps:,} maps, {outcome.comparisons:,} comparisons, {len(outcome.mismatches):,} mismatches"


def main(arguments: list[str] | None = None) -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.soak_large", description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--maps", type=int, default=100, help="of each kind")
    parser.add_argument("--seed", default="large")
    parser.add_argument("--kinds", nargs="+", choices=KINDS, default=list(KINDS))
    options = parser.parse_args(arguments)
    outcome = soak(options.kinds, options.maps, options.seed)
    sys.stdout.write(summary(outcome) + "\n")
    return 1 if outcome.mismatches else 0


if __name__ == "__main__":
    sys.exit(main())
