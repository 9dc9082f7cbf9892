"""The yardstick of counting: the orbits of all breakpoints and ends, exactly, in plain integers.

A point is y / (d q^n), with d and q the common denominators of knots and of slopes: no gcd, one division a step.
"""

from bisect import bisect_left
from math import lcm

import exactpl as xp
from exactpl.arithmetic.rationals import rational, rationals


def exact_orbits(f: xp.PL, length: int) -> list[list[int]]:
    """Return the numbers of breakpoints left of each point of the orbit, for each breakpoint and finite end."""
    marks = rationals(f.breakpoints)
    pieces = [(rational(piece.slope), rational(piece.intercept)) for piece in f.pieces]
    q = lcm(*(slope.denominator for slope, _ in pieces))
    ends = [rational(end) for end in f.domain if end is not None]
    d = lcm(*(y.denominator for y in (*marks, *ends, *(intercept for _, intercept in pieces))))
    heights = [int(mark * d) for mark in marks]
    tops = [int(slope * q) for slope, _ in pieces]
    bottoms = [int(intercept * d) for _, intercept in pieces]
    found = []
    for start in (*marks, *ends):
        orbit: list[int] = []
        y, power = int(start * d), 1
        for _ in range(length):
            floor = y // power
            i = bisect_left(heights, floor)
            i += i < len(heights) and heights[i] == floor and floor * power != y
            orbit.append(i)
            power *= q
            y = y * tops[i] + bottoms[i] * power
        found.append(orbit)
    return found
