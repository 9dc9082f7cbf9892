"""`python -m exactpl.cli`."""

from exactpl.cli import main

main()
