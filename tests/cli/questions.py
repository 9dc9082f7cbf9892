"""Questions of all commands whose answers are asked for with --json, the files that they read, and errors."""

import contextlib
import io
import json
import os
from pathlib import Path

import exactpl as xp
from exactpl import survey
from exactpl.cli.application import run

N = xp.networks
EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
GOLDEN = str(EXAMPLES / "golden_tent.json")
LINE = "--start 0,0 --direction 1,0"

COMMANDS: dict[str, list[str]] = {
    "show": ["tent", "net.json", "plane.json", "1/2", "x", GOLDEN, "net.npz --layers 0:relu,1"],
    "count": [
        "tent -k 5",
        "tent -k 5 --laps",
        "tent -k 5 --crossings 1/3",
        "tent -k 5 --fixed",
        "tent -k 5 --no-check",
        "tent -k 5 --on 0 1 -o kept.json",
        "tent",
        "tent --laps",
        "tent --fixed",
        "tent:slope=3/2",
        "tent:slope=3/2 --laps",
        f"{GOLDEN} -k 5",
    ],
    "period": [
        "tent 3",
        "tent 2",
        "golden 3",
        "tent:slope=3/2 3",
        f"{GOLDEN} 3",
        f"{GOLDEN} 5",
        "x 2",
        "x+1 1",
        "x+1 1 --on 0 oo",
    ],
    "periods": [
        "tent --upto 2",
        "tent --upto 1 --on 0 1",
        "tent:slope=17/12 --upto 3",
        "x+1 --upto 2",
        "stefan:5 --upto 5",
        f"{GOLDEN} --upto 2",
    ],
    "entropy": [
        "tent",
        "tent --on 0 1",
        "stefan:5",
        "tent:slope=3/2 --tables --width 1/10",
        "0:0,1:1",
        "x-1",
        GOLDEN,
    ],
    "chaos": ["tent", "x+1", "0:0,1:1", "doubled_tent", "x --on 0 1"],
    "segments": [
        "net.json",
        "net.json --on 0 1",
        f"plane.json {LINE}",
        f"plane.json {LINE} --component 1",
    ],
    "same": [
        "net.json tent",
        "tent net.json",
        "net.json tent:slope=3/2",
        "net.json 2*x",
        f"plane.json plane2.json {LINE}",
        f"plane.json plane2.json {LINE} --on 0 1",
    ],
    "check": [
        "c.json",
        "same.json",
        "chaos.json",
        "false.json",
        "c.json --fuel 0",
        "c.json --expect e.json",
        "empty.json",
        "net.json",
        "large.json",
    ],
    "export": ["c.json --coq c.v"],
    "crosscheck": [
        "tent -k 3 --points 9",
        "tent -k 6 --points 9 --format float32",
        "tent -k 3 --points 9 --on 0 1",
        "tent --period 3",
        "net.json --on 0 1 --points 9",
        f"plane.json {LINE} --on 0 1 --points 9",
        "scrambling --period 30",
    ],
    "survey": ["tents.jsonl"],
    "survey list": [""],
    "plot": ["tent -o tent.svg", "tents.jsonl -o rates.svg"],
    "zoo": ["", "tent", "stefan"],
    "doctor": [""],
}
"""For each command what stands behind it; a comma in a list of knots, or of layers, is a blank."""

ERRORS = [
    (("count", "tent", "-k", "x"), 2, "input"),
    (("count", "tent", "-k"), 2, "input"),
    (("juggle",), 2, "input"),
    (("show", "missing.json"), 2, "input"),
    (("count", "tent:slope=3", "-k", "3"), 2, "input"),
    (("count", "tent", "-k", "1000000000"), 3, "budget"),
    (("check", "missing.json"), 2, "input"),
    (("export", "missing.json", "--coq", "c.v"), 2, "input"),
    (("survey", "random_tent", "--draws", "x"), 2, "input"),
]

UNCHECKED = ("count", "period", "periods", "entropy", "chaos", "segments", "same")
CHECKED = {"tent -k 5", "net.json tent:slope=3/2"}  # a process each


def write_files(folder: Path) -> None:
    """Write the files that the questions read."""
    net = N.dense([[[1], [1]], [[2, -4]]], [[0, "-1/2"], [0]])
    N.save_network(net, folder / "net.json")
    N.to_npz(net, folder / "net.npz")
    for name, sign in (("plane.json", -1), ("plane2.json", 1)):
        N.save_network(N.Network([N.Layer([[1, 1], [1, sign]], None, "relu")]), folder / name)
    tent = xp.zoo.tent()
    chaos = xp.chaos(tent).li_yorke
    for name, verdict in (("c", xp.find_orbit(tent, 3)), ("same", xp.same_function(net, tent)), ("chaos", chaos)):
        assert isinstance(verdict, xp.Proved)
        assert verdict.certificate is not None
        verdict.certificate.save(folder / f"{name}.json")
    (folder / "false.json").write_text((folder / "c.json").read_text().replace('"2/9"', '"1/9"'))
    (folder / "empty.json").write_text("")
    (folder / "large.json").touch()
    os.truncate(folder / "large.json", (1 << 26) + 1)
    claim = {"n": 3, "type": "least_period", "x": "4/9"}
    (folder / "e.json").write_text(json.dumps({"claim": claim, "format": "exactpl-claim/1", "subject": []}))
    survey.run(
        survey.family("random_tent"), ["period:3", "pieces:4"], draws=4, output=folder / "tents.jsonl", workers=1
    )


def said(command: str, given: str, *more: str) -> tuple[int, str, str]:
    """Ask one question; return the exit status and what standard output and standard error got."""
    arguments = [each.replace(",", " ") if ":" in each else each for each in given.split()]
    unchecked = ["--no-check"] if command in UNCHECKED and given not in CHECKED and "--no-check" not in given else []
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        status = run([*command.split(), *arguments, *unchecked, *more])
    return status, out.getvalue(), err.getvalue()
