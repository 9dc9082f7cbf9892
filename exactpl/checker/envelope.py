"""The certificate object around claim and witness, its subjects, and the claim file of the user."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .claims.base import AnyClaim
from .errors import Decline, Reject, Rule, UsageError
from .reading import fields, mapfile, strictjson
from .reading.excerpts import json_of, text_of
from .reading.fields import Fields
from .reading.mapfile import MapFile
from .registry import CLAIM_TYPES, rule_of

if TYPE_CHECKING:
    from .claims.networks import Functions
    from .reading.networkfile import NetworkFile

FORMAT = "exactpl-cert/1"
CLAIM_FORMAT = "exactpl-claim/1"
ROLES = ("f", "g")
KINDS = (mapfile.FORMAT, "exactpl-network/1")  # what reads networks is loaded when a network comes
LONGEST_TEXT = 2**20
LONGEST_CLAIM = 400
_OTHER_VERSION = re.compile(r"exactpl-cert/[0-9]+")
# Without the look behind, each place in a run of 999 would be tried anew.
_LONG_NUMBER = re.compile(rb"(?<![0-9a-f])[0-9a-f]{1000,}")
_DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class Subject:
    """What a certificate says about one of its subjects."""

    kind: str
    role: str
    sha256: str
    text: str | None


@dataclass(frozen=True)
class Certificate:
    """A certificate that is well-formed; nothing in it is known to be true yet."""

    subject: tuple[Subject, ...]
    claim: AnyClaim[Any]
    claim_value: Fields
    cites: tuple[str, ...]  # the list of one of the editions of the claim


def reading_costs(*files: bytes) -> Iterator[int]:
    """Yield the cost of reading files: their bytes, their values, and greatest common divisors of long numbers.

    What takes long to find comes last, so that nobody looks for it who allows little.
    """
    yield sum(max(0, len(data) - 2**16) for data in files)
    yield sum(128 * max(0, strictjson.values(data) - 1_000) for data in files)
    yield sum(sum(len(number) ** 2 for number in _LONG_NUMBER.findall(data)) // 256 for data in files)


def read(data: bytes) -> Certificate:
    """Read the bytes of a certificate; raises `Reject` or `Decline`."""
    return read_object(load(data))


def load(data: bytes) -> object:
    """Parse the bytes of a certificate, which must be canonical; raises `Reject`."""
    try:
        return strictjson.load_canonical(data)
    except strictjson.MalformedError as error:
        raise Reject(error.rule, error.expected, error.found) from None


def claim_shown(value: object) -> str | None:
    """Return the claim of an object that may be a certificate, as text for a message."""
    return json_of(value["claim"], LONGEST_CLAIM) if isinstance(value, dict) and "claim" in value else None


def read_object(value: object) -> Certificate:
    """Read the object that a certificate is; raises `Reject` or `Decline`."""
    if not isinstance(value, dict) or "format" not in value:
        raise Reject(Rule.FORMAT, f"an object with the format {FORMAT}", text_of(value))
    if value["format"] != FORMAT:
        version = value["format"]
        if isinstance(version, str) and _OTHER_VERSION.fullmatch(version) is not None:
            raise Decline(Rule.VERSION, FORMAT, text_of(version))
        raise Reject(Rule.FORMAT, FORMAT, text_of(version))
    parts = fields.exact_keys(value, ("cites", "claim", "format", "subject", "witness"), "the certificate")
    claim_value, rule = _claim_type(parts["claim"])
    subject = _subjects(parts["subject"], rule)
    claim_fields = fields.exact_keys(claim_value, rule.claim_keys, "the claim")
    given = parts["witness"]
    optional = rule.optional_witness_keys & (given.keys() if isinstance(given, dict) else set())
    witness = fields.exact_keys(given, rule.witness_keys | optional, "the witness")
    claim = rule.read(claim_fields, witness)
    return Certificate(subject, claim, claim_fields, _edition(claim, parts["cites"]))


def _edition(claim: AnyClaim[Any], given: object) -> tuple[str, ...]:
    """Return the list of the edition of which a certificate is; raises `Reject` where it is of none."""
    editions = dict.fromkeys((claim.cites, claim.cites_of_first_edition))
    for cites in editions:
        if given == list(cites):
            return cites
    raise Reject(Rule.CITES, " or ".join(text_of(list(cites)) for cites in editions), text_of(given))


def _claim_type(value: object) -> tuple[Fields, type[AnyClaim[Any]]]:
    if not isinstance(value, dict) or not isinstance(value.get("type"), str):
        raise Reject(Rule.BAD_FIELD, "a claim with a type", text_of(value))
    rule = rule_of(value["type"])
    if rule is None:
        raise Decline(Rule.CLAIM_TYPE, "one of " + ", ".join(sorted(CLAIM_TYPES)), text_of(value["type"]))
    return value, rule


def _subjects(value: object, rule: type[AnyClaim[Any]]) -> tuple[Subject, ...]:
    """Read the subjects; raises `Reject` unless number, roles and kinds are those that the claim speaks of."""
    if not isinstance(value, list) or len(value) != len(rule.kinds):
        raise Reject(Rule.SUBJECT, f"a list of {len(rule.kinds)} subjects of {rule.type}", text_of(value))
    subjects = tuple(_subject(entry) for entry in value)
    for subject, role, kinds in zip(subjects, ROLES, rule.kinds, strict=False):
        if subject.role != role:
            raise Reject(Rule.SUBJECT_ROLE, role, text_of(subject.role))
        if subject.kind not in kinds:
            raise Reject(Rule.SUBJECT_KIND, f"{' or '.join(kinds)} as {role} of {rule.type}", text_of(subject.kind))
    return subjects


def _subject(value: object) -> Subject:
    entry = fields.exact_keys(value, ("kind", "role", "sha256", "text"), "the subject")
    kind, role, digest = (fields.string(entry, key) for key in ("kind", "role", "sha256"))
    if kind not in KINDS:
        if kind.startswith("exactpl-"):
            raise Decline(Rule.SUBJECT_KIND, " or ".join(KINDS), text_of(kind))
        raise Reject(Rule.SUBJECT_KIND, " or ".join(KINDS), text_of(kind))
    if _DIGEST.fullmatch(digest) is None:
        raise Reject(Rule.SUBJECT_DIGEST, "a SHA-256 in lower-case hexadecimal", text_of(digest))
    text = None if entry["text"] is None else fields.string(entry, "text")
    if text is not None:
        if len(text) > LONGEST_TEXT:
            raise Reject(Rule.SUBJECT_TEXT, "at most 1 MiB of text", f"{len(text)} characters")
        if not text.isascii():
            raise Reject(Rule.SUBJECT_TEXT, "ASCII", "another character")
    return Subject(kind, role, digest, text)


def subject_map(subjects: tuple[Subject, ...], given: Mapping[str, bytes] | None) -> MapFile | Functions:
    """Return what a claim is about, from the texts or the user's files by their roles."""
    given = given or {}
    for role in given:
        if role not in [subject.role for subject in subjects]:
            raise Reject(Rule.SUBJECT_ROLE, "a subject for each file", f"a file for {role}")
    f, *others = (_read_subject(subject, given.get(subject.role)) for subject in subjects)
    if isinstance(f, MapFile):
        return f
    from .claims.networks import Functions

    return Functions(f, *others)


def _read_subject(subject: Subject, given: bytes | None) -> MapFile | NetworkFile:
    """Read the text or the user's file; each that is there must have the digest."""
    sources = [] if subject.text is None else [("the text", subject.text.encode("ascii"))]
    if given is not None:
        sources.append(("the file given", given))
    if not sources:
        needed = f"the file of the subject, --subject {subject.role}=FILE"
        raise Decline(Rule.SUBJECT_MISSING, needed, "neither text nor file")
    for name, data in sources:
        digest = hashlib.sha256(data).hexdigest()
        if digest != subject.sha256:
            raise Reject(Rule.SUBJECT_DIGEST, f"sha256 {subject.sha256} of {name}", digest)
    data = sources[0][1]
    if subject.kind == mapfile.FORMAT:
        return mapfile.read(data)
    from .reading import networkfile

    return networkfile.read(data)


@dataclass(frozen=True)
class Expected:
    """The claim file of the user: the claim, and kind, role and digest of the subjects if he named them."""

    claim: object
    subject: list[tuple[str, str, str]]


def read_expected(data: bytes) -> Expected:
    """Read a claim file; raises `UsageError`."""
    try:
        value = strictjson.load(data)
        parts = fields.exact_keys(value, ("claim", "format", "subject"), "the claim file")
        if parts["format"] != CLAIM_FORMAT:
            raise Reject(Rule.FORMAT, CLAIM_FORMAT, text_of(parts["format"]))
        if not isinstance(parts["claim"], dict):
            raise Reject(Rule.BAD_FIELD, "an object as claim", text_of(parts["claim"]))
        subjects = parts["subject"]
        if not isinstance(subjects, list) or len(subjects) > len(ROLES):
            raise Reject(Rule.SUBJECT, "a list of at most two subjects", text_of(subjects))
        subject = [_expected_subject(entry) for entry in subjects]
    except (strictjson.MalformedError, Reject) as error:
        raise UsageError(f"not a claim file: expected {error.expected}, found {error.found}") from None
    return Expected(parts["claim"], subject)


def _expected_subject(value: object) -> tuple[str, str, str]:
    keys = ("kind", "role", "sha256")
    there = isinstance(value, dict) and "text" in value
    entry = fields.exact_keys(value, keys + (("text",) if there else ()), "the subject")
    kind, role, digest = (fields.string(entry, key) for key in keys)
    return kind, role, digest


def compare(certificate: Certificate, expected: Expected) -> None:
    """Raise `Reject` unless the certificate is about what the user expects."""
    # As text: 1 and true are equal in Python.
    wanted, found = (strictjson.dump(value) for value in (expected.claim, certificate.claim_value))
    if wanted != found:
        raise Reject(Rule.OTHER_CLAIM, *(json_of(value, 200) for value in (expected.claim, certificate.claim_value)))
    there = [(subject.kind, subject.role, subject.sha256) for subject in certificate.subject]
    if expected.subject and expected.subject != there:
        words = (
            ", ".join(" ".join(map(text_of, subject)) for subject in subjects) for subjects in (expected.subject, there)
        )
        raise Reject(Rule.OTHER_SUBJECT, *(text[:300] for text in words))
