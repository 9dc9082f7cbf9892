"""Certificates written: canonical bytes, the subject bound by its digest (docs/certificates.md, sections 2 and 3)."""

from collections.abc import Sequence
from typing import TypeAlias

from exactpl import documents
from exactpl.claims import limits
from exactpl.claims.subjects import AnySubject, MapSubject
from exactpl.verdicts import Certificate

JSONValue: TypeAlias = "int | str | list[JSONValue] | dict[str, JSONValue] | None"
Fields: TypeAlias = dict[str, JSONValue]

LARGEST_TEXT = 1 << 20
NO_RULE = "no certificate: over a field Q(a) the checker has no rule for this, or too many orbits would be listed"

_OVER_FIELD = "_over_field"


def written(subjects: Sequence[AnySubject], fields: Fields, witness: Fields, cites: Sequence[str]) -> Certificate:
    """Return the certificate of a claim object about these subjects, which `cites` theorems of others.

    The type of a claim about a map over a number field ends with "_over_field". Raises BudgetError when the format
    cannot hold what was found: nothing is proved without a certificate.
    """
    if any(isinstance(subject, MapSubject) and subject.f.field is not None for subject in subjects):
        given = str(fields["type"])
        fields = {**fields, "type": given if given.endswith(_OVER_FIELD) else given + _OVER_FIELD}
    text = documents.canonical_text(
        {
            "cites": list(cites),
            "claim": fields,
            "format": "exactpl-cert/1",
            "subject": [_entry(role, subject) for role, subject in zip("fg", subjects, strict=False)],
            "witness": witness,
        }
    )
    limits.require_certificate(text, [fields, witness])
    return Certificate(text, *(subject.text for subject in subjects))


def _entry(role: str, subject: AnySubject) -> dict[str, str | None]:
    carried = subject.text if len(subject.text) <= LARGEST_TEXT else None
    return {"kind": subject.kind, "role": role, "sha256": subject.sha256, "text": carried}
