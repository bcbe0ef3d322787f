"""The page for a therapist: one's own voice, nothing private, nothing that leads away without a word."""

import re
from dataclasses import replace
from random import Random

import pytest
from crowd import crowd, one_of
from in_form import in_form
from reports import CROWD, PAGES, a_bank, a_person, headings, leading, part, running
from shipped import BANK

from stuckpoint.bank import COUPLES, ItemId, ReasonId, Response, StepGroup
from stuckpoint.blocks import Bullet, Heading, OwnAnswer, Page, Paragraph, Ruled, Scores, ToSay
from stuckpoint.engine import Kept, Picks
from stuckpoint.engine.answers import Rings
from stuckpoint.engine.results import first_line_for
from stuckpoint.pages.forms import Form, Reader
from stuckpoint.pages.markdown import as_markdown
from stuckpoint.pages.taken import take
from stuckpoint.pages.therapist_page import page_for_therapist
from stuckpoint.terminal.drawing import as_text

COUPLE = BANK.tracks[COUPLES]
PRIVATE_ITEMS = {item.id for item in (*COUPLE.context, *COUPLE.items) if item.private}
PRIVATE_REASONS = [reason.id for reason in COUPLE.reasons if reason.private]
IN_COUPLES = [kept for kept in crowd(BANK, 120, seed=2)[:70] if kept.track == COUPLES]
WORDS_IN_A_MINUTE = 250  # an ordinary pace
DAY = "2026-11-22"
QUOTED = '"'


def with_private(kept: Kept, private: dict[ItemId, Response]) -> Kept:
    """Returns the same answers and picks with other private ones, standing where they would in a file."""
    told = {id: said for id, said in kept.responses.items() if id not in PRIVATE_ITEMS}
    return replace(kept, responses={**told, **private})


# Nothing private


@pytest.mark.slow
@pytest.mark.parametrize("form", Form)
def test_changing_adding_or_removing_private_answers_changes_no_byte(form: Form) -> None:
    chance = Random(3)
    for kept in IN_COUPLES:
        other = one_of(COUPLE, chance).responses
        others = {id: said for id, said in other.items() if id in PRIVATE_ITEMS}
        some = dict(list(others.items())[:2])
        skipped: dict[ItemId, Response] = dict.fromkeys(PRIVATE_ITEMS, ())
        variants = [kept, *(with_private(kept, private) for private in (others, some, skipped, {}))]
        assert len({in_form(BANK, one, form, Reader.THERAPIST) for one in variants}) == 1


@pytest.mark.parametrize("form", [Form.TEXT, Form.MARKDOWN, Form.HTML])
def test_picks_about_private_reasons_change_no_byte(form: Form) -> None:
    step = next(step.id for reason in COUPLE.reasons if reason.private for step in reason.steps)
    line = next(line.id for reason in COUPLE.reasons if reason.private for line in reason.opening_lines)
    for kept in IN_COUPLES[:30]:
        told = kept.picks.without_private(COUPLE)
        more = replace(
            told,
            rings={**told.rings, **dict.fromkeys(PRIVATE_REASONS, Rings.TRUE)},
            reasons=(*PRIVATE_REASONS, *told.reasons),
            step=told.step or step,
            line=told.line or line,
            rather_not=(*told.rather_not, *PRIVATE_REASONS),
        )
        pages = {in_form(BANK, replace(kept, picks=one), form, Reader.THERAPIST) for one in (told, more)}
        assert len(pages) == 1


def test_that_the_questions_are_others_is_told_but_not_what_is_gone_for_it_may_have_been_private() -> None:
    changed = replace(IN_COUPLES[0], other_questions="These are others.")
    pages = [
        in_form(BANK, replace(changed, gone=gone), Form.MARKDOWN, Reader.THERAPIST) for gone in ((), ("a_secret",))
    ]
    assert pages[0] == pages[1]
    assert "These are others." in pages[0]


def test_private_answers_do_change_the_report_for_oneself() -> None:
    changed = [
        kept
        for kept in IN_COUPLES
        if in_form(BANK, kept, Form.MARKDOWN, Reader.SELF)
        != in_form(BANK, with_private(kept, {}), Form.MARKDOWN, Reader.SELF)
    ]
    assert len(changed) > len(IN_COUPLES) / 2


# The client's voice


def own_words(page: Page) -> list[str]:
    """Returns what stands before the lines for the therapist, the quiz's own words among it left out."""
    end = page.blocks.index(Heading("For you, the therapist", level=2))
    kept: list[str] = []
    for block in page.blocks[:end]:
        is_quoted = isinstance(block, Paragraph) and block.text.startswith(QUOTED)
        if (isinstance(block, Paragraph) and not is_quoted) or (isinstance(block, Heading) and block.level == 2):
            kept.append(block.text)
        if isinstance(block, OwnAnswer):
            kept.append(block.said)
    return kept


def test_it_is_in_the_voice_of_the_person() -> None:
    for page in PAGES[Reader.THERAPIST]:
        words = " ".join(own_words(page)).lower().replace("'", " ").split()
        assert {"you", "your", "yourself"}.isdisjoint(words)
        assert "i" in words


def test_the_persons_own_part_comes_first_and_then_two_lines_for_the_therapist() -> None:
    order = [
        "First of all",
        "Where I stand",
        "What stood out",
        "What I would like to look at",
        "Words that were suggested to me",
        "What I would like to try or ask",
        "What I would rather not go into",
        "In my own words",
        "For you, the therapist",
        "If you need help",
    ]
    met: set[str] = set()
    for page in PAGES[Reader.THERAPIST]:
        assert headings(page) == [one for one in order if one in headings(page)]
        assert len(part(page, "For you, the therapist")) == 2
        met.update(headings(page))
    assert met == set(order)


def test_each_reason_has_its_score_and_is_said_in_one_sentence() -> None:
    for kept, page in zip(CROWD, PAGES[Reader.THERAPIST], strict=True):
        found = take(BANK, kept.without_private(BANK)).leading
        pictures = [block for block in page.blocks if isinstance(block, Scores)]
        assert [one.name for block in pictures for one in block.scores] == [one.reason.name for one in found]
        said = [one.text for one in page.blocks if isinstance(one, Paragraph) and one.text.startswith(QUOTED)]
        assert said == [f'{QUOTED}{one.reason.summary}"' for one in found]


def test_it_says_where_therapy_stands_how_it_has_been_and_the_day_and_leaves_a_line_to_write_on() -> None:
    page = page_for_therapist(a_bank(), a_person(None, stage="going", progress="worse", worse_for="weeks"), DAY)
    told = [one.text for one in part(page, "Where I stand") if isinstance(one, Bullet)]
    assert told == ["Therapy now: going", "What I came for, since I started: worse"]
    assert "for weeks" in as_text([page]).partition("Where I stand")[0]
    assert page.blocks[0] == Paragraph("22 November 2026")
    assert Ruled() in part(page, "In my own words")
    page = page_for_therapist(a_bank(), a_person(None))
    assert "Where I stand" not in headings(page)


def test_what_is_not_to_be_gone_into_is_not_named() -> None:
    told = [(kept, page) for kept, page in zip(CROWD, PAGES[Reader.THERAPIST], strict=True)]
    seen = 0
    for kept, page in told:
        mine = kept.without_private(BANK)
        names = take(BANK, mine).set_aside
        said = part(page, "What I would rather not go into")
        assert [type(block) for block in said] == [Paragraph] * bool(names)
        seen += bool(names)
        assert not any(name in block.text for name in names for block in said if isinstance(block, Paragraph))
    assert seen


@pytest.mark.slow
def test_most_can_be_read_in_a_minute_and_none_takes_two() -> None:
    """A minute down to the lines for the therapist, which are the same on every page, and two with them."""

    pages = [*PAGES[Reader.THERAPIST], *(page_for_therapist(BANK, kept) for kept in crowd(BANK, len(CROWD), seed=2))]

    def lengths(end: str) -> list[int]:
        texts = (as_text([page]).partition(f"\n{end}\n")[0] for page in pages)
        return sorted(len(re.findall(r"\w[\w'-]*", text)) for text in texts)

    own = lengths("For you, the therapist")
    assert own[len(own) // 2] <= WORDS_IN_A_MINUTE
    assert lengths("If you need help")[-1] < 2 * WORDS_IN_A_MINUTE


def test_no_step_that_leads_away_is_on_it_and_no_step_that_was_not_picked() -> None:
    for kept, page in zip(CROWD, PAGES[Reader.THERAPIST], strict=True):
        steps = [step for reason in BANK.tracks[kept.track].reasons for step in reason.steps]
        told = kept.picks.without_private(BANK.tracks[kept.track]).step_in(BANK.tracks[kept.track])
        text = running(as_markdown([page]))
        shown = [step for step in steps if running(step.text) in text]
        assert shown == ([told] if told and told.group is not StepGroup.ELSEWHERE else [])


def test_what_was_picked_leads_in_that_order() -> None:
    for kept, page in zip(CROWD, PAGES[Reader.THERAPIST], strict=True):
        track = BANK.tracks[kept.track]
        picks = kept.picks.without_private(track)
        names = {reason.id: reason.name for reason in track.reasons}
        if picks.reasons:
            wanted = [names[id] for id in picks.reasons if id not in picks.rather_not]
            assert leading(page) == wanted
            assert ("What I would like to look at" in headings(page)) is bool(wanted)


def test_the_line_that_was_picked_is_asked_or_else_the_first_of_each_reason_that_leads_is_shown_as_suggested() -> None:
    for kept, page in zip(CROWD, PAGES[Reader.THERAPIST], strict=True):
        told = take(BANK, kept.without_private(BANK))
        asked, suggested = (
            part(page, title) if title in headings(page) else []
            for title in ("What I would like to try or ask", "Words that were suggested to me")
        )
        line = told.picks.line_in(told.track)
        first = [first_line_for(one.reason, told.results.circumstances) for one in told.leading]
        assert not (asked and suggested)
        if line:
            assert asked[0] == ToSay(line.text)
        elif not asked and any(first):
            assert suggested == [ToSay(one.text) for one in dict.fromkeys(first) if one]


ASH = ReasonId("ash")


@pytest.mark.parametrize(
    ("said", "picks", "expected"),
    [
        ({}, Picks(), None),
        ({}, Picks(rings={ASH: Rings.TRUE}), "This rings true for me."),
        ({}, Picks(rings={ASH: Rings.PARTLY}), "This rings partly true for me."),
        (
            {},
            Picks(reasons=(ReasonId("elm"),), rings={ReasonId("elm"): Rings.TRUE}),
            "This rings true for me. It did not stand out in my answers.",
        ),
        ({"tired": "never", "slow": "never"}, Picks(reasons=(ASH,)), None),
        (
            {},
            Picks(rather_not=(ASH,)),
            "What stood out in my answers does not seem right to me, or I would rather not go into it now.",
        ),
    ],
)
def test_what_is_said_of_a_reason(said: dict[str, str], picks: Picks, expected: str | None) -> None:
    page = page_for_therapist(a_bank(), a_person(picks, **said))
    title = "What I would like to look at" if picks.reasons else "What stood out"
    found = [block.text for block in part(page, title) if isinstance(block, Paragraph)]
    found = [text for text in found if not text.startswith(QUOTED)]
    assert (found[-1] if found else None) == expected


def test_the_arithmetic_leaves_out_what_one_would_rather_not_go_into() -> None:
    said = "What about tired?"
    for picks, is_there in ((Picks(), True), (Picks(rather_not=(ASH,)), False)):
        page = in_form(a_bank(), a_person(picks), Form.TEXT, Reader.THERAPIST, show_working=True)
        assert (said in page) is is_there
        assert said in in_form(a_bank(), a_person(picks), Form.TEXT, Reader.SELF, show_working=True)


@pytest.mark.parametrize(
    ("stage", "first", "outcome"),
    [
        ("going", "how therapy is going for me", "I feel stuck"),
        ("ended", "how therapy went for me", "I felt stuck"),
    ],
)
def test_once_therapy_has_ended_it_speaks_of_the_past(stage: str, first: str, outcome: str) -> None:
    page = page_for_therapist(a_bank(), a_person(tired="never", slow="sometimes", stage=stage))
    opening, said = page.blocks[0], part(page, "What stood out")[0]
    assert isinstance(opening, Paragraph)
    assert isinstance(said, Paragraph)
    assert first in opening.text
    assert said.text.startswith(outcome)


@pytest.mark.parametrize(("said", "is_there"), [({"progress": "worse", "worse_for": "weeks"}, True), ({}, False)])
def test_getting_worse_for_weeks_comes_first_of_all(said: dict[str, str], is_there: bool) -> None:
    page = page_for_therapist(a_bank(), a_person(None, **said))
    assert (headings(page)[0] == "First of all") is is_there
