"""Proposals for the weights of tables: approximate Perron vectors of sparse nonnegative integer matrices.

Floats only propose here. Whatever comes out is a list of positive integers; what bound they prove is computed from
them exactly afterwards, and a bad proposal makes a bad bound, never a wrong one.
"""

from collections.abc import Sequence
from typing import Any

from exactpl import progress, work

_POWER_STEPS = 400
_DENSE_STEPS = 40
_LARGEST_DENSE = 2_500
_FLOAT_BITS = 44
_MORE_BITS = 16
_LARGE_QUOTIENT = 8.0


def perron_weights(successors: Sequence[Sequence[int]], bits: int) -> list[int]:
    """Return positive integers w, near the Perron vector of an irreducible matrix, to about `bits` bits each.

    successors[i] lists j once for each unit of the entry (i, j); so sum(w[j] for j in successors[i]) / w[i] is nearly
    the same for all i. Cost: products of matrix and vector; for n <= 2,500 rows and weak gaps O(n^3) float operations.
    """
    if all(len(row) == 1 for row in successors):
        return [1] * len(successors)  # a cycle
    import numpy

    sources = numpy.repeat(numpy.arange(len(successors)), [len(row) for row in successors])
    targets = numpy.array([j for row in successors for j in row])
    vector = _powers(numpy, sources, targets, len(successors))
    dense = len(successors) <= _LARGEST_DENSE
    if dense and _spread(numpy, sources, targets, vector) > 2.0**-_FLOAT_BITS:
        vector = _noda(numpy, sources, targets, vector)
    exponents = numpy.frexp(vector)[1]
    # a power of two that gives the smallest weight enough bits, and the largest no more than it needs
    shift = bits + _MORE_BITS - int(exponents.min())
    weights = [max(1, _scaled(float(v), shift)) for v in vector]
    if dense and bits > _FLOAT_BITS:
        weights = _refined(numpy, successors, weights, bits)
    return weights


def _scaled(value: float, shift: int) -> int:
    top, bottom = value.as_integer_ratio()
    return (top << shift) // bottom if shift >= 0 else top // (bottom << -shift)


def _image(numpy: Any, sources: Any, targets: Any, vector: Any) -> Any:
    return numpy.bincount(sources, weights=vector[targets], minlength=len(vector))


def _spread(numpy: Any, sources: Any, targets: Any, vector: Any) -> float:
    """Return how far the quotients that enclose the spectral radius lie apart (Collatz and Wielandt).

    From 8 on relative to them: floats know no more.
    """
    quotients = _image(numpy, sources, targets, vector) / vector
    return float((quotients.max() - quotients.min()) / max(1.0, quotients.max() / _LARGE_QUOTIENT))


def _powers(numpy: Any, sources: Any, targets: Any, n: int) -> Any:
    """Apply A + 1 again and again: aperiodic, with the same Perron vector."""
    vector = numpy.ones(n)
    for step in range(_POWER_STEPS):
        if step % 64 == 0:
            progress.report("proposing weights", step, _POWER_STEPS)
            work.charge(64 * 20 * (n + len(sources)))
        following = _image(numpy, sources, targets, vector) + vector
        following /= following.max()
        if (following <= 0).any() or not numpy.isfinite(following).all():
            return vector
        vector = following
        if step % 32 == 31 and _spread(numpy, sources, targets, vector) < 2.0**-_FLOAT_BITS:
            break
    return vector


def _noda(numpy: Any, sources: Any, targets: Any, vector: Any) -> Any:
    """Inverse iteration from above, which keeps the vector positive and converges quadratically.

    Source: T. Noda, Note on the computation of the maximal eigenvalue of a non-negative irreducible matrix, Numer.
    Math. 17 (1971), doi 10.1007/BF01436087.
    """
    n = len(vector)
    matrix = numpy.zeros((n, n))
    numpy.add.at(matrix, (sources, targets), 1.0)
    best, least = vector, _spread(numpy, sources, targets, vector)
    for _ in range(_DENSE_STEPS):
        work.charge(n**3 // 10 + 10_000)
        top = float((_image(numpy, sources, targets, vector) / vector).max())
        try:
            following = numpy.linalg.solve(top * (1 + 2.0**-50) * numpy.eye(n) - matrix, vector)
        except numpy.linalg.LinAlgError:
            break
        following /= numpy.abs(following).max()
        if not (following > 0).all():
            break
        vector = following
        spread = _spread(numpy, sources, targets, vector)
        if spread >= least:
            break
        best, least = vector, spread
    return best


def _refined(numpy: Any, successors: Sequence[Sequence[int]], weights: list[int], bits: int) -> list[int]:
    """Improve weights to `bits` bits: Newton's method, residuals in integers, the linear systems in floats.

    The unknowns are relative corrections of the weights and of the eigenvalue, so small weights become as good as
    large ones.
    """
    n = len(weights)
    matrix = numpy.zeros((n + 1, n + 1))
    one = 1 << (bits + _MORE_BITS)
    for i, row in enumerate(successors):
        for j in row:
            matrix[i, j] += weights[j] / weights[i]  # true division of integers of any size
    eigenvalue = sum(weights[j] for j in successors[0]) * one // weights[0]
    matrix[range(n), range(n)] -= eigenvalue / one
    matrix[:n, n] = -1.0
    matrix[n, :n] = 1.0
    try:
        inverse = numpy.linalg.inv(matrix)
    except numpy.linalg.LinAlgError:
        return weights
    best, least = weights, None
    for step in range(2 + bits // 8):
        progress.report("refining weights", step, 2 + bits // 8)
        work.charge(n * (2_000 + bits * bits // 500) + n * n)
        residuals = [sum(weights[j] for j in row) * one // weights[i] - eigenvalue for i, row in enumerate(successors)]
        largest = max(map(abs, residuals))
        if least is not None and largest >= least:
            break
        best, least = weights, largest
        if largest < 1 << (_MORE_BITS // 2):
            break
        scale = max(0, largest.bit_length() - 53)
        right = numpy.array([-float(r >> scale) for r in residuals] + [0.0])
        change = [int(d * 2.0**20) for d in inverse @ right]
        # corrections are multiples of 2^(scale - 20) / one
        weights = [max(1, w + ((w * c << scale) // one >> 20)) for w, c in zip(weights, change[:n], strict=True)]
        eigenvalue += (change[n] << scale) >> 20
    return best
