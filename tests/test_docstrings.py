"""Every example in a docstring of the package is true, and what a public docstring says stands in one order."""

import doctest
import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator
from itertools import pairwise
from types import ModuleType

import pytest

import exactpl
import exactpl.networks

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


SECTIONS = ("Arguments", "Returns", "Raises", "Cost", "Source", ">>>", "See also")
"""What follows the summary and the explanation, in this order."""
SECTION = re.compile(rf"(?:^\s*|(?<=[.)] ))({'|'.join(SECTIONS)})(?![\w,]| and )", flags=re.MULTILINE)


def public_docstrings() -> Iterator[tuple[str, str]]:
    """The docstrings of the public names, and of the public methods and properties of the classes among them."""
    for package in (exactpl, exactpl.networks):
        for name in package.__all__:
            thing = getattr(package, name)
            if isinstance(thing, ModuleType):
                continue
            documented = [(name, thing)] if inspect.isclass(thing) or callable(thing) else []
            if inspect.isclass(thing):
                documented += [
                    (f"{name}.{key}", member)
                    for key, member in vars(thing).items()
                    if key == "__call__" or not key.startswith("_")
                ]
            for key, member in documented:
                text = inspect.getdoc(getattr(member, "__func__", member))
                if text:
                    yield f"{package.__name__}.{key}", text


def out_of_order(text: str) -> str | None:
    """What stands in the wrong place in a docstring: a section before an earlier one, or explanation after one."""
    places = [SECTIONS.index(found[1]) for found in SECTION.finditer(text)]
    for before, after in pairwise(places):
        if after < before:
            return f"{SECTIONS[after]} after {SECTIONS[before]}"
    paragraphs = text.split("\n\n")
    begins = [SECTION.match(paragraph) is not None for paragraph in paragraphs]
    if True in begins:
        for paragraph, is_section in list(zip(paragraphs, begins, strict=True))[begins.index(True) :]:
            if not is_section:
                return f"explanation after a section: {paragraph[:60]}"
    return None


def test_sections_of_public_docstrings_stand_in_one_order() -> None:
    texts = dict(public_docstrings())
    assert len(texts) > 150
    assert sum(bool(SECTION.search(text)) for text in texts.values()) > 60
    assert {name: wrong for name, text in texts.items() if (wrong := out_of_order(text))} == {}


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Return x.\n\nAbout it. Raises A. Cost: one. Source: us.\n\n>>> 1\n1", None),
        ("Return x.\n\nArguments:\n    a: one.\n\nRaises:\n    A: when.\n\nCost: one.", None),
        ("Return x.\n\nArguments and errors as for y. Cost: one.", None),
        ("Return x. Cost: one.\n\nRaises A.", "Raises after Cost"),
        ("Return x.\n\nCost: one (or two). Raises A.", "Raises after Cost"),
        ("Return x.\n\n>>> 1\n1\n\nSource: us.", "Source after >>>"),
        ("Return x.\n\nArguments:\n    a: one.\n\nAbout it.", "explanation after a section: About it."),
    ],
)
def test_what_is_out_of_order_is_found(text: str, wrong: str | None) -> None:
    assert out_of_order(text) == wrong
