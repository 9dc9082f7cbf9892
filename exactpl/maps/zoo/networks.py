"""Maps that ReLU networks of the literature compute."""

from exactpl.maps.pl import PL
from exactpl.maps.zoo.compendium import named_map


@named_map(
    "figure 1 of On Scrambling Phenomena for Randomly Initialized Recurrent Networks, NeurIPS 2022, arXiv 2210.05212"
)
def scrambling() -> PL:
    """Map of the scrambling figure on the line: 1.9999 relu(x + 1e-5) - 4 relu(x - 0.502).

    It leaves [0, 1]; it maps [f(p), p] into itself, p = 1003969799/1000000000 its peak. f^k has 3, 6, 11, 21, 41, 81,
    161, 321 pieces, on the line and there alike; its laps begin 2, 4, 8, ..., 256. It has period 3.

    >>> import exactpl as xp
    >>> f = xp.zoo.scrambling()
    >>> xp.piece_counts(f, upto=8)[1:], xp.lap_counts(f, upto=8)[1:]
    ([3, 6, 11, 21, 41, 81, 161, 321], [2, 4, 8, 16, 32, 64, 128, 256])
    """
    return PL.from_formula("1.9999*relu(x + 1e-5) - 4*relu(x - 0.502)")


@named_map("M. Telgarsky, Representation benefits of deep feedforward networks, 2015, arXiv 1509.08101")
def telgarsky() -> PL:
    """Telgarsky's unit f_m on the line, relu(2 relu(x) - 4 relu(x - 1/2)): the tent on [0, 1] and 0 outside.

    f^k has 2^k + 2 pieces on the line, 2^k on [0, 1].

    >>> import exactpl as xp
    >>> xp.piece_counts(xp.zoo.telgarsky(), upto=6)[1:]
    [4, 6, 10, 18, 34, 66]
    """
    return PL.from_formula("relu(2*relu(x) - 4*relu(x - 1/2))")


@named_map("the network printed in the period-3 notebooks that accompany arXiv 2210.05212")
def notebook_network() -> PL:
    """Network printed in the period-3 notebook, its decimals exact: two hidden ReLUs and an output ReLU, on the line.

    A published figure shows it as period 3. Its periods are 1 and 2 only; every odd period > 1 is excluded by a swap
    certificate (T5.3).

    >>> import exactpl as xp
    >>> [n for n, verdict in xp.periods(xp.zoo.notebook_network(), upto=8).items() if isinstance(verdict, xp.Proved)]
    [1, 2]
    """
    return PL.from_formula(
        "relu(0.7913013*relu(-1.86269852*x + 0.82744154) - 1.00714872*relu(0.3760235*x - 0.81030444))"
    )
