"""What follows the welcome: the track, safety, the questions, and the end."""

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from stuckpoint.bank.model import Bank, TrackId
from stuckpoint.blocks import Block, Heading, Numbered, Paragraph
from stuckpoint.engine.session import Length
from stuckpoint.engine.sheet import Sheet
from stuckpoint.quiz.commands import choice_in, type_a_number
from stuckpoint.quiz.questioning import Questioning
from stuckpoint.quiz.safety import SafetyPart
from stuckpoint.quiz.talk import MORE, Talk
from stuckpoint.terminal.terminal import Terminal
from stuckpoint.writing import Targets, seen_by_others, seen_in

if TYPE_CHECKING:
    from stuckpoint.bank.safety import Light
    from stuckpoint.quiz.ending import Ending
    from stuckpoint.quiz.saving import Saving


class Course:
    """A run of the quiz after its welcome."""

    def __init__(
        self,
        bank: Bank,
        terminal: Terminal,
        talk: Talk,
        *,
        length: Length,
        targets: Targets,
        date: str,
        show_working: bool,
    ) -> None:
        self._bank = bank
        self._terminal = terminal
        self._talk = talk
        self._length = length
        self._targets = targets
        self._date = date
        self._show_working = show_working
        self._saving: Saving | None = None
        talk.read_words()

    @property
    def has_written(self) -> bool:
        """Says whether a file was written."""
        return self._saving is not None and self._saving.has_written

    def run(self, track: TrackId | None) -> None:
        """Takes the person to the end. Raises Left when they leave before."""
        self._warn_of_places()
        begun = None
        while begun is None:
            begun = self._begin(track)
        sheet, close, light = begun
        questions = Questioning(self._talk, may_ask_private=close)
        ending = cache(lambda: self._ending(light))
        # While the first question is read, and before it is answered: nothing that happens to the program's files
        # from then on can lose an answer.
        self._terminal.do_while_waiting(ending)
        changing: Sheet | None = questions.ask_all(replace(sheet, private_left_out=not close))
        while changing:
            changing = ending().take_to_the_end(questions.check(changing))

    def _begin(self, given: TrackId | None) -> "tuple[Sheet, bool, Light] | None":
        """Asks what comes before the questions; None where the person goes back to the beginning of this.

        Returns a sheet, whether people close may be asked about, and the light. Raises Left for x.
        """
        there_is_a_choice = given is None and len(self._bank.tracks) > 1
        track = given or (self._choose_track() if there_is_a_choice else next(iter(self._bank.tracks)))
        sheet = Sheet(bank=self._bank, track=track, length=self._length)
        if sheet.here.welcome:
            blocks = [Paragraph(text) for text in sheet.here.welcome]
            if not there_is_a_choice:
                self._talk.pause(blocks, "Press Enter to go on.")
            elif not self._talk.goes_on(blocks, "Press Enter to go on."):
                return None
        may_go_back = there_is_a_choice or bool(sheet.here.welcome)
        asked = SafetyPart(self._talk).ask(track, may_go_back=may_go_back)
        return (sheet, *asked) if asked else None

    def _ending(self, light: "Light") -> "Ending":
        import stuckpoint.pages.html  # noqa: F401
        from stuckpoint.quiz.ending import Ending
        from stuckpoint.quiz.saving import Saving

        self._saving = Saving(self._bank, self._talk, self._targets, self._date, show_working=self._show_working)
        return Ending(self._bank, self._terminal, self._talk, self._saving, light, self._show_working)

    def _warn_of_places(self) -> None:
        """Says once, before the first question, if a file was asked for where others may see it. Raises Left for x."""
        for path in (self._targets.report, self._targets.keep):
            if path and (place := seen_by_others(path)):
                self._talk.pause(
                    [Paragraph(f"You asked for the file {path}."), Paragraph(seen_in(place))], "Press Enter to go on."
                )

    def _choose_track(self) -> TrackId:
        """Asks which therapy it is about. Raises Left for x."""
        tracks = sorted(self._bank.tracks.values(), key=lambda track: not track.items)
        blocks: list[Block] = [Heading("Which therapy is this about?")]
        for number, track in enumerate(tracks, 1):
            soon = "" if track.items else " (there are no questions for this yet)"
            blocks.append(Numbered(number, track.name + soon))
        say = ""
        while True:
            typed = self._talk.ask(blocks, f"Type a number. {MORE}", say)
            number = choice_in(typed, [track.name for track in tracks])
            chosen = tracks[number - 1] if number else None
            if chosen is not None and chosen.items:
                return chosen.id
            say = f"Error: {type_a_number(len(tracks))}"
            if chosen is not None:
                say = f"Error: There are no questions for '{chosen.name}' yet. Choose another, or type x to leave."
