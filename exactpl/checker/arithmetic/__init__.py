"""Exact arithmetic: numbers, intervals, polynomials, roots, signs in a number field, and the count of steps.

Nothing here knows of certificates, files or maps.  What may take long counts its steps first, see `steps`.

================  ====================================================================================
``steps``         what work costs, how many steps are allowed, how many have been taken
``rationals``     the number grammars, exact and with limits before every conversion
``intervals``     closed intervals, bounded or not
``polynomials``   polynomials as text, and their quotients as series
``sturm``         integer polynomials and the number of their roots
``numberfield``   signs of expressions in a root of a polynomial
``powers``        comparing a power with a number
``spans``         sums over consecutive entries
================  ====================================================================================
"""
