"""Whatever a text holds, every reader of Markdown sees the tree of the report and the text as it is."""

from collections.abc import Callable
from itertools import cycle
from pathlib import Path

import pytest
from cmarkgfm import github_flavored_markdown_to_html  # type: ignore[import-untyped]
from cmarkgfm.cmark import Options  # type: ignore[import-untyped]
from crowd import crowd
from hostile import IN_MARKDOWN, Tree, everything, harmless, hostile, pages, texts
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from stuckpoint.blocks import Bullet, Heading, Page, Paragraph
from stuckpoint.loading import open_bank
from stuckpoint.pages.forms import Form, Reader, rendered
from stuckpoint.pages.markdown import as_markdown

_COMMON, _GFM_LIKE = MarkdownIt("commonmark"), MarkdownIt("gfm-like")
GITHUB = "github"
READERS: dict[str, Callable[[str], str]] = {
    "commonmark": _COMMON.render,
    "gfm-like": _GFM_LIKE.render,
    GITHUB: lambda text: github_flavored_markdown_to_html(
        text, options=Options.CMARK_OPT_UNSAFE | Options.CMARK_OPT_FOOTNOTES
    ),
}


def as_read(reader: str, page: Page) -> Tree:
    return Tree(READERS[reader](as_markdown([page])))


PLAIN = {reader: [as_read(reader, page).nodes for page in pages(harmless())] for reader in READERS}


@pytest.mark.slow
@settings(max_examples=40)
@given(st.lists(hostile, min_size=1, max_size=9))
def test_no_text_of_a_bank_changes_what_a_report_is_made_of_and_every_text_comes_back(given_texts: list[str]) -> None:
    supply = cycle(given_texts)
    for number, page in enumerate(pages(lambda: next(supply))):
        for reader, plain in PLAIN.items():
            read = as_read(reader, page)
            assert read.nodes == plain[number], reader
            assert read.texts == texts(page, IN_MARKDOWN[reader]), reader


def in_every_place(text: str) -> Page:
    """Makes a page that has a text wherever a text can stand."""
    return Page(text, everything(text))


EVERYWHERE = {reader: as_read(reader, in_every_place("plain")).nodes for reader in READERS}


@pytest.mark.slow
@settings(max_examples=200)
@given(hostile)
@example("a@b.com")  # GitHub makes a link of it even where it is escaped
@example("Write to a.b+c@d-e.org, or a@b@c.com.")
@example("[x] [X]")  # GitHub ticks a box where this stands anywhere in its line
@example("23 in 100. So few " * 9)
@example("- a " * 40)
@example(f"| {'x' * 72} | |---| {'x' * 78}")
@example(f"{'x' * 76} === {'x' * 78}")
@example(f"{'x' * 76} :- {'x' * 78}")
@example("a$@127.0.0.1 __x__ _ _ _")
@example("http://localhost")
@example("\u2028# x")
def test_a_text_stays_a_text_wherever_it_stands(text: str) -> None:
    for reader, plain in EVERYWHERE.items():
        read = as_read(reader, in_every_place(text))
        assert read.nodes == plain, reader
        assert read.texts == texts(in_every_place(text), IN_MARKDOWN[reader]), reader


def test_a_paragraph_is_one_line() -> None:
    long = "some words " * 60
    assert as_markdown([Page("t", (Paragraph(long), Bullet(long)))]).count("\n") == 5


def test_plain_words_carry_no_mark_of_escaping() -> None:
    plain = "R&D at 5 < 6 > 4 (a_b), 50% of 1.5 + 2 = 3.5; then - doi:10.1016/j.cpr.2018.08.004. Yes! And #1 too"
    assert as_markdown([Page("t", (Paragraph(plain),))]).split() == ["#", "t", *plain.split()]


@pytest.mark.slow
def test_the_reports_of_the_shipped_questions_read_as_raw_text_without_a_single_escape() -> None:
    bank = open_bank()
    for kept in crowd(bank, 40):
        for reader in Reader:
            assert "\\" not in rendered(bank, kept, Form.MARKDOWN, reader)


def test_a_document_of_several_pages_has_one_title_and_the_others_under_it() -> None:
    two = [Page("one", (Heading("part", level=2),)), Page("two", (Heading("part", level=2),))]
    assert as_markdown(two) == "# one\n\n## part\n\n## two\n\n### part\n"


def test_a_file_ends_with_a_line_end_and_has_no_space_at_the_end_of_a_line() -> None:
    for path in Path(__file__).parents[1].joinpath("golden").glob("*.md"):
        text = path.read_text(encoding="utf-8")
        assert text.endswith("\n")
        assert not any(line != line.rstrip() for line in text.splitlines())
