"""Someone at the keyboard of a whole run, in this process: what they answer, what they choose, what they type."""

import io
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from zlib import crc32

import pytest
from screens import CLEAR, rows, words
from shipped import BANK
from windows import Reply

from stuckpoint.bank import COUPLES, Item, StepGroup, TrackId
from stuckpoint.bank.safety import SafetyItem, Said
from stuckpoint.blocks import Block, Keys, Page
from stuckpoint.cli import named
from stuckpoint.cli.main import main
from stuckpoint.engine import Length, Sheet
from stuckpoint.loading import safety_words, shipped_folder
from stuckpoint.terminal import terminal
from stuckpoint.terminal.drawing import as_text
from stuckpoint.terminal.terminal import PROMPT, Terminal

WORDS = safety_words(shipped_folder())
INDIVIDUAL = TrackId("individual")
TRACKS = [INDIVIDUAL, COUPLES]
SAFETY = "About your safety"
CHECK = "Check your answers"
RESULTS = "What your answers point to"
MENU = "What now?"
TAKE_ALONG = "What would you like to take along?"
TICK = "Or a number, b back"
RINGS, TRY, SAY = "What rings true.", "One thing to try", "Words to say"
ASKED = re.compile(r"(Question|About you and therapy:) \d+ of at most \d+")
GO_ON, NOT_NOW, LEAVE_OUT = "123"
SKIP = "s"
PRINT_AND_FINISH = (("print",), ("finish",))


def number(item: SafetyItem, said: Said) -> str:
    """Returns what to type to say so; a skip where it is skipped."""
    places = [place for place, (_, one) in enumerate(item.options, 1) if one is said]
    return str(places[0]) if places else SKIP


class Quick(io.StringIO):
    """A window that keeps what is written and draws nothing, for runs that are too many to draw.

    Attributes:
        screens: at each line that was typed, what was written since the one before and since the window was cleared.
        drawn: what was written between the last two lines.
        enough: how many lines are typed at most.
    """

    enough = 200

    def __init__(self, reply: Reply) -> None:
        super().__init__()
        self.screens: list[str] = []
        self.drawn = ""
        self._reply = reply
        self._since: list[str] = []

    def isatty(self) -> bool:
        """Says that this is a terminal."""
        return True

    def write(self, text: str) -> int:
        """Keeps what is written."""
        self._since.append(text)
        return super().write(text)

    def since(self) -> str:
        """Returns what was written since a line was read last."""
        return "".join(self._since)

    def readline(self, _size: int | None = -1, /) -> str:  # type: ignore[override]
        """Types a line."""
        self.drawn = self.since()
        self._since.clear()
        self.screens.append(rows(self.drawn.rpartition(CLEAR)[2]))
        assert len(self.screens) < self.enough, f"it goes on for ever with:\n{self.screens[-1]}"
        typed = self._reply(self.screens[-1])
        return "" if typed is None else f"{typed}\n"


_DRAWN: dict[tuple[object, ...], str] = {}


class Remembering(Terminal):
    """A terminal on a quick window that draws from memory what it drew before: the same blocks are the same bytes."""

    def ask(
        self,
        blocks: Sequence[Block],
        footer: str | Keys,
        *,
        say: str = "",
        enter: str = "",
        prompt: str = PROMPT,
        ends: Callable[[str], bool] = bool,
        keeps: bool = False,
        place: int = 0,
    ) -> str:
        """Shows blocks and returns the line that is typed."""
        window = self._out
        assert isinstance(window, Quick)
        if self.full:
            self._enter_other_screen()
        key = (self.full, self._size, tuple(blocks), footer, say, enter, prompt, place)
        if key in _DRAWN:
            self.place = place
            with self._signals.leaving():
                return self._read(lambda: _DRAWN[key], prompt)
        before, read = window.since(), len(window.screens)
        typed = super().ask(blocks, footer, say=say, enter=enter, prompt=prompt, ends=ends, keeps=keeps, place=place)
        if len(window.screens) == read + 1:
            _DRAWN[key] = window.drawn.removeprefix(before).removesuffix(prompt)
        return typed


@cache
def _printed(pages: tuple[Page, ...], width: int) -> str:
    return as_text(pages, width)


def run_quickly(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Has commands run in a folder, in a window that takes every page whole, without reading or drawing twice."""
    monkeypatch.chdir(folder)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("LINES", "100")
    monkeypatch.setattr(named, "bank_of", lambda *_: BANK)
    monkeypatch.setattr(terminal, "Terminal", Remembering)
    monkeypatch.setattr(terminal, "as_text", lambda pages, width: _printed(tuple(pages), width))


def command(reply: Reply, *arguments: str) -> tuple[int, Quick, str]:
    """Runs a command in a window of its own; returns its exit code, the window and what it complained."""
    streams, window, complaints = (sys.stdin, sys.stdout, sys.stderr), Quick(reply), io.StringIO()
    sys.stdin, sys.stdout, sys.stderr = window, window, complaints
    try:
        return main([*arguments]), window, complaints.getvalue()
    finally:
        sys.stdin, sys.stdout, sys.stderr = streams


def noting(reply: Reply, lines: list[str]) -> Reply:
    """Returns what types the same, and keeps the lines that it typed."""

    def noted(screen: str) -> str | None:
        typed = reply(screen)
        lines.extend([] if typed is None else [typed])
        return typed

    return noted


def in_menu(shown: str, entry: str) -> str:
    """Returns the number under which the menu offers what begins with a text."""
    found = re.search(rf"(\d+) {entry}", shown, re.IGNORECASE)
    assert found, entry
    return found[1]


class Person:
    """Someone who answers by what the screen asks: safety questions as given, all others always the same way.

    In style 0 it is the answer that says most, in any other one that is drawn for the style.

    Attributes:
        asked: the titles of the other questions, in the order in which they were asked.
        safety: the ids of the safety questions, likewise.
    """

    def __init__(
        self,
        said: Mapping[str, Said] | None = None,
        *,
        track: TrackId = COUPLES,
        alone: str = GO_ON,
        style: int = 0,
        picks: bool = False,
        menu: Sequence[Sequence[str]] = PRINT_AND_FINISH,
        private: Sequence[str] | None = None,
    ) -> None:
        """Makes someone.

        Args:
            said: what they answer about safety; no to the rest.
            track: the track they take.
            alone: what they type when asked whether it is safe to answer.
            style: how they answer everything else.
            picks: whether they choose what to take along, by numbers that are drawn for the style.
            menu: what they choose in the menu, and under each entry what they type until the menu comes again.
            private: what they type at private questions, if not by style.
        """
        self.asked: list[str] = []
        self.safety: list[str] = []
        self._said = said or {}
        self._track = BANK.tracks[track]
        self._alone = alone
        self._style = style
        self._picks = picks
        self._menu = iter(menu)
        self._then: list[str] = []
        self._typed: str | None = None
        self._rounds: list[str] | None = None
        self._has_stepped = False
        self._list = ""
        self._private = None if private is None else iter(private)

    def __call__(self, screen: str) -> str | None:
        """Returns what is typed at a screen; None where there is nothing more to do."""
        # What was typed before everything was shown is kept, or typed again.
        if "What you typed is noted." in words(screen):
            self._typed = ""
        elif "There is more to read before that can be typed." not in words(screen):
            self._typed = self._reply(screen)
        return self._typed

    def _reply(self, screen: str) -> str | None:
        shown = words(screen)
        if MENU in shown:
            entry, *self._then = next(self._menu, [""])
            return in_menu(shown, entry) if entry else None
        if self._then:
            return self._then.pop(0)
        if WORDS.alone.text in shown:
            return self._alone
        if "1 Go on with the questions" in shown:
            return "1"
        if SAFETY in shown:
            item = next(item for item in WORDS.items if item.text in shown)
            self.safety.append(item.id)
            return number(item, self._said.get(item.id, Said.NO))
        if ASKED.search(shown):
            return self._answer(shown)
        return self._pick(shown) if self._picks else ""

    def _answer(self, shown: str) -> str | None:
        item = self.asked_in(shown)
        self.asked.append(item.text)
        if item.private and self._private is not None:
            return next(self._private, None)
        if not self._style:
            says = [sum(option.balanced.values()) for option in item.options]
            return str(1 + says.index(max(says)))
        most = len(item.options) - item.many
        return str(1 + self._drawn(item.id, most))

    def _pick(self, shown: str) -> str:
        """Ticks by number, each reason as often as drawn; by what it says what is not shown in every light."""
        if TICK not in shown or "Error:" in shown:
            return ""
        if TAKE_ALONG in shown:
            self._list = shown
        if self._rounds is None:
            about = self._list.partition(RINGS)[2].partition(TRY)[0].partition(SAY)[0]
            often = {number: self._drawn(f"ring {number}", 5) for number in re.findall(r"(\d+) \[[ x]\]", about)}
            rounds = [" ".join(number for number, times in often.items() if times > turn) for turn in range(5)]
            self._rounds = [line for line in rounds if line]
        if self._rounds:
            return self._rounds.pop(0)
        if self._has_stepped:
            return ""
        self._has_stepped = True
        return self._step(self._list)

    def _step(self, shown: str) -> str:
        """Picks one of the steps that are shown in every light."""
        steps = (step for reason in self._track.reasons for step in reason.steps)
        marks = ("unsafe_with_control", "unsafe_in_crisis", "unsafe_with_misconduct")
        safe = (one for one in steps if not any(getattr(one, mark) for mark in marks))
        texts = [words(one.text) for one in safe if one.group is not StepGroup.WITH_THERAPIST]
        there = {text: match[1] for text in texts if (match := re.search(rf"(\d+) \[[ x]\] {re.escape(text)}", shown))}
        return there[min(there, key=lambda text: self._drawn(text, 1000))] if there else ""

    def _drawn(self, key: str, below: int) -> int:
        return crc32(f"{self._style} {key}".encode()) % below

    def asked_in(self, shown: str) -> Item:
        """Returns the item that a screen asks."""
        texts = _texts(self._track.id)
        same = texts[max((text for text in texts if text in shown), key=len)]
        return next(item for item in same if words(item.options[0].text) in shown)


def answered(track: TrackId, style: int, length: Length = Length.QUICK) -> Sheet:
    """Returns the sheet of someone who answers in a style, as the quiz asks."""
    sheet = Sheet(bank=BANK, track=track, length=length)
    while item := sheet.upcoming():
        options = item.options[: len(item.options) - item.many]
        sheet = sheet.answer(item, (options[crc32(f"{style} {item.id}".encode()) % len(options)].id,))
    return sheet


@cache
def _texts(track: TrackId) -> dict[str, list[Item]]:
    """Returns the items by what they ask; some that are never asked of one person ask it in the same words."""
    found: dict[str, list[Item]] = {}
    for item in (*BANK.tracks[track].context, *BANK.tracks[track].items):
        for text in filter(None, (item.text, item.text_just_begun, item.text_ended)):
            found.setdefault(words(text), []).append(item)
    return found
