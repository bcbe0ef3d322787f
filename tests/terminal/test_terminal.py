"""What a Terminal draws and reads, in a window of this process."""

import io
import re
import signal
from collections.abc import Sequence

import pytest
from paging import KEYS, LONG_SAY, PAGE, paging, size
from screens import put_back, rows, words
from windows import Window, typing

from stuckpoint.blocks import Block, Bullet, Heading, Numbered, Page, Paragraph, Table
from stuckpoint.errors import Left
from stuckpoint.quiz.commands import is_command
from stuckpoint.quiz.talk import Talk
from stuckpoint.terminal.drawing import as_text
from stuckpoint.terminal.terminal import Terminal

SIZES = [(40, 10), (41, 11), (60, 12), (80, 10), (40, 24), (80, 24), (200, 50)]


def ask(
    window: Window, blocks: Sequence[Block] = PAGE, footer: str = KEYS, say: str = "", *, plain: bool = False
) -> str:
    with Terminal(plain=plain, stdin=window, stdout=window) as terminal:
        return terminal.ask(blocks, footer, say=say)


@pytest.mark.sampled(16)
@pytest.mark.parametrize("say", ["", "Error: Type a number from 1 to 12.", LONG_SAY], ids=["", "error", "why"])
@pytest.mark.parametrize(("columns", "lines"), SIZES)
def test_nothing_leaves_the_window_before_it_can_be_read(
    columns: int, lines: int, say: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    size(monkeypatch, columns, lines)
    window = Window(paging, columns, lines)
    assert ask(window, say=say) == "done"
    assert window.lost == [0] * len(window.screens)
    seen = words("\n".join(window.screens))
    everything = f"{say} {as_text([Page('', tuple(PAGE))])}"
    assert [word for word in everything.split() if word not in seen] == []
    assert all("x leave." in words(screen) for screen in window.screens)


def test_what_fits_is_shown_at_once() -> None:
    window = Window(typing(["1"]))
    ask(window, PAGE[:8])
    assert len(window.screens) == 1


def test_what_is_typed_before_everything_was_shown_is_the_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    size(monkeypatch, 40, 10)
    window = Window(typing(["", "7", "8"]), 40, 10)
    assert ask(window) == "7"
    assert len(window.screens) == 2


def test_a_heading_stays_with_what_it_heads(monkeypatch: pytest.MonkeyPatch) -> None:
    size(monkeypatch, 40, 12)
    blocks = [block for number in range(9) for block in (Heading(f"Head {number}"), Paragraph(f"Body {number}"))]
    window = Window(paging, 40, 12)
    ask(window, blocks)
    for screen in window.screens:
        assert screen.count("Head") == screen.count("Body") > 0


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("  two words \t", "two words"),
        ("\x1b[A1", "[A1"),
        ("\x1b]52;c;aGk=\x07", "]52;c;aGk="),
        ("a\u202eb\u200bc\x9bd\x7fe\x00f", "abcdef"),
        ("\ufffd", "\ufffd"),
        ("\x1b", ""),
    ],
)
def test_what_is_typed_is_cleaned(typed: str, read: str) -> None:
    assert ask(Window(typing([typed])), PAGE[:1]) == read


def test_the_end_of_input_leaves() -> None:
    with pytest.raises(Left):
        ask(Window(typing([])))


class Gone(Window):
    """A window that is closed while a line is read: from then on reading and writing fail."""

    is_gone = False

    def readline(self, _size: int | None = -1, /) -> str:  # type: ignore[override]
        """Fails as a terminal does that is not there any more."""
        self.is_gone = True
        raise OSError(5, "Input/output error")

    def write(self, text: str, /) -> int:
        """Writes, or fails likewise."""
        if self.is_gone:
            raise OSError(5, "Input/output error")
        return super().write(text)


@pytest.mark.parametrize("plain", [False, True])
def test_a_window_that_is_gone_leaves_without_a_fault(plain: bool) -> None:
    window = Gone(typing([]))
    with Terminal(plain=plain, stdin=window, stdout=window) as terminal:
        with pytest.raises(Left):
            terminal.ask(PAGE, KEYS)
        terminal.end_line()


class Impatient(Window):
    """A window whose owner gives a signal again while everything is being put back."""

    signal = 0

    def write(self, text: str, /) -> int:
        """Writes, and when the screen is cleared on the way out, gives the signal."""
        if self.signal and "\x1b[" in text:
            given, self.signal = self.signal, 0
            signal.raise_signal(given)
        return super().write(text)


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_a_second_signal_on_the_way_out_changes_nothing(name: str) -> None:
    window = Impatient(typing([]))
    again = False
    try:
        with Terminal(plain=False, stdin=window, stdout=window) as terminal:
            with pytest.raises(Left):
                terminal.ask(PAGE, KEYS)
            window.signal = getattr(signal, name)
    except (KeyboardInterrupt, Left):
        again = True
    assert window.signal == 0
    assert window.getvalue().endswith(put_back())
    assert not again


@pytest.mark.parametrize("second", ["SIGINT", "SIGTERM", "SIGHUP"])
@pytest.mark.parametrize("first", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_between_a_first_signal_and_the_way_out_a_second_changes_nothing(first: str, second: str) -> None:
    window = Window(lambda _: signal.raise_signal(signal.Signals[first]))
    with Terminal(plain=False, stdin=window, stdout=window) as terminal:
        with pytest.raises(Left):
            terminal.ask(PAGE, KEYS)
        signal.raise_signal(signal.Signals[second])
    assert window.getvalue().endswith(put_back())


@pytest.mark.parametrize("plain", [False, True])
def test_a_signal_given_while_nothing_is_asked_leaves_before_more_is_shown(plain: bool) -> None:
    window = Window(typing(["1"]))
    with Terminal(plain=plain, stdin=window, stdout=window) as terminal:
        signal.raise_signal(signal.SIGINT)
        with pytest.raises(Left):
            terminal.ask(PAGE, KEYS)
    assert window.getvalue() == ""


@pytest.mark.skipif(not hasattr(signal, "pthread_sigmask"), reason="no two signals come at once there")
def test_signals_that_come_at_once_leave_without_a_word(monkeypatch: pytest.MonkeyPatch) -> None:
    complaints: list[object] = []
    monkeypatch.setattr("sys.unraisablehook", complaints.append)
    at_once = (signal.SIGHUP, signal.SIGINT, signal.SIGTERM)

    def reply(_screen: str) -> str:
        signal.pthread_sigmask(signal.SIG_BLOCK, at_once)
        for number in at_once:
            signal.raise_signal(number)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, at_once)
        return "1"

    with pytest.raises(Left):
        ask(Window(reply))
    assert complaints == []


def test_the_other_screen_is_cleared_and_left_whatever_happens() -> None:
    window = Window(typing([]))
    with pytest.raises(Left), Terminal(plain=False, stdin=window, stdout=window) as terminal:
        terminal.ask(PAGE, KEYS)
    assert window.getvalue().startswith("\x1b[?1049h")
    assert window.getvalue().endswith(put_back())


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT", "SIGTSTP"])
def test_once_it_is_over_signals_change_nothing(name: str) -> None:
    assert ask(Window(typing(["1"])), PAGE[:1]) == "1"
    assert signal.getsignal(signal.Signals[name]) is signal.SIG_IGN


def test_ctrl_z_stays_switched_off_where_it_was() -> None:
    signal.signal(signal.SIGTSTP, signal.SIG_IGN)
    window = Window(typing(["1"]))
    with Terminal(plain=False, stdin=window, stdout=window) as terminal:
        assert signal.getsignal(signal.SIGTSTP) is signal.SIG_IGN
        assert terminal.ask(PAGE[:1], KEYS) == "1"


@pytest.mark.parametrize(
    ("plain", "term", "columns", "lines", "is_terminal"),
    [
        (True, "xterm", 80, 24, True),
        (False, "dumb", 80, 24, True),
        (False, "xterm", 39, 24, True),
        (False, "xterm", 80, 9, True),
        (False, "xterm", 80, 24, False),
    ],
)
def test_plain_has_no_escape_and_shows_all_at_once(
    plain: bool, term: str, columns: int, lines: int, is_terminal: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    size(monkeypatch, columns, lines)
    monkeypatch.setenv("TERM", term)
    monkeypatch.setenv("FORCE_COLOR", "1")
    window = Window(typing(["1"]), columns, lines, is_terminal=is_terminal)
    assert ask(window, plain=plain) == "1"
    assert "\x1b" not in window.getvalue()
    assert "point2" in window.getvalue()
    assert window.getvalue().isascii()


@pytest.mark.parametrize("plain", [False, True])
@pytest.mark.parametrize(
    "text",
    ["[bold]x[/bold]", "[/b] [link=https://a.example]y[/link]", ":smile: :warning:", "{x} %s \\n", "'1' 2.5 None"],
)
def test_text_is_shown_as_it_is(text: str, plain: bool) -> None:
    window = Window(typing(["1"]))
    ask(window, [Heading(text), Paragraph(text), Bullet(text, (text,)), Numbered(1, text, text)], plain=plain)
    assert words(window.getvalue()).count(text) == 6


@pytest.mark.parametrize("text", ["a\x1b[31mb", "a\x07b", "a\x9b2Jb", "a\u202eb", "a\u3164b", "a\x7fb", "a\x1b]8;;b"])
def test_no_text_of_a_bank_moves_the_cursor(text: str) -> None:
    drawn = as_text([Page(text, (Paragraph(text), Bullet(text, (text,)), Numbered(1, text, text)))])
    assert all(character == "\n" or character.isprintable() for character in drawn)


@pytest.mark.parametrize(
    ("word", "times"),
    [("会話が進まない", 20), ("🙂", 60), ("e\u0301te ", 30), ("👩\u200d💻 ", 30), ("zz", 150)],
    ids=["japanese", "emoji", "combining", "joined", "endless"],
)
@pytest.mark.parametrize(("columns", "lines"), [(40, 10), (80, 24)])
def test_wide_and_endless_words_stay_in_the_window(
    word: str, times: int, columns: int, lines: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    size(monkeypatch, columns, lines)
    window = Window(paging, columns, lines)
    text = word * times
    ask(window, [Heading(text), Paragraph(text), Numbered(10, text, text)])
    assert not any(window.lost)
    drawn = rows(window.getvalue())
    rarest = max(word.strip(), key=ord)
    assert drawn.count(rarest) == 4 * text.count(rarest)


def test_text_on_paper_is_wrapped_at_words_and_ends_no_line_in_a_space() -> None:
    text = as_text([Page("A page", tuple(PAGE)), Page("Another", (Bullet("one " * 60),))], 50)
    lines = text.splitlines()
    assert max(map(len, lines)) <= 50
    assert all(line == line.rstrip() for line in lines)
    assert "\n\n\n" not in text
    assert text.isascii()


def test_pages_are_printed_on_the_ordinary_screen_and_stay_there() -> None:
    window = Window(typing(["1", "", "1"]))
    with Terminal(plain=False, stdin=window, stdout=window) as terminal:
        terminal.ask(PAGE[:1], KEYS)
        terminal.print_on([Page("Kept", (Paragraph("for later"),))])
        terminal.ask(PAGE[:1], KEYS)
    on_ordinary = window.getvalue().split("\x1b[?1049l")[1].split("\x1b[?1049h")[0]
    assert "Kept\nfor later\n" in on_ordinary
    assert "\x1b" not in on_ordinary


def test_leaving_from_what_was_printed_clears_nothing_of_it() -> None:
    window = Window(typing(["1"]))
    with Terminal(plain=False, stdin=window, stdout=window) as terminal:
        terminal.ask(PAGE[:1], KEYS)
        with pytest.raises(Left):
            terminal.print_on([Page("Kept", (Paragraph("for later"),))])
        terminal.end_line()
    after = window.getvalue().partition("\x1b[?1049l")[2]
    assert "Kept\nfor later\n" in after
    assert after.endswith("Press Enter to go back to the quiz.\n")
    assert "\x1b" not in after


def test_a_stream_that_cannot_write_a_letter_shows_a_stand_in() -> None:
    raw = io.BytesIO()
    out = io.TextIOWrapper(raw, encoding="ascii", write_through=True)
    with Terminal(plain=True, stdin=io.StringIO("1\n"), stdout=out) as terminal:
        terminal.ask([Paragraph("Flückiger says")], KEYS)
    assert b"Fl?ckiger says" in raw.getvalue()


def test_bytes_that_are_no_text_can_be_typed() -> None:
    keyboard = io.TextIOWrapper(io.BytesIO(b"\xff\xfe1\n"), encoding="utf-8")
    with Terminal(plain=True, stdin=keyboard, stdout=io.StringIO()) as terminal:
        assert terminal.ask(PAGE, KEYS) == "\ufffd\ufffd1"


def test_a_line_without_end_is_no_keyboard_and_is_not_waited_for() -> None:
    stdin = io.StringIO("\0" * 1_000_000)
    with Terminal(plain=True, stdin=stdin, stdout=io.StringIO()) as terminal, pytest.raises(Left):
        terminal.ask(PAGE, KEYS)
    assert stdin.tell() < 100_000


def test_a_word_in_the_middle_of_what_is_only_to_be_read_leaves_out_nothing_of_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    size(monkeypatch, 50, 12)
    window = Window(typing(["ok", "yes", "2", "b", "done", *[""] * 20]), 50, 12)
    with Terminal(plain=False, stdin=window, stdout=window) as terminal:
        Talk(terminal, None).pause(PAGE, "Press Enter to go on.")
    seen = words("\n".join(window.screens))
    assert [word for word in as_text([Page("", tuple(PAGE))]).split() if word not in seen] == []


@pytest.mark.parametrize(("lines", "answer"), [(["7", "", ""], "7"), (["7", "", "9"], "9"), (["7", "9", ""], "9")])
def test_what_was_typed_before_the_last_part_is_what_enter_answers_under_it(
    lines: list[str], answer: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    size(monkeypatch, 50, 12)
    many = [Numbered(number, "One of many lines") for number in range(1, 13)]
    window = Window(typing(lines), 50, 12)
    with Terminal(plain=False, stdin=window, stdout=window) as terminal:
        assert terminal.ask(many, KEYS, ends=is_command, keeps=True) == answer
    assert "12 One of many lines" in words(window.screens[-1])
    told = "What you typed is noted. At the end of this list, Enter answers with it."
    assert [told in words(screen) for screen in window.screens] == [False, True, True]


def test_no_row_of_a_table_that_is_a_list_is_cut_where_a_window_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    size(monkeypatch, 40, 12)
    table = Table(
        ("Question", "Your answer", "Got"), tuple((f"Row {n}?", "Almost always " * 4, f"{n}") for n in range(9))
    )
    window = Window(paging, 40, 12)
    ask(window, [Heading("How it was made"), table])
    for number in range(9):
        assert sum(f"Row {number}?" in screen and f"got: {number}" in words(screen) for screen in window.screens) == 1


def test_leaving_and_help_work_in_the_middle_of_what_is_to_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    size(monkeypatch, 50, 12)
    window = Window(typing(["x"]), 50, 12)
    with pytest.raises(Left), Terminal(plain=False, stdin=window, stdout=window) as terminal:
        Talk(terminal, None).pause(PAGE, "Press Enter to go on.")
    assert len(window.screens) == 1


def test_what_there_is_to_say_is_said_once_and_not_under_every_part(monkeypatch: pytest.MonkeyPatch) -> None:
    size(monkeypatch, 50, 12)
    window = Window(paging, 50, 12)
    ask(window, say="Error: Type a number.")
    assert ["Error: Type a number." in words(screen) for screen in window.screens].count(True) == 1


@pytest.mark.parametrize(("columns", "lines"), [*SIZES, (80, 11), (40, 12)])
def test_nothing_is_scrolled_off_and_rows_are_cleared_one_by_one(
    columns: int, lines: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some terminals keep, for who scrolls up, what leaves the window, and what is cleared all at once."""
    size(monkeypatch, columns, lines)
    window = Window(typing(["", "99", "", "7", "1", "2"]), columns, lines)
    with Terminal(plain=False, stdin=window, stdout=window) as terminal:
        for say in ("", "Error: Type a number from 1 to 12.", LONG_SAY):
            terminal.ask(PAGE, KEYS, say=say)
    assert window.scrolled == 0
    assert not re.search(r"\x1b\[[0-3]?J", window.getvalue())
