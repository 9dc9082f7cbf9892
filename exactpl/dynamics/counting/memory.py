"""How much memory counting takes, estimated before it begins."""

from exactpl.arithmetic.integers import counted, shortened
from exactpl.arithmetic.rationals import rationals
from exactpl.errors import BudgetError
from exactpl.maps.pl import PL, require_rational

MOST_BYTES = 1 << 31


def require_affordable_counts(f: PL, k: int, most_bytes: int = MOST_BYTES) -> None:
    """Raise BudgetError when the numbers on the way to counts for f^k would take more than about `most_bytes`."""
    needed = memory_of_counts(f, k)
    if needed > most_bytes:
        raise BudgetError(
            f"counting for k = {shortened(k)} with {counted(len(f.breakpoints), 'breakpoint')} takes about "
            f"{shortened(needed)} bytes, more than the budget {most_bytes:,}. Ask for a smaller k, or for all k at "
            "once (closed_form(f); exactpl count without -k), if the critical orbits are finite. In Python, "
            "most_bytes= allows more."
        )


def memory_of_counts(f: PL, k: int) -> int:
    """Return an estimate, in bytes, of the memory that counting for f^k takes: first hits, orbits and products."""
    require_rational(f)
    m = len(f.breakpoints)
    # N_j(c) has at most j log2(m + 1) bits; about four such tables are alive at a time
    hits = m * k**2 * (m + 1).bit_length() // 4
    bits = max((max(s.numerator.bit_length(), s.denominator.bit_length()) for s in rationals(f.slopes)), default=0)
    return hits + (m + 2) * k * 64 + k * bits // 8
