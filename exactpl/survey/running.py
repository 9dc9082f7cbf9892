"""Surveys: a family, questions, N draws, any executor. The result file is the same however it was made.

Main definitions: `run`, `answers_of`. Batches of draws go to the executor; their lines are written in order. Draws that
were being computed when a survey was killed are computed again.
"""

import os
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import AbstractContextManager, contextmanager, nullcontext
from multiprocessing import connection, get_context, parent_process
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from exactpl import documents, progress
from exactpl.arithmetic.integers import require_integer
from exactpl.claims.checking import check_each
from exactpl.errors import CheckerError, ExactPLError, InputError, require_kind, require_list
from exactpl.survey.questions import NO, UNDECIDED, Question, Specimen, parse_question
from exactpl.survey.results import Result, ResultFile, Survey
from exactpl.verdicts import Certificate

if TYPE_CHECKING:
    from exactpl.survey.families import Family

BATCH = 100
_AHEAD, _FAR_AHEAD = 4, 256  # batches in flight: for each worker; for an executor whose workers are not known
_MOST_WORKERS = 1024

Batch: TypeAlias = tuple[list[str], list[tuple[str, str]]]
"""Lines of a result file, and certificates as (file name, text)."""


def run(
    family: "Family",
    questions: Iterable[Question | str],
    *,
    draws: int,
    output: str | Path,
    seed: int = 0,
    certificates: str | Path | None = None,
    executor: Executor | None = None,
    workers: int | None = None,
    batch: int = BATCH,
) -> Survey:
    """Answer questions about draws 0..draws - 1 of a family, into a result file, from where that file ends.

    Arguments:
        family: see `survey.family`.
        questions: such as "period:3", "entropy", "pieces:8"; see `survey.QUESTIONS`.
        draws: how many draws the file shall have; a file that has them is left as it is.
        output: the file, JSON Lines; `survey.read` and `survey.summary` read it.
        certificates: a folder for a checked certificate of each positive answer ("yes", or a number), or None.
        executor: any `concurrent.futures.Executor`, such as that of a Dask client; by default processes are started.
        workers: how many processes, by default one for each core; 1 works in this process.
        batch: draws that are handed to a worker at a time.

    Raises InputError for the file of another survey, which is left alone.

    Cost: for small networks, such as 1-4-4-1, about 2 ms a draw for regions and contraction, 5 ms for period:3, order,
    pieces:8 and laps:8, and 10 to 25 ms for entropy. With N, period:N, pieces:N and laps:N cost as `find_orbit`,
    `piece_count` and `lap_count` do; all grow with the number of pieces. A certificate that is kept is checked first,
    about a tenth of a second.

    >>> import tempfile
    >>> from exactpl.survey import family, summary
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder) / "tents.jsonl"
    ...     _ = run(family("random_tent"), ["period:2", "period:3"], draws=20, output=path, workers=1)
    ...     found = summary(path)
    >>> found.draws, found["period:2"].yes
    (20, 20)
    """
    from exactpl.survey.families import Family

    require_kind(family, Family, "a family, as survey.family(name) gives it,")
    given = require_list(questions, "the questions")
    asked = tuple(dict.fromkeys(parse_question(q) if isinstance(q, str) else _question(q) for q in given))
    if not asked:
        raise InputError("at least one question is required, found none.")
    count = (os.cpu_count() or 1) if workers is None else require_integer(workers, "workers", 1, _MOST_WORKERS)
    ahead = _FAR_AHEAD if executor is not None else _AHEAD * count if count > 1 else 1
    total, size = require_integer(draws, "draws", 1), require_integer(batch, "batch", 1)
    survey = Survey(family, asked, require_integer(seed, "seed", 0, (1 << 128) - 1), certificates is not None)
    first = Specimen(family.draw(survey.seed, 0))
    for question in asked:  # a question that does not fit the family is refused before the work
        question.answer(first)
    folder = None if certificates is None else _folder(certificates)
    with ResultFile(output, survey) as file, _executor(executor, workers) as place:
        pending: deque[Future[Batch]] = deque()
        starts = iter(range(file.done, total, size))
        try:
            for start in starts:
                with _uninterrupted(place):
                    pending.append(place.submit(answers_of, survey, start, min(start + size, total)))
                if len(pending) >= ahead:
                    _take(pending, file, folder, total)
            while pending:
                _take(pending, file, folder, total)
        except BrokenProcessPool:
            raise ExactPLError(
                f"a worker process ended unexpectedly after {file.done:,} draws, perhaps for want of memory. Nothing "
                "that was written is lost: run the same survey again to go on, perhaps with fewer workers."
            ) from None
        finally:
            for future in pending:
                future.cancel()
    return survey


def _question(given: object) -> Question:
    return require_kind(given, Question, "a question, such as 'period:3',")


def _take(pending: "deque[Future[Batch]]", file: ResultFile, folder: Path | None, total: int) -> None:
    """Write the oldest batch: certificates first, so that each that a line names is there."""
    lines, texts = pending.popleft().result()
    for name, text in texts:
        assert folder is not None
        documents.write_atomically(folder / name, text)
    file.write(lines)
    progress.report("drawing", file.done, total)


def answers_of(survey: Survey, start: int, stop: int) -> Batch:
    """Return the lines for the draws in a range, and their certificates, each accepted by the checker."""
    results: list[Result] = []
    found: list[tuple[int, Question, Certificate]] = []
    for number in range(start, stop):
        specimen = Specimen(survey.family.draw(survey.seed, number))
        answers = {str(question): question.answer(specimen) for question in survey.questions}
        results.append(Result(number, answers, {}))
        if survey.certificates:
            for question in survey.questions:
                if answers[str(question)] not in (NO, UNDECIDED):
                    verdict = question.evidence(specimen)
                    if verdict is not None and verdict.certificate is not None:
                        found.append((number, question, verdict.certificate))
    texts = []
    reports = check_each(certificate for _, _, certificate in found)
    for (number, question, certificate), report in zip(found, reports, strict=True):
        if report.verdict == "decline":  # too large for the checker's default fuel
            continue
        if not report.is_accepted:
            raise CheckerError(
                f"the checker did not accept a certificate for {question} of draw {number}: {report.verdict}, rule "
                f"{report.rule}, expected {report.expected}, found {report.found}. This is a bug; please report it."
            )
        results[number - start].certificates[str(question)] = certificate.sha256
        texts.append((f"{number}-{str(question).replace(':', '-')}.json", certificate.text))
    return [result.line() for result in results], texts


def _folder(path: str | Path) -> Path:
    folder = Path(path)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(f"a folder for certificates is required, found {folder}: {error.strerror or error}.") from None
    return folder


# -- executors ---------------------------------------------------------------------------------------------------------


class _Here(Executor):
    """Works at once, in this process."""

    def submit(self, fn, /, *args, **kwargs):  # type: ignore[no-untyped-def]
        future: Future[object] = Future()
        future.set_result(fn(*args, **kwargs))
        return future


def _executor(executor: Executor | None, workers: int | None) -> AbstractContextManager[Executor]:
    """Return the executor to use; one that was given is not shut down."""
    if executor is not None:
        return nullcontext(executor)
    if workers == 1:
        return nullcontext(_Here())
    return _processes(workers)


@contextmanager
def _processes(workers: int | None) -> Iterator[Executor]:
    """Yield a pool of processes, started afresh: a fork would copy the locks of threads.

    Its end is not interrupted: a second Ctrl-C there would leave processes that wait for ever.
    """
    pool = ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_begin)
    here = threading.current_thread() is threading.main_thread()
    before = signal.getsignal(signal.SIGINT)
    if here and before is signal.default_int_handler:
        signal.signal(signal.SIGINT, _interrupt_once)
    try:
        yield pool
    finally:
        with _uninterrupted(pool):
            pool.shutdown(wait=True, cancel_futures=True)
        if here and before is signal.default_int_handler:
            signal.signal(signal.SIGINT, before)


def _interrupt_once(*_: object) -> None:
    """Raise KeyboardInterrupt, and let further ones pass by until the processes have ended."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    raise KeyboardInterrupt


@contextmanager
def _uninterrupted(place: Executor) -> Iterator[None]:
    """Hold Ctrl-C back while work is handed to processes: that may start one, which holds it back for ever, then.

    Another thread may take the signal, for which Python would interrupt the main thread all the same: so the handler
    only makes a note, and the interruption comes at the end.
    """
    if not isinstance(place, ProcessPoolExecutor) or not hasattr(signal, "pthread_sigmask"):
        yield
        return
    noted: list[object] = []
    here = threading.current_thread() is threading.main_thread() and signal.getsignal(signal.SIGINT) is _interrupt_once
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    if here:
        signal.signal(signal.SIGINT, lambda *_: noted.append(None))
    try:
        yield
    finally:
        if here:
            signal.signal(signal.SIGINT, _interrupt_once)
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
    if noted:
        _interrupt_once()


def _begin() -> None:
    """Leave Ctrl-C to the process that started this one, which cancels the work, and end when that one is killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    assert parent is not None
    connection.wait([parent.sentinel])
    os._exit(1)
