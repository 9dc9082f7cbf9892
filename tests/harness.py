"""The checker for all tests: its modules, its command in this process, and its program as a process of its own.

It is loaded from its folder under a name of its own, as it loads itself: `exactpl.checker` would import `exactpl`,
with which it must have nothing to do. Once this module is imported, `exactpl_checker` can be.
"""

from __future__ import annotations

import contextlib
import functools
import importlib
import importlib.util
import io
import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from tests.checker.certmaker import canonical

if TYPE_CHECKING:
    import exactpl as xp

FOLDER = Path(__file__).resolve().parents[1] / "exactpl" / "checker"
NAME = "exactpl_checker"


def _loaded() -> None:
    """Load the package from its folder."""
    if NAME not in sys.modules:
        spec = importlib.util.spec_from_file_location(
            NAME, FOLDER / "__init__.py", submodule_search_locations=[str(FOLDER)]
        )
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        sys.modules[NAME] = module
        spec.loader.exec_module(module)


@functools.cache
def part(name: str) -> Any:
    """Return a module of the checker."""
    return importlib.import_module(f"{NAME}.{name}")


_loaded()
cli, envelope, errors, steps = (part(name) for name in ("cli", "envelope", "errors", "arithmetic.steps"))
lemmas_beside = part("claims.base").lemmas_beside
DIGEST = part("__main__").digest_of(part("__main__").files_of_folder(str(FOLDER)))


# ----------------------------------------------------------------------------------------------------------------------
# The command


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
    """Run the command in this process: for bulk tests, where a process each would take minutes."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        status = cli.main(arguments, DIGEST)
    return Result(status, out.getvalue(), err.getvalue())


def command(*arguments: str, program: Path = FOLDER, flags: tuple[str, ...] = ()) -> list[str]:
    """Return the words that start a folder or an archive, isolated."""
    return [sys.executable, "-I", "-S", *flags, str(program), *arguments]


def run_process(*arguments: str, program: Path = FOLDER, cwd: Path | None = None) -> Result:
    """Run a folder or an archive, isolated."""
    words = command(*arguments, program=program)
    done = subprocess.run(words, capture_output=True, text=True, cwd=cwd, check=False, timeout=120)
    return Result(done.returncode, done.stdout, done.stderr)


# ----------------------------------------------------------------------------------------------------------------------
# Certificates as objects or bytes, without the command


def verdict(value: Any) -> str:
    """`accept`, or `reject` or `decline` with the rule, for an object or for bytes."""
    data = value if isinstance(value, bytes) else canonical(value)
    try:
        certificate = envelope.read(data)
        subject = envelope.subject_map(certificate.subject, None)
        with steps.allowed(cli.DEFAULT_FUEL):
            steps.take(certificate.claim.fuel(subject))
            certificate.claim.check(subject)
    except errors.Reject as error:
        return f"reject {error.rule}"
    except errors.Decline as error:
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
    return verified.statement, ", ".join(lemmas_beside(verified.by, certificate.cites))


# ----------------------------------------------------------------------------------------------------------------------
# Certificates that exactpl made


def checked(
    certificate: xp.Certificate | None, folder: Path, *, subject: Path | None = None, fuel: int | None = None
) -> dict[str, Any]:
    """Save a certificate, run the command on the file in this process, and return what it printed.

    `subject` is a file of the user's; what the certificate does not carry, as it is too large, is given as well.
    """
    assert certificate is not None
    path = folder / "certificate.json"
    certificate.save(path)
    files = {} if subject is None else {"f": subject}
    for entry, (role, text) in zip(
        json.loads(certificate.text)["subject"], certificate.subjects().items(), strict=True
    ):
        if entry["text"] is None and role not in files:
            files[role] = folder / f"{role}.json"
            files[role].write_text(text, encoding="ascii", newline="\n")
    options = [word for role, file in files.items() for word in ("--subject", f"{role}={file}")]
    options += [] if fuel is None else ["--fuel", str(fuel)]
    result = run_here(str(path), "--json", *options)
    assert result.status in (0, 1, 3), result.err
    report: dict[str, Any] = json.loads(result.out)
    return report


def accepted(certificate: xp.Certificate | None, folder: Path) -> bool:
    """Say whether the checker accepts a certificate."""
    return bool(checked(certificate, folder)["verdict"] == "accept")
