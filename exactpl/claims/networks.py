"""`same_function` and `find_orbit` of networks: one function or two, and points of a least period in any dimension."""

from exactpl import work
from exactpl.claims import orbits
from exactpl.claims.deciding import decide
from exactpl.claims.subjects import NetworkSubject
from exactpl.claims.types.base import Range
from exactpl.claims.types.networks import GivenFunction, GivenNetwork, NetworkLeastPeriod, SameFunction
from exactpl.networks.along_lines import Point
from exactpl.networks.recurrence import find_cycle, state_map
from exactpl.verdicts import Proved, Undecided, Verdict


@work.bounded
def same_function(
    f: GivenNetwork,
    g: GivenFunction,
    on: Range = None,
    *,
    start: Point | None = None,
    direction: Point | None = None,
) -> Verdict:
    """Decide whether f and g are the same function on `on`, for several inputs along start + t * direction.

    f is a network, g a network or a PL map. `on` None is the whole line (the domain of a map). Proved and Refuted carry
    certificates; Refuted has the witness (t, gap): where the largest gap is attained and how large it is, or, where the
    gap grows without bound, one point and the difference there. Cost: that of `segments` for both.

    >>> from exactpl.networks import from_numpy
    >>> f, g = from_numpy([[[1], [-1]], [[1, 1]]]), from_numpy([[[1]]], last="abs")
    >>> same_function(f, g).statement
    'f and g are the same function on (-oo, oo)'
    """
    return decide(SameFunction(f, g, on=on, start=start, direction=direction))


@work.bounded
def find_orbit(network: GivenNetwork, *, period: int, tries: int = 100, seed: int = 0) -> Verdict:
    """Search a point of least period `period` of a network with as many outputs as inputs, iterated.

    One input: the function on the line is decided by `exactpl.find_orbit`, with proofs of absence. Several inputs:
    Proved has the exact cycle as witness; Undecided says that none was found. That there is none, and that period 3
    forces all others, is known in one dimension only, so nothing of the kind is said. Cost: see `find_cycle`.

    >>> from exactpl.networks import recurrent
    >>> find_orbit(recurrent([[0, -2], [1, 0]], [1, 0]), period=4).statement
    '(0, 0) has least period 4 under f; in more than one dimension nothing follows about other periods'
    """
    subject = NetworkSubject.of(network)
    if subject.network.inputs == subject.network.outputs == 1:
        return orbits.find_orbit(state_map(subject.network), period=period)
    cycle = find_cycle(subject.network, period, tries=tries, seed=seed)
    if cycle is None:
        return Undecided(
            f"f has a point of least period {period}",
            f"none was found from {tries} starting points; give more tries=, or another seed=. That there is none is "
            "proved in one dimension only.",
        )
    found = decide(NetworkLeastPeriod(subject, n=period, x=cycle[0]))
    assert isinstance(found, Proved)
    return Proved(
        f"{found.statement}; in more than one dimension nothing follows about other periods",
        witness=cycle,
        certificate=found.certificate,
    )
