"""Closed forms where critical orbits are infinite but end in sinks: intervals on which f is affine for ever."""

import random
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import pytest

import exactpl as xp
from exactpl import claims
from tests.bridge import oracle, pl
from tests.harness import accepted
from tests.oracles.maps import (
    Map,
    domain,
    evaluate,
    fixed_components,
    image,
    kinks,
    lap_count,
    make,
    nasty_line_map,
    nasty_self_map,
    piece_count,
    power,
    restrict,
)

Q = Fraction

FORMULA = "relu(0.8*relu(x)-1.5*relu(x-0.2)+5*relu(x-0.4)-9*relu(x-0.5)+11*relu(x-0.6)-8.4*relu(x-0.7))"
LIPSCHITZ = oracle(xp.PL.from_formula(FORMULA))
SINKS = {
    "the Lipschitz example": LIPSCHITZ,
    "the Lipschitz example on [0, 1]": restrict(LIPSCHITZ, 0, 1),
    # the fixed point 2/5 inside a piece, of slope -1/2
    "a sink that turns": make([(0, "9/10"), ("1/10", "11/20"), ("7/10", "1/4"), (1, "9/10")]),
    # slope -9/10 around the fixed point 2/5: the piece [3/10, 7/10] is not mapped into itself, [3/10, 23/45] is
    "a sink smaller than its piece": make([(0, 1), ("3/10", "49/100"), ("7/10", "13/100"), (1, "9/10")]),
    "a sink at the lower end": make([(0, 0), ("1/4", "1/8"), ("1/2", 1), ("3/4", "1/16"), (1, "15/16")]),
    "a sink at the upper end": make([(0, "15/16"), ("1/4", "1/16"), ("1/2", 0), ("3/4", "7/8"), (1, 1)]),
    "two sinks": make([(0, 0), ("1/4", "1/8"), ("1/2", "15/16"), ("5/8", "1/16"), ("3/4", "13/16"), (1, "15/16")]),
    "two sinks that are mapped to each other": make(
        [(0, "3/4"), ("1/4", "11/16"), ("1/2", "1/2"), ("3/4", "1/8"), (1, "1/16")]
    ),
    "a sink of three intervals": make(
        [(0, "2/5"), ("1/5", "9/20"), ("2/5", "9/10"), ("3/5", "17/20"), ("4/5", "1/10"), (1, "1/20")]
    ),
    # the top 1 of a lap falls on 0, a valley on 1/5, the end of the sink [0, 1/5]
    "an orbit that comes to the end of the sink": make(
        [(0, 0), ("1/5", "4/25"), ("2/5", 1), ("3/5", "1/5"), ("4/5", "13/20"), (1, 0)]
    ),
    # f(3/5) = 1/2 is the upper end of the sink [1/4, 1/2]
    "an orbit that comes to an end inside": make(
        [(0, 1), ("1/4", "5/16"), ("1/2", "3/8"), ("3/5", "1/2"), ("4/5", "9/10"), (1, "1/3")]
    ),
    # 1/2 is fixed, repels to the left and attracts from the right; 0, 1, 1/8, 1/2 is an orbit
    "a sink that ends at its fixed point": make([(0, 1), ("1/4", 0), ("1/2", "1/2"), ("3/4", "5/8"), (1, "1/8")]),
    "a flat sink beside another": make(
        [(0, 0), ("1/8", "1/16"), ("1/4", "5/8"), ("1/2", "5/8"), ("5/8", "5/8"), ("7/8", "1/3"), (1, "1/16")]
    ),
    "orbits that escape along a ray of slope 4": make([("1/2", 2)], 4, -4),
    "orbits that escape along a ray of slope 1": make([(-1, "1/3"), (0, "1/2"), (1, "4/3")], 0, 1),
    "orbits that escape to both sides in turn": make([(0, 1), (1, 2), (2, -1)], -2, -2),
    "orbits that drift to both sides in turn": make([(0, 1), (1, 3), (2, "-3/2")], -1, -1),
    "a half-line that comes back": make([(0, 0), ("1/2", "1/4"), (1, 3), (2, "1/3")], None, "1/2"),
    "a half-line that goes away": make([(0, 0), ("1/2", "1/4"), (1, 3), (2, "1/3")], None, 2),
}
ORBITS_THAT_ARE_FINITE = {
    "a sink of slope -1": make([(0, "3/4"), ("1/4", "3/4"), ("3/4", "1/4"), (1, 1)]),
    "a sink of slope 0": make([(0, 0), ("1/4", "1/3"), ("1/2", "1/3"), ("3/4", 1), (1, 0)]),
    "an interval of fixed points": make([(0, 0), ("1/4", "1/4"), ("1/2", 1), (1, 0)]),
}


def iterates(m: Map, upto: int, most_knots: int = 300) -> list[Map]:
    """Return f^1, f^2, ..., written out, up to f^upto, or fewer where they become long."""
    found = [m]
    while len(found) < upto and len(found[-1].knots) <= most_knots:
        found.append(power(m, len(found) + 1))
    return found


def has_infinite_critical_orbit(m: Map, limit: int = 40) -> bool:
    for x in [*kinks(m), *(end for end in domain(m) if end is not None)]:
        seen: set[Fraction] = set()
        while x not in seen:
            if len(seen) > limit:
                return True
            seen.add(x)
            x = evaluate(m, x)
    return False


def assert_closed_form(m: Map, upto: int = 40) -> None:
    """Compare the sequences with iterates written out, and with counts of single iterates."""
    f = pl(m)
    form = xp.closed_form(f)
    for k, written in enumerate(iterates(m, 6), 1):
        assert form.pieces.at(k) == piece_count(written), k
        assert form.laps.at(k) == lap_count(written), k
        components = fixed_components(written)
        points = sum(low == high and low is not None for low, high in components)
        assert (form.fixed_points.at(k), form.fixed_intervals.at(k)) == (points, len(components) - points), k
    assert form.pieces.terms(upto + 1) == xp.piece_counts(f, upto=upto)
    assert form.laps.terms(upto + 1) == xp.lap_counts(f, upto=upto)
    counts = xp.fixed_point_counts(f, upto=upto // 2)
    assert form.fixed_points.terms(upto // 2 + 1)[1:] == [c.isolated for c in counts[1:]]
    assert form.fixed_intervals.terms(upto // 2 + 1)[1:] == [c.intervals for c in counts[1:]]


# -- the example -------------------------------------------------------------------------------------------------------


def test_the_example_by_hand() -> None:
    """f^4 maps [0, 1] into [0, 4/25], inside [0, 1/5], where f is 4/5 x: from then on nothing new is folded."""
    inner = restrict(LIPSCHITZ, 0, 1)
    assert evaluate(LIPSCHITZ, "1/5") == Q(4, 25)
    assert image(power(inner, 4)) == (0, Q(4, 25))
    assert not any(0 < x < Q(1, 5) for x in kinks(inner))
    assert [piece_count(power(inner, k)) for k in range(1, 7)] == [8, 22, 32, 36, 36, 36]
    assert [piece_count(power(LIPSCHITZ, k)) for k in range(1, 7)] == [9, 23, 33, 37, 37, 37]
    assert [lap_count(power(inner, k)) for k in range(1, 7)] == [6, 18, 28, 32, 32, 32]


def test_the_example_has_a_closed_form(tmp_path: Path) -> None:
    f = xp.PL.from_formula(FORMULA)
    for g, expected in ((f.restrict(0, 1), [1, 8, 22, 32, 36]), (f, [1, 9, 23, 33, 37])):
        form = xp.closed_form(g)
        assert form.pieces.terms(8) == [*expected, *([expected[-1]] * 3)]
        assert form.pieces.at(10**18) == expected[-1]
        assert form.pieces.denominator == (1, -1)
        assert form.fixed_points.terms(6)[1:] == xp_counts(g, 5)
        shown = xp.decide(claims.PieceCountSeries(g))
        assert isinstance(shown, xp.Proved)
        assert accepted(shown.certificate, tmp_path)
    assert xp.closed_form(f.restrict(0, 1)).laps.terms(7) == [1, 6, 18, 28, 32, 32, 32]


def xp_counts(f: xp.PL, upto: int) -> list[int]:
    return [c.isolated for c in xp.fixed_point_counts(f, upto=upto)[1:]]


def test_its_growth_is_exactly_1(tmp_path: Path) -> None:
    found = xp.entropy(xp.PL.from_formula(FORMULA).restrict(0, 1))
    assert found.exact == 1
    assert accepted(found.certificate, tmp_path)


def test_the_command_line_counts_all_iterates(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    from exactpl.cli.application import run

    path = tmp_path / "all.json"
    assert run(["count", FORMULA, "-o", str(path)]) == 0
    out = capsys.readouterr().out
    assert out.startswith("PROVED")
    assert "(1 + 8*t + 14*t^2 + 10*t^3 + 4*t^4)/(1 - t)" in out
    assert xp.check(path).is_accepted
    for option in ("--laps", "--fixed"):
        assert run(["count", FORMULA, option]) == 0


# -- other sinks -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", SINKS)
def test_closed_forms_of_maps_with_sinks(name: str, tmp_path: Path) -> None:
    m = SINKS[name]
    assert has_infinite_critical_orbit(m)
    assert_closed_form(m)
    shown = xp.decide(claims.PieceCountSeries(pl(m)))
    assert isinstance(shown, xp.Proved)
    assert accepted(shown.certificate, tmp_path)


@pytest.mark.parametrize("name", ORBITS_THAT_ARE_FINITE)
def test_sinks_in_which_orbits_are_finite_change_nothing(name: str, tmp_path: Path) -> None:
    m = ORBITS_THAT_ARE_FINITE[name]
    assert not has_infinite_critical_orbit(m)
    assert_closed_form(m)
    shown = xp.decide(claims.PieceCountSeries(pl(m)))
    assert isinstance(shown, xp.Proved)
    assert b"sinks" not in shown.certificate.text.encode("ascii")
    assert accepted(shown.certificate, tmp_path)


def test_a_sink_may_be_met_late() -> None:
    """From 1 on it goes down by 1/40 at each step to 1/2, and then into [0, 1/4]."""
    m = make([(0, 0), ("1/4", "1/8"), ("1/2", "19/40"), (1, "39/40")])
    assert has_infinite_critical_orbit(m)
    assert_closed_form(m, 30)


def test_an_orbit_that_wanders_has_no_closed_form() -> None:
    """Denominators of the tent of slope 3/2 grow for ever, and no orbit is caught: the reason says so."""
    with pytest.raises(xp.NoClosedFormError, match="power of 2"):
        xp.closed_form(xp.zoo.tent(slope="3/2"))


def assert_sums(sequence: object, denominator: tuple[int, ...], terms: list[int]) -> None:
    degree = len(denominator) - 1
    late = range(len(terms) - 5, len(terms))
    assert all(sum(c * terms[k - i] for i, c in enumerate(denominator)) == 0 for k in late if k > degree), sequence


def test_random_maps_with_weak_slopes(tmp_path: Path) -> None:
    rng = random.Random("sinks")
    found = infinite = 0
    for i in range(60):
        m = weak_map(rng) if i % 3 else rng.choice((nasty_self_map, nasty_line_map))(rng, 3)
        try:
            form = xp.closed_form(pl(m))
        except xp.NoClosedFormError:
            continue
        found += 1
        infinite += has_infinite_critical_orbit(m)
        for k, written in enumerate(iterates(m, 4, 60), 1):
            assert form.pieces.at(k) == piece_count(written), (m, k)
            assert form.laps.at(k) == lap_count(written), (m, k)
            components = fixed_components(written)
            points = sum(low == high and low is not None for low, high in components)
            assert form.fixed_points.at(k) == points, (m, k)
            assert form.fixed_intervals.at(k) == len(components) - points, (m, k)
        assert form.pieces.terms(31) == xp.piece_counts(pl(m), upto=30), m
        assert_sums(m, form.pieces.denominator, form.pieces.terms(60))
        if i % 6 == 1:
            assert accepted(xp.decide(claims.PieceCountSeries(pl(m))).certificate, tmp_path), m
    assert found > 40
    assert infinite > 12


def weak_map(rng: random.Random) -> Map:
    """Return a map of [0, 1] with small slopes: orbits often come to rest."""
    xs = [Q(0), *sorted(Q(x, 12) for x in rng.sample(range(1, 12), rng.randint(1, 4))), Q(1)]
    ys = [Q(rng.randint(0, 12), 12)]
    for a, b in pairwise(xs):
        slope = rng.choice([Q(s) for s in ("1/2", "-1/2", "2/3", "-3/4", "4/5", "2", "-2", "0")])
        ys.append(min(Q(1), max(Q(0), ys[-1] + slope * (b - a))))
    return make(list(zip(xs, ys, strict=True)))
