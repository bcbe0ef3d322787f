"""Which items of a track somebody can come to be asked: those whose `show_if` can hold. Pure."""

from collections.abc import Mapping, Set

from stuckpoint.bank.conditions import All, Any, Chosen, Condition
from stuckpoint.bank.model import NONE_OF_THESE, Item, ItemId, Track

# A condition that takes longer to work out than this counts as one that can hold.
_MOST_STEPS = 100

_Answers = Mapping[str, frozenset[str]]


def reachable(track: Track) -> frozenset[ItemId]:
    """Returns the ids of the items, context items included, that some answers lead to."""
    items = {str(item.id): item for item in (*track.context, *track.items)}
    reached: set[str] = set()
    for id, item in items.items():
        # A condition looks back, so what is known of the items that it names is known by now.
        if item.show_if is None or _holds(item.show_if, reached, items):
            reached.add(id)
    return frozenset(map(ItemId, reached))


def _holds(condition: Condition, reached: Set[str], items: Mapping[str, Item]) -> bool:
    """Says whether a condition can hold. Only what has to hold together needs to be worked out together."""
    match condition:
        case Chosen(name):
            return name in reached
        case Any(parts):
            return any(_holds(part, reached, items) for part in parts)
        case All(parts):
            return all(_holds(part, reached, items) for part in parts) and _can_hold(condition, items)


def _can_hold(condition: Condition, items: Mapping[str, Item]) -> bool:
    """Says whether one set of answers can make a condition hold, and lead to every item that it names."""
    # Each case is what still has to hold, and the answers that are left of each item named so far.
    cases: list[tuple[tuple[Condition, ...], _Answers]] = [((condition,), {})]
    for _ in range(_MOST_STEPS):
        if not cases:
            return False
        wanted, answers = cases.pop()
        if not wanted:
            return True
        first, rest = wanted[0], wanted[1:]
        match first:
            case All(parts):
                cases.append(((*parts, *rest), answers))
            case Any(parts):
                cases.extend(((part, *rest), answers) for part in reversed(parts))
            case Chosen(name) if name in items:
                item = items[name]
                new = (item.show_if,) if item.show_if and name not in answers else ()
                cases.extend(((*new, *rest), {**answers, name: left}) for left in _left(first, item, answers))
    return True


def _left(chosen: Chosen, item: Item, answers: _Answers) -> list[frozenset[str]]:
    """Returns the answers that are left of an item once one of the options is chosen too; none where it cannot be."""
    among = answers.get(chosen.item, frozenset(str(option.id) for option in item.options))
    if not item.many:
        both = among & chosen.options
        return [both] if both else []
    # Any number may be ticked together, so a tick uses up nothing; only "none of these" excludes the rest.
    ticked, none = among - {NONE_OF_THESE}, among & {NONE_OF_THESE}
    return [part for part in (ticked, none) if part & chosen.options]
