"""Runs a command by its name, catches what fails, and chooses the exit code."""

import signal
import sys
from collections.abc import Callable
from typing import Annotated

import typer

from stuckpoint import __version__
from stuckpoint.blocks import INTENDED_USE
from stuckpoint.cli.authoring import check, copy_questions, map_, new_reason, schema, simulate
from stuckpoint.cli.comparing import compare
from stuckpoint.cli.output import complain, emit, give_up_output, say_what_broke
from stuckpoint.cli.quiz import quiz, score
from stuckpoint.cli.reading import reasons, support, what_now
from stuckpoint.errors import ExitCode, StuckpointError
from stuckpoint.reading import FileProblems

_HELP = f"Twenty questions for when therapy feels stuck.\n\n{INTENDED_USE}\n\nTo begin, type: stuckpoint quiz"
COMMANDS: dict[str, tuple[Callable[..., None], ...]] = {
    "For you": (quiz, score, compare, reasons, what_now, support),
    "Write questions": (check, map_, simulate, new_reason, copy_questions, schema),
}


def main(arguments: list[str]) -> int:
    """Runs one command and returns its exit code."""
    sys.excepthook = say_what_broke
    code = _run(arguments)
    try:
        if sys.stdout:
            sys.stdout.flush()
    except OSError:  # what could be said about it was said
        give_up_output()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # it is over: a Ctrl-C pressed twice changes nothing
    return code


def _run(arguments: list[str]) -> int:
    """Runs one command. The one place where failures are caught and printed."""
    try:
        # Called as a command, because a Typer called itself would put its own hook in the place of ours.
        typer.main.get_command(_app())(args=arguments, prog_name="stuckpoint")
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


def _app() -> typer.Typer:
    """Returns the command line, with all commands."""
    app = typer.Typer(
        add_completion=False,  # it would edit the shell's start-up file
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        no_args_is_help=True,
        help=_HELP,
    )
    app.callback()(_options)
    for panel, commands in COMMANDS.items():
        for command in commands:
            app.command(name_of(command), rich_help_panel=panel)(command)
    return app


def name_of(command: Callable[..., None]) -> str:
    """Returns what is typed for a command."""
    return command.__name__.strip("_").replace("_", "-")


def _print_version(wanted: bool) -> None:
    if wanted:
        emit(f"stuckpoint {__version__}\n")
        raise typer.Exit


def _options(
    _version: Annotated[
        bool,
        typer.Option("--version", help="Print the version and stop.", callback=_print_version, is_eager=True),
    ] = False,
) -> None:
    """Takes what stands before the command."""
