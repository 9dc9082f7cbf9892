"""`survey`: words, exit statuses, JSON, what goes to standard output and standard error, and what is refused."""

import json
from fractions import Fraction
from pathlib import Path

import pytest

from exactpl import survey
from exactpl.survey.questions import parse_question
from exactpl.survey.results import Result, Survey

TENTS = survey.family("random_tent")


@pytest.fixture
def tents(tmp_path: Path) -> str:
    """Return a result file of 40 tents."""
    path = tmp_path / "tents.jsonl"
    survey.run(TENTS, ["period:3", "pieces:4"], draws=40, output=path, seed=2, workers=1)
    return str(path)


def test_a_survey_prints_rates_and_distributions(cli, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    arguments = ("random_tent", "--draws", "40", "-q", "period:3", "--question", "pieces:4", "-o", str(path))
    status, out, err = cli("survey", *arguments, "--seed", "2", "--workers", "1")
    assert (status, err) == (0, "")
    found = survey.summary(path)
    rate, each = found["period:3"], found["pieces:4"]
    assert isinstance(rate, survey.Rate)
    assert isinstance(each, survey.Distribution)
    first, second, third, fourth = out.splitlines()
    assert first == f"OBSERVED period:3: {rate.yes} of 40 draws ({rate.yes / 40:.4%}), each decided exactly"
    assert second.startswith("        true rate in [")
    assert "with confidence 0.95 (Clopper and Pearson)" in second
    assert third.startswith("OBSERVED pieces:4: mean ")
    assert "over 40 draws" in third
    least, most = min(each.counts), max(each.counts)
    assert fourth.strip() == f"least {least}, median {each.quantile('1/2')}, 95 % {each.quantile('0.95')}, most {most}"


def test_printed_ends_are_rounded_outwards(cli, tents: str) -> None:
    rate = survey.summary(tents)["period:3"]
    assert isinstance(rate, survey.Rate)
    _, out, _ = cli("survey", tents)
    low, high = (Fraction(part.rstrip("%")) / 100 for part in out.split("[")[1].split("]")[0].split(", "))
    assert low <= rate.interval.lower < low + Fraction(1, 10**6)
    assert high - Fraction(1, 10**6) < rate.interval.upper <= high


def test_a_result_file_says_the_same_again(cli, tents: str) -> None:
    status, out, err = cli("survey", tents)
    again = cli(
        "survey", "random_tent", "--draws", "40", "-q", "period:3", "-q", "pieces:4", "--seed", "2", "-o", tents
    )
    assert (status, err) == (0, "")
    assert again == (0, out, "")
    assert cli("survey", tents, "--confidence", "1/2")[1] != out


def test_the_default_question_is_period_three_and_the_default_file_is_named(
    cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    status, out, err = cli("survey", "random_tent:most=3/2", "--draws", "5", "--seed", "7", "--workers", "1")
    assert status == 0
    assert out.startswith("OBSERVED period:3: 0 of 5 draws (0.0000%)")
    assert "random_tent-7.jsonl" in err
    assert [path.name for path in tmp_path.iterdir()] == ["random_tent-7.jsonl"]


def test_parameters_may_stand_in_the_text_or_beside_it(cli, tmp_path: Path) -> None:
    paths = [tmp_path / name for name in ("a.jsonl", "b.jsonl")]
    common = ("--draws", "5", "--workers", "1", "-o")
    cli("survey", "simple_rnn:width=3,variance=20", *common, str(paths[0]))
    cli("survey", "simple_rnn", "--width", "3", "--variance", "20", *common, str(paths[1]))
    assert paths[0].read_bytes() == paths[1].read_bytes()
    assert survey.read(paths[0])[0].family == survey.family("simple_rnn", width=3, variance=20)


def test_two_processes(cli, tents: str, tmp_path: Path) -> None:
    path = tmp_path / "two.jsonl"
    asked = ("-q", "period:3", "-q", "pieces:4", "--seed", "2")
    status, out, _ = cli("survey", "random_tent", "--draws", "40", *asked, "-o", str(path), "--workers", "2")
    assert (status, out) == (0, cli("survey", tents)[1])
    assert path.read_bytes() == Path(tents).read_bytes()


def test_observations_in_floats_say_so(cli, tmp_path: Path) -> None:
    path = str(tmp_path / "a.jsonl")
    status, out, _ = cli("survey", "notebook", "--draws", "5", "-q", "notebook:4", "-o", path, "--workers", "1")
    assert status == 0
    assert out.startswith("OBSERVED notebook:4: ")
    assert "in floats" in out
    assert "exactly" not in out


def test_undecided_draws_are_named(cli, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    question = parse_question("entropy")
    answers = ["yes", "undecided", "no", "undecided"]
    lines = [Result(i, {"entropy": answer}, {}).line() for i, answer in enumerate(answers)]
    path.write_text(Survey(TENTS, (question,)).header() + "".join(lines))
    status, out, _ = cli("survey", str(path))
    assert status == 0
    assert "1 of 4 draws" in out
    assert "undecided 2" in out


def test_certificates_are_kept(cli, tmp_path: Path) -> None:
    folder, path = tmp_path / "certificates", tmp_path / "a.jsonl"
    more = ("--certificates", str(folder), "--workers", "1", "-o", str(path))
    assert cli("survey", "random_tent", "--draws", "1", "-q", "period:2", *more)[0] == 0
    (only,) = folder.iterdir()
    assert only.name == "0-period-2.json"
    assert cli("check", str(only))[0] == 0


@pytest.mark.parametrize("question", ["period:3", "pieces:3"])
def test_a_file_with_a_header_only(question: str, cli, tmp_path: Path) -> None:
    """A survey that was killed before its first batch."""
    path = tmp_path / "a.jsonl"
    path.write_text(Survey(TENTS, (parse_question(question),)).header())
    for more in ((), ("--json",)):
        status, out, err = cli("survey", str(path), *more)
        assert (status, err) == (0, "")
        assert question in out
        assert "0" in out


# -- JSON --------------------------------------------------------------------------------------------------------------

KEYS = {"verdict", "value", "certificate", "family", "question", "draws", "seed", "interval", "confidence"}


def test_json_has_one_line_a_question_with_the_same_keys(cli, tents: str) -> None:
    status, out, err = cli("survey", tents, "--json")
    rate, counts = (json.loads(line) for line in out.splitlines())
    assert (status, err) == (0, "")
    assert set(rate) == set(counts) >= KEYS
    found = survey.summary(tents)
    first, second = found["period:3"], found["pieces:4"]
    assert isinstance(first, survey.Rate)
    assert isinstance(second, survey.Distribution)
    assert rate["verdict"] == counts["verdict"] == "observed"
    assert rate["value"] == {"yes": str(first.yes), "no": str(first.no), "undecided": "0"}
    assert [Fraction(end) for end in rate["interval"]] == list(first.interval)
    assert (rate["confidence"], rate["draws"], rate["seed"]) == ("19/20", "40", "2")
    assert (rate["family"], rate["question"]) == ("random_tent:least=1,most=2", "period:3")
    assert counts["value"] == {str(value): str(count) for value, count in second.counts.items()}
    assert counts["interval"] is None
    assert counts["certificate"] is None


def test_list_names_all_families_and_questions(cli) -> None:
    status, out, err = cli("survey", "list")
    assert (status, err) == (0, "")
    for name, kind in survey.FAMILIES.items():
        assert f"{name}:" in out
        assert kind.summary in out
    for name, kind in survey.QUESTIONS.items():
        assert name in out
        assert kind.summary in out
    status, out, _ = cli("survey", "list", "--json")
    named = [json.loads(line)["name"] for line in out.splitlines()]
    assert named == [*sorted(survey.FAMILIES), *survey.QUESTIONS]


# -- what is refused ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "FAMILY"),
        (("tents", "--draws", "5"), "a family ("),
        (("", "--draws", "5"), "a family ("),
        (("random_tent",), "--draws N"),
        (("random_tent", "--draws", "0"), "--draws must be an integer >= 1"),
        (("random_tent", "--draws", "1e3"), "--draws must be an integer"),
        (("random_tent", "--draws", "-5"), "--draws must be an integer"),
        (("random_tent", "--draws", "5", "--seed", "-1"), "--seed must be an integer"),
        (("random_tent", "--draws", "5", "--seed", "x"), "--seed must be an integer"),
        (("random_tent", "--draws", "5", "--workers", "0"), "--workers must be an integer"),
        (("random_tent", "--draws", "5", "--workers", "5000"), "workers must be"),
        (("random_tent", "--draws", "5", "--width", "3"), "has the parameters least, most"),
        (("random_tent:least=2", "--draws", "5"), "least < most"),
        (("random_tent:least=1,least=1", "--draws", "5"), "once each"),
        (("simple_rnn:width=0", "--draws", "5"), "width must be"),
        (("simple_rnn", "--width", "-1", "--draws", "5"), "width must be"),
        (("simple_rnn:width=2", "--width", "2", "--draws", "5"), "given twice"),
        (("simple_rnn", "--variance", "0", "--draws", "5"), "variance must be > 0"),
        (("simple_rnn", "--variance", "x", "--draws", "5"), "rational"),
        (("simple_rnn:name=x", "--draws", "5"), "has the parameters"),
        (("perturbed_tent:deviation=1e400", "--draws", "5"), "deviation"),
        (("notebook", "--depth", "1", "--draws", "5"), "depth must be >= 2"),
        (("random_tent", "--draws", "5", "-q", "period"), "needs a whole number"),
        (("random_tent", "--draws", "5", "-q", "period:0"), "N >= 1"),
        (("random_tent", "--draws", "5", "-q", "chaos"), "a question ("),
        (("random_tent", "--draws", "5", "-q", "entropy:2"), "takes no number"),
        (("random_tent", "--draws", "5", "-q", "regions"), "those of a network"),
        (("random_tent", "--draws", "5", "-q", "notebook:4"), "plain networks"),
        (("random_tent", "--draws", "5", "--confidence", "x"), "rational"),
        (("random_tent", "--draws", "5", "--confidence", "2"), "confidence must lie between 0 and 1"),
        (("random_tent", "--draws", "5", "--confidence", "1"), "confidence must lie between 0 and 1"),
        (("random_tent", "--draws", "5", "--scheduler", "nonsense"), "address of a running Dask scheduler"),
        (("random_tent", "--draws", "5", "--scheduler", "foo://127.0.0.1:1"), "address of a running Dask scheduler"),
        (("random_tent", "--draws", "5", "--scheduler", "x", "--workers", "2"), "give one of them"),
        (("missing.jsonl",), "readable result file"),
        (("random_tent", "--draws", "5", "--colour", "red"), "--colour"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_wrong_input_is_one_clear_error_and_leaves_no_file(
    cli, arguments: tuple[str, ...], message: str, tmp_path: Path
) -> None:
    if "--scheduler" in arguments:
        pytest.importorskip("distributed")
    drawing = [] if arguments == ("missing.jsonl",) else ["-o", str(tmp_path / "a.jsonl")]
    status, out, err = cli("survey", *arguments, *drawing)
    assert (status, out) == (2, "")
    assert message in err
    assert err.startswith("error: ")
    assert err.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_a_confidence_that_cannot_be_prints_nothing(cli, tmp_path: Path) -> None:
    """The first question has no interval, the second one has: on errors standard output stays empty."""
    path = tmp_path / "a.jsonl"
    survey.run(TENTS, ["pieces:3", "period:3"], draws=3, output=path, workers=1)
    status, out, err = cli("survey", str(path), "--confidence", "2")
    assert (status, out) == (2, "")
    assert "confidence" in err


def test_the_file_of_another_survey_is_refused_and_left_alone(cli, tents: str) -> None:
    before = Path(tents).read_bytes()
    for more in (("--seed", "3"), ("--seed", "2", "-q", "order"), ("--seed", "2", "--certificates", f"{tents}.folder")):
        status, out, err = cli("survey", "random_tent", "--draws", "50", "-o", tents, *more)
        assert (status, out) == (2, "")
        assert "must begin with the header of this survey" in err
        assert Path(tents).read_bytes() == before


def test_other_files_are_no_result_files(cli, tmp_path: Path) -> None:
    path = tmp_path / "other.jsonl"
    for text in ("", "{}\n", "x\n", '{"format":"exactpl-survey/1"}\n', "[" * 200_000 + "\n"):
        path.write_text(text)
        status, out, err = cli("survey", str(path))
        assert (status, out) == (2, "")
        assert err.startswith("error: ")
        assert err.count("\n") == 1
        assert path.read_text() == text


def test_paths_that_cannot_be_written(cli, tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "missing" / "a.jsonl"):
        status, out, err = cli("survey", "random_tent", "--draws", "5", "--workers", "1", "-o", str(path))
        assert (status, out) == (2, "")
        assert "writable path" in err
    assert list(tmp_path.iterdir()) == []


def test_the_whole_range_of_seeds_can_be_asked_for(cli, tmp_path: Path) -> None:
    """A seed is a whole number below 2^128, here as in a result file and in Python."""
    path = tmp_path / "a.jsonl"
    seed = 2**128 - 1
    status, _, _ = cli("survey", "random_tent", "--draws", "2", "--workers", "1", "--seed", str(seed), "-o", str(path))
    assert status == 0
    assert survey.read(path)[0].seed == seed


def test_a_cluster_by_its_address(cli, tents: str, tmp_path: Path) -> None:
    distributed = pytest.importorskip("distributed")
    path = tmp_path / "cluster.jsonl"
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, silence_logs=50
    ) as cluster:
        more = ("--scheduler", cluster.scheduler_address, "--seed", "2", "-o", str(path))
        status, out, err = cli("survey", "random_tent", "--draws", "40", "-q", "period:3", "-q", "pieces:4", *more)
    assert (status, err) == (0, "")
    assert out == cli("survey", tents)[1]
    assert path.read_bytes() == Path(tents).read_bytes()
