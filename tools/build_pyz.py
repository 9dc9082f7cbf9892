"""Build the checker as one file, `exactpl-check.pyz`: ``python tools/build_pyz.py TARGET``.

The archive holds the files of the checker's folder, nothing else. Equal sources give equal bytes; the checker makes
the same archive of what it finds in its own, and refuses to start if it is another.
"""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path


def build_pyz(target: Path, source: Path) -> None:
    """Write the archive of the checker's folder `source`."""
    spec = importlib.util.spec_from_file_location("exactpl_checker_main", source / "__main__.py")
    assert spec is not None
    assert spec.loader is not None
    checker = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(checker)
    target.write_bytes(checker.archive_of(checker.verified(checker.files_of_folder(str(source)))))
    target.chmod(0o755)


if __name__ == "__main__":
    build_pyz(Path(sys.argv[1]), Path(__file__).resolve().parents[1] / "exactpl" / "checker")
