"""Make the tables and figures of this folder again: `python proofs/gallery/scrambling-surveys/make.py [--draws N]`.

With the default number of draws this takes about half an hour on two cores; a survey that was interrupted goes on where
it was, in `build/surveys`. `--sample` makes `sample.csv` only, the first draws of each row.
"""

import csv
import sys
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from hashlib import sha256
from math import ceil, floor
from pathlib import Path
from typing import TYPE_CHECKING

import exactpl as xp
from exactpl.plot.curves import graph_points
from exactpl.plot.style import ACCENT, INK, MIDDLE, figure, settings
from exactpl.survey import Distribution, Rate, Summary, family, run, summary
from exactpl.survey.families import Family

if TYPE_CHECKING:
    from matplotlib.figure import Figure

HERE = Path(__file__).resolve().parent
WORK = HERE.parent.parent.parent / "build" / "surveys"
DRAWS, SAMPLE, SEED = 10_000, 5, 20221011
WIDTH = 120

PERIODS = ("period:2", "period:3", "period:4", "entropy", "order", "notebook:4", "notebook:3")


@dataclass(frozen=True)
class Row:
    """One line of a table: a family, what is asked, how many draws at most, and the published percentages."""

    table: str
    name: str
    family: Family
    questions: tuple[str, ...]
    draws: int = DRAWS
    published: str = ""
    extra: dict[str, str] = field(default_factory=dict)

    @property
    def file(self) -> str:
        """The name of the result file: it changes with the question."""
        return sha256(f"{self.family} {self.questions}".encode()).hexdigest()[:16] + ".jsonl"


ROWS_OF_THE_NOTEBOOKS = (
    ("1, He; He, He", {"first": "one", "weights": "he", "biases": "he"}, "identity"),
    ("He, He; He, He", {"weights": "he", "biases": "he"}, "relu"),
    ("He, U; He, U", {"weights": "he", "biases": "uniform"}, "relu"),
    ("N(0, 1/k); N(0, 1/k)", {"weights": "std_1/outputs", "biases": "std_1/outputs"}, "relu"),
    ("Glorot; Glorot", {"weights": "glorot", "biases": "glorot"}, "relu"),
)
PUBLISHED = {
    (2, 2, False): ("13.77", "7.49 or 4.51", "4.51 or 7.49", "4.45", "2.28"),
    (2, 2, True): ("4.7", "5.4", "1.6", "3.9", "2.3"),
    (4, 2, False): ("", "8.77", "", "", ""),
    (2, 3, False): ("0.8", "0.7", "0.2", "2.3", "2.6 or 1.06"),
}
"""Percentages that the notebooks print or state, by (width, depth, clipped); the two orders are those of two tables."""


def rows() -> Iterator[Row]:
    """Yield the rows of all tables."""
    for width in (2, 4):
        for depth in (2, 3):
            for clipped in (False, True):
                published = PUBLISHED.get((width, depth, clipped), ("",) * 5)
                for (name, values, last), rate in zip(ROWS_OF_THE_NOTEBOOKS, published, strict=True):
                    kind = family("notebook", width=width, depth=depth, last="clip" if clipped else last, **values)
                    shown = f"width {width}, depth {depth}, {'clip' if clipped else 'no clip'}: {name}"
                    yield Row("notebooks", shown, kind, PERIODS, published=rate)
    for variance in (2, 20, 200):
        for width in (4, 8, 16, 32, 64):
            kind = family("simple_rnn", width=width, variance=variance)
            yield Row("theorem 2.4", f"variance {variance}, width {width}", kind, PERIODS[:5], 4_000)
    for width in (4, 8, 16, 32, 64):
        asked = ("contraction", *PERIODS[:5])
        yield Row("theorem 2.5", f"low variance, width {width}", family("low_variance", width=width), asked, 4_000)
    for noise in ("fresh", "shared"):
        kind = family("perturbed_tent", depth=6, deviation="1/10", noise=noise)
        yield Row("figure 2", f"tent^6 with noise 0.1, {noise} weights", kind, ("pieces:1",), 4_000)
    for width in (4, 8, 16, 32):
        for depth in (2, 3, 4):
            kind = family("notebook", width=width, depth=depth, last="identity")
            name = f"feed-forward, {width} units in each of {depth - 1} layers: {width * (depth - 1)} neurons"
            yield Row("Hanin and Rolnick", name, kind, ("pieces:1", "regions"), 500)
    for width in (8, 16, 32):
        kind = family("simple_rnn", width=width, variance=20)
        asked = tuple(f"pieces:{k}" for k in (1, 2, 4, 8, 16, 32))
        yield Row("recurrent, against k", f"variance 20, width {width}", kind, asked, 500)


COLUMNS = (
    "table",
    "row",
    "published %",
    "family",
    "draws",
    "question",
    "yes",
    "no",
    "undecided",
    "mean",
    "median",
    "most",
)


def lines(made: Iterable[tuple[Row, Summary]]) -> Iterator[list[object]]:
    """Yield the lines of a table, one for each row and question."""
    for row, found in made:
        for name, each in found.found.items():
            start: list[object] = [row.table, row.name, row.published, str(row.family), each.draws, name]
            if isinstance(each, Rate):
                yield [*start, each.yes, each.no, each.undecided, "", "", ""]
            else:
                assert isinstance(each, Distribution)
                yield [*start, "", "", "", f"{float(each.mean):.4f}", each.quantile("1/2"), each.quantile(1)]


def survey(row: Row, most: int, folder: Path) -> Summary:
    """Run the survey of a row, or go on with it, and return what it found."""
    path = folder / row.file
    draws = min(row.draws, most)
    run(row.family, row.questions, draws=draws, output=path, seed=SEED, workers=1 if draws <= SAMPLE else None)
    return summary(path)


def write_table(path: Path, most: int, folder: Path) -> list[tuple[Row, Summary]]:
    """Write a table as CSV, and return what it was made of."""
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    for row in rows():
        made.append((row, survey(row, most, folder)))
        sys.stderr.write(f"{row.table}: {row.name}\n")
    with path.open("w", newline="", encoding="ascii") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(lines(made))
    return made


def write_markdown(path: Path, made: list[tuple[Row, Summary]]) -> None:
    """Write the tables for people: percentages with their intervals, means and medians of numbers."""
    parts = []
    for table in dict.fromkeys(row.table for row, _ in made):
        chosen = [(row, found) for row, found in made if row.table == table]
        questions = list(dict.fromkeys(name for _, found in chosen for name in found.found))
        published = ["published %"] if table == "notebooks" else []
        head = ["", *published, "draws", *questions]
        table_rows = [head]
        for row, found in chosen:
            cells = [_cell(found[name]) for name in questions]
            shown = [row.published] if published else []
            table_rows.append([row.name, *shown, f"{found.draws:,}", *cells])
        parts += [f"## {table}\n", *narrow_tables(table_rows), ""]
    path.write_text("# Tables\n\n" + "\n".join(parts), encoding="ascii")


def narrow_tables(rows: Sequence[Sequence[str]]) -> list[str]:
    """Return the lines of a Markdown table in parts, none wider than 120 characters.

    `rows` begins with the heads. Each part repeats the first column.
    """
    parts: list[str] = []
    start = 1
    while start < len(rows[0]):
        end = start + 1
        while end < len(rows[0]) and max(len(_line(row, start, end + 1)) for row in rows) <= WIDTH:
            end += 1
        head, *body = [_line(row, start, end) for row in rows]
        parts += [*([""] if parts else []), head, "|" + "---|" * (1 + end - start), *body]
        start = end
    return parts


def _line(row: Sequence[str], start: int, end: int) -> str:
    return f"| {' | '.join([row[0], *row[start:end]])} |"


def _cell(each: Rate | Distribution) -> str:
    if isinstance(each, Distribution):
        return f"mean {float(each.mean):,.1f}, median {each.quantile('1/2'):,}, most {each.quantile(1):,}"
    low, high = floor((each.interval.lower or 0) * 10_000) / 100, ceil((each.interval.upper or 0) * 10_000) / 100
    open_ = f", {each.undecided} undecided" if each.undecided else ""
    return f"{100 * each.yes / each.draws:.2f} [{low:.2f}, {high:.2f}]{open_}"


def write_figures(folder: Path) -> None:
    """Draw the figures."""
    f = xp.zoo.scrambling()
    xp.plot.save(xp.plot.plot_trajectories(f, "0.175421", upto=150, beside="0.1754211"), HERE / "figure-1.svg")
    curves: dict[str, list[tuple[str, Rate]]] = {}
    for row in rows():
        if row.table == "notebooks" and row.name.startswith("width 2, depth 2, no clip"):
            found = summary(folder / row.file)
            for question, label in LABELS.items():
                rate = found[question]
                assert isinstance(rate, Rate)
                curves.setdefault(label, []).append((row.name.partition(": ")[2], rate))
    xp.plot.save(xp.plot.plot_rates(curves), HERE / "rates.svg")
    xp.plot.save(_perturbed(), HERE / "figure-2.svg")
    xp.plot.save(_growing(folder), HERE / "growth.svg")


def _perturbed() -> "Figure":
    """Draw tent^6 and draw 0 of both kinds of noise, with their exact pieces."""
    with settings():
        made, axes = figure(10, 3, 3)
        families = [family("perturbed_tent", noise=noise) for noise in ("fresh", "shared")]
        drawn = [xp.networks.segments(kind.draw(SEED, 0), on=(0, 1)).function for kind in families]
        for place, f, title in zip(
            axes, [xp.iterate(xp.zoo.tent(), 6), *drawn], ["tent^6", "fresh noise", "shared noise"], strict=True
        ):
            xs, ys = zip(*graph_points(f, 1, (Fraction(0), Fraction(1))), strict=True)
            place.plot(xs, ys, color=INK, linewidth=0.9)
            place.set_title(f"{title}: {len(f.pieces)} pieces on [0, 1]")
        return made


def _growing(folder: Path) -> "Figure":
    """Draw mean numbers of pieces: of feed-forward networks against neurons, of recurrent ones against k."""
    with settings():
        made, (left, right) = figure(10, 3.6, 2)
        styles = (("o", INK), ("s", MIDDLE), ("^", ACCENT))
        for (marker, colour), depth in zip(styles, (2, 3, 4), strict=True):
            points = []
            for row in rows():
                values = dict(row.family.parameters)
                if row.table == "Hanin and Rolnick" and values["depth"] == depth:
                    found = summary(folder / row.file)["pieces:1"]
                    assert isinstance(found, Distribution)
                    points.append((int(values["width"]) * (depth - 1), float(found.mean)))
            left.plot(*zip(*points, strict=True), marker, color=colour, label=f"{depth - 1} hidden layers")
        left.plot([0, 96], [0, 96], ":", color=INK, label="one piece a neuron")
        left.set(xlabel="neurons", ylabel="mean pieces on the line")
        left.legend()
        recurrent = [row for row in rows() if row.table == "recurrent, against k"]
        for (marker, colour), row in zip(styles, recurrent, strict=True):
            found = summary(folder / row.file)
            pairs = [(int(name.partition(":")[2]), each) for name, each in found.found.items()]
            means = [(k, float(each.mean)) for k, each in pairs if isinstance(each, Distribution)]
            right.plot(*zip(*means, strict=True), f"-{marker}", color=colour, label=row.name)
        right.set(xlabel="k", ylabel="mean pieces of $f^k$", yscale="log")
        right.legend()
        return made


LABELS = {
    "notebook:4": "published test as written, f^4 in floats",
    "period:2": "period 2, exact",
    "notebook:3": "published test as meant, f^3 in floats",
    "period:3": "period 3, exact",
    "entropy": "positive entropy, exact",
}


def main(arguments: list[str] | None = None) -> None:
    """Make everything, or a sample."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--draws", type=int, default=DRAWS, help="draws of each row at most")
    parser.add_argument("--sample", action="store_true", help=f"sample.csv only: {SAMPLE} draws of each row")
    options = parser.parse_args(arguments)
    if options.sample:
        write_table(HERE / "sample.csv", SAMPLE, WORK / "sample")
        return
    made = write_table(HERE / "tables.csv", options.draws, WORK)
    write_markdown(HERE / "tables.md", made)
    write_figures(WORK)


if __name__ == "__main__":
    main()
