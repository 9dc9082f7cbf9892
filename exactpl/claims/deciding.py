"""`decide`: a claim becomes a verdict, with a certificate that the independent checker accepts.

Nothing here is believed on its own word: run `check` on the certificate, as the command line does before it prints
PROVED.
"""

from collections.abc import Callable
from typing import Any

from exactpl import work
from exactpl.claims.deciders import counting, coverings, forcing, growth, networks, orbits
from exactpl.claims.types import Claim
from exactpl.claims.types.base import BaseClaim
from exactpl.maps.pl import require_rational
from exactpl.verdicts import Verdict

_DECIDERS: dict[type, Callable[[Any], Verdict]] = {
    **counting.DECIDERS,
    **coverings.DECIDERS,
    **forcing.DECIDERS,
    **growth.DECIDERS,
    **networks.DECIDERS,
    **orbits.DECIDERS,
}


@work.bounded
def decide(claim: Claim) -> Verdict:
    """Return the verdict on a claim, with its certificate. A value left out is computed.

    Raises DomainError when the question has no meaning: f leaves the domain, or the interval, when it is iterated.

    >>> from exactpl.claims import PieceCount
    >>> from exactpl.maps.pl import PL
    >>> decide(PieceCount(PL([(0, 0), ("1/2", 1), (1, 0)]), k=10)).value
    1024
    """
    decider = _DECIDERS.get(type(claim))
    if decider is None:
        raise TypeError(f"a claim is required (see exactpl.claims), found {type(claim).__name__}.")
    if isinstance(claim, BaseClaim) and not claim.over_fields:
        require_rational(claim.f)
    return decider(claim)
