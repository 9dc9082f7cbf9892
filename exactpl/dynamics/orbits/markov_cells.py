"""The cells between the points of finite critical orbits: f maps each onto a run of cells, or to a point.

The points are those of the orbits of all vertices and finite ends. Cell i lies left of points[i], and right of
points[i - 1]; the first or the last one reaches to infinity, or is missing.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from exactpl.dynamics.orbits.parts import Parts

Run: TypeAlias = tuple[int, int]
"""The numbers of the first and the last cell of a run."""


@dataclass(frozen=True, slots=True)
class MarkovCells:
    """What f does to the points and cells: f(points[i]) = points[images[i]]; cell i is mapped onto runs[i].

    A run is None where f is flat, or there is no such cell; `signs` are those of the slopes.
    """

    points: Sequence[Fraction]
    images: Sequence[int]
    runs: Sequence[Run | None]
    signs: Sequence[int]

    @classmethod
    def of(cls, line: Parts) -> "MarkovCells | None":
        """Return the cells, if the orbits of the vertices and finite ends are soon found to be finite; else None."""
        points = line.finite_points()
        if points is None:
            return None
        last = len(points)
        at = {point: i for i, point in enumerate(points)}
        parts = [bisect_left(line.vertices, point) for point in points]
        images = []
        for point, part in zip(points, parts, strict=True):
            slope, intercept = line.affine[part]
            images.append(at[slope * point + intercept])
        parts.append(len(line.vertices))
        signs = [line.signs[part] for part in parts]
        if line.domain.lower is not None:
            signs[0] = 0
        if line.domain.upper is not None:
            signs[last] = 0
        runs: list[Run | None] = []
        for i, sign in enumerate(signs):
            if not sign:
                runs.append(None)
                continue
            left = images[i - 1] if i else (-1 if sign > 0 else last)
            right = images[i] if i < last else (last if sign > 0 else -1)
            runs.append((min(left, right) + 1, max(left, right)))
        return cls(points, images, runs, signs)
