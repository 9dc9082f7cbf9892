"""f, f^2, ... listed one after the other by composition: the plain way, for maps over a field Q(a).

All that is known in closed form about iterates rests on integers; numbers of a field have none, and their maps are
asked for small k.
"""

from collections.abc import Iterator
from fractions import Fraction

from exactpl import progress
from exactpl.dynamics.orbits.self_map import require_self_map
from exactpl.errors import BudgetError, InputError
from exactpl.maps.graph import affine
from exactpl.maps.pl import PL

BUDGET = 100_000


def listed_iterates(f: PL, k: int, *, budget: int = BUDGET) -> Iterator[PL]:
    """Yield f^0, f^1, ..., f^k; BudgetError as soon as one has more than `budget` pieces."""
    require_self_map(f)
    power = PL._of(affine(f.domain, Fraction(1), Fraction(0)))
    yield power
    for j in range(1, k + 1):
        progress.report("iterates", j, k)
        power = power @ f
        if len(power.pieces) > budget:
            raise BudgetError(
                f"f^{j} has more than {budget:,} pieces, and iterates of a map over Q(a) are listed. "
                "Ask for a smaller k."
            )
        yield power


def require_rational(f: PL) -> None:
    """Raise InputError for a map over a field Q(a)."""
    if f.field is not None:
        raise InputError(
            "a map with rational data is required for this question, found one with numbers of Q(a), a "
            f"{f.field.described()}; such maps can be iterated, counted and asked for periods, growth, "
            "chaos and closed forms."
        )
