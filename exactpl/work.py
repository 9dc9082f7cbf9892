"""The budget of a question: work counted in steps while it is done, and memory in bytes.

A step is about a nanosecond of this library's work. Steps are counted from the sizes of the numbers, never read off a
clock: whether a question is answered within its budget does not depend on the machine, and a survey gives the same
bytes everywhere. The outermost question sets the budget; what it asks on the way shares it.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from fractions import Fraction
from functools import wraps
from typing import ParamSpec, TypeVar

from exactpl import progress
from exactpl.errors import BudgetError, InputError, described

P = ParamSpec("P")
R = TypeVar("R")

STEPS_A_SECOND = 10**9
SECONDS = 20
BYTES = 1 << 31
HOW_TO_GO_ON = "Ask for less, or raise the budget: with exactpl.budget(seconds=...), or --budget SECONDS."
MOST_SECONDS = 10**7
_BITS_SQUARED_A_STEP = 1_000
_FIELD_STEPS = 100_000
_MARK = "has_a_budget"


class _Budget:
    """What is left of the budget of the question that is being answered."""

    __slots__ = ("bytes", "most_bytes", "seconds", "steps")

    def __init__(self, seconds: int, most_bytes: int) -> None:
        self.seconds = seconds
        self.steps = seconds * STEPS_A_SECOND
        self.most_bytes = self.bytes = most_bytes


_current: ContextVar[_Budget | None] = ContextVar("exactpl_budget", default=None)


@contextmanager
def budget(*, seconds: int = SECONDS, most_bytes: int = BYTES) -> Iterator[None]:
    """Answer every question inside the block within this budget, all together.

    A question outside such a block has 20 seconds and 2 GiB for itself. One that needs more raises BudgetError, which
    says how far it came.

    Arguments:
        seconds: seconds of work, 1 to 10,000,000: counted in steps, about 10^9 a second, not read off a clock.
        most_bytes: the memory, about, that what grows with the question may take.

    >>> import exactpl as xp
    >>> with xp.budget(seconds=600):
    ...     xp.piece_count(xp.zoo.tent(), 1000) == 2**1000
    True
    """
    for name, value, most in (("seconds", seconds, MOST_SECONDS), ("most_bytes", most_bytes, 1 << 50)):
        if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= most:
            raise InputError(f"{name} must be a whole number from 1 to {most:,}, found {described(value)}.")
    token = _current.set(_Budget(seconds, most_bytes))
    try:
        yield
    finally:
        _current.reset(token)


@contextmanager
def share() -> Iterator[None]:
    """Give what is inside the block half of what is left of the budget, so that something is left after a BudgetError.

    Without a budget there is nothing to share.
    """
    whole = _current.get()
    if whole is None:
        yield
        return
    half = _Budget(whole.seconds, whole.most_bytes)
    half.steps, half.bytes = max(whole.steps // 2, 0), max(whole.bytes // 2, 0)
    steps, size = half.steps, half.bytes
    token = _current.set(half)
    try:
        yield
    finally:
        _current.reset(token)
        whole.steps -= steps - max(half.steps, 0)
        whole.bytes -= size - max(half.bytes, 0)


def bounded(question: Callable[P, R]) -> Callable[P, R]:
    """Give a question the usual budget, unless it is asked within that of another."""

    @wraps(question)
    def asked(*args: P.args, **kwargs: P.kwargs) -> R:
        if progress.is_remembered():  # it is asked on the way to another answer
            return question(*args, **kwargs)
        token = _current.set(_current.get() or _Budget(SECONDS, BYTES))
        try:
            with progress.remembering():
                return question(*args, **kwargs)
        finally:
            _current.reset(token)

    vars(asked)[_MARK] = True
    return asked


def is_bounded(question: object) -> bool:
    """Whether a function or method has a budget, by `bounded` or `bounded_stream`."""
    return bool(getattr(question, _MARK, False))


def bounded_stream(question: Callable[P, Iterator[R]]) -> Callable[P, Iterator[R]]:
    """Give each item of a stream the usual budget, unless it is asked for within that of another question."""

    @wraps(question)
    def asked(*args: P.args, **kwargs: P.kwargs) -> Iterator[R]:
        return _one_by_one(bounded(question)(*args, **kwargs))

    vars(asked)[_MARK] = True
    return asked


def _one_by_one(items: Iterator[R]) -> Iterator[R]:
    following = bounded(lambda: next(items))
    while True:
        try:
            item = following()
        except StopIteration:
            return
        yield item


def charge(steps: int) -> None:
    """Take steps from the budget; BudgetError when it is used up. Cost: some 100 ns."""
    current = _current.get()
    if current is not None:
        current.steps -= steps
        if current.steps < 0:
            raise BudgetError(_exceeded(f"more than {current.seconds:,} seconds of work"))


def charge_product(x: object, y: object, *, times: int = 1, overhead: int = 2_000) -> None:
    """Take what so many products of two numbers cost, with the greatest common divisors that a Fraction takes."""
    if _current.get() is not None:
        if isinstance(x, Fraction) and isinstance(y, Fraction):
            long, short = size(x), size(y)
            steps = (long + 64) * (short + 64) // _BITS_SQUARED_A_STEP + (long + short) // 2
        else:
            steps = _FIELD_STEPS
        charge(times * (overhead + steps))


def size(x: object) -> int:
    """Return the number of bits of numerator and denominator together; a number of a field counts as a short one."""
    if not isinstance(x, Fraction):
        return 128
    return x.numerator.bit_length() + x.denominator.bit_length()


def hold(size: int) -> None:
    """Take bytes from the budget, for what is kept until the question is answered; BudgetError when it is used up."""
    current = _current.get()
    if current is not None:
        current.bytes -= size
        if current.bytes < 0:
            raise BudgetError(_exceeded(f"more memory than its budget of {current.most_bytes:,} bytes"))


def require(steps: int, what: str) -> None:
    """Raise BudgetError before work that is known to take more steps than are left; `what` says what it is."""
    current = _current.get()
    if current is not None and steps > current.steps:
        seconds = steps // STEPS_A_SECOND
        shown = f"about {seconds:,}" if seconds < MOST_SECONDS else f"more than {MOST_SECONDS:,}"
        raise BudgetError(
            f"{what} takes {shown} seconds of work, more than what is left of {current.seconds:,}. {HOW_TO_GO_ON}"
        )


def _exceeded(what: str) -> str:
    reached = progress.reached()
    return f"this takes {what}{f' (it came to {reached})' if reached else ''}. {HOW_TO_GO_ON}"
