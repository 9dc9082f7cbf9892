"""Files of pictures: equal bytes in every process, the right format, written whole; and matplotlib is left alone."""

import os
import struct
import subprocess
import sys
import xml.etree.ElementTree as ET
from hashlib import sha256
from pathlib import Path

import pytest

from exactpl import InputError, zoo
from exactpl.plot import plot_iterate, save
from exactpl.plot.style import suffix_of

DRAW = """
import sys
from hashlib import sha256
from pathlib import Path
from exactpl import zoo
from exactpl.plot import plot_growth, plot_iterate, plot_trajectories, save

folder = Path(sys.argv[1])
pictures = {
    "map": plot_iterate(zoo.tent(), 3, cobweb="1/7"),
    "growth": plot_growth(zoo.golden(), upto=20, seen={3: 4}),
    "orbits": plot_trajectories(zoo.tent(), "1/7", beside="1/8"),
}
for name, picture in pictures.items():
    for suffix in ("svg", "png"):
        path = folder / f"{name}.{suffix}"
        save(picture, path)
        print(path.name, sha256(path.read_bytes()).hexdigest())
"""
BLOCKED = """
import sys

class Blocker:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] == "matplotlib":
            raise ImportError("blocked")

sys.meta_path.insert(0, Blocker())
"""


def python(code: str, *arguments: str, seed: str = "0") -> subprocess.CompletedProcess[str]:
    """Run code in a fresh process."""
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    command = [sys.executable, "-W", "error", "-c", code, *arguments]
    root = Path(__file__).resolve().parents[2]
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environment, cwd=root)


def test_equal_pictures_are_equal_files_in_every_process(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    found = []
    for seed in ("1", "2"):
        folder = tmp_path / seed
        folder.mkdir()
        done = python(DRAW, str(folder), seed=seed)
        assert done.returncode == 0, done.stderr
        found.append(done.stdout)
    assert found[0] == found[1]
    assert len(set(found[0].split())) == 12
    path = tmp_path / "map.svg"
    save(plot_iterate(zoo.tent(), 3, cobweb="1/7"), path)
    assert f"map.svg {sha256(path.read_bytes()).hexdigest()}" in found[0]
    save(plot_iterate(zoo.tent(), 3, cobweb="1/8"), path)
    assert sha256(path.read_bytes()).hexdigest() not in found[0]


def test_the_same_figure_twice(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    picture = plot_iterate(zoo.tent(), 2)
    for suffix in ("svg", "png"):
        save(picture, tmp_path / f"a.{suffix}")
        save(picture, tmp_path / f"b.{suffix}")
        assert (tmp_path / f"a.{suffix}").read_bytes() == (tmp_path / f"b.{suffix}").read_bytes()


def test_svg_and_png(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    picture = plot_iterate(zoo.tent(), 2)
    for name in ("a.svg", "A.SVG"):
        save(picture, tmp_path / name)
        root = ET.parse(tmp_path / name).getroot()
        assert root.tag == "{http://www.w3.org/2000/svg}svg"
        assert "date" not in (tmp_path / name).read_text().lower().replace("validate", "")
    for name in ("a.png", str(tmp_path / "b.png")):
        save(picture, tmp_path / name)
        content = (tmp_path / name).read_bytes()
        assert content.startswith(b"\x89PNG\r\n\x1a\n")
        assert struct.unpack(">II", content[16:24]) == (800, 800)
        assert content.endswith(b"IEND\xaeB`\x82")
        assert b"Software" not in content


@pytest.mark.parametrize("name", ["x.pdf", "x", "svg", ".svg", "x.svg.gz", "x.png ", "", "x.jpeg"])
def test_other_names_are_refused_before_any_work(name: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"ends in \.svg or \.png, found"):
        suffix_of(name)
    with pytest.raises(InputError, match=r"ends in \.svg or \.png, found"):
        save(None, name)  # type: ignore[arg-type]
    assert (suffix_of("x.svg"), suffix_of(Path("x.PNG"))) == (".svg", ".png")


def test_a_file_is_replaced_whole_and_a_link_stays_a_link(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    picture, real, link = plot_iterate(zoo.tent(), 2), tmp_path / "real.svg", tmp_path / "link.svg"
    real.write_text("old")
    link.symlink_to(real)
    save(picture, link)
    assert link.is_symlink()
    assert ET.parse(real).getroot().tag.endswith("svg")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["link.svg", "real.svg"]


def test_a_picture_that_fails_leaves_the_old_file(tmp_path: Path) -> None:
    class Broken:
        def draw_without_rendering(self) -> None: ...

        def set_layout_engine(self, _: object) -> None: ...

        def savefig(self, buffer: object, **_: object) -> None:
            buffer.write(b"half")  # type: ignore[attr-defined]
            raise RuntimeError("no more ink")

    pytest.importorskip("matplotlib")
    path = tmp_path / "a.svg"
    path.write_text("old")
    with pytest.raises(RuntimeError, match="no more ink"):
        save(Broken(), path)  # type: ignore[arg-type]
    assert path.read_text() == "old"
    assert [each.name for each in tmp_path.iterdir()] == ["a.svg"]


def test_places_that_cannot_be_written(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    (tmp_path / "folder.svg").mkdir()
    picture = plot_iterate(zoo.tent())
    for name in ("folder.svg", "none/x.svg"):
        with pytest.raises(InputError, match="a writable path"):
            save(picture, tmp_path / name)


def test_nothing_global_of_matplotlib_changes(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    code = (
        """
import sys
import matplotlib
def state():
    return [(key, repr(matplotlib.rcParams._get(key))) for key in sorted(matplotlib.rcParams)]

before = state()
"""
        + DRAW
        + """
assert state() == before
assert "matplotlib.pyplot" not in sys.modules
print("unchanged")
"""
    )
    done = python(code, str(tmp_path))
    assert done.returncode == 0, done.stderr
    assert done.stdout.endswith("unchanged\n")


def test_nothing_is_loaded_before_a_picture_is_drawn() -> None:
    code = "import sys, exactpl.plot, exactpl.cli.plot; print('matplotlib' in sys.modules)"
    assert python(code).stdout == "False\n"


def test_missing_matplotlib_is_named_with_what_to_install(tmp_path: Path) -> None:
    draw = "from exactpl import zoo\nfrom exactpl.plot import plot_iterate\nplot_iterate(zoo.tent())"
    done = python(BLOCKED + draw)
    assert done.returncode == 1
    assert "InputError: pictures need matplotlib" in done.stderr
    assert "pip install 'exactpl[plot]'" in done.stderr
    path = str(tmp_path / "a.svg")
    command = f"from exactpl.cli.application import run\nsys.exit(run(['plot', 'missing.json', '-o', {path!r}]))"
    done = python(BLOCKED + command)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("error: pictures need matplotlib, which is not installed: pip install")
    assert list(tmp_path.iterdir()) == []
