"""A window that is given another size while something is asked: it is shown anew, and nothing of it is lost."""

import signal
from pathlib import Path

import pytest
from paging import KEYS, LONG_SAY, PAGE, paging, size
from resizing import SIZES, resizing
from screens import CLEAR, Screen, rows, words
from taking import QUIZ, answering, take, waits
from ways_out import MODES, PLACES, command, ended, in_a_shell, reach, stop, typed
from windows import Window, typing

from stuckpoint.blocks import Page, Paragraph
from stuckpoint.terminal.drawing import as_text
from stuckpoint.terminal.terminal import Terminal


@pytest.mark.slow
@pytest.mark.parametrize("place", [place for place in PLACES if place != "a notice"])
def test_a_window_of_another_size_shows_the_same_until_the_end(place: str) -> None:
    screen = Screen(QUIZ)
    reach(place, screen)
    display = screen.display()
    for columns, lines in SIZES:
        screen.resize(columns, lines)
        screen.until(waits)
        screen.settle()
        shown = screen.display().splitlines()
        assert len(shown) <= lines
        assert max(map(len, shown)) <= columns
        assert (columns, lines) == (9, 2) or shown[0].split()[0] == display.split()[0]
    assert screen.display() == display
    if place == "the menu":
        screen.type("10\n")
    elif place == "the lines to call":
        screen.type("x\n")
    else:
        screen.resize(40, 24)
        take(screen, answering("1"))
    assert screen.status() == 0


@pytest.mark.slow
def test_half_a_line_that_was_typed_before_is_no_part_of_the_answer() -> None:
    screen = Screen(QUIZ)
    reach("a question", screen)
    screen.type("4")
    screen.see("4")
    screen.resize(60, 22)
    screen.until(waits)
    screen.settle()
    typed(screen, "2\n")
    typed(screen, "b\n")
    assert "Your earlier answer: I have just begun." in screen.display()


@pytest.mark.slow
def test_lines_typed_ahead_are_all_read_whatever_the_window_does() -> None:
    screen = Screen(QUIZ)
    reach("a question", screen)
    screen.type("2\n" * 3)
    for columns in range(40, 90, 3):
        screen.resize(columns, 24)
    screen.until(lambda came: "Question 1 of" in came and waits(came))


@pytest.mark.slow
@MODES
def test_stopped_and_called_back_in_a_window_of_another_size(plain: bool, tmp_path: Path) -> None:
    screen = in_a_shell(tmp_path, plain=plain)
    reach("a question", screen)
    before = words(screen.since()).rpartition("About you and therapy: 1")[2]
    for columns, lines in ((41, 16), (120, 40)):
        stop(screen)
        screen.resize(columns, lines)
        screen.type("fg\n")
        screen.until(waits)
        screen.settle()
        now = words(screen.since()).rpartition("About you and therapy: 1")[2]
        assert (now == before) is (plain or lines > 20)
        assert screen.since().count("Your answer:") == 1
        drawn = rows(screen.since().rpartition("About you")[2]).splitlines()
        assert max(map(len, drawn)) < columns
    screen.type("x\n")
    assert ended(screen)


@pytest.mark.slow
def test_plain_is_not_written_again_but_what_follows_fits() -> None:
    screen = Screen(command(plain=True))
    reach("a question", screen)
    screen.resize(40, 20)
    screen.settle()
    assert screen.since() == ""
    typed(screen, "2\n")
    assert screen.since().count("Your answer:") == 1
    assert max(map(len, screen.since().splitlines())) < 40


# ---- in this process


@pytest.mark.parametrize("say", ["", LONG_SAY], ids=["", "why"])
@pytest.mark.parametrize(("columns", "lines"), [(20, 4), (20, 8), (30, 6), (40, 5), (200, 4)])
def test_in_a_window_shrunk_to_almost_nothing_all_can_be_read(
    columns: int, lines: int, say: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = Window(paging, columns, lines)
    with Terminal(plain=False, stdin=window, stdout=window) as terminal:
        size(monkeypatch, columns, lines)
        assert terminal.ask(PAGE, KEYS, say=say) == "done"
    assert window.lost == [0] * len(window.screens)
    seen = "".join(words("\n".join(window.screens)).split())
    everything = f"{say} {as_text([Page('', tuple(PAGE))])} {KEYS}"
    assert [word for word in everything.split() if word not in seen and len(word) < columns - 5] == []


def test_the_part_that_is_being_read_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    size(monkeypatch, 80, 12)
    texts = [Paragraph(f"{number} of the parts") for number in range(12)]
    window = Window(resizing(monkeypatch, "", (80, 14), (20, 4), (60, 10), (80, 12), "", "1"))
    with Terminal(plain=False, stdin=window, stdout=window) as terminal:
        assert terminal.ask(texts, KEYS) == "1"
    drawn = [words(part) for part in window.getvalue().split(CLEAR)[1:-1]]
    assert [int(part.split()[0]) for part in drawn] == [0, 4, 4, 4, 4, 4, 8]


def test_a_signal_without_another_size_draws_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    window = Window(resizing(monkeypatch, (80, 24), (80, 24), "1"))
    with Terminal(plain=False, stdin=window, stdout=window) as terminal:
        terminal.ask(PAGE[:1], KEYS)
    assert window.getvalue().count("Your answer:") == 1


def test_what_was_printed_is_not_printed_again(monkeypatch: pytest.MonkeyPatch) -> None:
    window = Window(resizing(monkeypatch, "1", (60, 24), (90, 30), ""))
    with Terminal(plain=False, stdin=window, stdout=window) as terminal:
        terminal.ask(PAGE[:1], KEYS)
        terminal.print_on([Page("Kept", (Paragraph("for later"),))])
    assert window.getvalue().count("Press Enter to go back to the quiz.") == 1


def test_while_something_is_drawn_another_size_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is drawn is drawn to its end, and then once more."""

    class Growing(Window):
        grows = True

        def write(self, text: str, /) -> int:
            if self.grows and "Once" in text:
                self.grows = False
                size(monkeypatch, 60, 20)
                signal.raise_signal(signal.SIGWINCH)
            return super().write(text)

    window = Growing(typing(["1"]))
    with Terminal(plain=False, stdin=window, stdout=window) as terminal:
        terminal.ask([Paragraph("Once upon a time."), Paragraph("And so it ends.")], "x leave.")
    told = "Once upon a time. And so it ends. x leave. Your answer:"
    assert words(window.getvalue()) == f"{told} {told}"
