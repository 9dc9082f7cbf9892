"""Piecewise-linear maps of one variable, their algebra, formulas, files and the zoo of named maps."""
