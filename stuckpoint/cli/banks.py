"""The commands for authors: `map` shows what a bank holds, `schema` tells editors what its files may hold."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from stuckpoint.cli.named import bank_of, tracks_of
from stuckpoint.cli.options import Only, Questions, TrackName, app
from stuckpoint.cli.output import emit, give
from stuckpoint.errors import NotFound

if TYPE_CHECKING:
    from stuckpoint.bank.model import Bank
    from stuckpoint.blocks import Page


@app.command("map")
def map_(
    what: Annotated[
        str | None,
        typer.Argument(
            metavar="[PATH or ITEM]", help="A bank or reason file to list, or the id of an item to see as it is asked."
        ),
    ] = None,
    track: TrackName = None,
    questions: Questions = None,
    only: Only = False,
) -> None:
    """See the questions as a tree, or one of them as it is asked."""
    from stuckpoint.authoring.map import tree_pages
    from stuckpoint.terminal.printing import printed

    if what is None:
        bank = bank_of(questions, only)
        pages = tree_pages(bank, tracks_of(bank, track))
    elif {"/", os.sep} & set(what):
        pages = _listed(Path(what), track, questions or [], only)
    else:
        pages = _named(what, track, questions or [], only)
    emit(printed(pages))


@app.command()
def schema() -> None:
    """Print a JSON Schema of the question files, for editors."""
    from stuckpoint.authoring.schema import as_json

    give(as_json(), None, is_file=True)


def _named(what: str, track: str | None, questions: list[Path], only: bool) -> "tuple[Page, ...]":
    """Returns an item by its id, or else what a path of that name holds. Raises NotFound where it is neither."""
    from stuckpoint.authoring.map import item_ids, item_pages
    from stuckpoint.reading.problems import nearest

    bank = bank_of(questions, only)
    if what not in item_ids(bank.tracks.values()) and Path(what).exists():
        return _listed(Path(what), track, questions, only, bank)
    here = tracks_of(bank, track)
    if found := item_pages(here, what):
        return found
    if any(reason.id == what for one in here for reason in one.reasons):
        raise NotFound(f"'{what}' is a reason. To read about it, type: stuckpoint reasons {what}")
    near = nearest(what, item_ids(here))
    own = "" if questions else " For a question of your own, add: --questions PATH"
    to_do = f"did you mean '{near}'?" if near else "type 'stuckpoint map' to see them."
    raise NotFound(f"There is no item or file '{what}': {to_do}{own}")


def _listed(
    path: Path, track: str | None, questions: list[Path], only: bool, without: "Bank | None" = None
) -> "tuple[Page, ...]":
    """Returns what a path holds: a bank folder, or the one that a file is part of, alone; or what reasons add."""
    from stuckpoint.authoring.map import tree_pages
    from stuckpoint.loading.files import bank_around, is_bank_folder

    path = bank_around(path) or path
    if is_bank_folder(path):
        bank = bank_of([path, *questions], only=True)
        return tree_pages(bank, tracks_of(bank, track))
    bank = bank_of([*questions, path], only)
    return tree_pages(bank, tracks_of(bank, track), leave=without or bank_of(questions, only))
