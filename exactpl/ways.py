"""Which way was taken to an answer, where there are several: said to whoever asks, and to nobody else."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_ways: ContextVar[list[str] | None] = ContextVar("exactpl_ways", default=None)


@contextmanager
def explaining() -> Iterator[list[str]]:
    """Give a list that fills with the ways that are taken inside the block, in words, each once.

    Which algorithm is the quickest is found anew for each question; all give the same answer. With `verify=True` a
    count takes two of them.

    >>> import exactpl as xp
    >>> with xp.explaining() as ways:
    ...     count = xp.piece_count(xp.zoo.tent(), 100_000)
    >>> ways[-1]
    'term 100,000 of a sequence with a recurrence of order 1'
    """
    found: list[str] = []
    token = _ways.set(found)
    try:
        yield found
    finally:
        _ways.reset(token)


def taken(way: str) -> None:
    """Say that a way is taken."""
    found = _ways.get()
    if found is not None and way not in found:
        found.append(way)
