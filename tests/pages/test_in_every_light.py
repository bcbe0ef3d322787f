"""The results of the golden people, and of two who are not safe, for everything that could be said about safety and
every stage: nothing that is marked shows, and what comes first is what has to.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, product

import pytest
from booklets import texts
from golden import PEOPLE, kept
from making import stages_of
from shipped import BANK

from stuckpoint.bank import COUPLES, Concern, ItemId, Light, OptionId, Reason, Response, Stage, StepGroup, TrackId
from stuckpoint.bank.cards import SignKind
from stuckpoint.bank.context import PROGRESS, STAGE, WORSE_FOR
from stuckpoint.bank.model import Marked
from stuckpoint.bank.safety import ON_FILE
from stuckpoint.blocks import Heading
from stuckpoint.engine import Results, findings, results
from stuckpoint.engine.results import Outcome
from stuckpoint.loading import safety_words, shipped_folder
from stuckpoint.pages.booklet import Booklet, booklet

SAFETY = safety_words(shipped_folder())
# Every light that answers can put results in: concern about control leaves out what it makes unsafe in any case.
LIGHTS = [
    Light(concerns=frozenset(concerns), leaves_out_control=left_out, on_screen=True)
    for count in range(len(Concern) + 1)
    for concerns in combinations(Concern, count)
    for left_out in {True, Concern.CONTROL in concerns}
]
BEFORE_WHOM = (Concern.CRISIS, Concern.CONTROL, Concern.MISCONDUCT)
NOT_SAFE = "not_safe_together"
Answers = dict[ItemId, Response]

of_everyone = pytest.mark.parametrize("person", [*PEOPLE, NOT_SAFE])


def who(person: str) -> tuple[TrackId, Answers]:
    """Returns the track and the answers of someone; who is not safe answers nothing but what is about that."""
    if person != NOT_SAFE:
        given = kept(BANK, person)
        return given.track, dict(given.responses)
    answers: Answers = {}
    for item in BANK.tracks[COUPLES].items:
        says = [option.balanced.get(the_reason().id, 0.0) for option in item.options]
        if max(says) > 0:
            answers[item.id] = (item.options[says.index(max(says))].id,)
    return COUPLES, answers


def the_reason() -> Reason:
    (found,) = (reason for reason in BANK.tracks[COUPLES].reasons if reason.about_control)
    assert found.id == NOT_SAFE
    return found


def everywhere(person: str) -> Iterator[tuple[TrackId, Answers]]:
    """Yields the answers of someone at every stage, better, as they were, and worse for weeks."""
    track, given = who(person)
    for stage, progress in product((None, *stages_of(BANK.tracks[track])), (None, "better", "worse")):
        moved: Answers = {ItemId(STAGE): (OptionId(stage),)} if stage else {}
        if progress:
            moved |= {ItemId(PROGRESS): (OptionId(progress),), ItemId(WORSE_FOR): (OptionId("weeks"),)}
        yield track, given | moved


def shown(track: TrackId, answers: Answers, light: Light) -> tuple[Results, Booklet]:
    found = findings(BANK, track, answers, private=True)
    made = results(BANK, found, answers, light)
    return made, booklet(BANK, made, safety=SAFETY if light.on_screen else None)


def all_marked(made: Results) -> Iterator[tuple[str, Marked, StepGroup | None]]:
    """Yields every text that may be marked of the reasons of a track, and the group of a step."""
    for one in made.findings.findings:
        reason = one.reason
        told = (*reason.may_mean, *reason.if_worse, *(text for texts in reason.together.values() for text in texts))
        yield from ((text.text, text, None) for text in told)
        yield from ((note.says, note, None) for note in reason.research)
        yield from ((step.text, step, step.group) for step in reason.steps)
        yield from ((f'"{line.text}"', line, StepGroup.WITH_THERAPIST) for line in reason.opening_lines)


def is_unsafe(text: Marked, group: StepGroup | None, light: Light) -> bool:
    """Works out from the words of the promise whether a text is left out."""
    return (
        (text.unsafe_with_control and light.leaves_out_control)
        or (text.unsafe_in_crisis and Concern.CRISIS in light.concerns)
        or (Concern.MISCONDUCT in light.concerns and (text.unsafe_with_misconduct or group == "with_therapist"))
    )


def words_of(book: Booklet) -> list[str]:
    return [text for page in book.everything() for text in (page.title, *texts(page.blocks))]


@pytest.mark.slow
@of_everyone
def test_nothing_marked_shows(person: str) -> None:
    left_out = 0
    for (track, answers), light in product(everywhere(person), LIGHTS):
        made, book = shown(track, answers, light)
        page = "\n".join(words_of(book))
        seen = made.circumstances.light
        unsafe = [text for text, marked, group in all_marked(made) if is_unsafe(marked, group, seen)]
        assert [text for text in unsafe if text in page] == []
        going_back = [point for part in BANK.what_now for point in part.with_this_therapist]
        going_back += [text for part in BANK.what_now for kind, text in part.signs if kind is SignKind.STAY]
        assert len(going_back) > 2
        may_go_back = Concern.MISCONDUCT not in seen.concerns and made.circumstances.stage is not Stage.NEVER
        assert any(point in page for point in going_back) is may_go_back
        left_out += len(unsafe)
    assert left_out


@pytest.mark.sampled(2)
@of_everyone
def test_one_card_is_on_top_the_others_say_a_line_and_there_is_no_other_one_thing(person: str) -> None:
    for (track, answers), light in product(everywhere(person), LIGHTS):
        made, book = shown(track, answers, light)
        light = made.circumstances.light
        order = [
            concern for concern in (Concern.CRISIS, Concern.CONTROL, Concern.MISCONDUCT) if concern in light.concerns
        ]
        worse = made.circumstances.worse_for_weeks
        first = next(book.everything())
        if not order and not worse:
            assert book.alert is None
            assert first is book.front
            continue
        assert first is book.alert
        said = texts(first.blocks)
        others = [SAFETY.also[concern] for concern in order[1:]] + [SAFETY.worse_also] * (worse and bool(order))
        assert first.title == (
            SAFETY.on_top[order[0]].title if order else BANK.tracks[track].results.worse_for_weeks.title
        )
        assert said[len(said) - len(others) :] == others if others else True
        titles = [card.title for card in SAFETY.on_top.values()]
        assert sum(page.title in titles for page in book.everything()) == bool(order)
        assert Heading("If you do one thing", level=2) not in book.front.blocks


@pytest.mark.sampled(2)
@of_everyone
def test_under_a_card_nothing_is_called_good_news_and_no_pattern_is_a_headline(person: str) -> None:
    for (track, answers), light in product(everywhere(person), LIGHTS):
        made, book = shown(track, answers, light)
        light, front = made.circumstances.light, texts(book.front.blocks)
        if light.concerns and made.outcome is not Outcome.STANDS_OUT:
            assert made.card
            assert made.card.title not in front
            assert SAFETY.nothing_stands_out.title in front
        if Concern.CONTROL in light.concerns:
            held = [one.reason for one in made.standing_out if one.reason.no_headline_with_control]
            assert [reason.id for reason in held if any(reason.summary in text for text in front)] == []


@pytest.mark.parametrize("light", LIGHTS)
def test_where_sessions_are_not_safe_that_comes_first_and_the_screen_is_read_with_control(light: Light) -> None:
    for track, answers in everywhere(NOT_SAFE):
        made, book = shown(track, answers, light)
        assert made.standing_out[0].reason.about_control
        assert made.shown[0].reason.about_control
        assert made.circumstances.light == light.with_control()
        assert book.pages[0].title == the_reason().name


@of_everyone
def test_in_a_file_it_is_neither_first_nor_is_there_a_card_for_it(person: str) -> None:
    for track, answers in everywhere(person):
        made, book = shown(track, answers, ON_FILE)
        in_order = [one for one in made.findings.findings if one in made.standing_out]
        assert [*made.standing_out] == in_order
        assert made.circumstances.light == ON_FILE
        assert not any(card.title in words_of(book) for card in SAFETY.on_top.values())


def test_it_is_never_the_nearest_on_few_answers() -> None:
    few = dict([*who(NOT_SAFE)[1].items()][:1])
    for light in (ON_FILE, *LIGHTS):
        made, _ = shown(COUPLES, few, light)
        assert any(one.reason.about_control and one.score for one in made.findings.findings)
        assert not any(one.reason.about_control for one in made.nearest)


def test_without_private_answers_it_is_in_no_result() -> None:
    track, answers = who(NOT_SAFE)
    private = {item.id for item in BANK.tracks[track].private}
    told = {id: response for id, response in answers.items() if id not in private}
    for light in (ON_FILE, *LIGHTS):
        made, book = shown(track, told, replace(light))
        assert the_reason().name not in "\n".join(words_of(book))
        assert not any(one.reason.about_control for one in made.shown)
