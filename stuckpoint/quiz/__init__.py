"""One run, as a person meets it."""
