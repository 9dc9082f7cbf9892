"""Claims: what a claim is, and the parts that claims of several types share.

A part is read from the claim and the witness, knows its fuel before the work, and verifies itself about the subject.

===============  ====================================================================================
``base``         what each rule provides
``counts``       counts of f^k on J, and their fuel
``orbits``       orbits that stay in the domain
``coverings``    intervals that cover each other for every map close to f (theorems 4.1, 4.5)
``held``         f held inside a compact interval of an unbounded J (theorems 5.8, 5.9)
``evidence``     evidence for a bound on the growth (theorems 3.2, 3.5)
``fieldgrowth``  the same over a number field
``fieldcells``   f^n over a number field, by points between which it is affine (theorem 2.8)
``networks``     subjects, lines, points, fuel and words of claims about networks
===============  ====================================================================================
"""
