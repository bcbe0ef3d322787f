"""The report for oneself: what it holds, what it never holds, and what every report holds alike."""

from dataclasses import replace
from itertools import zip_longest
from pathlib import Path

import pytest
from in_form import in_form
from making import HERE, bank, scale, track
from reports import CROWD, MAKERS, PAGES, a_bank, a_person, headings, leading, part, running
from shipped import BANK

from stuckpoint.bank import COUPLES, ReasonId, StepGroup, Track
from stuckpoint.blocks import (
    INTENDED_USE,
    Bullet,
    Heading,
    OwnAnswer,
    Page,
    Paragraph,
    Ruled,
    Score,
    Scores,
    Study,
    ToSay,
    ToTry,
)
from stuckpoint.engine import Kept, Picks, Standing
from stuckpoint.engine.answers import Rings
from stuckpoint.engine.results import Outcome, explanation, first_line_for, first_step_for, steps_for
from stuckpoint.pages.forms import Form, Reader
from stuckpoint.pages.own_report import report_for_oneself
from stuckpoint.pages.taken import help_block, take

DATE = "2026-11-22"
TAKEN = [take(BANK, kept) for kept in CROWD]
of_every_reader = pytest.mark.parametrize("reader", Reader)


def marked(unsafe: bool) -> set[str]:
    """Returns the texts that are marked as unsafe with control, or those that are not."""
    reasons = [reason for track in BANK.tracks.values() for reason in track.reasons]
    advice = {
        one.text
        for reason in reasons
        for one in (*reason.steps, *reason.opening_lines)
        if one.unsafe_with_control is unsafe
    }
    told = {
        one.text
        for reason in reasons
        for one in (*reason.may_mean, *reason.if_worse, *(one for pair in reason.together.values() for one in pair))
        if one.unsafe_with_control is unsafe
    }
    return advice | told


def who_picked_what_is_unsafe() -> list[Kept]:
    """Returns someone for each step and line that no file may hold, who picked it all the same."""
    made: list[Kept] = []
    for of_track in BANK.tracks.values():
        for reason in of_track.reasons:
            steps = [step.id for step in reason.steps if step.unsafe_with_control]
            lines = [line.id for line in reason.opening_lines if line.unsafe_with_control]
            picks = [
                Picks(step=step, line=line, reasons=(reason.id,))
                for step, line in zip_longest(steps, lines, fillvalue="")
            ]
            made.extend(Kept(track=of_track.id, responses={}, picks=one) for one in picks)
    return made


# What every report holds


@pytest.mark.slow
@of_every_reader
@pytest.mark.parametrize("form", [Form.MARKDOWN, Form.HTML])
def test_every_report_says_what_it_is_for_word_for_word(reader: Reader, form: Form) -> None:
    for kept in CROWD:
        assert running(in_form(BANK, kept, form, reader)).count(INTENDED_USE) == 1


@of_every_reader
def test_the_help_is_the_same_in_every_report(reader: Reader) -> None:
    title, *lines = help_block()
    assert isinstance(title, Heading)
    for page in PAGES[reader]:
        assert part(page, title.text)[: len(lines)] == lines
        assert page.blocks.count(title) == 1


@of_every_reader
def test_a_date_is_there_only_if_it_was_given_and_changes_nothing_else(reader: Reader) -> None:
    for kept, without in zip(CROWD[:40], PAGES[reader], strict=False):
        with_date = MAKERS[reader](BANK, kept, DATE)
        assert with_date.blocks == (Paragraph("22 November 2026"), *without.blocks)


@pytest.mark.sampled(4)
@of_every_reader
@pytest.mark.parametrize("form", Form)
def test_a_report_depends_on_no_user_host_path_or_clock(
    reader: Reader, form: Form, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    here = [in_form(BANK, kept, form, reader) for kept in CROWD[:10]]
    for name in ("USER", "LOGNAME", "HOME", "HOSTNAME", "PWD", "TMPDIR", "LANG", "LC_ALL"):
        monkeypatch.setenv(name, str(tmp_path))
    monkeypatch.setenv("TZ", "Pacific/Apia")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("time.time", lambda: 4e9)
    monkeypatch.setattr("socket.gethostname", lambda: "elsewhere")
    assert [in_form(BANK, kept, form, reader) for kept in CROWD[:10]] == here
    assert str(Path(__file__).parents[2]) not in "".join(here)


@pytest.mark.slow
@of_every_reader
@pytest.mark.parametrize("form", [Form.TEXT, Form.MARKDOWN])
def test_no_file_holds_a_text_that_could_harm_someone_who_is_controlled(reader: Reader, form: Form) -> None:
    unsafe = {running(text) for text in marked(unsafe=True) - marked(unsafe=False)}
    people = [*CROWD, *who_picked_what_is_unsafe()]
    assert len(unsafe) > 50
    for kept in people[:: 6 if form is Form.TEXT else 1]:  # drawing text takes long
        text = running(in_form(BANK, kept, form, reader).replace("[ ] ", ""))
        assert [one for one in unsafe if one in text] == []


@of_every_reader
def test_nothing_is_said_twice(reader: Reader) -> None:
    for page in PAGES[reader]:
        said = [block.text for block in page.blocks if isinstance(block, Paragraph | Heading)]
        said = [one for one in said if one not in ("Your own answers behind it:", *RINGS_SAID)]
        assert sorted(set(said)) == sorted(said)


RINGS_SAID = (
    "This rings true for me.",
    "This rings partly true for me.",
    "It did not stand out in my answers.",
    "My answers say little of it.",
    "This rings true for me. It did not stand out in my answers.",
    "This rings partly true for me. It did not stand out in my answers.",
    "This rings true for me. My answers say little of it.",
    "This rings partly true for me. My answers say little of it.",
)


# Picks


def test_what_was_picked_is_what_the_report_holds_in_that_order() -> None:
    for kept, page in zip(CROWD, PAGES[Reader.SELF], strict=True):
        names = {reason.id: reason.name for reason in BANK.tracks[kept.track].reasons}
        if kept.picks.reasons:
            wanted = [names[id] for id in kept.picks.reasons if id not in kept.picks.rather_not]
            assert leading(page) == wanted
            assert ("What you want to look at" in headings(page)) is bool(wanted)


def test_without_picks_the_report_holds_what_the_screen_shows_first_less_what_was_set_aside() -> None:
    for kept in CROWD:
        bare = replace(kept, picks=replace(kept.picks, reasons=()))
        made = take(BANK, bare).results
        shown = made.nearest if made.outcome is Outcome.NOT_FOUND else made.standing_out
        aside = {id for id, rings in kept.picks.rings.items() if rings is Rings.NOT_ME} | set(kept.picks.rather_not)
        wanted = [one.reason.name for one in shown if one.reason.id not in aside][:3]
        assert leading(report_for_oneself(BANK, bare)) == wanted


def test_a_picked_step_and_line_stand_alone_and_others_come_from_what_leads() -> None:
    for kept, taken, page in zip(CROWD, TAKEN, PAGES[Reader.SELF], strict=True):
        where, track = taken.results.circumstances, taken.track
        steps = [block.text for block in part(page, "Things to try") if isinstance(block, ToTry)]
        lines = [block.text for block in part(page, "Words to say") if isinstance(block, ToSay)]
        if step := kept.picks.step_in(track):
            assert steps == [step.text]
        else:
            first = [found.text for one in taken.leading if (found := first_step_for(one.reason, where))]
            assert steps[: len(first)] == first
            serve = {step.text for one in taken.leading for step in steps_for(one.reason, where)}
            assert serve.issuperset(steps)
        if line := kept.picks.line_in(track):
            assert lines == [line.text]
        else:
            said = [first_line_for(one.reason, where) for one in taken.leading]
            assert lines == [one.text for one in said if one]


def test_what_was_made_of_a_reason_is_told_where_it_stands_and_what_is_not_me_below_the_picture() -> None:
    made = a_bank()
    rings = {ReasonId("ash"): Rings.TRUE, ReasonId("elm"): Rings.NOT_ME, ReasonId("oak"): Rings.NOT_ME}
    page = report_for_oneself(made, a_person(picks=Picks(rings=rings)))
    assert Paragraph("ash You said that this rings true.") in page.blocks
    assert Paragraph("You said that these are not you: elm; oak.") in page.blocks
    one = report_for_oneself(made, a_person(picks=Picks(rings={ReasonId("elm"): Rings.NOT_ME})))
    assert Paragraph("You said that this is not you: elm.") in one.blocks


@pytest.mark.parametrize("picks", [Picks(rings={ReasonId("ash"): Rings.NOT_ME}), Picks(rather_not=(ReasonId("ash"),))])
def test_where_all_that_stands_out_was_set_aside_the_report_says_so(picks: Picks) -> None:
    page = report_for_oneself(a_bank(), a_person(picks=picks))
    assert leading(page) == []
    assert len(part(page, "What stands out")) == 1


def pairs(track: Track, *, private: bool) -> dict[str, set[ReasonId]]:
    """Returns what is told of two reasons, and of which, where one of the two is private or where neither is."""
    hidden = {reason.id for reason in track.reasons if reason.private}
    told = [
        (reason.id, other, one) for reason in track.reasons for other, said in reason.together.items() for one in said
    ]
    return {one.text: {id, other} for id, other, one in told if bool({id, other} & hidden) is private}


def test_how_two_may_hang_together_is_told_where_both_stand_out_and_both_are_told_of() -> None:
    seen = 0
    for taken, page in zip(TAKEN, PAGES[Reader.SELF], strict=True):
        out = {one.reason.id for one in taken.leading if one.standing is Standing.STANDS_OUT}
        known = {**pairs(taken.track, private=False), **pairs(taken.track, private=True)}
        told = [known[block.text] for block in page.blocks if isinstance(block, Paragraph) and block.text in known]
        assert len(told) <= 1
        assert all(both <= out for both in told)
        seen += len(told)
    assert seen


def test_a_pair_with_a_private_reason_is_in_no_file_without_the_second_yes() -> None:
    track = BANK.tracks[COUPLES]
    hidden = pairs(track, private=True)
    assert hidden
    for kept in CROWD:
        if kept.track == COUPLES:
            for make in MAKERS.values():
                page = make(BANK, kept.without_private(BANK))
                assert not hidden.keys() & {block.text for block in page.blocks if isinstance(block, Paragraph)}


def test_of_many_that_stand_out_three_are_told_of() -> None:
    many = bank(track([scale(f"{name}{number}", name) for name in ("ash", "elm", "oak", "yew") for number in range(2)]))
    made = replace(many, what_now=a_bank().what_now)
    said = {item.id: (item.options[-1].id,) for item in made.tracks[HERE].items}
    assert leading(report_for_oneself(made, Kept(track=HERE, responses=said))) == ["ash", "elm", "oak"]


# What it holds


def test_the_parts_come_in_the_same_order_whoever_it_is_about() -> None:
    order = [
        "Things have been worse for weeks",
        "It seems to be going somewhere",
        "It is early days",
        "This did not find out why",
        "Too few answers to go on",
        "All of it at one look",
        "What stands out",
        "What stands out, in no strict order",
        "What you want to look at",
        "Nearest to your answers",
        "Worth raising",
        "Things to try",
        "Words to say",
        "Worth a look",
        "Ask for a fresh look",
        "What you would rather not go into",
        "What comes next: when to stay in therapy, change or stop",
        "What comes next: questions for a new therapist",
        "What research says",
        "How this was made, and what it cannot know",
        "If you need help",
        "In my own words",
    ]
    met: set[str] = set()
    for titles in map(headings, PAGES[Reader.SELF]):
        assert titles == [one for one in order if one in titles]
        met.update(titles)
    assert met == set(order)


def test_a_reason_is_explained_where_it_stands_out_or_was_picked_and_only_named_where_it_is_merely_nearest() -> None:
    for taken, page in zip(TAKEN, PAGES[Reader.SELF], strict=True):
        nearest = taken.results.outcome is Outcome.NOT_FOUND and not taken.picks.reasons
        for one in taken.leading:
            for first in explanation(one.reason, taken.results.circumstances)[:1]:
                assert (Paragraph(first.text) in page.blocks) is not nearest
            assert (Paragraph(one.reason.does_not_mean) in page.blocks) is not nearest


def test_there_is_a_picture_unless_too_little_was_answered_for_one() -> None:
    for taken, page in zip(TAKEN, PAGES[Reader.SELF], strict=True):
        pictures = [block for block in page.blocks if isinstance(block, Scores)]
        assert len(pictures) == (taken.results.outcome is not Outcome.NOT_ENOUGH)


def test_it_ends_with_two_lines_for_ones_own_words() -> None:
    for page in PAGES[Reader.SELF]:
        assert page.blocks[-3:] == (Heading("In my own words", level=2), Ruled(), Ruled())


def test_every_step_can_be_ticked_off_and_nothing_else_can() -> None:
    texts = {step.text for track in BANK.tracks.values() for reason in track.reasons for step in reason.steps}
    for results in (BANK.results, *(one.results for one in BANK.tracks.values())):
        cards = (results.worse_for_weeks, results.fresh_look, results.moving, results.too_soon, results.not_found)
        texts.update(step for card in cards for step in card.steps)
    for page in PAGES[Reader.SELF]:
        bullets = [block for block in page.blocks if isinstance(block, Bullet | ToTry)]
        assert all(bullet.box is (bullet.text in texts) for bullet in bullets)


def test_the_strongest_answers_stand_behind_a_reason_three_for_one_and_two_each_for_more() -> None:
    for taken, page in zip(TAKEN, PAGES[Reader.SELF], strict=True):
        most = 3 if len(taken.leading) == 1 else 2
        answers = [answer for one in taken.leading for answer in taken.answers(one, most)]
        assert [block for block in page.blocks if isinstance(block, OwnAnswer)] == answers


def pictures(page: Page) -> list[Scores]:
    return [block for block in page.blocks if isinstance(block, Scores)]


def test_the_picture_draws_what_stands_out_or_is_worth_a_look_and_counts_the_others() -> None:
    (drawn,) = pictures(report_for_oneself(a_bank(), a_person(cold="always")))
    assert drawn.scores == (
        Score(name="ash", number=75, standing="stands out", stands_out=True),
        Score(name="oak", number=62, standing="worth a look", few=True),
    )
    assert drawn.others == "1 other is quiet."


def test_too_few_answers_are_counted_apart_and_have_no_number() -> None:
    (drawn,) = pictures(report_for_oneself(a_bank(), a_person()))
    assert [one.name for one in drawn.scores] == ["ash"]
    assert drawn.others == "1 other is quiet, 1 has not enough answers."
    picked = report_for_oneself(a_bank(), a_person(picks=Picks(reasons=(ReasonId("oak"),))))
    assert pictures(picked)[0].scores[1] == Score(name="oak", number=None, standing="not enough answers")


def test_a_reference_is_given_in_full() -> None:
    for taken, page in zip(TAKEN, PAGES[Reader.SELF], strict=True):
        notes = [note for one in taken.leading for note in one.reason.research]
        wanted = [Study(one.says, str(replace(one.reference, doi="")), one.reference.doi) for one in notes]
        assert all(block in wanted for block in part(page, "What research says"))


def test_once_therapy_has_ended_what_comes_next_is_about_a_new_one_where_the_bank_has_that() -> None:
    both = a_bank(parts=["now", "questions_for_a_new_therapist"])
    titles = [
        headings(report_for_oneself(made, a_person(stage=stage)))
        for made, stage in (
            (both, "going"),
            (both, "ended"),
            (a_bank(), "ended"),
        )
    ]
    assert [one for page in titles for one in page if one.startswith("What comes next")] == [
        "What comes next: what now",
        "What comes next: what questions_for_a_new_therapist",
        "What comes next: what now",
    ]


def test_what_is_worth_raising_is_told_even_if_it_is_about_where_one_stands() -> None:
    assert part(report_for_oneself(a_bank(), a_person(stage="ended")), "Worth raising") == [Bullet("it has ended")]


def test_what_changed_in_the_questions_is_told_first() -> None:
    page = report_for_oneself(a_bank(), replace(a_person(), other_questions="These are others.", gone=("damp",)))
    assert page.blocks[:2] == (
        Paragraph("These are others."),
        Paragraph("Left out, because it is no longer there: damp."),
    )


def test_the_crowd_meets_every_outcome_and_every_kind_of_step() -> None:
    """So that what is promised above is promised of them all."""
    assert {(one.track.id, one.results.outcome) for one in TAKEN} >= {
        (track, outcome) for track in BANK.tracks for outcome in Outcome if outcome is not Outcome.TOO_SOON
    }
    picked = [one.picks.step_in(one.track) for one in TAKEN]
    assert {step.group for step in picked if step} == set(StepGroup)
