"""Asks about safety, opens the notices, and returns nothing but the light that results are read in."""

from stuckpoint.blocks import Block, Gap, Heading, Numbered, Page, Paragraph
from stuckpoint.commands import Command, command_in, numbers_in
from stuckpoint.errors import LeftInWords
from stuckpoint.model import TrackId
from stuckpoint.safety import Concern, Light, SafetyItem, Said, light_of, opens
from stuckpoint.talk import Talk

_KEYS = "Or type: s skip, b back, ? why we ask, h help, x leave."


class SafetyPart:
    """The part of a run that is about safety. Its answers live here, and are gone when it is over."""

    def __init__(self, talk: Talk) -> None:
        self._talk = talk
        self._words = talk.words

    def about_people_close(self) -> bool:
        """Asks whether it is safe to answer; says whether people close may be asked about.

        Raises LeftInWords for not now.
        """
        alone = self._words.alone
        blocks: list[Block] = [Heading(alone.text), Paragraph(alone.hint), Gap()]
        blocks.extend(Numbered(n, text) for n, text in enumerate((alone.yes, alone.not_now, alone.leave_out), 1))
        say = ""
        while True:
            typed = self._talk.ask(blocks, "Type a number. Or type h help, x leave.", say)
            if typed == "2":
                raise LeftInWords  # as for x: nobody can tell them apart
            if typed in ("1", "3"):
                return typed == "1"
            say = "Error: Type a number from 1 to 3."

    def light(self, track: TrackId, *, about_people_close: bool) -> Light:
        """Asks the safety items, and returns the light that the answers put results in."""
        everything = self._words.items_for(track)
        items = self._words.items_for(track, about_people_close=about_people_close)
        said: dict[str, Said] = {}
        shown: set[Concern] = set()
        position = 0
        while position < len(items):
            item = items[position]
            answer = self._one(item, is_first=position == 0)
            if answer is None:
                position = _before(items, position, said)
                continue
            said[item.id] = answer
            if opens(answer) and item.concern not in shown:
                shown.add(item.concern)
                self._pause(self._talk.notice(item.concern))
            # Once is enough: nobody is asked again about what they said already.
            position += 1
            while position < len(items) and _is_said(items, items[position].concern, said):
                position += 1
        if Said.SKIPPED in said.values() or len(items) < len(everything):
            self._pause(Page(self._words.left_out.title, tuple(map(Paragraph, self._words.left_out.text))))
        light = light_of(everything, said)
        self._pause(Page("", tuple(self._after(light))))
        return light

    def _after(self, light: Light) -> list[Block]:
        blocks: list[Block] = [Paragraph(text) for text in self._words.after]
        line = self._words.notices[Concern.CRISIS].line
        if light.leaves_out_crisis and not light.leaves_out_therapist:
            blocks.append(Paragraph(f'Words you could say to your therapist: "{line}"'))
        return blocks

    def _one(self, item: SafetyItem, *, is_first: bool) -> Said | None:
        """Asks one item. None to go back."""
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
            typed = self._talk.ask(blocks, _KEYS, say)
            match command_in(typed):
                case Command.SKIP:
                    return Said.SKIPPED
                case Command.BACK if is_first:
                    say = "This is the first question."
                case Command.BACK:
                    return None
                case Command.WHY:
                    say = f"Why we ask: {item.why}"
                case _:
                    chosen = _chosen(item, typed)
                    if chosen is not None:
                        return chosen
                    say = f"Error: Type a number from 1 to {len(item.options)}."

    def _pause(self, page: Page) -> None:
        blocks = page.whole() if page.title else page.blocks
        self._talk.pause(blocks, "Press Enter to go on.")


def _chosen(item: SafetyItem, typed: str) -> Said | None:
    numbers = numbers_in(typed, len(item.options))
    by_text = {text.casefold(): said for text, said in item.options}
    if numbers is None or not numbers:
        return by_text.get(" ".join(typed.split()).casefold())
    if len(numbers) > 1 and not item.many:
        return None
    said = {item.options[number - 1][1] for number in numbers}
    return next(one for one in (Said.YES, Said.NOT_SURE, Said.NO) if one in said)


def _is_said(items: tuple[SafetyItem, ...], concern: Concern, said: dict[str, Said]) -> bool:
    return any(opens(said.get(item.id, Said.SKIPPED)) for item in items if item.concern is concern)


def _before(items: tuple[SafetyItem, ...], position: int, said: dict[str, Said]) -> int:
    """Returns the place of the item that was asked before this one."""
    return next((place for place in range(position - 1, -1, -1) if items[place].id in said), 0)
