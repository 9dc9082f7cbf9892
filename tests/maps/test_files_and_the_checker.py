"""A map file is read by exactpl and by the checker, or refused by both: a certificate about it would be worthless."""

import json
import random
from copy import deepcopy
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

import exactpl as xp
from exactpl.maps.files import map_of_text, map_text
from tests import harness

FIELDS: list[dict[str, Any]] = [
    {"interval": ["1", "2"], "polynomial": ["-1", "-1", "1"]},
    {"interval": ["1", "2"], "polynomial": ["-2", "0", "0", "1"]},
    {"interval": ["3/2", "2"], "polynomial": ["1", "0", "-2", "1"]},  # reducible
    {"interval": ["1", "2"], "polynomial": ["-3", "2", "-3", "2"]},  # its root there is rational
    {"interval": ["1", "2"], "polynomial": ["-2", "-2", "2"]},
    {"interval": ["-2", "2"], "polynomial": ["-1", "-1", "0", "1"]},
]
NUMBERS = [
    *("0", "1", "2", "-1", "+1", "1/2", "2/4", "0.5", ".5", "5.", "1e0", "1e1", "10e-1", "1E0", "1e+0", "1e-0", "0e5"),
    *("0x1", "-0x1", "+0x1f", "0x1/0x2", "0x01", "00", "007", "1.0", "2/2", "1.", "-0", "+0", "1e4000", "1e4001"),
    *(
        "0e4001",
        "1e00001",
        "1e-4000",
        "",
        "x",
        "1/0",
        "1/-2",
        "1 ",
        "0X1",
        "0xAB",
        "e",
        "1e",
        "1_0",
        "-",
        "--1",
        "3/0x2",
    ),
    *("0x10/3", "1.5e-3", "0x1e0", "e0", "0x1e+1", "1/2e0", "1./2"),
]
PARTS: list[Any] = [None, True, 1, -1, 0, [], {}, ["1"], ["0", "1"], ["0", "1", "2"], [["1"]], "1"]


def places_of(tree: Any) -> list[tuple[Any, Any]]:
    found = []
    for key in tree if isinstance(tree, dict) else range(len(tree)) if isinstance(tree, list) else ():
        found += [(tree, key), *places_of(tree[key])]
    return found


def changed_file(rng: random.Random) -> str:
    """Return a map file, over the rationals or a field, with a few of its numbers, parts or characters changed."""
    has_field = rng.random() < 0.6
    middle: Any = ["0", "1/2"] if has_field else "1"
    tree: dict[str, Any] = {"format": "exactpl-map/1", "knots": [["0", "0"], ["1/2", middle], ["1", "0"]]}
    for key in ("left_slope", "right_slope"):
        if rng.random() < 0.3:
            tree[key] = rng.choice([None, "1", ["0", "1"], ["1"]])
    if has_field:
        tree["field"] = deepcopy(rng.choice(FIELDS))
    for _ in range(rng.choice((0, 1, 1, 1, 2))):
        holder, key = rng.choice(places_of(tree) or [(tree, "knots")])
        kind = rng.random()
        if kind < 0.8 and isinstance(holder.get(key) if isinstance(holder, dict) else holder[key], str):
            holder[key] = rng.choice(NUMBERS)
        elif kind < 0.9:
            holder[key] = deepcopy(rng.choice(PARTS))
        elif isinstance(holder, list):
            holder.insert(key, deepcopy(rng.choice(holder)))
        else:
            holder.pop(key, None)
    text = json.dumps(tree)
    if rng.random() < 0.15:
        i = rng.randrange(len(text))
        text = text[:i] + rng.choice('0123456789"/-+.,:[]{}eEx \\u\n') + text[i + rng.randint(0, 1) :]
    return text


def is_read_by_the_checker(text: str) -> bool:
    errors = harness.part("errors")
    try:
        found = harness.part("reading.mapfile").read(text.encode("ascii"))
        if found.over_field is not None:
            found.over_field.verify_order(found.over_field.field.root())
    except (errors.Reject, errors.Decline):
        return False
    return True


def is_read_by_exactpl(text: str) -> bool:
    try:
        map_of_text(text)
    except (xp.InputError, xp.InexactNumberError):
        return False
    return True


@pytest.mark.parametrize("seed", range(4))
def test_changed_files_are_read_by_both_or_by_neither(seed: int) -> None:
    rng = random.Random(f"map files {seed}")
    read = 0
    for _ in range(1500):
        text = changed_file(rng)
        accepted = is_read_by_the_checker(text)
        assert is_read_by_exactpl(text) == accepted, text
        read += accepted
    assert read > 200


GOLDEN = ["-1", "-1"]
KNOTS = [["0", "0"], ["1/2", ["0", "1/2"]], ["1", "0"]]


def over_golden(last: str) -> str:
    field = {"interval": ["1", "2"], "polynomial": [*GOLDEN, last]}
    return json.dumps({"format": "exactpl-map/1", "field": field, "knots": KNOTS})


@pytest.mark.parametrize("last", ["1", "+1", "01", "0x1", "+0x01"])
def test_a_polynomial_in_the_spellings_of_the_format_gives_certificates_that_hold(last: str, tmp_path: Path) -> None:
    path = tmp_path / "map.json"
    path.write_text(over_golden(last), encoding="ascii")
    verdict = xp.find_orbit(xp.MapSubject.load(path), 3)
    assert isinstance(verdict, xp.Proved)
    assert verdict.certificate is not None
    assert harness.checked(verdict.certificate, tmp_path, subject=path)["verdict"] == "accept"


@pytest.mark.parametrize("last", ["1e0", "1e-0", "1E0", "1e+0", "10e-1", "1.0", "1.", "2/2", "0x1/0x1", "", "1 ", "e"])
def test_a_polynomial_in_other_spellings_is_refused(last: str, tmp_path: Path) -> None:
    path = tmp_path / "map.json"
    path.write_text(over_golden(last), encoding="ascii")
    with pytest.raises(xp.InputError, match=r"map\.json.*integers as the polynomial"):
        xp.MapSubject.load(path)
    assert not is_read_by_the_checker(over_golden(last))


def test_a_field_that_is_not_used_is_left_out_however_its_key_is_written(tmp_path: Path) -> None:
    path = tmp_path / "map.json"
    rational = json.loads(over_golden("1")) | {"knots": [["0", "0"], ["1/2", ["1"]], ["1", "0"]]}
    for text in (json.dumps(rational), json.dumps(rational).replace('"field"', '"fi\\u0065ld"')):
        path.write_text(text, encoding="ascii")
        subject = xp.MapSubject.load(path)
        assert subject.text == map_text(xp.zoo.tent())
        verdict = xp.decide(xp.claims.PieceCount(subject, k=3))
        assert isinstance(verdict, xp.Proved)
        assert verdict.certificate is not None
        assert harness.checked(verdict.certificate, tmp_path)["verdict"] == "accept"


# -- numbers that are too long for the format --------------------------------------------------------------------------


LONGEST = 262_208  # characters of a number in a map or network file


def test_the_longest_number_of_a_file_is_read_by_both() -> None:
    for digits, accepted in ((LONGEST - 2, True), (LONGEST - 1, False)):
        text = json.dumps({"format": "exactpl-map/1", "knots": [["0", "0"], ["1", "0x" + "f" * digits]]})
        assert is_read_by_exactpl(text) == is_read_by_the_checker(text) == accepted


@pytest.mark.parametrize(
    "number",
    [
        Fraction(1 << (4 * 262_144)),
        Fraction(1, 1 << (4 * 262_144)),
        Fraction((1 << 600_000) + 1, 1 << 600_000),  # each part has its place, and the text of both none
    ],
    ids=["numerator", "denominator", "both"],
)
def test_a_map_that_no_file_can_hold_is_refused_where_it_would_be_written(number: Fraction, tmp_path: Path) -> None:
    for f in (xp.PL([(0, 0), (1, number)]), xp.PL([(0, 0)], left_slope=number, right_slope=0)):
        for written in (map_text, xp.MapSubject.of, lambda g: xp.save_map(g, tmp_path / "map.json")):
            with pytest.raises(xp.BudgetError, match="at most"):
                written(f)
        with pytest.raises(xp.BudgetError, match="at most"):
            xp.decide(xp.claims.Value(f, k=0, x=0))
    assert not list(tmp_path.iterdir())


def test_the_longest_numbers_that_a_file_can_hold_are_written_and_read(tmp_path: Path) -> None:
    for number in (Fraction((1 << (4 * 262_144)) - 1), Fraction(1, (1 << 1_000_000) + 1)):
        text = map_text(xp.PL([(0, 0), (1, number)]))
        assert is_read_by_the_checker(text)
        assert map_of_text(text).knots[1] == (1, number)
