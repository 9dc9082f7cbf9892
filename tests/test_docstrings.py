"""Every example in a docstring of the package is true."""

import doctest
import importlib
import pkgutil

import pytest

import exactpl

MODULES = [
    "exactpl",
    *(
        info.name
        for info in pkgutil.walk_packages(exactpl.__path__, "exactpl.")
        if not info.name.startswith("exactpl.checker") and not info.name.endswith("__main__")
    ),
]


@pytest.mark.parametrize("name", MODULES)
def test_examples(name: str) -> None:
    module = importlib.import_module(name)
    failures: list[str] = []
    runner = doctest.DocTestRunner(verbose=False)
    for test in doctest.DocTestFinder().find(module, name):
        runner.run(test, out=failures.append)
    assert not failures, "".join(failures)


def test_the_examples_are_found() -> None:
    found = [test for name in MODULES for test in doctest.DocTestFinder().find(importlib.import_module(name), name)]
    assert sum(bool(test.examples) for test in found) > 30
