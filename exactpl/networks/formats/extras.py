"""Libraries that some formats need and that not everybody has."""

from importlib import import_module
from typing import Any

from exactpl.errors import InputError


def require(library: str) -> Any:
    """Return a library of an extra of its own name; raises InputError, which says what to install."""
    try:
        return import_module(library)
    except ImportError:
        raise InputError(f"this needs {library}, which is not installed: pip install 'exactpl[{library}]'.") from None
