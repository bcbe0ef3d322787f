"""Puts a bank into pages for its author: all of it as a tree, or one item as a respondent sees it. Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from stuckpoint.bank import Bank, Item, ItemId, Option, Reason, Track
from stuckpoint.bank.conditions import All, Any, Chosen, Condition
from stuckpoint.blocks import Block, Bullet, Heading, Numbered, Page, Paragraph, Progress
from stuckpoint.pages.question import keys, question, why

_NUMBERS = (
    "A number beside a reason is what an answer says about it, from 0 to 1, with the weights of its item balanced "
    "as they are for a score."
)


def tree_pages(bank: Bank, tracks: Iterable[Track], leave: Bank | None = None) -> tuple[Page, ...]:
    """Returns a bank as a tree: its tracks, their parts, and under each its items with their options.

    Args:
        bank: the bank.
        tracks: those of its tracks that are listed, in this order.
        leave: a bank whose reasons and items are left out.
    """
    pages = (_track_page(track, leave.tracks.get(track.id) if leave else None) for track in tracks)
    return (Page(_called(bank, leave), (Paragraph(_NUMBERS),)), *(page for page in pages if page.blocks))


def item_pages(tracks: Sequence[Track], name: str) -> tuple[Page, ...]:
    """Returns an item as a respondent sees it, once where tracks show it alike; nothing for an unknown name."""
    shown: dict[tuple[Block, ...], list[Track]] = {}
    for track in tracks:
        if item := _items(track).get(ItemId(name)):
            shown.setdefault(tuple(_as_asked(item, track)), []).append(track)
    return tuple(
        Page(f"{name}, as asked in the track{'s' * (len(alike) > 1)} {_or([one.id for one in alike], 'and')}", blocks)
        for blocks, alike in shown.items()
    )


def item_ids(tracks: Iterable[Track]) -> frozenset[str]:
    """Returns the ids of the items of some tracks."""
    return frozenset(str(id) for track in tracks for id in _items(track))


def _items(track: Track) -> Mapping[ItemId, Item]:
    return {item.id: item for item in (*track.context, *track.items)}


def _called(bank: Bank, leave: Bank | None) -> str:
    if leave:
        return f"Added to {leave.name}"
    others = [name for name in bank.added if name != bank.name]
    return f"{bank.name} {bank.version}".strip() + (f", with {_or(others, 'and')}" if others else "")


# ---- the tree


def _track_page(track: Track, leave: Track | None) -> Page:
    items = _items(track)
    left_out = _items(leave) if leave else {}
    here = [item for item in items.values() if item.id not in left_out]
    known = {reason.id for reason in leave.reasons} if leave else set()
    context = {item.id for item in track.context}
    blocks: list[Block] = []
    for title, of_part in (
        ("Context items, asked first and never scored", [item for item in here if item.id in context]),
        ("Opening items", [item for item in here if item.id not in context and item.reason is None]),
    ):
        if of_part:
            blocks.append(Heading(title, level=2))
            blocks.extend(block for item in of_part for block in _entry(item, items))
    for reason in track.reasons:
        own = [item for item in here if item.reason == reason.id]
        if own or reason.id not in known:
            blocks.append(Heading(_titled(reason), level=2))
            blocks.extend(block for item in own for block in _entry(item, items))
            if not own:
                blocks.append(Paragraph("No items of its own."))
    return Page(f"Track {track.id}: {track.name}", tuple(blocks))


def _titled(reason: Reason) -> str:
    return f"Reason {reason.id}: {reason.name}{' (private)' if reason.private else ''}"


def _entry(item: Item, items: Mapping[ItemId, Item]) -> Iterator[Block]:
    yield Bullet(f"{item.id}: {item.text}", tuple(_marks(item, items)))
    for number, option in enumerate(item.options if not item.is_number else (), 1):
        yield Numbered(number, f"{option.id}: {option.text}{_says(option)}")


def _says(option: Option) -> str:
    says = ", ".join(f"{reason}={value:.2g}" for reason, value in option.balanced.items())
    return f" [{says}]" if says else ""


def _marks(item: Item, items: Mapping[ItemId, Item]) -> Iterator[str]:
    if item.private:
        yield "Private."
    if item.many:
        yield "Many may be chosen."
    if item.is_number:
        first, last = item.options[0], item.options[-1]
        yield f"A number from {first.id}{_says(first)} to {last.text}{_says(last)}."
    if item.may_not_apply:
        yield "May not apply."
    if item.show_if:
        yield f"Asked only if {_in_words(item.show_if, items)}."


def _in_words(condition: Condition, items: Mapping[ItemId, Item], *, inner: bool = False) -> str:
    """Returns a condition as a clause, its options in the order in which they are offered."""
    if isinstance(condition, Chosen):
        offered = items[ItemId(condition.item)].options
        return f"{condition.item} is {_or([one.id for one in offered if one.id in condition.options])}"
    joined = {All: ", and ", Any: ", or "}[type(condition)].join(
        _in_words(part, items, inner=True) for part in condition.parts
    )
    return f"({joined})" if inner and len(condition.parts) > 1 else joined


def _or(words: Sequence[str], last: str = "or") -> str:
    return f" {last} ".join(part for part in (", ".join(words[:-1]), words[-1]) if part)


# ---- one item


def _as_asked(item: Item, track: Track) -> Iterator[Block]:
    """Yields an item as it is put, without the place in a run, and then what is said about it when it is."""
    _place, *asked = question(item, place=Progress(""))
    yield from asked
    yield keys(item)
    yield Paragraph(f"Why we ask: {why(item, track.reasons)}")
    if item.text_ended:
        yield Paragraph(f"When therapy has ended: {item.text_ended}")
    if item.show_if:
        yield Paragraph(f"Asked only if {_in_words(item.show_if, _items(track))}.")
