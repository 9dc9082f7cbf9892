"""image: the interval onto which f^k maps J."""

from __future__ import annotations

from dataclasses import dataclass

from ..arithmetic.intervals import Interval
from ..claims.base import Claim, Verified
from ..claims.counts import image_fuel
from ..errors import Reject, Rule
from ..mathematics.plmap import ends_of, restricted_self_map, show
from ..reading import fields
from ..reading.fields import Fields
from ..reading.mapfile import MapFile


@dataclass(frozen=True)
class Image(Claim):
    """f maps J into itself, and f^k(J) is the interval, perhaps one point."""

    type = "image"
    claim_keys = frozenset({"interval", "k", "on", "type"})

    k: int
    on: Interval | None
    interval: Interval

    @classmethod
    def read(cls, claim: Fields, _witness: Fields, /) -> Image:
        """Read k >= 0 and the two intervals."""
        return cls(
            fields.small(claim, "k", 0),
            fields.optional_interval(claim, "on"),
            fields.interval(claim, "interval", point_allowed=True),
        )

    def fuel(self, subject: MapFile) -> int:
        """Return the cost of k images."""
        return image_fuel(subject, self.on, self.k)

    def check(self, subject: MapFile) -> Verified:
        """Compute the image (theorem 0.1)."""
        on = subject.interval(self.on)
        image = restricted_self_map(subject, on).image_of_iterate(self.k)
        if image != ends_of(self.interval):
            raise Reject(
                Rule.WRONG_IMAGE,
                f"an image from {show(image[0])} to {show(image[1])}",
                self.interval.shown(),
            )
        return Verified(f"f^{self.k} maps {on} onto {self.interval}", ("T0.1",))
