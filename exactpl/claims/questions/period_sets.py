"""`period_set`: which least periods a map has, up to a bound and, where it can be known, altogether."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from exactpl import work
from exactpl.arithmetic.intervals import IntervalLike
from exactpl.arithmetic.records import Record
from exactpl.claims.deciding import decide
from exactpl.claims.kinds.absent_periods import AbsentPeriods
from exactpl.claims.kinds.forcing import ForcedPeriods, PeriodSet
from exactpl.claims.kinds.periods import NoOddPeriod
from exactpl.claims.questions.orbits import each_period
from exactpl.claims.subjects import MapSubject
from exactpl.dynamics.periods.forcing import forced_periods, forced_text, sharkovsky_key
from exactpl.errors import BudgetError, DomainError
from exactpl.maps.pl import PL
from exactpl.verdicts import Proved, Refuted, Undecided, Verdict

_LARGEST_DOUBLED = 64


@dataclass(frozen=True, slots=True, repr=False)
class PeriodReport(Record):
    """What `period_set` returns: the least periods n <= upto, each with its verdict, and what is known beyond.

    `strongest` is the period found that comes first in Sharkovsky's order; it forces `forced` (up to `upto`) and more
    beyond, which `forcing` proves. `whole` decides whether the strongest and what it forces are all least periods there
    are; `no_odd` whether there is no odd one > 1 at all. They are None where the question does not arise. Over a number
    field `forcing` has no certificate.
    """

    upto: int
    verdicts: dict[int, Proved | Refuted]
    whole: Verdict | None
    no_odd: Verdict | None
    forcing: Proved | None = None

    @property
    def present(self) -> tuple[int, ...]:
        """The least periods <= upto."""
        return tuple(n for n, verdict in self.verdicts.items() if isinstance(verdict, Proved))

    @property
    def absent(self) -> tuple[int, ...]:
        """The numbers <= upto that are no least periods."""
        return tuple(n for n, verdict in self.verdicts.items() if isinstance(verdict, Refuted))

    @property
    def strongest(self) -> int | None:
        """The least period found that forces all others found, or None when none was found."""
        return min(self.present, key=sharkovsky_key, default=None)

    @property
    def forced(self) -> tuple[int, ...]:
        """The periods <= upto that the strongest one forces."""
        return () if self.strongest is None else tuple(forced_periods(self.strongest, upto=self.upto))

    def __str__(self) -> str:
        if isinstance(self.whole, Proved):
            return forced_text(self.whole.value)
        if 1 in self.absent:
            return "none: a map of an interval without fixed points has no cycles"
        found = ", ".join(map(str, self.present)) or "none"
        return f"up to {self.upto}: {found}"


@work.bounded
def period_set(f: PL | MapSubject, *, upto: int = 12, on: IntervalLike = None) -> PeriodReport:
    """Return the set of all least periods of f as far as it is known: each n <= upto, and what follows for all n.

    Verdicts on n are those of `find_orbit`. The value of `whole`, where it is Proved, is the n that forces all others,
    its witness an `Orbit`; the witness of `forcing` is an `Orbit`, too.

    Cost and errors: those of `periods`; then tables of up to 4,000 rows.

    >>> str(period_set(PL([(0, "3/4"), ("1/2", 1), (1, 0)]), upto=5))
    '1, 2 and 4'
    >>> str(period_set(PL([(0, 0), ("1/2", "7/10"), (1, 0)]), upto=8))
    'all even periods and 1'

    See also: `periods`, which decides each n <= upto and nothing more; `forced_periods`, without a map.
    """
    subject = MapSubject.of(f)
    verdicts = dict(each_period(subject, upto=upto, on=on))
    return period_report(subject, verdicts, on)


@work.bounded
def period_report(subject: MapSubject, verdicts: dict[int, Proved | Refuted], on: IntervalLike = None) -> PeriodReport:
    """Return the report for periods 1, 2, ... that were decided: what they say of all periods."""
    found = PeriodReport(max(verdicts), verdicts, None, None)
    if 1 in found.absent:
        return found
    strongest = found.strongest
    whole: Verdict | None = None
    over_field = subject.f.field is not None
    if strongest is not None and not over_field:
        whole = _whole(subject, strongest, on)
    no_odd: Verdict | None = None
    if not any(n % 2 for n in found.present if n > 1) and not isinstance(whole, Proved):
        if not over_field:
            swap = NoOddPeriod(subject, on=on)
            no_odd = _affordable(swap.by_swap, swap.statement())
        if not isinstance(no_odd, Proved):
            growth = AbsentPeriods(subject, on=on)
            no_odd = _affordable(growth.by_growth, growth.statement())
    forcing: Proved | None = None
    if strongest is not None and strongest > 1:
        forcing = ForcedPeriods(subject, n=strongest, on=on).by_orbit(verdicts[strongest].witness)
    return PeriodReport(found.upto, verdicts, whole, no_odd, forcing)


def _whole(subject: MapSubject, n: int, on: IntervalLike) -> Verdict:
    """Decide the whole set; for n = 2^j, which 2^(j+1) may follow, go on as far as it is affordable."""
    while True:
        claim = PeriodSet(subject, n=n, on=on)
        verdict = _affordable(partial(decide, claim), claim.statement())
        if not isinstance(verdict, Refuted) or n & (n - 1) or 2 * n > _LARGEST_DOUBLED:
            return verdict
        n *= 2


def _affordable(decided: Callable[[], Verdict], statement: str) -> Verdict:
    """Decide within half of the budget; beyond that, or where the claim needs another domain, it stays open."""
    try:
        with work.share():
            return decided()
    except (BudgetError, DomainError) as error:
        return Undecided(statement, str(error))
