"""Texts as people write and paste them, in any script, and what should come of them. A new report is a new row."""

import subprocess
import sys
import textwrap

import pytest

from stuckpoint.blocks import Page, Paragraph
from stuckpoint.characters import as_typed, clean, forbidden_in
from stuckpoint.pages.html import as_html
from stuckpoint.pages.markdown import as_markdown
from stuckpoint.reading import Code
from stuckpoint.reading.fields import ITEM
from stuckpoint.reading.shapes import shaped
from stuckpoint.reading.source import read_text
from stuckpoint.terminal.drawing import as_text

# Kept as it is, in a file and on every screen.
KEPT = {
    "a new emoji of 2021": "Hurt \U0001faf7 and better",
    "a new emoji of 2024": "Tired \U0001fae9 today",
    "an emoji that is not made yet": "Some day \U0001facf",
    "an emoji chosen over a letter": "Sun \u2600\ufe0f",
    "a key": "Press 1\ufe0f\u20e3",
    "a family": "\U0001f469\u200d\u2764\ufe0f\u200d\U0001f468",
    "a name in Japan": "\u845b\U000e0100\u98fe",
    "Hebrew with a mark": "\u05e9\u05dc\u05d5\u05dd (1)\u200f",
    "Hebrew with points": "\u05d1\u05bc\u05b0\u05e8\u05b5\u05d0\u05e9\u05b4\u05c1\u05d9\u05ea",
    "Arabic with Latin": "\u200f\u0645\u0631\u062d\u0628\u0627 CBT\u200e",
    "Persian": "\u0645\u06cc\u200c\u0631\u0648\u0645",
    "Khmer with places to break": "\u1797\u17b6\u179f\u17b6\u200b\u1781\u17d2\u1798\u17c2\u179a",
    "Tibetan": "\u0f67\u0f90\u0fb5\u0fa8\u0fb3\u0fba\u0fbc\u0fbb\u0f82",
    "a French question": "Vraiment\u202f? \u00ab\u00a0Oui\u00a0\u00bb",
    "figures": "12\u2007345 of 50\u00a0%",
    "an ideographic space": "\u5148\u9031\u3000\u4eca\u9031",
}
REFUSED = {
    "a filler": "Fine\u3164",
    "a blank in Braille": "\u2800",
    "a joiner of graphemes": "a\u034fb",
    "a look of nothing": "\ufe0f",
    "a look of a space": "one \ufe0f two",
    "thousands of looks": "a" + "\ufe0f" * 3000,
    "thousands of accents": "a" + "\u0301" * 3000,
    "thousands of joiners": "a" + "\u200d" * 3000,
    "marks of direction in a row": "a" + "\u200e\u200f" * 20,
    "an override": "\u202eabc",
    "tags": "\U0001f600\U000e0041\U000e0042",
}
SHOWS_NOTHING = ["\u200b", "\u200d\u200c", "\u200e \u200f", "\u200b\n\u200b"]


def problems_of(text: str, quote: str = "'") -> list[Code | str]:
    _, problems = shaped(read_text(f"id: one\ntext: {quote}{text}{quote}\nscale: x\n", "a.yaml"), ITEM, "this item")
    return [problem.code for problem in problems]


@pytest.mark.parametrize("quote", ["", "'", '"'])
@pytest.mark.parametrize("text", KEPT.values(), ids=KEPT)
def test_what_people_write_is_kept_as_it_is_in_a_file_and_on_every_page(text: str, quote: str) -> None:
    source = read_text(f"id: one\ntext: {quote}{text}{quote}\nscale: x\n", "a.yaml")
    entry, problems = shaped(source, ITEM, "this item")
    assert (entry.text("text"), problems) == (text, [])
    assert clean(text) == text
    pages = [Page("", (Paragraph(text),))]
    assert text in as_html(pages, "en")
    assert text in as_markdown(pages).replace("\\", "")
    assert text in as_text(pages)


@pytest.mark.parametrize("quote", ["'", '"'])
@pytest.mark.parametrize("text", REFUSED.values(), ids=REFUSED)
def test_what_hides_is_refused_in_a_file_and_cleaned_away_elsewhere(text: str, quote: str) -> None:
    found = problems_of(text, quote)
    assert found
    assert set(found) <= {Code.FORBIDDEN_CHARACTER, Code.TOO_MANY}
    assert clean(text) != text
    assert not forbidden_in(clean(text))


@pytest.mark.parametrize("text", SHOWS_NOTHING, ids=ascii)
def test_a_text_that_shows_nothing_is_none(text: str) -> None:
    assert problems_of(text) == [Code.EMPTY]


def test_spaces_at_which_no_line_breaks_keep_words_together() -> None:
    for space in "\u00a0\u2007\u202f":
        words = " ".join([f"one{space}two{space}three"] * 9)
        for line in as_text([Page("", (Paragraph(words),))], 40).splitlines():
            assert line.strip() in ("", *(" ".join([f"one{space}two{space}three"] * number) for number in (1, 2, 3)))


@pytest.mark.parametrize("typed", ["\u200e1", "1\u200f", "\u200b1\u200b", "\ufeff1", "\u202b1\u202c"], ids=ascii)
def test_marks_that_came_with_what_was_pasted_are_not_typed(typed: str) -> None:
    assert as_typed(typed) == "1"


def test_every_python_takes_the_same_characters() -> None:
    """Without its table of characters, nothing else is refused."""
    code = """
        import sys, types
        sys.modules["unicodedata"] = types.SimpleNamespace(category=lambda _: "Cn", name=lambda _, known: known)
        from stuckpoint.characters import forbidden_in
        print(*(ascii(text) for text in eval(sys.argv[1]) if forbidden_in(text)))
    """
    command = [sys.executable, "-c", textwrap.dedent(code), repr([*KEPT.values()])]
    assert subprocess.run(command, capture_output=True, text=True, check=True, timeout=20).stdout == "\n"


def test_each_text_of_a_page_in_html_runs_in_its_own_direction() -> None:
    page = as_html([Page("\u05e9\u05dc\u05d5\u05dd", (Paragraph("\u0645\u0631\u062d\u0628\u0627"),))], "he")
    assert '<h1 dir="auto">\u05e9\u05dc\u05d5\u05dd</h1>' in page
    assert '<p dir="auto">\u0645\u0631\u062d\u0628\u0627</p>' in page
