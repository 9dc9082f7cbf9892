"""Running the checker in this process, and as a process of its own."""

from __future__ import annotations

import contextlib
import io
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

from certmaker import canonical
from exactpl_checker import cli, envelope
from exactpl_checker.__main__ import digest_of, files_of_folder
from exactpl_checker.arithmetic import steps
from exactpl_checker.errors import Decline, Reject

FOLDER = Path(cli.__file__).parent
DIGEST = digest_of(files_of_folder(str(FOLDER)))


class Result(NamedTuple):
    """What a run of the command gave."""

    status: int
    out: str
    err: str

    def rule(self) -> str | None:
        """The rule of a REJECT or DECLINE."""
        words = self.out.split()
        return words[1] if words and words[0] in ("REJECT", "DECLINE") else None


def run_here(*arguments: str) -> Result:
    """Run the command in this process."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        status = cli.main(arguments, DIGEST)
    return Result(status, out.getvalue(), err.getvalue())


def run_process(*arguments: str, program: Path = FOLDER, cwd: Path | None = None) -> Result:
    """Run a folder or an archive, isolated."""
    command = [sys.executable, "-I", "-S", str(program), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, cwd=cwd, check=False, timeout=120)
    return Result(done.returncode, done.stdout, done.stderr)


def verdict(value: Any) -> str:
    """`accept`, or `reject` or `decline` with the rule, for an object or for bytes."""
    data = value if isinstance(value, bytes) else canonical(value)
    try:
        certificate = envelope.read(data)
        subject = envelope.subject_map(certificate.subject, None)
        with steps.allowed(cli.DEFAULT_FUEL):
            steps.take(certificate.claim.fuel(subject))
            certificate.claim.check(subject)
    except Reject as error:
        return f"reject {error.rule}"
    except Decline as error:
        return f"decline {error.rule}"
    return "accept"


def fuel(value: Any) -> int:
    """The steps that are known before the work: part 2 of section 8."""
    certificate = envelope.read(canonical(value))
    return certificate.claim.fuel(envelope.subject_map(certificate.subject, None))


def reading_fuel(*files: bytes) -> int:
    """The steps to read files: part 1 of section 8."""
    return sum(envelope.reading_costs(*files))


def accepted_line(value: Any) -> tuple[str, str]:
    """The statement and the lemmas of a certificate that is accepted."""
    certificate = envelope.read(canonical(value))
    verified = certificate.claim.check(envelope.subject_map(certificate.subject, None))
    return verified.statement, ", ".join(verified.by)
