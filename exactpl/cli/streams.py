"""The standard streams and the exit statuses: every line that a command writes goes through here.

What comes from outside never reaches a terminal raw; a closed or full stream is no crash.
"""

import contextlib
import errno
import json
import os
import sys
from contextvars import ContextVar
from typing import TextIO, TypeAlias

from exactpl.cli import meter
from exactpl.errors import printable

ANSWERED, REFUTED, USAGE, OPEN, INTERNAL, INTERRUPTED, CLOSED = 0, 1, 2, 3, 70, 130, 141

Block: TypeAlias = list[str]
"""Lines that belong together."""


asks_for_json: ContextVar[bool] = ContextVar("exactpl_json", default=False)
"""Whether --json is given: then notes and errors are objects, too."""


def emit(*blocks: str | Block) -> None:
    """Write lines, each text one line, to standard output; OSError when it is closed or full."""
    if sys.stdout is None:
        raise OSError(errno.EBADF, "standard output is closed")
    meter.clear()
    lines = (line for block in blocks for line in ([block] if isinstance(block, str) else block))
    sys.stdout.write(_encodable("".join(f"{printable(line)}\n" for line in lines), sys.stdout))
    sys.stdout.flush()


def abandon_standard_output() -> None:
    """Write nothing more to standard output."""
    with contextlib.suppress(OSError):  # a stream in memory has no descriptor
        if sys.stdout is not None:
            _abandon(sys.stdout.fileno())


def _abandon(descriptor: int) -> None:
    """Send what is still to be written nowhere: Python would try again at exit, and end with status 120."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), descriptor)


def note(message: str) -> None:
    """Say something on standard error, in one line; with --json {"note": message}."""
    _complain(json.dumps({"note": message}) if asks_for_json.get() else message)


def error(message: str, kind: str, status: int) -> int:
    """Say what went wrong on standard error, in one line, and return the exit status.

    With --json it is {"error": kind, "message": message, "status": status}.
    """
    if asks_for_json.get():
        _complain(json.dumps({"error": kind, "message": message, "status": str(status)}))
    else:
        _complain(f"error: {message}")
    return status


def _complain(line: str) -> None:
    """Write a line to standard error; where that is closed or full, nobody is told."""
    if sys.stderr is None:
        return
    meter.clear()
    try:
        sys.stderr.write(_encodable(f"{printable(line)}\n", sys.stderr))
        sys.stderr.flush()
    except OSError:
        sys.stderr = None
        _abandon(2)


def _encodable(text: str, stream: TextIO) -> str:
    """Return a text with the letters that a stream cannot encode as escapes."""
    encoding = stream.encoding or "utf-8"
    return text.encode(encoding, "backslashreplace").decode(encoding)
