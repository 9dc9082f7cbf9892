"""Three ways to the same numbers of fixed points: series for each fold, words for all of them, loops of cells."""

import random
from fractions import Fraction

import pytest

from exactpl.dynamics.counting import left_hits
from exactpl.dynamics.orbits.markov_cells import MarkovCells
from exactpl.dynamics.orbits.parts import Parts
from exactpl.dynamics.orbits.self_map import SelfMap
from exactpl.dynamics.periods import cycles, fixed_counts, loop_counts
from exactpl.dynamics.periods.fixed_counts import FixedCounts, JumpSums
from exactpl.dynamics.periods.loop_counts import LoopCounts
from exactpl.dynamics.periods.markov_fixed_points import MarkovFixedPoints
from exactpl.maps.pl import PL
from tests.bridge import pl
from tests.dynamics.families import long_cycle, long_tail, nasty_maps, powers
from tests.dynamics.jump_sums import BySeries, ByWords, numbers
from tests.oracles.maps import make
from tests.oracles.periods import fixed_point_count


def grid_map(rng: random.Random, knots: int) -> PL:
    """A map of [0, m] into itself with integer knots: flat parts, slopes -1 and 1, cells that change places."""
    kind = rng.randrange(3)
    ys = [rng.randint(0, knots) for _ in range(knots + 1)]
    if kind == 1:
        rng.shuffle(order := list(range(knots + 1)))
        ys = [y if rng.random() < 0.8 else i for i, y in enumerate(order)]
    elif kind == 2:  # a walk, steep nowhere
        for i in range(1, knots + 1):
            ys[i] = min(max(ys[i - 1] + rng.choice((-1, 0, 1, 1)), 0), knots)
    return PL(list(enumerate(ys)))


@pytest.mark.parametrize("seed", range(80))
def test_series_and_words_agree_on_nasty_maps(seed: int) -> None:
    for m in nasty_maps(seed, 3):
        f = SelfMap.of(pl(m))
        if f.breakpoints:
            assert numbers(ByWords(f, 9)) == numbers(BySeries(f, 9)), m


@pytest.mark.parametrize("seed", range(40))
def test_one_number_alone_is_the_same(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fixed_counts, "_LARGE", 1)
    monkeypatch.setattr(MarkovCells, "of", lambda _parts: None)
    for m in nasty_maps(seed, 3):
        f = SelfMap.of(pl(m))
        if f.breakpoints:
            every = BySeries(f, 9)
            for only in ([9], [1, 9], [3, 4, 8]):
                found = FixedCounts(f, only[-1], only)
                for n in only:
                    expected = every.isolated[n], every.intervals[n], every.euler[n]
                    assert (found.isolated[n], found.intervals[n], found.euler[n]) == expected, (m, n)
                assert found.fills == {n for n in every.fills if n <= only[-1]}


@pytest.mark.parametrize("seed", range(8))
def test_one_large_number_alone_is_the_same(seed: int) -> None:
    rng = random.Random(seed)
    one = 1 << 16
    xs = [0, *sorted(rng.sample(range(1, one), 1 + seed)), one]
    f = SelfMap.of(PL([(Fraction(x, one), Fraction(rng.randrange(one + 1), one)) for x in xs]))
    found, every = JumpSums(f, 300, alone=True), BySeries(f, 300)
    assert (found.isolated[300], found.intervals[300]) == (every.isolated[300], every.intervals[300])
    assert set(found.isolated) == {300}


@pytest.mark.parametrize("seed", range(200))
def test_words_that_germs_repeat(seed: int) -> None:
    """Each cycle whose word is repeated from some time d on, and no other: every d tried, by its definition."""
    rng = random.Random(seed)
    word = [rng.randrange(2) for _ in range(rng.randint(1, 6))] * rng.randint(1, 3)
    parts = [rng.randrange(2) for _ in range(rng.randint(0, 9))]
    total = rng.randint(3, 50)
    parts = (parts + word * 50)[:total]
    longest = rng.randint(1, 30)
    expected = set()
    for d in range(1, min(longest, (total - 1) // 2) + 1):
        if parts[d : total - d] == parts[2 * d :]:
            expected.add(_cycle(parts[d : 2 * d]))
    assert {_cycle(list(found)) for found in cycles._final_words(parts, longest)} == expected


def _cycle(word: list[int]) -> tuple[int, ...]:
    """The least turn of the shortest word that this one repeats."""
    length = next(p for p in range(1, len(word) + 1) if len(word) % p == 0 and word[:p] * (len(word) // p) == word)
    return min(tuple(word[i:length] + word[:i]) for i in range(length))


@pytest.mark.parametrize("seed", range(60))
def test_loops_of_cells_agree_with_sums_of_jumps(seed: int) -> None:
    rng = random.Random(seed)
    f = SelfMap.of(grid_map(rng, rng.randint(2, 12)))
    if not f.breakpoints:
        return
    cells = MarkovCells.of(Parts(f))
    assert cells is not None
    fixed, sums, upto = MarkovFixedPoints(cells), BySeries(f, 14), 14
    loops = fixed.loops.upto(upto)
    for n in range(1, upto + 1):
        assert fixed.loops.at(n) == loops[n]
        found = fixed.isolated(n, loops[n]), fixed.intervals(n), fixed.euler(n, loops[n])
        assert found == (sums.isolated[n], sums.intervals[n], sums.euler[n]), (f, n)
    assert {n for n in fixed.fills if n <= upto} == sums.fills


@pytest.mark.parametrize("seed", range(25))
def test_all_ways_agree_with_brute_force(seed: int) -> None:
    rng = random.Random(seed)
    f = SelfMap.of(grid_map(rng, rng.randint(2, 5)))
    if not f.breakpoints:
        return
    m = make([(x, y) for x, y in f.knots])
    for n, of_n in powers(m, 4):
        if not n:
            continue
        wanted = fixed_point_count(of_n)
        for found in (FixedCounts(f, n, [n]), FixedCounts(f, n), BySeries(f, n), ByWords(f, n)):
            assert (found.isolated[n], found.intervals[n]) == wanted


def test_many_folds_are_counted_by_words_and_the_same() -> None:
    rng = random.Random(5)
    one = 1 << 20
    xs = [0, *sorted(rng.sample(range(1, one), 20)), one]
    f = SelfMap.of(PL([(Fraction(x, one), Fraction(rng.randrange(one + 1), one)) for x in xs]))
    assert JumpSums(f, 40)._is_quicker_by_words()
    assert numbers(JumpSums(f, 40)) == numbers(BySeries(f, 40))


@pytest.mark.parametrize("seed", range(6))
def test_words_that_are_reduced_at_every_step_and_in_blocks(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """What happens otherwise after some hundred steps, or with thousands of folds."""
    rng = random.Random(seed)
    one = 1 << 12
    xs = [0, *sorted(rng.sample(range(1, one), 9)), one]
    f = SelfMap.of(PL([(Fraction(x, one), Fraction(rng.randrange(one + 1), one)) for x in xs]))
    expected = numbers(BySeries(f, 40))
    for unreduced, entries in ((1 << 54, 1 << 21), (1 << 62, 1), (1 << 54, 3_000)):
        monkeypatch.setattr(left_hits, "_UNREDUCED", unreduced)
        monkeypatch.setattr(left_hits, "_ENTRIES", entries)
        assert numbers(ByWords(f, 40)) == expected


def test_words_beyond_the_steps_that_need_no_reduction() -> None:
    f = SelfMap.of(PL([(0, 0), ("1/3", "9/10"), ("2/3", "1/7"), (1, "8/9")]))
    assert numbers(ByWords(f, 600)) == numbers(BySeries(f, 600))


@pytest.mark.parametrize("m", [long_cycle(7), long_cycle(40), long_tail(5, 3)])
def test_long_critical_orbits(m: object) -> None:
    f = SelfMap.of(pl(m))
    found, sums = FixedCounts(f, 30), BySeries(f, 30)
    assert MarkovCells.of(Parts(f)) is not None
    assert (found.isolated, found.intervals, found.euler) == (sums.isolated, sums.intervals, sums.euler)


@pytest.mark.parametrize("seed", range(20))
def test_loops_are_traces_of_powers(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both ways to count loops against powers of the matrix; in blocks of few columns, too."""
    rng = random.Random(seed)
    size, upto = rng.randint(1, 9), rng.choice((1, 2, 40))
    runs = []
    for _ in range(size):
        a, b = sorted((rng.randrange(size), rng.randrange(size)))
        runs.append((a, b) if rng.random() < 0.8 else None)
    matrix = [[int(run is not None and run[0] <= j <= run[1]) for j in range(size)] for run in runs]
    power, wanted = matrix, [0]
    for _ in range(upto):
        wanted.append(sum(power[i][i] for i in range(size)))
        power = [[sum(a * matrix[j][k] for j, a in enumerate(row)) for k in range(size)] for row in power]
    for polynomial in (False, True):
        monkeypatch.setattr(LoopCounts, "_is_worth_a_polynomial", lambda _self, _n, is_worth=polynomial: is_worth)
        for entries in (1 << 21, 3 * size):
            monkeypatch.setattr(loop_counts, "_ENTRIES", entries)
            loops = LoopCounts(runs)
            assert loops.upto(upto) == wanted
            assert [loops.at(n) for n in range(1, upto + 1)] == wanted[1:]


def test_one_large_n() -> None:
    """The golden map has Lucas numbers of fixed points; 10^5 steps need no orbit of that length."""
    f = PL([(0, 1), (1, 2), (2, 0)])
    found = FixedCounts(SelfMap.of(f), 100_000, [100_000]).isolated[100_000]
    a, b = 2, 1
    for _ in range(100_000):
        a, b = b, a + b
    assert found == a
