"""The few failures that end a command, and the exit codes. Prints nothing: `cli.main` catches and prints."""

from enum import IntEnum


class ExitCode(IntEnum):
    """What the program tells the shell. Leaving the quiz early is DONE."""

    DONE = 0
    COULD_NOT = 1
    WRONG_USAGE = 2
    INTERRUPTED = 130  # 128 + SIGINT, as shells report it


class StuckpointError(Exception):
    """Something ended the command; the message says what, and what to do."""


class NotFound(StuckpointError):
    """A file, folder, track or reason that was named is not there."""


class NotFree(StuckpointError):
    """A name that was given is that of something else."""


class CannotWrite(StuckpointError):
    """A file that was asked for could not be written; nothing of it is left behind."""


class TooBig(StuckpointError):
    """More was asked for than can be done while somebody waits."""


class CannotCompare(StuckpointError):
    """Two takes have too little in common to say what moved between them."""


class InBackground(StuckpointError):
    """The terminal is another program's: nobody could answer."""


class Left(Exception):
    """The person left the quiz. Nothing went wrong, and nothing is said about it."""


class LeftInWords(Left):
    """The person typed that they leave. Unlike Ctrl-C, that is no way out in a hurry, and a line may follow."""
