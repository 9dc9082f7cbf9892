"""Floor 0: exact numbers. Into and out of Fraction, closed intervals, and the one door to FLINT."""
