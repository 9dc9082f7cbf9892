"""Cut and changed certificates about networks are never accepted, unless what they then say is true."""

from __future__ import annotations

from tests.checker.brutenetworks import is_true
from tests.checker.certmaker import map_text, network_text
from tests.checker.corpus_networks import (
    BUMP,
    CUT_HAT,
    HAT,
    HAT_MAP,
    PEAK,
    PLANE,
    POOLED_HAT,
    RESIDUAL,
    STEP,
    SWAP_ABS,
    THRICE,
    ZERO,
    clip,
    counts,
    dense,
    different,
    gap,
    leaky,
    least,
    pool,
    ranges,
    same,
    slopes,
    value_of,
)
from tests.checker.mutating import suite, true_about_every_subject
from tests.harness import verdict

SMALL = network_text(dense([["1"], ["2"]], ["0", "-1"], pool([0, 1])), dense([["3"]], None, leaky("1/2")))
LINKED = network_text({"bias": ["1"]}, {"activation": clip("0", "2"), "add": [0], "from": 0}, inputs=1, repeat=2)
STEEP = {"direction": ["1", "-1"], "start": ["0", "1"]}
TWO = network_text(dense([["1", "1"], ["1", "-1"]], None, "abs"))
GOOD = {
    "period": least(HAT, 3, ["2/7"]),
    "period_in_the_plane": least(SWAP_ABS, 2, ["2", "1/2"]),
    "value": value_of(SMALL, ["-1"], ["-3/2"]),
    "value_linked": value_of(LINKED, ["1/4"], ["1"]),
    "different": different(HAT, CUT_HAT, ["1/4"], ["0"]) | different(HAT, POOLED_HAT, ["-1"], ["2"]),
    "different_map": different(ZERO, CUT_HAT, ["1/4"], ["-1/2"]),
    "same_map": same(HAT, HAT_MAP, ["0", "1/2"]),
    "same_on": same(SMALL, map_text([("0", "0"), ("1", "3")], "3/2", "6"), ["-1", "0", "1"], on=["-1", "1"]),
    "gap": gap(STEP, ZERO, ["-1", "0", "1"], "1", "1"),
    "gap_line": gap(TWO, TWO, ["0", "1/2", "1"], "0", "0", on=["0", "1"], line=STEEP, combination=("1", "-2")),
    "counts": counts(HAT, ["0", "1/2"], 3, 3),
    "counts_linked": counts(LINKED, ["-1/2", "0", "1/2", "1"], 3, 3, on=["-1/2", "1"]),
    "range": ranges(PEAK, ["-1", "1"], "1", None, combination=("1", "0")),
    "slopes": slopes(RESIDUAL, ["0", "1", "2"], "1", "1", on=["0", "2"]),
    "counts_line": counts(TWO, ["1/2"], 2, 2, line=STEEP, combination=["1", "1"]),
}


test_accepted_as_they_are, test_cut_at_every_byte, test_every_byte_changed, test_every_value_changed = suite(
    GOOD, is_true, 160
)


def test_every_claim_with_every_subject() -> None:
    assert true_about_every_subject(GOOD, is_true) >= len(GOOD)


def test_every_witness_with_every_subject() -> None:
    texts = [HAT, POOLED_HAT, THRICE, STEP, RESIDUAL, BUMP, SMALL, LINKED, PEAK, PLANE]
    for f in texts:
        for g in (HAT, HAT_MAP, CUT_HAT, ZERO):
            for points in (["0"], ["0", "1/2"], ["-1", "0", "1"], ["0", "1/2", "1"], ["1", "2", "3"]):
                for on in (None, [points[0], None], [None, points[-1]]):
                    for value in (same(f, g, points, on=on), gap(f, g, points, "1", points[-1], on=on)):
                        if verdict(value) == "accept":
                            assert is_true(value), value
