"""What a witness lists about f^n over a field Q(a): points between which it is affine, with their orbits (T2.8)."""

from exactpl.claims.certificates import Fields, JSONValue
from exactpl.claims.kinds.base import as_json
from exactpl.dynamics.orbits.listed_iterates import listed_iterates
from exactpl.dynamics.periods.over_fields import fixed_components
from exactpl.maps.pl import PL

LISTED = ("T0.1", "T0.2", "T2.8")  # what a certificate that lists orbits rests on


_MOST_NUMBERS = 8_000


def orbits_witness(f: PL, n: int) -> Fields | None:
    """Return the orbits of all ends, breakpoints and fixed points of f^n, or None where there are too many.

    f maps a compact interval into itself.
    """
    if not f.domain.is_bounded:
        return None
    powers = []
    for power in listed_iterates(f, n):
        if len(power.pieces) * (n + 1) > _MOST_NUMBERS:
            return None
        powers.append(power)
    points = {end for part in (f.domain, *fixed_components(f, n)) for end in part if end is not None}
    for power in powers[:-1]:
        # kinks of f met on the way count, also where f^n has none
        for c in f.breakpoints:
            points |= {end for part in power.preimages(c) for end in part if end is not None}
    found: list[JSONValue] = []
    for x in sorted(points):
        orbit: list[JSONValue] = [as_json(x)]
        for _ in range(n):
            x = f(x)
            orbit.append(as_json(x))
        found.append(orbit)
    return {"orbits": found}
