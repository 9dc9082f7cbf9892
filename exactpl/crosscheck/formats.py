"""The two float formats, and exact numbers in them: the nearest float, or the smallest one that is not below.

For a float x, x >= b holds if and only if x >= the smallest float >= b. So it is decided exactly which breakpoints a
float has on its left.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, NoReturn

from exactpl.arithmetic.rationals import shortened_rational
from exactpl.errors import InputError, described


@dataclass(frozen=True, slots=True)
class FloatFormat:
    """A binary format with `digits` binary digits whose normal numbers have magnitudes 2^least to below 2^most."""

    name: str
    digits: int
    least: int
    most: int

    @property
    def roundoff(self) -> float:
        """The unit roundoff u: |fl(x) - x| <= u |fl(x)| for what does not underflow."""
        return 2.0**-self.digits

    @property
    def tiny(self) -> float:
        """The smallest normal number; smaller results may be flushed to 0."""
        return 2.0**self.least

    def nearest(self, x: Fraction) -> float:
        """Return the number of this format nearest to x; InputError where x is too large."""
        try:
            value = self._scalar(x)
        except OverflowError:
            value = math.inf
        return value if math.isfinite(value) else self._refuse(x)

    def _refuse(self, x: Fraction) -> NoReturn:
        raise InputError(
            f"numbers below 2^{self.most} are required to compute in {self.name}, found one of about "
            f"2^{abs(x.numerator).bit_length() - x.denominator.bit_length()}, rounded to {self.digits} digits."
        )

    def at_least(self, x: Fraction) -> float:
        """Return the smallest number of this format that is >= x."""
        value = self.nearest(x)
        if Fraction(value) < x:
            value = self._next(value, math.inf)
        return value if math.isfinite(value) else self._refuse(x)

    def require_normal(self, numbers: Iterable[Fraction], what: str) -> None:
        """Raise InputError where a factor is below the normal numbers and not 0: it cannot be rounded well."""
        least = Fraction(2) ** self.least
        faint = next((x for x in numbers if x and abs(x) < least), None)
        if faint is not None:
            raise InputError(
                f"{what} that are 0 or at least 2^{self.least} are required to compute in {self.name}, found "
                f"{shortened_rational(faint)}."
            )

    def _scalar(self, x: Fraction) -> float:
        value = float(x)
        if self.digits == 53:
            return value
        import numpy as np

        with np.errstate(over="ignore"):
            near = float(np.float32(value))
        if math.isinf(near):
            if abs(x) >= Fraction(2) ** self.most - Fraction(2) ** (self.most - self.digits - 1):
                return near
            near = self._next(near, 0.0)  # rounding to float64 first led too far
        # rounding twice can miss the nearest by one
        others = [each for each in (self._next(near, -math.inf), self._next(near, math.inf)) if math.isfinite(each)]
        return min([near, *others], key=lambda each: abs(Fraction(each) - x))

    def _next(self, value: float, towards: float) -> float:
        if self.digits == 53:
            return math.nextafter(value, towards)
        import numpy as np

        with np.errstate(over="ignore"):
            return float(np.nextafter(np.float32(value), np.float32(towards)))

    def dtype(self, namespace: Any) -> Any:
        """Return the data type of this name in an array library."""
        return getattr(namespace, self.name)


FLOAT32 = FloatFormat("float32", 24, -126, 128)
FLOAT64 = FloatFormat("float64", 53, -1022, 1024)
_FORMATS = {each.name: each for each in (FLOAT64, FLOAT32)}


def as_format(given: "str | FloatFormat") -> FloatFormat:
    """Return a format as it is, or the one of this name, float64 or float32.

    >>> as_format("float64").at_least(Fraction(1, 10)) == 0.1, as_format("float32").digits
    (True, 24)
    """
    if isinstance(given, FloatFormat):
        return given
    if isinstance(given, str) and given in _FORMATS:
        return _FORMATS[given]
    raise InputError(f"a float format, {' or '.join(_FORMATS)}, is required, found {described(given)}.")
