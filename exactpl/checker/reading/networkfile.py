"""Network files (`exactpl-network/1`): layers with residual sums, repeated or not, and what they mean."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise

from ..arithmetic import rationals
from ..errors import Decline, Reject, Rule
from . import strictjson
from .excerpts import text_of

FORMAT = "exactpl-network/1"
MOST = 1_000_000  # layers, numbers and places altogether; entries of values; entries of pre-activations
# What a file within these limits has at most: two objects and seven commas for each layer, besides one or two
# for each number and place.  More is not parsed, as that may take much memory.
MOST_BRACES = 2 * MOST + 1
MOST_COMMAS = 8 * MOST
LARGEST_DENOMINATOR = 65_536  # bits of a common denominator
MOST_BITS = 2**31  # of all numbers, over common denominators
MOST_SHOWN = 20  # layers, or weights
_KEYS = {"format", "inputs", "layers", "repeat"}
_LAYER_KEYS = {"activation", "add", "bias", "from", "weight"}
_ZERO, _ONE = Fraction(0), Fraction(1)

Numbers = tuple[Fraction, ...]
Integers = tuple[int, ...]
Piece = tuple[Fraction, Fraction]  # slope and constant


@dataclass(frozen=True)
class Activation:
    """Piece number i is where i kinks are below; or, with groups, the largest entry of each group."""

    name: str
    kinks: Numbers = ()
    pieces: tuple[Piece, ...] = ((_ONE, _ZERO),)
    groups: tuple[tuple[int, ...], ...] | None = None
    written: Numbers = ()  # the numbers that the file gives for it

    def described(self) -> str:
        """Return it for the reader."""
        if self.groups is not None:
            return f"{self.name} of {rationals.counted(len(self.groups), 'group', 'groups')}"
        return " ".join([self.name, *(rationals.show(x) for x in self.written)])


PLAIN = {
    "identity": Activation("identity"),
    "relu": Activation("relu", (_ZERO,), ((_ZERO, _ZERO), (_ONE, _ZERO))),
    "abs": Activation("abs", (_ZERO,), ((-_ONE, _ZERO), (_ONE, _ZERO))),
    "hard_tanh": Activation("hard_tanh", (-_ONE, _ONE), ((_ZERO, -_ONE), (_ONE, _ZERO), (_ZERO, _ONE))),
}


@dataclass(frozen=True)
class Layer:
    """One layer, its weight and bias over one denominator; `None` stands for the identity matrix and for zeros."""

    source: int
    weight: tuple[Integers, ...] | None
    bias: Integers | None
    add: tuple[int, ...]
    activation: Activation
    units: int  # pre-activations
    denominator: int  # of weight and bias
    below: int  # bits of the common denominators: the D of the specification
    above: int  # bits of the largest numerators, over these: its M

    @property
    def outputs(self) -> int:
        """How many entries its value has."""
        return self.units if self.activation.groups is None else len(self.activation.groups)

    def numbers(self) -> int:
        """How many numbers weight and bias have."""
        return sum(len(row) for row in self.weight or ()) + len(self.bias or ())

    def size(self) -> int:
        """Return its part of the S of the fuel table."""
        entries = self.units if self.weight is None else sum(len(row) for row in self.weight)
        groups = self.activation.groups or ()
        return entries + self.units * (2 + len(self.add)) + sum(len(group) for group in groups)


@dataclass(frozen=True)
class NetworkFile:
    """A network as its file gives it."""

    inputs: int
    layers: tuple[Layer, ...]
    repeat: int

    @property
    def outputs(self) -> int:
        """How many entries the output has."""
        return self.layers[-1].outputs

    def entries(self) -> int:
        """How many entries all values have, that of the input included."""
        return self.inputs + sum(layer.outputs for layer in self.layers)

    def size(self) -> int:
        """Return the S of the fuel table, for one repetition."""
        return sum(layer.size() for layer in self.layers)

    def reading_input(self) -> int:
        """How many entries the weights have that are multiplied with the input."""
        return sum(len(row) for layer in self.layers if layer.source == 0 for row in layer.weight or ())

    def units(self) -> int:
        """How many units all layers have, in one repetition."""
        return sum(layer.units for layer in self.layers)

    def growth(self) -> int:
        """Return the G of the fuel table, for one repetition: by how many bits numbers may grow."""
        return sum(layer.below + layer.above + 24 for layer in self.layers)

    def longest(self) -> int:
        """Return the A of the fuel table."""
        return max(layer.below + layer.above for layer in self.layers)

    def described(self, role: str = "f") -> str:
        """Return the network printed back, for the reader to compare with the one he meant."""
        times = "" if self.repeat == 1 else f", repeated {self.repeat} times"
        inputs = rationals.counted(self.inputs, "input", "inputs")
        layers = rationals.counted(len(self.layers), "layer", "layers")
        lines = [f"subject {role}: network, {inputs}, {layers}{times}"]
        few = len(self.layers) <= MOST_SHOWN
        if not few:
            lines.append(f"  largest width {max(self.inputs, *(layer.outputs for layer in self.layers))}")
        small = sum(layer.numbers() for layer in self.layers) <= MOST_SHOWN
        for i, layer in enumerate(self.layers, 1):
            if few:
                units = rationals.counted(layer.units, "unit", "units")
                lines.append(f"  layer {i}: {units}, {layer.activation.described()}{_links(layer, i)}")
            if small and layer.numbers():
                lines += [] if few else [f"  layer {i}:"]
                lines += [f"    weight {_listed(row, layer.denominator)}" for row in layer.weight or ()]
                lines += [] if layer.bias is None else [f"    bias {_listed(layer.bias, layer.denominator)}"]
        return "\n".join(lines)


def _links(layer: Layer, i: int) -> str:
    source = "" if layer.source == i - 1 else f", from {layer.source}"
    return source + (f", add {', '.join(str(j) for j in layer.add)}" if layer.add else "")


def _listed(numbers: Integers, denominator: int) -> str:
    return "[" + ", ".join(rationals.show(Fraction(x, denominator)) for x in numbers) + "]"


@dataclass
class _Spent:
    """What is limited, counted before it is built."""

    parts: int = 0
    entries: int = 0
    units: int = 0
    bits: int = 0

    def add(self, *, parts: int = 0, entries: int = 0, units: int = 0) -> None:
        """Count more; raises `Decline` when it is too much."""
        self.parts, self.entries, self.units = self.parts + parts, self.entries + entries, self.units + units
        for count, name in (
            (self.parts, "layers, numbers and places"),
            (self.entries, "entries of values"),
            (self.units, "entries of pre-activations"),
        ):
            if count > MOST:
                raise Decline(Rule.LIMITS, f"at most {MOST} {name}", f"{count}")


@dataclass
class _Common:
    """What numbers of a layer have in common."""

    count: int = 0
    denominator: int = 1
    bits: int = 0  # of the largest numerator
    seen: set[str] = field(default_factory=set)  # denominators

    def add(self, number: Fraction) -> None:
        """Count a number; raises `Decline` when the common denominator becomes too long."""
        self.count += 1
        self.bits = max(self.bits, number.numerator.bit_length())
        denominator = f"{number.denominator:x}"  # of an integer a file could choose the hash, of a text it cannot
        if denominator not in self.seen:
            self.seen.add(denominator)
            self.denominator = rationals.common_multiple(self.denominator, number.denominator, LARGEST_DENOMINATOR)


class _LayerNumbers:
    """Reads the numbers of weight and bias, and declines before they are too long to be written over one number."""

    def __init__(self, activation: Activation, spent: _Spent) -> None:
        self._spent = spent
        self._numbers, self._of_activation = _Common(), _Common()
        for number in activation.written:
            self._of_activation.add(number)
        self._measured: tuple[int, int] | None = None
        self._measure()

    def _measure(self) -> None:
        """Find D and M of what was read so far."""
        numbers, others = self._numbers, self._of_activation
        if self._measured != (numbers.denominator, numbers.bits):
            self._measured = numbers.denominator, numbers.bits
            self.below = (numbers.denominator * others.denominator).bit_length()
            self.above = max(1, numbers.bits) + others.bits + self.below
            if self.below > LARGEST_DENOMINATOR:
                raise rationals.TooLongError(self.below)
        if self._spent.bits + self.bits() > MOST_BITS:
            raise Decline(Rule.LIMITS, f"at most {MOST_BITS} bits in all numbers, over common denominators", "more")

    @property
    def denominator(self) -> int:
        """The common denominator of weight and bias."""
        return self._numbers.denominator

    def bits(self) -> int:
        """Return how many bits all numbers have over common denominators."""
        return (self._numbers.count + self._of_activation.count) * (self.below + self.above)

    def read(self, row: list[object], where: str) -> list[Fraction]:
        """Read some of the numbers."""
        found = []
        for entry in row:
            number = _number(entry, where)
            found.append(number)
            self._numbers.add(number)
            self._measure()
        return found

    def over_one(self, row: list[Fraction]) -> Integers:
        """Write numbers over the common denominator; the list is used up, so that not both are in the memory."""
        found = []
        row.reverse()
        while row:
            number = row.pop()
            found.append(number.numerator * (self.denominator // number.denominator))
        return tuple(found)


def read(data: bytes) -> NetworkFile:
    """Read a network file; raises `Reject` (rule `network-file`) or, beyond the limits, `Decline`."""
    if data.count(b"{") > MOST_BRACES or data.count(b",") > MOST_COMMAS:
        raise Decline(Rule.LIMITS, f"at most {MOST} layers, numbers and places", "more, by the length of the file")
    try:
        value = strictjson.load(data, most_values=MOST_COMMAS + MOST_BRACES, most_objects=MOST_BRACES)
    except strictjson.MalformedError as error:
        raise _bad(error.expected, error.found) from None
    if not isinstance(value, dict):
        raise _bad("one JSON object", text_of(value))
    if not {"format", "layers"} <= value.keys() <= _KEYS:
        raise _bad("format, layers and perhaps inputs, repeat", text_of(" ".join(sorted(value))))
    if value["format"] != FORMAT:
        raise _bad(f"format {FORMAT}", text_of(value["format"]))
    entries = _list(value["layers"], "layers")
    inputs = _small(value["inputs"], "inputs", 1) if "inputs" in value else _inputs_of(entries[0])
    repeat = _small(value["repeat"], "repeat", 1) if "repeat" in value else 1
    spent = _Spent()
    spent.add(parts=len(entries), entries=inputs)
    widths, layers = [inputs], []
    for i, entry in enumerate(entries, 1):
        try:
            layer = _layer(entry, f"layer {i}", widths, spent)
        except rationals.TooLongError:
            limit = f"at most {LARGEST_DENOMINATOR} bits of common denominators in layer {i}"
            raise Decline(Rule.LIMITS, limit, "more") from None
        layers.append(layer)
        widths.append(layer.outputs)
    if repeat > 1 and widths[-1] != inputs:
        raise _bad(f"{inputs} outputs, as many as inputs, as it is repeated", f"{widths[-1]}")
    return NetworkFile(inputs, tuple(layers), repeat)


def _inputs_of(layer: object) -> int:
    weight = layer.get("weight") if isinstance(layer, dict) else None
    if not isinstance(weight, list) or not weight or not isinstance(weight[0], list) or not weight[0]:
        raise _bad("inputs, or a weight in layer 1", "neither")
    return len(weight[0])


def _layer(value: object, where: str, widths: list[int], spent: _Spent) -> Layer:
    """Read layer number len(widths); `widths` are the sizes of the values before."""
    if not isinstance(value, dict) or not value.keys() <= _LAYER_KEYS:
        raise _bad(f"an object with some of the keys {', '.join(sorted(_LAYER_KEYS))} as {where}", text_of(value))
    last = len(widths) - 1
    source = _small(value["from"], f"from of {where}", 0) if "from" in value else last
    if source > last:
        raise _bad(f"from <= {last} in {where}", f"{source}")
    rows = _list(value["weight"], f"weight of {where}") if "weight" in value else None
    units = widths[source] if rows is None else len(rows)
    given = _list(value["bias"], f"bias of {where}") if "bias" in value else None
    lists = [_list(row, f"a row of weight of {where}") for row in rows or ()]
    spent.add(parts=sum(len(row) for row in lists) + len(given or ()), units=units)
    for row in lists:
        if len(row) != widths[source]:
            raise _bad(f"{widths[source]} numbers in each row of weight of {where}", f"{len(row)}")
    if given is not None and len(given) != units:
        raise _bad(f"{units} numbers in bias of {where}", f"{len(given)}")
    add = _increasing(value.get("add", []), f"add of {where}", len(widths), spent)
    for j in add:
        if widths[j] != units:
            raise _bad(f"values of {units} entries in add of {where}", f"value {j} of {widths[j]}")
    activation = _activation(value.get("activation", "identity"), where, units, spent)
    spent.add(entries=units if activation.groups is None else len(activation.groups))
    numbers = _LayerNumbers(activation, spent)
    weight_read = [numbers.read(row, f"weight of {where}") for row in lists]
    bias_read = numbers.read(given or [], f"bias of {where}")
    spent.bits += numbers.bits()
    weight = None if rows is None else tuple([numbers.over_one(row) for row in weight_read])
    bias = None if given is None else numbers.over_one(bias_read)
    return Layer(
        source, weight, bias, add, activation, units, numbers.denominator, below=numbers.below, above=numbers.above
    )


def _activation(value: object, where: str, units: int, spent: _Spent) -> Activation:
    place = f"activation of {where}"
    if isinstance(value, str) and value in PLAIN:
        return PLAIN[value]
    kind = value.get("type") if isinstance(value, dict) else None
    if isinstance(value, dict) and kind == "leaky_relu" and value.keys() == {"slope", "type"}:
        slope = _number(value["slope"], place)
        return Activation("leaky_relu", (_ZERO,), ((slope, _ZERO), (_ONE, _ZERO)), None, (slope,))
    if isinstance(value, dict) and kind == "clip" and value.keys() == {"high", "low", "type"}:
        low, high = (None if value[key] is None else _number(value[key], place) for key in ("low", "high"))
        return _clip(low, high, place)
    if isinstance(value, dict) and kind == "max_pool" and value.keys() == {"groups", "type"}:
        entries = _list(value["groups"], f"groups in {place}")
        groups = tuple(_increasing(group, f"a group in {place}", units, spent) for group in entries)
        if not all(groups):
            raise _bad(f"at least one index in each group in {place}", "none")
        return Activation("max_pool", groups=groups)
    raise _bad(f"an activation with its keys as {place}", text_of(value))


def _clip(low: Fraction | None, high: Fraction | None, place: str) -> Activation:
    if low is not None and high is not None:
        if not low < high:
            raise _bad(f"low < high in {place}", f"{rationals.show(low)} and {rationals.show(high)}")
        return Activation("clip", (low, high), ((_ZERO, low), (_ONE, _ZERO), (_ZERO, high)), None, (low, high))
    if low is not None:
        return Activation("clip from", (low,), ((_ZERO, low), (_ONE, _ZERO)), None, (low,))
    if high is not None:
        return Activation("clip to", (high,), ((_ONE, _ZERO), (_ZERO, high)), None, (high,))
    raise _bad(f"a bound in {place}", "none")


def _list(value: object, where: str) -> list[object]:
    """Return a list that is not empty."""
    if not isinstance(value, list) or not value:
        raise _bad(f"a list of at least one as {where}", text_of(value))
    return value


def _increasing(value: object, where: str, limit: int, spent: _Spent) -> tuple[int, ...]:
    """Read a list of places, perhaps empty: small integers from 0, below a limit."""
    if not isinstance(value, list):
        raise _bad(f"a list as {where}", text_of(value))
    spent.add(parts=len(value))
    found = tuple(_small(entry, where, 0) for entry in value)
    if any(a >= b for a, b in pairwise(found)):
        raise _bad(f"strictly increasing numbers in {where}", "others")
    if found and found[-1] >= limit:
        raise _bad(f"numbers below {limit} in {where}", f"{found[-1]}")
    return found


def _small(value: object, where: str, least: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < least:
        raise _bad(f"an integer >= {least} as {where}", text_of(value))
    return value


def _number(value: object, where: str) -> Fraction:
    if not isinstance(value, str):
        raise _bad(f"a number in quotation marks in {where}", text_of(value))
    try:
        return rationals.peoples_rational(value)
    except rationals.NumberError as error:
        raise _bad(f"a number in {where} ({error})", text_of(value)) from None


def _bad(expected: str, found: str) -> Reject:
    return Reject(Rule.NETWORK_FILE, expected, found)
