"""Laps of f^k where f has flat pieces, by transfer: summaries of f^n on each state, concatenated part by part (T1.2).

The summary of a function on an interval is (number of sign changes in the list of its nonzero slopes, first nonzero
sign, last nonzero sign); signs are 0 where the function is constant. Flat parts are neutral, a decreasing part turns
the summary round.
"""

from exactpl import progress
from exactpl.dynamics.tower import Tower
from exactpl.maps.pl import PL

Summary = tuple[int, int, int]

_NEUTRAL: Summary = (0, 0, 0)
_IDENTITY: Summary = (0, 1, 1)


def lap_counts(f: PL, upto: int) -> list[int]:
    """Return the numbers of laps of f^0, ..., f^upto, for any self-map of an interval, half-line or the line.

    Laps are the fewest intervals on each of which f^n is weakly monotone. Cost: O(m upto) states, each with one summary
    for each n: O(m^2 upto^2) additions of integers of O(upto) bits; maps whose folds all fall into flat pieces have few
    states.
    """
    tower = Tower(f)
    first_level = _first_levels(tower, upto)
    flow = [[(part.sign, part.successor) for part in tower.parts(s) if part.sign] for s in range(len(first_level))]
    current: list[Summary] = [_IDENTITY] * len(first_level)
    counts = [1]
    needed = len(first_level)
    for n in range(1, upto + 1):
        progress.report("laps by transfer", n, upto)
        # states of level j are asked for f^n with n <= upto - j only
        while needed and first_level[needed - 1] > upto - n:
            needed -= 1
        current = [_summary(flow[state], current) for state in range(needed)]
        counts.append(current[tower.root][0] + 1)
    return counts


def _first_levels(tower: Tower, upto: int) -> list[int]:
    """Grow the tower to level `upto`; return for each state the level at which it first appears, which never falls."""
    levels = [0]
    state = 0
    while state < len(levels):
        if levels[state] < upto:
            for part in tower.parts(state):
                if part.sign and part.successor == len(levels):
                    levels.append(levels[state] + 1)
            if state % 64 == 0:
                progress.report("image intervals", levels[state], upto)
        state += 1
    return levels


def _summary(parts: list[tuple[int, int]], before: list[Summary]) -> Summary:
    if not parts:
        return _NEUTRAL
    changes = first = last = 0
    for sign, successor in parts:
        inner, begins, ends = before[successor]
        if not begins:
            continue  # f^n is constant on this part
        if sign < 0:
            begins, ends = -ends, -begins
        changes += inner + (last * begins < 0)
        first = first or begins
        last = ends
    return changes, first, last
