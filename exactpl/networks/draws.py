"""Random float64 numbers that are the same on every machine: a counter-based generator and correctly rounded normals.

Draw number i of a seed needs no other draw before it. NumPy's Philox gives raw 64-bit words, whose stream is fixed;
normal numbers are made from them by Box and Muller's formula in balls, rounded to the nearest float64. (A library's
logarithm may differ in the last bit between machines.)
"""

from collections.abc import Iterator

from exactpl import work
from exactpl.arithmetic.balls import normal_float
from exactpl.arithmetic.integers import require_integer

_BLOCK = 16
_DRAW_STEPS = 10_000  # of `work`


class RandomStream:
    """The random numbers of draw number `draw` >= 0 of a seed >= 0.

    >>> RandomStream(7, 0).uniform() == RandomStream(7, 0).uniform() != RandomStream(7, 1).uniform()
    True
    """

    def __init__(self, seed: int, draw: int = 0) -> None:
        self._seed = require_integer(seed, "seed", 0, (1 << 128) - 1)
        self._draw = require_integer(draw, "draw", 0, (1 << 64) - 1)
        self._words = self._stream()

    def _stream(self) -> Iterator[int]:
        import numpy as np

        # the draw stands in the highest word of the counter: no draw runs into another one
        counter = np.array([0, 0, 0, self._draw], dtype=np.uint64)  # a list would go through float64
        generator = np.random.Philox(key=self._seed, counter=counter)
        while True:
            yield from generator.random_raw(_BLOCK).tolist()

    def _bits(self) -> int:
        work.charge(_DRAW_STEPS)
        return next(self._words) >> 11

    def uniform(self) -> float:
        """Return a number in [0, 1), a multiple of 2^-53."""
        return self._bits() / 9007199254740992.0

    def normal(self) -> float:
        """Return a number of the normal distribution with mean 0 and variance 1, correctly rounded."""
        return normal_float(self._bits() + 1, self._bits())

    def truncated_normal(self, low: float = 0.0, high: float = 1.0) -> float:
        """Return a number of that distribution given that it lies in [low, high], low < high, by rejection."""
        while True:
            value = self.normal()
            if low <= value <= high:
                return value
