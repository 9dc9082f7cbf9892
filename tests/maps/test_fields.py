"""Maps over a field Q(a): a rational map seen through x -> a x + b has the same counts, periods and shape."""

import itertools
import json
import pickle
from fractions import Fraction
from pathlib import Path
from random import Random

import pytest

import exactpl as xp
from exactpl.arithmetic.rationals import are_rational, rational, rationals
from exactpl.dynamics.growth.bounds import growth_by_slopes, growth_by_tables
from exactpl.errors import BudgetError, InputError
from exactpl.maps.files import map_of_text, map_text

GOLDEN = xp.Algebraic([-1, -1, 1], 1, 2)
CUBIC = xp.Algebraic([-1, -1, 0, 1], 1, 2)
NEGATIVE_ROOT = xp.Algebraic([-2, 0, 1], -2, -1)
SCALES = [(GOLDEN, 0), (CUBIC, Fraction(-1, 3)), (NEGATIVE_ROOT, 5)]


def random_map(rng: Random) -> xp.PL:
    size = rng.choice((3, 4, 5, 6))
    xs = [0, *sorted(rng.sample(range(1, size), rng.randint(1, min(3, size - 1)))), size]
    return xp.PL([(Fraction(x, size), Fraction(rng.randint(0, size), size)) for x in xs])


def conjugate(f: xp.PL, a: xp.Algebraic | int, b: Fraction | int) -> xp.PL:
    """Return x -> h(f(h^-1(x))), h(x) = a x + b."""
    points = [(a * x + b, a * y + b) for x, y in f.knots]
    left, right = f.left_slope, f.right_slope
    if a < 0:
        points, left, right = points[::-1], right, left
    return xp.PL(points, left_slope=left, right_slope=right)


@pytest.mark.parametrize(("a", "b"), SCALES)
def test_a_conjugate_map_has_the_same_counts_and_periods(a: xp.Algebraic, b: Fraction) -> None:
    rng = Random(7)
    for i in range(16):
        f = random_map(rng)
        g = conjugate(f, a, b)
        assert g.field is not None
        assert g.field.polynomial == a.field.polynomial
        assert xp.piece_counts(g, upto=4) == xp.piece_counts(f, upto=4)
        assert xp.lap_counts(g, upto=4) == xp.lap_counts(f, upto=4)
        assert list(g.slopes) == (list(f.slopes) if a > 0 else list(f.slopes)[::-1])
        assert xp.iterate(g, 3) == conjugate(xp.iterate(f, 3), a, b)
        for n in range(1, 5):
            here, there = xp.find_orbit(f, n), xp.find_orbit(g, n)
            assert type(here) is type(there)
            points = xp.fixed_points(f, n)
            seen = xp.fixed_points(g, n)
            assert set(seen.isolated) == {a * x + b for x in points.isolated}
            assert len(seen.intervals) == len(points.intervals)
            if isinstance(there, xp.Proved):
                assert there.certificate is not None
                assert i >= 3 or xp.check(there.certificate).is_accepted
            else:
                assert isinstance(there, xp.Refuted)
                assert there.certificate is not None
                assert "no certificate" not in there.reason
                assert i >= 3 or xp.check(there.certificate).is_accepted


def test_unbounded_domains_rays_and_intervals_of_periodic_points() -> None:
    f = conjugate(xp.PL([(0, 0)], left_slope=-1, right_slope=-1), GOLDEN, 1)  # -x, seen through a x + 1
    assert f.domain == xp.Interval(None, None)
    two = xp.find_orbit(f, 2)
    assert isinstance(two, xp.Proved)
    assert xp.check(two.certificate).is_accepted
    assert xp.fixed_points(f, 2).intervals == (xp.Interval(None, None),)
    assert isinstance(xp.find_orbit(f, 3), xp.Refuted)
    tent = conjugate(xp.zoo.tent(slope=1), CUBIC, 0)
    assert xp.fixed_points(tent, 1).intervals == (xp.Interval(0, CUBIC / 2),)


def test_only_the_rays_are_algebraic() -> None:
    f = xp.PL([(0, 1)], left_slope=GOLDEN, right_slope=-GOLDEN)
    assert f.field is not None
    g = f @ f
    for x in (Fraction(-3), Fraction(0), Fraction(1, 2), Fraction(5), GOLDEN, -GOLDEN / 3):
        assert g(x) == f(f(x))
    assert isinstance(xp.find_orbit(f, 2), xp.Proved)
    assert isinstance(xp.find_orbit(f, 3), xp.Proved)  # conjugate to the tent of golden slope on its interval


def test_period_three_begins_exactly_at_the_golden_ratio() -> None:
    orbit = xp.find_orbit(xp.zoo.tent(slope=GOLDEN), 3)
    assert isinstance(orbit, xp.Proved)
    assert orbit.witness.points == ((GOLDEN - 1) / 2, Fraction(1, 2), GOLDEN / 2)
    report = xp.check(orbit.certificate)
    assert report.is_accepted
    assert not report.cites
    for step, found in ((Fraction(1, 10**30), xp.Proved), (-Fraction(1, 10**30), xp.Refuted)):
        assert isinstance(xp.find_orbit(xp.zoo.tent(slope=GOLDEN + step), 3), found)
    fibonacci = [1, 1]
    while len(fibonacci) < 20:
        fibonacci.append(fibonacci[-1] + fibonacci[-2])
    kinds = [
        isinstance(xp.find_orbit(xp.zoo.tent(slope=Fraction(b, a)), 3), xp.Proved)
        for a, b in itertools.pairwise(fibonacci[1:])
    ]
    assert kinds == [i % 2 == 0 for i in range(len(kinds))]  # 2/1 yes, 3/2 no, 5/3 yes, ...


def test_shape_values_and_pickling() -> None:
    f = xp.PL([(0, 0), (GOLDEN - 1, GOLDEN / 2), (1, 0)])
    assert f(GOLDEN - 1) == GOLDEN / 2
    assert f("1/2") == GOLDEN * GOLDEN / 4
    assert f.slopes[0] == GOLDEN / 2 / (GOLDEN - 1)
    assert f.image() == xp.Interval(0, GOLDEN / 2)
    assert f.preimages(GOLDEN / 2) == [xp.Interval(GOLDEN - 1, GOLDEN - 1)]
    assert f.integral() == GOLDEN / 4
    assert pickle.loads(pickle.dumps(f)) == f
    assert hash(f) == hash(pickle.loads(pickle.dumps(f)))
    assert f.clip(0, "1/2") == xp.minimum(f, "1/2")
    assert (f + f) / 2 == f
    assert f @ f == xp.iterate(f, 2)
    assert repr(f) == ("<PL on [0, 1] over Q(a), a the root of t^2 - t - 1 in [1, 2]: (0, 0), (-1 + a, 1/2*a), (1, 0)>")
    # results that are rational make a rational map again
    assert (f * (GOLDEN - 1) * GOLDEN).field is not None
    assert (xp.zoo.tent(slope=GOLDEN) * (GOLDEN - 1)).field is None
    assert xp.zoo.tent(slope=GOLDEN) * (GOLDEN - 1) == xp.zoo.tent(slope=1)


def test_a_field_that_is_not_used_is_left_out(tmp_path: Path) -> None:
    """The checker refuses other claims about a file with a field; a rational map has none."""
    path = tmp_path / "map.json"
    path.write_text(file([["0", "0"], ["1/2", ["1"]], ["1", "0"]]))
    subject = xp.MapSubject.load(path)
    assert subject.f == xp.zoo.tent()
    assert "field" not in subject.text
    verdict = xp.decide(xp.claims.PieceCount(subject, k=5))
    assert isinstance(verdict, xp.Proved)
    assert xp.check(verdict.certificate).is_accepted


def test_many_rational_knots_under_values_of_a_field() -> None:
    g = xp.PL([(i, (i * i % 7) * GOLDEN) for i in range(300)])
    f = xp.PL([(i, i % 5) for i in range(300)])
    h = g @ f
    for i in range(4 * 299 + 1):
        assert h(Fraction(i, 4)) == g(f(Fraction(i, 4)))
    plain = xp.PL([(i, i * i % 7) for i in range(300)])
    assert h == (plain @ f) * GOLDEN


def test_two_fields_do_not_mix() -> None:
    with pytest.raises(InputError, match="one field"):
        xp.PL([(0, 0), (1, GOLDEN), (2, NEGATIVE_ROOT)])
    with pytest.raises(InputError, match="one field"):
        xp.PL([(0, 0), (1, GOLDEN)], right_slope=CUBIC)
    with pytest.raises(InputError, match="one field"):
        xp.zoo.tent(slope=GOLDEN) + xp.zoo.tent(slope=CUBIC)


@pytest.mark.parametrize(
    "question",
    [
        lambda f: xp.crossing_count(f, 2, level="1/2"),
        lambda f: xp.Iterate(f, 3),
        lambda f: xp.periodic_points(f, 3),
        lambda f: xp.scrambled_pair(f),
        lambda f: xp.decide(xp.claims.SlopeRange(f, k=2)),
        lambda f: xp.horseshoe(f),
        lambda f: xp.decide(xp.claims.PeriodSet(f, n=3)),
        lambda f: xp.decide(xp.claims.RobustPeriod(f, n=3)),
        lambda f: xp.decide(xp.claims.Coverings(f, intervals=[(0, 1)])),
    ],
    ids=range(9),
)
def test_what_needs_rational_data_says_so(question) -> None:
    with pytest.raises(InputError, match=r"rational data is required.*t\^2 - t - 1"):
        question(xp.zoo.tent(slope=GOLDEN))


def test_the_growth_of_the_golden_tent_is_the_golden_ratio() -> None:
    """All slopes have size a; 1/2 -> a/2 -> (a - 1)/2 -> 1/2 is a cycle, so f has period 3, and 2 as well."""
    f = xp.zoo.tent(slope=GOLDEN)
    found = xp.entropy(f)
    assert found.exact == GOLDEN
    low, high = found.growth
    assert low < GOLDEN < high <= low + Fraction(1, 10**6)
    bounds = xp.decide(xp.claims.EntropyBounds(f))
    assert isinstance(bounds, xp.Proved)
    assert bounds.value == (GOLDEN, GOLDEN)
    fates = xp.chaos(f)
    li_yorke = xp.decide(xp.claims.LiYorkeChaos(f))
    for verdict, kind, cites in (
        (found.verdict, xp.Proved, ("MS80",)),
        (bounds, xp.Proved, ("MS80",)),
        (fates.period_three, xp.Proved, ()),
        (fates.positive_entropy, xp.Proved, ("MS80",)),
        (fates.li_yorke, xp.Proved, ()),
        (fates.order, xp.Refuted, ()),
        (li_yorke, xp.Proved, ()),
    ):
        assert isinstance(verdict, kind)
        assert tuple(verdict.cites) == cites
        report = xp.check(verdict.certificate)
        assert report.is_accepted
        assert tuple(report.cites or ()) == cites
    assert li_yorke.value == 0  # below this slope there is no period 3
    assert fates.order.witness is not None


def test_the_closed_form_of_the_golden_tent_counts_what_lists_show() -> None:
    f = xp.zoo.tent(slope=GOLDEN)
    listed = [len(xp.iterate(f, k).knots) - 1 for k in range(9)]
    assert listed[:6] == [1, 2, 4, 8, 14, 24]
    assert xp.closed_form(f).pieces.terms(9) == listed


def test_listing_has_a_budget() -> None:
    with pytest.raises(BudgetError, match="more than 1,000 pieces"):
        xp.iterate(xp.zoo.tent(slope=GOLDEN), 30, most_pieces=1000)


def test_files_keep_the_field(tmp_path: Path) -> None:
    for a, b in SCALES:
        f = conjugate(random_map(Random(3)), a, b)
        text = map_text(f)
        assert map_of_text(text) == f
        assert map_text(map_of_text(text)) == text
        tree = json.loads(text)
        assert set(tree) == {"field", "format", "knots", "left_slope", "right_slope"}
        path = tmp_path / "map.json"
        xp.save_map(f, path)
        assert xp.load_map(path) == f


def file(knots: object, **others: object) -> str:
    field = {"interval": ["1", "2"], "polynomial": ["-1", "-1", "1"]}
    return json.dumps({"format": "exactpl-map/1", "field": field, "knots": knots, **others})


KNOTS = [["0", "0"], ["1/2", ["0", "1/2"]], ["1", "0"]]


def test_files_by_people() -> None:
    assert map_of_text(file(KNOTS)) == xp.zoo.tent(slope=GOLDEN)
    # a polynomial that is not irreducible, and one with a rational root: numbers are what they are
    square = {"interval": ["1", "2"], "polynomial": ["1", "0", "-2", "1"]}  # (t - 1)(t^2 - t - 1); root 1 is an end
    with pytest.raises(InputError, match=r"exactly one root|no root at its ends"):
        map_of_text(file(KNOTS, field=square))
    reducible = {"interval": ["3/2", "2"], "polynomial": ["1", "0", "-2", "1"]}
    assert map_of_text(file(KNOTS, field=reducible)) == xp.zoo.tent(slope=GOLDEN)
    rational = {"interval": ["1", "2"], "polynomial": ["-3", "2", "-3", "2"]}  # (2t - 3)(t^2 + 1)
    assert map_of_text(file(KNOTS, field=rational)) == xp.zoo.tent(slope="3/2")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (file(KNOTS, field={"interval": ["1", "2"], "polynomial": ["1", "1"]}), "degree >= 2"),
        (file(KNOTS, field={"interval": ["1", "2"], "polynomial": ["1", "1", "0"]}), "degree >= 2"),
        (file(KNOTS, field={"interval": ["2", "1"], "polynomial": ["-1", "-1", "1"]}), "lower <= upper"),
        (file(KNOTS, field={"interval": ["2", "3"], "polynomial": ["-1", "-1", "1"]}), "found 0"),
        (file(KNOTS, field={"interval": ["-2", "3"], "polynomial": ["-1", "-1", "1"]}), "found 2"),
        (file(KNOTS, field={"interval": ["1", "2"], "polynomial": ["1", "2", "-1", "-2", "1"]}), "multiple roots"),
        (file(KNOTS, field={"interval": ["1", "2"], "polynomial": ["-1", "-1", "1.5"]}), "integers"),
        (file(KNOTS, field={"interval": ["1", "2"]}), "polynomial"),
        (file([["0", "0"], ["1", ["1", "2", "3"]]]), "1 to 2 coefficients"),
        (file([["0", "0"], ["1", []]]), "1 to 2 coefficients"),
        (file([["0", "0"], [["-1", "1"], "1"], ["1/2", "0"]]), "increase"),
        (file([["0", "0"], ["1", ["x"]]]), "'x'"),
        (json.dumps({"format": "exactpl-map/1", "knots": KNOTS}), 'without a "field"'),
        (file(KNOTS, field=None), "field"),
    ],
    ids=range(14),
)
def test_wrong_fields_are_refused_with_one_clear_error(text: str, found: str) -> None:
    with pytest.raises(InputError) as error:
        map_of_text(text)
    assert found in str(error.value)


def test_sympy_has_no_numbers_of_a_field() -> None:
    with pytest.raises(InputError, match=r"rational data is required.*found a of Q\(a\).*t\^2 - t - 1"):
        xp.zoo.tent(slope=GOLDEN).to_sympy()


@pytest.mark.parametrize(("a", "b"), SCALES)
def test_a_conjugate_map_has_the_same_kneading_matrix(a: xp.Algebraic, b: Fraction) -> None:
    f = xp.zoo.skew_tent("1/3")
    g = conjugate(f, a, b)
    found = xp.kneading_matrix(g, length=6)
    mirrored = conjugate(f, -1, 0)  # where a < 0 the laps come in the other order
    assert found == xp.kneading_matrix(f if a > 0 else mirrored, length=6)
    assert xp.kneading_determinant(g, length=6) == xp.kneading_determinant(f if a > 0 else mirrored, length=6)


def test_bounds_of_the_growth_that_are_numbers_of_the_field_stay() -> None:
    f = xp.PL([(0, 0), ("1/2", GOLDEN / 2), (1, Fraction(1, 100))])
    known = growth_by_slopes(f)
    assert (known.lower, known.upper) == (GOLDEN - Fraction(1, 50), GOLDEN)
    assert growth_by_tables(f, Fraction(1, 10**6), known=known, most_rows=1) == known


def test_numbers_that_must_be_rational() -> None:
    assert rational(Fraction(1, 3)) == Fraction(1, 3)
    assert rationals([Fraction(1), Fraction(2)]) == [1, 2]
    assert are_rational([Fraction(1), Fraction(2)])
    assert not are_rational([Fraction(1), GOLDEN])
    for question in (lambda: rational(GOLDEN / 2), lambda: rationals([Fraction(1), GOLDEN / 2])):
        with pytest.raises(InputError, match=r"rational data is required.*found 1/2\*a of Q\(a\).*t\^2 - t - 1"):
            question()


def test_what_the_docstring_says_of_repr() -> None:
    assert "but for maps over a number field and large ones" in " ".join((xp.PL.__doc__ or "").split())
    assert repr(xp.zoo.tent(slope=GOLDEN)).startswith("<PL on ")
    assert repr(xp.zoo.zigzag(1000)).startswith("<PL on ")
    assert eval(repr(xp.zoo.golden()), {"PL": xp.PL}) == xp.zoo.golden()
