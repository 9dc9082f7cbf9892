"""The one line on standard output."""

from __future__ import annotations

import json
from dataclasses import dataclass

from .errors import Rule
from .reading.excerpts import printable

STATUS = {"ACCEPT": 0, "REJECT": 1, "DECLINE": 3}


@dataclass
class Verdict:
    """How a check ended, filled in as it goes; `None` where nothing is known."""

    word: str
    checker_sha256: str
    cert_sha256: str | None = None
    subject_sha256: str | None = None
    g_sha256: str | None = None
    claim: str | None = None  # as JSON, shortened
    statement: str | None = None
    by: tuple[str, ...] | None = None
    cites: tuple[str, ...] | None = None
    rule: Rule | None = None
    expected: str | None = None
    found: str | None = None

    def line(self) -> str:
        """Return the line for people."""
        return printable(self._line())

    def _line(self) -> str:
        if self.word != "ACCEPT":
            parts = [f"{self.word} {self.rule}", f"expected: {self.expected}", f"found: {self.found}"]
            about = [("claim", self.claim), ("subject", self.subject_sha256), ("cert", self.cert_sha256)]
            parts += [f"{what} {value if what == 'claim' else f'sha256:{value}'}" for what, value in about if value]
            return " | ".join(parts)
        subject = f"sha256:{self.subject_sha256}"
        if self.g_sha256 is not None:
            subject = f"f {subject}, g sha256:{self.g_sha256}"
        parts = [
            f"{self.word} {self.statement}",
            f"subject {subject}",
            f"cert sha256:{self.cert_sha256}",
            f"checker sha256:{self.checker_sha256}",
            "by " + (", ".join(self.by or ()) or "evaluation"),
            "assuming " + (", ".join(self.cites or ()) or "nothing"),
        ]
        return " | ".join(parts)

    def json_line(self) -> str:
        """Return the line for programs."""
        shown = dict(vars(self))
        shown["verdict"] = shown.pop("word").lower()
        return json.dumps(shown, sort_keys=True, ensure_ascii=True)
