"""Where results and complaints of a command go: standard output, standard error, or the file that was named."""

import os
import sys
from pathlib import Path
from types import TracebackType

from stuckpoint.characters import on_one_line


def give(text: str, output: Path | None) -> None:
    """Writes a text to a new file, or without one to standard output. Raises CannotWrite."""
    if output is None:
        emit(text)
        return
    from stuckpoint.writing import write_new

    write_new(output, text)


def emit(text: str) -> None:
    """Writes a text to standard output; quietly does nothing when nobody reads any more."""
    if sys.stdout is None:
        return
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
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


def give_up_output() -> None:
    """Keeps Python from complaining at exit about output that cannot be written."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
