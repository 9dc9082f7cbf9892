"""Files of named tensors, safetensors and .npz, and lists of arrays: weights without an architecture.

Weights are taken at their exact stored value. The architecture comes as a layer list (see `layer_lists`); files that
`to_safetensors` and `to_npz` wrote carry theirs.
"""

import io
import json
import warnings
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from exactpl import documents
from exactpl.errors import BudgetError, InputError, described, require_list
from exactpl.networks.activations import IDENTITY, Activation
from exactpl.networks.formats.extras import require
from exactpl.networks.formats.floats import exact_matrix, exact_vector, require_chain, require_dtype, stored_floats
from exactpl.networks.formats.layer_lists import LayerList, network_of_tensors, text_of
from exactpl.networks.layer import Layer
from exactpl.networks.network import MOST_WEIGHTS, Network

_STORED = {
    "BF16": "<u2", "F16": "<f2", "F32": "<f4", "F64": "<f8", "I16": "<i2", "I32": "<i4", "I64": "<i8", "I8": "<i1",
    "U16": "<u2", "U32": "<u4", "U64": "<u8", "U8": "<u1",
}  # fmt: skip
_DTYPES = ("float16", "float32", "float64")
_NO_LIST = (
    'this file holds tensors and no architecture: give the layers, layers="0:relu 2:relu 4" (on the command line '
    "--layers), with the names of its tensors"
)


def from_numpy(
    weights: Sequence[Any],
    biases: Sequence[Any] | None = None,
    *,
    activation: "str | Activation" = "relu",
    last: "str | Activation" = IDENTITY,
) -> Network:
    """Return the feed-forward network of arrays at their exact values: weights[i] of shape (units, inputs).

    `activation` follows each layer but the last, which has `last`. Raises InputError for NaN, infinities and shapes
    that do not fit.

    >>> import numpy as np
    >>> from_numpy([np.array([[0.1]], dtype=np.float32)], last="relu")(1)
    Fraction(13421773, 134217728)
    """
    weights = require_list(weights, "weights")
    offsets = [None] * len(weights) if biases is None else require_list(biases, "biases")
    if len(offsets) != len(weights):
        raise InputError(f"one bias for each of the {len(weights)} weights is required, found {len(offsets)}.")
    return Network(
        [
            Layer(
                exact_matrix(weight, f"weights[{i}]"),
                None if offset is None else exact_vector(offset, f"biases[{i}]"),
                last if i == len(weights) - 1 else activation,
            )
            for i, (weight, offset) in enumerate(zip(weights, offsets, strict=True))
        ],
        origin="NumPy arrays",
    )


def from_safetensors(path: str | Path, *, layers: LayerList | None = None) -> Network:
    """Return the network of a safetensors file; `layers` names its tensors and activations in order.

    float16, bfloat16, float32, float64 and integers, at their exact values.
    """
    require("safetensors")
    from safetensors import SafetensorError, deserialize

    data = documents.read_bytes(path, "safetensors file")
    try:
        tensors = dict(deserialize(data))  # type: ignore[no-untyped-call]
    except (SafetensorError, ValueError, KeyError) as error:
        raise InputError(f"{path}: a safetensors file is required, found {error}.") from None
    wanted = _layers_within(data) if layers is None else layers
    if wanted is None:
        raise InputError(f"{path}: {_NO_LIST}: {', '.join(sorted(tensors))}.")

    def tensor(name: str) -> Any:
        return _stored(tensors[name], f"{path}: {name}")

    try:
        return network_of_tensors(list(tensors), tensor, wanted, f"{path} (safetensors)")
    except (InputError, BudgetError) as error:
        raise type(error)(f"{path}: {error}") from None


def _layers_within(data: bytes) -> str | None:
    """Return the layer list in the metadata of a safetensors file, if there is one."""
    header = json.loads(data[8 : 8 + int.from_bytes(data[:8], "little")])
    metadata = header.get("__metadata__") if isinstance(header, dict) else None
    found = metadata.get("layers") if isinstance(metadata, dict) else None
    return found if isinstance(found, str) else None


def _stored(tensor: dict[str, Any], place: str) -> Any:
    import numpy as np

    if tensor["dtype"] not in _STORED:
        raise InputError(f"numbers of the kinds {', '.join(_STORED)} are required, found {tensor['dtype']} at {place}.")
    array = np.frombuffer(tensor["data"], dtype=_STORED[tensor["dtype"]]).reshape(tensor["shape"])
    if tensor["dtype"] == "BF16":  # the upper half of a float32
        array = (array.astype("<u4") << 16).view("<f4")
    return array


def to_safetensors(network: Network, path: str | Path, *, dtype: str = "float32") -> None:
    """Write the weights of a chain of layers, named 0.weight, 0.bias, ..., with their layer list as metadata.

    Raises InputError that names the first weight which the format cannot hold exactly; then nothing is written.
    """
    require("safetensors")
    import numpy as np
    from safetensors.numpy import save

    require_dtype(dtype, _DTYPES)
    tensors = {name: np.array(rows, dtype=dtype) for name, rows in _arrays(network, dtype, "a safetensors file")}
    documents.write_bytes_atomically(path, save(tensors, {"layers": text_of(network)}))


def _arrays(network: Network, dtype: str, what: str) -> list[tuple[str, Any]]:
    """Return (name, floats) of each weight and bias of a chain of layers."""
    found: list[tuple[str, Any]] = []
    for i, layer in enumerate(require_chain(network, what)):
        assert layer.weight is not None
        rows = [stored_floats(row, dtype, f"layer {i + 1}: weight[{r}]") for r, row in enumerate(layer.weight)]
        found.append((f"{i}.weight", rows))
        if layer.bias is not None:
            found.append((f"{i}.bias", stored_floats(layer.bias, dtype, f"layer {i + 1}: bias")))
    return found


def from_npz(path: str | Path, *, layers: LayerList | None = None) -> Network:
    """Return the network of a NumPy .npz file; arrays of Python objects, which would be unpickled, are refused."""
    data = documents.read_bytes(path, ".npz file")
    try:
        arrays = _arrays_within(data)
    except (InputError, BudgetError) as error:
        raise type(error)(f"{path}: {error}") from None
    except Exception as error:  # noqa: BLE001  # NumPy and zipfile raise whatever a damaged or hostile file makes them
        found = described(str(error), 120)
        raise InputError(f"{path}: a .npz file of plain arrays is required, found: {found}") from None
    wanted = str(arrays.pop("layers")) if "layers" in arrays and layers is None else layers
    arrays.pop("layers", None)
    if wanted is None:
        raise InputError(f"{path}: {_NO_LIST}: {', '.join(sorted(arrays))}.")
    try:
        return network_of_tensors(list(arrays), arrays.__getitem__, wanted, f"{path} (NumPy)")
    except (InputError, BudgetError) as error:
        raise type(error)(f"{path}: {error}") from None


def _arrays_within(data: bytes) -> dict[str, Any]:
    """Return the arrays of a .npz file; sizes are looked at before anything is unpacked."""
    import numpy as np

    found = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive, warnings.catch_warnings():
        warnings.simplefilter("error")
        if sum(member.file_size for member in archive.infolist()) > documents.LARGEST_FILE:
            raise BudgetError(
                f"more than {documents.LARGEST_FILE:,} bytes unpacked; a network has at most {MOST_WEIGHTS:,} weights."
            )
        for member in archive.infolist():
            content = io.BytesIO(archive.read(member))
            version = np.lib.format.read_magic(content)
            reader = np.lib.format.read_array_header_1_0 if version == (1, 0) else np.lib.format.read_array_header_2_0
            shape, _, dtype = reader(content)
            size = dtype.itemsize
            for n in shape:
                size *= n
            if size > len(content.getbuffer()):
                raise InputError(f"{member.filename!a:.60} must hold all numbers of its shape {shape}, found fewer.")
            content.seek(0)
            name = member.filename.removesuffix(".npy")
            found[name] = np.lib.format.read_array(content, allow_pickle=False)
    return found


def to_npz(network: Network, path: str | Path, *, dtype: str = "float64") -> None:
    """Write the weights of a chain of layers, named 0.weight, 0.bias, ..., with their layer list."""
    import numpy as np

    require_dtype(dtype, _DTYPES)
    arrays = {name: np.array(rows, dtype=dtype) for name, rows in _arrays(network, dtype, "a .npz file")}
    buffer = io.BytesIO()
    np.savez(buffer, layers=np.array(text_of(network)), **arrays)  # type: ignore[arg-type]
    documents.write_bytes_atomically(path, buffer.getvalue())
