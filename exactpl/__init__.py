"""exactpl: exact verifier for one-dimensional piecewise-linear maps.

    >>> import exactpl as xp
    >>> tent = xp.PL([(0, 0), ("1/2", 1), (1, 0)])
    >>> xp.piece_count(tent, 1000) == 2**1000
    True
    >>> verdict = xp.find_orbit(tent, 3)
    >>> xp.check(verdict.certificate).verdict
    'accept'

Everything is exact: numbers are rationals, floats are refused (`exact_float` takes their binary value by name).
Questions come back as verdicts, `Proved`, `Refuted` or `Undecided`, with certificates that a separate program checks.
What has no function of its own is a claim: `decide(claims.EntropyBounds(tent, growth_at_least="1.6"))`; the module
`claims` lists them by question.
"""

__version__ = "0.1.0"


def __getattr__(name: str) -> object:
    """Load a public name when it is first used (PEP 562); they stand in `__init__.pyi`."""
    from exactpl.public_names import public_name

    return public_name(__name__, name)


def __dir__() -> list[str]:
    """List the public names without loading them."""
    from exactpl.public_names import public_dir

    return public_dir(__name__)
