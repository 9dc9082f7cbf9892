"""What the claims about networks have in common: subjects, lines, points, fuel and words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from ..arithmetic import rationals
from ..arithmetic.intervals import Interval
from ..arithmetic.steps import restricting
from ..errors import Decline, Reject, Rule
from ..mathematics import cells
from ..mathematics.cells import Function
from ..mathematics.networks import Vector
from ..reading import fields, mapfile, networkfile
from ..reading.fields import Fields
from ..reading.mapfile import MapFile
from ..reading.networkfile import NetworkFile
from .base import AnyClaim, named

Numbers = tuple[Fraction, ...]
LINE_KEYS = ("direction", "start")
LONGEST_SHOWN = 4_000  # bits of numbers that are reduced to be shown


@dataclass(frozen=True)
class Functions:
    """The subjects of a claim about networks."""

    f: NetworkFile
    g: NetworkFile | MapFile | None = None

    def described(self) -> str:
        """Return both printed back."""
        return "\n".join([self.f.described()] + ([] if self.g is None else [self.g.described("g")]))

    def verify_shapes(self) -> None:
        """Raise `Reject` unless f and g have equally many inputs and outputs."""
        if self.g is None:
            return
        f, g = ((s.inputs, s.outputs) if isinstance(s, NetworkFile) else (1, 1) for s in (self.f, self.g))
        if f != g:
            raise Reject(Rule.SHAPES, f"{f[0]} inputs and {f[1]} outputs of g, as of f", f"{g[0]} and {g[1]}")


# The kinds of subjects: a network, or a network and another one or a map.
ONE: tuple[tuple[str, ...], ...] = ((networkfile.FORMAT,),)
TWO: tuple[tuple[str, ...], ...] = ((networkfile.FORMAT,), (networkfile.FORMAT, mapfile.FORMAT))


def vector_bits(value: Numbers | None, where: str) -> int:
    """Return the bits of a vector over one denominator, and of that; raises `Decline` beyond the limit."""
    if value is None:
        return 0
    try:
        entries, common = cells.over_one(value)
    except rationals.TooLongError:
        limits = f"{cells.LARGEST_DENOMINATOR} bits of a common denominator, and {cells.MOST_BITS} altogether"
        raise Decline(Rule.LIMITS, f"at most {limits}, in {where}", "more") from None
    return common.bit_length() + max(entry.bit_length() for entry in entries)


def evaluation_fuel(network: NetworkFile, times: int, bits: int, repeat: int, *, on_line: bool = False) -> int:
    """Return the steps for so many evaluations; raises `Decline` when the values are beyond the limit.

    Along a line, weights that read the input are multiplied with start and direction only.
    """
    length = repeat * network.growth() + bits
    needed = repeat * network.entries() * length
    if needed > cells.MOST_BITS:
        raise Decline(Rule.LIMITS, f"at most {cells.MOST_BITS} bits of all values", f"{needed}")
    seldom = network.reading_input() if on_line and repeat == 1 else 0

    def entries(size: int) -> int:
        return 3 * size + size * (length + 64) * (network.longest() + 64) // 32768

    overhead = 700 + 64 * (network.inputs + network.outputs)
    once = 128 * len(network.layers) + 12 * network.units() + entries(network.size() - seldom)
    ends = network.outputs * (length + 64) * (bits + 64) // 65536
    return times * (overhead + repeat * once + ends) + min(times, 2) * entries(seldom)


def steps_for(subject: Functions, bits: int, times: int, on: Interval) -> int:
    """Return the total for so many evaluations of one function or of two; B of a map is that on an interval."""
    f, g = subject.f, subject.g
    total = evaluation_fuel(f, times, bits, f.repeat, on_line=f.inputs > 1)
    if g is None:
        return total
    if isinstance(g, NetworkFile):
        length = g.repeat * g.growth() + bits
        total += evaluation_fuel(g, times, bits, g.repeat, on_line=g.inputs > 1)
    else:
        length = g.bits() + bits
        knots = g.interior_knots(on)
        total += restricting(knots, g.bits()) + times * (300 + 32 * knots.bit_length() + (length + 64) ** 2 // 1024)
    return total + times * (f.outputs * (f.repeat * f.growth() + bits + 64) * (length + 64) // 4096)


def numbers(value: object, where: str) -> Numbers:
    """Read a list of canonical rationals."""
    if not isinstance(value, list):
        raise Reject(Rule.BAD_FIELD, f"a list of rationals as {where}", fields.text_of(value))
    return tuple(fields.rational(entry, where) for entry in value)


def not_all_zero(value: Numbers, where: str) -> Numbers:
    """Return the numbers; raises `Reject` when all are zero."""
    if not any(value):
        raise Reject(Rule.BAD_FIELD, f"a number other than zero in {where}", f"{len(value)} zeros")
    return value


def verify_length(value: Sequence[object], length: int, where: str) -> None:
    """Raise `Reject` unless there are so many."""
    if len(value) != length:
        raise Reject(Rule.SHAPES, f"{length} numbers as {where}", f"{len(value)}")


def joined(value: Numbers) -> str:
    """Return numbers with commas between them."""
    return ", ".join(rationals.write_rational(x) for x in value)


def listed(value: Numbers) -> str:
    """Return a vector in parentheses."""
    return f"({joined(value)})"


def vector(value: Numbers) -> str:
    """Return a vector, one entry without parentheses."""
    return rationals.write_rational(value[0]) if len(value) == 1 else listed(value)


def shown(numerator: int, denominator: int) -> str:
    """Return a number for a message, but not one that would take long to reduce."""
    bits = max(numerator.bit_length(), denominator.bit_length())
    return f"a number of {bits} bits" if bits > LONGEST_SHOWN else rationals.show(Fraction(numerator, denominator))


def compared(x: tuple[int, int], y: tuple[int, int]) -> int:
    """Return the sign of the difference of two fractions with positive denominators."""
    left, right = x[0] * y[1], y[0] * x[1]
    return (left > right) - (left < right)


def verify_vector(value: tuple[Vector, int], claimed: Numbers, rule: Rule, name: str) -> None:
    """Raise `Reject` unless a vector over a denominator is as it was claimed."""
    entries, denominator = value
    for i, (entry, number) in enumerate(zip(entries, claimed, strict=True), 1):
        if entry * number.denominator != number.numerator * denominator:
            raise Reject(rule, f"{shown(entry, denominator)} as entry {i} of {name}", rationals.show(number))


def verify_number(value: tuple[int, int], scale: int, claimed: Fraction, rule: Rule, name: str) -> None:
    """Raise `Reject` unless a fraction, over a scale, is as it was claimed."""
    if value[0] * claimed.denominator != claimed.numerator * value[1] * scale:
        raise Reject(rule, f"{shown(value[0], value[1] * scale)} as {name}", rationals.show(claimed))


@dataclass(frozen=True)
class Line:
    """The line start + t * direction."""

    start: Numbers
    direction: Numbers


def function_on(source: NetworkFile | MapFile, line: Line | None, on: Interval | None) -> Function[Any]:
    """Return a network along a line, or a network of one variable or a map as it is, a map on an interval only."""
    if isinstance(source, MapFile):
        return cells.MapOnLine(source, source.domain if on is None else on)
    there = Line((Fraction(0),), (Fraction(1),)) if line is None else line
    return cells.NetworkOnLine(source, there.start, there.direction)


def value_at(subject: Functions, x: Numbers) -> tuple[Vector, int]:
    """Return f(x), or f(x) - g(x) if there is g, and a positive denominator."""
    place, t = Place(None, subject.g.around(x[0]) if isinstance(subject.g, MapFile) else None, x), x[0]
    if subject.f.inputs > 1:
        place, t = Place(Line(x, (Fraction(0),) * len(x)), None, x), Fraction(0)
    function = place.function(subject)
    sample = function.at(t)
    return sample.value, sample.unit * function.scale


@dataclass(frozen=True)
class Place:
    """What all claims about a function of t on J have: the line, J, and the points of the witness."""

    line: Line | None
    on: Interval | None
    points: Numbers

    def verify_shapes(self, subject: Functions) -> None:
        """Raise `Reject` unless the subjects have equal shapes and the line is one for them."""
        subject.verify_shapes()
        if (self.line is None) != (subject.f.inputs == 1):
            raise Reject(Rule.SHAPES, "a line if and only if f has several inputs", f"{subject.f.inputs} inputs")
        if self.line is not None:
            verify_length(self.line.start, subject.f.inputs, "start")
            verify_length(self.line.direction, subject.f.inputs, "direction")

    def interval(self, subject: Functions) -> Interval:
        """Return J; raises `Reject` unless it is in the domain, and the points begin and end as it does."""
        domain = Interval(None, None)
        if isinstance(subject.g, MapFile):
            domain = subject.g.interval(self.on)
        on = domain if self.on is None else self.on
        for end, there, which in ((on.lo, self.points[0], "begin"), (on.hi, self.points[-1], "end")):
            if end is not None and there != end:
                raise Reject(
                    Rule.WITNESS, f"points that {which} at the end {rationals.show(end)}", rationals.show(there)
                )
        return on

    def bits(self, *others: Fraction) -> int:
        """Return the b of the fuel table, without that of a combination; `others` are more places on the line."""
        ends = () if self.on is None else self.on.ends()
        bits = 2 * rationals.bits(*self.points, *ends, *others)
        if self.line is not None:
            bits += vector_bits(self.line.start, "start") + vector_bits(self.line.direction, "direction")
        return bits

    def function(self, subject: Functions) -> Function[Any]:
        """Return f, or f - g if there is g, as a function of t."""
        f = function_on(subject.f, self.line, self.on)
        return f if subject.g is None else cells.Difference(f, function_on(subject.g, self.line, self.on))

    def written(self, on: Interval) -> str:
        """Return the words WHERE."""
        if self.line is None:
            return str(on)
        return f"{on} along p + t*d, p = {listed(self.line.start)}, d = {listed(self.line.direction)}"


def lemmas(subject: Functions, on: Interval, *others: str) -> tuple[str, ...]:
    """Return the ids of lemmas: those of cells, of rays where there are any, of the kinks of a map, and others."""
    rays = () if on.is_compact() else ("T6.2",)
    kinks = ("T0.2",) if isinstance(subject.g, MapFile) else ()
    return named("T6.1", "T6.1'", *rays, *kinks, *others)


def function_of(name: str, combination: Numbers | None) -> str:
    """Return the words FUNCTION, for f or (f - g)."""
    if combination is None or combination == (Fraction(1),):
        return name.strip("()")
    return f"c * {name}, c = {listed(combination)},"


@dataclass(frozen=True)
class OnLine(AnyClaim[Functions]):
    """A claim about a function of t on J, with points as its witness."""

    witness_keys = frozenset({"points"})

    place: Place
    combination: Numbers | None

    def places(self) -> tuple[Fraction, ...]:
        """Return more places on the line where the claim is about values."""
        return ()

    def fuel(self, subject: Functions) -> int:
        """Return the cost of evaluation at all points and on rays; raises `Reject` for wrong shapes."""
        self.place.verify_shapes(subject)
        if self.combination is not None:
            verify_length(self.combination, subject.f.outputs, "combination")
        on = self.place.interval(subject)
        bits = self.place.bits(*self.places()) + vector_bits(self.combination, "combination")
        return steps_for(subject, bits, len(self.place.points) + 3, on)

    def function(self, subject: Functions) -> Function[Any]:
        """Return what the claim speaks of, a vector or a combination of its entries, as a function of t."""
        function = self.place.function(subject)
        return function if self.combination is None else cells.Combined(function, self.combination)


def read_place(claim: Fields, witness: Fields) -> Place:
    """Read `line`, `on` and the points, which must be strictly increasing."""
    line = None
    if claim["line"] is not None:
        entry = fields.exact_keys(claim["line"], LINE_KEYS, "line")
        direction = not_all_zero(numbers(entry["direction"], "direction"), "direction")
        line = Line(numbers(entry["start"], "start"), direction)
    points = numbers(witness["points"], "points")
    if not points:
        raise Reject(Rule.BAD_FIELD, "at least one point", "none")
    for i in range(1, len(points)):
        if points[i - 1] >= points[i]:
            raise Reject(Rule.BAD_FIELD, f"points[{i}] > {rationals.show(points[i - 1])}", rationals.show(points[i]))
    return Place(line, fields.optional_interval(claim, "on"), points)


def read_combination(claim: Fields) -> Numbers:
    """Read a combination of outputs."""
    return not_all_zero(numbers(claim["combination"], "combination"), "combination")
