"""Runs a command by its name, catches what fails, and chooses the exit code."""

import errno
import signal
import sys
from collections.abc import Callable
from importlib import import_module
from typing import Annotated

import typer

from stuckpoint import __version__
from stuckpoint.blocks import INTENDED_USE
from stuckpoint.cli.helping import HELP_KEYS, look_of_help
from stuckpoint.cli.output import complain, emit, say_what_broke
from stuckpoint.cli.process import leave_no_core_dump, waiting_streams
from stuckpoint.errors import ExitCode, StuckpointError
from stuckpoint.reading import FileProblems
from stuckpoint.terminal.window import READING, give_up_output, printed_width

_HELP = f"Twenty questions for when therapy feels stuck.\n\n{INTENDED_USE}\n\nTo begin, type: stuckpoint quiz"
# Each command with where it is written. Only the module of the one that is run is loaded.
COMMANDS = {
    "For you": {
        "quiz": "quiz.quiz",
        "score": "scoring.score",
        "compare": "comparing.compare",
        "reasons": "reading.reasons",
        "what-now": "reading.what_now",
        "support": "reading.support",
    },
    "Write questions": {
        "check": "authoring.check",
        "map": "authoring.map_",
        "simulate": "authoring.simulate",
        "new-reason": "authoring.new_reason",
        "copy-questions": "authoring.copy_questions",
        "schema": "authoring.schema",
    },
}


def main(arguments: list[str]) -> int:
    """Runs one command and returns its exit code."""
    sys.excepthook = say_what_broke
    leave_no_core_dump()
    with waiting_streams():
        return _said(arguments)


def _said(arguments: list[str]) -> int:
    """Runs one command, has all of what it says go out, and returns its exit code."""
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
        _command_line(arguments)(args=arguments, prog_name="stuckpoint")
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
        complain(_what_failed(error))
    else:
        return ExitCode.DONE
    return ExitCode.COULD_NOT


def _what_failed(error: OSError) -> str:
    """Returns what the system refused: to read what was named, or else to take what is printed."""
    why = (error.strerror or "unknown fault").lower()
    if error.filename is not None:
        return f"{error.filename} cannot be read: {why}. Check the name and its permissions."
    if error.errno == errno.ENOENT:
        return "The folder that you are in is not there any more. Go to another one, and type it again."
    give_up_output()
    return f"The output could not be written: {why}."


def _command_line(arguments: list[str]) -> Callable[..., None]:
    """Returns the command line: with the command that is named first, or where none is, with all of them."""
    app = typer.Typer(
        pretty_exceptions_enable=False,
        rich_markup_mode=look_of_help(arguments),
        no_args_is_help=True,
        context_settings={"help_option_names": HELP_KEYS, "terminal_width": min(READING, printed_width())},
        help=_HELP,
    )
    app.callback()(_options)
    known = {name for commands in COMMANDS.values() for name in commands}
    wanted = known.intersection(arguments[:1]) or known
    for panel, commands in COMMANDS.items():
        for name, place in commands.items():
            if name in wanted:
                command = _written_in(place)
                said = (command.__doc__ or "").partition("\n")[0]  # given by itself, it is never cut
                app.command(name, rich_help_panel=panel, short_help=said)(command)
    whole = typer.main.get_command(app)
    # Completion can be shown; installing it would edit the shell's start-up file.
    whole.params = [option for option in whole.params if option.name != "install_completion"]
    return whole


def _written_in(place: str) -> Callable[..., None]:
    module, _, name = place.rpartition(".")
    command: Callable[..., None] = getattr(import_module(f"stuckpoint.cli.{module}"), name)
    return command


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
