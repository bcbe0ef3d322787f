"""Draws banks that can tell their reasons apart, as their authors write them, and lets defects be planted in them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random

from making import Sketch, bank, track

from stuckpoint.bank import Bank, ReasonId

_STEPS = {"never": 0.0, "rarely": 0.25, "sometimes": 0.5, "often": 0.75, "always": 1.0}
_LADDER = {"no": 0.0, "a_bit": 1 / 3, "mostly": 2 / 3, "fully": 1.0}

Points = Mapping[str, float]


@dataclass(frozen=True)
class Written:
    """A bank before it is made.

    Attributes:
        items: each with the reason it stands under, None for a track's own.
    """

    items: tuple[tuple[Sketch, str | None], ...]
    reasons: tuple[str, ...]
    quick: int = 20

    def bank(self) -> Bank:
        """Makes the bank."""
        made = [
            replace(sketch.item(), reason=None if under is None else ReasonId(under)) for sketch, under in self.items
        ]
        return bank(track(made, reasons=self.reasons, quick=self.quick))

    def changed(self, change: Callable[[Sketch], Sketch]) -> "Written":
        """Returns the bank with each item changed; items that point nowhere any more are left out."""
        items = [(sketch, change(sketch), under) for sketch, under in self.items]
        kept = ((new, under) for old, new, under in items if points_somewhere(new) or not points_somewhere(old))
        return replace(self, items=tuple(kept))

    def with_items(self, *items: Sketch, under: str | None = None) -> "Written":
        """Returns the bank with more items, at the beginning."""
        return replace(self, items=(*((one, under) for one in items), *self.items))

    def under(self, reason: str) -> list[str]:
        """Returns the ids of the items that stand under a reason."""
        return [sketch.id for sketch, under in self.items if under == reason]


def points_somewhere(sketch: Sketch) -> bool:
    return any(w for points in sketch.options.values() for w in points.values())


def pointing(sketch: Sketch, change: Callable[[Points], Points]) -> Sketch:
    """Returns an item with what each option points to changed."""
    return replace(sketch, options={name: change(points) for name, points in sketch.options.items()})


def graded(id: str, steps: Mapping[str, float], points: Points) -> Sketch:
    return Sketch(id, {name: {to: share * w for to, w in points.items()} for name, share in steps.items()})


def scale(id: str, points: Points, *, reverse: bool = False) -> Sketch:
    shares = list(_STEPS.values())
    return graded(id, dict(zip(_STEPS, shares[::-1] if reverse else shares, strict=True)), points)


def ladder(id: str, points: Points) -> Sketch:
    """Makes a choose-one item whose options are its own, and say more and more."""
    return graded(id, {f"{name}_{id}": share for name, share in _LADDER.items()}, points)


def nearest(id: str, reasons: Iterable[str]) -> Sketch:
    return Sketch(id, {**{f"as_{to}": {to: 2.0} for to in reasons}, "none": {}})


def tick_all(id: str, reasons: Iterable[str]) -> Sketch:
    return Sketch(id, {f"line_{to}": {to: 1.0} for to in reasons}, many=True)


def sound(seed: int, reasons: int = 10, singles: int = 5, lists: int = 0) -> Written:
    """Draws a bank: scale items, ladders and "which is nearest", a third with a second reason, and tick-all items."""
    chance = Random(seed)
    names = tuple(f"reason_{chr(ord('a') + number)}" for number in range(reasons))
    items: list[tuple[Sketch, str | None]] = [
        (tick_all(f"list_{number}", [names[(7 * number + line) % reasons] for line in range(7)]), None)
        for number in range(lists)
    ]
    for name in names:
        others = [one for one in names if one != name]
        for number in range(singles):
            items.append((_single(f"{name}_{number}", name, others, chance, reverse=number % 3 == 1), name))
    return Written(tuple(items), names)


def _single(id: str, reason: str, others: Sequence[str], chance: Random, *, reverse: bool) -> Sketch:
    points = {reason: 1.0, chance.choice(others): 0.5} if chance.random() < 0.35 else {reason: 1.0}
    kind = chance.random()
    if kind < 0.64:
        return scale(id, points, reverse=reverse)
    return ladder(id, points) if kind < 0.84 else nearest(id, [reason, *chance.sample(others, 3)])
