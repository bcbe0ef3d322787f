"""The questions of a run, as the person meets them: one at a time, there and back, then all answers to check."""

from collections.abc import Sequence
from dataclasses import replace

from stuckpoint.bank import Item, Response, Responses
from stuckpoint.blocks import Block, Heading, Numbered, Paragraph
from stuckpoint.engine import Sheet
from stuckpoint.engine.results import circumstances
from stuckpoint.pages.question import in_words, keys, question, what_it_says, where, why
from stuckpoint.quiz.asking import Misread, read
from stuckpoint.quiz.commands import Command, command_in, is_command, number_in, type_a_number
from stuckpoint.quiz.talk import WITH_BACK, Talk, keys_with

_NOTHING_KNOWN: Responses = {}
_CHANGED = "Your answer is changed."
_OPENED = "Because of that change, there is a little more to ask."
_GOING, _SEE = "It seems to be going somewhere", 1
_OFFER = "None of the lists had a line that fits. You can see what we found, and still answer more after that."
_GONE = "The part that is only for you is left out, and no answer to it is kept."
_HIDDEN = (
    "Answers that are only for you stand here as 'answered'. The results and the scores show some of them in full. Go "
    "on only if nobody can look at this window."
)


class Questioning:
    """Asks until nothing is left to ask, and lets every answer be changed."""

    def __init__(self, talk: Talk, *, may_ask_private: bool) -> None:
        """Makes what asks.

        Args:
            talk: where it is asked.
            may_ask_private: whether the private part can be asked after all, where it was left out.
        """
        self._talk = talk
        self._may_ask_private = may_ask_private

    def ask_all(
        self, sheet: Sheet, *, start: int | None = None, first: str = "", known: Responses = _NOTHING_KNOWN
    ) -> Sheet:
        """Asks until nothing is left to ask; `b` goes back one question at a time.

        Args:
            sheet: the answers so far.
            start: the place of the question to begin with; the first that is left to ask without it.
            first: what there is to say before that question.
            known: answers that count wherever their question comes again, without asking.
        """
        sheet = sheet.with_known(known)
        position = sheet.place() if start is None else start
        goes_on = False
        while position < len(items := sheet.in_order()):
            item = items[position]
            if not goes_on and item.id not in sheet.responses and sheet.may_stop():
                chosen = self._offer(sheet)
                sheet = replace(sheet, enough=chosen == _SEE)
                position, goes_on = position - (not chosen), bool(chosen)
                continue
            is_new = item.id not in sheet.responses
            answer, first = self._ask_item(sheet, item, position, first, is_first=position == 0), ""
            if answer is Command.SKIP_PART:
                sheet = sheet.without_private()
                position = sheet.place()
            elif isinstance(answer, Command):
                position = max(0, position - 1)
            else:
                sheet = sheet.answer(item, answer).with_known(known)
                position = sheet.place() if is_new else position + 1
        return sheet

    def _offer(self, sheet: Sheet) -> int:
        """Offers the results early; returns the number of what was chosen, 0 for going back."""
        asked = sum(item not in sheet.here.context for item in sheet.walked())
        more = f"Answer up to {sheet.at_most() - asked} more"
        return self._talk.choose([Heading(_GOING), Paragraph(_OFFER)], ("See what we found", more), WITH_BACK)

    def try_one(self, sheet: Sheet, item: Item) -> Sheet:
        """Asks one item before any other, and shows what its answer says, until the person goes on.

        Returns the sheet with that answer remembered, which counts once the item comes in its turn.
        """
        while True:
            answer = self._ask_item(sheet, item, 0, is_first=True)
            if answer is Command.SKIP_PART:
                return sheet.without_private()
            response = () if isinstance(answer, Command) else answer
            sheet = replace(sheet, remembered={item.id: response})
            said = what_it_says(item, response, sheet.here.reasons)
            if self._talk.goes_on(said.whole(), "Press Enter for the rest of the quiz."):
                return sheet

    def _ask_item(
        self, sheet: Sheet, item: Item, position: int, first: str = "", *, is_first: bool = False
    ) -> Response | Command:
        """Asks one item until it is answered or skipped; or BACK, except from the first, or SKIP_PART."""
        track, earlier = sheet.here, sheet.earlier(item)
        place, intro = where(sheet, item, position)
        stage = circumstances(track, sheet.responses).stage
        intro = first or (intro if earlier is None else "")
        blocks = question(item, place=place, intro=intro, stage=stage, earlier=earlier)
        offered, say = keys(item, may_go_back=not is_first), ""
        while True:
            because = f"Why we ask: {why(item, track.reasons)}"
            typed = self._talk.ask(blocks, offered, say, ends=is_command, keeps=True, why=because)
            reading = read(item, typed, has_earlier=earlier is not None)
            match reading:
                case Misread(text):
                    say = f"Error: {text}"
                case Command.BACK if is_first:
                    say = "You cannot go back before this question."
                case Command.BACK | Command.SKIP_PART:
                    return reading
                case Command.SKIP:
                    return ()
                case Command():
                    return earlier or ()
                case chosen:
                    return chosen

    def check(self, sheet: Sheet) -> Sheet:
        """Lists all answers and lets each be changed. Returns the sheet that results are to be seen for."""
        say, done = "", ""
        while True:
            listed = _listed(sheet)
            # Whoever typed p by mistake is asked again from here.
            left_out = bool(sheet.private_left_out and self._may_ask_private and sheet.here.private)
            again = (("p", "the part that is only for you"),) if left_out else ()
            typed = self._talk.ask(
                _list(sheet, listed, done, left_out=left_out),
                keys_with(("r", "results"), *again, ("b", "back"), lead="Or type a number to change that answer, or:"),
                say,
                enter="Press Enter to see the results.",
            )
            say = ""
            if typed.casefold() in ("", "r", "results"):
                return sheet
            if left_out and command_in(typed) is Command.SKIP_PART:
                sheet, done = self.ask_all(replace(sheet, private_left_out=False)), ""
            elif command_in(typed) is Command.BACK and sheet.enough:
                sheet, done = self.ask_all(replace(sheet, enough=False)), ""
            elif command_in(typed) is Command.BACK:
                sheet, done = self.ask_all(sheet, start=len(listed) - 1, known=sheet.responses), ""
            elif number := number_in(typed, len(listed)):
                changed = self._change(sheet, listed[number - 1])
                done = _what_changed(sheet, changed, listed[number - 1])
                sheet = changed
            else:
                say = f"Error: {type_a_number(len(listed)).removesuffix('.')}, or r to see the results."

    def _change(self, sheet: Sheet, item: Item) -> Sheet:
        """Asks one item again, and whatever a changed answer opens that was not asked before."""
        answer = self._ask_item(sheet, item, sheet.walked().index(item))
        if answer is Command.SKIP_PART:
            return sheet.without_private()
        if isinstance(answer, Command):
            return sheet
        return self.ask_all(sheet.answer(item, answer), first=_OPENED, known=sheet.responses)


def _what_changed(before: Sheet, after: Sheet, item: Item) -> str:
    """Returns what there is to say after one item was asked again; nothing where its answer is the same."""
    if item.id not in after.responses or after.responses[item.id] == before.responses[item.id]:
        return ""
    stage = circumstances(before.here, before.responses).stage
    gone = [one for one in before.walked() if before.responses[one.id] and one.id not in after.responses]
    if not gone:
        return _CHANGED
    these = "this is" if len(gone) == 1 else "these is"
    named = " ".join(f'"{one.asked_as(stage)}"' for one in gone)
    return f"{_CHANGED} Other questions come with it. What you said to {these} no longer counted: {named}"


def _listed(sheet: Sheet) -> list[Item]:
    """Returns what was asked, numbered as it was: the questions, and after them the context items."""
    walked = sheet.walked()
    return [item for context in (False, True) for item in walked if (item in sheet.here.context) is context]


def _list(sheet: Sheet, listed: Sequence[Item], done: str, *, left_out: bool) -> list[Block]:
    stage = circumstances(sheet.here, sheet.responses).stage
    hidden = [item for item in listed if item.private and sheet.responses[item.id]]
    blocks: list[Block] = [Heading("Check your answers")]
    blocks.extend(Paragraph(text) for text in (done, _HIDDEN if hidden else "", _GONE if left_out else "") if text)
    for number, item in enumerate(listed, 1):
        if item in sheet.here.context and listed[number - 2] not in sheet.here.context:
            blocks.append(Heading("About you and therapy", level=2))
        said = "answered" if item in hidden else in_words(item, sheet.responses[item.id])
        blocks.append(Numbered(number, item.asked_as(stage), f"Your answer: {said}"))
    return blocks
