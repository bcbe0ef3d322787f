"""People made up by chance, who answer the shipped questions and pick what to take along. Used by tests."""

from random import Random

from stuckpoint.bank import DOES_NOT_APPLY, Bank, Item, ItemId, OptionId, ReasonId, Response, Track
from stuckpoint.engine import Kept, Picks
from stuckpoint.engine.answers import MOST_REASONS, Rings


def crowd(bank: Bank, size: int, seed: int = 1) -> list[Kept]:
    """Returns people of every track in turn, each time the same: most lean to some reasons, some say little."""
    chance = Random(seed)
    tracks = list(bank.tracks.values())
    return [one_of(tracks[number % len(tracks)], chance) for number in range(size)]


def one_of(track: Track, chance: Random) -> Kept:
    """Returns someone who answers the questions of a track, in bank order."""
    leaning = chance.sample([reason.id for reason in track.reasons], chance.choice((0, 1, 1, 2, 3, 3)))
    keenness, silence = chance.choice((0.5, 0.9, 1.0)), chance.choice((0.0, 0.0, 0.1, 0.9))
    responses: dict[ItemId, Response] = {item.id: (chance.choice(item.options).id,) for item in track.context}
    for item in track.items:
        if chance.random() >= silence:
            responses[item.id] = _answer(item, leaning, keenness, chance)
    return Kept(track=track.id, responses=responses, picks=_picks(track, leaning, chance))


def _answer(item: Item, leaning: list[ReasonId], keenness: float, chance: Random) -> Response:
    if item.may_not_apply and chance.random() < 0.1:
        return (DOES_NOT_APPLY,)
    if not any(reason in item.most for reason in leaning) or chance.random() > keenness:
        return (_mildest(item) if chance.random() < 0.8 else chance.choice(item.options).id,)
    says = {option.id: sum(option.balanced.get(reason, 0.0) for reason in leaning) for option in item.options}
    most = max(says.values())
    return tuple(id for id, said in says.items() if (said > 0 if item.many else said == most))[
        : None if item.many else 1
    ]


def _mildest(item: Item) -> OptionId:
    return min(item.options, key=lambda option: sum(option.balanced.values())).id


def _picks(track: Track, leaning: list[ReasonId], chance: Random) -> Picks:
    if chance.random() < 0.4:
        return Picks()
    ids = [reason.id for reason in track.reasons]
    among = leaning or ids
    chosen = chance.sample(among, chance.randint(0, min(MOST_REASONS, len(among))))
    steps = [step.id for reason in track.reasons for step in reason.steps]
    lines = [line.id for reason in track.reasons for line in reason.opening_lines]
    return Picks(
        rings={id: chance.choice(list(Rings)) for id in chance.sample(ids, chance.randint(0, 4))},
        reasons=tuple(chosen),
        step=chance.choice(["", *steps]),
        line=chance.choice(["", *lines]),
        rather_not=tuple(chance.sample(ids, chance.choice((0, 0, 1, 2)))),
    )
