"""How fast iterates grow: tables that bound the growth on both sides, and where it is known exactly."""
