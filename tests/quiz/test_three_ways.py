"""Full, plain and through a pipe: the same is offered, and the same answers give the same bytes."""

import io
import re
import subprocess
import sys
from collections.abc import Sequence
from itertools import cycle
from pathlib import Path

import pytest
from paging import size
from people import MENU, TRACKS, Person, Quick, noting
from resizing import SIZES, resizing
from screens import CLEAR, Screen, rows, words
from shipped import BANK
from taking import QUIZ
from windows import Reply

from stuckpoint.bank import COUPLES, TrackId
from stuckpoint.cli import named
from stuckpoint.cli.main import main
from stuckpoint.engine import Length
from stuckpoint.quiz.run import Quiz
from stuckpoint.terminal.terminal import Terminal
from stuckpoint.writing import NO_TARGETS, Targets

PUT_IN = "2"
TARGETS = Targets(report=Path("mine.md"), keep=Path("kept.yaml"))
# What one mode says and the other does not.
ONLY_FULL = re.compile(
    r" \[[#.]{20}\]|To leave at once, press Ctrl-C\. The window is cleared when you leave\. "
    r"|Press Enter to go back to the quiz\. ?|Before you print .*? x leave\. "
    r"|(?<=Finish)( and clear|\. What you printed stays in this window)"
)
SAID = re.compile(r"(Error|Why we ask):")  # about the line before; plain mode shows no more than that and the keys
TICKED = re.compile(r"\d+: (it |I would |ticked|not ticked)")  # likewise of a list that has the same lines as before
ONLY_PLAIN = re.compile(r"To leave at once, press Ctrl-C\. What you read and type stays in this window.*?close it\. ")
TABLE = "How the scores were made Each answer"
LABELS = ("Question", "Got", "got", "Out", "out", "of", "Your", "your", "answer")
# After what is typed; not in a row of that table, where linear text says the header with the answer.
ANSWERED = re.compile(r"(?<=Your answer:) (?!(?:(?!Your answer:).)*?; got: )")


class Patient(Quick):
    """A window for someone who types much."""

    enough = 1000


class Pipe(Quick):
    """A window that is none."""

    def isatty(self) -> bool:
        """Says that this is no terminal."""
        return False


class Curious(Person):
    """Someone who types nonsense at every screen, asks why at every question, and for help wherever it reads anew."""

    def __init__(self, track: TrackId, menu: Sequence[Sequence[str]]) -> None:
        super().__init__(track=track, picks=True, style=1, menu=menu)
        self._seen: set[str] = set()
        self._page = ""
        self._coming: list[str] = []

    def __call__(self, screen: str) -> str | None:
        """Returns what is typed at a screen."""
        shown = words(screen)
        if not SAID.search(shown) and not shown.startswith("Who to call"):
            self._page = screen
        if self._coming:
            return self._coming.pop(0)
        if SAID.search(shown):
            return super().__call__(f"{self._page}\n{screen}")
        if MENU in shown:  # in a plain window, what was printed stands above it
            shown = shown[shown.rindex(MENU) :]
        shown = shown.replace("Finish. What you printed stays in this window", "Finish and clear")
        footer = shown.rpartition("Or type")[2]
        if shown not in self._seen and "Press Enter to go back to the quiz." not in shown:
            self._coming = ["?"] * ("? why" in shown) + ["zzz/"] * shown.endswith("Your answer:")
            self._coming += ["h", "nowhere", "GB", ""] if footer not in self._seen else []
            self._seen |= {shown, footer}
        return self._coming.pop(0) if self._coming else super().__call__(screen)


def quiz(
    reply: Reply, track: TrackId, *, plain: bool = False, window: type[Quick] = Quick, targets: Targets = NO_TARGETS
) -> Quick:
    """Takes the quiz in this process, in a window of whatever size; returns the window."""
    keyboard = window(reply)
    with Terminal(plain=plain, stdin=keyboard, stdout=keyboard) as terminal:
        Quiz(BANK, terminal, length=Length.QUICK, show_working=True, targets=targets).run(track)
    return keyboard


def files(track: TrackId) -> list[tuple[str, ...]]:
    """Returns what is typed in the menu to write everything that can be written, and to finish."""
    private = [PUT_IN] * (track == COUPLES)
    entries = [("Write a report", *private, f"mine.{ending}", "") for ending in ("md", "html")]
    entries += [("Write a page for a therapist", f"theirs.{ending}", "") for ending in ("md", "html")]
    entries += [("Write a page for your partner", "3", "1 2", "ours.md", "")] * (track == COUPLES)
    return [*entries, ("Keep your answers", *private, "kept.yaml", ""), ("finish",)]


@pytest.fixture(autouse=True)
def _tall_window(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets every page be seen at once, in a folder that is empty."""
    size(monkeypatch, 80, 500)
    monkeypatch.chdir(tmp_path)


def differing(full: str, linear: str) -> list[str]:
    """Returns the words of a screen that only one mode has; none where it has them in another order than the other.

    What linear text puts between words, such as a colon, stands between columns in a drawing. Of a table, the header
    is said with each cell in linear text. Of a list where something was ticked, linear text says only what that was.
    """
    if TICKED.match(linear):
        return [] if full.endswith(f" {linear}") else [full]
    drawn, said = (re.sub(r"[:,;](?= )|(?<= )-(?= )", "", one).split() for one in (full, linear))
    if TABLE in full:
        return sorted((set(drawn) ^ set(said)) - set(LABELS))
    return [] if drawn == said else sorted(set(drawn) ^ set(said)) or [full]


@pytest.mark.slow
@pytest.mark.parametrize("track", TRACKS)
def test_each_mode_offers_the_same_on_every_screen(track: TrackId) -> None:
    """The same keys, options, entries and words, whatever is asked for; but for what only one window can do."""
    menu = [
        ("Read the results",),
        ("Look at your answers", "2", "", ""),
        ("Read what comes next", ""),
        ("See how the scores", ""),
        ("Choose what to take",),
        *((entry, *["1"] * (track == COUPLES), "b") for entry in ("Write a report", "Keep your answers")),
        ("Write a page for a therapist", "b"),
        *[("Write a page for your partner", "3", "b")] * (track == COUPLES),
        ("Print",),
        ("finish",),
    ]
    told = []
    for plain in (False, True):
        window = quiz(Curious(track, menu), track, plain=plain, window=Patient)
        screens = map(words, window.screens)
        shown = " ".join(screen[said.start() :] if (said := SAID.search(screen)) else screen for screen in screens)
        assert bool(ONLY_FULL.search(shown)) is not plain
        assert bool(ONLY_PLAIN.search(shown)) is plain
        told.append((ONLY_PLAIN if plain else ONLY_FULL).sub("", shown))
    full, linear = (ANSWERED.split(one) for one in told)
    assert [one for pair in zip(full, linear, strict=True) for one in differing(*pair)] == []
    assert len(full) > 100
    assert sum("Why we ask:" in screen for screen in full) > 15
    assert sum("Who to call" in screen for screen in full) > 15


def written(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


@pytest.mark.slow
@pytest.mark.parametrize("track", TRACKS)
def test_every_way_of_answering_writes_the_same_files(
    track: TrackId, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found: dict[str, dict[str, bytes]] = {}
    for way in ("full", "plain", "pipe", "a window that never keeps its size"):
        person = Person(track=track, style=2, picks=True, menu=files(track))
        here = tmp_path / way
        here.mkdir()
        monkeypatch.chdir(here)
        if way.startswith("a window"):
            moving(person, track, monkeypatch)
        else:
            quiz(person, track, plain=way == "plain", window=Pipe if way == "pipe" else Quick)
        found[way] = written(here)
    names = ["kept.yaml", "mine.html", "mine.md", *["ours.md"] * (track == COUPLES), "theirs.html", "theirs.md"]
    assert [*found["full"]] == names
    assert [way for way in found if found[way] != found["full"]] == []


def moving(person: Person, track: TrackId, monkeypatch: pytest.MonkeyPatch) -> None:
    """Takes the quiz in a window that has another size at each line that is typed, and between any two."""
    sizes = cycle(SIZES)

    def reply(screen: str) -> str | None:
        if "Press Enter to go back to the quiz." not in screen:
            resizing(monkeypatch, (81, 500), (80, 500))("")
            screen = rows(window[0].getvalue().rpartition(CLEAR)[2])
        typed = person(screen)
        if typed:  # Enter would lead to the next part of a small window
            resizing(monkeypatch, next(sizes))("")
        return typed

    window = [Quick(reply)]
    with Terminal(plain=False, stdin=window[0], stdout=window[0]) as terminal:
        Quiz(BANK, terminal, length=Length.QUICK, show_working=True).run(track)


@pytest.mark.slow
@pytest.mark.parametrize("track", TRACKS)
def test_answers_from_a_file_and_from_standard_input_give_the_reports_that_the_quiz_wrote(
    track: TrackId, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """To the byte, whether they go into a file or to standard output."""
    quiz(Person(track=track, style=3, picks=True, menu=files(track)), track)
    monkeypatch.setattr(named, "bank_of", lambda *_: BANK)
    for reader, name in (("self", "mine"), ("therapist", "theirs")):
        for form, ending in (("markdown", ".md"), ("html", ".html"), ("text", ""), ("json", "")):
            arguments = ["--format", form, "--for", reader, "--show-working"]
            again = f"again.{form}.{reader}"
            assert main(["score", "kept.yaml", *arguments, "-o", again]) == 0
            told = (tmp_path / again).read_bytes()
            if ending:
                assert told == Path(name + ending).read_bytes()
            stdin = io.TextIOWrapper(io.BytesIO(Path("kept.yaml").read_bytes()))
            stdout = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
            monkeypatch.setattr(sys, "stdin", stdin)
            monkeypatch.setattr(sys, "stdout", stdout)
            assert main(["score", "-", *arguments]) == 0
            stdout.seek(0)
            assert stdout.buffer.read() == told


@pytest.mark.slow
@pytest.mark.parametrize("track", TRACKS)
def test_the_real_program_writes_the_same_from_a_terminal_and_from_a_file_of_lines(
    track: TrackId, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    private = [PUT_IN] * (track == COUPLES)
    person = Person(track=track, style=4, menu=[("finish", *private, "", *private, "")])
    lines: list[str] = []
    here = tmp_path / "in this process"
    here.mkdir()
    monkeypatch.chdir(here)
    quiz(noting(person, lines), track, targets=TARGETS)
    # The quiz in this process knows no date.
    command = [*QUIZ, "--show-working", "--no-date", "--track", track, "--report", "mine.md", "--keep", "kept.yaml"]
    typed = "".join(f"{line}\n" for line in lines)
    for way in ("full", "plain", "pipe"):
        there = tmp_path / way
        there.mkdir()
        if way == "pipe":
            done = subprocess.run(command, input=typed, cwd=there, capture_output=True, text=True, check=True)
            assert done.stderr == ""
        else:
            screen = Screen([*command, *["--plain"] * (way == "plain")], 80, 500, there)
            screen.type_slowly(typed)
            assert screen.status() == 0
        assert written(there) == written(here)
    assert written(here).keys() == {"mine.md", "kept.yaml"}
