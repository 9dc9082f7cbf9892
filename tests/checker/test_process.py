"""The command as a process: statuses, folders, archives, streams."""

from __future__ import annotations

import hashlib
import json
import os
import py_compile
import shlex
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.checker.certmaker import CANCELLING, TENT, canonical, certificate
from tests.harness import FOLDER, command, run_here, run_process
from tools.build_pyz import build_pyz

GOOD = canonical(certificate(TENT, {"k": 3, "on": None, "type": "piece_count", "value": "8"}))


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "good.json"
    path.write_bytes(GOOD)
    return path


def own_digest() -> str:
    paths = sorted(path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*.py"))
    lines = [f"{hashlib.sha256((FOLDER / path).read_bytes()).hexdigest()}  {path}\n" for path in paths]
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def test_the_line(good: Path) -> None:
    subject = hashlib.sha256(TENT.encode()).hexdigest()
    cert = hashlib.sha256(GOOD).hexdigest()
    assert run_process(str(good)).out == (
        f"ACCEPT f^3 has exactly 8 maximal affine pieces on [0, 1] | subject sha256:{subject}"
        f" | cert sha256:{cert} | checker sha256:{own_digest()} | by T0.1, T1.0, T1.1'', T1.2 | assuming nothing\n"
    )


def test_the_map_is_printed_back(good: Path) -> None:
    assert run_process(str(good)).err.splitlines() == [
        "subject f: domain [0, 1], 3 knots",
        "  f(0) = 0",
        "  f(1/2) = 1",
        "  f(1) = 0",
    ]


@pytest.mark.parametrize("name", ["renamed_folder", "json", "two words", "a.b", "1"])
def test_a_copied_and_renamed_folder(good: Path, tmp_path: Path, name: str) -> None:
    folder = tmp_path / "elsewhere" / name
    shutil.copytree(FOLDER, folder, ignore=shutil.ignore_patterns("__pycache__"))
    # Neighbours called like modules of the library are not what is imported.
    for place in (folder.parent, tmp_path):
        for module in ("hashlib.py", "fractions.py", "json.py"):
            if not (place / module).exists():
                (place / module).write_text("raise RuntimeError('taken for a module of the library')\n")
    here = run_here(str(good))
    for program, cwd in ((folder, tmp_path), (Path(name), folder.parent), (Path("."), folder)):
        result = run_process(str(good), program=program, cwd=cwd)
        assert (result.status, result.out) == (0, here.out), result.err


def test_cached_bytecode_is_not_run(good: Path, tmp_path: Path) -> None:
    folder = tmp_path / "copy"
    shutil.copytree(FOLDER, folder, ignore=shutil.ignore_patterns("__pycache__"))
    assert run_process(str(good), program=folder).status == 0
    assert [path.name.partition(".")[0] for path in folder.rglob("__pycache__/*")] in ([], ["__main__"])
    # A cache that says something else than its source: same time, same size.
    source = folder / "verdicts.py"
    honest, stat = source.read_bytes(), source.stat()
    source.write_bytes(honest.replace(b'"REJECT": 1', b'"REJECT": 0'))
    os.utime(source, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    py_compile.compile(str(source), doraise=True)
    source.write_bytes(honest)
    os.utime(source, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    bad = tmp_path / "bad.json"
    bad.write_bytes(GOOD.replace(b'"8"', b'"9"'))
    assert run_process(str(bad), program=folder).status == 1


def test_an_archive(good: Path, tmp_path: Path) -> None:
    archive = tmp_path / "exactpl-check.pyz"
    build_pyz(archive, FOLDER)
    first = archive.read_bytes()
    build_pyz(archive, FOLDER)
    assert archive.read_bytes() == first
    result = run_process(str(good), program=archive, cwd=tmp_path)
    assert (result.status, result.out) == (0, run_here(str(good)).out)
    assert run_process(program=archive).status == 2


def test_optimised_and_unbuffered(good: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.json"
    bad.write_bytes(GOOD.replace(b'"8"', b'"9"'))
    for flags in (["-O"], ["-OO"], ["-u"], ["-X", "int_max_str_digits=0"], ["-X", "utf8"]):
        for path, status in ((good, 0), (bad, 1)):
            words = command(str(path), flags=tuple(flags))
            assert subprocess.run(words, capture_output=True, check=False).returncode == status


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["no-such-file.json"],
        ["/"],
        ["{good}", "{good}", "--subject", "f={good}"],
        ["{good}", "{good}", "--expect", "{good}"],
        ["{good}", "no-such-file", "--subject", "f={good}"],
        ["no-such-file", "{good}"],
        ["{good}", "--subject"],
        ["{good}", "--subject", "{good}"],
        ["{good}", "--subject", "h={good}"],
        ["{good}", "--subject", "g"],
        ["{good}", "--subject", "f={good}", "--subject", "f={good}"],
        ["{good}", "--subject", "g={good}", "--subject", "g={good}"],
        ["{good}", "--subject", "g=no-such-file"],
        ["{good}", "--subject", "f=no-such-file"],
        ["{good}", "--fuel"],
        ["{good}", "--fuel", "-1"],
        ["{good}", "--fuel", "1e9"],
        ["{good}", "--fuel", "\u0661"],
        ["{good}", "--quiet"],
        ["{good}", "--json", "--json"],
        ["{good}", "--expect", "no-such-file"],
        ["{good}", "--expect", "{good}"],
        ["--help"],
    ],
)
def test_wrong_usage(good: Path, arguments: list[str]) -> None:
    result = run_here(*(a.replace("{good}", str(good)) for a in arguments))
    assert result.status == 2
    assert result.out == ""
    assert "usage" in result.err


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{}",
        "[]",
        '{"claim":{},"format":"exactpl-claim/2","subject":[]}',
        '{"claim":{},"format":"exactpl-claim/1"}',
        '{"claim":[],"format":"exactpl-claim/1","subject":[]}',
        '{"claim":{},"format":"exactpl-claim/1","subject":null}',
        '{"claim":{"k":1,"k":1},"format":"exactpl-claim/1","subject":[]}',
        '{"claim":{},"format":"exactpl-claim/1","subject":[],"x":0}',
        '{"claim":{},"format":"exactpl-claim/1","subject":[{"kind":"exactpl-map/1","role":"f"}]}',
        '{"claim":{},"format":"exactpl-claim/1","subject":[{"kind":"","role":"f","sha256":"","path":""}]}',
    ],
)
def test_malformed_claim_files(good: Path, tmp_path: Path, text: str) -> None:
    claim = tmp_path / "claim.json"
    claim.write_text(text)
    result = run_here(str(good), "--expect", str(claim))
    assert (result.status, result.out) == (2, "")


def test_a_claim_is_compared_as_json(tmp_path: Path) -> None:
    path, claim = tmp_path / "cert.json", tmp_path / "claim.json"
    value = {"n": 1, "type": "least_period", "x": "0"}
    path.write_bytes(canonical(certificate(TENT, value)))
    for other, status in (
        (value, 0),
        ({**value, "n": True}, 1),
        ({**value, "n": "1"}, 1),
        ({**value, "a": None}, 1),
    ):
        claim.write_text(json.dumps({"claim": other, "format": "exactpl-claim/1", "subject": []}))
        assert run_here(str(path), "--expect", str(claim)).status == status


def test_files_that_are_too_large(tmp_path: Path) -> None:
    path = tmp_path / "large.json"
    with path.open("wb") as file:
        file.truncate(64 * 2**20 + 1)
    result = run_here(str(path))
    assert (result.status, result.rule()) == (3, "size")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full")
def test_a_full_disk_is_a_crash(good: Path) -> None:
    with open("/dev/full", "w") as full:
        words = command(str(good))
        assert subprocess.run(words, stdout=full, stderr=subprocess.DEVNULL, check=False).returncode == 70


@pytest.mark.skipif(os.name != "posix", reason="a shell is needed")
def test_closed_streams(good: Path) -> None:
    words = shlex.join(command(str(good)))
    for redirection, status in (("2>&-", 0), (">&-", 70), ("<&-", 0)):
        done = subprocess.run(["sh", "-c", f"{words} {redirection}"], capture_output=True, text=True, check=False)
        assert done.returncode == status
        assert done.stdout.count("\n") == (status == 0)


@pytest.mark.parametrize("error", [MemoryError(), RecursionError(), ZeroDivisionError(), ValueError("x")])
def test_a_crash_is_no_verdict(good: Path, monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    from exactpl_checker.mathematics import counting

    def broken(*_: object) -> int:
        raise error

    monkeypatch.setattr(counting, "pieces", broken)
    result = run_here(str(good))
    assert (result.status, result.out) == (70, "")
    assert type(error).__name__ in result.err


def test_an_interrupt(good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from exactpl_checker.mathematics import counting

    def interrupted(*_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(counting, "pieces", interrupted)
    result = run_here(str(good))
    assert (result.status, result.out) == (130, "")


def obey_interrupts() -> None:
    """Undo what a background shell does: it lets its children ignore SIGINT."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.skipif(os.name != "posix", reason="signals")
def test_ctrl_c(tmp_path: Path) -> None:
    path = tmp_path / "long.json"
    value = {"k": 7_000, "on": None, "type": "piece_count", "value": "1"}
    path.write_bytes(canonical(certificate(CANCELLING, value)))
    pipe = subprocess.PIPE
    with subprocess.Popen(
        command(str(path)), stdout=pipe, stderr=pipe, text=True, preexec_fn=obey_interrupts
    ) as process:
        assert process.stderr is not None
        process.stderr.readline()  # the map is printed back: the work begins
        process.send_signal(signal.SIGINT)
        out, _ = process.communicate(timeout=60)
    assert (process.returncode, out) == (130, "")


@pytest.mark.skipif(sys.platform != "linux", reason="limits of memory")
def test_little_memory_is_no_verdict(tmp_path: Path) -> None:
    path = tmp_path / "long.json"
    value = {"k": 7_000, "on": None, "type": "piece_count", "value": "1"}
    path.write_bytes(canonical(certificate(CANCELLING, value)))
    script = f"ulimit -v 60000; exec {shlex.join(command(str(path)))}"
    done = subprocess.run(["sh", "-c", script], capture_output=True, text=True, check=False, timeout=120)
    assert (done.returncode, done.stdout) == (70, "")
