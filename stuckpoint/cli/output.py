"""Where results and complaints of a command go: standard output, standard error, or the file that was named."""

import errno
import io
import sys
from pathlib import Path
from types import TracebackType
from typing import IO, AnyStr

from stuckpoint.characters import on_one_line
from stuckpoint.terminal.window import give_up_output


def give(text: str, output: Path | None, *, is_file: bool = False) -> None:
    """Writes a text to a new file and says so, or without one to standard output. Raises CannotWrite.

    Args:
        text: what is given.
        output: the file that was named.
        is_file: whether it is to be a file wherever it goes: where standard output is no window, it is the same bytes.
    """
    if output is not None:
        from stuckpoint.writing import write_new

        write_new(output, text)
        emit(f"{on_one_line(f'Written: {output}')}\n")
    elif is_file and isinstance(sys.stdout, io.TextIOWrapper) and not sys.stdout.isatty():
        _write(sys.stdout.buffer, text.encode())
    else:
        emit(text)


def emit(text: str) -> None:
    """Writes a text to standard output, with stand-ins for letters that it cannot take.

    Quietly does nothing when nobody reads any more.
    """
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")
    if sys.stdout is not None:
        _write(sys.stdout, text)


def _write(stream: IO[AnyStr], told: AnyStr) -> None:
    try:
        stream.write(told)
        stream.flush()
    except OSError as error:
        # Windows has no name of its own for a pipe that nobody reads.
        if not isinstance(error, BrokenPipeError) and error.errno != errno.EINVAL:
            raise
        give_up_output()


def complain(text: str) -> None:
    """Writes a line to standard error."""
    sys.stderr.write(on_one_line(text) + "\n")


def say_what_broke(kind: type[BaseException], _error: BaseException, trace: TracebackType | None) -> None:
    """Says in one line that the program broke, and where; not at what it was, for that may be an answer."""
    where = ""
    while trace:
        where = f", {Path(trace.tb_frame.f_code.co_filename).name} line {trace.tb_lineno}"
        trace = trace.tb_next
    complain(f"Something broke inside stuckpoint ({kind.__name__}{where}). This line holds nothing that you answered.")
