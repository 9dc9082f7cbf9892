"""Laps of f^k where f has flat pieces, by transfer: summaries of f^n on image intervals, joined part by part (T1.2).

The summary of a function on an interval is (number of sign changes in the list of its nonzero slopes, first nonzero
sign, last nonzero sign); signs are 0 where the function is constant. Flat parts are neutral, a decreasing part turns
the summary round.
"""

from exactpl import progress
from exactpl.dynamics.cylinders import Cylinders
from exactpl.maps.pl import PL

Summary = tuple[int, int, int]

_NEUTRAL: Summary = (0, 0, 0)
_IDENTITY: Summary = (0, 1, 1)


def lap_counts(f: PL, upto: int) -> list[int]:
    """Return the numbers of laps of f^0, ..., f^upto, for any self-map of an interval, half-line or the line.

    Laps are the fewest intervals on each of which f^n is weakly monotone. Cost: the critical orbits, and O(m upto)
    intervals with one summary for each n: O(m upto^2) additions of integers of O(upto) bits. Maps whose folds all fall
    into flat pieces have few intervals.
    """
    cylinders = Cylinders(f, upto)
    ages = cylinders.ages
    current: list[Summary] = [_IDENTITY] * len(ages)
    counts = [1]
    needed = len(ages)
    for n in range(1, upto + 1):
        if n % 16 == 0:
            progress.report("laps by transfer", n * (2 * upto - n), upto * upto)
        # intervals of age j appear at level j of the tower or later: they are asked for f^n with n <= upto - j only
        while needed and ages[needed - 1] > upto - n:
            needed -= 1
        current = [_summary(parts, current) for parts in cylinders.parts[:needed]]
        counts.append(current[0][0] + 1)
    return counts


def _summary(parts: tuple[tuple[int, int], ...], before: list[Summary]) -> Summary:
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
    return (changes, first, last) if first else _NEUTRAL
