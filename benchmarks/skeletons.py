"""The label skeleton of f^k, 4 bytes a piece, against a copy of as many bytes."""

from collections.abc import Iterator
from functools import partial
from itertools import count

import numpy as np

import exactpl as xp
from benchmarks import maps
from benchmarks.measure import Row, Settings, Target, duration, pairs_of
from benchmarks.native.library import native_library
from exactpl.dynamics.iterates.skeleton import Skeleton

_PIECES = 10**6


def skeleton(settings: Settings) -> Iterator[Row]:
    with native_library() as library:
        for name, f, least, bound in (
            ("tent", xp.zoo.tent(), _PIECES, Target(4)),
            ("skew tent 1/3", xp.zoo.skew_tent("1/3"), _PIECES, Target(4)),
            ("random map of 5 pieces", maps.random_knots(4, 3, bits=24, seed=3), _PIECES, Target(4)),
            ("tent, beyond the caches", xp.zoo.tent(), 16 * _PIECES, Target(4)),
        ):
            k = next(k for k in count(1) if xp.piece_count(f, k) >= least)
            pieces = xp.piece_count(f, k)
            labels = Skeleton(f, k).labels()
            assert labels.dtype == np.int32
            assert len(labels) == pieces - 1  # a label for each kink
            source, copied = labels.copy(), np.zeros_like(labels)
            copy = partial(library.copy_bytes, copied.ctypes.data, source.ctypes.data, source.nbytes)
            for what, call, target in (
                ("Skeleton(f, k).labels()", partial(_labels, f, k), bound),
                ("labels() alone", Skeleton(f, k).labels, None),
            ):
                pairs = pairs_of(call, copy, settings.short_repeats)
                each = ", ".join(duration(min(side) / pieces) for side in (pairs.first, pairs.second))
                yield Row(
                    "skeleton",
                    f"{what} / memcpy of its bytes: {name}, k = {k}",
                    pairs.ratio(),
                    "x",
                    target,
                    f"{pairs.detail('labels', 'memcpy')}; {pieces:,} pieces, at best {each} each",
                )
            assert np.array_equal(source, copied)


def _labels(f: xp.PL, k: int) -> np.ndarray:
    return Skeleton(f, k).labels()
