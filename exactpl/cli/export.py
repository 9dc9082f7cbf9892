"""`exactpl export CERT --coq FILE.v`: a certificate as a theorem that Coq's kernel proves or refuses."""

from typing import Annotated

from cyclopts import Parameter

from exactpl import documents
from exactpl.cli.arguments import AsJSON
from exactpl.cli.output import Common, emit_json
from exactpl.cli.streams import ANSWERED, emit
from exactpl.formal.coq import coq_text, require_file_name, statement_of
from exactpl.formal.installation import coq_installation


def export(
    certificate: Annotated[str, Parameter(name="CERT", help="the certificate file")],
    /,
    *,
    coq: Annotated[str, Parameter(help="write a file of Coq, FILE.v")],
    json: AsJSON = False,
) -> int:
    """Write a certificate as a theorem for Coq, whose kernel proves the claim or refuses it.

    The file has the map, the claim in full, and a proof by the library in proofs/coq and one computation. Nothing here
    is proved: run the command that is printed. Claims that are not in the library are refused, and nothing is written.

    Examples: exactpl export count.json --coq count.v; exactpl export period3.json --coq period3.v
    """
    path = require_file_name(coq)
    text = coq_text(certificate)
    documents.write_atomically(path, text)
    found = coq_installation()
    library = found.theories or "proofs/coq/theories"
    command = f"coqc -q -Q {library} ExactPL {path}"
    theorem = statement_of(text)
    if json:
        emit_json(Common(verdict="computed", value=str(path)), theorem=theorem, command=command)
    else:
        emit(f"theorem {theorem}", f"wrote   {path}", f"check   {command}")
    return ANSWERED
