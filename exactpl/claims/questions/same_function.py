"""`same_function`: whether two networks, or a network and a map, are one function."""

from exactpl import work
from exactpl.arithmetic.intervals import IntervalLike
from exactpl.claims.deciding import decide
from exactpl.claims.kinds.network_lines import SameFunction
from exactpl.claims.kinds.networks import GivenFunction, GivenNetwork
from exactpl.networks.along_lines import Point
from exactpl.verdicts import Verdict


@work.bounded
def same_function(
    f: GivenNetwork,
    g: GivenFunction,
    *,
    on: IntervalLike = None,
    start: Point | None = None,
    direction: Point | None = None,
) -> Verdict:
    """Decide whether f and g are the same function on `on`, for several inputs along start + t * direction.

    f is a network, g a network or a PL map. `on` None is the whole line (the domain of a map). Proved and Refuted carry
    certificates; Refuted has the witness (t, gap): where the largest gap is attained and how large it is, or, where the
    gap grows without bound, one point and the difference there. Cost: that of `segments` for both.

    >>> from exactpl.networks import from_numpy
    >>> f, g = from_numpy([[[1], [-1]], [[1, 1]]]), from_numpy([[[1]]], last="abs")
    >>> same_function(f, g).statement
    'f and g are the same function on (-oo, oo)'
    """
    return decide(SameFunction(f, g, on=on, start=start, direction=direction))
