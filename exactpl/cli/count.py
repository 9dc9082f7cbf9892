"""`exactpl count MAP -k K`."""

from typing import Annotated

from cyclopts import Parameter

from exactpl.claims import LapCount, PieceCount
from exactpl.claims.deciding import decide
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
from exactpl.cli.output import Answer, emit, emit_json, indented, number
from exactpl.verdicts import Proved


def count(
    map_text: MapText,
    /,
    *,
    k: Annotated[str, Parameter(name="-k", allow_leading_hyphen=True, help="the iterate, an integer >= 0")],
    laps: Annotated[bool, Parameter(negative="", help="count laps (monotone) instead of pieces (affine)")] = False,
    on: On = None,
    output: CertificatePath = None,
    no_check: NoCheck = False,
    full: Full = False,
    json: AsJSON = False,
) -> int:
    """Count the pieces (or laps) of f^k exactly, for k in the thousands, and prove the number.

    Pieces are the maximal intervals on which f^k is affine, laps the fewest on which it is weakly monotone.

    Examples: exactpl count scrambling -k 1000; exactpl count "0:0 1/3:1 2/3:1 1:0" -k 12 --laps -o laps.json
    """
    exponent = whole_number(k, "k", 0)
    claim = (LapCount if laps else PieceCount)(subject_of(map_text), k=exponent, on=interval_of(on))
    verdict = decide(claim)
    assert isinstance(verdict, Proved)
    answer = Answer(verdict, checked=not no_check).settle(output)
    if json:
        emit_json(
            verdict=answer.json_word,
            value=verdict.value,
            certificate=answer.path,
            checked=answer.report is not None,
            k=exponent,
            counted="laps" if laps else "pieces",
            on=claim.on,
            lemmas=verdict.lemmas,
        )
        return answer.status
    what = "laps" if laps else "maximal affine pieces"
    emit(
        indented(answer.word, [f"f^{exponent} has exactly {number(verdict.value, full)} {what} on {claim.where()}."]),
        *answer.basis(),
    )
    return answer.status
