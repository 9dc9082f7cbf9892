"""Every file of the corpus gets its verdict and its rule; and checkers that look away do not pass."""

from __future__ import annotations

import json
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest
from exactpl_checker import cli
from exactpl_checker.arithmetic import sturm
from exactpl_checker.mathematics import (
    counting,
    criticalorbits,
    fixedcells,
    leastperiods,
    levelsets,
    tables,
)
from exactpl_checker.mathematics.orbits import Orbits
from exactpl_checker.mathematics.plmap import PLMap
from exactpl_checker.verdicts import Verdict

from tests.checker import make_corpus
from tests.checker.make_corpus import arguments
from tests.harness import Result, run_here, run_process

HERE = Path(__file__).resolve().parent
MANIFEST = make_corpus.manifest()
STATUS = {"ACCEPT": 0, "REJECT": 1, "DECLINE": 3}


def failures(run: Callable[..., Result]) -> list[str]:
    """The files on which a checker errs."""
    out = []
    for name, entry in MANIFEST.items():
        result = run(*arguments(name))
        if result.status != STATUS[entry["verdict"]]:
            out.append(name)
    return out


KEYS = [
    "by",
    "cert_sha256",
    "checker_sha256",
    "cites",
    "claim",
    "expected",
    "found",
    "g_sha256",
    "rule",
    "statement",
    "subject_sha256",
    "verdict",
]


@pytest.mark.parametrize("name", sorted(MANIFEST))
def test_verdict_and_rule_and_the_json_line(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The check runs once; the line for programs is that of the verdict that the command has found."""
    found: list[Verdict] = []
    plain = cli.run

    def run(cert: str, asked: cli.Arguments, digest: str) -> Verdict:
        found.append(plain(cert, asked, digest))
        return found[0]

    monkeypatch.setattr(cli, "run", run)
    entry = MANIFEST[name]
    result = run_here(*arguments(name))
    assert result.status == STATUS[entry["verdict"]], result
    assert result.out.startswith(entry["verdict"] + " ")
    assert result.out.index("\n") == len(result.out) - 1
    assert result.out.isascii()
    assert result.rule() == entry["rule"]
    if entry["verdict"] != "ACCEPT":
        assert len(result.out) < 1000
    line = json.loads(found[0].json_line())
    assert (line["verdict"], line["rule"]) == (entry["verdict"].lower(), entry["rule"])
    assert list(line) == KEYS


@pytest.mark.parametrize("name", sorted(MANIFEST)[::20])
def test_the_json_line_is_what_the_command_prints(name: str) -> None:
    result = run_here(*arguments(name), "--json")
    line = json.loads(result.out)
    assert result.out == json.dumps(line) + "\n"
    assert result.status == STATUS[MANIFEST[name]["verdict"]]
    assert (line["verdict"], line["rule"]) == (MANIFEST[name]["verdict"].lower(), MANIFEST[name]["rule"])
    assert list(line) == KEYS


def test_as_a_process() -> None:
    names = [name for i, name in enumerate(sorted(MANIFEST)) if i % 9 == 0]
    for name in names:
        result = run_process(*arguments(name))
        assert (result.status, result.rule()) == (STATUS[MANIFEST[name]["verdict"]], MANIFEST[name]["rule"])


def test_regenerating_gives_the_same_files() -> None:
    for name, data in make_corpus.build().items():
        assert (HERE / name).read_bytes() == data, f"{name}: run python -m tests.checker.make_corpus"
    for folder in make_corpus.FOLDERS.values():
        for path in (HERE / folder).iterdir():
            assert f"{folder}/{path.name}" in MANIFEST


def test_the_corpus_is_small() -> None:
    assert sum(len(data) for data in make_corpus.build().values()) < 800_000


# Checkers that look away, each in one respect.


def test_accepting_everything_fails() -> None:
    assert len(failures(lambda *_: Result(0, "", ""))) > 100


def test_rejecting_everything_fails() -> None:
    assert len(failures(lambda *_: Result(1, "", ""))) > 30


def test_reading_without_checking_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    from exactpl_checker.claims.base import Verified
    from exactpl_checker.registry import CLAIM_TYPES, rule_of

    for claim_type in CLAIM_TYPES:
        monkeypatch.setattr(rule_of(claim_type), "check", lambda _self, _subject: Verified("?"))
    assert len(failures(run_here)) > 30


@pytest.mark.parametrize(
    "rule",
    [
        "absent_periods",
        "coverings",
        "crossing_count",
        "different_value",
        "entropy_bounds",
        "entropy_exact",
        "fixed_point_count",
        "forced_periods",
        "horseshoe",
        "image",
        "invariant_interval",
        "lap_count",
        "largest_gap",
        "least_period",
        "least_period_over_field",
        "li_yorke_chaos",
        "li_yorke_chaos_by_entropy",
        "near_and_far",
        "network_counts",
        "network_least_period",
        "network_range",
        "network_slope_range",
        "network_value",
        "no_least_period",
        "no_li_yorke_chaos",
        "no_odd_period",
        "period_set",
        "piece_count",
        "piece_count_bounds",
        "piece_count_series",
        "preimage_count",
        "robust_period",
        "same_function",
        "slope_range",
        "value",
    ],
)
def test_each_rule_is_needed(rule: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from exactpl_checker.claims.base import Verified
    from exactpl_checker.registry import rule_of

    monkeypatch.setattr(rule_of(rule), "check", lambda _self, _subject: Verified("?"))
    assert failures(run_here)


def test_counting_itineraries_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counting, "_kinks", lambda _orbits, _cut, k: bytearray(b"\0" + b"\1" * k))
    assert {
        "accepted/pieces_of_cancelling_kinks.json",
        "rejected/itineraries_counted_instead_of_pieces.json",
    } <= set(failures(run_here))


def test_counting_plateaus_as_laps_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counting, "laps", counting.pieces)
    assert "rejected/plateaus_counted_as_laps.json" in failures(run_here)


def test_believing_self_maps_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    from exactpl_checker.claims import counts
    from exactpl_checker.mathematics import plmap

    monkeypatch.setattr(counts, "restricted_self_map", plmap.restricted)
    assert "rejected/not_a_self_map_at_k_0.json" in failures(run_here)


def test_euler_characteristic_alone_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = leastperiods.least_period_points

    def without_length(f: PLMap, n: int) -> leastperiods.Measure:
        return leastperiods.Measure(euler=max(0, plain(f, n).euler))

    monkeypatch.setattr("exactpl_checker.rules.no_least_period.least_period_points", without_length)
    assert "rejected/interval_of_period_points_hidden.json" in failures(run_here)


def test_forgetting_breakpoint_cycles_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = fixedcells.special_cycles

    def outside_flat_pieces(orbits: Orbits, n: int) -> list[list[int]]:
        return [cycle for cycle in plain(orbits, n) if not any(orbits.below[x] in orbits.flats for x in cycle)]

    monkeypatch.setattr(fixedcells, "special_cycles", outside_flat_pieces)
    assert "rejected/cycle_in_a_flat_piece_hidden.json" in failures(run_here)


def test_forgetting_the_image_of_a_swap_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(PLMap, "image_of_iterate", lambda f, _m: (f.lo, f.hi))
    assert "accepted/no_odd_period_later.json" in failures(run_here)


def test_forgetting_the_image_of_a_power_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = PLMap.image_of_iterate
    monkeypatch.setattr(PLMap, "image_of_iterate", lambda f, m: plain(f, min(m, 1)))
    assert "rejected/image_of_f_instead_of_iterate.json" in failures(run_here)


def test_reading_crossings_as_laps_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(levelsets, "turning_iterates", lambda _orbits, _cut, k: bytearray(k + 1))
    assert "rejected/touching_inside_counted_as_crossing.json" in failures(run_here)


def test_counting_touching_parts_apart_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = levelsets.Level.is_met
    monkeypatch.setattr(levelsets.Level, "is_met", lambda level, x: 2 * plain(level, x))
    assert {"accepted/preimages_of_the_top.json", "rejected/preimages_of_itineraries.json"} <= set(failures(run_here))


def test_comparing_only_the_terms_given_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "exactpl_checker.rules.piece_count_series.degrees",
        lambda _f, _limit: criticalorbits.Degrees(-(10**6), -(10**6)),
    )
    assert {
        "rejected/series_wrong_after_20_terms.json",
        "rejected/late_cancellation_not_reached.json",
        "rejected/infinite_orbit_of_an_end.json",
    } <= set(failures(run_here))


def test_forgetting_late_cancellations_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(criticalorbits, "exponent", lambda _base, _goal: None)
    # With the degrees too small, the terms that are missing there seem enough.
    assert "rejected/late_cancellation_not_reached.json" in failures(run_here)


def test_counting_the_ends_of_intervals_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fixedcells, "Counter", lambda _ends: {})
    assert "rejected/ends_of_intervals_counted_as_points.json" in failures(run_here)


def test_believing_the_witness_of_a_bound_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("exactpl_checker.rules.piece_count_bounds._compare", lambda *_: None)
    assert "rejected/upper_bound_without_the_rest.json" in failures(run_here)


def test_believing_containment_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "_assigned", lambda _image, _number, _row, _r, target, **_: target.weight)
    assert {
        "accepted/growth_layers.json",
        "rejected/lower_table_as_upper_containment.json",
        "rejected/upper_image_sticks_out_by_little.json",
    } <= set(failures(run_here))


def test_cutting_rows_at_the_kinks_on_their_ends_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(PLMap, "cuts_up_to", PLMap.cuts_below)
    assert "accepted/growth_tables.json" in failures(run_here)


ROOT_TWO_AND_GOLDEN = ((-2, 0, 1), (-1, -1, 1))


def test_reading_roots_from_the_polynomial_alone_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = sturm.common_divisor
    monkeypatch.setattr(sturm, "common_divisor", lambda a, b: a if (a, b) == ROOT_TWO_AND_GOLDEN else plain(a, b))
    assert "rejected/root_of_another_number.json" in failures(run_here)


def test_leaving_out_roots_at_the_left_end_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = sturm.Roots.between

    def half_open(roots: sturm.Roots, lo: Fraction, hi: Fraction | None) -> int:
        return plain(roots, lo, hi) - (plain(roots, lo, lo) if hi is None or lo < hi else 0)

    monkeypatch.setattr(sturm.Roots, "between", half_open)
    assert {
        "rejected/second_root_at_the_end.json",
        "rejected/second_root_at_the_beginning.json",
    } & set(failures(run_here))


def test_forgetting_what_forces_the_period_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("exactpl_checker.rules.period_set._absence", lambda *_: None)
    assert "rejected/periods_one_in_the_flip.json" in failures(run_here)
