"""The command with two subjects: files, claim files, what is printed, and the fuel for reading."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from tests.checker import fueltable
from tests.checker.certmaker import canonical, network_text
from tests.checker.corpus_networks import HAT, HAT_MAP, POOLED_HAT, dense, same, value_of
from tests.harness import run_here, run_process

PAIR = same(HAT, HAT_MAP, ["0", "1/2"])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "pair.json").write_bytes(canonical(PAIR))
    bare = {**PAIR, "subject": [{**subject, "text": None} for subject in PAIR["subject"]]}
    (tmp_path / "bare.json").write_bytes(canonical(bare))
    (tmp_path / "hat.json").write_text(HAT)
    (tmp_path / "map.json").write_text(HAT_MAP)
    (tmp_path / "other.json").write_text(POOLED_HAT)
    return tmp_path


def digest(text: str) -> str:
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def test_the_line(folder: Path) -> None:
    result = run_process(str(folder / "pair.json"))
    assert result.status == 0
    parts = result.out.split(" | ")
    assert parts[0] == "ACCEPT f and g are the same function on (-oo, oo)"
    assert parts[1] == f"subject f sha256:{digest(HAT)}, g sha256:{digest(HAT_MAP)}"
    assert parts[4:] == ["by T0.2, T6.1, T6.1', T6.2", "assuming nothing\n"]


def test_both_are_printed_back(folder: Path) -> None:
    lines = run_process(str(folder / "pair.json")).err.splitlines()
    assert lines[0] == "subject f: network, 1 input, 2 layers"
    assert lines[lines.index("subject g: domain (-oo, oo), 2 knots") + 1 :] == [
        "  g(0) = 0",
        "  g(1/2) = 1",
        "  slope 0 to the left",
        "  slope -2 to the right",
    ]


def test_json(folder: Path) -> None:
    line = json.loads(run_here(str(folder / "pair.json"), "--json").out)
    assert (line["subject_sha256"], line["g_sha256"]) == (digest(HAT), digest(HAT_MAP))
    single = folder / "single.json"
    single.write_bytes(canonical(value_of(HAT, ["0"], ["0"])))
    line = json.loads(run_here(str(single), "--json").out)
    assert (line["subject_sha256"], line["g_sha256"]) == (digest(HAT), None)


@pytest.mark.parametrize(
    ("files", "status", "rule"),
    [
        ({"f": "hat", "g": "map"}, 0, None),
        ({"g": "map", "f": "hat"}, 0, None),
        ({"f": "hat"}, 3, "subject-missing"),
        ({"g": "map"}, 3, "subject-missing"),
        ({}, 3, "subject-missing"),
        ({"f": "map", "g": "hat"}, 1, "subject-digest"),
        ({"f": "hat", "g": "other"}, 1, "subject-digest"),
        ({"f": "other", "g": "map"}, 1, "subject-digest"),
    ],
)
def test_files(folder: Path, files: dict[str, str], status: int, rule: str | None) -> None:
    options = [word for role, name in files.items() for word in ("--subject", f"{role}={folder / name}.json")]
    result = run_here(str(folder / "bare.json"), *options)
    assert (result.status, result.rule()) == (status, rule)
    if rule != "subject-missing":
        assert run_here(str(folder / "pair.json"), *options).status == status


def test_a_file_for_no_subject(folder: Path) -> None:
    single = folder / "single.json"
    single.write_bytes(canonical(value_of(HAT, ["0"], ["0"])))
    result = run_here(str(single), "--subject", f"g={folder / 'hat.json'}")
    assert (result.status, result.rule()) == (1, "subject-role")


def subjects(*, exchanged: bool = False, kind: str = "exactpl-network/1", count: int = 2) -> list[dict[str, str]]:
    f = {"kind": kind, "role": "f", "sha256": digest(HAT)}
    g = {"kind": "exactpl-map/1", "role": "g", "sha256": digest(HAT_MAP)}
    return [g, f] if exchanged else [f, g][:count]


@pytest.mark.parametrize(
    ("subject", "rule"),
    [
        ([], None),
        (subjects(), None),
        (subjects(count=1), "other-subject"),
        (subjects(exchanged=True), "other-subject"),
        (subjects(kind="exactpl-map/1"), "other-subject"),
        ([subjects()[0], {**subjects()[1], "sha256": digest(POOLED_HAT)}], "other-subject"),
        ([subjects()[0], {**subjects()[1], "role": "f"}], "other-subject"),
    ],
)
def test_claim_files(folder: Path, subject: list[dict[str, str]], rule: str | None) -> None:
    claim = folder / "claim.json"
    claim.write_text(json.dumps({"claim": PAIR["claim"], "format": "exactpl-claim/1", "subject": subject}))
    result = run_here(str(folder / "pair.json"), "--expect", str(claim))
    assert (result.status, result.rule()) == (1 if rule else 0, rule)


@pytest.mark.parametrize("subject", [subjects() * 2, [subjects()[0], None], [subjects()[0], []], {"f": "g"}, "f"])
def test_malformed_claim_files(folder: Path, subject: object) -> None:
    claim = folder / "claim.json"
    claim.write_text(json.dumps({"claim": PAIR["claim"], "format": "exactpl-claim/1", "subject": subject}))
    result = run_here(str(folder / "pair.json"), "--expect", str(claim))
    assert (result.status, result.out) == (2, "")


def test_reading_both_files_costs_fuel(folder: Path) -> None:
    long = network_text(dense([[f"0x{'f' * 3_400}"]], [f"0x{'e' * 3_400}"]))
    value = same(long, long, ["0"], on=["0", None])
    value["subject"] = [{**subject, "text": None} for subject in value["subject"]]
    (folder / "long.json").write_text(long)
    (folder / "cert.json").write_bytes(canonical(value))
    options = [word for role in "fg" for word in ("--subject", f"{role}={folder / 'long.json'}")]
    steps = 2 * (2 * 3_400**2 // 256)  # rounded down for each file
    assert steps < 4 * 3_400**2 // 256
    assert steps == fueltable.reading((folder / "cert.json").read_bytes(), *[long.encode("ascii")] * 2)
    for fuel, reading in ((steps - 1, True), (steps, False)):
        result = run_here(str(folder / "cert.json"), *options, "--fuel", str(fuel))
        assert (result.status, result.rule()) == (3, "fuel")
        assert ("to read the files" in result.out) == reading
    assert run_here(str(folder / "cert.json"), *options).status == 0
