"""What the checker's source may contain: see the list of tests."""

from __future__ import annotations

import ast
import re
import sys
from pathlib import Path

import pytest
from exactpl_checker.registry import CLAIM_TYPES, rule_of

from tests.harness import FOLDER

FILES = sorted(FOLDER.rglob("*.py"))
ROOMS = ("arithmetic", "claims", "mathematics", "reading", "rules")


def place(path: Path) -> str:
    return path.relative_to(FOLDER).as_posix()


def nodes(path: Path) -> list[ast.AST]:
    return list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


def inside(folder: Path) -> tuple[set[str], set[str]]:
    """The names of the folders in a folder, without caches, and of its files."""
    entries = [path for path in folder.iterdir() if path.name != "__pycache__"]
    return {path.name for path in entries if path.is_dir()}, {path.name for path in entries if path.is_file()}


def test_the_folder_has_rooms_and_the_rooms_are_flat() -> None:
    assert inside(FOLDER)[0] == set(ROOMS)
    for room in ROOMS:
        folders, files = inside(FOLDER / room)
        assert folders == set()
        assert "__init__.py" in files
    for folder in (FOLDER, *(FOLDER / room for room in ROOMS)):
        assert {Path(name).suffix for name in inside(folder)[1]} == {".py"}


@pytest.mark.parametrize("room", ["", *ROOMS])
def test_a_docstring_lists_what_is_in_a_folder(room: str) -> None:
    text = ast.get_docstring(ast.parse((FOLDER / room / "__init__.py").read_text(encoding="ascii")))
    assert text is not None
    listed = re.findall("^``([a-z_]+)``  ", text, re.MULTILINE)
    folders, files = inside(FOLDER / room)
    there = folders | {name.removesuffix(".py") for name in files} - {"__init__", "__main__"}
    assert sorted(listed) == ([] if room == "rules" else sorted(there))


@pytest.mark.parametrize("path", FILES, ids=place)
def test_no_file_is_named_like_a_module_of_the_library(path: Path) -> None:
    assert path.stem in ("__init__", "__main__") or path.stem not in sys.stdlib_module_names
    assert path.parent == FOLDER or path.parent.name not in sys.stdlib_module_names


@pytest.mark.parametrize("path", FILES, ids=place)
def test_only_the_library_and_itself_are_imported(path: Path) -> None:
    for node in nodes(path):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            names = [node.module or ""]
        else:
            if isinstance(node, ast.ImportFrom):
                assert node.level in range(1, 1 + len(path.relative_to(FOLDER).parts))
            continue
        for name in names:
            assert name.partition(".")[0] in sys.stdlib_module_names


@pytest.mark.parametrize("path", FILES, ids=place)
def test_exact_arithmetic_only(path: Path) -> None:
    for node in nodes(path):
        if isinstance(node, ast.Constant):
            assert not isinstance(node.value, float | complex)
        if isinstance(node, ast.BinOp):
            # These divide Fractions; nothing else divides.
            assert not isinstance(node.op, ast.Div) or path.stem in ("plmap", "fixedcells", "criticalorbits")
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id not in (
                "float",
                "round",
                "eval",
                "__import__",
                "pow",
                "divmod",
            )


@pytest.mark.parametrize("path", FILES, ids=place)
def test_nothing_is_skipped(path: Path) -> None:
    for node in nodes(path):
        assert not isinstance(node, ast.Assert)  # gone under -O
        if isinstance(node, ast.ExceptHandler):
            assert node.type is not None
            assert not all(isinstance(step, ast.Pass) for step in node.body)
            broad = isinstance(node.type, ast.Name) and node.type.id in ("Exception", "BaseException")
            assert not broad or path.stem in ("cli", "__main__")  # there it ends with status 70


@pytest.mark.parametrize("path", FILES, ids=place)
def test_no_function_calls_itself(path: Path) -> None:
    for node in nodes(path):
        if isinstance(node, ast.FunctionDef):
            for call in ast.walk(node):
                if isinstance(call, ast.Call) and isinstance(call.func, ast.Name):
                    assert call.func.id != node.name


def calls(*names: str) -> list[tuple[str, str]]:
    """The files where these functions are called, each time."""
    return [
        (path.stem, node.func.id)
        for path in FILES
        for node in nodes(path)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names
    ]


def test_text_is_run_in_one_place_only() -> None:
    # where a module is made of the bytes that were hashed
    assert sorted(calls("exec", "compile")) == [("__main__", "compile"), ("__main__", "exec")]


def test_modules_are_named_in_the_source_or_in_the_registry() -> None:
    assert sorted(calls("import_module")) == [("registry", "import_module")]


@pytest.mark.parametrize("path", FILES, ids=place)
def test_nothing_is_kept_from_one_certificate_to_the_next(path: Path) -> None:
    """No cache, no variable of a module that is set later, no list or dictionary of a module that could grow.

    The one context variable is the allowance of steps, which is put back when a check ends.
    """
    for node in nodes(path):
        assert not isinstance(node, ast.Global)
        if isinstance(node, ast.ImportFrom | ast.Import):
            assert "functools" not in [getattr(node, "module", None), *(alias.name for alias in node.names)]
            if any(alias.name == "ContextVar" for alias in node.names):
                assert place(path) == "arithmetic/steps.py"
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        value = node.value if isinstance(node, ast.Assign | ast.AnnAssign) else None
        if isinstance(value, ast.Dict | ast.List | ast.Set | ast.ListComp | ast.DictComp | ast.SetComp):
            (target,) = node.targets if isinstance(node, ast.Assign) else [node.target]
            assert isinstance(target, ast.Name)
            assert target.id.isupper(), f"{target.id} is a constant, or is it?"


def test_files_are_opened_in_three_places_only() -> None:
    assert [stem for stem, _ in calls("open")] == ["__main__", "__main__", "cli"]


@pytest.mark.parametrize("path", FILES, ids=place)
def test_ascii_and_documented(path: Path) -> None:
    text = path.read_text(encoding="ascii")
    assert ast.get_docstring(ast.parse(text))


def test_one_rule_one_file_one_test() -> None:
    rules = {path.stem for path in FILES if path.parent.name == "rules"} - {"__init__"}
    tests = {path.stem.removeprefix("test_") for path in (Path(__file__).parent / "rules").glob("test_*.py")}
    assert rules == tests
    assert rules == set(CLAIM_TYPES)


@pytest.mark.parametrize("claim_type", sorted(CLAIM_TYPES))
def test_the_registry_names_the_rule_of_each_type(claim_type: str) -> None:
    rule = rule_of(claim_type)
    assert rule is not None
    assert rule.type == claim_type
    assert rule.__module__ == f"exactpl_checker.rules.{claim_type}"


def test_the_registry_is_a_list_in_order() -> None:
    assert list(CLAIM_TYPES) == sorted(CLAIM_TYPES)
    for claim_type in ("", "__init__", ".value", "value.py", "..cli", "highest_value"):
        assert rule_of(claim_type) is None
