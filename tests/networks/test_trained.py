"""A network trained on exp, before and after: its files hold one function, proved; its pieces, and a float detector."""

import random
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import exactpl as xp
from tests.oracles import networks as oracle
from tests.oracles.notebook_detector import detected_segments

N = xp.networks
Q = Fraction

FOLDER = Path(__file__).parent / "trained"
LAYERS = "0:relu 2:relu 4:relu 6"
ON = (-5, 5)


def proved_one_function(f: Any, g: Any) -> None:
    """f and g are the same function on [-5, 5] and on the whole line, and the checker accepts both proofs."""
    for on in (ON, None):
        verdict = xp.same_function(f, g, on=on)
        assert isinstance(verdict, xp.Proved)
        assert xp.check(verdict.certificate).verdict == "accept"


def tree_of(network: Any) -> dict[str, Any]:
    """Return the network for the oracle."""
    return {
        "format": "exactpl-network/1",
        "layers": [
            {
                "activation": layer.activation.name,
                "bias": [str(b) for b in layer.bias],
                "weight": [[str(w) for w in row] for row in layer.weight],
            }
            for layer in network.layers
        ],
    }


@pytest.fixture(params=["before", "after"])
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def from_onnx(name: str) -> Any:
    pytest.importorskip("onnx")
    return N.load(FOLDER / f"{name}.onnx")


def from_safetensors(name: str) -> Any:
    pytest.importorskip("safetensors")
    return N.load(FOLDER / f"{name}.safetensors", layers=LAYERS)


def test_shape(name: str) -> None:
    network = from_safetensors(name)
    assert network.widths == (1, 10, 10, 10, 1)
    assert [layer.activation for layer in network.layers] == [N.RELU] * 3 + [N.IDENTITY]
    for layer in network.layers:
        for x in [*(w for row in layer.weight for w in row), *layer.bias]:
            assert Q(float(np.float32(float(x)))) == x
    with pytest.raises(xp.InputError, match=r"0\.bias, 0\.weight, 2\.bias.*6\.weight"):
        N.load(FOLDER / f"{name}.safetensors")


def test_two_formats_one_function(name: str) -> None:
    f, g = from_onnx(name), from_safetensors(name)
    assert f == g
    proved_one_function(f, g)


def test_before_and_after_are_two_functions() -> None:
    verdict = xp.same_function(from_safetensors("before"), from_safetensors("after"), on=ON)
    assert isinstance(verdict, xp.Refuted)
    t, gap = verdict.witness
    assert abs(from_safetensors("before")(t) - from_safetensors("after")(t)) == gap
    assert xp.check(verdict.certificate).verdict == "accept"


def test_one_bit_of_one_weight_makes_another_function(name: str) -> None:
    f = from_safetensors(name)
    last = f.layers[-1]
    changed = N.Network([*f.layers[:-1], N.Layer(last.weight, [last.bias[0] + Q(1, 2**40)])])
    verdict = xp.same_function(f, changed, on=ON)
    assert isinstance(verdict, xp.Refuted)
    assert verdict.witness[1] == Q(1, 2**40)


PIECES = {"before": (26, 38), "after": (21, 26)}
"""Pieces on [-5, 5] and on the line."""


def test_exact_pieces(name: str) -> None:
    network = from_safetensors(name)
    for on, pieces in zip((ON, None), PIECES[name], strict=True):
        found = N.segments(network, on=on)
        low, high = on or (None, None)
        truth = oracle.segments(tree_of(network), low, high)
        assert (truth.pieces, truth.regions) == (pieces, len(found.regions))
        assert len(found.function.slopes) == pieces
        verdict = xp.decide(xp.claims.NetworkCounts(network, on=on))
        assert verdict.value == (pieces, truth.regions)
        assert xp.check(verdict.certificate).verdict == "accept"


def float_function(network: Any) -> Any:
    """Return the network as a float32 program computes it."""
    layers = [
        (
            np.array(layer.weight, dtype=np.float64).astype(np.float32),
            np.array(layer.bias, dtype=np.float64).astype(np.float32),
        )
        for layer in network.layers
    ]

    def function(x: float) -> float:
        value = np.array([x], dtype=np.float32)
        for i, (weight, bias) in enumerate(layers):
            value = weight @ value + bias
            value = np.maximum(value, 0) if i < len(layers) - 1 else value
        return float(value[0])

    return function


def test_the_float_detector_is_wrong(name: str) -> None:
    """The notebook's grid and threshold find too many pieces: most kinks lie inside of a cell; others find too few."""
    network = from_safetensors(name)
    function = float_function(network)
    for x in (-5, "-1/3", 0, "7/3", 5):
        assert abs(function(float(Q(x))) - float(network(x))) < 1e-3
    found = {
        (points, eps): detected_segments(function, *ON, points, eps)
        for points in (100, 300, 1000, 3000)
        for eps in (1e-3, 1e-2, 1e-1)
    }
    exact = PIECES[name][0]
    assert found[300, 1e-3] > exact + 5
    assert found[1000, 1e-3] > exact + 5  # a finer grid does not help
    assert len(set(found.values())) > 3
    if name == "before":
        assert found[300, 1e-2] < exact - 5  # changes of slope are small
        assert found[300, 1e-1] == 1


def test_points() -> None:
    rng = random.Random(8)
    for name in ("before", "after"):
        f, g = from_onnx(name), from_safetensors(name)
        line = N.segments(f).function
        for _ in range(30):
            x = Q(rng.randint(-900, 900), rng.randint(1, 99))
            assert f(x) == g(x) == line(x) == oracle.evaluate(tree_of(g), [x])[0]


def test_trained_here(tmp_path: Path) -> None:
    """Training, two exports and three readers: one function."""
    pytest.importorskip("torch")
    pytest.importorskip("onnx")
    pytest.importorskip("safetensors")
    from tests.networks.trained import make_trained

    module = make_trained.fresh(seed=3)
    first = make_trained.trained(module, 1)
    assert make_trained.trained(module, 120) < first
    make_trained.written(module, tmp_path, "here")
    networks = [
        N.from_torch(module),
        N.load(tmp_path / "here.onnx"),
        N.load(tmp_path / "here.safetensors", layers=LAYERS),
    ]
    for other in networks[1:]:
        assert other == networks[0]
        proved_one_function(networks[0], other)
    N.to_onnx(networks[0], tmp_path / "again.onnx")
    N.to_safetensors(networks[0], tmp_path / "again.safetensors")
    N.to_npz(networks[0], tmp_path / "again.npz", dtype="float32")
    for suffix in ("onnx", "safetensors", "npz"):
        again = N.load(tmp_path / f"again.{suffix}")
        verdict = xp.same_function(networks[0], again)
        assert isinstance(verdict, xp.Proved)
    assert N.from_torch(N.to_torch(networks[0])) == networks[0]


def test_the_script_makes_such_files(tmp_path: Path) -> None:
    """Fresh files have the same names, shapes and types as the fixtures (their last bits may differ)."""
    pytest.importorskip("torch")
    load_file = pytest.importorskip("safetensors.numpy").load_file
    pytest.importorskip("onnx")
    from tests.networks.trained import make_trained

    make_trained.written(make_trained.fresh(), tmp_path, "before")
    made, kept = (load_file(folder / "before.safetensors") for folder in (tmp_path, FOLDER))
    assert {k: (a.shape, a.dtype) for k, a in made.items()} == {k: (a.shape, a.dtype) for k, a in kept.items()}
    assert N.load(tmp_path / "before.onnx").widths == (1, 10, 10, 10, 1)
