"""The kinds of claims, as in docs/certificates.md, section 6: what is claimed, decided, and written as a certificate.

A claim with its value left out (None) asks for it: `decide(PieceCount(f, k=1000))`; with a value it is decided.
"""
