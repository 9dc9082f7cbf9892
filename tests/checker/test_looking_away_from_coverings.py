"""Checkers that look away, each in one respect, and what they then get wrong in the corpus."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest
from exactpl_checker.arithmetic import numberfield
from exactpl_checker.claims import coverings
from exactpl_checker.reading import fieldmap
from exactpl_checker.rules import horseshoe, near_and_far, robust_period

from tests.checker.make_corpus import arguments
from tests.harness import Result, run_here

STATUS = {"accepted": 0, "rejected": 1, "declined": 3}


def errs(name: str) -> bool:
    result: Result = run_here(*arguments(f"{name}.json"))
    return result.status != STATUS[name.partition("/")[0]]


def one_step(_f: Any, epsilon: Fraction, _q: int) -> tuple[int, int]:
    return epsilon.numerator, epsilon.denominator


def nothing(*_: Any) -> None:
    return None


@pytest.mark.parametrize(
    ("target", "name", "replacement", "files"),
    [
        (coverings, "error_after", one_step, ["rejected/coverings_with_the_error_of_one_step"]),
        (coverings, "error_after", lambda *_: (0, 1), ["rejected/covering_off_by_a_hair"]),
        (coverings.Interval, "contains", lambda *_: True, ["rejected/robust_period_point_outside"]),
        (coverings, "_sum_at_most", lambda *_: True, ["rejected/robust_period_backwards"]),
        (robust_period, "_parted", lambda *_: True, ["rejected/robust_period_touching"]),
        (robust_period, "prime_divisors", lambda n: [n], ["rejected/robust_period_gone_round_twice"]),
        (horseshoe, "overlap", nothing, ["rejected/horseshoe_overlapping"]),
        (near_and_far, "compared", lambda *_: 0, ["rejected/near_off_by_a_hair", "rejected/far_too_early"]),
        (fieldmap.FieldMap, "verify_order", nothing, ["rejected/field_knots_equal"]),
        (fieldmap.FieldMap, "maps", lambda *_: True, ["rejected/golden_cycle_backwards"]),
        (numberfield, "common_divisor", lambda a, _: a[:1], ["rejected/field_with_double_root"]),
    ],
)
def test_looking_away(
    target: Any,
    name: str,
    replacement: Callable[..., Any],
    files: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for file in files:
        assert not errs(file)
    monkeypatch.setattr(target, name, replacement)
    for file in files:
        assert errs(file)
