"""Knots as users give them: read as points of exact numbers, of one field; messages about those that do not fit."""

from collections.abc import Mapping, Set
from typing import Any

from exactpl.arithmetic.rationals import exact_real, shortened_rational
from exactpl.errors import InputError, described
from exactpl.maps.graph import Graph, Point

_NO_PAIRS = (str, bytes, Set, Mapping)  # iterable, and never meant as (x, y)


def point_of(index: int, knot: Any) -> Point:
    """Return knot number `index` as a point; InputError unless it is a pair of exact numbers."""
    try:
        pair: tuple[Any, ...] = () if isinstance(knot, _NO_PAIRS) else tuple(knot)
    except TypeError:
        pair = ()
    if len(pair) != 2:
        raise InputError(f"knots must be pairs (x, y): knots[{index}] = {described(knot)}.")
    return exact_real(pair[0]), exact_real(pair[1])


def advice(before: Point, knot: Point) -> str:
    """Say what to do about a knot that does not lie to the right of the one before."""
    if knot[0] < before[0]:
        return "sort them by x"
    if knot[1] == before[1]:
        return "the same knot twice: leave one out"
    return (
        f"a map with two values there, {shortened_rational(before[1])} and {shortened_rational(knot[1])}, would jump, "
        "and maps are continuous: choose one of them, or join them by a steep piece"
    )


def require_one_field(graph: Graph) -> None:
    """Raise InputError where numbers of two fields meet."""
    fields = list(dict.fromkeys(number.field for number in graph.algebraic_numbers()))
    if len(fields) > 1:
        raise InputError(
            f"the numbers of a map must lie in one field Q(a), found {fields[0].described()} and "
            f"{fields[1].described()}; express both by one root."
        )
