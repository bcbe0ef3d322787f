"""What a quiz should hold after what was typed, up to the first question: which screen, and what was said about safety.

The models are written from what the screens and docs/method.md say, as a table of screens, which the quiz is not. They
ask only the pure core: what comes next, what it adds up to, and how that reads.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from stuckpoint.bank import Bank, Concern, Light, Track, TrackId
from stuckpoint.bank.safety import SafetyItem, Said, light_of
from stuckpoint.characters import clean
from stuckpoint.engine import Length
from stuckpoint.loading import safety_words, shipped_folder

SAFETY = safety_words(shipped_folder())
WRONG, REASON, KEYS = "Error:", "Why we ask:", "Type what the screen asks for"
SAID_OF_KEYS = {"results": "Enter goes on, and a number leads to", "taking": "Type a number, or more than one,"}
OVER = "over"
# Screens that are only read, on which nothing but leaving, help and b, where it leads back, cuts short what is read.
READ_ONLY = frozenset(
    {"notice", "left out", "after", "light", "alert", "all", "more", "next", "working", "before print", "chosen"}
    | {"nothing to take", "view"}
)
READ_ON = frozenset({"better not", "deleted"})
_LONG = 5  # digits of what is no number of anything here
_TOO_LONG = 10_000  # whoever types a line of so many characters is no person, and the quiz ends
_LETTERS = {"back": "b", "skip": "s", "does not apply": "n", "why": "?", "help": "h", "skip this part": "p"}
_LETTERS |= dict.fromkeys(("exit", "quit", "leave"), "x") | {"keys": "?", "who to call": "h"}


@dataclass(frozen=True, kw_only=True)
class Run:
    """What a quiz is started with."""

    bank: Bank
    track: TrackId | None = None
    length: Length = Length.QUICK
    full: bool = True
    working: bool = False
    report: str = ""
    keep: str = ""


def narrow(line: str) -> str:
    """Returns a line with the wide forms of letters, digits and marks as the usual ones."""
    wide = "\u3000" + "".join(map(chr, range(0xFF01, 0xFF5F)))
    return "".join(unicodedata.normalize("NFKC", one) if one in wide else one for one in line).replace("\u3001", ",")


def letter(line: str) -> str:
    """Returns the letter of a command, typed as a letter or a word; anything else in small letters."""
    line = narrow(line).strip()
    return _LETTERS.get(line.lower(), line.lower())


def number(line: str, highest: int) -> int:
    """Returns the one number that was typed, with or without marks round it; 0 for anything else."""
    found = numbers(line, highest)
    return found[0] if len(found) == 1 else 0


def choice(line: str, texts: Sequence[str]) -> int:
    """Returns the number of the one that was typed, by number or by the words that it alone begins with; 0 for none."""
    bare = [" ".join(re.split(r"[^\w'\u2019]+", f" {text.casefold()} ")) for text in (line, *texts)]
    begin = [place for place, text in enumerate(bare[1:], 1) if len(bare[0]) > len(" a ") and text.startswith(bare[0])]
    same = [place for place in begin if bare[place] == bare[0]]
    found = same or begin
    return number(line, len(texts)) or (found[0] if len(found) == 1 else 0)


def numbers(line: str, highest: int, lowest: int = 1) -> list[int]:
    """Returns the numbers that were typed, each once; none where there was anything else."""
    line = re.sub(r"\band\b", " ", narrow(line))
    typed = re.findall(r"\d+", line) if re.fullmatch(r"[\d\s,;.()#&+]+", line) else []
    fits = all(len(one) < _LONG and lowest <= int(one) <= highest for one in typed)
    return list(dict.fromkeys(map(int, typed))) if fits else []


def ticked(line: str, texts: Sequence[str]) -> list[int]:
    """Returns the numbers that were typed, or that of the text that was; none for anything else."""
    chosen = choice(line, texts)
    return numbers(line, len(texts)) or [chosen] * (chosen > 0)


class Beginning:
    """A quiz from the welcome to the end of the questions about safety.

    Attributes:
        at: the screen.
        say: what that screen says about the line before.
        is_same_list: whether the list of what can be taken along has the same lines as before.
        is_again: whether it is the screen that was there before, and shows that part of it on which one was.
        close: whether people close may be asked about.
        screens: for each screen, the one that a line leads to.
        texts: for each screen, texts that it shows: first the one that it is known by.
    """

    def __init__(self, run: Run) -> None:
        self.run = run
        self.at = "welcome"
        self.say = ""
        self.close = True
        self.tracks = sorted(run.bank.tracks.values(), key=lambda track: not track.items)
        self.track_id = run.track
        self.helped: dict[str, Said] = {}
        self.noticed: list[Concern] = []
        self.safety_at = 0
        self._back_to = ""
        self.is_again = False
        self._foot_alone = False
        self.is_same_list = True
        self.screens: dict[str, Callable[[str], str]] = {
            "welcome": self._welcome,
            "alone": self._alone,
            "safety": self._safety,
            "notice": self._notice,
            "left out": self._end,
            "after": self._end,
        }
        self.texts: dict[str, Callable[[], list[str]]] = {
            "help": lambda: [SAFETY.help.title, "Press Enter to go back."],
            "welcome": lambda: (
                ["Which therapy is this about?", *(track.name for track in self.tracks)]
                if self._is_choice
                else ["Press Enter to begin."]
            ),
            "alone": lambda: [SAFETY.alone.text, *self.track.welcome],
            "safety": lambda: [self.safety_items[self.safety_at].text, "About your safety"],
            "notice": lambda: [SAFETY.notices[self.noticed[-1]].title, SAFETY.go_on],
            "left out": lambda: [SAFETY.left_out.title, SAFETY.go_on],
            "after": lambda: [SAFETY.after.title, SAFETY.go_on],
        }

    def shows(self) -> list[str]:
        """Returns texts that the screen has to show: first the one that it is known by.

        In linear text, what there is to say about a line stands without all the rest.
        """
        if self._foot_alone:
            return [self.say]
        return [*self.texts[self.at](), *([self.say] if self.say else [])]

    def questions(self) -> str:
        """Returns the first screen after what is about safety."""
        raise NotImplementedError

    # ---- what was typed

    def type(self, line: str) -> None:
        """Takes a line as the window gives it, without its end."""
        if self.at == OVER:
            return
        line, long = clean(line).strip(), len(line) + 1 >= _TOO_LONG
        self._foot_alone = self.is_again = False
        if long or letter(line) == "x":
            self.end()
        elif self.at == "help":
            self._help(line)
        elif letter(line) == "h" and self.at != "printed":
            self._back_to, self.at, self.say = self.at, "help", ""
        elif letter(line) == "?" and self.at != "printed":
            is_asked = self.at in ("question", "safety")
            self.say = REASON if is_asked else SAID_OF_KEYS.get(self.at, KEYS)
            self._say_alone(line)
        else:
            self.say = ""
            self.at = self.screens[self.at](line)
            self._say_alone(line)

    def _say_alone(self, line: str) -> None:
        is_ticked = self.at == "taking" and bool(self.say) and self.is_same_list
        self.is_again = (
            self.say.startswith((WRONG, REASON, KEYS, *SAID_OF_KEYS.values(), "You cannot go back")) or is_ticked
        )
        self._foot_alone = self.is_again and bool(line) and not self.run.full

    def end(self) -> None:
        """Leaves, however: nothing is shown or written from here on."""
        self.at = OVER

    def _help(self, line: str) -> None:
        """Leads back to the screen as it was, with what it said."""
        if line and letter(line) != "b":
            self.say = "" if line.casefold() in ("gb", "ireland") else KEYS if letter(line) == "?" else WRONG
            self._say_alone(line)
        else:
            self.at, self.say = self._back_to, ""
            self.is_again = True

    def wrong(self) -> str:
        """Says that something else has to be typed; returns the same screen."""
        self.say = WRONG
        return self.at

    # ---- before the questions

    @property
    def track(self) -> Track:
        """Returns the track that was chosen."""
        assert self.track_id is not None
        return self.run.bank.tracks[self.track_id]

    @property
    def _is_choice(self) -> bool:
        return self.run.track is None and len(self.tracks) > 1

    def _welcome(self, line: str) -> str:
        if not self._is_choice:
            self.track_id = self.track_id or self.tracks[0].id
            return "alone"
        chosen = choice(line, [track.name for track in self.tracks])
        if not chosen or not self.tracks[chosen - 1].items:
            return self.wrong()
        self.track_id = self.tracks[chosen - 1].id
        return "alone"

    def _alone(self, line: str) -> str:
        if letter(line) == "b" and self._is_choice:
            return "welcome"
        chosen = choice(line, (SAFETY.alone.yes, SAFETY.alone.not_now, SAFETY.alone.leave_out))
        if not chosen:
            return self.wrong()
        self.close, self.safety_at, self.helped = chosen == 1, 0, {}
        return "safety" if chosen != 2 else OVER

    @property
    def safety_items(self) -> tuple[SafetyItem, ...]:
        """Returns what is asked about safety."""
        return SAFETY.items_for(self.track.id, about_people_close=self.close)

    def _safety(self, line: str) -> str:
        item = self.safety_items[self.safety_at]
        answer = Said.SKIPPED
        match letter(line):
            case "b":
                return self._last_safety()
            case "s":
                pass
            case _:
                chosen = ticked(line, [text for text, _ in item.options])
                if not chosen:
                    return self.wrong()
                answer = min((item.options[one - 1][1] for one in chosen), key=[*Said].index)
        self.helped[item.id] = answer
        if answer in (Said.YES, Said.NOT_SURE):
            self.noticed.append(item.concern)
            return "notice"
        return self._after_safety()

    def _notice(self, line: str) -> str:
        return self._read_on(line, lambda: "safety", self._after_safety)

    def _end(self, line: str) -> str:
        return self._read_on(line, lambda: "safety", self.questions)

    def _read_on(self, line: str, back: Callable[[], str], on: Callable[[], str]) -> str:
        chosen = choice(line, (SAFETY.go_on, SAFETY.who_to_call))
        if chosen == 2:
            self._back_to = self.at
            return "help"
        if letter(line) == "b":
            return back()
        return on() if chosen else self.wrong()

    def _after_safety(self) -> str:
        """Leads on to the next item, or to what follows the last."""
        if self.safety_at + 1 < len(self.safety_items):
            self.safety_at += 1
            return "safety"
        return "left out" if Said.SKIPPED in self.helped.values() or not self.close else "after"

    def _last_safety(self) -> str:
        """Leads back to the item that was asked last, or before the first to what was asked before it."""
        if not self.safety_at:
            return "alone"
        self.safety_at -= 1
        return "safety"

    @property
    def light(self) -> Light:
        """Returns the light in which results are read."""
        return light_of(SAFETY.items_for(self.track.id), self.helped)
