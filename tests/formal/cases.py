"""Certificates about small nasty maps for each type of claims that can be exported, and false mutants of them."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import pairwise
from typing import Any

from exactpl import claims, work, zoo
from exactpl.claims.deciding import decide
from exactpl.documents import canonical_text
from exactpl.errors import ExactPLError
from exactpl.maps.pl import PL
from exactpl.verdicts import Certificate
from tests.bridge import pl
from tests.dynamics.families import compact_maps, nasty_maps, related_map

KNOWN = (zoo.tent(), zoo.build("golden"), zoo.build("stefan:5"), zoo.build("tent:slope=7/5"))


def maps(seed: object, compact: bool) -> Iterator[PL]:
    """Yield small maps without end: kinks that cancel, flat pieces, slopes 1 and -1, coincidences; known ones too."""
    rng = random.Random(f"formal {seed}")
    yield from KNOWN
    number = 0
    while True:
        number += 1
        family = compact_maps if compact else nasty_maps
        yield from (pl(m) for m in family(f"formal {seed} {number}", 4, 4))
        yield pl(related_map(rng))


Maker = Callable[[PL, random.Random], "claims.Claim"]


def _point(f: PL, rng: random.Random) -> Fraction:
    lower, upper = f.domain
    lower = Fraction(-3) if lower is None else lower
    upper = lower + 5 if upper is None else upper
    x, _ = rng.choice(f.knots)
    return rng.choice([x, lower, lower + (upper - lower) * Fraction(rng.randrange(13), 12)])


def _near_and_far(f: PL, rng: random.Random) -> claims.Claim:
    x, y = _point(f, rng), _point(f, rng)
    t = rng.randrange(6)
    fx, fy = x, y
    for _ in range(t):
        fx, fy = f(fx), f(fy)
    d = abs(fx - fy)
    return claims.NearAndFar(f, x=x, y=y, near=d, near_times=[t], far=d, far_times=[t])


def _coverings(f: PL, rng: random.Random) -> claims.Claim:
    xs = sorted({x for x, _ in f.knots})
    cells = list(pairwise(xs))
    return claims.Coverings(f, intervals=cells[:4], k=rng.choice([1, 1, 2]))


MAKERS: dict[str, tuple[bool, Maker]] = {
    "value": (False, lambda f, r: claims.Value(f, k=r.randrange(8), x=_point(f, r))),
    "least_period": (False, lambda f, r: claims.LeastPeriod(f, n=r.choice([1, 1, 2, 2, 3, 4]))),
    "invariant_interval": (False, lambda f, _: claims.InvariantInterval(f, interval=f.domain)),
    "image": (False, lambda f, r: claims.Image(f, k=r.randrange(7))),
    "piece_count": (False, lambda f, r: claims.PieceCount(f, k=r.choice([0, 1, 2, 5, 12, 40]))),
    "lap_count": (False, lambda f, r: claims.LapCount(f, k=r.choice([0, 1, 2, 5, 12, 40]))),
    "crossing_count": (True, lambda f, r: claims.CrossingCount(f, k=r.choice([0, 1, 2, 5, 12]), level=_point(f, r))),
    "slope_range": (True, lambda f, r: claims.SlopeRange(f, k=r.choice([0, 1, 2, 5, 12]))),
    "piece_count_bounds": (
        True,
        lambda f, r: claims.PieceCountBounds(f, k=r.choice([1, 2, 5, 12]), at_most=r.choice([None, 10**9]), at_least=1),
    ),
    "fixed_point_count": (True, lambda f, r: claims.FixedPointCount(f, n=r.choice([1, 2, 3, 5, 8]))),
    "no_least_period": (True, lambda f, r: claims.NoLeastPeriod(f, n=r.choice([2, 3, 4, 5, 7]))),
    "no_odd_period": (True, lambda f, _: claims.NoOddPeriod(f)),
    "entropy_bounds": (True, lambda f, r: claims.EntropyBounds(f, width=r.choice(["1/10", "1/100"]))),
    "absent_periods": (True, lambda f, r: claims.AbsentPeriods(f, upto=r.choice([None, 3, 5]))),
    "near_and_far": (False, _near_and_far),
    "li_yorke_chaos": (True, lambda f, _: claims.LiYorkeChaos(f)),
    "coverings": (True, _coverings),
    "robust_period": (True, lambda f, r: claims.RobustPeriod(f, n=r.choice([1, 2, 3, 4]))),
    "horseshoe": (True, lambda f, _: claims.HorseshoeEntropy(f)),
    "forced_periods": (False, lambda f, r: claims.ForcedPeriods(f, n=r.choice([1, 2, 3, 4, 5]))),
    "period_set": (True, lambda f, r: claims.PeriodSet(f, n=r.choice([1, 2, 3, 4, 5]))),
    "no_li_yorke_chaos": (True, lambda f, r: claims.NoLiYorkeChaos(f, period=r.choice([2, 4]))),
}


def certificates(kind: str, count: int, seed: object = 0) -> Iterator[Certificate]:
    """Yield certificates of a type, about different maps; fewer where they are rare."""
    compact, maker = MAKERS[kind]
    rng = random.Random(f"{kind} {seed}")
    found = 0
    for tried, f in enumerate(maps(seed, compact)):
        if found == count or tried == 60 * count + 100:
            return
        try:
            with work.budget(seconds=1):
                verdict = decide(maker(f, rng))
        except ExactPLError:
            continue
        certificate = getattr(verdict, "certificate", None)
        if certificate is not None and json.loads(certificate.text)["claim"]["type"] == kind:
            found += 1
            yield certificate


# ----------------------------------------------------------------------------------------------------------------------
# Mutants


def _added(key: str, step: int | str, part: str = "claim") -> Callable[[dict[str, Any]], None]:
    def change(tree: dict[str, Any]) -> None:
        old = tree[part][key]
        if isinstance(old, int):
            tree[part][key] = old + int(step)
        elif old is not None:
            tree[part][key] = str(Fraction(old) + Fraction(step))

    return change


def _stretched(key: str) -> Callable[[dict[str, Any]], None]:
    def change(tree: dict[str, Any]) -> None:
        lower, upper = tree["claim"][key]
        if upper is not None:
            tree["claim"][key] = [lower, str(Fraction(upper) + Fraction(1, 7))]
        elif lower is not None:
            tree["claim"][key] = [str(Fraction(lower) - Fraction(1, 7)), upper]

    return change


def _about_the_tent(tree: dict[str, Any]) -> None:
    """Let a claim of absence speak of the tent, which has every period."""
    found = claims.MapSubject.of(zoo.tent())
    tree["subject"][0].update(sha256=found.sha256, text=found.text)
    tree["claim"]["on"] = None


MUTATIONS: dict[str, list[Callable[[dict[str, Any]], None]]] = {
    "value": [_added("y", 1), _added("y", "1/1000000007"), _added("k", 1)],
    "least_period": [_added("n", 1), _added("x", "1/1000003")],
    "invariant_interval": [_stretched("interval")],
    "image": [_stretched("interval"), _added("k", 1)],
    "piece_count": [_added("value", 1), _added("value", -1), _added("k", 1)],
    "lap_count": [_added("value", 1), _added("value", -1), _added("k", 1)],
    "crossing_count": [_added("value", 1), _added("value", -1), _added("level", 7)],
    "slope_range": [_added("largest", 1), _added("smallest", "-1/7"), _added("k", 1)],
    "piece_count_bounds": [_added("at_least", 10**30)],
    "fixed_point_count": [_added("isolated", 1), _added("intervals", 1)],
    "no_least_period": [_about_the_tent],
    "no_odd_period": [_about_the_tent, _added("z", "1/7", "witness")],
    "entropy_bounds": [_added("at_least", 1), _added("at_most", "-1/3")],
    "absent_periods": [_about_the_tent],
    "near_and_far": [_added("near", "-1/1000003"), _added("far", "1/1000003")],
    "li_yorke_chaos": [_added("epsilon", 1), _added("a", "9/7", "witness")],
    "coverings": [_added("epsilon", 1), _added("q", 1)],
    "robust_period": [_added("epsilon", 1)],
    "horseshoe": [_added("epsilon", 1), _added("at_least", 1)],
    "forced_periods": [_added("n", 1), _added("x", "1/1000003", "witness")],
    "period_set": [_added("n", 1), _added("x", "1/1000003", "witness")],
    "no_li_yorke_chaos": [_about_the_tent],
}


def mutants(certificate: Certificate) -> Iterator[Certificate]:
    """Yield certificates with a number changed; some of them may be true."""
    kind = json.loads(certificate.text)["claim"]["type"]
    for change in MUTATIONS[kind]:
        tree = json.loads(certificate.text)
        change(tree)
        text = canonical_text(tree)
        if text != certificate.text:
            yield Certificate(text, tree["subject"][0]["text"])
