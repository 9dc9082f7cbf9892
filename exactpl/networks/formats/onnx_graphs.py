"""The graph of a model: what its nodes are called in messages, and which of them its output rests on."""

from typing import TYPE_CHECKING

from exactpl.errors import InputError

if TYPE_CHECKING:
    import onnx


def place_of(number: int, node: "onnx.NodeProto") -> str:
    """Return a node for a message: its number, operator and name."""
    return f"node {number} ({node.op_type}{f' {node.name!r}' if node.name else ''})"


def require_single_names(graph: "onnx.GraphProto", given: str) -> None:
    """Raise InputError where two tensors, or one and the input, have one name: it must be clear what a node reads."""
    taken = {given}
    for tensor in graph.initializer:
        if tensor.name in taken:
            raise InputError(f"initializers must have different names, found {tensor.name!a:.40} twice.")
        taken.add(tensor.name)
    taken.update(each.values.name for each in graph.sparse_initializer)
    for number, node in enumerate(graph.node):
        place = place_of(number, node)
        if not any(node.output):
            raise InputError(f"{place} has no output.")
        for name in filter(None, node.output):
            if name in taken:
                raise InputError(f"{place} must compute a tensor with a new name, found {name!a:.40}, which is taken.")
            taken.add(name)


def needed_nodes(graph: "onnx.GraphProto") -> list[int]:
    """Return the numbers of the nodes that the one output rests on, in the order of the graph."""
    makers = {name: number for number, node in enumerate(graph.node) for name in node.output if name}
    needed: set[int] = set()
    waiting = [graph.output[0].name]
    while waiting:
        number = makers.get(waiting.pop())
        if number is not None and number not in needed:
            needed.add(number)
            waiting += graph.node[number].input
    return sorted(needed)
