"""The commands that take answers: `quiz` asks for them, `score` reads them from a file."""

import io
import sys
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from stuckpoint.bank import Bank, TrackId
from stuckpoint.cli import named
from stuckpoint.cli.options import Country, Date, NoDate, Only, Questions, ShowWorking, TrackName, date_of
from stuckpoint.cli.output import complain, emit, give
from stuckpoint.engine import Kept, Length
from stuckpoint.errors import CannotWrite
from stuckpoint.pages.forms import Form, Reader
from stuckpoint.writing import Targets, can_write

_BY_ENDING = ".md, .html, .txt or .json says the form"
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
            help=f"Write a report for you to this new file (.md, .html or .txt) {_AT_THE_END}",
        ),
    ] = None,
    keep: Annotated[
        Path | None, typer.Option("--keep", help=f"Keep your answers in this new file {_AT_THE_END}")
    ] = None,
    again: Annotated[
        Path | None, typer.Option("--again", help="Ask the questions of these kept answers once more, before others.")
    ] = None,
    date: Date = None,
    no_date: NoDate = False,
) -> None:
    """Take the quiz. Ctrl-C leaves at once."""
    import datetime

    from stuckpoint.quiz.run import Quiz
    from stuckpoint.terminal.terminal import Terminal

    here = named.country_of(country)
    day = date_of(date, no_date, datetime.date.today().isoformat())
    targets = _targets(report, keep)
    # What is named is looked at before the first screen; the shipped questions are read while that is.
    bank = named.bank_of(questions, only) if questions or only or track or again else None
    chosen = named.tracks_of(bank, track)[0].id if bank and track else None
    earlier = _earlier(again, bank, chosen) if again and bank else None
    _leave_no_core_dump()
    with Terminal(plain=plain) as terminal:
        run = Quiz(
            bank or partial(named.bank_of, None, False),
            terminal,
            length=length,
            show_working=show_working,
            country=here,
            targets=targets,
            date=day,
            again=tuple(earlier.responses) if earlier else (),
        )
        left_to_say = run.run(earlier.track if earlier else chosen)
    with suppress(OSError):  # the window may be gone
        emit(left_to_say)


def score(
    responses: Annotated[str, typer.Argument(help="A responses file; - reads standard input.")],
    form: Annotated[
        Form | None, typer.Option("--format", help="How the findings are given, if not by the ending of -o.")
    ] = None,
    reader: Annotated[Reader, typer.Option("--for", help="Who it is for; a therapist sees nothing private.")] = (
        Reader.SELF
    ),
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help=f"Write to this new file instead ({_BY_ENDING}).")
    ] = None,
    show_working: ShowWorking = False,
    date: Date = None,
    no_date: NoDate = False,
    questions: Questions = None,
    only: Only = False,
) -> None:
    """Give the findings for a responses file."""
    from stuckpoint.loading import read_kept
    from stuckpoint.pages.forms import form_of, rendered, report_pages
    from stuckpoint.reading import read_file
    from stuckpoint.reading.source import read_stream
    from stuckpoint.terminal.drawing import as_text
    from stuckpoint.terminal.printing import printed

    form = form or (form_of(output.name, tuple(Form)) if output else Form.TEXT)
    bank = named.bank_of(questions, only)
    if responses == "-":
        source = read_stream(sys.stdin.buffer if sys.stdin else io.BytesIO(), "<stdin>")
    else:
        source = read_file(Path(responses), responses)
    kept = read_kept(source, bank)
    day = date_of(date, no_date, kept.taken)
    for sentence in kept.changed:
        complain(sentence)
    if form is Form.TEXT:
        pages = report_pages(bank, kept, form, reader, day, show_working=show_working)
        give(as_text(pages) if output else printed(pages), output)
    else:
        give(rendered(bank, kept, form, reader, day, show_working=show_working), output, is_file=True)


def _earlier(again: Path, bank: Bank, track: TrackId | None) -> Kept:
    """Returns the answers whose questions are to be asked once more. Raises NotFound, FileProblems and BadParameter."""
    from stuckpoint.loading import read_kept
    from stuckpoint.reading import read_file

    kept = read_kept(read_file(again, str(again)), bank)
    if track not in (None, kept.track):
        raise typer.BadParameter(f"the answers named with --again are of the track {kept.track}. Leave --track out.")
    return kept


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


def _leave_no_core_dump() -> None:
    """Sees to it that no crash leaves answers on the disk, where the system has such limits."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
