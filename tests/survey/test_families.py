"""Families: draw i of a seed is one map or network, everywhere; impossible parameters are refused at once."""

import math
import subprocess
import sys
from fractions import Fraction
from statistics import fmean, pvariance

import pytest

from exactpl import networks, survey
from exactpl.errors import InputError
from exactpl.maps.pl import PL
from exactpl.networks.network import Network
from exactpl.survey.families import parse_family
from tests.bridge import oracle
from tests.oracles.maps import Map, same
from tests.survey import plain

Q = Fraction
SOME = [
    "simple_rnn:width=3,variance=20",
    "simple_rnn:width=2,biases=truncated_normal,last=identity",
    "low_variance:width=5",
    "notebook:width=2,weights=he,biases=he",
    "notebook:width=3,depth=3,weights=glorot,biases=uniform,last=clip",
    "notebook:weights=std_1/k,biases=zero,last=identity",
    "notebook:weights=variance_1/k,biases=truncated_normal",
    "random_map:pieces=5",
    "random_tent:least=1/2,most=3/2",
    "perturbed_tent:depth=3,deviation=1/20",
    "perturbed_tent:depth=4,noise=shared",
]
some = pytest.mark.parametrize("text", SOME)


def function(drawn: PL | Network) -> Map:
    return oracle(networks.segments(drawn).function if isinstance(drawn, Network) else drawn)


@some
def test_a_draw_is_the_same_whatever_was_drawn_before(text: str) -> None:
    family = parse_family(text)
    forwards = [family.draw(7, i) for i in range(6)]
    assert [family.draw(7, i) for i in reversed(range(6))] == forwards[::-1]
    assert family.draw(7, 3) == parse_family(text).draw(7, 3)


@some
def test_draws_and_seeds_differ(text: str) -> None:
    family = parse_family(text)
    drawn = [family.draw(seed, i) for seed in (0, 1, 2**64, 2**128 - 1) for i in (0, 1, 2**32, 2**62)]
    for n, one in enumerate(drawn):
        assert all(one != other for other in drawn[:n])


def test_draws_with_the_largest_numbers_differ() -> None:
    family = survey.family("random_tent")
    numbers = (0, 2**63 - 1, 2**63, 2**63 + 1, 2**64 - 2, 2**64 - 1)
    assert len({family.draw(0, i) for i in numbers}) == len(numbers)


def test_a_fresh_process_draws_the_same() -> None:
    program = (
        "import sys; from exactpl.survey.families import parse_family\n"
        "for text in sys.argv[1:]:\n"
        "    for i in (0, 5, 10**12): print(ascii(parse_family(text).draw(11, i)))\n"
    )
    done = subprocess.run([sys.executable, "-c", program, *SOME], capture_output=True, text=True, check=True)
    here = [ascii(parse_family(text).draw(11, i)) for text in SOME for i in (0, 5, 10**12)]
    assert done.stdout.splitlines() == here


@some
def test_the_text_of_a_family_means_it(text: str) -> None:
    family = parse_family(text)
    assert parse_family(str(family)) == family
    assert dict(family.parameters).keys() == survey.FAMILIES[family.name].defaults.keys()


# -- draws, made again from random numbers -----------------------------------------------------------------------------


def test_simple_rnn_is_its_definition() -> None:
    for width, variance in ((1, Q(2)), (2, Q(20)), (5, Q(1, 3))):
        family = survey.family("simple_rnn", width=width, variance=variance)
        free = survey.family("simple_rnn", width=width, variance=variance, last="identity")
        for i in range(12):
            assert same(function(family.draw(3, i)), plain.simple_rnn(3, i, width, variance))
            assert same(function(free.draw(3, i)), plain.simple_rnn(3, i, width, variance, clipped=False))


def test_low_variance_is_simple_rnn_with_another_variance() -> None:
    for width in (2, 3, 8):
        family = survey.family("low_variance", width=width)
        variance = 1 / (4 * Q(math.log(width)))
        for i in range(5):
            assert same(function(family.draw(4, i)), plain.simple_rnn(4, i, width, variance))


def test_notebook_is_its_definition() -> None:
    for width, depth in ((2, 2), (3, 2), (2, 3), (1, 4)):
        family = survey.family("notebook", width=width, depth=depth)
        for i in range(8):
            assert same(function(family.draw(5, i)), plain.he_notebook(5, i, width, depth))


def test_random_map_is_its_definition() -> None:
    for pieces in (1, 2, 6):
        family = survey.family("random_map", pieces=pieces)
        for i in range(12):
            drawn = family.draw(6, i)
            assert same(function(drawn), plain.random_map(6, i, pieces))
            assert len(drawn.knots) == pieces + 1


def test_random_tent_is_its_definition() -> None:
    for least, most in ((Q(1), Q(2)), (Q(1, 3), Q(3, 2))):
        family = survey.family("random_tent", least=least, most=most)
        for i in range(20):
            assert same(function(family.draw(7, i)), plain.random_tent(7, i, least, most))


def test_perturbed_tent_is_its_definition() -> None:
    for depth in (1, 2, 3):
        for noise in ("fresh", "shared"):
            family = survey.family("perturbed_tent", depth=depth, deviation="1/10", noise=noise)
            for i in range(6):
                remade = plain.perturbed_tent(8, i, depth, 0.1, shared=noise == "shared")
                assert same(function(family.draw(8, i)), remade)


# -- distributions -----------------------------------------------------------------------------------------------------


def test_slopes_of_simple_rnn_have_their_mean_and_variance() -> None:
    family = survey.family("simple_rnn", width=4, variance=8)
    drawn = [family.draw(1, i) for i in range(1000)]
    slopes = [float(w) for each in drawn for w in each.layers[1].weight[0]]
    assert abs(fmean(slopes)) < 5 * math.sqrt(2 / 4000)
    assert abs(pvariance(slopes) - 2) < 5 * 2 * math.sqrt(2 / 4000)
    kinks = [-float(b) for each in drawn for b in each.layers[0].bias]
    assert 0 <= min(kinks) < 0.01
    assert 0.99 < max(kinks) < 1
    assert abs(fmean(kinks) - 1 / 2) < 5 * math.sqrt(1 / 12 / 4000)


def test_truncated_biases_lie_in_the_unit_interval_with_more_near_zero() -> None:
    family = survey.family("simple_rnn", width=4, biases="truncated_normal")
    kinks = [-float(b) for i in range(500) for b in family.draw(2, i).layers[0].bias]
    assert all(0 <= b <= 1 for b in kinks)
    assert 0.44 < fmean(kinks) < 0.48  # (phi(0) - phi(1)) / (Phi(1) - Phi(0)) = 0.4599


def test_he_weights_have_their_variance() -> None:
    family = survey.family("notebook", width=5, depth=3)
    second = [float(w) for i in range(300) for row in family.draw(3, i).layers[1].weight for w in row]
    assert abs(pvariance(second) - 2 / 5) < 5 * 2 / 5 * math.sqrt(2 / len(second))


def test_slopes_of_tents_are_uniform() -> None:
    family = survey.family("random_tent", least="1/2", most="3/2")
    slopes = [float(family.draw(4, i).lipschitz()) for i in range(1000)]
    assert 0.5 <= min(slopes) < 0.51
    assert 1.49 < max(slopes) <= 1.5
    assert abs(fmean(slopes) - 1) < 5 * math.sqrt(1 / 12 / 1000)


def test_noise_on_tents_is_fresh_or_shared() -> None:
    fresh, shared = (survey.family("perturbed_tent", depth=3, noise=noise).draw(0, 0) for noise in ("fresh", "shared"))
    assert (len(fresh.layers), fresh.repeat) == (6, 1)
    assert (len(shared.layers), shared.repeat) == (2, 3)
    assert shared.layers == fresh.layers[:2]
    assert len(set(fresh.layers)) == 6


def test_one_bias_and_no_bias() -> None:
    ones = survey.family("notebook", weights="one", biases="zero").draw(0, 0)
    assert same(function(ones), plain.unit_sum([Q(2)], [plain.relu(plain.LINE)], Q(0)))


# -- what is refused ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "parameters"),
    [
        *[("simple_rnn", {"width": w}) for w in (0, -1, 2.5, "2.5", "", "x", None, True, 10**6, "1" * 30, "+2", " 2")],
        *[("simple_rnn", {"variance": v}) for v in (0, -1, "-1/2", "", "x", "1/0", None, True, 0.5, "1e400", "1e-400")],
        *[("simple_rnn", {"variance": v}) for v in ("nan", "inf", "1e99999999", [2])],
        ("simple_rnn", {"biases": "he"}),
        ("simple_rnn", {"biases": 3}),
        ("simple_rnn", {"last": "relu"}),
        ("simple_rnn", {"depth": 2}),
        ("simple_rnn", {"Width": 2}),
        ("low_variance", {"width": 1}),
        ("low_variance", {"variance": 1}),
        ("notebook", {"depth": 1}),
        ("notebook", {"depth": 0}),
        ("notebook", {"depth": 257}),
        ("notebook", {"width": 4097}),
        ("notebook", {"weights": "normal"}),
        ("notebook", {"weights": ["he", "he"]}),
        ("notebook", {"biases": ""}),
        ("notebook", {"last": "abs"}),
        ("random_map", {"pieces": 0}),
        ("random_map", {"pieces": 10**9}),
        ("random_tent", {"least": 2, "most": 1}),
        ("random_tent", {"least": 1, "most": 1}),
        ("random_tent", {"least": 0}),
        ("random_tent", {"least": -1}),
        ("random_tent", {"most": "2.0000001"}),
        ("perturbed_tent", {"depth": 0}),
        ("perturbed_tent", {"deviation": 0}),
        ("perturbed_tent", {"deviation": -1}),
        ("perturbed_tent", {"deviation": "1e-400"}),
        ("perturbed_tent", {"deviation": "1e400"}),
        ("perturbed_tent", {"noise": "none"}),
        ("tent", {}),
        ("", {}),
        ("Simple_RNN", {}),
        (None, {}),
    ],
    ids=str,
)
def test_impossible_parameters_are_one_clear_error(name: str, parameters: dict[str, object]) -> None:
    with pytest.raises(InputError) as caught:
        survey.family(name, **parameters)
    message = str(caught.value)
    assert "found" in message
    assert "\n" not in message
    assert len(message) < 600


def test_a_number_of_thousands_of_digits_is_refused() -> None:
    for width in (10**5000, -(10**5000)):
        with pytest.raises(InputError, match="width"):
            survey.family("simple_rnn", width=width)


@pytest.mark.parametrize("name", [[], {}], ids=repr)
def test_a_name_that_is_no_text(name: object) -> None:
    with pytest.raises((InputError, TypeError)):
        survey.family(name)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text",
    [
        "simple_rnn:width",
        "simple_rnn:width=2,width=2",
        "simple_rnn:width=2,width=3",
        "simple_rnn:width=",
        "simple_rnn:=2",
        "simple_rnn:width=2=3",
        "simple_rnn:wide=2",
        "simple_rnn width=2",
        "simple_rnn:variance=1,2",
        "random_tent:least=2,most=1",
        ":",
        "",
        "list",
    ],
)
def test_texts_that_are_no_family(text: str) -> None:
    with pytest.raises(InputError, match="found"):
        parse_family(text)


@pytest.mark.parametrize("key", ["name", "self", "seed", "number", "parameters"])
def test_a_parameter_may_have_any_unknown_name(key: str) -> None:
    with pytest.raises(InputError, match=key):
        parse_family(f"simple_rnn:{key}=3")


def test_given_twice() -> None:
    with pytest.raises(InputError, match="width is given twice"):
        parse_family("simple_rnn:width=2", width="2")
    assert parse_family("simple_rnn:variance=3", width="5") == survey.family("simple_rnn", width=5, variance=3)
    assert parse_family("simple_rnn", width=None) == survey.family("simple_rnn")


def test_noise_too_large_for_a_float_is_refused_before_the_work() -> None:
    """Noise of the deviation 1.7e308 is beyond float64 in about every second draw."""
    with pytest.raises(InputError, match="deviation"):
        survey.family("perturbed_tent", deviation="1.7e308")


@pytest.mark.parametrize(("seed", "number"), [(-1, 0), (1 << 128, 0), (0, -1), (0, 1 << 64)])
def test_seeds_and_numbers_out_of_range(seed: int, number: int) -> None:
    with pytest.raises(InputError):
        survey.family("random_tent").draw(seed, number)


def test_texts_and_numbers_mean_the_same_family() -> None:
    assert survey.family("simple_rnn", width="08", variance="0.50") == survey.family(
        "simple_rnn", width=8, variance=Q(1, 2)
    )
    assert str(survey.family("random_tent", least="0.5")) == "random_tent:least=1/2,most=2"
