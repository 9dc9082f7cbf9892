"""Words in laps, the maximal intervals of monotony, rather than in pieces: for two laps the letters L, C, R.

Laps are numbered 0, 1, ... from left to right. Where f turns, in a point or on a flat piece between a lap and the next,
the symbol is i + 1/2; a flat piece between two pieces of one direction, or at an end, belongs to their lap.
"""

from collections.abc import Sequence
from fractions import Fraction
from typing import TypeAlias

from exactpl.arithmetic.intervals import Interval
from exactpl.errors import InputError, described
from exactpl.maps.pl import PL

Symbol: TypeAlias = int | Fraction

_LETTERS = {Fraction(0): "L", Fraction(1, 2): "C", Fraction(1): "R"}


def lap_symbols(f: PL) -> list[Symbol]:
    """Return the symbol of each piece.

    >>> lap_symbols(PL([(0, 0), (1, 2), (2, 2), (3, 3), (4, 3), (5, 0)]))
    [0, 0, 0, Fraction(1, 2), 1]
    """
    signs = [(slope > 0) - (slope < 0) for slope in f.slopes]
    found: list[Symbol] = []
    lap, last = 0, 0
    waiting = 0  # flat pieces whose symbol depends on what follows
    for sign in signs:
        if sign == 0:
            waiting += 1
            continue
        turns = last * sign < 0
        found += [Fraction(2 * lap + 1, 2) if turns else lap] * waiting
        lap, last, waiting = lap + turns, sign, 0
        found.append(lap)
    return found + [lap] * waiting


def in_laps(word: Sequence[Symbol], symbols: Sequence[Symbol]) -> tuple[Symbol, ...]:
    """Return a word of pieces and breakpoints as a word of laps and turning points."""
    return tuple(_in_laps(s, symbols) for s in word)


def _in_laps(symbol: Symbol, symbols: Sequence[Symbol]) -> Symbol:
    if isinstance(symbol, int):
        return symbols[symbol]
    below, above = symbols[symbol.numerator // 2], symbols[symbol.numerator // 2 + 1]
    if below == above:
        return below
    # an end of a flat turning piece belongs to it; other turning points lie between two laps
    return next((s for s in (below, above) if isinstance(s, Fraction)), Fraction(2 * int(below) + 1, 2))


def lap_intervals(f: PL) -> list[Interval]:
    """Return the laps, closed, a flat turning piece in both."""
    symbols, domains = lap_symbols(f), [piece.domain for piece in f.pieces]
    found = []
    for lap in range(int(symbols[-1]) + 1):
        inside = [domain for s, domain in zip(symbols, domains, strict=True) if abs(Fraction(s) - lap) < 1]
        found.append(Interval(inside[0].lower, inside[-1].upper))
    return found


def letters(word: Sequence[Symbol]) -> str:
    """Return a word of laps 0 and 1 in the letters of unimodal maps: L, R, and C where the map turns.

    >>> from exactpl.dynamics.symbolic.itineraries import itinerary
    >>> tent = PL([(0, 0), ("1/2", 1), (1, 0)])
    >>> letters(itinerary(tent, "1/8", length=6, by="laps")), letters(itinerary(tent, "2/7", length=6, by="laps"))
    ('LLCRLL', 'LRRLRR')
    """
    if (
        isinstance(word, str)
        or not isinstance(word, Sequence)
        or not all(isinstance(s, int | Fraction) and s in _LETTERS for s in word)
    ):
        raise InputError(
            "a word of the laps 0 and 1 is required, as itinerary(..., by='laps') gives it for a map with two laps, "
            f"found {described(word)}."
        )
    return "".join(_LETTERS[Fraction(s)] for s in word)


def laps_of_letters(word: str) -> list[int]:
    """Return the numbers of the laps in a word of the letters L and R."""
    if not word or set(word) - set("LR"):
        raise InputError(f"a word of the letters L and R is required, found {described(word)}.")
    return ["LR".index(letter) for letter in word]
