"""`same_function`: whether two networks, or a network and a map, are one function."""

from exactpl import work
from exactpl.arithmetic.intervals import IntervalLike
from exactpl.claims.deciding import decide
from exactpl.claims.kinds.network_lines import SameFunction
from exactpl.claims.kinds.networks import GivenFunction
from exactpl.claims.subjects import MapSubject
from exactpl.maps.pl import PL
from exactpl.networks.line import Point
from exactpl.verdicts import Verdict


@work.bounded
def same_function(
    f: GivenFunction,
    g: GivenFunction,
    *,
    on: IntervalLike = None,
    start: Point | None = None,
    direction: Point | None = None,
) -> Verdict:
    """Decide whether f and g are the same function on `on`, for several inputs along start + t * direction.

    One of them is a network, the other a network or a PL map. Certificates call the network f: where the map comes
    first the two change places. `on` None is the whole line (the domain of a map). Proved and Refuted carry
    certificates. Proved has no value; its witness is the `networks.Segments` of f. The witness of Refuted is (t, gap):
    where |f - g| is largest, and how large it is; where it grows without bound, one point, and the entry of f - g there
    that is largest in absolute value.

    Raises TypeError for two maps, which f == g compares. Cost: that of `segments` for both.

    >>> from exactpl.networks import from_numpy
    >>> f, g = from_numpy([[[1], [-1]], [[1, 1]]]), from_numpy([[[1]]], last="abs")
    >>> same_function(f, g).statement
    'f and g are the same function on (-oo, oo)'

    See also: `claims.LargestGap` (of one output or a combination), `PL.sup_distance` (of two maps).
    """
    network, other = (g, f) if isinstance(f, PL | MapSubject) else (f, g)
    if isinstance(network, PL | MapSubject):
        raise TypeError("a network is required, found two maps: f == g compares them, f.sup_distance(g) is their gap.")
    return decide(SameFunction(network, other, on=on, start=start, direction=direction))
