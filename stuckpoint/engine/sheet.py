"""The answer sheet of one run: what was answered, what comes next, what was answered before and left behind. Pure."""

from dataclasses import dataclass, field, replace

from stuckpoint.bank import NONE_OF_THESE, Bank, Item, ItemId, Response, Responses, Track, TrackId
from stuckpoint.bank.reach import as_met, on_path
from stuckpoint.engine.answers import Picks, PrivatePicks
from stuckpoint.engine.results import circumstances
from stuckpoint.engine.session import Length, asked, at_most, next_item


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One run so far. Answering returns a new sheet; the path is worked out from the responses each time.

    Attributes:
        responses: to context items and to the items that the walk reached, in the order asked.
        remembered: responses that no longer count, as the walk does not reach them: offered again if it does.
        picks: what was chosen to take along.
        private_picks: likewise, of what private answers alone brought up; they go when those are taken back.
        again: items of an earlier take, to be asked before any others.
        enough: whether the results are wanted as soon as they are offered.
        private_left_out: whether no private item is asked from here on; what is asked before them stays the same.
    """

    bank: Bank
    track: TrackId
    length: Length = Length.QUICK
    responses: Responses = field(default_factory=dict)
    remembered: Responses = field(default_factory=dict)
    picks: Picks = field(default_factory=Picks)
    private_picks: PrivatePicks = field(default_factory=PrivatePicks)
    again: tuple[ItemId, ...] = ()
    private_left_out: bool = False
    enough: bool = False

    @property
    def here(self) -> Track:
        """Returns the track of this run, as it is for this person."""
        return as_met(self.bank.tracks[self.track], self.responses)

    def walked(self) -> tuple[Item, ...]:
        """Returns the items asked so far, context items first."""
        context, path = self.here.context, on_path(self.here.context, self.responses)
        reached = asked(self.bank, self.track, self._held(), self.length, self.again)
        told = (item for item in reached if not item.private or item.id in self.responses)
        return (*(item for item in context if item.id in path), *told)

    def upcoming(self) -> Item | None:
        """Returns the item to ask next, or None when all has been asked."""
        context, held = self.here.context, self._held()
        skipped: Responses = {item.id: () for item in context}
        path = on_path(context, {**skipped, **self.responses})
        waiting = (item for item in context if item.id in path and item.id not in held)
        coming = next(waiting, None) or next_item(self.bank, self.track, held, self.length, self.again)
        return None if self.enough and coming and self._may_stop_before(coming) else coming

    def may_stop(self) -> bool:
        """Says whether results can be offered now: no list has a line that fits, and things are better."""
        coming = self.upcoming()
        return coming is not None and self._may_stop_before(coming)

    def _may_stop_before(self, coming: Item) -> bool:
        context = self.here.context
        asked = [item for item in self.walked() if item not in context]
        lists = [item for item in asked if item.many]
        is_next = coming not in context and not (coming.many or coming.always or self.again)
        fits = any(self.responses[item.id] != (NONE_OF_THESE,) for item in lists)
        only_lists = all(item.many or item.always for item in asked) and bool(lists)
        return is_next and only_lists and not fits and circumstances(self.here, self.responses).better

    def in_order(self) -> tuple[Item, ...]:
        """Returns the items asked so far and the one to ask next, where it belongs: a context item among its like."""
        walked, upcoming, place = self.walked(), self.upcoming(), self.place()
        return (*walked[:place], upcoming, *walked[place:]) if upcoming else walked

    def place(self) -> int:
        """Returns the place of the item to ask next, from 0, among those asked; the end where there is none."""
        walked, upcoming = self.walked(), self.upcoming()
        if upcoming not in self.here.context:
            return len(walked)
        before = self.here.context[: self.here.context.index(upcoming)]
        return sum(item in before for item in walked)

    def _held(self) -> Responses:
        """Returns the responses with those private items skipped that are not to be asked."""
        if not self.private_left_out:
            return self.responses
        return {**{item.id: () for item in self.here.private}, **self.responses}

    def earlier(self, item: Item) -> Response | None:
        """Returns the response given before to an item, if any."""
        return self.responses.get(item.id, self.remembered.get(item.id))

    def answer(self, item: Item, response: Response) -> "Sheet":
        """Returns the sheet with one item answered, or answered anew."""
        held = {**self.responses, item.id: tuple(response)}
        reached = [one.id for one in replace(self, responses=held).walked()]
        left = {id: held[id] for id in held if id not in reached}
        return replace(
            self,
            responses={id: held[id] for id in reached},
            remembered={**self.remembered, **left},
        )

    def with_known(self, known: Responses) -> "Sheet":
        """Returns the sheet with what comes next answered, as long as the answer to it is known."""
        sheet = self
        while (coming := sheet.upcoming()) and coming.id in known:
            sheet = sheet.answer(coming, known[coming.id])
        return sheet

    def without_private(self) -> "Sheet":
        """Returns the sheet with every private answer and pick taken back and forgotten, and no more of them asked."""
        private = {item.id for item in self.here.private}
        kept = {id: response for id, response in self.responses.items() if id not in private}
        left = {id: response for id, response in self.remembered.items() if id not in private}
        return replace(self, responses=kept, remembered=left, private_picks=PrivatePicks(), private_left_out=True)

    def at_most(self) -> int:
        """Returns how many items may be asked at most, context items left out."""
        return at_most(self.here, self.length, self.again)
