"""Start the checker: ``python3 -I -S FOLDER/__main__.py CERT...``, whatever its folder is called, or from one file.

What runs is what is hashed: each file of the folder, or of the archive, is read once; what could be taken for a
module without being hashed is refused; and modules are made of the bytes that were read, never of a file or a cache.
"""

import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
if __name__ == "__main__":
    # Started as a folder or an archive: Python has put it on the path, where its files could be taken for modules
    # of the library.  It goes, before anything else is imported.
    sys.path[:] = [entry for entry in sys.path if os.path.abspath(entry) != HERE]

import hashlib  # noqa: E402
import importlib  # noqa: E402
import io  # noqa: E402
import re  # noqa: E402
from importlib.machinery import ModuleSpec  # noqa: E402

PACKAGE = "exactpl_checker"
CACHE = "__pycache__"  # of Python's making; nothing in it is read
FIRST_LINE = b"#!/usr/bin/env -S python3 -I -S\n"
STATUS_USAGE = 2
STATUS_CRASH = 70
STATUS_INTERRUPTED = 130
_NAME = re.compile(r"[a-z_][a-z0-9_]*")  # one case, as some disks do not tell two apart

Files = dict[str, bytes]  # by their paths from the folder, with / between names


class NotItsOwnError(Exception):
    """Beside the checker's sources there is something else, that might run."""


def is_source(path: str) -> bool:
    """Tell whether a path is that of a source file."""
    return path.endswith(".py") and all(_NAME.fullmatch(name) for name in path.removesuffix(".py").split("/"))


def files_of_folder(folder: str) -> Files:
    """Read all files; raises `NotItsOwnError` where anything else is there than source files, caches and folders."""
    found: Files = {}
    places = [""]
    while places:
        place = places.pop()
        for name in os.listdir(os.path.join(folder, place)):
            path, full = place + name, os.path.join(folder, place, name)
            if _NAME.fullmatch(name) and os.path.isdir(full) and not os.path.islink(full):
                places += [] if name == CACHE else [path + "/"]
            elif is_source(path) and os.path.isfile(full):
                with open(full, "rb") as file:
                    found[path] = file.read()
            else:
                raise NotItsOwnError(f"{full!a} is none of the checker's sources; remove it")
    return verified(found)


def files_of_archive(data: bytes) -> Files:
    """Read all files of an archive; raises `NotItsOwnError` unless it is, byte for byte, the archive of them."""
    import zipfile  # only an archive needs it, and it takes long to load

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        found = {name: archive.read(name) for name in archive.namelist()}
    if not all(map(is_source, found)) or archive_of(found) != data:
        raise NotItsOwnError(
            "the archive is not what tools/build_pyz.py makes of the checker's sources; build it again"
        )
    return verified(found)


def archive_of(files: Files) -> bytes:
    """Return the archive of the files: equal files give equal bytes."""
    import zipfile

    target = io.BytesIO()
    target.write(FIRST_LINE)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for path in sorted(files):
            entry = zipfile.ZipInfo(path, (1980, 1, 1, 0, 0, 0))
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            archive.writestr(entry, files[path])
    return target.getvalue()


def verified(files: Files) -> Files:
    """Return the files; raises `NotItsOwnError` unless each module has one file, and each folder is a package."""
    for path in files:
        folder = path.rpartition("/")[0]
        while folder:
            if f"{folder}.py" in files or f"{folder}/__init__.py" not in files:
                raise NotItsOwnError(f"the folder {folder!a} is none of the checker's packages; remove it")
            folder = folder.rpartition("/")[0]
    return files


def digest_of(files: Files) -> str:
    """Return the digest of section 7: that of the list of all files which `sha256sum` would print."""
    lines = [f"{hashlib.sha256(files[path]).hexdigest()}  {path}\n" for path in sorted(files)]
    return hashlib.sha256("".join(lines).encode("ascii")).hexdigest()


class Sources:
    """The modules of the package, from the bytes that were read and from nothing else.

    It is a finder and a loader, as Python's import asks for them. A module is made when it is first imported; the
    digest is that of all files, made or not.
    """

    def __init__(self, files: Files) -> None:
        self._files = files

    def _path(self, name: str) -> str:
        place = name.removeprefix(PACKAGE).replace(".", "/")
        for path in (f"{place}/__init__.py"[1:], f"{place}.py"[1:]):
            if path in self._files:
                return path
        raise ModuleNotFoundError(f"the checker has no module {name}", name=name)

    def find_spec(self, name: str, _path: object = None, _target: object = None, /) -> ModuleSpec | None:
        """Return the spec of a module of the package; `None` for all others."""
        if name.partition(".")[0] != PACKAGE:
            return None
        return ModuleSpec(name, self, is_package=self._path(name).endswith("__init__.py"))  # type: ignore[arg-type]

    def create_module(self, _spec: ModuleSpec, /) -> None:
        """Leave it to Python to make an empty module."""

    def exec_module(self, module: object, /) -> None:
        """Run the text of a module."""
        names = vars(module)
        place = os.path.join(HERE, *self._path(names["__name__"]).split("/"))  # for messages
        exec(compile(self.get_source(names["__name__"]), place, "exec", dont_inherit=True), names)

    def get_source(self, name: str, /) -> str:
        """Return the text of a module."""
        return self._files[self._path(name)].decode("ascii")


def start() -> int:
    """Read all files, make modules of them, and run the command."""
    if __package__ or not (sys.flags.isolated and sys.flags.no_site):
        print("start the checker as python3 -I -S FOLDER/__main__.py CERT: else other code may run", file=sys.stderr)
        return STATUS_USAGE
    if os.path.isdir(HERE):
        files = files_of_folder(HERE)
    else:
        with open(HERE, "rb") as file:
            files = files_of_archive(file.read())
    digest = digest_of(files)
    sys.meta_path.insert(0, Sources(files))
    status: int = importlib.import_module(PACKAGE + ".cli").main(sys.argv[1:], digest)
    return status


def run() -> int:
    """Start, whatever happens: a failure before the command can catch it is a crash too."""
    try:
        return start()
    except KeyboardInterrupt:
        return STATUS_INTERRUPTED
    except Exception as error:  # noqa: BLE001 - whatever it is, it is a crash
        if sys.stderr is not None:
            reason = str(error) if isinstance(error, NotItsOwnError) else repr(error)
            print(f"the checker does not start: {reason}", file=sys.stderr)
        return STATUS_CRASH


if __name__ == "__main__":
    sys.exit(run())
