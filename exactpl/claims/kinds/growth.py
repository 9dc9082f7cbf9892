"""Claims about growth and entropy: enclosed by tables and slopes, or known exactly."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import ClassVar

from exactpl.arithmetic.integers import canonical_integer
from exactpl.arithmetic.intervals import Interval, IntervalLike
from exactpl.arithmetic.rationals import (
    Exact,
    Real,
    are_rational,
    canonical_rational,
    exact,
    rational,
    shortened_rational,
)
from exactpl.arithmetic.real_roots import polynomial_text
from exactpl.arithmetic.simplest import simplest_between
from exactpl.claims.certificates import Fields, JSONValue
from exactpl.claims.kinds.base import Given, MapClaimOn, as_json, definition_of_a, ends, rational_interval
from exactpl.claims.kinds.contradictions import affordable, contradicted
from exactpl.claims.kinds.series import PieceCountSeries, series_witness, sink_lemmas
from exactpl.claims.subjects import MapSubject
from exactpl.dynamics.growth.bounds import GrowthBounds, exact_growth, growth_by_slopes, growth_by_tables, table_bounds
from exactpl.dynamics.growth.evidence import Evidence, Row, Slopes
from exactpl.dynamics.orbits.held import held, window
from exactpl.dynamics.orbits.self_map import require_compact
from exactpl.errors import InputError
from exactpl.maps.pl import PL
from exactpl.verdicts import Proved, Refuted, Undecided, Verdict

_ONE = Fraction(1)


def _at_least_one(value: Exact | None, name: str) -> Fraction | None:
    bound = None if value is None else exact(value)
    if bound is not None and bound < 1:
        raise InputError(f"{name} must be >= 1 (the growth is never smaller), found {shortened_rational(bound)}.")
    return bound


@dataclass(frozen=True, init=False, repr=False)
class GrowthClaim(MapClaimOn):
    """A claim about the growth of f on its domain (or `on`); on an unbounded one, of the part where orbits are bounded.

    That part is seen in a compact window: f held inside it (T5.8, T5.9).
    """

    cites_unbounded: ClassVar[tuple[str, ...]] = ("W82",)

    @cached_property
    def within(self) -> Interval | None:
        """The window, or None where the interval asked about is compact. Raises DomainError when f leaves it."""
        return None if self._asked.is_bounded else window(self.self_map)

    @cached_property
    def home(self) -> PL:
        """The self-map of a compact interval that evidence is about."""
        f = self.self_map
        return f if self.within is None else held(f, self.within)

    def where(self) -> str:
        """Return the interval asked about, for people."""
        return super().where() if self.within is None else f"{super().where()} where orbits are bounded"

    @property
    def cites(self) -> tuple[str, ...]:  # type: ignore[override]
        """The cited theorems; unbounded domains need one more."""
        return self.cited if self._asked.is_bounded else (*self.cited, *self.cites_unbounded)

    cited: ClassVar[tuple[str, ...]] = ("MS80",)

    def window_fields(self) -> Fields:
        """Return what a witness says of the window, if there is one."""
        return {} if self.within is None else {"within": ends(self.within)}


@dataclass(frozen=True, init=False, repr=False)
class EntropyBounds(GrowthClaim):
    """f maps its domain (or `on`) into itself, and its growth s satisfies growth_at_least <= s <= growth_at_most.

    The growth is the limit superior of laps(f^k)^(1/k); the topological entropy is log s [MS80]. With both bounds left
    out they are looked for, at most `width` apart. The value of Proved is the pair of bounds, each a number or None,
    and so is the witness of Refuted: bounds that contradict these.
    """

    type = "entropy_bounds"
    over_fields = True
    basis = ("T0.1", "T3.1")
    basis_unbounded = ("T5.8", "T5.8'")
    basis_over_field = ("T0.1", "T0.2", "T3.1")
    growth_at_least: Fraction | None
    growth_at_most: Fraction | None
    width: Fraction

    def __init__(
        self,
        f: Given,
        *,
        growth_at_least: Exact | None = None,
        growth_at_most: Exact | None = None,
        width: Exact = "1/1000000",
        on: IntervalLike = None,
    ) -> None:
        low = _at_least_one(growth_at_least, "growth_at_least")
        high, room = _at_least_one(growth_at_most, "growth_at_most"), exact(width)
        if low is not None and high is not None and low > high:
            raise InputError(
                f"growth_at_least <= growth_at_most is required, found {shortened_rational(low)} > "
                f"{shortened_rational(high)}."
            )
        if room <= 0:
            raise InputError(f"a width > 0 is required, found {shortened_rational(room)}.")
        self._set(
            subject=MapSubject.of(f),
            growth_at_least=low,
            growth_at_most=high,
            width=room,
            on=rational_interval(on),
        )

    def fields(self, growth_at_least: Real | None, growth_at_most: Real | None) -> Fields:
        """Return the claim object for two bounds."""
        return {
            "at_least": None if growth_at_least is None else as_json(growth_at_least),
            "at_most": None if growth_at_most is None else as_json(growth_at_most),
            "on": ends(self.on),
            "type": self.type,
        }

    def statement(self, growth_at_least: Real | None, growth_at_most: Real | None) -> str:
        """Return the claim in words."""
        parts = []
        if growth_at_least is not None:
            parts.append(f"at least {shortened_rational(growth_at_least)}")
        if growth_at_most is not None:
            parts.append(f"at most {shortened_rational(growth_at_most)}")
        bounds = f"{' and '.join(parts) or 'enclosed'}{definition_of_a(growth_at_least, growth_at_most)}"
        return f"the growth s of f on {self.where()} is {bounds}; its entropy is log s"

    def _decide(self) -> Verdict:
        f = self.home
        low, high = self.growth_at_least, self.growth_at_most
        if low is None and high is None:
            found = enclosure(f, self.width)
            if found.width > self.width:
                return Undecided(self.statement(None, None), how_far(found))
            return self.proved_by(found)
        reached = None
        for reached in bounds_of_all_kinds(f):
            if (low is None or reached.lower >= low) and (high is None or reached.upper <= high):
                weaker = GrowthBounds(
                    low or _ONE, high or _ONE, reached.lower_evidence if low != 1 else None, reached.upper_evidence
                )
                return self.proved_by(weaker, below=low is not None, above=high is not None)
            if low is not None and reached.upper < low:
                return self._refuted(self.proved_by(_between(reached, reached.upper, low), below=False))
            if high is not None and reached.lower > high:
                return self._refuted(self.proved_by(_between(reached, high, reached.lower), above=False))
        assert reached is not None
        return Undecided(self.statement(low, high), how_far(reached))

    def proved_by(self, found: GrowthBounds, *, below: bool = True, above: bool = True) -> Proved:
        """Return the verdict on one or both bounds that were found, with its certificate."""
        low, high = found.lower if below else None, found.upper if above else None
        lower, upper = found.lower_evidence if below else None, found.upper_evidence if above else None
        witness: Fields = {
            "lower": evidence_fields(lower, upper=False),
            "upper": evidence_fields(upper, upper=True),
            **self.window_fields(),
        }
        nothing_comes_back = ("T5.9", "T5.9'") if upper is not None and self.within is not None else ()
        return Proved(
            self.statement(low, high),
            value=(low, high),
            certificate=self.certificate(self.fields(low, high), witness),
            lemmas=(*self.lemmas, *nothing_comes_back, *evidence_lemmas(self.f, lower, upper)),
            cites=self.cites,
        )

    def _refuted(self, truth: Proved) -> Refuted:
        return Refuted(
            self.statement(self.growth_at_least, self.growth_at_most),
            truth.statement,
            truth.value,
            truth.certificate,
            truth.lemmas,
            truth.cites,
        )


@dataclass(frozen=True, init=False, repr=False)
class EntropyExact(GrowthClaim):
    """f maps its domain (or `on`) into itself, and its growth is known exactly: a root of a polynomial.

    The value of Proved is an `ExactGrowth`, which has that number as `value`; it has no witness, and is never Refuted.
    """

    type = "entropy_exact"
    over_fields = True
    basis = (*PieceCountSeries.basis, "T3.1", "T3.6", "T3.6'")
    basis_unbounded = ("T5.8", "T5.8'", "T5.9", "T5.9'")

    def __init__(self, f: Given, *, on: IntervalLike = None) -> None:
        self._set(subject=MapSubject.of(f), on=rational_interval(on))

    def fields(self, polynomial: tuple[int, ...], lower: Fraction, upper: Fraction) -> Fields:
        """Return the claim object for a polynomial, ascending coefficients, and an interval around its root."""
        return {
            "interval": [canonical_rational(lower), canonical_rational(upper)],
            "on": ends(self.on),
            "polynomial": [canonical_integer(c) for c in polynomial],
            "type": self.type,
        }

    def statement(self, polynomial: tuple[int, ...], lower: Fraction, upper: Fraction) -> str:
        """Return the claim in words."""
        where = f"[{shortened_rational(lower)}, {shortened_rational(upper)}]"
        return (
            f"the growth s of f on {self.where()} is the root of {polynomial_text(polynomial)} in {where}; "
            "its entropy is log s"
        )

    def _decide(self) -> Verdict:
        found = None if self.f.field is not None else exact_growth(self.home)
        if found is None:
            return Undecided(
                f"the growth of f on {self.where()} is an algebraic number that is known",
                "the critical orbits are not found to be finite, or are long, or the map is one over Q(a); ask for "
                "bounds: entropy(f, width=...).",
            )
        witness: Fields = {
            "denominator": [canonical_integer(c) for c in found.series.denominator],
            "numerator": [canonical_integer(c) for c in found.series.numerator],
            **series_witness(found.form, found.series),
            **self.window_fields(),
        }
        return Proved(
            self.statement(found.polynomial, found.lower, found.upper),
            value=found,
            certificate=self.certificate(self.fields(found.polynomial, found.lower, found.upper), witness),
            lemmas=(*self.lemmas, *sink_lemmas(witness)),
            cites=self.cites,
        )


def evidence_fields(evidence: Evidence | None, *, upper: bool) -> JSONValue:
    """Return evidence as it stands in a witness."""
    if evidence is None:
        return None
    if isinstance(evidence, Slopes):
        return {"slopes": evidence.n}
    return {"table": [_row_fields(row, upper) for row in evidence.rows]}


def _row_fields(row: Row, upper: bool) -> JSONValue:
    parts: list[JSONValue] = list(row.parts)
    fields: dict[str, JSONValue] = {
        "interval": [as_json(row.lower), as_json(row.upper)],
        "parts": parts,
        "weight": canonical_integer(row.weight),
    }
    if upper:
        fields["layer"] = row.layer
    return fields


def evidence_lemmas(f: PL, *given: Evidence | None) -> tuple[str, ...]:
    """Return the lemmas that the evidence rests on."""
    rational = f.field is None
    found: set[str] = set()
    for evidence in given:
        if isinstance(evidence, Slopes):
            found |= {"T1.2", "T1.6", "T3.5"} if rational else {"T3.5"}
        elif evidence is not None:
            found |= {"T3.2", "T3.2'"} if rational else {"T3.2"}
    return tuple(sorted(found))


def enclosure(f: PL, width: Fraction) -> GrowthBounds:
    """Enclose the growth: by the slopes where they agree, else by tables."""
    require_compact(f)
    by_slopes = growth_by_slopes(f)
    return by_slopes if by_slopes.width <= width else growth_by_tables(f, width)


def bounds_of_all_kinds(f: PL, *, tables: bool = False) -> Iterator[GrowthBounds]:
    """Yield enclosures of the growth: that of the slopes (unless `tables`), then those of tables of rising depth."""
    require_compact(f)
    if not tables:
        yield growth_by_slopes(f)
    yield from table_bounds(f)


def _between(found: GrowthBounds, lower: Real, upper: Real) -> GrowthBounds:
    """Return both bounds weakened to one simple number between two, which refutes what lies beyond it."""
    both = (lower, upper)
    simple = simplest_between(*both) if are_rational(both) else lower
    return GrowthBounds(simple, simple, found.lower_evidence, found.upper_evidence)


def above_one(f: PL, growth: Real) -> Real:
    """Return a simple number > 1 that a growth > 1 of f is at least: any between shows it; over a field, itself."""
    return growth if f.field is not None else simplest_between(_ONE, rational(growth))


def how_far(found: GrowthBounds) -> str:
    """Return in words how far a search by tables went."""
    return (
        f"the largest tables tried show {shortened_rational(found.lower)} <= s <= {shortened_rational(found.upper)}"
        f"{definition_of_a(found.lower, found.upper)}; "
        "ask for a larger width, or take growth_by_tables(f, width, most_rows=...) of exactpl.dynamics.growth.bounds."
    )


@affordable
def growth_is_smaller(
    subject: MapSubject, on: Interval | None, statement: str, bound: Fraction, k: int
) -> Refuted | None:
    """Refute an entropy of at least log(bound) / k by a growth s with s^k < bound; or, for bound = 1, by s = 1."""
    claim = EntropyBounds(subject, on=on)
    for reached in bounds_of_all_kinds(claim.home):
        if (reached.upper == 1) if bound == 1 else (reached.upper**k < bound):
            return contradicted(statement, claim.proved_by(reached, below=False))
        if reached.lower > 1 and reached.lower**k >= bound:
            return None
    return None
