"""A progress line on standard error, for work that takes more than a second and only on a terminal."""

import shutil
import sys
import time
from typing import Self

_PATIENCE = 1.0  # seconds before the first line
_shown: "list[Meter]" = []
"""The meter that has a line on the screen, if any."""


class Meter:
    """Listens to `exactpl.progress`. Leaves no trace on the screen."""

    def __init__(self) -> None:
        self._started = self._written = time.monotonic()
        self._width = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.clear()

    def __call__(self, what: str, done: int, total: int) -> None:
        """Show a line when a second has passed since the start, and then ten times a second.

        It counts the steps of what is being done, not of the whole: how many more things there are is not known.
        """
        now = time.monotonic()
        if now - self._started < _PATIENCE or now - self._written < 0.1:
            return
        if sys.stderr is None or not sys.stderr.isatty():
            return
        self._written = now
        line = f"{what}, step {done:,} of {total:,} ({now - self._started:.0f} s)"
        line = line[: shutil.get_terminal_size().columns - 1]
        sys.stderr.write("\r" + line.ljust(self._width))
        sys.stderr.flush()
        self._width = len(line)
        _shown[:] = [self]

    def clear(self) -> None:
        """Take the line off the screen."""
        if self._width:
            sys.stderr.write("\r" + " " * self._width + "\r")
            sys.stderr.flush()
            self._width = 0
        _shown.clear()


def clear() -> None:
    """Take the line of the meter, if there is one, off the screen: before anything else is written."""
    for meter in list(_shown):
        meter.clear()
