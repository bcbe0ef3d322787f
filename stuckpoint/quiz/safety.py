"""Asks about safety, opens the notices, and returns nothing but the light that results are read in."""

from collections.abc import Sequence

from stuckpoint.bank import Light, TrackId
from stuckpoint.bank.safety import SafetyItem, Said, light_of, opens
from stuckpoint.blocks import Block, Gap, Heading, Keys, Numbered, Page, Paragraph
from stuckpoint.errors import LeftInWords
from stuckpoint.pages.question import EVERYWHERE
from stuckpoint.quiz.commands import Command, choice_in, command_in, is_command, numbers_in, type_a_number
from stuckpoint.quiz.talk import MORE, WITH_BACK, Talk

_KEYS = Keys("Or type:", (("s", "skip"), ("b", "back"), ("?", "why we ask"), *EVERYWHERE))


class SafetyPart:
    """The part of a run that is about safety. Its answers live here, and are gone when it is over."""

    def __init__(self, talk: Talk) -> None:
        self._talk = talk
        self._words = talk.words

    def ask(self, track: TrackId, welcome: Sequence[str] = (), *, may_go_back: bool) -> tuple[bool, Light] | None:
        """Asks all of it. Returns whether people close may be asked about, and the light; None for going back.

        Raises LeftInWords where it is not safe to answer now.
        """
        while (close := self._about_people_close(welcome, may_go_back=may_go_back)) is not None:
            if light := self._light(track, about_people_close=close):
                return close, light
        return None

    def _about_people_close(self, welcome: Sequence[str], *, may_go_back: bool) -> bool | None:
        """Asks whether it is safe to answer; says whether people close may be asked about. None for going back."""
        alone = self._words.alone
        self._talk.drop_typed_ahead()
        chosen = self._talk.choose(
            [*map(Paragraph, welcome), Heading(alone.text), Paragraph(alone.hint)],
            (alone.yes, alone.not_now, alone.leave_out),
            WITH_BACK if may_go_back else MORE,
        )
        if chosen == 2:
            raise LeftInWords  # as for x: nobody can tell them apart
        return chosen == 1 if chosen else None

    def _light(self, track: TrackId, *, about_people_close: bool) -> Light | None:
        """Asks the safety items, and returns the light that the answers put results in; None for going back."""
        everything = self._words.items_for(track)
        items = self._words.items_for(track, about_people_close=about_people_close)
        said: dict[str, Said] = {}
        position = 0
        while 0 <= position < len(items):
            item = items[position]
            answer = self._one(item, position + 1, len(items))
            if answer is None:
                position -= 1
                continue
            said[item.id] = answer
            if opens(answer) and not self._goes_on(self._talk.notice(item.concern)):
                continue
            position += 1
            some_left_out = Said.SKIPPED in said.values() or len(items) < len(everything)
            if position == len(items) and not self._goes_on(self._end(some_left_out=some_left_out)):
                position -= 1
        return light_of(everything, said) if position > 0 else None

    def _end(self, *, some_left_out: bool) -> Page:
        """Returns what follows the last list: one screen, whatever was said."""
        card = self._words.left_out if some_left_out else self._words.after
        return Page(card.title, tuple(map(Paragraph, card.text)))

    def _one(self, item: SafetyItem, number: int, last: int) -> Said | None:
        """Asks one item. None for going back."""
        blocks: list[Block] = [Paragraph(f"About your safety: {number} of {last}")]
        if number == 1:
            blocks.extend((Gap(), *map(Paragraph, self._words.intro)))
        blocks.append(Heading(item.text))
        blocks.append(Paragraph("Tick all that are true. You can type more than one number, such as 1 3."))
        blocks.append(Gap())
        blocks.extend(Numbered(number, text) for number, (text, _) in enumerate(item.options, 1))
        say = ""
        self._talk.drop_typed_ahead()
        while True:
            typed = self._talk.ask(blocks, _KEYS, say, ends=is_command, keeps=True, why=f"Why we ask: {item.why}")
            match command_in(typed):
                case Command.SKIP:
                    return Said.SKIPPED
                case Command.BACK:
                    return None
                case _:
                    chosen = _chosen(item, typed)
                    if chosen is not None:
                        return chosen
                    say = f"Error: {type_a_number(len(item.options))}"

    def _goes_on(self, page: Page) -> bool:
        """Shows what follows a list until a number says that it was read: an Enter too many must not make it go by.

        Says whether the person goes on.
        """
        answers = (self._words.go_on, self._words.who_to_call)
        self._talk.drop_typed_ahead()
        while chosen := self._talk.choose(page.whole(), answers, WITH_BACK, reads_on=True):
            if chosen == 1:
                return True
            self._talk.help()
        return False


def _chosen(item: SafetyItem, typed: str) -> Said | None:
    numbers = numbers_in(typed, len(item.options))
    if not numbers:
        number = choice_in(typed, [text for text, _ in item.options])
        return item.options[number - 1][1] if number else None
    said = {item.options[number - 1][1] for number in numbers}
    return next(one for one in (Said.YES, Said.NOT_SURE, Said.NO) if one in said)
