"""One run: the welcome, what comes before the questions, the questions, and the end."""

from collections.abc import Callable
from dataclasses import replace
from functools import cached_property

from stuckpoint import INTENDED_USE
from stuckpoint.bank.model import SHIPPED, Bank, TrackId
from stuckpoint.bank.safety import Light
from stuckpoint.blocks import Heading, Paragraph
from stuckpoint.engine.session import Length, at_most
from stuckpoint.engine.sheet import Sheet
from stuckpoint.errors import Left, LeftInWords
from stuckpoint.quiz.ending import Ending
from stuckpoint.quiz.questioning import Questioning
from stuckpoint.quiz.safety import SafetyPart
from stuckpoint.quiz.saving import Saving
from stuckpoint.quiz.talk import Talk
from stuckpoint.terminal.terminal import Terminal
from stuckpoint.writing import NO_TARGETS, Targets, seen_by_others, seen_in

# So many questions about therapy the shipped bank asks at most; here, so that the welcome need not wait for it.
SHIPPED_MOST = {Length.QUICK: 25, Length.STANDARD: 95, Length.FULL: 95}
_MINUTES = 0.4  # to read and answer one question

_WELCOME = (
    INTENDED_USE,
    "It is for adults. It is not for emergencies. If you are in danger, or you may end your life, call your local "
    "emergency number now. You can also find a helpline for your country at findahelpline.com.",
)
_PRIVACY = (
    "Nothing you answer leaves this computer. No file is written unless you ask for one.",
    "Does someone check this device? If so, use one that they cannot reach.",
)
_WELCOME_FULL = "To leave at once, press Ctrl-C. The window is cleared when you leave."
_WELCOME_PLAIN = "To leave at once, press Ctrl-C. What you read and type stays in this window until you close it."
# As little as will do: others may look at the window by then.
_NO_FILE = "No file was written.\n"


class Quiz:
    """A run of the quiz on a terminal."""

    def __init__(
        self,
        bank: Bank | Callable[[], Bank],
        terminal: Terminal,
        *,
        length: Length,
        show_working: bool,
        targets: Targets = NO_TARGETS,
        country: str | None = None,
        date: str = "",
    ) -> None:
        """Makes a run of a bank; in place of the shipped one, what reads it while the welcome is read may be given."""
        self._given = bank
        self._terminal = terminal
        self._length = length
        self._show_working = show_working
        self._targets = targets
        self._date = date
        self._talk = Talk(terminal, country)

    def run(self, track: TrackId | None) -> str:
        """Takes the person from welcome to the end, until they finish or leave.

        Returns what there is to say once the window is put back: that no file was written, to those who asked for
        one beforehand and typed that they leave. After Ctrl-C and the like, nothing is said. Raises FileProblems
        where the bank was still to be read and cannot be.
        """
        try:
            self._welcome()
            sheet, close, light = self._before_the_questions(track)
            self._to_the_end(self._ask(sheet, close), light)
        except LeftInWords:
            self._terminal.end_line()
            return "" if self._targets == NO_TARGETS or self._saving.has_written else _NO_FILE
        except (Left, KeyboardInterrupt):
            self._terminal.end_line()
        return ""

    @cached_property
    def _bank(self) -> Bank:
        return self._given() if callable(self._given) else self._given

    @cached_property
    def _saving(self) -> Saving:
        return Saving(self._bank, self._talk, self._targets, self._date, show_working=self._show_working)

    def _read_all(self) -> None:
        """Reads all that is needed: nothing that happens to the program's files from then on can lose an answer."""
        self._talk.read_words()
        _ = self._bank

    def _welcome(self) -> None:
        """Shows what this is, how long it takes, and what stays in the window. Raises Left for x."""
        self._terminal.do_while_waiting(self._read_all)
        bank = None if callable(self._given) else self._given
        tracks = bank.tracks.values() if bank else ()
        most = max((at_most(track, self._length) for track in tracks), default=SHIPPED_MOST[self._length])
        how_long = (
            f"A few questions are about your safety and where you stand, then at most {most} about therapy. "
            f"That takes many people about {max(1, round(most * _MINUTES))} minutes. "
            "You can skip any question and stop at any time."
        )
        leaving = _WELCOME_FULL if self._terminal.full else _WELCOME_PLAIN
        ours = [_not_ours(bank)] if bank and bank.added else []
        texts = (*_WELCOME, how_long, *_PRIVACY, leaving, *ours)
        self._talk.pause([Heading("stuckpoint"), *map(Paragraph, texts)], "Press Enter to begin.")

    def _before_the_questions(self, given: TrackId | None) -> tuple[Sheet, bool, Light]:
        """Asks what comes before the questions. Raises Left for x.

        Returns a sheet, whether people close may be asked about, and the light.
        """
        self._warn_of_places()
        while True:
            there_is_a_choice = given is None and len(self._bank.tracks) > 1
            track = given or (self._choose_track() if there_is_a_choice else next(iter(self._bank.tracks)))
            sheet = Sheet(bank=self._bank, track=track, length=self._length)
            if welcome := sheet.here.welcome:
                blocks = list(map(Paragraph, welcome))
                if not there_is_a_choice:
                    self._talk.pause(blocks, "Press Enter to go on.")
                elif not self._talk.goes_on(blocks, "Press Enter to go on."):
                    continue
            if asked := SafetyPart(self._talk).ask(track, may_go_back=there_is_a_choice or bool(welcome)):
                return sheet, *asked

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
        shown = [f"{track.name}{'' if track.items else ' (there are no questions for this yet)'}" for track in tracks]
        say = ""
        while True:
            chosen = tracks[self._talk.choose([Heading("Which therapy is this about?")], shown, say=say) - 1]
            if chosen.items:
                return chosen.id
            say = f"Error: There are no questions for '{chosen.name}' yet. Choose another, or type x to leave."

    def _ask(self, sheet: Sheet, close: bool) -> tuple[Questioning, Sheet]:
        """Asks the questions. Raises Left for x."""
        questions = Questioning(self._talk, bar=self._terminal.full, may_ask_private=close)
        return questions, questions.ask_all(replace(sheet, private_left_out=not close))

    def _to_the_end(self, asked: tuple[Questioning, Sheet], light: Light) -> None:
        """Lets answers be checked and changed, shows results and the menu, until the person is done."""
        questions, sheet = asked
        ending = Ending(self._bank, self._terminal, self._talk, self._saving, light, self._show_working)
        changing: Sheet | None = sheet
        while changing:
            changing = ending.take_to_the_end(questions.check(changing))


def _not_ours(bank: Bank) -> str:
    which = "Some of these" if bank.id == SHIPPED else "These"
    return f"{which} questions are not stuckpoint's own: {', '.join(bank.added)}. We have not checked them."
