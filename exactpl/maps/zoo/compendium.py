"""The list of named maps, and how a name with parameters on a command line becomes a map."""

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from operator import index
from types import MappingProxyType
from typing import ParamSpec, SupportsIndex

from exactpl.errors import InputError, described, require_kind
from exactpl.maps.pl import PL

P = ParamSpec("P")


@dataclass(frozen=True, slots=True)
class Entry:
    """A named map: what makes it, where it comes from."""

    name: str
    make: Callable[..., PL]
    source: str

    @property
    def summary(self) -> str:
        """The first line of its documentation."""
        return (inspect.getdoc(self.make) or "").splitlines()[0]

    @property
    def documentation(self) -> str:
        """Its documentation: parameters, values, an example."""
        return inspect.getdoc(self.make) or ""

    @property
    def parameters(self) -> tuple[str, ...]:
        """Its parameters as one writes them: name, or name=default."""
        signature = inspect.signature(self.make)
        return tuple(
            name if parameter.default is parameter.empty else f"{name}={parameter.default}"
            for name, parameter in signature.parameters.items()
        )


_entries: dict[str, Entry] = {}


def named_map(source: str) -> Callable[[Callable[P, PL]], Callable[P, PL]]:
    """Enter a function that makes a map into the compendium, with the source of the map."""

    def enter(make: Callable[P, PL]) -> Callable[P, PL]:
        _entries[make.__name__] = Entry(make.__name__, make, source)
        return make

    return enter


def entries() -> Mapping[str, Entry]:
    """Return the compendium: entries by name."""
    return MappingProxyType(_entries)


def build(text: str) -> PL:
    """Return the map that a name with parameters means: "tent", "tent:slope=3/2", "skew_tent:1/3".

    Parameters follow a colon, separated by commas, by place or by name. Raises InputError that lists what there is.
    """
    name, colon, rest = require_kind(text, str, "a name of the zoo, which is a text,").partition(":")
    entry = _entries.get(name)
    if entry is None:
        raise InputError(f"a name of the zoo is required ({', '.join(sorted(_entries))}), found {name!r:.60}.")
    positional: list[str] = []
    named: dict[str, str] = {}
    for word in rest.split(",") if colon else []:
        key, equals, value = word.partition("=")
        if not equals:
            positional.append(word)
        elif key in named:
            raise InputError(f"the parameter {key!r} of {name} is given twice.")
        else:
            named[key] = value
    try:
        bound = inspect.signature(entry.make).bind(*positional, **named)
    except TypeError as error:
        wanted = ", ".join(entry.parameters) or "none"
        raise InputError(f"{name} takes the parameters: {wanted}; found {rest!r:.60} ({error}).") from None
    return entry.make(*bound.args, **bound.kwargs)


def whole_number(value: SupportsIndex | str, name: str, least: int, most: int) -> int:
    """Return a parameter that counts something, given as an int or as text; InputError outside least..most."""
    is_digits = isinstance(value, str) and len(value) <= 20 and value.isascii() and value.isdecimal()
    number = int(value) if is_digits else value
    if isinstance(number, bool | str) or not isinstance(number, SupportsIndex) or not least <= index(number) <= most:
        raise InputError(f"{name} must be an integer from {least} to {most}, found {described(value)}.")
    return index(number)
