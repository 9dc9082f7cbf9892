"""Which lemmas of docs/theorems.md are proved in Coq: what the last line of each section there says.

A test holds the two together, and both to the theorems in proofs/coq.
"""

from collections.abc import Iterable

PROVED_IN_COQ = frozenset(("T4.1", "T4.2", "T4.4", "T4.6", "T5.1", "T5.2", "T5.3", "T5.5", "T5.12", "T5.13"))
PARTLY_IN_COQ = frozenset(
    (
        *("T0.1", "T1.0", "T1.2", "T1.3", "T1.4", "T1.6", "T1.7", "T1.8"),
        *("T2.1", "T2.2'", "T2.4", "T3.2", "T3.3'", "T3.5"),
        *("T4.3", "T4.5", "T5.4", "T5.7", "T6.1", "T6.2", "T6.3"),
    )
)


def with_coq(lemmas: Iterable[str]) -> str:
    """Return ids in their order, each with whether Coq has it: "T0.1 (Coq in part), T0.2, T4.2 (Coq)".

    >>> with_coq(["T0.2", "T4.6"])
    'T0.2, T4.6 (Coq)'
    """
    return ", ".join(map(_shown, lemmas))


def _shown(lemma: str) -> str:
    if lemma in PROVED_IN_COQ:
        return f"{lemma} (Coq)"
    return f"{lemma} (Coq in part)" if lemma in PARTLY_IN_COQ else lemma
