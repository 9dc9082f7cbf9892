"""Certificates cut, changed byte by byte, and changed value by value: what is accepted then must be true.

The parts that suites of mutants share: walking through a JSON value, putting another value in a place of it, giving a
certificate another subject, and the tests that hold for any set of certificates and any judge of what is true.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any

import pytest

from tests.checker.certmaker import canonical
from tests.harness import verdict

Judge = Callable[[Any], bool]


def suite(good: dict[str, Any], is_true: Judge, most: int) -> tuple[Callable[[str], None], ...]:
    """Return the tests of certificates by name, fewer than `most` changed values of each being accepted.

    They are: accepted as they are, cut at every byte, every byte changed, every value changed.
    """
    by_name = pytest.mark.parametrize("name", sorted(good))

    @by_name
    def accepted_as_they_are(name: str) -> None:
        assert verdict(good[name]) == "accept", name
        assert is_true(good[name]), name

    @by_name
    def cut_at_every_byte(name: str) -> None:
        never_accepted_when_cut(good[name])

    @by_name
    def every_byte_changed(name: str) -> None:
        true_when_a_byte_is_changed(good[name], is_true)

    @by_name
    def every_value_changed(name: str) -> None:
        accepted = true_when_a_value_is_changed(good[name], is_true)
        assert accepted < most, (name, accepted)

    return accepted_as_they_are, cut_at_every_byte, every_byte_changed, every_value_changed


def never_accepted_when_cut(certificate: Any) -> None:
    data = canonical(certificate)
    for length in range(len(data)):
        assert verdict(data[:length]) != "accept"
        assert verdict(data[:length] + b"\n") != "accept" or length == len(data) - 1


def true_when_a_byte_is_changed(certificate: Any, is_true: Judge) -> None:
    data = canonical(certificate)
    for i in range(len(data)):
        for byte in {0x30, 0x31, 0x2D, data[i] ^ 1, data[i] ^ 0x80} - {data[i]}:
            changed = data[:i] + bytes([byte]) + data[i + 1 :]
            if verdict(changed) == "accept":
                assert is_true(json.loads(changed)), changed


def true_when_a_value_is_changed(certificate: Any, is_true: Judge) -> int:
    """Return how many changed certificates were accepted; each of them is true."""
    accepted = 0
    for mutant in mutants(certificate):
        if verdict(mutant) == "accept":
            accepted += 1
            assert is_true(mutant), mutant
    return accepted


def true_about_every_subject(good: dict[str, Any], is_true: Judge) -> int:
    """Give every certificate every subject; return how many were accepted; each of them is true."""
    accepted = 0
    for value in good.values():
        for other in good.values():
            mixed = {**value, "subject": other["subject"]}
            if verdict(mixed) == "accept":
                accepted += 1
                assert is_true(mixed), mixed
    return accepted


def with_text(certificate: Any, text: str, number: int = 0) -> Any:
    """The certificate with another text of a subject, and its digest."""
    subject = list(certificate["subject"])
    subject[number] = {**subject[number], "sha256": hashlib.sha256(text.encode("ascii")).hexdigest(), "text": text}
    return {**certificate, "subject": subject}


def mutants(value: Any) -> Iterator[Any]:
    """One entry changed, deleted or added, everywhere; the text of a subject is repaired along with its digest."""
    for path, node in list(walk(value)):
        if path[-1:] == ("text",):
            for changed in mutants(json.loads(node)):
                yield with_text(value, json.dumps(changed), path[1])
        for new in replacements(node):
            yield put(value, path, new)
        if path:
            yield without(value, path)


def walk(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], Any]]:
    """All values in a JSON value, with their places."""
    yield path, value
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in items:
        yield from walk(part, (*path, key))


def put(value: Any, path: tuple[Any, ...], new: Any) -> Any:
    """The value with another one at a place inside; the rest is shared."""
    if not path:
        return new
    changed = value.copy()
    changed[path[0]] = put(value[path[0]], path[1:], new)
    return changed


def without(value: Any, path: tuple[Any, ...]) -> Any:
    """The value with a place left out; the rest is shared."""
    changed = value.copy()
    if len(path) == 1:
        del changed[path[0]]
    else:
        changed[path[0]] = without(value[path[0]], path[1:])
    return changed


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
