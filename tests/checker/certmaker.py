"""Certificates for the tests, written by hand so to speak: plain dictionaries to canonical bytes.

Uses neither the checker nor the code that makes certificates.
"""

from __future__ import annotations

import hashlib
import json
from fractions import Fraction
from typing import Any

CITES = {  # in the second edition
    "absent_periods": ["BGMY80", "MS80"],
    "absent_periods_over_field": ["BGMY80", "MS80"],
    "entropy_bounds": ["MS80"],
    "entropy_bounds_over_field": ["MS80"],
    "entropy_exact": ["MS80"],
    "li_yorke_chaos_by_entropy": ["BGKM02", "MS80"],
    "li_yorke_chaos_by_entropy_over_field": ["BGKM02", "MS80"],
}


def canonical(value: Any) -> bytes:
    """The canonical bytes of a value."""
    return (json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True) + "\n").encode("ascii")


def map_text(knots: list[tuple[str, str]], left: str | None = None, right: str | None = None) -> str:
    """A canonical map file, when the knots are."""
    value = {
        "format": "exactpl-map/1",
        "knots": [list(k) for k in knots],
        "left_slope": left,
        "right_slope": right,
    }
    return canonical(value).decode("ascii")


def certificate(
    text: str,
    claim: dict[str, Any],
    witness: dict[str, Any] | None = None,
    *,
    embed: bool = True,
    **changes: Any,
) -> dict[str, Any]:
    """The object of a certificate; `changes` replace its top-level entries."""
    subject = {
        "kind": "exactpl-map/1",
        "role": "f",
        "sha256": hashlib.sha256(text.encode("ascii")).hexdigest(),
        "text": text if embed else None,
    }
    value = {
        "cites": CITES.get(claim.get("type", ""), []),
        "claim": claim,
        "format": "exactpl-cert/1",
        "subject": [subject],
        "witness": witness or {},
    }
    return {**value, **changes}


def network_text(*layers: dict[str, Any], **more: Any) -> str:
    """A network file."""
    return canonical({"format": "exactpl-network/1", "layers": list(layers), **more}).decode("ascii")


def about(text: str, claim: dict[str, Any], witness: dict[str, Any] | None = None, **changes: Any) -> dict[str, Any]:
    """The object of a certificate about a network f, and with g=TEXT about a network or a map g as well."""
    texts = {"f": text, **({"g": changes.pop("g")} if "g" in changes else {})}
    embed = changes.pop("embed", True)
    subject = [
        {
            "kind": "exactpl-network/1" if role == "f" or "exactpl-network" in given else "exactpl-map/1",
            "role": role,
            "sha256": hashlib.sha256(given.encode("ascii")).hexdigest(),
            "text": given if embed else None,
        }
        for role, given in texts.items()
    ]
    return {**certificate(text, claim, witness), "subject": subject, **changes}


TENT = map_text([("0", "0"), ("1/2", "1"), ("1", "0")])
GOLDEN = map_text([("0", "1/2"), ("1/2", "1"), ("1", "0")])
TRAPEZOID = map_text([("0", "0"), ("1/3", "1"), ("2/3", "1"), ("1", "0")])
CANCELLING = map_text([("0", "1"), ("1/8", "7/8"), ("3/8", "0"), ("1", "5/8")])
FLIP = map_text([("0", "1"), ("1", "0")])
RELU = map_text([("0", "0")], "0", "1")
IDENTITY = map_text([("0", "0")], "1", "1")
NEGATION = map_text([("0", "0")], "-1", "-1")
ABSOLUTE = map_text([("0", "0")], "-1", "1")
ONE_MINUS = map_text([("0", "1")], "-1", "-1")
SHIFT = map_text([("0", "1")], "1", "1")
# An involution with one kink: 2, 1, 2, 1, ... pieces.
INVOLUTION = map_text([("0", "1"), ("1/3", "1/3"), ("1", "0")])
# Slopes 2 and 1; all that [0, 1/3] reaches later is turned round with slope 1.
LATER = map_text([("0", "1/3"), ("1/3", "1"), ("1", "1/3")])
# On [0, 1] twice the identity, with the fixed point 1/2 and 3/4 between them on another slope.
STAIRS = map_text([("0", "0"), ("1/4", "1/4"), ("1/2", "1/2"), ("5/8", "1"), ("3/4", "3/4"), ("1", "1")])


def late(exponent: int) -> str:
    """A map of the line whose breakpoint -10 is no kink of f^n for n = exponent + 1 only.

    f(-10) = 0, where the ratio of the two slopes is 1001/1000; at -10 it is (1000/1001)^exponent.  The
    other knots make all orbits finite.
    """
    top = Fraction(1001, 1000)
    knots = [("-10", "0"), (str(top**exponent - 10), "1"), ("-5", "-5"), ("0", "0"), ("1", str(top)), (str(top), "-1")]
    return map_text(knots, "1", "0")
