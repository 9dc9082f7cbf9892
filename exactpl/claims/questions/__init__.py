"""What people ask: each question chooses claims, decides them, and puts their verdicts together."""
