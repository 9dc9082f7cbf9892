"""Columns made of numbers, and of affine images of slices of other columns.

`assemble` is how f^k is built from f^(k-1): one multiplication for each entry, where all is rational.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import repeat
from typing import TypeAlias

from exactpl import work
from exactpl.arithmetic.rationals import Real, are_rational
from exactpl.maps.column import Column
from exactpl.maps.field_column import FieldColumn
from exactpl.maps.packed_column import Integers, PackedColumn, is_worth_sharing, least_common, pack

_FIELD_STEPS = 20_000  # of `work`
_ONE, _ZERO = Fraction(1), Fraction(0)


def column_of(values: Sequence[Real]) -> Column:
    """Return a packed column of rationals, or a list where one of them is not rational."""
    return PackedColumn(values) if are_rational(values) else FieldColumn(values)


@dataclass(frozen=True, slots=True)
class AffineSlice:
    """The affine image x -> scale * x + shift of the entries start..stop-1 of a column, perhaps in reverse order."""

    column: Column
    start: int
    stop: int
    is_reversed: bool = False
    scale: Real = _ONE
    shift: Real = _ZERO


@dataclass(frozen=True, slots=True)
class _PackedSlice:
    """An `AffineSlice` of a packed column, with rational scale and shift."""

    column: PackedColumn
    start: int
    stop: int
    is_reversed: bool
    scale: Fraction
    shift: Fraction

    def entries(self, numbers: Integers) -> Integers:
        """Return the part of a list of numerators (or denominators) that belongs to this slice, in order."""
        part = numbers[self.start : self.stop]
        if self.is_reversed:
            part.reverse()
        return part

    def denominator(self) -> int:
        """Return a denominator common to all entries of this image; the column must have one."""
        scaled = self.scale.denominator * self.column.common
        return math.lcm(scaled // math.gcd(self.scale.numerator, scaled), self.shift.denominator)


_Parts: TypeAlias = list[_PackedSlice | Fraction]


def assemble(parts: Sequence[AffineSlice | Real]) -> Column:
    """Return the column that lists single values and affine images of slices one after the other.

    Cost: one multiplication and one addition of integers for each entry; gcds only where entries keep
    denominators of their own. Of numbers of a field where there are such.
    """
    packed = _packed_parts(parts)
    if packed is None:
        return _listed(parts)
    if all(part.column.common for part in packed if isinstance(part, _PackedSlice)):
        common, largest = least_common(
            [part.denominator() if isinstance(part, _PackedSlice) else part.denominator for part in packed]
        )
        if is_worth_sharing(common, largest):
            return _assemble_over(packed, common)
    return _assemble_apart(packed)


def _packed_parts(parts: Sequence[AffineSlice | Real]) -> _Parts | None:
    """Return the same parts as integers, or None where one has numbers of a field."""
    found: _Parts = []
    for part in parts:
        if isinstance(part, Fraction):
            found.append(part)
            continue
        if not isinstance(part, AffineSlice):
            return None
        column, scale, shift = part.column.packed(), part.scale, part.shift
        if column is None or not isinstance(scale, Fraction) or not isinstance(shift, Fraction):
            return None
        found.append(_PackedSlice(column, part.start, part.stop, part.is_reversed, scale, shift))
    return found


def _listed(parts: Sequence[AffineSlice | Real]) -> Column:
    values: list[Real] = []
    for part in parts:
        if isinstance(part, AffineSlice):
            entries = part.column[part.start : part.stop]
            work.charge(_FIELD_STEPS * len(entries))
            ordered = reversed(entries) if part.is_reversed else entries
            values.extend(part.scale * entry + part.shift for entry in ordered)
        else:
            values.append(part)
    return column_of(values)


def _assemble_over(parts: _Parts, common: int) -> PackedColumn:
    numerators: list[int] = []
    bits = common.bit_length()
    for part in parts:
        if isinstance(part, Fraction):
            numerators.append(part.numerator * (common // part.denominator))
            continue
        work.hold((part.stop - part.start) * (8 + bits // 8))
        work.charge((part.stop - part.start) * (150 + bits // 4))
        entries = part.entries(part.column.numerators)
        factor = part.scale.numerator * common // (part.scale.denominator * part.column.common)
        offset = part.shift.numerator * (common // part.shift.denominator)
        if offset:
            numerators.extend([factor * n + offset for n in entries])
        elif factor != 1:
            numerators.extend([factor * n for n in entries])
        else:
            numerators.extend(entries)
    return PackedColumn.over(numerators, common)


def _assemble_apart(parts: _Parts) -> PackedColumn:
    numerators: list[int] = []
    denominators: list[int] = []
    for part in parts:
        if isinstance(part, Fraction):
            numerators.append(part.numerator)
            denominators.append(part.denominator)
            continue
        work.hold((part.stop - part.start) * 100)
        column, (a, b), (c, d) = part.column, part.scale.as_integer_ratio(), part.shift.as_integer_ratio()
        tops = part.entries(column.numerators)
        bottoms = repeat(column.common) if column.common else part.entries(column.denominators)
        for top, bottom in zip(tops, bottoms, strict=False):
            p, q = a * d * top + c * b * bottom, b * d * bottom
            work.charge(1_000 + (p.bit_length() * q.bit_length() >> 9))
            divisor = math.gcd(p, q)
            numerators.append(p // divisor)
            denominators.append(q // divisor)
    return PackedColumn.of_parts(pack(numerators), 0, pack(denominators))
