"""Sums along orbits in strides, against the sums one by one."""

from __future__ import annotations

import random

import pytest
from exactpl_checker.mathematics.walks import Nodes, Steps, Strides


def chains(rng: random.Random, k: int, entries: int, count: int, *, alphabet: int) -> Nodes:
    """Some orbits of nodes, numbered by depth, which end at random or come to one another."""
    starts = list(range(1, count + 1))
    after, entry, up_to = [0], [0], [count + 1]
    nodes, level = count + 1, starts
    for depth in range(k):
        last = depth == k - 1
        following = []
        for _ in level:
            entry.append(rng.randrange(1, alphabet) if rng.random() < 0.9 else rng.randrange(1, entries))
            kind = rng.random()
            if last or kind < 0.01:
                after.append(0)
            elif kind < 0.02:
                after.append(rng.randrange(1, nodes))
            else:
                after.append(nodes)
                following.append(nodes)
                nodes += 1
        if last or not following:
            break
        up_to.append(nodes)
        level = following
    return Nodes(k, starts, entry, after, up_to)


@pytest.mark.parametrize("seed", range(40))
def test_strides(seed: int) -> None:
    rng = random.Random(seed)
    k, entries = rng.choice([1, 2, 3, 7, 20, 60, 200]), rng.randint(2, 9)
    nodes = chains(rng, k, entries, rng.randint(1, 4), alphabet=min(entries, rng.randint(2, 3)))
    steps, strides = Steps(nodes), Strides(nodes)
    first = [0, *(rng.randint(-9, 9) for _ in nodes.entries[1:])]
    steps.begin(list(first))
    strides.begin(list(first))
    assert list(steps.at_starts()) == list(strides.at_starts())
    for n in range(1, k):
        table = [0, *(rng.randint(-(10**n), 10**n) for _ in range(1, entries))]
        steps.step(n, table)
        strides.step(n, table)
        # The oracle: each start by itself.
        assert list(steps.at_starts()) == list(strides.at_starts())


def test_long_orbits_with_few_words_are_walked_in_long_strides() -> None:
    rng = random.Random(1)
    entries = [0, *(rng.choice([1, 2]) for _ in range(1000))]
    nodes = Nodes(1000, [1], entries, [0, *range(2, 1001), 0], list(range(2, 1002)))
    assert Strides(nodes).stride > 2
    assert Strides(nodes).additions < Steps(nodes).additions


def test_few_nodes_are_walked_step_by_step() -> None:
    assert Strides(Nodes(1000, [1], [0, 1, 2], [0, 2, 1], [2, 3])).stride == 1


def test_steps_add_the_entry_and_what_is_after() -> None:
    # Node 1 goes to 2, 2 to itself, with entries 1 and 2.
    steps = Steps(Nodes(4, [1], [0, 1, 2], [0, 2, 2], [2, 3]))
    steps.begin([0, 100, 200])
    steps.step(1, [0, 1, 2])
    assert steps.values == [0, 201, 202]
    steps.step(2, [0, 10, 20])
    assert steps.values == [0, 212, 222]
    steps.step(3, [0, 5, 7])
    assert steps.values == [0, 227]  # of node 2 no more is needed
