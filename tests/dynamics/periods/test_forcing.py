"""Sharkovsky's order against the order written out, and what forced_text says against what is forced."""

import re

import pytest

from exactpl.dynamics.periods.forcing import forced_periods, forced_text, forces, odd_part, sharkovsky_key
from exactpl.errors import InputError

MOST = 64


def written_out(most: int) -> list[int]:
    """Return 1..most in Sharkovsky's order, as it is told: 3, 5, ..., 2 * 3, 2 * 5, ..., ..., 4, 2, 1."""
    order = []
    power = 1
    while power <= most:
        order += [power * q for q in range(3, most + 1, 2) if power * q <= most]
        power *= 2
    while power > 1:
        power //= 2
        order.append(power)
    return order


ORDER = written_out(MOST)


def read(text: str, most: int) -> set[int]:
    """Return the numbers <= most that a text of forced_text names."""
    if not text.startswith("all "):
        return {int(n) for n in re.findall(r"\d+", text)}
    body, _, more = text.removesuffix(" and 1").partition(", and ")
    family, _, without = body.partition(" except ")
    number = re.fullmatch(r"all multiples of (\d+)", family)
    step = int(number[1]) if number else {"all periods": 1, "all even periods": 2}[family]
    missing = {int(n) for n in re.findall(r"\d+", without)}
    extra = {int(n) for n in re.findall(r"\d+", more)} | ({1} if text.endswith(" and 1") else set())
    return {n for n in range(step, most + 1, step) if n not in missing} | extra


def test_the_order() -> None:
    assert sorted(ORDER) == list(range(1, MOST + 1))
    assert ORDER[:5] == [3, 5, 7, 9, 11]
    assert ORDER[-7:] == [64, 32, 16, 8, 4, 2, 1]
    assert sorted(range(1, MOST + 1), key=sharkovsky_key) == ORDER
    place = {n: i for i, n in enumerate(ORDER)}
    for n in range(1, MOST + 1):
        for m in range(1, MOST + 1):
            assert forces(n, m) == (place[n] <= place[m]), (n, m)
        assert forced_periods(n, upto=MOST) == sorted(ORDER[place[n] :])


def test_odd_part() -> None:
    for n in range(1, 500):
        j, q = odd_part(n)
        assert n == 2**j * q
        assert q % 2 == 1
    assert odd_part(3 << 200) == (200, 3)


def test_the_text_says_what_is_forced() -> None:
    for n in range(1, 201):
        text = forced_text(n)
        if "..." in text:
            assert odd_part(n)[1] > 2 * 12, text
            continue
        assert read(text, 400) == set(forced_periods(n, upto=400)), (n, text)


def test_long_texts_leave_out_the_middle_only() -> None:
    for n in range(1, 201):
        text = forced_text(n)
        if "..." in text:
            j, q = odd_part(n)
            missing = [p << j for p in range(3, q, 2)]
            assert f" except {', '.join(map(str, missing[:6]))}, ..., {missing[-1]}" in text
    assert "..." in forced_text(199)


def test_huge_numbers() -> None:
    n = 3 << 70
    assert forces(n, 5 << 70)
    assert not forces(5 << 70, n)
    assert forces(n, 1 << 90)
    assert not forces(1 << 69, 1 << 70)
    assert forces(1 << 70, 1 << 69)
    assert forced_periods(1 << 70, upto=20) == [1, 2, 4, 8, 16]
    assert forced_text(1 << 40).startswith("1, 2, 4, 8, 16, 32, ..., ")


def test_wrong_input() -> None:
    for call in (sharkovsky_key, forced_text):
        for n in (0, -3):
            with pytest.raises(InputError):
                call(n)
    for n, m in ((0, 1), (1, 0), (-1, 3)):
        with pytest.raises(InputError):
            forces(n, m)
    with pytest.raises(InputError):
        forced_periods(3, upto=0)
    with pytest.raises((InputError, TypeError)):
        sharkovsky_key(3.0)  # type: ignore[arg-type]
