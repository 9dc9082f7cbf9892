"""Several certificates in one process: each as if it were alone."""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import signal
import subprocess
from pathlib import Path

import pytest

from tests.checker import make_corpus
from tests.checker.certmaker import CANCELLING, TENT, canonical, certificate
from tests.checker.test_process import obey_interrupts
from tests.checker.test_what_runs import GENUINE
from tests.harness import FOLDER, Result, command, run_here, run_process

MANIFEST = make_corpus.manifest()
ALONE = [name for name, entry in sorted(MANIFEST.items()) if not entry["options"]]

TRUE = certificate(TENT, {"k": 3, "on": None, "type": "piece_count", "value": "8"})
FALSE = certificate(TENT, {"k": 3, "on": None, "type": "piece_count", "value": "9"})
UNKNOWN = {**TRUE, "claim": {"type": "beauty"}}
LONG = certificate(CANCELLING, {"k": 7_000, "on": None, "type": "piece_count", "value": "1"})
OTHERS = [
    certificate(TENT, {"n": 1, "type": "least_period", "x": "2/3"}),
    certificate(TENT, {"k": 5, "type": "value", "x": "1/3", "y": "2/3"}),
    certificate(TENT, {"k": 4, "level": "1/2", "on": None, "type": "crossing_count", "value": "16"}),
]


@pytest.fixture
def paths(tmp_path: Path) -> dict[str, str]:
    """Files by what becomes of them; `missing` is none."""
    found = {"missing": str(tmp_path / "missing.json")}
    for name, data in (("true", canonical(TRUE)), ("false", canonical(FALSE)), ("unknown", canonical(UNKNOWN))):
        found[name] = str(tmp_path / f"{name}.json")
        Path(found[name]).write_bytes(data)
    return found


def one_by_one(paths: list[str], *options: str) -> list[Result]:
    return [run_here(path, *options) for path in paths]


@pytest.mark.parametrize("options", [[], ["--json"]], ids=["lines", "json"])
def test_the_corpus_in_one_process_gives_the_lines_that_it_gives_one_by_one(options: list[str]) -> None:
    files = [str(make_corpus.HERE / name) for name in ALONE]
    alone = one_by_one(files, *options)
    assert {result.status for result in alone} == {0, 1, 3}
    random.Random(len(options)).shuffle(order := list(range(len(files))))
    words = command(*(files[i] for i in order), *options)
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stdout == "".join(alone[i].out for i in order)
    said = "".join(f"certificate {files[i]!a}\n{alone[i].err}" for i in order)
    assert done.stderr == said


@pytest.mark.parametrize(
    ("names", "status"),
    [
        ("true true", 0),
        ("true unknown", 3),
        ("unknown true", 3),
        ("true false true", 1),
        ("false unknown", 1),
        ("unknown false true", 1),
        ("true false false unknown true", 1),
    ],
)
def test_the_status_is_the_worst(paths: dict[str, str], names: str, status: int) -> None:
    given = [paths[name] for name in names.split()]
    for options in ([], ["--json"]):
        result = run_process(*given, *options)
        assert result.status == status
        assert result.out == "".join(each.out for each in one_by_one(given, *options))


def test_options_stand_anywhere(paths: dict[str, str]) -> None:
    result = run_here("--fuel", "0", paths["true"], "--json", paths["unknown"])
    assert (result.status, [json.loads(line)["rule"] for line in result.out.splitlines()]) == (
        3,
        ["fuel", "claim-type"],
    )


@pytest.mark.parametrize("before", [[], ["true"], ["false", "true", "unknown"]])
def test_a_file_that_cannot_be_opened_ends_it(paths: dict[str, str], before: list[str]) -> None:
    given = [paths[name] for name in before]
    result = run_process(*given, paths["missing"], paths["true"])
    assert result.status == 2
    assert result.out == "".join(each.out for each in one_by_one(given))
    assert "cannot read" in result.err
    assert result.err.count("certificate ") == len(before) + 1


@pytest.mark.parametrize("error", [MemoryError(), RecursionError(), ZeroDivisionError()])
def test_a_crash_ends_it(paths: dict[str, str], monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    from exactpl_checker.mathematics import counting

    alone = run_here(paths["false"])
    plain = counting.pieces
    asked: list[int] = []

    def broken(*arguments: object) -> object:
        asked.append(1)
        if len(asked) == 2:
            raise error
        return plain(*arguments)

    monkeypatch.setattr(counting, "pieces", broken)
    result = run_here(paths["false"], paths["true"], paths["true"])
    assert (result.status, result.out, len(asked)) == (70, alone.out, 2)
    assert type(error).__name__ in result.err


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full")
def test_a_full_disk_ends_it(paths: dict[str, str]) -> None:
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            command(paths["true"], paths["missing"]), stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert done.returncode == 70
    assert "missing" not in done.stderr


@pytest.mark.parametrize("options", [["--subject", "f={file}"], ["--expect", "{file}"]], ids=["subject", "expect"])
def test_subject_and_expect_speak_of_one(paths: dict[str, str], options: list[str]) -> None:
    words = [word.replace("{file}", paths["true"]) for word in options]
    result = run_here(paths["true"], paths["true"], *words)
    assert (result.status, result.out) == (2, "")
    assert "--subject and --expect speak of one certificate, 2 are given" in result.err


def test_fuel_is_for_each(tmp_path: Path) -> None:
    files = []
    for number, value in enumerate([TRUE, *OTHERS]):
        files.append(str(tmp_path / f"{number}.json"))
        Path(files[-1]).write_bytes(canonical(value))
    needed = max(map(enough, files))
    # A hundred times as many certificates as one allowance would do.
    result = run_here(*files * 100, "--fuel", str(needed))
    assert (result.status, result.out.count("ACCEPT ")) == (0, 400)
    result = run_here(*files * 3, "--fuel", str(needed - 1))
    assert result.status == 3
    assert result.out == "".join(each.out for each in one_by_one(files * 3, "--fuel", str(needed - 1)))
    assert 0 < result.out.count("DECLINE fuel") < 12


def enough(path: str) -> int:
    """The fuel with which a certificate is accepted, found by allowing what was counted when it stopped."""
    allowed = 0
    while (result := run_here(path, "--fuel", str(allowed))).status == 3:
        allowed = int(re.findall(r"at least (\d+) steps", result.out)[0])
    return allowed


HOSTILE: dict[str, bytes] = {
    "nothing": b"",
    "no JSON": b"\xff\xfe{",
    "deep brackets": b"[" * 100_000 + b"]" * 100_000,
    "a long number": b'{"x":' + b"9" * 1_000_000 + b"}\n",
    "a long hexadecimal number": canonical(
        certificate(TENT, {"n": 1, "type": "least_period", "x": "0x" + "f" * 300_000})
    ),
    "work without end": canonical(certificate(TENT, {"k": 2**31 - 1, "on": None, "type": "piece_count", "value": "1"})),
    "work up to the allowance": canonical(
        certificate(CANCELLING, {"k": 3_000, "on": None, "type": "piece_count", "value": "1"})
    ),
    "many objects": b"[" + b"{}," * 1_000_000 + b"{}]",
    "an unknown type": canonical({**TRUE, "claim": {"type": "../../errors"}}),
    "a type that is a room": canonical({**TRUE, "claim": {"type": "__init__"}}),
    "a map that is none": canonical(certificate("{}", {"k": 3, "on": None, "type": "piece_count", "value": "8"})),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_certificate_does_not_change_the_next(name: str, paths: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "hostile.json").write_bytes(HOSTILE[name])
    given = [str(tmp_path / "hostile.json"), paths["true"], paths["false"]]
    options = ["--fuel", "3000000"]
    result = run_process(*given, *options)
    assert result.status == 1
    assert result.out == "".join(each.out for each in one_by_one(given, *options))
    assert [line.split()[0] for line in result.out.splitlines()][1:] == ["ACCEPT", "REJECT"]


@pytest.mark.skipif(os.name != "posix", reason="signals")
def test_ctrl_c_in_the_middle(paths: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "long.json").write_bytes(canonical(LONG))
    words = command(paths["true"], str(tmp_path / "long.json"), paths["true"])
    pipe = subprocess.PIPE
    with subprocess.Popen(words, stdout=pipe, stderr=pipe, text=True, preexec_fn=obey_interrupts) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        first = process.stdout.readline()  # written before the next one is looked at
        while "long.json" not in process.stderr.readline():
            pass
        process.stderr.readline()  # the map is printed back: the work begins
        process.send_signal(signal.SIGINT)
        out, _ = process.communicate(timeout=60)
    assert (process.returncode, first, out) == (130, run_here(paths["true"]).out, "")


# What runs is what was hashed, when it is loaded late, too.


def test_the_digest_does_not_depend_on_what_is_loaded(paths: dict[str, str]) -> None:
    names = ["accepted/network_period_of_the_tent.json", "accepted/period_three.json", "accepted/absent_odd.json"]
    out = run_process(*(str(make_corpus.HERE / name) for name in names), paths["true"]).out
    assert out.count("ACCEPT ") == out.count(f"checker sha256:{GENUINE}") == 4


@pytest.mark.skipif(os.name != "posix", reason="a pipe by name")
@pytest.mark.parametrize("change", ["written again", "taken away", "a package beside it"])
def test_a_rule_that_is_changed_after_it_was_hashed_is_not_what_runs(change: str, tmp_path: Path) -> None:
    folder, pipe = tmp_path / "checker", tmp_path / "cert.json"
    shutil.copytree(FOLDER, folder, ignore=shutil.ignore_patterns("__pycache__"))
    os.mkfifo(pipe)
    false = canonical(certificate(TENT, {"n": 6, "type": "least_period", "x": "2/3"}))
    words = command(str(pipe), program=folder / "__main__.py")
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        with pipe.open("wb") as file:  # which waits until the checker, all of whose files are read, opens it, too
            rule = folder / "rules" / "least_period.py"
            text = rule.read_text()
            lie = "LeastPeriod.check = lambda self, subject: Verified('2/3 has least period 6', ())\n"
            rule.unlink()
            if change == "written again":
                rule.write_text(text + lie)
            elif change == "a package beside it":
                (folder / "rules" / "least_period").mkdir()
                (folder / "rules" / "least_period" / "__init__.py").write_text(text.replace("..", "...") + lie)
            file.write(false)
        out, err = process.communicate(timeout=60)
    assert process.returncode == 1, err
    assert out.startswith("REJECT period-not-least ")
