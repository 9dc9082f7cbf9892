"""Questions asked in a process of their own, with little memory, little processor time and a small budget.

What does not keep its budget is killed there and fails one test instead of stopping all of them. A question is the text
of an expression over the names of `NAMES`. One process is kept; it forks for each question, as importing takes longer
than most of them.
"""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SECONDS = 6
BYTES = 2 << 30

NAMES = """
import random
from fractions import Fraction
import exactpl as xp
from exactpl import claims, networks, zoo
from exactpl.networks import Layer, Network

TENT, SKEW = xp.zoo.tent(), xp.zoo.skew_tent("1/3")
TWO_FOLDS = xp.PL([(0, "1/10"), ("1/3", "9/10"), ("2/3", "1/7"), (1, "4/5")])
IDENTITY, HALF, FLIP = xp.PL([(0, 0), (1, 1)]), xp.PL([(0, 0), (1, "1/2")]), xp.PL([(0, 1), (1, 0)])
CONSTANT = xp.PL([(0, "1/2"), (1, "1/2")])
DOUBLE = xp.PL([(0, 0)], left_slope=2, right_slope=2)
CLIFF = xp.PL([(0, "1e-300"), ("1e-200", 1), (1, "1e-250")])  # slopes of 2,000 bits together
LOW = xp.PL([(0, 0), ("1/2", "5001/10000"), (1, "1/1000000")])  # grows by 1.0002 at most
TENT_NETWORK = Network([Layer([[1], [1]], [0, "-1/2"], "relu"), Layer([[2, -4]])])


def steep():
    # 2,000 knots of 24 bits: slopes of some thousands
    rng, one = random.Random(1), 1 << 24
    xs = [0, *sorted(rng.sample(range(1, one), 2_000)), one]
    return xp.PL([(Fraction(x, one), Fraction(rng.randrange(one + 1), one)) for x in xs])


def on_a_grid():
    rng = random.Random(1)
    return xp.PL([(i, rng.randint(0, 2_000)) for i in range(2_001)])


def tiny():
    e = Fraction(1, 10**300)
    knots = [(0, 0), (e, 1), ("1/3", e), (Fraction(1, 3) + e, 1 - e), ("1/2", "1/7"), (1 - e, 1), (1, e)]
    return xp.PL(knots)


def tent_over_a_field():
    return xp.PL([(0, 0), ("1/2", xp.Algebraic([-2, 0, 1], 1, 2) / 2), (1, 0)])


def long_tent(bits):
    return xp.zoo.skew_tent(Fraction((1 << (bits - 1)) + 1, 1 << bits))


def relu(repeat):
    return Network([Layer([[1]], [0], "relu")], repeat=repeat)


def contraction(repeat):
    return Network([Layer([["1/3"]], ["1/7"], "relu")], repeat=repeat)


def long_zigzag(bits, folds=2, seed=1):
    rng = random.Random(seed)

    def rational(low, high):
        q = rng.randrange(1 << (bits - 1), 1 << bits)
        return Fraction(rng.randrange(low * q // 8, high * q // 8), q)

    xs = [Fraction(0), *sorted(rational(1, 7) for _ in range(folds)), Fraction(1)]
    return xp.PL([(x, rational(0, 2) if i % 2 == 0 else rational(6, 8)) for i, x in enumerate(xs)])
"""

SERVER = """
import json, os, resource, sys

SECONDS, BYTES = int(sys.argv[1]), int(sys.argv[2])


def limited(question):
    resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        with xp.budget(seconds=1, most_bytes=BYTES // 2):
            value = eval(question)
        said = getattr(value, "reason", None) or getattr(value, "statement", None)
        return type(value).__name__, shown(value) if said is None else said
    except MemoryError:
        return "MemoryError", ""
    except Exception as error:
        return type(error).__name__, str(error)


def shown(value):
    try:
        return repr(value)
    except ValueError:  # more than 4,300 digits
        return "a long number"


for line in sys.stdin:
    child = os.fork()
    if not child:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        print(json.dumps(limited(json.loads(line))), flush=True)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    if status:
        print(json.dumps(["killed", f"status {status}"]), flush=True)
"""


@dataclass(frozen=True)
class Answer:
    """The type of the value, or of the error, and its repr, message, reason or statement."""

    kind: str
    text: str


class Guarded:
    """The process that answers."""

    def __init__(self) -> None:
        command = [sys.executable, "-c", NAMES + SERVER, str(SECONDS), str(BYTES)]
        folder = Path(__file__).resolve().parents[1]
        self._process: subprocess.Popen[str] = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=folder
        )

    def __call__(self, question: str) -> Answer:
        """Return what came of a question; the kind is "killed" where the time or the memory ran out."""
        process: Any = self._process
        process.stdin.write(json.dumps(question) + "\n")
        process.stdin.flush()
        return Answer(*json.loads(process.stdout.readline()))

    def close(self) -> None:
        """End the process."""
        process: Any = self._process
        process.stdin.close()
        process.stdout.close()
        process.wait()
