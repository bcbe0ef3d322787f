"""What has moved between two takes, once more: slow and plain, straight from docs/method.md.

Shares nothing with the engine but the model; `reference` has the formulas of one take.
"""

from collections.abc import Iterable
from math import sqrt

from reference import Path, at_least, m, met, path_of, says, sums

from stuckpoint.bank import Item, Responses, Track

# For each reason: the scores, the change, its noise and the shared weight; and what it is called.
Moved = dict[str, tuple[list[float | None], str]]


def compared(track: Track, before: Responses, after: Responses) -> list[Item]:
    """Returns the items that are answered both times, no private one among them."""
    paths = [answered(track, take) for take in (before, after)]
    return [item for item in track.items if not item.private and all(path.get(item.id) for path in paths)]


def answered(track: Track, take: Responses) -> Path:
    """Returns what was chosen on the way that one take went."""
    there = met(track, take)
    return path_of([item for item in (*there.context, *there.items) if not item.private], take)


def moved(track: Track, before: Responses, after: Responses) -> Moved:
    """Returns what moved, for each reason that is not private."""
    items = compared(track, before, after)
    first, second = answered(track, before), answered(track, after)
    reasons = [one.id for one in track.reasons if not one.private]
    noise2 = noise_of_one_answer(items, first, second, reasons)
    found: Moved = {}
    for reason in reasons:
        g_before, d = sums(items, first, reason)
        g_after, _ = sums(items, second, reason)
        if d == 0:
            found[reason] = ([None, None, None, None, 0.0], "not_enough")
            continue
        change = 100 * (g_after - g_before) / (d + 1)
        noise = 100 * sqrt(noise2 * sum(m(item, reason) ** 2 for item in items)) / (d + 1)
        scores = [100 * (g + 0.25) / (d + 1) for g in (g_before, g_after)]
        found[reason] = ([*scores, change, noise, d], called(change, noise, d))
    return found


def noise_of_one_answer(items: Iterable[Item], first: Path, second: Path, reasons: Iterable[str]) -> float:
    """Returns noise2."""
    about: dict[str, list[float]] = {reason: [] for reason in reasons}
    for item in items:
        named = [reason for option in item.options for reason in says(item, option.id)]
        if named and not item.many and not points_apart(item):
            most = max(named, key=lambda reason: m(item, reason))
            of = sum(says(item, one).get(most, 0.0) for one in second[item.id])
            less = sum(says(item, one).get(most, 0.0) for one in first[item.id])
            about[most].append((of - less) / m(item, most))
    apart, free = 0.0, 0
    for ds in about.values():
        mean = sum(ds) / len(ds) if ds else 0.0
        apart += sum((d - mean) ** 2 for d in ds)
        free += max(0, len(ds) - 1)
    return (apart + 6 * 0.30**2) / (free + 6)


def points_apart(item: Item) -> bool:
    """Says whether two options, each with some weight, have no strongest reason in common."""
    strongest = []
    for option in item.options:
        weights = says(item, option.id)
        top = max(weights.values(), default=0.0)
        if top > 0:
            strongest.append({reason for reason, weight in weights.items() if at_least(weight, top)})
    return any(not one & other for one in strongest for other in strongest)


def called(change: float, noise: float, d: float) -> str:
    if not at_least(d, 2.0):
        return "not_enough"
    word = "lower" if change < 0 else "higher"
    if at_least(abs(change), 4 * noise):
        return word
    return f"may_be_{word}" if at_least(abs(change), 3 * noise) else "no_clear_change"
