"""Networks beside floats: outputs within their bounds, pieces seen on a grid, and bugs that disagree."""

from fractions import Fraction
from pathlib import Path

import pytest

import exactpl as xp
from exactpl import DomainError, InputError, zoo
from exactpl.crosscheck import comparing_networks, grid_counts, network_floats
from exactpl.crosscheck.comparing_networks import compare_network
from exactpl.crosscheck.float_steps import Ball
from exactpl.crosscheck.reports import AGREES, CANNOT_TELL, DISAGREES, CrossCheck
from tests.crosscheck.cases import LIBRARIES, library

N = xp.networks
libraries = pytest.mark.parametrize("name", LIBRARIES)
formats = pytest.mark.parametrize("format", ["float64", "float32"])
PRINTED = Path(__file__).resolve().parents[2] / "examples" / "notebook_relu_network.json"
TENT = N.dense([[[1], [1]], [[2, -4]]], [[0, "-1/2"], [0]])
PLANE = N.Network(
    [
        N.Layer([[1, "1/3"], ["-2/7", 1], [1, 1]], ["1/5", 0, "-1/3"], "relu"),
        N.Layer([[1, -1, "1/3"], [0, "3/7", 1]], None, N.MaxPool([(0, 1), (1,)])),
    ]
)


def outcomes(report: CrossCheck) -> dict[str, str]:
    return {each.what: each.outcome for each in report.comparisons}


@libraries
@formats
def test_what_agrees(name: str, format: str) -> None:
    place = library(name)
    report = compare_network(TENT, on=(0, 1), points=999, samples=20, backend=place, format=format)
    assert outcomes(report) == {"values": AGREES, "pieces": AGREES}
    assert report.comparisons[1].exact == report.comparisons[1].seen == 2
    assert (report.k, report.points, report.backend, report.format) == (1, 999, f"{name} on cpu", format)
    line = {"start": [0, "1/3"], "direction": [1, "-1/2"]}
    report = compare_network(PLANE, on=(-1, 1), **line, points=999, samples=20, backend=place, format=format)
    assert report.outcome == AGREES
    assert report.comparisons[1].exact == len(N.segments(PLANE, on=(-1, 1), **line).pieces) > 2


@formats
@pytest.mark.parametrize("seed", range(6))
def test_random_networks_never_disagree(seed: int, format: str) -> None:
    network = N.initialised([2, 7, 7, 2], seed=seed, biases="uniform")
    report = compare_network(
        network, on=(-2, 2), start=[0, "1/7"], direction=[1, "-1/3"], points=500, samples=30, format=format
    )
    assert outcomes(report)["values"] == AGREES
    assert outcomes(report)["pieces"] in (AGREES, CANNOT_TELL)
    pieces = report.comparisons[1]
    assert pieces.seen is not None
    assert pieces.exact is not None
    assert 1 <= pieces.seen <= pieces.exact


def test_the_printed_network() -> None:
    subject = xp.NetworkSubject.load(PRINTED)
    assert compare_network(subject, on=(0, 1), points=500).outcome == AGREES


def test_a_grid_that_is_too_coarse_cannot_tell() -> None:
    bump = N.dense([[[1], [1], [1]], [[1, -2, 1]]], [["-1/2", "-5001/10000", "-5002/10000"], [0]])
    report = compare_network(bump, on=(0, 1), points=11)
    assert outcomes(report) == {"values": AGREES, "pieces": CANNOT_TELL}
    assert report.outcome == CANNOT_TELL
    assert "too coarse" in report.comparisons[1].detail
    assert compare_network(bump, on=("49/100", "51/100"), points=2001).outcome == AGREES


def test_a_recurrent_network() -> None:
    tents = N.Network(TENT.layers, repeat=4)
    report = compare_network(tents, on=(0, 1), points=2000)
    assert report.outcome == AGREES
    assert report.comparisons[1].exact == 16


def test_outputs_beyond_the_format_cannot_be_told() -> None:
    network = N.Network([N.Layer([[Fraction(2) ** 100]])] * 2)
    report = compare_network(network, on=(1, 2), points=50, format="float32")
    assert outcomes(report)["values"] == CANNOT_TELL
    assert "no bound at 50 points is finite" in report.comparisons[0].detail
    assert compare_network(network, on=(1, 2), points=50).outcome == AGREES


def test_an_infinite_bound_is_not_counted_as_agreement() -> None:
    network = N.Network([N.Layer([[Fraction(2) ** 127], [1]]), N.Layer([[2, 0], [0, 1]])])
    report = compare_network(network, on=(1, 2), points=50, format="float32")
    assert report.outcome in (AGREES, CANNOT_TELL)


# ------------------------------------------------------------------------------
# Bugs are seen


def patched(monkeypatch: pytest.MonkeyPatch, amount: float, factor: float) -> None:
    original = network_floats.NetworkFloats.images

    def images(self: network_floats.NetworkFloats, *arguments: object) -> Ball:
        found = original(self, *arguments)  # type: ignore[arg-type]
        return Ball(found.values + amount, found.bounds * factor, found.certain)

    monkeypatch.setattr(network_floats.NetworkFloats, "images", images)


@libraries
@formats
def test_wrong_floats_disagree(name: str, format: str, monkeypatch: pytest.MonkeyPatch) -> None:
    patched(monkeypatch, 1e-6 if format == "float64" else 1e-4, 1)
    report = compare_network(TENT, on=(0, 1), points=500, samples=10, backend=library(name), format=format)
    assert outcomes(report) == {"values": DISAGREES, "pieces": AGREES}
    assert report.outcome == DISAGREES
    assert "beyond its bound" in report.comparisons[0].detail


@libraries
@formats
def test_bounds_that_are_too_small_disagree(name: str, format: str, monkeypatch: pytest.MonkeyPatch) -> None:
    patched(monkeypatch, 0, 1e-9)
    line = {"start": [0, "1/3"], "direction": [1, "-1/2"]}
    report = compare_network(PLANE, on=(-1, 1), **line, points=500, samples=50, backend=library(name), format=format)
    assert outcomes(report)["values"] == DISAGREES


@formats
def test_noise_that_is_taken_for_pieces_disagrees(format: str, monkeypatch: pytest.MonkeyPatch) -> None:
    patched(monkeypatch, 0, 0)
    monkeypatch.setattr(grid_counts._Differences, "_widened", lambda _self, bound: bound * 0)
    network = N.dense([[["1/3"]], [["3/7"]]], [["1/7"], ["1/11"]], "identity")
    report = compare_network(network, on=(0, 1), points=2000, samples=3, format=format)
    assert outcomes(report)["pieces"] == DISAGREES
    assert report.comparisons[1].exact == 1


def test_segments_with_too_few_pieces_disagree(monkeypatch: pytest.MonkeyPatch) -> None:
    original = comparing_networks.segments

    class Fewer:
        def __init__(self, *arguments: object, **options: object) -> None:
            self.pieces = original(*arguments, **options).pieces[1:]  # type: ignore[arg-type]

    monkeypatch.setattr(comparing_networks, "segments", Fewer)
    report = compare_network(TENT, on=(0, 1), points=500)
    assert outcomes(report) == {"values": AGREES, "pieces": DISAGREES}


def test_exact_values_that_are_wrong_disagree() -> None:
    class Wrong(N.Network):
        def image(self, x: tuple[Fraction, ...]) -> tuple[Fraction, ...]:
            return tuple(y + Fraction(1, 10**6) for y in super().image(x))

    assert outcomes(compare_network(Wrong(TENT.layers), on=(0, 1), points=500))["values"] == DISAGREES


# ------------------------------------------------------------------------------
# The ends of the formats


@formats
def test_faint_weights_are_refused_or_right(format: str) -> None:
    least = -126 if format == "float32" else -1022
    large, faint = Fraction(2) ** (-least - 27), Fraction(2) ** least / 2**70
    network = N.Network([N.Layer([[large]]), N.Layer([[faint]])])
    try:
        report = compare_network(network, on=(0, 1), points=50, format=format)
    except InputError as error:
        message = str(error)
    else:
        assert report.outcome != DISAGREES
        message = report.format
    assert format in message


@libraries
@formats
def test_sums_that_overflow_on_the_way_never_disagree(name: str, format: str) -> None:
    top = Fraction(2) ** (127 if format == "float32" else 1023)
    rows = [[-top, -top, top, top, top, top, top, top], [0, 0, 0, 0, 0, 0, 0, -5]]
    network = N.Network([N.Layer([[1]] * 8), N.Layer(rows, None, N.MaxPool([(0, 1)]))])
    report = compare_network(network, on=(1, 2), points=50, backend=library(name), format=format)
    assert outcomes(report)["values"] == CANNOT_TELL


# ------------------------------------------------------------------------------
# What is refused


def test_a_line_with_two_ends_is_required() -> None:
    for on in (None, (0, None), (None, 0)):
        with pytest.raises(DomainError, match="compact interval of positive length"):
            compare_network(TENT, on=on)
    with pytest.raises(InputError, match="more than one point"):
        compare_network(TENT, on=(1, 1))
    with pytest.raises(InputError, match="needs a line"):
        compare_network(PLANE, on=(0, 1))
    with pytest.raises(InputError, match="only one of them"):
        compare_network(PLANE, on=(0, 1), start=[0, 0])


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"points": 2}, "points must be an integer >= 3"),
        ({"samples": 0}, "samples must be an integer >= 1"),
        ({"format": "half"}, "float64 or float32, is required"),
        ({"backend": "jax"}, "a backend, numpy, torch, cupy"),
    ],
    ids=str,
)
def test_wrong_options(options: dict[str, object], message: str) -> None:
    with pytest.raises(InputError, match=message):
        compare_network(TENT, **{"on": (0, 1), "points": 50, **options})  # type: ignore[arg-type]


def test_maps_are_no_networks() -> None:
    with pytest.raises(TypeError, match="a Network is required"):
        compare_network(zoo.tent(), on=(0, 1))  # type: ignore[arg-type]
