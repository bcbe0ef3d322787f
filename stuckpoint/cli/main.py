"""Runs a command by its name."""

from typing import Annotated

import typer

from stuckpoint import __version__
from stuckpoint.cli import authors as cli_authors
from stuckpoint.cli import banks as cli_banks
from stuckpoint.cli import checking as cli_checking
from stuckpoint.cli import quiz as cli_answers
from stuckpoint.cli import reading as cli_reading
from stuckpoint.cli import starting as cli_starting
from stuckpoint.cli.failures import code_of
from stuckpoint.cli.options import app
from stuckpoint.cli.output import emit

# Each adds its own, in this order.
COMMANDS = (cli_answers, cli_reading, cli_checking, cli_authors, cli_banks, cli_starting)


def main(arguments: list[str]) -> int:
    """Runs one command and returns its exit code."""
    return code_of(lambda: app(args=arguments, prog_name="stuckpoint"))


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
