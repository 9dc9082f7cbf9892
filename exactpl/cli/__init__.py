"""The command line, one command a file. `main` is the entry point."""

import sys
from typing import NoReturn


def main(arguments: list[str] | None = None) -> NoReturn:
    """Run the command line and leave with its exit status; Ctrl-C is clean from the first import on."""
    try:
        from exactpl.cli.application import run

        status = run(sys.argv[1:] if arguments is None else arguments)
    except KeyboardInterrupt:
        status = 130
    sys.exit(status)
