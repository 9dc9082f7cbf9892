"""How far a piecewise-linear map is from sin, exp, 1/x or the unit step: enclosed, and exact where it is algebraic.

On a piece with slope m the error g(x) - m x - c is extreme at the ends of the piece or where g' = m. For the step
everything is rational, for 1/x a square root decides; sin and exp are enclosed by balls, as narrowly as asked.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from exactpl import work
from exactpl.arithmetic.balls import Bounds, enclosed, enclosed_over, enclosed_pi
from exactpl.arithmetic.rationals import Exact, Real, exact, rational, shortened_rational
from exactpl.errors import BudgetError, DomainError, InputError, described
from exactpl.maps.pl import PL, require_map

_FIRST_BITS, _MOST_BITS = 64, 1 << 16
_MOST_POINTS = 100_000
_LARGEST_EXPONENT = 100_000
TARGETS = ("exp", "sin", "1/x", "step")


@dataclass(frozen=True, slots=True)
class SupError:
    """lower <= sup |f - target| <= upper; `exact` is its value where that is known to be algebraic, else None.

    `near` is a point at, or next to, which the error is at least `lower`: rational, but for maps over a field.
    """

    lower: Real
    upper: Real
    near: Real
    exact: Real | None


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A point where |error| may be largest: bounds of it with so many bits.

    is_inside says whether the point lies on the piece: None where so many bits do not tell.
    """

    near: Real
    bounds: Callable[[int], tuple[Real, Real]]
    is_inside: Callable[[int], bool | None] = lambda _: True
    exact: Callable[[], Real] | None = None


@work.bounded
def sup_error(f: PL, target: str, *, width: Exact = Fraction(1, 10**12)) -> SupError:
    """Return sup |f - target| over the compact domain of f: exp, sin, 1/x, or step (0 for x < 0, 1 for x >= 0).

    The enclosure is at most `width` wide. Exact for the step always, for 1/x where one point alone attains the
    supremum. Raises DomainError for unbounded domains, and for 1/x with 0 in the domain; InputError for maps over a
    field Q(a), except beside the step. Cost: one ball a knot, and one more where the derivative of the target is the
    slope.

    >>> sup_error(PL([(-1, 0), ("1/2", 1), (1, 1)]), "step").exact
    Fraction(2, 3)
    >>> sup_error(PL([(1, 1), (2, "1/2")]), "1/x").exact.field.polynomial
    (1, -12, 4)
    """
    if target not in TARGETS:
        raise InputError(f"the target must be one of {', '.join(TARGETS)}, found {described(target)}.")
    narrow = exact(width)
    if narrow <= 0:
        raise InputError(f"width must be > 0, found {shortened_rational(narrow)}.")
    if not require_map(f).domain.is_bounded:
        raise DomainError(f"a map on a compact interval is required, found the domain {f.domain}; restrict it first.")
    if target != "step" and f.field is not None:
        raise InputError(
            f"rational data is required beside {target}, this map is over Q(a), a {f.field.described()}; enclose it "
            "between rational maps."
        )
    if target == "1/x" and 0 in f.domain:
        raise DomainError(f"1/x needs a domain without 0, found {f.domain}; restrict it first.")
    if target == "exp" and any(abs(x) > _LARGEST_EXPONENT for x, _ in f.knots):
        raise BudgetError(
            f"exp is enclosed for |x| <= {_LARGEST_EXPONENT:,}, found the domain {f.domain}; restrict it."
        )
    candidates = list(_step(f) if target == "step" else _candidates(f, target))
    bits = _FIRST_BITS
    while True:
        places = [(each, each.is_inside(bits)) for each in candidates]
        candidates = [each for each, inside in places if inside is not False]
        found = [(each, each.bounds(bits), inside) for each, inside in places if inside is not False]
        lower, near = max((bounds[0], each.near) for each, bounds, inside in found if inside)
        upper = max(bounds[1] for _, bounds, _ in found)
        if upper - lower <= narrow:
            best = [each for each, bounds, _ in found if bounds[1] >= lower]
            known = best[0].exact() if len(best) == 1 and best[0].exact is not None else None
            return SupError(lower, upper, near, lower if lower == upper else known)
        bits *= 2
        if bits > _MOST_BITS:
            raise BudgetError(
                f"an enclosure of width {shortened_rational(narrow)} needs more than {_MOST_BITS:,} bits; ask a larger "
                "width."
            )


def _known(x: Real, error: Real) -> _Candidate:
    size = abs(error)
    return _Candidate(x, lambda _: (size, size), exact=lambda: size)


def _step(f: PL) -> Iterator[_Candidate]:
    lower = f.domain.lower
    assert lower is not None
    for x, y in [*f.knots, *([(Fraction(0), f(0))] if 0 in f.domain else [])]:
        if x < 0 or lower < x == 0:  # at 0 the limit from the left, where the domain continues to that side
            yield _known(x, y)
        if x >= 0:
            yield _known(x, y - 1)


def _absolute(bounds: Bounds) -> Bounds:
    lower, upper = bounds
    if lower >= 0:
        return lower, upper
    return (-upper, -lower) if upper <= 0 else (Fraction(0), max(-lower, upper))


def _candidates(f: PL, target: str) -> Iterator[_Candidate]:
    for x, y in f.knots:
        yield _end(rational(x), rational(y), target)
    for piece in f.pieces:
        lower, upper = piece.domain
        assert lower is not None
        assert upper is not None
        line = rational(piece.slope), rational(piece.intercept)
        yield from _CRITICAL[target](rational(lower), rational(upper), *line)


def _end(x: Fraction, y: Fraction, target: str) -> _Candidate:
    if target == "1/x":
        return _known(x, 1 / x - y)

    def bounds(bits: int) -> Bounds:
        lower, upper = enclosed(target, x, bits)
        return _absolute((lower - y, upper - y))

    return _Candidate(x, bounds)


def _exp_critical(a: Fraction, b: Fraction, m: Fraction, c: Fraction) -> Iterator[_Candidate]:
    if m <= 0:
        return

    def point(bits: int) -> Bounds:
        return enclosed("log", m, bits)

    def bounds(bits: int) -> Bounds:
        low, high = point(bits)
        return _absolute((m - m * high - c, m - m * low - c))

    yield from _inside(a, b, point, bounds)


def _sin_critical(a: Fraction, b: Fraction, m: Fraction, c: Fraction) -> Iterator[_Candidate]:
    if abs(m) > 1:
        return
    tau = 2 * enclosed_pi(_FIRST_BITS + max(abs(a), abs(b)).numerator.bit_length())[0]
    first, last = floor(a / tau) - 1, ceil(b / tau) + 1
    if last - first > _MOST_POINTS:
        raise BudgetError(f"sin turns more than {_MOST_POINTS:,} times on a piece; take a shorter interval.")
    for sign in (1, -1):
        for turn in range(first, last + 1):

            def point(bits: int, sign: int = sign, turn: int = turn) -> Bounds:
                (low, high), (below, above) = enclosed("acos", m, bits), enclosed_pi(bits + turn.bit_length())
                ends = (low, high) if sign > 0 else (-high, -low)
                turns = (2 * turn * below, 2 * turn * above) if turn >= 0 else (2 * turn * above, 2 * turn * below)
                return ends[0] + turns[0], ends[1] + turns[1]

            def bounds(bits: int, point: Callable[[int], Bounds] = point) -> Bounds:
                low, high = point(bits)
                sine = enclosed_over("sin", (low, high), bits)
                line = sorted((m * low + c, m * high + c))
                return _absolute((sine[0] - line[1], sine[1] - line[0]))

            yield from _inside(a, b, point, bounds)


def _reciprocal_critical(a: Fraction, b: Fraction, m: Fraction, c: Fraction) -> Iterator[_Candidate]:
    # the error is extreme at x = sqrt(-1/m), on the side of 0 where the piece is; there it is 2 / x - c
    if m >= 0 or not min(a * a, b * b) < -1 / m < max(a * a, b * b):
        return
    sign = 1 if a > 0 else -1

    def bounds(bits: int) -> Bounds:
        low, high = sorted(2 * sign * end for end in enclosed("sqrt", -m, bits))
        return _absolute((low - c, high - c))

    def value() -> Real:
        from exactpl.arithmetic.algebraic import root_of

        # the error e has (e + c)^2 = -4 m, and so |e| = flip * e; the two roots are 4 sqrt(-m) apart
        bits, root = _FIRST_BITS, enclosed("sqrt", -m, _FIRST_BITS)[0]
        low, high = (2 * sign * end - c for end in enclosed("sqrt", -m, bits)[::sign])
        while high - low > root or low < 0 < high:
            bits *= 2
            low, high = (2 * sign * end - c for end in enclosed("sqrt", -m, bits)[::sign])
        flip = 1 if low >= 0 else -1
        constant, linear = c * c + 4 * m, flip * 2 * c
        scale = constant.denominator * linear.denominator
        return root_of([int(constant * scale), int(linear * scale), scale], *sorted((flip * low, flip * high)))

    low, high = enclosed("sqrt", -1 / m, _FIRST_BITS)
    yield _Candidate(min(max(sign * (low + high) / 2, a), b), bounds, exact=value)


_CRITICAL: dict[str, Callable[[Fraction, Fraction, Fraction, Fraction], Iterator[_Candidate]]] = {
    "exp": _exp_critical,
    "sin": _sin_critical,
    "1/x": _reciprocal_critical,
}


def _inside(
    a: Fraction, b: Fraction, point: Callable[[int], Bounds], bounds: Callable[[int], Bounds]
) -> Iterator[_Candidate]:
    """Yield a critical point that may lie in [a, b]."""

    def is_inside(bits: int) -> bool | None:
        low, high = point(bits)
        if high < a or b < low:
            return False
        return True if a <= low and high <= b else None

    low, high = point(_FIRST_BITS)
    if is_inside(_FIRST_BITS) is not False:
        yield _Candidate(min(max((low + high) / 2, a), b), bounds, is_inside)


@work.bounded
def l1_error_to_step(f: PL) -> Real:
    """Return the integral of |f - step| over the compact domain of f, exactly.

    >>> l1_error_to_step(PL([(-1, 0), (0, 0), ("1/2", 1), (1, 1)]))
    Fraction(1, 4)
    """
    if not require_map(f).domain.is_bounded:
        raise DomainError(f"a map on a compact interval is required, found the domain {f.domain}; restrict it first.")
    lower, upper = f.domain
    assert lower is not None
    assert upper is not None
    total: Real = Fraction(0)
    if lower < 0:
        total += f.restrict(lower, min(upper, Fraction(0))).l1_distance(0)
    if upper > 0:
        total += f.restrict(max(lower, Fraction(0)), upper).l1_distance(1)
    return total
