"""Points, germs and image intervals under iteration: what everything about f^k is computed from."""
