"""The rules that look at weights: what the answers of an item can say, and what somebody can be asked."""

from collections.abc import Iterator

from stuckpoint.authoring.checks.draft import Draft, Found
from stuckpoint.authoring.faults import can_stand_out, tells_nothing
from stuckpoint.bank import NONE_OF_THESE, Item, ReasonId
from stuckpoint.bank.conditions import leaves
from stuckpoint.bank.reach import fullest_route, out_of_reach
from stuckpoint.engine.scoring import GATE
from stuckpoint.loading import Placed
from stuckpoint.loading.files import Role


def same_way(draft: Draft) -> Iterator[Found]:
    """Yields each item with one option, or whose answer makes no difference to its reasons, or to anything."""
    gates = {(asked.track.id, leaf.item) for asked in draft.asked for leaf in leaves(asked.item.show_if)}
    for asked in draft.asked:
        item = asked.item
        if len(item.options) == 1:
            what = "this item has one option, so there is nothing to choose"
            yield asked.place, what, "write at least 2 options"
        elif item.most and tells_nothing(item):
            what = "all the options of this item point the same way, so the answer makes no difference"
            yield asked.place, what, "let each option point where it leads, and one of them nowhere"
        elif asked.placed.role is not Role.CONTEXT and _says_nothing(item) and (asked.track.id, item.id) not in gates:
            what = "no option of this item points to a reason, so no answer counts"
            yield asked.place, what, "give options a 'points_to', or make a scale of them, least first"


def _says_nothing(item: Item) -> bool:
    return not item.most and not any(option.raise_it for option in item.options)


def no_not_me(draft: Draft) -> Iterator[Found]:
    """Yields each item without an option that points nowhere, unless they all point the same way."""
    for asked in draft.asked:
        if not tells_nothing(asked.item) and all(option.balanced for option in asked.item.options):
            what = "every option of this item counts towards a reason: there is no way to say 'not me'"
            if asked.placed.entry.scalar("scale"):
                to_do = "let the scale begin at 'share: 0'"
            else:
                to_do = "add an option that points nowhere, such as {id: none_of_these, text: None of these}"
            yield asked.place, what, to_do


_FEWEST_OTHERS = 3


def may_not_apply(draft: Draft) -> Iterator[Found]:
    """Yields each item that is the only one of its reason, of four or more, without "does not apply"."""
    for name, items in _by_reason(draft).items():
        without = [placed for placed in items if not placed.entry.flag("may_not_apply")]
        if len(without) == 1 and len(items) > _FEWEST_OTHERS:
            what = f"all the other items of '{name}' offer 'does not apply', and this one does not"
            to_do = "add 'may_not_apply: true', if there are people whom it cannot be true of"
            yield without[0].entry.values["text"].place, what, to_do


def _by_reason(draft: Draft) -> dict[str, list[Placed]]:
    """Returns the items that each reason asks of everyone, without those that have another way out."""
    found: dict[str, list[Placed]] = {}
    for placed in draft.arrangement.items:
        entry = placed.entry
        way_out = "show_if" in entry.values or any(one.text("id") == NONE_OF_THESE for one in entry.entries("options"))
        if placed.reason and not way_out:
            found.setdefault(placed.reason.text("reason"), []).append(placed)
    return found


_TOGETHER = (
    "asks for what cannot be true together",
    "take a part of the condition out, or join the parts with 'any'",
)
_NO_STAGE = ("names no stage that can be said", "offer that stage in the context item 'stage', or take the key out")


def unreachable(draft: Draft) -> Iterator[Found]:
    """Yields each item whose `show_if` no answers can make true, or whose `when` names no stage that can be said."""
    beyond = {(track.id, item.id) for track in draft.bank.tracks.values() for item in out_of_reach(track)}
    for asked in draft.asked:
        if (asked.track.id, asked.item.id) in beyond:
            keys = asked.placed.entry.keys
            key, why, to_do = ("show_if", *_TOGETHER) if "show_if" in keys else ("when", *_NO_STAGE)
            if {"show_if", "when"} <= keys.keys():
                why, to_do = f"{why}, or together with its 'when'", f"{to_do}, or take 'when' out"
            yield keys[key].place, f"no answers can lead to '{asked.item.id}': its {key} {why}", to_do


def never_stands_out(draft: Draft) -> Iterator[Found]:
    """Yields each reason that the strongest answers to all its items do not make stand out."""
    for track, reason in draft.reasons():
        name = reason.text("reason")
        weight = fullest_route(track, ReasonId(name)).weight
        if track.items and not can_stand_out(weight):
            what = f"'{name}' can never stand out in the track '{track.id}': "
            what += f"the answers about it come to {weight:.2g} at most, and it takes {GATE:g}"
            yield (
                reason.values["reason"].place,
                what,
                "ask more about it; four single items and a line in each of two tick-all items serve well",
            )
