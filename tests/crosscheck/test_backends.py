"""Which libraries and devices there are, and what is said where there are none."""

import importlib.util
from dataclasses import replace

import pytest

from exactpl import BudgetError, InputError
from exactpl.crosscheck.backends import as_backend, backend, installed_backends
from tests.crosscheck.cases import LIBRARIES, library, listed

libraries = pytest.mark.parametrize("name", LIBRARIES)


@libraries
def test_a_backend_makes_arrays_of_its_library(name: str) -> None:
    place = library(name)
    assert str(place) == f"{name} on cpu"
    assert str(backend(name, "cpu")) == str(place)
    assert listed(place.positions(3, 6)) == [3, 4, 5]
    assert str(place.positions(0, 1).dtype).endswith("int64")
    array = place.array([0.5, -1.0], place.xp.float32)
    assert listed(array) == [0.5, -1.0]
    assert str(array.dtype).endswith("float32")
    assert place.positions(2, 2).shape[0] == place.array([], place.xp.float64).shape[0] == 0
    assert place.chunk >= 1
    assert as_backend(place) is place
    assert str(as_backend(name)) == str(place)


@pytest.mark.parametrize("name", ["", "NumPy", "jax", None, 3, ["numpy"]])
def test_unknown_backends(name: object) -> None:
    with pytest.raises(InputError, match=r"a backend, numpy, torch, cupy.* is required, found"):
        backend(name)  # type: ignore[arg-type]


@libraries
@pytest.mark.parametrize("device", ["cuda:7", "gpu", "", "meta", "CPU", "cpu:0"])
def test_devices_that_are_not_there(name: str, device: str) -> None:
    library(name)
    with pytest.raises(InputError, match=rf"a device of {name} is required \(cpu.*\), found '{device}'"):
        backend(name, device)


def test_numpy_has_no_gpu() -> None:
    with pytest.raises(InputError, match=r"a device of numpy is required \(cpu\), found 'cuda'"):
        backend("numpy", "cuda")


@pytest.mark.parametrize("device", [0, True, ["cpu"], b"cpu"])
def test_devices_are_text(device: object) -> None:
    with pytest.raises(InputError, match="a device such as cpu or cuda:0 is required, found"):
        backend("numpy", device)  # type: ignore[arg-type]


@pytest.mark.skipif(importlib.util.find_spec("cupy") is not None, reason="cupy is installed")
def test_a_missing_library_is_named_with_what_to_install() -> None:
    for device in (None, "cuda", "cpu"):
        with pytest.raises(InputError, match=r"needs the module cupy, which is not installed .* pip install cupy"):
            backend("cupy", device)
    assert "cupy" not in installed_backends()


def test_installed_backends() -> None:
    found = installed_backends()
    assert found[0] == "numpy"
    has_torch = all(importlib.util.find_spec(each) is not None for each in ("torch", "array_api_compat"))
    assert ("torch" in found) == has_torch
    assert len(set(found)) == len(found)


def test_memory_is_asked_before_the_work() -> None:
    small = replace(backend(), free_memory=lambda: 1000, device_name="a small device")
    small.require_memory(800, "this grid")
    with pytest.raises(BudgetError, match="this grid needs 801 bytes, and 1,000 are free on a small device"):
        small.require_memory(801, "this grid")
    unknown = replace(small, free_memory=lambda: None)
    unknown.require_memory(10**30, "nothing is known, so this")  # it does not raise
    with pytest.raises(BudgetError, match="everything"):
        backend().require_memory(10**30, "everything")
