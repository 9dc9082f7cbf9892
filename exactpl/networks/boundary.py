"""Boundary cases for verifiers: queries whose answer turns on the last bit, with exact witnesses.

`write_boundary_suite` writes them in the layout of the verification competition (VNN-COMP).
"""

import json
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from exactpl import documents
from exactpl.arithmetic.rationals import Exact, rational_text
from exactpl.errors import InputError
from exactpl.networks.formats.onnx_writer import to_onnx
from exactpl.networks.formats.vnnlib import Query, vnnlib_text
from exactpl.networks.layer import Layer
from exactpl.networks.network import Network


@dataclass(frozen=True, slots=True)
class BoundaryCase:
    """A query whose answer turns on the last bit: `witness` is an exact answer, or None for unsat."""

    name: str
    why: str
    network: Network
    query: Query
    witness: tuple[Fraction, ...] | None = None


def _shallow(*units: tuple[Exact, Exact, Exact], constant: Exact = 0) -> Network:
    """Return sum of slope * relu(weight * x + bias) + constant, for (slope, weight, bias)."""
    return Network(
        [
            Layer([[w] for _, w, _ in units], [b for _, _, b in units], "relu"),
            Layer([[slope for slope, _, _ in units]], [constant]),
        ]
    )


def boundary_cases() -> list[BoundaryCase]:
    """Return the cases; all weights are exact in float32, all bounds finite decimals.

    Each sat case has an exact witness, each unsat one is unsat by a margin that floats or tolerances do not see.
    """
    tent = _shallow((2, 1, 0), (-4, 1, "-1/2"))
    tent_6 = Network(tent.layers, repeat=6)
    tiny, near = Fraction(1, 2**24), Fraction(1, 2**20)
    bump = _shallow((1, 1, -1), (-2, 1, -1 - near), (1, 1, -1 - 2 * near))
    far = 2**23
    step = _shallow((1, 1, -far), (-1, 1, -far - 1))
    touching = _shallow((1, 1, "-1/2"), (1, -1, "1/2"))
    zero = Network(
        [
            Layer([[1], [1]], [0, "-1/2"], "relu"),
            Layer([[2, -4], [-2, 4]], None, "relu"),
            Layer([[1, 0], [-1, 0]], [0, 0], "relu"),
            Layer([[1, 1]], [0]),
        ]
    )
    pair = Network([Layer([[1, 0], [0, 1]], [0, 0], "relu"), Layer([[1, -1]], [0])])
    half = Fraction(1, 2)
    unit = [(0, 1)]
    return [
        BoundaryCase("tent_top", "the maximum 1 is attained at one point", tent, Query(unit, [([1], 1)]), (half,)),
        BoundaryCase("tent_above", "the maximum is 1, asked is 1 + 2^-24", tent, Query(unit, [([1], 1 + tiny)])),
        BoundaryCase("tent6_top", "sixty-four pieces, 32 points", tent_6, Query(unit, [([1], 1)]), (Fraction(1, 64),)),
        BoundaryCase("tent6_above", "the maximum is 1, asked is 1 + 2^-24", tent_6, Query(unit, [([1], 1 + tiny)])),
        BoundaryCase(
            "bump", "a bump of width 2^-19 and height 2^-20", bump, Query([(0, 2)], [([1], near)]), (1 + near,)
        ),
        BoundaryCase(
            "bump_above", "its height is 2^-20, asked is 2^-24 more", bump, Query([(0, 2)], [([1], near + tiny)])
        ),
        BoundaryCase("far", "kinks 1 apart near 2^23", step, Query([(far, far + 2)], [([1], 1)]), (Fraction(far + 1),)),
        BoundaryCase("far_above", "the step is 1 high", step, Query([(far, far + 2)], [([1], 1 + near)])),
        BoundaryCase("touching", "|x - 1/2| is 0 at one point", touching, Query(unit, [([-1], 0)]), (half,)),
        BoundaryCase("touching_below", "|x - 1/2| is never negative", touching, Query(unit, [([-1], tiny)])),
        BoundaryCase("cancelled", "units that are 0 everywhere they matter", zero, Query([(-1, 0)], [([1], tiny)])),
        BoundaryCase(
            "corner",
            "x_1 - x_0 = 1 at one corner of the square",
            pair,
            Query([(0, 1), (0, 1)], [([-1], 1)]),
            (Fraction(0), Fraction(1)),
        ),
        BoundaryCase("corner_beyond", "x_1 - x_0 <= 1", pair, Query([(0, 1), (0, 1)], [([-1], 1 + tiny)])),
        BoundaryCase(
            "equality",
            "y = 1/2 exactly, both inequalities",
            tent,
            Query([(0, "1/2")], [([1], half), ([-1], -half)]),
            (Fraction(1, 4),),
        ),
    ]


def write_boundary_suite(folder: str | Path) -> Path:
    """Write the cases: onnx/, vnnlib/, instances.csv (network, query, seconds) and expected.json; return the folder.

    expected.json has for each query "sat" with an exact witness, or "unsat", and what the case is about.
    """
    root = documents.as_path(folder, "folder")
    for part in ("onnx", "vnnlib"):
        try:
            (root / part).mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise InputError(f"a folder to write in is required, found {root}: {error.strerror or error}.") from None
    instances, expected = [], {}
    for case in boundary_cases():
        network, query = f"onnx/{case.name}.onnx", f"vnnlib/{case.name}.vnnlib"
        to_onnx(case.network, root / network)
        documents.write_atomically(root / query, vnnlib_text(case.network, case.query))
        instances.append(f"{network},{query},60\n")
        witness = None if case.witness is None else [rational_text(x) for x in case.witness]
        answer = "unsat" if witness is None else "sat"
        expected[case.name] = {"answer": answer, "witness": witness, "why": case.why}
    documents.write_atomically(root / "instances.csv", "".join(instances))
    documents.write_atomically(root / "expected.json", json.dumps(expected, indent=1, sort_keys=True) + "\n")
    return root
