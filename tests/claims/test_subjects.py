"""Subjects: the bytes that a certificate names are those the user wrote."""

import hashlib
import json
from fractions import Fraction
from pathlib import Path

import pytest

import exactpl as xp
from exactpl.claims import LapCount, LeastPeriod, NoLeastPeriod, PieceCount, Value
from tests.harness import checked

TENT = xp.zoo.tent()

# The tent, written as people write: all of these are map files, none is canonical (docs/certificates.md, section 4)
WRITINGS = {
    "spaces": '{"format": "exactpl-map/1", "knots": [["0", "0"], ["1/2", "1"], ["1", "0"]]}',
    "unreduced": '{"format":"exactpl-map/1","knots":[["0","0"],["2/4","3/3"],["1","0/7"]]}\n',
    "decimals": '{"format":"exactpl-map/1","knots":[["0.0","-0"],[".5","1."],["+1","0e5"]]}\n',
    "redundant knots": '{"format":"exactpl-map/1","knots":[["0","0"],["1/4","1/2"],["1/2","1"],["1","0"]]}\n',
    "order of keys": '{"knots":[["0","0"],["1/2","1"],["1","0"]],"right_slope":null,"format":"exactpl-map/1"}\n',
    "lines": '{\r\n"format":\t"exactpl-map/1",\r\n"knots": [\n["0","0"],\n["1/2","1"],\n["1","0"]\n]\n}\r\n\r\n',
    "no newline": '{"format":"exactpl-map/1","knots":[["0","0"],["1/2","1"],["1","0"]],'
    '"left_slope":null,"right_slope":null}',
    "exponents": '{"format":"exactpl-map/1","knots":[["0","0"],["5e-1","10E-1"],["0x1","0"]]}\n',
    "escapes": '{"format":"exactpl\\u002dmap/1","knots":[["0","0"],["1\\/2","1"],["1","0"]]}\n',
}


@pytest.mark.parametrize("name", WRITINGS)
def test_a_certificate_names_the_bytes_of_the_file(name: str, tmp_path: Path) -> None:
    path = tmp_path / "map.json"
    data = WRITINGS[name].encode("ascii")
    path.write_bytes(data)
    subject = xp.MapSubject.load(path)
    assert subject.f == TENT
    assert subject.text.encode("ascii") == data
    assert subject.sha256 == hashlib.sha256(data).hexdigest()
    for claim in (PieceCount(subject, k=5), LeastPeriod(subject, n=3), Value(subject, k=2, x="1/3")):
        verdict = xp.decide(claim)
        assert isinstance(verdict, xp.Proved)
        assert verdict.certificate is not None
        carried = json.loads(verdict.certificate.text)["subject"]
        assert carried == [
            {"kind": "exactpl-map/1", "role": "f", "sha256": subject.sha256, "text": data.decode("ascii")}
        ]
        for given in (None, path):
            report = checked(verdict.certificate, tmp_path, subject=given)
            assert report["verdict"] == "accept"
            assert report["subject_sha256"] == subject.sha256
    other = tmp_path / "other.json"
    xp.save_map(TENT, other)  # the same map in other bytes is another subject
    assert other.read_bytes() != data
    report = checked(verdict.certificate, tmp_path, subject=other)
    assert (report["verdict"], report["rule"]) == ("reject", "subject-digest")


def test_the_checker_as_a_process_accepts_the_file_of_the_user(tmp_path: Path) -> None:
    path = tmp_path / "map with spaces.json"
    path.write_text(WRITINGS["decimals"], encoding="ascii", newline="")
    verdict = xp.find_orbit(xp.MapSubject.load(path), 3)
    assert verdict.certificate is not None
    assert xp.check(verdict.certificate, subject=path).is_accepted
    cert = tmp_path / "period3.json"
    verdict.certificate.save(cert)
    assert xp.check(cert, subject=str(path)).is_accepted
    assert xp.check(str(cert)).is_accepted


def test_a_map_is_its_canonical_file(tmp_path: Path) -> None:
    subject = xp.MapSubject.of(TENT)
    path = tmp_path / "tent.json"
    xp.save_map(TENT, path)
    assert subject.text.encode("ascii") == path.read_bytes()
    assert xp.MapSubject.of(subject) is subject
    assert xp.MapSubject.load(path) == subject
    assert subject.text == (
        '{"format":"exactpl-map/1","knots":[["0","0"],["1/2","1"],["1","0"]],"left_slope":null,"right_slope":null}\n'
    )


def test_two_writings_of_a_map_are_two_subjects(tmp_path: Path) -> None:
    path = tmp_path / "map.json"
    path.write_text(WRITINGS["spaces"], encoding="ascii")
    loaded, made = xp.MapSubject.load(path), xp.MapSubject.of(TENT)
    assert loaded.f == made.f
    assert loaded != made
    assert PieceCount(loaded, k=1) != PieceCount(made, k=1)


# -- subjects larger than 1 MiB ---------------------------------------------------------------------------------------


def large_file(folder: Path, size: int) -> Path:
    """Write the tent with so many blanks that the file has exactly that size."""
    path = folder / "large.json"
    path.write_text(WRITINGS["unreduced"].ljust(size), encoding="ascii", newline="")
    assert path.stat().st_size == size
    return path


def test_a_subject_of_more_than_1_mib_is_not_carried(tmp_path: Path) -> None:
    path = large_file(tmp_path, 2**20 + 1)
    verdict = xp.decide(PieceCount(xp.MapSubject.load(path), k=7))
    assert isinstance(verdict, xp.Proved)
    assert verdict.certificate is not None
    assert json.loads(verdict.certificate.text)["subject"][0]["text"] is None
    assert verdict.certificate.subject == path.read_text(encoding="ascii")
    assert xp.check(verdict.certificate).is_accepted  # the certificate knows its subject
    cert = tmp_path / "count.json"
    verdict.certificate.save(cert)
    assert cert.stat().st_size < 1000
    assert xp.check(cert, subject=path).is_accepted
    alone = xp.check(cert)
    assert (alone.verdict, alone.rule) == ("decline", "subject-missing")
    path.write_bytes(path.read_bytes() + b" ")
    assert xp.check(cert, subject=path).rule == "subject-digest"


def test_a_subject_of_1_mib_is_carried(tmp_path: Path) -> None:
    path = large_file(tmp_path, 2**20)
    verdict = xp.decide(PieceCount(xp.MapSubject.load(path), k=7))
    assert verdict.certificate is not None
    assert len(json.loads(verdict.certificate.text)["subject"][0]["text"]) == 2**20
    assert checked(verdict.certificate, tmp_path)["verdict"] == "accept"


def test_a_large_map_of_many_knots(tmp_path: Path) -> None:
    q = 10**200 + 357
    f = xp.PL([(0, 0), *((Fraction(i**50, q), Fraction(i % 2, i)) for i in range(1, 3000)), (1, 1)])
    subject = xp.MapSubject.of(f)
    assert len(subject.text) > 2**20
    verdict = xp.decide(Value(subject, k=3, x="1/3"))
    assert verdict.certificate is not None
    assert json.loads(verdict.certificate.text)["subject"][0]["text"] is None
    assert xp.check(verdict.certificate).is_accepted


# -- bad files --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "empty file"),
        (b"   \n", "empty file"),
        (b"not json", "JSON error"),
        (b"\x00\xff\x7fELF", "ASCII"),
        ('{"format":"exactpl-map/1","knots":[["0","0"],["1","½"]]}'.encode(), "ASCII"),
        (b'{"format":"exactpl-map/2","knots":[["0","0"],["1","1"]]}', "exactpl-map/2"),
        (b'{"format":"exactpl-network/1","layers":[]}', "exactpl-network/1"),
        (b'{"knots":[["0","0"],["1","1"]]}', "format"),
        (b'{"format":"exactpl-map/1","knots":[["0","0"],["1","1"]],"colour":"red"}', "colour"),
        (b'{"format":"exactpl-map/1","format":"exactpl-map/1","knots":[["0","0"],["1","1"]]}', "twice"),
        (b'{"format":"exactpl-map/1","knots":[["0","0"],["1",0.5]]}', "0.5"),
        (b'{"format":"exactpl-map/1","knots":[["0","0"],["1",NaN]]}', "NaN"),
        (b'{"format":"exactpl-map/1","knots":[["0","0"],["1","1/0"]]}', "denominator"),
        (b'{"format":"exactpl-map/1","knots":[["0","0"],["0","1"]]}', "increase strictly"),
        (b'{"format":"exactpl-map/1","knots":[["0","0"]]}', "at least 2 knots"),
        (b'{"format":"exactpl-map/1","knots":[["0","0"],["1","1"]]} {}', "JSON error"),
        (b"[" * 100, "8 brackets"),
    ],
    ids=lambda value: value[:40] if isinstance(value, str) else None,
)
def test_what_is_no_map_file_is_one_clear_error(data: bytes, message: str, tmp_path: Path) -> None:
    path = tmp_path / "map.json"
    path.write_bytes(data)
    with pytest.raises(xp.InputError, match=message) as caught:
        xp.MapSubject.load(path)
    assert "map.json" in str(caught.value)


def test_missing_files_and_folders(tmp_path: Path) -> None:
    for path in (tmp_path / "missing.json", tmp_path):
        with pytest.raises(xp.InputError, match="readable map file") as caught:
            xp.MapSubject.load(path)
        assert str(path) in str(caught.value)


def test_a_subject_is_a_map_or_a_subject() -> None:
    for other in ("tent", None, 3, [(0, 0), (1, 1)]):
        with pytest.raises(TypeError, match="a PL map or a MapSubject is required"):
            xp.MapSubject.of(other)


def test_counts_do_not_depend_on_the_writing(tmp_path: Path) -> None:
    path = tmp_path / "map.json"
    values = set()
    for text in WRITINGS.values():
        path.write_text(text, encoding="ascii", newline="")
        subject = xp.MapSubject.load(path)
        verdicts = [xp.decide(claim) for claim in (PieceCount(subject, k=9), LapCount(subject, k=9))]
        values.add(tuple(verdict.value for verdict in verdicts))
        assert isinstance(xp.decide(NoLeastPeriod(subject, n=3)), xp.Refuted)
    assert values == {(512, 512)}
