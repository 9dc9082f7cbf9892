"""Certificates cut, changed byte by byte, and changed value by value: what is accepted then must be true."""

from __future__ import annotations

import copy
import hashlib
import json
from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any

from certmaker import canonical
from runner import verdict


def never_accepted_when_cut(certificate: Any) -> None:
    data = canonical(certificate)
    for length in range(len(data)):
        assert verdict(data[:length]) != "accept"
        assert verdict(data[:length] + b"\n") != "accept" or length == len(data) - 1


def true_when_a_byte_is_changed(certificate: Any, is_true: Callable[[Any], bool]) -> None:
    data = canonical(certificate)
    for i in range(len(data)):
        for byte in {0x30, 0x31, 0x2D, data[i] ^ 1, data[i] ^ 0x80} - {data[i]}:
            changed = data[:i] + bytes([byte]) + data[i + 1 :]
            if verdict(changed) == "accept":
                assert is_true(json.loads(changed)), changed


def true_when_a_value_is_changed(certificate: Any, is_true: Callable[[Any], bool]) -> int:
    """Return how many changed certificates were accepted; each of them is true."""
    accepted = 0
    for mutant in mutants(certificate):
        if verdict(mutant) == "accept":
            accepted += 1
            assert is_true(mutant), mutant
    return accepted


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
