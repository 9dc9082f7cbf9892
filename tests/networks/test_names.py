"""The names of `exactpl.networks`: all there, listed, and the same for type checkers."""

import ast
from pathlib import Path

import pytest

import exactpl as xp
from exactpl import networks


def test_every_name_is_there_and_listed() -> None:
    for name in networks.__all__:
        assert getattr(xp.networks, name) is not None
        assert name in dir(xp.networks)
    with pytest.raises(AttributeError, match="segmnets"):
        xp.networks.segmnets  # type: ignore[attr-defined]


def test_functions_are_not_hidden_by_modules_of_their_name() -> None:
    import exactpl.networks.along_lines
    import exactpl.networks.recurrence  # noqa: F401

    for name in ("segments", "regions", "recurrent", "load"):
        assert callable(getattr(xp.networks, name)), name


def test_the_stub_lists_what_is_exported() -> None:
    tree = ast.parse(Path(networks.__file__).with_suffix(".pyi").read_text())
    declared = [alias.asname for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for alias in node.names]
    assert sorted(declared, key=str) == networks.__all__
    assert set(networks.__all__) <= set(dir(networks))
