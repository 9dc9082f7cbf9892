"""Claims about networks: values, equality, gaps, counts, ranges and slopes along a line, periodic points."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import ClassVar, TypeAlias, TypedDict, Unpack

from exactpl.arithmetic.integers import canonical_integer, counted
from exactpl.arithmetic.intervals import Interval, IntervalLike
from exactpl.arithmetic.rationals import Exact, canonical_rational, exact, readable, shortened_rational
from exactpl.claims import limits
from exactpl.claims.subjects import AnySubject, MapSubject, NetworkSubject, any_subject
from exactpl.claims.types.base import Fields, JSONValue, ends, rational_interval, small
from exactpl.errors import InputError
from exactpl.maps.pl import PL, require_rational
from exactpl.networks.along_lines import Line, Point, combination_of, line_of
from exactpl.networks.network import Network, Vector, as_point

GivenNetwork: TypeAlias = Network | NetworkSubject
GivenFunction: TypeAlias = Network | NetworkSubject | PL | MapSubject


def vector_text(x: Vector) -> str:
    """Return a vector as statements write it: one entry without parentheses."""
    shown = ", ".join(readable(entry) for entry in x)
    return shown if len(x) == 1 else f"({shown})"


def texts(x: Vector) -> JSONValue:
    """Return a vector as it stands in a claim object."""
    return [canonical_rational(entry) for entry in x]


class Asked(TypedDict, total=False):
    """What a claim along a line is asked with."""

    on: IntervalLike
    start: Point | None
    direction: Point | None
    output: int | None
    combination: Sequence[Exact] | None


@dataclass(frozen=True, init=False)
class NetworkClaim:
    """A claim about a network f, or about f and another function g, a network or a map."""

    type: ClassVar[str]
    basis: ClassVar[tuple[str, ...]] = ()
    cites: ClassVar[tuple[str, ...]] = ()
    f: NetworkSubject
    g: AnySubject | None = field(default=None, kw_only=True)

    def _set(self, **values: object) -> None:
        limits.require_statable(values)
        for name, value in values.items():
            object.__setattr__(self, name, value)

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


@dataclass(frozen=True, init=False)
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

    def where(self) -> str:
        """Return the set asked about, for people."""
        if self.network.inputs == 1:
            return str(self.line.on)
        return f"{self.line.on} along p + t*d, p = {_always(self.line.start)}, d = {_always(self.line.direction)}"

    def function(self, name: str = "f") -> str:
        """Return how statements name the function asked about."""
        if self.combination in (None, (Fraction(1),)):
            return name
        assert self.combination is not None
        return f"c * {name}, c = {_always(self.combination)},"

    def line_fields(self) -> Fields:
        """Return the fields `line` and `on` of the claim object."""
        line: JSONValue = None
        if self.network.inputs > 1:
            line = {"direction": texts(self.line.direction), "start": texts(self.line.start)}
        return {"line": line, "on": None if self.line.on == Interval(None, None) else ends(self.line.on)}


def _always(x: Vector) -> str:
    return f"({', '.join(shortened_rational(entry) for entry in x)})"


@dataclass(frozen=True, init=False)
class NetworkValue(NetworkClaim):
    """f(x) = y."""

    type = "network_value"
    x: Vector
    y: Vector | None

    def __init__(self, f: GivenNetwork, *, x: Point, y: Point | None = None) -> None:
        self._set_functions(f)
        self._set(x=as_point(x, self.network.inputs), y=None if y is None else as_point(y, self.network.outputs))
        self.require_checkable()

    def places(self) -> int:
        """Return the bits of x."""
        return limits.vector_bits(self.x, "x")

    def fields(self, y: Vector) -> Fields:
        """Return the claim object for a value y."""
        return {"type": self.type, "x": texts(self.x), "y": texts(y)}

    def statement(self, y: Vector) -> str:
        """Return the claim in words."""
        return f"f{_always(self.x)} = {vector_text(y)}"


@dataclass(frozen=True, init=False)
class DifferentValue(NetworkClaim):
    """f(x) - g(x) = difference, which is not 0."""

    type = "different_value"
    x: Vector
    difference: Vector | None

    def __init__(self, f: GivenNetwork, g: GivenFunction, *, x: Point, difference: Point | None = None) -> None:
        self._set_functions(f, g)
        point = as_point(x, self.network.inputs)
        if isinstance(self.g, MapSubject) and point[0] not in self.g.f.domain:
            raise InputError(f"x must lie in the domain {self.g.f.domain} of the map, found {vector_text(point)}.")
        given = None if difference is None else as_point(difference, self.network.outputs)
        if given is not None and not any(given):
            raise InputError("a difference other than 0 is required; equality at a point is no difference.")
        self._set(x=point, difference=given)
        self.require_checkable()

    def places(self) -> int:
        """Return the bits of x."""
        return limits.vector_bits(self.x, "x")

    def fields(self, difference: Vector) -> Fields:
        """Return the claim object for a difference."""
        return {"difference": texts(difference), "type": self.type, "x": texts(self.x)}

    def statement(self, difference: Vector) -> str:
        """Return the claim in words."""
        point = _always(self.x)
        return f"f{point} - g{point} = {vector_text(difference)}: f and g are different functions"


@dataclass(frozen=True, init=False)
class SameFunction(NetworkClaimOn):
    """f and g are the same function on the line."""

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


@dataclass(frozen=True, init=False)
class LargestGap(NetworkClaimOn):
    """The largest |c * (f - g)| on the line is `gap`, attained at t = `at`."""

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
            "combination": texts(self.combination),
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


@dataclass(frozen=True, init=False)
class NetworkCounts(NetworkClaimOn):
    """f has exactly so many affine pieces and activation regions on the line."""

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

    def fields(self, pieces: int, regions: int) -> Fields:
        """Return the claim object for two numbers."""
        return {
            "combination": None if self.combination is None else texts(self.combination),
            **self.line_fields(),
            "pieces": canonical_integer(pieces),
            "regions": canonical_integer(regions),
            "type": self.type,
        }

    def statement(self, pieces: int, regions: int) -> str:
        """Return the claim in words."""
        return (
            f"{self.function()} has exactly {counted(pieces, 'affine piece')} and "
            f"{counted(regions, 'activation region')} on {self.where()}"
        )


@dataclass(frozen=True, init=False)
class NetworkRange(NetworkClaimOn):
    """f takes exactly the values of `interval` on the line."""

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
            "combination": texts(self.combination),
            "interval": ends(interval),
            **self.line_fields(),
            "type": self.type,
        }

    def statement(self, interval: Interval) -> str:
        """Return the claim in words."""
        return f"{self.function()} takes exactly the values {interval} on {self.where()}"


@dataclass(frozen=True, init=False)
class NetworkSlopeRange(NetworkClaimOn):
    """The absolute slopes of f along the line reach from `smallest` to `largest`, its least Lipschitz constant in t."""

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

    def fields(self, smallest: Fraction, largest: Fraction) -> Fields:
        """Return the claim object for two slopes."""
        assert self.combination is not None
        return {
            "combination": texts(self.combination),
            "largest": canonical_rational(largest),
            **self.line_fields(),
            "smallest": canonical_rational(smallest),
            "type": self.type,
        }

    def statement(self, smallest: Fraction, largest: Fraction) -> str:
        """Return the claim in words."""
        return (
            f"the absolute slopes of {self.function()} on {self.where()} reach from {shortened_rational(smallest)} to "
            f"{shortened_rational(largest)}"
        )


@dataclass(frozen=True, init=False)
class NetworkLeastPeriod(NetworkClaim):
    """x is a point of least period n of a network with as many outputs as inputs, iterated."""

    type = "network_least_period"
    n: int
    x: Vector

    def __init__(self, f: GivenNetwork, *, n: int, x: Point) -> None:
        self._set_functions(f)
        network = self.network
        if network.inputs != network.outputs:
            raise InputError(
                f"a network that is iterated needs as many outputs as inputs, found {network.inputs} and "
                f"{network.outputs}."
            )
        self._set(n=small(n, "n", 1), x=as_point(x, network.inputs))
        self.require_checkable()

    @property
    def times(self) -> int:
        """How often the network is applied."""
        return self.n

    def places(self) -> int:
        """Return the bits of x."""
        return limits.vector_bits(self.x, "x")

    def fields(self) -> Fields:
        """Return the claim object."""
        return {"n": self.n, "type": self.type, "x": texts(self.x)}

    def statement(self) -> str:
        """Return the claim in words."""
        return f"{_always(self.x)} has least period {self.n} under f"
