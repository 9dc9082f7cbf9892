"""exactpl: piece_count, which lists nothing."""

from collections.abc import Iterator
from importlib import import_module
from typing import Any

from benchmarks.adapters.question import Counted, Network, answer


def count(exactpl: Any, network: Network, k: int) -> Iterator[Counted]:
    yield "pieces", exactpl.piece_count(exactpl.PL(network.knots()), k)


if __name__ == "__main__":
    answer("exactpl", lambda: import_module("exactpl"), count)
