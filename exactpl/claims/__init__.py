"""Floor 4: claims about maps, decided with certificates, and checked by a separate program."""

from exactpl.claims.subjects import Subject as Subject
from exactpl.claims.types import Claim as Claim
from exactpl.claims.types import CrossingCount as CrossingCount
from exactpl.claims.types import FixedPointCount as FixedPointCount
from exactpl.claims.types import Image as Image
from exactpl.claims.types import InvariantInterval as InvariantInterval
from exactpl.claims.types import LapCount as LapCount
from exactpl.claims.types import LeastPeriod as LeastPeriod
from exactpl.claims.types import LiYorkeChaos as LiYorkeChaos
from exactpl.claims.types import NoLeastPeriod as NoLeastPeriod
from exactpl.claims.types import NoOddPeriod as NoOddPeriod
from exactpl.claims.types import PieceCount as PieceCount
from exactpl.claims.types import PieceCountBounds as PieceCountBounds
from exactpl.claims.types import PieceCountSeries as PieceCountSeries
from exactpl.claims.types import PreimageCount as PreimageCount
from exactpl.claims.types import SlopeRange as SlopeRange
from exactpl.claims.types import Value as Value
