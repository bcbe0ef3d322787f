"""Runs a command, catches what fails, and chooses the exit code."""

import sys
from collections.abc import Callable

from stuckpoint.cli.output import complain, give_up_output
from stuckpoint.errors import ExitCode, StuckpointError
from stuckpoint.reading.problems import FileProblems


def code_of(command: Callable[[], object]) -> int:
    """Runs one command and returns its exit code."""
    code = _run(command)
    try:
        if sys.stdout:
            sys.stdout.flush()
    except OSError:  # what could be said about it was said
        give_up_output()
    return code


def _run(command: Callable[[], object]) -> int:
    """Runs one command. The one place where failures are caught and printed."""
    try:
        command()
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else ExitCode.COULD_NOT
    except FileProblems as error:
        for problem in error.problems:
            complain(str(problem))
        complain(str(error))
    except StuckpointError as error:
        complain(str(error))
    except KeyboardInterrupt:
        return ExitCode.INTERRUPTED
    except OSError as error:
        give_up_output()
        complain(f"The output could not be written: {(error.strerror or 'unknown fault').lower()}.")
    else:
        return ExitCode.DONE
    return ExitCode.COULD_NOT
