"""What the checker prints: one line that is text and says what it is about, whatever stands in the files."""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import re
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from exactpl_checker import cli

from tests.checker.certmaker import IDENTITY, SHIFT, TENT, about, canonical, certificate, network_text
from tests.checker.corpus_coverings import (
    ALL_FOUR,
    DOUBLE,
    GOLDEN_CYCLE,
    HALVES,
    HALVES_POINTS,
    coverings,
    horseshoe,
    over_field,
    two_orbits,
)
from tests.harness import accepted_line

FORGED = "ACCEPT forged"
CONTROLS = "".join(chr(i) for i in (*range(1, 10), *range(11, 32), *range(0x7F, 0xA0)))
TEXTS = {
    "controls": f"a{CONTROLS}b",
    "zero": "a\0b",
    "marks": "a\u061c\u200b\u200e\u200f\u2028\u2029\u202a\u202e\u2066\u2069\ufeffb",
    "a new line": f"a\n{FORGED}",
    "a bar": f"a | found: b | {FORGED}",
    "half a pair": "a\ud800b",
}
VALUE = {"k": 3, "type": "value", "x": "1/7", "y": "6/7"}
GOOD = certificate(TENT, VALUE)


def run(*arguments: str) -> tuple[int, str, str]:
    """Run the command with streams that refuse what is no UTF-8, as a terminal's do."""
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
    err = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", errors="backslashreplace", write_through=True)
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        status = cli.main(arguments, "0" * 64)
    return status, *(stream.buffer.getvalue().decode("utf-8") for stream in (out, err))  # type: ignore[attr-defined]


def printed_raw(*texts: str) -> list[str]:
    raw = ("Cc", "Cf", "Cs", "Zl", "Zp")
    found = {ascii(c) for text in texts for c in text if c != "\n" and unicodedata.category(c) in raw}
    return sorted(found | {line for text in texts for line in text.splitlines() if line.startswith(FORGED)})


def claim_file(subject: list[Any] | None = None, **changes: Any) -> bytes:
    value = {"claim": VALUE, "format": "exactpl-claim/1", "subject": subject or [], **changes}
    return json.dumps(value).encode("ascii")


def hostile_claim_files(text: str) -> list[bytes]:
    entry = {"kind": "exactpl-map/1", "role": "f", "sha256": GOOD["subject"][0]["sha256"]}
    return [
        *(claim_file([{**entry, key: text}]) for key in entry),
        claim_file([{**entry, text: text}]),
        claim_file(claim={**VALUE, "y": text}),
        claim_file(claim={**VALUE, text: text}),
        claim_file(claim={"type": text}),
        claim_file(format=text),
        claim_file(**{text: text}),
    ]


def hostile_certificates(text: str) -> list[bytes]:
    (entry,) = GOOD["subject"]
    maps = [
        json.dumps(value)
        for value in (
            {"format": "exactpl-map/1", "knots": [], text: 1},
            {"format": text, "knots": []},
            {"format": "exactpl-map/1", "knots": [[text, "0"], ["1", "1"]]},
            {"format": "exactpl-map/1", "knots": [["0", "0"]], "left_slope": text},
            {"field": {text: 1}, "format": "exactpl-map/1", "knots": [["0", "0"]]},
        )
    ]
    texts = [{**entry, "sha256": hashlib.sha256(each.encode()).hexdigest(), "text": each} for each in maps]
    return [
        canonical({**GOOD, **changes})
        for changes in (
            {"format": text},
            {"cites": [text]},
            {"claim": {"type": text}},
            *({"claim": {**VALUE, key: text}} for key in VALUE),
            {"claim": {**VALUE, text: text}},
            {"witness": {text: text}},
            *({"subject": [{**entry, key: text}]} for key in entry),
            {"subject": [{**entry, "kind": f"exactpl-{text}"}]},
            {"subject": [{**entry, text: text}]},
            *({"subject": [each]} for each in texts),
            {text: text},
        )
    ]


@pytest.mark.parametrize("json_too", [(), ("--json",)], ids=["text", "json"])
@pytest.mark.parametrize("name", TEXTS)
def test_a_claim_file_is_printed_as_text(tmp_path: Path, name: str, json_too: tuple[str, ...]) -> None:
    path, claim = tmp_path / "c.json", tmp_path / "claim.json"
    path.write_bytes(canonical(GOOD))
    for data in hostile_claim_files(TEXTS[name]):
        claim.write_bytes(data)
        status, out, err = run(str(path), "--expect", str(claim), *json_too)
        assert status in (1, 2), data
        assert printed_raw(out, err) == [], data
        assert out.count("\n") == (status == 1), data


@pytest.mark.parametrize("json_too", [(), ("--json",)], ids=["text", "json"])
@pytest.mark.parametrize("name", TEXTS)
def test_a_certificate_is_printed_as_text(tmp_path: Path, name: str, json_too: tuple[str, ...]) -> None:
    path = tmp_path / "c.json"
    for data in hostile_certificates(TEXTS[name]):
        path.write_bytes(data)
        status, out, err = run(str(path), *json_too)
        assert status in (1, 3), data
        assert printed_raw(out, err) == [], data
        assert out.count("\n") == 1, data


@pytest.mark.parametrize("name", [name for name in TEXTS if name not in ("zero", "half a pair")])
def test_an_argument_is_printed_as_text(tmp_path: Path, name: str) -> None:
    path, text = tmp_path / "c.json", TEXTS[name]
    path.write_bytes(canonical(GOOD))
    for arguments in (
        (text,),
        (f"--{text}",),
        (str(path), "--fuel", text),
        (str(path), "--subject", text),
        (str(path), "--subject", f"f={text}"),
        (str(path), "--expect", text),
    ):
        status, out, err = run(*arguments)
        assert (status, out) == (2, "")
        assert printed_raw(err) == []


def test_an_exception_that_nobody_expected_is_printed_as_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "c.json"
    path.write_bytes(canonical(GOOD))
    for text in TEXTS.values():

        def broken(*_: object, text: str = text) -> None:
            raise RuntimeError(text)

        monkeypatch.setattr(cli, "_check", broken)
        status, out, err = run(str(path))
        assert (status, out) == (70, "")
        assert printed_raw(err) == []


def test_a_bar_in_a_file_begins_no_part_of_the_line(tmp_path: Path) -> None:
    """The parts of a line are told apart at " | ": nothing from outside has one."""
    path, claim = tmp_path / "c.json", tmp_path / "claim.json"
    files = [(canonical(GOOD), data) for data in hostile_claim_files(TEXTS["a bar"])]
    files += [(data, None) for data in hostile_certificates(TEXTS["a bar"])]
    lines = 0
    for data, expected in files:
        path.write_bytes(data)
        claim.write_bytes(expected or b"")
        _, out, _ = run(str(path), *(("--expect", str(claim)) if expected is not None else ()))
        names = [part.partition(" ")[0] for part in out.split(" | ")]
        assert len(names) == len(set(names)), out
        lines += out.count("\n")
    assert lines > 10


# ----------------------------------------------------------------------------------------------------------------------
# Each line says what it is about


def test_coverings_are_listed() -> None:
    statement, _ = accepted_line(coverings(HALVES, ALL_FOUR, HALVES_POINTS, q=2, epsilon="1/12"))
    for lo, hi in HALVES:
        assert f"[{lo}, {hi}]" in statement
    one = accepted_line(coverings([["-1", "1"]], [[0, 0]], [["1", "-1"]], text=DOUBLE))[0]
    assert "[-1, 1]" in one
    assert "the claim lists" not in statement + one


def test_statements_of_different_coverings_differ() -> None:
    some = [edge for edge in ALL_FOUR if edge != ALL_FOUR[1]]
    points = [pair for edge, pair in zip(ALL_FOUR, HALVES_POINTS, strict=True) if edge != ALL_FOUR[1]]
    others = [edge for edge in ALL_FOUR if edge != ALL_FOUR[2]]
    others_points = [pair for edge, pair in zip(ALL_FOUR, HALVES_POINTS, strict=True) if edge != ALL_FOUR[2]]
    lines = {
        accepted_line(coverings(HALVES, edges, pairs, q=2, epsilon="1/12"))[0]
        for edges, pairs in ((some, points), (others, others_points))
    }
    assert len(lines) == 2


def test_times_are_listed() -> None:
    statement, _ = accepted_line(two_orbits("1/4", [0, 3, 8], "1", [10]))
    assert "given times" not in statement
    for times in ("0, 3, 8", "10"):
        assert times in statement
    assert "0, 3, 8" not in accepted_line(two_orbits("1/4", [0, 3, 7], "1", [10]))[0]


def test_a_least_period_names_its_map() -> None:
    assert accepted_line(certificate(TENT, {"n": 3, "type": "least_period", "x": "2/9"}))[0] == (
        "2/9 has least period 3 under f"
    )
    assert accepted_line(over_field(3, GOLDEN_CYCLE))[0] == "1/2 has least period 3 under f"
    later = accepted_line(over_field(3, [*GOLDEN_CYCLE[1:], GOLDEN_CYCLE[0]]))[0]
    assert later == "1/2*a where a is the root of -1 - t + t^2 in [1, 2] has least period 3 under f"


FALSE = [
    certificate(TENT, {"k": 3, "on": None, "type": "piece_count", "value": "9"}),
    certificate(TENT, {"n": 3, "type": "least_period", "x": "1/9"}),
    certificate(TENT, {"k": 3, "type": "value", "x": "1/7", "y": "5/7"}),
    certificate(TENT, {"n": 2, "on": None, "type": "no_least_period"}),
    certificate(TENT, {"interval": ["1/4", "1/2"], "type": "invariant_interval"}),
]
MALFORMED = [
    certificate(TENT, {"k": "3", "type": "value", "x": "1/7", "y": "6/7"}),
    certificate(TENT, {"k": 3, "type": "value", "x": "2/14", "y": "6/7"}),
    certificate(TENT, {**VALUE, "more": 1}),
]


@pytest.mark.parametrize("number", range(len(FALSE + MALFORMED)))
def test_a_rejection_says_of_what(tmp_path: Path, number: int) -> None:
    """The claim as it stands in the certificate, and the digests of subject and certificate."""
    value = (FALSE + MALFORMED)[number]
    path = tmp_path / "c.json"
    path.write_bytes(canonical(value))
    status, out, _ = run(str(path))
    assert status == 1
    assert json.dumps(value["claim"], sort_keys=True, separators=(",", ":")) in out
    assert hashlib.sha256(canonical(value)).hexdigest() in out
    if value in FALSE:
        assert value["subject"][0]["sha256"] in out
    report = json.loads(run(str(path), "--json")[1])
    assert json.loads(report["claim"]) == value["claim"]


def test_a_declined_certificate_says_of_what(tmp_path: Path) -> None:
    path = tmp_path / "c.json"
    for value in (
        GOOD,
        certificate(TENT, {"type": "what_is_not_known", "n": 3}),
        certificate(TENT, VALUE, embed=False),
    ):
        path.write_bytes(canonical(value))
        status, out, _ = run(str(path), "--fuel", "0")
        assert status == 3
        assert out.startswith("DECLINE ")
        assert json.dumps(value["claim"], sort_keys=True, separators=(",", ":")) in out
        assert hashlib.sha256(canonical(value)).hexdigest() in out


@pytest.mark.parametrize("data", [b"", b"{}\n", b"[]\n", b"\xff", b"{", b'{"format":"exactpl-cert/2"}\n'])
def test_bytes_that_are_no_certificate_are_named_by_their_digest(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "c.json"
    path.write_bytes(data)
    status, out, _ = run(str(path))
    assert status in (1, 3)
    assert hashlib.sha256(data).hexdigest() in out


def test_a_long_claim_is_cut_in_a_rejection(tmp_path: Path) -> None:
    """A line stays a line that can be read."""
    path = tmp_path / "c.json"
    path.write_bytes(canonical(certificate(TENT, {"k": 3, "on": None, "type": "piece_count", "value": "9" * 4000})))
    status, out, _ = run(str(path))
    assert status == 1
    assert "piece_count" in out
    assert len(out) < 1000


# ----------------------------------------------------------------------------------------------------------------------
# One is no plural

ONES = [
    certificate(IDENTITY, {"k": 3, "on": None, "type": "piece_count", "value": "1"}),
    certificate(IDENTITY, {"k": 3, "on": None, "type": "lap_count", "value": "1"}),
    certificate(IDENTITY, {"k": 3, "level": "0", "on": None, "type": "crossing_count", "value": "1"}),
    certificate(IDENTITY, {"k": 3, "level": "0", "on": None, "type": "preimage_count", "value": "1"}),
    certificate(IDENTITY, {"intervals": "1", "isolated": "0", "n": 1, "on": None, "type": "fixed_point_count"}),
    certificate(
        IDENTITY, {"at_least": "1", "at_most": "1", "k": 3, "on": None, "type": "piece_count_bounds"}, {"step": 3}
    ),
    two_orbits("1", [0], "0", []),
    coverings([["-1", "1"]], [[0, 0]], [["1", "-1"]], text=DOUBLE),
    about(
        network_text({"weight": [["1"]]}),
        {"combination": None, "line": None, "on": None, "pieces": "1", "regions": "1", "type": "network_counts"},
        {"points": ["0"]},
    ),
]
NOUNS = "pieces laps times points intervals regions coverings edges inputs outputs layers knots units"
PLURAL = re.compile(rf"(?<![\w^.,/*+-])1 (?:(?!of )[a-z]+ ){{0,3}}?(?:{NOUNS.replace(' ', '|')})\b")


@pytest.mark.parametrize("number", range(len(ONES)))
def test_one_is_no_plural_in_a_statement(number: int) -> None:
    assert PLURAL.findall(accepted_line(ONES[number])[0]) == []


def test_one_is_no_plural_where_the_subject_is_printed_back(tmp_path: Path) -> None:
    path = tmp_path / "c.json"
    for value in (ONES[-1], certificate(SHIFT, {"k": 3, "type": "value", "x": "0", "y": "3"})):
        path.write_bytes(canonical(value))
        _, _, err = run(str(path))
        assert err
        assert PLURAL.findall(err) == []


def test_a_logarithm_is_divided_by_more_than_one_only() -> None:
    assert accepted_line(horseshoe("12/5"))[0].endswith("entropy at least log(12/5)")
