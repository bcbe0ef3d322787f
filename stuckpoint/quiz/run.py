"""One run: the welcome, what comes before the questions, the questions, and the end."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import cached_property

from stuckpoint.bank import Bank, ItemId, Light, TrackId
from stuckpoint.bank.model import SHIPPED, TrackHead
from stuckpoint.blocks import INTENDED_USE, Block, Heading, Page, Paragraph
from stuckpoint.engine import Kept, Length, Sheet, at_most
from stuckpoint.engine.answers import Take, take_now
from stuckpoint.engine.change import Changes, since
from stuckpoint.errors import CannotCompare, Left, LeftInWords
from stuckpoint.loading.loader import shipped_tracks
from stuckpoint.pages.changed import changed_page
from stuckpoint.pages.taken import in_words
from stuckpoint.quiz.ending import Ending
from stuckpoint.quiz.questioning import Questioning
from stuckpoint.quiz.safety import SafetyPart
from stuckpoint.quiz.saving import Saving
from stuckpoint.quiz.talk import Talk
from stuckpoint.terminal.terminal import Terminal
from stuckpoint.writing import NO_TARGETS, Targets, seen_by_others, seen_in

_MINUTES = 0.4  # to read and answer one question
_BEFORE = 6  # questions about safety and where one stands, as a rule

_WHAT = (
    INTENDED_USE,
    "It is for adults. You can skip any question and stop at any time.",
)
_DANGER = (
    "In danger now?",
    "This is not for emergencies. If you are in danger, or you may end your life, call your local emergency number "
    "now. You can also find a helpline for your country at findahelpline.com.",
)
_PRIVACY = (
    "Nothing you answer leaves this computer. No file is written unless you ask for one. "
    "Does someone check this device? If so, use one that they cannot reach."
)
_LEAVE_FULL = "To leave at once, press Ctrl-C. The window is cleared when you leave."
_LEAVE_PLAIN = "To leave at once, press Ctrl-C. What you read and type stays in this window until you close it."
_WHICH = "Which therapy is this about?"
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
        again: Take | None = None,
        trying: ItemId | None = None,
    ) -> None:
        """Makes a run of a bank; in place of the shipped one, what reads it while the welcome is read may be given.

        `again` is an earlier take: its items are asked first, and what has moved since is shown at the end. `trying`
        is an item that is asked before any other, and what its answer says is shown.
        """
        self._given = bank
        self._terminal = terminal
        self._length = length
        self._show_working = show_working
        self._targets = targets
        self._date = date
        self._again = again
        self._trying = trying
        self._talk = Talk(terminal, country)

    def run(self, track: TrackId | None) -> str:
        """Takes the person from welcome to the end, until they finish or leave.

        Returns what there is to say once the window is put back: that no file was written, to those who asked for
        one beforehand and typed that they leave. After Ctrl-C and the like, nothing is said. Raises FileProblems
        where the bank was still to be read and cannot be.
        """
        try:
            sheet, close, light = self._begin(track)
            self._to_the_end(self._ask(sheet, close), light)
        except LeftInWords:
            self._terminal.leave()
            return "" if self._targets == NO_TARGETS or self._saving.has_written else _NO_FILE
        except (Left, KeyboardInterrupt):
            self._terminal.leave()
        return ""

    @cached_property
    def _bank(self) -> Bank:
        return self._given() if callable(self._given) else self._given

    @cached_property
    def _saving(self) -> Saving:
        return Saving(
            self._bank,
            self._talk,
            self._targets,
            self._date,
            show_working=self._show_working,
            moved=self._moved_or_not,
        )

    @property
    def _items_first(self) -> tuple[ItemId, ...]:
        earlier = self._again.kept.responses if self._again else ()
        return (*([self._trying] if self._trying else ()), *(id for id in earlier if id != self._trying))

    def _moved(self, kept: Kept) -> Changes | None:
        """Returns what has moved since the earlier take, if there is one. Raises CannotCompare."""
        now = take_now(self._bank, replace(kept, taken=self._date))
        return since(self._bank, self._again, now) if self._again else None

    def _moved_or_not(self, kept: Kept) -> Changes | None:
        """Returns what a file says of what has moved: nothing where nothing can be compared."""
        with suppress(CannotCompare):
            return self._moved(kept)
        return None

    def _moved_page(self, kept: Kept) -> Page | None:
        try:
            moved = self._moved(kept)
        except CannotCompare as error:
            return Page("What moved", (Paragraph(str(error)),))
        return changed_page(moved) if moved else None

    def _read_all(self) -> None:
        """Reads all that is needed: nothing that happens to the program's files from then on can lose an answer."""
        self._talk.read_words()
        _ = self._bank

    def _begin(self, given: TrackId | None) -> tuple[Sheet, bool, Light]:
        """Asks what comes before the questions. Raises Left for x.

        Returns a sheet, whether people close may be asked about, and the light.
        """
        heads = [head for head in self._heads() if given in (None, head.id)]
        may_choose = len(heads) > 1
        self._terminal.do_while_waiting(self._read_all)
        track = self._welcome(heads)
        self._warn_of_places()
        while True:
            sheet = Sheet(bank=self._bank, track=track, length=self._length, again=self._items_first)
            if asked := SafetyPart(self._talk).ask(track, sheet.here.welcome, may_go_back=may_choose):
                return sheet, *asked
            track = self._welcome(heads)

    def _heads(self) -> tuple[TrackHead, ...]:
        """Returns what the welcome says of each track: of the shipped ones, before their questions are read."""
        if callable(self._given) and self._length is Length.QUICK:
            return shipped_tracks()
        tracks = self._bank.tracks.values()
        return tuple(TrackHead(one.id, one.name, at_most(one, self._length, self._items_first)) for one in tracks)

    def _welcome(self, heads: Sequence[TrackHead]) -> TrackId:
        """Shows what this is, how long it takes and what stays in the window, and asks which therapy it is about.

        Raises Left for x.
        """
        leaving = _LEAVE_FULL if self._terminal.full else _LEAVE_PLAIN
        # Where the bank is still to be read, it is the shipped one.
        ours = [] if callable(self._given) or not self._bank.added else [Paragraph(_not_ours(self._bank))]
        danger, *who = _DANGER
        blocks: list[Block] = [Heading("stuckpoint"), *map(Paragraph, _WHAT)]
        blocks += [Heading(danger, level=2), *map(Paragraph, who), Paragraph(_PRIVACY), Paragraph(leaving), *ours]
        if len(heads) == 1:
            blocks.append(Paragraph(f"{heads[0].name}: {_how_long(heads[0])}."))
            if self._again:
                blocks.extend(Paragraph(said) for said in (_again(self._again.kept), *self._again.kept.changed))
            self._talk.pause(blocks, "Press Enter to begin.")
            return heads[0].id
        heads = sorted(heads, key=lambda head: not head.most)
        blocks.append(Heading(_WHICH, level=2))
        names, say = [f"{head.name}: {_how_long(head)}" for head in heads], ""
        while True:
            chosen = heads[self._talk.choose(blocks, names, say=say) - 1]
            if chosen.most:
                return chosen.id
            say = f"Error: There are no questions for '{chosen.name}' yet. Choose another, or type x to leave."

    def _warn_of_places(self) -> None:
        """Says once, before the first question, if a file was asked for where others may see it. Raises Left for x."""
        for path in (self._targets.report, self._targets.keep):
            if path and (place := seen_by_others(path)):
                self._talk.pause(
                    [Paragraph(f"You asked for the file {path}."), Paragraph(seen_in(place))], "Press Enter to go on."
                )

    def _ask(self, sheet: Sheet, close: bool) -> tuple[Questioning, Sheet]:
        """Asks the questions. Raises Left for x."""
        questions = Questioning(self._talk, may_ask_private=close)
        sheet = replace(sheet, private_left_out=not close)
        every = (*sheet.here.context, *sheet.here.items)
        tried = next((item for item in every if item.id == self._trying and (close or not item.private)), None)
        sheet = questions.try_one(sheet, tried) if tried else sheet
        return questions, questions.ask_all(sheet, known=sheet.remembered)

    def _to_the_end(self, asked: tuple[Questioning, Sheet], light: Light) -> None:
        """Lets answers be checked and changed, shows results and the menu, until the person is done."""
        questions, sheet = asked
        ending = Ending(
            self._bank, self._terminal, self._talk, self._saving, light, self._show_working, self._moved_page
        )
        changing: Sheet | None = sheet
        while changing:
            changing = ending.take_to_the_end(questions.check(changing))


def _not_ours(bank: Bank) -> str:
    which = "Some of these" if bank.id == SHIPPED else "These"
    return f"{which} questions are not stuckpoint's own: {', '.join(bank.added)}. We have not checked them."


def _again(kept: Kept) -> str:
    before = f"on {in_words(kept.taken)}" if kept.taken else "before"
    return f"The questions that you answered {before} come first. What you said then is not shown."


def _how_long(head: TrackHead) -> str:
    """Returns how much is asked in a track, and how long that takes many people."""
    if not head.most:
        return "there are no questions for this yet"
    return f"at most {head.most} questions about therapy, about {round((head.most + _BEFORE) * _MINUTES)} minutes"
