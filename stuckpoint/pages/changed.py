"""What has moved between two takes of one person, as a page and as JSON. Pure."""

import json
from collections.abc import Iterator
from math import floor

from stuckpoint.blocks import Block, Bullet, Heading, Page, Paragraph
from stuckpoint.engine.change import Change, Changes, Moved
from stuckpoint.engine.scoring import SLACK

# Of a hundred people who have not changed, so many see a mark at most (benchmarks/changing.py).
_FALSE_MARKS = 12

_WORDS = {
    Moved.LOWER: " Lower by more than your own answers wobble.",
    Moved.HIGHER: " Higher by more than your own answers wobble.",
}
_PARTS = {
    "Moved": (Moved.LOWER, Moved.HIGHER),
    "May have moved": (Moved.MAY_BE_LOWER, Moved.MAY_BE_HIGHER),
    "No clear change": (Moved.NO_CLEAR_CHANGE,),
}


def changed_page(found: Changes, days: tuple[str, str] = ("", "")) -> Page:
    """Returns what moved, reason by reason; `days` are those of the two takes, where they are known."""
    return Page("What moved between your two takes", tuple(_blocks(found, days)))


def _blocks(found: Changes, days: tuple[str, str]) -> Iterator[Block]:
    if all(days):
        yield Paragraph(f"The first take is of {days[0]}, the second of {days[1]}.")
    yield Paragraph(
        f"{len(found.compared)} questions were answered both times, and only they are compared. Questions that were "
        "only for you are left out. So these scores are not those of your results."
    )
    for title, marks in _PARTS.items():
        if some := [one for one in found.changes if one.moved in marks]:
            yield Heading(title, level=2)
            yield from map(_told, some)
    if unsaid := [one.reason.name for one in found.changes if one.moved is Moved.NOT_ENOUGH]:
        yield Heading("Too little was answered both times", level=2)
        yield from (Bullet(name) for name in unsaid)
    yield Heading("How to read this", level=2)
    yield Paragraph(
        "Nobody answers twice in just the same way. How far your answers about one thing differ from each other shows "
        "how much they wobble. A score has to move by much more than that to be marked."
    )
    yield Paragraph(
        f"Of 100 people who have not changed, up to {_FALSE_MARKS} would see at least one score marked as moved. "
        "No clear change means that differences of this size come up by chance. It does not mean that nothing changed: "
        "most changes of medium size are not found this way."
    )
    yield Paragraph(
        "Lower means that your answers point to a reason less than before. Why, and whether that is good, only you "
        "can say. It is something to talk about in a session."
    )


def _told(change: Change) -> Block:
    scores = f"before {_points(change.before)}, after {_points(change.after)}."
    return Bullet(f"{change.reason.name}: {scores}{_WORDS.get(change.moved, '')}")


def _points(score: float | None) -> str:
    return "none" if score is None else str(floor(score + SLACK))


def changes_as_json(found: Changes, days: tuple[str, str] = ("", "")) -> str:
    """Returns what moved as JSON: scores unrounded, null where nothing was answered both times."""
    document = {
        "track": found.track,
        "before": days[0] or None,
        "after": days[1] or None,
        "compared": found.compared,
        "changes": [
            {
                "reason": one.reason.id,
                "name": one.reason.name,
                "before": one.before,
                "after": one.after,
                "change": None if one.before is None else one.change,
                "noise": None if one.before is None else one.noise,
                "shared_weight": one.shared_weight,
                "moved": one.moved,
            }
            for one in found.changes
        ],
    }
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"
