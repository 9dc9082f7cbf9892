"""One module a tool, for `python -m benchmarks.peers`: each counts the pieces of f^k as its tool's documentation says.

A module runs as a process of its own, in the environment that holds its tool. None but `by_exactpl` imports exactpl.
"""
