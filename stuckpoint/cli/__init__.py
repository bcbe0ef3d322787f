"""Commands: reads options, prints, and chooses exit codes."""
