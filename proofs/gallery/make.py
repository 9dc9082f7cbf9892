"""Make the certificates of the gallery again: `python proofs/gallery/make.py [ENTRY]`, all entries when left out."""

import sys
from pathlib import Path

import exactpl as xp
from exactpl.claims import Claim

HERE = Path(__file__).resolve().parent
SCRAMBLING = xp.Subject.load(HERE.parent.parent / "examples" / "scrambling.json")
GOLDEN = xp.Subject.of(xp.zoo.golden())
J = xp.Interval("-199959799/10000000000000", "1003969799/1000000000")

ENTRIES: dict[str, dict[str, Claim]] = {
    "scrambling-period-3": {
        "period3.json": xp.claims.LeastPeriod(SCRAMBLING, n=3),
        "invariant.json": xp.claims.InvariantInterval(SCRAMBLING, interval=J),
        "chaos.json": xp.claims.LiYorkeChaos(SCRAMBLING, interval=J),
    },
    "scrambling-1000-pieces": {
        "pieces.json": xp.claims.PieceCount(SCRAMBLING, k=1000),
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
