"""Commands: reads options, prints, and chooses exit codes."""

from stuckpoint.cli.main import main

__all__ = ["main"]
