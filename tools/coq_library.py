"""What the Coq library proves, and what each theorem assumes: ``python tools/coq_library.py assumptions | table``.

`assumptions` asks Coq, by `Print Assumptions`, for every theorem of proofs/coq/theories, and writes
proofs/coq/assumptions.txt. `table`, after it, compiles file after file, with the seconds of each, and writes the table
of proofs/coq/README.md. The library must have been built (``make coq``).
"""

from __future__ import annotations

import re
import resource
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

LIBRARY = Path(__file__).resolve().parents[1] / "proofs" / "coq"
BEGIN, END = "<!-- the table: python tools/coq_library.py table -->", "<!-- end of the table -->"
_THEOREM = re.compile(r"^(?:Theorem|Corollary) ([\w']+)", re.MULTILINE)
_COMMENT = re.compile(r"\(\*.*?\*\)", re.DOTALL)
_ID = re.compile(r"\b(T\d\.\d+'*)|\[((?:LY|SH|C|MS|BGMY|BGKM|W)\d\d)\]")


@dataclass(frozen=True)
class Theorem:
    """A theorem, the file that proves it below `theories`, and the ids that the comment before it names."""

    name: str
    file: str
    ids: tuple[str, ...]

    @property
    def module(self) -> str:
        """The logical name of the file below ExactPL."""
        return self.file.removesuffix(".v").replace("/", ".")


def files(library: Path = LIBRARY) -> list[str]:
    """Return the files of the library below `theories`, in the order in which they are compiled."""
    lines = (library / "_CoqProject").read_text(encoding="ascii").splitlines()
    return [line.removeprefix("theories/") for line in lines if line.startswith("theories/")]


def theorems(library: Path = LIBRARY) -> list[Theorem]:
    """Return all theorems of the library; lemmas are its own business."""
    found = []
    for file in files(library):
        text = (library / "theories" / file).read_text(encoding="utf-8")
        for match in _THEOREM.finditer(text):
            before = text[: match.start()].rstrip()
            comment = _COMMENT.findall(before)[-1] if before.endswith("*)") else ""
            ids = dict.fromkeys(one or f"[{other}]" for one, other in _ID.findall(comment))
            found.append(Theorem(match[1], file, tuple(ids)))
    return found


def assumptions(asked: list[Theorem], library: Path = LIBRARY) -> dict[str, tuple[str, ...]]:
    """Return for each theorem, by its full name, the axioms that Coq prints; none if it is closed."""
    lines = ["From Coq Require Import String.", *(f"From ExactPL Require {each}." for each in _modules(asked))]
    for each in asked:
        lines += [f'Eval compute in "{each.module}.{each.name}"%string.']
        lines += [f"Print Assumptions ExactPL.{each.module}.{each.name}."]
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "ask.v"
        source.write_text("\n".join(lines) + "\n", encoding="ascii")
        command = ["coqc", "-q", "-w", "-all", "-Q", str(library / "theories"), "ExactPL", str(source)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    found = {}
    for part in re.split(r'^ += "', done.stdout, flags=re.MULTILINE)[1:]:
        name, _, rest = part.partition('"')
        axioms = re.findall(r"^([\w.']+)(?=\s*:)", rest.partition("Axioms:")[2], re.MULTILINE)
        if not axioms and "Closed under the global context" not in rest:
            raise ValueError(f"Coq said of {name} what is not understood: {rest!r}")
        found[name] = tuple(axioms)
    return found


def _modules(asked: list[Theorem]) -> list[str]:
    return list(dict.fromkeys(each.module for each in asked))


def listed(found: dict[str, tuple[str, ...]]) -> str:
    """Return the text of assumptions.txt."""
    return "".join(f"{name}: {', '.join(axioms) or 'closed'}\n" for name, axioms in found.items())


def committed(library: Path = LIBRARY) -> dict[str, tuple[str, ...]]:
    """Return what assumptions.txt says."""
    lines = (library / "assumptions.txt").read_text(encoding="ascii").splitlines()
    pairs = (line.split(": ") for line in lines)
    return {name: () if axioms == "closed" else tuple(axioms.split(", ")) for name, axioms in pairs}


def _seconds(file: str, library: Path) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    command = ["coqc", "-q", "-w", "-all", "-Q", "theories", "ExactPL", f"theories/{file}"]
    subprocess.run(command, cwd=library, check=True, capture_output=True)
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before


def table(library: Path = LIBRARY) -> str:
    """Return the table of the README, one theorem a row; the first of a file shows its lines and seconds."""
    every = theorems(library)
    known = committed(library)
    rows = ["| theorem | id | file | lines | s | assumes |", "|---|---|---|---|---|---|"]
    lines, seconds = 0, 0.0
    for file in files(library):
        count = len((library / "theories" / file).read_text(encoding="utf-8").splitlines())
        spent = _seconds(file, library)
        lines, seconds = lines + count, seconds + spent
        shown = f"{file} | {count} | {spent:.1f}"
        for each in [one for one in every if one.file == file] or [None]:
            if each is None:  # definitions, or lemmas only
                rows.append(f"| | | {shown} | |")
            else:
                axioms = known[f"{each.module}.{each.name}"]
                rows.append(f"| `{each.name}` | {' '.join(each.ids)} | {shown} | {'reals' if axioms else ''} |")
            shown = '" | |'
    rows.append(f"| {len(every)} theorems | | {len(files(library))} files | {lines} | {seconds:.0f} | |")
    return "\n".join(rows)


def main(arguments: list[str]) -> None:
    """Do what the command line asks for."""
    if arguments == ["assumptions"]:
        (LIBRARY / "assumptions.txt").write_text(listed(assumptions(theorems())), encoding="ascii")
    elif arguments == ["table"]:
        readme = LIBRARY / "README.md"
        before, _, rest = readme.read_text(encoding="utf-8").partition(BEGIN)
        readme.write_text(f"{before}{BEGIN}\n\n{table()}\n\n{END}{rest.partition(END)[2]}", encoding="utf-8")
    else:
        sys.exit("usage: python tools/coq_library.py assumptions | table")


if __name__ == "__main__":
    main(sys.argv[1:])
