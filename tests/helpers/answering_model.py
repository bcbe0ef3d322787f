"""What a quiz should hold after what was typed at its questions: what is asked, and which answers count."""

from quiz_model import Beginning, Run, choice, letter, number, numbers, ticked

from stuckpoint.bank import DOES_NOT_APPLY, NONE_OF_THESE, Item, ItemId, Response, Stage
from stuckpoint.bank.conditions import Chosen, holds
from stuckpoint.bank.context import STAGE
from stuckpoint.bank.reach import most_context, stage_of
from stuckpoint.engine import Sheet, next_item
from stuckpoint.engine.results import circumstances


class Answering(Beginning):
    """A quiz up to the list of answers.

    Attributes:
        said: the latest answer to each item, whether it counts or not.
        counted: the items whose answers count.
        left_out: whether the private part is left out.
        index: the place of the item that is asked.
        is_change: whether it was chosen from the list of answers.
    """

    def __init__(self, run: Run) -> None:
        super().__init__(run)
        self.said: dict[ItemId, Response] = {}
        self.counted: set[ItemId] = set()
        self.left_out = False
        self.index = 0
        self.is_change = False
        self._known: dict[ItemId, Response] = {}
        self._walks: dict[tuple[object, ...], tuple[list[Item], Item | None]] = {}
        self.enough = self._goes_on = False
        self.screens |= {"question": self._question, "check": self._check, "offer": self._offered_early}
        self.texts |= {
            "question": self._asks,
            "check": self._lists,
            "offer": lambda: ["It seems to be going somewhere", "1 See what we found", f"2 {self._more}"],
        }

    def questions(self) -> str:
        """Returns the first question, if there is one; the private ones are left out with those about people close."""
        self.left_out = not self.close
        return self._to_coming()

    @property
    def responses(self) -> dict[ItemId, Response]:
        """Returns the answers that count, in the order asked."""
        return {item.id: self.said[item.id] for item in self.walk()[0]}

    def _walked(self) -> tuple[list[Item], Item | None]:
        """Returns what was asked and counts, and what comes next: from the first item on, over what is held."""
        answers = (self.left_out, *((id, response) for id, response in self.said.items() if id in self.counted))
        if answers not in self._walks:
            self._walks[answers] = self._walk()
        return self._walks[answers]

    def walk(self) -> tuple[list[Item], Item | None]:
        """Returns what was asked and counts, and what comes next, if more is wanted."""
        asked, coming = self._walked()
        return asked, None if self.enough and self._may_stop() else coming

    def _walk(self) -> tuple[list[Item], Item | None]:
        held: dict[ItemId, Response] = {}
        asked: list[Item] = []
        missing: list[Item] = []

        def so(leaf: Chosen) -> bool:
            return not leaf.options.isdisjoint(held.get(ItemId(leaf.item), ()))

        def take(item: Item) -> bool:
            """Holds an answer that counts, or that nothing is to be said; says whether there was either."""
            if item.id in self.counted:
                asked.append(item)
            elif not (item.private and self.left_out):
                missing.append(item)
                return False
            held[item.id] = self.said[item.id] if item.id in self.counted else ()
            return True

        for item in self.track.context:
            if holds(item.show_if, so) and (item.id == STAGE or item.serves(stage_of(self.track, held))):
                take(item)
        while (coming := next_item(self.run.bank, self.track.id, held, self.run.length)) and take(coming):
            pass
        return asked, missing[0] if missing else None

    def _may_stop(self) -> bool:
        """Says whether results are offered now: no list has a line that fits, and things are better."""
        asked, coming = self._walked()
        answered = [item for item in asked if item not in self.track.context]
        lists = [item for item in answered if item.many]
        return (
            coming is not None
            and coming not in self.track.context
            and not (coming.many or coming.always)
            and bool(lists)
            and all(item.many or item.always for item in answered)
            and all(self.said[item.id] == (NONE_OF_THESE,) for item in lists)
            and circumstances(self.track, {item.id: self.said[item.id] for item in asked}).better
        )

    @property
    def _most(self) -> int:
        held = {item.id: self.said[item.id] for item in self._walked()[0]}
        return Sheet(bank=self.run.bank, track=self.track.id, length=self.run.length, responses=held).at_most()

    @property
    def _more(self) -> str:
        asked = sum(item not in self.track.context for item in self.walk()[0])
        return f"Answer up to {self._most - asked} more"

    def _offered_early(self, line: str) -> str:
        if letter(line) == "b":
            return self._to_index(self.index - 1)
        chosen = choice(line, ("See what we found", self._more))
        if not chosen:
            return self.wrong()
        self.enough, self._goes_on = chosen == 1, True
        return self._to_coming()

    def line(self) -> list[Item]:
        """Returns what was asked, with what comes next where it belongs."""
        asked, coming = self.walk()
        everything = [*asked, *([coming] if coming else [])]
        context = [item for item in self.track.context if item in everything]
        return [*context, *(item for item in everything if item not in context)]

    def asking(self) -> Item:
        """Returns the item that is asked now."""
        return self.line()[self.index]

    def _to_index(self, index: int) -> str:
        self.index, self.is_change = index, False
        if index >= len(self.line()):
            return "check"
        is_offered = self.line()[index] == self.walk()[1] and self._may_stop() and not self._goes_on
        return "offer" if is_offered else "question"

    def _to_coming(self) -> str:
        line, (_, coming) = self.line(), self.walk()
        return self._to_index(line.index(coming) if coming else len(line))

    def _question(self, line: str) -> str:
        item = self.asking()
        match letter(line):
            case "b" if self.is_change:
                return "check"
            case "b":
                self.say = "" if self.index else "You cannot go back before this question."
                self.index = max(0, self.index - 1)
                return self.at
            case "p" if item.private:
                return self._without_the_part()
            case "n" if item.may_not_apply:
                return self._answer(item, (DOES_NOT_APPLY,))
            case "s":
                return self._answer(item, ())
            case "" if item.id in self.said:
                return self._answer(item, self.said[item.id])
        if item.is_number:
            first = int(item.options[0].text.split()[0])  # it may say what it means
            places = [one - first for one in numbers(line, first + len(item.options) - 1, first)]
        else:
            places = [one - 1 for one in sorted(ticked(line, [one.text for one in item.options]))]
        chosen = [item.options[place].id for place in places]
        if not chosen or (len(chosen) > 1 and (not item.many or NONE_OF_THESE in chosen)):
            return self.wrong()
        return self._answer(item, tuple(chosen))

    def _answer(self, item: Item, response: Response) -> str:
        """Counts an answer, and no longer those that the walk does not come by now."""
        is_new = item.id not in self.counted
        self.said[item.id] = response
        self.counted.add(item.id)
        self.counted = {one.id for one in self.walk()[0]}
        while (coming := self.walk()[1]) and coming.id in self._known:
            self.said[coming.id] = self._known[coming.id]
            self.counted.add(coming.id)
        return self._to_coming() if is_new or self.is_change else self._to_index(self.index + 1)

    def _without_the_part(self) -> str:
        """Takes back and forgets what was said in the private part, and asks no more of it."""
        self.left_out = True
        self.forget_private_picks()
        for item in (*self.track.context, *self.track.items):
            if item.private:
                self.counted.discard(item.id)
                self.said.pop(item.id, None)
        return self._to_coming()

    def forget_private_picks(self) -> None:
        """Forgets what was picked because of private answers alone."""
        raise NotImplementedError

    @property
    def may_ask_again(self) -> bool:
        """Says whether the list of answers leads back to the private part."""
        private = any(item.private for item in (*self.track.context, *self.track.items))
        return self.left_out and self.close and private

    def _check(self, line: str) -> str:
        asked, _ = self.walk()
        self._known, self._goes_on = {}, False
        if line.casefold() in ("", "r", "results"):
            return self.results()
        if letter(line) == "p" and self.may_ask_again:
            self.left_out = False
            return self._to_coming()
        if letter(line) == "b" and self.enough:
            self.enough = False
            return self._to_coming()
        if letter(line) == "b":
            self._known = self.responses
            return self._to_index(len(asked) - 1)
        chosen = number(line, len(asked))
        if not chosen:
            return self.wrong()
        self.index, self.is_change = asked.index(self._listed()[chosen - 1]), True
        self._known = self.responses
        return "question"

    def _listed(self) -> list[Item]:
        """Returns what was asked as it is numbered: as the questions are, and after them the context items."""
        context = [one.id for one in self.track.context]
        return sorted(self.walk()[0], key=lambda item: item.id in context)

    def results(self) -> str:
        """Returns the first screen after the list of answers."""
        raise NotImplementedError

    # ---- what is shown

    @property
    def _stage(self) -> Stage | None:
        return circumstances(self.track, self.responses).stage

    def _asks(self) -> list[str]:
        item = self.asking()
        context = [one.id for one in self.track.context]
        before = sum(one.id not in context for one in self.line()[: self.index])
        place = f"Question {before + 1} of at most {self._most}"
        if item.id in context:
            place = f"About you and therapy: {self.index + 1} of at most {most_context(self.track)}"
        earlier = f"Your earlier answer: {_words(item, self.said[item.id])}" if item.id in self.said else ""
        return [item.asked_as(self._stage), place, *([earlier] if earlier else [])]

    def _lists(self) -> list[str]:
        """Returns the numbered list of answers, whole."""
        rows = [
            f"{place} {item.asked_as(self._stage)} Your answer: "
            + ("answered" if item.private and self.said[item.id] else _words(item, self.said[item.id]))
            for place, item in enumerate(self._listed(), 1)
        ]
        again = "p the part that is only for you, " if self.may_ask_again else ""
        hidden = any(item.private and self.said[item.id] for item in self.walk()[0])
        return ["Check your answers", *rows, f"or: r results, {again}b back", *(["Go on only if"] * hidden)]


def _words(item: Item, response: Response) -> str:
    if DOES_NOT_APPLY in response:
        return "does not apply"
    return "; ".join(option.text for option in item.options if option.id in response) or "skipped"
