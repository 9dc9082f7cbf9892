"""What each rule provides: a claim that was read, its fuel, and its check."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, TypeVar

from ..reading import mapfile
from ..reading.fields import Fields
from ..reading.mapfile import MapFile

S = TypeVar("S")
LEMMAS_ONCE_CITED = {"T4.6": "LY75", "T5.12": "SH64", "T5.13": "C55"}


@dataclass(frozen=True)
class Verified:
    """A claim found true: the statement in words, and the theorems on which the check rests."""

    statement: str
    by: tuple[str, ...] = ()


def named(*lemmas: str) -> tuple[str, ...]:
    """Return ids of lemmas, sorted, each once."""
    return tuple(sorted(set(lemmas)))


def lemmas_beside(by: tuple[str, ...], cites: tuple[str, ...]) -> tuple[str, ...]:
    """Return the lemmas that a certificate names: a theorem that it cites stands for the lemma that it has become."""
    return tuple(lemma for lemma in by if LEMMAS_ONCE_CITED.get(lemma) not in cites)


class AnyClaim(ABC, Generic[S]):
    """A claim of one type with its witness; made by `read`, after the keys were compared with the class's."""

    type: ClassVar[str]
    claim_keys: ClassVar[frozenset[str]]
    witness_keys: ClassVar[frozenset[str]] = frozenset()
    optional_witness_keys: ClassVar[frozenset[str]] = frozenset()  # those that may be left out
    cited: ClassVar[tuple[str, ...]] = ()  # by all claims of the type
    once_cited: ClassVar[tuple[str, ...]] = ()  # by the first edition of all claims of the type, besides
    kinds: ClassVar[tuple[tuple[str, ...], ...]]  # of the subjects: which are taken as f, and as g

    @classmethod
    @abstractmethod
    def read(cls, claim: Fields, witness: Fields, /) -> AnyClaim[Any]:
        """Return the claim; raises `Reject` where a field is not what it should be."""

    @property
    def cites(self) -> tuple[str, ...]:
        """The cited theorems on which this claim rests, sorted."""
        return self.cited

    @property
    def cites_of_first_edition(self) -> tuple[str, ...]:
        """What the first edition of this claim cites, sorted: theorems that are lemmas now, besides."""
        return tuple(sorted({*self.cites, *self.once_cited}))

    @abstractmethod
    def fuel(self, subject: S) -> int:
        """Return the steps of section 8, known before the work; raises `Reject` for an interval outside D."""

    @abstractmethod
    def check(self, subject: S) -> Verified:
        """Do the work; raises `Reject` unless the claim is true and shown by its witness."""


class Claim(AnyClaim[MapFile]):
    """A claim about one map."""

    kinds = ((mapfile.FORMAT,),)
