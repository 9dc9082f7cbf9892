"""PyTorch modules: read at exact values, written back, refused by name and place."""

import math
import random
import subprocess
import sys
import textwrap
import warnings
from collections.abc import Callable, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

import exactpl as xp

torch = pytest.importorskip("torch")

nn = torch.nn
N = xp.networks
Q = Fraction


def dyadic(rng: random.Random, size: int = 16, bits: int = 3) -> Fraction:
    return Q(rng.randint(-size, size), 2**bits)


def linear(inputs: int, outputs: int, rng: random.Random, *, bias: bool = True, dtype: Any = None) -> Any:
    """Return a Linear with small dyadic numbers, with which float64 is exact."""
    module = nn.Linear(inputs, outputs, bias=bias, dtype=dtype or torch.float64)
    with torch.no_grad():
        for parameter in module.parameters():
            flat = [float(dyadic(rng)) for _ in range(parameter.numel())]
            parameter.copy_(torch.tensor(flat, dtype=torch.float64).reshape(parameter.shape))
    return module


def computed(module: Any, x: Sequence[Fraction]) -> list[Fraction]:
    """Return what torch computes in float64, as one row."""
    with torch.no_grad():
        y = module.double().eval()(torch.tensor([[float(e) for e in x]], dtype=torch.float64))
    return [Q(e) for e in y.flatten().tolist()]


def outputs(network: Any, x: Sequence[Fraction]) -> list[Fraction]:
    return list(network.image(tuple(x)))


def agrees(network: Any, module: Any, seed: int = 0) -> None:
    rng = random.Random(seed)
    points = [[Q(0)] * network.inputs, [Q(1)] * network.inputs, [Q(-1)] * network.inputs]
    for x in points + [[dyadic(rng, 40) for _ in range(network.inputs)] for _ in range(12)]:
        assert outputs(network, x) == computed(module, x), x


def hardtanh(low: float, high: float) -> Any:
    """Return a Hardtanh whose bounds were set afterwards, where torch does not compare them."""
    module = nn.Hardtanh()
    module.min_val, module.max_val = low, high
    return module


RNG = random.Random(31)

MODULES: dict[str, Callable[[random.Random], Any]] = {
    "Linear": lambda r: linear(3, 2, r),
    "Linear without bias": lambda r: linear(3, 2, r, bias=False),
    "two Linear": lambda r: nn.Sequential(linear(3, 4, r), linear(4, 2, r)),
    "two Linear without bias": lambda r: nn.Sequential(linear(3, 4, r, bias=False), linear(4, 2, r, bias=False)),
    "Relu": lambda r: nn.Sequential(linear(3, 4, r), nn.ReLU(), linear(4, 2, r)),
    "Relu in place": lambda r: nn.Sequential(linear(3, 4, r), nn.ReLU(inplace=True)),
    "Relu first": lambda r: nn.Sequential(nn.ReLU(), linear(3, 2, r)),
    "Relu twice": lambda r: nn.Sequential(linear(3, 4, r), nn.ReLU(), nn.ReLU(), linear(4, 2, r)),
    "LeakyReLU": lambda r: nn.Sequential(linear(3, 4, r), nn.LeakyReLU(0.25), linear(4, 1, r), nn.LeakyReLU(-2.0)),
    "Hardtanh": lambda r: nn.Sequential(linear(3, 4, r), nn.Hardtanh(), linear(4, 2, r), nn.Hardtanh(-0.5, 4.0)),
    "Hardtanh with one bound": lambda r: nn.Sequential(
        linear(3, 4, r), nn.Hardtanh(-math.inf, 1.0), nn.Hardtanh(-2.0, math.inf)
    ),
    "Hardtanh without bounds": lambda r: nn.Sequential(
        linear(3, 4, r), nn.Hardtanh(-math.inf, math.inf), linear(4, 2, r)
    ),
    "ReLU6": lambda r: nn.Sequential(linear(3, 4, r), nn.ReLU6()),
    "MaxPool1d": lambda r: nn.Sequential(linear(3, 6, r), nn.MaxPool1d(2), linear(3, 2, r)),
    "MaxPool1d with a rest": lambda r: nn.Sequential(linear(3, 7, r), nn.MaxPool1d(3)),
    "MaxPool1d with a stride": lambda r: nn.Sequential(linear(3, 7, r), nn.MaxPool1d(3, stride=2)),
    "MaxPool1d of all": lambda r: nn.Sequential(linear(3, 4, r), nn.MaxPool1d(4)),
    "MaxPool1d of one": lambda r: nn.Sequential(linear(3, 4, r), nn.MaxPool1d(1)),
    "MaxPool1d with gaps": lambda r: nn.Sequential(linear(3, 7, r), nn.MaxPool1d(2, stride=3)),
    "Identity, Dropout, Flatten": lambda r: nn.Sequential(
        nn.Flatten(), linear(3, 4, r), nn.Dropout(0.5), nn.Identity(), nn.ReLU(), nn.Dropout(0.9), linear(4, 2, r)
    ),
    "nested": lambda r: nn.Sequential(
        nn.Sequential(linear(3, 4, r), nn.Sequential(nn.ReLU(), linear(4, 4, r))),
        nn.Sequential(),
        nn.ReLU(),
        linear(4, 2, r),
    ),
    "one block of it": lambda r: nn.Sequential(nn.Sequential(nn.Sequential(linear(3, 2, r)))),
    "a ReLU that is used twice": lambda r: (
        lambda relu: nn.Sequential(linear(3, 4, r), relu, linear(4, 4, r), relu, linear(4, 2, r), relu)
    )(nn.ReLU()),
    "a Linear that is used twice": lambda r: (
        lambda tied: nn.Sequential(tied, nn.ReLU(), tied, nn.Hardtanh(), tied)
    )(linear(3, 3, r)),
    "a block that is used twice": lambda r: (lambda block: nn.Sequential(block, linear(3, 3, r), block))(
        nn.Sequential(linear(3, 3, r), nn.ReLU())
    ),
    "a block within itself, with a ReLU that is used everywhere": lambda r: (
        lambda relu: (lambda block: nn.Sequential(relu, block, relu, nn.Sequential(block, relu)))(
            nn.Sequential(relu, linear(3, 3, r), relu)
        )
    )(nn.ReLU()),
}  # fmt: skip


@pytest.mark.parametrize("name", MODULES)
def test_module(name: str) -> None:
    for seed in range(4):
        module = MODULES[name](random.Random(seed))
        network = N.from_torch(module, inputs=3)
        agrees(network, module, seed)
        assert network.origin == f"a PyTorch {type(module).__name__}"
        if name != "Relu first":
            assert N.from_torch(module) == network


def test_tied_weights_are_written_out() -> None:
    tied = linear(2, 2, random.Random(1))
    one, other = linear(2, 2, random.Random(2)), linear(2, 2, random.Random(3))
    other.weight = one.weight  # tied tensors in two modules
    module = nn.Sequential(tied, nn.ReLU(), one, nn.ReLU(), other, tied)
    network = N.from_torch(module)
    agrees(network, module)
    assert [layer.weight for layer in network.layers if layer.weight is not None].count(network.layers[0].weight) == 2


@pytest.mark.parametrize("dtype", ["float16", "bfloat16", "float32", "float64"])
def test_numbers(dtype: str) -> None:
    torch.manual_seed(3)
    module = nn.Sequential(nn.Linear(3, 4), nn.ReLU(), nn.Linear(4, 2)).to(getattr(torch, dtype))
    network = N.from_torch(module)
    for layer, each in zip(network.layers, (module[0], module[2]), strict=True):
        assert layer.weight == tuple(tuple(Q(w) for w in row) for row in each.weight.tolist())
        assert layer.bias == tuple(Q(b) for b in each.bias.tolist())
    bits = {"float16": 11, "bfloat16": 8, "float32": 24, "float64": 53}[dtype]
    numerators = [abs(w.numerator) for layer in network.layers for row in layer.weight for w in row]
    assert max(n.bit_length() for n in numerators) <= bits
    again = N.to_torch(network, dtype=dtype)
    assert N.from_torch(again) == network
    assert again[0].weight.dtype == getattr(torch, dtype)
    assert torch.equal(again[2].weight, module[2].weight)


def test_a_module_without_linear() -> None:
    relu = nn.Sequential(nn.ReLU())
    for module in (relu, nn.ReLU(), nn.Sequential(), nn.Identity()):
        with pytest.raises(xp.InputError, match="inputs="):
            N.from_torch(module)
    assert N.from_torch(relu, inputs=2)(-1, "1/3") == (0, Q(1, 3))
    assert N.from_torch(nn.ReLU(), inputs=1)("-1/3") == 0
    assert N.from_torch(nn.Sequential(), inputs=2)(-1, "1/3") == (-1, Q(1, 3))
    assert N.from_torch(nn.Identity(), inputs=1)("-1/3") == Q(-1, 3)


def test_the_number_of_inputs() -> None:
    module = nn.Sequential(nn.MaxPool1d(2), linear(2, 1, random.Random(1)))
    network = N.from_torch(module, inputs=4)
    assert network.inputs == 4
    agrees(network, module)
    for wrong in (0, -1, 2):
        with pytest.raises(xp.ExactPLError):
            N.from_torch(module, inputs=wrong)
    with pytest.raises(xp.ExactPLError, match="1,000,000"):
        N.from_torch(nn.ReLU(), inputs=10**9)
    with pytest.raises(xp.InputError, match=r"2 columns|3 columns"):
        N.from_torch(linear(2, 1, random.Random(1)), inputs=3)
    with pytest.raises(xp.InputError, match=r"Sequential\.2 \(Linear\).*3 columns, found 4"):
        N.from_torch(nn.Sequential(linear(2, 3, RNG), nn.ReLU(), linear(4, 1, RNG)))


# -- refusals ----------------------------------------------------------------------------------------------------------


class Net(nn.Module):  # type: ignore[misc, name-defined]
    """A module with code of its own, which is not read."""

    def __init__(self) -> None:
        super().__init__()
        self.layers = nn.Sequential(nn.Linear(2, 2), nn.ReLU())

    def forward(self, x: Any) -> Any:
        return self.layers(x) + x


class Doubled(nn.Sequential):  # type: ignore[misc, name-defined]
    """A Sequential that does something else."""

    def forward(self, x: Any) -> Any:
        return 2 * super().forward(x)


def parametrized() -> Any:
    return nn.utils.parametrizations.weight_norm(nn.Linear(2, 2))


REFUSED: dict[str, tuple[Callable[[], Any], str]] = {
    "Conv2d": (
        lambda: nn.Sequential(nn.Linear(2, 2), nn.Conv2d(1, 1, 1)),
        r"Sequential\.1 \(Conv2d\) is not supported",
    ),
    "Tanh": (lambda: nn.Sequential(nn.Linear(2, 2), nn.Tanh()), r"Sequential\.1 \(Tanh\) is not supported"),
    "Tanh inside": (
        lambda: nn.Sequential(nn.Linear(2, 2), nn.Sequential(nn.ReLU(), nn.Tanh())),
        r"Sequential\.1 \(Sequential\)\.1 \(Tanh\) is not supported",
    ),
    "GELU alone": (lambda: nn.Sequential(nn.Linear(2, 2), nn.GELU()), "GELU"),
    "a module of one's own": (Net, "Net"),
    "a module of one's own inside": (lambda: nn.Sequential(nn.Linear(2, 2), Net()), r"Sequential\.1 \(Net\)"),
    "a Sequential that does something else": (lambda: Doubled(nn.Linear(2, 2)), "Doubled"),
    "names": (
        lambda: nn.Sequential(__import__("collections").OrderedDict(first=nn.Linear(2, 2), act=nn.Softplus())),
        r"Sequential\.act \(Softplus\)",
    ),
    "ReLU with a threshold": (lambda: nn.Sequential(nn.Linear(2, 2), nn.Threshold(0.1, 20)), "Threshold"),
    "PReLU": (lambda: nn.Sequential(nn.Linear(2, 2), nn.PReLU()), "PReLU"),
    "RReLU": (lambda: nn.Sequential(nn.Linear(2, 2), nn.RReLU()), "RReLU"),
    "BatchNorm1d": (lambda: nn.Sequential(nn.Linear(2, 2), nn.BatchNorm1d(2)), "BatchNorm1d"),
    "weight_norm": (lambda: nn.Sequential(nn.Linear(2, 2), parametrized()), r"Sequential\.1 \(ParametrizedLinear\)"),
    "MaxPool1d with padding": (
        lambda: nn.Sequential(nn.Linear(2, 4), nn.MaxPool1d(2, padding=1)),
        r"Sequential\.1 \(MaxPool1d\).*padding",
    ),
    "MaxPool1d with dilation": (
        lambda: nn.Sequential(nn.Linear(2, 4), nn.MaxPool1d(2, dilation=2)),
        r"Sequential\.1 \(MaxPool1d\).*dilation",
    ),
    "MaxPool1d with ceil_mode": (
        lambda: nn.Sequential(nn.Linear(2, 5), nn.MaxPool1d(2, ceil_mode=True)),
        r"Sequential\.1 \(MaxPool1d\).*ceil_mode",
    ),
    "MaxPool1d with indices": (
        lambda: nn.Sequential(nn.Linear(2, 4), nn.MaxPool1d(2, return_indices=True)),
        r"Sequential\.1 \(MaxPool1d\)",
    ),
    "MaxPool1d too wide": (
        lambda: nn.Sequential(nn.Linear(2, 4), nn.MaxPool1d(5)),
        r"Sequential\.1 \(MaxPool1d\) must pool at most 4 units, found 5",
    ),
    "MaxPool1d without stride": (
        lambda: nn.Sequential(nn.Linear(2, 4), nn.MaxPool1d(2, stride=0)),
        r"Sequential\.1 \(MaxPool1d\)",
    ),
    "Hardtanh with an infinite lower bound": (
        lambda: nn.Sequential(nn.Linear(2, 4), hardtanh(math.inf, math.inf)),
        r"found inf at Sequential\.1 \(Hardtanh\): min_val",
    ),
    "Hardtanh with an infinite upper bound": (
        lambda: nn.Sequential(nn.Linear(2, 4), hardtanh(-1.0, -math.inf)),
        r"found -inf at Sequential\.1 \(Hardtanh\): max_val",
    ),
    "a slope that is NaN": (
        lambda: nn.Sequential(nn.Linear(2, 4), nn.LeakyReLU(float("nan"))),
        r"found nan at Sequential\.1 \(LeakyReLU\): negative_slope",
    ),
    "an infinite slope": (
        lambda: nn.Sequential(nn.Linear(2, 4), nn.LeakyReLU(math.inf)),
        r"found inf at Sequential\.1 \(LeakyReLU\): negative_slope",
    ),
    "complex weights": (lambda: nn.Sequential(nn.Linear(2, 2, dtype=torch.complex64)), r"Sequential\.0 \(Linear\)"),
    "weights that are not there": (lambda: nn.Linear(2, 2, device="meta"), r"Linear"),
    "None": (lambda: None, "NoneType|inputs="),
    "a ModuleList": (lambda: nn.ModuleList([nn.Linear(2, 2)]), "ModuleList|inputs="),
    "a state_dict": (lambda: nn.Linear(2, 2).state_dict(), "OrderedDict|inputs="),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_refused(name: str) -> None:
    make, pattern = REFUSED[name]
    with pytest.raises(xp.InputError, match=pattern) as caught:
        N.from_torch(make())
    assert len(str(caught.value)) < 500


def test_modules_without_numbers() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about initial weights that there are none of
        modules = [nn.Linear(2, 0), nn.Linear(0, 2), nn.Linear(0, 0)]
    for module in modules:
        with pytest.raises(xp.InputError):
            N.from_torch(nn.Sequential(module))


def test_modules_with_another_forward_are_refused() -> None:
    module = nn.Sequential(linear(2, 2, RNG), nn.ReLU())
    module[1].forward = lambda x: 0 * x
    with pytest.raises(xp.InputError, match=r"Sequential\.1 \(ReLU\)"):
        N.from_torch(module)


LIMITED = textwrap.dedent(
    """
    import resource
    import torch
    import exactpl as xp
    resource.setrlimit(resource.RLIMIT_AS, (8 << 30, 8 << 30))
    resource.setrlimit(resource.RLIMIT_CPU, (15, 15))
    try:
        xp.networks.from_torch(torch.nn.MaxPool1d(2), inputs=10**9)
    except xp.ExactPLError as error:
        raise SystemExit(7)
    """
)


def test_too_many_inputs_of_a_pool() -> None:
    done = subprocess.run([sys.executable, "-c", LIMITED], capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 7, (done.returncode, done.stderr[-300:])


@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf])
def test_numbers_that_are_none(number: float) -> None:
    module = nn.Sequential(linear(2, 2, RNG), nn.ReLU(), linear(2, 3, RNG))
    with torch.no_grad():
        module[2].weight[1, 0] = number
    with pytest.raises(xp.InputError, match=rf"found {number} at Sequential\.2 \(Linear\)"):
        N.from_torch(module)
    with torch.no_grad():
        module[2].weight[1, 0] = 0
        module[2].bias[2] = number
    with pytest.raises(xp.InputError, match=rf"found {number} at Sequential\.2 \(Linear\): bias.*2"):
        N.from_torch(module)


def test_the_row_of_a_number_that_is_none() -> None:
    module = nn.Sequential(linear(5, 5, RNG))
    with torch.no_grad():
        module[0].weight[3, 1] = math.nan
    with pytest.raises(xp.InputError, match=r"Sequential\.0 \(Linear\).*3.*1"):
        N.from_torch(module)


def test_modules_with_hooks_are_refused() -> None:
    """A hook changes what a module computes; without running it there is no knowing how."""
    module = nn.Sequential(linear(2, 2, RNG), nn.ReLU())
    module[1].register_forward_hook(lambda *_: torch.zeros(1, 2))
    with pytest.raises(xp.InputError, match="hook"):
        N.from_torch(module)


def test_modules_of_other_people_with_a_known_name_are_refused() -> None:
    class ReLU(nn.Module):  # type: ignore[misc, name-defined]
        def forward(self, x: Any) -> Any:
            return 3 * torch.relu(x)

    with pytest.raises(xp.InputError, match="ReLU"):
        N.from_torch(nn.Sequential(linear(2, 2, RNG), ReLU()))


# -- slopes ------------------------------------------------------------------------------------------------------------


def leaky(slope: float = 0.01, dtype: Any = torch.float32) -> Any:
    module = nn.Sequential(nn.Linear(1, 1, dtype=dtype), nn.LeakyReLU(slope))
    with torch.no_grad():
        module[0].weight.fill_(1)
        module[0].bias.fill_(0)
    return module


def test_stored_slopes() -> None:
    for dtype in (torch.float16, torch.float32, torch.float64):
        assert N.from_torch(leaky(dtype=dtype)).layers[-1].activation == N.leaky_relu(Q(0.01))
    assert N.from_torch(leaky(1)).layers[-1].activation == N.leaky_relu(1)
    assert N.from_torch(leaky(0.0)).layers[-1].activation == N.leaky_relu(0)


def test_slopes_that_were_meant() -> None:
    ulp = Q(1, 2**59)  # of float64 at 1/100
    for meant in ("1/100", "0.01", Q(0.01), Q(0.01) + Q(49, 100) * ulp, Q(0.01) - Q(49, 100) * ulp):
        assert Q(float(xp.exact(meant))) == Q(0.01)
        assert N.from_torch(leaky(), leaky_slope=meant).layers[-1].activation == N.leaky_relu(meant)
    alpha = Q(10737418, 2**30)  # the float32
    for other in ("1/99", "0.0100001", alpha, 0, Q(0.01) + ulp, Q(0.01) - Q(3, 4) * ulp, Q(0.01) + Q(51, 100) * ulp):
        assert Q(float(xp.exact(other))) != Q(0.01)
        with pytest.raises(xp.InputError, match=r"Sequential\.1 \(LeakyReLU\)"):
            N.from_torch(leaky(), leaky_slope=other)
    with pytest.raises(xp.InexactNumberError):
        N.from_torch(leaky(), leaky_slope=0.01)


def test_every_slope_must_be_the_one_meant() -> None:
    module = nn.Sequential(*leaky(), *leaky(0.02))
    with pytest.raises(xp.InputError, match=r"Sequential\.3 \(LeakyReLU\)"):
        N.from_torch(module, leaky_slope="1/100")


def exported(module: Any, path: Path, inputs: int) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the exporter of TorchScript says that it is old
        torch.onnx.export(module, torch.zeros(1, inputs), str(path), dynamo=False)


def test_slopes_of_the_two_formats(tmp_path: Path) -> None:
    """PyTorch keeps a slope as float64, ONNX as float32: two functions, until it is said which number was meant."""
    pytest.importorskip("onnx")
    module, path = leaky(), tmp_path / "leaky.onnx"
    exported(module, path, 1)
    from_torch, from_onnx = N.from_torch(module), N.from_onnx(path)
    assert from_torch(-1) == -Q(0.01)
    assert from_onnx(-1) == -Q(10737418, 2**30)
    assert isinstance(xp.same_function(from_torch, from_onnx), xp.Refuted)
    meant = N.from_torch(module, leaky_slope="1/100"), N.from_onnx(path, leaky_slope="1/100")
    assert meant[0](-1) == meant[1](-1) == Q(-1, 100)
    assert isinstance(xp.same_function(*meant), xp.Proved)


@pytest.mark.parametrize(
    "name", ["Relu", "two Linear", "Hardtanh", "ReLU6", "nested", "a Linear that is used twice", "LeakyReLU"]
)
def test_exported_modules(name: str, tmp_path: Path) -> None:
    pytest.importorskip("onnx")
    path = tmp_path / "a.onnx"
    for seed in range(2):
        module = MODULES[name](random.Random(seed)).float().eval()
        exported(module, path, 3)
        agrees(N.from_onnx(path), module, seed)


# -- written -----------------------------------------------------------------------------------------------------------


def random_network(rng: random.Random) -> Any:
    sizes = [rng.randint(1, 4) for _ in range(rng.randint(2, 4))]
    repeat = rng.choice((1, 1, 2, 3))
    if repeat > 1:
        sizes[-1] = sizes[0]
    kinds = ("relu", "abs", "hard_tanh", "identity", N.leaky_relu("-1/4"), N.clip("-1/2", None), N.clip(None, 2))
    layers = []
    for i in range(len(sizes) - 1):
        weight = [[dyadic(rng) for _ in range(sizes[i])] for _ in range(sizes[i + 1])]
        bias = [dyadic(rng) for _ in weight] if rng.random() < 0.7 else None
        layers.append(N.Layer(weight, bias, rng.choice(kinds)))
    return N.Network(layers, repeat=repeat)


@pytest.mark.parametrize("dtype", ["float16", "bfloat16", "float32", "float64"])
def test_round_trips(dtype: str) -> None:
    rng = random.Random(dtype)
    for _ in range(40):
        network = random_network(rng)
        module = N.to_torch(network, dtype=dtype)
        assert type(module) is nn.Sequential
        again = N.from_torch(module)
        assert (again.inputs, again.outputs) == (network.inputs, network.outputs)
        for _ in range(6):
            x = [dyadic(rng, 40) for _ in range(network.inputs)]
            assert outputs(again, x) == outputs(network, x)
            found = computed(module, x)
            if all(e.denominator <= 2**30 and abs(e) <= 2**20 for e in outputs(network, x)):
                assert found == outputs(network, x)


def test_repetitions_share_their_modules() -> None:
    network = N.Network([N.Layer([[1], [1]], [0, "-1/2"], "relu"), N.Layer([[2, -4]])], repeat=5)
    module = N.to_torch(network)
    assert len(module) == 15
    assert len(set(map(id, module))) == 3
    assert sum(p.numel() for p in module.parameters()) == 6
    for x in ("1/3", "1/7", 1, "-1/2", "9/64"):
        assert N.from_torch(module)(x) == network(x)
    assert isinstance(xp.same_function(network, N.from_torch(module)), xp.Proved)
    assert computed(module, [Q(9, 64)]) == [network("9/64")]


def test_layers_without_weight() -> None:
    network = N.Network(
        [N.Layer(None, None, "relu"), N.Layer([[1, -2]], None, "abs"), N.Layer(None, None, N.clip(0, 3))], inputs=2
    )
    module = N.to_torch(network)
    assert computed(module, [Q(-1), Q(1)]) == [2]
    assert N.from_torch(module)(1, 4) == network(1, 4) == 3


POOLS: dict[str, tuple[int, list[tuple[int, ...]], bool]] = {
    "pairs": (4, [(0, 1), (2, 3)], True),
    "one window": (3, [(0, 1, 2)], True),
    "steps of one": (4, [(0, 1, 2), (1, 2, 3)], True),
    "gaps": (5, [(0, 1), (3, 4)], True),
    "a rest that is too short": (5, [(0, 1), (2, 3)], True),
    "single units": (2, [(0,), (1,)], True),
    "one window of four units": (4, [(0, 1)], True),
    "two windows of six units": (6, [(0, 1), (2, 3)], False),
    "one unit of two": (2, [(0,)], True),
    "the same window twice": (2, [(0, 1), (0, 1)], False),
    "windows backwards": (4, [(2, 3), (0, 1)], False),
    "not from the start": (3, [(1, 2)], False),
    "unequal windows": (3, [(0, 1), (2,)], False),
    "no window but a group": (3, [(0, 2)], False),
}


@pytest.mark.parametrize("name", POOLS)
def test_pools(name: str) -> None:
    """A pool is a MaxPool1d with the same function, or it is refused."""
    units, groups, possible = POOLS[name]
    rng = random.Random(name)
    network = N.Network([N.Layer([[dyadic(rng)] for _ in range(units)], None, N.MaxPool(groups))])
    if not possible:
        with pytest.raises(xp.InputError, match=r"layer 1.*MaxPool1d"):
            N.to_torch(network)
        return
    module = N.to_torch(network)
    for x in (Q(-1), Q(1), Q(3, 4)):
        assert computed(module, [x]) == outputs(network, [x])
        assert outputs(N.from_torch(module), [x]) == outputs(network, [x])


def test_what_a_format_cannot_hold() -> None:
    third = Q(1, 3)
    for network, dtype, pattern in (
        (N.dense([[[1], [third]]], [[0, 0]]), "float64", r"float64 cannot hold 1/3 at layer 1: weight\[1\]\[0\]"),
        (N.dense([[[1]], [[1]]], [[0], [third]]), "float32", r"float32 cannot hold 1/3 at layer 2: bias\[0\]"),
        (N.dense([[[257]]], [[0]]), "bfloat16", r"bfloat16 cannot hold 257"),
        (N.dense([[[2**128]]], [[0]]), "bfloat16", "bfloat16"),
        (N.dense([[[Q(1, 2**134)]]], [[0]]), "bfloat16", "bfloat16"),
        (N.dense([[[2049]]], [[0]]), "float16", "float16"),
        (N.Network([N.Layer([[1]], None, N.leaky_relu("1/100"))]), "float64", "layer 1: leaky slope"),
        (N.Network([N.Layer([[1]], None, N.clip("1/3", None))]), "float64", "layer 1: low"),
        (N.Network([N.Layer([[1]], None, N.clip(None, 257))]), "bfloat16", "layer 1: high"),
    ):
        with pytest.raises(xp.InputError, match=pattern):
            N.to_torch(network, dtype=dtype)
    numbers = [256, Q(1, 2**133), Q(255, 2**133), Q(255 * 2**120), -1]
    module = N.to_torch(N.dense([[numbers]], [[0]]), dtype="bfloat16")
    assert N.from_torch(module).layers[0].weight == (tuple(map(Q, numbers)),)
    for dtype in ("int8", "float", "torch.float32", torch.float32):
        with pytest.raises(xp.InputError, match="dtype must be one of float16, bfloat16, float32, float64"):
            N.to_torch(N.dense([[[1]]], [[0]]), dtype=dtype)


def test_what_is_no_chain() -> None:
    for network, pattern in (
        (N.Network([N.Layer(None, [1])], inputs=1), "layer 1"),
        (N.Network([N.Layer([[1]]), N.Layer([[1]], add=[0])]), "layer 2"),
        (N.Network([N.Layer([[1]]), N.Layer([[1]], source=0)]), "layer 2"),
    ):
        with pytest.raises(xp.InputError, match=pattern):
            N.to_torch(network)


def test_reading_changes_nothing() -> None:
    module = nn.Sequential(nn.Linear(2, 3), nn.Dropout(), nn.Linear(3, 1)).half().train()
    before = {name: tensor.clone() for name, tensor in module.state_dict().items()}
    N.from_torch(module)
    assert module.training
    assert all(torch.equal(before[name], tensor) for name, tensor in module.state_dict().items())
    assert all(parameter.grad is None and parameter.requires_grad for parameter in module.parameters())
