"""The commands that take answers: `quiz` asks for them, `score` reads them from a file."""

import io
import sys
from pathlib import Path
from typing import Annotated

import typer

from stuckpoint.cli import named
from stuckpoint.cli.beginning import begin
from stuckpoint.cli.options import Country, Date, Only, Questions, ShowWorking, TrackName, app
from stuckpoint.cli.output import complain, give
from stuckpoint.engine.session import Length
from stuckpoint.pages.forms import Form, Reader

_AT_THE_END = "when you choose Finish in the last menu; leaving before writes nothing."


@app.command()
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
            help=f"Write a report for you to this new file (.md or .html) {_AT_THE_END}",
        ),
    ] = None,
    keep: Annotated[
        Path | None, typer.Option("--keep", help=f"Keep your answers in this new file {_AT_THE_END}")
    ] = None,
    date: Date = None,
) -> None:
    """Take the quiz. Ctrl-C leaves at once."""
    begin(
        track=track,
        length=length,
        questions=questions,
        only=only,
        plain=plain,
        show_working=show_working,
        country=country,
        report=report,
        keep=keep,
        date=date,
    )


@app.command()
def score(
    responses: Annotated[str, typer.Argument(help="A responses file; - reads standard input.")],
    form: Annotated[Form, typer.Option("--format", help="How the findings are given.")] = Form.TEXT,
    reader: Annotated[Reader, typer.Option("--for", help="Who it is for; a therapist sees nothing private.")] = (
        Reader.SELF
    ),
    output: Annotated[Path | None, typer.Option("-o", "--output", help="Write to this new file instead.")] = None,
    show_working: ShowWorking = False,
    date: Date = None,
    questions: Questions = None,
    only: Only = False,
) -> None:
    """Give the findings for a responses file."""
    from stuckpoint.loading.kept import read_kept
    from stuckpoint.pages.forms import rendered, report_pages
    from stuckpoint.reading.source import read_file, read_stream
    from stuckpoint.terminal.drawing import as_text
    from stuckpoint.terminal.printing import printed

    bank = named.bank_of(questions, only)
    if responses == "-":
        source = read_stream(sys.stdin.buffer if sys.stdin else io.BytesIO(), "<stdin>")
    else:
        source = read_file(Path(responses), responses)
    kept = read_kept(source, bank)
    for sentence in kept.changed:
        complain(sentence)
    if form is Form.TEXT:
        pages = report_pages(bank, kept, form, reader, date or "", show_working=show_working)
        give(as_text(pages) if output else printed(pages), output)
    else:
        give(rendered(bank, kept, form, reader, date or "", show_working=show_working), output, is_file=True)
