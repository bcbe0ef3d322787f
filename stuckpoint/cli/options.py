"""The options that several commands take."""

from pathlib import Path
from typing import Annotated

import typer

Questions = Annotated[
    list[Path] | None,
    typer.Option(
        "--questions",
        metavar="PATH",
        help="Add a bank folder, a folder of reasons, or one file: a reason, or questions for one. Repeatable.",
    ),
]
Only = Annotated[bool, typer.Option("--only", help="Use only what --questions names, not the shipped questions.")]
ShowWorking = Annotated[bool, typer.Option("--show-working", help="Show the arithmetic behind each score.")]
TrackName = Annotated[
    str | None,
    typer.Option("--track", metavar="NAME", help="individual or couples, or a track of your own questions."),
]
Country = Annotated[str | None, typer.Option("--country", metavar="CC", help="Show who to call there, such as GB.")]
Again = Annotated[
    Path | None,
    typer.Option("--again", metavar="FILE", help="Ask the questions of these kept answers once more, before others."),
]
Try = Annotated[
    str | None,
    typer.Option("--try", metavar="ITEM", help="Ask this question first, and show what your answer to it says."),
]


def _day(date: str | None) -> str | None:
    """Returns a date as it was given. Raises BadParameter where it is none."""
    if date is not None:
        import datetime
        import re

        try:
            if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", date):
                raise ValueError
            datetime.date.fromisoformat(date)
        except ValueError:
            raise typer.BadParameter("write it as 2026-11-22: year, month, day.") from None
    return date


Date = Annotated[
    str | None,
    typer.Option("--date", metavar="YYYY-MM-DD", callback=_day, help="The day of the answers, if it is another."),
]
NoDate = Annotated[bool, typer.Option("--no-date", help="Put no date into any file.")]


def date_of(date: str | None, no_date: bool, otherwise: str) -> str:
    """Returns the day that goes into files; nothing for none. Raises BadParameter where both options are given."""
    if date and no_date:
        raise typer.BadParameter("--date and --no-date cannot both hold. Leave one out.")
    return "" if no_date else date or otherwise
