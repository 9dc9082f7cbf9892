"""Certificates as theorems of a proof assistant, which its kernel accepts or refuses."""
