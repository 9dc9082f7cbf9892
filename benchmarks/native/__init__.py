"""The other side of some benchmarks in plain C, compiled when it is needed: nothing of it is installed or kept."""
