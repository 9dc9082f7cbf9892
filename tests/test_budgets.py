"""Small inputs that are extreme in one respect: each question ends, with its answer or saying how far it came."""

import os
import random
import re
from collections.abc import Iterator
from fractions import Fraction

import pytest

import exactpl as xp
from tests.guarded import Answer, Guarded

pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs the module resource")

HUGE = [10**6, 10**9, 10**18]


@pytest.fixture(scope="module")
def asked() -> Iterator[Guarded]:
    guarded = Guarded()
    yield guarded
    guarded.close()


def is_refused(answer: Answer) -> bool:
    """Whether an answer is a limit that is named, or a budget or an open verdict that says how to go on."""
    if not re.search(r"\d", answer.text):
        return False
    advice = r"\b(ask|take|give|raise|restrict|repeat|draw|stream|name)\b"
    is_open = answer.kind in ("BudgetError", "NoClosedFormError", "Undecided") and bool(
        re.search(advice, answer.text, re.IGNORECASE)
    )
    return is_open or (answer.kind == "InputError" and "at most" in answer.text)


# -- one affine piece: everything is known for every k ----------------------------------------------------------------

# For the identity, x/2 on [0, 1], 1 - x, the constant 1/2, and 2x on the line; k is even and large.
AFFINE = {
    "xp.piece_count(IDENTITY, {k})": "1",
    "xp.lap_count(IDENTITY, {k})": "1",
    "xp.crossing_count(IDENTITY, {k}, level='1/3')": "1",
    "xp.preimage_count(IDENTITY, {k}, level='1/3')": "1",
    "xp.preimage_count(IDENTITY, {k}, level=2)": "0",
    "xp.fixed_point_count(IDENTITY, {k})": "FixedPointNumbers(n={k}, isolated=0, intervals=1)",
    "xp.periodic_point_count(IDENTITY, {k})": "PeriodicPointCount(n={k}, points=0)",
    "xp.has_least_period(IDENTITY, {k})": "False",
    "xp.iterate(IDENTITY, {k})": "PL([(0, 0), (1, 1)])",
    "xp.Iterate(IDENTITY, {k})('1/3')": "Fraction(1, 3)",
    "xp.Iterate(IDENTITY, {k}).piece_count": "1",
    "xp.Iterate(IDENTITY, {k}).lap_count": "1",
    "xp.Iterate(IDENTITY, {k}).piece(0) == IDENTITY.pieces[0]": "True",
    "xp.Iterate(IDENTITY, {k}).piece_at('1/3').slope": "Fraction(1, 1)",
    "xp.Iterate(IDENTITY, {k}).locate('1/3')": "0",
    "xp.Iterate(IDENTITY, {k}).image()": "Interval(0, 1)",
    "xp.Iterate(IDENTITY, {k}).lipschitz()": "Fraction(1, 1)",
    "xp.Iterate(IDENTITY, {k}).total_variation()": "Fraction(1, 1)",
    "xp.Iterate(IDENTITY, {k}).integral()": "Fraction(1, 2)",
    "xp.piece_count(FLIP, {k})": "1",
    "xp.Iterate(FLIP, {k}).piece(-1) == IDENTITY.pieces[0]": "True",
    "xp.Iterate(FLIP, {k} + 1)('1/3')": "Fraction(2, 3)",
    "xp.fixed_point_count(FLIP, {k})": "FixedPointNumbers(n={k}, isolated=0, intervals=1)",
    "xp.fixed_point_count(FLIP, {k} + 1).isolated": "1",
    "xp.has_least_period(FLIP, {k})": "False",
    "xp.piece_count(CONSTANT, {k})": "1",
    "xp.preimage_count(CONSTANT, {k}, level='1/2')": "1",
    "xp.preimage_count(CONSTANT, {k}, level='1/3')": "0",
    "xp.Iterate(CONSTANT, {k}).piece(0).slope": "Fraction(0, 1)",
    "xp.Iterate(CONSTANT, {k}).image()": "Interval('1/2', '1/2')",
    "xp.Iterate(CONSTANT, {k}).lipschitz()": "Fraction(0, 1)",
    "xp.Iterate(CONSTANT, {k}).total_variation()": "Fraction(0, 1)",
    "xp.Iterate(CONSTANT, {k}).integral()": "Fraction(1, 2)",
    "xp.fixed_point_count(CONSTANT, {k})": "FixedPointNumbers(n={k}, isolated=1, intervals=0)",
    "xp.piece_count(HALF, {k})": "1",
    "xp.lap_count(HALF, {k})": "1",
    "xp.preimage_count(HALF, {k}, level=0)": "1",
    "xp.preimage_count(HALF, {k}, level='1/2')": "0",
    "xp.crossing_count(HALF, {k}, level='1/2')": "0",
    "xp.Iterate(HALF, {k})(0)": "Fraction(0, 1)",
    "xp.fixed_point_count(HALF, {k})": "FixedPointNumbers(n={k}, isolated=1, intervals=0)",
    "xp.fixed_points(HALF, {k}).isolated": "(Fraction(0, 1),)",
    "xp.has_least_period(HALF, {k})": "False",
    "xp.piece_count(DOUBLE, {k})": "1",
    "xp.preimage_count(DOUBLE, {k}, level='1/2')": "1",
    "xp.crossing_count(DOUBLE, {k}, level='1/2')": "1",
    "xp.Iterate(DOUBLE, {k})(0)": "Fraction(0, 1)",
    "xp.fixed_point_count(DOUBLE, {k})": "FixedPointNumbers(n={k}, isolated=1, intervals=0)",
    "xp.fixed_points(DOUBLE, {k}).isolated": "(Fraction(0, 1),)",
}


@pytest.mark.parametrize("k", HUGE)
@pytest.mark.parametrize("question", AFFINE)
def test_one_affine_piece_is_known_for_every_k(asked: Guarded, question: str, k: int) -> None:
    assert asked(question.replace("{k}", str(k))).text == AFFINE[question].replace("{k}", str(k))


POWERS = {
    "xp.Iterate(HALF, {k}).lipschitz()": "Fraction(1, 2**{k})",
    "xp.Iterate(HALF, {k}).total_variation()": "Fraction(1, 2**{k})",
    "xp.Iterate(HALF, {k}).integral()": "Fraction(1, 2 ** ({k} + 1))",
    "xp.Iterate(HALF, {k}).image().upper": "Fraction(1, 2**{k})",
    "xp.Iterate(HALF, {k}).piece(0).slope": "Fraction(1, 2**{k})",
    "xp.Iterate(HALF, {k})('1/3')": "Fraction(1, 3 * 2**{k})",
    "xp.Iterate(DOUBLE, {k}).lipschitz()": "2**{k}",
    "xp.Iterate(DOUBLE, {k})('1/3')": "Fraction(2**{k}, 3)",
}


@pytest.mark.parametrize("question", POWERS)
@pytest.mark.parametrize("k", [1, 10, 13_000])
def test_the_numbers_of_an_affine_map_are_powers(asked: Guarded, question: str, k: int) -> None:
    assert asked(f"{question} == {POWERS[question]}".replace("{k}", str(k))).text == "True"


@pytest.mark.parametrize("question", POWERS)
def test_a_power_of_too_many_bits_is_refused(asked: Guarded, question: str) -> None:
    assert is_refused(asked(question.replace("{k}", str(10**18))))


# -- orbits that end in a cycle: known for every time -----------------------------------------------------------------

ENDING = {
    # 2/7 -> 4/7 -> 6/7 -> 2/7, and 10^9 = 1 modulo 3; 1/5 -> 2/5 -> 4/5 -> 2/5 -> ...
    "xp.Iterate(TENT, 10**9)('2/7')": "Fraction(4, 7)",
    "xp.Iterate(TENT, 10**9)('1/5')": "Fraction(4, 5)",
    "type(xp.decide(claims.LeastPeriod(TENT, n=3, x='2/7'))).__name__": "'Proved'",
    "relu(10**8)(1)": "Fraction(1, 1)",
    "relu(2 * 10**9)(-1)": "Fraction(0, 1)",
    "Network(TENT_NETWORK.layers, repeat=10**9)('2/7')": "Fraction(4, 7)",
}


@pytest.mark.parametrize("question", ENDING)
def test_an_orbit_that_ends_in_a_cycle_is_known_for_every_time(asked: Guarded, question: str) -> None:
    assert asked(question).text == ENDING[question]


@pytest.mark.parametrize("n", [10**9, 2**31 - 1])
def test_a_point_that_never_returns_has_no_period(asked: Guarded, n: int) -> None:
    # 1/5 -> 3/5 -> 3/5 -> ...
    assert asked(f"xp.decide(claims.LeastPeriod(SKEW, n={n}, x='1/5'))").kind == "Refuted"


@pytest.mark.parametrize("n", [3, 7, 12])
def test_a_state_that_never_returns_has_no_period(asked: Guarded, n: int) -> None:
    # 1/5 -> 2/5 -> 4/5 -> 2/5 -> ...
    answer = asked(f"xp.decide(claims.NetworkLeastPeriod(TENT_NETWORK, n={n}, x=['1/5'])).reason")
    assert answer.text == repr(f"after {n} steps the point is at ({['4/5', '2/5'][n % 2]})")


# -- right where it is small, refused where it is large ---------------------------------------------------------------


@pytest.mark.parametrize("k", range(1, 13))
def test_the_tent_varies_by_2_to_the_k(asked: Guarded, k: int) -> None:
    assert asked(f"xp.Iterate(TENT, {k}).total_variation()").text == f"Fraction({2**k}, 1)"


SMALL = {
    "len(xp.covering_graph(TENT, [(0, '1/2'), ('1/2', 1)], k=12).edges)": "4",
    "xp.covering_graph(TENT, [(0, '1/2'), ('1/2', 1)], k=12).edges[3].epsilon": "Fraction(0, 1)",
    "len(xp.PL.from_formula('abs(' * 8 + 'x' + ''.join(f'-1/{2**i})' for i in range(1, 9))).pieces)": "256",
    "len(xp.scrambled_pair(TENT, rounds=3, block=5).far_times)": "3",
    "len(xp.PL.from_formula('+'.join(f'relu(x-{i})' for i in range(50))).pieces)": "51",
}


def pieces_of_nested_absolute_values(depth: int) -> int:
    """The pieces of |...||x - 1/2| - 1/4| ... |: one more than the zeros of all inner functions, listed."""
    zeros: set[Fraction] = set()
    for inner in range(1, depth + 1):
        # | ... |x - 1/2| ... | = 1/2^inner, solved from outside in
        levels = {Fraction(1, 2**inner)}
        for i in range(inner - 1, 0, -1):
            levels = {sign * level + Fraction(1, 2**i) for level in levels for sign in (1, -1)}
            levels = {level for level in levels if level >= 0 or i == 1}
        zeros |= levels
    return len(zeros) + 1


@pytest.mark.parametrize("depth", range(1, 9))
def test_pieces_of_nested_absolute_values(asked: Guarded, depth: int) -> None:
    formula = "abs(" * depth + "x" + "".join(f"-1/{2**i})" for i in range(1, depth + 1))
    found = int(asked(f"len(xp.PL.from_formula({formula!r}).pieces)").text)
    assert found == pieces_of_nested_absolute_values(depth)


@pytest.mark.parametrize("question", SMALL)
def test_the_same_questions_with_small_numbers_are_answered(asked: Guarded, question: str) -> None:
    assert asked(question).text == SMALL[question]


TOO_LARGE = [
    "xp.Iterate(TENT, 10**6).total_variation()",
    "xp.Iterate(TENT, 10**9).total_variation()",
    "xp.Iterate(TWO_FOLDS, 10**9)('31415/100003')",
    "xp.Iterate(TWO_FOLDS, 10**9).piece_at('31415/100003')",
    "xp.Iterate(TWO_FOLDS, 10**9).piece(0)",
    "xp.Iterate(TWO_FOLDS, 10**9).lipschitz()",
    "xp.Iterate(TWO_FOLDS, 10**9).integral()",
    "xp.piece_count(TWO_FOLDS, 10**7)",
    "xp.piece_counts(TWO_FOLDS, upto=10**7)",
    "xp.fixed_point_count(TWO_FOLDS, 10**7)",
    "xp.periods(TENT, upto=10**4)",
    "xp.distances(SKEW, '31415/100003', '1/7', upto=10**6)",
    "xp.scrambled_pair(TENT, rounds=1000, block=1000)",
    "xp.PL.from_formula('abs(' * 40 + 'x' + ''.join(f'-1/{2**i})' for i in range(1, 41)))",
    "xp.decide(claims.LeastPeriod(SKEW, n=10**9, x='31415/100003'))",
    "xp.decide(claims.Value(SKEW, k=10**9, x='31415/100003'))",
    "xp.decide(claims.Coverings(TWO_FOLDS, intervals=[(0, '1/3'), ('1/3', 1)], k=10**9))",
    "xp.decide(claims.NearAndFar(SKEW, x='1/7', y='31415/100003', near=1, near_times=[10**9]))",
    "xp.decide(claims.PieceCountBounds(TENT, k=10**9))",
    "contraction(10**9)(1)",
    "contraction(10**9).pattern(1)",
    "xp.decide(claims.NetworkValue(contraction(10**9), x=[1]))",
    "xp.decide(claims.NetworkLeastPeriod(contraction(1), n=10**9, x=[1]))",
    "networks.region_bound(Network(TENT_NETWORK.layers, repeat=10**10))",
    "networks.unrolled(contraction(1), 10**30)(1)",
    "list(networks.piece_growth(TENT_NETWORK, upto=10**9, on=(0, 1)))",
    "networks.breakpoint_histogram(networks.segments(TENT_NETWORK, on=(0, 1)), edges=10**9)",
    "networks.initialised([1, 10**9, 1], seed=1)",
    "networks.simple_rnn(10**9, seed=1)",
    "xp.forced_periods(3, upto=10**30)",
    "xp.entropy(xp.zoo.golden()).log(10**9)",
    "zoo.zigzag(1_000_000) @ zoo.zigzag(1_000_000)",
]


@pytest.mark.parametrize("question", TOO_LARGE)
def test_what_is_too_large_is_refused_and_says_how_far_it_came(asked: Guarded, question: str) -> None:
    answer = asked(question)
    assert is_refused(answer), answer


MAY_END = [
    "xp.Iterate(TWO_FOLDS, 10**5)('31415/100003')",
    "xp.Iterate(TWO_FOLDS, 10**5).image()",
    "xp.Iterate(TWO_FOLDS, 10**5).lipschitz()",
    "xp.Iterate(TWO_FOLDS, 3 * 10**4).locate('31415/100003')",
    "xp.Iterate(TWO_FOLDS, 10**4).total_variation()",
    "xp.Iterate(SKEW, 10**5).integral()",
    "xp.piece_count(TENT, 180_000)",
    "xp.piece_counts(TWO_FOLDS, upto=10**5)",
    "xp.piece_count(CLIFF, 10**5)",
    "xp.piece_count(TWO_FOLDS, 10**4, verify=True)",
    "xp.lap_count(xp.zoo.scrambling(), 10**5)",
    "xp.fixed_point_count(TWO_FOLDS, 10**5)",
    "xp.fixed_point_count(zoo.zigzag(10_000), 2)",
    "xp.find_orbit(zoo.zigzag(100_000), 3)",
    "xp.horseshoe(zoo.zigzag(10_000))",
    "xp.chaos(zoo.sawtooth(14))",
    "xp.itinerary(SKEW, '31415/100003', length=10**6)",
    "xp.kneading_sequences(TWO_FOLDS, length=10**6)",
    "xp.cylinder(SKEW, [0, 1] * 500_000)",
    "xp.scrambled_pair(TENT, rounds=1000, block=1)",
    "xp.scrambled_pair(TENT, rounds=100, block=12)",
    "xp.PL.from_formula('x' + '/3' * 30_000)",
    "xp.covering_graph(SKEW, [(0, '1/3'), ('1/3', 1)], k=10**6)",
    "xp.iterate(tent_over_a_field(), 10**4)",
]


@pytest.mark.parametrize("question", MAY_END)
def test_a_question_on_the_edge_ends(asked: Guarded, question: str) -> None:
    answer = asked(question)
    lost = answer.kind.endswith("Error") or answer.kind == "killed"
    assert is_refused(answer) or not lost, answer


# Maps of 2,000 steep pieces, of 2,000 pieces with finite critical orbits, and with numbers of 1e-300.
HOSTILE = {
    "steep()": [
        "xp.piece_count({f}, 3_000)",
        "xp.piece_count({f}, 10**9)",
        "xp.lap_count({f}, 10**9)",
        "xp.crossing_count({f}, 2_000, level='1/3')",
        "xp.preimage_count({f}, 2_000, level='1/3')",
        "xp.fixed_point_count({f}, 200)",
        "xp.fixed_point_count({f}, 10**9)",
        "xp.find_orbit({f}, 97)",
        "xp.find_orbit({f}, 10**9)",
        "xp.periods({f}, upto=40)",
        "xp.consequences({f}, 3)",
        "xp.entropy({f})",
        "xp.chaos({f})",
        "xp.closed_form({f}).pieces",
        "xp.iterate({f}, 4)",
        "xp.Iterate({f}, 500).lipschitz()",
        "xp.Iterate({f}, 400).integral()",
        "xp.Iterate({f}, 2_000).total_variation()",
    ],
    "on_a_grid()": [
        "xp.piece_count({f}, 10**4)",
        "xp.piece_count({f}, 10**9)",
        "xp.fixed_point_count({f}, 1_000)",
        "xp.fixed_point_count({f}, 10**9)",
        "xp.find_orbit({f}, 500)",
        "xp.entropy({f})",
        "xp.closed_form({f}).pieces",
        "xp.Iterate({f}, 2_000).lipschitz()",
        "xp.Iterate({f}, 1_000).integral()",
    ],
    "tiny()": [
        "xp.piece_count({f}, 10**5)",
        "xp.piece_count({f}, 10**9)",
        "xp.lap_count({f}, 10**5)",
        "xp.crossing_count({f}, 10**5, level='1/3')",
        "xp.fixed_point_count({f}, 10**5)",
        "xp.find_orbit({f}, 10**4)",
        "xp.entropy({f})",
        "xp.chaos({f})",
        "xp.Iterate({f}, 10**4).lipschitz()",
        "xp.Iterate({f}, 3_000).integral()",
        "xp.Iterate({f}, 10**5).total_variation()",
    ],
}


@pytest.mark.parametrize("question", [q.replace("{f}", f) for f, questions in HOSTILE.items() for q in questions])
def test_hostile_maps_keep_the_budget(asked: Guarded, question: str) -> None:
    answer = asked(question)
    lost = answer.kind.endswith("Error") or answer.kind == "killed"
    assert is_refused(answer) or not lost, answer


# -- both will do: the answer, or a refusal ---------------------------------------------------------------------------

EITHER = {
    "xp.covering_graph(TENT, [(0, '1/2'), ('1/2', 1)], k=10**3).matrix": "((1, 1), (1, 1))",
    "xp.Iterate(TENT, 10**6).lipschitz() == 2**(10**6)": "True",
    "xp.Iterate(TENT, 10**6).image()": "Interval(0, 1)",
    "xp.Iterate(TENT, 10**4).total_variation() == 2**(10**4)": "True",
    "xp.piece_count(CLIFF, 10**4) > 1": "True",
    "xp.forced_growth(768) > 1": "True",
    "len(xp.covering_graph(TENT, [(Fraction(i, 99), Fraction(i + 1, 99)) for i in range(99)]).intervals)": "99",
}


@pytest.mark.parametrize("question", EITHER)
def test_an_answer_is_right_or_refused(asked: Guarded, question: str) -> None:
    answer = asked(question)
    assert answer.text == EITHER[question] or is_refused(answer), answer


# -- long formulas ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("terms", [10, 1000])
def test_a_sum_of_many_terms_is_the_sum_of_its_values(asked: Guarded, terms: int) -> None:
    formula = "+".join(f"{i % 7 + 1}*relu(x-{i}/{terms})" for i in range(terms))
    x = Fraction(2, 3)
    expected = sum((i % 7 + 1) * max(x - Fraction(i, terms), Fraction(0)) for i in range(terms))
    ask = f"(lambda f: (f('2/3'), len(f.pieces)))(xp.PL.from_formula({formula!r}))"
    assert asked(ask).text == f"({expected!r}, {terms + 1})"


@pytest.mark.parametrize("terms", [10, 300])
def test_a_maximum_of_many_lines(asked: Guarded, terms: int) -> None:
    # tangents of a parabola: each is the largest somewhere
    formula = f"max({', '.join(f'{2 * i}*x-{i * i}' for i in range(terms))})"
    ask = f"(lambda f: (f('7/2'), len(f.pieces)))(xp.PL.from_formula({formula!r}))"
    assert asked(ask).text == f"({Fraction(12)!r}, {terms})"


# -- knots with many digits -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("bits", [50, 1_000])
def test_a_tent_with_long_numbers_is_chaotic(asked: Guarded, bits: int) -> None:
    ask = "(lambda c: [type(v).__name__ for v in (c.period_three, c.positive_entropy, c.li_yorke, c.order)])"
    assert asked(f"{ask}(xp.chaos(long_tent({bits})))").text == "['Proved', 'Proved', 'Proved', 'Refuted']"
    assert asked(f"xp.horseshoe(long_tent({bits}))").kind == "Proved"


@pytest.mark.parametrize(
    "question",
    [
        "xp.horseshoe(long_zigzag(20_000))",
        "xp.entropy(long_zigzag(20_000))",
        "xp.chaos(long_zigzag(100_000))",
    ],
)
def test_maps_with_long_numbers_end(asked: Guarded, question: str) -> None:
    answer = asked(question)
    assert answer.kind in ("Chaos", "Entropy", "PeriodReport", "Proved") or is_refused(answer), answer


# -- growth -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", ["1/1000", "3/10000"])
def test_slopes_that_enclose_the_growth_suffice(asked: Guarded, width: str) -> None:
    # the slopes are 5001/5000 and -500099/500000 (T3.5)
    within = (
        f"1 <= g.lower <= Fraction(5001, 5000), Fraction(500099, 500000) <= g.upper <= g.lower + Fraction('{width}')"
    )
    assert asked(f"(lambda g: ({within}))(xp.entropy(LOW, width='{width}').growth)").text == "(True, True)"


def test_a_width_that_is_out_of_reach_is_refused(asked: Guarded) -> None:
    assert is_refused(asked("xp.entropy(TWO_FOLDS, width=Fraction(1, 10**20000))"))


@pytest.mark.parametrize("upto", [3, 99, 9999])
@pytest.mark.parametrize("doublings", [0, 10, 16])
def test_periods_that_the_growth_does_not_exclude_stay_open(asked: Guarded, doublings: int, upto: int) -> None:
    # a growth above 2 excludes nothing by T3.3
    answer = asked(f"xp.decide(claims.AbsentPeriods(TWO_FOLDS, doublings={doublings}, upto={upto}))")
    assert answer.kind in ("Undecided", "Refuted")


def excluded(growth: Fraction, doublings: int, upto: int) -> bool:
    """T3.3, by powers."""
    power = growth ** (1 << doublings)
    return power ** (upto - 2) * (power**2 - 2) < 1


@pytest.mark.parametrize("growth", [Fraction(1), Fraction(1001, 1000), Fraction(11, 10), Fraction(7, 5), Fraction(2)])
@pytest.mark.parametrize(("doublings", "upto"), [(0, 3), (0, 5), (0, 99), (1, 3), (1, 21), (3, 5)])
def test_excluded_periods_are_those_of_the_powers(asked: Guarded, growth, doublings: int, upto: int) -> None:
    question = f"claims.AbsentPeriods(TENT, doublings={doublings}, upto={upto}).excludes({growth!r})"
    assert asked(question).text == str(excluded(growth, doublings, upto))


def test_a_growth_just_around_the_bound_is_told_apart(asked: Guarded) -> None:
    # the bound for period 3 is the golden mean, between neighbouring quotients of Fibonacci numbers
    a, b = 1, 1
    while b < 10**200:
        a, b = b, a + b
    below, above = sorted((Fraction(b, a), Fraction(a + b, b)))
    claim = "claims.AbsentPeriods(TENT, upto=3)"
    assert asked(f"{claim}.excludes({below!r}), {claim}.excludes({above!r})").text == "(True, False)"


def test_periods_of_a_map_with_a_cliff(asked: Guarded) -> None:
    verdicts = asked("[n for n, v in xp.periods(CLIFF, upto=12).items() if isinstance(v, xp.Proved)]")
    report = asked("list(xp.period_set(CLIFF).present)")
    assert report == verdicts
    assert asked("xp.decide(claims.AbsentPeriods(CLIFF))").kind in ("Proved", "Refuted", "Undecided")
    assert asked("xp.entropy(CLIFF, width=1)").kind in ("Entropy", "BudgetError")


# -- what ends may still be right -------------------------------------------------------------------------------------


@pytest.mark.parametrize("question", ["xp.find_orbit(TENT, 10**9)", "xp.piece_count(TENT, 10**30)"])
def test_an_absurd_question_is_refused_before_the_work(asked: Guarded, question: str) -> None:
    assert is_refused(asked(question))


def test_factors_of_many_slopes_are_counted() -> None:
    rng = random.Random("many slopes")
    xs = sorted({0, 10**9, *(rng.randint(1, 10**9 - 1) for _ in range(4000))})
    ys = [rng.randint(0, 10**9) for _ in xs]
    ys[5] = xs[9]  # a breakpoint that is taken to another one: there the slopes are factored
    f = xp.PL([(Fraction(x, 10**9), Fraction(y, 10**9)) for x, y in zip(xs, ys, strict=True)])
    with xp.budget(seconds=1), pytest.raises(xp.BudgetError, match="seconds of work"):
        xp.piece_counts(f, upto=3)


def test_products_of_constants_in_a_formula_are_counted() -> None:
    with xp.budget(seconds=1), pytest.raises(xp.BudgetError, match="seconds of work"):
        xp.PL.from_formula("*".join(["1e4000"] * 800) + "*x")


def test_each_operation_of_a_value_with_long_numbers_is_counted() -> None:
    """Among 60 knots over 10^200 a value gains 1,300 bits a step: a second of work is about 450 steps, not 900."""
    rng, scale = random.Random(3), 10**200
    inner = sorted({Fraction(rng.randint(1, scale - 1), scale) for _ in range(58)})
    f = xp.PL([(x, Fraction(rng.randint(0, scale), scale)) for x in (Fraction(0), *inner, Fraction(1))])
    with xp.budget(seconds=1), pytest.raises(xp.BudgetError, match=r"steps of an orbit: [3-5]\d\d of 1,000"):
        xp.Iterate(f, 1000)("1/3")
