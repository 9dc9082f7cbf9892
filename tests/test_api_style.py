"""Public signatures follow docs/api-style.md: names of arguments, what is positional, one meaning for a class name."""

import inspect
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import exactpl as xp

PAGE = (Path(__file__).parents[1] / "docs" / "api-style.md").read_text(encoding="utf-8")
ROOMS = {
    "xp": xp,
    "networks": xp.networks,
    "crosscheck": xp.crosscheck,
    "survey": xp.survey,
    "plot": xp.plot,
}
PAIRS = ({"f", "g"}, {"f", "x", "y"}, {"low", "high"}, {"successes", "trials"}, {"n", "m"})


def named(begin: str, end: str) -> frozenset[str]:
    """The names in backticks in a part of the page."""
    part = PAGE[PAGE.index(begin) + len(begin) : PAGE.index(end)]
    return frozenset(re.findall(r"`(\w+)`", part))


QUESTIONS = named("Positional arguments of questions:", "Parts of values, positional")
PARTS = named("Parts of values, positional in what builds them:", "Arguments that are given by their names:")
BY_NAME = named("Arguments that are given by their names:", "## What comes back")


def functions() -> Iterator[tuple[str, Callable[..., Any]]]:
    for room, module in ROOMS.items():
        for name in getattr(module, "__all__", [each for each in vars(module) if not each.startswith("_")]):
            given = getattr(module, name)
            if inspect.isfunction(given) and given.__module__.startswith("exactpl."):
                yield f"{room}.{name}", given


FUNCTIONS = dict(functions())


def test_all_rooms_are_looked_at() -> None:
    assert len(FUNCTIONS) > 80
    assert {name.split(".")[0] for name in FUNCTIONS} == set(ROOMS)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_arguments_are_those_of_the_page(name: str) -> None:
    parameters = inspect.signature(FUNCTIONS[name]).parameters.values()
    positional = [p.name for p in parameters if p.kind is not p.KEYWORD_ONLY]
    by_name = [p.name for p in parameters if p.kind is p.KEYWORD_ONLY]
    assert set(by_name) <= BY_NAME
    assert set(positional) <= QUESTIONS | PARTS
    if not set(positional) & PARTS:
        assert len(positional) <= 2 or set(positional) in PAIRS


def test_each_name_of_the_page_is_used() -> None:
    used: set[str] = set()
    for given in FUNCTIONS.values():
        used |= set(inspect.signature(given).parameters)
    values = {"dense", "recurrent", "initialised", "leaky_relu", "clip", "PL", "MapSubject", "find_orbit"}
    assert (QUESTIONS | PARTS | BY_NAME) - used <= values | {"same_function"}


def test_counts_come_in_two_forms() -> None:
    for name in FUNCTIONS:
        if name.endswith("_count"):
            assert "upto" in inspect.signature(FUNCTIONS[f"{name}s"]).parameters, name


def test_a_class_name_means_one_thing() -> None:
    found: dict[str, object] = {}
    for module in (*ROOMS.values(), xp.claims):
        for name in getattr(module, "__all__", [each for each in vars(module) if not each.startswith("_")]):
            given = getattr(module, name)
            if inspect.isclass(given):
                assert found.setdefault(name, given) is given, name


def test_a_limit_is_named_by_its_unit() -> None:
    for name, given in FUNCTIONS.items():
        assert "budget" not in inspect.signature(given).parameters, name
