"""What every command asks of its options: whole numbers in digits, and none without an effect."""

from collections.abc import Mapping

from exactpl.errors import InputError


def whole_number(text: str, name: str, least: int, digits_at_most: int = 20) -> int:
    """Return the whole number >= least that `text` is; InputError otherwise. "1.5", "1_0" and "1e3" are refused."""
    digits = text.removeprefix("-")
    if digits.isascii() and digits.isdecimal() and len(digits) > digits_at_most:
        found = f"found one of {len(digits)} digits"
        raise InputError(f"{name} must be an integer of at most {digits_at_most} digits, {found}.")
    if not (digits.isascii() and digits.isdecimal()):
        raise InputError(f"{name} must be an integer >= {least}, found {text!r:.40}.")
    if int(text) < least:
        raise InputError(f"{name} must be an integer >= {least}, found {text}.")
    return int(text)


def refuse(what: str, options: Mapping[str, object], advice: str = "") -> None:
    """Raise InputError for the first option that is given (not None, not False, not empty) and has no effect here."""
    for option, value in options.items():
        if value is not None and value is not False and value != []:
            raise InputError(f"{option} has no effect on {what}: leave it out{f'; {advice}' if advice else ''}.")
