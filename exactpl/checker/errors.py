"""The ways in which a check ends without ACCEPT.

Anything that is not one of these is a defect of the checker, ends with status 70 and says nothing about the
certificate.
"""


class VerdictError(Exception):
    """A rule that failed, what it asked for and what was there; both as text for people."""

    def __init__(self, rule: str, expected: str, found: str) -> None:
        super().__init__(rule, expected, found)
        self.rule = rule
        self.expected = expected
        self.found = found


class Reject(VerdictError):  # noqa: N818 - the word of the verdict
    """The certificate is malformed, false, not shown by its witness, or about something else."""


class Decline(VerdictError):  # noqa: N818 - the word of the verdict
    """The certificate may be right, but this checker does not, or will not, look."""


class UsageError(Exception):
    """The command line is wrong, or a file it names cannot be opened or is no claim file."""
