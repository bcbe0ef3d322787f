"""The command that says what moved between two takes of one person."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from stuckpoint.cli import named
from stuckpoint.cli.options import Only, Questions
from stuckpoint.cli.output import complain, give
from stuckpoint.engine.change import since
from stuckpoint.loading.responses import read_take
from stuckpoint.pages.changed import changed_page, changes_as_json
from stuckpoint.pages.forms import Form, form_of
from stuckpoint.reading import read_file
from stuckpoint.terminal.drawing import as_text
from stuckpoint.terminal.printing import printed


class ChangesForm(StrEnum):
    """The form in which changes are given."""

    TEXT = "text"
    JSON = "json"


def compare(
    before: Annotated[Path, typer.Argument(help="The answers that were kept first.")],
    after: Annotated[Path, typer.Argument(help="Those that were kept later.")],
    form: Annotated[
        ChangesForm | None, typer.Option("--format", help="How the changes are given, if not by the ending of -o.")
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="FILE", help="Write to this new file instead (.txt or .json)."),
    ] = None,
    questions: Questions = None,
    only: Only = False,
) -> None:
    """See what moved between two takes of your own.

    Example: stuckpoint compare may.yaml june.yaml
    """
    named_form = form_of(output.name, (Form.TEXT, Form.JSON)) if output else Form.TEXT
    form = form or ChangesForm(named_form)
    bank = named.bank_of(questions, only)
    first, second = (read_take(read_file(path, str(path)), bank, "Nothing was compared.") for path in (before, after))
    found = since(bank, first, second)
    for sentence in dict.fromkeys((*first.kept.changed, *second.kept.changed)):
        complain(sentence)
    if form is ChangesForm.JSON:
        give(changes_as_json(found), output, is_file=True)
    else:
        pages = [changed_page(found)]
        give(as_text(pages) if output else printed(pages), output)
