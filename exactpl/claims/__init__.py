"""Floor 4: claims about maps, decided with certificates, and checked by a separate program."""

from exactpl.claims.claim_types import Claim as Claim
from exactpl.claims.claim_types import InvariantInterval as InvariantInterval
from exactpl.claims.claim_types import LapCount as LapCount
from exactpl.claims.claim_types import LeastPeriod as LeastPeriod
from exactpl.claims.claim_types import LiYorkeChaos as LiYorkeChaos
from exactpl.claims.claim_types import NoLeastPeriod as NoLeastPeriod
from exactpl.claims.claim_types import NoOddPeriod as NoOddPeriod
from exactpl.claims.claim_types import PieceCount as PieceCount
from exactpl.claims.claim_types import Value as Value
from exactpl.claims.subjects import Subject as Subject
