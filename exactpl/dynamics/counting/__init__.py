"""Pieces, laps, crossings, preimages, slopes, variation and integral of f^k, without listing."""
