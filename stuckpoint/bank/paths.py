"""Which of a person's responses lie on the path: those to items whose `show_if` holds."""

from collections.abc import Iterable

from stuckpoint.bank.conditions import Chosen, holds
from stuckpoint.bank.model import Item, ItemId, OptionId, Responses


def on_path(items: Iterable[Item], responses: Responses) -> dict[ItemId, frozenset[OptionId]]:
    """Returns, for each item on the path that has a response, the options chosen; none when not an answer.

    The items have to be in bank order: a condition looks only at earlier ones. An item off the path, or
    without a response, makes a condition on it false. Raises ValueError for an unknown option.
    """
    path: dict[ItemId, frozenset[OptionId]] = {}

    def so(leaf: Chosen) -> bool:
        return not leaf.options.isdisjoint(path.get(ItemId(leaf.item), frozenset()))

    for item in items:
        if item.id in responses and holds(item.show_if, so):
            path[item.id] = frozenset(option.id for option in item.chosen(responses[item.id]))
    return path
