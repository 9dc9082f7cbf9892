"""Coq's compiler for tests: whether it is there, with the library, and what it says of exported files.

Many exports go into one file, each as a module of its own: coqc takes a second to start.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
COQC = shutil.which("coqc")
THEORIES = Path(os.environ.get("EXACTPL_COQ") or REPOSITORY / "proofs" / "coq") / "theories"
needs_coq = pytest.mark.skipif(
    COQC is None or not (THEORIES / "RealChecker.vo").is_file(),
    reason="needs coq: coqc, and the library built by make -C proofs/coq",
)


def compiled(text: str, seconds: int = 300) -> tuple[bool, str]:
    """Compile a file in a folder of its own; return whether coqc accepted it, and what it printed."""
    assert COQC is not None
    with tempfile.TemporaryDirectory(prefix="exactpl-coq-") as folder:
        Path(folder, "exported.v").write_text(text, encoding="ascii")
        command = ["sh", "-c", 'ulimit -s unlimited 2>/dev/null || true; exec "$@"', "sh"]
        command += [COQC, "-q", "-w", "-require-in-module", "-Q", str(THEORIES), "ExactPL", "exported.v"]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=seconds, check=False)
    return done.returncode == 0, done.stdout + done.stderr


def as_module(name: str, text: str) -> str:
    """Return an exported file as a module of another file."""
    return f"Module {name}.\n{_without_assumptions(text)}End {name}.\n"


def as_refused(name: str, text: str) -> str:
    """Return a module in which the kernel must refuse the theorem of an exported file."""
    theorem = text.partition("Print Assumptions claimed.")[0]
    assert theorem.count("\nQed.\n") == 1
    refused = theorem.replace("\nQed.\n", "\nFail Qed.\nAbort.\n")
    return f"Module {name}.\n{refused}End {name}.\n"


def _without_assumptions(text: str) -> str:
    return re.sub(r"^Print Assumptions .*\n", "", text, flags=re.MULTILINE)


def refused_among(files: Mapping[str, str]) -> dict[str, str]:
    """Return those of some exported files that coqc refuses, by their names, and what it said."""
    names = {f"M{i}": name for i, name in enumerate(files)}
    left = dict(zip(names, files.values(), strict=True))
    found: dict[str, str] = {}
    while left:
        parts = [(module, as_module(module, text)) for module, text in left.items()]
        accepted, said = compiled("".join(part for _, part in parts))
        if accepted:
            break
        where = re.search(r"line (\d+), characters", said)
        assert where is not None, said
        module = _module_of(int(where[1]), parts)
        found[names[module]] = said
        modules = list(left)
        # what stands before it was accepted
        left = {each: left[each] for each in modules[modules.index(module) + 1 :]}
    return found


def _module_of(line: int, parts: list[tuple[str, str]]) -> str:
    """Return the module in which a line of the whole file stands."""
    for module, part in parts:
        line -= part.count("\n")
        if line <= 0:
            return module
    raise AssertionError("the line stands behind the end")
