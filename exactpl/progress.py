"""Progress of long work, reported to whoever listens. Without a listener a report costs two comparisons."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeAlias

Listener: TypeAlias = Callable[[str, int, int], None]
"""Called with (what is being done, steps done, steps in all)."""

_listener: ContextVar[Listener | None] = ContextVar("exactpl_progress", default=None)
_latest: ContextVar[list[tuple[str, int, int]] | None] = ContextVar("exactpl_latest_progress", default=None)


@contextmanager
def listening(listener: Listener) -> Iterator[None]:
    """Send the progress of everything inside the block to `listener`."""
    token = _listener.set(listener)
    try:
        yield
    finally:
        _listener.reset(token)


@contextmanager
def remembering() -> Iterator[None]:
    """Remember the latest report of everything inside the block, for `reached`."""
    token = _latest.set([])
    try:
        yield
    finally:
        _latest.reset(token)


def is_remembered() -> bool:
    """Whether the latest report is remembered."""
    return _latest.get() is not None


def report(what: str, done: int, total: int) -> None:
    """Say that `done` of `total` steps of `what` are done."""
    listener = _listener.get()
    if listener is not None:
        listener(what, done, total)
    latest = _latest.get()
    if latest is not None:
        latest[:] = [(what, done, total)]


def reached() -> str:
    """Return how far the work came, in words: the latest report that is remembered; empty before the first one."""
    latest = _latest.get()
    if not latest:
        return ""
    what, done, total = latest[0]
    return f"{what}: {done:,} of {total:,}"
