"""Certificates written: canonical bytes, the subject bound by its digest (docs/certificates.md, sections 2 and 3)."""

from exactpl import documents
from exactpl.claims.types import Claim
from exactpl.claims.types.base import Fields
from exactpl.maps.files import FORMAT
from exactpl.verdicts import Certificate

LARGEST_TEXT = 1 << 20
NO_RULE = "no certificate: over a field Q(a) the checker knows a rule for orbits only"


def certificate(
    claim: Claim, fields: Fields, witness: Fields | None = None, cites: tuple[str, ...] | None = None
) -> Certificate:
    """Return the certificate of a claim object about the subject of `claim`, with its citations or `cites`."""
    subject = claim.subject
    carried = subject.text if len(subject.text) <= LARGEST_TEXT else None
    text = documents.canonical_text(
        {
            "cites": list(claim.cites if cites is None else cites),
            "claim": fields,
            "format": "exactpl-cert/1",
            "subject": [{"kind": FORMAT, "role": "f", "sha256": subject.sha256, "text": carried}],
            "witness": witness or {},
        }
    )
    return Certificate(text, subject.text)
