"""Deciding claims about networks. The witness is a list of points between which every network is affine (T6.1)."""

from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import Any

from exactpl import work
from exactpl.arithmetic.rationals import canonical_rational, shortened_rational
from exactpl.claims.emit import certificate
from exactpl.claims.subjects import MapSubject, NetworkSubject
from exactpl.claims.types.base import Fields
from exactpl.claims.types.networks import (
    DifferentValue,
    LargestGap,
    NetworkClaim,
    NetworkClaimOn,
    NetworkCounts,
    NetworkLeastPeriod,
    NetworkRange,
    NetworkSlopeRange,
    NetworkValue,
    SameFunction,
    vector_text,
)
from exactpl.errors import DomainError, InputError
from exactpl.maps.pl import PL
from exactpl.networks.along_lines import Segments, segments
from exactpl.networks.network import Vector
from exactpl.verdicts import Proved, Refuted, Verdict

_POINT_BYTES = 100


def _points(claim: NetworkClaimOn, found: Iterable[Segments], maps: Iterable[PL] = ()) -> Fields:
    """Return the witness: the boundaries of all regions, the kinks of maps, and the finite ends of the interval."""
    on = claim.line.on
    points = {end for end in on if end is not None}
    for each in found:
        points.update(each.region_boundaries)
    for f in maps:
        points.update(x for x in f.breakpoints if x in on)
    return {"points": [canonical_rational(t) for t in sorted(points or {Fraction(0)})]}


def _segments(claim: NetworkClaimOn, subject: NetworkSubject, *, all_outputs: bool = False) -> Segments:
    line = claim.line
    combination = None if all_outputs else claim.combination
    return segments(subject.network, on=line.on, start=line.start, direction=line.direction, combination=combination)


def _value(claim: NetworkValue) -> Verdict:
    y = claim.network.values(claim.x)[-1]
    proof = certificate(claim, claim.fields(y))
    if claim.y is None or claim.y == y:
        return Proved(claim.statement(y), value=y, certificate=proof)
    return Refuted(claim.statement(claim.y), claim.statement(y), witness=y, certificate=proof)


def _value_of(claim: NetworkClaim, x: Vector) -> Vector:
    if isinstance(claim.g, NetworkSubject):
        return claim.g.network.values(x)[-1]
    assert claim.g is not None
    return (claim.g.f(x[0]),)


def _difference(claim: DifferentValue) -> Verdict:
    own, other = claim.network.values(claim.x)[-1], _value_of(claim, claim.x)
    difference = tuple(a - b for a, b in zip(own, other, strict=True))
    if not any(difference):
        return Refuted(
            f"f and g differ at {vector_text(claim.x)}",
            f"both have the value {vector_text(own)} there; ask whether they are the same function: same_function.",
        )
    proof = certificate(claim, claim.fields(difference))
    if claim.difference in (None, difference):
        return Proved(claim.statement(difference), value=difference, certificate=proof)
    assert claim.difference is not None
    return Refuted(
        claim.statement(claim.difference), claim.statement(difference), witness=difference, certificate=proof
    )


def _pair(claim: NetworkClaimOn) -> tuple[Segments, tuple[PL, ...], Fields]:
    """Return f along the line, g's outputs as maps of t, and the witness for both."""
    first = _segments(claim, claim.f, all_outputs=True)
    if isinstance(claim.g, NetworkSubject):
        second = _segments(claim, claim.g, all_outputs=True)
        return first, second.functions, _points(claim, (first, second))
    assert isinstance(claim.g, MapSubject)
    on = claim.line.on
    g = claim.g.f if claim.g.f.domain == on else claim.g.f.restrict(*on)
    return first, (g,), _points(claim, (first,), (g,))


def _same(claim: SameFunction) -> Verdict:
    first, others, points = _pair(claim)
    functions = first.functions
    if functions == others:
        return Proved(
            claim.statement(),
            witness=first,
            certificate=certificate(claim, claim.fields(), points),
            lemmas=claim.lemmas,
        )
    gaps = [f - g for f, g in zip(functions, others, strict=True)]
    heights = [_height(gap) for gap in gaps]
    if None in heights:
        return _unequal_far(claim, gaps)
    output = max(range(len(heights)), key=lambda i: heights[i] or 0)
    line = claim.line
    asked = {} if claim.network.inputs == 1 else {"start": line.start, "direction": line.direction}
    shown = _largest_gap(LargestGap(claim.f, claim.g, on=line.on, output=output, **asked))  # type: ignore[arg-type]
    assert isinstance(shown, Proved)
    return Refuted(
        claim.statement(), shown.statement, witness=shown.witness, certificate=shown.certificate, lemmas=shown.lemmas
    )


def _height(gap: PL) -> Fraction | None:
    try:
        return gap.sup_distance(0)
    except DomainError:
        return None


def _unequal_far(claim: SameFunction, gaps: list[PL]) -> Verdict:
    """Show one point, where the gap grows without bound."""
    gap = next(gap for gap in gaps if _height(gap) is None)
    ends = gap.knots[0][0], gap.knots[-1][0]
    candidates = [*ends, ends[0] - 1 if gap.left_slope else ends[0], ends[1] + 1 if gap.right_slope else ends[1]]
    t = max(candidates, key=lambda t: abs(gap(t)))
    shown = _difference(DifferentValue(claim.f, claim.g, x=claim.line.at(t)))  # type: ignore[arg-type]
    assert isinstance(shown, Proved)
    return Refuted(
        claim.statement(),
        f"{shown.statement}; the gap grows without bound on {claim.line.on}",
        witness=(t, shown.value),
        certificate=shown.certificate,
        lemmas=shown.lemmas,
    )


def _largest_gap(claim: LargestGap) -> Verdict:
    first, others, points = _pair(claim)
    assert claim.combination is not None
    terms = zip(claim.combination, first.functions, others, strict=True)
    gap: PL | None = None
    for c, f, g in terms:
        if c:
            gap = c * (f - g) if gap is None else gap + c * (f - g)
    assert gap is not None
    height = _height(gap)
    if height is None and claim.gap is not None:
        return _larger_gap(claim, gap, claim.gap)
    if height is None:
        raise InputError(f"f - g is not bounded on {claim.line.on}: there is no largest gap; take a bounded interval.")
    at = next(t for t, y in gap.knots if abs(y) == height)
    proof = certificate(claim, claim.fields(height, at), points)
    statement = claim.statement(height, at)
    if claim.gap is None or claim.gap == height:
        return Proved(statement, value=height, witness=(at, height), certificate=proof, lemmas=claim.lemmas)
    return Refuted(
        claim.statement(claim.gap, at), statement, witness=(at, height), certificate=proof, lemmas=claim.lemmas
    )


def _larger_gap(claim: LargestGap, gap: PL, claimed: Fraction) -> Verdict:
    """Refute a largest gap, where there is none, by one point on a ray."""
    on = claim.line.on
    side, end, slope = 1, gap.knots[-1][0], gap.right_slope
    if not slope:
        side, end, slope = -1, gap.knots[0][0], gap.left_slope
    assert slope  # on one side at least, where the gap has no bound
    # |gap| >= |slope| * distance - |gap(end)|
    t = end + side * ((max(claimed, Fraction(0)) + abs(gap(end))) / abs(slope) + 1)
    shown = _difference(DifferentValue(claim.f, claim.g, x=claim.line.at(t)))  # type: ignore[arg-type]
    assert isinstance(shown, Proved)
    return Refuted(
        claim.statement(claimed, t),
        f"{shown.statement}; the gap is {shortened_rational(abs(gap(t)))} at t = {shortened_rational(t)} and grows "
        f"without bound on {on}",
        witness=(t, abs(gap(t))),
        certificate=shown.certificate,
        lemmas=shown.lemmas,
    )


def _answer(claim: Any, expected: dict[str, Any] | None, found: dict[str, Any], segments_found: Segments) -> Verdict:
    """Return the verdict on values claimed, by the names that `fields` and `statement` give them; `found` are true."""
    proof = certificate(claim, claim.fields(**found), _points(claim, (segments_found,)))
    value = next(iter(found.values())) if len(found) == 1 else tuple(found.values())
    true = claim.statement(**found)
    if expected is None or expected == found:
        return Proved(true, value=value, witness=segments_found, certificate=proof, lemmas=claim.lemmas)
    return Refuted(claim.statement(**expected), true, witness=segments_found, certificate=proof, lemmas=claim.lemmas)


def _counts(claim: NetworkCounts) -> Verdict:
    found = _segments(claim, claim.f)
    expected = None if claim.pieces is None else {"pieces": claim.pieces, "regions": claim.regions}
    return _answer(claim, expected, {"pieces": len(found.pieces), "regions": len(found.regions)}, found)


def _range(claim: NetworkRange) -> Verdict:
    found = _segments(claim, claim.f)
    expected = None if claim.interval is None else {"interval": claim.interval}
    return _answer(claim, expected, {"interval": found.function.image()}, found)


def _slope_range(claim: NetworkSlopeRange) -> Verdict:
    found = _segments(claim, claim.f)
    slopes = [abs(slope) for slope in found.function.slopes]
    expected = None if claim.smallest is None else {"smallest": claim.smallest, "largest": claim.largest}
    return _answer(claim, expected, {"smallest": min(slopes), "largest": max(slopes)}, found)


def _least_period(claim: NetworkLeastPeriod) -> Verdict:
    orbit, mark = [claim.x], claim.x
    for n in range(1, claim.n + 1):
        y = claim.network.values(orbit[-1])[-1]
        work.hold(sum(map(work.size, y)) // 8 + _POINT_BYTES)
        orbit.append(y)
        if y == claim.x:
            break
        if y == mark:  # the orbit has run once around a cycle without x
            marked = orbit.index(mark)
            orbit.append(orbit[marked + (claim.n - marked) % (n - marked)])
            break
        if n & (n - 1) == 0:
            mark = y
    steps = len(orbit) - 1
    if orbit[-1] == claim.x and steps == claim.n:
        return Proved(claim.statement(), witness=tuple(orbit[:-1]), certificate=certificate(claim, claim.fields()))
    if orbit[-1] == claim.x:
        shorter = NetworkLeastPeriod(claim.f, n=steps, x=claim.x)
        return Refuted(
            claim.statement(),
            shorter.statement(),
            witness=tuple(orbit[:-1]),
            certificate=certificate(shorter, shorter.fields()),
        )
    last = ", ".join(shortened_rational(entry) for entry in orbit[-1])
    return Refuted(claim.statement(), f"after {claim.n} steps the point is at ({last})", witness=orbit[-1])


DECIDERS: dict[type, Callable[[Any], Verdict]] = {
    NetworkValue: _value,
    DifferentValue: _difference,
    SameFunction: _same,
    LargestGap: _largest_gap,
    NetworkCounts: _counts,
    NetworkRange: _range,
    NetworkSlopeRange: _slope_range,
    NetworkLeastPeriod: _least_period,
}
