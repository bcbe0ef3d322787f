"""What to ask next, and what the answers come to. Pure."""
