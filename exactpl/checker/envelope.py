"""The certificate object around claim and witness, its subject, and the claim file of the user."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from . import fields, mapfile, strictjson
from .claims import Claim
from .errors import Decline, Reject, UsageError
from .fields import Fields
from .mapfile import MapFile
from .registry import CLAIM_TYPES

FORMAT = "exactpl-cert/1"
CLAIM_FORMAT = "exactpl-claim/1"
ROLE = "f"
LONGEST_TEXT = 2**20
_OTHER_VERSION = re.compile(r"exactpl-cert/[0-9]+")
_LONG_NUMBER = re.compile(rb"[0-9a-f]{1000,}")
_DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class Subject:
    """What a certificate or a claim file says about its subject."""

    kind: str
    role: str
    sha256: str
    text: str | None


@dataclass(frozen=True)
class Certificate:
    """A certificate that is well-formed; nothing in it is known to be true yet."""

    subject: Subject
    claim: Claim
    claim_value: Fields


def reading_fuel(data: bytes) -> int:
    """Return the cost of reading a file: lowest terms of long numbers are tested by greatest common divisors."""
    return sum(len(number) ** 2 for number in _LONG_NUMBER.findall(data)) // 256


def read(data: bytes) -> Certificate:
    """Read the bytes of a certificate; raises `Reject` or `Decline`."""
    try:
        value = strictjson.load_canonical(data)
    except strictjson.MalformedError as error:
        raise Reject(error.rule, error.expected, error.found) from None
    if not isinstance(value, dict) or "format" not in value:
        raise Reject("format", f"an object with the format {FORMAT}", fields.text_of(value))
    if value["format"] != FORMAT:
        version = value["format"]
        if isinstance(version, str) and _OTHER_VERSION.fullmatch(version) is not None:
            raise Decline("version", FORMAT, fields.text_of(version))
        raise Reject("format", FORMAT, fields.text_of(version))
    parts = fields.exact_keys(value, ("cites", "claim", "format", "subject", "witness"), "the certificate")
    subject = _subject(parts["subject"])
    claim_value, rule = _claim_type(parts["claim"])
    claim_fields = fields.exact_keys(claim_value, rule.claim_keys, "the claim")
    witness = fields.exact_keys(parts["witness"], rule.witness_keys, "the witness")
    claim = rule.read(claim_fields, witness)
    if parts["cites"] != list(claim.cites):
        raise Reject("cites", fields.text_of(list(claim.cites)), fields.text_of(parts["cites"]))
    return Certificate(subject, claim, claim_fields)


def _claim_type(value: object) -> tuple[Fields, type[Claim]]:
    if not isinstance(value, dict) or not isinstance(value.get("type"), str):
        raise Reject("bad-field", "a claim with a type", fields.text_of(value))
    rule = CLAIM_TYPES.get(value["type"])
    if rule is None:
        raise Decline("claim-type", "one of " + ", ".join(sorted(CLAIM_TYPES)), fields.text_of(value["type"]))
    return value, rule


def _subject(value: object) -> Subject:
    if not isinstance(value, list) or len(value) != 1:
        raise Reject("subject", "a list of one subject", fields.text_of(value))
    entry = fields.exact_keys(value[0], ("kind", "role", "sha256", "text"), "the subject")
    kind, role, digest = (fields.string(entry, key) for key in ("kind", "role", "sha256"))
    if kind != mapfile.FORMAT:
        if kind.startswith("exactpl-"):
            raise Decline("subject-kind", mapfile.FORMAT, fields.text_of(kind))
        raise Reject("subject-kind", mapfile.FORMAT, fields.text_of(kind))
    if role != ROLE:
        raise Reject("subject-role", ROLE, fields.text_of(role))
    if _DIGEST.fullmatch(digest) is None:
        raise Reject("subject-digest", "a SHA-256 in lower-case hexadecimal", fields.text_of(digest))
    text = None if entry["text"] is None else fields.string(entry, "text")
    if text is not None:
        if len(text) > LONGEST_TEXT:
            raise Reject("subject-text", "at most 1 MiB of text", f"{len(text)} characters")
        if not text.isascii():
            raise Reject("subject-text", "ASCII", "another character")
    return Subject(kind, role, digest, text)


def subject_map(subject: Subject, given: bytes | None) -> MapFile:
    """Return the map of the text or of the user's file; each that is there must have the digest."""
    sources = [] if subject.text is None else [("the text", subject.text.encode("ascii"))]
    if given is not None:
        sources.append(("the file given", given))
    if not sources:
        raise Decline("subject-missing", "the file of the subject, --subject f=FILE", "neither text nor file")
    for name, data in sources:
        digest = hashlib.sha256(data).hexdigest()
        if digest != subject.sha256:
            raise Reject("subject-digest", f"sha256 {subject.sha256} of {name}", digest)
    return mapfile.read(sources[0][1])


@dataclass(frozen=True)
class Expected:
    """The claim file of the user: the claim, and the subject if he named one."""

    claim: object
    subject: tuple[str, str, str] | None


def read_expected(data: bytes) -> Expected:
    """Read a claim file; raises `UsageError`."""
    try:
        value = strictjson.load(data)
        parts = fields.exact_keys(value, ("claim", "format", "subject"), "the claim file")
        if parts["format"] != CLAIM_FORMAT:
            raise Reject("format", CLAIM_FORMAT, fields.text_of(parts["format"]))
        if not isinstance(parts["claim"], dict):
            raise Reject("bad-field", "an object as claim", fields.text_of(parts["claim"]))
        subject = _expected_subject(parts["subject"])
    except (strictjson.MalformedError, Reject) as error:
        raise UsageError(f"not a claim file: expected {error.expected}, found {error.found}") from None
    return Expected(parts["claim"], subject)


def _expected_subject(value: object) -> tuple[str, str, str] | None:
    if value == []:
        return None
    if not isinstance(value, list) or len(value) != 1 or not isinstance(value[0], dict):
        raise Reject("subject", "a list of at most one subject", fields.text_of(value))
    keys = ("kind", "role", "sha256")
    entry = fields.exact_keys(value[0], keys + (("text",) if "text" in value[0] else ()), "the subject")
    kind, role, digest = (fields.string(entry, key) for key in keys)
    return kind, role, digest


def compare(certificate: Certificate, expected: Expected) -> None:
    """Raise `Reject` unless the certificate is about what the user expects."""
    # As text: 1 and true are equal in Python.
    wanted, found = (strictjson.dump(value) for value in (expected.claim, certificate.claim_value))
    if wanted != found:
        raise Reject("other-claim", *(text.decode("ascii").strip()[:200] for text in (wanted, found)))
    subject = certificate.subject
    there = (subject.kind, subject.role, subject.sha256)
    if expected.subject is not None and expected.subject != there:
        raise Reject("other-subject", " ".join(expected.subject)[:200], " ".join(there))
