"""`decide`: a claim becomes a verdict, with a certificate that the independent checker accepts.

Nothing here is believed on its own word: run `check` on the certificate, as the command line does before it prints
PROVED.
"""

from exactpl import work
from exactpl.claims.kinds.base import Claim, MapClaim
from exactpl.maps.pl import require_rational
from exactpl.verdicts import Verdict


@work.bounded
def decide(claim: Claim) -> Verdict:
    """Return the verdict on a claim, with its certificate. A value left out is computed.

    Raises DomainError when the question has no meaning: f leaves the domain, or the interval, when it is iterated.

    >>> from exactpl.claims import PieceCount
    >>> from exactpl.maps.pl import PL
    >>> decide(PieceCount(PL([(0, 0), ("1/2", 1), (1, 0)]), k=10)).value
    1024
    """
    if not isinstance(claim, Claim):
        raise TypeError(f"a claim is required (see exactpl.claims), found {type(claim).__name__}.")
    if isinstance(claim, MapClaim) and not claim.over_fields:
        require_rational(claim.f)
    return claim._decide()
