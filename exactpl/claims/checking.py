"""`check`: the independent checker, started as a process of its own. Nothing of it is imported here."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from exactpl import documents
from exactpl.arithmetic.integers import require_integer
from exactpl.errors import CheckerError, InputError, described
from exactpl.verdicts import Certificate, Proved, Refuted

Subjects: TypeAlias = str | Path | Mapping[str, str | Path] | None
CHECKER = Path(__file__).resolve().parent.parent / "checker" / "__main__.py"


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
    certificate: Certificate | str | Path,
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
            carried = {entry["role"]: entry["text"] is not None for entry in json.loads(certificate.text)["subject"]}
            for role, text in certificate.subjects().items():
                if role not in files and not carried[role]:
                    file = Path(folder) / f"{role}.json"
                    file.write_text(text, encoding="ascii", newline="\n")
                    files[role] = file
            return _run(path, files, expect, fuel)
    if not isinstance(certificate, str | os.PathLike):
        found = f"{type(certificate).__name__} {described(certificate)}"
        advice = "; pass verdict.certificate" if isinstance(certificate, Proved | Refuted) else ""
        raise TypeError(f"a Certificate or the path of a file that holds one is required, found {found}{advice}.")
    return _run(Path(certificate), files, expect, fuel)


def _run(path: Path, subjects: Mapping[str, Path], expect: Path | None, fuel: int | None) -> CheckReport:
    # -I -S: no site packages, no environment: the checker sees the standard library and itself only. Its first file is
    # named, not its folder: so nothing else of the folder, no cache of Python's either, runs before it has looked.
    command = [sys.executable, "-I", "-S", str(CHECKER), str(path.absolute()), "--json"]
    for role, file in subjects.items():
        command += ["--subject", f"{role}={file.absolute()}"]
    if expect is not None:
        command += ["--expect", str(expect.absolute())]
    if fuel is not None:
        command += ["--fuel", str(fuel)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    message = done.stderr.strip()
    if done.returncode == 2:
        raise InputError(message.splitlines()[0].strip() + "." if message else "the checker could not open a file.")
    if done.returncode in (130, -2):
        raise KeyboardInterrupt
    if done.returncode not in (0, 1, 3):
        raise CheckerError(f"the checker ended with status {done.returncode}: {message[-2000:]}")
    try:
        report = json.loads(done.stdout)
    except ValueError:
        raise CheckerError(f"the checker printed no verdict, but {done.stdout[:200]!a}: {message[-2000:]}") from None
    return CheckReport(
        verdict=report["verdict"],
        claim=report["claim"],
        statement=report["statement"],
        rule=report["rule"],
        expected=report["expected"],
        found=report["found"],
        by=tuple(report["by"] or ()),
        cites=tuple(report["cites"] or ()),
        subject_sha256=report["subject_sha256"],
        g_sha256=report["g_sha256"],
        cert_sha256=report["cert_sha256"],
        checker_sha256=report["checker_sha256"],
    )
