"""The public names of a package, each said once: in the stub `__init__.pyi` beside it, which type checkers read, too.

`exactpl`, `exactpl.claims` and `exactpl.networks` hand out a name when it is first used (PEP 562), by `public_name`. A
line of a stub is `from .maps.pl import PL as PL`, or for a module `from .maps import zoo as zoo`.
"""

import ast
import pkgutil
import sys
from functools import cache
from importlib import import_module


def public_name(package: str, name: str) -> object:
    """Return what a public name of the package stands for, and bind it there; else AttributeError."""
    homes = _homes(package)
    if name == "__all__":
        value: object = sorted(homes)
    elif name in homes:
        members = vars(import_module(homes[name]))
        if name not in members:
            import_module(f"{homes[name]}.{name}")  # a module: its import adds it to the members
        value = members[name]
    else:
        raise AttributeError(f"module {package!r} has no attribute {name!r}")
    setattr(sys.modules[package], name, value)
    return value


def public_dir(package: str) -> list[str]:
    """Return all names of the package, those not yet loaded among them."""
    return sorted({*vars(sys.modules[package]), *_homes(package)})


@cache
def _homes(package: str) -> dict[str, str]:
    """Return for each name of the stub the module that it is imported from."""
    stub = pkgutil.get_data(package, "__init__.pyi")  # from a zip file, too
    assert stub is not None
    return {
        alias.name: f"{package}.{node.module}" if node.module else package
        for node in ast.parse(stub).body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
