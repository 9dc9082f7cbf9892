"""Maps over number fields for the tests of rules about them, and what those rules have in common.

Uses neither the checker nor the code that makes certificates; the orbits come from the oracle of surds.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.checker.certmaker import TENT, canonical, certificate
from tests.checker.corpus_coverings import GOLDEN_KNOTS, GOLDEN_RATIO, bad_field_maps, field_text
from tests.harness import run_here, verdict
from tests.oracles import surds
from tests.oracles.surds import Knots, Surd

A = ["0", "1"]  # the number a itself
LONG = ["1/2", "1/0x1" + "0" * 250_000]  # a product of two of them takes more steps than are allowed
HALF_A = ["0", "1/2"]
Z = ["2", "-1"]  # 2 - a, the inner fixed point of TENT_2
SQUARE_2 = (["-2", "0", "1"], ["1", "2"])
TENT_2 = field_text(*SQUARE_2, [["0", "0"], ["1/2", HALF_A], ["1", "0"]])
GOLDEN = field_text(*GOLDEN_RATIO, GOLDEN_KNOTS)  # the tent of slope (1 + sqrt 5)/2
FLIP_2 = field_text(*SQUARE_2, [["0", A], [A, "0"]])  # a - x on [0, a]
SLOW_2 = field_text(*SQUARE_2, [["0", "0"], ["1", HALF_A]])  # a x / 2, to 0
LONG_TENT = field_text(*SQUARE_2, [["0", "0"], [LONG, LONG], ["1", "0"]])
RAY_2 = field_text(*SQUARE_2, [["0", "0"]], "0", A)
SURD_TENT: Knots = surds.make([(0, 0), ("1/2", surds.ROOT_2 * surds.surd("1/2")), (1, 0)])
FIRST_EDITION = {"li_yorke_chaos_over_field": ["LY75"], "no_li_yorke_chaos_over_field": ["C55"]}


def written(x: Surd) -> Any:
    """A surd as the certificates have it."""
    return str(x.p) if x.q == 0 else [str(x.p), str(x.q)]


def listed(f: Knots, n: int) -> list[list[Any]]:
    """The orbits of the knots of f, f^2, ..., f^n, and of the fixed points of f^n."""
    powers = surds.powers(f, n)
    points = {f[0][0], f[-1][0], *(x for m in powers for x, _ in m), *surds.fixed_points(powers[-1])}
    found = []
    for x in sorted(points):
        orbit = [x]
        for _ in range(n):
            orbit.append(surds.evaluate(f, orbit[-1]))
        found.append([written(y) for y in orbit])
    return found


def refuses_what_all_refuse(good: dict[str, Any], folder: Path) -> None:
    """A key too many or too few, other cites, another type of map, no fuel."""
    assert verdict(good) == "accept"
    for where in ("claim", "witness"):
        assert verdict({**good, where: {**good[where], "trust": "me"}}) == "reject unknown-key"
        for key in good[where]:
            rest = {k: v for k, v in good[where].items() if k != key}
            assert verdict({**good, where: rest}) == f"reject {'bad-field' if key == 'type' else 'missing-key'}"
    for key in ("within", "sinks"):  # keys of other witnesses
        assert verdict({**good, "witness": {**good["witness"], key: ["0", "1"]}}) == "reject unknown-key"
    cites = good["cites"]
    first = FIRST_EDITION.get(good["claim"]["type"], cites)
    assert verdict({**good, "cites": first}) == "accept"
    for others in ([*cites, "SH64"], [*cites, "W82"], cites[1:], ["T2.8"], [], ["C55"], ["LY75"], [*first, "MS80"]):
        if others not in (cites, first):
            assert verdict({**good, "cites": others}) == "reject cites"
    assert without_fuel(good, folder) == (3, "fuel")


def refuses_other_maps(good: dict[str, Any], folder: Path) -> None:
    """Maps without a field, and fields that are none; with no fuel the arithmetic that shows it is not begun."""
    claim, witness = good["claim"], good["witness"]
    assert verdict(certificate(TENT, claim, witness)) == "reject field"
    for name in ("with_two_roots", "without_root", "with_double_root", "knots_a_hair_too_late"):
        bad = certificate(bad_field_maps()[name], claim, witness)
        assert verdict(bad) == "reject map-file", name
        assert without_fuel(bad, folder) == (3, "fuel")


def without_fuel(value: dict[str, Any], folder: Path) -> tuple[int, str | None]:
    """What the command says when it is allowed no step."""
    path = folder / "cert.json"
    path.write_bytes(canonical(value))
    result = run_here(str(path), "--fuel", "0")
    return result.status, result.rule()
