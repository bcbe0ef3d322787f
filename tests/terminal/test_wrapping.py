"""Where lines break, in any script: at words, never inside a character, and never too long for the window."""

import pytest
from graphemes import ONE
from hypothesis import given
from hypothesis import strategies as st
from paging import size
from rich.cells import cell_len, split_graphemes
from screens import rows
from windows import Window

from stuckpoint.blocks import Block, Bullet, Gap, Heading, Keys, Numbered, Paragraph
from stuckpoint.characters import clean
from stuckpoint.errors import Left
from stuckpoint.terminal.console import hung, lines_of, text_of
from stuckpoint.terminal.drawing import foot
from stuckpoint.terminal.terminal import Terminal
from stuckpoint.terminal.window import READING

TEXTS = {
    "Japanese": "会話が進まない。「どうして」と思う。" * 6,
    "Korean": "\ub300\ud654\uac00 \uc55e\uc73c\ub85c \ub098\uc544\uac00\uc9c0 \uc54a\uc544\uc694 " * 8,
    "Hebrew": "\u05d4\u05e9\u05d9\u05d7\u05d4 \u05dc\u05d0 \u05de\u05ea\u05e7\u05d3\u05de\u05ea " * 8,
    "Persian": "\u0645\u06cc\u200c\u0631\u0648\u0645 \u0646\u0645\u06cc\u200c\u0634\u0648\u062f " * 8,
    "Hindi": "\u0915\u094d\u200d\u0937\u0924\u094d\u0930\u093f\u092f \u0928\u0939\u0940\u0902 " * 8,
    "decomposed": "e\u0301te\u0301 passe\u0301 " * 12,
    "families": f"{ONE['family']} and " * 9,
    "flags": ONE["flag"] * 30,
    "skin tones": ONE["hand with a skin tone"] * 30,
    "mixed": f"A word, {ONE['family']}{ONE['flag']} \u4f1a\u8a71\u304c\u9032\u307e and {ONE['red heart']} more. " * 5,
    "endless": "z" * 150,
}
TERMINALS = ((40, 24), (80, 24), (200, 50))


def wrap(text: str, width: int) -> list[str]:
    return [line.plain for line in lines_of([hung(text_of(text), width)], width)]


def characters(text: str) -> list[str]:
    """Returns what is drawn as one character each, spaces left out."""
    spans, _ = split_graphemes(text)
    return [text[start:end] for start, end, _ in spans if not text[start:end].isspace()]


# Rich may cut a flag in two; each half is then a letter in a box.
@pytest.mark.parametrize("one", [one for name, one in ONE.items() if name != "flag"])
def test_what_is_drawn_as_one_character_is_one_and_no_line_ends_in_it(one: str) -> None:
    for width in range(8, 20):
        assert all(line == one * (len(line) // len(one)) for line in wrap(one * 17, width))


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
@pytest.mark.parametrize("width", [15, 35, 39, 78])
def test_a_text_in_any_script_loses_nothing_and_fits(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert max(map(cell_len, lines)) <= width
    assert "".join("".join(lines).split()) == "".join(text.split())
    if text != TEXTS["flags"]:
        assert [one for line in lines for one in characters(line)] == characters(text)


@pytest.mark.parametrize("name", ["Korean", "Hebrew", "Persian", "Hindi", "decomposed", "families"])
def test_a_script_with_spaces_is_broken_at_words(name: str) -> None:
    assert " ".join(wrap(TEXTS[name].strip(), 20)).split() == TEXTS[name].split()


def test_a_script_without_spaces_fills_its_lines() -> None:
    lines = wrap(f"One \u5b57 {TEXTS['Japanese']}", 24)
    assert min(map(cell_len, lines[1:-1])) >= 20


@pytest.mark.parametrize("space", ["\xa0", "\u202f", "\u2007"])
def test_a_space_that_must_not_be_broken_at_is_not(space: str) -> None:
    assert wrap(f"wait for{space}20{space}minutes", 16) == ["wait", f"for{space}20{space}minutes"]


@given(st.text(st.sampled_from([*"a \u4f1a\u05d4\u0301\u200d\u200c\ufe0f\U0001f642\U0001f1ee\U0001f3fd\u0915\u094d"])))
def test_no_text_is_too_much_to_wrap(text: str) -> None:
    assert "".join("".join(wrap(text, 9)).split()) == "".join(clean(text).split())


@pytest.mark.sampled(7)
@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("plain", [False, True], ids=["full", "plain"])
def test_options_and_lists_stay_in_their_columns(name: str, plain: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    blocks: list[Block] = [Heading(TEXTS[name]), Paragraph(TEXTS[name]), Gap()]
    blocks += [Numbered(number, TEXTS[name], "under it", marked=number == 100) for number in (1, 20, 100)]
    blocks += [Bullet(TEXTS[name], ("set in",), box=box) for box in (False, True)]
    for columns, lines in TERMINALS:
        size(monkeypatch, columns, lines)
        window = Window(lambda _: "", columns, 400)
        monkeypatch.setenv("LINES", "400")
        with Terminal(plain=plain, stdin=window, stdout=window) as terminal:
            terminal.ask(blocks, "x leave.")
        shown = rows(window.getvalue()).rpartition("x leave.")[0].splitlines()
        assert max(map(cell_len, shown)) <= min(columns - 1, READING)
        options = shown[next(place for place, line in enumerate(shown) if line.startswith("  1 ")) :]
        marks = ("  1 ", " 20 ", "*100 ", "- ", "\u2022 ", "\u258c ", "[ ] ")
        set_in = [line for line in options if line and not line.startswith(marks)]
        assert {len(line) - len(line.lstrip(" ")) for line in set_in} <= {0, 2, 4, 5}


def test_a_window_of_200_columns_is_read_like_one_of_80(monkeypatch: pytest.MonkeyPatch) -> None:
    """A longer line is hard to read, so none is made; up to there lines are filled."""
    drawn = []
    for columns in (80, 200):
        size(monkeypatch, columns, 40)
        window = Window(lambda _: None, columns, 40)
        with Terminal(plain=False, stdin=window, stdout=window) as terminal, pytest.raises(Left):
            terminal.ask([Paragraph("some words " * 40), Numbered(1, "an option of some length " * 12)], "x leave.")
        drawn.append(window.screens[0])
    assert drawn[0] == drawn[1]
    assert 66 < max(map(len, drawn[0].splitlines())) <= READING


@pytest.mark.parametrize("width", [20, 40, 60, 80])
def test_a_key_stands_in_one_line_with_what_it_does(width: int) -> None:
    keys = Keys(
        "Press Enter for more. Or type 1 to 3, or:", (*((sign, "back") for sign in "0abm?"), ("h", "who to call"))
    )
    lines = [line.plain for line in foot(keys, width, plain=False)]

    assert " ".join(lines[1:]) == str(keys)
    assert [line for line in lines if line[-2:-1] in ("", " ")] == []
