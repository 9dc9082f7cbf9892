"""f^k itself: laid out in numbers, expanded, or asked for piece by piece."""
