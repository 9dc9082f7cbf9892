"""The Coq library: no holes, no axioms but those that are named, and the committed list of what theorems assume."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LIBRARY = ROOT / "proofs" / "coq"
sys.path.insert(0, str(ROOT / "tools"))

import coq_library  # noqa: E402

SOURCES = sorted(LIBRARY.glob("theories/**/*.v"))
EXAMPLES = sorted(LIBRARY.glob("examples/*.v"))
REALS = {
    "ClassicalDedekindReals.sig_forall_dec",
    "ClassicalDedekindReals.sig_not_dec",
    "FunctionalExtensionality.functional_extensionality_dep",
}
OVER_R = ("Continuous", "Chaos", "Bridge", "RealChecker", "AllClaims")
FORBIDDEN = (
    *("Admitted", "admit", "give_up", "Abort", "Axiom", "Axioms", "Parameter", "Parameters", "Conjecture", "Declare"),
    *("native_compute", "native_cast_no_check", "Primitive", "bypass_check", "Guard", "Positivity", "Universe"),
    *("fix", "cofix", "CoFixpoint", "CoInductive", "Polymorphic", "Cumulative", "SProp", "Program", "Function"),
    *("Module", "Functor", "Int63", "Uint63", "PArray", "PrimFloat", "Set Primitive"),
)
IS_BUILT = all(path.with_suffix(".vo").exists() for path in SOURCES)
needs_coq = pytest.mark.skipif(not (IS_BUILT and shutil.which("coqc")), reason="needs coq, and the library: make coq")


def shown(path: Path) -> str:
    return path.relative_to(LIBRARY).as_posix()


def without_comments(text: str) -> str:
    """Return the text without comments, which may be nested, and without strings."""
    depth, found, i = 0, [], 0
    while i < len(text):
        if text.startswith("(*", i):
            depth, i = depth + 1, i + 2
        elif text.startswith("*)", i) and depth:
            depth, i = depth - 1, i + 2
        else:
            if not depth:
                found.append(text[i])
            i += 1
    assert depth == 0
    return re.sub(r'"[^"]*"', '""', "".join(found))


def test_comments_are_left_out() -> None:
    assert without_comments("a (* b (* Axiom *) c *) d") == "a  d"


@pytest.mark.parametrize("source", [*SOURCES, *EXAMPLES], ids=shown)
def test_nothing_is_left_out_or_taken_for_granted(source: Path) -> None:
    text = without_comments(source.read_text(encoding="utf-8"))
    for word in FORBIDDEN:
        assert not re.search(rf"(?<![\w']){re.escape(word)}(?![\w'])", text), word


@pytest.mark.parametrize("source", SOURCES, ids=shown)
def test_no_fixpoints_are_mutual(source: Path) -> None:
    for sentence in without_comments(source.read_text(encoding="utf-8")).split(".\n"):
        if sentence.strip().startswith("Fixpoint"):
            assert not re.search(r"^\s*with\b", sentence, re.MULTILINE), sentence


def test_the_project_names_every_file() -> None:
    assert sorted(coq_library.files()) == [path.relative_to(LIBRARY / "theories").as_posix() for path in SOURCES]


def test_every_theorem_is_in_the_list() -> None:
    assert list(coq_library.committed()) == [f"{each.module}.{each.name}" for each in coq_library.theorems()]


def test_over_the_rationals_nothing_is_assumed_and_over_the_reals_their_axioms() -> None:
    for name, axioms in coq_library.committed().items():
        assert set(axioms) <= (REALS if name.split(".")[0] in OVER_R else set()), name


def test_the_readme_has_every_theorem() -> None:
    text = (LIBRARY / "README.md").read_text(encoding="utf-8")
    shown = text.partition(coq_library.BEGIN)[2].partition(coq_library.END)[0]
    for each in coq_library.theorems():
        assert f"`{each.name}`" in shown, each
        assert each.file in shown


@needs_coq
def test_coq_accepts_the_library_and_assumes_what_the_list_says() -> None:
    subprocess.run(["make", "--silent", "-C", str(LIBRARY)], check=True, capture_output=True)
    asked = coq_library.theorems()
    assert coq_library.listed(coq_library.assumptions(asked)) == (LIBRARY / "assumptions.txt").read_text("ascii")


@needs_coq
def test_coq_accepts_the_examples() -> None:
    subprocess.run(["make", "--silent", "-C", str(LIBRARY), "examples"], check=True, capture_output=True)
    for source in EXAMPLES:
        assert source.with_suffix(".vo").exists()
