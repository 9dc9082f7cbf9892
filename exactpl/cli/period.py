"""`exactpl period MAP N`."""

from typing import Annotated

from cyclopts import Parameter

from exactpl.arithmetic.rationals import approximate, shortened_rational
from exactpl.claims.questions.consequences import Consequences, consequences
from exactpl.claims.questions.orbits import find_orbit
from exactpl.cli.arguments import AsJSON, CertificatePath, Full, MapText, NoCheck, On, interval_of, subject_of
from exactpl.cli.options import whole_number
from exactpl.cli.output import Answer, emit_json, indented, settle_each, with_decimal
from exactpl.cli.streams import Block, emit
from exactpl.dynamics.periods.periodic_orbits import Orbit
from exactpl.verdicts import Proved


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
    verdict = find_orbit(subject, length, on=interval)
    found = consequences(subject, length, on=interval, known=verdict)
    answers = [(Answer(verdict, checked=not no_check), output)]
    answers += [(Answer(each, checked=not no_check), None) for each in found.all()]
    answer, *following = settle_each(answers)
    if json:
        shown = [each.common(verdict.value) for each, verdict in zip(following, found.all(), strict=True)]
        emit_json(answer.common(), n=length, on=interval, consequences=shown)
        return answer.status
    if isinstance(verdict, Proved):
        field = subject.f.field
        over = [] if field is None else [f"f over Q(a), a {field.described()}"]
        home = [] if found.home is None else [f"f on J = {found.home.value}, f(J) inside J"]
        lines = [f"{verdict.statement}.", *over, *home, *_points(verdict.witness, full)]
    else:
        lines = [f"{verdict.reason}."]
    emit(indented(answer.word, lines), *_lines(found), *answer.basis())
    return answer.status


def _points(orbit: Orbit, full: bool) -> list[str]:
    return [f"x{i} = {with_decimal(x, full)}" for i, x in enumerate(orbit)]


def _lines(found: Consequences) -> list[Block]:
    """Return the lines 'so' and 'robust'."""
    lines: list[Block] = []
    if found.no_odd is not None:
        lines.append(indented("so", ["every cycle other than a fixed point has even length: no odd period > 1 (T5.3)"]))
    if found.every_period is not None:
        scrambled = "" if found.chaos is None else "; Li-Yorke chaos (T4.6)"
        lines.append(indented("so", [f"every period exists (T4.2){scrambled}"]))
    if found.growth is not None:
        least = approximate(found.growth.value)
        lines.append(indented("so", [f"the growth of f on J is at least {least}, its entropy the log, GIVEN [BGMY80]"]))
    if found.robust is not None:
        lines.append(indented("robust", [f"{found.robust.statement} (T4.5)"]))
    if found.chaos is not None and found.chaos.value > 0:
        epsilon, a = (shortened_rational(x) for x in (found.chaos.value, found.chaos.witness))
        near = f"for every continuous g: J -> J with |g - f| <= {epsilon} (T4.4, T4.6, a = {a})"
        lines.append(indented("robust", [f"Li-Yorke chaos {near}"]))
    return lines


def witness_line(orbit: Orbit) -> str:
    """Return an orbit in one short line."""
    first = orbit.points[0]
    return f"x0 = {shortened_rational(first, longest=30)} ({approximate(first)})"
