"""What runs is what is hashed: everything else in the checker's folder or archive is refused before it runs."""

from __future__ import annotations

import hashlib
import importlib._bootstrap_external as importing
import importlib.machinery
import os
import py_compile
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from exactpl_checker.__main__ import archive_of, files_of_folder
from exactpl_checker.__main__ import digest_of as digest_by_the_checker

from tests.checker.certmaker import TENT, canonical, certificate
from tests.harness import FOLDER, Result, run_process
from tools.build_pyz import build_pyz

GOOD = canonical(certificate(TENT, {"n": 1, "type": "least_period", "x": "2/3"}))
FALSE = canonical(certificate(TENT, {"n": 6, "type": "least_period", "x": "2/3"}))
MARK = "this was not hashed"
HOOK = f"import sys; print({MARK!r}, file=sys.stderr)\n"
CACHED = importlib.machinery.BYTECODE_SUFFIXES[0]


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "good.json"
    path.write_bytes(GOOD)
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    copy = tmp_path / "checker"
    shutil.copytree(FOLDER, copy, ignore=shutil.ignore_patterns("__pycache__"))
    return copy


def digest_of(folder: Path) -> str:
    """The digest of section 7: that of the list which `sha256sum` prints for all files, in the order of their paths."""
    paths = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.py"))
    listed = [f"{hashlib.sha256((folder / path).read_bytes()).hexdigest()}  {path}\n" for path in paths]
    return hashlib.sha256("".join(listed).encode()).hexdigest()


GENUINE = digest_of(FOLDER)
ROOMS = sorted(path.name for path in FOLDER.iterdir() if path.is_dir() and path.name != "__pycache__")


def assert_refused(result: Result, *, named: str) -> None:
    assert (result.status, result.out) == (70, ""), result
    assert named in result.err
    assert "Traceback" not in result.err
    assert "ImportError" not in result.err  # Python has not tried to load it


def package(folder: Path, name: str, more: str = "") -> None:
    """A package that does what the module of the same name does, and more."""
    source = FOLDER / f"{name}.py"
    (folder / name).mkdir()
    inside = ".".join(("exactpl_checker", *Path(name).parts[:-1]))
    same = f"__package__ = {inside!r}\nexec(compile(open({str(source)!r}).read(), 'x', 'exec'))\n"
    (folder / name / "__init__.py").write_text(HOOK + same + more)


def compiled(text: str, target: Path) -> None:
    """Bytecode that Python runs without a look at its source."""
    code = compile(text, "x", "exec")
    target.parent.mkdir(exist_ok=True)
    target.write_bytes(importing._code_to_hash_pyc(code, b"8 bytes.", False))


def library(name: str) -> str:
    """A module of the library that says that it was imported."""
    spec = importlib.util.find_spec(name)
    assert spec is not None
    assert spec.origin is not None
    return HOOK + Path(spec.origin).read_text(encoding="utf-8")


def test_the_digest_is_that_of_the_list_of_files(good: Path, folder: Path) -> None:
    for program in (folder, folder / "__main__.py"):
        assert f" | checker sha256:{GENUINE} | " in run_process(str(good), program=program).out


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="no sha256sum")
def test_a_shell_finds_the_same_digest(folder: Path) -> None:
    text = (FOLDER.parents[1] / "docs" / "certificates.md").read_text(encoding="utf-8")
    (command,) = (line.strip() for line in text.splitlines() if line.startswith("    find "))
    done = subprocess.run(["sh", "-c", command], cwd=folder, capture_output=True, text=True, check=True)
    assert done.stdout.split()[0] == GENUINE


def test_a_package_beside_a_module_does_not_make_a_false_claim_true(tmp_path: Path, folder: Path) -> None:
    path = tmp_path / "false.json"
    path.write_bytes(FALSE)
    assert run_process(str(path), program=folder).status == 1
    yes = "LeastPeriod.check = lambda self, subject: Verified('2/3 has least period 6', ())\n"
    package(folder, "rules/least_period", yes)
    for program in (folder, folder / "__main__.py"):
        result = run_process(str(path), program=program)
        assert_refused(result, named="rules/least_period")
        assert MARK not in result.err


def sourceless(folder: Path) -> None:
    package(folder, "errors")
    source = folder / "errors" / "__init__.py"
    py_compile.compile(str(source), cfile=str(source.with_suffix(".pyc")), doraise=True)
    source.unlink()


def linked(folder: Path) -> None:
    elsewhere = folder.parent / "elsewhere"
    elsewhere.mkdir()
    package(elsewhere, "errors")
    (folder / "errors").symlink_to(elsewhere / "errors")


def without_init(folder: Path) -> None:
    (folder / "errors").mkdir()
    (folder / "errors" / "more.py").write_text(HOOK)


BESIDE: dict[str, Callable[[Path], object]] = {
    "errors": lambda folder: package(folder, "errors"),
    "errors/__init__.pyc": sourceless,
    "errors ": linked,
    "'errors'": without_init,
    "__main__": lambda folder: (folder / "__main__").mkdir() or (folder / "__main__" / "__init__.py").write_text(HOOK),
    **{
        f"errors{suffix}": lambda folder, suffix=suffix: (folder / f"errors{suffix}").write_bytes(b"")
        for suffix in importlib.machinery.all_suffixes()
        if suffix != ".py"
    },
    "contextlib.pyc": lambda folder: compiled(library("contextlib"), folder / "contextlib.pyc"),
    "hashlib.pyc": lambda folder: compiled(library("hashlib"), folder / "hashlib.pyc"),
    "notes.txt": lambda folder: (folder / "notes.txt").write_text(""),
    ".hidden": lambda folder: (folder / ".hidden").write_text(""),
    ".hidden.py": lambda folder: (folder / ".hidden.py").write_text(""),
    "errors.PY": lambda folder: (folder / "errors.PY").write_text(HOOK),
    "Errors.py": lambda folder: (folder / "Errors.py").write_text(HOOK),
    "two words.py": lambda folder: (folder / "two words.py").write_text(""),
    "a.b.py": lambda folder: (folder / "a.b.py").write_text(""),
    "\\u0435rrors.py": lambda folder: (folder / "\u0435rrors.py").write_text(""),  # a Cyrillic e
    "line\\nfeed.py": lambda folder: (folder / "line\nfeed.py").write_text(""),
    "folder.py": lambda folder: (folder / "folder.py").mkdir(),
    "nowhere.py": lambda folder: (folder / "nowhere.py").symlink_to("nowhere"),
    "pipe.py": lambda folder: os.mkfifo(folder / "pipe.py"),
}


@pytest.mark.skipif(os.name != "posix", reason="links, pipes and odd names")
@pytest.mark.parametrize("name", BESIDE)
def test_what_is_no_source_file_is_refused_before_it_runs(good: Path, folder: Path, name: str) -> None:
    BESIDE[name](folder)
    result = run_process(str(good), program=folder / "__main__.py")
    assert_refused(result, named=name.strip())
    assert MARK not in result.err


@pytest.mark.skipif(os.name != "posix", reason="links, pipes and odd names")
@pytest.mark.parametrize(
    "name", [name for name in BESIDE if name != "__main__"]
)  # of that one Python finds nothing to run
def test_what_is_no_source_file_is_refused_by_a_folder_too(good: Path, folder: Path, name: str) -> None:
    # Python itself may have taken a module of the library from the folder by then.
    BESIDE[name](folder)
    assert_refused(run_process(str(good), program=folder), named=name.strip())


def test_another_source_file_is_hashed_wherever_it_is(good: Path, folder: Path) -> None:
    found = {GENUINE}
    paths = ["more.py", "rooms/__init__.py", "rooms/more.py", "rooms/small/__init__.py"]
    paths += [f"{room}/more.py" for room in ROOMS]
    for path in paths:
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_text("")
        result = run_process(str(good), program=folder / "__main__.py")
        assert f"checker sha256:{digest_of(folder)} " in result.out
        found.add(digest_of(folder))
    assert len(found) == 1 + len(paths)


def test_each_file_of_each_room_is_hashed() -> None:
    files = files_of_folder(str(FOLDER))
    assert sorted(files) == sorted(path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*.py"))
    assert {path.partition("/")[0] for path in files if "/" in path} == set(ROOMS) != set()
    assert digest_by_the_checker(files) == GENUINE
    changed = {digest_by_the_checker({**files, path: data + b"#"}) for path, data in files.items()}
    changed |= {digest_by_the_checker({p: data for p, data in files.items() if p != path}) for path in files}
    assert len(changed | {GENUINE}) == 2 * len(files) + 1


def a_module(room: Path) -> Path:
    return next(path for path in sorted(room.glob("*.py")) if path.name != "__init__.py")


def a_folder(room: Path, *names: str) -> None:
    (room / "more").mkdir()
    for name in names:
        (room / "more" / name).write_text(HOOK)


def moved_and_linked(room: Path) -> None:
    elsewhere = room.parent.parent / "elsewhere"
    shutil.move(room, elsewhere)
    room.symlink_to(elsewhere)


def a_link_to_a_room(room: Path) -> None:
    elsewhere = room.parent.parent / "elsewhere"
    shutil.copytree(room, elsewhere)
    (room / "more").symlink_to(elsewhere)


def a_package_beside_a_module(room: Path) -> None:
    (room / a_module(room).stem).mkdir()
    shutil.copy(a_module(room), room / a_module(room).stem / "__init__.py")


IN_A_ROOM: dict[str, Callable[[Path], object]] = {
    "a text": lambda room: (room / "notes.txt").write_text(""),
    "a hidden file": lambda room: (room / ".more.py").write_text(HOOK),
    "bytecode": lambda room: compiled(HOOK, room / "more.pyc"),
    "bytecode for a module": lambda room: compiled(HOOK, a_module(room).with_suffix(".pyc")),
    "an extension": lambda room: (room / f"more{importlib.machinery.EXTENSION_SUFFIXES[-1]}").write_bytes(b""),
    "a module renamed, with a large letter": lambda room: a_module(room).rename(room / "More.py"),
    "a module renamed, with two words": lambda room: a_module(room).rename(room / "one more.py"),
    "a module renamed, without suffix": lambda room: a_module(room).rename(room / "more"),
    "a package beside a module": a_package_beside_a_module,
    "a folder that is no package": lambda room: a_folder(room, "more.py"),
    "a folder with a text": lambda room: a_folder(room, "__init__.py", "notes.txt"),
    "a link to a folder": a_link_to_a_room,
    "a link to nowhere": lambda room: (room / "more.py").symlink_to("nowhere"),
    "the room a link": moved_and_linked,
    "a pipe": lambda room: os.mkfifo(room / "more.py"),
    "a room that is no package": lambda room: (room / "__init__.py").unlink(),
    "a module beside the room": lambda room: room.with_suffix(".py").write_text(HOOK),
}


@pytest.mark.skipif(os.name != "posix", reason="links, pipes and odd names")
@pytest.mark.parametrize("room", ROOMS)
@pytest.mark.parametrize("name", IN_A_ROOM)
def test_what_is_no_source_file_is_refused_in_each_room(good: Path, folder: Path, name: str, room: str) -> None:
    IN_A_ROOM[name](folder / room)
    result = run_process(str(good), program=folder / "__main__.py")
    assert_refused(result, named=room)
    assert MARK not in result.err


NEEDED = {
    "arithmetic": "rationals",
    "claims": "orbits",
    "mathematics": "plmap",
    "reading": "mapfile",
    "rules": "least_period",
}


@pytest.mark.parametrize("room", ROOMS)
def test_without_a_module_that_is_needed_there_is_no_verdict(
    good: Path, folder: Path, tmp_path: Path, room: str
) -> None:
    (folder / room / f"{NEEDED[room]}.py").rename(folder / room / "more.py")
    build_pyz(tmp_path / "checker.pyz", folder)
    for program in (folder / "__main__.py", tmp_path / "checker.pyz"):
        result = run_process(str(good), program=program)
        assert (result.status, result.out) == (70, "")
        assert NEEDED[room] in result.err
        assert room in result.err


@pytest.mark.parametrize("room", ROOMS)
def test_without_another_one_it_is_another_checker(good: Path, folder: Path, room: str) -> None:
    # which says so by its digest, and has no verdict on what needs the module
    a_module(folder / room).rename(folder / room / "more.py")
    result = run_process(str(good), program=folder / "__main__.py")
    assert GENUINE not in result.out
    if result.status == 0:
        assert f"checker sha256:{digest_of(folder)} " in result.out
        assert room in ("mathematics", "rules")
    else:
        assert (result.status, result.out) == (70, "")


@pytest.mark.parametrize("module", ["cli", "envelope", "errors", "registry", "verdicts", "__init__"])
def test_without_a_module_that_all_claims_need_it_does_not_start(good: Path, folder: Path, module: str) -> None:
    (folder / f"{module}.py").rename(folder / "more.py")
    result = run_process(str(good), program=folder / "__main__.py")
    assert (result.status, result.out) == (70, "")
    assert result.err.startswith("the checker does not start: ")


def test_what_one_file_holds_is_not_taken_for_another_file(good: Path, folder: Path) -> None:
    (folder / "x.py").write_bytes(b"#")
    (folder / "y.py").write_bytes(b"#")
    first = run_process(str(good), program=folder / "__main__.py")
    (folder / "x.py").write_bytes(b"#\0y.py\0#")
    (folder / "y.py").unlink()
    second = run_process(str(good), program=folder / "__main__.py")
    assert first.status == second.status == 0
    assert first.out != second.out


def test_a_file_is_hashed_as_it_was_when_it_ran(good: Path, folder: Path) -> None:
    # one that makes itself genuine as soon as it runs
    path = folder / "errors.py"
    honest = path.read_text()
    path.write_text(honest + f"open({str(path)!r}, 'w').write(open({str(FOLDER / 'errors.py')!r}).read())\n")
    changed = digest_of(folder)
    result = run_process(str(good), program=folder / "__main__.py")
    assert digest_of(folder) == GENUINE
    assert f"checker sha256:{changed} " in result.out


def test_no_cache_is_run(good: Path, folder: Path) -> None:
    for source in sorted(folder.rglob("*.py")):
        future = "from __future__ import annotations\n"
        text = source.read_text().replace(future, future + HOOK) if future in source.read_text() else HOOK
        compiled(text, source.parent / "__pycache__" / f"{source.stem}.{sys.implementation.cache_tag}{CACHED}")
    result = run_process(str(good), program=folder / "__main__.py")
    assert f"checker sha256:{GENUINE} " in result.out
    assert MARK not in result.err


def test_an_empty_folder_is_nothing(good: Path, folder: Path) -> None:
    # git leaves folders with caches behind
    (folder / "rooms" / "__pycache__").mkdir(parents=True)
    compiled(HOOK, folder / "rooms" / "__pycache__" / f"more.{sys.implementation.cache_tag}{CACHED}")
    assert f"checker sha256:{GENUINE} " in run_process(str(good), program=folder / "__main__.py").out


@pytest.mark.parametrize("flags", [[], ["-I"], ["-S"], ["-E", "-S"], ["-s", "-S", "-P"]], ids=" ".join)
def test_without_isolation_it_does_not_start(good: Path, folder: Path, tmp_path: Path, flags: list[str]) -> None:
    # else other code might run: of the environment, of the current folder, of site-packages
    build_pyz(tmp_path / "checker.pyz", folder)
    for program in (folder, folder / "__main__.py", tmp_path / "checker.pyz"):
        command = [sys.executable, *flags, str(program), str(good)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stdout) == (2, "")
        assert "-I -S" in done.stderr


def test_as_a_part_of_exactpl_it_does_not_start(good: Path) -> None:
    command = [sys.executable, "-m", "exactpl.checker", str(good)]
    done = subprocess.run(command, cwd=FOLDER.parents[1], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert "-I -S" in done.stderr


def test_exactpl_starts_it_so_that_no_cache_is_run(good: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(FOLDER.parent, copy / "exactpl", ignore=shutil.ignore_patterns("__pycache__"))
    was_run = tmp_path / "was_run"
    cache = copy / "exactpl" / "checker" / "__pycache__" / f"__main__.{sys.implementation.cache_tag}{CACHED}"
    compiled(f"open({str(was_run)!r}, 'w').close()\n" + (FOLDER / "__main__.py").read_text(), cache)
    ask = f"import exactpl as xp; print(xp.__file__, xp.check({str(good)!r}).checker_sha256)"
    done = subprocess.run([sys.executable, "-c", ask], cwd=copy, capture_output=True, text=True, check=True)
    assert done.stdout == f"{copy / 'exactpl' / '__init__.py'} {GENUINE}\n"
    assert not was_run.exists()


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "exactpl-check.pyz"
    build_pyz(path, FOLDER)
    return path


def test_an_archive_has_the_digest_of_its_folder(good: Path, archive: Path) -> None:
    assert f"checker sha256:{GENUINE} " in run_process(str(good), program=archive).out


def with_member(name: str, data: bytes) -> Callable[[Path], None]:
    def change(archive: Path) -> None:
        with zipfile.ZipFile(archive, "a") as file:
            file.writestr(zipfile.ZipInfo(name.replace("HERE/", place_of(file)), (1980, 1, 1, 0, 0, 0)), data)

    return change


def place_of(file: zipfile.ZipFile) -> str:
    """The folder in the archive where the checker's files are."""
    return next(name for name in file.namelist() if name.endswith("cli.py")).removesuffix("cli.py")


def rewritten(change: Callable[[zipfile.ZipInfo, bytes], bytes], compression: int = 0) -> Callable[[Path], None]:
    """The same members with other bytes."""

    def rewrite(archive: Path) -> None:
        with zipfile.ZipFile(archive) as file:
            members = [(entry, change(entry, file.read(entry))) for entry in file.infolist()]
        first = archive.read_bytes().partition(b"\n")[0] + b"\n"
        with archive.open("wb") as target:
            target.write(first)
            with zipfile.ZipFile(target, "w") as file:
                for entry, data in members:
                    entry.compress_type = compression
                    file.writestr(entry, data)

    return rewrite


def with_comment(archive: Path) -> None:
    with zipfile.ZipFile(archive, "a") as file:
        file.comment = b"checked by hand"


def bytecode(text: str) -> bytes:
    return bytes(importing._code_to_hash_pyc(compile(text, "x", "exec"), b"8 bytes.", False))


ERRORS = (FOLDER / "errors.py").read_bytes()
CHANGED: dict[str, Callable[[Path], object]] = {
    "a package": with_member("HERE/errors/__init__.py", HOOK.encode() + ERRORS),
    "bytecode": with_member("HERE/errors.pyc", bytecode(HOOK + ERRORS.decode())),
    "an extension": with_member("HERE/errors.so", b""),
    "a module of the library": with_member("hashlib.py", library("hashlib").encode()),
    "bytecode of the library": with_member("contextlib.pyc", bytecode(library("contextlib"))),
    "a file twice": with_member("HERE/errors.py", ERRORS),
    "a backslash": with_member("rooms\\errors.py", b""),
    "another case": with_member("HERE/Errors.py", ERRORS),
    "a text": with_member("README", b""),
    "a path upwards": with_member("../errors.py", b""),
    "a folder": with_member("rooms/", b""),
    "data before": lambda archive: archive.write_bytes(b"#!/bin/sh\nexit 0\n" + archive.read_bytes()),
    "data after": lambda archive: archive.write_bytes(archive.read_bytes() + b"more"),
    "a comment": with_comment,
    "itself again": lambda archive: archive.write_bytes(archive.read_bytes() * 2),
    "compression": rewritten(lambda _, data: data, zipfile.ZIP_DEFLATED),
}


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("name", CHANGED)
def test_an_archive_of_something_else_is_refused(good: Path, archive: Path, name: str) -> None:
    CHANGED[name](archive)
    assert_refused(run_process(str(good), program=archive), named="the archive")


MEMBERS: dict[str, Callable[[str], str]] = {
    "a text": lambda room: f"{room}/README",
    "bytecode": lambda room: f"{room}/more.pyc",
    "another case": lambda room: f"{room}/More.py",
    "a folder": lambda room: f"{room}/more/",
    "a backslash": lambda room: f"{room}\\more.py",
    "a path upwards": lambda room: f"{room}/../more.py",
    "two slashes": lambda room: f"{room}//more.py",
    "a package beside a module": lambda room: f"{room}/{a_module(FOLDER / room).stem}/__init__.py",
    "a folder that is no package": lambda room: f"{room}/more/more.py",
    "a module beside the room": lambda room: f"{room}.py",
}


@pytest.mark.parametrize("room", ROOMS)
@pytest.mark.parametrize("name", MEMBERS)
def test_what_is_no_source_file_is_refused_in_each_room_of_an_archive(
    good: Path, tmp_path: Path, name: str, room: str
) -> None:
    # in an archive that is made just as that of the checker is
    path = tmp_path / "checker.pyz"
    path.write_bytes(archive_of({**files_of_folder(str(FOLDER)), MEMBERS[name](room): HOOK.encode()}))
    result = run_process(str(good), program=path)
    assert_refused(result, named=room if "a module" in name or "no package" in name else "the archive")
    assert MARK not in result.err


@pytest.mark.parametrize("room", ROOMS)
def test_a_link_in_a_room_of_an_archive_is_refused(good: Path, archive: Path, room: str) -> None:
    with zipfile.ZipFile(archive, "a") as file:
        entry = zipfile.ZipInfo(f"{room}/more.py", (1980, 1, 1, 0, 0, 0))
        entry.create_system, entry.external_attr = 3, 0o120777 << 16
        file.writestr(entry, "../errors.py")
    assert_refused(run_process(str(good), program=archive), named="the archive")


@pytest.mark.parametrize("room", ROOMS)
def test_an_archive_without_a_room_is_refused(good: Path, tmp_path: Path, room: str) -> None:
    path = tmp_path / "checker.pyz"
    files = files_of_folder(str(FOLDER))
    path.write_bytes(archive_of({name: data for name, data in files.items() if name != f"{room}/__init__.py"}))
    assert_refused(run_process(str(good), program=path), named=room)


@pytest.mark.parametrize("name", ["__main__.py", "errors.py", "reading/mapfile.py", "rules/least_period.py"])
def test_each_file_of_an_archive_is_hashed(good: Path, archive: Path, name: str) -> None:
    rewritten(lambda entry, data: data + b"# more\n" if entry.filename.endswith(name) else data)(archive)
    result = run_process(str(good), program=archive)
    assert result.status == 0
    assert GENUINE not in result.out
