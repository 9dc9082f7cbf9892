"""Hypothesis strategies for exact maps and networks (extra `hypothesis`).

Drawn so that what goes wrong elsewhere is common: slopes 0 and +-1, kinks that cancel in a composition, breakpoints
mapped onto breakpoints and end points. All examples shrink towards few knots with small numbers.

    >>> from hypothesis import given
    >>> import exactpl as xp
    >>> @given(xp.strategies.pl_self_maps())
    ... def test_counts_agree(f):
    ...     assert xp.piece_count(f, 3) == len(xp.iterate(f, 3).pieces)
    >>> test_counts_agree()
"""

from fractions import Fraction
from typing import Any

try:
    from hypothesis import strategies as st
except ImportError:
    raise ImportError("exactpl.strategies needs Hypothesis: pip install 'exactpl[hypothesis]'.") from None

from exactpl.arithmetic.intervals import Interval
from exactpl.arithmetic.rationals import Real
from exactpl.errors import InputError
from exactpl.maps.pl import PL
from exactpl.networks.activations import KINDS, RELU
from exactpl.networks.layer import Layer
from exactpl.networks.network import Network

_RAY_SLOPES = [Fraction(n, d) for n, d in ((0, 1), (1, 1), (-1, 1), (2, 1), (-2, 1), (1, 2), (-1, 2), (3, 2), (-3, 2))]


def rationals(
    *, min_value: int | Fraction | None = None, max_value: int | Fraction | None = None, max_denominator: int = 12
) -> st.SearchStrategy[Fraction]:
    """Rationals with small denominators, within closed bounds. Shrinks to 0, or to the bound nearest to it."""
    return st.fractions(min_value=min_value, max_value=max_value, max_denominator=max_denominator)


def pl_maps(
    *,
    domain: Interval | None = None,
    max_breakpoints: int = 4,
    max_denominator: int = 12,
) -> st.SearchStrategy[PL]:
    """Continuous piecewise-linear maps on `domain` (default [0, 1]); Interval(None, None) is the line.

    Knots lie on a grid with at most `max_denominator` steps, so that they coincide often. Shrinks to the map that is 0.
    """
    return _maps(domain or Interval(0, 1), max_breakpoints, max_denominator, False)


def pl_self_maps(
    *,
    domain: Interval | None = None,
    max_breakpoints: int = 4,
    max_denominator: int = 12,
) -> st.SearchStrategy[PL]:
    """Piecewise-linear maps of `domain` (default [0, 1]) into itself. Shrinks to a constant map.

    See `pl_maps` for the arguments.
    """
    return _maps(domain or Interval(0, 1), max_breakpoints, max_denominator, True)


@st.composite
def _maps(draw: Any, domain: Interval, max_breakpoints: int, max_denominator: int, inside: bool) -> PL:
    if domain.is_point:
        raise InputError(f"a domain with more than one point is required, found {domain}.")
    steps = draw(st.integers(1, max_denominator))
    start, width = _window(domain)
    unit = width / steps
    inner = draw(st.sets(st.integers(1, steps - 1), max_size=max_breakpoints)) if steps > 1 else set()
    xs = [start + unit * i for i in (0, *sorted(inner), steps)]
    low = start if inside and domain.lower is not None else None
    high = start + width if inside and domain.upper is not None else None
    reach = range(0 if low is not None else -steps, (steps if high is not None else 2 * steps) + 1)
    ys: list[Real] = []
    for i, x in enumerate(xs):
        options = [st.sampled_from([start + unit * j for j in sorted(reach, key=lambda j: (abs(j), j < 0))])]
        if i:
            nearby = [ys[-1], ys[-1] + x - xs[i - 1], ys[-1] - x + xs[i - 1]]  # flat, slope 1, slope -1
            options.append(st.sampled_from([y for y in nearby if _within(y, low, high)]))
        options.append(st.sampled_from(xs))  # knots onto knots
        ys.append(draw(st.one_of(options)))
    left = None if domain.lower is not None else draw(_ray_slopes(high is not None))
    right = None if domain.upper is not None else draw(_ray_slopes(low is not None))
    return PL(list(zip(xs, ys, strict=True)), left_slope=left, right_slope=right)


def networks(
    *, inputs: int = 1, outputs: int = 1, max_layers: int = 3, max_width: int = 3, max_denominator: int = 3
) -> st.SearchStrategy[Network]:
    """Networks with residual sums, max-pool and all activations; weights are small, so that kinks coincide and cancel.

    Shrinks to one layer of zeros with ReLUs.
    """
    return _networks(inputs, outputs, max_layers, max_width, max_denominator)


@st.composite
def _networks(draw: Any, inputs: int, outputs: int, max_layers: int, max_width: int, max_denominator: int) -> Network:
    number = rationals(min_value=-2, max_value=2, max_denominator=max_denominator)
    widths, layers = [inputs], []
    depth = draw(st.integers(1, max_layers))
    for i in range(1, depth + 1):
        units = outputs if i == depth else draw(st.integers(1, max_width))
        source = draw(st.sampled_from([i - 1, *range(i - 1)]))
        weight = draw(
            st.lists(st.lists(number, min_size=widths[source], max_size=widths[source]), min_size=units, max_size=units)
        )
        bias = draw(st.lists(number, min_size=units, max_size=units))
        add = draw(st.sampled_from([(), *((j,) for j in range(i) if widths[j] == units)]))
        others = [each for kind in KINDS.values() for each in kind.examples(units) if each != RELU]
        activation = draw(st.sampled_from([RELU, *others]))
        layers.append(Layer(weight, bias, activation, source=source, add=add))
        widths.append(units)
    return Network(layers)


def _window(domain: Interval) -> tuple[Real, Real]:
    """Return the start and the width of the compact interval on which knots are drawn."""
    if domain.lower is not None and domain.upper is not None:
        return domain.lower, domain.upper - domain.lower
    if domain.lower is not None:
        return domain.lower, Fraction(1)
    return (domain.upper - 1 if domain.upper is not None else Fraction(0)), Fraction(1)


def _within(y: Real, low: Real | None, high: Real | None) -> bool:
    return (low is None or y >= low) and (high is None or y <= high)


def _ray_slopes(is_half_line: bool) -> st.SearchStrategy[Fraction]:
    """Ray slopes; on a half-line that must be kept, only those along which the map returns to the infinite end."""
    return st.sampled_from([slope for slope in _RAY_SLOPES if not is_half_line or slope >= 0])
