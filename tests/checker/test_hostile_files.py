"""Hostile files of each kind at three sizes: counted steps, never seconds, grow at most as was declared.

Four counters, as none sees everything.  `Lines` counts lines of the checker's own Python: blind to what happens
inside one call (long numbers, `list.count`, probes of a dict).  `Number` counts products of words and comparisons for
equality of numbers that come from a file or are computed from those: blind to all else.  `Key` counts comparisons of
the keys of objects.  `tracemalloc` counts bytes of Python's memory.
"""

from __future__ import annotations

import hashlib
import importlib
import json
import math
import pkgutil
import sys
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from fractions import Fraction
from pathlib import Path
from types import FrameType
from typing import Any

import exactpl_checker
import pytest
from exactpl_checker import cli, envelope
from exactpl_checker.arithmetic import rationals, steps
from exactpl_checker.errors import Decline, Reject
from exactpl_checker.reading import fields, mapfile, strictjson

from tests.checker.certmaker import IDENTITY, TENT, about, canonical, certificate, map_text, network_text
from tests.harness import reading_fuel, run_here

MODULUS = sys.hash_info.modulus  # integers that differ by multiples of it have equal hashes
FOLDER = str(Path(cli.__file__).parent)
GIGABYTE = 2**30
WORD = 64
Files = dict[str, bytes]
Case = tuple[Any, Files]  # the object of a certificate, and the subjects that are not in it


# Counters.


class Lines:
    """Counts the lines of the checker that are run."""

    def __init__(self) -> None:
        self.count = 0

    def __enter__(self) -> Lines:
        self._before = sys.gettrace()
        sys.settrace(self._call)
        return self

    def __exit__(self, *_: object) -> None:
        sys.settrace(self._before)

    def _call(self, frame: FrameType, _event: str, _argument: object) -> Callable[..., Any] | None:
        return self._line if frame.f_code.co_filename.startswith(FOLDER) else None

    def _line(self, _frame: FrameType, event: str, _argument: object) -> Callable[..., Any]:
        self.count += event == "line"
        return self._line


def _words(x: int) -> int:
    return 1 + abs(int(x)).bit_length() // WORD


def _long(name: str) -> Callable[..., Any]:
    """An operation that costs the product of the lengths."""
    plain = getattr(int, name)

    def operation(self: Number, other: object, *more: object) -> Any:
        found = plain(self, other, *more)
        if found is NotImplemented:
            return found
        Number.words += _words(self) * _words(other) if isinstance(other, int) else 0
        return tuple(map(Number, found)) if isinstance(found, tuple) else Number(found)

    return operation


def _short(name: str) -> Callable[..., Any]:
    """An operation that costs the length of the longer one."""
    plain = getattr(int, name)

    def operation(self: Number, *others: object) -> Any:
        found = plain(self, *others)
        if found is NotImplemented:
            return found
        Number.words += max(_words(self), *(_words(x) for x in others if isinstance(x, int)), 1)
        return Number(found)

    return operation


class Number(int):
    """An integer that counts what is done with it, and makes others like it."""

    words = 0
    equal = 0
    numerator = property(lambda self: self)
    denominator = property(lambda _self: Number(1))

    def __eq__(self, other: object) -> bool:
        Number.equal += 1
        return int.__eq__(self, other)

    __hash__ = int.__hash__


for _name in ("mul", "rmul", "floordiv", "rfloordiv", "mod", "rmod", "divmod", "rdivmod"):
    setattr(Number, f"__{_name}__", _long(f"__{_name}__"))
for _name in ("add", "radd", "sub", "rsub", "neg", "abs", "pos", "lshift", "rshift"):
    setattr(Number, f"__{_name}__", _short(f"__{_name}__"))


class Key(str):
    """The key of an object; counts comparisons for equality."""

    __slots__ = ()
    equal = 0

    def __eq__(self, other: object) -> bool:
        Key.equal += 1
        return str.__eq__(self, other)

    __hash__ = str.__hash__


def _numbered(x: Fraction) -> Fraction:
    """The same fraction, made of numbers that count."""
    found = Fraction(x)
    found._numerator, found._denominator = Number(x.numerator), Number(x.denominator)
    return found


@pytest.fixture
def numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    """All rationals and integers that the checker reads from strings count what is done with them."""

    def counted_gcd(*values: int) -> int:
        found = 0
        for value in values:
            Number.words += _words(found) * _words(value)
            found = plain_gcd(found, value)
        return Number(found)

    def counted_lcm(*values: int) -> int:
        found = 1
        for value in values:
            Number.words += 2 * _words(found) * _words(value)
            found = plain_lcm(found, value)
        return Number(found)

    plain_gcd, plain_lcm = math.gcd, math.lcm
    for name in ("canonical_rational", "peoples_rational"):
        plain = getattr(rationals, name)
        monkeypatch.setattr(rationals, name, lambda text, plain=plain: _numbered(plain(text)))
    plain_integer = rationals.canonical_integer
    monkeypatch.setattr(rationals, "canonical_integer", lambda text: Number(plain_integer(text)))
    monkeypatch.setattr(math, "gcd", counted_gcd)  # for fractions
    for found in pkgutil.walk_packages(exactpl_checker.__path__, "exactpl_checker."):
        if found.name == "exactpl_checker.__main__":
            continue
        module = importlib.import_module(found.name)
        for name, counted in (("gcd", counted_gcd), ("lcm", counted_lcm)):
            if hasattr(module, name):
                monkeypatch.setattr(module, name, counted)


@pytest.fixture
def keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """All keys of objects that the checker reads count comparisons."""
    plain = json.loads

    def loads(data: str, *, object_pairs_hook: Callable[[Any], Any], **more: Any) -> Any:
        return plain(data, object_pairs_hook=lambda p: object_pairs_hook([(Key(k), v) for k, v in p]), **more)

    monkeypatch.setattr(json, "loads", loads)


class ParsedError(Exception):
    """The text was parsed."""


@pytest.fixture
def unparsed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Parsing is an error."""

    def loads(*_: object, **__: object) -> object:
        raise ParsedError

    monkeypatch.setattr(json, "loads", loads)


@contextmanager
def peak() -> Iterator[list[int]]:
    """The most bytes that were taken at one time, in a list that is filled at the end."""
    found: list[int] = []
    tracemalloc.start()
    try:
        yield found
    finally:
        found.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()


# Running.


def with_file(text: str, claim: dict[str, Any], witness: dict[str, Any] | None = None) -> Case:
    """A certificate about a map in a file of its own."""
    return certificate(text, claim, witness, embed=False), {"f": text.encode("ascii")}


def fuel(case: Case) -> int:
    """The steps of the claim: those that are known before the check, and those that it takes."""
    read = envelope.read(canonical(case[0]))
    subject = envelope.subject_map(read.subject, case[1])
    with steps.allowed(10**18) as allowance:
        steps.take(read.claim.fuel(subject))
        with suppress(Reject):
            read.claim.check(subject)
    return allowance.taken


def declared(case: Case) -> int:
    """The steps that are compared with the allowance, those of reading too."""
    return reading_fuel(canonical(case[0]), *case[1].values()) + fuel(case)


def without_fuel(data: bytes, given: Files) -> None:
    """All that the command does with files, without an allowance."""
    with steps.allowed(0):
        cli._check(data, given, None, cli.Verdict("ACCEPT", ""))


def prepared(case: Case) -> tuple[Any, Any]:
    """The claim and its subject, and the fuel looked at."""
    read = envelope.read(canonical(case[0]))
    subject = envelope.subject_map(read.subject, case[1])
    read.claim.fuel(subject)
    return read.claim, subject


def ended(case: Case) -> None:
    """All of a check, however it ends."""
    try:
        claim, subject = prepared(case)
        claim.check(subject)
    except (Reject, Decline):
        return


def length(case: Case) -> int:
    """The bytes of all files."""
    return len(canonical(case[0])) + sum(map(len, case[1].values()))


def at_most(counts: list[int], allowed: list[int], slack: float = 2.0) -> None:
    """The counts grow at most like what is allowed, but for a factor, from the smallest size to each of the others."""
    for count, bound in zip(counts[1:], allowed[1:], strict=True):
        assert count * allowed[0] <= slack * max(counts[0], 1) * bound, (counts, allowed)


# 1. The message for a key that is there twice.


@pytest.mark.usefixtures("keys")
@pytest.mark.parametrize("place", ["first", "last"])
def test_the_message_for_a_key_given_twice_takes_linear_time(place: str) -> None:
    sizes = [100, 200, 400]
    counts = []
    for size in sizes:
        names = [f"k{i:05}" for i in range(size)]
        names.append(names[0 if place == "first" else -1])
        data = ("{" + ",".join(f'"{name}":0' for name in names) + "}").encode("ascii")
        Key.equal = 0
        with pytest.raises((strictjson.MalformedError, Decline)):
            strictjson.load(data)
        counts.append(Key.equal)
    at_most(counts, sizes)


# 2. Sets and dicts whose keys are numbers of the file: an attacker makes all hashes equal.


def colliding_knots(size: int) -> Case:
    """Knots at multiples of the modulus; heights are shuffled, so that each knot is a kink."""
    xs = [str(i * MODULUS) for i in range(size)]
    knots = [(x, xs[i * i % size if i % 2 else -1 - i % 7]) for i, x in enumerate(xs)]
    return with_file(map_text(knots), {"k": 1, "on": None, "type": "piece_count", "value": "1"})


def colliding_images(size: int) -> Case:
    """The same for values only, which are found when points are followed."""
    height = size * MODULUS
    knots = [(str(i * height), str(i * MODULUS if i % 2 else height * size - i * MODULUS)) for i in range(size + 1)]
    return with_file(map_text(knots), {"k": 1, "level": "0", "on": None, "type": "crossing_count", "value": "1"})


def colliding_intervals(size: int) -> Case:
    intervals = [[str(i * MODULUS), str(i * MODULUS + 1)] for i in range(size)]
    edges = [[i, i] for i in range(size)]
    claim = {"edges": edges, "epsilon": "0", "intervals": intervals, "on": None, "q": 1, "type": "coverings"}
    return certificate(IDENTITY, claim, {"points": intervals}), {}


def colliding_fractions(size: int) -> Case:
    """The numerators are 1: the denominators are the multiples, and the hashes those of infinity."""
    ends = [f"1/{i * MODULUS}" for i in range(size, 0, -1)]
    intervals = [[x, "2"] for x in ends]
    edges = [[i, i] for i in range(size)]
    claim = {"edges": edges, "epsilon": "0", "intervals": intervals, "on": None, "q": 1, "type": "coverings"}
    return certificate(IDENTITY, claim, {"points": intervals}), {}


def colliding_denominators(size: int) -> list[str]:
    """Products of few numbers that are 1 modulo the modulus: as many as wanted, with a short common multiple."""
    factors: list[int] = []
    k = 2
    while 2 ** len(factors) <= size:
        number = 1 + k * MODULUS
        if all(math.gcd(number, other) == 1 for other in factors):
            factors.append(number)
        k += 1
    chosen = ([f for j, f in enumerate(factors) if m >> j & 1] for m in range(1, size + 1))
    return [f"1/{math.prod(numbers)}" for numbers in chosen]


def colliding_weights(size: int) -> Case:
    net = network_text({"weight": [colliding_denominators(size)]})
    return about(net, {"type": "network_value", "x": ["0"] * size, "y": ["1"]}, embed=False), {"f": net.encode()}


def colliding_inputs(size: int) -> Case:
    net = network_text({"weight": [["0"] * size]})
    claim = {"type": "network_value", "x": colliding_denominators(size), "y": ["1"]}
    return about(net, claim, embed=False), {"f": net.encode()}


@pytest.mark.usefixtures("numbers")
@pytest.mark.parametrize(
    "made",
    [
        colliding_knots,
        colliding_images,
        colliding_intervals,
        colliding_fractions,
        colliding_weights,
        colliding_inputs,
    ],
)
def test_numbers_with_equal_hashes_are_not_all_compared(made: Callable[[int], Case]) -> None:
    sizes = [60, 120, 240]
    counts = []
    for size in sizes:
        case = made(size)
        Number.equal = 0
        ended(case)
        counts.append(Number.equal)
    at_most(counts, sizes, 1.6)


# 3. Counting by states: what is kept and done for a map with many branches that all reach over all of them.


def spread(folds: int) -> str:
    """So many folds, and folds + 1 branches with different images, each around all folds."""
    places, heights = folds + 3, 20 * (folds + 4)
    xs = [Fraction(0), *(Fraction(1, 10) + Fraction(8 * i, 10 * places) for i in range(1, folds + 1)), Fraction(1)]
    ys = [Fraction(i + 1, heights) if i % 2 == 0 else 1 - Fraction(i + 1, heights) for i in range(folds + 2)]
    return map_text([(str(x), str(y)) for x, y in zip(xs, ys, strict=True)])


def no_period(folds: int, n: int) -> Case:
    return with_file(spread(folds), {"n": n, "on": None, "type": "no_least_period"})


def fixed_points(folds: int, n: int) -> Case:
    claim = {"intervals": "0", "isolated": "0", "n": n, "on": None, "type": "fixed_point_count"}
    return with_file(spread(folds), claim)


@pytest.mark.parametrize("made", [no_period, fixed_points])
def test_many_branches_take_the_declared_steps(made: Callable[[int, int], Case]) -> None:
    cases = [made(folds, 3) for folds in (12, 24, 48)]
    counts = []
    for case in cases:
        with Lines() as lines:
            ended(case)
        counts.append(lines.count)
    at_most(counts, [fuel(case) for case in cases], 1.5)


@pytest.mark.parametrize("made", [no_period, fixed_points])
def test_many_branches_take_linear_memory(made: Callable[[int, int], Case]) -> None:
    sizes = [150, 300, 600]
    counts = []
    for size in sizes:
        claim, subject = prepared(made(size, 1))
        with peak() as found, pytest.raises(Reject):
            claim.check(subject)
        counts += found
    at_most(counts, sizes)


# 4. Long numbers: the declared steps grow as the words that are multiplied.


def rational(bits: int, seed: int) -> Fraction:
    """A fraction between 0 and 1 with about so many bits above and below, no two alike."""
    digits = "".join(hashlib.sha256(f"{seed} {i}".encode()).hexdigest() for i in range(bits // 128 + 1))
    noise = int(digits, 16) % 2 ** (bits - 1) | 1
    return Fraction(noise, 2**bits + 2 * seed + 1)


def written(x: Fraction) -> str:
    def whole(n: int) -> str:
        return hex(n) if abs(n) >= 10**4000 else str(n)

    return whole(x.numerator) + ("" if x.denominator == 1 else "/" + whole(x.denominator))


def long_map(knots: int, bits: int) -> str:
    """A self-map of [0, 1] with unrelated long coordinates."""
    xs = [Fraction(0), *((i + rational(bits, i)) / knots for i in range(1, knots)), Fraction(1)]
    ys = [rational(bits, 1000 + i) for i in range(knots + 1)]
    return map_text([(written(x), written(y)) for x, y in zip(xs, ys, strict=True)])


X = "1/3"
LONG: dict[str, Callable[[int], Case]] = {
    "value": lambda b: with_file(long_map(3, b), {"k": 5, "type": "value", "x": X, "y": "0"}),
    "value at once": lambda b: with_file(long_map(8, b), {"k": 0, "type": "value", "x": X, "y": "0"}),
    "least_period": lambda b: with_file(long_map(3, b), {"n": 5, "type": "least_period", "x": X}),
    "invariant_interval": lambda b: with_file(long_map(8, b), {"interval": ["0", "1"], "type": "invariant_interval"}),
    "li_yorke_chaos": lambda b: with_file(
        long_map(8, b), {"epsilon": "0", "interval": ["0", "1"], "type": "li_yorke_chaos"}, {"a": X}
    ),
    "image": lambda b: with_file(long_map(3, b), {"interval": ["0", "1"], "k": 4, "on": None, "type": "image"}),
    "no_odd_period": lambda b: with_file(long_map(3, b), {"on": None, "type": "no_odd_period"}, {"m": 4, "z": X}),
    "piece_count": lambda b: with_file(long_map(3, b), {"k": 4, "on": None, "type": "piece_count", "value": "1"}),
    "slope_range": lambda b: with_file(
        long_map(3, b), {"k": 4, "largest": "1", "on": None, "smallest": "1", "type": "slope_range"}
    ),
    "no_least_period": lambda b: with_file(long_map(3, b), {"n": 2, "on": None, "type": "no_least_period"}),
    "piece_count_series": lambda b: with_file(
        long_map(3, b),
        {"denominator": ["1"], "numerator": ["1"], "on": None, "type": "piece_count_series"},
        {"terms": 10},
    ),
    "entropy_bounds": lambda b: with_file(
        long_map(8, b),
        {"at_least": None, "at_most": "9", "on": None, "type": "entropy_bounds"},
        {"lower": None, "upper": {"slopes": 1}},
    ),
    "near_and_far": lambda b: with_file(
        long_map(3, b),
        {"far": "0", "far_times": [5], "near": "0", "near_times": [], "type": "near_and_far", "x": X, "y": "1/5"},
    ),
    "coverings": lambda b: (_coverings(b), {}),
    "many outputs far away": lambda b: (_far_away(b), {}),
    "least_period_over_field": lambda b: _in_a_field(b),
}


def _coverings(bits: int) -> Any:
    """A line through 0 with a long slope; the points of one edge are followed for eight steps."""
    slope = written(2 + rational(bits, 1))
    claim = {
        "edges": [[0, 0]],
        "epsilon": "1/100000000",
        "intervals": [["-1", "1"]],
        "on": None,
        "q": 8,
        "type": "coverings",
    }
    return certificate(map_text([("0", "0")], slope, slope), claim, {"points": [["-1", "1"]]})


def _far_away(bits: int) -> Any:
    """A network with short numbers and 20 outputs, at points with long ones."""
    net = network_text({"weight": [["1"]] * 20})
    claim = {"combination": None, "line": None, "on": None, "pieces": "1", "regions": "1", "type": "network_counts"}
    return about(net, claim, {"points": [written(i + rational(bits, i)) for i in range(3)]})


def _field_text(polynomial: list[int], knots: list[Any], slope: Any = "0") -> str:
    value = {
        "field": {"interval": ["1", "2"], "polynomial": [str(c) for c in polynomial]},
        "format": "exactpl-map/1",
        "knots": knots,
        "left_slope": slope,
        "right_slope": slope,
    }
    return canonical(value).decode("ascii")


def _in_a_field(bits: int, size: int = 12) -> Case:
    """Knots r + s a with long unrelated r and s, a the square root of 2."""
    knots = [[[written(i + rational(bits, i)), written(rational(bits, 50 + i) / 4)], "0"] for i in range(size)]
    return with_file(
        _field_text([-2, 0, 1], knots), {"n": 1, "type": "least_period_over_field", "x": "0"}, {"orbit": ["0"]}
    )


def _zeros_in_a_field(times: int) -> Case:
    """(t^2 - 2)(t^4 + 3): the slope is 1 plus a long multiple of t^2 - 2, so each zero takes a common divisor.

    So f(x) = x + 1, and only the last step of the orbit x, x + 1, ... is wrong.
    """
    long = [rational(200, i) for i in range(4)]
    slope = [(long[i - 2] if i >= 2 else 0) - (2 * long[i] if i < 4 else 0) + (i == 0) for i in range(6)]
    x = [1 + rational(200, 10 + i) for i in range(6)]
    orbit = [[written(x[0] + t), *map(written, x[1:])] for t in range(times)]
    text = _field_text([-6, 0, 3, 0, -2, 0, 1], [["0", "1"]], [written(Fraction(r)) for r in slope])
    return with_file(text, {"n": times, "type": "least_period_over_field", "x": orbit[0]}, {"orbit": orbit})


@pytest.mark.usefixtures("numbers")
@pytest.mark.parametrize("name", LONG)
def test_long_numbers_take_the_declared_steps(name: str) -> None:
    cases = [LONG[name](bits) for bits in (2_000, 4_000, 8_000)]
    allowed = [fuel(case) for case in cases]
    counts = []
    for case in cases:
        claim, subject = prepared(case)
        Number.words = 0
        with suppress(Reject):
            claim.check(subject)
        counts.append(Number.words)
    at_most(counts, allowed)


@pytest.mark.usefixtures("numbers")
@pytest.mark.parametrize("made", [_zeros_in_a_field, lambda size: _in_a_field(2_000, 5 * size)])
def test_signs_in_a_field_take_the_declared_steps(made: Callable[[int], Case]) -> None:
    cases = [made(size) for size in (4, 8, 16)]
    counts = []
    for case in cases:
        claim, subject = prepared(case)
        Number.words = 0
        with suppress(Reject):
            claim.check(subject)
        counts.append(Number.words)
    at_most(counts, [fuel(case) for case in cases], 1.5)


@pytest.mark.usefixtures("numbers")
def test_an_interval_with_long_ends_is_not_compared_with_each_knot() -> None:
    """Before the fuel is known, and so with no limit: the steps are those of the length of the files."""
    lengths, counts = [], []
    for size in (50, 100, 200):
        interval = [written(rational(60 * size, 1)), written(1 - rational(60 * size, 2))]
        knots = [(str(Fraction(i, size)), "1/2" if i % 2 else "1/3") for i in range(size + 1)]
        case = with_file(map_text(knots), {"interval": interval, "type": "invariant_interval"})
        claim, subject = prepared(case)
        Number.words = 0
        claim.fuel(subject)
        lengths.append(length(case))
        counts.append(Number.words)
    at_most(counts, lengths)


# 5. A step is a step: what is declared pays for the lines that are run, for claims with many short numbers.


def _zigzag(parts: int) -> str:
    return map_text([(str(Fraction(i, parts)), str(i % 2)) for i in range(parts + 1)])


def _table(size: int) -> Case:
    row = {"interval": ["0", "1"], "layer": 0, "parts": [0] * size, "weight": "1"}
    claim = {"at_least": None, "at_most": str(size), "on": None, "type": "entropy_bounds"}
    return with_file(_zigzag(size), claim, {"lower": None, "upper": {"table": [row] * 8}})


def _loops(size: int) -> Case:
    intervals = [[str(-i), str(i)] for i in range(1, size + 1)]
    edges = [[i, i] for i in range(size)]
    claim = {"edges": edges, "epsilon": "0", "intervals": intervals, "on": None, "q": 1, "type": "coverings"}
    return certificate(map_text([("0", "0")], "2", "2"), claim, {"points": intervals}), {}


def _points(size: int) -> Case:
    claim = {"combination": ["1"], "line": None, "on": None, "pieces": "1", "regions": "1", "type": "network_counts"}
    return about(network_text({"weight": [["1"]]}), claim, {"points": [str(i) for i in range(size)]}), {}


def _zeros(size: int) -> Case:
    """The series of the tent map, numerator and denominator times 1 + t^size."""
    numerator = ["1", *["0"] * (size - 1), "1"]
    denominator = ["1", "-2", *["0"] * (size - 2), "1", "-2"]
    claim = {"denominator": denominator, "numerator": numerator, "on": None, "type": "piece_count_series"}
    return certificate(TENT, claim, {"terms": 2 * size + 10}), {}


def _knots(size: int) -> Case:
    return with_file(_zigzag(size), {"interval": ["0", "1"], "type": "invariant_interval"})


@pytest.mark.parametrize("made", [_table, _loops, _points, _zeros, _knots])
def test_the_declared_steps_pay_for_the_lines_that_are_run(made: Callable[[int], Case]) -> None:
    """Two milliards of steps, the most by default, are to end within a minute; a line takes as long as a few steps."""
    case = made(200)
    claim, subject = prepared(case)
    with Lines() as lines:
        claim.check(subject)
    assert lines.count <= 2 * declared(case)


# 6. Reading: before there is any fuel.


def test_without_fuel_long_lists_are_not_read() -> None:
    """The numbers of a long list cost fuel before they are read, one by one."""
    counts = []
    for size in (2_000, 4_000, 8_000):
        claim = {"denominator": ["1"], "numerator": ["1"] * size, "on": None, "type": "piece_count_series"}
        data = canonical(certificate(TENT, claim, {"terms": 1}))
        with Lines() as lines, pytest.raises(Decline):
            without_fuel(data, {})
        counts.append(lines.count)
    assert counts[2] < 2 * counts[0]


def test_finding_the_first_difference_takes_no_step_for_each_byte() -> None:
    counts = []
    for size in (1_000, 2_000, 4_000):
        data = b'["' + b"a" * size + b'" ]\n'
        with Lines() as lines, pytest.raises(strictjson.MalformedError):
            strictjson.load_canonical(data)
        counts.append(lines.count)
    assert counts[2] < 2 * counts[0]


def test_a_message_shows_the_beginning_of_a_value_and_does_not_write_all_of_it() -> None:
    for value in (["\x7f" * 200_000], "\x7f" * 200_000, {"a": ["0"] * 50_000}):
        with peak() as found:
            fields.text_of(value)
        assert found[0] < 200_000


# Texts of one shape, by their beginning, what is repeated, and the end.
SHAPES = {
    "flat lists": (b"[", b"[],", b"0]\n"),
    "nested lists": (b"[", b"[[[[[[[0]]]]]]],", b"0]\n"),
    "flat objects": (b"[", b"{},", b"0]\n"),
    "nested objects": (b"[", b'{"":{"":{"":{"":{"":{"":{}}}}}}},', b"0]\n"),
    "short strings": (b"[", b'"ab",', b'"ab"]\n'),
    "integers": (b"[", b"300,", b"0]\n"),
    "strings and no commas": (b"", b'""xx', b"\n"),
    "only quotes": (b"", b'""', b"\n"),
    "what is longer when written again": (b'["', b"\x7f", b'"]\n'),
}


@pytest.mark.usefixtures("unparsed")
@pytest.mark.parametrize("name", SHAPES)
def test_what_would_take_more_than_a_gigabyte_is_not_parsed(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """By the bytes that each byte of a short text takes; a text with which this comes to a gigabyte must be refused."""
    head, unit, tail = SHAPES[name]

    def text(size: int) -> bytes:
        return head + unit * (size // len(unit)) + tail

    def taken(size: int) -> int:
        data = text(size)
        with monkeypatch.context() as patch:
            patch.setattr(json, "loads", PLAIN_LOADS)
            with peak() as found, suppress(strictjson.MalformedError, Decline):
                strictjson.load_canonical(data)
        return found[0]

    small, large = 150_000, 300_000
    rate = (taken(large) - taken(small)) / (large - small)
    if rate * cli.LARGEST_FILE < GIGABYTE:
        return
    data = text(min(cli.LARGEST_FILE - 100, int(GIGABYTE / rate)))
    with pytest.raises((Decline, strictjson.MalformedError)):
        strictjson.load_canonical(data)


PLAIN_LOADS = json.loads


@pytest.mark.usefixtures("unparsed")
def test_a_map_of_a_million_knots_is_parsed() -> None:
    knots = b",".join([b'["0","0"]'] * 1_000_000)
    with pytest.raises(ParsedError):
        mapfile.read(b'{"format":"exactpl-map/1","knots":[' + knots + b"]}")


def test_a_map_of_a_million_knots_takes_less_than_a_gigabyte() -> None:
    def taken(size: int) -> int:
        data = map_text([(str(1_000_003 + i), f"{7_919 * i % size}/104729") for i in range(size)]).encode("ascii")
        with peak() as found:
            mapfile.read(data)
        return found[0]

    assert (taken(4_000) - taken(2_000)) / 2_000 * mapfile.MOST_KNOTS < GIGABYTE


def test_a_map_file_with_exponents_takes_less_than_a_gigabyte(monkeypatch: pytest.MonkeyPatch) -> None:
    """Seven characters are a number of 13,000 bits: what all of them have is limited while they are read."""

    def taken(size: int) -> int:
        data = map_text([(f"{i}e3990", f"{i % 7}e-3999") for i in range(1, size + 1)]).encode("ascii")
        with peak() as found:
            mapfile.read(data)
        return found[0]

    rate = (taken(400) - taken(200)) / 200
    enough = min(mapfile.MOST_KNOTS, int(GIGABYTE / rate))
    data = map_text([("1e-4000", "1e-4000")] * enough).encode("ascii")
    tiny = Fraction(1, 10**4000)
    monkeypatch.setattr(rationals, "peoples_rational", lambda _: tiny)  # one number takes the memory once
    with pytest.raises(Decline):
        mapfile.read(data)


def test_without_fuel_the_polynomial_of_a_field_is_not_read() -> None:
    counts = []
    for degree in (1_000, 2_000, 4_000):
        text = _field_text([1] * (degree + 1), [["0", "0"]])
        case = with_file(text, {"n": 1, "type": "least_period_over_field", "x": "0"}, {"orbit": ["0"]})
        data = canonical(case[0])
        with Lines() as lines, pytest.raises(Decline):
            without_fuel(data, case[1])
        counts.append(lines.count)
    assert counts[2] < 2 * counts[0]


# The command ends with a verdict.


@pytest.mark.parametrize("fuel", ["0", "2000000000"])
@pytest.mark.parametrize("made", [colliding_knots, colliding_weights, colliding_fractions, _table, _points])
def test_hostile_files_end_in_a_verdict(tmp_path: Path, made: Callable[[int], Case], fuel: str) -> None:
    value, given = made(60)
    (tmp_path / "c.json").write_bytes(canonical(value))
    options = []
    for role, data in given.items():
        (tmp_path / role).write_bytes(data)
        options += ["--subject", f"{role}={tmp_path / role}"]
    assert run_here(str(tmp_path / "c.json"), *options, "--fuel", fuel).status in (0, 1, 3)


def test_a_long_level_costs_steps_once_for_each_value_of_a_flat_piece() -> None:
    """The image of the flat piece is fixed, so that it is compared with the level once, whatever k is."""
    level = written(rational(4_000, 1))
    text = map_text([("0", written(rational(4_000, 2))), ("1/2", written(rational(4_000, 2))), ("1", "1")])
    compared = []
    for k in (10, 1_000):
        case = with_file(text, {"k": k, "level": level, "on": None, "type": "crossing_count", "value": "1"})
        claim, subject = prepared(case)
        with Lines() as lines, suppress(Reject):
            claim.check(subject)
        compared.append((lines.count, declared(case)))
    assert compared[1][0] <= 2 * (compared[1][1])
    (few, _), (many, steps_taken) = compared
    assert many - few < steps_taken


def test_a_hopeless_count_is_declined_before_anything_of_its_length_is_kept() -> None:
    """At 1/3 and 2/3 all f^n, n >= 2, are smooth: one entry for each n."""
    text = map_text([("0", "5/6"), ("1/3", "0"), ("1/2", "1/6"), ("2/3", "1/2"), ("1", "5/6")])
    case = with_file(text, {"k": 10**7, "on": None, "type": "piece_count", "value": "1"})
    claim, subject = prepared(case)
    with peak() as found, steps.allowed(2 * 10**9), pytest.raises(Decline):
        claim.check(subject)
    assert found[0] < 10**6


@pytest.mark.parametrize("made", [[("0", "0"), ("1", "1")], [("0", "1/2"), ("1", "1/2")]])
def test_fixed_points_of_large_iterates_of_simple_maps_keep_little(made: list[tuple[str, str]]) -> None:
    sizes = [1_000, 10_000]
    counts = []
    for n in sizes:
        claim = {"intervals": "1" if made[0][1] == "0" else "0", "isolated": "0", "n": n, "on": None}
        case = with_file(map_text(made), {**claim, "type": "fixed_point_count"})
        asked, subject = prepared(case)
        with peak() as found, suppress(Reject):
            asked.check(subject)
        counts += found
    assert counts[1] - counts[0] < 64 * (sizes[1] - sizes[0])  # some itineraries


def test_the_file_of_expect_is_read_with_fuel(tmp_path: Path) -> None:
    value = certificate(TENT, {"k": 3, "on": None, "type": "piece_count", "value": "8"})
    (tmp_path / "c.json").write_bytes(canonical(value))
    (tmp_path / "expect.json").write_bytes(b"[" + b"{}," * 100_000 + b"{}]")
    result = run_here(str(tmp_path / "c.json"), "--expect", str(tmp_path / "expect.json"), "--fuel", "10000")
    assert (result.status, result.rule()) == (3, "fuel")
