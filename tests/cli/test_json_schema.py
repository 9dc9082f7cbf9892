"""docs/json.md: its JSON Schema holds for every line that a command prints, and for nothing else; its tables are it."""

import copy
import importlib
import io
import json
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from exactpl.claims.checking import CheckReport
from exactpl.cli.application import application, run
from tests.cli.questions import COMMANDS, ERRORS, EXAMPLES, N

PAGE = (EXAMPLES.parent / "docs" / "json.md").read_text(encoding="utf-8")
(BLOCK,) = re.findall(r"^```json\n(.*?)^```$", PAGE, flags=re.DOTALL | re.MULTILINE)
SCHEMA: dict[str, Any] = json.loads(BLOCK)
DEFS: dict[str, Any] = SCHEMA["$defs"]
NUMBER = re.compile(r"-?[0-9]+(/[0-9]+)?")


def valid(schema: Any, value: object) -> bool:
    return Draft202012Validator({"allOf": [schema], "$defs": DEFS}).is_valid(value)


def of(command: str) -> dict[str, str]:
    return {"$ref": f"#/$defs/{command.replace(' ', '_')}"}


def lines_of(answers, command: str) -> list[dict[str, Any]]:
    return [line for lines in answers(command).values() for line in lines]


# ----------------------------------------------------------------------------------------------------------------------
# The page


def test_the_schema_is_one_and_speaks_of_every_command() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    commands = {name for name in application() if not name.startswith("-")}
    assert commands == {name.partition(" ")[0] for name in COMMANDS}
    lines = [f"#/$defs/{name.replace(' ', '_')}" for name in (*COMMANDS, "error", "note")]
    assert sorted(each["$ref"] for each in SCHEMA["anyOf"]) == sorted(lines)


def tables() -> dict[str, set[str]]:
    """Return the keys that the page's tables name for each command."""
    found = {}
    for section in PAGE.partition("## The keys of each command")[2].partition("\n## ")[0].split("\n### ")[1:]:
        title, *rows = section.splitlines()
        first = [row.split("|")[1] for row in rows if row.startswith("| `")]
        found[title] = {key for cell in first for key in re.findall("`([^`]*)`", cell)}
    return found


def test_the_tables_name_the_keys_of_the_schema() -> None:
    own = {name: set(DEFS[name.replace(" ", "_")].get("required", ())) for name in COMMANDS}
    assert tables() == own
    rows = re.findall(r"^\| `(\w+)` \|", PAGE.partition("## The common keys")[2].partition("\n## ")[0], re.MULTILINE)
    words = DEFS["common"]["properties"]["verdict"]["enum"]
    assert rows == [*DEFS["common"]["required"], *words]
    kinds = re.findall(r"^\| `(\w+)` \| (\d+)", PAGE.partition("## Exit status")[2].partition("\n## ")[0], re.MULTILINE)
    error = DEFS["error"]["properties"]
    assert {kind for kind, _ in kinds} == set(error["error"]["enum"])
    assert {status for _, status in kinds} == set(error["status"]["enum"])


def test_the_examples_of_the_page_are_what_the_commands_print(cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(EXAMPLES.parent)
    shown = re.findall(r"^    \$ exactpl (.*)\n((?:    .*\n)*)", PAGE, flags=re.MULTILINE)
    assert len(shown) == 4
    for command, text in shown:
        _, out, err = cli(*shlex.split(command))
        assert json.loads(out or err) == json.loads(text), command


def test_a_stranger_can_use_the_schema(answers, tmp_path: Path) -> None:
    (tmp_path / "schema.json").write_text(BLOCK)
    code = re.search(r"^    import json, sys, jsonschema\n(?:    .*\n)*", PAGE, flags=re.MULTILINE)
    assert code is not None
    script = "\n".join(line[4:] for line in code[0].splitlines())
    lines = "".join(json.dumps(line) + "\n" for line in lines_of(answers, "count"))
    for text, status in ((lines, 0), (lines.replace('"k"', '"K"'), 1)):
        done = subprocess.run(
            [sys.executable, "-c", script], input=text, text=True, capture_output=True, check=False, cwd=tmp_path
        )
        assert done.returncode == status, done.stderr


# ----------------------------------------------------------------------------------------------------------------------
# Lines


@pytest.mark.parametrize("command", COMMANDS)
def test_every_line_is_valid(answers, command: str) -> None:
    validator = Draft202012Validator({**of(command), "$defs": DEFS})
    for given, lines in answers(command).items():
        for line in lines:
            assert [f"{each.json_path}: {each.message}" for each in validator.iter_errors(line)] == [], given
            assert valid(SCHEMA, line)


def spoiled(line: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield lines with a key more, a key less, a number for a string, and a word that is none."""
    yield "more", {**line, "surprise": None}
    yield "word", {**line, "verdict": "true"}
    for key in line:
        yield f"less {key}", {name: value for name, value in line.items() if name != key}
    for path, value in leaves(line):
        if isinstance(value, str) and NUMBER.fullmatch(value):
            yield f"number {path}", replaced(line, path, float(value.partition("/")[0]))
        if isinstance(value, bool):
            yield f"truth {path}", replaced(line, path, str(value))


def leaves(value: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], object]]:
    if isinstance(value, dict | list):
        for key, each in value.items() if isinstance(value, dict) else enumerate(value):
            yield from leaves(each, (*path, key))
    else:
        yield path, value


def replaced(line: dict[str, Any], path: tuple[str | int, ...], value: object) -> dict[str, Any]:
    found: Any = copy.deepcopy(line)
    place = found
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    return found


@pytest.mark.parametrize("command", COMMANDS)
def test_a_spoiled_line_is_not_valid(answers, command: str) -> None:
    for lines in answers(command).values():
        for what, line in spoiled(lines[-1]):
            assert not valid(of(command), line), what


def test_words_are_held_to_what_they_mean(answers) -> None:
    (proved,), (refuted,) = answers("period")["tent 3"], answers("period")["x 2"]
    (open_,), (accept,), (reject,) = (
        answers("count")["tent:slope=3/2"],
        answers("check")["c.json"],
        answers("check")["false.json"],
    )
    for command, line, wrong in (
        ("period", proved, {"reason": "why"}),
        ("period", proved, {"statement": None}),
        ("period", refuted, {"reason": None}),
        ("period", refuted, {"verdict": "proved"}),
        ("period", proved, {"verdict": "accept"}),
        ("count", open_, {"value": "1"}),
        ("count", open_, {"checked": True}),
        ("count", open_, {"cites": ["LY75"]}),
        ("check", accept, {"checked": False}),
        ("check", reject, {"checked": True}),
        ("check", reject, {"reason": None}),
        ("doctor", lines_of(answers, "doctor")[0], {"checked": True}),
        ("zoo", lines_of(answers, "zoo")[0], {"statement": "f"}),
    ):
        assert valid(of(command), line)
        assert not valid(of(command), {**line, **wrong}), (command, wrong)


# ----------------------------------------------------------------------------------------------------------------------
# Nothing is allowed that is not tried

UNTRIED = {
    "crosscheck.value: disagrees",  # a bug
    "doctor.value: reject",  # a bug
    "doctor.value: decline",
}
INSTALLED = {  # everything, on some machines; no Coq on others
    "doctor.packages{}: null 1",
    *(f"doctor.{key}: {each}" for key in ("coq", "coq_library") for each in ("text 0", "null 1")),
}


def alternatives(schema: Any, values: list[Any], place: str) -> Iterator[tuple[str, bool]]:
    """Yield the alternatives of a schema, and whether a value takes them. What has a name has its own place."""
    yield place, bool(values)
    if not values or not isinstance(schema, dict):
        return
    name = schema.get("$ref", "").removeprefix("#/$defs/")
    if name:
        yield from alternatives(DEFS[name], values, place if name.endswith("_or_null") else name)
    for i, each in enumerate(schema.get("anyOf", schema.get("oneOf", ()))):
        word = each.get("$ref", each.get("type", "object")).removeprefix("#/$defs/")
        yield from alternatives(each, [value for value in values if valid(each, value)], f"{place}: {word} {i}")
    for word in [False, True] if schema.get("type") == "boolean" else schema.get("enum", ()):
        yield f"{place}: {word}", word in values
    for kind in schema["type"] if isinstance(schema.get("type"), list) else ():
        yield f"{place}: {kind}", any(valid({"type": kind}, value) for value in values)
    lists = [value for value in values if isinstance(value, list)]
    for i, each in enumerate(schema.get("prefixItems", ())):
        yield from alternatives(each, [value[i] for value in lists], f"{place}[{i}]")
    if schema.get("items"):
        yield from alternatives(schema["items"], [item for value in lists for item in value], f"{place}[]")
    objects = [value for value in values if isinstance(value, dict)]
    for key, each in schema.get("properties", {}).items():
        yield from alternatives(each, [value[key] for value in objects], f"{place}.{key}")
    if schema.get("additionalProperties"):
        others = [item for value in objects for item in value.values()]
        yield from alternatives(schema["additionalProperties"], others, f"{place}{{}}")


def test_all_that_the_schema_allows_occurs(answers) -> None:
    found: dict[str, bool] = {}
    for command in COMMANDS:
        for place, taken in alternatives(of(command), lines_of(answers, command), command):
            found[place] = found.get(place, False) or taken
    assert {place for place, taken in found.items() if not taken} - INSTALLED == UNTRIED
    unused = DEFS.keys() - found.keys() - {"error", "note"}
    assert {name for name in unused if not name.endswith("_or_null")} == set()


# ----------------------------------------------------------------------------------------------------------------------
# Errors and notes


@pytest.mark.parametrize(("arguments", "status", "kind"), ERRORS, ids=[" ".join(each[0]) for each in ERRORS])
def test_errors_are_valid(cli, arguments: tuple[str, ...], status: int, kind: str) -> None:
    error = json.loads(cli(*arguments, "--json")[2])
    assert (error["error"], error["status"]) == (kind, str(status))
    assert valid(of("error"), error)
    for wrong in ({"error": "other"}, {"status": status}, {"message": None}, {"surprise": None}):
        assert not valid(of("error"), {**error, **wrong})


class Full(io.StringIO):
    """A stream on a full disk."""

    def write(self, *_: object) -> int:
        raise OSError(28, "No space left on device")


def raising(problem: BaseException):
    def call(*_: object, **__: object) -> None:
        raise problem

    return call


REJECTED = CheckReport("reject", None, None, "rule", "this", "that", (), (), None, None, None, None)


@pytest.mark.parametrize(
    ("kind", "status", "place", "replacement"),
    [
        ("interrupted", 130, "exactpl.cli.count.decide", raising(KeyboardInterrupt())),
        ("internal", 70, "exactpl.cli.count.decide", raising(ZeroDivisionError())),
        ("checker", 70, "exactpl.cli.output.check", lambda *_: REJECTED),
        ("output", 2, "sys.stdout", Full()),
    ],
)
def test_errors_that_are_no_fault_of_the_question_are_valid(
    capsys, monkeypatch: pytest.MonkeyPatch, kind: str, status: int, place: str, replacement: object
) -> None:
    module, _, name = place.rpartition(".")
    monkeypatch.setattr(importlib.import_module(module), name, replacement)
    assert run(["count", "tent", "-k", "3", "--json"]) == status
    *notes, error = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert (error["error"], error["status"]) == (kind, str(status))
    assert valid(of("error"), error)
    assert all(valid(of("note"), note) for note in notes)
    assert bool(notes) == (kind == "internal")


def test_every_kind_of_error_is_tested() -> None:
    tested = {kind for _, _, kind in ERRORS} | {"interrupted", "internal", "checker", "output"}
    assert tested == set(DEFS["error"]["properties"]["error"]["enum"])


def test_notes_are_valid(cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    N.save_network(N.dense([[[1], [1]], [[2, -4]]], [[0, "-1/2"], [0]]), "net.json")
    for command in ("count net.json -k 2 --no-check", "survey random_tent --draws 2 --workers 1"):
        status, _, err = cli(*command.split(), "--json")
        notes = [json.loads(line) for line in err.splitlines()]
        assert status == 0
        assert notes
        for note in notes:
            assert valid(of("note"), note)
            assert valid(SCHEMA, note)
            assert not valid(SCHEMA, {**note, "surprise": None})
