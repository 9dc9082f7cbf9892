"""`exactpl entropy MAP`."""

from fractions import Fraction
from typing import Annotated

from cyclopts import Parameter

from exactpl.arithmetic.algebraic import Algebraic
from exactpl.arithmetic.rationals import approximate, parse_rational, shortened_rational
from exactpl.arithmetic.real_roots import polynomial_text
from exactpl.claims.entropy import Entropy
from exactpl.claims.entropy import entropy as enclose
from exactpl.cli.arguments import AsJSON, CertificatePath, MapText, NoCheck, On, interval_of, subject_of
from exactpl.cli.output import Answer, emit, emit_json, indented, text_of

_DIGITS = 12


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
    h = found.log(_DIGITS)
    if json:
        own = answer.fields(value=found.growth, exact=_exact_fields(found.exact), entropy=h, on=interval_of(on))
        emit_json(**own)
        return answer.status
    emit(indented(answer.word, _lines(found)), *answer.basis())
    return answer.status


def _lines(found: Entropy) -> list[str]:
    h, (lower, upper) = found.log(_DIGITS), found.growth
    assert h.lower is not None
    assert h.upper is not None
    assert lower is not None
    assert upper is not None
    if found.exact == 1:
        return ["entropy 0: the growth of the number of laps is s = 1"]
    value = f"{approximate(h.lower, digits=_DIGITS)} <= h <= {approximate(h.upper, digits=_DIGITS)}"
    if isinstance(found.exact, Algebraic):
        root = polynomial_text(found.exact.field.polynomial)
        ends = ", ".join(shortened_rational(end) for end in (found.exact.field.lower, found.exact.field.upper))
        return [
            f"entropy h = log s, s = {approximate(_near(found.exact), digits=9)} the root of {root} in [{ends}]",
            value,
        ]
    if isinstance(found.exact, Fraction):
        return [f"entropy h = log s, s = {shortened_rational(found.exact)}", value]
    return [
        "entropy h = log s with",
        f"s >= {shortened_rational(lower)} ({approximate(lower, digits=9)})",
        f"s <= {shortened_rational(upper)} ({approximate(upper, digits=9)})",
        value,
    ]


def _near(x: Algebraic) -> Fraction:
    return x.bounds(Fraction(1, 10**12))[0]


def _exact_fields(exact: Fraction | Algebraic | None) -> object:
    if isinstance(exact, Algebraic):
        return {
            "polynomial": list(exact.field.polynomial),
            "interval": [exact.field.lower, exact.field.upper],
        }
    return text_of(exact)
