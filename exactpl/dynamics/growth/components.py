"""Strongly connected components of a directed graph, without recursion."""

from collections.abc import Iterator, Sequence

from exactpl import work

_EDGE_STEPS, _NODE_STEPS = 100, 1_000  # of `work`


def strong_components(successors: Sequence[Sequence[int]]) -> list[list[int]]:
    """Return the strongly connected components, each after those that it leads to.

    successors[i] lists the nodes that node i leads to. Cost: one pass over the edges (R. E. Tarjan, Depth-first search
    and linear graph algorithms, SIAM J. Comput. 1 (1972), doi 10.1137/0201010).

    >>> strong_components([[1], [2], [1], [0]])
    [[1, 2], [0], [3]]
    """
    index = [-1] * len(successors)  # the order of discovery
    low = [0] * len(successors)
    is_open = [False] * len(successors)
    stack: list[int] = []
    found: list[list[int]] = []
    discovered = 0
    for root in range(len(successors)):
        if index[root] >= 0:
            continue
        calls: list[tuple[int, Iterator[int]]] = []
        entered: int | None = root
        while entered is not None or calls:
            if entered is not None:
                index[entered] = low[entered] = discovered
                discovered += 1
                is_open[entered] = True
                stack.append(entered)
                calls.append((entered, iter(successors[entered])))
                work.charge(_NODE_STEPS + _EDGE_STEPS * len(successors[entered]))
                entered = None
            node, following = calls[-1]
            for other in following:
                if index[other] < 0:
                    entered = other
                    break
                if is_open[other] and index[other] < low[node]:
                    low[node] = index[other]
            else:
                calls.pop()
                if low[node] == index[node]:
                    first = len(stack) - 1
                    while stack[first] != node:
                        first -= 1
                    component = stack[first:]
                    del stack[first:]
                    for each in component:
                        is_open[each] = False
                    found.append(component)
                elif calls:
                    before = calls[-1][0]
                    low[before] = min(low[before], low[node])
    return found
