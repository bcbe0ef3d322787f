"""Asks about safety, opens the notices, and returns nothing but the light that results are read in."""

from collections.abc import Sequence

from stuckpoint.bank import Concern, Light, TrackId
from stuckpoint.bank.safety import SafetyItem, Said, light_of, opens
from stuckpoint.blocks import Block, Gap, Heading, Numbered, Page, Paragraph
from stuckpoint.errors import LeftInWords
from stuckpoint.quiz.commands import Command, choice_in, command_in, is_command, numbers_in, type_a_number
from stuckpoint.quiz.talk import MORE, WITH_BACK, Talk

_AFTER_A_NOTICE = ("Go on with the questions", "See who to call")
_KEYS = "Or type: s skip, b back, ? why we ask, h help, x leave."


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
        position: int | None = 0
        while position is not None:
            if position == len(items):
                light = light_of(everything, said)
                if self._is_over(light, some_left_out=Said.SKIPPED in said.values() or len(items) < len(everything)):
                    return light
                position = _before(items, position, said)
                continue
            item = items[position]
            answer = self._one(item, is_first=position == 0)
            if answer is None:
                position = _before(items, position, said)
                continue
            said[item.id] = answer
            if opens(answer) and not self._has_read(self._talk.notice(item.concern)):
                continue
            # Once is enough: nobody is asked again about what they said already.
            position += 1
            while position < len(items) and _is_spared(items, position, said):
                position += 1
        return None

    def _is_over(self, light: Light, *, some_left_out: bool) -> bool:
        """Shows what follows the last item. Says whether the person goes on from there."""
        pages = [Page("", tuple(self._after(light)))]
        if some_left_out:
            pages.insert(0, Page(self._words.left_out.title, tuple(map(Paragraph, self._words.left_out.text))))
        position = 0
        while 0 <= position < len(pages):
            position += 1 if self._goes_on(pages[position]) else -1
        return position > 0

    def _after(self, light: Light) -> list[Block]:
        blocks: list[Block] = [Paragraph(text) for text in self._words.after]
        line = self._words.notices[Concern.CRISIS].line
        if light.leaves_out_crisis and not light.leaves_out_therapist:
            blocks.append(Paragraph(f'Words you could say, if you have a therapist: "{line}"'))
        return blocks

    def _one(self, item: SafetyItem, *, is_first: bool) -> Said | None:
        """Asks one item. None for going back."""
        blocks: list[Block] = [Paragraph("About your safety")]
        if is_first:
            blocks.extend((Gap(), *map(Paragraph, self._words.intro)))
        blocks.append(Heading(item.text))
        if item.many:
            blocks.append(Paragraph("You can type more than one number, such as 1 3."))
        blocks.append(Gap())
        blocks.extend(Numbered(number, text) for number, (text, _) in enumerate(item.options, 1))
        say = ""
        while True:
            typed = self._talk.ask(blocks, _KEYS, say, ends=is_command)
            match command_in(typed):
                case Command.SKIP:
                    return Said.SKIPPED
                case Command.BACK:
                    return None
                case Command.WHY:
                    say = f"Why we ask: {item.why}"
                case _:
                    chosen = _chosen(item, typed)
                    if chosen is not None:
                        return chosen
                    say = f"Error: {type_a_number(len(item.options))}"

    def _has_read(self, notice: Page) -> bool:
        """Shows a notice until a number says that it was read: an Enter too many must not make it go by.

        Says whether the person goes on.
        """
        while chosen := self._talk.choose(notice.whole(), _AFTER_A_NOTICE, WITH_BACK, reads_on=True):
            if chosen == 1:
                return True
            self._talk.help()
        return False

    def _goes_on(self, page: Page) -> bool:
        return self._talk.goes_on(page.whole() if page.title else page.blocks, "Press Enter to go on.")


def _chosen(item: SafetyItem, typed: str) -> Said | None:
    numbers = numbers_in(typed, len(item.options))
    if not numbers:
        number = choice_in(typed, [text for text, _ in item.options])
        return item.options[number - 1][1] if number else None
    if len(numbers) > 1 and not item.many:
        return None
    said = {item.options[number - 1][1] for number in numbers}
    return next(one for one in (Said.YES, Said.NOT_SURE, Said.NO) if one in said)


def _is_spared(items: tuple[SafetyItem, ...], position: int, said: dict[str, Said]) -> bool:
    """Says whether an item is not asked, because what it is about was said at one before it."""
    concern = items[position].concern
    return any(item.concern is concern and opens(said.get(item.id, Said.SKIPPED)) for item in items[:position])


def _before(items: tuple[SafetyItem, ...], position: int, said: dict[str, Said]) -> int | None:
    """Returns the place of the item that was asked before this one; None where none was."""
    places = range(position - 1, -1, -1)
    return next((place for place in places if items[place].id in said and not _is_spared(items, place, said)), None)
