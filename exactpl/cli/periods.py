"""`exactpl periods MAP --upto N`."""

from typing import Annotated

from cyclopts import Parameter

from exactpl.arithmetic.intervals import Interval
from exactpl.claims.coq import with_coq
from exactpl.claims.questions.orbits import each_period
from exactpl.claims.questions.period_sets import PeriodReport, period_report
from exactpl.cli.arguments import AsJSON, CertificatePath, MapText, NoCheck, On, interval_of, subject_of
from exactpl.cli.options import whole_number
from exactpl.cli.output import Answer, Common, emit_json, gathered, indented, path_for, settle_each
from exactpl.cli.period import witness_line
from exactpl.cli.streams import ANSWERED, emit
from exactpl.dynamics.periods.forcing import forced_text
from exactpl.verdicts import Proved, Refuted


def periods(
    map_text: MapText,
    /,
    *,
    upto: Annotated[str, Parameter(allow_leading_hyphen=True, help="the largest period asked for")] = "12",
    on: On = None,
    output: CertificatePath = None,
    no_check: NoCheck = False,
    json: AsJSON = False,
) -> int:
    """Decide for each n = 1..N whether f has a point of least period n, and what is known of all n. One line each.

    The whole set of periods is printed where it follows (T5.5), by Sharkovsky's order and proofs of absence; "no odd
    period at all" only from a swap or a table (T5.3, T3.3). Exit status 0 when every n was decided, whichever way.

    -o FILE.json writes one certificate for each answer: FILE.1.json, FILE.2.json, ..., FILE.all.json for all periods.

    Examples: exactpl periods tent:slope=8/5 --upto 8; exactpl periods notebook_network --upto 8 --json
    """
    most = whole_number(upto, "--upto", 1)
    subject, interval = subject_of(map_text), interval_of(on)
    verdicts: dict[int, Proved | Refuted] = {}
    for found in gathered(each_period(subject, upto=most, on=interval)):
        answers = [(Answer(verdict, checked=not no_check), path_for(output, str(n))) for n, verdict in found]
        for (n, verdict), answer in zip(found, settle_each(answers), strict=True):
            verdicts[n] = verdict
            if json:
                _emit_json(answer.common(), interval, n=n)
            else:
                says = witness_line(verdict.witness) if isinstance(verdict, Proved) else "no point of this period"
                emit(indented(answer.word, [f"period {n}: {says}"]))
    report = period_report(subject, verdicts, interval)
    if report.whole is not None and isinstance(report.whole, Proved):
        answer = Answer(report.whole, checked=not no_check).settle(path_for(output, "all"))
        if json:
            _emit_json(answer.common(), interval, periods=str(report))
        else:
            emit(indented(answer.word, [f"periods: {report}; no others", f"by {with_coq(report.whole.lemmas)}"]))
        return ANSWERED
    if report.no_odd is not None and isinstance(report.no_odd, Proved):
        answer = Answer(report.no_odd, checked=not no_check).settle(path_for(output, "odd"))
        if json:
            _emit_json(answer.common(), interval, periods=str(report))
        else:
            emit(indented(answer.word, [f"no odd period > 1 at all ({with_coq(report.no_odd.lemmas)})"]))
    if not json:
        emit(indented("so", [f"periods {report}", *_beyond(report, most)]))
    elif not isinstance(report.no_odd, Proved):
        statement, reason = f"the least periods of f up to {most}", "what is known beyond follows from these"
        _emit_json(Common(verdict="undecided", statement=statement, reason=reason), interval, periods=str(report))
    return ANSWERED


def _beyond(report: PeriodReport, most: int) -> list[str]:
    """Say what is not known of the periods beyond the largest asked for."""
    lines = []
    if report.forcing is not None and report.strongest is not None:
        by = ", ".join(lemma for lemma in report.forcing.lemmas if lemma in ("T4.2", "T5.12"))
        lines.append(f"{report.strongest} forces {forced_text(report.strongest)} ({by})")
    if 1 in report.absent:
        return lines
    if most >= 3 and not any(n % 2 for n in report.present if n > 1) and not isinstance(report.no_odd, Proved):
        lines.append(f"no odd period > 1 up to {most} (beyond, this says nothing)")
    return lines


def _emit_json(common: Common, interval: Interval | None, *, n: int | None = None, periods: str | None = None) -> None:
    """Write a line of JSON: one for each n, and one with n = null for what is known of all periods."""
    emit_json(common, n=n, on=interval, periods=periods)
