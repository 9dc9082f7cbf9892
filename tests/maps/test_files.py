"""Map files: canonical bytes, a strict loader, writes that happen whole or not at all."""

import builtins
import io
import json
import os
import random
import resource
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

import exactpl as xp
from exactpl import PL
from exactpl.maps.files import map_of_text, map_text
from tests.bridge import pl
from tests.maps.cases import nasty

TENT = PL([(0, 0), ("1/2", 1), (1, 0)])
CANONICAL_TENT = (
    '{"format":"exactpl-map/1","knots":[["0","0"],["1/2","1"],["1","0"]],"left_slope":null,"right_slope":null}\n'
)


def file(knots: object, **more: object) -> str:
    return json.dumps({"format": "exactpl-map/1", "knots": knots, **more})


# -- writing -------------------------------------------------------------------


def test_the_canonical_file_of_the_tent(tmp_path: Path) -> None:
    xp.save_map(TENT, tmp_path / "tent.json")
    assert (tmp_path / "tent.json").read_bytes() == CANONICAL_TENT.encode()
    assert map_text(TENT) == CANONICAL_TENT


@pytest.mark.parametrize("seed", range(6))
def test_round_trips_give_equal_maps_and_equal_bytes(seed: int, tmp_path: Path) -> None:
    rng = random.Random(seed)
    path = tmp_path / "map.json"
    for _ in range(30):
        f = pl(nasty(rng))
        xp.save_map(f, path)
        text = path.read_text("ascii")
        again = xp.load_map(str(path))
        assert again == f
        assert map_text(again) == text
        tree = json.loads(text)
        assert json.dumps(tree, sort_keys=True, separators=(",", ":"), ensure_ascii=True) + "\n" == text
        assert set(tree) == {"format", "knots", "left_slope", "right_slope"}
    assert list(tmp_path.iterdir()) == [path]


def test_equal_maps_have_equal_files() -> None:
    described = PL([(0, 0), ("1/4", "1/2"), ("0.5", "2/2"), (1, 0)])
    assert map_text(described) == CANONICAL_TENT


def test_huge_numbers_are_written_in_hexadecimal_part_by_part() -> None:
    big = 10**5000
    f = PL([(0, Fraction(1, big)), (1, Fraction(big + 1, 3)), (2, 10**3999)])
    tree = json.loads(map_text(f))
    assert tree["knots"][0][1] == f"1/{hex(big)}"
    assert tree["knots"][1][1] == f"{hex(big + 1)}/3"
    assert tree["knots"][2][1] == "1" + "0" * 3999
    assert map_of_text(map_text(f)) == f


# -- reading -------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        CANONICAL_TENT,
        CANONICAL_TENT.strip(),
        " \n\t" + CANONICAL_TENT + " \r\n\t ",
        file([["0", "0"], ["1/2", "1"], ["1", "0"]]),
        file([["0", "0"], ["0.5", "1"], ["1", "0"]], left_slope=None),
        file([["0", "0"], ["2/4", "1.0"], ["10e-1", "0"]], right_slope=None),
        file([["-0", "0"], ["+1/4", ".5"], ["0x1/0x2", "1"], ["1.", "0/7"]]),
        '{"knots": [["0", "0"], ["\\u0031/2", "1"], ["1", "0"]], "format": "exactpl-map\\/1"}',
    ],
    ids=range(8),
)
def test_people_may_write_a_map_file_in_many_ways(text: str, tmp_path: Path) -> None:
    path = tmp_path / "map.json"
    path.write_text(text, encoding="ascii", newline="")
    assert xp.load_map(path) == map_of_text(text) == TENT


def test_slopes_make_rays() -> None:
    assert map_of_text(file([["0", "0"]], left_slope="0", right_slope="1")) == PL.from_formula("relu(x)")
    assert map_of_text(file([["0", "0"]], right_slope="0.5")) == PL([(0, 0)], right_slope="1/2")


REFUSED = {
    "empty": ("", "empty"),
    "blank": (" \n", "empty"),
    "no JSON": ("tent", "JSON"),
    "truncated": (CANONICAL_TENT[:40], "JSON"),
    "a list": ("[]", ""),
    "a string": ('"exactpl-map/1"', ""),
    "null": ("null", ""),
    "trailing data": (CANONICAL_TENT + "x", "JSON"),
    "two objects": (CANONICAL_TENT + CANONICAL_TENT, "JSON"),
    "trailing comma": ('{"format": "exactpl-map/1", "knots": [["0", "0"], ["1", "1"],]}', "JSON"),
    "comment": (CANONICAL_TENT + "// tent", "JSON"),
    "single quotes": (CANONICAL_TENT.replace('"', "'"), "JSON"),
    "duplicate key": ('{"format": "exactpl-map/1", "knots": [["0", "0"], ["1", "1"]], "knots": []}', "'knots' twice"),
    "duplicate key by escape": (
        '{"format": "exactpl-map/1", "knots": [["0", "0"], ["1", "1"]], "knot\\u0073": []}',
        "'knots' twice",
    ),
    "unknown key": (file([["0", "0"], ["1", "1"]], colour="red"), "colour"),
    "key in capitals": (file([["0", "0"], ["1", "1"]], Left_slope="1"), "Left_slope"),
    "no format": ('{"knots": [["0", "0"], ["1", "1"]]}', "format"),
    "no knots": ('{"format": "exactpl-map/1"}', "knots"),
    "another version": (CANONICAL_TENT.replace("map/1", "map/2"), "exactpl-map/2"),
    "another format": (CANONICAL_TENT.replace("exactpl-map/1", "exactpl-network/1"), "exactpl-network/1"),
    "format no string": (CANONICAL_TENT.replace('"exactpl-map/1"', "1"), "format"),
    "integers": (file([[0, 0], [1, 1]]), "knots"),
    "floats": (file([["0", "0"], ["1", 0.5]]), "0.5"),
    "huge float": ('{"format": "exactpl-map/1", "knots": [["0", "0"], ["1", 1e400]]}', "1e400"),
    "huge integer": (f'{{"format": "exactpl-map/1", "knots": [["0", "0"], ["1", {"9" * 5000}]]}}', "99999"),
    "NaN": ('{"format": "exactpl-map/1", "knots": [["0", "0"], ["1", NaN]]}', "NaN"),
    "Infinity": ('{"format": "exactpl-map/1", "knots": [["0", "0"], ["1", -Infinity]]}', "Infinity"),
    "NaN as a string": (file([["0", "0"], ["1", "NaN"]]), "NaN"),
    "true": (file([["0", "0"], ["1", True]]), "knots"),
    "null in a knot": (file([["0", "0"], ["1", None]]), "knots"),
    "knots no list": (file("0:0 1:1"), "knots"),
    "knots an object": (file({"0": "0", "1": "1"}), "knots"),
    "knots too long": (file([["0", "0", "0"], ["1", "1", "1"]]), "knots"),
    "knots too short": (file([["0"], ["1"]]), "knots"),
    "knots no pairs": (file(["00", "11"]), "knots"),
    "knots empty": (file([]), "knots"),
    "one knot": (file([["0", "0"]]), "knots"),
    "no knots with rays": (file([], left_slope="0", right_slope="0"), "knots"),
    "out of order": (file([["0", "0"], ["1", "1"], ["1/2", "0"]]), "knots[2] = 1/2"),
    "repeated": (file([["1/2", "0"], ["2/4", "1"]]), "knots[1] = 1/2"),
    "slope a number": (file([["0", "0"], ["1", "1"]], left_slope=1), "left_slope"),
    "slope a list": (file([["0", "0"], ["1", "1"]], right_slope=["1"]), "right_slope"),
    "slope malformed": (file([["0", "0"], ["1", "1"]], right_slope="x"), "'x'"),
    "zero denominator": (file([["0", "0"], ["1", "1/0"]]), "1/0"),
    "underscore": (file([["0", "0"], ["1_0", "1"]]), "1_0"),
    "space": (file([["0", "0"], ["1 ", "1"]]), "'1 '"),
    "escaped digit of another script": (file([["0", "0"], ["\u0661", "1"]]), "0661"),
    "lone surrogate": ('{"format": "\\ud800", "knots": [["0", "0"], ["1", "1"]]}', "format"),
    "hexadecimal in capitals": (file([["0", "0"], ["0xFF", "1"]]), "0xFF"),
    "exponent beyond 4,000": (file([["0", "0"], ["1e4001", "1"]]), "4,000"),
    "deep nesting": ("[" * 9 + "]" * 9, "8 brackets"),
    "very deep nesting": ("[" * 200_000, "8 brackets"),
    "very deep objects": ('{"a":' * 100_000, "8 brackets"),
    "control character": (CANONICAL_TENT.replace("1/2", "1/2\x00"), "JSON"),
    "form feed": (CANONICAL_TENT + "\f", "JSON"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_other_texts_are_refused_with_one_clear_error(case: str, tmp_path: Path) -> None:
    text, word = REFUSED[case]
    path = tmp_path / "map.json"
    path.write_text(text, encoding="ascii", newline="")
    with pytest.raises(xp.InputError) as caught:
        xp.load_map(path)
    message = str(caught.value)
    assert str(path) in message
    assert word in message
    assert len(message) < 600 + len(str(path))
    assert message.isprintable()


def test_eight_brackets_are_not_too_deep_and_brackets_in_strings_do_not_count() -> None:
    with pytest.raises(xp.InputError) as caught:
        map_of_text("[" * 8 + "]" * 8)
    assert "brackets" not in str(caught.value)
    with pytest.raises(xp.InputError) as caught:
        map_of_text(file([["0", "0"], ["1", '\\"[[[[[[[[[[']]))
    assert "brackets" not in str(caught.value)


@pytest.mark.parametrize(
    "data",
    [
        b"\xef\xbb\xbf" + CANONICAL_TENT.encode(),
        CANONICAL_TENT.encode("utf-16"),
        CANONICAL_TENT.encode().replace(b"1/2", "½".encode()),
        bytes(range(256)),
        b"\x80\x04\x95",
    ],
    ids=range(5),
)
def test_bytes_that_are_not_ascii_are_refused_with_their_place(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "map.json"
    path.write_bytes(data)
    with pytest.raises(xp.InputError, match=r"ASCII.*0x[89a-f][0-9a-f] at offset [0-9]+"):
        xp.load_map(path)


def test_binary_zeros_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "map.json"
    path.write_bytes(bytes(1000))
    with pytest.raises(xp.InputError):
        xp.load_map(path)


def test_missing_files_and_folders_are_refused_by_name(tmp_path: Path) -> None:
    for path in (tmp_path / "missing.json", tmp_path, tmp_path / "missing" / "map.json"):
        with pytest.raises(xp.InputError, match=path.name):
            xp.load_map(path)


def test_files_above_64_mebibytes_are_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "huge.json"
    with path.open("wb") as handle:
        handle.truncate(64 * 1024 * 1024 + 1)
    with pytest.raises(xp.InputError, match="67,108,865"):
        xp.load_map(path)


# -- writes are atomic ---------------------------------------------------------


class Interrupted:
    """A file that takes half of what is written to it, then is interrupted."""

    def __init__(self, inner: Any, error: BaseException) -> None:
        self._inner, self._error = inner, error

    def __enter__(self) -> "Interrupted":
        return self

    def __exit__(self, *details: object) -> None:
        self._inner.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)

    def write(self, text: Any) -> int:
        self._inner.write(text[: len(text) // 2])
        self._inner.flush()
        raise self._error


@pytest.mark.parametrize(
    "error", [KeyboardInterrupt(), OSError(28, "No space left on device"), MemoryError()], ids=repr
)
@pytest.mark.parametrize("old", [None, CANONICAL_TENT])
def test_an_interrupted_write_leaves_no_trace(
    error: BaseException, old: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "map.json"
    if old is not None:
        path.write_text(old)

    def breaking(original: Any) -> Any:
        def opened(*args: Any, **kwargs: Any) -> Any:
            handle = original(*args, **kwargs)
            return Interrupted(handle, error) if handle.writable() else handle

        return opened

    with monkeypatch.context() as patch:
        patch.setattr(os, "fdopen", breaking(os.fdopen))
        patch.setattr(io, "open", breaking(io.open))
        patch.setattr(builtins, "open", breaking(builtins.open))
        with pytest.raises((type(error), xp.InputError)):
            xp.save_map(xp.zoo.sawtooth(8), path)
    assert [p.name for p in tmp_path.iterdir()] == ([] if old is None else ["map.json"])
    if old is not None:
        assert path.read_text() == old


@pytest.mark.parametrize("error", [KeyboardInterrupt(), OSError(18, "Invalid cross-device link")], ids=repr)
def test_an_interruption_at_the_last_step_leaves_no_trace(
    error: BaseException, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "map.json"
    path.write_text(CANONICAL_TENT)

    def interrupt(*_: object, **__: object) -> None:
        raise error

    with monkeypatch.context() as patch:
        for owner, name in ((os, "replace"), (os, "rename"), (Path, "replace"), (Path, "rename")):
            patch.setattr(owner, name, interrupt)
        with pytest.raises((type(error), xp.InputError)):
            xp.save_map(xp.zoo.sawtooth(8), path)
    assert [p.name for p in tmp_path.iterdir()] == ["map.json"]
    assert path.read_text() == CANONICAL_TENT


def test_a_full_disk_leaves_no_trace(tmp_path: Path) -> None:
    path = tmp_path / "map.json"
    path.write_text(CANONICAL_TENT)
    large = xp.zoo.sawtooth(12)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, hard))
    try:
        with pytest.raises(xp.InputError, match=r"map\.json"):
            xp.save_map(large, path)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert [p.name for p in tmp_path.iterdir()] == ["map.json"]
    assert path.read_text() == CANONICAL_TENT


def test_places_that_cannot_be_written_are_refused(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    for path in (tmp_path / "missing" / "map.json", tmp_path / "folder"):
        with pytest.raises(xp.InputError, match=path.name):
            xp.save_map(TENT, path)
    assert [p.name for p in tmp_path.iterdir()] == ["folder"]
    assert list((tmp_path / "folder").iterdir()) == []


def test_saving_replaces_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "map.json"
    xp.save_map(xp.zoo.sawtooth(8), path)
    xp.save_map(TENT, str(path))
    assert path.read_text() == CANONICAL_TENT


def test_a_map_with_too_many_knots_is_refused_before_it_is_written(tmp_path: Path) -> None:
    with pytest.raises(xp.InputError, match="at most 1,000,000 knots"):
        xp.save_map(xp.iterate(xp.zoo.tent(), 20), tmp_path / "map.json")
    assert list(tmp_path.iterdir()) == []
