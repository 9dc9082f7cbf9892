"""Layers assembled one operation at a time, as model graphs give them: affine parts wait for their activation."""

from dataclasses import dataclass, field
from fractions import Fraction

from exactpl.errors import BudgetError, InputError
from exactpl.networks.activations import IDENTITY, Activation, MaxPool
from exactpl.networks.layer import Layer, Matrix, Vector
from exactpl.networks.network import MOST_WEIGHTS


@dataclass(frozen=True, slots=True)
class Node:
    """A vector that is being computed: weight * value(source) + bias + added values, not yet activated."""

    source: int
    width: int
    weight: Matrix | None = None
    bias: Vector | None = None
    add: tuple[int, ...] = ()

    @property
    def is_value(self) -> bool:
        """Whether this is just value number `source`."""
        return self.weight is None and self.bias is None and not self.add


@dataclass(slots=True)
class Assembly:
    """Layers in the order in which they are made; `widths[i]` is the number of entries of value i."""

    widths: list[int]
    layers: list[Layer] = field(default_factory=list)

    def input(self) -> Node:
        """Return the network's input."""
        return Node(0, self.widths[0])

    def activated(self, node: Node, activation: Activation) -> Node:
        """Return the value of a new layer."""
        width = activation.width(node.width, f"layer {len(self.layers) + 1}")
        source = None if node.source == len(self.layers) else node.source
        self.layers.append(Layer(node.weight, node.bias, activation, source=source, add=node.add))
        self.widths.append(width)
        return Node(len(self.layers), width)

    def value(self, node: Node) -> Node:
        """Return a node that is a value, making a layer without activation where need be."""
        return node if node.is_value else self.activated(node, IDENTITY)

    def linear(self, node: Node, weight: Matrix, place: str) -> Node:
        """Return weight * node."""
        columns = len(weight[0])
        if columns != node.width:
            raise InputError(f"{place} must have a weight with {node.width} columns, found {columns}.")
        return Node(self.value(node).source, len(weight), weight)

    def shifted(self, node: Node, bias: Vector, place: str) -> Node:
        """Return node + bias; one number is added to each entry."""
        if len(bias) == 1:
            bias = bias * node.width
        if len(bias) != node.width:
            raise InputError(f"{place} must add {node.width} numbers, found {len(bias)}.")
        old = node.bias or (Fraction(0),) * node.width
        total = tuple(a + b for a, b in zip(old, bias, strict=True))
        return Node(node.source, node.width, node.weight, total, node.add)

    def scaled(self, node: Node, factors: Vector, place: str) -> Node:
        """Return the entries of node times factors; one factor is meant for each entry."""
        if len(factors) == 1:
            factors = factors * node.width
        if len(factors) != node.width:
            raise InputError(f"{place} must have {node.width} factors, found {len(factors)}.")
        if node.weight is not None and not node.add:
            weight = tuple(tuple(f * w for w in row) for f, row in zip(factors, node.weight, strict=True))
            bias = None if node.bias is None else tuple(f * b for f, b in zip(factors, node.bias, strict=True))
            return Node(node.source, node.width, weight, bias)
        self.require_room(node.width * node.width, place)
        zero = Fraction(0)
        diagonal = tuple(tuple(f if i == j else zero for j in range(node.width)) for i, f in enumerate(factors))
        return self.linear(node, diagonal, place)

    def require_room(self, numbers: int, place: str) -> None:
        """Raise BudgetError unless a layer with so many numbers fits into a network."""
        if numbers > MOST_WEIGHTS:
            raise BudgetError(f"{place} needs a layer of {numbers:,} weights, more than {MOST_WEIGHTS:,}.")

    def sum(self, first: Node, second: Node, place: str) -> Node:
        """Return first + second: a residual sum."""
        if first.width != second.width:
            raise InputError(f"{place} must add vectors of one length, found {first.width} and {second.width} entries.")
        if first.is_value and not second.is_value:
            first, second = second, first
        value = self.value(second).source
        if first.is_value and first.source == value:
            return self.scaled(first, (Fraction(2),), place)
        if value in first.add:
            first = self.value(first)
        return Node(first.source, first.width, first.weight, first.bias, tuple(sorted((*first.add, value))))

    def maximum(self, nodes: list[Node], place: str) -> Node:
        """Return the entry-wise maximum of vectors of one length."""
        widths = {node.width for node in nodes}
        if len(widths) != 1:
            raise InputError(f"{place} must compare vectors of one length, found {sorted(widths)} entries.")
        width, count = widths.pop(), len(nodes)
        self.require_room(width * width * count * count, place)
        values = [self.value(node) for node in nodes]
        # one below the other: the first stacked by a weight, each other added to its place
        stacked: Node | None = None
        for k, value in enumerate(values):
            placed = Node(value.source, width * count, _placing(width, count, k))
            stacked = placed if stacked is None else self.sum(placed, self.value(stacked), place)
        assert stacked is not None
        return self.activated(stacked, MaxPool([[i + k * width for k in range(count)] for i in range(width)]))


def _placing(width: int, count: int, k: int) -> Matrix:
    """Return the matrix that puts a vector at place k among `count` vectors one below the other."""
    zero, one = Fraction(0), Fraction(1)
    return tuple(
        tuple(one if row == k * width + column else zero for column in range(width)) for row in range(width * count)
    )
