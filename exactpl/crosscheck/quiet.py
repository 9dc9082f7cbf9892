"""Floats that overflow are expected here, and shown by their bounds: NumPy need not warn."""

from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def quiet() -> Iterator[None]:
    """Silence NumPy's floating-point warnings inside the block; other libraries give none."""
    import numpy as np

    with np.errstate(all="ignore"):
        yield
