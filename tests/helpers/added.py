"""A reason of an author's own, added to the shipped questions as they would add it."""

from pathlib import Path
from typing import NamedTuple

from stuckpoint.bank import Bank, Item, TrackId
from stuckpoint.loading import load, shipped_folder
from stuckpoint.reading import Problem

REASON = """\
reason: damp_hall
name: A damp hall
tracks: [individual]
lies_with: [setting]
summary: The walls may be drinking the sound.
may_mean: [It may be the wet plaster.]
does_not_mean: It does not mean that you are to blame.
first_step: clap_once
first_line: another_room
steps: {you: [{id: clap_once, text: Clap once and count how long it rings.}]}
opening_lines: [{id: another_room, text: Could we meet in another room?}]
items:
"""  # items stand in line 13 and after


class Added(NamedTuple):
    """What came of it: its items in a bank, or what is wrong with them, each from its line on."""

    bank: Bank | None
    items: tuple[Item, ...]
    problems: tuple[Problem, ...]
    said: tuple[str, ...]


def write_reason(folder: Path, items: str) -> Path:
    """Writes a reason that asks some items."""
    path = folder / "damp_hall.yaml"
    path.write_text(REASON + items, encoding="utf-8")
    return path


def added(folder: Path, items: str) -> Added:
    """Adds a reason with some items to the shipped questions."""
    path, shipped = write_reason(folder, items), shipped_folder()
    loaded = load([shipped, path], shipped=shipped)
    own = loaded.bank.tracks[TrackId("individual")].items if loaded.bank else ()
    said = tuple(
        str(problem).replace(f"{path}", "damp_hall.yaml").removeprefix("damp_hall.yaml:") for problem in loaded.problems
    )
    return Added(loaded.bank, tuple(item for item in own if item.reason == "damp_hall"), loaded.problems, said)
