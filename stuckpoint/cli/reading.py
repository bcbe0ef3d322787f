"""The commands that are there to be read: the reasons, what comes next, who to call."""

from typing import Annotated

import typer

from stuckpoint.cli.named import bank_of, country_of, tracks_of
from stuckpoint.cli.options import Country, Only, Questions, TrackName
from stuckpoint.cli.output import emit
from stuckpoint.errors import NotFound


def reasons(
    reason: Annotated[str | None, typer.Argument(help="The reason to read about; without it, the list.")] = None,
    track: TrackName = None,
    whole: Annotated[bool, typer.Option("--all", help="Read all of them, one after another.")] = False,
    questions: Questions = None,
    only: Only = False,
) -> None:
    """Read about the reasons without taking the quiz."""
    from stuckpoint.engine import Circumstances
    from stuckpoint.pages.explanations import reason_page, reasons_page
    from stuckpoint.reading.problems import nearest
    from stuckpoint.terminal.drawing import as_text
    from stuckpoint.terminal.window import printed_width

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
    emit(as_text(pages, printed_width()))


def what_now(questions: Questions = None, only: Only = False) -> None:
    """Read when to stay, change or stop, what to ask a new therapist, and how to end."""
    from stuckpoint.pages.explanations import what_now_page
    from stuckpoint.terminal.drawing import as_text
    from stuckpoint.terminal.window import printed_width

    emit(as_text([what_now_page(bank_of(questions, only).what_now)], printed_width()))


def support(country: Country = None) -> None:
    """See who to call now, and where to complain."""
    from stuckpoint.loading.loader import shipped_folder
    from stuckpoint.loading.safety_files import help_lines, safety_words
    from stuckpoint.pages.explanations import support_page
    from stuckpoint.terminal.drawing import as_text
    from stuckpoint.terminal.window import printed_width
    from stuckpoint.terminal.wrapping import wrap

    folder, width = shipped_folder(), printed_width()
    page = support_page(safety_words(folder).help, help_lines(folder), country_of(country))
    more = "" if country else "\n".join(["", *wrap("For one country: stuckpoint support --country GB", width), ""])
    emit(as_text([page], width) + more)
