"""Claims about numbers of pieces, laps, crossings, preimages and fixed points of iterates."""

from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from exactpl.arithmetic.integers import canonical_integer, counted, shortened
from exactpl.arithmetic.intervals import IntervalLike
from exactpl.arithmetic.rationals import (
    LARGEST_BITS,
    Exact,
    canonical_rational,
    exact,
    shortened_rational,
)
from exactpl.claims.certificates import Fields
from exactpl.claims.kinds.base import Given, MapClaimOn, compared, ends, rational_interval, small_integer
from exactpl.claims.kinds.contradictions import affordable, refuted_or
from exactpl.claims.kinds.listing import LISTED, orbits_witness
from exactpl.claims.subjects import MapSubject
from exactpl.dynamics.counting.counts import crossing_count, lap_count, piece_count, piece_counts, preimage_count
from exactpl.dynamics.periods.fixed_point_cells import FixedPointNumbers
from exactpl.dynamics.periods.fixed_points import fixed_point_count
from exactpl.errors import BudgetError, InputError, described
from exactpl.verdicts import Proved, Refuted, Undecided, Verdict

_COUNTED_TO = 1000
_STEPS = (512, 256, 128, 64, 32, 16, 8, 4, 2, 1)
PIECES = ("T0.1", "T1.0", "T1.1", "T1.1''", "T1.2", "T1.5")


def _count_or_none(value: int | None, name: str) -> int | None:
    if value is not None and (isinstance(value, bool) or not isinstance(value, int)):
        raise InputError(f"{name} must be an integer, found {type(value).__name__} {described(value, 40)}.")
    return value


@dataclass(frozen=True, init=False, repr=False)
class _Count(MapClaimOn):
    thing: ClassVar[str]
    basis_unbounded = ("T1.4",)
    k: int
    value: int | None

    def __init__(self, f: Given, *, k: int, value: int | None = None, on: IntervalLike = None) -> None:
        number = _count_or_none(value, "value")
        self._set(subject=MapSubject.of(f), k=small_integer(k, "k", 0), value=number, on=rational_interval(on))

    def fields(self, value: int) -> Fields:
        """Return the claim object for a count."""
        return {"k": self.k, "on": ends(self.on), "type": self.type, "value": canonical_integer(value)}

    def statement(self, value: int) -> str:
        """Return the claim in words."""
        return f"f^{self.k} has exactly {counted(value, self.thing)} on {self.where()}"


class PieceCount(_Count):
    """f maps its domain (or `on`) into itself, and f^k has exactly `value` maximal affine pieces there.

    The value of Proved and the witness of Refuted are the number.
    """

    type = "piece_count"
    over_fields = True
    thing = "maximal affine piece"
    basis = PIECES

    def _decide(self) -> Verdict:
        return compared(self, self.value, piece_count(self.self_map, self.k))


class LapCount(_Count):
    """f maps its domain (or `on`) into itself, and f^k has exactly `value` laps there.

    The value of Proved and the witness of Refuted are the number.
    """

    type = "lap_count"
    over_fields = True
    thing = "lap"
    basis = ("T0.1", "T1.0", "T1.2", "T1.5")

    def _decide(self) -> Verdict:
        return compared(self, self.value, lap_count(self.self_map, self.k))


@dataclass(frozen=True, init=False, repr=False)
class _LevelCount(MapClaimOn):
    """A number about the set where f^k takes a level."""

    basis = ("T0.1", "T1.0", "T1.2", "T1.3", "T1.5")
    basis_unbounded = ("T1.4",)
    k: int
    level: Fraction
    value: int | None

    def __init__(self, f: Given, *, k: int, level: Exact, value: int | None = None, on: IntervalLike = None) -> None:
        number = _count_or_none(value, "value")
        self._set(
            subject=MapSubject.of(f),
            k=small_integer(k, "k", 0),
            level=exact(level),
            value=number,
            on=rational_interval(on),
        )

    def fields(self, value: int) -> Fields:
        """Return the claim object for a count."""
        return {
            "k": self.k,
            "level": canonical_rational(self.level),
            "on": ends(self.on),
            "type": self.type,
            "value": canonical_integer(value),
        }


class CrossingCount(_LevelCount):
    """f maps its domain (or `on`) into itself, and f^k crosses the level exactly `value` times: sign changes.

    The value of Proved and the witness of Refuted are the number.
    """

    type = "crossing_count"

    def statement(self, value: int) -> str:
        """Return the claim in words."""
        level = shortened_rational(self.level)
        return f"f^{self.k} crosses the level {level} exactly {counted(value, 'time')} on {self.where()}"

    def _decide(self) -> Verdict:
        return compared(self, self.value, crossing_count(self.self_map, self.k, level=self.level))


class PreimageCount(_LevelCount):
    """f maps its domain (or `on`) into itself, and {f^k = level} has exactly `value` components.

    The value of Proved and the witness of Refuted are the number.
    """

    type = "preimage_count"

    def statement(self, value: int) -> str:
        """Return the claim in words."""
        level = shortened_rational(self.level)
        parts = counted(value, "point or interval", "points or intervals")
        return f"f^{self.k} takes the value {level} on exactly {parts} of {self.where()}"

    def _decide(self) -> Verdict:
        return compared(self, self.value, preimage_count(self.self_map, self.k, level=self.level))


@dataclass(frozen=True, init=False, repr=False)
class FixedPointCount(MapClaimOn):
    """f maps its domain (or `on`) into itself; f^n has `isolated` isolated fixed points and `intervals` of them.

    The value of Proved and the witness of Refuted are the `FixedPointNumbers`.
    """

    type = "fixed_point_count"
    over_fields = True
    basis = ("T0.1", "T1.0", "T2.1", "T2.1'", "T2.4", "T2.5", "T2.6'")
    basis_unbounded = ("T1.4", "T2.3")
    n: int
    isolated: int | None
    intervals: int | None

    def __init__(
        self, f: Given, *, n: int, isolated: int | None = None, intervals: int | None = None, on: IntervalLike = None
    ) -> None:
        if (isolated is None) != (intervals is None):
            raise InputError("isolated and intervals are given together, or both are left out.")
        self._set(
            subject=MapSubject.of(f),
            n=small_integer(n, "n", 1),
            isolated=_count_or_none(isolated, "isolated"),
            intervals=_count_or_none(intervals, "intervals"),
            on=rational_interval(on),
        )

    @property
    def value(self) -> FixedPointNumbers | None:
        """The numbers claimed, or None."""
        if self.isolated is None or self.intervals is None:
            return None
        return FixedPointNumbers(self.n, self.isolated, self.intervals)

    def fields(self, count: FixedPointNumbers) -> Fields:
        """Return the claim object for a count."""
        return {
            "intervals": canonical_integer(count.intervals),
            "isolated": canonical_integer(count.isolated),
            "n": self.n,
            "on": ends(self.on),
            "type": self.type,
        }

    def statement(self, count: FixedPointNumbers) -> str:
        """Return the claim in words."""
        return (
            f"f^{self.n} has exactly {counted(count.isolated, 'isolated fixed point')} and "
            f"{counted(count.intervals, 'interval of fixed points', 'intervals of fixed points')} on {self.where()}"
        )

    def _decide(self) -> Verdict:
        f = self.self_map
        witness = None if f.field is None else orbits_witness(f, self.n)
        return compared(self, self.value, fixed_point_count(f, self.n), witness, None if witness is None else LISTED)


@dataclass(frozen=True, init=False, repr=False)
class PieceCountBounds(MapClaimOn):
    """f maps its domain (or `on`) into itself, and at_least <= pieces of f^k <= at_most; None is no bound.

    With both left out an upper bound is looked for: the number itself where it can be counted, else a power of the
    number for a smaller iterate. The value of Proved is the pair of bounds, the witness of Refuted the number.
    """

    type = "piece_count_bounds"
    basis = PIECES
    basis_unbounded = ("T1.4",)
    k: int
    at_least: int | None
    at_most: int | None

    def __init__(
        self, f: Given, *, k: int, at_least: int | None = None, at_most: int | None = None, on: IntervalLike = None
    ) -> None:
        self._set(
            subject=MapSubject.of(f),
            k=small_integer(k, "k", 0),
            at_least=_count_or_none(at_least, "at_least"),
            at_most=_count_or_none(at_most, "at_most"),
            on=rational_interval(on),
        )

    def fields(self, at_least: int | None, at_most: int | None) -> Fields:
        """Return the claim object for two bounds, not both None."""
        return {
            "at_least": None if at_least is None else canonical_integer(at_least),
            "at_most": None if at_most is None else canonical_integer(at_most),
            "k": self.k,
            "on": ends(self.on),
            "type": self.type,
        }

    def statement(self, at_least: int | None, at_most: int | None) -> str:
        """Return the claim in words."""
        bounds = [] if at_least is None else [f"at least {shortened(at_least)}"]
        bounds += [] if at_most is None else [f"at most {shortened(at_most)}"]
        last = at_least if at_most is None else at_most
        pieces = "piece" if last == 1 else "pieces"
        return f"f^{self.k} has {' and '.join(bounds)} maximal affine {pieces} on {self.where()}"

    def _decide(self) -> Verdict:
        low, high = self.at_least, self.at_most
        if self.k > _COUNTED_TO and low is None:
            return self._upper_bound()
        count = piece_count(self.self_map, self.k)
        if (low is not None and count < low) or (high is not None and count > high):
            return refuted_by_count(self, self.statement(low, high), self.k, count)
        if low is None and high is None:
            high = count
        proof = self.certificate(self.fields(low, high), {"step": self.k})
        return Proved(self.statement(low, high), value=(low, high), certificate=proof, lemmas=self.lemmas)

    def _upper_bound(self) -> Verdict:
        """Bound the pieces of f^k by powers of those of a smaller iterate (T1.7)."""
        counts = piece_counts(self.self_map, upto=_STEPS[0])
        for step in _STEPS:
            if self.at_most is None:
                self._require_room_for(counts[step], step)
            bound = counts[step] ** (self.k // step) * counts[self.k % step]
            if self.at_most is None or bound <= self.at_most:
                high = bound if self.at_most is None else self.at_most
                proof = self.certificate(self.fields(None, high), {"step": step})
                lemmas = (*self.lemmas, "T1.7")
                return Proved(self.statement(None, high), value=(None, high), certificate=proof, lemmas=lemmas)
        reached = (
            f"powers of the numbers of pieces of f^j, j <= {_STEPS[0]}, are larger than this bound; count the pieces "
            f"of f^{self.k} themselves: PieceCount(f, k={self.k})."
        )
        return refuted_or(self._more_pieces(), Undecided(self.statement(None, self.at_most), reached))

    @affordable
    def _more_pieces(self) -> Refuted | None:
        """Refute an upper bound by the number of pieces."""
        count = piece_count(self.self_map, self.k)
        assert self.at_most is not None
        return (
            refuted_by_count(self, self.statement(None, self.at_most), self.k, count) if count > self.at_most else None
        )

    def _require_room_for(self, count: int, step: int) -> None:
        """Raise BudgetError before a power is computed that no certificate can hold."""
        bits = (count.bit_length() - 1) * (self.k // step)
        if bits >= LARGEST_BITS:
            raise BudgetError(
                f"this bound for the pieces of f^{self.k} has at least {bits // 4:,} hexadecimal digits, more than the "
                f"{LARGEST_BITS // 4:,} that a certificate can hold. Ask for a smaller k."
            )


def refuted_by_count(claim: MapClaimOn, statement: str, k: int, count: int) -> Refuted:
    """Refute a statement by the number of pieces of f^k."""
    truth = PieceCount(claim.subject, k=k, on=claim.on)
    return Refuted(statement, truth.statement(count), count, truth.certificate(truth.fields(count)), truth.lemmas)
