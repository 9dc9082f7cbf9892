"""`python -m benchmarks [NAME ...] [--repeats N] [--quick] [--json]`; README.md says what each one measures."""

import json
import platform
import sys
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Callable, Iterator, Sequence

from benchmarks.checking import checker
from benchmarks.composing import compose_int64
from benchmarks.counting import count, count_10000
from benchmarks.fixing import fixed
from benchmarks.growing import entropy
from benchmarks.importing import importing
from benchmarks.iterating import iterate, iterate_floats, iterate_large
from benchmarks.measure import Row, Settings, UnavailableError
from benchmarks.networks import segments, stream
from benchmarks.observing import gpu, observe
from benchmarks.orbits import orbit
from benchmarks.scaling import scaling
from benchmarks.skeletons import skeleton

BENCHMARKS: dict[str, Callable[[Settings], Iterator[Row]]] = {
    "iterate": iterate,
    "iterate-floats": iterate_floats,
    "compose-int64": compose_int64,
    "skeleton": skeleton,
    "count": count,
    "count-10000": count_10000,
    "fixed": fixed,
    "entropy": entropy,
    "segments": segments,
    "stream": stream,
    "observe": observe,
    "gpu": gpu,
    "checker": checker,
    "import": importing,
    "orbit": orbit,
    "iterate-large": iterate_large,
    "scaling": scaling,
}

_WIDTHS = (74, 10, 12, 6)
_QUICK = 3


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the benchmarks asked for, all by default. A missed target is reported and is no failure."""
    parser = ArgumentParser(prog="python -m benchmarks", description="Measure exactpl against its targets.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"{', '.join(BENCHMARKS)}; all by default")
    parser.add_argument("--repeats", type=_positive, default=Settings().repeats, metavar="N", help="pairs to measure")
    parser.add_argument("--quick", action="store_true", help=f"at most {_QUICK} repeats: a rough first look")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of the table")
    options = parser.parse_args(arguments)
    for name in options.names:
        if name not in BENCHMARKS:
            parser.error(f"NAME must be one of {', '.join(BENCHMARKS)}, found {name!a}")
    settings = Settings(min(options.repeats, _QUICK) if options.quick else options.repeats)
    rows = _rows(options.names or list(BENCHMARKS), settings)
    if options.json:
        print(json.dumps(_document(settings, list(rows)), indent=2))
    else:
        _print_table(rows)


def _rows(names: Sequence[str], settings: Settings) -> Iterator[Row]:
    for name in names:
        try:
            yield from BENCHMARKS[name](settings)
        except UnavailableError as reason:
            print(f"{name}: not measured, {reason}", file=sys.stderr, flush=True)


def _positive(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text) > 0):
        raise ArgumentTypeError(f"a positive integer is required, found {text!a}")
    return int(text)


def _print_table(rows: Iterator[Row]) -> None:
    _print_line("name", "measured", "target", "", "times")
    missed, measured = [], 0
    for row in rows:
        _print_line(row.name, row.measured_text, row.target_text, row.word, row.detail)
        measured += row.target is not None
        if row.word == "MISSED":
            missed.append(row.name.strip())
    print(f"\n{measured} targets, {len(missed)} MISSED{': ' if missed else '.'}{'; '.join(missed)}")


def _print_line(name: str, measured: str, target: str, word: str, detail: str) -> None:
    a, b, c, d = _WIDTHS
    print(f"{name:{a}} | {measured:>{b}} | {target:>{c}} | {word:{d}} | {detail}", flush=True)


def _document(settings: Settings, rows: Sequence[Row]) -> dict[str, object]:
    return {
        "python": platform.python_version(),
        "repeats": settings.repeats,
        "rows": [
            {
                "benchmark": row.benchmark,
                "name": row.name.strip(),
                "measured": row.measured,
                "unit": row.unit,
                "target": row.target and {"bound": row.target.bound, "at_least": row.target.is_least},
                "word": row.word,
                "times": row.detail,
            }
            for row in rows
        ],
    }


if __name__ == "__main__":
    main()
