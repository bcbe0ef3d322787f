"""Puts a bank into pages for its author: all of it as a tree, or one item as a respondent sees it. Pure."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from stuckpoint.bank import Bank, Item, ItemId, Option, Stage, Track
from stuckpoint.bank.conditions import All, Any, Chosen, Condition
from stuckpoint.bank.stages import BEGAN
from stuckpoint.blocks import Block, Page, Paragraph, Progress, Table, Tree
from stuckpoint.engine import Length
from stuckpoint.pages.question import keys, question, why

_NUMBERS = (
    "A number beside a reason is what an answer says about it, from 0 to 1, with the weights of its item balanced "
    "as they are for a score."
)


def tree_page(bank: Bank, tracks: Iterable[Track], leave: Bank | None = None, *, full: bool = False) -> Page:
    """Returns a bank as a tree: its tracks, their parts and how much is asked in each.

    Args:
        bank: the bank.
        tracks: those of its tracks that are listed, in this order.
        leave: a bank whose reasons and items are left out.
        full: whether every item stands under its part, with its options.
    """
    trees = (_track_tree(track, leave.tracks.get(track.id) if leave else None, full) for track in tracks)
    under = Paragraph(_NUMBERS if full else "For each question and what its answers say: --full")
    return Page(_called(bank, leave), (*(tree for tree in trees if tree.parts), under))


# In how many of 100 runs of each length an item is asked in a track.
_Comes = Callable[[Track], Mapping[Length, int]]


def item_pages(tracks: Sequence[Track], name: str, comes: _Comes) -> tuple[Page, ...]:
    """Returns an item as a respondent sees it, once where tracks show it alike; nothing for an unknown name."""
    shown: dict[tuple[Block, ...], list[Track]] = {}
    for track in tracks:
        if item := _items(track).get(ItemId(name)):
            shown.setdefault(tuple(_as_asked(item, track)), []).append(track)
    return tuple(
        Page(
            f"{name}, as asked in the track{'s' * (len(alike) > 1)} {_or([one.id for one in alike], 'and')}",
            (*blocks, *(_often(track, comes) for track in alike if name not in {item.id for item in track.context})),
        )
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


def _track_tree(track: Track, leave: Track | None, full: bool) -> Tree:
    items = _items(track)
    left_out = _items(leave) if leave else {}
    here = [item for item in items.values() if item.id not in left_out]
    known = {reason.id for reason in leave.reasons} if leave else set()
    context = {item.id for item in track.context}

    def part(called: str, of_part: Sequence[Item]) -> Tree:
        counted = f"{called}: {_count(len(of_part))}"
        return Tree(counted, tuple(_entry(item, items) for item in of_part) if full else ())

    parts = [
        part(called, of_part)
        for called, of_part in (
            ("Context, asked first and never scored", [item for item in here if item.id in context]),
            ("Opening", [item for item in here if item.id not in context and item.reason is None]),
        )
        if of_part
    ]
    for reason in track.reasons:
        own = [item for item in here if item.reason == reason.id]
        if own or reason.id not in known:
            parts.append(part(f"{reason.id}, {reason.name}{' (private)' if reason.private else ''}", own))
    return Tree(f"{track.id}, {track.name}: {_count(len(here))}", tuple(parts))


def _count(number: int) -> str:
    return f"{number or 'no'} question{'' if number == 1 else 's'}"


def _entry(item: Item, items: Mapping[ItemId, Item]) -> Tree:
    options = () if item.is_number else item.options
    says = (f"{number} {option.id}: {option.text}{_says(option)}" for number, option in enumerate(options, 1))
    return Tree(f"{item.id}: {item.text}", tuple(map(Tree, (*_marks(item, items), *says))))


def _in_pairs(option: Option) -> str:
    return ", ".join(f"{reason}={value:.2g}" for reason, value in option.balanced.items())


def _says(option: Option) -> str:
    return f" [{_in_pairs(option)}]" if option.balanced else ""


def _marks(item: Item, items: Mapping[ItemId, Item]) -> Iterator[str]:
    if item.private:
        yield "Private."
    if item.always:
        yield "Always asked."
    if item.many:
        yield "Many may be chosen."
    if item.is_number:
        first, last = item.options[0], item.options[-1]
        yield f"A number from {first.id}{_says(first)} to {last.text}{_says(last)}."
    if item.may_not_apply:
        yield "May not apply."
    yield from _asked_only(item, items)


def _asked_only(item: Item, items: Mapping[ItemId, Item]) -> Iterator[str]:
    if item.show_if:
        yield f"Asked only if {_in_words(item.show_if, items)}."
    if item.stages != BEGAN:
        yield f"Asked only at these stages: {', '.join(stage for stage in Stage if stage in item.stages)}."


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


def _often(track: Track, comes: _Comes) -> Paragraph:
    of_each = _or([f"{times} of {length}" for length, times in comes(track).items()], "and")
    return Paragraph(f"Of 100 runs of each length with invented people, it comes in {of_each} ({track.id}).")


def _as_asked(item: Item, track: Track) -> Iterator[Block]:
    """Yields an item as it is put, without the place in a run, and then what is said about it when it is."""
    _place, *asked = question(item, place=Progress(""))
    yield from asked
    yield keys(item)
    yield from _answers(item)
    yield Paragraph(f"Why we ask: {why(item, track.reasons)}")
    if item.text_just_begun:
        yield Paragraph(f"When therapy has just begun: {item.text_just_begun}")
    if item.text_ended:
        yield Paragraph(f"When therapy has ended: {item.text_ended}")
    yield from map(Paragraph, _asked_only(item, _items(track)))
    yield Paragraph(_NUMBERS if item.most else "No answer is scored.")


def _answers(item: Item) -> Iterator[Block]:
    """Yields what each answer says about which reason; of numbers, what the first and the last say."""
    options = (item.options[0], item.options[-1]) if item.is_number else item.options
    if item.most:
        yield Table(("Answer", "What it says"), tuple((one.text, _in_pairs(one) or "nothing") for one in options))
