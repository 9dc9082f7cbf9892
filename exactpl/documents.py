"""Files, strictly read and safely written: the one JSON loader, canonical bytes, atomic writes."""

import json
import os
import tempfile
from pathlib import Path
from typing import TypeVar

import msgspec

from exactpl.errors import InputError, described

LARGEST_FILE = 64 * 1024 * 1024
DEEPEST_NESTING = 8

T = TypeVar("T")


def as_path(path: object, what: str) -> Path:
    """Return the path of a file, or folder, of a kind; InputError for anything else."""
    if not isinstance(path, str | os.PathLike):
        raise InputError(f"the path of a {what} is required, found {type(path).__name__} {described(path)}.")
    return Path(path)


def read_bytes(path: str | Path, what: str) -> bytes:
    """Return the bytes of a file; `what` names its kind in error messages.

    Raises InputError when the file is missing, a folder, or larger than 64 MiB.
    """
    path = as_path(path, what)
    try:
        size = path.stat().st_size
        if size > LARGEST_FILE:
            raise InputError(f"a {what} of at most {LARGEST_FILE:,} bytes is required, {path} has {size:,}.")
        return path.read_bytes()
    except (OSError, ValueError) as error:  # ValueError: a zero byte in the path
        why = getattr(error, "strerror", None) or error
        raise InputError(
            f"a readable {what} is required, found {ascii(str(path))[1:-1]}: {why}. Check the path."
        ) from None


def read_text(path: str | Path, what: str) -> str:
    """Return the ASCII text of a file: `read_bytes`, and InputError when it is not ASCII."""
    data = read_bytes(path, what)
    try:
        return data.decode("ascii")
    except UnicodeDecodeError as error:
        raise InputError(
            f"a {what} must be ASCII text, {path} has the byte 0x{data[error.start]:02x} at offset {error.start}."
        ) from None


def load(text: str, record: type[T], what: str) -> T:
    """Return the record that a JSON text holds.

    Duplicate and unknown keys, trailing data and numbers other than small integers are refused.

    Raises InputError that says where and what.
    """
    _limit_depth(text, what)
    try:
        tree = json.loads(
            text,
            object_pairs_hook=_no_duplicates,
            parse_float=_refuse,
            parse_constant=_refuse,
            parse_int=_small,
        )
    except InputError as error:
        raise InputError(f"a {what} is required; {error}") from None
    except ValueError as error:
        found = "an empty file" if not text.strip() else f"JSON error: {error}"
        raise InputError(f"a {what} is required, found {found}.") from None
    declared = tree.get("format") if isinstance(tree, dict) else None
    try:
        return msgspec.convert(tree, record)
    except (msgspec.ValidationError, UnicodeError) as error:
        hint = f" (its format is {declared!r:.60})" if declared is not None else ""
        raise InputError(f"a {what} is required{hint}: {error}.") from None


def _limit_depth(text: str, what: str) -> None:
    depth = 0
    inside_string = escaped = False
    for character in text:
        if inside_string:
            if escaped:
                escaped = False
            elif character == "\\":
                escaped = True
            elif character == '"':
                inside_string = False
        elif character == '"':
            inside_string = True
        elif character in "[{":
            depth += 1
            if depth > DEEPEST_NESTING:
                raise InputError(f"a {what} nests at most {DEEPEST_NESTING} brackets deep, found more.")
        elif character in "]}":
            depth -= 1


def _no_duplicates(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found: dict[str, object] = {}
    for key, value in pairs:
        if key in found:
            raise InputError(f"found the key {key!r:.60} twice.")
        found[key] = value
    return found


def _refuse(token: str) -> object:
    raise InputError(f'numbers must be strings such as "1/10", found the JSON number {token:.60}.')


def _small(token: str) -> int:
    if len(token) > 11:
        raise InputError(f'numbers must be strings such as "1/10", found the JSON number {token:.40}...')
    return int(token)


def canonical_text(tree: object) -> str:
    """Return the canonical JSON text: sorted keys, no spaces, ASCII, one newline at the end."""
    return json.dumps(tree, sort_keys=True, separators=(",", ":"), ensure_ascii=True) + "\n"


def write_atomically(path: str | Path, text: str) -> None:
    """Write an ASCII file so that a reader, or an interruption, never meets half of it."""
    write_bytes_atomically(path, text.encode("ascii"))


def write_bytes_atomically(path: str | Path, data: bytes) -> None:
    """Write a file so that a reader, or an interruption, never meets half of it."""
    path = as_path(path, "file to write").resolve()  # a link stays a link
    if path.exists() and not path.is_file():
        raise InputError(f"a writable path of a regular file is required, found {path}, which is something else.")
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    except (OSError, ValueError) as error:  # ValueError: a zero byte, or half a pair of surrogates
        why = getattr(error, "strerror", None) or error
        raise InputError(f"a writable path is required, found {path}: {why}.") from None
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        umask = os.umask(0)
        os.umask(umask)
        Path(name).chmod(0o666 & ~umask)
        Path(name).replace(path)
    except BaseException as error:
        Path(name).unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise InputError(f"a writable path is required, found {path}: {error.strerror or error}.") from None
        raise
