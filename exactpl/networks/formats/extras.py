"""Libraries that some formats need and that not everybody has."""

from importlib import import_module

from exactpl.errors import InputError


def require(library: str) -> None:
    """Raise InputError, which says what to install, unless a library of an extra of its own name is there."""
    try:
        import_module(library)
    except ImportError:
        raise InputError(f"this needs {library}, which is not installed: pip install 'exactpl[{library}]'.") from None
