"""The checker that Coq proves, extracted: natively, in JavaScript, and without a mapping of numbers.

The three say the same of every file, byte by byte. What they accept the Python checker accepts, with the same
statement; what it rejects they never accept.
"""

from __future__ import annotations

import hashlib
import json
import random
import subprocess
from collections import Counter
from pathlib import Path

import pytest

from tests.checker import make_corpus
from tests.proofs.checkers import (
    ALL,
    BUILD,
    COQ,
    NATIVE,
    NODE,
    PURE,
    PYTHON,
    Line,
    apart,
    built,
    lines,
    mutants,
    type_of,
    write_certificates,
)

HERE = Path(__file__).resolve().parents[1] / "checker"
# Not on the list: what needs a field of numbers, series, held maps, slopes of networks.
REACHED = {
    "absent_periods",
    "coverings",
    "crossing_count",
    "different_value",
    "entropy_bounds",
    "fixed_point_count",
    "forced_periods",
    "horseshoe",
    "image",
    "invariant_interval",
    "lap_count",
    "largest_gap",
    "least_period",
    "li_yorke_chaos",
    "near_and_far",
    "network_counts",
    "network_least_period",
    "network_range",
    "network_value",
    "no_least_period",
    "no_li_yorke_chaos",
    "no_odd_period",
    "period_set",
    "piece_count",
    "piece_count_bounds",
    "preimage_count",
    "robust_period",
    "same_function",
    "slope_range",
    "value",
}


@pytest.fixture(scope="module", autouse=True)
def _built() -> None:
    built()


def agreed(paths: list[Path]) -> list[Line]:
    """Check with all three, which must print the same lines."""
    found = {name: lines(checker, paths) for name, checker in ALL.items()}
    for path, *each in zip(paths, *found.values(), strict=True):
        assert len({line.whole for line in each}) == 1, (path, each)
    return found["native"]


def test_arithmetic_is_that_of_coq() -> None:
    """Zarith, BigInt and Coq's own definitions, on all pairs of 54 numbers."""
    native, js, pure = ((BUILD / "test" / f"{name}.txt").read_text() for name in ("native", "js", "pure"))
    assert len(pure.split()) > 50_000
    assert native == pure
    assert js == pure


def test_digests(tmp_path: Path) -> None:
    """SHA-256 of files of all lengths around a block, and of longer ones."""
    rng = random.Random(7)
    paths = []
    for length in (*range(130), 1_000, 65_535, 300_000):
        path = tmp_path / f"{length}.json"
        path.write_bytes(rng.randbytes(length))
        paths.append(path)
    for path, line in zip(paths, agreed(paths), strict=True):
        assert line.whole.endswith(f"cert sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}")


def test_random_certificates(tmp_path: Path) -> None:
    """Accepted with the statement of the Python checker, or declined for slopes as evidence."""
    paths = write_certificates(tmp_path, maps=20, seed=11)
    found = agreed(paths)
    for path, ours, theirs in zip(paths, found, lines(PYTHON, paths), strict=True):
        assert theirs.word == "ACCEPT"
        if ours.word == "DECLINE":
            assert (type_of(path), ours.text) == ("entropy_bounds", "not-proved"), (path, ours)
        else:
            assert apart(ours.whole) == apart(theirs.whole)


def test_mutants(tmp_path: Path) -> None:
    """Another digit: the same verdict in all three; nothing is accepted that the Python checker does not accept."""
    rng = random.Random(13)
    (tmp_path / "good").mkdir()
    paths = []
    for good in write_certificates(tmp_path / "good", maps=12, seed=17):
        for changed in mutants(good, rng, 3):
            path = tmp_path / f"{len(paths):05}.json"
            path.write_bytes(changed)
            paths.append(path)
    words = Counter()
    for path, ours, theirs in zip(paths, agreed(paths), lines(PYTHON, paths), strict=True):
        words[ours.word] += 1
        if ours.word != "DECLINE":
            assert ours.word == theirs.word, (path.read_bytes(), ours, theirs)
        if ours.word == "ACCEPT":
            assert apart(ours.whole) == apart(theirs.whole)
    assert words["REJECT"] > words["ACCEPT"] > 20


def corpus(folder: str) -> list[tuple[Path, list[str]]]:
    """The files of a folder of the corpus, with their options."""
    out = []
    for name in make_corpus.manifest():
        if name.startswith(folder):
            path, *options = make_corpus.arguments(name)
            out.append((Path(path), options))
    return out


def test_the_rejected_corpus() -> None:
    """Nothing is accepted, and no rejection has lost its reason."""
    plain = [path for path, options in corpus("rejected") if not options]
    manifest = make_corpus.manifest()
    same = 0
    for path, line in zip(plain, agreed(plain), strict=True):
        assert line.word != "ACCEPT", path
        same += line.word == "REJECT" and line.text == manifest[f"rejected/{path.name}"]["rule"]
    assert same > 250
    for path, options in corpus("rejected"):
        if options:
            for checker in (NATIVE, PURE):
                done = subprocess.run([*checker, str(path), *options], capture_output=True, text=True, check=False)
                assert done.returncode in (1, 3), (path, done)


def test_the_accepted_corpus() -> None:
    """Nothing is rejected; of the types that the library reaches most are accepted."""
    plain = [path for path, options in corpus("accepted") if not options]
    words: dict[str, Counter[str]] = {}
    for path, line in zip(plain, agreed(plain), strict=True):
        assert line.word != "REJECT", (path, line)
        words.setdefault(type_of(path), Counter())[line.word] += 1
    assert {name for name, counts in words.items() if counts["ACCEPT"]} >= REACHED


def test_the_declined_corpus_ends() -> None:
    """Hostile sizes end in a verdict within some seconds; what is rejected was computed, and is something else."""
    for path, options in corpus("declined"):
        fewer = [option for option in options if option != "--expect"]
        for checker in (NATIVE, NODE) if not options else (NATIVE,):
            done = subprocess.run(
                [*checker, str(path), *fewer], capture_output=True, text=True, check=False, timeout=120
            )
            assert done.returncode in (0, 3) or done.stdout.startswith("REJECT wrong-"), (path, done)


def test_statuses_and_json(tmp_path: Path) -> None:
    """0, 1, 2, 3; the worst of several; the line for programs has the keys of the Python checker's."""
    good = next(path for path, _ in corpus("accepted") if path.name == "value_tent.json")
    bad = next(path for path, _ in corpus("rejected") if path.name.startswith("value"))
    unknown = next(path for path, _ in corpus("declined") if path.name == "unknown_claim_type.json")
    for checker in ALL.values():

        def status(*arguments: object, checker: tuple[str, ...] = checker) -> int:
            return subprocess.run([*checker, *map(str, arguments)], capture_output=True, check=False).returncode

        assert [status(good), status(bad), status(unknown)] == [0, 1, 3]
        assert [status(good, unknown), status(good, unknown, bad)] == [3, 1]
        assert [status(), status("--nonsense"), status(tmp_path / "none.json")] == [2, 2, 2]
        for path in (good, bad, unknown):
            ours, theirs = (
                json.loads(subprocess.run([*each, str(path), "--json"], capture_output=True, check=False).stdout)
                for each in (checker, PYTHON)
            )
            assert ours.keys() == theirs.keys()
            for key in ("verdict", "statement", "cert_sha256", "subject_sha256", "claim", "rule"):
                assert ours[key] == theirs[key], key


def test_the_function_for_pages() -> None:
    """What a page calls, with texts."""
    good = next(path for path, _ in corpus("accepted") if path.name == "value_tent.json")
    script = (
        "const c = require(process.argv[1]); const t = require('fs').readFileSync(process.argv[2], 'utf8');"
        "console.log(JSON.stringify([t, t + ' ', '\\u00e9'].map((text) => c.checkCertificate(text))))"
    )
    done = subprocess.run(["node", "-e", script, str(BUILD / "checker.js"), str(good)], capture_output=True, check=True)
    accepted, trailing, foreign = json.loads(done.stdout)
    assert accepted["verdict"] == "ACCEPT"
    assert accepted["line"].startswith("ACCEPT f^")
    assert accepted["about"].startswith("subject f: domain [0, 1]")
    assert trailing["verdict"] == foreign["verdict"] == "REJECT"


def test_built_again_elsewhere_it_has_the_same_bytes(tmp_path: Path) -> None:
    """The same sources and tools give the same files; others test with those of `make coq` meanwhile."""
    command = ["make", "-C", str(COQ / "extraction"), "native", "js", f"B={tmp_path}"]
    subprocess.run(command, capture_output=True, check=True)
    for name in ("checker.js", "exactpl-check-coq"):
        assert (tmp_path / name).read_bytes() == (BUILD / name).read_bytes(), name
