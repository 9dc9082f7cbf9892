"""The swap certificate: no odd period greater than 1 at all, from one look at the map (T5.3).

If f takes the points of K = f^m(J) left of a fixed point z to its right and back, each cycle in K other than {z}
alternates between the two sides, so its length is even; and K holds every cycle of J. Sufficient, not necessary.
"""

from dataclasses import dataclass

from exactpl.arithmetic.intervals import Interval
from exactpl.arithmetic.rationals import Real
from exactpl.dynamics.orbits.self_map import SelfMap
from exactpl.dynamics.periods.over_fields import fixed_components
from exactpl.maps.pl import PL


@dataclass(frozen=True, slots=True)
class Swap:
    """z is a fixed point in K = f^m(J), and f swaps the two sides of z in K."""

    m: int
    z: Real


def find_swap(f: PL, *, most_steps: int = 64) -> Swap | None:
    """Return a Swap with the smallest m <= most_steps, or None when there is none."""
    f = SelfMap.of(f)
    fixed = fixed_components(f, 1)
    k = f.domain
    for m in range(most_steps + 1):
        inside = [part for part in fixed if k.intersection(part)]
        if len(inside) == 1 and inside[0].is_point:
            z = inside[0].lower
            assert z is not None
            if _swaps(f, k, z):
                return Swap(m, z)
        image = f.image(*k)
        if image == k:
            return None
        k = image
    return None


def _swaps(f: PL, k: Interval, z: Real) -> bool:
    low, high = f.image(k.lower, z).lower, f.image(z, k.upper).upper
    return low is not None and low >= z and high is not None and high <= z
