"""Orbits as words: itineraries, kneading sequences and matrix, admissible words, pairs near and far in turn."""
