"""The list of commands is made without any of them: what it says of each is the first paragraph of its docstring."""

import inspect
import subprocess
import sys
from importlib import import_module

import pytest

from exactpl.cli.application import COMMANDS, application


@pytest.mark.parametrize("name", COMMANDS)
def test_the_purpose_is_the_first_paragraph_of_the_command(name: str) -> None:
    docstring = inspect.getdoc(getattr(import_module(f"exactpl.cli.{name}"), name)) or ""
    paragraph, _, _ = docstring.partition("Examples:")[0].partition("\n\n")
    assert COMMANDS[name] == " ".join(paragraph.split())


def test_every_command_is_there_whichever_is_asked_for() -> None:
    for asked in (None, "", "count"):
        assert set(COMMANDS) <= set(application(asked))


@pytest.mark.parametrize(
    ("arguments", "absent"),
    [
        (["--help"], ["exactpl.maps.pl", "exactpl.networks.network", "exactpl.claims.subjects", "flint", "numpy"]),
        (["show", "--help"], ["exactpl.survey", "exactpl.crosscheck", "exactpl.plot", "numpy", "sympy"]),
    ],
)
def test_help_loads_no_mathematics(arguments: list[str], absent: list[str]) -> None:
    code = (
        "import sys\n"
        "from exactpl.cli import main\n"
        "try: main(sys.argv[1:])\n"
        "except SystemExit as done: print('status', done.code, *sys.modules, file=sys.stderr)\n"
    )
    done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True)
    status, *modules = done.stderr.split()[1:]
    assert status == "0"
    assert not {*absent} & {*modules}
