"""Claims about networks along a line: equality, gaps, counts, ranges and slopes."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Protocol, TypeVar, Unpack

from exactpl.arithmetic.integers import canonical_integer, counted
from exactpl.arithmetic.intervals import Interval, IntervalLike
from exactpl.arithmetic.rationals import (
    Exact,
    canonical_rational,
    exact,
    rational,
    rationals,
    readable,
    shortened_rational,
)
from exactpl.claims.certificates import Fields
from exactpl.claims.kinds.base import ends, rational_interval
from exactpl.claims.kinds.network_values import DifferentValue
from exactpl.claims.kinds.networks import (
    Asked,
    GivenFunction,
    GivenNetwork,
    NetworkClaimOn,
    vector_json,
)
from exactpl.claims.subjects import MapSubject, NetworkSubject
from exactpl.errors import DomainError, InputError
from exactpl.maps.pl import PL
from exactpl.networks.along_lines import Segments
from exactpl.networks.line import Point
from exactpl.verdicts import Certificate, Proved, Refuted, Verdict

T = TypeVar("T")
T_contra = TypeVar("T_contra", contravariant=True)


@dataclass(frozen=True, init=False, repr=False)
class SameFunction(NetworkClaimOn):
    """f and g are the same function on the line.

    Proved has no value; its witness is the `Segments` of f. The witness of Refuted is (t, gap): where |f - g| is
    largest, and how large it is; where it grows without bound, one point, and the entry of f - g there that is largest
    in absolute value.
    """

    type = "same_function"
    basis = ("T6.1", "T6.1'")
    is_about_all_outputs = True

    def __init__(
        self,
        f: GivenNetwork,
        g: GivenFunction,
        *,
        on: IntervalLike = None,
        start: Point | None = None,
        direction: Point | None = None,
    ) -> None:
        self._ask(f, g, on=on, start=start, direction=direction)

    def fields(self) -> Fields:
        """Return the claim object."""
        return {**self.line_fields(), "type": self.type}

    def statement(self) -> str:
        """Return the claim in words."""
        return f"f and g are the same function on {self.where()}"

    def _decide(self) -> Verdict:
        first, others, points = _pair(self)
        functions = first.functions
        if functions == others:
            return Proved(
                self.statement(),
                witness=first,
                certificate=self.certificate(self.fields(), points),
                lemmas=self.lemmas,
            )
        gaps = [f - g for f, g in zip(functions, others, strict=True)]
        heights = [_height(gap) for gap in gaps]
        if None in heights:
            return self._unequal_far(gaps)
        output = max(range(len(heights)), key=lambda i: heights[i] or 0)
        line = self.line
        asked = {} if self.network.inputs == 1 else {"start": line.start, "direction": line.direction}
        shown = LargestGap(self.f, self.g, on=line.on, output=output, **asked)._decide()  # type: ignore[arg-type]
        assert isinstance(shown, Proved)
        return Refuted(
            self.statement(), shown.statement, witness=shown.witness, certificate=shown.certificate, lemmas=shown.lemmas
        )

    def _unequal_far(self, gaps: list[PL]) -> Verdict:
        """Show one point, where the gap grows without bound."""
        gap = next(gap for gap in gaps if _height(gap) is None)
        ends = gap.knots[0][0], gap.knots[-1][0]
        candidates = [*ends, ends[0] - 1 if gap.left_slope else ends[0], ends[1] + 1 if gap.right_slope else ends[1]]
        t = max(candidates, key=lambda t: abs(gap(t)))
        shown = DifferentValue(self.f, self.g, x=self.line.at(t))._decide()  # type: ignore[arg-type]
        assert isinstance(shown, Proved)
        return Refuted(
            self.statement(),
            f"{shown.statement}; the gap grows without bound on {self.line.on}",
            witness=(t, max(shown.value, key=abs)),
            certificate=shown.certificate,
            lemmas=shown.lemmas,
        )


def _height(gap: PL) -> Fraction | None:
    try:
        return rational(gap.sup_distance(0))
    except DomainError:
        return None


@dataclass(frozen=True, init=False, repr=False)
class LargestGap(NetworkClaimOn):
    """The largest |c * (f - g)| on the line is `gap`, attained at t = `at`.

    The value of Proved is the gap. The witness of Proved and of Refuted is (at, gap), with the true gap; where it grows
    without bound, a point of the line and the gap there, larger than the one claimed.
    """

    type = "largest_gap"
    basis = ("T0.1", "T6.1", "T6.1'")
    gap: Fraction | None

    def __init__(
        self,
        f: GivenNetwork,
        g: GivenFunction,
        *,
        gap: Exact | None = None,
        **asked: Unpack[Asked],
    ) -> None:
        self._ask(f, g, **asked)
        self._set(gap=None if gap is None else exact(gap))

    def fields(self, gap: Fraction, at: Fraction) -> Fields:
        """Return the claim object for a gap that is attained at t = at."""
        assert self.combination is not None
        return {
            "at": canonical_rational(at),
            "combination": vector_json(self.combination),
            "gap": canonical_rational(gap),
            **self.line_fields(),
            "type": self.type,
        }

    def statement(self, gap: Fraction, at: Fraction) -> str:
        """Return the claim in words."""
        difference = self.function("(f - g)") if self.function() != "f" else "f - g"
        return (
            f"the largest absolute value of {difference} on {self.where()} is {readable(gap)}, attained at "
            f"t = {readable(at)}"
        )

    def _decide(self) -> Verdict:
        first, others, points = _pair(self)
        assert self.combination is not None
        terms = zip(self.combination, first.functions, others, strict=True)
        gap: PL | None = None
        for c, f, g in terms:
            if c:
                gap = c * (f - g) if gap is None else gap + c * (f - g)
        assert gap is not None
        height = _height(gap)
        if height is None and self.gap is not None:
            return self._larger_gap(gap, self.gap)
        if height is None:
            raise InputError(
                f"f - g is not bounded on {self.line.on}: there is no largest gap; take a bounded interval."
            )
        at = rational(next(t for t, y in gap.knots if abs(y) == height))
        proof = self.certificate(self.fields(height, at), points)
        statement = self.statement(height, at)
        if self.gap is None or self.gap == height:
            return Proved(statement, value=height, witness=(at, height), certificate=proof, lemmas=self.lemmas)
        return Refuted(
            self.statement(self.gap, at), statement, witness=(at, height), certificate=proof, lemmas=self.lemmas
        )

    def _larger_gap(self, gap: PL, claimed: Fraction) -> Verdict:
        """Refute a largest gap, where there is none, by one point on a ray."""
        on = self.line.on
        side, end, slope = 1, gap.knots[-1][0], gap.right_slope
        if not slope:
            side, end, slope = -1, gap.knots[0][0], gap.left_slope
        assert slope  # on one side at least, where the gap has no bound
        # |gap| >= |slope| * distance - |gap(end)|
        t = rational(end + side * ((max(claimed, Fraction(0)) + abs(gap(end))) / abs(slope) + 1))
        shown = DifferentValue(self.f, self.g, x=self.line.at(t))._decide()  # type: ignore[arg-type]
        assert isinstance(shown, Proved)
        return Refuted(
            self.statement(claimed, t),
            f"{shown.statement}; the gap is {shortened_rational(abs(gap(t)))} at t = {shortened_rational(t)} and grows "
            f"without bound on {on}",
            witness=(t, abs(gap(t))),
            certificate=shown.certificate,
            lemmas=shown.lemmas,
        )


def _pair(claim: NetworkClaimOn) -> tuple[Segments, tuple[PL, ...], Fields]:
    """Return f along the line, g's outputs as maps of t, and the witness for both."""
    first = claim.segments_of(claim.f, all_outputs=True)
    if isinstance(claim.g, NetworkSubject):
        second = claim.segments_of(claim.g, all_outputs=True)
        return first, second.functions, claim.points((first, second))
    assert isinstance(claim.g, MapSubject)
    on = claim.line.on
    g = claim.g.f if claim.g.f.domain == on else claim.g.f.restrict(*on)
    return first, (g,), claim.points((first,), (g,))


@dataclass(frozen=True, init=False, repr=False)
class NetworkCounts(NetworkClaimOn):
    """f has exactly so many affine pieces and activation regions on the line.

    The value of Proved is the pair of numbers. The witness of Proved and of Refuted is the `Segments` of f.
    """

    type = "network_counts"
    basis = ("T6.1", "T6.1'", "T6.3")
    is_about_all_outputs = True
    pieces: int | None
    regions: int | None

    def __init__(
        self,
        f: GivenNetwork,
        *,
        pieces: int | None = None,
        regions: int | None = None,
        **asked: Unpack[Asked],
    ) -> None:
        if (pieces is None) != (regions is None):
            raise InputError("pieces and regions are given together, or both are left out.")
        self._ask(f, **asked)
        self._set(pieces=pieces, regions=regions)

    @property
    def value(self) -> tuple[int, int] | None:
        """The two numbers claimed, or None."""
        return None if self.pieces is None or self.regions is None else (self.pieces, self.regions)

    def fields(self, counts: tuple[int, int]) -> Fields:
        """Return the claim object for the numbers of pieces and of regions."""
        return {
            "combination": None if self.combination is None else vector_json(self.combination),
            **self.line_fields(),
            "pieces": canonical_integer(counts[0]),
            "regions": canonical_integer(counts[1]),
            "type": self.type,
        }

    def statement(self, counts: tuple[int, int]) -> str:
        """Return the claim in words."""
        return (
            f"{self.function()} has exactly {counted(counts[0], 'affine piece')} and "
            f"{counted(counts[1], 'activation region')} on {self.where()}"
        )

    def _decide(self) -> Verdict:
        found = self.segments_of(self.f)
        return _compared(self, self.value, (len(found.breakpoints) + 1, len(found.regions)), found)


@dataclass(frozen=True, init=False, repr=False)
class NetworkRange(NetworkClaimOn):
    """f takes exactly the values of `interval` on the line.

    The value of Proved is the interval. The witness of Proved and of Refuted is the `Segments` of f.
    """

    type = "network_range"
    basis = ("T0.1", "T6.1", "T6.1'")
    interval: Interval | None

    def __init__(
        self,
        f: GivenNetwork,
        *,
        interval: IntervalLike = None,
        **asked: Unpack[Asked],
    ) -> None:
        self._ask(f, **asked)
        self._set(interval=rational_interval(interval))

    def fields(self, interval: Interval) -> Fields:
        """Return the claim object for a range."""
        assert self.combination is not None
        return {
            "combination": vector_json(self.combination),
            "interval": ends(interval),
            **self.line_fields(),
            "type": self.type,
        }

    def statement(self, interval: Interval) -> str:
        """Return the claim in words."""
        return f"{self.function()} takes exactly the values {interval} on {self.where()}"

    def _decide(self) -> Verdict:
        found = self.segments_of(self.f)
        return _compared(self, self.interval, found.function.image(), found)


@dataclass(frozen=True, init=False, repr=False)
class NetworkSlopeRange(NetworkClaimOn):
    """The absolute slopes of f along the line reach from `smallest` to `largest`, its least Lipschitz constant in t.

    The value of Proved is the pair of slopes. The witness of Proved and of Refuted is the `Segments` of f.
    """

    type = "network_slope_range"
    basis = ("T0.1", "T6.1", "T6.1'")
    smallest: Fraction | None
    largest: Fraction | None

    def __init__(
        self,
        f: GivenNetwork,
        *,
        smallest: Exact | None = None,
        largest: Exact | None = None,
        **asked: Unpack[Asked],
    ) -> None:
        if (smallest is None) != (largest is None):
            raise InputError("smallest and largest are given together, or both are left out.")
        self._ask(f, **asked)
        self._set(
            smallest=None if smallest is None else exact(smallest), largest=None if largest is None else exact(largest)
        )

    @property
    def value(self) -> tuple[Fraction, Fraction] | None:
        """The two numbers claimed, or None."""
        return None if self.smallest is None or self.largest is None else (self.smallest, self.largest)

    def fields(self, slopes: tuple[Fraction, Fraction]) -> Fields:
        """Return the claim object for the smallest and the largest absolute slope."""
        assert self.combination is not None
        return {
            "combination": vector_json(self.combination),
            "largest": canonical_rational(slopes[1]),
            **self.line_fields(),
            "smallest": canonical_rational(slopes[0]),
            "type": self.type,
        }

    def statement(self, slopes: tuple[Fraction, Fraction]) -> str:
        """Return the claim in words."""
        low, high = (shortened_rational(s) for s in slopes)
        return f"the absolute slopes of {self.function()} on {self.where()} reach from {low} to {high}"

    def _decide(self) -> Verdict:
        found = self.segments_of(self.f)
        slopes = [abs(slope) for slope in rationals(found.function.slopes)]
        return _compared(self, self.value, (min(slopes), max(slopes)), found)


class _AboutLine(Protocol[T_contra]):
    """A claim along a line that states one value, a number or several that belong together."""

    @property
    def lemmas(self) -> tuple[str, ...]: ...
    def fields(self, value: T_contra, /) -> Fields: ...
    def statement(self, value: T_contra, /) -> str: ...
    def certificate(self, fields: Fields, witness: Fields | None = None) -> Certificate: ...
    def points(self, found: Iterable[Segments]) -> Fields: ...


def _compared(claim: _AboutLine[T], claimed: T | None, found: T, along: Segments) -> Verdict:
    """Return the verdict on a value, where `found` is the true one; a claimed None asks for it."""
    proof = claim.certificate(claim.fields(found), claim.points((along,)))
    true = claim.statement(found)
    if claimed is None or claimed == found:
        return Proved(true, value=found, witness=along, certificate=proof, lemmas=claim.lemmas)
    return Refuted(claim.statement(claimed), true, witness=along, certificate=proof, lemmas=claim.lemmas)
