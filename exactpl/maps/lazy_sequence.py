"""A sequence whose items are made when they are read: the knots, pieces and slopes of a map."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar, overload

from exactpl.errors import described
from exactpl.maps.column import LONGEST_REPR
from exactpl.maps.graph import Graph

T = TypeVar("T")


class LazySequence(Sequence[T]):
    """A sequence whose items are made when they are read; equal to any sequence of equal items."""

    def __init__(self, name: str, graph: Graph, length: int, item: Callable[[int], T]) -> None:
        self._name, self._graph, self._indices, self._item = name, graph, range(length), item

    def __len__(self) -> int:
        return len(self._indices)

    def __iter__(self) -> Iterator[T]:
        self._graph.expand()  # all numbers at once cost less than one by one
        return map(self._item, self._indices)

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> list[T]: ...
    def __getitem__(self, index: int | slice) -> T | list[T]:
        if isinstance(index, slice):
            wanted = self._indices[index]
            if len(wanted) > len(self) // 16:
                self._graph.expand()
            return [self._item(i) for i in wanted]
        return self._item(self._indices[index])

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sequence) or isinstance(other, str):
            return NotImplemented
        return len(self) == len(other) and all(a == b for a, b in zip(self, other, strict=True))

    __hash__ = None  # type: ignore[assignment]  # as a list

    def __repr__(self) -> str:
        return described(list(self), 1_000_000) if len(self) <= LONGEST_REPR else f"<{len(self)} {self._name}>"
