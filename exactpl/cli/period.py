"""`exactpl period MAP N`."""

from typing import Annotated

from cyclopts import Parameter

from exactpl.arithmetic.intervals import Interval
from exactpl.arithmetic.rationals import approximate, shortened_rational
from exactpl.claims import InvariantInterval, LiYorkeChaos, MapSubject, NoOddPeriod, RobustPeriod
from exactpl.claims.deciders.coverings import robust_period
from exactpl.claims.deciders.orbits import no_odd_period_by_swap
from exactpl.claims.deciding import decide
from exactpl.claims.orbits import find_orbit
from exactpl.cli.arguments import (
    AsJSON,
    CertificatePath,
    Full,
    MapText,
    NoCheck,
    On,
    interval_of,
    subject_of,
    whole_number,
)
from exactpl.cli.output import Answer, Block, emit, emit_json, indented, with_decimal
from exactpl.dynamics.growth.forced import LARGEST, forced_growth
from exactpl.dynamics.orbits.self_map import invariant_hull
from exactpl.dynamics.periods.forcing import odd_part
from exactpl.dynamics.periods.periodic_points import Orbit
from exactpl.verdicts import Proved, Refuted


def period(
    map_text: MapText,
    n: Annotated[str, Parameter(name="N", allow_leading_hyphen=True, help="the period, an integer >= 1")],
    /,
    *,
    on: On = None,
    output: CertificatePath = None,
    no_check: NoCheck = False,
    full: Full = False,
    json: AsJSON = False,
) -> int:
    """Decide whether f has a point of least period N, with a witness orbit or a complete refutation.

    For period 3 it also says what follows, and which perturbations the chaos survives, where it can.

    Examples: exactpl period scrambling 3 -o period3.json; exactpl period "0:0 1/2:1 1:0" 5; exactpl period "relu(x)" 2
    """
    length = whole_number(n, "N", 1)
    subject, interval = subject_of(map_text), interval_of(on)
    answer = Answer(find_orbit(subject, length, on=interval), checked=not no_check).settle(output)
    verdict = answer.verdict
    consequences = _Consequences(subject, interval, length, verdict, not no_check)
    if json:
        witness = list(verdict.witness) if isinstance(verdict, Proved) else None
        emit_json(**answer.fields(witness=witness, n=length, on=interval, consequences=consequences.fields()))
        return answer.status
    if isinstance(verdict, Proved):
        field = subject.f.field
        over = [] if field is None else [f"f over Q(a), a {field.described()}"]
        lines = [f"{verdict.statement}.", *over, *consequences.home(), *_points(verdict.witness, full)]
    else:
        lines = [f"{verdict.reason}."]
    emit(indented(answer.word, lines), *consequences.lines(), *answer.basis())
    return answer.status


def _points(orbit: Orbit, full: bool) -> list[str]:
    return [f"x{i} = {with_decimal(x, full)}" for i, x in enumerate(orbit)]


class _Consequences:
    """What follows from the verdict; each consequence is decided and checked as a claim of its own."""

    def __init__(self, subject: MapSubject, interval: Interval | None, n: int, verdict: object, checked: bool) -> None:
        self._chaos: Answer | None = None
        self._even: Answer | None = None
        self._robust: Answer | None = None
        self._home: Answer | None = None
        self._invariant: Interval | None = None
        self._n = n
        self._is_three = n == 3 and isinstance(verdict, Proved)
        if subject.f.field is not None:
            return  # what follows is proved by rules for rational data
        if isinstance(verdict, Proved):
            self._find_home(subject, verdict.witness, checked)
            robust = Answer(robust_period(RobustPeriod(subject, n=n, on=interval), verdict.witness), checked=checked)
            self._robust = robust.settle() if isinstance(robust.verdict, Proved) else None
            if self._is_three and self._invariant is not None:
                chaos = Answer(decide(LiYorkeChaos(subject, interval=self._invariant)), checked=checked).settle()
                self._chaos = chaos if isinstance(chaos.verdict, Proved) else None
        elif isinstance(verdict, Refuted) and n % 2 == 1 and n > 1:
            even = Answer(no_odd_period_by_swap(NoOddPeriod(subject, on=interval)), checked=checked).settle()
            self._even = even if isinstance(even.verdict, Proved) else None

    def _find_home(self, subject: MapSubject, orbit: Orbit, checked: bool) -> None:
        around = Interval(min(orbit), max(orbit))
        home = invariant_hull(subject.f, around)
        if home is not None and not home.is_point:
            self._home = Answer(decide(InvariantInterval(subject, interval=home)), checked=checked).settle()
            self._invariant = home

    def home(self) -> list[str]:
        """Return the line that names an invariant compact interval around the orbit."""
        return [] if self._invariant is None else [f"f on J = {self._invariant}, f(J) inside J"]

    def lines(self) -> list[Block]:
        """Return the lines 'so' and 'robust'."""
        lines: list[Block] = []
        if self._even is not None:
            lines.append(
                indented("so", ["every cycle other than a fixed point has even length: no odd period > 1 (T5.3)"])
            )
        if self._is_three:
            scrambled = "" if self._chaos is None else "; Li-Yorke chaos, GIVEN [LY75]"
            lines.append(indented("so", [f"every period exists (T4.2){scrambled}"]))
        if self._invariant is not None and odd_part(self._n)[1] > 1 and self._n <= LARGEST:
            root = approximate(forced_growth(self._n))
            lines.append(
                indented("so", [f"the growth of f on J is at least {root}, its entropy the log, GIVEN [BGMY80]"])
            )
        if self._robust is not None and isinstance(self._robust.verdict, Proved):
            lines.append(indented("robust", [f"{self._robust.verdict.statement} (T4.5)"]))
        if self._chaos is not None and isinstance(self._chaos.verdict, Proved):
            epsilon, a = self._chaos.verdict.value, self._chaos.verdict.witness
            if epsilon > 0:
                lines.append(
                    indented(
                        "robust",
                        [
                            "Li-Yorke chaos for every continuous g: J -> J with |g - f| <= "
                            f"{shortened_rational(epsilon)} (T4.4, a = {shortened_rational(a)}), GIVEN [LY75]"
                        ],
                    )
                )
        return lines

    def fields(self) -> list[dict[str, object]]:
        """Return the same for JSON: each consequence with its own statement, lemmas and citations."""
        found = []
        if self._is_three:
            found.append(_said("every period exists", None, False, ("T4.1", "T4.2"), ()))
        if self._invariant is not None and odd_part(self._n)[1] > 1 and self._n <= LARGEST:
            growth = forced_growth(self._n)
            statement = f"the growth of f on {self._invariant} is at least {approximate(growth)}, its entropy the log"
            found.append(_said(statement, None, False, (), ("BGMY80",)))
        for answer in (self._home, self._even, self._robust, self._chaos):
            if answer is not None and isinstance(answer.verdict, Proved):
                verdict, checked = answer.verdict, answer.report is not None
                found.append(_said(verdict.statement, verdict.value, checked, verdict.lemmas, verdict.cites))
        return found


def _said(
    statement: str, value: object, checked: bool, lemmas: tuple[str, ...], cites: tuple[str, ...]
) -> dict[str, object]:
    return {
        "verdict": "proved",
        "statement": statement,
        "value": value,
        "checked": checked,
        "lemmas": lemmas,
        "cites": cites,
    }


def witness_line(orbit: Orbit) -> str:
    """Return an orbit in one short line."""
    first = orbit.points[0]
    return f"x0 = {shortened_rational(first, longest=30)} ({approximate(first)})"
