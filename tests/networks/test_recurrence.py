"""Recurrent networks: growth of pieces, state maps, cycles."""

import random
from fractions import Fraction

import pytest

import exactpl as xp
from tests.bridge import network_of
from tests.networks import cases as cases
from tests.oracles import networks as oracle

N = xp.networks


def random_recurrent(n: int, seed: int, bias: bool = True) -> xp.networks.Network:
    rng = random.Random(seed)
    weight = [[Fraction(rng.randint(-8, 8), 4) for _ in range(n)] for _ in range(n)]
    return N.recurrent(weight, [Fraction(rng.randint(-4, 4), 4) for _ in range(n)] if bias else None)


@pytest.mark.parametrize("seed", range(6))
def test_vector_and_scalar_pieces_against_the_oracle(seed: int) -> None:
    n = 2 + seed % 3
    network = random_recurrent(n, seed, bias=seed % 2 == 0)
    tree = {"layers": [{"weight": [[str(w) for w in row] for row in network.layers[0].weight], "activation": "relu"}]}
    if network.layers[0].bias is not None:
        tree["layers"][0]["bias"] = [str(b) for b in network.layers[0].bias]
    start, direction = [Fraction(-1)] * n, [Fraction(1 + i, 2) for i in range(n)]
    for growth in N.piece_growth(network, upto=4, on=(-3, 3), start=start, direction=direction, output=1):
        true = oracle.segments({**tree, "repeat": growth.k}, -3, 3, start, direction)
        assert (growth.regions, growth.vector_pieces, growth.scalar_pieces) == (
            true.regions,
            true.pieces,
            true.output_pieces[1],
        )


TENT = N.Network([N.Layer([[1], [1]], [0, "-1/2"], "relu"), N.Layer([[2, -4]])])
ROUND = N.recurrent([[0, 0, 1], [1, 0, 0], [0, 1, 0]])  # relu, then three places in turn: period 3 after one step


@pytest.mark.parametrize(
    ("network", "x"), [(TENT, ["2/7"]), (TENT, ["1/5"]), (TENT, ["1/64"]), (TENT, ["3/11"]), (ROUND, [5, -2, "1/3"])]
)
def test_a_state_that_comes_back_changes_nothing(network: xp.networks.Network, x: list[int | str]) -> None:
    state, patterns = tuple(xp.exact(number) for number in x), []
    for k in range(1, 41):
        repeated = N.unrolled(network, k)
        patterns += network.pattern(state)
        values = network.layer_values(state)
        assert repeated.layer_values(x) == values
        assert repeated.pattern(x) == tuple(patterns)
        state = values[-1]


def test_a_state_that_comes_back_is_known_after_any_time() -> None:
    # 2/7 -> 4/7 -> 6/7 -> 2/7, and 10^9 = 1 modulo 3
    assert N.unrolled(TENT, 10**9)("2/7") == Fraction(4, 7)
    assert N.unrolled(ROUND, 10**9)(5, -2, "1/3") == (Fraction(1, 3), 5, 0)
    assert N.unrolled(TENT, 10**5).pattern("2/7")[-4:] == TENT.pattern("6/7") + TENT.pattern("2/7")


def test_the_triangle_wave_doubles() -> None:
    """The tent as a recurrent network on three coordinates (x, relu(x - 1/2), 1)."""
    wave = N.recurrent([[2, -4, 0], [2, -4, "-1/2"], [0, 0, 1]])
    start, direction = [0, "-1/2", 1], [1, 1, 0]
    tent = xp.zoo.tent()
    for growth in N.piece_growth(wave, upto=8, on=("1/2", 1), start=start, direction=direction):
        unrolled = N.segments(N.unrolled(wave, growth.k), on=("1/2", 1), start=start, direction=direction, output=0)
        assert growth.scalar_pieces == len(unrolled.pieces)
        assert unrolled.function == xp.iterate(tent, growth.k).restrict("1/2", 1)


def test_plateaus_iterate_exactly() -> None:
    """A step with a plateau, iterated as a recurrent network: pieces on plateaus never come back."""
    step = xp.PL([(0, 0), ("1/3", "1/2"), ("2/3", "1/2"), (1, 1)])
    network = N.Network([N.Layer([[1]] * 3, [0, "-1/3", "-2/3"], "relu"), N.Layer([["3/2", "-3/2", "3/2"]])])
    assert N.segments(network, on=(0, 1)).function == step
    assert [len(N.segments(N.unrolled(network, k), on=(0, 1)).pieces) for k in (1, 2, 3)] == [
        len(xp.iterate(step, k).pieces) for k in (1, 2, 3)
    ]


def test_width_16_up_to_16_steps() -> None:
    rng = random.Random(1)
    scale = 2**52
    weight = [[Fraction(int(rng.gauss(0, 0.35) * scale), scale) for _ in range(16)] for _ in range(16)]
    start, direction = ([Fraction(rng.randint(-99, 99), 64) for _ in range(16)] for _ in range(2))
    network = N.recurrent(weight)
    growths = list(N.piece_growth(network, upto=16, on=(-1, 1), start=start, direction=direction))
    assert [growth.k for growth in growths] == list(range(1, 17))
    assert all(g.scalar_pieces <= g.vector_pieces <= g.regions for g in growths)
    last = N.unrolled(network, 16)
    found = N.segments(last, on=(-1, 1), start=start, direction=direction)
    assert len(found.regions) == growths[-1].regions
    point = found.line.at(Fraction(1, 7))
    assert tuple(f("1/7") for f in found.functions) == last.image(point)


def test_a_state_map_goes_to_dynamics() -> None:
    network = N.Network([N.Layer([[1], [1]], ["1e-5", "-0.502"], "relu"), N.Layer([["1.9999", -4]])])
    f = N.as_map(network)
    assert f == xp.zoo.scrambling()
    assert isinstance(xp.find_orbit(network, 3), xp.Proved)
    assert isinstance(xp.find_orbit(N.Network([N.Layer([["1/2"]], activation="relu")]), 2), xp.Refuted)
    with pytest.raises(xp.InputError, match="one input and one output"):
        N.as_map(N.recurrent([[1, 0], [0, 1]]))


@pytest.mark.parametrize("seed", range(12))
def test_cycles_are_cycles(seed: int) -> None:
    network = random_recurrent(2 + seed % 4, seed)
    for period in (1, 2, 3, 4):
        cycle = N.find_cycle(network, period, tries=20)
        if cycle is not None:
            x, orbit = cycle[0], [cycle[0]]
            for _ in range(period):
                orbit.append(network.image(orbit[-1]))
            assert orbit[:-1] == list(cycle)
            assert orbit[-1] == x
            assert len(set(cycle)) == period
            assert min(cycle) == x


def test_a_cycle_in_the_plane_is_proved_and_claims_nothing_more() -> None:
    network = N.recurrent([[0, -2], [1, 0]], [1, 0])
    verdict = xp.find_orbit(network, 4)
    assert isinstance(verdict, xp.Proved)
    assert "nothing follows about other periods" in verdict.statement
    assert len(verdict.witness) == 4
    assert xp.check(verdict.certificate).is_accepted
    none = xp.find_orbit(network, 3, tries=5)
    assert isinstance(none, xp.Undecided)
    assert "one dimension only" in none.reason


def test_cycles_of_networks_with_all_activations() -> None:
    found = 0
    for case in cases.random_cases(11, 120):
        network = network_of(case.tree)
        if network.inputs == network.outputs > 1:
            for period in (1, 2):
                cycle = N.find_cycle(network, period, tries=5)
                if cycle is not None:
                    found += 1
                    assert network.image(cycle[-1]) == cycle[0]
    assert found > 5


def test_wrong_questions() -> None:
    with pytest.raises(xp.InputError, match="as many outputs as inputs"):
        N.recurrent([[1, 2]])
    with pytest.raises(xp.InputError, match="as many outputs as inputs"):
        N.find_cycle(N.Network([N.Layer([[1, 2]])]), 2)
    assert N.find_cycle(N.recurrent([[10**400, 0], [0, 1]]), 2, tries=3) is None
    with pytest.raises(xp.InputError, match="n must be"):
        N.find_cycle(N.recurrent([[1]]), 0)
    with pytest.raises(xp.InputError, match="k must be"):
        N.unrolled(N.recurrent([[1]]), 0)
