"""The context items that the program reads, and what their options mean."""

from collections.abc import Mapping

from stuckpoint.bank.model import ItemId
from stuckpoint.bank.stages import Stage

PROGRESS, WORSE_FOR, STAGE, EARLIER = map(ItemId, ("progress", "worse_for", "stage", "earlier"))

BETTER = frozenset({"better", "bit_better"})
WORSE = frozenset({"worse", "much_worse"})
WEEKS = frozenset({"weeks", "longer"})

# Those items by id, with the options that are read and those that mean that there is nothing to say.
CONTEXT: Mapping[str, frozenset[str]] = {
    PROGRESS: BETTER | WORSE | {"same", "too_soon"},
    WORSE_FOR: WEEKS | {"days"},
    STAGE: frozenset(Stage),
    EARLIER: frozenset({"no", "once", "more_than_once"}),
}
