"""The checker run in this process, through its command: for bulk tests, where a process each would take minutes.

It is loaded from its folder under a name of its own, as it loads itself: `exactpl.checker` would import `exactpl`,
with which it must have nothing to do.
"""

import contextlib
import importlib
import importlib.util
import io
import json
import sys
from pathlib import Path
from typing import Any

import exactpl as xp

FOLDER = Path(__file__).resolve().parents[2] / "exactpl" / "checker"
NAME = "exactpl_checker"


def _command() -> Any:
    if NAME not in sys.modules:
        spec = importlib.util.spec_from_file_location(
            NAME, FOLDER / "__init__.py", submodule_search_locations=[str(FOLDER)]
        )
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        sys.modules[NAME] = module
        spec.loader.exec_module(module)
    return importlib.import_module(NAME + ".cli").main


def checked(
    certificate: xp.Certificate | None, folder: Path, *, subject: Path | None = None, fuel: int | None = None
) -> dict[str, Any]:
    """Save a certificate, run the checker on the file, and return what it printed.

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
    arguments = [
        str(path),
        "--json",
        *(word for role, file in files.items() for word in ("--subject", f"{role}={file}")),
    ]
    arguments += [] if fuel is None else ["--fuel", str(fuel)]
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        status = _command()(arguments, "of the checker in this process")
    assert status in (0, 1, 3), err.getvalue()
    report: dict[str, Any] = json.loads(out.getvalue())
    return report


def accepted(certificate: xp.Certificate | None, folder: Path) -> bool:
    """Say whether the checker accepts a certificate."""
    return bool(checked(certificate, folder)["verdict"] == "accept")
