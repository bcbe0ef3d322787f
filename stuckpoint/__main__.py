"""Starts the program. Answers `--version` before anything else is imported."""

import sys

from stuckpoint import __version__


def main() -> int:
    """Runs the command line and returns its exit code."""
    if sys.argv[1:] == ["--version"]:
        print(f"stuckpoint {__version__}")
        return 0
    from stuckpoint.cli import main as run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
