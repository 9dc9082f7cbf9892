"""piece_count_bounds: bounds for the number of maximal affine pieces of f^k on J."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..arithmetic import rationals
from ..arithmetic.intervals import Interval
from ..claims.base import Claim, Verified
from ..claims.counts import PIECES, counting_fuel, lemmas
from ..errors import Reject, Rule
from ..mathematics import counting
from ..mathematics.plmap import restricted_self_map
from ..reading import fields
from ..reading.fields import Fields
from ..reading.mapfile import MapFile


@dataclass(frozen=True)
class PieceCountBounds(Claim):
    """f maps J into itself; the pieces are counted, or bounded by those of a smaller iterate."""

    type = "piece_count_bounds"
    claim_keys = frozenset({"at_least", "at_most", "k", "on", "type"})
    witness_keys = frozenset({"step"})

    k: int
    on: Interval | None
    at_least: int | None
    at_most: int | None
    step: int

    @classmethod
    def read(cls, claim: Fields, witness: Fields, /) -> PieceCountBounds:
        """Read k >= 0, the interval, at least one bound, and the step."""
        k = fields.small(claim, "k", 0)
        at_least, at_most = (fields.optional_integer(claim, key) for key in ("at_least", "at_most"))
        if at_least is None and at_most is None:
            raise Reject(Rule.BAD_FIELD, "a bound", "null for both")
        step = fields.small(witness, "step", min(k, 1))
        if step > k:
            raise Reject(Rule.BAD_FIELD, f"a step of at most k = {k}", f"{step}")
        if step < k and at_least is not None:
            raise Reject(Rule.BAD_FIELD, "no lower bound where the step is less than k", f"step {step}, k = {k}")
        return cls(k, fields.optional_interval(claim, "on"), at_least, at_most, step)

    def fuel(self, subject: MapFile) -> int:
        """Return the cost of counting for f^step, and of comparing."""
        return counting_fuel(subject, self.on, self.step) + (self.at_most or 0).bit_length() ** 2 // 2**18

    def check(self, subject: MapFile) -> Verified:
        """Count for f^step; beyond that, multiply (theorem 1.7)."""
        on = subject.interval(self.on)
        counts = list(counting.piece_counts(restricted_self_map(subject, on), self.step))
        if self.at_least is not None and counts[self.step] < self.at_least:
            raise _wrong(f"at least {rationals.show_integer(self.at_least)}", rationals.show_integer(counts[self.step]))
        if self.at_most is not None:
            _compare(counts, self.k, self.step, self.at_most)
        words = [
            f"{word} {rationals.write_integer(bound)}"
            for word, bound in (("at least", self.at_least), ("at most", self.at_most))
            if bound is not None
        ]
        pieces = "piece" if 1 in (self.at_most, self.at_least if self.at_most is None else None) else "pieces"
        statement = f"f^{self.k} has {' and '.join(words)} maximal affine {pieces} on {on}"
        return Verified(statement, lemmas(on, *PIECES, *(["T1.7"] if self.step < self.k else [])))


def _compare(counts: Sequence[int], k: int, step: int, at_most: int) -> None:
    """Raise `Reject` unless pieces(f^step)^q pieces(f^r) <= at_most, without a number much larger than that."""
    q, r = (k // step, k % step) if step > 0 else (1, 0)
    expected = f"at most {rationals.show_integer(at_most)}"
    if q * (counts[step].bit_length() - 1) > at_most.bit_length():
        factor = rationals.show_integer(counts[step])
        raise _wrong(expected, factor if step == k else f"({factor})^{q} or more as bound")
    bound = counts[step] ** q * counts[r]
    if bound > at_most:
        raise _wrong(expected, rationals.show_integer(bound) + ("" if step == k else " as bound"))


def _wrong(expected: str, found: str) -> Reject:
    return Reject(Rule.WRONG_BOUND, f"{expected} maximal affine pieces", found)
