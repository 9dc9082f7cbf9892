"""`python -m exactpl`: the command line."""

from exactpl.cli import main

main()
