"""`check`: the independent checker, started as a process of its own. Nothing of it is imported here.

`check_each` has many certificates checked by one process.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Generator, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from exactpl import documents
from exactpl.arithmetic.integers import require_integer
from exactpl.errors import CheckerError, InputError, described
from exactpl.verdicts import Certificate, Proved, Refuted

Subjects: TypeAlias = str | Path | Mapping[str, str | Path] | None
Checkable: TypeAlias = Certificate | str | Path
CHECKER = Path(__file__).resolve().parent.parent / "checker" / "__main__.py"
MOST_AT_ONCE = 100  # certificates for one process
MOST_TEXT = 1 << 24  # characters of theirs, which lie in a temporary folder
_VERDICTS, _INTERRUPTED = (0, 1, 3), (130, -2)  # exit statuses of the checker


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What `check` returns: what the checker said. What it did not say is None, or empty.

    Attributes:
        verdict: "accept", "reject" or "decline".
        claim: the claim object of the certificate, as JSON.
        statement: the claim in the checker's words, where it is accepted.
        rule: the rule by which it was rejected or declined.
        expected, found: what that rule expected, and what it found.
        by: the lemmas of docs/theorems.md that an accept rests on.
        cites: the theorems of others that it rests on.
        subject_sha256, g_sha256: the SHA-256 of the map or network file that it speaks of, and of the second one.
        cert_sha256: that of the certificate.
        checker_sha256: the digest of the checker's own files.
    """

    verdict: str
    claim: str | None
    statement: str | None
    rule: str | None
    expected: str | None
    found: str | None
    by: tuple[str, ...]
    cites: tuple[str, ...]
    subject_sha256: str | None
    g_sha256: str | None
    cert_sha256: str | None
    checker_sha256: str | None

    @property
    def is_accepted(self) -> bool:
        """Whether everything was verified."""
        return self.verdict == "accept"


def check(
    certificate: Checkable,
    *,
    subject: Subjects = None,
    expect: str | Path | None = None,
    fuel: int | None = None,
) -> CheckReport:
    """Run the independent checker on a certificate or on the file that holds one.

    A referee needs the folder exactpl/checker alone, and no other part of exactpl, to check a file that
    `certificate.save` wrote: `python3 -I -S FOLDER/checker/__main__.py CERT --subject f=FILE`. It prints ACCEPT with
    the statement, REJECT or DECLINE with the reason, and needs Python's standard library only.

    Arguments:
        certificate: a Certificate, or the path of a file.
        subject: path of a map or network file; the certificate must speak of exactly these bytes. Where it speaks of
            two, {"f": path, "g": path}.
        expect: path of a claim file; the certificate must make exactly this claim.
        fuel: steps allowed; more is declined. The checker's default is 2,000,000,000.

    Raises InputError when a file cannot be opened, TypeError for what is no certificate (of a verdict, pass
    verdict.certificate), CheckerError when the checker crashes.

    >>> from exactpl.maps.pl import PL
    >>> from exactpl.claims.questions.orbits import find_orbit
    >>> verdict = find_orbit(PL([(0, 0), ("1/2", 1), (1, 0)]), 3)
    >>> check(verdict.certificate).verdict
    'accept'
    """
    given = subject if isinstance(subject, Mapping) else {} if subject is None else {"f": subject}
    files = {str(role): documents.as_path(path, "map or network file") for role, path in given.items()}
    expect = None if expect is None else documents.as_path(expect, "claim file")
    fuel = None if fuel is None else require_integer(fuel, "fuel", 0, 10**18)
    if isinstance(certificate, Certificate):
        with tempfile.TemporaryDirectory(prefix="exactpl-") as folder:
            path = Path(folder) / "certificate.json"
            certificate.save(path)
            for role, text in _not_carried(certificate).items():
                if role not in files:
                    file = Path(folder) / f"{role}.json"
                    file.write_text(text, encoding="ascii", newline="\n")
                    files[role] = file
            return _run(path, files, expect, fuel)
    if not isinstance(certificate, str | os.PathLike):
        found = f"{type(certificate).__name__} {described(certificate)}"
        advice = "; pass verdict.certificate" if isinstance(certificate, Proved | Refuted) else ""
        raise TypeError(f"a Certificate or the path of a file that holds one is required, found {found}{advice}.")
    return _run(Path(certificate), files, expect, fuel)


def check_each(certificates: Iterable[Checkable], *, fuel: int | None = None) -> Generator[CheckReport, None, None]:
    """Check many certificates as `check` each, but many in one process; yield the reports in their order.

    A report is yielded as soon as the checker has said it. What `check` raises is raised at the place of the
    certificate for which it does. Cost: a start of the checker for each 100 certificates, besides the checks.
    """
    for batch in _batches(certificates):
        rest = batch
        while rest:
            done = 0
            if len(rest) > 1:
                for report in _together(rest, fuel):
                    yield report
                    done += 1
            if done < len(rest):
                # The process ended at this one. Alone it says why, or has its verdict, if others were to blame.
                yield check(rest[done], fuel=fuel)
            rest = rest[done + 1 :]


def _not_carried(certificate: Certificate) -> dict[str, str]:
    """Return the texts of the subjects that are too large for a certificate to contain, by their roles."""
    carried = {entry["role"]: entry["text"] is not None for entry in json.loads(certificate.text)["subject"]}
    return {role: text for role, text in certificate.subjects().items() if not carried[role]}


def _batches(certificates: Iterable[Checkable]) -> Iterator[list[Checkable]]:
    """Yield certificates that one process may check; one that needs a file of its subject stands alone."""
    batch: list[Checkable] = []
    size = 0
    for each in certificates:
        length = len(each.text) if isinstance(each, Certificate) else 0
        alone = isinstance(each, Certificate) and bool(_not_carried(each))
        if batch and (alone or len(batch) == MOST_AT_ONCE or size + length > MOST_TEXT):
            yield batch
            batch, size = [], 0
        batch.append(each)
        size += length
        if alone:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _together(certificates: list[Checkable], fuel: int | None) -> Iterator[CheckReport]:
    """Check in one process; yield the reports up to the one at which the process ends."""
    with tempfile.TemporaryDirectory(prefix="exactpl-") as folder:
        names = []
        for number, each in enumerate(certificates):
            if isinstance(each, Certificate):
                names.append(f"{number}.json")
                Path(folder, names[-1]).write_text(each.text, encoding="ascii", newline="\n")
            else:
                names.append(str(Path(each).absolute()))
        command = _command(names, fuel)
        pipe, nowhere = subprocess.PIPE, subprocess.DEVNULL
        with subprocess.Popen(command, stdout=pipe, stderr=nowhere, text=True, cwd=folder) as process:
            assert process.stdout is not None
            try:
                for number, (each, line) in enumerate(zip(certificates, process.stdout, strict=False), 1):
                    report = _report(line)
                    if report is None:
                        return
                    if number == len(certificates) and process.wait() not in _VERDICTS:
                        break
                    if isinstance(each, Certificate) and report.cert_sha256 != each.sha256:
                        raise CheckerError(f"the checker speaks of another certificate in its line {number}.")
                    yield report
                if process.wait() in _INTERRUPTED:
                    raise KeyboardInterrupt
            finally:
                process.kill()  # which does nothing when it has ended


def _command(certificates: list[str], fuel: int | None) -> list[str]:
    # -I -S: no site packages, no environment: the checker sees the standard library and itself only. Its first file is
    # named, not its folder: so nothing else of the folder, no cache of Python's either, runs before it has looked.
    words = [sys.executable, "-I", "-S", str(CHECKER), *certificates, "--json"]
    return words if fuel is None else [*words, "--fuel", str(fuel)]


def _run(path: Path, subjects: Mapping[str, Path], expect: Path | None, fuel: int | None) -> CheckReport:
    command = _command([str(path.absolute())], fuel)
    for role, file in subjects.items():
        command += ["--subject", f"{role}={file.absolute()}"]
    if expect is not None:
        command += ["--expect", str(expect.absolute())]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    message = done.stderr.strip()
    if done.returncode == 2:
        raise InputError(message.splitlines()[0].strip() + "." if message else "the checker could not open a file.")
    if done.returncode in _INTERRUPTED:
        raise KeyboardInterrupt
    if done.returncode not in _VERDICTS:
        raise CheckerError(f"the checker ended with status {done.returncode}: {message[-2000:]}")
    report = _report(done.stdout)
    if report is None:
        raise CheckerError(f"the checker printed no verdict, but {done.stdout[:200]!a}: {message[-2000:]}")
    return report


def _report(line: str) -> CheckReport | None:
    """Return what a line of the checker says, None where it is none."""
    try:
        said = json.loads(line)
    except ValueError:
        return None
    return CheckReport(
        verdict=said["verdict"],
        claim=said["claim"],
        statement=said["statement"],
        rule=said["rule"],
        expected=said["expected"],
        found=said["found"],
        by=tuple(said["by"] or ()),
        cites=tuple(said["cites"] or ()),
        subject_sha256=said["subject_sha256"],
        g_sha256=said["g_sha256"],
        cert_sha256=said["cert_sha256"],
        checker_sha256=said["checker_sha256"],
    )
