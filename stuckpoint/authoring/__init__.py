"""What authors work with: checks, simulation, the map of a bank, its schema, and what to begin with."""
