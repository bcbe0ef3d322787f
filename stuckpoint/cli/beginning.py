"""Begins the quiz as it was asked for: with what was named, or as most do, with nothing."""

from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from stuckpoint.cli import named
from stuckpoint.cli.output import emit
from stuckpoint.engine import Length
from stuckpoint.errors import CannotWrite

if TYPE_CHECKING:
    from stuckpoint.writing import Targets


def begin(
    *,
    track: str | None = None,
    length: Length = Length.QUICK,
    questions: Sequence[Path] | None = None,
    only: bool = False,
    plain: bool = False,
    show_working: bool = False,
    country: str | None = None,
    report: Path | None = None,
    keep: Path | None = None,
    date: str | None = None,
) -> None:
    """Takes somebody through the quiz. The arguments are the options of `stuckpoint quiz`.

    Raises NotFound and FileProblems for what is named and cannot be used, CannotWrite for a file that could not be
    written.
    """
    here = named.country_of(country)
    targets = _targets(report, keep)
    from stuckpoint.quiz.run import Quiz
    from stuckpoint.terminal.terminal import Terminal

    # What is named is looked at before the first screen; the shipped questions are read while that is.
    bank = named.bank_of(questions, only) if questions or only or track else None
    chosen = named.tracks_of(bank, track)[0].id if bank and track else None
    _leave_no_core_dump()
    with Terminal(plain=plain) as terminal:
        run = Quiz(
            bank or partial(named.bank_of, None, False),
            terminal,
            length=length,
            show_working=show_working,
            country=here,
            targets=targets,
            date=date or "",
        )
        left_to_say = run.run(chosen)
    with suppress(OSError):  # the window may be gone
        emit(left_to_say)


def _targets(report: Path | None, keep: Path | None) -> "Targets":
    """Returns the files that were asked for. Raises CannotWrite where one could not be written."""
    from stuckpoint.writing import Targets, can_write

    for path in (report, keep):
        if path:
            can_write(path)
    if report and keep and report.resolve() == keep.resolve():
        raise CannotWrite("--report and --keep name the same file. Nothing was written. Choose another name for one.")
    return Targets(report=report, keep=keep)


def _leave_no_core_dump() -> None:
    """Sees to it that no crash leaves answers on the disk, where the system has such limits."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
