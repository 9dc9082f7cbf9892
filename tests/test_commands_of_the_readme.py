"""The README's two commands work on a machine that holds nothing but Python, make and the package index."""

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
COMMAND = re.compile(r"^    (make [a-z]*) .*", flags=re.MULTILINE)
IMPORTED_AS = {"python-flint": "flint", "z3-solver": "z3", "pytest-xdist": "xdist", "import-linter": "importlinter"}


def commands() -> list[str]:
    return COMMAND.findall((ROOT / "README.md").read_text())


def test_the_readme_has_two_commands_and_both_are_there() -> None:
    makefile = (ROOT / "Makefile").read_text()
    assert commands() == ["make demo", "make test"]
    for command in commands():
        assert re.search(rf"^{command.split()[1]}:", makefile, flags=re.MULTILINE)


def test_ci_begins_with_the_commands_of_the_readme_in_a_bare_environment() -> None:
    lines = (ROOT / ".ci" / "run").read_text().splitlines()
    reads = next(i for i, line in enumerate(lines) if "README.md" in line and "mapfile" in line)
    pattern = re.search(r"'s/(.*)/\\1/p'", lines[reads])
    assert pattern is not None
    assert pattern[1].replace(r"\(", "(").replace(r"\)", ")") == COMMAND.pattern
    installs = [i for i, line in enumerate(lines) if "pip install" in line]
    assert installs
    assert min(installs) > reads  # nothing is installed by hand before the two commands
    bare = next(line for line in lines if line.startswith("alone() {"))
    assert 'env -i HOME="$bare/home"' in bare
    assert "PIP_NO_CACHE_DIR=1" in bare


def third_party_imports() -> dict[str, set[str]]:
    """The files of the package by the libraries that they import where a type checker sees it, marked imports left out.

    A library that is asked for by name at run time (`extras.require`) is no import.
    """
    found: dict[str, set[str]] = {}
    for path in sorted((ROOT / "exactpl").rglob("*.py")):
        lines = path.read_text().splitlines()
        for node in ast.walk(ast.parse("\n".join(lines))):
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
                names = [node.module]
            else:
                continue
            if "reportMissingImports" in lines[node.lineno - 1]:
                continue
            for name in names:
                top = name.partition(".")[0]
                if top != "exactpl" and top not in sys.stdlib_module_names:
                    found.setdefault(top, set()).add(str(path.relative_to(ROOT)))
    return found


def installed_by_make_test() -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    extras = project["project"]["optional-dependencies"]
    wanted = list(project["project"]["dependencies"])
    groups = ["dev"]
    while groups:
        for entry in project["dependency-groups"][groups.pop()]:
            if isinstance(entry, dict):
                groups.append(entry["include-group"])
                continue
            wanted.append(entry)
            if entry.startswith("exactpl["):
                for extra in entry.partition("[")[2].partition("]")[0].split(","):
                    wanted += extras[extra]
    names = {re.split(r"[\[><=~! ]", entry)[0] for entry in wanted}
    return {IMPORTED_AS.get(name, name.replace("-", "_")) for name in names}


def test_every_library_that_the_package_imports_is_installed_before_types_are_checked() -> None:
    there = installed_by_make_test()
    missing = {name: files for name, files in third_party_imports().items() if name not in there}
    assert set(missing) <= {"google"}, missing  # Protocol Buffers come along with ONNX
    assert "torch" not in there


def test_torch_is_not_loaded_by_what_type_checkers_and_users_import() -> None:
    code = "import sys, exactpl.networks.formats.torch_modules; print('torch' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.stdout.strip() == "False", done.stderr
