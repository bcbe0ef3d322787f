"""What is named on the command line: questions, tracks, countries."""

from collections.abc import Sequence
from pathlib import Path

from stuckpoint.bank import Bank, Track
from stuckpoint.errors import NotFound
from stuckpoint.loading import help_lines, open_bank, shipped_folder, track_of
from stuckpoint.reading.problems import nearest


def bank_of(questions: Sequence[Path] | None, only: bool) -> Bank:
    """Returns the bank that the options name. Raises NotFound and FileProblems, as `open_bank` does."""
    return open_bank(questions or (), only)


def tracks_of(bank: Bank, name: str | None) -> list[Track]:
    """Returns the track that was named, or all of them. Raises NotFound."""
    return [track_of(bank, name)] if name else list(bank.tracks.values())


def asking(bank: Bank, item: str, track: str | None) -> list[Track]:
    """Returns the tracks that ask an item, of the one that was named or of all. Raises NotFound where none does."""
    here = tracks_of(bank, track)
    ids = {one.id: {str(item.id) for item in (*one.context, *one.items)} for one in here}
    if found := [one for one in here if item in ids[one.id]]:
        return found
    near = nearest(item, set().union(*ids.values()))
    to_do = f"did you mean '{near}'?" if near else "type 'stuckpoint map --full' to see them."
    own = "" if bank.added else " For a question of your own, add: --questions PATH"
    raise NotFound(f"There is no question '{item}'{f' in the track {track}' if track else ''}: {to_do}{own}")


def country_of(named: str | None) -> str | None:
    """Returns the code of a country that was named. Raises NotFound where we have no lines for it."""
    if named is None:
        return None
    lines = help_lines(shipped_folder())
    if code := lines.country(named):
        return code
    raise NotFound(f"We have no lines for '{named}'. Leave --country out, or use one of: {', '.join(lines.countries)}.")
