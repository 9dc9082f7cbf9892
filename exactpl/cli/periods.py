"""`exactpl periods MAP --upto N`."""

from typing import Annotated

from cyclopts import Parameter

from exactpl.claims import NoOddPeriod
from exactpl.claims.deciding import decide
from exactpl.claims.deciding import periods as decide_periods
from exactpl.cli.arguments import AsJSON, MapText, NoCheck, On, interval_of, subject_of, whole_number
from exactpl.cli.output import ANSWERED, Answer, emit, emit_json, indented
from exactpl.cli.period import witness_line
from exactpl.verdicts import Proved


def periods(
    map_text: MapText,
    /,
    *,
    upto: Annotated[str, Parameter(allow_leading_hyphen=True, help="the largest period asked for")] = "12",
    on: On = None,
    no_check: NoCheck = False,
    json: AsJSON = False,
) -> int:
    """Decide for each n = 1..N whether f has a point of least period n. One line for each n.

    Exit status 0 when every n was decided, whichever way.

    Examples: exactpl periods tent:slope=8/5 --upto 8; exactpl periods notebook_network --upto 8 --json
    """
    most = whole_number(upto, "--upto", 1)
    subject, interval = subject_of(map_text), interval_of(on)
    verdicts = decide_periods(subject, upto=most, on=interval)
    answers = {n: Answer(verdict, checked=not no_check).settle() for n, verdict in verdicts.items()}
    present = [n for n, verdict in verdicts.items() if isinstance(verdict, Proved)]
    blocks = []
    for n, answer in answers.items():
        verdict = answer.verdict
        if json:
            emit_json(
                verdict=answer.json_word,
                value=None,
                certificate=None,
                checked=answer.report is not None,
                n=n,
                on=interval,
                witness=list(verdict.witness) if isinstance(verdict, Proved) else None,
                reason=None if isinstance(verdict, Proved) else verdict.reason,
            )
            continue
        says = witness_line(verdict.witness) if isinstance(verdict, Proved) else "no point of this period"
        blocks.append(indented(answer.word, [f"period {n}: {says}"]))
    if json:
        return ANSWERED
    emit(*blocks, indented("so", [f"periods up to {most}: {', '.join(map(str, present)) or 'none'}"]))
    if 3 in present:
        emit(indented("so", ["every period exists (T4.2)"]))
    elif not any(n % 2 for n in present if n > 1):
        even = Answer(decide(NoOddPeriod(subject, on=interval)), checked=not no_check).settle()
        if isinstance(even.verdict, Proved):
            emit(
                indented(
                    "so", ["no odd period > 1 at all: every cycle other than a fixed point has even length (T5.3)"]
                )
            )
        elif most >= 3:
            emit(indented("so", [f"no odd period > 1 up to {most} (beyond, this says nothing)"]))
    return ANSWERED
