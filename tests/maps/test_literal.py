"""Knots as people type them: "0:0 1/2:1 1:0", with rays "<0 0:0 >1"."""

import random
from fractions import Fraction

import pytest

import exactpl as xp
from exactpl import PL
from exactpl.maps.literal import is_literal, map_of_literal
from tests.bridge import pl
from tests.maps.cases import nasty
from tests.oracles.maps import Map


def written(m: Map) -> str:
    words = [f"{x}:{y}" for x, y in m.knots]
    left = [] if m.left is None else [f"<{m.left}"]
    right = [] if m.right is None else [f">{m.right}"]
    return " ".join([*left, *words, *right])


@pytest.mark.parametrize("seed", range(6))
def test_what_is_written_is_read(seed: int) -> None:
    rng = random.Random(seed)
    for _ in range(60):
        m = nasty(rng)
        assert is_literal(written(m))
        assert map_of_literal(written(m)) == pl(m)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0:0 1/2:1 1:0", PL([(0, 0), ("1/2", 1), (1, 0)])),
        ("  0:0\t0.5:1e0   2/2:-0 \n", PL([(0, 0), ("1/2", 1), (1, 0)])),
        ("<0 0:0 >1", PL([(0, 0)], left_slope=0, right_slope=1)),
        ("<-1/2 0:0", PL([(0, 0)], left_slope="-1/2")),
        ("0:0 >-0.5", PL([(0, 0)], right_slope="-1/2")),
        ("-1:-1/3 +1:.5", PL([(-1, "-1/3"), (1, "1/2")])),
    ],
)
def test_examples(text: str, expected: PL) -> None:
    assert map_of_literal(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        ":",
        "0:0",
        "0:",
        ":0 1:1",
        "0:0 1",
        "0:0 1:1 2",
        "0:0:0 1:1",
        "0:0 1:1:",
        "a:b c:d",
        "<0",
        "<0 >1",
        "< 0:0",
        "0:0 >",
        ">1 0:0",
        "0:0 <1",
        "<0 <0 0:0",
        "0:0 >1 >1",
        "<x 0:0",
        "<0:0 1:1",
        "0:0 0:1",
        "1:0 0:1",
        "0,0 1,1",
        "0:0, 1:1",
        "(0:0) (1:1)",
        "0:0 1:nan",
        "0:0 1:1/0",
        "0:0 1_0:1",
        "0:0 1:1e4001",
        "0:0 \u0661:1",
        "0:0\u00a01:1",
        "0:0\u20031:1",
    ],
    ids=ascii,
)
def test_malformed_literals_are_input_errors(text: str) -> None:
    with pytest.raises(xp.InputError) as caught:
        map_of_literal(text)
    assert str(caught.value).isascii()


def test_the_offending_word_is_shown() -> None:
    with pytest.raises(xp.InputError, match="'1x1'"):
        map_of_literal("0:0 1x1")
    with pytest.raises(xp.InputError, match=r"knots\[1\] = 0"):
        map_of_literal("0:0 0:1")


def test_huge_numbers_are_read() -> None:
    f = map_of_literal(f"0:0 1:{'9' * 6000}")
    assert f(1) == 10**6000 - 1
    assert f("1/3") == Fraction(10**6000 - 1, 3)


def test_formulas_and_names_are_no_literals() -> None:
    assert not is_literal("relu(x)")
    assert not is_literal("x")
