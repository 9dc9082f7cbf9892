"""`exactpl count MAP [-k K]`."""

from typing import Annotated

from cyclopts import Parameter

from exactpl.arithmetic.integers import decimal_text
from exactpl.arithmetic.intervals import Interval
from exactpl.arithmetic.rational_series import RationalSequence
from exactpl.arithmetic.rationals import parse_rational
from exactpl.claims import (
    Claim,
    CrossingCount,
    FixedPointCount,
    FixedPointCountSeries,
    LapCount,
    LapCountSeries,
    MapSubject,
    PieceCount,
    PieceCountSeries,
)
from exactpl.claims.deciding import decide
from exactpl.cli.arguments import AsJSON, CertificatePath, Full, MapText, NoCheck, On, interval_of, subject_of
from exactpl.cli.options import whole_number
from exactpl.cli.output import Answer, emit_json, indented, number
from exactpl.cli.streams import ANSWERED, OPEN, emit
from exactpl.errors import InputError
from exactpl.verdicts import Proved, Undecided
from exactpl.ways import explaining

_LARGE, _HUGE = 10**6, 10**18


def count(
    map_text: MapText,
    /,
    *,
    k: Annotated[
        str | None,
        Parameter(name="-k", allow_leading_hyphen=True, help="the iterate, an integer >= 0; without it: all k at once"),
    ] = None,
    laps: Annotated[bool, Parameter(negative="", help="count laps (monotone) instead of pieces (affine)")] = False,
    crossings: Annotated[
        str | None,
        Parameter(allow_leading_hyphen=True, help="count how often f^k crosses this LEVEL (touching does not count)"),
    ] = None,
    fixed: Annotated[bool, Parameter(negative="", help="count the fixed points of f^k, and intervals of them")] = False,
    on: On = None,
    output: CertificatePath = None,
    no_check: NoCheck = False,
    full: Full = False,
    json: AsJSON = False,
) -> int:
    """Count the pieces (or laps, crossings, fixed points) of f^k exactly, for k in the thousands, and prove the number.

    Pieces are the maximal intervals on which f^k is affine, laps the fewest on which it is weakly monotone. Without -k
    the closed form for all k is printed, if the critical orbits are finite.

    Examples: exactpl count scrambling -k 1000; exactpl count "0:0 1/3:1 2/3:1 1:0" -k 12 --laps -o laps.json;
    exactpl count tent -k 20 --crossings 1/3; exactpl count stefan:5 -k 100 --fixed; exactpl count "0:1/2 1/2:1 1:0"
    """
    if laps + fixed + (crossings is not None) > 1:
        raise InputError("at most one of --laps, --crossings LEVEL and --fixed is possible.")
    subject, interval = subject_of(map_text), interval_of(on)
    what = "laps" if laps else "fixed points" if fixed else "crossings" if crossings is not None else "pieces"
    if k is None:
        if crossings is not None:
            raise InputError("--crossings LEVEL needs the iterate, -k K.")
        return _all_at_once(subject, interval, what, output, not no_check, full, json)
    exponent = whole_number(k, "k", 1 if fixed else 0)
    claim: Claim
    if fixed:
        claim = FixedPointCount(subject, n=exponent, on=interval)
    elif crossings is not None:
        claim = CrossingCount(subject, k=exponent, level=parse_rational(crossings), on=interval)
    else:
        claim = (LapCount if laps else PieceCount)(subject, k=exponent, on=interval)
    with explaining() as ways:
        verdict = decide(claim)
    assert isinstance(verdict, Proved)
    answer = Answer(verdict, checked=not no_check).settle(output)
    if json:
        value = verdict.value
        level = claim.level if isinstance(claim, CrossingCount) else None
        shown = {"isolated": value.isolated, "intervals": value.intervals} if fixed else value
        emit_json(answer.common(shown), k=exponent, counted=what, level=level, on=interval, ways=ways)
        return answer.status
    statement = verdict.statement
    if full:
        for each in (verdict.value.isolated, verdict.value.intervals) if fixed else (verdict.value,):
            statement = statement.replace(number(each), number(each, True))
    emit(indented(answer.word, [f"{statement}."]), *answer.basis())
    return answer.status


def _all_at_once(
    subject: MapSubject,
    interval: Interval | None,
    what: str,
    output: str | None,
    checked: bool,
    full: bool,
    json: bool,
) -> int:
    """Print the closed form for all k. That of the pieces has a certificate."""
    if output is not None and what != "pieces":
        raise InputError("only the closed form of pieces has a certificate so far; leave -o out, or give -k K.")
    series = {"pieces": PieceCountSeries, "laps": LapCountSeries, "fixed points": FixedPointCountSeries}
    with explaining() as ways:
        verdict = decide(series[what](subject, on=interval))
    answer = Answer(verdict, checked=checked).settle(output)
    found = verdict.value if isinstance(verdict, Proved) else None
    if json:
        shown = None if found is None else _fields(found)
        if what == "fixed points" and isinstance(verdict, Proved):
            shown = {"isolated": shown, "intervals": _fields(verdict.witness.fixed_intervals)}
        emit_json(answer.common(shown), k=None, counted=what, level=None, on=interval, ways=ways)
    elif found is None:
        assert isinstance(verdict, Undecided)
        emit(indented(answer.word, [f"{verdict.statement}: {verdict.reason}"]))
    else:
        word = answer.word if what == "pieces" else "PROVED, UNCHECKED"
        emit(indented(word, [f"{verdict.statement}.", *_lines(found, full)]), *answer.basis())
    return OPEN if found is None else ANSWERED


def _fields(found: RationalSequence) -> dict[str, object]:
    return {
        "numerator": list(found.numerator),
        "denominator": list(found.denominator),
        "recurrence": found.recurrence(),
        "formula": str(found.expression()),
    }


def _lines(found: RationalSequence, full: bool) -> list[str]:
    lines = [found.recurrence(), f"a(k) = {found.expression()}"]
    for k, name in ((_LARGE, "10^6"), (_HUGE, "10^18")):
        try:
            digits, size = found.leading_digits(k)
        except ArithmeticError:
            continue  # some terms are 0, or too close to a power of ten for their digits to be certain
        if full and k == _LARGE:
            lines.append(f"a({name}) = {decimal_text(found.at(k))}")
        else:
            shown = digits if len(digits) == size else f"{digits}... ({size:,} digits)"
            lines.append(f"a({name}) = {shown}")
    return lines
