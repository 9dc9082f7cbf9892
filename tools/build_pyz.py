"""Build the checker as one file, `exactpl-check.pyz`: ``python tools/build_pyz.py TARGET``.

The archive holds the package folder and a `__main__.py` of three lines, nothing else. All entries have the
same date and no compression is used, so equal sources give equal bytes.
"""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path

PACKAGE = "exactpl_checker"
MAIN = f'''"""Start the checker."""
import sys
from {PACKAGE}.__main__ import run
sys.exit(run())
'''


def build_pyz(target: Path, source: Path) -> None:
    """Write the archive of the checker's folder `source`."""
    entries = {"__main__.py": MAIN.encode("ascii")}
    entries |= {f"{PACKAGE}/{path.name}": path.read_bytes() for path in sorted(source.glob("*.py"))}
    with target.open("wb") as file:
        file.write(b"#!/usr/bin/env -S python3 -I -S\n")
        with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
            for name, data in entries.items():
                entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
                entry.external_attr = 0o644 << 16
                archive.writestr(entry, data)
    target.chmod(0o755)


if __name__ == "__main__":
    build_pyz(Path(sys.argv[1]), Path(__file__).resolve().parents[1] / "exactpl" / "checker")
