"""`exactpl entropy MAP`."""

from fractions import Fraction
from typing import Annotated

from cyclopts import Parameter

from exactpl.arithmetic.algebraic import Algebraic
from exactpl.arithmetic.intervals import Interval
from exactpl.arithmetic.rationals import approximate, parse_rational, shortened_rational
from exactpl.claims.questions.entropy import Entropy
from exactpl.claims.questions.entropy import entropy as enclose
from exactpl.cli.arguments import AsJSON, CertificatePath, MapText, NoCheck, On, interval_of, subject_of
from exactpl.cli.output import Answer, emit_json, indented
from exactpl.cli.streams import emit

_DIGITS = 12
_FEWEST = 9


def entropy(
    map_text: MapText,
    /,
    *,
    width: Annotated[
        str, Parameter(allow_leading_hyphen=True, help="how far the bounds of the growth may lie apart, > 0")
    ] = "1e-6",
    tables: Annotated[bool, Parameter(negative="", help="enclose by tables also where the growth is known")] = False,
    on: On = None,
    output: CertificatePath = None,
    no_check: NoCheck = False,
    json: AsJSON = False,
) -> int:
    """Enclose the topological entropy h = log s on a compact interval, proved on both sides, or find s exactly.

    s is the growth of the number of laps of f^k, never below 1. Exact where all slopes have one size or the critical
    orbits are finite; else tables of intervals give a lower and an upper bound.

    Examples: exactpl entropy tent:slope=3/2; exactpl entropy "0:1/10 1/3:9/10 2/3:1/7 1:4/5" --width 1e-9 -o e.json;
    exactpl entropy scrambling --on -1/10 1.003969799
    """
    found = enclose(subject_of(map_text), width=parse_rational(width), on=interval_of(on), tables=tables)
    answer = Answer(found.verdict, checked=not no_check).settle(output)
    places = max(_DIGITS, len(str(1 // parse_rational(width))) + 2)
    h = found.log(places)
    while h.lower == 0 and (found.growth.lower or 0) > 1:  # positive, and shown so
        places *= 2
        h = found.log(places)
    if json:
        own = {"exact": found.exact, "entropy": h, "on": interval_of(on), "within": found.within}
        emit_json(answer.common(found.growth), **own)
        return answer.status
    where = [] if found.within is None else [f"of the part where orbits are bounded: f held inside {found.within}"]
    emit(indented(answer.word, [*_lines(found, h, places), *where]), *answer.basis())
    return answer.status


def _lines(found: Entropy, h: Interval, places: int) -> list[str]:
    lower, upper = found.growth
    shown = max(_FEWEST, places - _DIGITS + _FEWEST)
    assert h.lower is not None
    assert h.upper is not None
    assert lower is not None
    assert upper is not None
    if found.exact == 1:
        return ["entropy 0: the growth of the number of laps is s = 1"]
    value = f"{approximate(h.lower, digits=places)} <= h <= {approximate(h.upper, digits=places)}"
    if isinstance(found.exact, Algebraic):
        s, near = found.exact.text(), approximate(found.exact, digits=shown)
        named = near if s == "a" else f"{s} = {near}, a"
        return [f"entropy h = log s, s = {named} {found.exact.field.described()}", value]
    if isinstance(found.exact, Fraction):
        return [f"entropy h = log s, s = {shortened_rational(found.exact)}", value]
    return [
        "entropy h = log s with",
        f"s >= {shortened_rational(lower)} ({approximate(lower, digits=shown)})",
        f"s <= {shortened_rational(upper)} ({approximate(upper, digits=shown)})",
        value,
    ]
