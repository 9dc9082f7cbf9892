"""One function for each type of claim: computed, proved or refuted, with its certificate. `decide` picks it."""
