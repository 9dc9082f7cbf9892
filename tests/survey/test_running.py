"""Running a survey: the bytes of the file do not depend on how it was made, interrupted, or extended."""

import json
import random
import threading
from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

import exactpl as xp
from exactpl import survey
from exactpl.errors import InputError
from exactpl.survey.questions import Question, Specimen
from exactpl.survey.results import Result, Survey

TENTS = survey.family("random_tent")
QUESTIONS = ["period:3", "pieces:4", "order"]


def run(path: Path, draws: int = 50, **more: Any) -> bytes:
    survey.run(TENTS, QUESTIONS, draws=draws, output=path, **{"workers": 1, "seed": 9, **more})
    return path.read_bytes()


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return run(tmp_path_factory.mktemp("undisturbed") / "tents.jsonl")


class Backwards(Executor):
    """Runs what was submitted on one thread, always the latest first."""

    def __init__(self) -> None:
        self._waiting: list[tuple[Future[Any], Callable[[], Any]]] = []
        self._condition = threading.Condition()
        self.order: list[int] = []
        self._count = 0
        self._thread = threading.Thread(target=self._work, daemon=True)
        self._stopped = False

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> "Future[Any]":
        future: Future[Any] = Future()
        with self._condition:
            number, self._count = self._count, self._count + 1

            def work() -> Any:
                self.order.append(number)
                return fn(*args, **kwargs)

            self._waiting.append((future, work))
            self._condition.notify()
        if number == 7:  # a few are there to choose from
            self._thread.start()
        return future

    def _work(self) -> None:
        while True:
            with self._condition:
                while not self._waiting and not self._stopped:
                    self._condition.wait()
                if self._stopped:
                    return
                future, work = self._waiting.pop()
            if future.set_running_or_notify_cancel():
                future.set_result(work())

    def shutdown(self, *_: bool, **__: bool) -> None:
        with self._condition:
            self._stopped = True
            self._condition.notify()
        self._thread.join()


# -- the same bytes ----------------------------------------------------------------------------------------------------


def test_the_file_is_what_its_description_says(undisturbed: bytes) -> None:
    header, *lines = undisturbed.decode("ascii").splitlines()
    assert json.loads(header) == {
        "family": "random_tent",
        "format": "exactpl-survey/1",
        "parameters": {"least": "1", "most": "2"},
        "questions": QUESTIONS,
        "seed": "9",
    }
    assert [json.loads(line)["draw"] for line in lines] == list(range(50))
    for i, line in enumerate(lines):
        f = TENTS.draw(9, i)
        assert json.loads(line)["answers"] == {
            "period:3": "yes" if xp.has_least_period(f, 3) else "no",
            "pieces:4": str(xp.piece_count(f, 4)),
            "order": "no" if xp.has_least_period(f, 2) else "yes",
        }


@pytest.mark.parametrize("batch", [1, 7, 49, 50, 100, 10**9])
def test_any_batch(batch: int, undisturbed: bytes, tmp_path: Path) -> None:
    assert run(tmp_path / "a.jsonl", batch=batch) == undisturbed


@pytest.mark.parametrize("batch", [1, 7])
def test_two_processes(batch: int, undisturbed: bytes, tmp_path: Path) -> None:
    assert run(tmp_path / "a.jsonl", workers=2, batch=batch) == undisturbed


@pytest.mark.parametrize("batch", [1, 7, 100])
def test_threads_of_a_foreign_executor(batch: int, undisturbed: bytes, tmp_path: Path) -> None:
    with ThreadPoolExecutor(4) as executor:
        assert run(tmp_path / "a.jsonl", executor=executor, workers=None, batch=batch) == undisturbed
        assert executor.submit(int).result() == 0  # it was not shut down


def test_an_executor_that_completes_the_latest_first(undisturbed: bytes, tmp_path: Path) -> None:
    with Backwards() as executor:
        assert run(tmp_path / "a.jsonl", executor=executor, workers=None, batch=3) == undisturbed
        assert executor.order != sorted(executor.order)
        assert sorted(executor.order) == list(range(17))


def test_a_cluster_of_dask(undisturbed: bytes, tmp_path: Path) -> None:
    distributed = pytest.importorskip("distributed")
    with (
        distributed.LocalCluster(
            n_workers=4, threads_per_worker=1, processes=True, dashboard_address=None, silence_logs=50
        ) as cluster,
        distributed.Client(cluster, set_as_default=False) as client,
    ):
        for batch in (1, 7):
            path = tmp_path / f"{batch}.jsonl"
            assert run(path, executor=client.get_executor(), workers=None, batch=batch) == undisturbed


def test_questions_are_asked_once_and_in_their_order(tmp_path: Path) -> None:
    asked = ["period:3", Question("period", 3), "order", "period:03"]
    found = survey.run(TENTS, asked, draws=3, output=tmp_path / "a.jsonl", workers=1)
    assert [str(q) for q in found.questions] == ["period:3", "order"]
    assert isinstance(found, Survey)


# -- going on ----------------------------------------------------------------------------------------------------------


def test_cut_off_at_every_byte(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    whole = run(path, draws=3)
    for end in range(len(whole) + 1):
        path.write_bytes(whole[:end])
        assert run(path, draws=3) == whole, end


def test_cut_off_anywhere_and_gone_on_with_by_threads(undisturbed: bytes, tmp_path: Path) -> None:
    rng = random.Random(1)
    path = tmp_path / "a.jsonl"
    with ThreadPoolExecutor(3) as executor:
        for _ in range(40):
            path.write_bytes(undisturbed[: rng.randrange(len(undisturbed))])
            assert run(path, executor=executor, workers=None, batch=rng.choice((1, 4, 30))) == undisturbed


def test_extending(tmp_path: Path) -> None:
    at_once = run(tmp_path / "once.jsonl", draws=120)
    path = tmp_path / "twice.jsonl"
    first = run(path, draws=50)
    assert at_once.startswith(first)
    assert run(path, draws=120, batch=11) == at_once


def test_fewer_draws_than_there_are_change_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    whole = run(path, draws=20)
    for draws in (1, 19, 20):
        assert run(path, draws=draws) == whole
    with pytest.raises(InputError, match="draws"):
        run(path, draws=0)
    assert path.read_bytes() == whole


@pytest.mark.parametrize("at", [0, 1, 17])
def test_a_worker_that_fails_leaves_whole_lines(at: int, undisturbed: bytes, tmp_path: Path) -> None:
    class Failing(ThreadPoolExecutor):
        submitted = 0

        def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> "Future[Any]":
            Failing.submitted += 1
            if Failing.submitted == at + 1:
                return super().submit(int, "no number")
            return super().submit(fn, *args, **kwargs)

    path = tmp_path / "a.jsonl"
    with Failing(2) as executor, pytest.raises(ValueError, match="no number"):
        run(path, executor=executor, workers=None, batch=2)
    there = path.read_bytes()
    assert undisturbed.startswith(there)
    assert there.endswith(b"\n")
    assert there.count(b"\n") == 1 + 2 * at
    assert run(path) == undisturbed


# -- files that are refused, and left as they are ----------------------------------------------------------------------


def require_untouched(path: Path, data: bytes, message: str, **more: Any) -> None:
    path.write_bytes(data)
    with pytest.raises(InputError, match=message) as caught:
        run(path, **more)
    assert path.read_bytes() == data
    assert str(path) in str(caught.value)


def test_files_of_other_surveys(undisturbed: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    kwargs: dict[str, Any] = {"output": path, "draws": 60, "workers": 1}
    path.write_bytes(undisturbed)
    for family, questions, seed, more in (
        (TENTS, QUESTIONS, 10, {}),
        (TENTS, QUESTIONS[:2], 9, {}),
        (TENTS, QUESTIONS[::-1], 9, {}),
        (TENTS, [*QUESTIONS, "entropy"], 9, {}),
        (survey.family("random_tent", most="3/2"), QUESTIONS, 9, {}),
        (survey.family("random_map"), QUESTIONS, 9, {}),
        (TENTS, QUESTIONS, 9, {"certificates": tmp_path / "certificates"}),
    ):
        with pytest.raises(InputError, match="must begin with the header of this survey"):
            survey.run(family, questions, seed=seed, **kwargs, **more)
        assert path.read_bytes() == undisturbed


@pytest.mark.parametrize(
    "data", [b"\n", b" ", b"x", b"{}\n", b"\x00" * 1000, b"\xff\xfe", b"a" * 10**5], ids=lambda data: ascii(data[:4])
)
def test_files_that_are_no_survey(data: bytes, tmp_path: Path) -> None:
    require_untouched(tmp_path / "a.jsonl", data, "must begin with the header")


def test_line_ends_of_another_system(undisturbed: bytes, tmp_path: Path) -> None:
    require_untouched(tmp_path / "a.jsonl", undisturbed.replace(b"\n", b"\r\n"), "must begin with the header")


def test_every_changed_byte_of_a_line_in_the_middle_is_seen_or_is_an_answer(undisturbed: bytes, tmp_path: Path) -> None:
    """No byte can turn a line into one of another draw or question; only digits of a count can change unseen."""
    path = tmp_path / "a.jsonl"
    lines = undisturbed.splitlines(keepends=True)[:6]
    for at in range(len(lines[3])):
        for byte in (b"x", b"\n", b"\x00", b'"'):
            broken = lines[3][:at] + byte + lines[3][at + 1 :]
            if broken == lines[3]:
                continue
            data = b"".join([*lines[:3], broken, *lines[4:]])
            path.write_bytes(data)
            with pytest.raises(InputError):
                run(path, draws=10)
            assert path.read_bytes() == data


def test_lines_that_are_lost_twice_or_in_disorder(undisturbed: bytes, tmp_path: Path) -> None:
    lines = undisturbed.splitlines(keepends=True)
    for broken in (
        [*lines[:3], *lines[4:]],
        [*lines[:4], *lines[3:]],
        [*lines[:3], lines[4], lines[3], *lines[5:]],
        [*lines[:3], b"\n", *lines[3:]],
        [*lines[:3], lines[3].rstrip(b"\n"), *lines[4:]],
        [lines[0], *lines],
    ):
        require_untouched(tmp_path / "a.jsonl", b"".join(broken), "must hold draw", draws=60)


@pytest.mark.parametrize("answer", ["maybe", "", "5", "Yes", None, True, 3, ["yes"], "-1"], ids=repr)
def test_answers_that_cannot_be_are_refused_with_their_line(answer: object, undisturbed: bytes, tmp_path: Path) -> None:
    lines = undisturbed.splitlines(keepends=True)
    for key in ("period:3", "pieces:4"):
        if (key, answer) == ("pieces:4", "5"):
            continue
        fields = json.loads(lines[3])
        fields["answers"][key] = answer
        broken = json.dumps(fields, sort_keys=True, separators=(",", ":")).encode() + b"\n"
        require_untouched(tmp_path / "a.jsonl", b"".join([*lines[:3], broken, *lines[4:]]), "line 4")


@pytest.mark.parametrize("number", [True, 1.0, "1", None, [1]], ids=repr)
def test_draws_have_whole_numbers(number: object, undisturbed: bytes, tmp_path: Path) -> None:
    lines = undisturbed.splitlines(keepends=True)
    fields = {**json.loads(lines[2]), "draw": number}
    broken = json.dumps(fields, sort_keys=True, separators=(",", ":")).encode() + b"\n"
    require_untouched(tmp_path / "a.jsonl", b"".join([*lines[:2], broken, *lines[3:]]), "must hold draw 1")


def test_a_line_of_brackets_is_refused(undisturbed: bytes, tmp_path: Path) -> None:
    lines = undisturbed.splitlines(keepends=True)
    require_untouched(tmp_path / "a.jsonl", b"".join([*lines[:3], b"[" * 200_000 + b"\n"]), "must hold draw 2")


def test_a_huge_line_is_refused_and_what_follows_it_is_kept(undisturbed: bytes, tmp_path: Path) -> None:
    lines = undisturbed.splitlines(keepends=True)
    data = b"".join([*lines[:3], b"x" * (1 << 24) + b"\n", *lines[4:]])
    require_untouched(tmp_path / "a.jsonl", data, "a.jsonl")


def test_paths_that_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="writable"):
        run(tmp_path)
    with pytest.raises(InputError, match="writable"):
        run(tmp_path / "missing" / "a.jsonl")
    assert list(tmp_path.iterdir()) == []


def test_two_surveys_on_one_file(undisturbed: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    started, go_on = threading.Event(), threading.Event()

    class Held(ThreadPoolExecutor):
        def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> "Future[Any]":
            started.set()
            go_on.wait(60)
            return super().submit(fn, *args, **kwargs)

    done: list[bytes] = []
    with Held(1) as executor:
        first = threading.Thread(target=lambda: done.append(run(path, executor=executor, workers=None)))
        first.start()
        try:
            assert started.wait(60)
            before = path.read_bytes()
            with pytest.raises(InputError, match="another survey is writing"):
                run(path)
            assert path.read_bytes() == before
        finally:
            go_on.set()
            first.join()
    assert done == [undisturbed]
    assert run(path) == undisturbed  # the lock went with the first survey


# -- what is refused before the work -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "wrong",
    [
        {"draws": 0},
        {"draws": -1},
        {"draws": 2.5},
        {"batch": 0},
        {"workers": 0},
        {"workers": 1025},
        {"workers": "2"},
        {"seed": -1},
        {"seed": 1 << 128},
        {"seed": "1"},
        {"questions": []},
        {"questions": ["chaos"]},
        {"questions": ["period:3", "regions"]},
        {"questions": ["notebook:4"]},
        {"questions": "period:3"},
    ],
    ids=str,
)
def test_wrong_arguments_leave_no_file(wrong: dict[str, Any], tmp_path: Path) -> None:
    arguments = {"questions": ["order"], "draws": 3, "output": tmp_path / "a.jsonl", "workers": 1, **wrong}
    with pytest.raises((InputError, TypeError)):
        survey.run(TENTS, arguments.pop("questions"), **arguments)
    assert list(tmp_path.iterdir()) == []


# -- certificates ------------------------------------------------------------------------------------------------------


def kept(path: Path, folder: Path) -> dict[tuple[int, str], str]:
    """Check that each positive answer has its file, with the hash of its line; return the hashes."""
    found, results = survey.read(path)
    assert found.certificates
    hashes: dict[tuple[int, str], str] = {}
    for result in results:
        positive = {question for question, answer in result.answers.items() if answer != "no"}
        assert set(result.certificates) == positive
        for question, digest in result.certificates.items():
            file = folder / f"{result.draw}-{question.replace(':', '-')}.json"
            assert sha256(file.read_bytes()).hexdigest() == digest
            hashes[result.draw, question] = digest
    return hashes


def test_certificates_are_there_and_accepted(tmp_path: Path) -> None:
    path, folder = tmp_path / "a.jsonl", tmp_path / "deep" / "certificates"
    questions = ["period:3", "entropy", "order", "pieces:2", "laps:3"]
    survey.run(TENTS, questions, draws=2, output=path, certificates=folder, workers=1)
    hashes = kept(path, folder)
    assert len(hashes) >= 6
    assert len(list(folder.iterdir())) == len(hashes)
    reports = [xp.check(file) for file in sorted(folder.iterdir())]
    assert all(report.is_accepted for report in reports)
    statements = " ".join(str(report.statement) for report in reports)
    assert "f^3 has exactly" in statements


def test_the_certificates_of_a_batch_are_checked_by_one_process(tmp_path: Path, monkeypatch) -> None:
    from exactpl.claims import checking

    sizes: list[int] = []
    plain = checking._together

    def together(certificates, fuel):
        sizes.append(len(certificates))
        return plain(certificates, fuel)

    monkeypatch.setattr(checking, "_together", together)
    results = {}
    for batch in (1, 3, 6):
        sizes.clear()
        path, folder = tmp_path / f"{batch}.jsonl", tmp_path / f"certificates {batch}"
        questions = ["period:3", "pieces:2"]
        survey.run(TENTS, questions, draws=6, output=path, certificates=folder, workers=1, batch=batch)
        kept(path, folder)
        results[batch] = path.read_bytes(), {file.name: file.read_bytes() for file in folder.iterdir()}
        assert len(sizes) <= 6 // batch
    assert results[1] == results[3] == results[6]
    assert sizes == [len(results[6][1])]
    assert sizes[0] >= 6


def test_a_certificate_that_is_not_accepted_stops_a_survey_and_one_that_is_declined_is_not_kept(
    tmp_path: Path, monkeypatch
) -> None:
    from exactpl.survey import running

    plain = running.check_each
    change = {"verdict": "decline", "rule": "fuel"}

    def each(certificates):
        for number, report in enumerate(plain(certificates)):
            yield replace(report, **change) if number == 1 else report

    monkeypatch.setattr(running, "check_each", each)
    path, folder = tmp_path / "a.jsonl", tmp_path / "certificates"
    survey.run(TENTS, ["pieces:2"], draws=4, output=path, certificates=folder, workers=1)
    assert sorted(file.name for file in folder.iterdir()) == ["0-pieces-2.json", "2-pieces-2.json", "3-pieces-2.json"]
    assert [bool(result.certificates) for result in survey.read(path)[1]] == [True, False, True, True]
    change = {"verdict": "reject", "rule": "wrong-count"}
    with pytest.raises(xp.CheckerError, match="for pieces:2 of draw 1: reject, rule wrong-count"):
        survey.run(TENTS, ["pieces:2"], draws=4, output=tmp_path / "b.jsonl", certificates=folder, workers=1)


def test_going_on_loses_no_certificate(tmp_path: Path) -> None:
    path, folder = tmp_path / "a.jsonl", tmp_path / "certificates"

    def once(draws: int) -> bytes:
        survey.run(TENTS, ["period:2"], draws=draws, output=path, certificates=folder, workers=1, batch=2)
        return path.read_bytes()

    whole = once(5)
    hashes = kept(path, folder)
    lines = whole.splitlines(keepends=True)
    end = len(b"".join(lines[:4])) + 10
    path.write_bytes(whole[:end])
    for file in folder.iterdir():  # those of the draws that are not in the file were not written yet
        if int(file.name.split("-")[0]) >= 3:
            file.unlink()
    assert once(5) == whole
    assert kept(path, folder) == hashes


def test_a_question_without_certificates_keeps_none(tmp_path: Path) -> None:
    notebook = survey.family("notebook")
    path, folder = tmp_path / "a.jsonl", tmp_path / "certificates"
    survey.run(notebook, ["regions", "notebook:4"], draws=5, output=path, certificates=folder, workers=1)
    assert list(folder.iterdir()) == []
    assert all(not result.certificates for result in survey.read(path)[1])


def test_undecided_answers_have_no_certificate_and_stop_nothing(tmp_path: Path) -> None:
    """Networks whose both rays point to the other side have an undecided entropy (T5.6 finds no bounded part)."""
    family = survey.family("notebook", last="identity")
    first = next(i for i in range(500) if Question("entropy").answer(Specimen(family.draw(0, i))) == "undecided")
    path, folder = tmp_path / "a.jsonl", tmp_path / "certificates"
    header = Survey(family, (Question("entropy"),), 0, True).header()
    lines = [Result(i, {"entropy": "no"}, {}).line() for i in range(first)]
    path.write_text(header + "".join(lines))
    survey.run(family, ["entropy"], draws=first + 1, output=path, certificates=folder, workers=1)
    *_, last = survey.read(path)[1]
    assert (last.answers, last.certificates) == ({"entropy": "undecided"}, {})


def test_questions_over_budget_have_no_certificate_and_stop_nothing(tmp_path: Path) -> None:
    path, folder = tmp_path / "a.jsonl", tmp_path / "certificates"
    maps = survey.family("random_map")
    asked = ["pieces:9999999", "period:9999999"]
    survey.run(maps, asked, draws=1, output=path, certificates=folder, workers=1)
    (only,) = survey.read(path)[1]
    assert set(only.answers.values()) == {"undecided"}
    assert only.certificates == {}


def test_a_folder_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError, match="folder for certificates"):
        run(tmp_path / "a.jsonl", certificates=tmp_path / "file")
    assert not (tmp_path / "a.jsonl").exists()
