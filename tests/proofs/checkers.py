"""The checkers that Coq's extraction makes, built once, and certificates to try them on."""

from __future__ import annotations

import hashlib
import json
import random
import re
import shutil
import subprocess
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

import pytest

import exactpl as xp

ROOT = Path(__file__).resolve().parents[2]
COQ = ROOT / "proofs" / "coq"
BUILD = COQ / "build"
NATIVE = (str(BUILD / "exactpl-check-coq"),)
PURE = (str(BUILD / "pure" / "exactpl-check-coq"),)
NODE = ("node", str(BUILD / "checker.js"))
ALL = {"native": NATIVE, "node": NODE, "pure": PURE}
PYTHON = ("python3", "-I", "-S", str(ROOT / "exactpl" / "checker" / "__main__.py"))
NEEDED = {"coqc": "coq", "ocamlfind": "ocamlfind, for coq", "js_of_ocaml": "js_of_ocaml, for node", "node": "node"}


def built() -> None:
    """Skip where a tool is missing, or `make coq` has not built the three and the comparison of arithmetic."""
    for tool, part in NEEDED.items():
        if shutil.which(tool) is None:
            pytest.skip(f"no {tool}: {part} is not installed")
    if not all(Path(path).exists() for path in (*NATIVE, *PURE, NODE[1])):
        pytest.skip("needs coq, and the checkers outside it: make coq")


class Line(NamedTuple):
    """What a checker prints: the word, and what it says (a statement, or the rule)."""

    word: str
    text: str
    whole: str


def lines(checker: Sequence[str], paths: Sequence[Path], *options: str) -> list[Line]:
    """Check many certificates; one line for each."""
    out: list[Line] = []
    for start in range(0, len(paths), 500):
        part = paths[start : start + 500]
        done = subprocess.run([*checker, *map(str, part), *options], capture_output=True, text=True, check=False)
        found = done.stdout.splitlines()
        assert len(found) == len(part), (done.returncode, done.stderr[-2000:])
        for line in found:
            assert line.isascii()
            word, _, rest = line.partition(" ")
            assert word in ("ACCEPT", "REJECT", "DECLINE"), line
            out.append(Line(word, rest.split(" | ")[0], line))
    return out


def apart(line: str) -> str:
    """A line without what differs between checkers: their digest, and what they rest on."""
    return re.sub(r" \| checker sha256:.*", "", line)


def random_map(rng: random.Random) -> xp.PL:
    """A map of [0, 1] into itself with few knots: flats, redundant knots and kinks that cancel are frequent."""
    size = rng.choice([2, 3, 4, 6, 8])
    grid = [Fraction(i, size) for i in range(size + 1)]
    inner = sorted(rng.sample(grid[1:-1], min(len(grid) - 2, rng.randint(1, 4))))
    return xp.PL([(x, rng.choice(grid)) for x in [Fraction(0), *inner, Fraction(1)]])


def random_claims(f: xp.PL, rng: random.Random) -> list[object]:
    """Claims about a map, of each type that the library reaches."""
    claims, x = xp.claims, Fraction(rng.randint(0, 12), 12)
    k, n = rng.randint(0, 9), rng.randint(1, 6)
    return [
        claims.PieceCount(f, k=k),
        claims.LapCount(f, k=k),
        claims.CrossingCount(f, k=k, level=Fraction(rng.randint(0, 8), 8)),
        claims.PreimageCount(f, k=k, level=Fraction(rng.randint(0, 8), 8)),
        claims.SlopeRange(f, k=k),
        claims.Image(f, k=k),
        claims.InvariantInterval(f, interval=(0, 1)),
        claims.FixedPointCount(f, n=n),
        claims.Value(f, k=k, x=x),
        claims.NoLeastPeriod(f, n=n),
        claims.NoOddPeriod(f),
        claims.LiYorkeChaos(f),
        claims.RobustPeriod(f, n=n),
        claims.EntropyBounds(f),
        claims.NoLiYorkeChaos(f),
    ]


def write_certificates(folder: Path, maps: int, seed: int) -> list[Path]:
    """Certificates that exactpl makes for random maps."""
    rng = random.Random(seed)
    found: list[Path] = []
    for _ in range(maps):
        f = random_map(rng)
        for claim in random_claims(f, rng):
            try:
                verdict = xp.decide(claim)  # type: ignore[arg-type]
            except xp.ExactPLError:
                continue
            certificate = getattr(verdict, "certificate", None)
            if certificate is not None:
                path = folder / f"{len(found):04}.json"
                certificate.save(path)
                found.append(path)
    return found


def type_of(path: Path) -> str:
    """The type of a certificate's claim."""
    return str(json.loads(path.read_bytes())["claim"]["type"])


def mutants(path: Path, rng: random.Random, count: int) -> list[bytes]:
    """Copies of a certificate with another digit in the claim, in the witness, or in the map (and its digest)."""
    value = json.loads(path.read_bytes())
    out: list[bytes] = []
    for _ in range(count):
        changed = json.loads(json.dumps(value))
        if rng.random() < 0.3:
            subject = changed["subject"][0]
            subject["text"] = other_digit(subject["text"], rng)
            subject["sha256"] = hashlib.sha256(subject["text"].encode("ascii")).hexdigest()
        else:
            part = "witness" if changed["witness"] and rng.random() < 0.5 else "claim"
            changed[part] = json.loads(other_digit(json.dumps(changed[part]), rng))
        out.append((json.dumps(changed, sort_keys=True, separators=(",", ":")) + "\n").encode("ascii"))
    return out


def other_digit(text: str, rng: random.Random) -> str:
    """Replace one digit by another, so that no number begins with 0."""
    places = [i for i, c in enumerate(text) if c.isdigit()]
    while places:
        i = rng.choice(places)
        changed = text[:i] + rng.choice([d for d in "0123456789" if d != text[i]]) + text[i + 1 :]
        if re.search(r"(?<![0-9a-fx])0[0-9]", changed) is None:
            return changed
    return text
