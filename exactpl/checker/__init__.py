"""The independent checker of `exactpl-cert/1` certificates.

Written from the specification of the format (docs/certificates.md) and from the theorems it cites
(docs/theorems.md), not from the code that makes certificates.  It needs the standard library of Python 3.11
or later and nothing else, and runs alone, from wherever its folder is:
``python3 -I -S path/to/this/folder CERT...``.

Its rooms are folders, each with a docstring that says what belongs there.  What stands in the list imports only what
stands above it:

===============  =============================================================================================
``errors``       the ways to end without accepting
``arithmetic``   exact numbers, and the count of steps
``reading``      bytes become values: JSON, map files, network files, fields; values as messages show them
``mathematics``  what is worked out about maps and networks
``claims``       what a claim is, and the parts that claims of several types share
``rules``        one claim type each
``registry``     the types of claims, and the rule of each
``envelope``     the certificate object, the claim file
``verdicts``     the one line that is printed
``cli``          the command
===============  =============================================================================================

``__main__`` starts the command: it reads and hashes all files of all rooms first, and nothing else runs.
"""
