"""Floor 6: the command line, one command a file. `main` is the entry point."""

from exactpl.cli.application import main as main
