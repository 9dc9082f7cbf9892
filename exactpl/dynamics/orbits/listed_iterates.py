"""f, f^2, ... listed one after the other by composition: the plain way, for maps over a field Q(a).

The fast ways to know iterates compute with numerators and denominators, which numbers of a field do not have; so their
maps are asked about small k.
"""

from collections.abc import Iterator
from fractions import Fraction

from exactpl import progress
from exactpl.dynamics.orbits.self_map import SelfMap
from exactpl.errors import BudgetError
from exactpl.maps.graph import affine
from exactpl.maps.pl import PL

MOST_PIECES = 100_000


def listed_iterates(f: PL, k: int, *, most_pieces: int = MOST_PIECES) -> Iterator[PL]:
    """Yield f^0, f^1, ..., f^k; BudgetError as soon as one has more than `most_pieces`."""
    f = SelfMap.of(f)
    power = PL._of(affine(f.domain, Fraction(1), Fraction(0)))
    yield power
    for j in range(1, k + 1):
        progress.report("iterates", j, k)
        power = power @ f
        if len(power.pieces) > most_pieces:
            raise BudgetError(
                f"f^{j} has more than {most_pieces:,} pieces, and iterates of a map over Q(a) are listed. "
                "Ask for a smaller k."
            )
        yield power
