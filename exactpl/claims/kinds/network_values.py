"""Claims about networks at single points: values, differences, periodic points."""

from dataclasses import dataclass

from exactpl import work
from exactpl.arithmetic.rationals import (
    shortened_rational,
)
from exactpl.claims import limits
from exactpl.claims.certificates import Fields
from exactpl.claims.kinds.base import small_integer
from exactpl.claims.kinds.networks import (
    GivenFunction,
    GivenNetwork,
    NetworkClaim,
    point_text,
    vector_json,
    vector_text,
)
from exactpl.claims.subjects import MapSubject
from exactpl.errors import InputError
from exactpl.networks.layer import Vector
from exactpl.networks.line import Point
from exactpl.networks.network import as_point
from exactpl.verdicts import Proved, Refuted, Verdict

_POINT_BYTES = 100


@dataclass(frozen=True, init=False, repr=False)
class NetworkValue(NetworkClaim):
    """f(x) = y.

    The value of Proved and the witness of Refuted are f(x), a tuple of numbers.
    """

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
        return {"type": self.type, "x": vector_json(self.x), "y": vector_json(y)}

    def statement(self, y: Vector) -> str:
        """Return the claim in words."""
        return f"f{point_text(self.x)} = {vector_text(y)}"

    def _decide(self) -> Verdict:
        y = self.network.image(self.x)
        proof = self.certificate(self.fields(y))
        if self.y is None or self.y == y:
            return Proved(self.statement(y), value=y, certificate=proof)
        return Refuted(self.statement(self.y), self.statement(y), witness=y, certificate=proof)


@dataclass(frozen=True, init=False, repr=False)
class DifferentValue(NetworkClaim):
    """f(x) - g(x) = difference, which is not 0.

    The value of Proved and the witness of Refuted are f(x) - g(x), a tuple of numbers; the witness is None where it is
    0.
    """

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
        return {"difference": vector_json(difference), "type": self.type, "x": vector_json(self.x)}

    def statement(self, difference: Vector) -> str:
        """Return the claim in words."""
        point = point_text(self.x)
        return f"f{point} - g{point} = {vector_text(difference)}: f and g are different functions"

    def _decide(self) -> Verdict:
        own, other = self.network.image(self.x), self.value_of_g(self.x)
        difference = tuple(a - b for a, b in zip(own, other, strict=True))
        if not any(difference):
            return Refuted(
                f"f and g differ at {vector_text(self.x)}",
                f"both have the value {vector_text(own)} there; ask whether they are the same function: same_function.",
            )
        proof = self.certificate(self.fields(difference))
        if self.difference in (None, difference):
            return Proved(self.statement(difference), value=difference, certificate=proof)
        assert self.difference is not None
        return Refuted(
            self.statement(self.difference), self.statement(difference), witness=difference, certificate=proof
        )


@dataclass(frozen=True, init=False, repr=False)
class NetworkLeastPeriod(NetworkClaim):
    """x is a point of least period n of a network with as many outputs as inputs, iterated.

    Proved has no value; its witness is the cycle, a tuple of points. The witness of Refuted is the shorter cycle, or
    the point that x is at after n steps.
    """

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
        self._set(n=small_integer(n, "n", 1), x=as_point(x, network.inputs))
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
        return {"n": self.n, "type": self.type, "x": vector_json(self.x)}

    def statement(self) -> str:
        """Return the claim in words."""
        return f"{point_text(self.x)} has least period {self.n} under f"

    def _decide(self) -> Verdict:
        orbit, mark = [self.x], self.x
        for n in range(1, self.n + 1):
            y = self.network.image(orbit[-1])
            work.hold(sum(map(work.size, y)) // 8 + _POINT_BYTES)
            orbit.append(y)
            if y == self.x:
                break
            if y == mark:  # the orbit has run once around a cycle without x
                marked = orbit.index(mark)
                orbit.append(orbit[marked + (self.n - marked) % (n - marked)])
                break
            if n & (n - 1) == 0:
                mark = y
        steps = len(orbit) - 1
        if orbit[-1] == self.x and steps == self.n:
            return Proved(self.statement(), witness=tuple(orbit[:-1]), certificate=self.certificate(self.fields()))
        if orbit[-1] == self.x:
            shorter = NetworkLeastPeriod(self.f, n=steps, x=self.x)
            return Refuted(
                self.statement(),
                shorter.statement(),
                witness=tuple(orbit[:-1]),
                certificate=shorter.certificate(shorter.fields()),
            )
        last = ", ".join(shortened_rational(entry) for entry in orbit[-1])
        return Refuted(self.statement(), f"after {self.n} steps the point is at ({last})", witness=orbit[-1])
