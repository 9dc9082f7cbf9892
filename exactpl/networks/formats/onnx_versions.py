"""What a node means in the operator set of its model: its attributes, and how its operands are brought to one shape.

Before operator set 7 nothing is stretched unless `broadcast` says so, and then B is put at a place of A.
"""

from typing import TYPE_CHECKING, Any

from exactpl.errors import InputError, described

if TYPE_CHECKING:
    import onnx

STANDARD = ("", "ai.onnx")
"""The two names of the domain of the standard operators."""
_FIRST_WITH_BROADCASTING = 7
_FIRST_WITH_BROADCASTING_OF_MAX = 8


def operator_set(model: "onnx.ModelProto") -> int:
    """Return the version of the standard operators that a model uses; InputError where it names none, or several."""
    from onnx import defs

    versions: set[int] = {each.version for each in model.opset_import if each.domain in STANDARD}
    if not model.opset_import and model.ir_version < 3:
        versions = {1}  # files of that age could not say it
    newest = defs.onnx_opset_version()
    if len(versions) != 1 or not 1 <= min(versions) <= newest:
        raise InputError(
            f"one operator set from 1 to {newest} is required (opset_import of the domain ''), found "
            f"{sorted(versions) or 'none'}; export the model again, or install a newer onnx."
        )
    return versions.pop()


def attributes_of(node: "onnx.NodeProto", version: int, place: str) -> dict[str, Any]:
    """Return the attributes of a node by name; InputError for one that its operator lacks in this version."""
    from onnx import defs, helper

    known = defs.get_schema(node.op_type, version, "").attributes
    found: dict[str, Any] = {}
    for each in node.attribute:
        if each.name not in known:
            raise InputError(
                f"{place} has the attribute {each.name!a:.40}, which {node.op_type} does not have in the operator set "
                f"{version} of the model; such an attribute has no meaning."
            )
        if each.name in found:
            raise InputError(f"{place} has the attribute {each.name!a:.40} twice.")
        if each.type != getattr(known[each.name].type, "value", None):  # an enum, which the stubs of onnx do not say
            raise InputError(f"{place} has an attribute {each.name!a:.40} of another type than {node.op_type} has.")
        try:
            found[each.name] = helper.get_attribute_value(each)
        except (ValueError, TypeError) as error:
            raise InputError(f"{place} has an attribute that cannot be read: {described(str(error))}.") from None
    return found


def shape_beside(
    first: tuple[int, ...], second: tuple[int, ...], attributes: dict[str, Any], version: int, place: str
) -> tuple[int, ...]:
    """Return the shape to give to B beside A, of these shapes, so that the rule of NumPy does what the node says.

    From operator set 7 on that is the shape of B. Before, both have one shape unless `broadcast` is set; then B has
    one number, or the lengths of some axes of A that follow each other, from `axis` on (the last ones if left out).
    """
    if version >= _FIRST_WITH_BROADCASTING:
        return second
    if not attributes.get("broadcast"):
        _require_one_shape(first, second, version, place)
        return second
    if set(second) <= {1} and len(second) <= len(first):
        return second
    places = len(first) - len(second)
    axis = int(attributes.get("axis", places))
    if not 0 <= axis <= places or first[axis : axis + len(second)] != second:
        raise InputError(
            f"{place} must have a second operand of one number, or of the lengths of axes of {first} that follow each "
            f"other from the axis {axis} on, found the shape {second} (operator set {version})."
        )
    return second + (1,) * (places - axis)


def require_shape_of_sum(
    product: tuple[int, ...], added: tuple[int, ...], attributes: dict[str, Any], version: int, place: str
) -> None:
    """Raise InputError where Gemm may not stretch its C: before operator set 7, without `broadcast`."""
    if version < _FIRST_WITH_BROADCASTING and not attributes.get("broadcast"):
        _require_one_shape(product, added, version, place)


def require_shapes_of_maximum(shapes: list[tuple[int, ...]], version: int, place: str) -> None:
    """Raise InputError where Max may not stretch its operands: before operator set 8."""
    if version < _FIRST_WITH_BROADCASTING_OF_MAX:
        for shape in shapes[1:]:
            _require_one_shape(shapes[0], shape, version, place)


def _require_one_shape(first: tuple[int, ...], second: tuple[int, ...], version: int, place: str) -> None:
    if first != second:
        raise InputError(
            f"{place} must have operands of one shape in operator set {version} (broadcast=1 stretches those of Add, "
            f"Sub, Mul, Div and Gemm), found {first} and {second}."
        )
