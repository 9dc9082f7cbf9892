"""What all tests share: parts that must be there, and tests that take long.

A skip must not hide a part that is said to be there: EXACTPL_REQUIRE="hypothesis coq ..." makes it a failure. Parts are
modules of Python, or programs: those of `PROGRAMS`.
"""

import contextlib
import os
import shutil
from collections.abc import Generator
from pathlib import Path

import pytest

REQUIRED = os.environ.get("EXACTPL_REQUIRE", "").split()
PROGRAMS = {"coq": "coqc", "node": "node", "ocaml": "ocamlfind", "js_of_ocaml": "js_of_ocaml"}


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: object) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.skipped and any(part in str(report.longrepr) for part in REQUIRED):
        report.outcome = "failed"
        report.longrepr = f"a required part is missing (EXACTPL_REQUIRE): {report.longrepr}"
    return report


def pytest_sessionstart() -> None:
    """Modules that are skipped whole at import leave no test to report: so the parts are imported here."""
    for part in REQUIRED:
        if part not in PROGRAMS:
            __import__(part)
        elif shutil.which(PROGRAMS[part]) is None:
            raise pytest.UsageError(f"EXACTPL_REQUIRE names {part}: its command {PROGRAMS[part]} is required.")


LONG = frozenset(
    line
    for line in (Path(__file__).parent / "long.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
)


def pytest_configure(config: pytest.Config) -> None:
    """Name the marker; Hypothesis, where it is there, asserts no time either."""
    config.addinivalue_line("markers", "long: takes some seconds; named in tests/long.txt")
    with contextlib.suppress(ImportError):
        from hypothesis import HealthCheck, settings

        settings.register_profile("exactpl", deadline=None, suppress_health_check=[HealthCheck.too_slow])
        settings.load_profile("exactpl")


@pytest.hookimpl(tryfirst=True)  # before those that are not marked are left out
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what tests/long.txt names."""
    for item in items:
        if not LONG.isdisjoint({item.nodeid, item.nodeid.split("[")[0]}):
            item.add_marker(pytest.mark.long)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Say what `make test` left out."""
    if config.option.markexpr == "not long":
        terminalreporter.write_line(f"left out: {len(LONG)} long comparisons, named in tests/long.txt: make long")
