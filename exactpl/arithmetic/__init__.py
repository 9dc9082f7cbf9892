"""Exact numbers, into and out of Fraction; closed intervals; the doors to FLINT."""
