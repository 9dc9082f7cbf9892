"""Result files: JSON Lines, a header that names the survey and then one line a draw, in the order of the draws.

    {"family":"notebook","format":"exactpl-survey/1","parameters":{...},"questions":["period:3"],"seed":"1"}
    {"answers":{"period:3":"no"},"draw":0}

Lines are appended, never changed. A file that was cut off anywhere is a prefix of the undisturbed one: what follows its
last whole line is dropped, and the survey continues there. One process writes at a time.
"""

import json
import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BufferedRandom
from pathlib import Path
from typing import Self

from exactpl import documents
from exactpl.arithmetic.integers import decimal_text, from_decimal
from exactpl.errors import InputError, described
from exactpl.survey.families import Family, family
from exactpl.survey.questions import Answer, Question, parse_question

FORMAT = "exactpl-survey/1"
_LONGEST_LINE = 1 << 24


@dataclass(frozen=True, slots=True)
class Survey:
    """What is asked: a family, questions, a seed, and whether certificates of positive answers are kept."""

    family: Family
    questions: tuple[Question, ...]
    seed: int = 0
    certificates: bool = False

    def header(self) -> str:
        """Return the first line of a result file."""
        fields: dict[str, object] = {
            "family": self.family.name,
            "format": FORMAT,
            "parameters": dict(self.family.parameters),
            "questions": [str(question) for question in self.questions],
            "seed": str(self.seed),
        }
        if self.certificates:
            fields["certificates"] = True
        return canonical_line(fields)

    @classmethod
    def of_header(cls, line: str) -> "Survey":
        """Return the survey that a header names; InputError for other lines."""
        fields = _object(line)
        keys = {"family", "format", "parameters", "questions", "seed"}
        if fields is None or fields.get("format") != FORMAT or set(fields) - {"certificates"} != keys:
            raise InputError(
                f"a result file of a survey ({FORMAT}) is required, found the first line {described(line)}."
            )
        parameters, questions = fields["parameters"], fields["questions"]
        if not isinstance(parameters, dict) or not isinstance(questions, list):
            raise InputError(f"a header of a survey is required, found {described(line)}.")
        return cls(
            family(str(fields["family"]), **parameters),
            tuple(parse_question(str(text)) for text in questions),
            _whole(fields["seed"]),
            bool(fields.get("certificates", False)),
        )


@dataclass(frozen=True, slots=True)
class Result:
    """The answers about one draw, by question; `certificates` has the SHA-256 of each one that was kept."""

    draw: int
    answers: dict[str, Answer]
    certificates: dict[str, str]

    def line(self) -> str:
        """Return the line of a result file."""
        answers = {key: decimal_text(value) if isinstance(value, int) else value for key, value in self.answers.items()}
        fields: dict[str, object] = {"answers": answers, "draw": self.draw}
        if self.certificates:
            fields["certificates"] = self.certificates
        return canonical_line(fields)


def canonical_line(fields: dict[str, object]) -> str:
    """Return a JSON object as one line with sorted keys."""
    return json.dumps(fields, sort_keys=True, separators=(",", ":"), ensure_ascii=True) + "\n"


def _object(line: str) -> dict[str, object] | None:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _result(line: str, number: int, survey: Survey, path: Path) -> Result:
    """Return the result on one line; InputError unless it is that of draw `number`."""
    fields = _object(line) or {}
    given, kept = fields.get("answers"), fields.get("certificates", {})
    answers = {} if not isinstance(given, dict) else {name: _answer(text) for name, text in given.items()}
    names = {str(question) for question in survey.questions}
    is_it = (
        type(fields.get("draw")) is int
        and fields["draw"] == number
        and set(answers) == names
        and all(question.accepts(answers[str(question)]) for question in survey.questions)
        and isinstance(kept, dict)
    )
    if not is_it or not isinstance(kept, dict):
        raise InputError(f"{path}: line {number + 2} must hold draw {number} of this survey, found {described(line)}.")
    return Result(number, answers, kept)


def _answer(text: object) -> Answer:
    """Return a word as it is, a whole number as an int; anything else stays, and is no answer."""
    return from_decimal(text) if isinstance(text, str) and text.isascii() and text.isdecimal() else str(text)


def _whole(text: object) -> int:
    if not isinstance(text, str) or not (text.isascii() and text.isdecimal()):
        raise InputError(f"a whole number in decimal is required, found {described(text)}.")
    return from_decimal(text)


def read(path: str | Path) -> tuple[Survey, Iterator[Result]]:
    """Return the survey that a result file is about, and its results, read as they are asked for.

    A last line without its end is left out: the survey was interrupted there. Raises InputError for other files.
    """
    place = documents.as_path(path, "result file of a survey")
    lines = _whole_lines(place)
    header = next(lines, None)
    if header is None:
        raise InputError(f"a result file of a survey ({FORMAT}) is required, found no whole line in {place}.")
    survey = Survey.of_header(header)
    return survey, (_result(line, number, survey, place) for number, line in enumerate(lines))


def _whole_lines(path: Path) -> Iterator[str]:
    try:
        with path.open("rb") as file:
            for line in iter(lambda: file.readline(_LONGEST_LINE), b""):
                if line.endswith(b"\n"):
                    yield line.decode("ascii", "replace")
                elif len(line) == _LONGEST_LINE:
                    raise InputError(f"{path}: lines of less than {_LONGEST_LINE:,} bytes are required.")
    except OSError as error:
        raise InputError(f"a readable result file is required, found {path}: {error.strerror or error}.") from None


class ResultFile:
    """A result file to write: a new one, or one to continue. A context manager; `done` is the number of draws in it."""

    def __init__(self, path: str | Path, survey: Survey) -> None:
        self._path, self._survey = Path(path), survey
        self.done = 0

    def __enter__(self) -> Self:
        try:
            self._file: BufferedRandom = open(os.open(self._path, os.O_RDWR | os.O_CREAT, 0o666), "r+b")
        except OSError as error:
            raise InputError(f"a writable path is required, found {self._path}: {error.strerror or error}.") from None
        try:
            self._key = _lock(self._file, self._path)
        except BaseException:
            self._file.close()
            raise
        try:
            self._go_on()
        except BaseException:
            self._release()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        try:
            self._file.flush()
            os.fsync(self._file.fileno())
        finally:
            self._release()

    def _release(self) -> None:
        self._file.close()
        _written_here.discard(self._key)

    def _go_on(self) -> None:
        """Find what is there, drop a line that was cut off, and write the header of a new file."""
        header = self._survey.header().encode("ascii")
        start = self._file.read(len(header))
        if start != header:
            if not header.startswith(start):  # neither this survey nor the beginning of its header: leave it alone
                self._refuse()
            self._file.seek(0)
            self._file.truncate()
            self._file.write(header)
            self._file.flush()
            return
        end = len(header)
        for line in iter(lambda: self._file.readline(_LONGEST_LINE), b""):
            if not line.endswith(b"\n"):
                if len(line) == _LONGEST_LINE:
                    raise InputError(f"{self._path}: lines of less than {_LONGEST_LINE:,} bytes are required.")
                break
            _result(line.decode("ascii", "replace"), self.done, self._survey, self._path)
            self.done += 1
            end += len(line)
        self._file.seek(end)
        self._file.truncate()

    def _refuse(self) -> None:
        self._file.seek(0)
        first = self._file.readline(_LONGEST_LINE).decode("ascii", "replace").rstrip("\n")
        wanted = self._survey.header().rstrip("\n")
        raise InputError(
            f"{self._path} must begin with the header of this survey, {described(wanted, 300)}, found "
            f"{described(first, 300)}; the file was left as it is. Name another file with -o."
        )

    def write(self, lines: Sequence[str]) -> None:
        """Append the lines of the next draws."""
        self._file.write("".join(lines).encode("ascii"))
        self._file.flush()
        self.done += len(lines)


_written_here: set[tuple[int, int]] = set()
"""The files, by device and number, that this process writes: a lock does not keep it from itself."""


def _lock(file: BufferedRandom, path: Path) -> tuple[int, int]:
    """Lock a file against other writers, until it is closed; processes that are forked off do not keep the lock."""
    status = os.fstat(file.fileno())
    key = (status.st_dev, status.st_ino)
    if not stat.S_ISREG(status.st_mode):
        raise InputError(f"a result file is a regular file; {path} is something else.")
    busy = InputError(f"another survey is writing {path}; wait for it, or name another file with -o.")
    if key in _written_here:
        raise busy
    try:
        import fcntl
    except ImportError:  # not on this system
        pass
    else:
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise busy from None
    _written_here.add(key)
    return key
