"""The maps that these tests look at, and the libraries they run on."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import strategies as st

from exactpl import PL, Interval, zoo
from exactpl.crosscheck.backends import Backend, backend
from exactpl.strategies import pl_self_maps
from tests.bridge import pl
from tests.dynamics.named_maps import NASTY

LIBRARIES = ["numpy", "array_api_strict", "torch"]


def library(name: str) -> Backend:
    """Return a backend on the processor; skip where its library is missing."""
    pytest.importorskip(name)
    if name == "torch":
        pytest.importorskip("array_api_compat")
    return backend(name)


def listed(array: Any) -> list[Any]:
    """Return the numbers of an array of any library as Python's."""
    convert = {"bool": bool, "int64": int}.get(str(array.dtype).rpartition(".")[2], float)
    return [convert(array[i]) for i in range(array.shape[0])]


def moved(f: PL, width: Fraction, start: Fraction) -> PL:
    """Return the same map on other scales: conjugate by x -> width x + start, width > 0."""
    return PL([(width * x + start, width * y + start) for x, y in f.knots])


def zigzag(count: int, seed: int) -> PL:
    """Return a map of [0, 1] with so many breakpoints, slopes of many sizes, and values at its own knots."""
    xs = [Fraction(i * i + i, (count + 1) * (count + 2)) for i in range(count + 2)]
    return PL([(x, xs[(seed * i * i + 7 * i) % (count + 2)]) for i, x in enumerate(xs)])


def spike(gap: Fraction) -> PL:
    """Return a map of [0, 1] whose four breakpoints lie so close together, beside 1/3."""
    third = Fraction(1, 3)
    return PL([(0, 0), (third, 1), (third + gap, 0), (third + 2 * gap, 1), (third + 3 * gap, "1/2"), (1, 0)])


def overflowing(most: int, side: int, breakpoints: int) -> tuple[PL, Fraction]:
    """Return a map of [0, D] or [-D, 0], D = 2^(most - 1), whose products overflow although its values do not; and D.

    On the last fifth s x >= 2^most for the slope s = 5/2; the values there are those from D/2 on.
    """
    size = Fraction(2) ** (most - 1)
    steps = [Fraction(3 * i, 5 * breakpoints) for i in range(breakpoints)]
    knots = [(x, Fraction(i % 2, 20 * breakpoints)) for i, x in enumerate(steps)]
    knots += [(Fraction(3, 5), Fraction(0)), (Fraction(1), Fraction(1))]
    return PL(sorted((side * size * x, side * size * y) for x, y in knots)), size


MERSENNE = 2**61 - 1
AWKWARD = PL(
    [
        (0, Fraction(2**53 + 5, 2**54 - 33)),
        (Fraction(2**60 + 7, MERSENNE), Fraction(MERSENNE - 3, MERSENNE)),
        (Fraction(2**52 + 1, 2**53 - 111), Fraction(3**33, 2**53 + 11)),
        (Fraction(3 * 2**59 + 7, MERSENNE), Fraction(1, MERSENNE)),
        (1, Fraction(2**52 + 3, 2**53 + 5)),
    ]
)
FLAT = PL([(0, "1/3"), ("1/4", "1/3"), ("1/2", 1), ("3/4", 1), (1, 0)])
FIXED = {
    **{f"nasty{i}": pl(m) for i, m in enumerate(NASTY) if i % 2 == 0},
    "tent": zoo.tent(),
    "skew": zoo.skew_tent("1/3"),
    "golden": zoo.golden(),
    "flat": FLAT,
    "awkward": AWKWARD,
    "spike inside a float32 cell": spike(Fraction(1, 2**30)),
    "spike inside a float64 cell": spike(Fraction(1, 2**70)),
    "16 breakpoints": zigzag(16, 3),
    "17 breakpoints": zigzag(17, 3),
    "64 breakpoints": zigzag(64, 5),
    "65 breakpoints": zigzag(65, 5),
    "billion": moved(zoo.tent("7/5"), Fraction(1), Fraction(10**9)),
    "billion, awkward": moved(AWKWARD, Fraction(1), Fraction(10**9)),
    "tiny": moved(zoo.tent("7/5"), Fraction(2, 10**30), Fraction(-1, 10**30)),
    "tiny, flat": moved(FLAT, Fraction(2, 10**30), Fraction(-1, 10**30)),
    "huge": moved(AWKWARD, Fraction(10**30), Fraction(-(10**29))),
    "far": moved(FLAT, Fraction(1, 3), Fraction(-1000, 7)),
}
SCALES = [
    (Fraction(1), Fraction(0)),
    (Fraction(1), Fraction(10**9)),
    (Fraction(2, 10**30), Fraction(-1, 10**30)),
    (Fraction(10**30), Fraction(-(10**29))),
    (Fraction(1, 3), Fraction(-1000, 7)),
]


@st.composite
def _awkward_maps(draw: Any) -> PL:
    """Maps of [0, 1] with large numerators, with clusters of knots, and with values at knots."""
    size = draw(st.integers(1, 4))
    bottom = draw(st.sampled_from([2**53, 2**53 - 111, MERSENNE, 10**6 + 3]))
    inner: set[Fraction] = set()
    for _ in range(size):
        x = Fraction(draw(st.integers(1, bottom - 1)), bottom)
        inner.add(x)
        gap = Fraction(1, 2 ** draw(st.sampled_from([20, 25, 54, 70])))
        if draw(st.booleans()) and x + gap < 1:
            inner.add(x + gap)
    xs = [Fraction(0), *sorted(inner), Fraction(1)]
    numbers = st.one_of(st.sampled_from(xs), st.integers(0, bottom).map(lambda n: Fraction(n, bottom)))
    return PL([(x, draw(numbers)) for x in xs])


def maps() -> st.SearchStrategy[PL]:
    """Maps of compact intervals into themselves, simple and awkward, on scales of many sizes."""
    some = st.one_of(pl_self_maps(domain=Interval(0, 1)), _awkward_maps())
    return st.builds(lambda f, scale: moved(f, *scale), some, st.sampled_from(SCALES))
