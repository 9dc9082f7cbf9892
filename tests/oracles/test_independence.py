"""No oracle shares code with exactpl: neither it nor a helper that it or its tests load imports the package."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted(Path(__file__).parent.glob("*.py"))


def imported(path: Path) -> set[str]:
    """Return the modules that a file imports, wherever in the file."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, path
            assert node.module is not None
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def reached(path: Path) -> dict[str, set[str]]:
    """Return what the file imports, and what each file of the tests imports that it loads."""
    found: dict[str, set[str]] = {}
    waiting = [path]
    while waiting:
        file = waiting.pop()
        name = str(file.relative_to(ROOT))
        if name not in found:
            found[name] = imported(file)
            paths = (ROOT / (module.replace(".", "/") + ".py") for module in found[name])
            waiting += [path for path in paths if path.is_file() and path.is_relative_to(ROOT / "tests")]
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_nothing_here_imports_the_package(path: Path) -> None:
    """Nor anything by a name that is made while it runs."""
    for file, modules in reached(path).items():
        assert not {module for module in modules if module.partition(".")[0] in ("exactpl", "importlib")}, file


def test_the_bridge_would_be_seen() -> None:
    seen = reached(ROOT / "tests" / "bridge.py")
    assert "exactpl.maps.pl" in seen["tests/bridge.py"]
    assert "fractions" in seen["tests/oracles/maps.py"]
