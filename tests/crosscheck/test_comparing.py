"""What cross-checks say: they agree, cannot tell, or disagree; and bugs, in floats or in exact counts, are seen."""

import math
import re
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

import pytest

import exactpl as xp
from exactpl import PL, BudgetError, DomainError, InexactNumberError, InputError, zoo
from exactpl.claims import FixedPointCount, LapCount, LeastPeriod, PieceCount
from exactpl.crosscheck import comparing, grid_counts
from exactpl.crosscheck.comparing import compare, compare_claim, compare_cycle
from exactpl.crosscheck.float_steps import Ball, FloatSteps
from exactpl.crosscheck.grids import Grid
from exactpl.crosscheck.reports import AGREES, CANNOT_TELL, DISAGREES, Comparison, CrossCheck
from tests.crosscheck.cases import AWKWARD, FIXED, FLAT, LIBRARIES, library, listed
from tests.oracles import grids as slow
from tests.oracles.grids import Knots

libraries = pytest.mark.parametrize("name", LIBRARIES)
formats = pytest.mark.parametrize("format", ["float64", "float32"])
GOLDEN = xp.Algebraic([-1, -1, 1], 1, 2)
HALF_TURN = PL([(0, 1), (1, 0)])
CONSTANT = PL([(0, "1/3"), (1, "1/3")])
THIRD = PL([(0, "1/3"), (1, "2/3")])
LINES = {"x": PL([(0, 0), (1, 1)]), "1 - x": HALF_TURN, "constant": CONSTANT, "x / 3 + 1 / 3": THIRD}
HIDDEN = PL(
    [(0, 1), ("1/2", Fraction(1, 2) + Fraction(1, 10**6)), (Fraction(1, 2) + Fraction(1, 10**6), "1/2"), (1, 0)]
)
"""An involution: all odd iterates have a piece that is narrower than a cell, all even ones are the identity."""


def outcomes(report: CrossCheck) -> dict[str, str]:
    return {each.what: each.outcome for each in report.comparisons}


def part(report: CrossCheck, what: str) -> Comparison:
    return next(each for each in report.comparisons if each.what == what)


def first_hidden(f: PL, k: int, points: int) -> int | None:
    """Return the first iterate, up to k, of which a grid does not show all pieces, by Fractions."""
    exact, grid = Knots.of(f), Grid.inside(f.domain, points)
    orbits = [exact.orbit(x, k) for x in grid]
    for j, count in enumerate(xp.piece_counts(f, upto=k)):
        values = [orbit[j] for orbit in orbits]
        if max(slow.slope_changes(values), slow.turns(values)) + 1 < count:
            return j
    return None


# ------------------------------------------------------------------------------
# They agree, or cannot tell


@libraries
@formats
def test_what_agrees(name: str, format: str) -> None:
    for f, k in ((zoo.tent(), 5), (zoo.skew_tent("1/3"), 4), (FLAT, 3), (zoo.golden(), 4)):
        report = compare(f, k=k, points=3000, samples=20, backend=library(name), format=format)
        assert outcomes(report) == {"values": AGREES, "pieces": AGREES, "laps": AGREES}
        assert report.outcome == AGREES
        assert (report.k, report.points, report.format) == (k, 3000, format)
        assert report.backend == f"{name} on cpu"
        pieces, laps = part(report, "pieces"), part(report, "laps")
        assert pieces.exact == pieces.seen == xp.piece_count(f, k)
        assert laps.exact == laps.seen == xp.lap_count(f, k)
        assert {each.from_k for each in report.comparisons} == {None}


@pytest.mark.parametrize("method", ["auto", "floats", "int64", "residues"])
def test_methods(method: str) -> None:
    report = compare(zoo.tent(), k=4, points=500, samples=5, method=method)
    assert report.outcome == AGREES
    assert (
        f"({'float64' if method == 'floats' else 'int64' if method == 'auto' else method})"
        in report.comparisons[1].detail
    )


@formats
@pytest.mark.parametrize("key", LINES)
def test_maps_with_one_piece(key: str, format: str) -> None:
    for k in (0, 1, 7, 200):
        report = compare(LINES[key], k=k, points=50, samples=10, format=format)
        found = outcomes(report)
        assert (found["pieces"], found["laps"]) == (AGREES, AGREES)
        assert found["values"] == AGREES
        assert part(report, "pieces").exact == 1


@formats
def test_no_step_at_all(format: str) -> None:
    for key in ("tent", "flat", "awkward", "17 breakpoints"):
        report = compare(FIXED[key], k=0, points=100, samples=10, format=format)
        assert outcomes(report) == {"values": AGREES, "pieces": AGREES, "laps": AGREES}
        assert part(report, "pieces").exact == 1


def test_a_thousand_steps() -> None:
    report = compare(zoo.tent(), k=1000, points=100, samples=5)
    assert report.outcome == CANNOT_TELL
    assert set(outcomes(report).values()) == {CANNOT_TELL}
    pieces = part(report, "pieces")
    assert pieces.exact == 2**1000
    assert pieces.seen is not None
    assert 1 <= pieces.seen < 100
    assert pieces.from_k == first_hidden(zoo.tent(), 9, 100)
    assert "302 digits" in pieces.detail
    assert len(pieces.detail) < 300
    values = part(report, "values")
    assert values.from_k is not None
    assert 20 <= values.from_k <= 60


def test_attracting_orbits_agree_for_a_thousand_steps() -> None:
    assert compare(THIRD, k=1000, points=50, samples=5).outcome == AGREES
    assert compare(zoo.tent("1/2"), k=1000, points=50, samples=5).comparisons[0].outcome == AGREES


def test_the_scrambling_map() -> None:
    f = zoo.scrambling()  # on the whole line
    report = compare(f, k=3, points=100_000, samples=20)
    assert outcomes(report) == {"values": AGREES, "pieces": CANNOT_TELL, "laps": AGREES}
    assert report.outcome == CANNOT_TELL
    assert part(report, "pieces").from_k == 2
    claims = (PieceCount(f, k=1, value=3), PieceCount(f, k=1, value=2), LapCount(f, k=1, value=1))
    assert [compare_claim(claim).outcome for claim in claims] == [AGREES, DISAGREES, DISAGREES]


# ------------------------------------------------------------------------------
# From which k on


@pytest.mark.parametrize("points", [33, 100, 257])
@pytest.mark.parametrize("key", ["tent", "skew", "golden", "flat", "17 breakpoints"])
def test_pieces_are_shown_up_to_from_k(key: str, points: int) -> None:
    f, k = FIXED[key], 9 if key in ("tent", "golden") else 6
    found = part(compare(f, k=k, points=points, samples=3), "pieces")
    expected = first_hidden(f, k, points)
    assert found.outcome == (AGREES if expected is None else CANNOT_TELL)
    assert found.from_k == expected
    if expected is not None:
        assert f"it shows all up to f^{expected - 1}" in found.detail


def test_pieces_that_only_odd_iterates_have() -> None:
    assert first_hidden(HIDDEN, 5, 1000) == 1
    found = part(compare(HIDDEN, k=5, points=1000, samples=3), "pieces")
    assert found.outcome == CANNOT_TELL
    assert found.from_k == 1


def test_from_k_is_about_the_method_asked_for() -> None:
    f = FIXED["billion"]  # float32 has no digits left for it
    least = next(
        k
        for k in range(5)
        if part(compare(f, k=k, points=1000, samples=3, format="float32", method="floats"), "pieces").outcome != AGREES
    )
    found = part(compare(f, k=4, points=1000, samples=3, format="float32", method="floats"), "pieces")
    assert found.outcome == CANNOT_TELL
    assert least == 1
    assert found.from_k == least


@formats
@pytest.mark.parametrize("key", ["tent", "skew", "billion"])
def test_values_can_be_told_up_to_from_k(key: str, format: str) -> None:
    f = FIXED[key]
    found = part(compare(f, k=70, points=60, samples=60, format=format), "values")
    assert found.outcome == CANNOT_TELL
    k = found.from_k
    assert k is not None
    for times in range(max(k - 3, 0), k):
        assert part(compare(f, k=times, points=60, samples=60, format=format), "values").outcome == AGREES
    assert part(compare(f, k=k, points=60, samples=60, format=format), "values") == found


@formats
def test_values_are_lost_where_most_bounds_are_wide(format: str) -> None:
    f, place = zoo.skew_tent("1/3"), library("numpy")
    grid = Grid.inside(f.domain, 41)
    steps = FloatSteps(f, place, comparing.as_format(format))
    ball, expected = steps.around(list(grid)), 0
    while 2 * sum(e >= 0.5 for e in listed(ball.bounds)) <= 41:
        ball, expected = steps.step(ball), expected + 1
    assert part(compare(f, k=100, points=41, samples=41, format=format), "values").from_k == expected


# ------------------------------------------------------------------------------
# Bugs are seen


def off_by(amount: float) -> Callable[[FloatSteps, Ball], Ball]:
    original = FloatSteps.step

    def step(self: FloatSteps, ball: Ball) -> Ball:
        found = original(self, ball)
        return Ball(found.values + amount, found.bounds, found.certain)

    return step


def too_sure(factor: float) -> Callable[[FloatSteps, Ball], Ball]:
    original = FloatSteps.step

    def step(self: FloatSteps, ball: Ball) -> Ball:
        found = original(self, ball)
        return Ball(found.values, found.bounds * factor, found.certain)

    return step


@libraries
@formats
@pytest.mark.parametrize("key", ["tent", "skew", "flat", "17 breakpoints"])
def test_wrong_floats_disagree(key: str, name: str, format: str, monkeypatch: pytest.MonkeyPatch) -> None:
    place = library(name)
    monkeypatch.setattr(FloatSteps, "step", off_by(1e-6 if format == "float64" else 1e-4))
    for k in (1, 5, 60):
        report = compare(FIXED[key], k=k, points=100, samples=20, backend=place, format=format)
        assert outcomes(report)["values"] == report.outcome == DISAGREES
        found = part(report, "values")
        assert found.from_k is not None
        assert 1 <= found.from_k <= k
        assert "beyond its bound" in found.detail


@formats
@pytest.mark.parametrize("key", ["awkward", "far", "17 breakpoints", "tiny"])
def test_bounds_that_are_too_small_disagree(key: str, format: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(FloatSteps, "step", too_sure(1e-9))
    report = compare(FIXED[key], k=3, points=100, samples=50, format=format)
    assert outcomes(report)["values"] == report.outcome == DISAGREES


@formats
def test_noise_that_is_taken_for_pieces_disagrees(format: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(FloatSteps, "step", too_sure(0.0))
    monkeypatch.setattr(grid_counts._Differences, "_widened", lambda _self, bound: bound * 0)
    report = compare(THIRD, k=5, points=2000, samples=5, format=format, method="floats")
    found = part(report, "pieces")
    assert (found.outcome, found.exact) == (DISAGREES, 1)
    assert found.seen is not None
    assert found.seen > 1


@pytest.mark.parametrize("what", ["piece", "lap"])
@pytest.mark.parametrize("method", ["auto", "floats", "residues"])
def test_counts_that_are_too_small_disagree(what: str, method: str, monkeypatch: pytest.MonkeyPatch) -> None:
    original = getattr(comparing, f"{what}_count")
    monkeypatch.setattr(comparing, f"{what}_count", lambda f, k: original(f, k) - 1)
    for f, k in ((zoo.tent(), 1), (zoo.tent(), 6), (FLAT, 2), (zoo.golden(), 5)):
        report = compare(f, k=k, points=2000, samples=3, method=method)
        assert outcomes(report)[f"{what}s"] == report.outcome == DISAGREES
        kept = "laps" if what == "piece" else "pieces"
        assert outcomes(report)[kept] == AGREES


def test_counts_that_are_too_large_cannot_be_told_from_a_coarse_grid(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(comparing, "piece_count", lambda f, k: xp.piece_count(f, k) + 1)
    found = part(compare(zoo.tent(), k=3, points=500, samples=3), "pieces")
    assert (found.outcome, found.exact, found.seen) == (CANNOT_TELL, 9, 8)


def test_exact_orbits_that_are_wrong_disagree(monkeypatch: pytest.MonkeyPatch) -> None:
    from exactpl.crosscheck.scaled_maps import ScaledMap

    original = ScaledMap.shift
    monkeypatch.setattr(ScaledMap, "shift", lambda self, i, j: original(self, i, j) + (i == 0) * self.level(j) // 1000)
    report = compare(zoo.skew_tent("1/3"), k=3, points=50, samples=10, method="floats")
    assert outcomes(report)["values"] == DISAGREES


def test_the_outcome_of_a_report() -> None:
    yes, open_, no = (Comparison("values", each, "") for each in (AGREES, CANNOT_TELL, DISAGREES))
    for parts, expected in (
        ((yes, yes), AGREES),
        ((yes, open_), CANNOT_TELL),
        ((open_,), CANNOT_TELL),
        ((yes, open_, no), DISAGREES),
        ((no,), DISAGREES),
    ):
        assert CrossCheck(1, 3, "numpy on cpu", "float64", parts).outcome == expected


# ------------------------------------------------------------------------------
# Cycles


def cycle_of(f: PL, n: int) -> xp.Orbit:
    return xp.find_orbit(f, n).witness


@libraries
@formats
def test_cycles(name: str, format: str) -> None:
    for f, n in ((zoo.tent(), 3), (zoo.golden(), 5), (zoo.skew_tent("1/3"), 4)):
        assert compare_cycle(f, cycle_of(f, n), steps=4, backend=library(name), format=format).outcome == AGREES
        lost = compare_cycle(f, tuple(cycle_of(f, n)), steps=200, backend=library(name), format=format)
        assert lost.outcome == AGREES  # for one round and more; then the floats are lost
        assert lost.detail.startswith("one round within the bounds")
        assert lost.from_k is not None
        assert n < lost.from_k < 200
        assert f"the cycle is lost by f^{lost.from_k}: " in lost.detail
        before = compare_cycle(f, cycle_of(f, n), steps=lost.from_k - 1, backend=library(name), format=format)
        assert before.outcome == AGREES
        assert before.from_k is None


def test_a_cycle_that_floats_lose_within_a_round_is_not_told() -> None:
    f, n = zoo.scrambling(), 30
    found = compare_cycle(f, cycle_of(f, n), format="float32")
    assert found.outcome == CANNOT_TELL
    assert found.from_k is not None
    assert found.from_k <= n


def test_an_attracting_cycle_is_followed_for_64_rounds() -> None:
    found = compare_cycle(THIRD, (Fraction(1, 2),))
    assert found.outcome == AGREES
    assert "f^64" in found.detail
    assert "f^128" in compare_cycle(HALF_TURN, (Fraction(1, 3), Fraction(2, 3))).detail


@pytest.mark.parametrize(
    "cycle",
    [
        (Fraction(2, 7), Fraction(4, 7)),
        (Fraction(4, 7), Fraction(2, 7), Fraction(6, 7)),
        (Fraction(2, 3) + Fraction(1, 10**30),),
        (Fraction(1, 2),),
        (Fraction(0), Fraction(2, 3)),
        (Fraction(2), Fraction(-2)),
    ],
    ids=str,
)
def test_what_is_no_cycle_disagrees(cycle: tuple[Fraction, ...]) -> None:
    found = compare_cycle(zoo.tent(), cycle)
    assert (found.what, found.outcome) == ("cycle", DISAGREES)
    assert re.match(r"f\(.*\) is not ", found.detail)


def test_a_cycle_in_wrong_floats_disagrees(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(FloatSteps, "step", off_by(1e-6))
    assert compare_cycle(zoo.tent(), cycle_of(zoo.tent(), 3)).outcome == DISAGREES
    assert compare_claim(LeastPeriod(zoo.tent(), n=3)).outcome == DISAGREES


def test_cycles_beyond_the_knots_of_a_map_with_rays() -> None:
    f = PL([(0, 0), (1, "1/2"), (2, 2)], left_slope=0, right_slope=1)
    assert f(Fraction(3)) == 3
    assert compare_cycle(f, (Fraction(3, 1),), on=(0, 4)).outcome == AGREES
    assert compare_cycle(f, (Fraction(3, 1),)).outcome != DISAGREES
    assert compare_claim(LeastPeriod(f, n=1, x=3)).outcome != DISAGREES


@pytest.mark.parametrize("steps", [0, -1, True, 2.5])
def test_steps_are_whole_numbers(steps: object) -> None:
    with pytest.raises(InputError, match="steps must be an integer >= 1"):
        compare_cycle(zoo.tent(), (Fraction(2, 3),), steps=steps)  # type: ignore[arg-type]


def test_a_cycle_has_points() -> None:
    with pytest.raises(InputError, match="at least one point"):
        compare_cycle(zoo.tent(), ())


# ------------------------------------------------------------------------------
# Claims


@formats
@pytest.mark.parametrize(("kind", "what"), [(PieceCount, "pieces"), (LapCount, "laps")])
def test_claims_of_counts(kind: type, what: str, format: str) -> None:
    for f, k in ((zoo.tent(), 5), (FLAT, 3), (zoo.scrambling(), 1)):
        exact = (xp.piece_count if what == "pieces" else xp.lap_count)(f, k)
        for value, outcome in ((exact, AGREES), (None, AGREES), (exact - 1, DISAGREES), (exact + 1, CANNOT_TELL)):
            found = compare_claim(kind(f, k=k, value=value), points=200_000, format=format)
            assert (found.what, found.outcome) == (what, outcome)
            assert found.exact == (exact if value is None else value)
            assert found.seen == exact


def test_claims_of_counts_on_a_part() -> None:
    f = PL([(0, 0), (1, 2), (2, 0), (4, 4)])
    on = (0, 2)
    assert compare_claim(PieceCount(f, k=4, on=on, value=16), points=1000).outcome == AGREES
    assert compare_claim(PieceCount(f, k=4, on=on, value=15), points=1000).outcome == DISAGREES
    assert compare_claim(LapCount(f, k=4, on=on, value=1), points=1000).outcome == DISAGREES


def test_claims_of_cycles() -> None:
    assert compare_claim(LeastPeriod(HALF_TURN, n=2)).outcome == AGREES
    assert compare_claim(LeastPeriod(HALF_TURN, n=2, x="1/3")).outcome == AGREES
    assert compare_claim(LeastPeriod(HALF_TURN, n=1)).outcome == AGREES
    assert compare_claim(LeastPeriod(HALF_TURN, n=1, x="1/3")).outcome == DISAGREES
    assert compare_claim(LeastPeriod(HALF_TURN, n=3, x="1/3")).outcome == DISAGREES
    assert compare_claim(LeastPeriod(zoo.tent(), n=3, x="1/7")).outcome == DISAGREES
    assert compare_claim(LeastPeriod(zoo.tent(), n=3)).outcome == AGREES
    assert compare_claim(LeastPeriod(zoo.scrambling(), n=30), format="float32").outcome == CANNOT_TELL


def test_a_multiple_of_the_least_period_disagrees() -> None:
    assert compare_claim(LeastPeriod(HALF_TURN, n=1, x="1/2")).outcome == AGREES
    assert compare_claim(LeastPeriod(HALF_TURN, n=4, x="1/3")).outcome == DISAGREES
    assert compare_claim(LeastPeriod(HALF_TURN, n=2, x="1/2")).outcome == DISAGREES


def test_claims_that_are_not_compared() -> None:
    with pytest.raises(InputError, match="PieceCount, LapCount or LeastPeriod is required, found FixedPointCount"):
        compare_claim(FixedPointCount(zoo.tent(), n=2))
    with pytest.raises(InputError, match="a claim with a witness is required, found Refuted"):
        compare_claim(LeastPeriod(zoo.tent("6/5"), n=3))
    with pytest.raises(InexactNumberError, match="rational"):
        compare_claim(LeastPeriod(zoo.tent(), n=1, x=GOLDEN - 1))


# ------------------------------------------------------------------------------
# What is refused


def test_maps_over_a_field_are_refused() -> None:
    f = zoo.tent(slope=GOLDEN)
    assert f.field is not None
    for ask in (
        lambda: compare(f, k=3),
        lambda: compare_cycle(f, (Fraction(0),)),
        lambda: compare_claim(PieceCount(f, k=2)),
        lambda: compare_claim(LeastPeriod(f, n=1, x=0)),
    ):
        with pytest.raises(InputError, match="rational"):
            ask()


def test_unbounded_maps_need_a_home() -> None:
    for f in (PL([(0, 0)], left_slope=1, right_slope=1), PL([(0, 0), (1, 3)], left_slope=-2, right_slope=2)):
        with pytest.raises(DomainError, match="no compact interval around the knots"):
            compare(f, k=2)
    f = PL([(0, 0), (1, 0)], left_slope=-2, right_slope=3)
    assert compare(f, k=2, points=50, samples=3).outcome == AGREES
    assert compare(f, k=2, points=50, samples=3, on=(0, "1/2")).outcome == AGREES
    for on in ((-1, 1), (0, 2)):
        with pytest.raises(DomainError, match="into itself is required"):
            compare(f, k=2, on=on)
    with pytest.raises(DomainError, match="of positive length inside the domain"):
        compare(zoo.tent(), k=2, on=(0, 2))
    with pytest.raises(DomainError):
        compare(PL([(0, 0), (1, 2)]), k=2)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"k": -1}, "k must be an integer >= 0"),
        ({"k": 1.0}, "k must be an integer >= 0"),
        ({"points": 2}, "points must be an integer >= 3"),
        ({"points": 2**41}, "points must be at most"),
        ({"points": "100"}, "points must be an integer"),
        ({"samples": 0}, "samples must be an integer >= 1"),
        ({"samples": None}, "samples must be an integer >= 1"),
        ({"format": "float16"}, "float64 or float32, is required"),
        ({"method": "gpu"}, "a method, auto, floats, int64, residues, is required"),
        ({"backend": "jax"}, "a backend, numpy, torch, cupy"),
        ({"on": (0,)}, "an interval is required"),
    ],
    ids=str,
)
def test_wrong_options(options: dict[str, object], message: str) -> None:
    with pytest.raises(InputError, match=message):
        compare(zoo.tent(), **{"k": 2, "points": 50, **options})  # type: ignore[arg-type]


def test_int64_is_refused_where_it_does_not_fit() -> None:
    with pytest.raises(BudgetError, match="61 bits"):
        compare(AWKWARD, k=20, points=50, samples=3, method="int64")


def test_auto_takes_floats_where_residues_need_too_many_points(monkeypatch: pytest.MonkeyPatch) -> None:
    original = comparing.count_on_grid

    def refusing(*arguments: object, method: str, **options: object) -> object:
        if method == "auto":
            raise BudgetError("too many")
        return original(*arguments, method=method, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(comparing, "count_on_grid", refusing)
    report = compare(zoo.tent(), k=4, points=500, samples=3)
    assert report.outcome == AGREES
    assert "(float64)" in part(report, "pieces").detail
    monkeypatch.setattr(comparing, "count_on_grid", lambda *_, **__: refusing(method="auto"))
    with pytest.raises(BudgetError, match="too many"):
        compare(zoo.tent(), k=4, points=500, samples=3, method="residues")


def test_samples_are_at_most_the_points_and_reach_both_ends() -> None:
    assert "3 orbits" in part(compare(zoo.tent(), k=1, points=3, samples=10**9), "values").detail
    assert "1 orbit in" in part(compare(zoo.tent(), k=1, points=30, samples=1), "values").detail


def test_chunks_change_no_report() -> None:
    place = library("numpy")
    whole = compare(zoo.skew_tent("1/3"), k=9, points=300, samples=10, backend=place)
    for chunk in (1, 17, 299):
        again = compare(zoo.skew_tent("1/3"), k=9, points=300, samples=10, backend=replace(place, chunk=chunk))
        assert again == whole


def test_errors_and_bounds_that_are_shown_are_those_of_the_last_step() -> None:
    detail = part(compare(zoo.tent("7/5"), k=5, points=50, samples=50), "values").detail
    error, bound = (float(x) for x in re.findall(r"at most (\S+?)(?:,|$)", detail)[:2])
    assert 0 < error <= bound < 1e-12
    assert math.isfinite(bound)
