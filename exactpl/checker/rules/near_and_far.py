"""near_and_far: two orbits are near each other at some times and far apart at others, by evaluation."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from ..arithmetic import rationals
from ..claims.base import Claim, Verified
from ..claims.orbits import evaluation_fuel, orbit
from ..errors import Reject, Rule
from ..mathematics.plmap import Point, show
from ..reading import fields
from ..reading.fields import Fields
from ..reading.mapfile import MapFile


@dataclass(frozen=True)
class NearAndFar(Claim):
    """|f^t(x) - f^t(y)| is at most `near` at the times of one list and at least `far` at those of another."""

    type = "near_and_far"
    claim_keys = frozenset({"far", "far_times", "near", "near_times", "type", "x", "y"})

    x: Fraction
    y: Fraction
    near: Fraction
    near_times: tuple[int, ...]
    far: Fraction
    far_times: tuple[int, ...]

    @classmethod
    def read(cls, claim: Fields, _witness: Fields, /) -> NearAndFar:
        """Read two points, two distances >= 0 and two lists of times, not both empty."""
        x, y, near, far = (fields.rational(claim[key], key) for key in ("x", "y", "near", "far"))
        if min(near, far) < 0:
            raise Reject(Rule.BAD_FIELD, "near >= 0 and far >= 0", rationals.show(min(near, far)))
        near_times, far_times = (_times(claim, key) for key in ("near_times", "far_times"))
        if not near_times and not far_times:
            raise Reject(Rule.BAD_FIELD, "at least one time", "none")
        return cls(x, y, near, near_times, far, far_times)

    @property
    def last(self) -> int:
        """The largest time."""
        return max(*self.near_times[-1:], *self.far_times[-1:], 0)

    def fuel(self, subject: MapFile) -> int:
        """Return the cost of two evaluations up to the largest time, and of the comparisons."""
        bits = max(subject.bits(), rationals.bits(self.x, self.y, self.near, self.far))
        times = len(self.near_times) + len(self.far_times)
        distance = (self.last * (4 * bits + 64)) ** 2 // 2**18 + 100
        return 2 * evaluation_fuel(subject, self.last, bits) + times * distance

    def check(self, subject: MapFile) -> Verified:
        """Evaluate both orbits side by side."""
        near_times, far_times = set(self.near_times), set(self.far_times)
        pairs = zip(orbit(subject, self.x, self.last), orbit(subject, self.y, self.last), strict=True)
        for t, (u, v) in enumerate(pairs):
            if t in near_times and compared(u, v, self.near) > 0:
                raise _wrong(Rule.NOT_NEAR, t, "<=", self.near, u, v)
            if t in far_times and compared(u, v, self.far) < 0:
                raise _wrong(Rule.NOT_FAR, t, ">=", self.far, u, v)
        x, y, near, far = (rationals.write_rational(number) for number in (self.x, self.y, self.near, self.far))
        parts = [f"at most {near} apart at {_listed(self.near_times)}"] if self.near_times else []
        parts += [f"at least {far} apart at {_listed(self.far_times)}"] if self.far_times else []
        return Verified(f"the orbits of {x} and {y} are {', and '.join(parts)}")


def _listed(times: tuple[int, ...]) -> str:
    return f"the {'time' if len(times) == 1 else 'times'} {', '.join(map(str, times))}"


def _times(claim: Fields, key: str) -> tuple[int, ...]:
    entries = claim[key]
    if not isinstance(entries, list):
        raise Reject(Rule.BAD_FIELD, f"a list as {key}", fields.text_of(entries))
    found: list[int] = []
    for entry in entries:
        time = fields.small({key: entry}, key, 0)
        if found and time <= found[-1]:
            raise Reject(Rule.BAD_FIELD, f"increasing times in {key}, after {found[-1]}", f"{time}")
        found.append(time)
    return tuple(found)


def compared(u: Point, v: Point, distance: Fraction) -> int:
    """Return the sign of |u - v| - distance, for finite points."""
    apart = abs(u[0] * v[1] - v[0] * u[1]) * distance.denominator
    wanted = distance.numerator * u[1] * v[1]
    return (apart > wanted) - (apart < wanted)


def _wrong(rule: Rule, t: int, relation: str, distance: Fraction, u: Point, v: Point) -> Reject:
    expected = f"|f^{t}(x) - f^{t}(y)| {relation} {rationals.show(distance)}"
    return Reject(rule, expected, f"f^{t}(x) = {show(u)} and f^{t}(y) = {show(v)}")
