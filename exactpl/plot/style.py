"""How pictures look: colours that differ in brightness, line styles and markers, so that black and white suffices.

Main definitions: `figure`, `save`. Nothing of matplotlib's global state is touched; equal pictures are equal files.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from exactpl import documents
from exactpl.errors import InputError

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

INK, MIDDLE, LIGHT, ACCENT = "#1a1a1a", "#3b6ea5", "#9db4c8", "#c0392b"
"""From dark to light; the accent is as dark as the middle and drawn with its own line style or marker."""

SUFFIXES = (".svg", ".png")
_SETTINGS: dict[Any, Any] = {
    "axes.grid": True,
    "axes.spines.right": False,
    "axes.spines.top": False,
    "axes.titlelocation": "left",
    "axes.titlesize": 10,
    "axes.labelsize": 9,
    "font.size": 9,
    "grid.color": "#dddddd",
    "grid.linewidth": 0.5,
    "legend.fontsize": 8,
    "legend.frameon": False,
    "mathtext.fontset": "dejavusans",
    "svg.hashsalt": "exactpl",
}


@contextmanager
def settings() -> Iterator[None]:
    """Use this style inside the block; InputError, with what to install, where matplotlib is missing."""
    try:
        from matplotlib import rc_context
    except ImportError:
        raise InputError(
            "pictures need matplotlib, which is not installed: pip install 'exactpl[plot]', or matplotlib."
        ) from None
    with rc_context(_SETTINGS):
        yield


def figure(width: float, height: float, columns: int = 1) -> "tuple[Figure, list[Axes]]":
    """Return a figure of this size in inches and its axes, side by side; to be called inside `settings`."""
    from matplotlib.figure import Figure

    made = Figure(figsize=(width, height), layout="constrained")
    axes: Any = made.subplots(1, columns, squeeze=False)
    return made, list(axes[0])


def save(picture: "Figure", path: str | Path) -> None:
    """Write a figure as .svg or .png, whole or not at all; the same figure gives the same bytes.

    Raises InputError for other suffixes.
    """
    suffix = suffix_of(path)
    metadata: dict[str, str | None] = {"Date": None} if suffix == ".svg" else {"Software": None}
    buffer = BytesIO()
    with settings():
        # the layout is made once: another pass would move things a little
        picture.draw_without_rendering()
        picture.set_layout_engine("none")
        picture.savefig(buffer, format=suffix[1:], dpi=160, metadata=metadata)
    documents.write_bytes_atomically(path, buffer.getvalue())


def suffix_of(path: str | Path) -> str:
    """Return .svg or .png; InputError for other names, before any work."""
    suffix = documents.as_path(path, "picture").suffix.lower()
    if suffix not in SUFFIXES:
        raise InputError(
            f"a picture is written to a file that ends in {' or '.join(SUFFIXES)}, found {str(path)!a:.80}."
        )
    return suffix
