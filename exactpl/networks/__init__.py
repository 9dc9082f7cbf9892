"""ReLU networks, recurrent ones, the exact functions that they compute along lines.

    >>> import exactpl as xp
    >>> net = xp.networks.dense([[[1], [1]], [[2, -4]]], [[0, "-1/2"], [0]])
    >>> xp.networks.segments(net, on=(0, 1)).function
    PL([(0, 0), ('1/2', 1), (1, 0)])

The names of `__init__.pyi` are handed out when they are first used, as those of `exactpl` are: nothing is imported
here. Questions with verdicts, `same_function` and `find_orbit`, live above, in `exactpl`.
"""


def __getattr__(name: str) -> object:
    """Load a public name when it is first used (PEP 562); they stand in `__init__.pyi`."""
    from exactpl.public_names import public_name

    return public_name(__name__, name)


def __dir__() -> list[str]:
    """List the public names without loading them."""
    from exactpl.public_names import public_dir

    return public_dir(__name__)
