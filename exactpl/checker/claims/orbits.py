"""Evaluation along an orbit that has to stay in the domain."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ..arithmetic import steps
from ..errors import Reject, Rule
from ..mathematics.plmap import Point, point, restricted, show
from ..reading.mapfile import MapFile


def orbit(subject: MapFile, x: Fraction, k: int) -> Iterator[Point]:
    """Yield x, f(x), ..., f^k(x); raises `Reject` when f is not defined where it is needed, or at x."""
    f = restricted(subject, subject.domain)
    value = point(x)
    if not f.contains(value):
        raise Reject(Rule.OUTSIDE_DOMAIN, f"x in the domain {subject.domain.shown()}", show(value))
    yield value
    for j in range(k):
        if not f.contains(value):
            raise Reject(Rule.OUTSIDE_DOMAIN, f"f^{j}(x) in the domain {subject.domain.shown()}", show(value))
        value = f.image(value)
        yield value


def evaluation_fuel(subject: MapFile, k: int, bits: int) -> int:
    """Return the steps for k evaluations with data of so many bits."""
    knots = subject.interior_knots(subject.domain)
    return steps.following(k, bits, knots) + steps.restricting(knots, bits)
