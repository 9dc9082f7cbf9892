"""The report of a cross-check: several comparisons, each with its outcome. It never changes a verdict."""

from dataclasses import dataclass

from exactpl.arithmetic.integers import shortened
from exactpl.crosscheck.grid_counts import GridCount

AGREES, CANNOT_TELL, DISAGREES = "agrees", "cannot tell", "disagrees"


@dataclass(frozen=True, slots=True)
class Comparison:
    """What floats or grids show of one exact result.

    Attributes:
        what: "values", "pieces", "laps" or "cycle".
        outcome: "agrees" within the bound, or exactly; "cannot tell": the bound is too wide or the grid too coarse;
            "disagrees": a bug, in the exact result or in what observed it.
        from_k: the first iterate about which nothing can be told, or None.
        exact, seen: the exact number and how much of it was seen, for counts; else None.
        detail: the comparison in words.
    """

    what: str
    outcome: str
    detail: str
    from_k: int | None = None
    exact: int | None = None
    seen: int | None = None


@dataclass(frozen=True, slots=True)
class CrossCheck:
    """Comparisons of exact results about f^k, or about a network (k = 1), with what was observed on a backend."""

    k: int
    points: int
    backend: str
    format: str
    comparisons: tuple[Comparison, ...]

    @property
    def outcome(self) -> str:
        """The overall outcome: "disagrees" if one comparison does, "agrees" if all do, else "cannot tell"."""
        found = {each.outcome for each in self.comparisons}
        if DISAGREES in found:
            return DISAGREES
        return AGREES if found == {AGREES} else CANNOT_TELL


def seen_beside(what: str, exact: int, seen: GridCount, number: int) -> Comparison:
    """Compare an exact count with the number that a grid shows for certain, which is never larger."""
    grid, iterate = f"{seen.points:,} points ({seen.method})", "f" if seen.k == 1 else f"f^{seen.k}"
    if number > exact:
        detail = f"{grid} show {number:,} {what} of {iterate}, exact are {_number(exact)}"
        return Comparison(what, DISAGREES, detail, seen.k, exact, number)
    if number == exact:
        all_of_them = f"the one {what.removesuffix('s')}" if number == 1 else f"all {number:,} {what}"
        return Comparison(what, AGREES, f"{grid} show {all_of_them} of {iterate}", None, exact, number)
    detail = f"{grid} show {number:,} of {_number(exact)} {what} of {iterate}: the grid is too coarse"
    if seen.uncertain:
        detail += f", or the bound hides them ({seen.uncertain:,} second differences within it)"
    return Comparison(what, CANNOT_TELL, detail, seen.k, exact, number)


def _number(n: int) -> str:
    return f"{n:,}" if n < 10**15 else shortened(n)
