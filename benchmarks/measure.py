"""How things are measured: pairs of runs in one process, their ratios, and rows of the table."""

import gc
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil
from statistics import median
from time import perf_counter

_SHORTEST = 0.05  # seconds: a shorter call is repeated until a measurement lasts about so long


class UnavailableError(Exception):
    """Something that a benchmark needs is not on this machine; the message says what. The others go on."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How often each pair is measured: `repeats` times; fewer where one run takes seconds, more where it is short."""

    repeats: int = 7

    @property
    def slow_repeats(self) -> int:
        """Repeats of what takes seconds."""
        return max(1, self.repeats // 2)

    @property
    def short_repeats(self) -> int:
        """Repeats of what takes milliseconds."""
        return 3 * self.repeats


@dataclass(frozen=True, slots=True)
class Target:
    """A bound that a figure should keep: at most `bound`, or at least if `is_least`."""

    bound: float
    is_least: bool = False

    def is_met(self, measured: float) -> bool:
        """Whether the figure keeps the bound."""
        return measured >= self.bound if self.is_least else measured <= self.bound


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table. `unit` is "x" for a ratio; without a target the figure only informs."""

    benchmark: str
    name: str
    measured: float
    unit: str
    target: Target | None
    detail: str

    @property
    def word(self) -> str:
        """Whether the target is met: "ok", "MISSED", or "-" where there is none."""
        if self.target is None:
            return "-"
        return "ok" if self.target.is_met(self.measured) else "MISSED"

    @property
    def measured_text(self) -> str:
        """The figure with its unit."""
        return quantity(self.measured, self.unit)

    @property
    def target_text(self) -> str:
        """The target in words, or "-"."""
        if self.target is None:
            return "-"
        return f"{'>=' if self.target.is_least else '<='} {self.target.bound:g}{_suffix(self.unit)}"


def _suffix(unit: str) -> str:
    return unit if unit == "x" else f" {unit}"


def quantity(figure: float, unit: str) -> str:
    """Return a figure with three digits or all digits before the point."""
    digits = 0 if abs(figure) >= 100 else 1 if abs(figure) >= 10 else 2
    return f"{figure:.{digits}f}{_suffix(unit)}"


def counted(number: int, thing: str) -> str:
    """Return "1 run", "3 runs"."""
    return f"{number} {thing}{'s' * (number != 1)}"


def duration(seconds: float) -> str:
    """Return a time in s, ms, us or ns."""
    for size, unit in ((1.0, "s"), (1e-3, "ms"), (1e-6, "us")):
        if seconds >= size:
            return quantity(seconds / size, unit)
    return quantity(seconds * 1e9, "ns")


def seconds_of(call: Callable[[], object], calls: int = 1) -> float:
    """Return the seconds that one of `calls` calls takes, with the cyclic garbage collector off, as in timeit."""
    gc.collect()
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        start = perf_counter()
        for _ in range(calls):
            call()
        return (perf_counter() - start) / calls
    finally:
        if was_enabled:
            gc.enable()


def times_of(call: Callable[[], object], repeats: int) -> list[float]:
    """Return the seconds of each of `repeats` single calls."""
    return [seconds_of(call) for _ in range(repeats)]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Times of two sides, measured in turns: first[i] and second[i] belong together."""

    first: Sequence[float]
    second: Sequence[float]

    def ratios(self, scale: float = 1.0) -> list[float]:
        """Return first[i] / second[i] * scale in increasing order."""
        return sorted(a / b * scale for a, b in zip(self.first, self.second, strict=True))

    def ratio(self, scale: float = 1.0) -> float:
        """Return the median of the paired ratios."""
        return median(self.ratios(scale))

    def detail(self, first: str, second: str, scale: float = 1.0) -> str:
        """Return both medians and the range of the ratios, for the last column."""
        ratios = self.ratios(scale)
        return (
            f"{first} {duration(median(self.first))}, {second} {duration(median(self.second))}; "
            f"{counted(len(ratios), 'ratio')} {quantity(ratios[0], 'x')} to {quantity(ratios[-1], 'x')}"
        )


def pairs_of(first: Callable[[], object], second: Callable[[], object], repeats: int) -> Pairs:
    """Measure two calls in turns, after one unmeasured call of each; every other pair begins with the second."""
    sides = (first, second)
    calls = [max(1, ceil(_SHORTEST / seconds_of(side))) for side in sides]
    times: tuple[list[float], list[float]] = ([], [])
    for turn in range(repeats):
        for side in (0, 1) if turn % 2 == 0 else (1, 0):
            times[side].append(seconds_of(sides[side], calls[side]))
    return Pairs(*times)
