"""A report in HTML: one file that runs nothing and asks for nothing, whatever its texts hold."""

import base64
import re
from collections.abc import Callable
from hashlib import sha256
from html.parser import HTMLParser
from itertools import cycle, pairwise
from pathlib import Path

import pytest
from crowd import crowd
from hostile import IN_HTML, Tree, everything, harmless, hostile, pages, shown, texts
from hypothesis import given, settings
from hypothesis import strategies as st
from shipped import BANK

from stuckpoint.blocks import Bullet, Numbered, Page, Ruled, Score, Scores
from stuckpoint.characters import clean, single_spaced
from stuckpoint.pages.forms import Form, Reader, rendered
from stuckpoint.pages.html import as_html
from stuckpoint.pages.markdown import as_markdown

REPORTS = [rendered(BANK, kept, Form.HTML, reader) for kept in crowd(BANK, 30) for reader in Reader]
GOLDEN = sorted(Path(__file__).parents[1].joinpath("golden").glob("*.html"))
ELEMENTS = {"html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "h3", "p", "ul", "li", "div"}
ELEMENTS |= {"svg", "rect", "polygon", "a", "strong", "span", "table", "thead", "tbody", "tr", "th", "td"}
ATTRIBUTES = {"points", "lang", "charset", "http-equiv", "content", "name", "class", "aria-hidden", "dir"}
ATTRIBUTES |= {"href", "rel", "viewbox", "x", "y", "width", "height", "preserveaspectratio"}
EMPTY = frozenset({"meta", "rect"})  # elements that hold nothing and are not closed, or close themselves


class Outline(HTMLParser):
    """Every element with its attributes and the elements around it. An element that is closed wrongly raises."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None], tuple[str, ...]]] = []
        self._open: list[str] = []
        self.feed(html)
        self.close()
        assert not self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(dict(attrs)) == len(attrs)
        self.elements.append((tag, dict(attrs), tuple(self._open)))
        if tag not in EMPTY:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs), tuple(self._open)))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def named(self, tag: str) -> list[dict[str, str | None]]:
        """Returns the attributes of every element of a name."""
        return [attrs for name, attrs, _ in self.elements if name == tag]


def body(html: str) -> Tree:
    """Returns what stands between the tags of the body."""
    return Tree(html.partition("<main>")[2].partition("</main>")[0])


PLAIN = [body(as_html([page], "en")).nodes for page in pages(harmless())]


@pytest.mark.slow
@settings(max_examples=60)
@given(st.lists(hostile, min_size=1, max_size=9))
def test_no_text_of_a_bank_changes_an_element_or_attribute_and_every_text_comes_back(given_texts: list[str]) -> None:
    supply = cycle(given_texts)
    for page, plain in zip(pages(lambda: next(supply)), PLAIN, strict=True):
        html = as_html([page], "en")
        assert body(html).nodes == plain
        assert body(html).texts == texts(page, IN_HTML)
        assert Tree(html).texts[0] == shown(page.title)


@settings(max_examples=100)
@given(hostile)
def test_a_language_stays_one_attribute(text: str) -> None:
    outline = Outline(as_html([Page("t", ())], text))
    assert outline.named("html") == [{"lang": single_spaced(clean(text))}]


@pytest.mark.parametrize("html", [*REPORTS, *(path.read_text(encoding="utf-8") for path in GOLDEN)])
def test_a_report_runs_nothing_asks_for_nothing_and_is_well_built(html: str) -> None:
    outline = Outline(html)
    names = {name for name, _, _ in outline.elements}
    attributes = {attribute for _, attrs, _ in outline.elements for attribute in attrs}
    assert names <= ELEMENTS
    assert attributes <= ATTRIBUTES
    assert all(attrs["aria-hidden"] == "true" for attrs in outline.named("svg"))  # words say what they draw
    assert "url(" not in html
    assert "@import" not in html
    addresses = [attrs["href"] or "" for attrs in outline.named("a")]
    assert all(one == "https://findahelpline.com" or one.startswith("https://doi.org/10.") for one in addresses)
    assert {attrs["rel"] for attrs in outline.named("a")} <= {"noreferrer"}
    assert html.count("://") == len(addresses)
    _assert_headings_and_lists_nest(outline)


def _assert_headings_and_lists_nest(outline: Outline) -> None:
    levels = [int(name[1]) for name, _, _ in outline.elements if re.fullmatch("h[1-6]", name)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(level - before <= 1 for before, level in pairwise(levels))
    for name, _, around in outline.elements:
        if name == "li":
            assert around[-1] == "ul"
        if name == "ul":
            assert around[-1] in ("main", "li")
        if around and around[-1] == "ul":
            assert name == "li"


@pytest.mark.parametrize("reader", Reader)
def test_the_policy_lets_in_this_style_and_nothing_else(reader: Reader) -> None:
    html = rendered(BANK, crowd(BANK, 1)[0], Form.HTML, reader)
    style = html.partition("<style>")[2].partition("</style>")[0]
    hash = base64.b64encode(sha256(style.encode()).digest()).decode()
    (policy,) = (attrs["content"] for attrs in Outline(html).named("meta") if "http-equiv" in attrs)
    assert policy == f"default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'"
    assert html.index("Content-Security-Policy") < html.index("<style>")


@pytest.mark.parametrize("reader", Reader)
def test_a_report_says_its_language_and_its_title(reader: Reader) -> None:
    html = rendered(BANK, crowd(BANK, 1)[0], Form.HTML, reader)
    assert html.startswith('<!DOCTYPE html>\n<html lang="en">')
    first, *_ = Tree(html).texts
    assert first == body(html).texts[0]


def test_the_picture_says_in_words_what_it_draws_and_is_left_out_for_those_who_listen() -> None:
    ash = Score(name="ash", number=80, standing="stands out", stands_out=True)
    elm = Score(name="elm", number=None, standing="too few")
    oak = Score(name="oak", number=45, standing="worth a look", few=True)
    page = Page("t", (Scores((ash, elm, oak), 53, "3 others are quiet."),))
    outline = Outline(as_html([page], "en"))
    assert body(as_html([page], "en")).texts == [
        "t",
        "ash: 80, stands out",
        "elm: too few",
        "oak: 45, worth a look, on few answers",
        "From 53 on a reason stands out. 3 others are quiet.",
    ]
    drawn = [(attrs["class"], attrs["width"]) for attrs in outline.named("rect")]
    assert [one for one in drawn if one[0] in ("high", "bar")] == [("high", "80"), ("bar", "45")]
    assert [attrs["x"] for attrs in outline.named("rect") if attrs["class"] == "line"] == ["53", "53"]


EVERY_BLOCK = body(as_html([Page("t", everything("plain"))], "en")).nodes


@pytest.mark.slow
@settings(max_examples=100)
@given(hostile)
def test_a_text_stays_a_text_in_every_block(text: str) -> None:
    page = Page("t", everything(text))
    assert body(as_html([page], "en")).nodes == EVERY_BLOCK
    assert body(as_html([page], "en")).texts == texts(page, IN_HTML)


def test_what_can_be_ticked_off_what_is_ruled_and_what_stands_under_an_entry_are_drawn() -> None:
    page = Page("t", (Bullet("one", box=True), Bullet("two", ("under it",)), Ruled()))
    html = as_html([page], "en")
    assert html.count('<ul class="boxes">') == html.count('<svg class="box"') == html.count('<div class="ruled">') == 1
    assert '<li dir="auto">two<ul><li dir="auto">under it</li></ul></li>' in html


@pytest.mark.parametrize("draw", [as_markdown, lambda pages: as_html(pages, "en")])
def test_what_is_chosen_by_number_cannot_get_into_a_file(draw: Callable[[list[Page]], str]) -> None:
    with pytest.raises(ValueError, match="no numbers"):
        draw([Page("t", (Numbered(1, "one"),))])
