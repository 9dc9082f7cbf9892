"""Network files: what they mean, their limits, and what is refused (the corpus has more of the latter)."""

from __future__ import annotations

import json
from fractions import Fraction

import pytest
from exactpl_checker.errors import Decline, Reject
from exactpl_checker.mathematics import networks
from exactpl_checker.reading import networkfile

from tests.checker.certmaker import network_text
from tests.checker.corpus_networks import HAT, PEAK, PLANE, THRICE, clip, dense, leaky, malformed, pool


def read(text: str) -> networkfile.NetworkFile:
    return networkfile.read(text.encode("ascii"))


def refused(text: str) -> str:
    with pytest.raises(Reject) as caught:
        read(text)
    assert len(caught.value.expected) + len(caught.value.found) < 700
    return caught.value.rule


def declined(text: str) -> str:
    with pytest.raises(Decline) as caught:
        read(text)
    return caught.value.rule


@pytest.mark.parametrize("name", sorted(malformed()))
def test_refused(name: str) -> None:
    assert refused(malformed()[name]) == "network-file"


@pytest.mark.parametrize(
    "data", [b"", b"{}", b"null", b'{"format":"exactpl-network/1"}', b'{"layers":[{}]}', b"\xef\xbb\xbf{}", b"\xff"]
)
def test_refused_bytes(data: bytes) -> None:
    with pytest.raises(Reject) as caught:
        networkfile.read(data)
    assert caught.value.rule == "network-file"


def test_sizes() -> None:
    assert (read(HAT).inputs, read(HAT).outputs, read(HAT).repeat) == (1, 1, 1)
    assert (read(PEAK).inputs, read(PEAK).outputs) == (1, 2)
    assert (read(PLANE).inputs, read(PLANE).outputs) == (2, 2)
    assert read(THRICE).repeat == 3
    assert read(network_text({}, inputs=5)).outputs == 5
    assert read(network_text(dense([["1", "2"]]), inputs=2)).inputs == 2
    assert read(network_text(dense([["1", "2"]], None, pool([0], [0], [0])))).outputs == 3


def test_what_is_left_out() -> None:
    full = network_text(
        {"activation": "identity", "add": [], "bias": ["0", "0"], "from": 0, "weight": [["1", "0"], ["0", "1"]]},
        inputs=2,
        repeat=1,
    )
    bare = network_text({}, inputs=2)
    for text in (full, bare):
        network = networks.Network(read(text))
        assert network.at([3, -7], 5)[0] == [3, -7]
        assert network.scale == 1
    assert read(full).layers[0].add == read(bare).layers[0].add == ()
    assert read(full).layers[0].source == read(bare).layers[0].source == 0


def test_numbers_as_people_write_them() -> None:
    text = network_text(dense([["+0.5", "1e-1", "0x10/0x3"]], ["-.25"], leaky("007")))
    layer = read(text).layers[0]
    assert layer.denominator == 60
    assert layer.weight == ((30, 6, 320),)
    assert layer.bias == (-15,)
    assert layer.activation.pieces[0][0] == 7
    assert layer.below == (60).bit_length()
    assert layer.above == (16).bit_length() + (7).bit_length() + (60).bit_length()


def test_white_space_and_order_do_not_matter() -> None:
    spread = json.dumps(json.loads(HAT), indent=3)
    assert read(spread) == read(HAT)


def test_units_and_scale() -> None:
    # Denominators 6, and 5 of the slope: 30, squared when it is repeated.
    layers = [dense([["1/2"]], ["1/3"]), dense([["1"]], ["2"], leaky("1/5"))]
    for repeat in (1, 2, 3):
        network = networks.Network(read(network_text(*layers, repeat=repeat)))
        assert network.scale == 30**repeat
        x = y = Fraction(-9, 7)
        for _ in range(repeat):
            y = y / 2 + Fraction(1, 3) + 2
            y = y if y >= 0 else y / 5
        value, trace = network.at([x.numerator], x.denominator)
        assert Fraction(value[0], x.denominator * network.scale) == y
        assert len(trace) == repeat


def test_limits_of_parts() -> None:
    """Layers, numbers and places together: a million and not one more."""
    row = ["1"] * 999
    fits = [dense([row] * 1000), dense([["1"] * 998])]  # 2 + 999 * 1000 + 998
    with pytest.raises(Reject):  # it is small enough, but the last row is too short
        read(network_text(*fits))
    fits = [dense([row] * 1000), dense([["0"] * 1000] * 1)]
    assert declined(network_text(*fits)) == "limits"
    fits[1] = {"weight": fits[1]["weight"]}
    assert read(network_text(dense([row] * 1000, None, pool(list(range(998)), [0])))).outputs == 2
    assert declined(network_text(dense([row] * 1000, None, pool(list(range(999)), [0])))) == "limits"
    assert declined(network_text(dense([row] * 1000, None, pool(list(range(1000)))))) == "limits"
    assert declined(network_text(dense([row] * 1000, ["0"] * 1000))) == "limits"
    many = [{"add": list(range(i))} for i in range(1, 1500)]
    assert declined(network_text(*many, inputs=1)) == "limits"
    assert len(read(network_text(*many[:1400], inputs=1)).layers) == 1400
    assert declined(network_text(*[{}] * 1_000_001, inputs=1)) == "limits"


def test_limits_of_entries() -> None:
    for inputs, found in ((500_000, True), (500_001, False)):
        text = network_text({}, inputs=inputs)
        assert (read(text).outputs == inputs) if found else (declined(text) == "limits")
    # Two values, but pre-activations of the second one only: it is these that are too many.
    pooled = {"activation": pool([0])}
    assert read(network_text(pooled, inputs=999_998)).outputs == 1
    assert declined(network_text(pooled, inputs=999_999 + 1)) == "limits"
    twice = [{"activation": pool([0])}, {"activation": pool([0]), "from": 0}]
    assert read(network_text(*twice, inputs=500_000)).outputs == 1
    assert declined(network_text(*twice, inputs=500_001)) == "limits"
    # Nothing is as large as a number says.
    assert declined(network_text({}, inputs=2**31 - 1)) == "limits"
    assert declined(network_text({"activation": "relu"}, {"add": [0, 1]}, inputs=2**31 - 1)) == "limits"
    deep = read(network_text(dense([["1"]], None, "relu"), repeat=2**31 - 1))
    assert (deep.growth(), deep.size(), deep.entries()) == (1 + 2 + 24, 3, 2)


def test_limits_of_denominators() -> None:
    # 3^a has about 1.585 a bits.
    long, longer = f"1/{hex(3**41_300)}", f"1/{hex(3**41_400)}"
    assert (3**41_300).bit_length() <= 65_536 < (3**41_400).bit_length()
    assert read(network_text(dense([[long]]))).layers[0].denominator == 3**41_300
    assert read(network_text(dense([[f"1/{hex(2**65_535)}"]]))).layers[0].below == 65_536
    for text in (
        network_text(dense([[longer]])),
        network_text(dense([[f"1/{hex(2**65_536)}"]])),
        network_text(dense([["1"]], [longer])),
        network_text(dense([["1"]], None, leaky(longer))),
        network_text(dense([["1"]], None, clip(longer, None))),
        network_text(dense([[f"1/{hex(2**33_000)}", f"1/{hex(3**25_000)}"]])),
        # The product, even where the least common multiple would not be longer.
        network_text(dense([["1"]], [f"1/{hex(2**33_000)}"], leaky(f"1/{hex(2**33_000)}"))),
        network_text(dense([["1"]], [f"1/{hex(7**10_000)}"], leaky(f"1/{hex(5**20_000)}"))),
    ):
        assert declined(text) == "limits"
    # In different layers they do not meet.
    assert len(read(network_text(dense([[long]]), dense([[f"1/{hex(2**60_000)}"]]))).layers) == 2


def test_limits_of_bits() -> None:
    """(numbers)(D + M) at most 2^31, found out before all of them are read."""
    long = f"1/{hex(2**60_000)}"
    count = 2**31 // (2 * 60_001 + 1)
    assert len(read(network_text(dense([[long, *["1"] * (count - 1)]]))).layers[0].weight[0]) == count
    assert declined(network_text(dense([[long, *["1"] * count]]))) == "limits"
    assert declined(network_text(dense([[*["1"] * count, long]]))) == "limits"
    # It is the sum over the layers.
    half = dense([["1"], [long], *[["1"]] * (count // 2)])
    back = dense([["1"] * (count // 2 + 2)])
    assert declined(network_text(half, back, half)) == "limits"
    # What is too much is not read to its end.
    assert declined(network_text(dense([["1e4000"] * 500_000 + ["x"]]))) == "limits"


def test_many_small_denominators() -> None:
    primes = [p for p in range(2, 70_000) if all(p % q for q in range(2, int(p**0.5) + 1))]
    assert declined(network_text(dense([[f"1/{p}" for p in primes]]))) == "limits"


def test_printed_back() -> None:
    assert read(HAT).described().splitlines() == [
        "subject f: network, 1 input, 2 layers",
        "  layer 1: 2 units, relu",
        "    weight [1]",
        "    weight [1]",
        "    bias [0, -1/2]",
        "  layer 2: 1 unit, identity",
        "    weight [2, -4]",
    ]
    assert read(THRICE).described("g").splitlines()[0] == "subject g: network, 1 input, 2 layers, repeated 3 times"
    assert read(PLANE).described().splitlines()[-3:] == [
        "  layer 4: 2 units, identity, from 2, add 3",
        "    weight [0]",
        "    weight [1]",
    ]
    described = read(network_text(dense([["1"] * 21], None, clip("0", "1/2")))).described()
    assert described.splitlines()[1:] == ["  layer 1: 1 unit, clip 0 1/2"]
    for layers, lines in ((20, 21), (21, 2), (1000, 2)):
        described = read(network_text(*[{}] * layers, inputs=1)).described().splitlines()
        assert len(described) == lines
    assert described == ["subject f: network, 1 input, 1000 layers", "  largest width 1"]
    wide = read(network_text({}, dense([["1", "0"]] * 7, None, None), *[{}] * 19, dense([["1/2"] * 7]), inputs=2))
    assert wide.described().splitlines()[1:] == ["  largest width 7"]
    narrow = read(network_text(*[{}] * 21, dense([["1/2", "-1"]], ["3"]), inputs=2)).described()
    assert narrow.splitlines()[1:] == ["  largest width 2", "  layer 22:", "    weight [1/2, -1]", "    bias [3]"]


@pytest.mark.parametrize("p", range(5))
@pytest.mark.parametrize("q", range(5))
def test_sides_of_kinks(p: int, q: int) -> None:
    # Positions 0 to 4: below both kinks, on the first, between, on the second, above both.
    crossed = {(0, 2), (0, 3), (0, 4), (1, 4), (2, 4)}
    assert networks.on_one_side(p, q) == (not {(p, q), (q, p)} & crossed)
