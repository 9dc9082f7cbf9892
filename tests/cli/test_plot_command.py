"""`plot`: what it writes, and what it refuses before any work."""

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

import exactpl.cli.plot as command
from exactpl import survey
from exactpl.survey import run

pytest.importorskip("matplotlib")
PRINTED = str(Path(__file__).resolve().parents[2] / "examples" / "notebook_relu_network.json")


@pytest.mark.parametrize(
    "arguments",
    [
        ("tent",),
        ("scrambling", "-k", "3", "--cycle", "3"),
        ("tent", "-k", "0"),
        ("tent", "-k", "2", "--cobweb", "1/7", "--steps", "5"),
        ("tent", "--growth", "40"),
        ("scrambling", "--orbit", "0.175421", "--beside", "0.1754211"),
        ("tent", "--orbit", "1/7", "--steps", "9"),
        ("x", "--cobweb", "-1/2", "--on", "-1", "1"),
        ("1/2",),
        ("-x", "--orbit", "-3"),
        (PRINTED, "-k", "2"),
    ],
    ids=lambda arguments: " ".join(arguments).replace(PRINTED, "net"),
)
def test_pictures(cli, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    path = tmp_path / "picture.svg"
    status, out, err = cli("plot", *arguments, "-o", str(path))
    assert (status, out) == (0, "")
    assert f"wrote {path}" in err
    assert ET.parse(path).getroot().tag.endswith("svg")
    assert [each.name for each in tmp_path.iterdir()] == ["picture.svg"]


def test_png(cli, tmp_path: Path) -> None:
    path = tmp_path / "picture.png"
    assert cli("plot", "tent", "--output", str(path))[0] == 0
    assert path.read_bytes().startswith(b"\x89PNG")


def test_a_file_is_replaced_and_a_link_stays_a_link(cli, tmp_path: Path) -> None:
    real, link = tmp_path / "real.svg", tmp_path / "link.svg"
    real.write_text("old")
    link.symlink_to(real)
    assert cli("plot", "tent", "-o", str(link))[0] == 0
    assert link.is_symlink()
    first = real.read_bytes()
    assert first.startswith(b"<?xml")
    assert cli("plot", "tent", "-o", str(real))[0] == 0
    assert real.read_bytes() == first
    assert sorted(path.name for path in tmp_path.iterdir()) == ["link.svg", "real.svg"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("tent",), "a file for the picture is required: -o FILE.svg"),
        (("tent", "-o", "{}/a.pdf"), "ends in .svg or .png, found"),
        (("missing.json", "-o", "{}/a.pdf"), "ends in .svg or .png, found"),
        (("tent", "-o", "{}/none/a.svg"), "a writable path is required"),
        (("tent", "-o", "{}/a.svg", "--growth", "5", "--orbit", "1/3"), "at most one of"),
        (("tent", "-o", "{}/a.svg", "--cobweb", "1/3", "--orbit", "1/3"), "at most one of"),
        (("tent", "-o", "{}/a.svg", "--growth", "5", "--cobweb", "1/3"), "at most one of"),
        (("tent", "-o", "{}/a.svg", "--growth", "5", "--orbit", "0", "--cobweb", "1/3"), "at most one of"),
        (("tent:slope=6/5", "--cycle", "3", "-o", "{}/a.svg"), "no point of least period 3"),
        (("tent", "--cycle", "0", "-o", "{}/a.svg"), "--cycle must be an integer >= 1"),
        (("tent", "--growth", "0", "-o", "{}/a.svg"), "--growth must be an integer >= 1"),
        (("tent", "--cobweb", "1/3", "--steps", "0", "-o", "{}/a.svg"), "--steps must be an integer >= 1"),
        (("tent", "-k", "-1", "-o", "{}/a.svg"), "k must be an integer >= 0"),
        (("tent", "--cobweb", "2", "-o", "{}/a.svg"), "a cobweb begins in the domain"),
        (("tent", "--orbit", "2", "-o", "{}/a.svg"), "a trajectory begins in the domain"),
        (("tent", "--orbit", "x", "-o", "{}/a.svg"), "'x'"),
        (("tent", "tent", "-o", "{}/a.svg"), "one MAP, or result files"),
        (("missing.json", "-o", "{}/a.svg"), "No such file"),
        (("missing.jsonl", "-o", "{}/a.svg"), "No such file"),
        (("nothing", "-o", "{}/a.svg"), "no name of the zoo"),
    ],
    ids=lambda each: " ".join(each) if isinstance(each, tuple) else "",
)
def test_wrong_input_is_one_clear_error(cli, tmp_path: Path, arguments: tuple[str, ...], message: str) -> None:
    status, out, err = cli("plot", *(each.format(tmp_path) for each in arguments))
    assert (status, out) == (2, "")
    assert message in err
    assert err.startswith("error: ")
    assert list(tmp_path.iterdir()) == []


def test_the_name_is_looked_at_before_the_work(cli, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(_: str) -> None:
        raise AssertionError("the work began")

    monkeypatch.setattr(command, "subject_of", never)
    assert cli("plot", "tent", "-o", "a.pdf")[0] == 2
    assert cli("plot", "tent")[0] == 2


def test_too_many_pieces_are_over_budget(cli, tmp_path: Path) -> None:
    status, out, err = cli("plot", "tent", "-k", "30", "-o", str(tmp_path / "a.svg"))
    assert (status, out) == (3, "")
    assert "at most 20,000 pieces can be drawn, f^30 has 1,073,741,824. Take a smaller k." in err
    assert list(tmp_path.iterdir()) == []


def test_one_point_beside_itself(cli, tmp_path: Path) -> None:
    status, _, err = cli("plot", "tent", "--orbit", "1/3", "--beside", "1/3", "-o", str(tmp_path / "a.svg"))
    assert status in (0, 2)
    assert "internal error" not in err


@pytest.mark.parametrize(
    "arguments",
    [
        ("0:0 1:1e400 1e401:0",),
        ("10000000000*x", "--orbit", "1"),
        ("10000000000*x", "--cobweb", "1", "--steps", "60"),
    ],
    ids=" ".join,
)
def test_numbers_beyond_floats_are_refused(cli, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    status, out, err = cli("plot", *arguments, "-o", str(tmp_path / "a.svg"))
    assert (status, out) in ((2, ""), (3, ""))
    assert err.startswith("error: ")
    assert list(tmp_path.iterdir()) == []


def test_a_part_of_the_domain(cli, tmp_path: Path) -> None:
    path = str(tmp_path / "a.svg")
    assert cli("plot", "0:0 1/4:1/2 1/2:0 1:1", "-k", "3", "--on", "0", "1/2", "-o", path)[0] == 0
    status, _, err = cli("plot", "tent", "--on", "0", "2", "-o", path)
    assert status == 2
    assert "inside the domain [0, 1]" in err


# ------------------------------------------------------------------------------
# Result files


@pytest.fixture
def results(tmp_path: Path) -> list[str]:
    paths = []
    for width in (2, 3):
        path = tmp_path / f"{width}.jsonl"
        run(
            survey.family("simple_rnn", width=width),
            ["period:3", "entropy", "pieces:4"],
            draws=8,
            output=path,
            workers=1,
        )
        paths.append(str(path))
    return paths


def test_rates_of_result_files(cli, tmp_path: Path, results: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []
    original = command.plot_rates
    monkeypatch.setattr(command, "plot_rates", lambda curves: seen.append(curves) or original(curves))
    path = tmp_path / "rates.svg"
    assert cli("plot", results[0], "-o", str(path))[0] == 0
    assert cli("plot", *results, "-o", str(path))[0] == 0
    assert ET.parse(path).getroot().tag.endswith("svg")
    one, two = seen
    assert one.keys() == two.keys() == {"period:3", "entropy"}
    for name, points in two.items():
        assert [label.replace("\n", ",") for label, _ in points] == [
            str(survey.read(each)[0].family) for each in results
        ]
        assert [rate for _, rate in points] == [survey.summary(each)[name] for each in results]
        assert all(rate.draws == 8 for _, rate in points)


def test_result_files_without_rates_and_other_files(cli, tmp_path: Path, results: list[str]) -> None:
    only = tmp_path / "only.jsonl"
    run(survey.family("simple_rnn", width=2), ["pieces:4"], draws=3, output=only, workers=1)
    broken = tmp_path / "broken.jsonl"
    broken.write_text("{}\n")
    for files, message in (
        ([str(only)], "at least one rate is required"),
        ([str(broken)], "a result file of a survey"),
        ([results[0], str(broken)], "a result file of a survey"),
        ([results[0], "tent"], "tent"),
    ):
        status, out, err = cli("plot", *files, "-o", str(tmp_path / "a.svg"))
        assert (status, out) == (2, "")
        assert message in err
    assert not (tmp_path / "a.svg").exists()
