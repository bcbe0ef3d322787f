"""A walk of two thousand keys through the real program in a pseudo-terminal, whatever comes to mind, beside a model.

For a longer hunt, add seeds.
"""

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from ending_model import Model
from keys import RAW, a_command, anything, right, wrong
from quiz_model import OVER, READ_ON, READ_ONLY, Run, letter
from screens import CLEAR, PROGRAM, Screen, put_back, words
from seat import compare
from shipped import BANK as SHIPPED
from taking import waits

from stuckpoint.bank import COUPLES, TrackId
from stuckpoint.characters import clean
from stuckpoint.engine import Length
from stuckpoint.loading import open_bank

pytestmark = pytest.mark.slow

KEYS = 2000
SEEDS = [1]
CHOIR = Path(__file__).parents[1].joinpath("banks") / "choir"
SUNG = open_bank([CHOIR], only=True)
BEFORE_THE_QUESTIONS = frozenset({"welcome", "alone", "safety", "notice", "left out", "after", "help"})
LONGEST = 4095  # bytes of a line that a terminal passes on
MORE = "Press Enter for more."
_BIT = 2000  # bytes
ROWS = [24, 60]
WAYS: list[Callable[[Screen], object]] = [
    lambda screen: screen.type(b"x\n"),
    lambda screen: screen.type(b"\x04"),
    lambda screen: screen.type(b"\x03"),
    lambda screen: screen.type(b"\x1c"),
    lambda screen: screen.type(b"quit\n1\n2\n"),
]


class Undrawn(Screen):
    """A window that keeps the bytes that came and draws none of them, for walks that are long."""

    def display(self) -> str:
        """Returns what came since the window was cleared."""
        return words(self.since().rpartition(CLEAR)[2])

    def type(self, text: str | bytes) -> None:
        """Types text as it is, a long one bit by bit, so that its echo is never behind what the program shows."""
        text = text.encode() if isinstance(text, str) else text
        *bits, last = (text[start : start + _BIT] for start in range(0, len(text), _BIT))
        for bit in bits:
            super().type(bit)
            self.settle()
        super().type(last)

    def _take(self, came: bytes) -> None:
        self.raw += came


def start(chance: random.Random, files: dict[str, str], folder: Path) -> tuple[Model, Screen]:
    """Starts the program for someone new."""
    length, is_sung, wants = chance.choice([*Length]), chance.random() < 0.3, chance.random() < 0.3
    track = chance.choice([None, TrackId("conductor")] if is_sung else [None, COUPLES])
    names = (f"asked-{len(files)}.md", f"asked-{len(files)}.yaml") if wants else ("", "")
    run = Run(bank=SUNG if is_sung else SHIPPED, track=track, length=length, report=names[0], keep=names[1])
    arguments = [*(["--track", track] if track else []), "--length", length]
    arguments += ["--questions", str(CHOIR), "--only"] if is_sung else []
    arguments += ["--report", names[0], "--keep", names[1]] if wants else []
    rows = chance.choice(ROWS)
    model = Model(run)
    model.files = files
    screen = Undrawn([*PROGRAM, "quiz", "--no-date", *arguments], 80, rows, folder, HOME=str(folder))
    return model, screen


def typed_by(chance: random.Random, model: Model) -> tuple[bytes, list[str]]:
    """Returns what is typed, and the lines that the program gets of it."""
    style = chance.random()
    byte = chance.randrange(256)
    if style < 0.04:
        raw = chance.choice(RAW)
        return raw + b"\n", [raw.decode(errors="replace")]
    if style < 0.06:
        raw = chance.choice([b"1", b"x", "é".encode(), b"1 "]) * chance.choice([300, 3000, 100_000])
        return raw + b"\n", [raw[:LONGEST].decode(errors="replace")]
    if style < 0.1:
        # An empty line would go on where a page comes in parts.
        lines = [line for _ in range(5) if clean(line := anything(model, chance.randrange(256))).strip()]
        end = chance.choice("\n\r")
        return f"{end.join([*lines, 'b'])}\n".encode(), [*lines, "b"]
    kind = right if style < 0.6 else anything if style < 0.9 else a_command if style < 0.95 else wrong
    line = kind(model, byte)
    return f"{line}\n".encode(), [line]


def reads_on(model: Model, line: str) -> bool:
    """Says whether a line that is typed before the end of a screen goes on to the next part of it."""
    line = clean(line).strip()
    if model.at in READ_ON:
        return letter(line) not in ("x", "h", "?")
    if model.at in ("question", "safety"):
        return letter(line) not in ("?", *"bsnphx")
    return not line or (model.at in READ_ONLY and letter(line) not in ("x", "h", "?", "b"))


def shown(screen: Screen, lines: int) -> str:
    """Waits until so many lines that were typed have each brought a screen; returns the last, as words."""
    screen.until(lambda _: screen.since().count(CLEAR) >= lines and waits(screen.display()))
    screen.settle()  # what has come may be half of a list of answers, which looks like a prompt
    return screen.until(lambda _: waits(screen.display()))


def walk(chance: random.Random, keys: int, folder: Path) -> set[str]:
    """Types so many keys, at one quiz after another; returns the screens that were come to."""
    files: dict[str, str] = {}
    come_to: set[str] = set()
    while keys > 0:
        model, screen = start(chance, files, folder)
        parts = part = shown(screen, 0)
        is_again = False  # so that what one read of this screen before is not shown
        kept = ""  # what was typed at an earlier part of a question
        log: list[bytes] = []
        try:
            while keys > 0:
                is_last = MORE not in part
                if is_last:
                    compare(model, parts, whole=parts.count(MORE) == 0 and not is_again, known=not is_again)
                if chance.random() < 0.004:
                    screen.settle()
                    chance.choice(WAYS)(screen)
                    model.end()
                    break
                typed, lines = typed_by(chance, model)
                keys -= 1
                log.append(typed[:200])
                # Where several lines may be read on with, or not, and where what is typed ahead answers nothing.
                if model.at in READ_ONLY | READ_ON | BEFORE_THE_QUESTIONS:
                    typed, lines = f"{lines[0]}\n".encode(), lines[:1]
                goes_on = not is_last and reads_on(model, lines[0])
                kept = (clean(lines[0]).strip() or kept) if goes_on and model.at in ("question", "safety") else kept
                lines = [kept] if kept and not goes_on and not clean(lines[0]).strip() else lines
                kept = kept if goes_on else ""
                for number, line in enumerate([] if goes_on else lines, 1):
                    model.type(line)
                    is_again = model.is_again
                    if model.at in READ_ONLY | READ_ON and number < len(lines):
                        typed, lines = "".join(f"{one}\n" for one in lines[:number]).encode(), lines[:number]
                        break
                screen.type(typed)
                if model.at == OVER:
                    break
                come_to.add(model.at)
                part = shown(screen, len(lines))
                parts = f"{parts if goes_on else ''} {part}".strip()
            else:
                screen.settle()
                screen.type(b"x\n")
            assert screen.status() == 0
            sent = screen.raw.decode(errors="replace")
            assert sent.removesuffix("No file was written.\r\n").endswith(tuple(map(put_back, ROWS)))
            assert "Traceback" not in sent
            there = {path.name: path.read_bytes().decode() for path in folder.iterdir()}
            assert there == files
        except AssertionError as wrong_there:
            raise AssertionError(f"after {log[-30:]}: {wrong_there}") from wrong_there
        finally:
            screen.child.close(force=True)
    return come_to


@pytest.mark.parametrize("seed", SEEDS)
def test_two_thousand_keys_in_a_window_leave_the_quiz_where_they_should(seed: int, tmp_path: Path) -> None:
    come_to = walk(random.Random(seed), KEYS, tmp_path)
    assert come_to >= {"safety", "question", "check", "results", "taking", "menu", "name", "done", "printed", "help"}
