"""Where floats die: three small experiments, printed as tables. docs/where-floats-die.md explains them.

Everything on the exact side is decided by exactpl; everything on the other side is ordinary float64.
"""

import random
from fractions import Fraction
from itertools import pairwise

import exactpl as xp
from exactpl.crosscheck import FLOAT64, FloatSteps, Grid, backend, evaluate
from exactpl.networks import Layer, Network

# -- 1. the tent map collapses -----------------------------------------------------------------------------------------


def collapse() -> None:
    """Iterate the tent map in float64 from 100,000 random points: every step drops one bit, and bits run out."""
    tent, generator = xp.zoo.tent(), random.Random(2022)
    points = [generator.random() for _ in range(100_000)]
    steps = 0
    while any(points):
        points = [2 * x if x < 0.5 else 2 - 2 * x for x in points]
        steps += 1
    print(f"tent, float64: all of 100,000 random points are at 0 after {steps} steps")
    x = Fraction(3, 10)
    orbit = [x := tent(x) for _ in range(4)]
    print(f"tent, exact: 3/10 -> {' -> '.join(map(str, orbit))} -> ..., a cycle for ever")
    print(f"tent, exact: {xp.periodic_point_count(tent, 53).points:,} points have least period 53")


# -- 2. breakpoints of Markov networks ---------------------------------------------------------------------------------


def markov_network(d: int, seed: int, k: int) -> Network:
    """Return the map with vertices (i/d, p(i)/d), p a random permutation of 0..d, as a network applied k times."""
    p = list(range(d + 1))
    random.Random(f"{d} {seed}").shuffle(p)
    slopes = [b - a for a, b in pairwise(p)]
    steps = [slopes[0], *(after - before for before, after in pairwise(slopes))]
    kinks = [Fraction(-i, d) for i in range(d)]
    return Network([Layer([[1]] * d, kinks, "relu"), Layer([steps], [Fraction(p[0], d)])], repeat=k)


def float_pieces(network: Network, tolerance: float) -> int:
    """Count pieces on [0, 1] as float tools do: cut at zeros of pre-activations, join equal neighbours.

    This is the algorithm of `segments` with float64 in place of fractions. Slopes and values that differ by the
    tolerance at most count as equal.
    """
    cells = [(0.0, 1.0, [(1.0, 0.0)])]  # an interval, and slope and intercept of each value there
    for layer in network.layers * network.repeat:
        weight = [[float(w) for w in row] for row in layer.weight or ()]
        bias = [float(b) for b in layer.bias or [Fraction(0)] * len(weight)]
        is_relu = bool(layer.activation.kinks)
        made = []
        for lower, upper, values in cells:
            units = [
                (
                    sum(w * s for w, (s, _) in zip(row, values, strict=True)),
                    b + sum(w * t for w, (_, t) in zip(row, values, strict=True)),
                )
                for row, b in zip(weight, bias, strict=True)
            ]
            zeros = {-t / s for s, t in units if s != 0.0} if is_relu else set()
            ends = [lower, *sorted(z for z in zeros if lower < z < upper), upper]
            for a, b in pairwise(ends):
                middle = (a + b) / 2
                alive = [(s, t) if not is_relu or s * middle + t > 0 else (0.0, 0.0) for s, t in units]
                made.append((a, b, alive))
        cells = made
    functions = [values[0] for _, _, values in cells]
    return 1 + sum(
        abs(s - other) > tolerance or abs(t - another) > tolerance for (s, t), (other, another) in pairwise(functions)
    )


def miscounts() -> None:
    """Thirty networks whose kinks meet and cancel at thirds, fifths, sevenths, elevenths."""
    chosen = [(d, seed, k) for d in (3, 5, 7, 11) for seed in range(3) for k in (2, 3)]
    chosen += [(d, seed, 4) for d in (3, 5) for seed in range(3)]
    wrong = {0.0: 0, 1e-9: 0}
    shown = []
    for d, seed, k in chosen:
        network = markov_network(d, seed, k)
        exact = len(xp.networks.segments(network, on=(0, 1)).pieces)
        found = {tolerance: float_pieces(network, tolerance) for tolerance in wrong}
        for tolerance in wrong:
            wrong[tolerance] += found[tolerance] != exact
        if seed == 0 and k == 3:
            shown.append(
                f"  d = {d:2}, f^3: exact {exact:3}, float64 {found[0.0]:3}, joined within 1e-9 {found[1e-9]:3}"
            )
    print(f"{len(chosen)} Markov networks: float64 miscounts {wrong[0.0]}, joined within 1e-9 still {wrong[1e-9]}")
    print("\n".join(shown))


# -- 3. the two trajectories of the scrambling figure ------------------------------------------------------------------


def trajectories() -> None:
    """Two orbits 10^-7 apart at the start, exactly and in float64."""
    f = xp.zoo.scrambling()
    starts = Fraction("0.175421"), Fraction("0.1754211")
    steps = FloatSteps(f, backend(), FLOAT64)
    exact, ball = list(starts), steps.around(list(starts))
    lost = None
    print("step   exact distance   float64 distance   float64 - exact   bound")
    for k in range(1, 151):
        exact, ball = [f(x) for x in exact], steps.step(ball)
        values, bound = [float(x) for x in ball.values], float(max(ball.bounds))
        error = max(float(abs(Fraction(y) - x)) for x, y in zip(exact, values, strict=True))
        if lost is None and error > 0.01:
            lost = k
        if k in (1, 12, 24, 36, 48, 60, 100, 150):
            far, near = float(abs(exact[0] - exact[1])), abs(values[0] - values[1])
            print(f"{k:4}   {far:14.7f}   {near:16.7f}   {error:15.1e}   {bound:.1e}")
    print(f"from step {lost} on float64 follows other orbits than those that it began with")


def grid() -> None:
    """Count on a grid of 100,000 points what it shows of the pieces of f^k."""
    f, place = xp.zoo.tent(slope="19/10"), backend()
    points = Grid.inside(f.domain, 100_000)
    for k in (8, 12, 16, 20, 24):
        found = xp.crosscheck.count_on_grid(f, k, grid=points, backend=place)
        bound = float(evaluate(f, k, grid=points, backend=place).bounds.max())
        exact = xp.piece_count(f, k)
        print(f"tent of slope 19/10, f^{k:2}: {exact:9,} pieces, shown {found.pieces:6,}, float bound {bound:.0e}")


if __name__ == "__main__":
    collapse()
    miscounts()
    trajectories()
    grid()
