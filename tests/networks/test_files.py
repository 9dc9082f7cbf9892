"""Network files: round trips, canonical text, and what is refused, with its place."""

import json
import math
import random
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

import exactpl as xp
from exactpl.networks import files
from tests import harness
from tests.bridge import network_of
from tests.networks import cases as cases
from tests.oracles import networks as oracle

N = xp.networks
FIRST = {"activation": "relu", "bias": ["0", "-1/2"], "weight": [["1"], ["1"]]}


def text_of(*layers: Any, **more: Any) -> str:
    return json.dumps({"format": "exactpl-network/1", "layers": list(layers), **more})


def second(**layer: Any) -> str:
    """Return a file whose layer 2 is this one; layer 1 is good and has two units."""
    return text_of(FIRST, layer)


def refused(text: str) -> str:
    with pytest.raises(xp.InputError) as caught:
        files.network_of_text(text)
    message = str(caught.value)
    assert len(message) < 700
    assert message.isascii()
    return message


# -- round trips -------------------------------------------------------------------------------------------------------


def trees() -> list[cases.Tree]:
    rng = random.Random(14)
    return [case.tree for case in cases.CASES] + [cases.random_network(rng) for _ in range(250)]


def test_round_trips() -> None:
    rng = random.Random(15)
    for tree in trees():
        network = network_of(tree)
        text = N.network_text(network)
        again = files.network_of_text(text)
        assert repr(again) == repr(network)
        assert N.network_text(again) == text
        assert files.network_of_text(text) == again
        assert hash(files.network_of_text(text)) == hash(again)
        x = [cases.random_number(rng, "rational") for _ in range(network.inputs)]
        assert list(again.image(tuple(x))) == oracle.evaluate(tree, x)
        assert again.pattern(x) == oracle.states(tree, x)


def test_what_may_be_left_out_is_no_part_of_the_value() -> None:
    """Networks with one canonical text are equal."""
    for tree in trees():
        network = network_of(tree)
        assert files.network_of_text(N.network_text(network)) == network, N.network_text(network)
    for one, other in (
        (N.Layer([[1]], source=0), N.Layer([[1]])),
        (N.Layer([[1]], [0]), N.Layer([[1]])),
        (N.Layer([[1]], add=[]), N.Layer([[1]])),
    ):
        assert N.network_text(N.Network([one])) == N.network_text(N.Network([other]))
        assert N.Network([one]) == N.Network([other])


def test_canonical_text() -> None:
    for tree in trees():
        text = N.network_text(network_of(tree))
        found = json.loads(text)
        assert text == json.dumps(found, sort_keys=True, separators=(",", ":"), ensure_ascii=True) + "\n"
        assert found.get("repeat", 2) > 1
        assert ("inputs" in found) == ("weight" not in found["layers"][0])
        for i, each in enumerate(found["layers"]):
            assert each.get("activation") != "identity"
            assert each.get("add") != []
            assert each.get("from") != i
            assert "bias" not in each or any(b != "0" for b in each["bias"])


def test_numbers_in_text() -> None:
    tree = cases.network(
        {"weight": [["+.5", "007", "0x10/0x4", "1e-3"]], "bias": ["-2/4"], "activation": cases.leaky("1/100")}
    )
    layer = network_of(tree).layers[0]
    assert layer.weight == ((Fraction(1, 2), Fraction(7), Fraction(4), Fraction(1, 1000)),)
    assert N.network_text(network_of(tree)) == (
        '{"format":"exactpl-network/1","layers":[{"activation":{"slope":"1/100","type":"leaky_relu"},"bias":["-1/2"],'
        '"weight":[["1/2","7","4","1/1000"]]}]}\n'
    )


def test_numbers_of_any_size() -> None:
    for number in (Fraction(10**3000 + 1, 3**2000), Fraction(-1, 2**50_000), Fraction(2**100_000)):
        network = N.Network([N.Layer([[number]], [number])])
        assert files.network_of_text(N.network_text(network)) == network


def test_what_may_be_left_out() -> None:
    full = {
        "activation": "identity",
        "add": [],
        "bias": ["0", "0/7"],
        "from": 0,
        "weight": [["1", "0"], ["0", "1"]],
    }
    assert N.network_text(files.network_of_text(text_of(full, inputs=2, repeat=1))) == (
        '{"format":"exactpl-network/1","layers":[{"weight":[["1","0"],["0","1"]]}]}\n'
    )
    bare = files.network_of_text(text_of({}, inputs=2))
    assert bare(3, "-7/2") == (3, Fraction(-7, 2))
    assert files.network_of_text(text_of({"from": 0, "bias": ["1"]}, {"from": 0, "add": [0, 1]}, inputs=1))(
        "1/3"
    ) == Fraction(1, 3) + Fraction(1, 3) + Fraction(4, 3)


def test_white_space_and_order_do_not_matter() -> None:
    for tree in trees()[:40]:
        spread = json.dumps(dict(reversed(list(tree.items()))), indent=3)
        assert files.network_of_text(spread) == network_of(tree)


def test_saved_and_loaded(tmp_path: Path) -> None:
    rng = random.Random(16)
    for i in range(25):
        network = network_of(cases.random_network(rng))
        N.save_network(network, tmp_path / f"{i}.json")
        assert N.network_text(N.load(tmp_path / f"{i}.json")) == N.network_text(network)
        assert (tmp_path / f"{i}.json").read_bytes() == N.network_text(network).encode("ascii")
    assert len(list(tmp_path.iterdir())) == 25


def test_saving_is_refused_where_nothing_can_be_written(tmp_path: Path) -> None:
    network = network_of(cases.tent(1))
    for path in (tmp_path, tmp_path / "missing" / "a.json"):
        with pytest.raises(xp.InputError, match="writable path"):
            N.save_network(network, path)
    assert list(tmp_path.iterdir()) == []


def test_the_origin_is_no_part_of_the_value() -> None:
    layers = network_of(cases.tent(1)).layers
    assert N.Network(layers, origin="here") == N.Network(layers)
    assert N.network_text(N.Network(layers, origin="here")) == N.network_text(N.Network(layers))


# -- refusals ----------------------------------------------------------------------------------------------------------

GOOD = text_of(FIRST)

WHOLE = {
    "empty": ("", "an empty file"),
    "blank": (" \n", "an empty file"),
    "no JSON": ("network", "JSON error"),
    "a list": ("[]", "object"),
    "null": ("null", "object"),
    "a text": ('"exactpl-network/1"', "object"),
    "two networks": (GOOD + GOOD, "Extra data"),
    "not closed": (GOOD[:-1], "JSON error"),
    "too deep": (text_of({"weight": [[[[[["1"]]]]]]}), "8 brackets"),
    "very deep": ("[" * 100_000, "8 brackets"),
    "no format": ('{"layers":[{"weight":[["1"]]}]}', "format"),
    "no layers": ('{"format":"exactpl-network/1"}', "layers"),
    "a map": ('{"format":"exactpl-map/1","knots":[["0","0"]]}', "exactpl-map/1"),
    "another version": (GOOD.replace("network/1", "network/2"), "exactpl-network/2"),
    "no text as format": (GOOD.replace('"exactpl-network/1"', "1"), r"\$\.format"),
    "duplicate key": (GOOD[:-1] + ',"layers":[]}', "'layers' twice"),
    "duplicate key by an escape": (GOOD[:-1] + ',"l\\u0061yers":[]}', "'layers' twice"),
    "duplicate key in a layer": (GOOD.replace("{", '{"bias":["1","1"],', 2)[20:], "JSON error|twice"),
    "unknown key": (text_of(FIRST, training="1"), "training"),
    "unknown key origin": (text_of(FIRST, origin="1"), "origin"),
    "layers is an object": (text_of().replace("[]", "{}"), r"\$\.layers"),
    "layers is null": (text_of().replace("[]", "null"), r"\$\.layers"),
    "empty layers": (text_of(), "at least one layer, found none"),
    "inputs as text": (text_of({}, inputs="2"), r"\$\.inputs"),
    "inputs null": (text_of(FIRST, inputs=None), r"\$\.inputs"),
    "inputs true": (text_of({}, inputs=True), r"\$\.inputs"),
    "inputs 0": (text_of({}, inputs=0), "inputs must be .*1.*found 0"),
    "inputs -1": (text_of({}, inputs=-1), "inputs must be .*1.*found -1"),
    "inputs missing": (text_of({"activation": "relu"}), "inputs=|inputs"),
    "inputs 2^31 - 1": (text_of({}, inputs=2**31 - 1), "inputs must be .*2147483647|inputs.*2,147,483,647"),
    "inputs of many digits": (text_of({}, inputs=10**40), "10{20,}"),
    "repeat true": (text_of(FIRST, {"weight": [["1", "1"]]}, repeat=True), r"\$\.repeat"),
    "repeat 0": (text_of(FIRST, {"weight": [["1", "1"]]}, repeat=0), "repeat must be .*1.*found 0"),
    "repeat null": (text_of(FIRST, repeat=None), r"\$\.repeat"),
    "repeat a float": (GOOD[:-1] + ',"repeat":1.0}', "1.0"),
    "repeat an exponent": (GOOD[:-1] + ',"repeat":1e0}', "1e0"),
    "repeat with unequal sizes": (text_of(FIRST, repeat=2), "as many outputs as inputs, found 1 and 2"),
    "NaN": ('{"format":"exactpl-network/1","layers":[{"weight":[[NaN]]}]}', "NaN"),
    "Infinity": ('{"format":"exactpl-network/1","layers":[{"weight":[[-Infinity]]}]}', "-Infinity"),
    "a control character": (GOOD.replace("relu", "re\x00lu"), "JSON error|control"),
    "a byte order mark": ("\ufeff" + GOOD, "."),
}  # fmt: skip


@pytest.mark.parametrize("name", WHOLE)
def test_refused(name: str) -> None:
    text, pattern = WHOLE[name]
    with pytest.raises(xp.InputError, match=pattern):
        files.network_of_text(text)
    assert len(refused(text)) < 700


def pooled(*groups: Any) -> str:
    return second(weight=[["1", "0"], ["0", "1"]], activation={"groups": list(groups), "type": "max_pool"})


def activated(activation: Any) -> str:
    return second(activation=activation)


OF_LAYER_2: dict[str, tuple[str, str]] = {
    "a list": (text_of(FIRST, ["1"]), "object"),
    "null": (text_of(FIRST, None), "object"),
    "unknown key": (second(dropout="1/2"), "dropout"),
    "source for from": (second(source=1), "source"),
    "JSON integer": (second(weight=[[1, 2]]), "str"),
    "ragged rows": (second(weight=[["1", "2"], ["1"]]), "lengths"),
    "no rows": (second(weight=[]), "row|weight"),
    "an empty row": (second(weight=[[]]), "row|weight"),
    "a weight that is no list of lists": (second(weight=["1", "1"]), "array"),
    "weight null": (second(weight=None), "null"),
    "bias null": (second(bias=None), "null"),
    "activation null": (second(activation=None), "null"),
    "from null": (second(**{"from": None}), "null"),
    "add null": (second(add=None), "null"),
    "too many columns": (second(weight=[["1", "2", "3"]]), "2 columns.*found 3"),
    "too few columns": (second(weight=[["1"]]), "2 columns.*found 1"),
    "bias too long": (second(weight=[["1", "2"]], bias=["1", "1"]), "bias of 1 .*found 2"),
    "bias too long, no weight": (second(bias=["1", "1", "1"]), "bias of 2 .*found 3"),
    "bias of zeros too long": (second(bias=["0", "0", "0"]), "bias of 2 .*found 3"),
    "bias of zeros too short": (second(bias=["0"]), "bias of 2 .*found 1"),
    "bias empty": (second(bias=[]), "bias of 2 .*found 0"),
    "bias of numbers": (second(bias=[0, 0]), "str"),
    "not a number": (second(bias=["1", "one"]), "one"),
    "a float's infinity": (second(bias=["inf", "1"]), "inf"),
    "a denominator of 0": (second(bias=["1/0", "1"]), "denominator"),
    "a large exponent": (second(bias=["1e999999", "1"]), "exponent"),
    "digits of another script": (second(bias=["\u0661", "1"]), "rational number"),
    "half a surrogate": (second(bias=["\ud800", "1"]), "."),
    "from itself": (second(**{"from": 2}), "0 to 1.*found 2"),
    "from a later one": (text_of(FIRST, {"from": 3}, {}), "0 to 1.*found 3"),
    "from below 0": (second(**{"from": -1}), "-1"),
    "from true": (second(**{"from": True}), "int"),
    "from a text": (second(**{"from": "1"}), "int"),
    "from a large number": (second(**{"from": 10**10}), "0 to 1.*found 10000000000"),
    "add itself": (second(add=[2]), "0 to 1.*found 2"),
    "add below 0": (second(add=[-1]), "-1"),
    "add true": (second(add=[True]), "int"),
    "add a number": (second(add=1), "array"),
    "add twice": (second(add=[1, 1]), "increase"),
    "add not sorted": (second(weight=[["1", "1"], ["1", "1"]], add=[1, 0]), "increase"),
    "add another width": (second(add=[0]), "2 entries, found 1"),
    "unknown activation": (activated("sigmoid"), "sigmoid"),
    "an activation in other letters": (activated("ReLU"), "ReLU"),
    "leaky_relu as a name": (activated("leaky_relu"), "leaky_relu"),
    "an activation with brackets": (activated("leaky_relu(1/100)"), "leaky_relu"),
    "unknown type": (activated({"type": "tanh"}), "tanh"),
    "no type": (activated({"slope": "1"}), "type"),
    "a type without object": (activated({"type": "relu"}), "relu"),
    "leaky without slope": (activated({"type": "leaky_relu"}), "slope"),
    "leaky with another key": (activated({"type": "leaky_relu", "slope": "1", "low": "0"}), "low"),
    "leaky null": (activated({"type": "leaky_relu", "slope": None}), "null"),
    "leaky a number": (activated({"type": "leaky_relu", "slope": 1}), "str"),
    "clip without low": (activated({"type": "clip", "high": "1"}), "low"),
    "clip without high": (activated({"type": "clip", "low": "1"}), "high"),
    "clip with nulls": (activated({"type": "clip", "low": None, "high": None}), "low < high"),
    "clip low = high": (activated({"type": "clip", "low": "1/2", "high": "2/4"}), "low < high"),
    "clip low > high": (activated({"type": "clip", "low": "1", "high": "-1"}), "low < high"),
    "no groups": (pooled(), "at least one group"),
    "an empty group": (pooled([]), "group"),
    "a group that falls": (pooled([1, 0]), "increasing"),
    "a group with a unit twice": (pooled([0, 0]), "increasing"),
    "a group too far": (pooled([0], [0, 2]), "0 to 1, found unit 2"),
    "a group below 0": (pooled([-1, 0]), "-1"),
    "a group with true": (pooled([False, True]), "int"),
    "a group of texts": (pooled(["0"]), "int"),
    "a group that is a number": (pooled(0), "array"),
    "groups missing": (activated({"type": "max_pool"}), "groups"),
}  # fmt: skip


@pytest.mark.parametrize("name", OF_LAYER_2)
def test_refused_layer(name: str) -> None:
    text, pattern = OF_LAYER_2[name]
    with pytest.raises(xp.InputError, match=pattern):
        files.network_of_text(text)
    assert len(refused(text)) < 700


@pytest.mark.parametrize("name", OF_LAYER_2)
def test_the_layer_is_named(name: str) -> None:
    message = refused(OF_LAYER_2[name][0])
    assert "layer 2" in message or "layers[1]" in message, message


@pytest.mark.parametrize("name", ["duplicate key", "empty layers", "repeat with unequal sizes"])
def test_the_path_is_named(name: str, tmp_path: Path) -> None:
    path = tmp_path / "bad.json"
    path.write_text(WHOLE[name][0])
    with pytest.raises(xp.InputError, match=r"bad\.json"):
        N.load(path)


def test_the_path_is_named_when_it_is_too_large(tmp_path: Path) -> None:
    path = tmp_path / "bad.json"
    path.write_text(text_of({}, {}, inputs=10**6))
    with pytest.raises(xp.ExactPLError, match=r"bad\.json"):
        N.load(path)


@pytest.mark.parametrize(
    "data",
    [b"\xef\xbb\xbf" + GOOD.encode(), GOOD.encode("utf-16"), GOOD.replace("relu", "r\u00e9lu").encode(), b"\xff"],
)
def test_bytes_that_are_no_ascii(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "bad.json"
    path.write_bytes(data)
    with pytest.raises(xp.InputError, match=r"ASCII.*bad\.json has the byte 0x.* at offset \d+"):
        N.load(path)


def test_too_large() -> None:
    with pytest.raises(xp.BudgetError, match="1,000,000"):
        files.network_of_text(text_of({}, {}, inputs=10**6))
    with pytest.raises(xp.BudgetError, match="at most 4,000,000 weights"):
        N.Network([N.Layer([[0] * 2000] * 2000)])
    large = N.Network([N.Layer([[0] * 1000] * 1001)])
    for ask in (lambda: N.network_text(large), lambda: xp.decide(xp.claims.NetworkValue(large, x=[0] * 1000))):
        with pytest.raises(xp.BudgetError, match=r"a network file has at most 1,000,000 weights.*1,001,001"):
            ask()


def test_every_prefix_is_refused() -> None:
    for tree in (cases.tent(2), cases.random_network(random.Random(3)), json.loads(OF_LAYER_2["add twice"][0])):
        text = json.dumps(tree)
        for end in range(len(text)):
            refused(text[:end])


def changed(text: str, rng: random.Random) -> str:
    """Return the text with a few characters changed, or its tree with a few parts changed."""
    if rng.random() < 0.5:
        found = list(text)
        for _ in range(rng.choice((1, 1, 2, 4))):
            place = rng.randrange(len(found))
            found[place : place + rng.choice((0, 1, 1))] = rng.choice('0123456789"/-+.,:[]{}eEx \\untrfalse')
        return "".join(found)
    tree = json.loads(text)
    places: list[tuple[Any, Any]] = []

    def walk(x: Any) -> None:
        for key in x if isinstance(x, dict) else range(len(x)) if isinstance(x, list) else ():
            places.append((x, key))
            walk(x[key])

    walk(tree)
    holder, key = rng.choice(places)
    kind = rng.randrange(4)
    if kind == 0:
        holder.pop(key)
    elif kind == 1 and isinstance(holder, list):
        holder.insert(key, rng.choice(holder))
    elif kind == 2 and isinstance(holder, dict):
        name = rng.choice(("from", "add", "bias", "weight", "activation", "inputs", "repeat", "slope", "low", "groups"))
        holder[name] = rng.choice(PARTS)
    else:
        holder[key] = rng.choice(PARTS)
    return json.dumps(tree)


PARTS: tuple[Any, ...] = (
    0, 1, 2, -1, True, None, "0", "1", "relu", "abs", [], ["0"], ["0", "0"], ["0", "0", "0"], ["1"], [0], [0, 1], {},
    [["1"]], [["0", "1"]], [["1"], ["2"]], {"type": "clip", "low": None, "high": "1"}, "identity", "1/0", "1e4000",
    "1e4001", "0x1", "0X1", "-", "+1", "--1", ".", " 1", "1_0", "1/+2", "1/-2", "1./2", ".5e1", "5.e-1", "0x1/0xf",
    "1/0x0", "\u0661", "1e-0004000", "1e+1",
)  # fmt: skip


def test_changed_files_are_refused_or_read_as_the_checker_does() -> None:
    """A changed file is refused by both readers, or read by both, and then its canonical text is a fixed point."""
    reader = harness.part("reading.networkfile")
    errors = harness.part("errors")
    rng = random.Random(17)
    read = 0
    for _ in range(4000):
        text = changed(json.dumps(cases.random_network(rng)), rng)
        try:
            reader.read(text.encode("ascii"))
            accepted = True
        except (errors.Reject, errors.Decline):
            accepted = False
        if not accepted:
            refused(text)
            continue
        read += 1
        again = N.network_text(files.network_of_text(text))
        assert N.network_text(files.network_of_text(again)) == again
    assert read > 200


def test_networks_written_in_python_name_their_layer() -> None:
    good = N.Layer([[1], [1]])
    for layer, pattern in (
        (N.Layer([[1]]), "layer 2 must have a weight with 2 columns.*found 1"),
        (N.Layer(None, [1]), "layer 2 must have a bias of 2 numbers, found 1"),
        (N.Layer(None, None, source=2), "layer 2 can read the values 0 to 1 only, found 2"),
        (N.Layer(None, None, add=[0]), "layer 2 adds value 0, which must have 2 entries, found 1"),
        (N.Layer(None, None, N.MaxPool([(2,)])), "layer 2 has the units 0 to 1, found unit 2"),
        ([[1]], "layer 2 must be a Layer"),
    ):
        with pytest.raises(xp.InputError, match=pattern):
            N.Network([good, layer])


INEXACT: dict[str, Callable[[], object]] = {
    "N.Layer([[1.0]])": lambda: N.Layer([[1.0]]),
    "N.Layer([[1]], [0.5])": lambda: N.Layer([[1]], [0.5]),
    "N.Layer([[True]])": lambda: N.Layer([[True]]),
    "N.leaky_relu(0.01)": lambda: N.leaky_relu(0.01),
    "N.clip(0.0, None)": lambda: N.clip(0.0, None),
    "N.Layer([[1]], [1j])": lambda: N.Layer([[1]], [1j]),
    'N.Layer([[float("nan")]])': lambda: N.Layer([[float("nan")]]),
}


@pytest.mark.parametrize("name", INEXACT)
def test_floats_are_refused(name: str) -> None:
    with pytest.raises(xp.InexactNumberError):
        INEXACT[name]()


NO_NETWORKS: dict[str, Callable[[], object]] = {
    'N.Layer("11")': lambda: N.Layer("11"),
    'N.Layer(["11"])': lambda: N.Layer(["11"]),
    "N.Layer(5)": lambda: N.Layer(5),
    'N.Layer([[1]], "0")': lambda: N.Layer([[1]], "0"),
    'N.Layer([[1]], add="0")': lambda: N.Layer([[1]], add="0"),
    "N.Layer([[1]], source=True)": lambda: N.Layer([[1]], source=True),
    "N.Layer([[1]], source=-1)": lambda: N.Layer([[1]], source=-1),
    "N.Layer([[1]], add=[True])": lambda: N.Layer([[1]], add=[True]),
    'N.Layer([[1]], activation="tanh")': lambda: N.Layer([[1]], activation="tanh"),
    "N.Layer([[1]], activation=max)": lambda: N.Layer([[1]], activation=max),
    "N.MaxPool([])": lambda: N.MaxPool([]),
    "N.MaxPool([()])": lambda: N.MaxPool([()]),
    "N.MaxPool(5)": lambda: N.MaxPool(5),
    "N.MaxPool([5])": lambda: N.MaxPool([5]),
    "N.Network(N.Layer([[1]]))": lambda: N.Network(N.Layer([[1]])),
    "N.Network([])": lambda: N.Network([]),
    "N.Network([N.Layer([[1]])], inputs=2)": lambda: N.Network([N.Layer([[1]])], inputs=2),
    "N.Network([N.Layer([[1]])], repeat=0)": lambda: N.Network([N.Layer([[1]])], repeat=0),
    "N.Network([N.Layer([[1]])], repeat=True)": lambda: N.Network([N.Layer([[1]])], repeat=True),
    "N.dense([[[1]], [[1]]], [[0]])": lambda: N.dense([[[1]], [[1]]], [[0]]),
    "N.dense([[[1]]], [[0], [0]])": lambda: N.dense([[[1]]], [[0], [0]]),
    "N.dense([], [])": lambda: N.dense([], []),
}


@pytest.mark.parametrize("name", NO_NETWORKS)
def test_arguments_that_are_none(name: str) -> None:
    with pytest.raises(xp.ExactPLError):
        NO_NETWORKS[name]()


# -- what a network may hold and a file not ----------------------------------------------------------------------------


def over(bits: int, base: int = 2) -> str:
    """Return 1 over a power of the base with about so many bits."""
    return f"1/{base ** int(bits / math.log2(base)):#x}"


POOL = {"type": "max_pool", "groups": [[0]]}
LIMITS: dict[str, tuple[str, str]] = {
    "2^31 repetitions": (text_of({"weight": [["1"]]}, repeat=2**31), "repeat must be at most 2,147,483,647"),
    "10^10 repetitions": (text_of({"weight": [["1"]]}, repeat=10**10), "repeat must be at most 2,147,483,647"),
    "a long denominator": (text_of({"weight": [[over(65_536)]]}), "layer 1: the common denominator"),
    "a long denominator in the second layer": (
        text_of({"weight": [["1"]]}, {"bias": [over(70_000)]}),
        "layer 2: the common denominator",
    ),
    "denominators that are long together": (
        text_of({"weight": [[over(40_000, 3), over(30_000, 5)]]}),
        "layer 1: the common denominator",
    ),
    "a denominator of a slope besides": (
        text_of({"weight": [[over(40_000)]], "activation": {"type": "leaky_relu", "slope": over(30_000, 3)}}),
        "layer 1: the common denominator",
    ),
    "denominators of bounds": (
        text_of({"weight": [["1"]], "activation": {"type": "clip", "low": over(40_000), "high": over(30_000, 3)}}),
        "layer 1: the common denominator",
    ),
    "many units that a pool takes away": (
        text_of(*[{"from": 0, "activation": POOL}] * 3, inputs=400_000),
        "1,000,000 pre-activations",
    ),
    "long numbers over long denominators": (
        text_of({"weight": [[over(65_000), *["1"] * 20_000]]}),
        "2,147,483,648 bits over common denominators",
    ),
}


@pytest.mark.parametrize("name", LIMITS)
def test_a_file_beyond_the_limits_is_refused_by_both_readers(name: str) -> None:
    text, pattern = LIMITS[name]
    with pytest.raises((xp.InputError, xp.BudgetError), match=pattern):
        files.network_of_text(text)
    reader = harness.part("reading.networkfile")
    errors = harness.part("errors")
    with pytest.raises((errors.Reject, errors.Decline)):
        reader.read(text.encode("ascii"))


WITHIN = {
    "2^31 - 1 repetitions": text_of({"weight": [["1"]]}, repeat=2**31 - 1),
    "the longest denominator": text_of({"weight": [[over(65_535)]]}),
    "denominators of two layers": text_of({"weight": [[over(60_000)]]}, {"bias": [over(60_000, 3)]}),
    "many units": text_of(*[{"from": 0, "activation": POOL}] * 2, inputs=400_000),
}


@pytest.mark.parametrize("name", WITHIN)
def test_a_file_at_the_limits_is_read_by_both_readers(name: str) -> None:
    network = files.network_of_text(WITHIN[name])
    found = harness.part("reading.networkfile").read(WITHIN[name].encode("ascii"))
    assert (found.repeat, found.inputs, found.outputs) == (network.repeat, network.inputs, network.outputs)
    assert files.network_of_text(N.network_text(network)) == network


def test_a_network_that_no_file_can_hold_is_refused_before_a_question_is_worked_on() -> None:
    with pytest.raises(xp.InputError, match="repeat must be at most"):
        N.Network([N.Layer([[1]])], repeat=2**31)
    long = Fraction(1, 2**70_000)
    wide = N.Network([N.Layer(source=0, activation=N.MaxPool([[0]])) for _ in range(3)], inputs=400_000)
    for network in (N.Network([N.Layer([[long]])]), N.Network([N.Layer([[1]], None, N.leaky_relu(long))]), wide):
        for asked in (N.network_text, xp.claims.NetworkSubject.of, lambda f: xp.same_function(f, f)):
            with pytest.raises(xp.BudgetError, match="a network file"):
                asked(network)


def test_a_number_that_is_too_long_for_a_file_is_refused() -> None:
    for number in (Fraction(1 << 1_048_600), Fraction(1 << 1_048_576, 3)):
        with pytest.raises(xp.BudgetError, match="at most"):
            N.network_text(N.Network([N.Layer([[number]])]))
