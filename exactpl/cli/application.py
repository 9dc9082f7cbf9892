"""The command-line application: commands, exit statuses, errors. `run` is called by `exactpl.cli.main`.

Exit status: 0 proved or ACCEPT, 1 refuted or REJECT, 2 usage or unreadable input, 3 undecided, DECLINE or over budget,
70 internal error, 130 Ctrl-C. On errors standard output stays empty.
"""

import inspect
import os
import re
import sys
import traceback
from importlib import import_module

from cyclopts import App, CycloptsError

from exactpl import __version__, progress, work
from exactpl.cli import meter
from exactpl.cli.options import refuse, whole_number
from exactpl.cli.streams import (
    CLOSED,
    INTERNAL,
    INTERRUPTED,
    OPEN,
    USAGE,
    abandon_standard_output,
    asks_for_json,
    error,
    note,
)
from exactpl.errors import BudgetError, CheckerError, ExactPLError, InputError, described

HELP = """Exact answers about one-dimensional piecewise-linear maps and ReLU networks, with
certificates.

A MAP is one of
  a name of the zoo, also with parameters: tent, tent:slope=3/2, skew_tent:1/3
  a map file: examples/map.json, file:PATH
  knots, also with rays: "0:0 1/2:1 1:0", "<0 0:0 >1"
  a formula in x: "1.9999*relu(x + 1e-5) - 4*relu(x - 0.502)"
  a network file with one input and one output
A NET is a network file: .json, .onnx, .safetensors, .npz. Decimals are exact,
stored floats have their exact binary value.

PROVED is printed only after a separate checker accepted the certificate.
A question has 20 seconds of work, counted in steps and not read off a clock;
--budget SECONDS, with any command, gives it more or less.

Exit status: 0 proved, 1 refuted, 2 wrong input, 3 undecided or over budget,
70 internal error, 130 Ctrl-C.
"""

EPILOGUE = """Examples:

    exactpl show tent:slope=3/2
    exactpl count scrambling -k 1000 -o count.json
    exactpl period scrambling 3 -o period.json
    exactpl periods "0:1/2 1/2:1 1:0" --upto 8
    exactpl entropy tent:slope=3/2
    exactpl chaos notebook_network
    exactpl segments net.onnx --on -1 1
    exactpl same net.onnx net.json
    exactpl check period.json
    exactpl export count.json --coq count.v
    exactpl crosscheck tent:slope=19/10 -k 24
    exactpl survey notebook --width 2 --draws 10000 -q period:3
    exactpl plot scrambling -k 3 --cycle 3 -o f3.svg
"""


# Each command is a function of a module of its name; what it is for stands here too, so that the list of all commands
# imports none of them.
COMMANDS = {
    "show": "Show a map: its domain, knots, slopes, image, and whether it maps its domain into itself. Or show a "
    "network.",
    "count": "Count the pieces (or laps, crossings, fixed points) of f^k exactly, for k in the thousands, and "
    "prove the number.",
    "period": "Decide whether f has a point of least period N, with a witness orbit or a complete refutation.",
    "periods": "Decide for each n = 1..N whether f has a point of least period n, and what is known of all n. One "
    "line each.",
    "entropy": "Enclose the topological entropy h = log s on a compact interval, proved on both sides, or find s "
    "exactly.",
    "chaos": "Decide four questions that are often taken for one: period 3, positive entropy, Li-Yorke chaos, order.",
    "segments": "Show the exact piecewise-linear function that a network computes on an interval, or along a line, "
    "and prove it.",
    "same": "Decide whether two networks, or a network and a map, are the same function, exactly.",
    "check": "Check certificates with the separate checker, which shares no code with the rest of exactpl.",
    "export": "Write a certificate as a theorem for Coq, whose kernel proves the claim or refuses it.",
    "crosscheck": "Compare exact results with floats and grids: orbits, pieces and laps of f^k; outputs and pieces of "
    "a network.",
    "survey": "Ask exact questions about many random maps or networks, and print rates with their intervals.",
    "plot": "Draw a map or an iterate with its pieces, a cobweb, growth, orbits exact and in floats, or rates of "
    "surveys.",
    "zoo": "List the named maps, or tell about one: parameters, values, source, an example.",
    "doctor": "Report versions, and prove and check one small thing. Exit status 70 when the checker does not "
    "accept it.",
}


def application(asked: str | None = None) -> App:
    """Return the application with all its commands, or with one of them and the list of all."""
    app = App(
        name="exactpl",
        help=HELP,
        help_format="plaintext",
        version=__version__,
        help_epilogue=EPILOGUE,
        result_action="return_value",
        suppress_keyboard_interrupt=False,
    )
    for name, purpose in COMMANDS.items():
        if asked not in (None, name):
            app.command(_not_asked, name=name, help=purpose)
            continue
        command = getattr(import_module(f"exactpl.cli.{name}"), name)
        text, _, examples = (inspect.getdoc(command) or "").partition("Examples:")
        lines = "".join(f"    {example}\n" for example in _apart(examples))
        app.command(command, name=name, help=text.strip(), help_epilogue=f"Examples:\n\n{lines}" if lines else "")
    return app


def _not_asked() -> None:
    """Stand for a command that is listed only."""


def _apart(examples: str) -> list[str]:
    """Return the examples of a docstring, which are separated by semicolons outside quotation marks."""
    parts = re.findall(r'(?:[^";]|"[^"]*")+', " ".join(examples.split()))
    return [part.strip() for part in parts if part.strip()]


def run(arguments: list[str]) -> int:
    """Run one command; return its exit status. Every error becomes one message on standard error."""
    token = asks_for_json.set("--json" in arguments)
    try:
        _keep_inputs(arguments)
        seconds, rest = _budget(arguments)
        if "--json" in rest[1:]:  # right behind the command: no option before it takes it for its value
            rest = [rest[0], "--json", *(word for word in rest[1:] if word != "--json")]
            refuse("JSON, which has all digits", {"--full": "--full" in rest})
        if rest[:1] == ["--version"] and rest[1:]:
            raise InputError(f"--version stands alone, found {described(rest[1])} behind it.")
        with meter.Meter() as shown, progress.listening(shown), work.budget(seconds=seconds), progress.remembering():
            asked = next((word for word in rest if word in COMMANDS), "")
            status = application(asked)(rest, exit_on_error=False, print_error=False)
        sys.stdout.flush()
        return status if isinstance(status, int) else 0
    except CycloptsError as problem:
        return error(f"{problem} See exactpl --help.", "input", USAGE)
    except BudgetError as problem:
        return error(str(problem), "budget", OPEN)
    except CheckerError as problem:
        return error(str(problem), "checker", INTERNAL)
    except ExactPLError as problem:
        return error(str(problem), "input", USAGE)
    except KeyboardInterrupt as stop:
        kept = next((str(each) for each in stop.args if isinstance(each, str)), "nothing was left half-written.")
        return error(f"interrupted; {kept}", "interrupted", INTERRUPTED)
    except BrokenPipeError:
        abandon_standard_output()
        sys.stderr.close()  # the reader of standard output has gone; say nothing more
        return CLOSED
    except OSError as problem:
        abandon_standard_output()
        return error(f"the answer could not be written: {problem.strerror or problem}.", "output", USAGE)
    except Exception as problem:  # noqa: BLE001  # a crash must not look like a refutation (status 1)
        for line in traceback.format_exc().splitlines():
            note(f"  {line}")
        name = type(problem).__name__
        return error(f"internal error ({name}); please report it with the lines above.", "internal", INTERNAL)
    finally:
        asks_for_json.reset(token)


def _keep_inputs(arguments: list[str]) -> None:
    """Raise InputError where the file to be written is one that the command reads."""
    named = [re.sub("^(--output=|--coq=|file:)", "", word) for word in arguments]
    written = {i for i, word in enumerate(arguments) if word.startswith(("--output=", "--coq="))}
    written |= {i + 1 for i, word in enumerate(arguments[:-1]) if word in ("-o", "--output", "--coq")}
    for i in written:
        if any(_are_one_file(named[i], other) for j, other in enumerate(named) if j not in written):
            raise InputError(f"{described(named[i])} is what the command reads; write to another file.")


def _are_one_file(one: str, other: str) -> bool:
    try:
        return os.path.samefile(one, other)
    except (OSError, ValueError):  # one of them is no file, or no path
        return False


def _budget(arguments: list[str]) -> tuple[int, list[str]]:
    """Return the seconds of --budget, which every command takes, and the other arguments."""
    if "--budget" not in arguments:
        return work.SECONDS, arguments
    place = arguments.index("--budget")
    given = arguments[place + 1 : place + 2]
    if not given:
        raise InputError("--budget needs a number of seconds: --budget 600.")
    seconds = whole_number(given[0], "--budget", 1, work.MOST_SECONDS)
    return seconds, arguments[:place] + arguments[place + 2 :]
