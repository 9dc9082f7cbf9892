"""JSON with the doors shut."""

from __future__ import annotations

import json

import pytest
from exactpl_checker.reading import strictjson
from exactpl_checker.reading.strictjson import MalformedError


@pytest.mark.parametrize(
    ("data", "depth"),
    [
        (b"", 0),
        (b"[]", 1),
        (b"[[],{}]", 2),
        (b'{"a":[{}]}', 3),
        (b'"[[[["', 0),
        (b'"\\"[[["', 0),
        (b'"\\\\"[[', 2),
        (b'["\\\\\\"[[[",[]]', 2),
        (b"[[[[[[[[]]]]]]]]", 8),
        (b"[[[[[[[[[]]]]]]]]]", 9),
        (b"[" * 100_000, 9),
        (b"[" * 8, 8),
        (b"[]" * 1000, 1),
        (b"{[}]" * 3, 2),
        (b"[" * 100_000 + b"]" * 100_000, 9),
    ],
)
def test_depth(data: bytes, depth: int) -> None:
    assert strictjson.depth(data) == depth


def test_depth_agrees_with_a_scan() -> None:
    value: object = "]["
    for level in range(8):
        value = [value, {"k[": level}] if level % 2 else {"[": value, "\\": '"['}
        data = json.dumps(value).encode()
        scanned, deepest, in_string, i = 0, 0, False, 0
        while i < len(data):
            c = data[i : i + 1]
            if in_string:
                i += c == b"\\"
                in_string = c != b'"'
            elif c == b'"':
                in_string = True
            else:
                scanned += (c in b"[{") - (c in b"]}")
                deepest = max(deepest, scanned)
            i += 1
        assert strictjson.depth(data) == min(deepest, 9)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b" ",
        b"nul",
        b"NaN",
        b"-Infinity",
        b"1.0",
        b"1e3",
        b"1E400",
        b"2147483648",
        b"-2147483648",
        b"9" * 5000,
        b'{"a":1,"a":1}',
        b'{"a":{"b":1,"b":2}}',
        b"[1,]",
        b"[1 2]",
        b'"\n"',
        b'"\\x"',
        b"'a'",
        b"01",
        b"+1",
        b"1 1",
        b'\xef\xbb\xbf"a"',
        b'"\xc3\xa9"',
        "1".encode("utf-16"),
        b"1\x00",
        b"[" * 9 + b"]" * 9,
        b"// 1",
        b"True",
    ],
)
def test_refused(data: bytes) -> None:
    with pytest.raises(MalformedError):
        strictjson.load(data)


@pytest.mark.parametrize(
    "value",
    [
        {},
        [],
        0,
        -1,
        2**31 - 1,
        None,
        True,
        "a",
        "\u00e9",
        "\ud800",
        "\x7f\x00",
        {"b": [1, {"a": None}], "a": ""},
    ],
)
def test_canonical_bytes_and_back(value: object) -> None:
    data = strictjson.dump(value)
    assert strictjson.load_canonical(data) == value
    with pytest.raises(MalformedError):
        strictjson.load_canonical(data[:-1])
    with pytest.raises(MalformedError):
        strictjson.load_canonical(b" " + data)


@pytest.mark.parametrize("data", [b"-0\n", b'"\\u0041"\n', b'{"b":0,"a":0}\n', b"[ ]\n", b'"\\/"\n', b'"\\u00E9"\n'])
def test_other_ways_to_write_the_same(data: bytes) -> None:
    with pytest.raises(MalformedError) as caught:
        strictjson.load_canonical(data)
    assert caught.value.rule == "canonical-bytes"
