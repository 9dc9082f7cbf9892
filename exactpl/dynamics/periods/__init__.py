"""Fixed points of f^n and periodic orbits: counted, listed, found, excluded, and what survives a perturbation."""
