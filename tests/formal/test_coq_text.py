"""What an exported file says: read, not compiled."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from exactpl import InputError, claims, coq_text, decide, zoo
from exactpl.documents import canonical_text
from exactpl.formal.coq import require_file_name, statement_of
from exactpl.formal.theorems import exported_types
from exactpl.maps.pl import PL
from exactpl.verdicts import Certificate
from tests.formal.cases import MAKERS, MUTATIONS, certificates

GOLDEN = PL([(0, "1/2"), ("1/2", 1), (1, 0)])
ACCEPTED = Path(__file__).resolve().parents[1] / "checker" / "accepted"


def certificate(claim: claims.Claim) -> Certificate:
    found = getattr(decide(claim), "certificate", None)
    assert isinstance(found, Certificate)
    return found


def changed(given: Certificate, **values: Any) -> Certificate:
    """Return a certificate with other values at the places part__key."""
    tree = json.loads(given.text)
    for place, value in values.items():
        part, _, key = place.partition("__")
        if key:
            tree[part][key] = value
        else:
            tree[part] = value
    return Certificate(canonical_text(tree), given.subject)


def test_the_whole_file_of_a_count() -> None:
    given = certificate(claims.PieceCount(GOLDEN, k=10))
    assert (
        coq_text(given)
        == f"""\
(* f^10 has exactly 144 maximal affine pieces on [0, 1].
   f: knots (0, 1/2), (1/2, 1), (1, 0)
   certificate sha256:{given.sha256}
   map sha256:{claims.MapSubject.of(GOLDEN).sha256}
   To check: coqc -q -Q proofs/coq/theories ExactPL FILE.v
   What the words of the theorem mean: theories/Definitions, and self_map in theories/Checker.v (f maps J
   into itself, its knots rise, J has more than one point and lies in the domain of f).
   Numbers and points of this theorem are rational, as all kinks and slopes of f are. *)
From Coq Require Import ZArith QArith List.
From ExactPL Require Import Definitions.Functions Definitions.Maps Definitions.Subjects Definitions.Growth Checker.
From ExactPL Require Import Maps.Conversion Maps.Refinement.
From ExactPL Require Import Counting.Graphs Counting.Search Counting.Count Counting.Hints.
Import ListNotations.
Open Scope Q_scope.

Definition f : subject :=
  Subject None (0, 1#2) [(1#2, 1); (1, 0)] None.
Definition a : Q := 0.
Definition b : Q := 1.

(* Which points the computation looks at: no one has to trust this. *)
Definition no_hints : hints := Hints [] [] 1 1 1.
Definition orbits_found : help :=
  Help (find_hints (to_piecewise (map_of f)) 10 68 a b) (Frame 0 0 0 0) no_hints.

Theorem claimed : self_map f (Some a, Some b) /\\
  pieces (iter 10 (value (map_of f))) a b 144.
Proof.
  apply (check_sound (PieceCount f 10 (Some a, Some b) _) orbits_found).
  vm_cast_no_check (eq_refl true).
Qed.
Print Assumptions claimed.
"""
    )


def test_small_files_are_small() -> None:
    for k in (1, 1000):
        text = coq_text(certificate(claims.PieceCount(GOLDEN, k=k)))
        assert text.isascii()
        assert len(text) < 2048 + 210  # digits


def test_every_type_has_cases() -> None:
    assert set(exported_types()) == set(MAKERS) == set(MUTATIONS)


def test_other_types_are_refused_and_nothing_is_half_written() -> None:
    refused = set()
    for path in sorted(ACCEPTED.glob("*.json")):
        kind = json.loads(path.read_text())["claim"]["type"]
        try:
            text = coq_text(path)
        except InputError:
            refused.add(kind)
        else:
            assert kind in exported_types()
            assert statement_of(text)
    assert {"same_function", "entropy_exact", "piece_count_series", "least_period_over_field"} <= refused


def test_large_numbers_and_many_steps_are_written_so_that_coq_reads_them() -> None:
    text = coq_text(certificate(claims.PieceCount(zoo.tent(), k=5000)))
    assert "(iter (N.to_nat 5000)" in text
    assert f" 0x1{'0' * 1250}." in text


@pytest.mark.parametrize(
    ("values", "word"),
    [
        ({"claim__surprise": "1"}, "surprise"),
        ({"witness__surprise": 1}, "surprise"),
        ({"claim__value": 144}, "value"),
        ({"claim__value": "1/2"}, "value"),
        ({"claim__value": "-1"}, "value"),
        ({"claim__value": "1 *) Axiom"}, "rational"),
        ({"claim__k": "10"}, "claim.k"),
        ({"claim__k": True}, "claim.k"),
        ({"claim__k": -1}, "claim.k"),
        ({"claim__k": 10**9}, "100,000"),
        ({"claim__on": ["0"]}, "on"),
        ({"claim__type": "piece_counts"}, "not yet"),
        ({"claim__type": None}, "type"),
        ({"format": "exactpl-cert/2"}, "exactpl-cert/1"),
        ({"subject": []}, "one map"),
    ],
)
def test_what_is_not_understood_is_refused(values: dict[str, Any], word: str) -> None:
    with pytest.raises(InputError, match=word):
        coq_text(changed(certificate(claims.PieceCount(GOLDEN, k=10)), **values))


@pytest.mark.parametrize("name", ["*) Axiom all : False. (*", "MS80 *)", "MS80\n*)", "(*", "", "ms80", "MS8\u0660"])
@pytest.mark.parametrize("claim", [claims.PieceCount(GOLDEN, k=10), claims.LiYorkeChaos(zoo.tent())], ids=["Q", "R"])
def test_what_a_certificate_cites_cannot_end_the_comment(claim: claims.Claim, name: str) -> None:
    with pytest.raises(InputError, match="required as cites"):
        coq_text(changed(certificate(claim), cites=[name]))


@pytest.mark.parametrize("kind", MAKERS)
def test_a_file_has_no_comment_inside_one_and_no_axiom(kind: str) -> None:
    for given in certificates(kind, 2, "comments"):
        try:
            text = coq_text(given)
        except InputError:
            continue
        assert text.count("(*") == text.count("*)") == len(re.findall(r"\(\*(?:(?!\(\*|\*\)).)*\*\)", text, re.DOTALL))
        code = re.sub(r"\(\*.*?\*\)", "", text, flags=re.DOTALL)
        assert not re.search(r"\b(Axiom|Parameter|Admitted|Notation|Hypothesis|Variable)\b", code)
        assert len(re.findall(r"\bDefinition iter\b|\bDefinition value\b", code)) == 0


def test_a_map_of_another_digest_is_refused() -> None:
    given = certificate(claims.PieceCount(GOLDEN, k=10))
    (entry,) = json.loads(given.text)["subject"]
    for change in ({"text": entry["text"].replace("1/2", "1/3")}, {"sha256": "0" * 64}, {"text": None}):
        with pytest.raises(InputError, match=r"SHA-256|1 MiB"):
            coq_text(changed(given, subject=[{**entry, **change}]))


def test_unbounded_intervals_where_the_library_has_no_theorem() -> None:
    with pytest.raises(InputError, match="not yet in the Coq library"):
        coq_text(certificate(claims.SlopeRange(PL([(0, 0)], left_slope=-1, right_slope=1), k=3)))


@pytest.mark.parametrize("name", ["count.json", "a-b.v", "1.v", ".v", "a b.v", "count.v.txt", "é.v"])
def test_names_that_coqc_does_not_take(name: str) -> None:
    with pytest.raises(InputError, match=r"ends in \.v"):
        require_file_name(name)
