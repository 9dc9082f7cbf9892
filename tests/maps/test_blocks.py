"""g after f on int64 agrees with the composition in Python's integers, up to the edge of 64 bits and beyond it."""

import random
from fractions import Fraction

import pytest

import exactpl as xp
from exactpl.maps import blocks, composition
from exactpl.maps.blocks import compose_blocks
from exactpl.maps.graph import Graph


def both_ways(g: xp.PL, f: xp.PL, monkeypatch: pytest.MonkeyPatch) -> tuple[Graph | None, xp.PL]:
    """Return the composition in blocks (None: not taken), and the one in Python's integers."""
    with monkeypatch.context() as patch:
        patch.setattr(blocks, "FEWEST_KNOTS", 2)
        fast = compose_blocks(g._graph, f._graph)
        patch.setattr(composition, "compose_blocks", lambda _g, _f: None)
        return fast, g @ f


def grid_map(rng: random.Random, knots: int, kind: str, denominator: int = 12, rays: bool = False) -> xp.PL:
    low, high = -300, 600
    xs = sorted({low, high, *rng.sample(range(low, high), knots)})
    y, ys = rng.randint(low, high), []
    for _ in xs:
        if kind == "wild":
            y = rng.randint(low, high)
        elif kind == "onto knots":
            y = rng.choice(xs)
        else:
            y = min(high, max(low, y + rng.choice((-2, -1, 0, 0, 1, 2)) * rng.randint(1, 5)))
        ys.append(y)
    points = [(Fraction(x, denominator), Fraction(y, denominator)) for x, y in zip(xs, ys, strict=True)]
    if not rays:
        return xp.PL(points)
    return xp.PL(points, left_slope=rng.choice((0, 1, -2)), right_slope=rng.choice((0, 1, -2)))


@pytest.mark.parametrize("kind", ["wild", "onto knots", "walk"])
def test_blocks_agree_with_integers(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    rng = random.Random(f"blocks {kind}")
    taken = 0
    for _ in range(60):
        denominator = rng.choice((1, 12, 2**20))
        f = grid_map(rng, rng.randint(2, 40), kind, denominator)
        other = rng.choice(("wild", "onto knots", "walk"))
        g = grid_map(rng, rng.randint(2, 60), other, denominator, rays=rng.random() < 0.3)
        fast, slow = both_ways(g, f, monkeypatch)
        if fast is None:
            assert len(g.slopes) == 1
            continue
        taken += 1
        i = rng.randrange(len(slow.knots))
        assert (fast.x[i], fast.y[i]) == slow.knots[i]  # one by one, before anything is expanded
        assert xp.PL._of(fast) == slow, (g, f)
        assert list(fast.x) == [x for x, _ in slow.knots]
        assert list(fast.y) == [y for _, y in slow.knots]
    assert taken > 20


def test_several_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = random.Random("several blocks")
    monkeypatch.setattr(blocks, "_BLOCK", 7)
    for _ in range(20):
        f, g = grid_map(rng, 30, "wild"), grid_map(rng, 40, "walk")
        fast, slow = both_ways(g, f, monkeypatch)
        if fast is not None:
            assert xp.PL._of(fast) == slow


def test_the_guard_at_its_edge(monkeypatch: pytest.MonkeyPatch) -> None:
    # f = (0, 0), (w, h), g has its knot at m: products up to 6 w h are bounded, and 2^63 must not be reached
    seen = set()
    for bits in range(52, 66):
        for offset in (-1, 0, 1):
            h = 2**bits + offset
            f = xp.PL([(0, 0), (1, h), (2, 1)])
            g = xp.PL([(0, 7), (h // 3, -5), (h, 1)])
            fast, slow = both_ways(g, f, monkeypatch)
            seen.add(fast is None)
            if fast is not None:
                assert bits < 63
                assert xp.PL._of(fast) == slow, bits
    assert seen == {True, False}


def test_the_guard_is_as_tight_as_it_says(monkeypatch: pytest.MonkeyPatch) -> None:
    # the bound is 4 max(y, g) x + 2 x y: with x = 1 and y = g = h it is 6 h
    largest = (2**63 - 1) // 6
    for h, expected in ((largest, True), (largest + 1, False)):
        f = xp.PL([(0, 0), (1, h)])
        g = xp.PL([(0, 1), (h // 2, 0), (h, 3)])
        fast, slow = both_ways(g, f, monkeypatch)
        assert (fast is not None) == expected
        if fast is not None:
            assert xp.PL._of(fast) == slow


def test_leaving_the_domain_is_still_an_error() -> None:
    xs = range(300)
    f = xp.PL([(x, x % 7) for x in xs])
    g = xp.PL([(Fraction(x, 60), x % 3) for x in xs])
    with pytest.raises(xp.DomainError, match="with value 6"):
        g.restrict(0, "9/2") @ f


def test_large_compositions_take_this_way() -> None:
    rng = random.Random("large")
    xs = [0, *sorted(rng.sample(range(1, 2**20), 500)), 2**20]
    f = xp.PL([(Fraction(x, 2**20), Fraction(rng.randrange(2**20), 2**20)) for x in xs])
    h = f @ f
    assert type(h._graph.x).__name__ == "LazyColumn"
    for _ in range(50):
        x = Fraction(rng.randrange(2**30), 2**30)
        assert h(x) == f(f(x))
