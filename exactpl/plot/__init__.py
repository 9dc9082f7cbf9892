"""Floor 6: pictures, by matplotlib."""
