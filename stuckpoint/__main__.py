"""Starts the program."""

import sys


def main() -> int:
    """Runs the command line and returns its exit code."""
    try:
        from stuckpoint.cli import main as run

        return run(sys.argv[1:])
    except KeyboardInterrupt:  # before there was anything to leave
        return 130


if __name__ == "__main__":
    sys.exit(main())
