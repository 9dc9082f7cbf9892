"""The two ways to sums of jumps, each by itself, and what both must say."""

from exactpl.dynamics.periods.fixed_counts import JumpSums


class BySeries(JumpSums):
    """Fixed points by power series, for each fold by itself."""

    def _is_quicker_by_words(self) -> bool:
        return False


class ByWords(JumpSums):
    """Fixed points by words, for all folds at once."""

    def _is_quicker_by_words(self) -> bool:
        return True


def numbers(found: JumpSums) -> tuple[object, ...]:
    return found.isolated, found.intervals, found.euler, found.fills
