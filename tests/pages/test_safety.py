"""What answers about safety change in results, and what they never do."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from itertools import combinations, product

import pytest
from making import answers, reason, stages_of, told_of
from shipped import BANK

from stuckpoint.bank import COUPLES, Concern, Light, OpeningLine, Reason, Stage, Step, StepGroup, Track, TrackId
from stuckpoint.bank.model import Marked, Paragraph, Reference, Research
from stuckpoint.bank.safety import ON_FILE, SafetyItem, Said, light_of, opens
from stuckpoint.engine import Circumstances, findings, results
from stuckpoint.engine.results import explanation, first_line_for, first_step_for, lines_for, research_for, steps_for
from stuckpoint.loading import safety_words, shipped_folder
from stuckpoint.pages.booklet import booklet
from stuckpoint.terminal.drawing import as_text

WORDS = safety_words(shipped_folder())
INDIVIDUAL = TrackId("individual")
NOTHING_LEFT_OUT = Light(leaves_out_control=False, on_screen=True)
IN_CRISIS = Light(concerns=frozenset({Concern.CRISIS}), leaves_out_control=False, on_screen=True)
MISCONDUCT = Light(concerns=frozenset({Concern.MISCONDUCT}), leaves_out_control=False, on_screen=True)
LIGHTS = [
    Light(concerns=frozenset(concerns), leaves_out_control=left_out, on_screen=True)
    for count in range(len(Concern) + 1)
    for concerns in combinations(Concern, count)
    for left_out in {True, Concern.CONTROL in concerns}
]
TRACKS_AND_REASONS = [(track, reason) for track in BANK.tracks.values() for reason in track.reasons]

of_every_reason = pytest.mark.parametrize(
    "reason", [pytest.param(one, id=f"{track.id}-{one.id}") for track, one in TRACKS_AND_REASONS]
)


def about(concern: Concern, items: tuple[SafetyItem, ...]) -> list[str]:
    return [item.id for item in items if item.concern is concern]


def everywhere(light: Light) -> Iterator[Circumstances]:
    """Yields every place a person can stand in, in one light."""
    for stage, worse in product((None, *Stage), (False, True)):
        yield Circumstances(stage=stage, worse_for_weeks=worse, light=light)


def step(id: str, group: StepGroup = StepGroup.YOU, *unsafe: str) -> Step:
    """Returns a step that is unsafe with control, in crisis or with misconduct."""
    return Step(
        id=id,
        text=id,
        group=group,
        unsafe_with_control="control" in unsafe,
        unsafe_in_crisis="crisis" in unsafe,
        unsafe_with_misconduct="misconduct" in unsafe,
    )


def a_reason() -> Reason:
    """A reason with one text of each mark."""
    return replace(
        reason("ash"),
        first_step="first",
        first_line="first_line",
        may_mean=(
            Paragraph(text="for anyone"),
            Paragraph(text="not at home", unsafe_with_control=True),
            Paragraph(text="go deeper", unsafe_in_crisis=True),
            Paragraph(text="they get tired", unsafe_with_misconduct=True),
        ),
        if_worse=(Paragraph(text="worse, not at home", unsafe_with_control=True),),
        research=tuple(
            Research(
                says=mark,
                reference=Reference(authors="A", year="2000", source="S"),
                unsafe_with_control=mark == "with_control",
                unsafe_in_crisis=mark == "in_crisis",
                unsafe_with_misconduct=mark == "with_misconduct",
            )
            for mark in ("with_control", "in_crisis", "with_misconduct")
        ),
        steps=(
            step("first", StepGroup.WITH_THERAPIST),
            step("at_home", StepGroup.YOU, "control"),
            step("stop", StepGroup.YOU, "crisis"),
            step("ask", StepGroup.WITH_THERAPIST, "control", "crisis"),
            step("next_session", StepGroup.YOU, "misconduct"),
            step("rest", StepGroup.ELSEWHERE),
        ),
        opening_lines=(
            OpeningLine(id="first_line", text="first_line"),
            OpeningLine(id="aloud", text="aloud", unsafe_with_control=True),
            OpeningLine(id="deeper", text="deeper", unsafe_in_crisis=True),
        ),
    )


# ---- who is asked what


def test_one_list_about_control_is_for_one_person_alone_and_a_longer_one_for_one_of_a_couple() -> None:
    assert about(Concern.CONTROL, WORDS.items_for(INDIVIDUAL)) == ["someone_close"]
    assert about(Concern.CONTROL, WORDS.items_for(COUPLES)) == ["you_and_your_partner"]
    alone, two = (WORDS.items_for(track)[0] for track in (INDIVIDUAL, COUPLES))
    assert len(two.options) > len(alone.options)


@pytest.mark.parametrize("track", [INDIVIDUAL, COUPLES, TrackId("plot")])
def test_crisis_and_misconduct_are_asked_about_in_every_track(track: TrackId) -> None:
    items = WORDS.items_for(track)
    assert about(Concern.CRISIS, items) == ["about_yourself"]
    assert about(Concern.MISCONDUCT, items) == ["never_allowed"]
    assert [item.concern for item in items] == sorted((item.concern for item in items), key=list(Concern).index)


@pytest.mark.parametrize("track", ["plot", "family", "Couples", ""])
def test_any_track_that_is_not_called_couples_is_asked_as_one_person_alone(track: str) -> None:
    assert WORDS.items_for(TrackId(track)) == WORDS.items_for(INDIVIDUAL)


@pytest.mark.parametrize("track", [INDIVIDUAL, COUPLES])
def test_leaving_people_close_out_leaves_out_control_and_nothing_else(track: TrackId) -> None:
    everything = WORDS.items_for(track)
    left = WORDS.items_for(track, about_people_close=False)
    assert left == tuple(item for item in everything if item.concern is not Concern.CONTROL)
    assert 0 < len(left) < len(everything)


@pytest.mark.parametrize("item", WORDS.items, ids=lambda item: item.id)
def test_every_list_ends_with_not_sure_and_none_and_that_about_control_says_that_it_can_be_over(
    item: SafetyItem,
) -> None:
    said = [said for _, said in item.options]
    over = [Said.NO] * (item.concern is Concern.CONTROL)
    assert said[said.index(Said.NOT_SURE) :] == [Said.NOT_SURE, *over, Said.NO]
    assert set(said[: said.index(Said.NOT_SURE)]) == {Said.YES}
    assert said.index(Said.NOT_SURE) >= 3


# ---- the light


@pytest.mark.parametrize(
    ("said", "opened"),
    [(Said.YES, True), (Said.NOT_SURE, True), (Said.NO, False), (Said.SKIPPED, False)],
)
def test_yes_and_not_sure_open_a_notice(said: Said, opened: bool) -> None:
    assert opens(said) is opened


def expected(items: tuple[SafetyItem, ...], said: Mapping[str, Said]) -> Light:
    """Works the light out again, from the words of the promise."""
    of = {concern: [said.get(id) for id in about(concern, items)] for concern in Concern}
    concerned = {concern: any(one in (Said.YES, Said.NOT_SURE) for one in of[concern]) for concern in Concern}
    only_no = set(of[Concern.CONTROL]) == {Said.NO}
    return Light(
        concerns=frozenset(concern for concern, is_so in concerned.items() if is_so),
        leaves_out_control=not only_no,
        on_screen=True,
    )


@pytest.mark.parametrize("track", [INDIVIDUAL, COUPLES])
def test_the_light_of_every_set_of_answers(track: TrackId) -> None:
    items = WORDS.items_for(track)
    lights = set()
    for chosen in product((None, *Said), repeat=len(items)):
        said = {item.id: one for item, one in zip(items, chosen, strict=True) if one is not None}
        lights.add(light_of(items, said))
        assert light_of(items, said) == expected(items, said), said
    assert lights == set(LIGHTS)


@pytest.mark.parametrize("track", [INDIVIDUAL, COUPLES])
def test_control_that_was_skipped_or_not_asked_about_leaves_out_what_it_makes_unsafe(track: TrackId) -> None:
    items = WORDS.items_for(track)
    nothing_wrong = {item.id: Said.NO for item in items}
    assert light_of(items, nothing_wrong) == NOTHING_LEFT_OUT
    left_out = Light(leaves_out_control=True, on_screen=True)
    for id in about(Concern.CONTROL, items):
        assert light_of(items, {**nothing_wrong, id: Said.SKIPPED}) == left_out
        unasked = {one: said for one, said in nothing_wrong.items() if one != id}
        assert light_of(items, unasked) == left_out
    left = WORDS.items_for(track, about_people_close=False)
    assert light_of(left, nothing_wrong) == left_out


@pytest.mark.parametrize("track", [INDIVIDUAL, COUPLES])
def test_a_skipped_question_about_crisis_or_misconduct_leaves_nothing_out(track: TrackId) -> None:
    items = WORDS.items_for(track)
    said = {item.id: Said.NO if item.concern is Concern.CONTROL else Said.SKIPPED for item in items}
    assert light_of(items, said) == NOTHING_LEFT_OUT


def test_a_light_holds_nothing_of_what_was_said() -> None:
    assert [(field.name, field.type) for field in fields(Light)] == [
        ("concerns", frozenset[Concern]),
        ("leaves_out_control", bool),
        ("on_screen", bool),
    ]


# ---- what is left out


@pytest.mark.parametrize(
    ("light", "steps", "lines"),
    [
        (
            NOTHING_LEFT_OUT,
            ["first", "at_home", "stop", "ask", "next_session", "rest"],
            ["first_line", "aloud", "deeper"],
        ),
        (ON_FILE, ["first", "stop", "next_session", "rest"], ["first_line", "deeper"]),
        (IN_CRISIS, ["first", "at_home", "next_session", "rest"], ["first_line", "aloud"]),
        (MISCONDUCT, ["at_home", "stop", "rest"], []),
        (Light(concerns=frozenset(Concern), on_screen=True), ["rest"], []),
    ],
    ids=["nothing", "control", "crisis", "misconduct", "all"],
)
def test_each_light_leaves_out_what_it_is_about(light: Light, steps: list[str], lines: list[str]) -> None:
    where = Circumstances(light=light)
    assert [one.id for one in steps_for(a_reason(), where)] == steps
    assert [one.id for one in lines_for(a_reason(), where)] == lines


def test_the_first_step_and_line_give_way_where_they_are_left_out() -> None:
    first = first_step_for(a_reason(), Circumstances(light=MISCONDUCT))
    assert first is not None
    assert first.id == "at_home"
    assert first_line_for(a_reason(), Circumstances(light=MISCONDUCT)) is None


def test_an_explanation_leaves_out_what_is_marked_and_what_is_worse_comes_first() -> None:
    def said(*, worse: bool, light: Light) -> list[str]:
        where = Circumstances(worse_for_weeks=worse, light=light)
        return [one.text for one in explanation(a_reason(), where)]

    assert said(worse=False, light=NOTHING_LEFT_OUT) == ["for anyone", "not at home", "go deeper", "they get tired"]
    assert said(worse=False, light=ON_FILE) == ["for anyone", "go deeper", "they get tired"]
    assert said(worse=False, light=IN_CRISIS) == ["for anyone", "not at home", "they get tired"]
    assert said(worse=False, light=MISCONDUCT) == ["for anyone", "not at home", "go deeper"]
    whole = ["worse, not at home", *said(worse=False, light=NOTHING_LEFT_OUT)]
    assert said(worse=True, light=NOTHING_LEFT_OUT) == whole
    assert said(worse=True, light=ON_FILE) == said(worse=False, light=ON_FILE)


@pytest.mark.parametrize(
    ("light", "left_out"),
    [
        (NOTHING_LEFT_OUT, None),
        (ON_FILE, "with_control"),
        (IN_CRISIS, "in_crisis"),
        (MISCONDUCT, "with_misconduct"),
    ],
)
def test_a_study_is_left_out_as_anything_else_is(light: Light, left_out: str | None) -> None:
    shown = [note.says for note in research_for(a_reason(), Circumstances(light=light))]
    assert shown == [one for one in ("with_control", "in_crisis", "with_misconduct") if one != left_out]


def test_a_study_that_is_too_hopeful_in_a_crisis_is_left_out_after_weeks_of_getting_worse_too() -> None:
    where = Circumstances(worse_for_weeks=True, light=NOTHING_LEFT_OUT)
    assert "in_crisis" not in [note.says for note in research_for(a_reason(), where)]
    hopeful = {note.says for _, reason in TRACKS_AND_REASONS for note in reason.research if note.unsafe_in_crisis}
    assert len(hopeful) >= 5
    assert any("became much happier" in says for says in hopeful)


def marked(text: Marked, light: Light) -> bool:
    """Works out again, from the words of the promise, whether a text is left out for its marks."""
    return (
        (light.leaves_out_control and text.unsafe_with_control)
        or (Concern.CRISIS in light.concerns and text.unsafe_in_crisis)
        or (Concern.MISCONDUCT in light.concerns and text.unsafe_with_misconduct)
    )


@of_every_reason
def test_a_shipped_reason_shows_what_its_marks_allow_and_nothing_else(reason: Reason) -> None:
    whole = {where.stage: steps_for(reason, where) for where in everywhere(NOTHING_LEFT_OUT)}
    whole_lines = {where.stage: lines_for(reason, where) for where in everywhere(NOTHING_LEFT_OUT)}
    for light in LIGHTS:
        for where in everywhere(light):
            shown, lines = steps_for(reason, where), lines_for(reason, where)
            assert shown == tuple(
                one
                for one in whole[where.stage]
                if not marked(one, light) and not (light.leaves_out_therapist and one.group is StepGroup.WITH_THERAPIST)
            )
            assert lines == tuple(
                one for one in whole_lines[where.stage] if not marked(one, light) and not light.leaves_out_therapist
            )


@pytest.mark.parametrize("track", BANK.tracks.values(), ids=lambda track: track.id)
def test_a_shipped_reason_still_has_a_step_and_an_explanation_in_every_light(track: Track) -> None:
    for light, stage in product(LIGHTS, (None, *stages_of(track))):
        for one, worse in product(told_of(track, stage), (False, True)):
            where = Circumstances(stage=stage, worse_for_weeks=worse, light=light)
            assert steps_for(one, where), (one.id, stage)
            assert explanation(one, where), (one.id, stage)


def test_each_light_leaves_something_out_of_the_shipped_reasons() -> None:
    def all_steps(light: Light) -> int:
        return sum(len(steps_for(reason, Circumstances(light=light))) for _, reason in TRACKS_AND_REASONS)

    whole = all_steps(NOTHING_LEFT_OUT)
    assert all(all_steps(light) < whole for light in (ON_FILE, IN_CRISIS, MISCONDUCT))


# ---- files


def test_what_is_on_file_is_what_someone_reads_who_skipped_everything() -> None:
    assert Light(concerns=frozenset(), leaves_out_control=True, on_screen=False) == ON_FILE
    for track in (INDIVIDUAL, COUPLES):
        assert replace(light_of(WORDS.items_for(track), {}), on_screen=False) == ON_FILE
    assert Circumstances().light == ON_FILE


@pytest.mark.slow
@pytest.mark.parametrize("track", [INDIVIDUAL, COUPLES])
def test_results_are_on_file_unless_a_light_is_given(track: TrackId) -> None:
    here = BANK.tracks[track]
    # What puts a screen in the light of control whatever was said about it.
    of_itself = {reason.id for reason in here.reasons if reason.about_control}
    strongest = {
        item.id: max(item.options, key=lambda option: sum(option.balanced.values())).id
        for item in here.items
        if not item.show_if and not of_itself & item.most.keys()
    }
    responses = answers(**{str(id): str(option) for id, option in strongest.items()})
    found = findings(BANK, track, responses, private=True)

    def text(light: Light | None) -> str:
        made = results(BANK, found, responses) if light is None else results(BANK, found, responses, light)
        safety = WORDS if light and light.on_screen else None
        return as_text([*booklet(BANK, made, safety=safety).everything()])

    assert text(None) == text(ON_FILE)
    assert len({text(light) for light in LIGHTS}) == len(LIGHTS)
    shown = " ".join(text(None).split())
    texts: list[Paragraph | Step | OpeningLine] = []
    for one in here.reasons:
        texts.extend((*one.may_mean, *one.if_worse, *one.steps, *one.opening_lines))
    unsafe = [one.text for one in texts if one.unsafe_with_control]
    assert unsafe
    assert [one for one in unsafe if " ".join(one.split()) in shown] == []
    whole = " ".join(text(NOTHING_LEFT_OUT).split())
    assert any(" ".join(one.split()) in whole for one in unsafe)
