"""The exceptions that exactpl raises on purpose about values; an argument of another kind raises TypeError.

    ExactPLError
    ├── InexactNumberError (TypeError)    a float where an exact number is required
    ├── InputError (ValueError)           a number, formula, literal or file that is malformed
    ├── DomainError (ValueError)          a point, interval or image outside a domain
    ├── BudgetError (RuntimeError)        the answer is larger than the budget allows
    ├── NoClosedFormError (ValueError)    no formula for all k is known for this map; the message says why
    └── CheckerError (RuntimeError)       the independent checker could not be run or did not accept

Each message says what was required, what was found, and what to do.
"""

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

T = TypeVar("T")


class ExactPLError(Exception):
    """Base class of the errors about values: a number, text, interval, file or size that does not do.

    An argument of another kind, such as a network where a map is required, raises a TypeError that is none of these.
    Only InexactNumberError, for a float in place of an exact number, is both.
    """


class InexactNumberError(ExactPLError, TypeError):
    """A float (or another inexact number) was given where an exact number is required."""


class InputError(ExactPLError, ValueError):
    """A number, formula, literal, name or file does not follow its grammar."""


class DomainError(ExactPLError, ValueError):
    """A point lies outside a domain, or a map leaves its domain when it is iterated."""


class BudgetError(ExactPLError, RuntimeError):
    """The answer would be larger than the budget; the message says how to go on."""


class NoClosedFormError(ExactPLError, ValueError):
    """There is no closed form for all k, or none was found; the message says why."""


class CheckerError(ExactPLError, RuntimeError):
    """The independent checker could not be run, or did not accept what exactpl proved."""


def require_list(given: object, name: str) -> list[Any]:
    """Return the items of a list, or of anything else with items in an order; InputError for other things.

    Texts, mappings and sets are refused: their items are not what was meant, or have no order.
    """
    if isinstance(given, Iterable) and not isinstance(given, str | bytes | bytearray | Mapping | set | frozenset):
        try:
            return list(given)
        except TypeError:  # an array without axes
            pass
    raise InputError(f"{name} must be a list, found {type(given).__name__} {described(given)}.")


def require_kind(given: object, kind: type[T], what: str) -> T:
    """Return a value as it is if it is of a class; otherwise TypeError, which says that `what` is required."""
    if not isinstance(given, kind):
        raise TypeError(f"{what} is required, found {type(given).__name__} {described(given)}.")
    return given


def described(value: object, longest: int = 60) -> str:
    """Return a value as an error message shows it: its repr in ASCII, cut; also where Python refuses huge integers."""
    try:
        text = ascii(value)
    except ValueError:
        return f"a {type(value).__name__} with an integer of more than 4,300 digits"
    except RecursionError:
        return f"a {type(value).__name__}, nested too deep"
    return text if len(text) <= longest else f"{text[:longest]}..."


def printable(text: str) -> str:
    r"""Return a text on one line that does nothing to a terminal: what is not printable is escaped, as in a literal.

    This concerns control characters, line ends, marks that turn the direction of writing, and halves of surrogate
    pairs; letters of all languages stay.

    >>> printable("a\x1b[2K\nPROVED")
    'a\\x1b[2K\\nPROVED'
    """
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text)
