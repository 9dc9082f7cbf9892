"""`python -m exactpl.cli`."""

from exactpl.cli.application import main

main()
