"""The ways in which a check ends without ACCEPT.

Anything that is not one of these is a defect of the checker, ends with status 70 and says nothing about the
certificate.
"""


class Ending(Exception):
    """A rule that failed, what it asked for and what was there; both as text for people."""

    def __init__(self, rule: str, expected: str, found: str) -> None:
        super().__init__(rule, expected, found)
        self.rule = rule
        self.expected = expected
        self.found = found


class Reject(Ending):
    """The certificate is malformed, false, not shown by its witness, or about something else."""


class Decline(Ending):
    """The certificate may be right, but this checker does not, or will not, look."""


class Usage(Exception):
    """The command line is wrong, or a file it names cannot be opened or is no claim file."""
