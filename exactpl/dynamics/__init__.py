"""What iteration does. Counts about f^k, orbits, periods, and maps that survive a perturbation."""
