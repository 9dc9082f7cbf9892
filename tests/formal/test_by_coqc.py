"""Exported files compiled: Coq's kernel accepts what is true, and refuses it with a number changed."""

from __future__ import annotations

from exactpl import claims, coq_text, zoo
from exactpl.claims.checking import check_each
from exactpl.maps.pl import PL
from tests.formal.campaign import exported
from tests.formal.cases import MAKERS, certificates, mutants
from tests.formal.coqc import as_refused, compiled, needs_coq, refused_among
from tests.formal.test_coq_text import GOLDEN, certificate

pytestmark = needs_coq


def test_a_thousand_iterates_of_the_golden_map_and_of_the_tent() -> None:
    for f in (GOLDEN, zoo.tent()):
        accepted, said = compiled(coq_text(certificate(claims.PieceCount(f, k=1000))))
        assert accepted, said
        assert "Closed under the global context" in said


def test_a_thousand_iterates_of_the_scrambling_map() -> None:
    f = zoo.build("scrambling")
    on = ("-199959799/10000000000000", "1003969799/1000000000")
    accepted, said = compiled(coq_text(certificate(claims.PieceCount(f, k=1000, on=on))))
    assert accepted, said
    assert "Closed under the global context" in said


def test_what_has_a_theorem_for_real_points() -> None:
    even = PL([(0, "1/2"), ("1/2", 1), (1, "1/4")])
    accepted, said = compiled(coq_text(certificate(claims.NoLeastPeriod(even, n=3))))
    assert accepted, said
    assert said.startswith("Closed under the global context")


def test_cases_of_every_type_are_accepted_and_mutants_are_refused() -> None:
    true = {kind: list(certificates(kind, 2, "test")) for kind in MAKERS}
    files, _ = exported([(f"{kind} {i}", each) for kind, found in true.items() for i, each in enumerate(found)])
    assert {name.partition(" ")[0] for name in files} >= set(MAKERS) - {"entropy_bounds", "absent_periods"}
    assert refused_among(files) == {}
    changed = [mutant for found in true.values() for each in found for mutant in mutants(each)]
    reports = check_each(changed)
    rejected = [each for each, report in zip(changed, reports, strict=True) if report.verdict == "reject"]
    false, _ = exported([(str(i), each) for i, each in enumerate(rejected)])
    assert len(false) > 40
    accepted, said = compiled("".join(as_refused(f"M{name}", text) for name, text in false.items()))
    assert accepted, said
