"""Floor 3: ReLU networks, recurrent ones, the exact functions that they compute along lines.

    >>> import exactpl as xp
    >>> net = xp.networks.dense([[[1], [1]], [[2, -4]]], [[0, "-1/2"], [0]])
    >>> xp.networks.segments(net, on=(0, 1)).function
    PL([(0, 0), ('1/2', 1), (1, 0)])

The names below are handed out when they are first used, as those of `exactpl` are: nothing is imported here. Questions
with verdicts, `same_function` and `find_orbit`, live above, in `exactpl`.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from exactpl.networks.activations import ABS as ABS
    from exactpl.networks.activations import HARD_TANH as HARD_TANH
    from exactpl.networks.activations import IDENTITY as IDENTITY
    from exactpl.networks.activations import RELU as RELU
    from exactpl.networks.activations import MaxPool as MaxPool
    from exactpl.networks.activations import clip as clip
    from exactpl.networks.activations import leaky_relu as leaky_relu
    from exactpl.networks.along_lines import Line as Line
    from exactpl.networks.along_lines import Region as Region
    from exactpl.networks.along_lines import Segment as Segment
    from exactpl.networks.along_lines import Segments as Segments
    from exactpl.networks.along_lines import regions as regions
    from exactpl.networks.along_lines import segments as segments
    from exactpl.networks.boundary import BoundaryCase as BoundaryCase
    from exactpl.networks.boundary import boundary_cases as boundary_cases
    from exactpl.networks.boundary import write_boundary_suite as write_boundary_suite
    from exactpl.networks.bounds import breakpoint_histogram as breakpoint_histogram
    from exactpl.networks.bounds import constant_units as constant_units
    from exactpl.networks.bounds import frozen_intervals as frozen_intervals
    from exactpl.networks.bounds import region_bound as region_bound
    from exactpl.networks.families import INITIALISATIONS as INITIALISATIONS
    from exactpl.networks.families import initialised as initialised
    from exactpl.networks.families import perturbed as perturbed
    from exactpl.networks.families import simple_rnn as simple_rnn
    from exactpl.networks.files import network_text as network_text
    from exactpl.networks.files import save_network as save_network
    from exactpl.networks.formats.loading import load as load
    from exactpl.networks.formats.onnx_reader import from_onnx as from_onnx
    from exactpl.networks.formats.onnx_writer import to_onnx as to_onnx
    from exactpl.networks.formats.tensors import from_npz as from_npz
    from exactpl.networks.formats.tensors import from_numpy as from_numpy
    from exactpl.networks.formats.tensors import from_safetensors as from_safetensors
    from exactpl.networks.formats.tensors import to_npz as to_npz
    from exactpl.networks.formats.tensors import to_safetensors as to_safetensors
    from exactpl.networks.formats.torch_modules import from_torch as from_torch
    from exactpl.networks.formats.torch_modules import to_torch as to_torch
    from exactpl.networks.formats.vnnlib import Query as Query
    from exactpl.networks.formats.vnnlib import vnnlib_text as vnnlib_text
    from exactpl.networks.network import Layer as Layer
    from exactpl.networks.network import Network as Network
    from exactpl.networks.network import dense as dense
    from exactpl.networks.recurrence import as_map as as_map
    from exactpl.networks.recurrence import find_cycle as find_cycle
    from exactpl.networks.recurrence import piece_growth as piece_growth
    from exactpl.networks.recurrence import recurrent as recurrent
    from exactpl.networks.recurrence import unrolled as unrolled

_HOME = {
    "exactpl.networks.activations": ("ABS", "HARD_TANH", "IDENTITY", "RELU", "MaxPool", "clip", "leaky_relu"),
    "exactpl.networks.along_lines": ("Line", "Region", "Segment", "Segments", "regions", "segments"),
    "exactpl.networks.boundary": ("BoundaryCase", "boundary_cases", "write_boundary_suite"),
    "exactpl.networks.bounds": ("breakpoint_histogram", "constant_units", "frozen_intervals", "region_bound"),
    "exactpl.networks.families": ("INITIALISATIONS", "initialised", "perturbed", "simple_rnn"),
    "exactpl.networks.files": ("network_text", "save_network"),
    "exactpl.networks.formats.loading": ("load",),
    "exactpl.networks.formats.onnx_reader": ("from_onnx",),
    "exactpl.networks.formats.onnx_writer": ("to_onnx",),
    "exactpl.networks.formats.tensors": ("from_npz", "from_numpy", "from_safetensors", "to_npz", "to_safetensors"),
    "exactpl.networks.formats.torch_modules": ("from_torch", "to_torch"),
    "exactpl.networks.formats.vnnlib": ("Query", "vnnlib_text"),
    "exactpl.networks.network": ("Layer", "Network", "dense"),
    "exactpl.networks.recurrence": ("find_cycle", "piece_growth", "recurrent", "as_map", "unrolled"),
}
_NAMES = {name: module for module, names in _HOME.items() for name in names}

__all__ = sorted(_NAMES)  # pyright: ignore[reportUnsupportedDunderAll]

if not TYPE_CHECKING:  # behind this guard, or a type checker would accept any name

    def __getattr__(name: str) -> object:
        """Load a public name when it is first used (PEP 562)."""
        from importlib import import_module

        if name not in _NAMES:
            raise AttributeError(f"module 'exactpl.networks' has no attribute {name!r}")
        value: object = getattr(import_module(_NAMES[name]), name)
        globals()[name] = value
        return value

    def __dir__() -> list[str]:
        """List the public names without loading them."""
        return sorted({*globals(), *__all__})
