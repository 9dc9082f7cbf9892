"""A progress line on standard error, for work that takes more than a second and only on a terminal."""

import sys
import time
from typing import Self

_PATIENCE = 1.0  # seconds before the first line


class Meter:
    """Listens to `exactpl.progress`. Leaves no trace on the screen."""

    def __init__(self) -> None:
        self._started = self._shown = time.monotonic()
        self._width = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._clear()

    def __call__(self, what: str, done: int, total: int) -> None:
        """Show a line when a second has passed since the start, and then ten times a second."""
        now = time.monotonic()
        if now - self._started < _PATIENCE or now - self._shown < 0.1 or not sys.stderr.isatty():
            return
        self._shown = now
        line = f"{what}: {100 * done // max(total, 1)} % ({now - self._started:.0f} s)"
        sys.stderr.write("\r" + line.ljust(self._width))
        sys.stderr.flush()
        self._width = len(line)

    def _clear(self) -> None:
        if self._width:
            sys.stderr.write("\r" + " " * self._width + "\r")
            sys.stderr.flush()
            self._width = 0
