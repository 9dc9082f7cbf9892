"""Claims about maps and networks: `exactpl.decide(claim)` gives the verdict and its certificate.

    >>> import exactpl as xp
    >>> xp.decide(xp.claims.PieceCount(xp.zoo.tent(), k=10)).value
    1024
    >>> type(xp.decide(xp.claims.EntropyBounds(xp.zoo.tent(), growth_at_least="1.6"))).__name__
    'Proved'

A value that is left out is asked for; one that is given is proved or refuted.

* How many pieces, laps, crossings, preimages, fixed points has f^k? `PieceCount`, `PieceCountBounds`, `LapCount`,
  `CrossingCount`, `PreimageCount`, `FixedPointCount`; for all k at once `PieceCountSeries`, `LapCountSeries`,
  `FixedPointCountSeries`.
* Where does f^k go, and how steep is it? `Value`, `Image`, `InvariantInterval`, `SlopeRange`.
* Which least periods has f? `LeastPeriod`, `NoLeastPeriod`, `NoOddPeriod`, `AbsentPeriods`, `ForcedPeriods`,
  `PeriodSet`; with all maps near f `RobustPeriod`.
* How fast does f grow, what is its entropy? `EntropyBounds`, `EntropyExact`; with all maps near f `HorseshoeEntropy`,
  `Coverings`.
* Is f chaotic? `LiYorkeChaos` (with all maps near f), `LiYorkeChaosByEntropy`, `NoLiYorkeChaos`.
* What do single orbits do? `EscapingOrbit`, `NearAndFar`.
* What is a network along a line? `SameFunction`, `LargestGap`, `NetworkCounts`, `NetworkRange`, `NetworkSlopeRange`.
* What is it at a point, or iterated? `NetworkValue`, `DifferentValue`, `NetworkLeastPeriod`.

`MapSubject` and `NetworkSubject` are maps and networks with the bytes of their files; `Claim` is the base of claims.

The names of `__init__.pyi` are handed out when they are first used: nothing is imported here.
"""


def __getattr__(name: str) -> object:
    """Load a public name when it is first used (PEP 562); they stand in `__init__.pyi`."""
    from exactpl.public_names import public_name

    return public_name(__name__, name)


def __dir__() -> list[str]:
    """List the public names without loading them."""
    from exactpl.public_names import public_dir

    return public_dir(__name__)
