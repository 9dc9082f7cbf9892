"""From the maps and networks of the oracles to those of exactpl, and back. Nothing else joins the two."""

import json
from typing import Any

from exactpl.maps.pl import PL
from exactpl.networks.files import network_of_text
from exactpl.networks.network import Network
from tests.oracles.maps import Map, make


def pl(m: Map) -> PL:
    """Return the exactpl map of an oracle map."""
    return PL(m.knots, left_slope=m.left, right_slope=m.right)


def oracle(f: PL) -> Map:
    """Return the oracle map of an exactpl map."""
    return make(list(f.knots), f.left_slope, f.right_slope)


def network_of(tree: dict[str, Any]) -> Network:
    """Return the network that a JSON tree describes."""
    return network_of_text(json.dumps(tree))
