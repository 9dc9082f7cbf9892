"""A skip must not hide a part that is said to be there: EXACTPL_REQUIRE="hypothesis ..." makes it a failure."""

import os
from collections.abc import Generator

import pytest

REQUIRED = os.environ.get("EXACTPL_REQUIRE", "").split()


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
        __import__(part)
