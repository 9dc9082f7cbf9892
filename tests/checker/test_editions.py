"""Two editions of the claims whose citations have become lemmas: docs/certificates.md, section 3.

`first_edition` has files of the gallery as they were before there was a second edition.
"""

from __future__ import annotations

import hashlib
import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.checker import make_corpus
from tests.checker.certmaker import canonical
from tests.harness import envelope, errors, part, run_here

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
OLD = HERE / "first_edition"
ONCE = ("C55", "LY75", "SH64")


def written(value: Any, folder: Path) -> Path:
    path = folder / "cert.json"
    path.write_bytes(canonical(value))
    return path


def edition_of(value: Any) -> tuple[str, ...] | None:
    """Return what a certificate cites, or None where that is the list of no edition of its claim."""
    try:
        return envelope.read(canonical(value)).cites
    except errors.Reject as error:
        if error.rule != "cites":
            raise
        return None


@cache
def table() -> dict[str, tuple[str, str]]:
    """Return for each type in the table of the specification what the first edition cites, and the lemma it is now."""
    page = (ROOT / "docs" / "certificates.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(\w+)` \| (T[\d.]+) \| (.*) \|$", page, re.MULTILINE)
    types = set(part("registry").CLAIM_TYPES)
    return {kind: (name, lemma) for name, lemma, claims in rows for kind in re.findall(r"\w+", claims) if kind in types}


def corpus() -> list[Any]:
    """Return the certificates of the corpus that are accepted without a file beside them."""
    return [
        json.loads((make_corpus.HERE / name).read_text(encoding="ascii"))
        for name, entry in make_corpus.manifest().items()
        if entry["verdict"] == "ACCEPT"
    ]


@pytest.mark.parametrize(
    ("name", "digest", "statement", "by", "cites"),
    [
        (
            "chaos",
            "c64396b206c205e30492efb9533531a6187d587a3c7f09450adb4a5e33a01eb1",
            "every continuous g: [-199959799/10000000000000, 1003969799/1000000000] -> "
            "[-199959799/10000000000000, 1003969799/1000000000] with |g - f| <= 1/28 is Li-Yorke chaotic",
            "T0.1, T4.4",
            "LY75",
        ),
        (
            "periods",
            "f292ae47f6f235ee6843fea43fa76d5af0ff2fe42c3df24687e96925b3693e7e",
            "the least periods of f on [0, 1] are 6 and those that 6 forces in Sharkovsky's order, no others",
            "T0.1, T1.2, T1.6, T3.1, T3.3, T3.3', T3.5, T5.5",
            "BGMY80, MS80, SH64",
        ),
    ],
)
def test_an_old_file_is_read_and_says_what_it_said(
    name: str, digest: str, statement: str, by: str, cites: str, tmp_path: Path
) -> None:
    path = OLD / f"{name}.json"
    assert hashlib.sha256(path.read_bytes()).hexdigest() == digest
    result = run_here(str(path))
    assert result.status == 0, result
    parts = result.out.rstrip("\n").split(" | ")
    assert (parts[0], parts[-2:]) == (f"ACCEPT {statement}", [f"by {by}", f"assuming {cites}"])
    # the same certificate in the second edition
    value = json.loads(path.read_bytes())
    once, lemma = table()[value["claim"]["type"]]
    value["cites"].remove(once)
    newer = run_here(str(written(value, tmp_path)))
    parts = newer.out.rstrip("\n").split(" | ")
    lemmas = ", ".join(sorted([*by.split(", "), lemma]))
    left = ", ".join(value["cites"]) or "nothing"
    assert (parts[0], parts[-2:]) == (f"ACCEPT {statement}", [f"by {lemmas}", f"assuming {left}"])


def test_the_specification_lists_the_types_with_two_editions() -> None:
    assert {name for name, _ in table().values()} == set(ONCE)
    assert len(table()) == 6
    assert {lemma: name for name, lemma in table().values()} == part("claims.base").LEMMAS_ONCE_CITED


def test_what_each_certificate_of_the_corpus_may_cite() -> None:
    tried = set()
    for value in corpus():
        kind, cites = value["claim"]["type"], value["cites"]
        base = [name for name in cites if name not in ONCE]
        editions = [base]
        if kind in table() and value["claim"].get("n") != 3:
            editions.append(sorted([*base, table()[kind][0]]))
        assert cites in editions
        others = [[], ["MS80"], ["BGMY80", "MS80"], ["BGKM02", "MS80"], ["W82"], [[]], [None], None, "", {}, list(ONCE)]
        others += [sorted([*base, name]) for name in ONCE] + [sorted([*base, name], reverse=True) for name in ONCE]
        others += [[*edition, name] for edition in editions for name in (*ONCE, "T4.6", "T5.12", "T5.13")]
        others += [edition[:i] + edition[i + 1 :] for edition in editions for i in range(len(edition))]
        for given in [*editions, *others]:
            found = edition_of({**value, "cites": given})
            assert found == (tuple(given) if given in editions else None), (kind, given)
        tried.add((kind, len(editions)))
    assert {kind for kind, editions in tried if editions == 2} == set(table())
    assert ("forced_periods", 1) in tried
    assert ("period_set", 1) in tried


def test_the_editions_differ_in_one_lemma_and_one_citation(tmp_path: Path) -> None:
    for value in corpus():
        kind = value["claim"]["type"]
        if kind not in table() or value["claim"].get("n") == 3:
            continue
        name, lemma = table()[kind]
        base = [each for each in value["cites"] if each != name]
        first, second = (
            json.loads(run_here(str(written({**value, "cites": cites}, tmp_path)), "--json").out)
            for cites in (sorted([*base, name]), base)
        )
        assert first["verdict"] == second["verdict"] == "accept"
        assert first["cites"] == sorted([*second["cites"], name])
        assert second["by"] == sorted([*first["by"], lemma])
        assert lemma not in first["by"]
        assert first["statement"] == second["statement"]


def test_the_refusal_names_both_lists(tmp_path: Path) -> None:
    value = json.loads((OLD / "chaos.json").read_bytes())
    result = run_here(str(written({**value, "cites": ["SH64"]}, tmp_path)))
    assert result.out.startswith("REJECT cites | expected: [] or ['LY75'] | found: ['SH64'] |")
