"""VNN-LIB 1 queries, the questions of the verification competition (VNN-COMP).

A query asks for an x in a box with outputs y that satisfy linear inequalities; a verifier answers sat or unsat. VNN-LIB
1 has decimals only: other numbers are refused, never rounded.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from exactpl.arithmetic.rationals import Exact, exact, shortened_rational
from exactpl.errors import InputError, described, require_kind, require_list
from exactpl.networks.layer import Vector
from exactpl.networks.network import Network, as_point, require_network


@dataclass(frozen=True, slots=True, init=False)
class Query:
    """The question whether some x in a box has sum(c_i y_i) >= bound for all (c, bound) of `conditions`.

    `box` has one pair (lower, upper) for each input, lower <= upper.
    """

    box: tuple[tuple[Fraction, Fraction], ...]
    conditions: tuple[tuple[Vector, Fraction], ...]

    def __init__(self, box: Sequence[tuple[Exact, Exact]], conditions: Sequence[tuple[Sequence[Exact], Exact]]) -> None:
        given = [_pair(side, "a side of the box") for side in require_list(box, "the box")]
        sides = tuple((exact(low), exact(high)) for low, high in given)
        for i, (low, high) in enumerate(sides):
            if low > high:
                raise InputError(
                    f"lower <= upper is required, found {shortened_rational(low)} > {shortened_rational(high)} for "
                    f"input {i}."
                )
        pairs = [_pair(each, "a condition, factors and bound,") for each in require_list(conditions, "the conditions")]
        wanted = tuple((_factors(factors), exact(bound)) for factors, bound in pairs)
        if not sides or not wanted:
            raise InputError("a query needs a box and at least one condition, found an empty list.")
        object.__setattr__(self, "box", sides)
        object.__setattr__(self, "conditions", wanted)

    def holds_at(self, network: Network, x: Sequence[Exact]) -> bool:
        """Whether x is an exact answer: it lies in the box, and the outputs there satisfy all conditions."""
        point = as_point(x, require_network(network).inputs)
        _require_fit(network, self)
        if not all(low <= entry <= high for entry, (low, high) in zip(point, self.box, strict=True)):
            return False
        y = network.image(point)
        return all(sum(c * v for c, v in zip(factors, y, strict=True)) >= bound for factors, bound in self.conditions)


def _pair(given: object, what: str) -> tuple[Any, Any]:
    if not isinstance(given, tuple | list) or len(given) != 2:
        raise InputError(f"{what} must be a pair, found {described(given)}.")
    return given[0], given[1]


def _factors(given: object) -> Vector:
    if isinstance(given, str) or not isinstance(given, Sequence):
        raise InputError(f"the factors of a condition must be a list, found {described(given)}.")
    return tuple(exact(c) for c in given)


def _require_fit(network: Network, query: Query) -> None:
    if len(query.box) != network.inputs:
        raise InputError(f"the box must have {network.inputs} sides, one for each input, found {len(query.box)}.")
    for number, (factors, _) in enumerate(query.conditions):
        if len(factors) != network.outputs or not any(factors):
            raise InputError(
                f"condition {number} must have {network.outputs} factors, not all 0, found {len(factors)}."
            )


def decimal(x: Fraction, place: str) -> str:
    """Return the finite decimal of a number; InputError, with the place, when it has none.

    >>> decimal(Fraction(-3, 8), "the box")
    '-0.375'
    """
    rest, places = x.denominator, 0
    for prime in (2, 5):
        power = 0
        while rest % prime == 0:
            rest //= prime
            power += 1
        places = max(places, power)
    if rest != 1 or places > 2000:
        raise InputError(f"VNN-LIB has decimals only, which cannot hold {shortened_rational(x)} in {place} exactly.")
    digits = str(abs(x.numerator) * 10**places // x.denominator).zfill(places + 1)
    sign = "-" if x < 0 else ""
    return f"{sign}{digits[: len(digits) - places]}.{digits[len(digits) - places :] or '0'}"


def vnnlib_text(network: Network, query: Query) -> str:
    """Return a query in VNN-LIB 1; InputError when it does not fit the network, or a number is no decimal."""
    _require_fit(require_network(network), require_kind(query, Query, "a Query"))
    lines = [f"(declare-const X_{i} Real)" for i in range(network.inputs)]
    lines += [f"(declare-const Y_{i} Real)" for i in range(network.outputs)]
    for i, (low, high) in enumerate(query.box):
        lines.append(f"(assert (>= X_{i} {decimal(low, f'the box of X_{i}')}))")
        lines.append(f"(assert (<= X_{i} {decimal(high, f'the box of X_{i}')}))")
    for number, (factors, bound) in enumerate(query.conditions):
        place = f"condition {number}"
        chosen = [(i, c) for i, c in enumerate(factors) if c]
        if len(chosen) == 1 and abs(chosen[0][1]) == 1:
            i, c = chosen[0]
            lines.append(f"(assert ({'>=' if c > 0 else '<='} Y_{i} {decimal(c * bound, place)}))")
            continue
        terms = " ".join(f"(* {decimal(c, place)} Y_{i})" for i, c in chosen)
        lines.append(f"(assert (>= {f'(+ {terms})' if len(chosen) > 1 else terms} {decimal(bound, place)}))")
    return "\n".join(lines) + "\n"
