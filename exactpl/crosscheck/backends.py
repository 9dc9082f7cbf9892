"""Array libraries and their devices, behind the Python array API standard: NumPy, PyTorch, CuPy.

Main definitions: `Backend`, `backend`. NumPy follows the standard itself; the others do so through array-api-compat.
Everything in this package is written once, against the standard.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from exactpl.errors import BudgetError, InputError, described

CPU_CHUNK = 1 << 15
DEVICE_CHUNK = 1 << 24
_SPARE = 0.8  # the part of the free memory that may be used


@dataclass(frozen=True, slots=True, eq=False)
class Backend:
    """An array library and a device of it.

    `xp` is its namespace, `device` what its functions take, `chunk` how many points are computed at a time: enough to
    fill the cache of a processor, or to keep an accelerator busy.
    """

    name: str
    xp: Any
    device: Any
    device_name: str
    chunk: int
    free_memory: Callable[[], int | None]

    def array(self, values: Any, dtype: Any) -> Any:
        """Return Python numbers as an array on the device."""
        return self.xp.asarray(values, dtype=dtype, device=self.device)

    def positions(self, start: int, stop: int) -> Any:
        """Return the integers start..stop - 1 as int64 on the device."""
        return self.xp.arange(start, stop, dtype=self.xp.int64, device=self.device)

    def require_memory(self, amount: int, what: str) -> None:
        """Raise BudgetError, before the work, where `amount` bytes do not fit on the device."""
        free = self.free_memory()
        if free is not None and amount > _SPARE * free:
            raise BudgetError(
                f"{what} needs {amount:,} bytes, and {free:,} are free on {self.device_name}. Take fewer points."
            )

    def __str__(self) -> str:
        return f"{self.name} on {self.device_name}"


def backend(name: str = "numpy", device: str | None = None) -> Backend:
    """Return the backend of this name, numpy, torch or cupy, on a device: cpu, cuda, cuda:1.

    Without a device, numpy and torch use the processor and cupy the first GPU. Raises InputError that says what to
    install where the library is missing, and which devices there are.

    >>> str(backend())
    'numpy on cpu'
    """
    if not isinstance(name, str) or name not in _MAKERS:
        raise InputError(f"a backend, {', '.join(_MAKERS)}, is required, found {described(name)}.")
    if device is not None and not isinstance(device, str):
        raise InputError(f"a device such as cpu or cuda:0 is required, found {described(device)}.")
    return _MAKERS[name](device)


def as_backend(given: str | Backend) -> Backend:
    """Return a backend as it is, or the one of this name."""
    return given if isinstance(given, Backend) else backend(given)


def installed_backends() -> list[str]:
    """Return the names of the backends whose libraries are installed; whether there is a device is not asked."""
    needs = {"numpy": ("numpy",), "torch": ("torch", "array_api_compat"), "cupy": ("cupy", "array_api_compat")}
    return [name for name, modules in needs.items() if all(find_spec(each) for each in modules)]


def _numpy(device: str | None) -> Backend:
    import numpy as np

    _require_device(device, ["cpu"], "numpy")
    return Backend("numpy", np, "cpu", "cpu", CPU_CHUNK, _free_on_host)


def _strict(device: str | None) -> Backend:
    """Return the library that allows nothing outside the standard: for tests, and slow."""
    strict = _imported("array_api_strict", "array_api_strict", "pip install array-api-strict")
    _require_device(device, ["cpu"], "array_api_strict")
    return Backend("array_api_strict", strict, None, "cpu", CPU_CHUNK, _free_on_host)


def _torch(device: str | None) -> Backend:
    torch = _imported("torch", "torch", "pip install torch")
    namespace = _imported("torch", "array_api_compat.torch", "pip install array-api-compat")
    count = torch.cuda.device_count() if torch.cuda.is_available() else 0
    wanted = _require_device(device, ["cpu", *(f"cuda:{i}" for i in range(count))], "torch")
    place = torch.device(wanted)
    if place.type == "cpu":
        return Backend("torch", namespace, place, "cpu", CPU_CHUNK, _free_on_host)
    shown = f"{wanted} ({torch.cuda.get_device_name(place)})"
    return Backend("torch", namespace, place, shown, DEVICE_CHUNK, lambda: int(torch.cuda.mem_get_info(place)[0]))


def _cupy(device: str | None) -> Backend:
    cupy = _imported("cupy", "cupy", "pip install cupy-cuda12x")
    namespace = _imported("cupy", "array_api_compat.cupy", "pip install array-api-compat")
    try:
        count = cupy.cuda.runtime.getDeviceCount()
    except cupy.cuda.runtime.CUDARuntimeError:
        count = 0
    wanted = _require_device(device, [f"cuda:{i}" for i in range(count)], "cupy")
    place = cupy.cuda.Device(int(wanted.partition(":")[2]))
    place.use()
    label = cupy.cuda.runtime.getDeviceProperties(place.id)["name"].decode()
    return Backend("cupy", namespace, place, f"{wanted} ({label})", DEVICE_CHUNK, lambda: int(place.mem_info[0]))


_MAKERS: dict[str, Callable[[str | None], Backend]] = {
    "numpy": _numpy,
    "torch": _torch,
    "cupy": _cupy,
    "array_api_strict": _strict,
}


def _imported(backend_name: str, module: str, install: str) -> Any:
    try:
        return import_module(module)
    except ImportError as error:
        raise InputError(
            f"the backend {backend_name} needs the module {module}, which is not installed ({error}). {install}"
        ) from None


def _require_device(device: str | None, known: list[str], library: str) -> str:
    """Return the device asked for, the first one by default; "cuda" is cuda:0."""
    wanted = (known[0] if known else "cuda") if device is None else device
    if wanted == "cuda" and known and known[-1].startswith("cuda"):
        return "cuda:0"
    if wanted not in known:
        there = ", ".join(known) if known else "none: it needs a GPU with its driver"
        raise InputError(f"a device of {library} is required ({there}), found {described(wanted)}.")
    return wanted


def _free_on_host() -> int | None:
    try:
        return os.sysconf("SC_AVPHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, OSError, ValueError):  # not on this system: nothing is known
        return None
