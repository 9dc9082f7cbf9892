"""`load`: a network from a file, by the suffix of its name."""

from pathlib import Path

from exactpl import documents
from exactpl.arithmetic.rationals import Exact
from exactpl.errors import InputError
from exactpl.networks.files import read_network
from exactpl.networks.formats.layer_lists import LayerList
from exactpl.networks.network import Network

SUFFIXES = (".json", ".onnx", ".safetensors", ".npz")
PICKLED = (".pt", ".pth", ".pkl", ".pickle", ".bin", ".ckpt", ".npy")


def load(path: str | Path, *, layers: LayerList | None = None, leaky_slope: Exact | None = None) -> Network:
    """Return the network in a file: .json (exactpl-network/1), .onnx, .safetensors or .npz.

    Weights have their exact stored values. Pickled files (.pt, .pkl, ...) are refused: reading them runs the code in
    them.

    Arguments:
        layers: for .safetensors and .npz, which have no architecture: "0:relu 2:relu 4" names their tensors in order.
        leaky_slope: for .onnx: the number that a stored leaky slope stands for, such as "1/100".

    Raises InputError that says what is wrong, and where.
    """
    suffix = documents.as_path(path, "network file").suffix.lower()
    if suffix in PICKLED:
        raise InputError(
            f"{path}: pickled files are refused, since reading one runs the code in it; save the weights as "
            "safetensors, the model as ONNX, or give the module to networks.from_torch."
        )
    if suffix not in SUFFIXES:
        raise InputError(f"{path}: a network file ends in {', '.join(SUFFIXES)}, found {suffix or 'no suffix'!r}.")
    if layers is not None and suffix in (".json", ".onnx"):
        raise InputError(
            f"{path}: a layer list is for files of tensors (.safetensors, .npz); a {suffix} file states them itself."
        )
    if leaky_slope is not None and suffix != ".onnx":
        raise InputError(f"{path}: leaky_slope is for ONNX files, whose slopes are floats; this file says it exactly.")
    if suffix == ".json":
        return read_network(path)[0]
    if suffix == ".onnx":
        from exactpl.networks.formats.onnx_reader import from_onnx

        return from_onnx(path, leaky_slope=leaky_slope)
    from exactpl.networks.formats.tensors import from_npz, from_safetensors

    return (from_safetensors if suffix == ".safetensors" else from_npz)(path, layers=layers)
