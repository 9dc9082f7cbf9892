"""`check_each`: many certificates in one process of the checker, each as `check` has it."""

import contextlib
import dataclasses
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

import exactpl as xp
from exactpl.claims import PieceCount, checking
from exactpl.claims.checking import check_each

GENUINE = checking.CHECKER


def counted(k: int) -> xp.Certificate:
    certificate = xp.decide(PieceCount(xp.zoo.tent(), k=k)).certificate
    assert certificate is not None
    return certificate


CERTIFICATES = [counted(k) for k in range(1, 8)]
LIE = dataclasses.replace(CERTIFICATES[2], text=CERTIFICATES[2].text.replace('"8"', '"9"'))


@pytest.fixture
def starts(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many certificates each process of the checker was given."""
    given: list[int] = []
    plain = subprocess.Popen

    class Counting(plain):  # type: ignore[type-arg, misc]
        def __init__(self, words, *arguments, **options) -> None:
            given.append(words.index("--json") - words.index(str(checking.CHECKER)) - 1)
            super().__init__(words, *arguments, **options)

    monkeypatch.setattr(subprocess, "Popen", Counting)
    return given


def gathered(into: list[xp.CheckReport], certificates) -> None:
    """Add the reports one by one: those before an error are kept."""
    for report in check_each(certificates):
        into.append(report)


@pytest.fixture(scope="module")
def alone() -> list[xp.CheckReport]:
    return [xp.check(certificate) for certificate in CERTIFICATES]


def written(folder: Path, certificates: list[xp.Certificate]) -> list[Path]:
    paths = [folder / f"c{number}.json" for number in range(len(certificates))]
    for path, certificate in zip(paths, certificates, strict=True):
        certificate.save(path)
    return paths


def test_the_reports_are_those_of_check_in_one_process(starts: list[int], tmp_path: Path, monkeypatch) -> None:
    mixed = [*CERTIFICATES[:2], LIE, *CERTIFICATES[2:]]
    one_by_one = [xp.check(certificate) for certificate in mixed]
    assert [report.verdict for report in one_by_one].count("reject") == 1
    starts.clear()
    assert list(check_each(mixed)) == one_by_one
    paths = written(tmp_path, mixed)
    assert list(check_each(paths)) == one_by_one
    monkeypatch.chdir(tmp_path)
    assert list(check_each([path.name for path in paths])) == one_by_one
    assert list(check_each(iter([paths[0], *mixed[1:]]))) == one_by_one
    assert starts == [8] * 4


def test_none_and_one(starts: list[int]) -> None:
    assert list(check_each([])) == []
    assert list(check_each(CERTIFICATES[:1])) == [xp.check(CERTIFICATES[0])]
    assert starts == [1, 1]


def test_batches_are_bounded(starts: list[int], alone: list[xp.CheckReport], monkeypatch) -> None:
    for name, most, expected in (
        ("MOST_AT_ONCE", 3, [3, 3, 1]),
        ("MOST_TEXT", 2 * max(len(each.text) for each in CERTIFICATES), [2, 2, 2, 1]),
        ("MOST_TEXT", 1, [1] * 7),
    ):
        starts.clear()
        with monkeypatch.context() as patch:
            patch.setattr(checking, name, most)
            assert list(check_each(CERTIFICATES)) == alone
        assert starts == expected


def test_fuel_is_for_each(starts: list[int]) -> None:
    verdicts = [report.verdict for report in check_each(CERTIFICATES * 3, fuel=2_000)]
    assert verdicts == [xp.check(certificate, fuel=2_000).verdict for certificate in CERTIFICATES] * 3
    assert set(verdicts) == {"accept", "decline"}
    assert starts[0] == 21


def test_a_subject_that_is_not_carried_is_given(starts: list[int], tmp_path: Path) -> None:
    text = xp.MapSubject.of(xp.zoo.tent()).text
    path = tmp_path / "large.json"
    path.write_text(text.ljust(2**20 + 1), encoding="ascii", newline="")
    large = xp.decide(PieceCount(xp.MapSubject.load(path), k=7)).certificate
    assert large is not None
    assert '"text":null' in large.text
    reports = list(check_each([*CERTIFICATES[:2], large, *CERTIFICATES[2:]]))
    assert all(report.is_accepted for report in reports)
    assert [report.cert_sha256 for report in reports][2] == large.sha256
    assert starts == [2, 1, 5]


@pytest.mark.parametrize("place", [0, 1, 3])
def test_a_file_that_is_missing_is_an_input_error_at_its_place(place: int, tmp_path: Path) -> None:
    paths = written(tmp_path, CERTIFICATES[:4])
    paths[place].unlink()
    reports: list[xp.CheckReport] = []
    with pytest.raises(xp.InputError, match=f"c{place}.json"):
        gathered(reports, paths)
    assert [report.cert_sha256 for report in reports] == [each.sha256 for each in CERTIFICATES[:place]]


# -- checkers that end ------------------------------------------------------------------------------------------------

FAKE = f"""
import subprocess, sys
names = [word for word in sys.argv[1:] if word.endswith(".json")]
def said(name):
    words = [sys.executable, "-I", "-S", {str(GENUINE)!r}, name, "--json"]
    return subprocess.run(words, capture_output=True, text=True).stdout
"""


@pytest.fixture
def fake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def put(program: str) -> None:
        path = tmp_path / "checker.py"
        path.write_text(FAKE + program)
        monkeypatch.setattr(checking, "CHECKER", path)

    return put


@pytest.mark.parametrize(
    ("lines", "status", "expected"),
    [
        (0, 70, [4, 1, 3, 1, 2, 1, 1]),
        (1, -9, [4, 1, 2, 1]),
        (2, 2, [4, 1, 1]),
        (2, 0, [4, 1, 1]),
        (4, 0, [4]),
        (4, 70, [4, 1]),
    ],
)
def test_where_others_are_to_blame_each_has_its_verdict(
    fake, starts: list[int], alone: list[xp.CheckReport], lines: int, status: int, expected: list[int]
) -> None:
    end = "import os; os.kill(os.getpid(), 9)" if status == -9 else f"sys.exit({status})"
    fake(f"""
for name in names[:{lines} if len(names) > 1 else 1]:
    sys.stdout.write(said(name))
sys.stdout.flush()
if len(names) > 1:
    {end}
""")
    assert list(check_each(CERTIFICATES[:4])) == alone[:4]
    assert starts == expected


def test_a_line_and_a_crash_behind_it_is_no_verdict(fake) -> None:
    fake('sys.stdout.write("".join(map(said, names))); sys.stdout.flush(); sys.exit(70)')
    reports: list[xp.CheckReport] = []
    with pytest.raises(xp.CheckerError, match="status 70"):
        gathered(reports, CERTIFICATES[:3])
    assert [report.cert_sha256 for report in reports] == [each.sha256 for each in CERTIFICATES[:2]]


def test_a_crash_of_one_alone_is_an_error_at_its_place(fake) -> None:
    fake("""
for name in names:
    if name == "2.json" or len(names) == 1:
        sys.exit(70)
    sys.stdout.write(said(name))
    sys.stdout.flush()
""")
    reports: list[xp.CheckReport] = []
    with pytest.raises(xp.CheckerError, match="status 70"):
        gathered(reports, CERTIFICATES)
    assert [report.cert_sha256 for report in reports] == [each.sha256 for each in CERTIFICATES[:2]]


def test_what_is_no_line_is_no_verdict(fake, alone: list[xp.CheckReport]) -> None:
    fake("""
if len(names) > 1:
    while True:
        print("hello")
sys.stdout.write(said(names[0]))
""")
    assert list(check_each(CERTIFICATES)) == alone


def test_lines_in_another_order_are_an_error(fake) -> None:
    fake('sys.stdout.write("".join(map(said, reversed(names))))')
    with pytest.raises(xp.CheckerError, match="another certificate in its line 1"):
        list(check_each(CERTIFICATES))


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_an_interruption_is_one(fake, starts: list[int]) -> None:
    fake("sys.stdout.write(said(names[0])); sys.stdout.flush(); sys.exit(130)")
    reports: list[xp.CheckReport] = []
    with pytest.raises(KeyboardInterrupt):
        gathered(reports, CERTIFICATES)
    assert (len(reports), starts) == (1, [7])


def test_who_stops_early_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fake) -> None:
    fake("""
import time
sys.stdout.write(said(names[0]))
sys.stdout.flush()
time.sleep(600)
""")
    place = tmp_path / "temporary"
    place.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    with contextlib.closing(check_each(CERTIFICATES)) as reports:
        assert next(reports).is_accepted  # as soon as it is said
        assert list(place.iterdir())
    assert not list(place.iterdir())
