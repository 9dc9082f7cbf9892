"""The command line, called in this process; and what it answers to all questions with --json."""

import contextlib
import functools
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from exactpl.cli.application import run
from tests.cli.questions import COMMANDS, said, write_files


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str]):
    def call(*arguments: str) -> tuple[int, str, str]:
        status = run(list(arguments))
        captured = capsys.readouterr()
        return status, captured.out, captured.err

    return call


@pytest.fixture(scope="session")
def material(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder with the files that the questions read."""
    folder = tmp_path_factory.mktemp("material")
    write_files(folder)
    return folder


@pytest.fixture(scope="session")
def answers(material: Path) -> Callable[[str], dict[str, list[dict[str, Any]]]]:
    """Return the lines of a command for each of its questions."""

    @functools.cache
    def found(command: str) -> dict[str, list[dict[str, Any]]]:
        lines = {}
        with contextlib.chdir(material):
            for given in COMMANDS[command]:
                status, out, err = said(command, given, "--json")
                assert status in (0, 1, 3), err
                lines[given] = [json.loads(line) for line in out.splitlines()]
        return lines

    return found
