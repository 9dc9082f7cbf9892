"""What is known for every k at once, where the critical orbits are finite."""
