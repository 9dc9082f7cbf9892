"""The cycles of a map of finitely many things: points, germs, cells, sinks."""

from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import TypeVar

T = TypeVar("T", bound=Hashable)


def cycles(starts: Iterable[T], following: Callable[[T], T | None]) -> Iterator[list[T]]:
    """Yield the cycles of a map that the starts lead to, each once; the map may end (None).

    >>> list(cycles([1, 2, 3, 4], {1: 2, 2: 3, 3: 2, 4: None}.get))
    [[2, 3]]
    """
    done: set[T] = set()
    for start in starts:
        path: dict[T, int] = {}
        current: T | None = start
        while current is not None and current not in done:
            done.add(current)
            path[current] = len(path)
            current = following(current)
        if current in path:
            yield list(path)[path[current] :]
