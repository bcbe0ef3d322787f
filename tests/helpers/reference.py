"""The engine once more, slow and plain, straight from docs/method.md. Tests compare the real one with it.

Shares nothing with it but the model: everything is worked out from the responses at every step.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from math import exp, log

from stuckpoint.bank import Item, Response, Responses, Track
from stuckpoint.bank.conditions import All, Any, Chosen, Condition

# For each reason: its score, answered weight and standing, and the points of each item that spoke of it.
Found = dict[str, tuple[float | None, float, str, dict[str, float]]]
Path = Mapping[str, frozenset[str]]


def at_least(number: float, line: float) -> bool:
    return number >= line - 1e-9


def answer(response: Response) -> frozenset[str]:
    """Returns what was chosen: nothing, for a skip and for "does not apply"."""
    return frozenset(response) - {"does_not_apply"}


def v(item: Item, chosen: Iterable[str], reason: str) -> float:
    return max([says(item, one).get(reason, 0.0) for one in chosen], default=0.0)


def m(item: Item, reason: str) -> float:
    return v(item, [option.id for option in item.options], reason)


def says(item: Item, option: str) -> Mapping[str, float]:
    (balanced,) = [one.balanced for one in item.options if one.id == option]
    return {str(reason): weight for reason, weight in balanced.items()}


def holds(condition: Condition | None, path: Path) -> bool:
    match condition:
        case Chosen(item, options):
            return bool(options & path.get(item, frozenset()))
        case All(parts):
            return all(holds(part, path) for part in parts)
        case Any(parts):
            return any(holds(part, path) for part in parts)
    return True


def path_of(items: Iterable[Item], responses: Responses) -> Path:
    """Returns what was chosen on each item that has a response and whose condition holds."""
    path: dict[str, frozenset[str]] = {}
    for item in items:
        if item.id in responses and holds(item.show_if, path):
            path[item.id] = answer(responses[item.id])
    return path


def stage(track: Track, responses: Responses) -> str:
    """Returns the stage that was said; nothing where it was not, and where that is private."""
    path = path_of([item for item in track.context if not item.private], responses)
    return next(iter(path.get("stage", frozenset())), "")


def serves(item: Item, stage: str) -> bool:
    """Says whether an item is asked at a stage; where none was said, as of all but those who never began."""
    return stage in item.stages if stage else any(one != "never" for one in item.stages)


def met(track: Track, responses: Responses) -> Track:
    """Returns the track with the items, context items included, of the stage that was said alone."""
    here = stage(track, responses)
    context = tuple(item for item in track.context if item.id == "stage" or serves(item, here))
    return replace(track, context=context, items=tuple(item for item in track.items if serves(item, here)))


def sums(items: Iterable[Item], path: Path, reason: str) -> tuple[float, float]:
    """Returns G and D."""
    answered = [item for item in items if path.get(item.id)]
    return sum(v(item, path[item.id], reason) for item in answered), sum(m(item, reason) for item in answered)


def standing(score: float | None, d: float) -> str:
    if score is not None and at_least(score, 53) and at_least(d, 2.0):
        return "stands_out"
    if score is not None and at_least(score, 40) and at_least(d, 1.0):
        return "worth_a_look"
    return "quiet" if at_least(d, 2.0) else "not_enough"


def findings(track: Track, responses: Responses, private: bool) -> Found:
    """Returns what the responses say about each reason, in display order."""
    track = met(track, responses)
    items = [item for item in track.items if private or not item.private]
    context = [item for item in track.context if private or not item.private]
    path = path_of([*context, *items], responses)
    found: Found = {}
    for reason in [one.id for one in track.reasons]:
        g, d = sums(items, path, reason)
        score = 100 * (g + 0.25) / (d + 1) if d > 0 else None
        spoke = [item for item in items if path.get(item.id) and m(item, reason) > 0]
        points = {item.id: 100 * v(item, path[item.id], reason) / (d + 1) for item in spoke}
        found[reason] = (score, d, standing(score, d), {str(id): part for id, part in points.items()})
    ranks = {reason: -round(score, 6) for reason, (score, *_) in found.items() if score is not None}
    return {reason: found[reason] for reason in sorted(found, key=lambda one: (one not in ranks, ranks.get(one, 0.0)))}


def coverage_order(track: Track, phase: Sequence[Item]) -> list[Item]:
    order = [item for item in phase if item.many]
    left = [item for item in phase if not item.many and not item.always]
    while left:
        c = {reason.id: sum(m(item, reason.id) for item in order) for reason in track.reasons}
        adds = [sum(log(1 + c[r] + m(item, r)) - log(1 + c[r]) for r in c) for item in left]
        order.append(left.pop(first_of_best(adds)))
    tick_all = len([item for item in phase if item.many])
    always = [item for item in phase if item.always and not item.many]
    return order[:tick_all] + always + order[tick_all:]


def first_of_best(numbers: Sequence[float]) -> int:
    """Returns the place of the largest; a later one counts as larger only by more than the slack."""
    best = 0
    for place, number in enumerate(numbers):
        if number > numbers[best] + 1e-9:
            best = place
    return best


def named(condition: Condition | None) -> set[str]:
    match condition:
        case Chosen(item):
            return {item}
        case All(parts) | Any(parts):
            return set().union(*(named(part) for part in parts))
    return set()


def waits_for(item: Item, items: Sequence[Item]) -> set[str]:
    """Returns the items that a condition names, directly or through others."""
    direct = named(item.show_if)
    return direct.union(*(waits_for(one, items) for one in items if one.id in direct))


def could_hold(condition: Condition | None, final: set[str], path: Path, may_come: set[str]) -> bool:
    """Judges leaf by leaf: what was asked counts as answered, what may come could be answered in any way."""
    match condition:
        case Chosen(item):
            return holds(condition, path) if item in final else item in may_come
        case All(parts):
            return all(could_hold(part, final, path, may_come) for part in parts)
        case Any(parts):
            return any(could_hold(part, final, path, may_come) for part in parts)
    return True


def walk(track: Track, sheet: Responses, length: str) -> list[str]:
    """Returns the ids asked of someone who answers from a sheet and skips what it leaves out."""
    track = met(track, sheet)
    phases = [[item for item in track.items if item.private is private] for private in (False, True)]
    for_private = 1 + 2 * sum(reason.private for reason in track.reasons)
    caps = [max(1, track.quick - for_private), track.quick]
    if not phases[1]:
        phases, caps = phases[:1], caps[1:]
    asked: dict[str, Response] = {}
    for phase, cap in zip(phases, caps, strict=True):
        order = coverage_order(track, phase)
        while True:
            always = len([item for item in track.items if item.id in asked and item.always])
            only_always = length == "quick" and len(asked) - max(0, always - 5) >= cap
            coming = next_of(track, order, asked, sheet, length, only_always=only_always)
            if coming is None:
                break
            asked[coming.id] = sheet.get(coming.id, ())
    return list(asked)


def next_of(
    track: Track,
    order: Sequence[Item],
    asked: Mapping[str, Response],
    sheet: Responses,
    length: str,
    *,
    only_always: bool,
) -> Item | None:
    context = {item.id: sheet[item.id] for item in track.context if item.id in sheet}
    path = path_of([*track.context, *track.items], {**context, **asked})  # type: ignore[dict-item]
    candidates = [item for item in order if item.id not in asked and holds(item.show_if, path)]
    if only_always:
        return next((item for item in candidates if item.always), None)
    first = [item for item in candidates if item.many] or [item for item in candidates if item.always]
    if first or length == "full" or len(asked) < 10:
        return next(iter(first or candidates), None)

    before_private = not any(item.private for item in order)
    unknown = {item.id for item in track.context if item.private and before_private}
    final = {*asked, *(item.id for item in track.context)} - unknown
    coming: list[Item] = []
    for item in track.items:
        if item.id not in asked and could_hold(item.show_if, final, path, unknown | {one.id for one in coming}):
            coming.append(item)
    need = {reason.id: need_of(reason.id, track, path, coming) for reason in track.reasons}
    own = {item.id: sum(m(item, reason) * need[reason] for reason in need) for item in coming}
    gains = [
        own[item.id] + sum(own[one.id] for one in coming if item.id in waits_for(one, track.items))
        for item in candidates
    ]
    if max(gains, default=0.0) <= 1e-9:
        return None
    return candidates[first_of_best(gains)]


def need_of(reason: str, track: Track, path: Path, coming: Iterable[Item]) -> float:
    g, d = sums(track.items, path, reason)
    rem = sum(m(item, reason) for item in coming)
    up = 100 * (g + 0.25 + rem) / (d + 1 + rem)
    low = 100 * (g + 0.25) / (d + 1 + rem)
    is_open = rem > 0 and at_least(up, 53) and (not at_least(low, 53) or not at_least(d, 2.0))
    score = 100 * (g + 0.25) / (d + 1)
    return exp(-abs(score - 53) / 15) / (d + 1) if is_open else 0.0
