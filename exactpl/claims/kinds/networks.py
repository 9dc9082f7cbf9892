"""What claims about networks have in common: the functions, the line, points of the witness."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import ClassVar, TypeAlias, TypedDict

from exactpl.arithmetic.intervals import Interval, IntervalLike
from exactpl.arithmetic.rationals import (
    Exact,
    canonical_rational,
    exact,
    rational,
    readable,
    shortened_rational,
)
from exactpl.claims import limits
from exactpl.claims.certificates import Fields, JSONValue
from exactpl.claims.kinds.base import Claim, ends, rational_interval
from exactpl.claims.subjects import AnySubject, MapSubject, NetworkSubject, any_subject
from exactpl.errors import InputError
from exactpl.maps.packed_column import is_worth_sharing, least_common
from exactpl.maps.pl import PL, require_rational
from exactpl.networks.along_lines import Segments, combination_of, segments
from exactpl.networks.layer import Vector
from exactpl.networks.line import Line, Point, line_of
from exactpl.networks.network import Network

GivenNetwork: TypeAlias = Network | NetworkSubject
GivenFunction: TypeAlias = Network | NetworkSubject | PL | MapSubject


class Asked(TypedDict, total=False):
    """What a claim along a line is asked with."""

    on: IntervalLike
    start: Point | None
    direction: Point | None
    output: int | None
    combination: Sequence[Exact] | None


@dataclass(frozen=True, init=False, repr=False)
class NetworkClaim(Claim):
    """A claim about a network f, or about f and another function g, a network or a map."""

    f: NetworkSubject
    g: AnySubject | None = field(default=None, kw_only=True)

    def _set_functions(self, f: GivenNetwork, g: GivenFunction | None = None) -> None:
        first = NetworkSubject.of(f)
        second = None if g is None else any_subject(g)
        if isinstance(second, MapSubject):
            require_rational(second.f)
        if second is not None:
            shape = (second.network.inputs, second.network.outputs) if isinstance(second, NetworkSubject) else (1, 1)
            own = first.network.inputs, first.network.outputs
            if shape != own:
                raise InputError(
                    f"both functions must have as many inputs and outputs, found {own[0]} and {own[1]} beside "
                    f"{shape[0]} and {shape[1]}."
                )
        self._set(f=first, g=second)

    @property
    def network(self) -> Network:
        """The network f."""
        return self.f.network

    @property
    def times(self) -> int:
        """How often the claim applies the network."""
        return 1

    def places(self) -> int:
        """Return the bits of the inputs, as section 8 of docs/certificates.md counts them."""
        raise NotImplementedError

    def require_checkable(self, witness: Fields | None = None) -> None:
        """Raise BudgetError when the values of the networks would be beyond the limits of the checker."""
        points = [exact(t) for t in (witness or {}).get("points", [])]  # type: ignore[union-attr]
        bits = self.places() + limits.point_bits(points)
        for subject in self.subjects:
            if isinstance(subject, NetworkSubject):
                limits.require_values(subject.network, self.times * subject.network.repeat, bits)

    @property
    def subjects(self) -> tuple[AnySubject, ...]:
        """The functions with the texts of their files, as a certificate names them."""
        return (self.f,) if self.g is None else (self.f, self.g)

    @property
    def lemmas(self) -> tuple[str, ...]:
        """Ids of docs/theorems.md; the kinks of a map need one more."""
        return (*self.basis, "T0.2") if isinstance(self.g, MapSubject) else self.basis

    def value_of_g(self, x: Vector) -> Vector:
        """Return g(x)."""
        if isinstance(self.g, NetworkSubject):
            return self.g.network.image(x)
        assert self.g is not None
        return (rational(self.g.f(x[0])),)


@dataclass(frozen=True, init=False, repr=False)
class NetworkClaimOn(NetworkClaim):
    """A claim along start + t * direction, t in `on`: for one input t is the input.

    `output` chooses one output of several, `combination` a weighted sum of them.
    """

    is_about_all_outputs: ClassVar[bool] = False
    line: Line
    combination: Vector | None

    def _ask(
        self,
        f: GivenNetwork,
        g: GivenFunction | None = None,
        *,
        on: IntervalLike = None,
        start: Point | None = None,
        direction: Point | None = None,
        output: int | None = None,
        combination: Sequence[Exact] | None = None,
    ) -> None:
        self._set_functions(f, g)
        network = self.network
        if network.inputs == 1 and (start is not None or direction is not None):
            raise InputError("a network with one input is asked about its input: leave out start and direction.")
        interval = rational_interval(on)
        if isinstance(self.g, MapSubject):
            domain = self.g.f.domain
            interval = domain if interval is None else interval
            if not domain.contains_interval(interval):
                raise InputError(f"on must lie in the domain {domain} of the map, found {interval}.")
        if output is None and combination is None and network.outputs == 1:
            output = 0
        weights = combination_of(network, output, combination)
        if weights is None and not self.is_about_all_outputs:
            raise InputError(f"the network has {network.outputs} outputs: choose one, output=0, or give a combination.")
        self._set(line=line_of(network, interval, start, direction), combination=weights)
        self.require_checkable()

    def places(self) -> int:
        """Return the bits of the line and of the combination; those of the ends are counted with the points."""
        bits = limits.vector_bits(self.combination, "the combination")
        if self.network.inputs > 1:
            bits += limits.vector_bits(self.line.start, "the start")
            bits += limits.vector_bits(self.line.direction, "the direction")
        return bits

    @property
    def lemmas(self) -> tuple[str, ...]:
        """Ids of docs/theorems.md; rays need one more."""
        return tuple(sorted(super().lemmas if self.line.on.is_bounded else (*super().lemmas, "T6.2")))

    def _arguments(self) -> Iterator[str]:
        yield from (each for each in super()._arguments() if not each.startswith(("line=", "combination=")))
        yield f"on={self.line.on!r}"
        if self.network.inputs > 1:
            yield f"start={self.line.start!r}, direction={self.line.direction!r}"
        if self.network.outputs > 1 and self.combination is not None:
            yield f"combination={self.combination!r}"

    def where(self) -> str:
        """Return the set asked about, for people."""
        if self.network.inputs == 1:
            return str(self.line.on)
        return f"{self.line.on} along p + t*d, p = {point_text(self.line.start)}, d = {point_text(self.line.direction)}"

    def function(self, name: str = "f") -> str:
        """Return how statements name the function asked about."""
        if self.combination in (None, (Fraction(1),)):
            return name
        assert self.combination is not None
        return f"c * {name}, c = {point_text(self.combination)},"

    def line_fields(self) -> Fields:
        """Return the fields `line` and `on` of the claim object."""
        line: JSONValue = None
        if self.network.inputs > 1:
            line = {"direction": vector_json(self.line.direction), "start": vector_json(self.line.start)}
        return {"line": line, "on": None if self.line.on == Interval(None, None) else ends(self.line.on)}

    def segments_of(self, subject: NetworkSubject, *, all_outputs: bool = False) -> Segments:
        """Return a network along the line: what the claim asks of its outputs, or all of them."""
        line = self.line
        combination = None if all_outputs else self.combination
        return segments(
            subject.network, on=line.on, start=line.start, direction=line.direction, combination=combination
        )

    def points(self, found: Iterable[Segments], maps: Iterable[PL] = ()) -> Fields:
        """Return the witness: the boundaries of all regions, the kinks of maps, and the finite ends of the interval."""
        on = self.line.on
        points = [rational(end) for end in on if end is not None]
        for each in found:
            points += each.region_boundaries
        for f in maps:
            points += [rational(x) for x in f.breakpoints if x in on]
        return {"points": [canonical_rational(t) for t in _in_order(points or [Fraction(0)])]}


def _in_order(points: list[Fraction]) -> list[Fraction]:
    """Return points in increasing order, each once."""
    common, largest = least_common(t.denominator for t in points)
    if not is_worth_sharing(common, largest):
        return sorted(set(points))
    by_numerator = {t.numerator * (common // t.denominator): t for t in points}
    return [by_numerator[p] for p in sorted(by_numerator)]


def vector_text(x: Vector) -> str:
    """Return a vector as statements write it: one entry without parentheses."""
    shown = ", ".join(readable(entry) for entry in x)
    return shown if len(x) == 1 else f"({shown})"


def vector_json(x: Vector) -> JSONValue:
    """Return a vector as it stands in a claim object."""
    return [canonical_rational(entry) for entry in x]


def point_text(x: Vector) -> str:
    """Return a point as statements write it: in parentheses."""
    return f"({', '.join(shortened_rational(entry) for entry in x)})"
