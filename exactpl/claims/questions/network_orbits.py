"""The question of `find_orbit` where it is about a network."""

from dataclasses import replace

from exactpl.arithmetic.intervals import IntervalLike
from exactpl.claims.deciding import decide
from exactpl.claims.kinds.network_values import NetworkLeastPeriod
from exactpl.claims.kinds.periods import LeastPeriod
from exactpl.claims.subjects import NetworkSubject
from exactpl.errors import InputError
from exactpl.networks.recurrence import as_map, find_cycle
from exactpl.verdicts import Proved, Refuted, Undecided, Verdict


def find_network_orbit(subject: NetworkSubject, n: int, *, on: IntervalLike, tries: int, seed: int) -> Verdict:
    """Answer `find_orbit`: with one input by the map of the network, with several by a search."""
    if subject.network.inputs == subject.network.outputs == 1:
        return _about_network(subject, decide(LeastPeriod(as_map(subject.network), n=n, on=on)))
    if on is not None:
        raise InputError("on= asks on an interval of the line; a network with several inputs is asked without it.")
    return _orbit_of_network(subject, n, tries, seed)


def _about_network(subject: NetworkSubject, found: Verdict) -> Verdict:
    """Turn a verdict on the map of a network into one on the network, where there is such a certificate."""
    if isinstance(found, Proved):
        orbit = found.witness
        own = decide(NetworkLeastPeriod(subject, n=len(orbit), x=orbit[0]))
        assert isinstance(own, Proved)
        return replace(found, certificate=own.certificate, lemmas=own.lemmas, cites=own.cites)
    if isinstance(found, Refuted):
        about = "f is the map of the network, networks.as_map(network), and the certificate is about that map"
        return replace(found, reason=f"{found.reason} ({about})")
    return found


def _orbit_of_network(subject: NetworkSubject, n: int, tries: int, seed: int) -> Verdict:
    cycle = find_cycle(subject.network, n, tries=tries, seed=seed)
    if cycle is None:
        return Undecided(
            f"f has a point of least period {n}",
            f"none was found from {tries} starting points; give more tries=, or another seed=. That there is none is "
            "proved in one dimension only.",
        )
    found = decide(NetworkLeastPeriod(subject, n=n, x=cycle[0]))
    assert isinstance(found, Proved)
    return Proved(
        f"{found.statement}; in more than one dimension nothing follows about other periods",
        witness=cycle,
        certificate=found.certificate,
    )
