"""Questions about draws, against brute force: the oracle's iterates, and the published float test in plain Python."""

import random
from collections import Counter
from fractions import Fraction

import pytest

import exactpl as xp
from exactpl import networks, survey
from exactpl.errors import InputError
from exactpl.networks.network import Network
from exactpl.survey.families import parse_family
from exactpl.survey.questions import NO, UNDECIDED, YES, Question, Specimen, parse_question
from tests.bridge import oracle
from tests.networks.cases import network as network_tree
from tests.oracles import networks as networks_oracle
from tests.oracles.maps import (
    has_least_period,
    isolated_periodic_points,
    lap_count,
    lipschitz,
    piece_count,
    power,
)
from tests.survey.plain import as_map

FAMILIES = {
    "simple_rnn:width=3,variance=20": 30,
    "simple_rnn:width=4,variance=60": 25,
    "simple_rnn:width=3,variance=30,last=identity": 25,
    "low_variance:width=4": 10,
    "notebook": 30,
    "notebook:width=3,weights=he,biases=uniform,last=identity": 30,
    "notebook:width=2,depth=3,last=clip": 20,
    "random_map:pieces=3": 30,
    "random_map:pieces=5": 15,
    "random_tent": 30,
    "random_tent:least=1/2,most=1": 10,
    "perturbed_tent:depth=1": 20,
}
families = pytest.mark.parametrize("text", FAMILIES)


def specimens_of(text: str, seed: int = 1) -> list[Specimen]:
    family = parse_family(text)
    return [Specimen(family.draw(seed, i)) for i in range(FAMILIES[text])]


def answer(question: str, specimen: Specimen) -> str | int:
    return parse_question(question).answer(specimen)


def said(value: bool) -> str:
    return YES if value else NO


@families
def test_the_map_of_a_draw_is_its_function(text: str) -> None:
    for specimen in specimens_of(text)[:15]:
        plain = as_map(specimen.drawn)
        rng = random.Random(2)
        for x in (0, 1, *(Fraction(rng.randint(-300, 300), 100) for _ in range(20))):
            if x in specimen.f.domain:
                assert xp.PL(plain.knots, left_slope=plain.left, right_slope=plain.right)(x) == specimen.f(x)
                if isinstance(specimen.drawn, Network):
                    assert specimen.drawn(x) == specimen.f(x)


@families
def test_periods_and_order(text: str) -> None:
    for specimen in specimens_of(text):
        plain = as_map(specimen.drawn)
        for n in (1, 2, 3, 4):
            assert answer(f"period:{n}", specimen) == said(has_least_period(plain, n))
        assert answer("order", specimen) == said(not has_least_period(plain, 2))


def test_periods_are_often_there_and_often_not() -> None:
    found = Counter(answer("period:3", specimen) for text in FAMILIES for specimen in specimens_of(text))
    assert found[YES] > 30
    assert found[NO] > 30


@families
def test_slopes_pieces_and_laps(text: str) -> None:
    for specimen in specimens_of(text):
        plain = as_map(specimen.drawn)
        assert answer("contraction", specimen) == said(lipschitz(plain) < 1)
        for k in (0, 1, 2, 3):
            iterate = power(plain, k)
            assert answer(f"pieces:{k}", specimen) == piece_count(iterate)
            assert answer(f"laps:{k}", specimen) == lap_count(iterate)


def tree(drawn: Network) -> dict[str, object]:
    """Return a network of relu, clip and identity layers as the tree that the oracle of networks reads."""
    layers = []
    for layer in drawn.layers:
        low, high = "0", "1"
        kind = {"clip": {"type": "clip", "low": low, "high": high}}.get(layer.activation.name, layer.activation.name)
        each: dict[str, object] = {"weight": [[str(w) for w in row] for row in layer.weight], "activation": kind}
        if layer.bias is not None:
            each["bias"] = [str(b) for b in layer.bias]
        layers.append(each)
    return network_tree(*layers, repeat=drawn.repeat)


@pytest.mark.parametrize("text", [*[t for t in FAMILIES if not t.startswith("random")], "perturbed_tent:depth=2"])
def test_regions(text: str) -> None:
    family = parse_family(text)
    for i in range(12):
        specimen = Specimen(family.draw(2, i))
        assert isinstance(specimen.drawn, Network)
        assert answer("regions", specimen) == len(networks_oracle.segments(tree(specimen.drawn)).patterns)


# -- entropy -----------------------------------------------------------------------------------------------------------


def test_entropy_agrees_with_periods_and_with_laps() -> None:
    """By [Misiurewicz 1979] a map with a period that is no power of two has positive entropy; with none, entropy 0."""
    found: Counter[str | int] = Counter()
    for text in FAMILIES:
        for specimen in specimens_of(text)[:15]:
            said_entropy = answer("entropy", specimen)
            found[said_entropy] += 1
            has_other = any(xp.has_least_period(specimen.f, n) for n in (3, 5, 6, 7, 9, 10, 11, 12))
            if said_entropy == NO:
                assert not has_other
            elif has_other:
                assert said_entropy in (YES, UNDECIDED)
            if specimen.bounded is not None:
                lower, upper = xp.entropy(specimen.bounded, width="1/10").growth
                assert lower <= 1 or said_entropy != NO
                assert upper > 1 or said_entropy != YES
            if specimen.bounded is None and said_entropy != UNDECIDED:  # T5.7
                assert (said_entropy == YES) == xp.has_least_period(specimen.f, 3)
                assert (said_entropy == NO) == (not xp.has_least_period(specimen.f, 2))
    assert found[YES] > 30
    assert found[NO] > 30


def test_positive_entropy_has_a_certificate_that_is_accepted() -> None:
    checked = 0
    for text in ("simple_rnn:width=3,variance=20", "notebook", "random_map:pieces=3", "random_tent"):
        for specimen in specimens_of(text)[:12]:
            if answer("entropy", specimen) == YES and checked < 5:
                verdict = parse_question("entropy").evidence(specimen)
                assert isinstance(verdict, xp.Proved)
                assert verdict.certificate is not None
                assert xp.check(verdict.certificate).is_accepted
                checked += 1
    assert checked == 5


def test_entropy_of_tents_is_positive_above_slope_one() -> None:
    question = parse_question("entropy")
    for slope in ("1/2", "1", "1000001/1000000", "11/10", "3/2", "2"):
        tent = xp.zoo.tent(slope=Fraction(slope))
        assert question.answer(Specimen(tent)) == said(Fraction(slope) > 1)


def test_entropy_of_zero_with_periods_one_two_and_four() -> None:
    """A swap of the halves with a flip inside one: cycles of lengths 1, 2, 4; entropy 0, which slopes do not show."""
    f = xp.PL([(0, "3/4"), ("1/2", 1), (1, 0)])
    assert [answer(f"period:{n}", Specimen(f)) for n in (1, 2, 4, 3, 8)] == [YES, YES, YES, NO, NO]
    assert answer("entropy", Specimen(f)) == NO


def test_entropy_on_unbounded_intervals() -> None:
    hump = [(0, 0), (1, 2), (2, 0)]
    assert answer("entropy", Specimen(xp.PL(hump, left_slope=0, right_slope=3))) == YES
    assert answer("entropy", Specimen(xp.PL(hump, left_slope=2, right_slope=-2))) == YES
    assert answer("entropy", Specimen(xp.PL([(0, 0)], left_slope=2, right_slope=2))) == NO
    assert answer("entropy", Specimen(xp.PL([(0, 0)], left_slope=-2, right_slope=-3))) == NO  # no bounded part: T5.7
    assert answer("entropy", Specimen(xp.PL([(-1, 0), (1, 1)], left_slope=-2, right_slope=-3))) == UNDECIDED


# -- the published float test ------------------------------------------------------------------------------------------


def forward(drawn: Network, x: float) -> float:
    values = [x]
    for _ in range(drawn.repeat):
        for layer in drawn.layers:
            sums = []
            for i, row in enumerate(layer.weight):
                total = 0.0
                for w, value in zip(row, values, strict=True):
                    total += float(w) * value
                sums.append(total if layer.bias is None else total + float(layer.bias[i]))
            if layer.activation.name == "relu":
                sums = [max(z, 0.0) for z in sums]
            elif layer.activation.name == "clip":
                sums = [min(max(z, 0.0), 1.0) for z in sums]
            values = sums
    return values[0]


def crossings(xs: list[float], ys: list[float]) -> int:
    d = [x - y for x, y in zip(xs, ys, strict=True)]
    found = 0
    for c in range(1, 162):
        found += d[c - 1] * d[c] < 0
        found += d[c] == 0 and d[c - 1] * d[c + 1] < 0
    return found


def naive(drawn: Network, n: int) -> str:
    xs = [-1.0 + i * (2.0 / 162) for i in range(162)] + [1.0]
    ys = firsts = [forward(drawn, x) for x in xs]
    for _ in range(n - 1):
        ys = [forward(drawn, y) for y in ys]
    return said(crossings(xs, ys) > crossings(xs, firsts))


@pytest.mark.parametrize(
    "text",
    [
        "notebook",
        "notebook:width=4,weights=he,biases=uniform,last=identity",
        "notebook:width=2,depth=3,last=clip",
        "simple_rnn:width=6,variance=80",
        "simple_rnn:width=4,variance=40,last=identity",
        "perturbed_tent:depth=2,noise=shared",
        "perturbed_tent:depth=1",
    ],
)
def test_the_notebook_test_against_plain_python(text: str) -> None:
    family = parse_family(text)
    for i in range(25):
        specimen = Specimen(family.draw(3, i))
        for n in (2, 3, 4):
            assert answer(f"notebook:{n}", specimen) == naive(specimen.drawn, n)


def test_the_notebook_test_says_both_on_random_networks() -> None:
    drawn = [parse_family(text).draw(3, i) for text in ("perturbed_tent:depth=1", "notebook") for i in range(20)]
    assert {answer("notebook:4", Specimen(each)) for each in drawn} == {YES, NO}


def test_the_notebook_test_counts_touching_points_of_the_grid() -> None:
    """x - f(x) = |x| touches 0 in the middle of the grid, x - f(x) = -x crosses it there: only the latter counts."""
    for weight, bias, last in (
        ([[1], [1]], [0, 0], [2, 0]),
        ([[1], [-1]], [0, 0], [2, -2]),
        ([[1], [1]], [0, 0], [1, 0]),
    ):
        drawn = networks.dense([weight, [last]], [bias, [0]])
        for n in (2, 3, 4):
            assert answer(f"notebook:{n}", Specimen(drawn)) == naive(drawn, n)


def test_the_notebook_test_on_values_beyond_float64() -> None:
    """Slopes of 10^150 grow beyond 10^308: what is infinite or no number crosses nothing, and nothing warns."""
    family = parse_family("simple_rnn:width=2,variance=1e300,last=identity")
    for i in range(20):
        drawn = family.draw(0, i)
        assert answer("notebook:4", Specimen(drawn)) in (YES, NO)
    tall = networks.dense([[[10**150]], [[-(10**150)]]], [[0], [1]])
    assert answer("notebook:4", Specimen(tall)) == naive(tall, 4)


def test_the_tent_has_period_three_and_the_notebook_test_sees_it() -> None:
    tent = networks.dense([[[1], [1]], [[2, -4]]], [[0, "-1/2"], [0]])
    assert answer("period:3", Specimen(tent)) == YES
    assert [answer(f"notebook:{n}", Specimen(tent)) for n in (3, 4)] == [naive(tent, 3), naive(tent, 4)] == [YES, YES]


# -- what is asked -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    ["period:1", "period:3", "entropy", "order", "contraction", "pieces:0", "laps:7", "regions", "notebook:2"],
)
def test_questions_are_read_and_written(text: str) -> None:
    assert str(parse_question(text)) == text
    assert parse_question(text) == parse_question(str(parse_question(text)))


def test_leading_zeros_mean_the_same_question() -> None:
    assert parse_question("period:003") == parse_question("period:3") == Question("period", 3)


@pytest.mark.parametrize(
    "text",
    [
        *["", "period", "period:", "period:0", "period:-3", "period:x", "period:3.0", "period:1e2", "period:3:4"],
        *[
            "period: 3",
            "period:+3",
            "period:12345678",
            "period:\u0663",
            "entropy:",
            "entropy:1",
            "regions:2",
            "Period:3",
        ],
        *["notebook:1", "notebook", "pieces", "laps:-1", ":3", "chaos", None, 3],
    ],
    ids=ascii,
)
def test_texts_that_are_no_question(text: str) -> None:
    with pytest.raises(InputError, match="found"):
        parse_question(text)


def test_only_the_float_test_is_an_observation() -> None:
    for name, kind in survey.QUESTIONS.items():
        question = Question(name, None if kind.parameter is None else kind.parameter[1])
        assert question.is_observed == (name == "notebook")


def test_questions_about_networks_refuse_maps() -> None:
    for text in ("regions", "notebook:4"):
        with pytest.raises(InputError, match="network"):
            answer(text, Specimen(xp.zoo.tent()))


def test_questions_too_large_to_answer_stay_open() -> None:
    specimen = Specimen(survey.family("random_map").draw(0, 0))
    assert answer("pieces:9999999", specimen) == UNDECIDED
    assert answer("period:9999999", specimen) == UNDECIDED


def test_the_listed_points_agree_with_the_answer() -> None:
    for specimen in specimens_of("random_tent")[:10]:
        assert answer("period:3", specimen) == said(bool(isolated_periodic_points(oracle(specimen.f), 3)))
