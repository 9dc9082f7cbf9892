"""What a result file says, against a naive recount of its lines."""

import json
import random
from collections import Counter
from fractions import Fraction
from math import ceil
from pathlib import Path

import pytest

from exactpl import survey
from exactpl.errors import InexactNumberError, InputError
from exactpl.survey import Distribution, Rate, clopper_pearson, read, summary
from exactpl.survey.questions import Answer, parse_question
from exactpl.survey.results import Result, Survey

MAPS = survey.family("random_map")


def written(path: Path, question: str, answers: list[Answer]) -> Path:
    """Write a result file with these answers to one question."""
    header = Survey(MAPS, (parse_question(question),), 3).header()
    path.write_text(header + "".join(Result(i, {question: a}, {}).line() for i, a in enumerate(answers)))
    return path


def test_counts_are_those_of_a_naive_recount(tmp_path: Path) -> None:
    path = tmp_path / "maps.jsonl"
    questions = ["period:3", "order", "contraction", "pieces:3", "laps:2"]
    survey.run(MAPS, questions, draws=150, output=path, seed=5, workers=1)
    rows = [json.loads(line)["answers"] for line in path.read_text().splitlines()[1:]]
    found = summary(path)
    assert found.draws == len(rows) == 150
    assert (found.survey.family, found.survey.seed) == (MAPS, 5)
    assert list(found.found) == questions
    for question in questions[:3]:
        counter = Counter(row[question] for row in rows)
        rate = found[question]
        assert isinstance(rate, Rate)
        assert (rate.yes, rate.no, rate.undecided) == (counter["yes"], counter["no"], 0)
        assert rate.draws == 150
        assert rate.interval == clopper_pearson(counter["yes"], 150)
    for question in questions[3:]:
        values = sorted(int(row[question]) for row in rows)
        each = found[question]
        assert isinstance(each, Distribution)
        assert each.counts == Counter(values)
        assert list(each.counts) == sorted(each.counts)
        assert each.draws == 150
        assert each.mean == Fraction(sum(values), 150)


@pytest.mark.parametrize(("yes", "no", "undecided"), [(3, 5, 2), (0, 10, 1), (10, 0, 1), (0, 0, 4), (2, 2, 0)])
def test_undecided_draws_widen_the_interval_on_both_sides(yes: int, no: int, undecided: int, tmp_path: Path) -> None:
    answers: list[Answer] = ["yes"] * yes + ["no"] * no + ["undecided"] * undecided
    random.Random(1).shuffle(answers)
    for confidence in ("95/100", "1/2"):
        rate = summary(written(tmp_path / "a.jsonl", "entropy", answers), confidence=confidence)["entropy"]
        assert isinstance(rate, Rate)
        assert (rate.yes, rate.no, rate.undecided) == (yes, no, undecided)
        n = len(answers)
        assert rate.interval.lower == clopper_pearson(yes, n, confidence=confidence).lower
        assert rate.interval.upper == clopper_pearson(yes + undecided, n, confidence=confidence).upper
        for possible in range(yes, yes + undecided + 1):
            assert rate.interval.contains_interval(clopper_pearson(possible, n, confidence=confidence))


def test_quantiles_against_a_sorted_list(tmp_path: Path) -> None:
    rng = random.Random(2)
    for size in (1, 2, 3, 10, 37):
        values = [rng.choice((1, 2, 3, 10**30, rng.randint(1, 50))) for _ in range(size)]
        each = summary(written(tmp_path / "a.jsonl", "pieces:5", list(values)))["pieces:5"]
        assert isinstance(each, Distribution)
        ordered = sorted(values)
        for k in range(1, 41):
            part = Fraction(k, 40)
            expected = ordered[ceil(part * size) - 1]
            assert each.quantile(part) == expected
            assert sum(v <= expected for v in values) >= part * size > sum(v < expected for v in values)
        assert each.quantile(1) == each.quantile("1") == ordered[-1]
        assert each.quantile("1/1000000") == ordered[0]
        assert each.quantile("0.5") == each.quantile("1/2")


@pytest.mark.parametrize("part", [0, -1, "-1/2", 2, "3/2", "1/0", "half"], ids=repr)
def test_parts_lie_between_zero_and_one(part: object, tmp_path: Path) -> None:
    each = summary(written(tmp_path / "a.jsonl", "pieces:5", [1, 2, 3]))["pieces:5"]
    assert isinstance(each, Distribution)
    with pytest.raises(InputError):
        each.quantile(part)  # type: ignore[arg-type]


def test_parts_are_no_floats(tmp_path: Path) -> None:
    each = summary(written(tmp_path / "a.jsonl", "pieces:5", [1, 2, 3]))["pieces:5"]
    assert isinstance(each, Distribution)
    with pytest.raises(InexactNumberError):
        each.quantile(0.5)  # type: ignore[arg-type]


def test_undecided_counts_are_not_lost(tmp_path: Path) -> None:
    """A count that was over its budget is still a draw: three draws, of which one is open."""
    found = summary(written(tmp_path / "a.jsonl", "pieces:5", [4, "undecided", 6]))
    each = found["pieces:5"]
    assert found.draws == 3
    assert isinstance(each, Distribution)
    assert each.counts == {4: 1, 6: 1}
    assert each.draws == 3 or getattr(each, "undecided", 0) == 1


@pytest.mark.parametrize("answers", [[], ["undecided", "undecided"]], ids=len)
def test_a_question_for_numbers_has_a_distribution_also_without_any(answers: list[Answer], tmp_path: Path) -> None:
    assert isinstance(summary(written(tmp_path / "a.jsonl", "laps:5", answers))["laps:5"], Distribution)


def test_a_file_with_a_header_only(tmp_path: Path) -> None:
    found = summary(written(tmp_path / "a.jsonl", "period:3", []))
    rate = found["period:3"]
    assert found.draws == 0
    assert isinstance(rate, Rate)
    assert tuple(rate.interval) == (0, 1)


@pytest.mark.parametrize("confidence", [0, 1, 2, "-1/2"], ids=repr)
@pytest.mark.parametrize("question", ["period:3", "pieces:3"])
def test_impossible_confidences_are_refused_at_once(question: str, confidence: object, tmp_path: Path) -> None:
    answers: list[Answer] = ["no", "yes"] if question == "period:3" else [1, 2]
    path = written(tmp_path / "a.jsonl", question, answers)
    with pytest.raises(InputError, match="confidence"):
        summary(path, confidence=confidence)  # type: ignore[arg-type]


# -- reading -----------------------------------------------------------------------------------------------------------


def test_reading_what_was_cut_off_anywhere(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    survey.run(MAPS, ["period:3", "pieces:2"], draws=3, output=path, workers=1)
    whole = path.read_bytes()
    everything = list(read(path)[1])
    assert [each.draw for each in everything] == [0, 1, 2]
    for end in range(len(whole) + 1):
        path.write_bytes(whole[:end])
        lines = whole[:end].count(b"\n")
        if lines == 0:
            with pytest.raises(InputError, match="no whole line"):
                read(path)
            continue
        found, results = read(path)
        assert list(results) == everything[: lines - 1]
        assert found.family == MAPS
        assert summary(path).draws == lines - 1


def test_lines_are_written_and_read_back(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    asked = survey.run(MAPS, ["pieces:300", "period:3", "order"], draws=5, output=path, seed=2**128 - 1, workers=1)
    found, results = read(path)
    assert found == asked
    assert found.header() + "".join(each.line() for each in results) == path.read_text()
    assert Survey.of_header(found.header()) == found


def test_counts_of_thousands_of_digits(tmp_path: Path) -> None:
    huge = 10**6000 + 1
    path = written(tmp_path / "a.jsonl", "pieces:5", [huge, 3])
    assert [each.answers["pieces:5"] for each in read(path)[1]] == [huge, 3]
    each = summary(path)["pieces:5"]
    assert isinstance(each, Distribution)
    assert each.quantile(1) == huge


GOOD = Survey(MAPS, (parse_question("period:3"),), 3).header()


@pytest.mark.parametrize(
    "header",
    [
        *["\n", "{}\n", "[]\n", "3\n", "x\n", "null\n", "\xff\n", '{"format":"exactpl-survey/1"}\n'],
        GOOD.replace("survey/1", "survey/2"),
        GOOD.replace('"seed":"3"', '"seed":3'),
        GOOD.replace('"seed":"3"', '"seed":"-3"'),
        GOOD.replace('"seed":"3"', '"seeds":"3"'),
        GOOD.replace("random_map", "random_maps"),
        GOOD.replace("period:3", "period:0"),
        GOOD.replace('["period:3"]', '"period:3"'),
        GOOD.replace('{"pieces":4}', '{"pieces":0}'),
        GOOD.replace('{"pieces":4}', '{"pieces":[4]}'),
        GOOD.replace('{"pieces":4}', '{"size":4}'),
        GOOD.replace('{"pieces":4}', "4"),
        GOOD.replace('{"pieces":4}', '{"name":"4"}'),
        GOOD.replace('"seed":"3"', '"seed":"3","more":1'),
        "[" * 200_000 + "\n",
    ],
)
def test_headers_that_are_none(header: str, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(header.encode("latin-1"))
    with pytest.raises(InputError):
        read(path)


def test_files_that_are_not_there(tmp_path: Path) -> None:
    for path in (tmp_path / "missing.jsonl", tmp_path):
        with pytest.raises(InputError, match="readable result file"):
            read(path)


def test_reading_goes_on_while_the_file_grows(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    survey.run(MAPS, ["period:3"], draws=2, output=path, workers=1)
    _, results = read(path)
    first = next(results)
    survey.run(MAPS, ["period:3"], draws=4, output=path, workers=1)
    assert [first.draw, *(each.draw for each in results)] in ([0, 1], [0, 1, 2, 3])
