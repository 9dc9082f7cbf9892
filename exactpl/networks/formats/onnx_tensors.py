"""What a model file stores: its input and tensors, read at their exact values."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from exactpl.errors import InputError, described
from exactpl.networks.formats.constants import Constant, constant
from exactpl.networks.network import MOST_WEIGHTS

if TYPE_CHECKING:
    import onnx


def input_shape(given: "onnx.ValueInfoProto") -> tuple[int, ...]:
    """Return the shape of the input, one input long on the first axis where that has no number: the batch.

    InputError for anything but floats, and where a length is missing: the model is not one network then.
    """
    kind = given.type.tensor_type
    if not given.type.HasField("tensor_type") or not kind.shape.dim:
        raise InputError(f"the input {given.name!a:.40} must be a tensor with a shape, found none.")
    if kind.elem_type not in float_types():
        raise InputError(f"the input {given.name!a:.40} must be of floats, found the type number {kind.elem_type}.")
    axes = kind.shape.dim
    for i, axis in enumerate(axes):
        is_batch = i == 0 and len(axes) > 1
        if not axis.HasField("dim_value") and not is_batch:
            name = f" ({axis.dim_param!a:.40})" if axis.dim_param else ""
            raise InputError(
                f"the input {given.name!a:.40} must have a length on each axis but the first of several (the batch), "
                f"found none on axis {i}{name}; write it into the model (dim_value), or export it with fixed sizes."
            )
    shape = tuple(axis.dim_value if axis.HasField("dim_value") else 1 for axis in axes)
    if any(n < 1 for n in shape):
        raise InputError(f"the input {given.name!a:.40} must have axes of length >= 1, found the shape {shape}.")
    return shape


def float_types() -> tuple[int, ...]:
    """Return the numbers of the types whose entries are read as floats."""
    from onnx import TensorProto

    return TensorProto.FLOAT16, TensorProto.BFLOAT16, TensorProto.FLOAT, TensorProto.DOUBLE


def integer_types() -> tuple[int, ...]:
    """Return the numbers of the types whose entries are integers."""
    from onnx import TensorProto

    signed = TensorProto.INT8, TensorProto.INT16, TensorProto.INT32, TensorProto.INT64
    return *signed, TensorProto.UINT8, TensorProto.UINT16, TensorProto.UINT32, TensorProto.UINT64


def array_of(tensor: "onnx.TensorProto", place: str) -> Constant:
    """Return a stored tensor at its exact values, infinities as floats.

    Raises InputError, with the place, for data in other files and for entries that are not numbers.
    """
    import onnx
    from onnx import numpy_helper

    if tensor.data_location == onnx.TensorProto.EXTERNAL or tensor.external_data:
        raise InputError(f"{place} stands in another file (external data), which is not read; store it in the model.")
    if tensor.data_type not in (*float_types(), *integer_types()):
        kinds = onnx.TensorProto.DataType
        known = tensor.data_type in kinds.values()
        name = kinds.Name(tensor.data_type).lower().replace("float8", "float8_") if known else tensor.data_type
        raise InputError(f"floats of 16 to 64 bits or integers are required, found {name} at {place}.")
    if any(n < 0 for n in tensor.dims) or product(tensor.dims) > MOST_WEIGHTS:
        raise InputError(f"{place} must have at most {MOST_WEIGHTS:,} numbers, found the shape {list(tensor.dims)}.")
    try:
        array = numpy_helper.to_array(tensor)
    except (ValueError, TypeError, KeyError) as error:
        raise InputError(f"{place} is damaged: {described(str(error), 200)}") from None
    return constant(array, place, infinite=True)


def product(numbers: Iterable[int]) -> int:
    """Return the product of integers, 1 for none."""
    result = 1
    for n in numbers:
        result *= int(n)
    return result
