"""The question that every tool gets, how many pieces f^k has, and the form in which it answers."""

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from importlib.metadata import PackageNotFoundError, version
from itertools import pairwise
from time import perf_counter
from typing import Any

Point = tuple[Fraction, Fraction]
Region = tuple[Fraction, Fraction, Fraction, Fraction]  # lower end, upper end, slope, intercept
Counted = tuple[str, int]  # ("pieces", n), or ("regions", n) where the tool counts something finer


@dataclass(frozen=True, slots=True)
class Network:
    """One hidden layer of ReLUs and a linear bypass: slope * x + shift + sum of outer * relu(inner * x + bias), exact.

    It maps [lower, upper] into itself. `units` are triples (outer, inner, bias).
    """

    lower: Fraction
    upper: Fraction
    slope: Fraction
    shift: Fraction
    units: tuple[tuple[Fraction, Fraction, Fraction], ...]

    def __call__(self, x: Fraction) -> Fraction:
        """Return f(x)."""
        hidden = (outer * max(inner * x + bias, Fraction(0)) for outer, inner, bias in self.units)
        return self.slope * x + self.shift + sum(hidden, Fraction(0))

    def knots(self) -> list[Point]:
        """Return the ends and all kinks of the units between them, with their values; some may be no kinks of f."""
        kinks = {-bias / inner for _, inner, bias in self.units}
        xs = sorted({self.lower, self.upper} | {x for x in kinks if self.lower < x < self.upper})
        return [(x, self(x)) for x in xs]

    def region_count(self, k: int) -> int:
        """Return in how many intervals the k layers of f^k cut the domain, each with fixed signs of all units.

        That is what tools for networks count. It is at least the number of pieces, and more where a kink cancels.
        """
        regions = [(self.lower, self.upper, Fraction(1), Fraction(0))]  # f^j is slope * x + intercept on each
        for _ in range(k):
            regions = [part for region in regions for part in self._cut(*region)]
        return len(regions)

    def _cut(self, lower: Fraction, upper: Fraction, slope: Fraction, intercept: Fraction) -> Iterator[Region]:
        """Yield the parts of an interval on which no unit changes its sign, with f after its affine map there."""
        before = [(outer, inner * slope, inner * intercept + bias) for outer, inner, bias in self.units]
        zeros = {-b / a for _, a, b in before if a}
        for start, end in pairwise(sorted({lower, upper} | {x for x in zeros if lower < x < upper})):
            middle = (start + end) / 2
            active = [(outer * a, outer * b) for outer, a, b in before if a * middle + b > 0]
            yield (
                start,
                end,
                self.slope * slope + sum((a for a, _ in active), Fraction(0)),
                self.slope * intercept + self.shift + sum((b for _, b in active), Fraction(0)),
            )

    def text(self) -> str:
        """Return the network as JSON; numbers are strings."""
        numbers = (self.lower, self.upper, self.slope, self.shift)
        return json.dumps([[str(n) for n in numbers], [[str(n) for n in unit] for unit in self.units]])

    @classmethod
    def from_text(cls, text: str) -> "Network":
        """Return the network that `text` wrote."""
        numbers, units = json.loads(text)
        lower, upper, slope, shift = map(Fraction, numbers)
        return cls(lower, upper, slope, shift, tuple((Fraction(v), Fraction(u), Fraction(c)) for v, u, c in units))


def answer(
    package: str | None, load: Callable[[], Any], count: Callable[[Any, Network, int], Iterator[Counted]]
) -> None:
    """Answer the question in the command line (network, k): print one JSON object for each thing known.

    `package` is the tool's name for pip; `load` imports the tool, `count` yields what it counts. Everything printed
    comes at once, so that an answer is not lost when the time is over.
    """
    network, k = Network.from_text(sys.argv[1]), int(sys.argv[2])
    try:
        module = load()
        known = version(package) if package else "-"
    except (ImportError, PackageNotFoundError):
        _say(missing=True)
        return
    _say(version=known)
    start = perf_counter()
    for name, number in count(module, network, k):
        _say(**{name: number, "seconds": perf_counter() - start})


def _say(**known: object) -> None:
    print(json.dumps(known), flush=True)


def merged_count(regions: Sequence[tuple[float, float, float]], shortest: float, relative: float) -> int:
    """Return the number of pieces that regions (left end, right end, slope), from left to right, make together.

    For tools that work in floats. Regions no longer than `shortest` are rounding and dropped, and neighbours whose
    slopes are equal up to the relative error are one piece.
    """
    slopes = [slope for start, end, slope in regions if end - start > shortest]
    return 1 + sum(abs(a - b) > relative * max(1.0, abs(a), abs(b)) for a, b in pairwise(slopes))
