"""Mathematics: what is worked out about maps and networks, each file by a theorem of docs/theorems.md.

Functions here take maps, networks and numbers, and know nothing of claims.  Where a theorem is about a list that the
witness gives (tables, sinks), the file that verifies such a list reads it as well.

==================  ====================================================================================
``plmap``           a map on one interval, on integers; images of points and of intervals
``orbits``          orbits of breakpoints, by number, without their digits
``germs``           which breakpoints are kinks, or turns, of which iterates (theorem 1.1'')
``pullback``        kinks, turns and values of f^n left of points of orbits (theorems 1.9, 1.1'')
``walks``           the additions that this takes, in strides
``states``          the graph of image intervals (theorem 1.2, lemma 1.1')
``transfer``        the recursion over the states, for summaries of any kind (theorems 1.2, 1.4)
``signchanges``     summaries that count sign changes: of slopes, and of f^k - y
``counting``        pieces (theorem 1.1'') and laps (theorem 1.2) of f^k
``levelsets``       crossings and preimages of a level (theorem 1.3)
``slopes``          the greatest and the least slope of f^k (theorem 1.6)
``sinks``           intervals that f maps into one another, affine on each (theorem 1.11)
``criticalorbits``  finite critical orbits and the degrees that go with them (theorems 1.8, 1.8')
``fixedcells``      fixed points of f^n (theorems 2.1', 2.3, 2.4, 2.5)
``vertexsums``      the sum over vertices that goes with them (theorem 2.5)
``returns``         slopes of f^d at its fixed germs and at infinite ends (theorem 2.5)
``attracting``      cycles with slopes between 0 and 1 (theorem 2.5)
``leastperiods``    points of least period n (theorem 2.2')
``tables``          tables of weighted intervals (theorems 3.2, 3.2')
``networks``        networks evaluated on integers, at points and on rays (theorems 6.1', 6.2)
``matrices``        an integer matrix times many vectors
``cells``           functions of t that points cut into affine cells (theorems 6.1, 6.2)
==================  ====================================================================================
"""
