"""The independent checker of `exactpl-cert/1` certificates.

Written from the specification of the format (docs/certificates.md) and from the theorems it cites
(docs/theorems.md), not from the code that makes certificates.  It needs the standard library of Python 3.11
or later and nothing else, and runs alone, from wherever its folder is:
``python3 -I -S path/to/this/folder CERT``.

How the parts hang together (each imports only what stands above it):

====================  ========================================================================================
``errors``            the ways to end without accepting
``excerpts``          values from files as messages show them
``rationals``         the number grammars, exact and with limits before every conversion
``strictjson``        JSON with the doors shut; canonical bytes
``intervals``         closed intervals, bounded or not
``polynomials``       polynomials as text, and their quotients as series
``sturm``             integer polynomials and the number of their roots
``numberfield``       signs of expressions in a root of a polynomial
``fieldmap``          maps with such expressions as numbers
``mapfile``           the subject: a map file and what it means
``networkfile``       the other kind of subject: a network file and what it means
``plmap``             a map on one interval, on integers; images of points and of intervals
``states``            the graph of image intervals (theorem 1.2, lemma 1.1')
``germs``             which breakpoints are kinks of which iterates (theorem 1.1)
``spans``             sums over consecutive entries
``transfer``          the recursion over the states, for summaries of any kind (theorems 1.2, 1.4)
``signchanges``       summaries that count sign changes: of slopes, and of f^k - y
``counting``          pieces and laps of f^k
``levelsets``         crossings and preimages of a level (theorem 1.3)
``slopes``            the greatest and the least slope of f^k (theorem 1.6)
``criticalorbits``    finite critical orbits and the degrees that go with them (theorem 1.8)
``fixedcells``        fixed points of f^n (theorems 2.1, 2.3, 2.4)
``leastperiods``      points of least period n (theorem 2.2)
``powers``            comparing a power with a number
``fields``            reading the fields of claims and witnesses
``networks``          networks evaluated on integers, at points and on rays
``cells``             functions of t that points cut into affine cells (theorems 6.1, 6.2)
``tables``            tables of weighted intervals (theorem 3.2)
``evidence``          evidence for a bound on the growth (theorems 3.2, 3.5)
``claims``            what a rule is; ``orbits``, ``counts``, ``coverings`` and ``networkclaims`` hold what some rules
                      have in common
``rule_*``            one claim type each; ``registry`` lists them
``envelope``          the certificate object, the claim file
``verdicts``          the one line that is printed
``cli``               the command
====================  ========================================================================================
"""
