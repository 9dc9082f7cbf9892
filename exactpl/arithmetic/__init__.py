"""Floor 0: exact numbers, into and out of Fraction; closed intervals; the doors to FLINT."""
