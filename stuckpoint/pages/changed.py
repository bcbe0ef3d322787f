"""What has moved between two takes of one person, as a page and as JSON. Pure."""

import json
from collections.abc import Collection, Iterable, Iterator
from math import floor

from stuckpoint.bank import ReasonId
from stuckpoint.blocks import Block, Bullet, Heading, Move, Moves, Page, Paragraph
from stuckpoint.engine.change import FALSE_MARKS, Change, Changes, Moved
from stuckpoint.engine.scoring import SLACK
from stuckpoint.pages.taken import in_words

_FALSE_MARKS = (
    f"Of 100 invented people who had not changed, at most {FALSE_MARKS} saw a score marked as moved. "
    "Of real people it may be more."
)
_PARTS = {
    "Lower by more than your own answers wobble": (Moved.LOWER,),
    "Higher by more than your own answers wobble": (Moved.HIGHER,),
    "May have moved": (Moved.MAY_BE_LOWER, Moved.MAY_BE_HIGHER),
    "No clear change": (Moved.NO_CLEAR_CHANGE,),
}


def changed_page(found: Changes) -> Page:
    """Returns what moved, reason by reason, and how to read it."""
    return Page("What moved", tuple(_blocks(found)))


def _blocks(found: Changes) -> Iterator[Block]:
    yield Paragraph(
        f"{_when(found, 'You')} {len(found.compared)} questions were answered both times, and only they are compared, "
        "so these scores are not those of your results. Nothing that was only for you is among them."
    )
    for title, marks in _PARTS.items():
        if some := found.called(*marks):
            yield Heading(title, level=2)
            yield _moves(some)
    if unsaid := found.called(Moved.NOT_ENOUGH):
        yield Heading("Too little was answered both times", level=2)
        yield from (Bullet(one.reason.name) for one in unsaid)
    yield Heading("How to read this", level=2)
    yield Paragraph(
        "Nobody answers twice in just the same way. How far your answers about one thing differ from each other shows "
        "how much they wobble. A score has to move by much more than that to be marked."
    )
    yield Paragraph(
        f"{_FALSE_MARKS} No clear change means that differences of this size come up by chance. It does not mean that "
        "nothing changed: small changes are mostly not found this way, and large ones not always."
    )
    yield Paragraph(
        "Lower means that your answers point to a reason less than before. Why, and whether that is good, only you "
        "can say. It is something to talk about in a session. This is meant for two takes of one person, and "
        "stuckpoint cannot know who answered."
    )


def what_moved(found: Changes, *, whose: str, but: Collection[ReasonId] = ()) -> Iterator[Block]:
    """Yields what moved as a part of a report, in short.

    Args:
        found: what has moved.
        whose: "my" in the voice of the person, "your" to them.
        but: reasons of which nothing is said.
    """
    yield Heading("What moved", level=2)
    asked = f"{len(found.compared)} questions were answered both times, and only they count here."
    yield Paragraph(f"{_when(found, 'I' if whose == 'my' else 'You')} {asked}")
    told = {
        f"Lower or higher by more than {whose} own answers wobble:": (Moved.LOWER, Moved.HIGHER),
        "This may have moved:": (Moved.MAY_BE_LOWER, Moved.MAY_BE_HIGHER),
    }
    has_any = False
    for words, marks in told.items():
        if some := [one for one in found.called(*marks) if one.reason.id not in but]:
            has_any = True
            yield Paragraph(words)
            yield _moves(some)
    if not has_any:
        yield Paragraph("There is no clear change.")
    yield Paragraph(
        f"Lower means that {whose} answers point to it less than before. No mark does not mean that nothing changed. "
        f"{_FALSE_MARKS}"
    )


def _when(found: Changes, who: str) -> str:
    before, after = found.days
    if before and after:
        return f"{who} answered on {in_words(before)}, and again on {in_words(after)}."
    return f"{who} answered twice."


def _moves(some: Iterable[Change]) -> Moves:
    return Moves(tuple(Move(one.reason.name, _points(one.before), _points(one.after)) for one in some))


def _points(score: float | None) -> int:
    return floor((score or 0.0) + SLACK)


def changes_as_json(found: Changes) -> str:
    """Returns what moved as JSON: scores unrounded, null where nothing was answered both times."""
    document = {
        "track": found.track,
        "before": found.days[0] or None,
        "after": found.days[1] or None,
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
