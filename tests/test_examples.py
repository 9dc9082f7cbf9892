"""The programs in examples/ print what the documents say that they print."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def test_where_floats_die() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "examples" / "where_floats_die.py")], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    shown = [
        line[4:] for line in (ROOT / "docs" / "where-floats-die.md").read_text().splitlines() if line[:4] == "    "
    ]
    assert shown == done.stdout.splitlines()
    assert len(shown) > 20


def test_the_page_on_surveys(tmp_path: Path) -> None:
    text = (ROOT / "docs" / "surveys.md").read_text()
    code = text.partition("```python\n")[2].partition("```")[0]
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    lines = (tmp_path / "he.jsonl").read_text().splitlines()
    assert len(lines) == 51
    assert f"    {lines[1]}" in text.splitlines()
