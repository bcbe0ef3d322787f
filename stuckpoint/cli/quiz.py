"""The command that asks the questions."""

from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from stuckpoint.bank import Bank, ItemId, TrackId
from stuckpoint.cli import named
from stuckpoint.cli.options import Again, Country, Date, NoDate, Only, Questions, ShowWorking, TrackName, Try, date_of
from stuckpoint.cli.output import emit
from stuckpoint.engine import Length
from stuckpoint.engine.answers import Take
from stuckpoint.errors import CannotWrite
from stuckpoint.writing import Targets, can_write

_AT_THE_END = "when you choose Finish in the last menu; leaving before writes nothing."


def quiz(
    track: TrackName = None,
    length: Annotated[Length, typer.Option(help="How much is asked.")] = Length.QUICK,
    questions: Questions = None,
    only: Only = False,
    plain: Annotated[bool, typer.Option("--plain", help="Linear text: for screen readers, or by choice.")] = False,
    show_working: ShowWorking = False,
    country: Country = None,
    report: Annotated[
        Path | None,
        typer.Option(
            "--report",
            metavar="FILE",
            help=f"Write a report for you to this new file (.md, .html or .txt) {_AT_THE_END}",
        ),
    ] = None,
    keep: Annotated[
        Path | None, typer.Option("--keep", metavar="FILE", help=f"Keep your answers in this new file {_AT_THE_END}")
    ] = None,
    again: Again = None,
    try_: Try = None,
    date: Date = None,
    no_date: NoDate = False,
) -> None:
    """Take the quiz. Ctrl-C leaves at once.

    Example: stuckpoint quiz --track couples
    """
    import datetime

    from stuckpoint.quiz.run import Quiz
    from stuckpoint.terminal.terminal import Terminal

    here = named.country_of(country)
    day = date_of(date, no_date, datetime.date.today().isoformat())
    targets = _targets(report, keep)
    # What is named is looked at before the first screen; the shipped questions are read while that is.
    bank = named.bank_of(questions, only) if questions or only or track or again or try_ else None
    chosen = _chosen(bank, track, try_) if bank else None
    earlier = _earlier(again, bank, track) if again and bank else None
    with Terminal(plain=plain) as terminal:
        run = Quiz(
            bank or partial(named.bank_of, None, False),
            terminal,
            length=length,
            show_working=show_working,
            country=here,
            targets=targets,
            date=day,
            again=earlier,
            trying=ItemId(try_) if try_ else None,
        )
        left_to_say = run.run(earlier.kept.track if earlier else chosen)
    with suppress(OSError):  # the window may be gone
        emit(left_to_say)


def _chosen(bank: Bank, track: str | None, item: str | None) -> TrackId | None:
    """Returns the track that is named, or the only one that asks an item. Raises NotFound."""
    here = named.asking(bank, item, track) if item else named.tracks_of(bank, track)
    return here[0].id if len(here) == 1 and (track or item) else None


def _earlier(again: Path, bank: Bank, track: str | None) -> Take:
    """Returns the answers whose questions are to be asked once more. Raises NotFound, FileProblems and BadParameter."""
    from stuckpoint.loading.responses import read_take
    from stuckpoint.reading import read_file

    take = read_take(read_file(again, str(again)), bank, "Nothing was asked.")
    if track not in (None, take.kept.track):
        raise typer.BadParameter(
            f"the answers named with --again are of the track {take.kept.track}. Leave --track out."
        )
    return take


def _targets(report: Path | None, keep: Path | None) -> Targets:
    """Returns the files that were asked for. Raises CannotWrite where one could not be written."""
    from stuckpoint.pages.forms import form_of

    if report:
        form_of(report.name)
    for path in (report, keep):
        if path:
            can_write(path)
    if report and keep and report.resolve() == keep.resolve():
        raise CannotWrite("--report and --keep name the same file. Nothing was written. Choose another name for one.")
    return Targets(report=report, keep=keep)
