"""From the oracle's maps to exactpl's and back. Nothing else joins the two."""

from exactpl.maps.pl import PL
from tests.oracles.maps import Map, make


def pl(m: Map) -> PL:
    """Return the exactpl map of an oracle map."""
    return PL(m.knots, left_slope=m.left, right_slope=m.right)


def oracle(f: PL) -> Map:
    """Return the oracle map of an exactpl map."""
    return make(list(f.knots), f.left_slope, f.right_slope)
