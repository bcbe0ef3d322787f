"""A window: draws pages and reads lines. Knows nothing of questions."""
