"""Starts the program."""

import os
import sys
from typing import NoReturn


def main() -> NoReturn:
    """Runs the command line, and ends with its exit code."""
    sys.dont_write_bytecode = True  # a run leaves no file behind that was not asked for
    try:
        from stuckpoint.cli import main as run
        from stuckpoint.cli.process import write_whole

        write_whole()
        code = run(sys.argv[1:])
    except KeyboardInterrupt:  # before there was anything to leave
        code = 130
    # At once: while Python tidied up, keys could be typed that the shell would take.
    os._exit(code)


if __name__ == "__main__":
    main()
