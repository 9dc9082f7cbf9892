"""`xp.check`: the checker as a process, its reports, and what goes wrong."""

import hashlib
import json
import shutil
import subprocess
import sys
from dataclasses import FrozenInstanceError
from fractions import Fraction
from pathlib import Path

import pytest

import exactpl as xp
from exactpl.claims import (
    InvariantInterval,
    LapCount,
    LeastPeriod,
    LiYorkeChaos,
    NoLeastPeriod,
    NoOddPeriod,
    PieceCount,
    Value,
)
from tests.checker import fueltable
from tests.checker.fueltable import TENT_NODES, drawn

TENT = xp.zoo.tent()
FLIP = xp.PL([(0, 1), (1, 0)])
GOOD = xp.decide(PieceCount(TENT, k=10)).certificate
assert GOOD is not None

ONE_OF_EACH = [
    Value(TENT, k=3, x="1/9"),
    PieceCount(xp.zoo.scrambling(), k=50),
    LapCount(xp.zoo.trapezoid(), k=20),
    LeastPeriod(TENT, n=5),
    NoLeastPeriod(xp.zoo.golden("3/4"), n=3),
    InvariantInterval(xp.zoo.telgarsky(), interval=(0, 1)),
    NoOddPeriod(FLIP),
    LiYorkeChaos(TENT),
]


@pytest.mark.parametrize("claim", ONE_OF_EACH, ids=[claim.type for claim in ONE_OF_EACH])
def test_a_certificate_of_each_type_is_accepted(claim) -> None:
    verdict = xp.decide(claim)
    assert isinstance(verdict, xp.Proved)
    report = xp.check(verdict.certificate)
    assert report.verdict == "accept"
    assert report.is_accepted
    assert report.rule is report.expected is report.found is None
    assert report.cites == verdict.cites
    assert report.subject_sha256 == claim.subject.sha256
    assert report.cert_sha256 == verdict.certificate.sha256
    assert report.checker_sha256 is not None
    assert report.statement


def test_counts_by_other_means(tmp_path: Path) -> None:
    # the producer counts by kneading (T1.5), the checker by transfer
    report = xp.check(GOOD)
    assert report.statement == "f^10 has exactly 1024 maximal affine pieces on [0, 1]"
    assert report.by == ("T0.1", "T1.0", "T1.1''", "T1.2")


def test_a_path_may_be_text_or_a_path(tmp_path: Path, monkeypatch) -> None:
    path = tmp_path / "with space" / "cert.json"
    path.parent.mkdir()
    GOOD.save(path)
    assert xp.check(path).is_accepted
    assert xp.check(str(path)).is_accepted
    monkeypatch.chdir(path.parent)
    assert xp.check("cert.json").is_accepted


def test_a_name_that_looks_like_an_option_is_a_file(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    GOOD.save("--json")
    assert xp.check("--json").is_accepted


def test_missing_files_are_input_errors(tmp_path: Path) -> None:
    cert = tmp_path / "cert.json"
    GOOD.save(cert)
    missing = tmp_path / "missing.json"
    for ask in (
        lambda: xp.check(missing),
        lambda: xp.check(str(tmp_path)),
        lambda: xp.check(cert, subject=missing),
        lambda: xp.check(cert, expect=missing),
        lambda: xp.check(GOOD, subject=missing),
    ):
        with pytest.raises(xp.InputError):
            ask()


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ('"1024"', '"1025"', "wrong-count"),
        ('"1024"', '"1023"', "wrong-count"),
        ('"k":10', '"k":11', "wrong-count"),
        ('"piece_count"', '"lap_count"', None),
        ('"claim":', '"claim": ', "canonical-bytes"),
        ('"1024"', '"01024"', "number"),
        ('"on":null', '"on":["0","1/2"]', "not-self-map"),
        ('"cites":[]', '"cites":["LY75"]', "cites"),
        ('"witness":{}', '"witness":{"a":"1"}', "unknown-key"),
        ("exactpl-cert/1", "exactpl-cert/x", "format"),
        ('[\\"1/2\\",\\"1\\"]', '[\\"1/2\\",\\"2\\"]', "subject-digest"),
    ],
    ids=["one more", "one less", "k", "laps", "blank", "zero", "on", "cites", "witness", "format", "map"],
)
def test_a_tampered_certificate_is_not_accepted(old: str, new: str, rule: str | None, tmp_path: Path) -> None:
    assert old in GOOD.text
    path = tmp_path / "tampered.json"
    path.write_text(GOOD.text.replace(old, new), encoding="ascii")
    report = xp.check(path)
    if rule is None:  # also true: the tent's laps are its pieces
        assert report.is_accepted
        return
    assert report.verdict == "reject"
    assert not report.is_accepted
    assert report.rule is not None
    if rule in ("wrong-count", "canonical-bytes", "subject-digest", "unknown-key"):  # named in the specification
        assert report.rule == rule
    assert report.statement is None
    assert report.expected
    assert report.found


def test_a_wrong_count_says_what_was_expected_and_found(tmp_path: Path) -> None:
    path = tmp_path / "wrong.json"
    path.write_text(GOOD.text.replace('"1024"', '"1000"'), encoding="ascii")
    report = xp.check(path)
    assert {report.expected, report.found} >= {"1024"} or "1024" in f"{report.expected} {report.found}"
    assert "1000" in f"{report.expected} {report.found}"


@pytest.mark.parametrize("text", ["", "{}", GOOD.text[:-1], GOOD.text[: len(GOOD.text) // 2], GOOD.text * 2, "[" * 50])
def test_what_is_no_certificate_is_rejected(text: str, tmp_path: Path) -> None:
    path = tmp_path / "nothing.json"
    path.write_text(text, encoding="ascii")
    assert xp.check(path).verdict == "reject"


def test_another_version_is_declined(tmp_path: Path) -> None:
    path = tmp_path / "future.json"
    path.write_text(GOOD.text.replace("exactpl-cert/1", "exactpl-cert/2"), encoding="ascii")
    assert xp.check(path).verdict == "decline"


def test_another_subject_is_rejected(tmp_path: Path) -> None:
    path = tmp_path / "skew.json"
    xp.save_map(xp.zoo.skew_tent("1/3"), path)
    report = xp.check(GOOD, subject=path)
    assert (report.verdict, report.rule) == ("reject", "subject-digest")


def test_the_claim_that_is_expected(tmp_path: Path) -> None:
    claim = {"k": 10, "on": None, "type": "piece_count", "value": "1024"}
    path = tmp_path / "claim.json"
    for subject in ([], [{"kind": "exactpl-map/1", "role": "f", "sha256": xp.MapSubject.of(TENT).sha256}]):
        path.write_text(json.dumps({"claim": claim, "format": "exactpl-claim/1", "subject": subject}))
        assert xp.check(GOOD, expect=path).is_accepted
    path.write_text(json.dumps({"claim": {**claim, "k": 11}, "format": "exactpl-claim/1", "subject": []}))
    assert xp.check(GOOD, expect=path).rule == "other-claim"
    other = [{"kind": "exactpl-map/1", "role": "f", "sha256": "0" * 64}]
    path.write_text(json.dumps({"claim": claim, "format": "exactpl-claim/1", "subject": other}))
    assert xp.check(GOOD, expect=path).rule == "other-subject"
    path.write_text("{}")
    with pytest.raises(xp.InputError):
        xp.check(GOOD, expect=path)


def test_fuel_that_is_too_little_declines() -> None:
    # docs/certificates.md, section 8, with B = 1, k = 10, b = 2 (bits of the map): P + 7 k before the work; then the
    # points 0, 1/2, 1 with their sides, the germs of 1/2, which part at once, and the kinks, drawn back
    before = 600 + (2 + 64) ** 2 // 128 + 7 * 10
    steps = before + TENT_NODES + drawn(10) + fueltable.germs(10) + fueltable.fraction_product(2, 8)
    report = xp.check(GOOD, fuel=10)
    assert (report.verdict, report.rule) == ("decline", "fuel")
    assert not report.is_accepted
    assert xp.check(GOOD, fuel=steps).is_accepted
    assert xp.check(GOOD, fuel=steps - 1).verdict == "decline"


def test_an_absurd_claim_is_declined_at_once(tmp_path: Path) -> None:
    path = tmp_path / "absurd.json"
    path.write_text(GOOD.text.replace('"k":10', '"k":1000000000'), encoding="ascii")
    report = xp.check(path)
    assert (report.verdict, report.rule) == ("decline", "fuel")


def test_a_checker_that_crashes_is_an_error(tmp_path: Path, monkeypatch) -> None:
    from exactpl.claims import checking

    broken = tmp_path / "broken"
    broken.mkdir()
    (broken / "__main__.py").write_text("raise SystemExit(70)\n")
    monkeypatch.setattr(checking, "CHECKER", broken)
    with pytest.raises(xp.CheckerError, match="status 70"):
        xp.check(GOOD)


# -- certificates as files --------------------------------------------------------------------------------------------


def test_a_certificate_is_saved_byte_for_byte(tmp_path: Path) -> None:
    path = tmp_path / "cert.json"
    GOOD.save(path)
    assert path.read_bytes() == GOOD.text.encode("ascii")
    assert hashlib.sha256(path.read_bytes()).hexdigest() == GOOD.sha256
    assert GOOD.text == json.dumps(json.loads(GOOD.text), sort_keys=True, separators=(",", ":")) + "\n"
    GOOD.save(str(path))  # over an older one
    assert [p.name for p in tmp_path.iterdir()] == ["cert.json"]


def test_saving_is_all_or_nothing(tmp_path: Path, monkeypatch) -> None:
    path = tmp_path / "cert.json"
    path.write_text("older", encoding="ascii")

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", interrupted)
    monkeypatch.setattr("os.replace", interrupted)
    monkeypatch.setattr("os.rename", interrupted)
    with pytest.raises(KeyboardInterrupt):
        GOOD.save(path)
    assert path.read_text(encoding="ascii") == "older"
    assert [p.name for p in tmp_path.iterdir()] == ["cert.json"]


def test_a_path_that_cannot_be_written_is_an_input_error(tmp_path: Path) -> None:
    for path in (tmp_path / "missing" / "cert.json", tmp_path):
        with pytest.raises(xp.InputError, match="writable path"):
            GOOD.save(path)
    assert list(tmp_path.iterdir()) == []


def test_the_repr_of_a_certificate_is_short() -> None:
    assert repr(GOOD) == f"<Certificate sha256:{GOOD.sha256[:16]}...>"


def test_a_report_is_frozen() -> None:
    report = xp.check(GOOD)
    with pytest.raises(FrozenInstanceError):
        report.verdict = "reject"


def test_witnesses_of_refutations_are_accepted() -> None:
    verdict = xp.decide(InvariantInterval(TENT, interval=(0, "1/2")))
    assert isinstance(verdict, xp.Refuted)
    report = xp.check(verdict.certificate)
    assert report.statement == f"f^1({verdict.witness}) = {TENT(verdict.witness)}"
    assert TENT(verdict.witness) > Fraction(1, 2)


def test_a_referee_runs_the_checker_alone(tmp_path: Path) -> None:
    said = " ".join((xp.check.__doc__ or "").split())
    assert "`python3 -I -S FOLDER/checker/__main__.py CERT --subject f=FILE`" in said
    folder, cert, file = tmp_path / "FOLDER", tmp_path / "cert.json", tmp_path / "tent.json"
    shutil.copytree(Path(xp.__file__).parent / "checker", folder / "checker")
    GOOD.save(cert)
    xp.save_map(TENT, file)
    command = [sys.executable, "-I", "-S", str(folder / "checker" / "__main__.py"), str(cert), "--subject", f"f={file}"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)
    assert done.returncode == 0
    assert done.stdout.startswith("ACCEPT f^10 has exactly 1024 maximal affine pieces on [0, 1]")
