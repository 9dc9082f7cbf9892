"""Checkers that look away, each in one respect, and what they then get wrong about networks in the corpus."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from exactpl_checker.arithmetic.intervals import Interval
from exactpl_checker.claims import networks as networkclaims
from exactpl_checker.mathematics import cells, networks
from exactpl_checker.reading import networkfile
from exactpl_checker.rules import (
    different_value,
    largest_gap,
    network_counts,
    network_least_period,
    network_range,
    network_slope_range,
    same_function,
)

from tests.checker.make_corpus import arguments
from tests.harness import Result, run_here

STATUS = {"accepted": 0, "rejected": 1, "declined": 3}
RULES = (same_function, largest_gap, network_counts, network_range, network_slope_range)
EVERYTHING = {(p, q) for p in range(5) for q in range(5)}


def errs(name: str) -> bool:
    result: Result = run_here(*arguments(f"{name}.json"))
    return result.status != STATUS[name.partition("/")[0]]


def look_away(monkeypatch: pytest.MonkeyPatch, change: Callable[[], None], files: list[str]) -> None:
    """Each file is judged rightly before the change; after it what is false is accepted, what is true rejected."""
    for file in files:
        assert not errs(file), file
    change()
    for file in files:
        assert run_here(*arguments(f"{file}.json")).status == (1 if file.startswith("accepted") else 0), file


BETWEEN = networks.Network.between
STAGE_RAY = networks.Stage.applied_on_ray
LINEAR = networks.Stage.linear
INIT = networks.Network.__init__
PERIOD = network_least_period.NetworkLeastPeriod.check
NETWORK_RAY = cells.NetworkOnLine.on_ray
CELLS = cells.cells


def units_from(first: int, last: int | None) -> Callable[..., Any]:
    """Compare only some units of each layer with kinks."""

    def between(network: networks.Network, left: Any, right: Any) -> Any:
        watched = [stage for stage in network.stages if stage.kinks or stage.groups is not None]
        seen = []
        for i, (a, b) in enumerate(zip(left, right, strict=True)):
            if watched[i % len(watched)].groups is None:
                kept = range(len(a))[first:last]
                b = tuple(b[j] if j in kept else a[j] for j in range(len(a)))
            seen.append(b)
        return BETWEEN(network, left, seen)

    return between


def layers_from(first: int, last: int | None) -> Callable[..., Any]:
    """Compare only some layers with kinks or groups, of all repetitions."""

    def between(network: networks.Network, left: Any, right: Any) -> Any:
        kept = range(len(left))[first:last]
        return BETWEEN(network, left, [right[i] if i in kept else left[i] for i in range(len(left))])

    return between


def without_groups(network: networks.Network, left: Any, right: Any) -> Any:
    watched = [stage for stage in network.stages if stage.kinks or stage.groups is not None]
    pairs = enumerate(zip(left, right, strict=True))
    return BETWEEN(network, left, [b if watched[i % len(watched)].groups is None else a for i, (a, b) in pairs])


def group_of_one_side(network: networks.Network, left: Any, right: Any) -> Any:
    """Any unit that is largest at one of the two points will do."""
    watched = [stage for stage in network.stages if stage.kinks or stage.groups is not None]
    found = []
    for i, (a, b) in enumerate(zip(left, right, strict=True)):
        grouped = watched[i % len(watched)].groups is not None
        found.append(tuple(x | y for x, y in zip(a, b, strict=True)) if grouped else b)
    return BETWEEN(network, left, found)


def ray_without_conditions(stage: networks.Stage, z: Any, s: Any, unit: int) -> Any:
    """Only where the ray begins is looked at."""
    if stage.groups is not None:
        units = [max(group, key=lambda i: z[i]) for group in stage.groups]
        return [z[i] for i in units], [s[i] for i in units], tuple(1 for _ in units)
    moved = [entry + step for entry, step in zip(z, [(x > 0) - (x < 0) for x in s], strict=True)]
    value, positions = stage.applied(z, unit)
    states = tuple(sum(entry > kink * unit for kink in stage.kinks) for entry in moved)
    return value, [stage.pieces[state][0] * step for state, step in zip(states, s, strict=True)], positions and states


def ray_group_of_the_first(stage: networks.Stage, z: Any, s: Any, unit: int) -> Any:
    """The unit that is largest at the beginning, whatever the others do."""
    if stage.groups is None:
        return STAGE_RAY(stage, z, s, unit)
    return ray_without_conditions(stage, z, s, unit)


def outwards(function: cells.NetworkOnLine, t: Fraction, side: int) -> Any:
    """The derivative outwards in place of that in t."""
    derivative, unit, pattern = NETWORK_RAY(function, t, side)
    return [side * s for s in derivative], unit, pattern


def always_to_the_right(function: cells.NetworkOnLine, t: Fraction, _side: int) -> Any:
    return NETWORK_RAY(function, t, 1)


def no_rays(function: Any, points: Any, on: Interval) -> Iterator[cells.Cell]:
    cut = list(CELLS(function, points, Interval(points[0], points[-1])))
    return iter(cut or CELLS(function, [points[0], points[0] + 1], Interval(points[0], points[0] + 1)))


def no_last_point(function: Any, points: Any, on: Interval) -> Iterator[cells.Cell]:
    ends = Interval(on.lo, None if on.hi is None else points[-2])
    return CELLS(function, points[:-1] if on.hi is not None else points, ends)


def no_inner_values(function: Any, points: Any, on: Interval) -> Iterator[cells.Cell]:
    found = list(CELLS(function, points, on))
    return iter([found[0], *(replace(cell, ends=cell.ends[:0]) for cell in found[1:-1]), found[-1]])


def flat_rays(side: int) -> Callable[..., Iterator[cells.Cell]]:
    def changed(function: Any, points: Any, on: Interval) -> Iterator[cells.Cell]:
        for cell in CELLS(function, points, on):
            yield replace(cell, slope=[0] * len(cell.slope)) if cell.side == side else cell

    return changed


def first_entry_only(function: Any, points: Any, on: Interval) -> Iterator[cells.Cell]:
    for cell in CELLS(function, points, on):
        yield replace(cell, ends=tuple((value[:1], unit) for value, unit in cell.ends), slope=cell.slope[:1])


def without_bias(stage: networks.Stage, values: Any, _unit: int, product: Any = None) -> Any:
    return LINEAR(stage, values, 0, product)


def without_sums(stage: networks.Stage, values: Any, unit: int, product: Any = None) -> Any:
    return LINEAR(replace(stage, add=()), values, unit, product)


def from_the_layer_before(stage: networks.Stage, values: Any, unit: int, _product: Any = None) -> Any:
    return LINEAR(replace(stage, source=-1, lift=1), values, unit)


def once(network: networks.Network, source: Any) -> None:
    INIT(network, replace(source, repeat=1))


@pytest.mark.parametrize(
    ("target", "name", "replacement", "files"),
    [
        (
            networks,
            "_ON_ONE_SIDE",
            EVERYTHING,
            ["first_unit_crosses", "last_unit_crosses", "last_repetition_crosses", "upper_kink_crossed"],
        ),
        # Only one kink of a unit, only the middle of the others.
        (networks, "_ON_ONE_SIDE", EVERYTHING - {(0, 4), (4, 0)}, ["last_unit_crosses", "upper_kink_crossed"]),
        (networks, "_ON_ONE_SIDE", EVERYTHING - {(0, 2), (2, 0)}, ["upper_kink_crossed", "both_kinks_crossed"]),
        (networks.Network, "between", units_from(1, None), ["first_unit_crosses"]),
        (networks.Network, "between", units_from(0, -1), ["last_unit_crosses"]),
        (networks.Network, "between", layers_from(0, 1), ["kink_crossed_in_layer_two", "last_repetition_crosses"]),
        (networks.Network, "between", layers_from(0, -1), ["last_repetition_crosses", "kink_crossed_in_layer_two"]),
        (
            networks.Network,
            "between",
            without_groups,
            ["only_the_maximum_changes", "maximum_of_the_last_group_changes"],
        ),
        (networks.Network, "between", group_of_one_side, ["only_the_maximum_changes"]),
        (networks.Stage, "applied_on_ray", ray_without_conditions, ["last_unit_comes_to_its_kink_on_the_ray"]),
        (networks.Stage, "applied_on_ray", ray_group_of_the_first, ["overtaken_on_the_ray"]),
        (
            cells.NetworkOnLine,
            "on_ray",
            outwards,
            [
                "same_with_the_left_ray_seen_outwards",
                "gap_with_the_left_ray_seen_outwards",
                "range_of_the_left_ray_seen_outwards",
                "pieces_of_a_line_with_the_left_ray_seen_outwards",
                "@same_as_a_straight_map",
                "@gap_of_parallels",
                "@range_of_the_absolute_value",
                "@regions_identity",
            ],
        ),
        (
            cells.NetworkOnLine,
            "on_ray",
            always_to_the_right,
            ["both_rays_taken_to_the_right", "@range_of_the_absolute_value"],
        ),
        (networks.Stage, "linear", without_bias, ["network_value_without_bias"]),
        (networks.Stage, "linear", without_sums, ["network_value_without_the_sum"]),
        (networks.Stage, "linear", from_the_layer_before, ["@network_value_of_the_plane"]),
        (networks.Network, "__init__", once, ["network_value_of_one_repetition"]),
        (cells.MapOnLine, "between", lambda *_: [], ["kink_of_the_map_between_points"]),
        (cells.MapOnLine, "on_ray", lambda *_: ([0], 1, []), ["kink_of_the_map_on_the_left_ray"]),
        (cells.Difference, "between", lambda d, a, b: d.f.between(a[0], b[0]), ["kinks_of_g_between_points"]),
        (cells.Difference, "between", lambda d, a, b: d.g.between(a[1], b[1]), ["kinks_of_f_between_points"]),
        (networkclaims, "verify_length", lambda *_: None, ["network_value_with_an_input_more"]),
        (networkclaims, "not_all_zero", lambda value, _: value, ["line_that_is_a_point", "combination_zero"]),
        (network_counts, "slopes_differ", lambda *_: True, ["points_counted_as_kinks"]),
        (networkfile, "_increasing", lambda value, *_: tuple(value), ["network_pool_unsorted", "network_add_unsorted"]),
        (Interval, "contains", lambda *_: True, ["gap_outside_j", "different_outside_the_domain_of_the_map"]),
    ],
)
def test_looking_away(
    target: Any, name: str, replacement: Any, files: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [f"accepted/{file[1:]}" if file.startswith("@") else f"rejected/{file}" for file in files]
    look_away(monkeypatch, lambda: monkeypatch.setattr(target, name, replacement), names)


def states_of_the_left_end(network: networks.Network, left: Any, right: Any) -> Any:
    pattern = BETWEEN(network, left, right)
    watched = [stage for stage in network.stages if stage.kinks or stage.groups is not None]
    for i, a in enumerate(left):
        if watched[i % len(watched)].groups is None:
            pattern[i] = tuple(position // 2 for position in a)
    return pattern


def first_place_of_the_left_end(network: networks.Network, left: Any, right: Any) -> Any:
    pattern = BETWEEN(network, left, right)
    watched = [stage for stage in network.stages if stage.kinks or stage.groups is not None]
    for i, a in enumerate(left):
        if watched[i % len(watched)].groups is not None:
            pattern[i] = tuple(places & -places for places in a)
    return pattern


def last_place(network: networks.Network, left: Any, right: Any) -> Any:
    pattern = BETWEEN(network, left, right)
    watched = [stage for stage in network.stages if stage.kinks or stage.groups is not None]
    for i, (a, b) in enumerate(zip(left, right, strict=True)):
        if watched[i % len(watched)].groups is not None:
            pattern[i] = tuple(1 << ((x & y).bit_length() - 1) for x, y in zip(a, b, strict=True))
    return pattern


@pytest.mark.parametrize(
    ("replacement", "files"),
    [
        (states_of_the_left_end, ["regions_hat", "regions_of_two_kinks"]),
        (first_place_of_the_left_end, ["regions_of_the_last_unit"]),
        (last_place, ["regions_of_equal_units"]),
        (lambda *_: [], ["regions_repeated"]),
    ],
)
def test_wrong_states(replacement: Callable[..., Any], files: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def change() -> None:
        monkeypatch.setattr(networks.Network, "between", replacement)

    look_away(monkeypatch, change, [f"accepted/{file}" for file in files])


@pytest.mark.parametrize(
    ("replacement", "files"),
    [
        (
            no_rays,
            ["same_but_on_the_left_ray", "gap_that_grows_on_the_left_ray", "ray_not_counted", "range_without_rays"],
        ),
        (no_rays, ["slope_of_the_ray_left_out", "kinks_of_g_on_the_ray"]),
        (no_last_point, ["same_but_at_the_last_point", "gap_without_the_last_point", "range_without_the_last_point"]),
        (no_inner_values, ["range_of_the_ends"]),
        (flat_rays(-1), ["same_but_on_the_left_ray", "gap_that_grows_on_the_left_ray"]),
        (flat_rays(1), ["same_but_on_the_right_ray", "gap_that_grows_on_the_right_ray"]),
        (first_entry_only, ["same_but_in_the_second_output", "pieces_of_the_first_output"]),
    ],
)
def test_looking_away_from_cells(
    replacement: Callable[..., Any], files: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def change() -> None:
        for rule in RULES:
            monkeypatch.setattr(rule, "cells", replacement)

    look_away(monkeypatch, change, [f"rejected/{file}" for file in files])


def test_looking_away_from_where_the_points_begin_and_end(monkeypatch: pytest.MonkeyPatch) -> None:
    def interval(place: networkclaims.Place, _subject: Any) -> Interval:
        return Interval(None, None) if place.on is None else place.on

    files = ["rejected/points_stop_before_the_end", "rejected/points_begin_late"]
    look_away(monkeypatch, lambda: monkeypatch.setattr(networkclaims.Place, "interval", interval), files)


def test_looking_away_from_the_place_of_the_gap(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = networkclaims.verify_number

    def partly(value: Any, scale: int, claimed: Fraction, rule: str, name: str) -> None:
        if name != "value at the place given":
            plain(value, scale, claimed, rule, name)

    change = lambda: monkeypatch.setattr(networkclaims, "verify_number", partly)  # noqa: E731
    look_away(monkeypatch, change, ["rejected/gap_elsewhere"])


def test_looking_away_from_values(monkeypatch: pytest.MonkeyPatch) -> None:
    change = lambda: monkeypatch.setattr(networkclaims, "verify_vector", lambda *_: None)  # noqa: E731
    files = ["rejected/network_value_off_by_a_hair", "rejected/difference_turned_round"]
    look_away(monkeypatch, change, files)
    assert different_value.networks is networkclaims


@pytest.mark.parametrize(("place", "name"), [(0, "first"), (1, "last")])
def test_looking_away_from_entries_that_do_not_come_back(
    place: int, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = networks.Network.value

    def one_entry(network: networks.Network, x: Any, unit: int) -> Any:
        value, grown = plain(network, x, unit)
        return [value[i] if i == place else entry * (grown // unit) for i, entry in enumerate(x)], grown

    change = lambda: monkeypatch.setattr(networks.Network, "value", one_entry)  # noqa: E731
    look_away(monkeypatch, change, [f"rejected/network_period_of_the_{name}_entry"])


def test_looking_away_from_smaller_periods(monkeypatch: pytest.MonkeyPatch) -> None:
    class LastOnly(network_least_period.NetworkLeastPeriod):
        """Only f^n(x) = x is looked at."""

        def check(self, subject: Any) -> Any:
            f = replace(subject.f, repeat=self.n * subject.f.repeat)
            return PERIOD(replace(self, n=1), replace(subject, f=f))

    change = lambda: monkeypatch.setattr(network_least_period, "NetworkLeastPeriod", LastOnly)  # noqa: E731
    files = ["network_period_doubled", "network_period_of_a_fixed_point", "network_period_a_multiple_in_the_plane"]
    look_away(monkeypatch, change, [f"rejected/{file}" for file in files])
