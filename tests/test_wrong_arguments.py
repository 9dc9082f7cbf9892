"""What is given in place of a list, map, network, path or number: each error says what was required and found."""

import inspect
from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import exactpl as xp
from exactpl.dynamics.orbits.self_map import require_compact
from exactpl.errors import ExactPLError

TENT = xp.PL([(0, 0), ("1/2", 1), (1, 0)])
N = xp.networks
NET = N.dense([[[1], [1]], [[2, -4]]], [[0, "-1/2"], [0]])
GOLDEN = xp.Algebraic([-1, -1, 1], 1, 2)
HUGE = 10**5000  # Python refuses to write it in decimal

WRONG: list[Any] = [None, 3, -1, 2.5, True, "x", "\u00e9", b"z", {}, {"a": 1}, [], [[1]], [None], object(), print, HUGE]
WORDS = ("required", "must", "takes", "needs")


def is_clear(error: BaseException) -> bool:
    """Whether an error is one of ours, or says itself what was required and found."""
    if isinstance(error, ExactPLError):
        return True
    return isinstance(error, TypeError) and any(word in str(error) for word in WORDS) and "found" in str(error)


def shown(value: object) -> str:
    return "10^5000" if value is HUGE else ascii(value)[:30]


def unclear(call: Callable[[Any], object], values: list[Any] = WRONG) -> Iterator[str]:
    for value in values:
        try:
            call(value)
        except Exception as error:  # noqa: BLE001 - any error is looked at
            if not is_clear(error):
                yield f"{shown(value)}: {type(error).__name__}: {str(error)[:100]}"


# -- the first argument of every public function -----------------------------------------------------------------------


OTHERS: dict[str, Any] = {
    "k": 2, "n": 3, "x": "1/3", "y": "1/4", "length": 3, "word": [0, 1], "level": "1/2", "upto": 3, "width": "1/10",
    "period": 3, "g": TENT, "target": "step", "steps": 3, "near": "1/10", "far": "1/2", "most": 5, "m": 3,
    "intervals": [(0, "1/2"), ("1/2", 1)], "lower": 1, "upper": 2, "value": 1, "right_slope": 0, "left_slope": 0,
    "near_times": [1], "weights": [[[1]]], "biases": [[0]], "conditions": [([1], 0)], "difference": None,
    "start": "1/3", "polynomial": (-1, -1, 1), "query": N.Query([(0, 1)], [([1], 0)]), "edges": 4,
    "path": "no such file.json",
}  # fmt: skip
RECORDS = {"Report", "Proved", "Refuted", "Undecided", "Certificate", "SupError", "Segment", "Piece"}
LEFT_OUT = {"to_torch", "refute", "strategies", "run"}  # PyTorch is slow to load; the others take what they are given


def public() -> Iterator[tuple[str, Callable[..., Any]]]:
    places = [(xp, ""), (N, "networks."), (xp.crosscheck, "crosscheck."), (xp.zoo, "zoo."), (xp.claims, "claims.")]
    places += [(xp.survey, "survey.")]
    for module, prefix in places:
        for name in dir(module):
            made = getattr(module, name)
            if name.startswith("_") or inspect.ismodule(made) or not callable(made) or name in LEFT_OUT | RECORDS:
                continue
            if inspect.isclass(made) and issubclass(made, Exception):
                continue
            if str(getattr(made, "__module__", "")).startswith("exactpl"):
                yield prefix + name, made


@pytest.mark.parametrize("name", [name for name, _ in public()])
def test_the_first_argument_of_a_public_function(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    function = dict(public())[name]
    first, *rest = inspect.signature(function).parameters.values() or [None]
    if first is None or first.kind == first.VAR_KEYWORD:
        return
    needed = {
        p.name: OTHERS[p.name]
        for p in rest
        if p.default is p.empty and p.kind not in (p.VAR_KEYWORD, p.VAR_POSITIONAL) and p.name in OTHERS
    }
    missing = [
        p.name
        for p in rest
        if p.default is p.empty and p.kind not in (p.VAR_KEYWORD, p.VAR_POSITIONAL) and p.name not in OTHERS
    ]
    if missing:  # takes what another public function gives
        return

    def call(value: object) -> object:
        if first.kind in (first.KEYWORD_ONLY,):
            return function(**{first.name: value}, **needed)
        positional = [p.name for p in rest if p.kind == p.POSITIONAL_ONLY]
        return function(
            value, *(needed[n] for n in positional), **{n: v for n, v in needed.items() if n not in positional}
        )

    assert not list(unclear(call))


# -- arguments that are lists, paths, numbers --------------------------------------------------------------------------


CERTIFICATE = xp.find_orbit(TENT, 3).certificate
SEGMENTS = N.segments(NET, on=(0, 1))
POINTED: dict[str, Callable[[Any], object]] = {
    "knots": lambda bad: xp.PL(bad),
    "a knot": lambda bad: xp.PL([(0, 0), bad]),
    "x of a knot": lambda bad: xp.PL([(bad, 0), (HUGE**2, 0)]),
    "a formula": lambda bad: xp.PL.from_formula(bad),
    "an expression": lambda bad: xp.PL.from_sympy(bad),
    "a symbol": lambda bad: TENT.to_sympy(bad),
    "a level": lambda bad: TENT.preimages(bad),
    "an end": lambda bad: TENT.restrict(bad, 1),
    "another interval": lambda bad: xp.Interval(0, 1).contains_interval(bad),
    "an interval to join": lambda bad: xp.Interval(0, 1).hull(bad),
    "an interval to meet": lambda bad: xp.Interval(0, 1).intersection(bad),
    "coefficients": lambda bad: xp.Algebraic(bad, 1, 2),
    "coefficients of a number": lambda bad: xp.Algebraic.of(GOLDEN.field, bad),
    "a field": lambda bad: xp.Algebraic.of(bad, [1]),
    "digits": lambda bad: GOLDEN.near(bad),
    "bits": lambda bad: GOLDEN.field.bounds(bad),
    "intervals": lambda bad: xp.covering_graph(TENT, bad),
    "one interval": lambda bad: xp.covering_graph(TENT, [bad]),
    "edges": lambda bad: xp.claims.Coverings(TENT, intervals=[(0, "1/2"), ("1/2", 1)], edges=bad or 1),
    "an edge": lambda bad: xp.claims.Coverings(TENT, intervals=[(0, "1/2"), ("1/2", 1)], edges=[bad]),
    "times": lambda bad: xp.claims.NearAndFar(TENT, x=0, y=1, near_times=bad, far_times=[1]),
    "a word": lambda bad: xp.cylinder(TENT, bad),
    "a word of laps": lambda bad: xp.cylinder(TENT, bad, by="laps"),
    "a word to write": lambda bad: xp.letters(bad),
    "a budget for counting": lambda bad: xp.piece_count(TENT, 3, most_bytes=bad),
    "a budget for listing": lambda bad: xp.iterate(TENT, 2, most_pieces=bad),
    "a budget for fixed points": lambda bad: xp.fixed_points(TENT, 2, most_points=bad),
    "a number of a piece": lambda bad: None if bad is HUGE else xp.Iterate(TENT, 5).piece(3 if bad == -1 else bad),
    "a first piece": lambda bad: xp.Iterate(TENT, 5).pieces(bad, 3),
    "a side": lambda bad: xp.Iterate(TENT, 5).locate("1/3", side=bad),
    "a certificate": lambda bad: xp.check(bad),
    "a subject": lambda bad: xp.check(CERTIFICATE, subject={"f": bad}),
    "a claim file": lambda bad: xp.check(CERTIFICATE, expect=bad or 1),
    "fuel": lambda bad: xp.check(CERTIFICATE, fuel=bad or -2),
    "where to save": lambda bad: CERTIFICATE.save(bad),
    "a map file": lambda bad: xp.load_map(bad),
    "a map to save": lambda bad: xp.save_map(bad, "map.json"),
    "where to save a map": lambda bad: xp.save_map(TENT, bad),
    "a network file": lambda bad: N.load(bad),
    "where to save a network": lambda bad: N.save_network(NET, bad),
    "a network to save": lambda bad: N.to_npz(bad, "a.npz"),
    "weights": lambda bad: N.dense(bad, [[0]]),
    "biases": lambda bad: N.dense([[[1]]], bad),
    "arrays": lambda bad: N.from_numpy(bad),
    "a number for an activation": lambda bad: N.RELU(bad),
    "a point": lambda bad: NET.image(bad),
    "points": lambda bad: NET.values(bad),
    "a box": lambda bad: N.Query(bad, [([1], 0)]),
    "conditions": lambda bad: N.Query([(0, 1)], bad),
    "a network for a query": lambda bad: N.vnnlib_text(bad, OTHERS["query"]),
    "a query": lambda bad: N.vnnlib_text(NET, bad),
    "bins": lambda bad: None if bad is HUGE else N.breakpoint_histogram(SEGMENTS, edges=bad),
    "a grid": lambda bad: xp.crosscheck.count_on_grid(TENT, 2, grid=bad, backend=xp.crosscheck.backend()),
    "a backend": lambda bad: xp.crosscheck.FloatSteps(TENT, bad, xp.crosscheck.FLOAT64),
    "a format": lambda bad: xp.crosscheck.FloatSteps(TENT, xp.crosscheck.backend(), bad),
    "a family": lambda bad: xp.survey.run(bad, ["period:3"], draws=1, output="a.jsonl"),
    "questions": lambda bad: xp.survey.run(xp.survey.family("random_tent"), bad, draws=1, output="a.jsonl"),
    "a kind of question": lambda bad: xp.survey.Question(bad),
    "a peak": lambda bad: xp.zoo.skew_tent(bad),
    "a height": lambda bad: xp.zoo.truncated_tent(bad),
}


@pytest.mark.parametrize("what", POINTED)
def test_arguments_of_one_kind(what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert not list(unclear(POINTED[what]))


LISTS = [name for name in POINTED if name in ("knots", "coefficients", "intervals", "weights", "box", "times")]


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize(
    "value",
    [None, 3, "12", b"12", {}, {0: 0}, {(0, 0), (1, 1)}, np.array(1), object()],
    ids=lambda value: (
        f"{type(value).__name__} of {len(str(value))}"
        if isinstance(value, set)
        else "an object"
        if type(value) is object
        else repr(value)
    ),
)
def test_what_is_no_list_is_shown(name: str, value: object) -> None:
    with pytest.raises(xp.InputError, match=r"must be a list, found \w+ ") as caught:
        POINTED[name](value)
    assert type(value).__name__ in str(caught.value)


def test_lists_of_any_kind_come_in() -> None:
    knots = [(0, 0), (Fraction(1, 2), 1), (1, 0)]
    for given in (knots, tuple(knots), iter(knots), dict(knots).items(), np.array(knots, dtype=object)):
        assert xp.PL(given) == TENT


def test_paths_may_be_texts_or_paths(tmp_path: Path) -> None:
    for path in (tmp_path / "a.json", str(tmp_path / "b.json")):
        xp.save_map(TENT, path)
        assert xp.load_map(path) == TENT
        assert CERTIFICATE is not None
        CERTIFICATE.save(path)
        assert xp.check(path).is_accepted


def test_a_folder_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(xp.InputError, match="a folder to write in is required"):
        N.write_boundary_suite(tmp_path / "file")


# -- messages that say the way on --------------------------------------------------------------------------------------


def test_a_network_in_place_of_a_map_is_told_how_to_get_its_map() -> None:
    for ask in (
        lambda: xp.piece_count(NET, 3),
        lambda: xp.entropy(NET),
        lambda: xp.chaos(xp.NetworkSubject.of(NET)),
        lambda: xp.MapSubject.of(NET),
        lambda: xp.decide(xp.claims.PieceCount(NET, k=3)),
    ):
        with pytest.raises(TypeError, match=r"networks\.as_map\(network\)"):
            ask()
    with pytest.raises(TypeError) as raised:
        xp.MapSubject.of("tent")
    assert "as_map" not in str(raised.value)


def test_an_interval_that_f_leaves_names_the_argument() -> None:
    for ask in (
        lambda: xp.find_orbit(xp.PL.from_formula("1 - 3*abs(x)"), 3, on=(-1, 1)),
        lambda: require_compact(xp.PL.from_formula("x + 1")),
    ):
        with pytest.raises(xp.DomainError, match=r"on=\(a, b\), or --on A B, asks on") as raised:
            ask()
        assert "restrict" not in str(raised.value)


def test_roots_are_made_by_algebraic() -> None:
    sympy = pytest.importorskip("sympy")
    for root in ("sqrt(2)", "2**(1/2)", sympy.sqrt(2), sympy.Symbol("a")):
        with pytest.raises(xp.ExactPLError, match=r"Algebraic\(\[-2, 0, 1\], 1, 2\)"):
            xp.zoo.tent(slope=root)
    assert float(xp.Algebraic([-2, 0, 1], 1, 2)) == 2**0.5
    for other in ("two", "1/x", object()):
        with pytest.raises(xp.ExactPLError) as raised:
            xp.exact(other)
        assert "Algebraic" not in str(raised.value)


@pytest.mark.parametrize(
    ("formula", "advice"),
    [
        ("min(2x, 2-2x)", "; write 2*x."),
        ("2x", "; write 2*x."),
        ("1 + 3relu(x)", "; write 3*relu."),
        ("2(x + 1)", "; write * there."),
        ("(x + 1)2", "; write * there."),
        ("abs(x)x", "; write * there."),
        ("x 2", "; write x*2."),
        ("(2 + x", "found the end of the formula."),
        ("2*x)", "found ')' at character 4."),
        ("2*x,", "found ',' at character 4."),
        ("", "found the end of the formula."),
    ],
)
def test_a_product_without_a_star(formula: str, advice: str) -> None:
    with pytest.raises(xp.InputError) as raised:
        xp.PL.from_formula(formula)
    assert str(raised.value).endswith(advice)


def test_a_verdict_in_place_of_its_certificate() -> None:
    for verdict in (xp.find_orbit(TENT, 3), xp.find_orbit(xp.PL([(0, 1), (1, 0)]), 3)):
        with pytest.raises(TypeError, match=r"pass verdict\.certificate"):
            xp.check(verdict)  # type: ignore[arg-type]
    with pytest.raises(TypeError) as raised:
        xp.check(3)  # type: ignore[arg-type]
    assert "verdict" not in str(raised.value)


def test_errors_about_kinds_are_none_of_ours() -> None:
    assert "raises a TypeError" in (xp.ExactPLError.__doc__ or "")
    assert not issubclass(TypeError, xp.ExactPLError)
    assert issubclass(xp.InexactNumberError, TypeError)
