"""`exactpl export CERT --coq FILE.v`: what it writes, says and refuses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import exactpl as xp


@pytest.fixture
def given(tmp_path: Path) -> Path:
    path = tmp_path / "c.json"
    verdict = xp.find_orbit(xp.zoo.tent(), 3)
    assert isinstance(verdict, xp.Proved)
    assert verdict.certificate is not None
    verdict.certificate.save(path)
    return path


def test_what_is_written_and_said(cli, given: Path, tmp_path: Path) -> None:
    path = tmp_path / "period3.v"
    status, out, err = cli("export", str(given), "--coq", str(path))
    assert (status, err) == (0, "")
    assert path.read_text(encoding="ascii") == xp.coq_text(given)
    words = [line.split()[0] for line in out.splitlines()]
    assert words == ["theorem", "wrote", "check"]
    assert "least_period (value (map_of f)) 3 x" in out
    (line,) = cli("export", str(given), "--coq", str(path), "--json")[1].splitlines()
    found = json.loads(line)
    assert (found["verdict"], found["value"]) == ("computed", str(path))
    assert found["command"].endswith(f"ExactPL {path}")
    assert found["theorem"] in out


def test_what_is_refused_writes_nothing(cli, given: Path, tmp_path: Path) -> None:
    series = tmp_path / "series.json"
    assert cli("count", "tent", "-o", str(series))[0] == 0
    network = tmp_path / "map.json"
    xp.save_map(xp.zoo.tent(), network)
    kept = given.read_bytes()
    for certificate, name, word in (
        (series, "new.v", "not yet in the Coq library"),
        (network, "new.v", "certificate"),
        (tmp_path / "missing.json", "new.v", "readable"),
        (given, "new.txt", "ends in .v"),
        (given, "new-file.v", "ends in .v"),
        (given, "c.json", "reads"),
    ):
        status, out, err = cli("export", str(certificate), "--coq", str(tmp_path / name))
        assert (status, out) == (2, "")
        assert word in err
        assert not (tmp_path / "new.v").exists()
    assert given.read_bytes() == kept
    assert cli("export", str(given))[0] == 2


def test_the_file_that_is_read_is_not_written(cli, given: Path, tmp_path: Path) -> None:
    copy = tmp_path / "c.v"
    copy.write_bytes(given.read_bytes())
    for option in (["--coq", str(copy)], [f"--coq={copy}"]):
        status, _, err = cli("export", str(copy), *option)
        assert status == 2
        assert "is what the command reads" in err
    assert copy.read_bytes() == given.read_bytes()


def test_the_doctor_knows_of_coq(cli, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("EXACTPL_COQ", str(tmp_path))
    assert "coqc not found; no library" in cli("doctor")[1]
    coqc = tmp_path / "coqc"
    coqc.write_text("#!/bin/sh\necho 'The Coq Proof Assistant, version 8.16.1'\n")
    coqc.chmod(0o755)
    (tmp_path / "theories").mkdir()
    (tmp_path / "theories" / "RealChecker.v").write_text("")
    assert "coqc 8.16.1; library" in cli("doctor")[1]
    assert "not built" in cli("doctor")[1]
    assert json.loads(cli("doctor", "--json")[1])["coq_library"] is None
    (tmp_path / "theories" / "RealChecker.vo").write_text("")
    found = json.loads(cli("doctor", "--json")[1])
    assert (found["coq"], found["coq_library"]) == ("8.16.1", str(tmp_path / "theories"))
