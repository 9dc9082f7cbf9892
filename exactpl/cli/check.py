"""`exactpl check CERT...`: run the independent checker."""

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from exactpl.claims.checking import CheckReport, check_each
from exactpl.claims.checking import check as run_checker
from exactpl.cli.arguments import AsJSON
from exactpl.cli.options import whole_number
from exactpl.cli.output import Common, emit_json
from exactpl.cli.streams import ANSWERED, OPEN, REFUTED, emit
from exactpl.errors import InputError

_STATUS = {"accept": ANSWERED, "reject": REFUTED, "decline": OPEN}
_WORST_LAST = (ANSWERED, OPEN, REFUTED)


def check(
    certificates: Annotated[list[str], Parameter(name="CERT", help="the certificate file, or several", negative="")],
    /,
    *,
    subject: Annotated[
        list[str] | None,
        Parameter(negative="", help="f=FILE: the map or network file that it must speak of; g=FILE for a second one"),
    ] = None,
    expect: Annotated[str | None, Parameter(help="the claim file with the claim that it must make")] = None,
    fuel: Annotated[str | None, Parameter(help="steps allowed, 2,000,000,000 by default")] = None,
    json: AsJSON = False,
) -> int:
    """Check certificates with the separate checker, which shares no code with the rest of exactpl.

    A line for each, in order; of several the exit status is the worst: 1 if one is rejected, else 3 if one is declined.
    The checker also runs by itself: python3 -I -S path/to/exactpl/checker/__main__.py CERT...

    Examples: exactpl check period3.json; exactpl check count.json --subject f=map.json --expect claim.json
    """
    files: dict[str, str | Path] = {}
    for given in subject or ():
        role, _, path = given.partition("=")
        if role not in ("f", "g") or not path or role in files:
            raise InputError(f"--subject takes f=FILE, and g=FILE for a second one, each once, found {given!r:.60}.")
        files[role] = path
    steps = None if fuel is None else whole_number(fuel, "--fuel", 0)
    if len(certificates) == 1:
        report = run_checker(certificates[0], subject=files, expect=expect, fuel=steps)
        return _said(certificates[0], report, json)
    if files or expect is not None:
        raise InputError(f"--subject and --expect speak of one certificate, found {len(certificates)}.")
    statuses = [
        _said(path, report, json)
        for path, report in zip(certificates, check_each(certificates, fuel=steps), strict=True)
    ]
    return max(statuses, key=_WORST_LAST.index)


def _said(certificate: str, report: CheckReport, json: bool) -> int:
    """Print what the checker said of a certificate, and return the exit status for it."""
    if json:
        emit_json(
            Common(
                verdict=report.verdict,
                statement=report.statement,
                reason=None if report.is_accepted else _reason(report),
                certificate=certificate,
                checked=report.is_accepted,
                lemmas=report.by,
                cites=report.cites,
            ),
            claim=report.claim,
            rule=report.rule,
            expected=report.expected,
            found=report.found,
            subject_sha256=report.subject_sha256,
            g_sha256=report.g_sha256,
            cert_sha256=report.cert_sha256,
            checker_sha256=report.checker_sha256,
        )
    else:
        emit(_line(report))
    return _STATUS[report.verdict]


def _reason(report: CheckReport) -> str:
    """Return in one text why a certificate was not accepted."""
    return f"rule {report.rule}: expected {report.expected}, found {report.found}"


def _line(report: CheckReport) -> str:
    """Return the line as the checker prints it."""
    subjects = f"subject sha256:{report.subject_sha256}"
    if report.g_sha256 is not None and report.is_accepted:
        subjects = f"subject f sha256:{report.subject_sha256}, g sha256:{report.g_sha256}"
    if not report.is_accepted:
        parts = [
            f"{report.verdict.upper()} {report.rule}",
            f"expected: {report.expected}",
            f"found: {report.found}",
            *([f"claim {report.claim}"] if report.claim is not None else []),
            *([subjects] if report.subject_sha256 is not None else []),
            *([f"cert sha256:{report.cert_sha256}"] if report.cert_sha256 is not None else []),
        ]
        return " | ".join(parts)
    return " | ".join(
        [
            f"ACCEPT {report.statement}",
            subjects,
            f"cert sha256:{report.cert_sha256}",
            f"checker sha256:{report.checker_sha256}",
            f"by {', '.join(report.by) or 'evaluation'}",
            f"assuming {', '.join(report.cites) or 'nothing'}",
        ]
    )
