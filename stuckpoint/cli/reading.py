"""The commands that are there to be read: the reasons, what comes next, who to call."""

from dataclasses import replace
from typing import Annotated

import typer

from stuckpoint.blocks import Paragraph
from stuckpoint.cli.named import bank_of, country_of, tracks_of
from stuckpoint.cli.options import Country, Only, Questions, TrackName
from stuckpoint.cli.output import emit
from stuckpoint.engine import Circumstances
from stuckpoint.errors import NotFound
from stuckpoint.loading import help_lines, safety_words, shipped_folder
from stuckpoint.pages.explanations import reason_page, reasons_page, support_page, what_now_page
from stuckpoint.reading.problems import nearest
from stuckpoint.terminal.printing import printed


def reasons(
    reason: Annotated[str | None, typer.Argument(help="The reason to read about; without it, the list.")] = None,
    track: TrackName = None,
    whole: Annotated[bool, typer.Option("--all", help="Read all of them, one after another.")] = False,
    questions: Questions = None,
    only: Only = False,
) -> None:
    """Read about the reasons without taking the quiz.

    Example: stuckpoint reasons fit
    """
    bank = bank_of(questions, only)
    tracks = [one for one in tracks_of(bank, track) if track or one.reasons]
    found = {one.id: one for here in reversed(tracks) for one in reversed(here.reasons)}
    known = {str(id): one for id, one in reversed(found.items())}
    if whole:
        pages = [reason_page(one, Circumstances()) for one in known.values()]
    elif reason is None:
        pages = [reasons_page(tracks, "To read one, type its name: stuckpoint reasons NAME")]
    elif reason in known:
        pages = [reason_page(known[reason], Circumstances())]
    else:
        near = nearest(reason, known)
        to_do = f"did you mean '{near}'?" if near else "type 'stuckpoint reasons' to see them."
        raise NotFound(f"There is no reason '{reason}': {to_do}")
    emit(printed(pages))


def what_now(questions: Questions = None, only: Only = False) -> None:
    """Read when to stay, change or stop, and how to end.

    Example: stuckpoint what-now
    """
    emit(printed([what_now_page(bank_of(questions, only).what_now)]))


def support(country: Country = None) -> None:
    """See who to call now, and where to complain.

    Example: stuckpoint support --country GB
    """
    folder = shipped_folder()
    page = support_page(safety_words(folder).help, help_lines(folder), country_of(country))
    if not country:
        first, *others = page.blocks
        how = Paragraph("For the numbers of one country, such as GB: stuckpoint support --country GB")
        page = replace(page, blocks=(first, how, *others))
    emit(printed([page]))
