"""How often a question comes, among a hundred invented people at each length. Pure: chance is passed in."""

from collections.abc import Callable, Mapping

from stuckpoint.authoring.simulation.people import Chance, Kind
from stuckpoint.authoring.simulation.robots import Robots
from stuckpoint.authoring.simulation.trials import responses_of
from stuckpoint.bank import Bank, ItemId, TrackId
from stuckpoint.bank.context import STAGE
from stuckpoint.engine import Length, asked

RUNS = 100


def comes(
    bank: Bank, track: TrackId, item: ItemId, chance: Chance, told: Callable[[float], None] = lambda _: None
) -> Mapping[Length, int]:
    """Returns in how many of a hundred runs of `quick`, and as many of `standard`, an item is asked.

    The people have each reason of the track in turn, and one in so many has none. All are at a stage that the item is
    for. The same draws give the same result. `told` is told, from 0 to 1, how much is done.
    """
    here = bank.tracks[track]
    stages = next((one.options for one in here.context if one.id == STAGE), ())
    (for_whom,) = (set[str](one.stages) for one in (*here.context, *here.items) if one.id == item)
    served = [option.id for option in stages if option.id in for_whom]
    robots, kinds = (
        Robots(here),
        [*((Kind.ONE_REASON, at) for at in range(len(here.reasons))), (Kind.NOTHING_WRONG, None)],
    )
    times = {Length.QUICK: 0, Length.STANDARD: 0}
    for run in range(RUNS):
        sheet = robots.answer(*kinds[run % len(kinds)], chance)
        responses = dict(responses_of((*here.context, *here.items), sheet))
        if served and not set(responses[STAGE]) & set(served):
            responses[STAGE] = (served[0],)
        for length in times:
            times[length] += any(one.id == item for one in asked(bank, track, responses, length))
        told(run / RUNS)
    return times
