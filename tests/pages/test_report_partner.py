"""The page for a partner: wishes that were picked, and words that are always the same."""

import inspect
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st
from shipped import BANK

from stuckpoint.bank import COUPLES
from stuckpoint.bank.cards import PartnerPage
from stuckpoint.blocks import INTENDED_USE, Block, Bullet, Heading, Paragraph
from stuckpoint.pages.forms import Form, page_in
from stuckpoint.pages.partner_page import page_for_partner, wishes

TRACK = BANK.tracks[COUPLES]
WISHES = wishes(TRACK)
some_wishes = st.lists(st.sampled_from(WISHES), unique=True)


def words() -> PartnerPage:
    assert TRACK.partner_page
    return TRACK.partner_page


def fixed(picked: list[str]) -> list[Block]:
    """Returns the page less the wishes and their heading."""
    blocks = page_for_partner(words(), picked).blocks
    return [
        one
        for one in blocks
        if one != Heading("What I would like", level=2) and one not in [Bullet(wish) for wish in picked]
    ]


def test_it_is_made_from_the_words_and_the_picked_wishes_alone() -> None:
    assert list(inspect.signature(page_for_partner).parameters) == ["words", "picked"]
    assert list(inspect.signature(wishes).parameters) == ["track"]


@settings(max_examples=100)
@given(some_wishes)
def test_it_holds_the_wishes_that_were_picked_in_that_order_and_nothing_else_changes(picked: list[str]) -> None:
    blocks = page_for_partner(words(), picked).blocks
    assert [one.text for one in blocks if isinstance(one, Bullet) and one.text in WISHES] == picked
    assert fixed(picked) == fixed([])
    assert (Heading("What I would like", level=2) in blocks) is bool(picked)


@settings(max_examples=50)
@given(some_wishes)
def test_it_holds_no_reason_no_standing_no_question_and_no_answer(picked: list[str]) -> None:
    text = " ".join(page_in(Form.MARKDOWN, "en", page_for_partner(words(), picked)).split()).casefold()
    for reason in TRACK.reasons:
        assert reason.name.casefold() not in text
        assert reason.summary.casefold() not in text
    for item in TRACK.items:
        assert item.text.casefold() not in text
    for word in ("stands out", "stood out", "worth a look", "too few answers", "my answers", "your answers", "score"):
        assert word not in text


def test_no_wish_comes_from_a_private_reason_and_none_gives_its_reason_away() -> None:
    private = {wish for reason in TRACK.reasons if reason.private for wish in reason.to_partner}
    assert private.isdisjoint(WISHES)
    assert len(set(WISHES)) == len(WISHES) >= 10
    for wish, reason in ((wish, reason) for wish in WISHES for reason in TRACK.reasons):
        assert reason.name.casefold() not in wish.casefold()


def test_two_people_who_pick_the_same_give_the_same_page() -> None:
    for picked in combinations(WISHES[:4], 2):
        pages = {page_in(form, "en", page_for_partner(words(), iter(picked))) for form in (Form.HTML, Form.MARKDOWN)}
        assert pages == {page_in(form, "en", page_for_partner(words(), picked)) for form in (Form.HTML, Form.MARKDOWN)}


def test_it_says_what_the_program_is_for_and_asks_one_question() -> None:
    blocks = page_for_partner(words(), ()).blocks
    assert blocks[-1] == Paragraph(INTENDED_USE)
    assert Paragraph(words().question) in blocks
