"""The zoo: each entry builds, and has the values that are known of it, found by other code or by hand."""

import random
from collections.abc import Callable, Iterator
from fractions import Fraction

import pytest

import exactpl as xp
from exactpl import PL, Interval, zoo
from tests.bridge import oracle
from tests.oracles import maps as slow

ARGUMENTS = {
    "skew_tent": "1/3",
    "truncated_tent": "6/7",
    "sawtooth": "3",
    "zigzag": "3",
    "stefan": "5",
    "increasing_cycle": "4",
    "takagi": "4",
    "yarotsky": "3",
    "yarotsky_variant": "3",
    "cantor": "2",
}
PROMISED = {
    "tent", "skew_tent", "truncated_tent", "sawtooth", "zigzag", "telgarsky", "trapezoid", "stefan", "increasing_cycle",
    "cantor", "takagi", "yarotsky", "yarotsky_variant", "scrambling", "golden", "doubled_tent", "involution",
    "notebook_network",
}  # fmt: skip


# -- the compendium ------------------------------------------------------------


def test_the_compendium_is_complete() -> None:
    assert set(zoo.entries()) >= PROMISED


@pytest.mark.parametrize("name", sorted(PROMISED))
def test_each_entry_builds_and_has_its_parameters_its_source_and_an_example(name: str) -> None:
    entry = zoo.entries()[name]
    text = name + (f":{ARGUMENTS[name]}" if name in ARGUMENTS else "")
    f = zoo.build(text)
    assert isinstance(f, PL)
    assert f == (entry.make(ARGUMENTS[name]) if name in ARGUMENTS else entry.make())
    assert entry.make is getattr(zoo, name)
    assert len(entry.source) > 20
    assert f">>> xp.zoo.{name}(" in entry.documentation or f"xp.zoo.{name}(" in entry.documentation
    assert 0 < len(entry.summary) < 120
    assert (name in ARGUMENTS) == any("=" not in p for p in entry.parameters)


def test_the_compendium_cannot_be_changed_from_outside() -> None:
    with pytest.raises(TypeError):
        zoo.entries()["mine"] = None  # type: ignore[index]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tent", zoo.tent()),
        ("tent:3/2", zoo.tent("3/2")),
        ("tent:slope=3/2", zoo.tent(slope=Fraction(3, 2))),
        ("tent:1.5", zoo.tent("3/2")),
        ("tent:slope=15e-1", zoo.tent("3/2")),
        ("tent:-1", PL([(0, 0), ("1/2", "-1/2"), (1, 0)])),
        ("trapezoid:1/4,3/4", PL([(0, 0), ("1/4", 1), ("3/4", 1), (1, 0)])),
        ("trapezoid:right=3/4,left=1/4", zoo.trapezoid("1/4", "3/4")),
        ("trapezoid:1/4,right=3/4", zoo.trapezoid("1/4", "3/4")),
        ("trapezoid:right=3/4", zoo.trapezoid("1/3", "3/4")),
        ("golden:left=51/100", PL([(0, "51/100"), ("1/2", 1), (1, 0)])),
        ("sawtooth:m=3", zoo.sawtooth(3)),
        ("stefan:period=7", zoo.stefan(7)),
    ],
)
def test_names_with_parameters(text: str, expected: PL) -> None:
    assert zoo.build(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        ":",
        "tint",
        "Tent",
        " tent",
        "tent ",
        "build",
        "entries",
        "__class__",
        "tent:",
        "tent:slope",
        "tent:slope=",
        "tent:=2",
        "tent:height=1",
        "tent:2,3",
        "tent:2,slope=3",
        "tent:slope=2,slope=3",
        "tent:slope=2=3",
        "tent:nan",
        "tent:1/0",
        "tent: 2",
        "tent:2,",
        "skew_tent",
        "skew_tent:0",
        "skew_tent:1",
        "skew_tent:-1/3",
        "skew_tent:1/2,1/2",
        "truncated_tent",
        "truncated_tent:0",
        "truncated_tent:1.01",
        "golden:-1/100",
        "golden:101/100",
        "trapezoid:1/2,1/2",
        "trapezoid:2/3,1/3",
        "trapezoid:0,1/2",
        "trapezoid:1/2,1",
        "sawtooth",
        "sawtooth:-1",
        "sawtooth:1.5",
        "sawtooth:1_0",
        "sawtooth:3/1",
        "sawtooth:+3",
        "sawtooth:\u0663",
        "sawtooth:x",
        "sawtooth:",
        "sawtooth:1000",
        "zigzag:0",
        "zigzag:-3",
        "stefan:1",
        "stefan:4",
        "stefan:-3",
        "stefan:999999999999",
        "increasing_cycle:2",
        "cantor:-1",
        "cantor:100",
        "takagi:0",
        "takagi:100",
        "yarotsky:0",
        "yarotsky_variant:0",
        "telgarsky:3",
        "scrambling:1",
        "involution:1/3",
    ],
    ids=ascii,
)
def test_other_names_and_parameters_are_one_clear_error(text: str) -> None:
    with pytest.raises(xp.InputError) as caught:
        zoo.build(text)
    assert len(str(caught.value)) < 500


def test_an_unknown_name_is_answered_with_the_known_ones() -> None:
    with pytest.raises(xp.InputError, match=r"scrambling.*tent.*'tint'"):
        zoo.build("tint")
    with pytest.raises(xp.InputError, match=r"slope=2.*'height=1'"):
        zoo.build("tent:height=1")


def test_a_count_of_ten_thousand_digits_is_an_input_error() -> None:
    with pytest.raises(xp.InputError):
        zoo.build("stefan:" + "9" * 10_000)


@pytest.mark.parametrize(
    "call",
    [
        lambda: zoo.tent(1.5),
        lambda: zoo.skew_tent(0.5),
        lambda: zoo.truncated_tent(0.75),
        lambda: zoo.golden(0.5),
        lambda: zoo.trapezoid(0.25, 0.5),
        lambda: zoo.sawtooth(2.0),
        lambda: zoo.sawtooth(True),
        lambda: zoo.stefan(None),
    ],
    ids=range(8),
)
def test_floats_and_truth_values_are_no_parameters(call: Callable[[], PL]) -> None:
    with pytest.raises((TypeError, ValueError)):
        call()


# -- tents and sawteeth --------------------------------------------------------


@pytest.mark.parametrize("slope", ["0", "1", "6/5", "8/5", "2", "3", "-1"])
def test_tents_of_any_slope(slope: str) -> None:
    s = Fraction(slope)
    f = zoo.tent(slope=slope)
    assert f.domain == Interval(0, 1)
    for i in range(13):
        x = Fraction(i, 12)
        assert f(x) == s * min(x, 1 - x)


def test_the_truncated_tent_is_the_minimum_of_the_tent_and_its_height() -> None:
    """min(T, 3/4) has the flat top [3/8, 5/8]."""
    assert zoo.truncated_tent("3/4") == PL([(0, 0), ("3/8", "3/4"), ("5/8", "3/4"), (1, 0)])
    assert zoo.truncated_tent(1) == zoo.tent()
    assert zoo.truncated_tent("6/7") == xp.minimum(zoo.tent(), "6/7")


def test_sawteeth_are_the_iterates_of_the_tent() -> None:
    """T^6(i/64) = i mod 2."""
    assert [oracle(zoo.sawtooth(m)) for m in range(7)] == [slow.power(oracle(zoo.tent()), m) for m in range(7)]
    assert all(zoo.sawtooth(6)(Fraction(i, 64)) == i % 2 for i in range(65))


def test_zigzags_have_constant_absolute_slope() -> None:
    for n in range(1, 8):
        f = zoo.zigzag(n)
        assert list(f.slopes) == [n * (-1) ** i for i in range(n)]
        assert f.image() == Interval(0, 1)
        assert f(0) == 0


def test_a_skew_tent_and_a_trapezoid() -> None:
    assert zoo.skew_tent("1/3") == PL([(0, 0), ("1/3", 1), (1, 0)])
    assert zoo.trapezoid() == PL([(0, 0), ("1/3", 1), ("2/3", 1), (1, 0)])


# -- cycles --------------------------------------------------------------------


@pytest.mark.parametrize("p", [3, 5, 7, 9, 15])
def test_a_stefan_cycle_spirals_outwards_from_the_middle(p: int) -> None:
    f, m = zoo.stefan(p), p // 2
    x = Fraction(m, p - 1)
    for j in range(p):
        distance = (j + 1) // 2 * (1 if j % 2 else -1)
        assert x == Fraction(m + distance, p - 1)
        x = f(x)
    assert x == Fraction(m, p - 1)
    assert set(f.breakpoints) <= {Fraction(i, p - 1) for i in range(p)}


def test_stefans_map_of_period_5() -> None:
    """Four canonical pieces, two laps."""
    f = zoo.stefan(5)
    assert f == PL([(0, "1/2"), ("1/4", 1), ("1/2", "3/4"), ("3/4", "1/4"), (1, 0)])
    assert (slow.piece_count(oracle(f)), slow.lap_count(oracle(f))) == (4, 2)


def test_stefans_map_of_period_3_is_the_golden_map() -> None:
    assert zoo.stefan(3) == zoo.golden() == PL([(0, "1/2"), ("1/2", 1), (1, 0)])


@pytest.mark.parametrize("p", range(3, 9))
def test_the_increasing_cycle(p: int) -> None:
    f = zoo.increasing_cycle(p)
    assert [f(Fraction(i, p - 1)) for i in range(p)] == [Fraction((i + 1) % p, p - 1) for i in range(p)]
    assert len(f.pieces) == 2


def test_the_involution_undoes_itself() -> None:
    f = zoo.involution()
    assert f == PL([(0, 1), ("1/3", "1/3"), (1, 0)])
    assert f @ f == PL([(0, 0), (1, 1)])


def test_the_doubled_tent_is_a_tent_on_each_half_after_two_steps() -> None:
    f = zoo.doubled_tent()
    assert f.image(0, "1/3") == Interval("2/3", 1)
    assert f.image("2/3", 1) == Interval(0, "1/3")
    twice = f @ f
    for start in (Fraction(0), Fraction(2, 3)):
        half = twice.restrict(start, start + Fraction(1, 3))
        values = {half(start + Fraction(i, 36)) - start for i in range(13)}
        assert len(half.pieces) == 2
        assert {abs(s) for s in half.slopes} == {2}
        assert half.image() == Interval(start, start + Fraction(1, 3))
        assert values == {Fraction(i, 18) for i in range(7)}


# -- networks ------------------------------------------------------------------


def relu(x: Fraction) -> Fraction:
    return max(x, Fraction(0))


def test_telgarskys_map_on_minus_one_to_two() -> None:
    """Pieces 4, 6, 10, 18 on [-1, 2]."""
    f = zoo.telgarsky()
    assert f == PL([(0, 0), ("1/2", 1), (1, 0)], left_slope=0, right_slope=0)
    part = f.restrict(-1, 2)
    power, counts = part, []
    for _ in range(4):
        counts.append(len(power.pieces))
        power = part @ power
    assert counts == [4, 6, 10, 18]


def test_the_map_of_the_scrambling_figure() -> None:
    """Its invariant interval."""
    f = zoo.scrambling()
    for i in range(-20, 41):
        x = Fraction(i, 20)
        expected = Fraction("1.9999") * relu(x + Fraction("1e-5")) - 4 * relu(x - Fraction("0.502"))
        assert f(x) == expected
    low, high = Fraction(-199959799, 10**13), Fraction(1003969799, 10**9)
    assert list(f.breakpoints) == [Fraction("-0.00001"), Fraction("0.502")]
    assert f.image(low, high) == Interval(low, high)
    assert f.domain == Interval(None, None)
    assert not Interval(0, 1).contains_interval(f.image(0, 1))


def test_the_network_of_the_notebook_has_its_decimals_exactly() -> None:
    f, rng = zoo.notebook_network(), random.Random(43)
    assert f.domain == Interval(None, None)
    for _ in range(200):
        x = Fraction(rng.randint(-5000, 5000), 1000)
        first = relu(Fraction("-1.86269852") * x + Fraction("0.82744154"))
        second = relu(Fraction("0.3760235") * x - Fraction("0.81030444"))
        assert f(x) == relu(Fraction("0.7913013") * first - Fraction("1.00714872") * second)


# -- sums ----------------------------------------------------------------------


def distance_to_the_parabola(f: PL) -> Fraction:
    """Return max |x (1 - x) - f(x)| exactly: on a piece, at its ends or at the vertex of the difference."""
    largest = Fraction(0)
    for piece in f.pieces:
        low, high = piece.domain
        assert low is not None
        assert high is not None
        vertex = (1 - piece.slope) / 2  # of x (1 - x) - slope x - intercept
        for x in (low, high, min(max(vertex, low), high)):
            largest = max(largest, abs(x * (1 - x) - piece(x)))
    return largest


@pytest.mark.parametrize("m", range(1, 8))
def test_yarotskys_sum_interpolates_the_parabola(m: int) -> None:
    """2^m pieces, sup |x (1 - x) - S_m| = 4^-(m+1)."""
    f = zoo.yarotsky(m)
    assert len(f.pieces) == 2**m
    assert all(f(Fraction(i, 2**m)) == Fraction(i, 2**m) * (1 - Fraction(i, 2**m)) for i in range(2**m + 1))
    assert distance_to_the_parabola(f) == Fraction(1, 4 ** (m + 1))


def test_the_variant_of_yarotskys_sum_stays_away_from_the_parabola() -> None:
    """Errors 1/16, 9/256, 33/1024, 129/4096, 513/16384."""
    errors = [distance_to_the_parabola(zoo.yarotsky_variant(m)) for m in range(1, 6)]
    assert errors == [Fraction(e) for e in ("1/16", "9/256", "33/1024", "129/4096", "513/16384")]
    assert zoo.yarotsky_variant(1) == zoo.yarotsky(1)


def test_yarotskys_sums_are_sums_of_sawteeth() -> None:
    for m in range(1, 5):
        teeth = [zoo.sawtooth(j) for j in range(1, m + 1)]
        weights = {
            zoo.yarotsky: [Fraction(1, 4**j) for j in range(1, m + 1)],
            zoo.yarotsky_variant: [Fraction(1, 4), Fraction(1, 32), Fraction(1, 128), Fraction(1, 512)][:m],
            zoo.takagi: [Fraction(1, 2**j) for j in range(1, m + 1)],
        }
        for make, w in weights.items():
            total = 0 * teeth[0]
            for factor, tooth in zip(w, teeth, strict=True):
                total = total + factor * tooth
            assert make(m) == total


def test_takagis_sums() -> None:
    """Pieces 2, 3, 6, 12, ...; maxima 1/2, 1/2, 5/8, 5/8, 21/32, 21/32, 85/128, 85/128, 341/512."""
    sums = [zoo.takagi(m) for m in range(1, 10)]
    assert [len(f.pieces) for f in sums] == [2, 3, 6, 12, 24, 48, 96, 192, 384]
    maxima = ("1/2", "1/2", "5/8", "5/8", "21/32", "21/32", "85/128", "85/128", "341/512")
    assert [f.image().upper for f in sums] == [Fraction(v) for v in maxima]


def staircases() -> Iterator[tuple[int, PL]]:
    return ((k, zoo.cantor(k)) for k in range(8))


def test_cantors_staircases() -> None:
    """Pieces, flats, their length, the largest slope, the distance of two that follow each other."""
    for k, f in staircases():
        flats = [p.domain.length for p in f.pieces if p.slope == 0]
        assert len(f.pieces) == 2 ** (k + 1) - 1
        assert len(flats) == 2**k - 1
        assert sum(length or 0 for length in flats) == 1 - Fraction(2, 3) ** k
        assert f.lipschitz() == Fraction(3, 2) ** k
        assert f.sup_distance(zoo.cantor(k + 1)) == Fraction(1, 6 * 2**k)
        assert f.image() == Interval(0, 1)
    assert zoo.cantor(0) == PL([(0, 0), (1, 1)])
    assert zoo.cantor(8)("1/4") == Fraction(341, 1024)
    assert zoo.cantor(9)("1/4") == Fraction(683, 2048)


def test_cantors_staircases_are_self_similar() -> None:
    for k, f in staircases():
        finer = zoo.cantor(k + 1)
        for i in range(28):
            x = Fraction(i, 27)
            assert finer(x / 3) == f(x) / 2
            assert finer((x + 2) / 3) == (f(x) + 1) / 2
            assert finer((x + 1) / 3) == Fraction(1, 2)
