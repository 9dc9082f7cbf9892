"""Budgets of work and memory: kept while the work runs, shared by what a question asks on the way."""

import inspect
import time
from collections.abc import Iterator

import pytest

import exactpl as xp
from exactpl import claims, progress, work
from exactpl.arithmetic.rational_series import RationalSequence
from exactpl.cli.application import run

TENT = xp.zoo.tent()
TWO_FOLDS = xp.PL([(0, "1/10"), ("1/3", "9/10"), ("2/3", "1/7"), (1, "4/5")])
REPEATED = xp.networks.Network([xp.networks.Layer([["1/3"]], ["1/7"], "relu")], repeat=10**8)

ENDLESS = {
    "a point that never returns": lambda: xp.decide(claims.LeastPeriod(TWO_FOLDS, n=10**9, x="31415/100003")),
    "a network that is repeated": lambda: REPEATED(1),
    "the pattern of a network": lambda: REPEATED.pattern(1),
    "orbits of a million steps": lambda: xp.distances(TWO_FOLDS, "31415/100003", "1/7", upto=10**6),
    "an itinerary": lambda: xp.itinerary(TWO_FOLDS, "31415/100003", length=10**6),
    "coverings after many steps": lambda: xp.covering_graph(TWO_FOLDS, [(0, "1/3")], k=10**5),
}


@pytest.mark.parametrize("name", ENDLESS)
def test_work_ends_with_the_budget_and_says_how_to_go_on(name: str) -> None:
    with xp.budget(seconds=1), pytest.raises(xp.BudgetError, match=r"budget\(seconds=\.\.\.\), or --budget SECONDS"):
        ENDLESS[name]()


BEFORE = {
    "variation": lambda: xp.Iterate(TENT, 10**9).total_variation(),
    "pair": lambda: xp.scrambled_pair(TENT, rounds=1000, block=1000),
    "kinks": lambda: xp.PL.from_formula(
        "abs(" * 40 + "x" + "".join(f"-1/{2**i})" for i in range(1, 41)), most_kinks=500
    ),
    "value": lambda: xp.decide(claims.Value(TWO_FOLDS, k=10**9, x="31415/100003")),
}


@pytest.mark.parametrize("name", BEFORE)
def test_what_is_known_to_be_too_large_is_refused(name: str) -> None:
    with pytest.raises(xp.BudgetError):
        BEFORE[name]()


def test_a_question_has_a_budget_of_its_own_and_shares_it_with_what_it_asks() -> None:
    left: list[int] = []

    @work.bounded
    def inner() -> None:
        work.charge(10**9)
        current = work._current.get()
        assert current is not None
        left.append(current.steps)

    @work.bounded
    def outer() -> None:
        inner()
        inner()

    outer()
    outer()
    whole = work.SECONDS * work.STEPS_A_SECOND
    assert left == [whole - 10**9, whole - 2 * 10**9] * 2
    assert work._current.get() is None


def test_a_share_leaves_something_when_it_is_used_up() -> None:
    with xp.budget(seconds=4):
        with pytest.raises(xp.BudgetError), work.share():
            work.charge(3 * 10**9)
        work.charge(15 * 10**8)
        with work.share():
            work.charge(10**8)
        with pytest.raises(xp.BudgetError):
            work.charge(5 * 10**8)


def test_memory_is_counted_too() -> None:
    with xp.budget(seconds=1, most_bytes=10**6), pytest.raises(xp.BudgetError, match="memory"):
        work.hold(10**6 + 1)


def test_without_a_question_nothing_is_counted() -> None:
    work.charge(10**30)
    work.hold(10**30)
    work.require(10**30, "this")


def test_a_question_inside_a_budget_says_how_far_it_came() -> None:
    with xp.budget(seconds=1), pytest.raises(xp.BudgetError, match=r"it came to repetitions: [\d,]+ of 99,999,999"):
        REPEATED(1)


def test_each_item_of_a_stream_has_a_budget_of_its_own() -> None:
    @work.bounded_stream
    def stream() -> Iterator[int]:
        for i in range(3):
            work.charge(work.SECONDS * work.STEPS_A_SECOND * 3 // 4)
            yield i
        work.charge(work.SECONDS * work.STEPS_A_SECOND + 1)

    items = stream()
    assert [next(items) for _ in range(3)] == [0, 1, 2]
    with pytest.raises(xp.BudgetError):
        next(items)
    with xp.budget(seconds=work.SECONDS), pytest.raises(xp.BudgetError):
        list(stream())


def test_the_error_says_how_far_it_came() -> None:
    with xp.budget(seconds=1), progress.remembering():
        progress.report("image intervals", 3, 40)
        with pytest.raises(xp.BudgetError, match=r"image intervals: 3 of 40"):
            work.charge(2 * 10**9)


@pytest.mark.parametrize("seconds", [0, -1, 1.5, True, "60", 10**9, None])
def test_wrong_budgets(seconds: object) -> None:
    with pytest.raises(xp.InputError, match="seconds must be a whole number from 1"), xp.budget(seconds=seconds):  # type: ignore[arg-type]
        pass


# what has no budget: its cost is linear in what it is given or gives, or each of its answers has a budget of its own
LINEAR = {
    xp: "budget check coq_text exact exact_float explaining forces letters load_map save_map sharkovsky_key",
    xp.networks: """boundary_cases clip dense from_npz from_numpy from_onnx from_safetensors from_torch
        leaky_relu load network_text recurrent save_network to_npz to_onnx to_safetensors to_torch unrolled vnnlib_text
        write_boundary_suite""",
    xp.crosscheck: "backend installed_backends",
    xp.survey: "clopper_pearson family read run summary",
    xp.plot: "front_picture plot_rates save",
    xp.PL: "__call__ breakpoints domain field knots left_slope pieces right_slope slope_left slope_right slopes",
    xp.Iterate: "domain",
    xp.networks.Network: "neurons outputs",
    xp.ClosedForm: "fixed_intervals fixed_points",
    RationalSequence: "from_terms generating_function of order recurrence recurrence_start",
    xp.Entropy: "certificate cites lemmas",
    xp.Algebraic: "coefficients of sign text",
    xp.NumberField: "degree described",
    xp.Orbit: "",
}


def public(of: object) -> dict[str, object]:
    """The public functions of a module, or methods and properties of a class, with the functions that do their work."""
    if inspect.ismodule(of):
        found = {name: getattr(of, name) for name in getattr(of, "__all__", dir(of)) if not name.startswith("_")}
        return {name: value for name, value in found.items() if inspect.isfunction(value)}
    members = {name: m for name, m in vars(of).items() if not name.startswith("_") or name == "__call__"}
    inner = {n: getattr(m, "__func__", getattr(m, "fget", getattr(m, "func", m))) for n, m in members.items()}
    return {name: member for name, member in inner.items() if inspect.isfunction(member)}


@pytest.mark.parametrize("of", LINEAR, ids=lambda of: of.__name__)
def test_every_public_question_has_a_budget(of: object) -> None:
    without = {name for name, question in public(of).items() if not work.is_bounded(question)}
    assert without == set(LINEAR[of].split())


def test_the_answer_does_not_depend_on_the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "monotonic", lambda: 1e9)
    monkeypatch.setattr(time, "process_time", lambda: 1e9)
    with xp.budget(seconds=1):
        assert xp.piece_count(TENT, 100) == 2**100


def test_a_survey_gives_each_answer_a_budget_of_its_own() -> None:
    specimen = xp.survey.questions.Specimen(TENT)
    question = xp.survey.questions.parse_question("period:3")
    with xp.budget(seconds=1):
        work.charge(10**9)
        assert question.answer(specimen) == "yes"


def test_the_command_line_takes_a_budget(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["count", "tent", "-k", "5", "--no-check", "--budget", "1"]) == 0
    assert "exactly 32" in capsys.readouterr().out
    for wrong in ("0", "x", "-3", "1.5"):
        assert run(["count", "tent", "-k", "5", "--budget", wrong]) == 2
    assert run(["count", "tent", "-k", "5", "--budget"]) == 2
