"""The command that reads answers from a file."""

import io
import sys
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from stuckpoint.bank import Bank
from stuckpoint.cli import named
from stuckpoint.cli.options import Date, NoDate, Only, Questions, ShowWorking, date_of
from stuckpoint.cli.output import complain, give
from stuckpoint.engine import change
from stuckpoint.engine.answers import Take
from stuckpoint.engine.change import Changes
from stuckpoint.loading.responses import read_take
from stuckpoint.pages.forms import Form, Reader, form_of, rendered, report_pages
from stuckpoint.reading import read_file
from stuckpoint.reading.source import read_stream
from stuckpoint.terminal.drawing import as_text
from stuckpoint.terminal.printing import printed

_BY_ENDING = ".md, .html, .txt or .json says the form"


def score(
    responses: Annotated[str, typer.Argument(help="A responses file; - reads standard input.")],
    form: Annotated[
        Form | None, typer.Option("--format", help="How the findings are given, if not by the ending of -o.")
    ] = None,
    reader: Annotated[Reader, typer.Option("--for", help="Who it is for; a therapist sees nothing private.")] = (
        Reader.SELF
    ),
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="FILE", help=f"Write to this new file instead ({_BY_ENDING})."),
    ] = None,
    since: Annotated[
        Path | None, typer.Option("--since", metavar="FILE", help="Say what has moved since these earlier answers.")
    ] = None,
    all_pages: Annotated[
        bool, typer.Option("--all", help="Print all pages, not only page one and what stands out.")
    ] = False,
    show_working: ShowWorking = False,
    date: Date = None,
    no_date: NoDate = False,
    questions: Questions = None,
    only: Only = False,
) -> None:
    """See what your kept answers point to.

    Example: stuckpoint score answers.yaml
    """
    form = form or (form_of(output.name, tuple(Form)) if output else Form.TEXT)
    if since and form is Form.JSON:
        raise typer.BadParameter("the findings in JSON hold no changes. For those: stuckpoint compare --format json.")
    bank = named.bank_of(questions, only)
    if responses == "-":
        source = read_stream(sys.stdin.buffer if sys.stdin else io.BytesIO(), "<stdin>")
    else:
        source = read_file(Path(responses), str(Path(responses)))
    taken = read_take(source, bank)
    kept = replace(taken.kept, taken=date_of(date, no_date, taken.kept.taken))
    moved = _moved(bank, since, replace(taken, kept=kept)) if since else None
    for sentence in kept.changed:
        complain(sentence)
    if form is Form.TEXT:
        pages = report_pages(
            bank, kept, form, reader, kept.taken, show_working=show_working, moved=moved, whole=all_pages
        )
        give(as_text(pages) if output else printed(pages), output)
    else:
        give(
            rendered(bank, kept, form, reader, kept.taken, show_working=show_working, moved=moved), output, is_file=True
        )


def _moved(bank: Bank, since: Path, taken: Take) -> Changes:
    return change.since(bank, read_take(read_file(since, str(since)), bank), taken)
