"""Lines in the space of inputs of a network, and how people give them."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from exactpl.arithmetic.intervals import Interval, IntervalLike
from exactpl.arithmetic.rationals import Exact, exact
from exactpl.errors import InputError, described
from exactpl.networks.layer import Vector
from exactpl.networks.network import Network, as_point, require_network

Point: TypeAlias = Exact | Sequence[Exact]


@dataclass(frozen=True, slots=True)
class Line:
    """The line start + t * direction in the space of inputs, t in `on`."""

    start: Vector
    direction: Vector
    on: Interval

    def at(self, t: Fraction) -> Vector:
        """Return the point with parameter t."""
        return tuple(p + t * d for p, d in zip(self.start, self.direction, strict=True))


def line_of(network: Network, on: IntervalLike, start: Point | None, direction: Point | None) -> Line:
    """Return the line that is meant: for one input t = x where start and direction are left out.

    Raises InputError when a line is a point, or has too few numbers, or is needed and not given.
    """
    require_network(network)
    if (start is None) != (direction is None):
        raise InputError("a line needs start and direction, found only one of them.")
    if start is None or direction is None:
        if network.inputs > 1:
            raise InputError(
                f"a network with {network.inputs} inputs needs a line: a start and a direction, {network.inputs} "
                "numbers each."
            )
        start, direction = 0, 1
    p, d = as_point(start, network.inputs), as_point(direction, network.inputs)
    if not any(d):
        raise InputError("the direction of a line must not be 0: a line that is a point has no segments.")
    if on is None:
        interval = Interval(None, None)
    elif isinstance(on, Interval):
        interval = on
    elif isinstance(on, tuple | list) and len(on) == 2:
        interval = Interval(*on)
    else:
        raise InputError(f"on must be two ends such as (-1, '1/2') or an Interval, found {described(on)}.")
    for end in interval:
        if end is not None:
            exact(end)  # rational
    if interval.is_point:
        raise InputError(
            f"an interval with more than one point is required, found {interval}; evaluate the network there."
        )
    return Line(p, d, interval)
