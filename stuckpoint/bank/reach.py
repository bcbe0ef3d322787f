"""What one person can come to be asked: the path, what no answers lead to, how much is asked about a reason. Pure."""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice, product
from math import fsum

from stuckpoint.bank.conditions import All, Any, Chosen, Condition, holds, leaves
from stuckpoint.bank.context import STAGE
from stuckpoint.bank.model import NONE_OF_THESE, Item, ItemId, Option, OptionId, ReasonId, Response, Responses, Track
from stuckpoint.bank.stages import Stage

# So many ways of answering are looked at. Where there are more, everything counts as within reach.
_MOST_WAYS = 5000


def stage_of(track: Track, responses: Responses) -> Stage | None:
    """Returns the stage that someone says they are at; None where it is not asked, not said, or private."""
    asked = tuple(item for item in track.context if not item.private)
    said = on_path(asked, responses).get(STAGE, ())
    return next((stage for stage in Stage if stage in said), None)


@lru_cache(maxsize=32)
def at_stage(track: Track, stage: Stage | None) -> Track:
    """Returns a track as it is for someone at a stage: with the items that serve it. Tracks with the same are one."""
    context = tuple(item for item in track.context if item.id == STAGE or item.serves(stage))
    items = tuple(item for item in track.items if item.serves(stage))
    return track if (context, items) == (track.context, track.items) else _with_only(track, context, items)


@lru_cache(maxsize=32)
def _with_only(track: Track, context: tuple[Item, ...], items: tuple[Item, ...]) -> Track:
    return replace(track, context=context, items=items)


def as_met(track: Track, responses: Responses) -> Track:
    """Returns a track as it is for the person who gave these responses."""
    return at_stage(track, stage_of(track, responses))


def as_most_meet(track: Track) -> Track:
    """Returns a track as those meet it who do not say their stage, or one at which just as much is asked."""
    met = at_stage(track, None)
    return _saying(met, [one for one in _said_of_stage(track) if at_stage(track, _stage_called(one)) is met])


def _said_of_stage(track: Track) -> tuple[Option, ...]:
    return next((item.options for item in track.context if item.id == STAGE and not item.private), ())


def _stage_called(option: Option) -> Stage | None:
    return next((stage for stage in Stage if stage == str(option.id)), None)


def _saying(track: Track, options: Iterable[Option]) -> Track:
    """Returns a track in which nothing else than some options can be said of the stage."""
    told = tuple(options)
    context = (replace(item, options=told) if item.id == STAGE and not item.private else item for item in track.context)
    return replace(track, context=tuple(context))


@dataclass(frozen=True, slots=True)
class Route:
    """What is asked of the person who can be asked most about a reason, in bank order.

    Attributes:
        weight: T: the most that all these items together can say about the reason.
    """

    items: tuple[Item, ...]
    weight: float


def out_of_reach(track: Track) -> tuple[Item, ...]:
    """Returns the items whose `show_if` holds for no answers at all, in bank order."""
    reached = reachable(track)
    return tuple(item for item in (*track.context, *track.items) if item.id not in reached)


def fullest_route(track: Track, reason: ReasonId) -> Route:
    """Returns what is asked of the person who can be asked most about a reason."""
    return max((_fullest_route(one, reason) for one in _met(track)), key=lambda route: route.weight)


@lru_cache(maxsize=32)
def most_context(track: Track) -> int:
    """Returns how many context items one person is asked at most; all of them, where it takes too long to find out."""
    return max(map(len, _ways(track, track.context)))


def _met(track: Track) -> list[Track]:
    """Returns the track as each person may meet it, by stage: there, that stage is all that can be said of it."""
    by_stage = [(stage, [one]) for one in _said_of_stage(track) if (stage := _stage_called(one))]
    met = [(at_stage(track, stage), said) for stage, said in [(None, []), *by_stage]]
    return [track] if all(one is track for one, _ in met) else [_saying(one, said) for one, said in met]


def _fullest_route(track: Track, reason: ReasonId) -> Route:
    conditional = [item for item in track.items if item.show_if and reason in item.most]
    weights = {item.id: item.most[reason] for item in conditional}
    best: frozenset[ItemId] = frozenset()
    for on in _ways(track, conditional):
        if fsum(m for id, m in weights.items() if id in on) > fsum(m for id, m in weights.items() if id in best):
            best = on
    asked = tuple(item for item in track.items if not item.show_if or item.id in best)
    return Route(asked, fsum(item.most.get(reason, 0.0) for item in asked))


def _ways(track: Track, wanted: Sequence[Item]) -> list[frozenset[ItemId]]:
    """Returns, for each way of answering what some items wait for, which of all these are on the path.

    All of them, once, when there are too many ways.
    """
    every = (*track.context, *track.items)
    told = _waited_for(every, wanted)
    ids = {item.id for item in wanted}
    some = [item for item in every if item.id in told or item.id in ids]
    gates = [item for item in some if item.id in told]
    ways = list(islice(product(*(_responses(gate, told[gate.id]) for gate in gates)), _MOST_WAYS + 1))
    if len(ways) > _MOST_WAYS:
        return [frozenset(item.id for item in some)]
    unanswered: dict[ItemId, Response] = {item.id: () for item in wanted}
    answered = [dict(zip((gate.id for gate in gates), way, strict=True)) for way in ways]
    return [frozenset(on_path(some, {**unanswered, **way})) for way in answered]


def _waited_for(every: Iterable[Item], wanted: Iterable[Item]) -> dict[str, list[Chosen]]:
    """Returns the items that some wait for, directly or through others, each with what is looked for there."""
    items = {str(item.id): item for item in every}
    found: dict[str, list[Chosen]] = {}
    left = list(wanted)
    while left:
        for leaf in leaves(left.pop().show_if):
            if leaf.item not in found and leaf.item in items:
                left.append(items[leaf.item])
            found.setdefault(leaf.item, []).append(leaf)
    return found


def _responses(gate: Item, looked_for: Sequence[Chosen]) -> list[Response]:
    """Returns the responses that differ in what they open; there is no "not", so of ticks the more the better."""
    if gate.many:
        return [tuple(option.id for option in gate.options if option.id != NONE_OF_THESE), (NONE_OF_THESE,)]
    different = {tuple(option.id in leaf.options for leaf in looked_for): option.id for option in gate.options[::-1]}
    return [(id,) for id in different.values()] or [()]


# A condition that takes longer to work out than this counts as one that can hold.
_MOST_STEPS = 100

_Answers = Mapping[str, frozenset[str]]


def reachable(track: Track) -> frozenset[ItemId]:
    """Returns the ids of the items, context items included, that some answers lead to."""
    return frozenset().union(*map(_reachable, _met(track)))


def _reachable(track: Track) -> frozenset[ItemId]:
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
        case Chosen(name, options):
            return name in reached and any(option.id in options for option in items[name].options)
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
