"""Where coqc is, and whether the library that exported files need is built."""

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

FOLDER = "EXACTPL_COQ"  # environment: the folder of the library, where it is not in the repository
_REPOSITORY = Path(__file__).resolve().parents[2]
_LAST_FILE = "RealChecker"


@dataclass(frozen=True, slots=True)
class CoqInstallation:
    """What is there: the version of coqc, the folder of the library's theories, and whether it is built."""

    version: str | None
    theories: Path | None
    is_built: bool

    def __str__(self) -> str:
        coqc = "coqc not found" if self.version is None else f"coqc {self.version}"
        if self.theories is None:
            return f"{coqc}; no library (proofs/coq of the repository, or the folder that {FOLDER} names)"
        return f"{coqc}; library {self.theories}{'' if self.is_built else ', not built: make -C proofs/coq'}"


def coq_installation() -> CoqInstallation:
    """Return what is there of Coq. Cost: coqc is started once, for its version."""
    folder = os.environ.get(FOLDER)
    theories = (Path(folder) if folder else _REPOSITORY / "proofs" / "coq") / "theories"
    there = (theories / f"{_LAST_FILE}.v").is_file()
    return CoqInstallation(_version(), theories if there else None, (theories / f"{_LAST_FILE}.vo").is_file())


def _version() -> str | None:
    coqc = shutil.which("coqc")
    if coqc is None:
        return None
    try:
        done = subprocess.run([coqc, "--version"], capture_output=True, text=True, timeout=60, check=False)
    except (OSError, subprocess.SubprocessError):
        return None
    found = re.search(r"version ([0-9][^\s]*)", done.stdout)
    return found[1] if found else None
