"""The rules that can fail: one list in the specification, the same one in the checker, and each is used."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path

from exactpl_checker.errors import Decline, Reject, Rule
from exactpl_checker.reading.strictjson import MalformedError

from tests.harness import FOLDER

SPECIFICATION = (FOLDER.parents[1] / "docs" / "certificates.md").read_text(encoding="utf-8")
FILES = [path for path in sorted(FOLDER.rglob("*.py")) if path != FOLDER / "errors.py"]
RAISED = {error.__name__ for error in (Reject, Decline, MalformedError)}


def nodes(path: Path) -> list[ast.AST]:
    return list(ast.walk(ast.parse(path.read_text(encoding="ascii"))))


def test_the_specification_lists_the_rules_with_their_meanings() -> None:
    table = SPECIFICATION.partition("| rule | what is wrong |\n|---|---|\n")[2].partition("\n\n")[0]
    listed = re.findall(r"^\| `([a-z-]+)` \| (.+) \|$", table, re.MULTILINE)
    assert len(listed) == table.count("\n") + 1
    assert [name for name, _ in listed] == [rule.value for rule in Rule]
    source = (FOLDER / "errors.py").read_text(encoding="ascii")
    assert listed == re.findall(r'^    [A-Z_]+ = "([a-z-]+)"  # (.+)$', source, re.MULTILINE)


def test_the_specification_names_no_other_rules() -> None:
    named = set(re.findall("rules? `([a-z-]+)`", SPECIFICATION))
    assert named <= set(Rule)
    assert len(named) > 10


def test_a_member_is_called_like_its_rule() -> None:
    assert [rule.name for rule in Rule] == [rule.value.replace("-", "_").upper() for rule in Rule]


def test_each_rule_is_used() -> None:
    used = {
        node.attr
        for path in FILES
        for node in nodes(path)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "Rule"
    }
    assert used == set(Rule.__members__)


def test_no_rule_is_written_as_text() -> None:
    for path in FILES:
        for node in nodes(path):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in RAISED:
                assert not isinstance(node.args[0], ast.Constant), ast.unparse(node)
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and "-" in node.value:
                assert node.value not in set(Rule), path


def test_a_rule_is_printed_as_its_name() -> None:
    for rule in Rule:
        assert f"{rule} {Reject(rule, '', '').rule}" == f"{rule.value} {rule.value}"
        assert json.dumps({"rule": rule}) == json.dumps({"rule": rule.value})
