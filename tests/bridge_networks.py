"""Between the network trees of the oracle and the networks of the package."""

import json
from typing import Any

from exactpl.networks.files import network_of_text
from exactpl.networks.network import Network


def network_of(tree: dict[str, Any]) -> Network:
    """Return the network that a JSON tree describes."""
    return network_of_text(json.dumps(tree))
