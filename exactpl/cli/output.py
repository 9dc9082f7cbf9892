"""What a command prints: a block that begins with the verdict's word, or JSON, one object a line.

Nothing is printed before the checker has accepted: `Answer` holds a verdict back until `settle`, or `settle_each`.
"""

import contextlib
import json
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from fractions import Fraction
from pathlib import Path
from typing import Any, TypeVar

from exactpl import documents
from exactpl.arithmetic.algebraic import Algebraic
from exactpl.arithmetic.integers import decimal_text, shortened
from exactpl.arithmetic.intervals import Interval
from exactpl.arithmetic.rationals import Real, approximate, rational_text, shortened_rational
from exactpl.claims.certificates import LARGEST_TEXT
from exactpl.claims.checking import CheckReport, check, check_each
from exactpl.claims.coq import with_coq
from exactpl.cli.streams import ANSWERED, OPEN, REFUTED, Block, emit, note
from exactpl.dynamics.coverings.loops import RobustOrbit
from exactpl.dynamics.periods.periodic_orbits import Orbit
from exactpl.errors import BudgetError, CheckerError, ExactPLError
from exactpl.verdicts import Certificate, Proved, Refuted, Verdict

_WORDS = {Proved: ("PROVED", "proved", ANSWERED), Refuted: ("REFUTED", "refuted", REFUTED)}
_MARGIN = 8
_PATIENCE = 0.1  # seconds for which answers are gathered
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Common:
    """The keys that every line of every command has: docs/json.md says what they mean for each verdict."""

    verdict: str
    statement: str | None = None
    value: Any = None
    reason: str | None = None
    witness: Sequence[Fraction | Algebraic] | None = None
    certificate: str | None = None
    checked: bool = False
    lemmas: tuple[str, ...] = ()
    cites: tuple[str, ...] = ()


def jsonable(value: Any) -> Any:
    """Return a value as JSON: rationals as strings, intervals as [lo, hi], other numbers with their field."""
    if isinstance(value, bool) or value is None or isinstance(value, str):
        return value
    if isinstance(value, int):
        return decimal_text(value)
    if isinstance(value, Fraction):
        return rational_text(value)
    if isinstance(value, Algebraic):
        field = value.field
        return {
            "coefficients": jsonable(value.coefficients),
            "interval": jsonable((field.lower, field.upper)),
            "polynomial": jsonable(field.polynomial),
        }
    if isinstance(value, Common):
        return {each.name: jsonable(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, Interval):
        return [jsonable(end) for end in value]
    if isinstance(value, dict):
        return {key if isinstance(key, str) else jsonable(key): jsonable(item) for key, item in value.items()}
    return [jsonable(item) for item in value]


def emit_json(common: Common, **own: Any) -> None:
    """Write one JSON object in one line: the keys that all lines of all commands have, and those of this command.

    None values stay, so that every line of a command has the same keys.
    """
    emit(json.dumps({**jsonable(common), **jsonable(own)}, sort_keys=True))


def indented(word: str, lines: list[str], margin: int = _MARGIN) -> Block:
    """Return lines with a word in the margin: the first beside it, the others below."""
    first, *others = lines
    return [f"{word:<{margin - 1}} {first}", *(" " * margin + line for line in others)]


def number(value: int | Real, full: bool = False) -> str:
    """Return a number for people: shortened, with its digits counted, unless `full`."""
    if isinstance(value, int):
        return decimal_text(value) if full else shortened(value)
    return rational_text(value) if full else shortened_rational(value)


def with_decimal(value: Real, full: bool = False) -> str:
    """Return a rational with a decimal for the eye."""
    if isinstance(value, Fraction) and value.denominator == 1:
        return number(value, full)
    return f"{number(value, full)} ({approximate(value)})"


@dataclass
class Answer:
    """A verdict that is about to be printed, and what its certificate went through."""

    verdict: Verdict
    checked: bool = True
    report: CheckReport | None = None
    path: str | None = None

    def settle(self, path: str | None = None) -> "Answer":
        """Run the checker (unless told not to) and write the certificate; return self.

        Raises CheckerError when the checker does not accept.
        """
        proof = self.to_check
        return self._settle(path, None if proof is None else check(proof))

    @property
    def to_check(self) -> Certificate | None:
        """The certificate, unless there is none or it is not to be checked."""
        proof = getattr(self.verdict, "certificate", None)
        return proof if self.checked and isinstance(proof, Certificate) else None

    def _settle(self, path: str | None, report: CheckReport | None) -> "Answer":
        proof = getattr(self.verdict, "certificate", None)
        if isinstance(proof, Certificate):
            if report is not None:
                if report.verdict == "decline" and path is not None:
                    self._write(proof, path)
                self.report = accepted(report, self.path)
            if path is not None:
                self._write(proof, path)
        elif path is not None:
            note(f"no certificate was written to {path}: this answer has none.")
        return self

    def _write(self, proof: Certificate, path: str) -> None:
        self.path = path
        large = {role: text for role, text in proof.subjects().items() if len(text) > LARGEST_TEXT}
        beside = {role: f"{path}.subject{'' if role == 'f' else '-g'}.json" for role in large}
        for role, text in large.items():
            documents.write_atomically(beside[role], text)
        proof.save(path)
        for role, file in beside.items():
            note(f"{role} is larger than 1 MiB and stands beside the certificate: --subject {role}={file}")

    @property
    def word(self) -> str:
        """The word in the margin: PROVED; PROVED, GIVEN [..]; REFUTED; UNDECIDED; with UNCHECKED where that is so."""
        word = _WORDS.get(type(self.verdict), ("UNDECIDED",))[0]
        cites = getattr(self.verdict, "cites", ())
        if cites:
            word += f", GIVEN [{', '.join(cites)}]"
        if self.report is None and isinstance(self.verdict, Proved | Refuted):
            word += ", UNCHECKED"
        return word

    @property
    def json_word(self) -> str:
        """The word in JSON."""
        return _WORDS.get(type(self.verdict), ("", "undecided"))[1]

    @property
    def status(self) -> int:
        """The exit status."""
        return _WORDS.get(type(self.verdict), ("", "", OPEN))[2]

    def common(self, value: Any = None) -> Common:
        """Return what JSON says of any verdict, with the value that a command shows."""
        verdict = self.verdict
        return Common(
            verdict=self.json_word,
            statement=verdict.statement,
            value=value,
            reason=None if isinstance(verdict, Proved) else verdict.reason,
            witness=_points(getattr(verdict, "witness", None)),
            certificate=self.path,
            checked=self.report is not None,
            lemmas=getattr(verdict, "lemmas", ()),
            cites=getattr(verdict, "cites", ()),
        )

    def basis(self) -> list[Block]:
        """Return the lines that say what the verdict rests on and where its certificate is."""
        lines: list[Block] = []
        if isinstance(self.verdict, Proved | Refuted) and self.verdict.certificate is not None:
            lemmas = with_coq(self.verdict.lemmas)
            lines.append(indented("by", [f"{lemmas}: docs/theorems.md" if lemmas else "evaluation alone"]))
        if self.report is not None:
            lines.append(
                indented("checked", [f"ACCEPT by the checker sha256:{(self.report.checker_sha256 or '')[:16]}..."])
            )
        if self.path is not None:
            lines.append(indented("wrote", [self.path]))
        return lines


def settle_each(answers: Sequence[tuple[Answer, str | None]]) -> Iterator[Answer]:
    """Settle answers, each with the path of its certificate or None, as `settle` does, in one process of the checker.

    Each is yielded, in its order, as soon as the checker has accepted it. What `settle` raises is raised at its place.
    """
    proofs = (proof for answer, _ in answers if (proof := answer.to_check) is not None)
    with contextlib.closing(check_each(proofs)) as reports:
        for answer, path in answers:
            yield answer._settle(path, None if answer.to_check is None else next(reports))


def gathered(items: Iterable[T]) -> Iterator[list[T]]:
    """Yield items in lists, so that what is found at once is checked at once, and what takes long by itself.

    A list is given away as soon as a tenth of a second of work has gone into it: so nothing that is found waits longer
    than that, and for the one item that is then looked for. What was found before an error comes before the error.
    """
    found: list[T] = []
    since = time.monotonic()
    try:
        for item in items:
            found.append(item)
            if time.monotonic() - since > _PATIENCE:
                yield found
                found, since = [], time.monotonic()
    except ExactPLError:
        if found:
            yield found
        raise
    if found:
        yield found


def _points(witness: Any) -> Sequence[Fraction | Algebraic] | None:
    """Return the points of a witness: those of an orbit in their order, or one; None where it is something else."""
    if isinstance(witness, RobustOrbit):
        witness = witness.orbit
    if isinstance(witness, Orbit):
        return list(witness)
    return [witness] if isinstance(witness, Fraction | Algebraic) else None


def accepted(report: CheckReport, path: str | None) -> CheckReport:
    """Return a report that accepts; BudgetError where the checker declined, CheckerError where it rejected.

    `path` is where the certificate has been written, unchecked.
    """
    if report.verdict == "decline":
        where = "it was not written; -o FILE keeps it" if path is None else f"it is in {path}, unchecked"
        advice = f": exactpl check {path or 'FILE'} --fuel N" if report.rule == "fuel" else ""
        raise BudgetError(
            f"the checker declines this certificate (rule {report.rule}: {report.expected}, found {report.found}); "
            f"{where}{advice}."
        )
    if not report.is_accepted:
        raise CheckerError(
            f"the independent checker did not accept what exactpl proved: {report.verdict}, rule {report.rule}, "
            f"expected {report.expected}, found {report.found}. This is a bug in one of the two; please report it."
        )
    return report


def path_for(path: str | None, name: str) -> str | None:
    """Return where the certificate of one answer of several goes: all.json becomes all.NAME.json."""
    if path is None:
        return None
    whole = Path(path)
    return str(whole.with_name(f"{whole.stem}.{name}{whole.suffix}"))
