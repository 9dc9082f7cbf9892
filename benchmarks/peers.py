"""`python -m benchmarks.peers [NAME ...] [--python PATH]`: who else counts the pieces of f^k, and who is right.

Each tool counts the same maps in a process of its own, with limits of time and memory; README.md says how.
"""

import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any

from benchmarks import maps, textbook
from benchmarks.adapters.question import Network
from benchmarks.measure import duration
from benchmarks.processes import run_within

_SECONDS, _GIGABYTES, _WIDTH = 30, 8, 120


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool: its adapter, and further arguments for it. All but exactpl run in the environment of --python."""

    name: str
    adapter: str
    arguments: tuple[str, ...] = ()


TOOLS = (
    Tool("exactpl", "by_exactpl"),
    Tool("SymPy", "by_sympy"),
    Tool("z3", "by_z3"),
    Tool("float64, tolerance 1e-9", "by_float_breakpoints", ("1e-9",)),
    Tool("float64, no tolerance", "by_float_breakpoints", ("0",)),
    Tool("float64 grid", "by_grid"),
    Tool("regioncam", "by_regioncam"),
    Tool("affinitree", "by_affinitree"),
)


@dataclass(frozen=True, slots=True)
class Case:
    """A map, exponents k, and closed forms of the number of pieces where brute force would take too long."""

    name: str
    network: Network
    exponents: tuple[int, ...]
    closed: dict[int, int] = field(default_factory=dict)

    def pieces(self, k: int) -> int:
        """Return the true number of pieces of f^k: by its closed form, or by brute force with Fractions."""
        if k in self.closed:
            return self.closed[k]
        return len(textbook.iterate(self.network.knots(), k)) - 1

    def regions(self, k: int) -> int | None:
        """Return the true number of regions, by brute force; None where that would take too long."""
        return None if k in self.closed else self.network.region_count(k)


def _network(slope: str, shift: str, *units: tuple[str, str, str], lower: str = "0", upper: str = "1") -> Network:
    exact = tuple((Fraction(v), Fraction(u), Fraction(c)) for v, u, c in units)
    return Network(Fraction(lower), Fraction(upper), Fraction(slope), Fraction(shift), exact)


def _scrambling() -> Network:
    lower, upper = (str(end) for end in maps.scrambling_on_interval().domain)
    return _network("0", "0", ("1.9999", "1", "1/100000"), ("-4", "1", "-0.502"), lower=lower, upper=upper)


def _close_kinks() -> Network:
    h = Fraction(1, 2**40)
    places = [(-1, Fraction(1, 2) - h), (-2, Fraction(1, 2)), (-1, Fraction(1, 2) + h)]
    return _network("2", "0", *((str(bend), "1", str(-x)) for bend, x in places))


def _far_zigzag() -> Network:
    """Return nine pieces of slopes 9, -9, 9, ... on [2^24 - 1/8, 2^24 + 1], each onto it."""
    lower, upper = 2**24 - Fraction(1, 8), 2**24 + Fraction(1)
    units = [(str(-18 if i % 2 == 0 else 18), "1", str(-(2**24 + Fraction(i, 8)))) for i in range(8)]
    return _network("9", str(-8 * lower), *units, lower=str(lower), upper=str(upper))


def _cancelling_units() -> Network:
    """Return the tent, its kink in two units of equal kink, and two pairs of units whose sum is 0."""
    return _network(
        "2", "0", ("-2", "1", "-1/2"), ("-1", "2", "-1"),
        ("1", "3", "-1"), ("-3", "1", "-1/3"), ("1", "10", "-1"), ("-10", "1", "-1/10"),
    )  # fmt: skip


def _markov() -> Network:
    """Return the map that joins the points (i/11, p(i)/11), p a random permutation of 0, ..., 11."""
    heights = [Fraction(i, 11) for i in Random(11).sample(range(12), 12)]
    slopes = [11 * (after - before) for before, after in pairwise(heights)]
    bends = [after - before for before, after in pairwise(slopes)]
    units = [(str(bend), "1", str(Fraction(-i, 11))) for i, bend in enumerate(bends, start=1)]
    return _network(str(slopes[0]), str(heights[0]), *units)


def _relus() -> Network:
    relus = maps.random_relus()
    units = tuple(
        (Fraction(v), Fraction(u), Fraction(c)) for v, u, c in zip(relus.outer, relus.inner, relus.biases, strict=True)
    )
    return Network(Fraction(0), Fraction(1), Fraction(0), Fraction(relus.shift), units)


def _fibonacci(n: int) -> int:
    a, b = 0, 1
    for _ in range(n):
        a, b = b, a + b
    return a


CASES = {
    "tent": Case("tent", _network("2", "0", ("-4", "1", "-1/2")), (4, 10, 20, 1000), {20: 2**20, 1000: 2**1000}),
    "scrambling": Case("scrambling map on its interval", _scrambling(), (4, 8, 13)),
    "golden": Case(
        "golden map", _network("1", "1/2", ("-3", "1", "-1/2")), (4, 10, 18, 1000), {1000: _fibonacci(1002)}
    ),
    "cancelling": Case("involution, its kink cancels", _network("-2", "1", ("3/2", "1", "-1/3")), (2, 3, 8, 100)),
    "close": Case("3 kinks 2^-40 apart", _close_kinks(), (1, 4, 8)),
    "far": Case("8 kinks 1/8 apart near 2^24", _far_zigzag(), (1, 2, 4)),
    "units": Case("tent with units that coincide and cancel", _cancelling_units(), (2, 4, 8, 12)),
    "markov": Case("Markov map on elevenths", _markov(), (2, 4, 6)),
    "relus": Case("20 ReLUs, float64 weights", _relus(), (1, 4, 8)),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: the true numbers, what the tool took and said, and a word on each thing it said.

    `answer` is its number of pieces, or None. A tool that counts regions says `regions` itself; `answer` is then what
    the adapter makes of them, and "regions only" the word where the tool is right and the adapter is not.
    """

    case: str
    k: int
    pieces: int
    true_regions: int | None
    tool: str
    version: str
    seconds: float
    counting: float | None
    megabytes: float
    regions: int | None
    answer: int | None
    word: str

    @property
    def are_regions_wrong(self) -> bool:
        """Whether the tool's own number of regions is known to be wrong."""
        return None not in (self.regions, self.true_regions) and self.regions != self.true_regions


def main(arguments: Sequence[str] | None = None) -> None:
    """Ask every tool about every map; a tool that ran out of time or memory is not asked for a larger k."""
    parser = ArgumentParser(prog="python -m benchmarks.peers", description="Who else counts the pieces of f^k?")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"{', '.join(CASES)}; all by default")
    parser.add_argument("--python", default=sys.executable, help="interpreter of an environment that holds the peers")
    parser.add_argument("--seconds", type=float, default=_SECONDS, help="limit of time for one answer")
    parser.add_argument("--gigabytes", type=float, default=_GIGABYTES, help="limit of memory for one answer")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="one JSON list instead of the table")
    form.add_argument(
        "--markdown", action="store_true", help="one line a map and k, one column a tool, in parts of 120 characters"
    )
    options = parser.parse_args(arguments)
    for name in options.names:
        if name not in CASES:
            parser.error(f"NAME must be one of {', '.join(CASES)}, found {name!a}")
    python = str(Path(options.python).absolute())  # not resolved: the link is what makes an environment
    cases = [CASES[name] for name in options.names or CASES]
    rows = (row for case in cases for row in _rows(case, python, options.seconds, int(options.gigabytes * 1e9)))
    if options.json:
        print(json.dumps([asdict(row) for row in rows], indent=2))
    elif options.markdown:
        _print_markdown(list(rows))
    else:
        _print_table(rows)


def _rows(case: Case, python: str, seconds: float, memory: int) -> Iterator[Row]:
    beaten: dict[str, str] = {}
    for k in case.exponents:
        truth = case.pieces(k), case.regions(k)
        for tool in TOOLS:
            if tool.name in beaten:
                yield Row(case.name, k, *truth, tool.name, "", 0.0, None, 0.0, None, None, beaten[tool.name])
                continue
            row = _row(case, k, truth, tool, python, seconds, memory)
            if row.word in ("timeout", "out of memory"):
                beaten[tool.name] = f"{row.word} at {k}"
            yield row


def _row(
    case: Case, k: int, truth: tuple[int, int | None], tool: Tool, python: str, seconds: float, memory: int
) -> Row:
    interpreter = sys.executable if tool.adapter == "by_exactpl" else python
    module = f"benchmarks.adapters.{tool.adapter}"
    done = run_within(
        interpreter, "-m", module, case.network.text(), str(k), *tool.arguments, seconds=seconds, memory=memory
    )
    known: dict[str, Any] = {}
    for line in done.output.splitlines():
        known |= json.loads(line)
    answer, regions = known.get("pieces"), known.get("regions")
    if answer is not None:
        if regions == truth[0] and truth[1] in (None, regions):
            answer = regions  # the tool's own number answers the question: nothing needs merging
        word = "RIGHT" if answer == truth[0] else "regions only" if regions and regions == truth[1] else "WRONG"
    elif "missing" in known:
        word = "not installed"
    elif done.status < 0 and done.seconds >= seconds:
        word = "timeout"
    elif "memory" in done.complaints.lower():
        word = "out of memory"
    else:
        last = done.complaints.strip().splitlines()[-1:] or [f"status {done.status}"]
        word = f"failed: {last[0]:.60}"
    version, counting, megabytes = known.get("version", ""), known.get("seconds"), done.peak / 1e6
    return Row(case.name, k, *truth, tool.name, version, done.seconds, counting, megabytes, regions, answer, word)


def _print_table(rows: Iterator[Row]) -> None:
    line = "{:40} | {:>4} | {:>12} | {:24} | {:>8} | {:>8} | {:>8} | {:>6} | {:>9} | {:>12} | {}"
    print(line.format("map", "k", "pieces", "tool", "version", "time", "counting", "MB", "regions", "answer", ""))
    for row in rows:
        print(
            line.format(
                row.case,
                row.k,
                _short(row.pieces),
                row.tool,
                row.version or "-",
                duration(row.seconds) if row.seconds else "-",
                "-" if row.counting is None else duration(row.counting),
                f"{row.megabytes:.0f}" if row.megabytes else "-",
                "-" if row.regions is None else _short(row.regions) + "!" * row.are_regions_wrong,
                "-" if row.answer is None else _short(row.answer),
                row.word,
            ),
            flush=True,
        )


def _print_markdown(rows: list[Row]) -> None:
    versions = {row.tool: f"{row.tool} {row.version}" for row in rows if row.version not in ("", "-")}
    table = [["map", "k", "pieces", *(versions.get(tool.name, tool.name) for tool in TOOLS)]]
    for case, k in dict.fromkeys((row.case, row.k) for row in rows):
        group = {row.tool: row for row in rows if (row.case, row.k) == (case, k)}
        cells = [_cell(group[tool.name]) for tool in TOOLS]
        table.append([case, str(k), _short(group[TOOLS[0].name].pieces), *cells])
    print("\n".join(narrow_tables(table)))


def narrow_tables(rows: Sequence[Sequence[str]]) -> list[str]:
    """Return the lines of a Markdown table in parts, none wider than 120 characters.

    `rows` begins with the heads. Each part repeats the first two columns.
    """
    lines: list[str] = []
    start = 2
    while start < len(rows[0]):
        end = start + 1
        while end < len(rows[0]) and max(len(_line(row, start, end + 1)) for row in rows) <= _WIDTH:
            end += 1
        head, *body = [_line(row, start, end) for row in rows]
        lines += [*([""] if lines else []), head, "|" + "---|" * (2 + end - start), *body]
        start = end
    return lines


def _line(row: Sequence[str], start: int, end: int) -> str:
    return f"| {' | '.join([*row[:2], *row[start:end]])} |"


def _cell(row: Row) -> str:
    if row.answer is None:
        return row.word
    said = f"**WRONG {_short(row.answer)}**" if row.word == "WRONG" else row.word.lower()
    if row.are_regions_wrong and row.regions is not None and row.true_regions is not None:
        said += f" ({_short(row.regions)} region{'s' * (row.regions != 1)}, not {_short(row.true_regions)})"
    return f"{said}, {duration(row.seconds)}, {row.megabytes:.0f} MB"


def _short(number: int) -> str:
    if number < 10**9:
        return f"{number:,}"
    digits = str(number)
    return f"{digits[0]}.{digits[1:3]}...e{len(digits) - 1}"


if __name__ == "__main__":
    main()
