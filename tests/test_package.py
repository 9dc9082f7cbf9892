"""The package as a whole: light imports, honest names, an isolated checker, what the README says."""

import ast
import doctest
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import exactpl as xp
from tests.harness import FOLDER, run_process

ROOT = Path(__file__).resolve().parents[1]


def python(code: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **environment},
        cwd=ROOT,
    )


def test_finding_and_counting_loads_no_heavy_library() -> None:
    code = """
import sys
import exactpl as xp
xp.find_orbit(xp.zoo.tent(), 3)
xp.piece_count(xp.zoo.tent(), 1000)
print(sorted({"sympy", "numpy", "matplotlib", "hypothesis", "cyclopts", "rich"} & set(sys.modules)))
"""
    done = python(code)
    assert done.stdout.strip() == "[]", done.stderr


def test_import_alone_loads_no_floor() -> None:
    done = python("import sys, exactpl; print(sorted(m for m in sys.modules if m.startswith(('exactpl.', 'flint'))))")
    assert done.stdout.strip() == "[]", done.stderr


def test_every_public_name_is_there_and_listed() -> None:
    for name in xp.__all__:
        assert getattr(xp, name) is not None
        assert name in dir(xp)
    with pytest.raises(AttributeError, match="piece_cuont"):
        xp.piece_cuont  # type: ignore[attr-defined]


def test_the_stub_lists_what_is_exported() -> None:
    tree = ast.parse((ROOT / "exactpl" / "__init__.pyi").read_text())
    declared = [
        alias.asname for node in ast.walk(tree) if isinstance(node, ast.ImportFrom | ast.Import) for alias in node.names
    ]
    assert sorted(declared, key=str) == xp.__all__
    done = python("import exactpl; print(*(name for name in dir(exactpl) if not name.startswith('_')))")
    assert set(done.stdout.split()) - {"public_names"} == set(xp.__all__), done.stderr
    done = python("from exactpl import *; print(*(name for name in dir() if not name.startswith('_')))")
    assert done.stdout.split() == xp.__all__, done.stderr


def test_names_are_found_in_a_zip_file(tmp_path: Path) -> None:
    shutil.make_archive(str(tmp_path / "exactpl"), "zip", ROOT, "exactpl")
    code = "import exactpl as xp; print(xp.__file__, xp.zoo.tent(), xp.networks.RELU)"
    done = python(f"import sys; sys.path.insert(0, {str(tmp_path / 'exactpl.zip')!r}); {code}")
    assert ".zip" in done.stdout, done.stderr
    assert done.stdout.endswith("PL([(0, 0), ('1/2', 1), (1, 0)]) relu\n")


@pytest.mark.parametrize("checker", ["mypy", "pyright"])
def test_type_checkers_know_every_name_and_a_misspelt_one_is_an_error(checker: str, tmp_path: Path) -> None:
    pytest.importorskip(checker)
    good, bad = tmp_path / "good.py", tmp_path / "bad.py"
    names = [f"xp.{name}" for name in xp.__all__] + [f"xp.networks.{name}" for name in xp.networks.__all__]
    good.write_text(f"import exactpl as xp\nn: int = xp.piece_count(xp.zoo.tent(), 3)\nprint({', '.join(names)})\n")
    bad.write_text("import exactpl as xp\nn = xp.piece_cuont(xp.zoo.tent(), 3)\nm = xp.networks.segmnets\n")
    options = {"mypy": ["--strict"], "pyright": ["--pythonpath", sys.executable]}  # mypy with the cache of `make types`
    for file, status in ((good, 0), (bad, 1)):
        done = subprocess.run(
            [sys.executable, "-m", checker, *options[checker], str(file)],
            capture_output=True,
            text=True,
            check=False,
            cwd=ROOT,
        )
        assert done.returncode == status, done.stdout
    assert "piece_cuont" in done.stdout
    assert "segmnets" in done.stdout


def test_the_list_of_long_tests_names_tests() -> None:
    lines = (ROOT / "tests" / "long.txt").read_text().splitlines()
    named = [line for line in lines if not line.startswith("#")]
    assert named == sorted(set(named))
    for line in named:
        file, test = line.split("[")[0].split("::")
        assert f"def {test}(" in (ROOT / file).read_text(), line


def test_the_floors_hold() -> None:
    pytest.importorskip("importlinter")
    done = subprocess.run(
        [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    "path", sorted((ROOT / "proofs").rglob("*.json")), ids=lambda path: f"{path.parent.name}-{path.stem}"
)
def test_every_certificate_below_proofs_is_accepted_by_the_checker_alone(path: Path) -> None:
    done = run_process(str(path), program=FOLDER / "__main__.py")
    assert done.status == 0, done.out + done.err
    assert done.out.startswith("ACCEPT ")


def test_the_gallery_makes_the_same_certificates_again(tmp_path: Path) -> None:
    before = {path: path.read_bytes() for path in (ROOT / "proofs" / "gallery").rglob("*.json")}
    done = subprocess.run(
        [sys.executable, str(ROOT / "proofs" / "gallery" / "make.py")],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
    )
    assert done.returncode == 0, done.stderr
    assert {path: path.read_bytes() for path in before} == before
    assert len(before) >= 4


WIDTH = 120


def pages() -> list[Path]:
    folders = ("benchmarks", "docs", "exactpl", "examples", "proofs", "tests", "tools")
    return sorted([*ROOT.glob("*.md"), *(page for folder in folders for page in (ROOT / folder).rglob("*.md"))])


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.relative_to(ROOT).as_posix())
def test_no_line_of_a_page_is_longer_than_120_characters(page: Path) -> None:
    lines = page.read_text(encoding="utf-8").splitlines()
    long = [f"line {number}: {line}" for number, line in enumerate(lines, 1) if len(line) > WIDTH]
    assert not long, "\n".join(long)


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.relative_to(ROOT).as_posix())
def test_no_line_of_a_formula_begins_a_quotation_or_a_list(page: Path) -> None:
    """As `>= 1` and `- 1` would at the beginning of a line; the pages have neither quotations nor such lists."""
    text = re.sub(r"^```.*?^```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)
    assert not re.findall(r"^ {0,3}(?:>|[+-] ).*", text, re.MULTILINE)


def readme_blocks(fence: str) -> list[str]:
    text = (ROOT / "README.md").read_text()
    return re.findall(rf"```{fence}\n(.*?)```", text, flags=re.DOTALL)


def test_the_tour_of_the_readme_runs_and_says_the_truth(tmp_path: Path, monkeypatch, capsys) -> None:
    monkeypatch.chdir(tmp_path)
    (block,) = readme_blocks("python")
    names: dict[str, object] = {}
    exec(compile(block, "README.md", "exec"), names)
    assert capsys.readouterr().out == "accept\n"
    checker = doctest.OutputChecker()
    compared = 0
    for line in block.splitlines():
        code, hash_sign, comment = line.partition("  # ")
        if line.startswith(("f @", "xp.")) and hash_sign:
            got = repr(eval(code, names))
            want = comment.split(": ", 1)[-1].strip()
            if want.startswith(("PL(", "<PL", "[")):
                assert checker.check_output(want + "\n", got + "\n", doctest.ELLIPSIS), (want, got)
                compared += 1
    assert compared >= 3


def test_the_output_that_the_readme_shows_is_what_the_commands_print(tmp_path: Path) -> None:
    shown: list[tuple[str, list[str]]] = []
    inside = False
    for line in (ROOT / "README.md").read_text().splitlines():
        if line.startswith("    $ exactpl "):
            shown.append((line[6:], []))
            inside = True
        elif line and not line.startswith("    "):
            inside = False
        elif inside:
            shown[-1][1].append(line[4:])
    assert len(shown) == 10
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    for command, expected in shown:
        words = shlex.split(command)
        done = subprocess.run(
            [sys.executable, "-m", "exactpl", *words[1:]], capture_output=True, text=True, check=False, cwd=tmp_path
        )
        printed = done.stdout.splitlines()
        for line in (e for e in expected if e.strip()):
            pattern = re.escape(line).replace(r"\.\.\.", ".*")
            assert any(re.fullmatch(pattern, got) for got in printed), (command, line, printed)
