"""For each type of claims its theorem: what it says in words and in Coq, and the claim that the checker decides.

The statement is what `holds`, or `holds_real`, says of the claim, with the names of the file put in.
"""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from math import lcm

from exactpl.arithmetic.integers import decimal_text
from exactpl.arithmetic.rationals import rational_text
from exactpl.errors import InputError
from exactpl.formal.reading import Fields, Source
from exactpl.formal.terms import Ends, argument, integer, natural, optional, pair, points, rational, several

F = "(value (map_of f))"
REAL_F = "(real_value (map_of f))"
MOST_UNBOUNDED_PERIOD = 12  # beyond, the library lists no branches of f^n on an unbounded interval


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """A definition of the file."""

    name: str
    type: str
    term: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Theorem:
    """What a file proves.

    Attributes:
        words: the statement in words.
        statement: the statement in Coq.
        claim: the claim that the checker decides, as a term of type claim, or real_claim.
        definitions: those that statement and claim use, besides f.
        over_reals: whether it speaks of real numbers and of maps near f.
        hints: how orbits are found for the count: a term of type help.
        pattern: where the statement is a part of what the checker proves: how it is taken out, pattern and term.
        corollary: the same for real points, sentences of Coq.
        remarks: what a reader has to know, in sentences.
    """

    words: str
    statement: str
    claim: str
    definitions: tuple[Definition, ...] = ()
    over_reals: bool = False
    hints: str | None = None
    pattern: tuple[str, str] | None = None
    corollary: str = ""
    remarks: tuple[str, ...] = ()


def theorem(source: Source) -> Theorem:
    """Return the theorem of a certificate; InputError where the library has none."""
    found = _THEOREMS[source.type](source)
    source.claim.finish()
    source.witness.finish()
    return found


def exported_types() -> tuple[str, ...]:
    """Return the types of claims that can be exported."""
    return tuple(_THEOREMS)


# ----------------------------------------------------------------------------------------------------------------------
# Parts of statements


@dataclass(frozen=True, slots=True)
class _J:
    """The interval J: its ends a and b, where they are finite."""

    ends: Ends

    @property
    def term(self) -> str:
        lower, upper = self.names
        return pair(_some(lower), _some(upper))

    @property
    def names(self) -> tuple[str | None, str | None]:
        return (None if self.ends[0] is None else "a"), (None if self.ends[1] is None else "b")

    @property
    def definitions(self) -> tuple[Definition, ...]:
        return _rationals(*((name, end) for name, end in zip("ab", self.ends, strict=True) if end is not None))

    @property
    def is_compact(self) -> bool:
        return None not in self.ends

    @property
    def words(self) -> str:
        return _interval_words(self.ends)

    @property
    def self_map(self) -> str:
        return f"self_map f {self.term}"

    @property
    def real(self) -> str:
        return f"(real_domain {self.term})"

    def require_compact(self, what: str) -> None:
        if not self.is_compact:
            raise _not_yet(f"{what} on the unbounded interval {self.words} is", ", on compact ones it is")


def _not_yet(what: str, but: str = "") -> InputError:
    return InputError(f"{what} not yet in the Coq library{but}; exactpl check checks the certificate.")


def _near(epsilon: Fraction) -> str:
    return f"every continuous g: J -> J with |g - f| <= {rational_text(epsilon)}"


def _some(name: str | None) -> str:
    return "None" if name is None else f"Some {name}"


def _interval_words(ends: Ends) -> str:
    lower = "(-oo" if ends[0] is None else f"[{rational_text(ends[0])}"
    upper = "oo)" if ends[1] is None else f"{rational_text(ends[1])}]"
    return f"{lower}, {upper}"


def _rationals(*named: tuple[str, Fraction]) -> tuple[Definition, ...]:
    return tuple(Definition(name=name, type="Q", term=rational(x)) for name, x in named)


def _interval_term(ends: Ends) -> str:
    lower, upper = (None if end is None else argument(end) for end in ends)
    return pair(_some(lower), _some(upper))


def _found_hints(j: _J, k: int, bits: int, level: str | None = None, rest: int | None = None) -> str:
    """Return the hints for counting f^k: points are exact up to so many bits of their denominators."""
    cut = "to_piecewise (map_of f)" if level is None else f"insert_cut {level} (to_piecewise (map_of f))"
    if j.is_compact:
        other = "no_hints" if rest is None else f"(find_hints ({cut}) {natural(rest)} {bits} a b)"
        return f"Help (find_hints ({cut}) {natural(k)} {bits} a b) (Frame 0 0 0 0) {other}"
    lower, upper = (optional(name) for name in j.names)
    return (
        f"let r := affine_frame (map_of f) {natural(k)} {lower} {upper} in\n"
        f"  Help (find_hints ({cut}) {natural(k)} {bits} (frame_left r) (frame_right r)) r no_hints"
    )


def _exact_bits(source: Source, j: _J, *more: Fraction) -> int:
    """Return how long denominators may be before orbits are enclosed.

    An orbit that comes back to a kink, or meets another, has to be exact up to there. Where slopes are integers all its
    points have the denominators of the data; other slopes add theirs in each step, and then it comes back early or
    never, but for a few maps. A choice that does not suffice makes coqc refuse a true claim, and no false one pass.
    """
    knots = source.f.knots
    data = [*(z for knot in knots for z in knot), *(end for end in j.ends if end is not None), *more]
    common = 1
    for z in data:
        common = lcm(common, z.denominator)
        if common.bit_length() > 4096:
            break
    slopes = [(y2 - y1) / (x2 - x1) for (x1, y1), (x2, y2) in pairwise(knots)]
    slopes += [slope for slope in (source.f.left_slope, source.f.right_slope) if slope is not None]
    per_step = max((slope.denominator.bit_length() - 1 for slope in slopes), default=0)
    return 64 + 2 * common.bit_length() + 12 * per_step


def _plural(n: int, singular: str, plural: str) -> str:
    return f"{decimal_text(n)} {singular if n == 1 else plural}"


# ----------------------------------------------------------------------------------------------------------------------
# Over the rationals


def _value(source: Source) -> Theorem:
    k, x, y = source.claim.steps("k"), source.claim.rational("x"), source.claim.rational("y")
    stays = f"stays_inside {F} (domain f) {natural(max(1, k))} x"
    return Theorem(
        words=f"f^{k}(x) = y for x = {rational_text(x)}, y = {rational_text(y)}",
        statement=f"well_formed f /\\ {stays} /\\\n  iter {natural(k)} {F} x == y",
        claim=f"Value f {natural(k)} x y",
        definitions=_rationals(("x", x), ("y", y)),
    )


def _least_period(source: Source) -> Theorem:
    n, x = source.claim.steps("n", 1), source.claim.rational("x")
    stays = f"stays_inside {F} (domain f) {natural(n)} x"
    return Theorem(
        words=f"{rational_text(x)} has least period {n} under f",
        statement=f"well_formed f /\\ {stays} /\\\n  least_period {F} {natural(n)} x",
        claim=f"LeastPeriod f {natural(n)} x",
        definitions=_rationals(("x", x)),
    )


def _invariant_interval(source: Source) -> Theorem:
    j = _J(source.claim.interval("interval"))
    return Theorem(
        words=f"f maps {j.words} into itself",
        statement=j.self_map,
        claim=f"InvariantInterval f {j.term}",
        definitions=j.definitions,
    )


def _image(source: Source) -> Theorem:
    j, k, image = _J(source.on()), source.claim.steps("k"), source.claim.interval("interval")
    term = _interval_term(image)
    return Theorem(
        words=f"f^{k} maps {j.words} onto {_interval_words(image)}",
        statement=f"{j.self_map} /\\\n  image_between (iter {natural(k)} {F}) {j.term} {term}",
        claim=f"Image f {natural(k)} {j.term} {term}",
        definitions=j.definitions,
    )


def _count(source: Source, noun: str, plural: str, predicate: str, constructor: str) -> Theorem:
    j, k, value = _J(source.on()), source.claim.steps("k"), source.claim.natural("value")
    said = f"{predicate} (iter {natural(k)} {F}) a b" if j.is_compact else _between(predicate, k, j)
    return Theorem(
        words=f"f^{k} has exactly {_plural(value, noun, plural)} on {j.words}",
        statement=f"{j.self_map} /\\\n  {said} {integer(value)}",
        claim=f"{constructor} f {natural(k)} {j.term} _",
        definitions=j.definitions,
        hints=_found_hints(j, k, _exact_bits(source, j)),
    )


def _between(predicate: str, k: int, j: _J) -> str:
    lower, upper = (optional(name) for name in j.names)
    return f"{predicate}_between (iter {natural(k)} {F}) {lower} {upper}"


def _piece_count(source: Source) -> Theorem:
    return _count(source, "maximal affine piece", "maximal affine pieces", "pieces", "PieceCount")


def _lap_count(source: Source) -> Theorem:
    return _count(source, "lap", "laps", "laps", "LapCount")


def _crossing_count(source: Source) -> Theorem:
    j, k, value = _J(source.on()), source.claim.steps("k"), source.claim.natural("value")
    level = source.claim.rational("level")
    j.require_compact("crossing_count")
    return Theorem(
        words=f"f^{k} crosses the level {rational_text(level)} exactly {_plural(value, 'time', 'times')} on {j.words}",
        statement=f"{j.self_map} /\\\n  crossings (iter {natural(k)} {F}) level a b {integer(value)}",
        claim=f"CrossingCount f {natural(k)} level (Some a, Some b) _",
        definitions=(*j.definitions, *_rationals(("level", level))),
        hints=_found_hints(j, k, _exact_bits(source, j, level), "level"),
    )


def _slope_range(source: Source) -> Theorem:
    j, k = _J(source.on()), source.claim.steps("k")
    smallest, largest = source.claim.rational("smallest"), source.claim.rational("largest")
    j.require_compact("slope_range")
    return Theorem(
        words=f"the absolute slopes of f^{k} on {j.words} reach from {rational_text(smallest)} to "
        f"{rational_text(largest)}",
        statement=f"{j.self_map} /\\\n  slope_range (iter {natural(k)} {F}) a b smallest largest",
        claim=f"SlopeRange f {natural(k)} (Some a, Some b) smallest largest",
        definitions=(*j.definitions, *_rationals(("smallest", smallest), ("largest", largest))),
        hints=_found_hints(j, k, _exact_bits(source, j)),
    )


def _fixed_point_count(source: Source) -> Theorem:
    j, n = _J(source.on()), source.claim.steps("n", 1)
    isolated, intervals = source.claim.natural("isolated"), source.claim.natural("intervals")
    j.require_compact("fixed_point_count")
    return Theorem(
        words=f"f^{n} has exactly {_plural(isolated, 'isolated fixed point', 'isolated fixed points')} and "
        f"{_plural(intervals, 'interval', 'intervals')} of fixed points on {j.words}",
        statement=f"{j.self_map} /\\\n"
        f"  fixed_points (iter {natural(n)} {F}) a b {integer(isolated)} {integer(intervals)}",
        claim=f"FixedPointCount f {natural(n)} a b _ _",
        definitions=j.definitions,
    )


_FOR_REAL_POINTS = """
(* The same for real points. *)
From ExactPL Require Import Definitions.Continuous Definitions.RealMaps RealChecker Bridge.RealPeriods.
Theorem claimed_for_real_points : forall x, within_domain {J} x ->
  {statement}.
Proof.
  {proof}
Qed.
Print Assumptions claimed_for_real_points.
"""


def _no_least_period(source: Source) -> Theorem:
    j, n = _J(source.on()), source.claim.steps("n", 1)
    if n > MOST_UNBOUNDED_PERIOD:
        j.require_compact(f"no_least_period for n > {MOST_UNBOUNDED_PERIOD}")
    return Theorem(
        words=f"f has no point of least period {n} on {j.words}",
        statement=f"{j.self_map} /\\\n  forall x, inside {j.term} x -> ~ least_period {F} {natural(n)} x",
        claim=f"NoLeastPeriod f {natural(n)} {j.term}",
        definitions=j.definitions,
        corollary=_FOR_REAL_POINTS.format(
            J=j.real,
            statement=f"~ Continuous.least_period {REAL_F} {natural(n)} x",
            proof="apply no_real_period. intros q here. now apply claimed, rational_inside.",
        ),
    )


def _no_odd_period(source: Source) -> Theorem:
    j, m, z = _J(source.on()), source.witness.steps("m"), source.witness.rational("z")
    odd = "forall n, Nat.Odd n -> (1 < n)%nat ->"
    return Theorem(
        words=f"every cycle of f on {j.words} other than a fixed point has even length",
        statement=f"{j.self_map} /\\\n  forall x, inside {j.term} x -> {odd} ~ least_period {F} n x",
        claim=f"NoOddPeriod f {j.term} {natural(m)} {argument(z)}",
        definitions=j.definitions,
        corollary=_FOR_REAL_POINTS.format(
            J=j.real,
            statement=f"{odd} ~ Continuous.least_period {REAL_F} n x",
            proof=f"intros x in_J n odd more. refine (no_real_period (map_of f) {j.real} n _ x in_J).\n"
            "  intros q here. apply claimed; [now apply rational_inside|exact odd|exact more].",
        ),
    )


def _piece_count_bounds(source: Source) -> Theorem:
    j, k, step = _J(source.on()), source.claim.steps("k"), source.witness.steps("step")
    low = source.claim.natural("at_least") if source.claim.has("at_least") else None
    high = source.claim.natural("at_most") if source.claim.has("at_most") else None
    j.require_compact("piece_count_bounds")
    low_term, high_term = (None if n is None else f"{integer(n)}%N" for n in (low, high))
    words, said, taken = _bounds(
        (low, f"({low_term} <= n)%N", "low"),
        (high, f"(n <= {high_term})%N", "high"),
        "at least",
        "at most",
        decimal_text,
    )
    rest = k % step if step else 0
    return Theorem(
        words=f"f^{k} has {words} maximal affine pieces on {j.words}",
        statement=f"{j.self_map} /\\\n  exists n, pieces (iter {natural(k)} {F}) a b n /\\ {said}",
        claim=f"PieceCountBounds f {natural(k)} a b {optional(low_term)} {optional(high_term)} {natural(step)}",
        definitions=j.definitions,
        hints=_found_hints(j, step, _exact_bits(source, j), rest=rest),
        pattern=(
            "conj self (ex_intro _ n (conj count (conj low high)))",
            f"conj self (ex_intro _ n (conj count {taken}))",
        ),
    )


def _bounds(
    low: tuple[Fraction | int | None, str, str],
    high: tuple[Fraction | int | None, str, str],
    at_least: str,
    at_most: str,
    written: Callable[..., str],
) -> tuple[str, str, str]:
    """Return the bounds that are given: in words, in Coq, and their proofs."""
    given = [(word, part) for word, part in ((at_least, low), (at_most, high)) if part[0] is not None]
    if not given:
        raise InputError("a certificate with a bound is required, found null for both.")
    words = " and ".join(f"{word} {written(part[0])}" for word, part in given)
    said = " /\\ ".join(part[1] for _, part in given)
    proofs = [part[2] for _, part in given]
    return words, said, proofs[0] if len(proofs) == 1 else f"(conj {proofs[0]} {proofs[1]})"


def _entropy_bounds(source: Source) -> Theorem:
    j = _J(source.on())
    _no_window(source)
    j.require_compact("entropy_bounds")
    low = source.claim.rational("at_least") if source.claim.has("at_least") else None
    high = source.claim.rational("at_most") if source.claim.has("at_most") else None
    lower = _rows(source.witness.inner("lower"), "lower") if source.witness.has("lower") else None
    upper = _rows(source.witness.inner("upper"), "upper") if source.witness.has("upper") else None
    words, said, taken = _bounds(
        (low, f"growth_at_least {F} a b at_least", "low"),
        (high, f"growth_at_most {F} a b at_most", "high"),
        "at least",
        "at most",
        rational_text,
    )
    bounds = _rationals(*((name, x) for name, x in (("at_least", low), ("at_most", high)) if x is not None))
    tables = [
        Definition(name=f"{side}_table", type=f"list {side}_row", term=rows)
        for side, rows in (("lower", lower), ("upper", upper))
        if rows is not None
    ]
    arguments = [
        optional(None if low is None else "at_least"),
        optional(None if high is None else "at_most"),
        optional(None if lower is None else "lower_table"),
        optional(None if upper is None else "upper_table"),
    ]
    return Theorem(
        words=f"the growth of f on {j.words}, the limit superior of laps(f^k)^(1/k), is {words}",
        statement=f"{j.self_map} /\\\n  {said}",
        claim=f"EntropyBounds f a b {' '.join(arguments)}",
        definitions=(*j.definitions, *bounds, *tables),
        pattern=("conj self (conj low high)", f"conj self {taken}"),
        remarks=(
            "The theorem is about the growth; that its logarithm is the topological entropy [MS80] is not part of it.",
        ),
    )


def _no_window(source: Source) -> None:
    if "within" in source.witness:
        raise _not_yet("growth on an unbounded interval, held inside a window, is")


def _rows(evidence: Fields, side: str) -> str:
    """Return the table of an evidence as a list of rows."""
    if "slopes" in evidence:
        raise _not_yet("slopes as evidence for growth are", ", tables are")
    rows = []
    for row in evidence.rows("table"):
        lo, hi = row.compact("interval")
        weight = row.natural("weight")
        parts = row.places("parts")
        if side == "lower":
            assigned = several("None" if part is None else f"Some {part}%N" for part in parts)
            rows.append(f"LowerRow {argument(lo)} {argument(hi)} {integer(weight)} {assigned}")
        else:
            if None in parts or weight < 1:
                raise InputError("a row of an upper table has a weight >= 1 and a row for each part.")
            assigned = several(f"{part}%N" for part in parts)
            layer = row.steps("layer")
            rows.append(f"UpperRow {argument(lo)} {argument(hi)} {integer(weight)} {layer} {assigned}")
        row.finish()
    evidence.finish()
    return several(rows)


def _absent_periods(source: Source) -> Theorem:
    j, doublings = _J(source.on()), source.claim.steps("doublings")
    upto = source.claim.steps("upto", 3) if source.claim.has("upto") else None
    _no_window(source)
    j.require_compact("absent_periods")
    at_most, rows = source.witness.rational("at_most"), _rows(source.witness.inner("upper"), "upper")
    limit = "True" if upto is None else f"(q <= {natural(upto)})%nat"
    odd = "odd q > 1" if upto is None else f"odd q, 1 < q <= {upto}"
    return Theorem(
        words=f"no point of {j.words} has a least period 2^i * q with 0 <= i <= {doublings} and {odd}",
        statement=f"{j.self_map} /\\\n"
        f"  (odd_periods_grow -> forall i q x, (i <= {natural(doublings)})%nat -> Nat.Odd q -> (1 < q)%nat ->\n"
        f"   {limit} -> a <= x -> x <= b ->\n"
        f"   ~ least_period {F} (2 ^ i * q) x)",
        claim=f"AbsentPeriods f a b {natural(doublings)} {optional(None if upto is None else f'{natural(upto)}%nat')} "
        f"{argument(at_most)} upper_table",
        definitions=(*j.definitions, Definition(name="upper_table", type="list upper_row", term=rows)),
        remarks=(
            "odd_periods_grow is a premise, which says what is cited: [BGMY80] with [MS80] (Tables/Growth.v). "
            "Without it nothing is proved about periods.",
        ),
    )


def _near_and_far(source: Source) -> Theorem:
    claim = source.claim
    x, y, near, far = (claim.rational(key) for key in ("x", "y", "near", "far"))
    near_times, far_times = claim.times("near_times"), claim.times("far_times")
    stays = f"stays_inside {F} (domain f) (Nat.max 1 t)"
    near_list, far_list = (several(natural(t) for t in times) for times in (near_times, far_times))
    words = [
        f"{word} {rational_text(bound)} apart at the times {', '.join(map(str, times))}"
        for word, bound, times in (("at most", near, near_times), ("at least", far, far_times))
        if times
    ]
    return Theorem(
        words=f"the orbits of {rational_text(x)} and {rational_text(y)} are {', and '.join(words)}",
        statement=f"well_formed f /\\\n"
        f"  (forall t, In t near_times \\/ In t far_times -> {stays} x /\\\n     {stays} y) /\\\n"
        f"  (forall t, In t near_times -> distance {F} t x y <= near) /\\\n"
        f"  (forall t, In t far_times -> far <= distance {F} t x y)",
        claim="NearAndFar f x y near far near_times far_times",
        definitions=(
            *_rationals(("x", x), ("y", y), ("near", near), ("far", far)),
            Definition(name="near_times", type="list nat", term=f"{near_list}%nat"),
            Definition(name="far_times", type="list nat", term=f"{far_list}%nat"),
        ),
    )


# ----------------------------------------------------------------------------------------------------------------------
# Over the reals, and about maps near f


def _near_maps(j: _J, said: str) -> str:
    return f"{j.self_map} /\\\n  for_every_near_map (map_of f) {j.real} epsilon (fun g =>\n    {said})"


def _li_yorke_chaos(source: Source) -> Theorem:
    j, epsilon = _J(source.claim.interval("interval")), source.claim.rational("epsilon")
    return Theorem(
        words=f"{_near(epsilon)} has cycles of all lengths and is Li-Yorke chaotic, J = {j.words}",
        statement=_near_maps(j, f"all_periods g {j.real} /\\ chaotic g {j.real}"),
        claim=f"LiYorkeChaos f {j.term} epsilon {argument(source.witness.rational('a'))}",
        definitions=(*j.definitions, *_rationals(("epsilon", epsilon))),
        over_reals=True,
    )


def _coverings(source: Source) -> Theorem:
    j, epsilon, q = _J(source.on()), source.claim.rational("epsilon"), source.claim.steps("q", 1)
    intervals, edges = source.claim.pairs("intervals"), source.claim.edges("edges")
    shown = ", ".join(f"{_numbered(intervals, i)} over {_numbered(intervals, k)}" for i, k in edges)
    return Theorem(
        words=f"for {_near(epsilon)}, g^{q} maps {shown}; J = {j.words}",
        statement=_near_maps(
            j,
            f"forall e, In e edges ->\n    covers (iter {natural(q)} g) (real_number intervals (source e)) "
            "(real_number intervals (target e))",
        ),
        claim=f"Coverings f {j.term} epsilon {natural(q)} intervals edges",
        definitions=(*j.definitions, *_rationals(("epsilon", epsilon)), *_graph(source, intervals, edges)),
        over_reals=True,
        remarks=("Edge i j x y: interval number i covers interval number j, from 0, which the points x and y show.",),
    )


def _numbered(intervals: list[tuple[Fraction, Fraction]], i: int) -> str:
    if i >= len(intervals):
        raise InputError(f"an edge has the interval number {i}, there are {len(intervals)}, from 0.")
    return _interval_words(intervals[i])


def _graph(
    source: Source, intervals: list[tuple[Fraction, Fraction]], edges: list[tuple[int, int]]
) -> tuple[Definition, Definition]:
    shown = source.witness.pairs("points")
    if len(shown) != len(edges):
        raise InputError(f"a pair of points for each of {len(edges)} edges is required, found {len(shown)}.")
    terms = (
        f"Edge {natural(i)} {natural(k)} {argument(x)} {argument(y)}"
        for (i, k), (x, y) in zip(edges, shown, strict=True)
    )
    return (
        Definition(name="intervals", type="list rational_interval", term=points(intervals)),
        Definition(name="edges", type="list edge", term=several(terms)),
    )


def _robust_period(source: Source) -> Theorem:
    j, epsilon, n = _J(source.on()), source.claim.rational("epsilon"), source.claim.steps("n", 1)
    intervals, shown = source.witness.pairs("intervals"), source.witness.pairs("points")
    return Theorem(
        words=f"{_near(epsilon)} has a point of least period {n}, J = {j.words}",
        statement=_near_maps(j, f"has_period g {j.real} {natural(n)}"),
        claim=f"RobustPeriod f {j.term} epsilon intervals {points(shown)}",
        definitions=(
            *j.definitions,
            *_rationals(("epsilon", epsilon)),
            Definition(name="intervals", type="list rational_interval", term=points(intervals)),
        ),
        over_reals=True,
    )


def _horseshoe(source: Source) -> Theorem:
    j, epsilon, q = _J(source.on()), source.claim.rational("epsilon"), source.claim.steps("q", 1)
    at_least = source.claim.rational("at_least")
    j.require_compact("horseshoe")
    intervals, edges = source.witness.pairs("intervals"), source.witness.edges("edges")
    weights = several(f"{integer(w)}%N" for w in source.witness.naturals("weights"))
    steps = natural(q)
    return Theorem(
        words=f"{_near(epsilon)} has topological entropy at least "
        f"log({rational_text(at_least)}){'' if q == 1 else f'/{q}'}, J = {j.words}",
        statement=f"{j.self_map} /\\ (0 < {steps})%nat /\\\n"
        f"  for_every_near_map (map_of f) {j.real} epsilon (fun g =>\n"
        f"    forall r, (r ^ {steps} = Q2R at_least)%R -> entropy_at_least g {j.real} r)",
        claim=f"Horseshoe f {j.term} epsilon {steps} at_least intervals edges {weights}",
        definitions=(
            *j.definitions,
            *_rationals(("epsilon", epsilon), ("at_least", at_least)),
            *_graph(source, intervals, edges),
        ),
        over_reals=True,
        remarks=("entropy_at_least g J r: the topological entropy (Bowen) of g on J is at least log r.",),
    )


def _forced_periods(source: Source) -> Theorem:
    j, n, x = _J(source.on()), source.claim.steps("n", 1), source.witness.rational("x")
    return Theorem(
        words=f"f has points on {j.words} of least period {n} and of each least period that {n} forces in Sharkovsky's "
        "order",
        statement=f"{j.self_map} /\\\n"
        f"  forall k : nat, k = {natural(n)}%nat \\/ forces {natural(n)} k -> has_period {REAL_F} {j.real} k",
        claim=f"ForcedPeriods f {j.term} {natural(n)} {argument(x)}",
        definitions=j.definitions,
        over_reals=True,
    )


def _period_set(source: Source) -> Theorem:
    j, n, x = _J(source.on()), source.claim.steps("n", 1), source.witness.rational("x")
    doublings = (n & -n).bit_length() - 1
    odd = n >> doublings
    swapped = "None"
    if source.witness.has("absence"):
        absence = source.witness.inner("absence")
        if "m" not in absence:
            raise _not_yet("period_set by growth is", ", by counts of fixed points or by a swap it is")
        swapped = f"(Some ({natural(absence.steps('m'))}%nat, {rational(absence.rational('z'))}))"
        absence.finish()
    if odd != 3 and 2 * n > MOST_UNBOUNDED_PERIOD:
        j.require_compact("period_set for such an n")
    return Theorem(
        words=f"the least periods of f on {j.words} are {n} and those that {n} forces in Sharkovsky's order, no others",
        statement=f"{j.self_map} /\\\n"
        f"  forall k, has_period {REAL_F} {j.real} k <-> k = {natural(n)}%nat \\/ forces {natural(n)} k",
        claim=f"PeriodSet f {j.term} {doublings} {natural(odd)} {argument(x)} {swapped}",
        definitions=j.definitions,
        over_reals=True,
    )


def _no_li_yorke_chaos(source: Source) -> Theorem:
    j, period = _J(source.on()), source.claim.steps("period", 2)
    if period & (period - 1):
        raise InputError(f"a power of two is required as claim.period, found {period}.")
    j.require_compact("no_li_yorke_chaos")
    doublings = period.bit_length() - 2
    inside = "real_interval (a, b)"
    return Theorem(
        words=f"every orbit of f in {j.words} converges to a cycle whose length divides {period // 2}; no two points "
        "are scrambled, and f is not Li-Yorke chaotic there",
        statement=f"{j.self_map} /\\\n"
        f"  (forall x, {inside} x -> converges_to_cycle {REAL_F} ({inside}) {natural(period // 2)} x) /\\\n"
        f"  (forall x y, {inside} x -> {inside} y -> ~ scrambled {REAL_F} x y) /\\\n"
        f"  ~ chaotic {REAL_F} ({inside})",
        claim=f"NoLiYorkeChaos f a b {doublings}",
        definitions=j.definitions,
        over_reals=True,
    )


_THEOREMS: dict[str, Callable[[Source], Theorem]] = {
    "value": _value,
    "least_period": _least_period,
    "invariant_interval": _invariant_interval,
    "image": _image,
    "piece_count": _piece_count,
    "lap_count": _lap_count,
    "crossing_count": _crossing_count,
    "slope_range": _slope_range,
    "piece_count_bounds": _piece_count_bounds,
    "fixed_point_count": _fixed_point_count,
    "no_least_period": _no_least_period,
    "no_odd_period": _no_odd_period,
    "entropy_bounds": _entropy_bounds,
    "absent_periods": _absent_periods,
    "near_and_far": _near_and_far,
    "li_yorke_chaos": _li_yorke_chaos,
    "coverings": _coverings,
    "robust_period": _robust_period,
    "horseshoe": _horseshoe,
    "forced_periods": _forced_periods,
    "period_set": _period_set,
    "no_li_yorke_chaos": _no_li_yorke_chaos,
}
