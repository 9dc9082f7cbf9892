"""Tables of each depth are right, whatever weights are proposed."""

from fractions import Fraction

import pytest

from exactpl.dynamics.growth import tables
from exactpl.dynamics.growth.evidence import Row, Slopes, Table
from exactpl.dynamics.growth.tables import Bound, TableMaker
from tests.bridge import pl
from tests.dynamics.families import compact_maps, where
from tests.dynamics.named_maps import NASTY, tent
from tests.oracles.growth import faults, rows_of
from tests.oracles.maps import Map


def best_bound(bound: Bound, *, upper: bool) -> Fraction:
    """Return the best bound that the rows show: the largest or least quotient of the weights."""
    rows = rows_of(bound.table)
    found = []
    for _, _, weight, parts, layer in rows:
        total = sum(rows[r][2] for r in parts if r is not None and (not upper or rows[r][4] == layer))
        found.append(Fraction(total, weight) if weight else None)
    sizes = [q for q in found if q is not None]
    return max(1, *sizes) if upper else min(sizes)


def assert_right_at(m: Map, depths: range, bits: int) -> None:
    maker = TableMaker(pl(m))
    before = 0
    for depth in depths:
        upper = maker.upper(depth, bits)
        assert faults(m, rows_of(upper.table), upper.value, upper=True) == [], (where(m), depth)
        assert upper.value == best_bound(upper, upper=True), (where(m), depth)
        lower = maker.lower(depth, bits)
        if lower is not None:
            assert faults(m, rows_of(lower.table), lower.value, upper=False) == [], (where(m), depth)
            assert 1 <= lower.value <= upper.value, (where(m), depth)
            assert lower.value == best_bound(lower, upper=False), (where(m), depth)
        assert before <= maker.rows(depth), (where(m), depth)
        assert len(upper.table.rows) <= maker.rows(depth), (where(m), depth)
        before = maker.rows(depth)
        if maker.is_complete(depth):
            again = maker.upper(depth + 1, bits)
            assert again.table.rows == upper.table.rows, (where(m), depth)


def test_tables_of_depth_one_and_more() -> None:
    for m in [*NASTY, *compact_maps("tables of all depths", 60, 5)]:
        assert_right_at(m, range(1, 6), 20)


def test_tables_with_few_bits() -> None:
    for m in [*NASTY, *compact_maps("tables of few bits", 30, 5, (7, 11, 13))]:
        assert_right_at(m, range(2, 9, 3), 2)


def test_bad_weights_make_bad_bounds_but_no_wrong_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "perron_weights", lambda rows, _bits: [1 + i % 3 for i in range(len(rows))])
    for m in [*NASTY, *compact_maps("bad weights", 20, 5)]:
        assert_right_at(m, range(3, 8, 2), 20)
    maker = TableMaker(pl(tent("3/2")))
    lower, upper = maker.lower(8, 20), maker.upper(8, 20)
    assert upper.value > Fraction(3, 2)
    assert lower is None or lower.value < Fraction(3, 2)


def test_records() -> None:
    row = Row(Fraction(0), Fraction(1), 1, (0, None))
    assert row.layer == 0
    assert repr(Table((row, row))) == "<Table of 2 rows>"
    assert Slopes(1) != Slopes(2)
