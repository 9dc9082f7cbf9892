"""Make the certificates of the gallery again: `python proofs/gallery/make.py [ENTRY]`, all entries when left out."""

import sys
from pathlib import Path

import exactpl as xp
from exactpl.claims import Claim

HERE = Path(__file__).resolve().parent
SCRAMBLING = xp.MapSubject.load(HERE.parent.parent / "examples" / "scrambling.json")
GOLDEN = xp.MapSubject.of(xp.zoo.golden())
J = xp.Interval("-199959799/10000000000000", "1003969799/1000000000")
TENT_7_5 = xp.MapSubject.of(xp.zoo.tent("7/5"))
DOUBLED = xp.MapSubject.of(xp.zoo.doubled_tent())
GOLDEN_TENT = xp.MapSubject.load(HERE.parent.parent / "examples" / "golden_tent.json")
SEED = 20221011  # of the surveys
HE = xp.survey.family("notebook", width=2)
LOW = xp.survey.family("low_variance", width=64)
FIGURE = xp.near_and_far(SCRAMBLING.f, "0.175421", "0.1754211", upto=150, near="1/1000", far="1/2")


def drawn(family: xp.survey.Family, number: int) -> xp.MapSubject:
    """Return the function of a network that the surveys drew."""
    network = family.draw(SEED, number)
    assert not isinstance(network, xp.PL)
    return xp.MapSubject.of(xp.networks.as_map(network))


ENTRIES: dict[str, dict[str, Claim]] = {
    "scrambling-period-3": {
        "period3.json": xp.claims.LeastPeriod(SCRAMBLING, n=3),
        "invariant.json": xp.claims.InvariantInterval(SCRAMBLING, interval=J),
        "chaos.json": xp.claims.LiYorkeChaos(SCRAMBLING, interval=J),
    },
    "scrambling-1000-pieces": {
        "pieces.json": xp.claims.PieceCount(SCRAMBLING, k=1000),
    },
    "scrambling-figure": {
        "figure.json": xp.claims.NearAndFar(
            SCRAMBLING,
            x=FIGURE.x,
            y=FIGURE.y,
            near=FIGURE.near,
            near_times=FIGURE.near_times,
            far=FIGURE.far,
            far_times=FIGURE.far_times,
        ),
    },
    "even-periods": {
        "tent-7-5-no-odd-period.json": xp.claims.AbsentPeriods(TENT_7_5),
        "tent-7-5-periods.json": xp.claims.PeriodSet(TENT_7_5, n=6),
        "doubled-tent-entropy.json": xp.claims.EntropyExact(DOUBLED),
        "doubled-tent-periods.json": xp.claims.PeriodSet(DOUBLED, n=6),
    },
    "golden-tent-period-3": {
        "period3.json": xp.claims.LeastPeriod(GOLDEN_TENT, n=3),
    },
    "scrambling-surveys": {
        "he-draw-2520-period-3.json": xp.claims.LeastPeriod(drawn(HE, 2520), n=3),
        "he-draw-5-no-period-3.json": xp.claims.NoLeastPeriod(drawn(HE, 5), n=3),
        "low-variance-draw-0-contraction.json": xp.claims.SlopeRange(drawn(LOW, 0), k=1),
    },
    "golden-for-all-k": {
        "pieces.json": xp.claims.PieceCountSeries(GOLDEN),
        "fixed100.json": xp.claims.FixedPointCount(GOLDEN, n=100),
    },
}


def main(names: list[str]) -> None:
    """Decide each claim, have the checker accept it, and write the certificate."""
    for name in names:
        if name not in ENTRIES:
            raise SystemExit(f"ENTRY must be one of {', '.join(sorted(ENTRIES))}, found {name!r}")
    for name in names or sorted(ENTRIES):
        (HERE / name).mkdir(exist_ok=True)
        for file, claim in ENTRIES[name].items():
            verdict = xp.decide(claim)
            if not isinstance(verdict, xp.Proved) or verdict.certificate is None:
                raise SystemExit(f"{name}/{file}: not proved")
            report = xp.check(verdict.certificate)
            if not report.is_accepted:
                raise SystemExit(f"{name}/{file}: {report.verdict} {report.rule}")
            verdict.certificate.save(HERE / name / file)
            sys.stdout.write(f"{name}/{file}: {verdict.statement}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
