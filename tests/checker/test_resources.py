"""Memory of the whole command on large questions, and bombs that must end in a verdict; no times."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import pytest

from tests.checker import fueltable
from tests.checker.certmaker import TENT, about, canonical, certificate, map_text, network_text
from tests.harness import command, reading_fuel

pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs the module resource")

# 1.9999 relu(x + 0.00001) - 4 relu(x - 0.502) on the line
TWO_RELUS = map_text(
    [("-1/100000", "0"), ("251/500", str(Fraction("1.9999") * Fraction("0.50201")))], "0", "-20001/10000"
)


def four_breakpoints(seed: int) -> str:
    """A self-map of [0, 1] with four folds and 12-bit data."""
    rng = random.Random(seed)
    xs = [0, *sorted(rng.sample(range(1, 4096), 4)), 4096]
    ys = [rng.randint(0, 1000) if i % 2 else rng.randint(3000, 4096) for i in range(6)]
    return map_text([(str(Fraction(x, 4096)), str(Fraction(y, 4096))) for x, y in zip(xs, ys, strict=True)])


# Run by a small process, as the memory of the process that starts another counts for the other as well.
MEASURE = """
import resource, subprocess, sys
done = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
print(done.returncode, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def measured(path: Path, value: object, *options: str) -> tuple[int, float]:
    """The status and the megabytes of a run."""
    path.write_bytes(canonical(value))
    words = [sys.executable, "-I", "-c", MEASURE, *command(str(path), *options)]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    status, memory = done.stdout.split()
    return int(status), int(memory) / (2**20 if sys.platform == "darwin" else 2**10)


@pytest.mark.parametrize("claim_type", ["piece_count", "lap_count"])
def test_two_relus(tmp_path: Path, claim_type: str) -> None:
    claim = {"k": 1000, "on": None, "type": claim_type, "value": "1"}
    status, megabytes = measured(tmp_path / "c.json", certificate(TWO_RELUS, claim))
    assert status == 1
    assert megabytes < 60


@pytest.mark.parametrize("seed", [1, 3])
@pytest.mark.parametrize("claim_type", ["piece_count", "lap_count"])
def test_four_breakpoints(tmp_path: Path, claim_type: str, seed: int) -> None:
    claim = {"k": 1000, "on": None, "type": claim_type, "value": "1"}
    status, megabytes = measured(tmp_path / "c.json", certificate(four_breakpoints(seed), claim))
    assert status == 1
    assert megabytes < 100


@pytest.mark.parametrize("seed", [1, 3])
def test_slopes_of_four_breakpoints(tmp_path: Path, seed: int) -> None:
    claim = {"k": 300, "largest": "1", "on": None, "smallest": "1", "type": "slope_range"}
    status, megabytes = measured(tmp_path / "c.json", certificate(four_breakpoints(seed), claim))
    assert status == 1
    assert megabytes < 60


@pytest.mark.parametrize("claim_type", ["crossing_count", "preimage_count"])
def test_levels_of_four_breakpoints(tmp_path: Path, claim_type: str) -> None:
    claim = {"k": 600, "level": "1/3", "on": None, "type": claim_type, "value": "1"}
    status, megabytes = measured(tmp_path / "c.json", certificate(four_breakpoints(1), claim))
    assert status == 1
    assert megabytes < 100


def test_an_infinite_orbit(tmp_path: Path) -> None:
    claim = {"denominator": ["1", "-3"], "numerator": ["1"], "on": None, "type": "piece_count_series"}
    value = certificate(four_breakpoints(1), claim, {"terms": 2000})
    status, megabytes = measured(tmp_path / "c.json", value)
    assert status == 1
    assert megabytes < 60


def test_least_period_thirty(tmp_path: Path) -> None:
    claim = {"n": 30, "on": None, "type": "no_least_period"}
    status, _ = measured(tmp_path / "c.json", certificate(four_breakpoints(1), claim))
    assert status == 1


def long_breakpoints(bits: int, count: int) -> str:
    """A self-map of [0, 1] with folds at random points of so many bits."""
    rng, one = random.Random(bits), 2**bits
    xs = [0, *sorted(rng.randrange(1, one) for _ in range(count)), one]
    ys = [rng.randrange(one // 3) if i % 2 else one - rng.randrange(one // 3) for i in range(count + 2)]
    return map_text([(str(Fraction(x, one)), str(Fraction(y, one))) for x, y in zip(xs, ys, strict=True)])


@pytest.mark.parametrize("claim_type", ["piece_count", "lap_count"])
def test_long_data(tmp_path: Path, claim_type: str) -> None:
    claim = {"k": 200, "on": None, "type": claim_type, "value": "1"}
    status, megabytes = measured(tmp_path / "c.json", certificate(long_breakpoints(2000, 4), claim))
    assert status == 1
    assert megabytes < 40


def test_fixed_points_of_a_map_with_many_breakpoints(tmp_path: Path) -> None:
    """No decline: the work grows like n^2."""
    claim = {"intervals": "0", "isolated": "1", "n": 150, "on": None, "type": "fixed_point_count"}
    status, megabytes = measured(tmp_path / "c.json", certificate(long_breakpoints(50, 20), claim))
    assert status == 1
    assert megabytes < 60


def test_a_long_orbit(tmp_path: Path) -> None:
    claim = {"k": 5000, "type": "value", "x": "1/3", "y": "0"}
    text = map_text([("0", "0"), ("1/2", "19/20"), ("1", "0")])
    status, megabytes = measured(tmp_path / "c.json", certificate(text, claim))
    assert status == 1
    assert megabytes < 40


@pytest.mark.parametrize(
    "claim",
    [
        {"k": 10**9, "on": None, "type": "piece_count", "value": "1"},
        {"n": 2**31 - 1, "on": None, "type": "no_least_period"},
        {"intervals": "0", "isolated": "1", "n": 2**31 - 1, "on": None, "type": "fixed_point_count"},
        {"interval": ["0", "1"], "k": 2**31 - 1, "on": None, "type": "image"},
        {"k": 2**31 - 1, "largest": "1", "on": None, "smallest": "1", "type": "slope_range"},
        {"k": 1, "level": "0x" + "f" * 3_000_000, "on": None, "type": "crossing_count", "value": "1"},
        {"k": 0, "type": "value", "x": "1e10000000", "y": "0"},
        {"k": 0, "type": "value", "x": "7" * 3_000_000, "y": "0"},
        {"k": 0, "type": "value", "x": "0x" + "f" * 3_000_000, "y": "0"},
    ],
)
def test_bombs(tmp_path: Path, claim: dict[str, object]) -> None:
    status, megabytes = measured(tmp_path / "c.json", certificate(TENT, claim))
    assert status in (1, 3)
    assert megabytes < 100


@pytest.mark.parametrize("step", [1, 2, 100, 2**31 - 1])
def test_powers_that_are_too_large_to_be_written(tmp_path: Path, step: int) -> None:
    for at_most in ("1", "0x" + "f" * 262_000):
        claim = {"at_least": None, "at_most": at_most, "k": 2**31 - 1, "on": None, "type": "piece_count_bounds"}
        status, megabytes = measured(tmp_path / "c.json", certificate(TENT, claim, {"step": step}))
        assert status in (1, 3)
        assert megabytes < 100


def test_reading_long_numbers_costs_fuel(tmp_path: Path) -> None:
    """Lowest terms are tested by greatest common divisors, which are quadratic: so are the steps."""
    assert reading_fuel(b"1" * 999 + b"/" + b"2" * 999) == 0
    many = (b"f" * 999 + b"/") * 60_000
    assert reading_fuel(many) == 60_000_000 - 65_536 == fueltable.reading(many)  # at once
    assert reading_fuel(b"x" + b"a" * 1000 + b"g" + b"b" * 1001 + b"A") == (1000**2 + 1001**2) // 256
    assert reading_fuel(b"1" * 1000, b"2" * 1001) == (1000**2 + 1001**2) // 256
    assert reading_fuel(b'"0x' + b"f" * 1600 + b"/" + b"7" * 3200 + b'"') == (1600**2 + 3200**2) // 256
    claim = {"k": 0, "type": "value", "x": "0x" + "f" * 260_000, "y": "0"}
    bomb = certificate(TENT, claim, {"more": ["0x" + "e" * 260_000] * 9})
    status, megabytes = measured(tmp_path / "c.json", bomb)
    assert status == 3
    assert megabytes < 60


@pytest.mark.parametrize(
    ("layers", "more"),
    [
        ([{"activation": "relu"}], {"inputs": 2**31 - 1}),
        ([{"weight": [["1"]], "activation": "relu"}], {"repeat": 2**31 - 1}),
        ([{"weight": [["1"]]}, {"add": [0, 1]}] * 2, {"repeat": 2**31 - 1}),
        ([{"weight": [[f"1/0x{'f' * 100_000}"]]}], {}),
        ([{"weight": [[f"1/0x{i:x}{'f' * 998}" for i in range(1, 500)]]}], {}),
        ([{"weight": [[f"1/0x1{'0' * 16_000}", *["1"] * 99_999]]}], {}),
        ([{"weight": [["1e4000"]]}, {"weight": [["1e-4000"]]}] * 2000, {}),
        ([{}] * 6_000, {"inputs": 1}),
        ([{}] * 7_000, {"inputs": 1}),
        ([{}] * 15_000, {"inputs": 1}),
        ([{}] * 200_000, {"inputs": 1}),
    ],
)
def test_networks_that_are_bombs(tmp_path: Path, layers: list[dict[str, object]], more: dict[str, object]) -> None:
    claim = {"type": "network_value", "x": ["1"], "y": ["1"]}
    status, megabytes = measured(tmp_path / "c.json", about(network_text(*layers, **more), claim))
    assert status == (0 if layers == [{}] * 6_000 else 3)  # 6,001 * (27 * 6,000 + 2) < 2^30 < 7,001 * (27 * 7,000 + 2)
    assert megabytes < 200


def test_many_brackets_are_not_parsed(tmp_path: Path) -> None:
    claim = {"type": "network_value", "x": ["1"], "y": ["1"]}
    for text in ("{}", "[]", '{"weight":[["1"],[[]]]}'):
        network = f'{{"format":"exactpl-network/1","inputs":1,"layers":[{",".join([text] * 9_000_000)[:60_000_000]}]}}'
        (tmp_path / "f.json").write_text(network)
        value = about(network, claim, embed=False)
        status, megabytes = measured(tmp_path / "c.json", value, "--subject", f"f={tmp_path / 'f.json'}")
        assert status == 3
        assert megabytes < 300


def test_vectors_with_a_long_denominator(tmp_path: Path) -> None:
    """Short texts, but each number is long over the common denominator."""
    layer = {"weight": [["1"] * 400_000]}
    x = [f"1/{hex(2**65_000)}", *["1"] * 399_999]
    value = about(network_text(layer), {"type": "network_value", "x": x, "y": ["1"]}, embed=False)
    (tmp_path / "f.json").write_text(network_text(layer))
    status, megabytes = measured(tmp_path / "c.json", value, "--subject", f"f={tmp_path / 'f.json'}")
    assert status == 3
    assert megabytes < 400


def test_a_large_group_that_ties(tmp_path: Path) -> None:
    layer = {"weight": [["0"]] * 60_000, "activation": {"groups": [list(range(60_000))], "type": "max_pool"}}
    claim = {"combination": ["1"], "line": None, "on": None, "pieces": "1", "regions": "1"}
    value = about(network_text(layer), {**claim, "type": "network_counts"}, {"points": ["0", "1"]})
    status, megabytes = measured(tmp_path / "c.json", value)
    assert status == 0
    assert megabytes < 200


def test_a_network_and_many_points(tmp_path: Path) -> None:
    row = ["1/3", "-2/7", "5/11"] * 10
    layers = [{"weight": [[str(i)] for i in range(30)], "bias": row, "activation": "relu"}, {"weight": [row]}]
    claim = {"combination": ["1"], "line": None, "on": ["0", "1"], "pieces": "1", "regions": "1"}
    points = {"points": [str(Fraction(i, 5000)) for i in range(5001)]}
    value = about(network_text(*layers), {**claim, "type": "network_counts"}, points)
    status, megabytes = measured(tmp_path / "c.json", value)
    assert status == 1
    assert megabytes < 60
