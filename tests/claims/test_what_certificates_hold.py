"""Whatever is proved or refuted with a certificate is accepted; what the format cannot hold is refused with a reason.

The limits are those of docs/certificates.md, sections 1, 2, 4a and 8, written here once more.
"""

import json
import re
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import exactpl as xp
from exactpl import claims as c
from exactpl.networks.activations import MaxPool
from exactpl.verdicts import Verdict
from tests.checker import fueltable
from tests.checker.fueltable import points, words
from tests.harness import checked

DIGITS = 262_144  # hexadecimal, of an integer
LAST = 16**DIGITS - 1
FIRST = LAST + 1
TOKEN = 262_208  # characters of a number in a map or network file
ENOUGH = 10**15  # steps: what is asked here is whether the format holds it

TENT = xp.zoo.tent()
ZERO = xp.PL([(0, 0)], left_slope=0, right_slope=0)
SAME = xp.PL([(0, 0)], left_slope=1, right_slope=1)
TWICE = xp.PL([(0, 0)], left_slope=2, right_slope=2)
BACK = xp.PL([(0, 0)], left_slope=-1, right_slope=-1)
HOME = xp.PL([(0, 0), ("1/2", 1), (1, 0)], right_slope=0)  # the tent on [0, 1], zero beyond
UP = xp.PL([(0, 0)], left_slope=16**1024, right_slope=16**1024)
DOWN = xp.PL([(0, 0)], left_slope=Fraction(1, 16**1024), right_slope=Fraction(1, 16**1024))
FIELD = {"interval": ["1", "2"], "polynomial": ["-2", "0", "1"]}


def network(*rows: list[Any], repeat: int = 1, **more: Any) -> xp.networks.Network:
    return xp.networks.Network([xp.networks.Layer(list(rows), **more)], repeat=repeat)


ONE, NONE, TWO = network([1]), network([0]), network([1, 1])


def over_a_field(folder: Path) -> xp.MapSubject:
    """x for x <= 0, sqrt(2) x for x >= 0."""
    tree = {"format": "exactpl-map/1", "field": FIELD, "knots": [["0", "0"]], "left_slope": "1"}
    path = folder / "field.json"
    path.write_text(json.dumps({**tree, "right_slope": ["0", "1"]}))
    return xp.MapSubject.load(path)


# For each type of claim a question with one number, an integer n >= 1, that the certificate has to state.
ASKED: dict[str, Callable[[int, Path], Any]] = {
    "value": lambda n, _: c.Value(SAME, k=1, x=n),
    "piece_count": lambda n, _: c.PieceCount(ZERO, k=2, on=(0, n)),
    "lap_count": lambda n, _: c.LapCount(ZERO, k=2, on=(-n, 0)),
    "crossing_count": lambda n, _: c.CrossingCount(SAME, k=1, level=n),
    "preimage_count": lambda n, _: c.PreimageCount(SAME, k=1, level=-n),
    "slope_range": lambda n, _: c.SlopeRange(ZERO, k=1, on=(0, n)),
    "image": lambda n, _: c.Image(SAME, k=3, on=(-n, n)),
    "piece_count_bounds": lambda n, _: c.PieceCountBounds(TENT, k=5, at_most=n),
    "piece_count_series": lambda n, _: c.PieceCountSeries(ZERO, on=(0, n)),
    "fixed_point_count": lambda n, _: c.FixedPointCount(ZERO, n=2, on=(-n, n)),
    "least_period": lambda n, _: c.LeastPeriod(SAME, n=1, x=-n),
    "no_least_period": lambda n, _: c.NoLeastPeriod(ZERO, n=2, on=(0, n)),
    "invariant_interval": lambda n, _: c.InvariantInterval(ZERO, interval=(-n, n)),
    "no_odd_period": lambda n, _: c.NoOddPeriod(BACK, on=(-n, n)),
    "li_yorke_chaos": lambda n, _: c.LiYorkeChaos(TENT, epsilon=Fraction(1, n)),
    "escaping_orbit": lambda n, _: c.EscapingOrbit(TWICE, x=-n),
    "entropy_bounds": lambda n, _: c.EntropyBounds(TENT, growth_at_most=n),
    "entropy_exact": lambda n, _: c.EntropyExact(HOME, on=(0, n)),
    "absent_periods": lambda n, _: c.AbsentPeriods(SAME, on=(0, n)),
    "li_yorke_chaos_by_entropy": lambda n, _: c.LiYorkeChaosByEntropy(HOME, on=(0, n)),
    "no_li_yorke_chaos": lambda n, _: c.NoLiYorkeChaos(SAME, period=2, on=(0, n)),
    "forced_periods": lambda n, _: c.ForcedPeriods(HOME, n=3, on=(0, n)),
    "period_set": lambda n, _: c.PeriodSet(HOME, n=3, on=(0, n)),
    "coverings": lambda n, _: c.Coverings(HOME, intervals=[(0, "1/2"), ("1/2", 1)], on=(0, n)),
    "robust_period": lambda n, _: c.RobustPeriod(HOME, n=2, on=(0, n)),
    "horseshoe": lambda n, _: c.HorseshoeEntropy(HOME, k=1, on=(0, n)),
    "near_and_far": lambda n, _: c.NearAndFar(SAME, x=n, y=0, far=n, far_times=[1]),
    "least_period_over_field": lambda n, folder: c.LeastPeriod(over_a_field(folder), n=1, x=-n),
    "network_value": lambda n, _: c.NetworkValue(ONE, x=[-n]),
    "different_value": lambda n, _: c.DifferentValue(ONE, NONE, x=[n]),
    "same_function": lambda n, _: c.SameFunction(ONE, SAME, on=(0, n)),
    "largest_gap": lambda n, _: c.LargestGap(ONE, NONE, on=(-n, 1)),
    "network_counts": lambda n, _: c.NetworkCounts(TWO, output=0, start=[0, n], direction=[1, 0]),
    "network_range": lambda n, _: c.NetworkRange(ONE, combination=[n], on=(0, 1)),
    "network_slope_range": lambda n, _: c.NetworkSlopeRange(TWO, start=[0, 0], direction=[n, 0]),
    "network_least_period": lambda n, _: c.NetworkLeastPeriod(ONE, n=1, x=[n]),
}


def answered(ask: Callable[[], Any]) -> Verdict | xp.BudgetError:
    """The verdict on a claim, or the reason why there is none; numbers of a million bits may take their time."""
    try:
        with xp.budget(seconds=10_000):
            return xp.decide(ask())
    except xp.BudgetError as error:
        return error


def assert_held(found: Verdict | xp.BudgetError, folder: Path) -> None:
    """The answer has a certificate, and the checker accepts it, in as many steps as it takes."""
    assert isinstance(found, xp.Proved | xp.Refuted), found
    report = checked(found.certificate, folder, fuel=ENOUGH)
    assert report["verdict"] == "accept", report


def assert_honest(found: Verdict | xp.BudgetError, folder: Path) -> None:
    """No certificate is handed out that is not accepted."""
    if isinstance(found, xp.Proved | xp.Refuted):
        assert_held(found, folder)


def assert_refused(found: Verdict | xp.BudgetError, number: str) -> None:
    """It is too large for the format, which the message says in numbers."""
    assert isinstance(found, xp.BudgetError), found
    assert number in str(found)


def test_each_type_of_claim_is_asked_here() -> None:
    text = (Path(__file__).parents[2] / "docs" / "certificates.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^### ([a-z_]+): `", text, flags=re.MULTILINE)) == set(ASKED)


@pytest.mark.parametrize("name", ASKED)
def test_the_largest_number_of_the_format_is_accepted_in_each_type_of_claim(name: str, tmp_path: Path) -> None:
    found = answered(lambda: ASKED[name](LAST, tmp_path))
    assert_held(found, tmp_path)
    assert isinstance(found, xp.Proved | xp.Refuted)
    assert found.certificate is not None
    assert json.loads(found.certificate.text)["claim"]["type"] == name


@pytest.mark.parametrize("name", ASKED)
def test_the_next_number_is_refused_in_each_type_of_claim(name: str, tmp_path: Path) -> None:
    assert_refused(answered(lambda: ASKED[name](FIRST, tmp_path)), "262,144")


# Answers with the number 16^(1024 k): it has 1024 k + 1 digits. x = 1/16 makes it one digit shorter.
GROWN: dict[str, tuple[Callable[[], Any], Callable[[], Any]]] = {
    "value": (lambda: c.Value(UP, k=256, x="1/16"), lambda: c.Value(UP, k=256, x=1)),
    "another value": (lambda: c.Value(UP, k=256, x="1/16", y=0), lambda: c.Value(UP, k=256, x=-1, y=0)),
    "not a period": (lambda: c.LeastPeriod(UP, n=256, x="1/16"), lambda: c.LeastPeriod(UP, n=256, x=1)),
    "image": (lambda: c.Image(DOWN, k=256, on=(0, 16)), lambda: c.Image(DOWN, k=256, on=(0, 1))),
    "slopes": (lambda: c.SlopeRange(UP, k=255), lambda: c.SlopeRange(UP, k=256)),
    "small slopes": (lambda: c.SlopeRange(DOWN, k=255), lambda: c.SlopeRange(DOWN, k=256)),
    "piece_count_bounds": (
        lambda: c.PieceCountBounds(TENT, k=4 * DIGITS - 1),
        lambda: c.PieceCountBounds(TENT, k=4 * DIGITS),
    ),
    "many pieces": (lambda: c.PieceCountBounds(TENT, k=10**6), lambda: c.PieceCountBounds(TENT, k=2_000_000)),
    "distance": (
        lambda: c.NearAndFar(UP, x="1/16", y=0, near=1, near_times=[256]),
        lambda: c.NearAndFar(UP, x=1, y=0, near=1, near_times=[256]),
    ),
    "network_value": (
        lambda: c.NetworkValue(network([16**1024], repeat=256), x=["1/16"]),
        lambda: c.NetworkValue(network([16**1024], repeat=256), x=[1]),
    ),
    "different_value": (
        lambda: c.DifferentValue(network([16**1024], repeat=256), NONE, x=["1/16"]),
        lambda: c.DifferentValue(network([16**1024], repeat=256), NONE, x=[1]),
    ),
    "network_range": (
        lambda: c.NetworkRange(network([16**1024], repeat=256), on=(0, "1/16")),
        lambda: c.NetworkRange(network([16**1024], repeat=256), on=(0, 1)),
    ),
    "largest_gap": (
        lambda: c.LargestGap(network([16**1024], repeat=256), NONE, on=(0, "1/16")),
        lambda: c.LargestGap(network([16**1024], repeat=256), NONE, on=(0, 1)),
    ),
    "network_slope_range": (
        lambda: c.NetworkSlopeRange(network([16**1024], repeat=255)),
        lambda: c.NetworkSlopeRange(network([16**1024], repeat=256)),
    ),
}


@pytest.mark.parametrize("name", GROWN)
def test_an_answer_is_accepted_as_long_as_it_fits(name: str, tmp_path: Path) -> None:
    assert_held(answered(GROWN[name][0]), tmp_path)


@pytest.mark.parametrize("name", GROWN)
def test_an_answer_that_does_not_fit_is_refused(name: str) -> None:
    assert_refused(answered(GROWN[name][1]), "262,144")


def test_a_bound_that_does_not_fit_is_refused_before_it_is_computed() -> None:
    # the bound would have 2^31 bits, of which the power alone takes minutes
    assert_refused(answered(lambda: c.PieceCountBounds(TENT, k=2**31 - 1)), "262,144")


def with_slope(slope: Fraction | int) -> xp.PL:
    return xp.PL([(0, 0)], left_slope=1, right_slope=slope)


def of_characters(length: int) -> Fraction:
    """A number in (0, 1) with a numerator of some 200 digits and so many characters in a file."""
    return Fraction(10 ** (length - 262_004) + 1, 16**261_999)


def test_the_numbers_of_a_map_are_as_long_as_a_map_file_allows(tmp_path: Path) -> None:
    for f in (xp.PL([(0, 0), (LAST, 0)]), with_slope(Fraction(1, LAST)), with_slope(of_characters(TOKEN))):
        assert_held(answered(lambda f=f: c.PieceCount(f, k=1)), tmp_path)


@pytest.mark.parametrize(
    "f",
    [
        lambda: xp.PL([(0, 0), (FIRST, 0)]),
        lambda: with_slope(FIRST),
        lambda: with_slope(Fraction(1, FIRST)),
        lambda: with_slope(of_characters(TOKEN + 1)),
    ],
    ids=["knot", "slope", "denominator", "both together"],
)
def test_a_map_with_a_longer_number_is_refused_before_the_work(f: Callable[[], xp.PL]) -> None:
    with pytest.raises(xp.BudgetError, match=r"262,144|262,208"):
        c.PieceCount(f(), k=1)


def test_a_network_with_a_longer_number_is_refused_before_the_work() -> None:
    for ask in (
        lambda: network([FIRST]),
        lambda: network([1], bias=[-FIRST]),
        lambda: network([1], activation=xp.networks.leaky_relu(FIRST)),
        lambda: network([1], activation=xp.networks.clip(None, FIRST)),
    ):
        with pytest.raises(xp.BudgetError, match="262,144"):
            c.NetworkValue(ask(), x=[0])


def test_a_subject_that_is_larger_than_the_checker_reads_is_refused() -> None:
    longest = 64 * 2**20
    assert len(xp.MapSubject(TENT, " " * longest).text) == longest
    with pytest.raises(xp.BudgetError, match="67,108,864"):
        xp.MapSubject(TENT, " " * (longest + 1))


def test_a_certificate_that_is_larger_than_the_checker_reads_is_not_made() -> None:
    claim = c.Value(TENT, k=0, x=0)
    with pytest.raises(xp.BudgetError, match="67,108,864"):
        claim.certificate(claim.fields(Fraction(0)), {"points": ["7" * 1000] * 67_000})


# Section 4a: the limits of networks, each at its last value and at the first that is declined.
BELOW, BEYOND = Fraction(1, 2**65_535), Fraction(1, 2**65_536)
LIMITED: dict[str, tuple[Callable[[], Any], Callable[[], Any]]] = {
    "weight": (lambda: c.NetworkValue(network([BELOW]), x=[0]), lambda: c.NetworkValue(network([BEYOND]), x=[0])),
    "weights together": (
        lambda: c.NetworkValue(network([Fraction(1, 2**40_000), Fraction(1, 3**16_000)]), x=[0, 0]),
        lambda: c.NetworkValue(network([Fraction(1, 2**40_000), Fraction(1, 3**17_000)]), x=[0, 0]),
    ),
    "bias": (
        lambda: c.NetworkValue(network([1], bias=[BELOW]), x=[0]),
        lambda: c.NetworkValue(network([1], bias=[BEYOND]), x=[0]),
    ),
    "leaky_relu": (
        lambda: c.NetworkValue(network([1], activation=xp.networks.leaky_relu(BELOW)), x=[-1]),
        lambda: c.NetworkValue(network([1], activation=xp.networks.leaky_relu(BEYOND)), x=[-1]),
    ),
    "clip and weight": (
        lambda: c.NetworkValue(
            network([Fraction(1, 2**32_000)], activation=xp.networks.clip(0, BELOW * 2**32_000)), x=[1]
        ),
        lambda: c.NetworkValue(
            network([Fraction(1, 2**32_001)], activation=xp.networks.clip(0, BELOW * 2**32_000)), x=[1]
        ),
    ),
    "x": (lambda: c.NetworkValue(ONE, x=[BELOW]), lambda: c.NetworkValue(ONE, x=[BEYOND])),
    "x of a period": (
        lambda: c.NetworkLeastPeriod(ONE, n=1, x=[BELOW]),
        lambda: c.NetworkLeastPeriod(ONE, n=1, x=[BEYOND]),
    ),
    "x of a difference": (
        lambda: c.DifferentValue(ONE, NONE, x=[BELOW]),
        lambda: c.DifferentValue(ONE, NONE, x=[BEYOND]),
    ),
    "start": (
        lambda: c.NetworkRange(TWO, start=[0, BELOW], direction=[1, 0], on=(0, 1)),
        lambda: c.NetworkRange(TWO, start=[0, BEYOND], direction=[1, 0], on=(0, 1)),
    ),
    "direction": (
        lambda: c.NetworkRange(TWO, start=[0, 0], direction=[1, BELOW], on=(0, 1)),
        lambda: c.NetworkRange(TWO, start=[0, 0], direction=[1, BEYOND], on=(0, 1)),
    ),
    "combination": (
        lambda: c.NetworkRange(ONE, combination=[BELOW], on=(0, 1)),
        lambda: c.NetworkRange(ONE, combination=[BEYOND], on=(0, 1)),
    ),
    # one layer: D = 1, M = 2; values of 2 entries and r (27 r + 2) * 2 bits, at most 2^30
    "repeat": (
        lambda: c.NetworkValue(network([1], repeat=4459), x=[1]),
        lambda: c.NetworkValue(network([1], repeat=4460), x=[1]),
    ),
    "period and repeat": (
        lambda: c.NetworkLeastPeriod(network([-1], repeat=2229), n=2, x=[1]),
        lambda: c.NetworkLeastPeriod(network([-1], repeat=2230), n=2, x=[1]),
    ),
    "layers": (
        lambda: c.NetworkValue(xp.networks.Network([xp.networks.Layer()] * 6_300, inputs=1), x=[1]),
        lambda: c.NetworkValue(xp.networks.Network([xp.networks.Layer()] * 6_310, inputs=1), x=[1]),
    ),
}


@pytest.mark.parametrize("name", LIMITED)
def test_a_network_within_the_limits_is_accepted(name: str, tmp_path: Path) -> None:
    assert_held(answered(LIMITED[name][0]), tmp_path)


@pytest.mark.parametrize("name", LIMITED)
def test_a_network_beyond_the_limits_is_refused(name: str) -> None:
    in_a_file = name in {"weight", "weights together", "bias", "leaky_relu", "clip and weight"}
    assert_refused(answered(LIMITED[name][1]), "65,536 bits in a network file" if in_a_file else "the checker takes")


def test_a_network_with_too_many_pre_activations_is_refused() -> None:
    width = 500_001
    first = xp.networks.Layer(activation=MaxPool([[0]]))
    layers = [first, xp.networks.Layer(activation=MaxPool([[0]]), source=0)]
    wide = xp.networks.Network(layers, inputs=width)
    with pytest.raises(xp.BudgetError, match="1,000,002"):
        c.NetworkValue(wide, x=[0] * width)


def test_numbers_that_are_too_long_together_are_refused() -> None:
    # 35,790 numbers of 2 * 30,001 bits each over their common denominator
    row = [Fraction(1, 2**30_000), *[1] * 35_800]
    with pytest.raises(xp.BudgetError, match="2,147,483,648"):
        c.NetworkValue(network(row), x=[0] * len(row))


def test_a_network_is_repeated_as_often_as_its_file_can_say(tmp_path: Path) -> None:
    assert network([0], repeat=2**31 - 1).repeat == 2**31 - 1
    with pytest.raises(xp.InputError, match="2,147,483,647"):
        network([0], repeat=2**31)


@pytest.mark.parametrize("repeat", [2**31, 2**32, 9_999_999_999])
def test_integers_of_2_31_are_refused_in_files(repeat: int, tmp_path: Path) -> None:
    path = tmp_path / "network.json"
    path.write_text(f'{{"format":"exactpl-network/1","layers":[{{"weight":[["0"]]}}],"repeat":{repeat}}}')
    with pytest.raises(xp.InputError, match=str(repeat)):
        xp.networks.load(path)


@pytest.mark.parametrize(
    "one", ["1", "+1", "01", "0x1", "0x01", "1e0", "1e+0", "1e-0", "1.0", "1.", "2/2", "10e-1", "1E0"]
)
def test_a_polynomial_of_a_field_is_read_if_the_checker_reads_it(one: str, tmp_path: Path) -> None:
    path = tmp_path / "golden.json"
    field = {"interval": ["1", "2"], "polynomial": ["-1", "-1", one]}
    knots = [["0", "0"], ["1/2", ["0", "1/2"]], ["1", "0"]]
    path.write_text(json.dumps({"format": "exactpl-map/1", "field": field, "knots": knots}))
    if one in ("1", "+1", "01", "0x1", "0x01"):
        assert_held(xp.find_orbit(xp.MapSubject.load(path), 3), tmp_path)
    else:
        with pytest.raises(xp.InputError, match="integers"):
            xp.MapSubject.load(path)


@pytest.mark.parametrize(
    "ask",
    [
        lambda g: c.SameFunction(ONE, g, on=(-1, 0)),
        lambda g: c.LargestGap(NONE, g, on=(-1, 0)),
        lambda g: c.DifferentValue(NONE, g, x=[-1]),
    ],
    ids=["same", "gap", "difference"],
)
def test_a_map_over_a_field_is_not_compared_with_a_network(ask: Callable[[xp.MapSubject], Any], tmp_path: Path) -> None:
    # also where all values asked about are rational: the checker knows rules for orbits only
    with pytest.raises(xp.InputError, match="rational data"):
        ask(over_a_field(tmp_path))


offsets = st.integers(-2, 2)


@given(st.sampled_from(sorted(ASKED)), offsets)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_numbers_around_the_limit_are_accepted_or_refused(tmp_path: Path, name: str, offset: int) -> None:
    found = answered(lambda: ASKED[name](LAST + offset, tmp_path))
    assert_honest(found, tmp_path)
    assert isinstance(found, xp.BudgetError) == (offset > 0)


@given(offsets, offsets, st.sampled_from([1, -1]))
@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_fractions_around_both_limits_are_accepted_or_refused(
    tmp_path: Path, above: int, below: int, sign: int
) -> None:
    # odd numerators over powers of two, and powers of 16 over small changes of them
    number = Fraction(sign * (2 * (LAST // 2 + above) + 1), 2 ** (4 * DIGITS - 1 + below))
    found = answered(lambda: c.Value(SAME, k=1, x=number))
    assert_honest(found, tmp_path)
    assert isinstance(found, xp.BudgetError) == (abs(number.numerator) > LAST or number.denominator > LAST)


def pieces_of(bits: int) -> int:
    """P of section 8 for one interior knot, or none, of so many bits."""
    return 600 + (bits + 64) ** 2 // 128


# Affine maps are counted at once for any k; the fuel of section 8 does not know it. The steps known before the work,
# with those of reading the 1,234 decimal digits of 16^1024.
LONG: dict[str, tuple[Callable[[], Any], int]] = {
    "piece_count": (lambda: c.PieceCount(SAME, k=50_000), pieces_of(1) + 7 * 50_000),
    "no_least_period": (lambda: c.NoLeastPeriod(DOWN.restrict(0, 1), n=64), 1234**2 // 256 + pieces_of(4097) + 7 * 64),
    "absent_periods": (lambda: c.AbsentPeriods(SAME.restrict(0, 1), doublings=10, upto=9999), pieces_of(1) + 7),
}


@pytest.mark.parametrize("name", LONG)
def test_with_fewer_steps_than_are_known_before_it_is_declined_and_they_are_counted(name: str, tmp_path: Path) -> None:
    ask, steps = LONG[name]
    verdict = xp.decide(ask())
    assert isinstance(verdict, xp.Proved)
    report = checked(verdict.certificate, tmp_path, fuel=steps - 1)
    assert (report["verdict"], report["rule"], report["found"]) == ("decline", "fuel", f"at least {steps} steps")
    assert checked(verdict.certificate, tmp_path)["verdict"] == "accept"


def test_more_steps_than_the_checker_takes_by_itself_are_declined_and_counted(tmp_path: Path) -> None:
    # P + 7 k; the two ends, +-oo, with their sides; kinks of which there are none, drawn back
    k = 50_000
    found = points(1, 2, c=1, B=0) + 2 * fueltable.STATE
    steps = pieces_of(1) + 7 * k + found + fueltable.drawing_back(k, 0, (3 + 4) * k) + 2 * fueltable.germs(k)
    steps += words(k, 3)
    verdict = xp.decide(c.PieceCount(SAME, k=k))
    assert isinstance(verdict, xp.Proved)
    assert checked(verdict.certificate, tmp_path, fuel=steps)["verdict"] == "accept"
    report = checked(verdict.certificate, tmp_path, fuel=steps - 1)
    assert (report["verdict"], report["rule"], report["found"]) == ("decline", "fuel", f"at least {steps} steps")
    far = xp.decide(c.Value(xp.zoo.tent(), k=10**5, x="2/3"))
    assert isinstance(far, xp.Proved)
    assert checked(far.certificate, tmp_path)["rule"] == "fuel"
    assert checked(far.certificate, tmp_path, fuel=10**10)["verdict"] == "accept"
