"""The thin line: a map, a claim, a certificate, a check by the separate program."""

import exactpl as xp


def test_a_count_and_a_period_are_proved_and_accepted() -> None:
    f = xp.zoo.scrambling()
    count = xp.decide(xp.claims.PieceCount(f, k=1000))
    orbit = xp.find_orbit(f, 3)
    for verdict in (count, orbit):
        assert isinstance(verdict, xp.Proved)
        assert verdict.certificate is not None
        assert xp.check(verdict.certificate).verdict == "accept"
