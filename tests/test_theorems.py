"""The list at the top of docs/theorems.md says what the checker's line and verdicts name; ids stand for lemmas."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import exactpl as xp
from exactpl.claims.coq import PARTLY_IN_COQ, PROVED_IN_COQ, with_coq
from tests.checker import make_corpus
from tests.harness import checked, part, run_here

C = xp.claims
ROOT = Path(__file__).resolve().parents[1]
PAGE = (ROOT / "docs" / "theorems.md").read_text(encoding="utf-8")
SECTIONS = frozenset(re.findall(r"^## (T\d\.\d+'*) ", PAGE, re.MULTILINE))
REFERENCES = frozenset(re.findall(r"^\* \[(\w+)\]", PAGE, re.MULTILINE))
ONCE_CITED = {"LY75": "T4.6", "SH64": "T5.12", "C55": "T5.13"}  # in the first edition, what is now a lemma
CONDITIONS = {
    *("unbounded", "upper", "table", "slopes", "sinks", "step"),
    *("three", "others", "recount", "swap", "growth", "map"),
}


class Entry(NamedTuple):
    """What the list says of a claim type."""

    always: frozenset[str]
    where: dict[str, frozenset[str]]
    found_by: frozenset[str]


def ids(text: str) -> frozenset[str]:
    """Return the lemmas and the cited theorems in a part of an entry, and `as X` for what another entry says."""
    if text == "" or text.startswith("the definitions alone"):
        return frozenset()
    found = frozenset(text.replace("`", "").split(", "))
    for one in found:
        assert one in SECTIONS or (one[:1] == "[" and one[1:-1] in REFERENCES) or one.startswith("as "), one
    return found


@cache
def entries() -> dict[str, Entry]:
    """Read the list."""
    text = PAGE[PAGE.index("\nWhat the claims of each type rest on") : PAGE.index("\nThese are what the checker")]
    found: dict[str, Entry] = {}
    for lines in re.findall(r"^\* (.*(?:\n  .*)*)", text, re.MULTILINE):
        names, _, rest = " ".join(lines.split()).partition(": ")
        always, *others = rest.split("; ")
        parts = dict(re.fullmatch(r"\*(.+)\*: (.+)", part).groups() for part in others)
        found_by = parts.pop("found by", "")
        assert parts.keys() <= CONDITIONS
        entry = Entry(ids(always), {condition: ids(text) for condition, text in parts.items()}, ids(found_by))
        for name in names.split(", "):
            assert name.strip("`") not in found
            found[name.strip("`")] = entry
    return found


def subjects(certificate: dict[str, Any], folder: Path, options: Iterable[str]) -> list[dict[str, Any]]:
    """Return the map and network files of a certificate."""
    files = dict(option.split("=", 1) for option in options if option.startswith(("f=", "g=")))
    return [
        json.loads(entry["text"] or (folder / files[entry["role"]]).read_text(encoding="ascii"))
        for entry in certificate["subject"]
    ]


def is_unbounded(claim: dict[str, Any], functions: list[dict[str, Any]]) -> bool:
    if claim.get("on") is not None:
        return None in claim["on"]
    maps = [function for function in functions if function["format"] == "exactpl-map/1"]
    return not maps or any(maps[-1].get(key) is not None for key in ("left_slope", "right_slope"))


def conditions(certificate: dict[str, Any], functions: list[dict[str, Any]]) -> set[str]:
    """Return the conditions of the list that hold for a certificate."""
    claim, witness = certificate["claim"], certificate["witness"]
    absence = witness.get("absence") or {}
    evidence = [(witness | absence).get(key) for key in ("lower", "upper")]
    held = {
        "unbounded": is_unbounded(claim, functions),
        "upper": is_unbounded(claim, functions)
        and (claim["type"] in ("absent_periods", "entropy_exact") or claim.get("at_most") is not None),
        "table": any("table" in given for given in evidence if given),
        "slopes": any("slopes" in given for given in evidence if given),
        "sinks": "sinks" in witness,
        "step": witness.get("step") not in (None, claim.get("k")),
        "three": claim.get("n") == 3,
        "others": claim.get("n") != 3,
        "recount": not absence and claim.get("n") != 3,
        "swap": "z" in absence,
        "growth": "at_most" in absence,
        "map": len(functions) == 2 and functions[1]["format"] == "exactpl-map/1",
    }
    return {condition for condition, holds in held.items() if holds}


def named(kind: str, held: set[str]) -> set[str]:
    """Return the lemmas, and the citations in brackets, that the list names for a claim type under conditions."""
    entry, found = entries()[kind], set(entries()[kind].always)
    for condition in entry.where.keys() & held:
        for one in entry.where[condition]:
            found |= named(one.removeprefix("as "), held) if one.startswith("as ") else {one}
    return found


def in_edition(names: set[str], cites: list[str]) -> set[str]:
    """Return what is named where a certificate cites theorems in place of the lemmas that they have become."""
    first = {ONCE_CITED[name]: f"[{name}]" for name in ONCE_CITED if name in cites}
    return {first.get(name, name) for name in names}


def said(report: dict[str, Any]) -> set[str]:
    return {*report["by"], *(f"[{cited}]" for cited in report["cites"])}


def matters_to(kind: str) -> set[str]:
    """Return the conditions of an entry of the list, and of those that it refers to."""
    where = entries()[kind].where
    others = [one.removeprefix("as ") for names in where.values() for one in names if one.startswith("as ")]
    return set(where).union(*map(matters_to, others))


def samples() -> dict[tuple[str, frozenset[str]], str]:
    """Return one accepted file of the corpus, a short one, for each claim type and the conditions that matter to it.

    `first` is among the conditions where the file is of the first edition.
    """
    found: dict[tuple[str, frozenset[str]], tuple[int, str]] = {}
    for name, entry in make_corpus.manifest().items():
        if entry["verdict"] == "ACCEPT":
            text = (make_corpus.HERE / name).read_text(encoding="ascii")
            certificate = json.loads(text)
            held = conditions(certificate, subjects(certificate, make_corpus.HERE, entry["options"]))
            kind = certificate["claim"]["type"]
            edition = {"first"} if ONCE_CITED.keys() & set(certificate["cites"]) else set()
            key = kind, frozenset(held & matters_to(kind) | edition)
            found[key] = min(found.get(key, (len(text), name)), (len(text), name))
    return {key: name for key, (_, name) in found.items()}


def in_order(key: tuple[str, frozenset[str]]) -> list[str]:
    return [key[0], *sorted(key[1])]


SAMPLES = samples()


def test_the_list_knows_every_claim_type_and_every_lemma_is_a_section() -> None:
    assert entries().keys() == part("registry").CLAIM_TYPES.keys()
    assert len(SECTIONS) == len(re.findall(r"^## T", PAGE, re.MULTILINE))


@pytest.mark.parametrize(
    ("kind", "held"),
    [pytest.param(*key, id=" ".join(in_order(key))) for key in sorted(SAMPLES, key=in_order)],
)
def test_the_line_of_the_checker_names_what_the_list_names(kind: str, held: frozenset[str]) -> None:
    result = run_here(*make_corpus.arguments(SAMPLES[kind, held]), "--json")
    report = json.loads(result.out)
    assert said(report) == in_edition(named(kind, set(held)), report["cites"])
    assert ("first" in held) == bool(ONCE_CITED.keys() & set(report["cites"]))


def test_files_of_both_editions_are_compared_wherever_there_are_two() -> None:
    def types(first: bool) -> set[str]:
        return {kind for kind, held in SAMPLES if ("first" in held) == first and "three" not in held}

    assert types(True) == {
        *("li_yorke_chaos", "li_yorke_chaos_over_field", "no_li_yorke_chaos", "no_li_yorke_chaos_over_field"),
        *("forced_periods", "period_set"),
    }
    assert types(True) <= types(False)
    for kind in types(True):
        assert named(kind, {"others"}) & set(ONCE_CITED.values())


TENT = xp.PL([(0, 0), ("1/2", 1), (1, 0)])
STEEP = xp.PL([(0, 0), ("1/2", "3/4"), (1, 0)])
FLIP = xp.PL([(0, 1), (1, 0)])
STEFAN = xp.PL([(0, "1/2"), ("1/4", 1), ("1/2", "3/4"), ("3/4", "1/4"), (1, 0)])
RELU = xp.PL([(0, 0)], left_slope=0, right_slope=1)
SHIFT = xp.PL([(0, 1)], left_slope=1, right_slope=1)
SINK = xp.PL([(0, "1/3"), ("1/2", "2/3"), (1, "1/2")])
ZIGZAG = xp.PL([(0, 0), ("1/3", 1), ("2/3", 0), (1, 1)])
LINE_TENT = xp.PL([(0, 0), ("1/2", 1), (1, 0)], left_slope=2, right_slope=-2)
ROOT_2 = xp.Algebraic([-2, 0, 1], 1, 2)
FIELD_TENT = xp.PL([(0, 0), ("1/2", ROOT_2 / 2), (1, 0)])
CYCLE_3 = xp.PL([(0, ROOT_2 / 2), (ROOT_2 / 2, 1), (1, 0)])
FIELD_BENT = xp.PL([(0, 1), ("3/4", ROOT_2 / 2), (1, 0)])
FIELD_FALL = xp.PL([(0, ROOT_2 / 2), (1, 0)])
HAT = xp.networks.Network([xp.networks.Layer([[1], [1]], [0, "-1/2"], "relu"), xp.networks.Layer([[2, -4]])])
ASKED = [
    C.Value(TENT, k=3, x="1/7"),
    C.LeastPeriod(TENT, n=3),
    C.NearAndFar(TENT, x=0, y="1/7", near=1, near_times=[1], far=0, far_times=[2]),
    C.PieceCount(TENT, k=5),
    C.PieceCount(RELU, k=5),
    C.LapCount(TENT, k=5),
    C.LapCount(RELU, k=5),
    C.CrossingCount(TENT, k=3, level="1/3"),
    C.PreimageCount(RELU, k=3, level=0),
    C.SlopeRange(TENT, k=3),
    C.SlopeRange(RELU, k=3),
    C.Image(TENT, k=2),
    C.InvariantInterval(TENT, interval=(0, 1)),
    C.PieceCountBounds(TENT, k=5),
    C.PieceCountBounds(TENT, k=5000, at_most=2**5000),
    C.PieceCountSeries(TENT),
    C.PieceCountSeries(RELU),
    C.PieceCountSeries(SINK),
    C.FixedPointCount(TENT, n=4),
    C.FixedPointCount(RELU, n=2),
    C.NoLeastPeriod(FLIP, n=3),
    C.NoLeastPeriod(RELU, n=2),
    C.NoOddPeriod(FLIP),
    C.LiYorkeChaos(TENT),
    C.EntropyBounds(TENT),
    C.EntropyBounds(STEEP, width="1/100"),
    C.EntropyBounds(STEFAN, width="1/10"),
    C.EntropyBounds(LINE_TENT, growth_at_least="3/2"),
    C.EntropyBounds(LINE_TENT, width="1/100"),
    C.EntropyExact(STEFAN),
    C.EntropyExact(SINK),
    C.EntropyExact(LINE_TENT),
    C.AbsentPeriods(STEEP, upto=3),
    C.AbsentPeriods(FLIP),
    C.AbsentPeriods(RELU),
    C.LiYorkeChaosByEntropy(STEFAN),
    C.LiYorkeChaosByEntropy(LINE_TENT),
    C.NoLiYorkeChaos(FLIP, period=4),
    C.NoLiYorkeChaos(RELU),
    C.ForcedPeriods(TENT, n=3),
    C.ForcedPeriods(TENT, n=5),
    C.PeriodSet(TENT, n=3),
    C.PeriodSet(FLIP, n=2),
    C.PeriodSet(STEFAN, n=5),
    C.PeriodSet(RELU, n=1),
    C.EscapingOrbit(SHIFT),
    C.RobustPeriod(ZIGZAG, n=3),
    C.Coverings(ZIGZAG, intervals=[(0, "1/3"), ("2/3", 1)]),
    C.HorseshoeEntropy(ZIGZAG),
    C.LeastPeriod(CYCLE_3, n=3),
    C.FixedPointCount(FIELD_TENT, n=2),
    C.NoLeastPeriod(FIELD_TENT, n=3),
    C.NoLiYorkeChaos(FIELD_FALL, period=4),
    C.EntropyBounds(FIELD_TENT),
    C.EntropyBounds(CYCLE_3, width="1/10"),
    C.AbsentPeriods(FIELD_TENT),
    C.AbsentPeriods(FIELD_BENT),
    C.LiYorkeChaosByEntropy(FIELD_TENT),
    C.LiYorkeChaosByEntropy(CYCLE_3),
    C.LiYorkeChaos(CYCLE_3, epsilon=0),
    C.NetworkValue(HAT, x="1/3"),
    C.NetworkLeastPeriod(HAT, n=3, x="2/7"),
    C.DifferentValue(HAT, FLIP, x="1/4"),
    C.SameFunction(HAT, FLIP, on=(0, 1)),
    C.SameFunction(HAT, TENT, on=(0, 1)),
    C.SameFunction(HAT, HAT),
    C.LargestGap(HAT, TENT, on=(0, 1)),
    C.LargestGap(HAT, HAT),
    C.NetworkRange(HAT, on=(0, 1)),
    C.NetworkRange(HAT),
    C.NetworkSlopeRange(HAT),
    C.NetworkCounts(HAT),
]


@pytest.mark.parametrize(
    "claim", [pytest.param(claim, id=f"{claim.type} {number}") for number, claim in enumerate(ASKED)]
)
def test_a_verdict_names_what_its_certificate_does_and_how_it_was_found(claim: Any, tmp_path: Path) -> None:
    verdict = xp.decide(claim)
    assert isinstance(verdict, xp.Proved | xp.Refuted), verdict
    report = checked(verdict.certificate, tmp_path)
    assert report["verdict"] == "accept"
    certificate = json.loads(verdict.certificate.text)
    held = conditions(certificate, subjects(certificate, tmp_path, []))
    kind = certificate["claim"]["type"]
    assert said(report) == named(kind, held)
    found_by = set(entries()[kind].found_by)
    if kind == "period_set" and "recount" in held:
        found_by |= entries()["no_least_period"].found_by
    assert {*verdict.lemmas, *(f"[{cited}]" for cited in verdict.cites)} == named(kind, held) | found_by


def test_every_entry_is_compared_with_and_without_each_of_its_conditions() -> None:
    asked = set()
    for claim in ASKED:
        certificate = json.loads(xp.decide(claim).certificate.text)
        kind = certificate["claim"]["type"]
        asked.add((kind, frozenset(conditions(certificate, subjects(certificate, ROOT, [])))))
    assert {kind for kind, _ in asked} == entries().keys()
    for kind, entry in entries().items():
        met = [held for other, held in {*SAMPLES, *asked} if other == kind]
        for condition in entry.where:
            assert {condition in held for held in met} == {False, True}, (kind, condition)


def test_ids_in_docstrings_and_verdicts_are_those_of_lemmas() -> None:
    for path in sorted((ROOT / "exactpl").rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        text = re.sub(r"(?<=\d), \d(?: and \d)?(?=[.):\s])", "", text)  # item numbers of a lemma
        for before, found in re.findall(r"('?)\b(T\d\.\d+'*)(?!\w)", text):
            assert found.removesuffix(before) in SECTIONS, (path, found)
        for found in re.findall(r"[Tt]heorems? (\d\.\d+(?:\.\d)?'*)", text):
            number = ".".join(found.split(".")[:2])
            assert f"T{number}" in SECTIONS, (path, found)


# ----------------------------------------------------------------------------------------------------------------------
# Coq

LIBRARY = ROOT / "proofs" / "coq"
THEOREMS = r"theorems? (?:\w+, )*\w+ of proofs/coq/[\w/]+\.v"
STATUS = re.compile(
    rf"\*(?:Proved in Coq: (?P<proved>{THEOREMS}(?:; {THEOREMS})*)"
    rf"|Coq in part: (?P<part>{THEOREMS}(?:; {THEOREMS})*): (?P<what>[^*]+)|Coq: not yet)\.\*"
)


@cache
def statuses() -> dict[str, re.Match[str]]:
    """Return what the last line of each section says of Coq."""
    found: dict[str, re.Match[str]] = {}
    for section in re.split(r"^## ", PAGE, flags=re.MULTILINE):
        if re.match(r"T\d", section):
            last = " ".join(section.rstrip().rpartition("\n\n")[2].split())
            match = STATUS.fullmatch(last)
            assert match is not None, last
            found[section.split()[0]] = match
    return found


def theorems() -> list[tuple[str, str, str]]:
    """Return lemma, theorem and file of all that the page names."""
    return [
        (lemma, theorem, file)
        for lemma, match in statuses().items()
        for names, file in re.findall(
            r"theorems? ((?:\w+, )*\w+) of ([\w/.]+\.v)", match["proved"] or match["part"] or ""
        )
        for theorem in names.split(", ")
    ]


def test_each_section_ends_with_what_coq_has_and_the_table_of_verdicts_says_the_same() -> None:
    assert statuses().keys() == SECTIONS
    assert {lemma for lemma, match in statuses().items() if match["proved"]} == PROVED_IN_COQ
    assert {lemma for lemma, match in statuses().items() if match["part"]} == PARTLY_IN_COQ
    assert set(ONCE_CITED.values()) <= PROVED_IN_COQ  # a theorem that is cited no more has a proof that Coq accepts
    assert with_coq(["T0.1", "T0.2", "T4.6"]) == "T0.1 (Coq in part), T0.2, T4.6 (Coq)"


def test_what_has_become_a_lemma_is_cited_nowhere_on_the_page() -> None:
    body = PAGE[PAGE.index("## Conventions") : PAGE.index("## References")]
    for given in re.findall(r"GIVEN \[([^\]]+)\]", body):
        assert not ONCE_CITED.keys() & set(given.split(", ")), given
    listed = body[body.index("## What is cited") :]
    assert set(re.findall(r"^\* \[(\w+)\]", listed, re.MULTILINE)) == {
        cited for given in re.findall(r"GIVEN \[([^\]]+)\]", body) for cited in given.split(", ")
    }


def test_each_theorem_that_the_page_names_is_in_its_file() -> None:
    if not LIBRARY.exists():
        pytest.skip("proofs/coq is not there")
    for lemma, theorem, file in theorems():
        path = ROOT / file
        assert path.is_file(), (lemma, file)
        pattern = rf"^(?:Theorem|Lemma|Corollary) {theorem}\b"
        assert re.search(pattern, path.read_text(encoding="utf-8"), re.MULTILINE), (lemma, theorem, file)
