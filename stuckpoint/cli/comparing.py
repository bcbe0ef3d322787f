"""The command that says what moved between two takes of one person."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from stuckpoint.cli import named
from stuckpoint.cli.options import Only, Questions
from stuckpoint.cli.output import complain, give
from stuckpoint.engine.change import Changes, changes, worded_alike
from stuckpoint.engine.keeping import Take
from stuckpoint.errors import CannotCompare
from stuckpoint.loading.kept import read_take
from stuckpoint.pages.changed import changed_page, changes_as_json
from stuckpoint.pages.forms import Form, form_of
from stuckpoint.reading import read_file
from stuckpoint.terminal.drawing import as_text
from stuckpoint.terminal.printing import printed

FEWEST = 6  # so many questions two takes have to have in common


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
    first, second = (read_take(read_file(path, str(path)), bank) for path in (before, after))
    _refuse(first, second)
    track = first.kept.track
    found = changes(bank, track, first.kept.responses, second.kept.responses, worded_alike(first, second))
    _refuse_too_few(found)
    for sentence in dict.fromkeys((*first.kept.changed, *second.kept.changed)):
        complain(sentence)
    days = (first.kept.taken, second.kept.taken)
    if form is ChangesForm.JSON:
        give(changes_as_json(found, days), output, is_file=True)
    else:
        pages = [changed_page(found, days)]
        give(as_text(pages) if output else printed(pages), output)


def _refuse(first: Take, second: Take) -> None:
    """Raises CannotCompare for takes that are not two of the same, the earlier one first."""
    if first.kept.track != second.kept.track:
        raise CannotCompare(
            f"The first file is of the track {first.kept.track} and the second of {second.kept.track}: "
            "only takes of one track can be compared."
        )
    if first.bank != second.bank:
        raise CannotCompare("These two files answer different questions, so nothing can be compared.")
    if first.kept.taken and second.kept.taken and first.kept.taken > second.kept.taken:
        raise CannotCompare(
            f"The first file was answered on {first.kept.taken}, after the second, on {second.kept.taken}: "
            "name the earlier one first."
        )


def _refuse_too_few(found: Changes) -> None:
    if (count := len(found.compared)) < FEWEST:
        raise CannotCompare(
            f"Both files answer {count or 'no'} question{'' if count == 1 else 's'} in the same words, and it takes "
            f"{FEWEST} to compare them."
        )
