"""What is named on the command line: questions, tracks, countries. What finds them is loaded where it is needed."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from stuckpoint.errors import NotFound

if TYPE_CHECKING:
    from stuckpoint.bank import Bank, Track


def bank_of(questions: Sequence[Path] | None, only: bool) -> "Bank":
    """Returns the bank that the options name. Raises NotFound and FileProblems, as `open_bank` does."""
    from stuckpoint.loading import open_bank

    return open_bank(questions or (), only)


def tracks_of(bank: "Bank", name: str | None) -> "list[Track]":
    """Returns the track that was named, or all of them. Raises NotFound."""
    from stuckpoint.loading import track_of

    return [track_of(bank, name)] if name else list(bank.tracks.values())


def country_of(named: str | None) -> str | None:
    """Returns the code of a country that was named. Raises NotFound where we have no lines for it."""
    if named is None:
        return None
    from stuckpoint.loading import help_lines, shipped_folder

    lines = help_lines(shipped_folder())
    if code := lines.country(named):
        return code
    raise NotFound(f"We have no lines for '{named}'. Leave --country out, or use one of: {', '.join(lines.countries)}.")
