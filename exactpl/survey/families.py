"""Families of random maps and networks: draw i of a seed is the same on every machine and needs no other draw.

Main definitions: `Family`, `FAMILIES`, `family`. A family has a name and parameters; both stand in a result file.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from exactpl import work
from exactpl.arithmetic.balls import enclosed
from exactpl.arithmetic.rationals import exact_float, parse_rational, rational_text, shortened_rational
from exactpl.errors import InputError, described
from exactpl.maps import zoo
from exactpl.maps.pl import PL
from exactpl.networks.activations import clip
from exactpl.networks.draws import RandomStream
from exactpl.networks.families import INITIALISATIONS, initialised, simple_rnn
from exactpl.networks.layer import Layer
from exactpl.networks.network import Network

MapOrNetwork: TypeAlias = PL | Network
"""What a family draws."""
Value: TypeAlias = int | str
"""A parameter as it stands in a file: a whole number, or text."""

_MOST_UNITS = 4096
_MOST_LAYERS = 256
_MOST_NUMBERS = 1_000_000
_LARGEST_DEVIATION = 1_000_000


@dataclass(frozen=True, slots=True)
class Family:
    """A family with its parameters; `draw(seed, i)` gives map or network number i.

    >>> he = family("notebook", width=2, weights="he", biases="he")
    >>> he.draw(7, 12) == he.draw(7, 12), str(he)
    (True, 'notebook:biases=he,depth=2,first=same,last=relu,weights=he,width=2')
    """

    name: str
    parameters: tuple[tuple[str, Value], ...]

    @work.bounded
    def draw(self, seed: int, number: int) -> MapOrNetwork:
        """Return draw number `number` >= 0 of a seed >= 0."""
        return FAMILIES[self.name].make(dict(self.parameters), seed, number)

    def __str__(self) -> str:
        values = ",".join(f"{key}={value}" for key, value in self.parameters)
        return f"{self.name}:{values}" if values else self.name


@dataclass(frozen=True, slots=True)
class FamilyKind:
    """How the draws of a family are made, and what its parameters are."""

    summary: str
    defaults: Mapping[str, Value]
    make: Callable[[dict[str, Value], int, int], MapOrNetwork]


def family(name: str, /, **parameters: object) -> Family:
    """Return the family of this name; parameters left out have their defaults. See `FAMILIES`.

    Raises InputError for unknown names and impossible parameters: the first draw is made to see.
    """
    if not isinstance(name, str) or name not in FAMILIES:
        raise InputError(f"a family ({', '.join(sorted(FAMILIES))}) is required, found {described(name)}.")
    kind = FAMILIES[name]
    for key in parameters:
        if key not in kind.defaults:
            known = ", ".join(sorted(kind.defaults)) or "none"
            raise InputError(f"the family {name} has the parameters {known}, found {described(key)}.")
    values = {key: _value(key, parameters.get(key, default), default) for key, default in kind.defaults.items()}
    found = Family(name, tuple(sorted(values.items())))
    found.draw(0, 0)
    return found


def parse_family(text: str, /, **more: "str | None") -> Family:
    """Return the family that a text such as "simple_rnn:width=8,variance=20" means; `more` are parameters beside it."""
    name, _, rest = text.partition(":")
    given: dict[str, object] = {}
    for part in filter(None, rest.split(",")):
        key, equals, value = part.partition("=")
        if not equals or key in given:
            raise InputError(
                f"parameters are given once each, as key=value, found {described(part)} in {described(text)}."
            )
        given[key] = value
    for key, beside in more.items():
        if beside is not None:
            if key in given:
                raise InputError(f"{key} is given twice: in {described(text)} and as --{key}.")
            given[key] = beside
    return family(name, **given)


def _value(key: str, given: object, default: Value) -> Value:
    """Return a parameter as it stands in a file: whole numbers as such, others as canonical text."""
    if isinstance(default, int):
        if isinstance(given, str) and given.isascii() and given.isdecimal() and len(given) < 20:
            given = int(given)
        if isinstance(given, bool) or not isinstance(given, int) or given < 1:
            raise InputError(f"{key} must be a whole number >= 1, found {described(given)}.")
        return given
    if default in ("", *_WORDS):
        if not isinstance(given, str):
            raise InputError(f"{key} must be a name, found {described(given)}.")
        return given
    if isinstance(given, int | Fraction) and not isinstance(given, bool):
        return rational_text(Fraction(given))
    if not isinstance(given, str):
        raise InputError(f"{key} must be a rational such as 1/10 or its text, found {described(given)}.")
    return rational_text(parse_rational(given))


_WORDS = (*INITIALISATIONS, "relu", "clip", "identity", "fresh", "same", "shared")


def _whole(values: dict[str, Value], key: str) -> int:
    value = values[key]
    assert isinstance(value, int)
    most = _MOST_LAYERS if key == "depth" else _MOST_UNITS
    if value > most:
        raise InputError(f"{key} must be at most {most:,}, found {described(value)}.")
    return value


def _word(values: dict[str, Value], key: str, known: tuple[str, ...]) -> str:
    value = str(values[key])
    if value not in known:
        raise InputError(f"{key} must be one of {', '.join(known)}, found {described(value)}.")
    return value


def _rational(values: dict[str, Value], key: str) -> Fraction:
    return parse_rational(str(values[key]))


# -- the families ------------------------------------------------------------------------------------------------------


def _simple_rnn(values: dict[str, Value], seed: int, number: int) -> Network:
    width = _whole(values, "width")
    biases = _word(values, "biases", ("uniform", "truncated_normal"))
    clipped = _word(values, "last", ("clip", "identity")) == "clip"
    return simple_rnn(
        width, variance=_rational(values, "variance"), seed=seed, draw=number, biases=biases, clipped=clipped
    )


def _low_variance(values: dict[str, Value], seed: int, number: int) -> Network:
    width = _whole(values, "width")
    if width < 2:
        raise InputError(f"width must be >= 2, since log 1 = 0, found {width}.")
    lower, upper = enclosed("log", Fraction(width), 80)
    near = float((lower + upper) / 2)
    return simple_rnn(width, variance=1 / (4 * exact_float(near)), seed=seed, draw=number)


def _notebook(values: dict[str, Value], seed: int, number: int) -> Network:
    width, depth = _whole(values, "width"), _whole(values, "depth")
    if depth < 2:
        raise InputError(f"depth must be >= 2, a hidden layer and an output layer, found {depth}.")
    if width * width * (depth - 2) > _MOST_NUMBERS:
        raise InputError(f"at most {_MOST_NUMBERS:,} weights are drawn, found {width} x {width} in {depth - 2} layers.")
    last = _word(values, "last", ("relu", "clip", "identity"))
    rest = _word(values, "weights", INITIALISATIONS)
    first = rest if values["first"] == "same" else _word(values, "first", ("same", *INITIALISATIONS))
    return initialised(
        [1, *[width] * (depth - 1), 1],
        seed=seed,
        draw=number,
        weights=[first] + [rest] * (depth - 1),
        biases=_word(values, "biases", INITIALISATIONS),
        last=clip(0, 1) if last == "clip" else last,
    )


def _random_map(values: dict[str, Value], seed: int, number: int) -> PL:
    pieces = _whole(values, "pieces")
    draws = RandomStream(seed, number)
    inner: set[Fraction] = set()
    while len(inner) < pieces - 1:
        x = Fraction(draws.uniform())
        if x:
            inner.add(x)
    xs = [Fraction(0), *sorted(inner), Fraction(1)]
    return PL([(x, Fraction(draws.uniform())) for x in xs])


def _random_tent(values: dict[str, Value], seed: int, number: int) -> PL:
    low, high = _rational(values, "least"), _rational(values, "most")
    if not 0 < low < high <= 2:
        raise InputError(
            f"slopes of tents need 0 < least < most <= 2, found {shortened_rational(low)} and "
            f"{shortened_rational(high)}."
        )
    return zoo.tent(slope=low + (high - low) * Fraction(RandomStream(seed, number).uniform()))


def _perturbed_tent(values: dict[str, Value], seed: int, number: int) -> Network:
    depth, shared = _whole(values, "depth"), _word(values, "noise", ("fresh", "same", "shared")) == "shared"
    deviation = _rational(values, "deviation")
    if not 0 < deviation <= _LARGEST_DEVIATION or not float(deviation):
        raise InputError(
            f"deviation must be at most {_LARGEST_DEVIATION:,} and > 0 as a float64, found {described(deviation)}."
        )
    size = float(deviation)
    draws = RandomStream(seed, number)

    def noisy(numbers: list[Fraction]) -> list[Fraction]:
        return [x + Fraction(size * draws.normal()) for x in numbers]

    layers: list[Layer] = []
    for _ in range(1 if shared else depth):
        weights, biases, slopes, constant = (noisy(list(map(Fraction, each))) for each in _TENT)
        layers += [Layer([[w] for w in weights], biases, "relu"), Layer([slopes], constant)]
    return Network(layers, inputs=1, repeat=depth if shared else 1)


_TENT = (("1", "1"), ("0", "-1/2"), ("2", "-4"), ("0",))
"""2 relu(x) - 4 relu(x - 1/2) + 0: the seven numbers that get noise."""


FAMILIES: dict[str, FamilyKind] = {
    "simple_rnn": FamilyKind(
        "clip(sum of a_i relu(x - b_i), 0, 1), a_i normal of variance `variance`/width (arXiv 2210.05212, theorem 2.4)",
        {"width": 2, "variance": "2", "biases": "uniform", "last": "clip"},
        _simple_rnn,
    ),
    "low_variance": FamilyKind(
        "the same with variance 1/(4 width log width): the ordered regime (arXiv 2210.05212, theorem 2.5)",
        {"width": 8},
        _low_variance,
    ),
    "notebook": FamilyKind(
        "1 - width - ... - 1 with `depth` layers, relu between them, `first` the weights of the first layer if others",
        {"width": 2, "depth": 2, "weights": "he", "biases": "he", "first": "same", "last": "relu"},
        _notebook,
    ),
    "random_map": FamilyKind("knots at uniform points of [0, 1], with uniform values", {"pieces": 4}, _random_map),
    "random_tent": FamilyKind("tents with a uniform slope in [least, most]", {"least": "1", "most": "2"}, _random_tent),
    "perturbed_tent": FamilyKind(
        "the tent as a network of two units, `depth` times, normal noise on each number, fresh or shared",
        {"depth": 6, "deviation": "1/10", "noise": "fresh"},
        _perturbed_tent,
    ),
}
"""The families by name."""
