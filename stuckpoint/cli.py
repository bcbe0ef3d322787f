"""Runs a command, catches what fails, and chooses the exit code."""

import sys
from typing import Annotated

import typer

from stuckpoint import (
    __version__,
    cli_answers,
    cli_authors,
    cli_banks,
    cli_checking,
    cli_reading,
    cli_starting,
)
from stuckpoint.cli_options import app
from stuckpoint.errors import ExitCode, FileProblems, StuckpointError
from stuckpoint.output import complain, emit, give_up_output

# Each adds its own, in this order.
COMMANDS = (cli_answers, cli_reading, cli_checking, cli_authors, cli_banks, cli_starting)


def main(arguments: list[str]) -> int:
    """Runs one command and returns its exit code."""
    code = _run(arguments)
    try:
        if sys.stdout:
            sys.stdout.flush()
    except OSError:  # what could be said about it was said
        give_up_output()
    return code


def _run(arguments: list[str]) -> int:
    """Runs one command. The one place where failures are caught and printed."""
    try:
        app(args=arguments, prog_name="stuckpoint")
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


def _print_version(wanted: bool) -> None:
    if wanted:
        emit(f"stuckpoint {__version__}\n")
        raise typer.Exit


@app.callback()
def _options(
    _version: Annotated[
        bool,
        typer.Option("--version", help="Print the version and stop.", callback=_print_version, is_eager=True),
    ] = False,
) -> None:
    """Takes what stands before the command."""
