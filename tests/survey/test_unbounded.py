"""Entropy and order where no bounded part is known (T5.7)."""

import pytest

from exactpl import PL
from exactpl.dynamics.orbits.bounded_part import bounded_part
from exactpl.survey.questions import Specimen, parse_question

CASES = [
    (PL([(0, 0)], left_slope=-2, right_slope=-2), "no", "yes"),
    (PL([(-1, 2), (0, -2), (1, 1)], left_slope=-3, right_slope=-2), "yes", "no"),
]


@pytest.mark.parametrize(("f", "entropy", "order"), CASES)
def test_answers_and_evidence(f: PL, entropy: str, order: str) -> None:
    assert bounded_part(f) is None
    specimen = Specimen(f)
    assert parse_question("entropy").answer(specimen) == entropy
    assert parse_question("order").answer(specimen) == order
    assert parse_question("period:3").answer(specimen) == entropy
    evidence = parse_question("entropy").evidence(specimen)
    assert (evidence is not None) or entropy == "no"
