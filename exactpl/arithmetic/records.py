"""Records of exact numbers, which print even where a number has more digits than Python agrees to print."""

from dataclasses import fields

from exactpl.errors import described

LONGEST = 1_000_000


class Record:
    """Base of dataclasses (declared with repr=False) that hold exact numbers."""

    __slots__ = ()

    def __repr__(self) -> str:
        names = [each.name for each in fields(self)]  # type: ignore[arg-type]
        shown = (f"{name}={described(getattr(self, name), LONGEST)}" for name in names)
        return f"{type(self).__name__}({', '.join(shown)})"
