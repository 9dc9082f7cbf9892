"""Cut and changed certificates are never accepted, unless what they then say is true."""

from __future__ import annotations

import copy
import hashlib
import json
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import brute
import pytest
from certmaker import (
    ABSOLUTE,
    CANCELLING,
    FLIP,
    GOLDEN,
    INVOLUTION,
    LATER,
    RELU,
    TENT,
    TRAPEZOID,
    canonical,
    certificate,
)
from make_corpus import (
    LANDING,
    bounds,
    chaos,
    crossings,
    fixed,
    image,
    invariant,
    laps,
    no_period,
    period,
    pieces,
    preimages,
    series,
    slope_range,
    value_at,
)
from runner import verdict

SWAP = {"on": None, "type": "no_odd_period"}
GOOD = {
    "value": certificate(TENT, value_at(3, "1/7", "6/7")),
    "pieces": certificate(CANCELLING, pieces(4, 23)),
    "pieces_on": certificate(ABSOLUTE, pieces(3, 2, ["-1", "2"])),
    "laps": certificate(TRAPEZOID, laps(3, 8)),
    "period": certificate(TENT, period(3, "2/7")),
    "no_period": certificate(FLIP, no_period(3)),
    "no_period_line": certificate(RELU, no_period(2)),
    "invariant": certificate(ABSOLUTE, invariant("-1", None)),
    "swap": certificate(LATER, SWAP, {"m": 1, "z": "2/3"}),
    "chaos": certificate(GOLDEN, chaos("0"), {"a": "0"}),
    "crossings": certificate(LANDING, crossings(2, "1/2", 1)),
    "preimages": certificate(TRAPEZOID, preimages(2, "0", 3)),
    "slopes": certificate(LATER, slope_range(2, 2, 1)),
    "image": certificate(RELU, image(2, "0", None)),
    "bounds": certificate(CANCELLING, bounds(4, 20, 23), {"step": 4}),
    "bounds_by_step": certificate(ABSOLUTE, bounds(5, None, 8), {"step": 2}),
    "series": certificate(GOLDEN, series([1, 1], [1, -1, -1]), {"terms": 9}),
    "fixed_points": certificate(INVOLUTION, fixed(2, 0, 1)),
}


@pytest.mark.parametrize("name", sorted(GOOD))
def test_accepted_as_they_are(name: str) -> None:
    assert verdict(GOOD[name]) == "accept"
    assert is_true(GOOD[name])


@pytest.mark.parametrize("name", sorted(GOOD))
def test_cut_at_every_byte(name: str) -> None:
    data = canonical(GOOD[name])
    for length in range(len(data)):
        assert verdict(data[:length]) != "accept"
        assert verdict(data[:length] + b"\n") != "accept" or length == len(data) - 1


@pytest.mark.parametrize("name", sorted(GOOD))
def test_every_byte_changed(name: str) -> None:
    data = canonical(GOOD[name])
    for i in range(len(data)):
        for byte in {0x30, 0x31, 0x2D, data[i] ^ 1, data[i] ^ 0x80} - {data[i]}:
            changed = data[:i] + bytes([byte]) + data[i + 1 :]
            if verdict(changed) == "accept":
                assert is_true(json.loads(changed)), changed


@pytest.mark.parametrize("name", sorted(GOOD))
def test_every_value_changed(name: str) -> None:
    accepted = 0
    for mutant in mutants(GOOD[name]):
        if verdict(mutant) == "accept":
            accepted += 1
            assert is_true(mutant), mutant
    assert accepted < 80


def test_every_claim_with_every_subject() -> None:
    for value in GOOD.values():
        for other in GOOD.values():
            mixed = {**value, "subject": other["subject"]}
            if verdict(mixed) == "accept":
                assert is_true(mixed), mixed


def mutants(value: Any) -> Iterator[Any]:
    """One entry changed, deleted or added, everywhere; the text of a subject is repaired along with its digest."""
    for path, node in list(walk(value)):
        if path[-1:] == ("text",):
            for changed in mutants(json.loads(node)):
                text, subject = json.dumps(changed), list(value["subject"])
                digest = hashlib.sha256(text.encode("ascii")).hexdigest()
                subject[path[1]] = {**subject[path[1]], "sha256": digest, "text": text}
                yield {**value, "subject": subject}
        for new in replacements(node):
            mutant = copy.deepcopy(value)
            if not path:
                yield new
                continue
            target = mutant
            for step in path[:-1]:
                target = target[step]
            target[path[-1]] = new
            yield mutant
        if path:
            mutant = copy.deepcopy(value)
            target = mutant
            for step in path[:-1]:
                target = target[step]
            del target[path[-1]]
            yield mutant


def walk(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], Any]]:
    """All values in a JSON value, with their places."""
    yield path, value
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in items:
        yield from walk(part, (*path, key))


def replacements(node: Any) -> Iterator[Any]:
    """Other values for one place."""
    yield from (None, True, {}, [], "", "0", "-0", 0, 1)
    if isinstance(node, int) and not isinstance(node, bool):
        yield from (node - 1, node + 1, 2 * node, -node, str(node))
    if isinstance(node, str):
        yield from (node + "0", "-" + node, node + " ", node[:-1])
        if node and set(node) <= set("0123456789-/"):
            x = Fraction(node)
            yield from (str(x + 1), str(x - 1), str(-x), str(x * 2), str(x / 2), str(x + Fraction(1, 7)))
    if isinstance(node, list) and node:
        yield from (node[::-1], node + node[:1], node[1:])
    if isinstance(node, dict):
        yield {**node, "zz": None}
    for name in (
        "value",
        "piece_count",
        "lap_count",
        "least_period",
        "no_least_period",
        "invariant_interval",
    ):
        if node in ("value", "piece_count", "lap_count", "least_period", "no_least_period"):
            yield name
    for names in (("crossing_count", "preimage_count"), ("piece_count_bounds", "piece_count_series", "image")):
        if node in names:
            yield from names


def is_true(cert: Any) -> bool:
    """What an accepted certificate says, decided by the oracle."""
    subject = json.loads(cert["subject"][0]["text"])
    slopes = [None if s is None else Fraction(s) for s in (subject.get("left_slope"), subject.get("right_slope"))]
    f = brute.Map([(Fraction(x), Fraction(y)) for x, y in subject["knots"]], *slopes)
    claim, witness = cert["claim"], cert["witness"]
    if claim["type"] == "value":
        x = Fraction(claim["x"])
        for _ in range(claim["k"]):
            x = f(x)
        return bool(x == Fraction(claim["y"]))
    if claim["type"] == "least_period":
        return brute.least_period(f, Fraction(claim["x"]), claim["n"])
    on = claim.get("on") or claim.get("interval")
    lo, hi = f.domain() if on is None else (None if e is None else Fraction(e) for e in on)
    if not brute.is_self_map(f, lo, hi):
        return False
    if claim["type"] == "invariant_interval":
        return True
    if claim["type"] == "no_least_period":
        return brute.least_period_points(f, claim["n"], lo, hi) == 0
    if claim["type"] == "no_odd_period":
        return all(brute.least_period_points(f, n, lo, hi) == 0 for n in (3, 5, 7))
    if claim["type"] == "li_yorke_chaos":
        # Necessary only: period 3 for f itself, and none of the margins below zero.
        return Fraction(claim["epsilon"]) >= 0 and brute.least_period_points(f, 3, lo, hi) != 0 and "a" in witness
    if claim["type"] == "piece_count_series":
        numerator, denominator = ([int(c) for c in claim[key]] for key in ("numerator", "denominator"))
        counts = [brute.pieces(brute.iterate(f, k, lo, hi)) for k in range(7)]
        return all(
            sum(c * counts[k - i] for i, c in enumerate(denominator) if i <= k) == sum(numerator[k : k + 1])
            for k in range(7)
        )
    if claim["type"] == "fixed_point_count":
        found = brute.fixed_components(brute.iterate(f, claim["n"], lo, hi))
        return found == (int(claim["isolated"]), int(claim["intervals"]))
    if claim["type"] == "piece_count_bounds" and claim["k"] > 12:
        return claim["at_least"] is None and brute.pieces(brute.iterate(f, 2, lo, hi)) == 1
    g = brute.iterate(f, claim["k"], lo, hi)
    if claim["type"] == "slope_range":
        return brute.slope_range(g) == (Fraction(claim["largest"]), Fraction(claim["smallest"]))
    if claim["type"] == "image":
        return brute.image(g) == tuple(None if e is None else Fraction(e) for e in claim["interval"])
    if claim["type"] == "piece_count_bounds":
        least, most = (None if claim[key] is None else int(claim[key]) for key in ("at_least", "at_most"))
        return (least is None or least <= brute.pieces(g)) and (most is None or brute.pieces(g) <= most)
    counts = {
        "piece_count": lambda: brute.pieces(g),
        "lap_count": lambda: brute.laps(g),
        "crossing_count": lambda: brute.crossings(g, Fraction(claim["level"])),
        "preimage_count": lambda: brute.preimages(g, Fraction(claim["level"])),
    }
    return int(claim["value"]) == counts[claim["type"]]()
