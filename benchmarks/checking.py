"""The checker alone, as a process of its own: python -I -S exactpl/checker CERT."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import exactpl as xp
from benchmarks import maps
from benchmarks.measure import Row, Settings, Target, counted, duration, seconds_of
from benchmarks.processes import largest_megabytes, median_seconds, run

_CHECKER = str(Path(xp.__file__).parent / "checker" / "__main__.py")
_K = 1000


def checker(settings: Settings) -> Iterator[Row]:
    four = maps.random_knots(4, 3, bits=12, seed=12)
    network = maps.relu_network()
    for name, f, repeats, has_target in (
        ("scrambling map", xp.zoo.scrambling(), settings.repeats, True),
        (f"4 breakpoints, 12-bit knots, {maps.fold_count(four)} folds", four, settings.repeats, True),
        (f"network of 20 ReLUs, {maps.fold_count(network)} folds", network, settings.slow_repeats, False),
    ):
        yield from _check(name, f, repeats, has_target)


def _check(name: str, f: xp.PL, repeats: int, has_target: bool) -> Iterator[Row]:
    claim = xp.claims.PieceCount(f, k=_K)
    verdict = xp.decide(claim)
    assert isinstance(verdict, xp.Proved)
    assert verdict.certificate is not None
    with TemporaryDirectory(prefix="exactpl-benchmark-") as folder:
        path = Path(folder) / "certificate.json"
        verdict.certificate.save(path)
        runs = [run("-I", "-S", _CHECKER, str(path)) for _ in range(repeats)]  # status 0: accepted
    times = sorted(one.seconds for one in runs)
    yield Row(
        "checker",
        f"checker, count at k = {_K}: {name}",
        median_seconds(runs),
        "s",
        Target(10) if has_target else None,
        f"{counted(repeats, 'run')} {duration(times[0])} to {duration(times[-1])}; "
        f"to make the certificate {duration(seconds_of(lambda: xp.decide(claim)))}",
    )
    yield Row(
        "checker",
        f"checker, its peak memory: {name}",
        largest_megabytes(runs),
        "MB",
        Target(200) if has_target else None,
        "the largest of these runs",
    )
