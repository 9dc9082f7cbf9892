"""Fibonacci and Lucas numbers, quotients of polynomials and digits, against tables."""

from tests.oracles.sequences import coefficients, fibonacci, fibonacci_pair, leading_digits, lucas, product


def test_tables() -> None:
    assert [fibonacci(k) for k in range(16)] == [0, 1, 1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144, 233, 377, 610]  # A000045
    assert [lucas(k) for k in range(14)] == [2, 1, 3, 4, 7, 11, 18, 29, 47, 76, 123, 199, 322, 521]  # A000032
    assert fibonacci(100) == 354224848179261915075  # A000045
    assert fibonacci(1000) % 10**9 == 849228875  # ends in ...849228875


def test_doubling_is_adding() -> None:
    a, b, small_a, small_b = 0, 1, 0, 1
    for k in range(2000):
        assert fibonacci_pair(k) == (a, b)
        assert fibonacci_pair(k, 1009) == (small_a, small_b)
        a, b = b, a + b
        small_a, small_b = small_b, (small_a + small_b) % 1009


def test_coefficients() -> None:
    assert coefficients([1, 1], [1, -1, -1], 7) == [1, 2, 3, 5, 8, 13, 21, 34]
    assert coefficients([1], [2, -1], 3) == [1 / 2, 1 / 4, 1 / 8, 1 / 16]
    assert coefficients([3, 0, 5], [1], 4) == [3, 0, 5, 0, 0]
    assert coefficients([1], [1, 0, -2], 5) == [1, 0, 2, 0, 4, 0]
    assert product([1, 1], [1, -1]) == [1, 0, -1]
    assert product([0], [1, 2]) == []


def test_leading_digits() -> None:
    assert leading_digits(1, 3) == ("1", 1)
    assert leading_digits(99999, 2) == ("99", 5)
    assert leading_digits(100000, 2) == ("10", 6)
    for e in range(1, 400):
        assert leading_digits(10**e, 4) == (str(10 ** min(e, 3)), e + 1)
        assert leading_digits(10**e - 1, 4) == ("9" * min(e, 4), e)
    for k in range(1, 3000, 7):
        text = str(3**k)
        assert leading_digits(3**k, 9) == (text[:9], len(text))
