"""Maps over a number field: knots and slopes are expressions in one root of a polynomial."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from ..arithmetic import rationals
from ..arithmetic.intervals import Interval
from ..arithmetic.numberfield import Expression, Root, difference, product, shorten, show
from ..arithmetic.polynomials import written
from ..errors import Reject, Rule


@dataclass(frozen=True)
class NumberField:
    """The polynomial and the interval of its root, as the file gives them; nothing is verified yet."""

    polynomial: tuple[int, ...]
    lo: Fraction
    hi: Fraction

    @property
    def degree(self) -> int:
        """Return the degree of the polynomial."""
        return len(self.polynomial) - 1

    def root(self) -> Root:
        """Return the root; raises `Reject` (rule `map-file`) unless the polynomial has just one there."""
        return Root(self.polynomial, self.lo, self.hi)

    def described(self) -> str:
        """Return the root in words: the root of a polynomial in an interval."""
        return f"the root of {written(self.polynomial)} in {Interval(self.lo, self.hi)}"


@dataclass(frozen=True)
class FieldMap:
    """The map of a file with a field, as the file gives it; `verify_order` has still to be called."""

    field: NumberField
    xs: tuple[Expression, ...]
    ys: tuple[Expression, ...]
    left_slope: Expression | None
    right_slope: Expression | None

    def interior_knots(self) -> int:
        """How many knots lie in the interior of the domain, but at least 1."""
        return max(1, len(self.xs) - (self.left_slope is None) - (self.right_slope is None))

    def bits(self) -> int:
        """Return the bit length of the largest numerator or denominator."""
        slopes = [s for s in (self.left_slope, self.right_slope) if s is not None]
        numbers = [r for e in (*self.xs, *self.ys, *slopes) for r in e]
        coefficients = [Fraction(c) for c in self.field.polynomial]
        return rationals.bits(self.field.lo, self.field.hi, *coefficients, *numbers)

    def domain_shown(self) -> str:
        """Return the domain for a message."""
        low = "(-oo" if self.left_slope is not None else "[" + show(self.xs[0])
        high = "oo)" if self.right_slope is not None else show(self.xs[-1]) + "]"
        return f"{low}, {high}"

    def described(self, role: str = "f") -> str:
        """Return the map printed back."""
        lines = [
            f"subject {role}: domain {self.domain_shown()}, {rationals.counted(len(self.xs), 'knot', 'knots')}",
            f"  where a is {shorten(self.field.described())}",
        ]
        if len(self.xs) <= 20:
            lines += [f"  {role}({show(x)}) = {show(y)}" for x, y in zip(self.xs, self.ys, strict=True)]
        if self.left_slope is not None:
            lines.append(f"  slope {show(self.left_slope)} to the left")
        if self.right_slope is not None:
            lines.append(f"  slope {show(self.right_slope)} to the right")
        return "\n".join(lines)

    def verify_order(self, root: Root) -> None:
        """Raise `Reject` (rule `map-file`) unless the knots are strictly increasing."""
        for i in range(1, len(self.xs)):
            if root.sign(difference(self.xs[i], self.xs[i - 1])) <= 0:
                raise Reject(Rule.MAP_FILE, f"knots[{i}] to the right of {show(self.xs[i - 1])}", show(self.xs[i]))

    def maps(self, root: Root, x: Expression, y: Expression) -> bool | None:
        """Tell whether f(x) = y; `None` when x is not in the domain."""
        low, high = 0, len(self.xs)
        while low < high:
            middle = (low + high) // 2
            if root.sign(difference(self.xs[middle], x)) < 0:
                low = middle + 1
            else:
                high = middle
        # Now low knots are smaller than x.
        if low == len(self.xs):
            return None if self.right_slope is None else self._on_ray(root, -1, self.right_slope, x, y)
        if low > 0:
            return self._between(root, low, x, y)
        if self.left_slope is not None:
            return self._on_ray(root, 0, self.left_slope, x, y)
        if root.sign(difference(x, self.xs[0])) < 0:
            return None
        return root.sign(difference(y, self.ys[0])) == 0

    def _on_ray(self, root: Root, knot: int, slope: Expression, x: Expression, y: Expression) -> bool:
        rise = product(slope, difference(x, self.xs[knot]))
        return root.sign(difference(difference(y, self.ys[knot]), rise)) == 0

    def _between(self, root: Root, i: int, x: Expression, y: Expression) -> bool:
        left, right = (
            product(difference(y, self.ys[i - 1]), difference(self.xs[i], self.xs[i - 1])),
            product(difference(x, self.xs[i - 1]), difference(self.ys[i], self.ys[i - 1])),
        )
        return root.sign(difference(left, right)) == 0
