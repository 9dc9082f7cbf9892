"""The examples of each --help: a shell takes them, each stands on one line, and those that need no file run."""

import re
import shlex
import subprocess
from pathlib import Path

import pytest

COMMANDS = (
    "show",
    "count",
    "period",
    "periods",
    "entropy",
    "chaos",
    "segments",
    "same",
    "check",
    "export",
    "crosscheck",
    "survey",
    "plot",
    "zoo",
)


def help_of(cli, monkeypatch: pytest.MonkeyPatch, command: str, columns: int) -> str:
    monkeypatch.setenv("COLUMNS", str(columns))
    status, out, _ = cli(command, "--help")
    assert status == 0
    return out


def pieces(text: str) -> list[str]:
    """Split at semicolons and new lines that are not quoted."""
    found, quote = [""], ""
    for character in text:
        if character in "\"'" and quote in ("", character):
            quote = "" if quote else character
        if character in ";\n" and not quote:
            found.append("")
        else:
            found[-1] += character
    return [each.strip() for each in found]


def examples(text: str, command: str) -> list[str]:
    """Return the examples of one command that a help text has."""
    after = text.partition("Examples:")[2]
    return [each for each in pieces(after) if each.startswith(f"exactpl {command} ") or each == f"exactpl {command}"]


@pytest.mark.parametrize("command", COMMANDS)
def test_a_shell_takes_the_examples(cli, monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    found = examples(help_of(cli, monkeypatch, command, 2000), command)
    assert found
    for example in found:
        done = subprocess.run(["sh", "-n", "-c", example], capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, ""), example


@pytest.mark.parametrize("command", COMMANDS)
def test_an_example_stands_on_one_line_of_a_terminal(cli, monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    """So that it can be copied: no line is wrapped inside an example."""
    wide = examples(help_of(cli, monkeypatch, command, 2000), command)
    lines = [line.strip() for line in help_of(cli, monkeypatch, command, 80).splitlines()]
    assert [example for example in wide if example not in lines] == []


@pytest.mark.parametrize("command", COMMANDS)
def test_examples_of_other_commands_stand_elsewhere(cli, monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    text = help_of(cli, monkeypatch, command, 2000)
    others = [other for other in COMMANDS if other != command and re.search(rf"^ *exactpl {other}\b", text, re.M)]
    assert others == []


def test_what_is_quoted_in_the_main_help_is_quoted_whole(cli, monkeypatch: pytest.MonkeyPatch) -> None:
    for columns in (80, 120, 2000):
        monkeypatch.setenv("COLUMNS", str(columns))
        _, out, _ = cli("--help")
        assert '"1.9999*relu(x + 1e-5) - 4*relu(x - 0.502)"' in out


@pytest.mark.parametrize("command", ["show", "count", "period", "entropy", "zoo"])
def test_examples_that_need_no_file_run(cli, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, command: str) -> None:
    found = examples(help_of(cli, monkeypatch, command, 2000), command)
    monkeypatch.chdir(tmp_path)
    ran = 0
    for example in found:
        words = shlex.split(example)[1:]
        if any(re.search(r"\.(onnx|json|npz|safetensors)$", word) for word in words if word not in words[-1:]):
            continue
        if words[-1].endswith(".onnx"):
            continue
        unchecked = ["--no-check"] if command in ("count", "period", "entropy") else []
        status, out, err = cli(*words, *unchecked)
        assert status in (0, 1), (example, err)
        assert out
        ran += 1
    assert ran
