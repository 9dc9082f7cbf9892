"""The command: checker CERT... [--subject f=FILE] [--subject g=FILE] [--expect CLAIM] [--fuel N] [--json]."""

from __future__ import annotations

import hashlib
import os
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass

from . import envelope
from .arithmetic import rationals, steps
from .claims.base import lemmas_beside
from .errors import Decline, Reject, Rule, UsageError, VerdictError
from .reading.excerpts import printable, text_of
from .verdicts import STATUS, Verdict

LARGEST_FILE = 64 * 2**20
DEFAULT_FUEL = 2_000_000_000
STATUS_USAGE = 2
STATUS_CRASH = 70
STATUS_INTERRUPTED = 130
WORST_LAST = (0, 3, 1)  # statuses of several certificates
USAGE = "usage: checker CERT... [--subject f=FILE] [--subject g=FILE] [--expect CLAIM] [--fuel N] [--json]"
_FUEL = re.compile(r"[0-9]{1,4000}")


@dataclass(frozen=True)
class Arguments:
    """The command line."""

    certs: tuple[str, ...]
    subject: dict[str, str]  # paths by their roles
    expect: str | None
    fuel: int
    json: bool


def main(argv: Sequence[str], digest: str) -> int:
    """Run the command, of the checker with this digest; returns the exit status.

    Nothing is written to standard output of a certificate before everything is known of it. What is no verdict of one
    ends the command: nothing behind it is checked by a process that may not be what it was.
    """
    try:
        rationals.set_digit_limit()
        arguments = parse(argv)
        return max((_checked(cert, arguments, digest) for cert in arguments.certs), key=WORST_LAST.index)
    except UsageError as error:
        _complain(f"{error}\n{USAGE}")
        return STATUS_USAGE
    except KeyboardInterrupt:
        _complain("interrupted")
        return STATUS_INTERRUPTED
    except Exception as error:  # noqa: BLE001 - see the next line
        # A defect, or no memory left: it must not look like a verdict.
        import traceback

        _complain("".join(traceback.format_tb(error.__traceback__)) + ascii(error))
        return STATUS_CRASH


def _checked(cert: str, arguments: Arguments, digest: str) -> int:
    """Check one certificate and print its line; returns the status that it has alone."""
    if len(arguments.certs) > 1:
        _complain(f"certificate {cert!a}")
    verdict = run(cert, arguments, digest)
    _print((verdict.json_line() if arguments.json else verdict.line()) + "\n")
    return STATUS[verdict.word]


def _print(text: str) -> None:
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except OSError:
        # What could not be written must not be tried again at exit, where a failure would change the status.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise


def _complain(text: str) -> None:
    if sys.stderr is None:  # closed; `print` would fall back to standard output
        return
    try:
        print("\n".join(map(printable, text.rstrip().split("\n"))), file=sys.stderr, flush=True)
    except OSError:
        return  # nobody is listening; the status says it all


def parse(argv: Sequence[str]) -> Arguments:
    """Return the arguments; raises `UsageError`."""
    files: list[str] = []
    options: dict[str, str] = {}
    subject: dict[str, str] = {}
    rest = list(argv)
    while rest:
        word = rest.pop(0)
        if not word.startswith("-"):
            files.append(word)
            continue
        if word not in ("--subject", "--expect", "--fuel", "--json"):
            raise UsageError(f"unknown option {word!a}")
        if word in options:
            raise UsageError(f"{word} is given twice")
        if word != "--json" and not rest:
            raise UsageError(f"{word} needs a value")
        value = "" if word == "--json" else rest.pop(0)
        if word == "--subject":
            role, equals, path = value.partition("=")
            if role not in envelope.ROLES or not equals:
                raise UsageError(f"--subject needs f=FILE or g=FILE, not {value!a}")
            if role in subject:
                raise UsageError(f"--subject {role}= is given twice")
            subject[role] = path
        else:
            options[word] = value
    if not files:
        raise UsageError("a certificate is needed, none is given")
    if len(files) > 1 and (subject or "--expect" in options):
        raise UsageError(f"--subject and --expect speak of one certificate, {len(files)} are given")
    fuel = options.get("--fuel", str(DEFAULT_FUEL))
    if _FUEL.fullmatch(fuel) is None:
        raise UsageError(f"--fuel needs a number of steps, not {fuel[:80]!a}")
    return Arguments(tuple(files), subject, options.get("--expect"), int(fuel), "--json" in options)


def _read(path: str) -> bytes:
    try:
        with open(path, "rb") as file:
            if os.fstat(file.fileno()).st_size <= LARGEST_FILE:
                data = file.read(LARGEST_FILE + 1)  # a device has size 0 and no end
                if len(data) <= LARGEST_FILE:
                    return data
    except OSError as error:
        raise UsageError(f"cannot read {path!a}: {error.strerror}") from None
    raise Decline(Rule.SIZE, f"a file of at most {LARGEST_FILE} bytes", f"more, in {text_of(path, 200)}")


def run(cert: str, arguments: Arguments, digest: str) -> Verdict:
    """Check one certificate; raises `UsageError` when a file cannot be read."""
    verdict = Verdict("ACCEPT", digest)
    try:
        given = {role: _read(path) for role, path in arguments.subject.items()}
        expected = None if arguments.expect is None else _read(arguments.expect)
        data = _read(cert)
        verdict.cert_sha256 = hashlib.sha256(data).hexdigest()
        with steps.allowed(arguments.fuel):
            _check(data, given, expected, verdict)
    except VerdictError as error:
        verdict.word = "REJECT" if isinstance(error, Reject) else "DECLINE"
        verdict.rule, verdict.expected, verdict.found = error.rule, error.expected, error.found
    return verdict


def _check(data: bytes, given: dict[str, bytes], claim_file: bytes | None, verdict: Verdict) -> None:
    for part in envelope.reading_costs(data, *given.values(), claim_file or b""):
        steps.take(part, " to read the files")
    expected = None if claim_file is None else envelope.read_expected(claim_file)
    value = envelope.load(data)
    verdict.claim = envelope.claim_shown(value)
    certificate = envelope.read_object(value)
    claim = certificate.claim
    verdict.subject_sha256 = certificate.subject[0].sha256
    if len(certificate.subject) > 1:
        verdict.g_sha256 = certificate.subject[1].sha256
    if expected is not None:
        envelope.compare(certificate, expected)
    subject = envelope.subject_map(certificate.subject, given)
    _complain(subject.described())
    steps.take(claim.fuel(subject))
    verified = claim.check(subject)
    verdict.statement, verdict.cites = verified.statement, certificate.cites
    verdict.by = lemmas_beside(verified.by, certificate.cites)
