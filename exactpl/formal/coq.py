"""`coq_text`: a certificate as a file of Coq, whose kernel proves the claim or refuses it."""

import re
from pathlib import Path
from textwrap import wrap

from exactpl import documents
from exactpl.arithmetic.rationals import rational_text
from exactpl.errors import InputError, require_kind
from exactpl.formal import reading, terms
from exactpl.formal.reading import MapData, Source
from exactpl.formal.theorems import Theorem, exported_types, theorem
from exactpl.verdicts import Certificate

COMPILE = "coqc -q -Q proofs/coq/theories ExactPL"
_FEW = 20  # knots that the comment lists
_RATIONAL = """From Coq Require Import {reals}ZArith QArith List.
From ExactPL Require Import Definitions.Functions Definitions.Maps Definitions.Subjects Definitions.Growth Checker."""
_SEARCH = """
From ExactPL Require Import Maps.Conversion Maps.Refinement.
From ExactPL Require Import Counting.Graphs Counting.Search Counting.Count Counting.Hints."""
_REAL = """From Coq Require Import Reals QArith Qreals List.
From ExactPL Require Import Definitions.Maps Definitions.Subjects Checker Counting.Search Counting.Count.
From ExactPL Require Import Definitions.Continuous Definitions.RealMaps RealChecker Bridge.Coverings."""
_TABLES = "\nFrom ExactPL Require Import Tables.Upper Tables.Lower Tables.Growth."
_MODULE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*[.]v")


def coq_text(certificate: Certificate | str | Path) -> str:
    r"""Return a file of Coq with the claim of a certificate as a theorem.

    The file has the map, the statement in full, and a proof by `check_sound` of the library in proofs/coq and one
    computation, which Coq's kernel does. Nothing that this function does needs to be trusted: read the statement, and
    compile the file with

        coqc -q -Q proofs/coq/theories ExactPL FILE.v

    A certificate that is false gives a file that coqc refuses. Types of claims: those that need a single map with
    rational numbers and are in the library; what it does not reach (among it networks and number fields) is refused.

    Arguments:
        certificate: a Certificate, or the path of a file.

    Raises InputError for what is no certificate, and for a claim that is not in the Coq library: nothing is stated less
    strongly under the same words. Cost: linear in the size of the certificate.

    >>> from exactpl.maps.pl import PL
    >>> from exactpl.claims import PieceCount
    >>> from exactpl.claims.deciding import decide
    >>> verdict = decide(PieceCount(PL([(0, "1/2"), ("1/2", 1), (1, 0)]), k=10))
    >>> print(coq_text(verdict.certificate).partition("Theorem ")[2].partition("Proof.")[0])
    claimed : self_map f (Some a, Some b) /\
      pieces (iter 10 (value (map_of f))) a b 144.
    <BLANKLINE>
    """
    if isinstance(certificate, Certificate):
        text = certificate.text
    else:
        text = documents.read_text(require_kind(certificate, str | Path, "a Certificate or a path"), "certificate")  # type: ignore[arg-type]
    source = reading.source(text, exported_types())
    found = theorem(source)
    return "\n".join([_comment(source, found), *_imports(found), *_definitions(source, found), *_proof(found)])


def statement_of(text: str) -> str:
    """Return the statement of an exported file, in one line."""
    return " ".join(text.partition("Theorem claimed : ")[2].partition(".\nProof.")[0].split())


def require_file_name(path: str | Path) -> Path:
    """Return the path of a file that coqc takes; InputError for another name."""
    path = documents.as_path(path, "file of Coq")
    if _MODULE.fullmatch(path.name) is None:
        raise InputError(
            f"coqc takes files whose name has letters, digits and _ and ends in .v, found {ascii(path.name)[1:-1]:.60}."
        )
    return path


def _comment(source: Source, found: Theorem) -> str:
    lines = [
        f"{found.words}.",
        f"f: {_map_words(source.f)}",
        f"certificate sha256:{source.sha256}",
        f"map sha256:{source.f.sha256}",
        f"To check: {COMPILE} FILE.v",
        "What the words of the theorem mean: theories/Definitions, and self_map in theories/Checker.v (f maps J into "
        "itself, its knots rise, J has more than one point and lies in the domain of f).",
    ]
    if not found.over_reals:
        lines.append("Numbers and points of this theorem are rational, as all kinks and slopes of f are.")
    lines += found.remarks
    if source.cites and found.over_reals:
        lines.append(f"The certificate cites {', '.join(source.cites)}; this proof cites nothing.")
    wrapped = [part for line in lines for part in wrap(line, 106, break_long_words=False, break_on_hyphens=False)]
    return f"(* {f'{chr(10)}   '.join(wrapped)} *)"


def _map_words(f: MapData) -> str:
    few = f.knots[:_FEW]
    words = "knots " + ", ".join(f"({rational_text(x)}, {rational_text(y)})" for x, y in few)
    if len(few) < len(f.knots):
        words += f", ... and {len(f.knots) - len(few):,} more"
    if f.left_slope is not None:
        words += f"; slope {rational_text(f.left_slope)} to the left of them"
    if f.right_slope is not None:
        words += f"; slope {rational_text(f.right_slope)} to the right of them"
    return words


def _imports(found: Theorem) -> list[str]:
    # the reals come first: some of their names are those of this file
    text = _REAL if found.over_reals else _RATIONAL.format(reals="Reals " if found.corollary else "")
    if not found.over_reals:
        text += _SEARCH
    if any("_row" in definition.type for definition in found.definitions):
        text += _TABLES
    return [text, "Import ListNotations.", "Open Scope Q_scope.", ""]


def _definitions(source: Source, found: Theorem) -> list[str]:
    f = source.f
    slopes = [
        terms.optional(None if slope is None else terms.argument(slope)) for slope in (f.left_slope, f.right_slope)
    ]
    first, *further = (terms.pair(terms.rational(x), terms.rational(y)) for x, y in f.knots)
    lines = [f"Definition f : subject :=\n  Subject {slopes[0]} {first} {terms.several(further)} {slopes[1]}."]
    lines += [f"Definition {each.name} : {each.type} := {each.term}." for each in found.definitions]
    return [*lines, ""]


def _proof(found: Theorem) -> list[str]:
    sound = "check_real_sound" if found.over_reals else "check_sound"
    hints = found.hints or "Help no_hints (Frame 0 0 0 0) no_hints"
    if found.pattern is None:
        step = f"apply ({sound} ({found.claim}) orbits_found)."
    else:
        pattern, term = found.pattern
        step = f"refine (match {sound} ({found.claim}) orbits_found _ with\n    {pattern} => {term} end)."
    return [
        "(* Which points the computation looks at: no one has to trust this. *)",
        "Definition no_hints : hints := Hints [] [] 1 1 1.",
        f"Definition orbits_found : help :=\n  {hints}.",
        "",
        f"Theorem claimed : {found.statement}.",
        "Proof.",
        f"  {step}",
        "  vm_cast_no_check (eq_refl true).",
        "Qed.",
        "Print Assumptions claimed.",
        found.corollary,
    ]
