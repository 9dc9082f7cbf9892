"""The independent checker of `exactpl-cert/1` certificates.

Written from the specification of the format (docs/certificates.md) and from the theorems it cites
(docs/theorems.md), not from the code that makes certificates.  It needs the standard library of Python 3.11
or later and nothing else, and runs alone, from wherever its folder is:
``python3 -I -S path/to/this/folder CERT``.

How the parts hang together (each imports only what stands above it):

====================  ========================================================================================
``errors``            the ways to end without accepting
``rationals``         the number grammars, exact and with limits before every conversion
``strictjson``        JSON with the doors shut; canonical bytes
``intervals``         closed intervals, bounded or not
``mapfile``           the subject: a map file and what it means
``plmap``             a map on one interval, on integers; images of points and of intervals
``states``            the graph of image intervals (theorem 1.2, lemma 1.1')
``germs``             which breakpoints are kinks of which iterates (theorem 1.1)
``counting``          pieces and laps of f^k (theorems 1.2, 1.4)
``fixedcells``        fixed points of f^n (theorems 2.1 to 2.3)
``fields``            reading the fields of claims and witnesses
``claims``            what a rule is; ``orbits`` and ``counts`` hold what some rules have in common
``rule_*``            one claim type each; ``registry`` lists them
``envelope``          the certificate object, the claim file
``verdicts``          the one line that is printed
``cli``               the command
====================  ========================================================================================
"""
