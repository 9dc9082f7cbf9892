"""Certificates written: canonical bytes, the subject bound by its digest (docs/certificates.md, sections 2 and 3)."""

from exactpl import documents
from exactpl.claims import limits
from exactpl.claims.subjects import AnySubject, MapSubject
from exactpl.claims.types import Claim
from exactpl.claims.types.base import Fields
from exactpl.verdicts import Certificate

LARGEST_TEXT = 1 << 20
NO_RULE = "no certificate: over a field Q(a) the checker has no rule for this, or too many orbits would be listed"


OVER_FIELD = "_over_field"


def certificate(
    claim: Claim, fields: Fields, witness: Fields | None = None, cites: tuple[str, ...] | None = None
) -> Certificate:
    """Return the certificate of a claim object about the subjects of `claim`, with its citations or `cites`.

    Raises BudgetError when the format cannot hold what was found: nothing is proved without a certificate.
    """
    subjects = claim.subjects
    if any(isinstance(subject, MapSubject) and subject.f.field is not None for subject in subjects):
        given = str(fields["type"])
        fields = {**fields, "type": given if given.endswith(OVER_FIELD) else given + OVER_FIELD}
    text = documents.canonical_text(
        {
            "cites": list(claim.cites if cites is None else cites),
            "claim": fields,
            "format": "exactpl-cert/1",
            "subject": [_entry(role, subject) for role, subject in zip("fg", subjects, strict=False)],
            "witness": witness or {},
        }
    )
    limits.require_certificate(text, [fields, witness or {}])
    claim.require_checkable(witness or {})
    return Certificate(text, *(subject.text for subject in subjects))


def _entry(role: str, subject: AnySubject) -> dict[str, str | None]:
    carried = subject.text if len(subject.text) <= LARGEST_TEXT else None
    return {"kind": subject.kind, "role": role, "sha256": subject.sha256, "text": carried}
