"""Claims about networks: true ones proved, false ones refuted, every certificate accepted by the checker."""

import json
import random
import re
import tempfile
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

import exactpl as xp
from tests.bridge import network_of
from tests.harness import checked
from tests.networks import cases as cases
from tests.oracles import networks as oracle

N, C = xp.networks, xp.claims


def accepted(verdict: Any) -> None:
    """The checker accepts the certificate, and says in its own words what the verdict says."""
    with tempfile.TemporaryDirectory() as folder:
        report = checked(verdict.certificate, Path(folder))
    assert report["verdict"] == "accept", report
    said = verdict.reason if isinstance(verdict, xp.Refuted) else verdict.statement
    said = re.sub(r" \(-?\d+\.\d+\.\.\.(e-\d+)?\)", "", said)  # decimals beside a long fraction are for people
    assert "digits)" in said or said.startswith(report["statement"])  # long numbers are shortened for people
    assert sorted(verdict.lemmas) == report["by"]


def line(case: Any) -> dict[str, Any]:
    """The line of a case; a claim about one input has none."""
    return {} if case.start is None else {"start": list(case.start), "direction": list(case.direction)}


def plain(count: int, seed: int) -> list[Any]:
    found = list(cases.CASES) + list(cases.random_cases(seed, count))
    return [case for case in found if not (case.start is not None and network_of(case.tree).inputs == 1)]


@pytest.mark.parametrize("seed", range(4))
def test_counts_ranges_and_slopes(seed: int) -> None:
    for case in plain(40, seed)[seed::4]:
        network, on = network_of(case.tree), (case.lo, case.hi)
        true = oracle.segments(case.tree, *case.where)
        counts = xp.decide(C.NetworkCounts(network, on=on, **line(case)))
        assert counts.value == (true.pieces, true.regions)
        accepted(counts)
        lie = xp.decide(C.NetworkCounts(network, on=on, pieces=true.pieces, regions=true.regions + 1, **line(case)))
        assert isinstance(lie, xp.Refuted)
        for output in range(network.outputs):
            one = xp.decide(C.NetworkCounts(network, on=on, output=output, **line(case)))
            assert one.value == (true.output_pieces[output], true.regions)
            slopes = xp.decide(C.NetworkSlopeRange(network, on=on, output=output, **line(case)))
            sizes = [abs(s) for s in true.output_slopes[output]]
            assert slopes.value == (min(sizes), max(sizes))
            image = xp.decide(C.NetworkRange(network, on=on, output=output, **line(case)))
            for verdict in (one, slopes, image):
                accepted(verdict)


def test_equal_and_different_pairs() -> None:
    for pair in cases.pairs():
        f, g = network_of(pair.f), network_of(pair.g)
        if f.inputs == 1 and pair.start is not None:
            continue
        verdict = xp.same_function(f, g, on=(pair.lo, pair.hi), **line(pair))
        if pair.gap == 0:
            assert isinstance(verdict, xp.Proved), pair.name
        else:
            assert isinstance(verdict, xp.Refuted), pair.name
            if pair.gap is not None:
                assert verdict.witness[1] == pair.gap, pair.name
        accepted(verdict)


@pytest.mark.parametrize("seed", range(3))
def test_random_pairs_against_the_oracle(seed: int) -> None:
    rng = random.Random(seed)
    for case in plain(60, seed + 50)[-60:]:
        tree = {**case.tree, "layers": [dict(each) for each in case.tree["layers"]]}
        if "bias" in tree["layers"][-1] and rng.random() < 0.7:
            bias = list(tree["layers"][-1]["bias"])
            bias[-1] = str(Fraction(bias[-1]) + Fraction(1, 2**60))
            tree["layers"][-1]["bias"] = bias
        verdict = xp.same_function(network_of(case.tree), network_of(tree), on=(case.lo, case.hi), **line(case))
        gap = oracle.gap(case.tree, tree, *case.where)
        assert isinstance(verdict, xp.Proved) == (gap == 0)
        if isinstance(verdict, xp.Refuted) and gap is not None:
            assert verdict.witness[1] == gap
        accepted(verdict)


def test_a_network_and_a_map() -> None:
    network = N.dense([[[1], [1]], [[2, -4]]], [[0, "-1/2"], [0]])
    assert isinstance(xp.same_function(network, xp.zoo.tent()), xp.Proved)
    on_the_line = xp.same_function(network, xp.PL.from_formula("2*relu(x) - 4*relu(x - 1/2)"))
    assert on_the_line.statement == "f and g are the same function on (-oo, oo)"
    accepted(on_the_line)
    bent = xp.same_function(network, xp.PL([(0, 0), ("1/2", 1), ("3/4", "1/2"), (1, "1/100")]))
    assert bent.witness == (1, Fraction(1, 100))
    accepted(bent)
    part = xp.same_function(network, xp.zoo.tent(), on=("1/3", "2/3"))
    accepted(part)
    with pytest.raises(xp.InputError, match="lie in the domain"):
        xp.same_function(network, xp.zoo.tent(), on=(0, 2))


def test_values_differences_and_gaps() -> None:
    f = N.Network([N.Layer([[1, 2], [0, 1]], ["1/3", 0], "relu")])
    g = N.Network([N.Layer([[1, 2], [0, 1]], ["1/3", "1/7"], "relu")])
    value = xp.decide(C.NetworkValue(f, x=[1, "1/2"]))
    assert value.value == (Fraction(7, 3), Fraction(1, 2))
    assert isinstance(xp.decide(C.NetworkValue(f, x=[1, "1/2"], y=[0, 0])), xp.Refuted)
    different = xp.decide(C.DifferentValue(f, g, x=[0, 0]))
    assert different.value == (0, Fraction(-1, 7))
    assert isinstance(xp.decide(C.DifferentValue(f, f, x=[0, 0])), xp.Refuted)
    gap = xp.decide(C.LargestGap(f, g, on=(0, 1), start=[0, 0], direction=[1, -1], output=1))
    assert gap.value == Fraction(1, 7)
    whole = xp.decide(C.LargestGap(f, g, start=[0, 0], direction=[1, -1], combination=[1, 3]))
    assert (whole.value, whole.lemmas) == (Fraction(3, 7), ("T0.1", "T6.1", "T6.1'", "T6.2"))
    refuted = xp.decide(C.LargestGap(f, g, gap=1, on=(0, 1), start=[0, 0], direction=[1, -1], output=1))
    assert isinstance(refuted, xp.Refuted)
    for verdict in (value, different, gap, whole, refuted):
        accepted(verdict)
    h = N.Network([N.Layer([[1, 2], [0, 2]], ["1/3", 0], "relu")])
    with pytest.raises(xp.InputError, match="no largest gap"):
        xp.decide(C.LargestGap(f, h, start=[0, 0], direction=[0, 1], output=1))


def test_least_periods_of_networks() -> None:
    tent = N.dense([[[1], [1]], [[2, -4]]], [[0, "-1/2"], [0]])
    three = xp.decide(C.NetworkLeastPeriod(tent, n=3, x="2/9"))
    assert [point[0] for point in three.witness] == [Fraction(2, 9), Fraction(4, 9), Fraction(8, 9)]
    six = xp.decide(C.NetworkLeastPeriod(tent, n=6, x="2/9"))
    assert isinstance(six, xp.Refuted)
    assert six.reason == "(2/9) has least period 3 under f"
    assert isinstance(xp.decide(C.NetworkLeastPeriod(tent, n=2, x="1/7")), xp.Refuted)
    accepted(three)
    accepted(six)


def test_subjects_larger_than_a_mebibyte_come_as_files() -> None:
    rng = random.Random(3)
    rows = [[Fraction(rng.getrandbits(53), 2**53) for _ in range(200)] for _ in range(200)]
    network = N.Network([N.Layer([[1]] * 200, None, "relu"), N.Layer(rows, None, "relu"), N.Layer([[1] * 200])])
    verdict = xp.decide(C.NetworkCounts(network, on=(-1, 1)))
    assert '"text":null' in verdict.certificate.text
    assert xp.check(verdict.certificate).is_accepted
    same = xp.same_function(network, network, on=(-1, 1))
    assert xp.check(same.certificate).is_accepted


def test_a_converted_network_says_so() -> None:
    import numpy as np

    converted = xp.NetworkSubject.of(N.from_numpy([np.ones((1, 1))]))
    assert converted.is_converted
    assert not xp.NetworkSubject.of(N.dense([[[1]]], [[0]])).is_converted


def test_wrong_claims() -> None:
    one, two = N.dense([[[1]]], [[0]]), N.dense([[[1, 1]]], [[0]])
    with pytest.raises(xp.InputError, match="as many inputs and outputs"):
        xp.same_function(one, two)
    with pytest.raises(xp.InputError, match="leave out start"):
        xp.same_function(one, one, start=0, direction=2)
    with pytest.raises(TypeError, match="Network or a PL map"):
        xp.same_function(one, "net.json")
    with pytest.raises(TypeError, match="a Network"):
        C.SameFunction(xp.zoo.tent(), one)
    with pytest.raises(TypeError, match="a network is required, found two maps"):
        xp.same_function(xp.zoo.tent(), xp.zoo.tent())
    with pytest.raises(xp.InputError, match="given together"):
        C.NetworkCounts(one, pieces=1)
    with pytest.raises(xp.InputError, match="other than 0"):
        C.DifferentValue(one, one, x=0, difference=0)
    with pytest.raises(xp.InputError, match="as many outputs as inputs"):
        C.NetworkLeastPeriod(two, n=1, x=[0, 0])


def test_an_orbit_of_a_network_is_certified_of_the_network(tmp_path: Path) -> None:
    tent = N.dense([[[1], [1]], [[2, -4]]], [[0, "-1/2"], [0]])
    path = tmp_path / "net.json"
    N.save_network(tent, path)
    spaced = tmp_path / "spaced.json"  # the same network in other bytes is another subject
    spaced.write_bytes(path.read_bytes().replace(b":", b": ", 1))
    for given, file in (
        (tent, path),
        (xp.NetworkSubject.load(path), path),
        (xp.NetworkSubject.load(spaced), spaced),
    ):
        for on in (None, (0, 1)):
            verdict = xp.find_orbit(given, 3, on=on)
            assert isinstance(verdict, xp.Proved)
            assert isinstance(verdict.witness, xp.Orbit)
            assert verdict.witness.points == (Fraction(2, 9), Fraction(4, 9), Fraction(8, 9))
            assert verdict.statement == "f has a point of least period 3" + (" on [0, 1]" if on else "")
            report = xp.check(verdict.certificate, subject=file)
            assert report.is_accepted
            assert json.loads(report.claim or "")["type"] == "network_least_period"
            assert report.statement == "(2/9) has least period 3 under f"
            other = path if file == spaced else spaced
            assert xp.check(verdict.certificate, subject=other).rule == "subject-digest"


def test_that_a_network_has_no_orbit_is_certified_of_its_map(tmp_path: Path) -> None:
    half = N.Network([N.Layer([["1/2"]], activation="relu")])
    verdict = xp.find_orbit(half, 2)
    assert isinstance(verdict, xp.Refuted)
    assert "certificate is about that map" in verdict.reason
    assert "networks.as_map(network)" in verdict.reason
    path = tmp_path / "map.json"
    xp.save_map(N.as_map(half), path)
    assert xp.check(verdict.certificate, subject=path).is_accepted
