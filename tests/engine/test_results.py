from collections.abc import Mapping
from dataclasses import replace

import pytest
from making import HERE, answers, bank, item, reason, track, when

from stuckpoint.bank import (
    Bank,
    Concern,
    Light,
    OpeningLine,
    Reason,
    ReasonId,
    Responses,
    Stage,
    Step,
    StepGroup,
)
from stuckpoint.bank.cards import Card
from stuckpoint.bank.model import Paragraph
from stuckpoint.bank.stages import BEGAN
from stuckpoint.blocks import Bullet, Heading, Numbered, OneThing, Page, Scores
from stuckpoint.blocks import Paragraph as Text
from stuckpoint.engine import Circumstances, Finding, Findings, Results, results
from stuckpoint.engine.results import (
    Outcome,
    circumstances,
    explanation,
    first_line_for,
    first_step_for,
    hanging_together,
    level_with,
    lines_for,
    steps_for,
)
from stuckpoint.engine.scoring import standing
from stuckpoint.pages.booklet import booklet

ENDED = frozenset({Stage.ENDED, Stage.LOOKING})
CONTEXT = (
    item("progress", {id: {} for id in ("better", "bit_better", "same", "worse", "much_worse", "too_soon")}),
    item("worse_for", {id: {} for id in ("days", "weeks", "longer")}, show_if=when("progress", "worse", "much_worse")),
    item("stage", {stage: {} for stage in Stage}),
    item("earlier", {id: {} for id in ("no", "once", "more_than_once")}),
)
UNSAFE = "read this aloud at home"


def a_bank() -> Bank:
    """A bank whose cards can be told apart by their titles."""
    made = track([], context=CONTEXT)
    words = replace(
        made.results,
        worse_for_weeks=card("worse_for_weeks"),
        fresh_look=card("fresh_look"),
        moving=card("moving"),
        too_soon=card("too_soon"),
        not_found=card("not_found"),
        not_enough=card("not_enough"),
    )
    return bank(replace(made, results=words))


def card(title: str) -> Card:
    return Card(title=title, text=(f"words of {title}",))


def scored(id: str, score: float | None, *, weight: float = 3.0, about: Reason | None = None) -> Finding:
    """A finding with a score, on as much answered weight as it takes to stand out unless said otherwise."""
    weight = 0.0 if score is None else weight
    return Finding(
        reason=about or reason(id),
        score=score,
        answered_weight=weight,
        standing=standing(score, weight),
        contributions=(),
        prior=None if score is None else 25 / (weight + 1),
    )


def come_to(*found: Finding, **context: str) -> Results:
    return results(a_bank(), in_findings(found), answers(**context))


def in_findings(found: tuple[Finding, ...]) -> Findings:
    return Findings(track=HERE, asked=(), answered=(), findings=found, raised=())


def ids(found: tuple[Finding, ...]) -> list[str]:
    return [one.reason.id for one in found]


def pages_of(*found: Finding, **context: str) -> list[Page]:
    made = a_bank()
    return [*booklet(made, come_to(*found, **context)).everything()]


def on_front(page: Page) -> list[tuple[int, str]]:
    """Returns the scores that page one shows, each with its number."""
    return [(one.key, one.name) for block in page.blocks if isinstance(block, Scores) for one in block.scores]


def all_words(pages: list[Page]) -> str:
    """Returns everything written on pages."""
    words: list[str] = []
    for page in pages:
        for block in page.whole():
            if isinstance(block, Heading | Text | Bullet | Numbered):
                words.append(block.text)
            if isinstance(block, Bullet):
                words.extend(block.more)
            if isinstance(block, Scores):
                words.extend((*(one.in_words for one in block.scores), block.about_the_line))
            if isinstance(block, OneThing):
                words.extend(block.as_list())
    return "\n".join(words)


# ---- what leads


def test_everything_that_stands_out_is_shown_in_display_order() -> None:
    made = come_to(scored("ash", 80), scored("elm", 70), scored("fir", 60), scored("oak", 53), scored("yew", 52.9))
    assert made.outcome is Outcome.STANDS_OUT
    assert ids(made.standing_out) == ["ash", "elm", "fir", "oak"]
    assert ids(made.shown) == ["ash", "elm", "fir", "oak", "yew"]


@pytest.mark.parametrize("count", range(1, 6))
def test_at_most_four_lead_page_one_and_the_others_are_told_by_number(count: int) -> None:
    names = ["ash", "elm", "fir", "oak", "yew"][:count]
    front = pages_of(*(scored(name, 90.0 - 9 * place) for place, name in enumerate(names)))[0]
    assert on_front(front) == list(enumerate(names[:4], 1))
    assert ("1 more stands out." in all_words([front])) is (count == 5)
    assert f"More: {'5 Another reason; ' if count == 5 else ''}{count + 1} What comes next" in all_words([front])


# ---- how two may hang together


def tied(id: str, other: str, text: str, *, unsafe: bool = False) -> Reason:
    """A reason that says how it may hang together with another."""
    return replace(reason(id), together={ReasonId(other): (Paragraph(text=text, unsafe_with_control=unsafe),)})


ASH, ELM = scored("ash", 80, about=tied("ash", "elm", "Roots meet.")), scored("elm", 70)


def test_two_that_stand_out_are_one_story_whichever_of_them_tells_it() -> None:
    for found in ((ASH, ELM), (replace(ELM, score=90.0), ASH)):
        front = pages_of(*found)[0]
        assert "Roots meet." in [block.text for block in front.blocks if isinstance(block, Text)]
        assert sorted(name for _, name in on_front(front)) == ["ash", "elm"]


def test_two_are_no_story_where_one_of_them_does_not_stand_out() -> None:
    assert "Roots meet." not in all_words(pages_of(ASH, scored("elm", 50)))


def test_of_several_stories_the_first_in_display_order_is_told() -> None:
    fir = scored("fir", 60, about=tied("fir", "elm", "Leaves fall."))
    assert "Leaves fall." not in (told := all_words(pages_of(ASH, ELM, fir)))
    assert "Roots meet." in told


def test_a_story_that_is_not_safe_with_control_or_that_leads_back_to_the_therapist_is_left_out() -> None:
    unsafe = scored("ash", 80, about=tied("ash", "elm", "Roots meet.", unsafe=True))
    seen = Circumstances(light=Light(leaves_out_control=False))
    without_therapist = Circumstances(light=Light(leaves_out_control=False, concerns=frozenset({Concern.MISCONDUCT})))
    assert [one.text for one in hanging_together((unsafe, ELM), seen)] == ["Roots meet."]
    assert hanging_together((unsafe, ELM), Circumstances()) == ()
    assert hanging_together((ASH, ELM), without_therapist) == ()


# ---- if you do one thing


@pytest.mark.parametrize(
    ("found", "one_thing"),
    [
        pytest.param([scored("ash", 80), scored("elm", 70)], "ash", id="the first"),
        pytest.param([scored("ash", 50), scored("elm", 30)], None, id="nothing stands out"),
    ],
)
def test_the_one_thing_is_of_the_first_that_stands_out(found: list[Finding], one_thing: str | None) -> None:
    made = come_to(*found)
    assert (made.one_thing.id if made.one_thing else None) == one_thing


def test_page_one_gives_the_first_step_and_the_first_line_of_the_one_thing() -> None:
    front = pages_of(scored("ash", 80, about=in_stages()), scored("elm", 70, about=in_stages()), stage="ended")[0]
    assert [block for block in front.blocks if isinstance(block, OneThing)] == [
        OneThing("only afterwards", "said afterwards")
    ]
    assert "can wait" in all_words([front])


# ---- what serves whom


def in_stages() -> Reason:
    """A reason whose first step and first line serve only while therapy goes on."""
    going = frozenset(Stage) - ENDED
    return replace(
        reason("elm"),
        first_step="any_day",
        first_line="any_word",
        steps=(
            Step(id="unsafe", text=UNSAFE, group=StepGroup.YOU, unsafe_with_control=True),
            Step(id="a_break", text="only on a break", group=StepGroup.YOU, stages=frozenset({Stage.BREAK})),
            Step(id="afterwards", text="only afterwards", group=StepGroup.YOU, stages=ENDED),
            Step(id="any_day", text="any day", group=StepGroup.WITH_THERAPIST, stages=going),
        ),
        opening_lines=(
            OpeningLine(id="unsafe_line", text=UNSAFE, unsafe_with_control=True),
            OpeningLine(id="said_afterwards", text="said afterwards", stages=ENDED),
            OpeningLine(id="any_word", text="any word", stages=going),
        ),
    )


@pytest.mark.parametrize(
    ("stage", "steps", "lines"),
    [
        (None, ["a_break", "afterwards", "any_day"], ["said_afterwards", "any_word"]),
        (Stage.GOING, ["any_day"], ["any_word"]),
        (Stage.JUST_BEGUN, ["any_day"], ["any_word"]),
        (Stage.BREAK, ["a_break", "any_day"], ["any_word"]),
        (Stage.ENDED, ["afterwards"], ["said_afterwards"]),
        (Stage.LOOKING, ["afterwards"], ["said_afterwards"]),
    ],
)
def test_steps_and_lines_serve_the_stage_and_all_are_offered_to_someone_who_gave_none(
    stage: Stage | None, steps: list[str], lines: list[str]
) -> None:
    where = Circumstances(stage=stage)
    assert [step.id for step in steps_for(in_stages(), where)] == steps
    assert [line.id for line in lines_for(in_stages(), where)] == lines


@pytest.mark.parametrize(
    ("stage", "step", "line"),
    [
        (None, "any_day", "any_word"),
        (Stage.GOING, "any_day", "any_word"),
        (Stage.BREAK, "any_day", "any_word"),
        (Stage.LOOKING, "afterwards", "said_afterwards"),
    ],
)
def test_a_first_step_or_line_that_does_not_serve_gives_way_to_the_first_that_does(
    stage: Stage | None, step: str, line: str
) -> None:
    where = Circumstances(stage=stage)
    first_step, first_line = first_step_for(in_stages(), where), first_line_for(in_stages(), where)
    assert first_step is not None
    assert first_line is not None
    assert (first_step.id, first_line.id) == (step, line)


def test_a_first_step_or_line_that_is_unsafe_gives_way_too() -> None:
    made = replace(in_stages(), first_step="unsafe", first_line="unsafe_line")
    first_step, first_line = first_step_for(made, Circumstances()), first_line_for(made, Circumstances())
    assert first_step is not None
    assert first_line is not None
    assert (first_step.id, first_line.id) == ("a_break", "said_afterwards")


def test_where_nothing_serves_there_is_no_first_step_or_line_and_page_one_does_without() -> None:
    going = frozenset({Stage.GOING})
    made = replace(
        in_stages(),
        steps=(Step(id="any_day", text="any day", group=StepGroup.YOU, stages=going),),
        opening_lines=(OpeningLine(id="any_word", text="any word", stages=going),),
    )
    where = Circumstances(stage=Stage.ENDED)
    assert first_step_for(made, where) is None
    assert first_line_for(made, where) is None
    front = pages_of(scored("elm", 80, about=made), stage="ended")[0]
    assert [block for block in front.blocks if isinstance(block, OneThing)] == [OneThing()]
    assert "can wait" in all_words([front])


# ---- where the person stands


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, Circumstances()),
        ({"stage": []}, Circumstances()),
        ({"stage": "going"}, Circumstances(stage=Stage.GOING)),
        ({"stage": "just_begun"}, Circumstances(stage=Stage.JUST_BEGUN, too_soon=True)),
        ({"stage": "break"}, Circumstances(stage=Stage.BREAK)),
        ({"stage": "ended"}, Circumstances(stage=Stage.ENDED)),
        ({"stage": "looking"}, Circumstances(stage=Stage.LOOKING)),
        ({"progress": "better"}, Circumstances(better=True)),
        ({"progress": "bit_better"}, Circumstances(better=True)),
        ({"progress": "same"}, Circumstances()),
        ({"progress": "too_soon"}, Circumstances(too_soon=True)),
        ({"progress": "worse"}, Circumstances()),
        ({"progress": "worse", "worse_for": []}, Circumstances()),
        ({"progress": "worse", "worse_for": "days"}, Circumstances()),
        ({"progress": "worse", "worse_for": "weeks"}, Circumstances(worse_for_weeks=True)),
        ({"progress": "worse", "worse_for": "longer"}, Circumstances(worse_for_weeks=True)),
        ({"progress": "much_worse", "worse_for": "days"}, Circumstances()),
        ({"progress": "much_worse", "worse_for": "weeks"}, Circumstances(worse_for_weeks=True)),
        ({"progress": "much_worse", "worse_for": "longer"}, Circumstances(worse_for_weeks=True)),
        ({"progress": "same", "worse_for": "weeks"}, Circumstances()),  # off the path, so not looked at
        ({"progress": "better", "worse_for": "longer"}, Circumstances(better=True)),
        ({"worse_for": "longer"}, Circumstances()),
        ({"earlier": "no"}, Circumstances()),
        ({"earlier": "once"}, Circumstances()),
        ({"earlier": "more_than_once"}, Circumstances(tried_more_than_once=True)),
    ],
    ids=str,
)
def test_circumstances_are_read_from_the_context_items(
    given: Mapping[str, str | list[str]], expected: Circumstances
) -> None:
    assert circumstances(a_bank().tracks[HERE], answers(**given)) == expected


@pytest.mark.parametrize(
    ("stage", "ended"), [(None, False), *((stage, stage in (*ENDED, Stage.PARTED)) for stage in Stage)]
)
def test_therapy_is_over_for_now_when_it_has_ended_or_another_is_looked_for_or_the_two_have_parted(
    stage: Stage | None, ended: bool
) -> None:
    assert Circumstances(stage=stage).ended is ended


def test_a_track_without_context_items_leaves_everything_open() -> None:
    given: Responses = answers(progress="worse", worse_for="weeks", stage="ended", earlier="more_than_once")
    assert circumstances(track([]), given) == Circumstances()


# ---- what it may mean, for whom


@pytest.mark.parametrize(
    ("where", "if_worse", "shown"),
    [
        (Circumstances(), True, ["as it is"]),
        (Circumstances(worse_for_weeks=True), True, ["now that it is worse", "as it is"]),
        (Circumstances(worse_for_weeks=True), False, ["as it is"]),
    ],
)
def test_if_worse_comes_before_may_mean_and_only_when_it_has_been_worse_for_weeks(
    where: Circumstances, if_worse: bool, shown: list[str]
) -> None:
    made = replace(
        reason("elm"),
        may_mean=(Paragraph(text="as it is"), Paragraph(text=UNSAFE, unsafe_with_control=True)),
        if_worse=(
            Paragraph(text=UNSAFE, unsafe_with_control=True),
            Paragraph(text="now that it is worse"),
        )
        if if_worse
        else (),
    )
    assert [paragraph.text for paragraph in explanation(made, where)] == shown


@pytest.mark.parametrize(
    ("score", "stage"),
    [
        *((80.0, stage) for stage in sorted(BEGAN)),
        *((45.0, stage) for stage in sorted(BEGAN)),
        (30.0, Stage.GOING),  # shown as a place to start
        (30.0, Stage.ENDED),
    ],
)
def test_no_page_holds_a_text_that_is_unsafe_with_control(score: float, stage: Stage) -> None:
    unsafe = Paragraph(text=UNSAFE, unsafe_with_control=True)
    safe = Paragraph(text="safe")
    for first in ("any_day", "unsafe"):
        made = replace(in_stages(), may_mean=(unsafe, safe), if_worse=(safe, unsafe), first_step=first)
        for progress in ("same", "worse"):
            pages = pages_of(scored("elm", score, about=made), stage=stage, progress=progress, worse_for="longer")
            assert "safe" in all_words(pages)
            assert UNSAFE not in all_words(pages)


# ---- which result it is

QUIET, FEW = scored("ash", 30), scored("ash", 30, weight=1.9)


@pytest.mark.parametrize(
    ("found", "context", "outcome"),
    [
        ([scored("ash", 53)], {}, Outcome.STANDS_OUT),
        ([scored("ash", 53)], {"progress": "better"}, Outcome.STANDS_OUT),
        ([scored("ash", 53)], {"stage": "just_begun"}, Outcome.STANDS_OUT),
        ([QUIET], {"progress": "better"}, Outcome.MOVING),
        ([QUIET], {"progress": "bit_better"}, Outcome.MOVING),
        ([QUIET], {"progress": "bit_better", "stage": "just_begun"}, Outcome.MOVING),
        ([QUIET], {"progress": "too_soon"}, Outcome.TOO_SOON),
        ([QUIET], {"progress": "same", "stage": "just_begun"}, Outcome.TOO_SOON),
        ([QUIET], {}, Outcome.NOT_FOUND),
        ([QUIET], {"progress": "same"}, Outcome.NOT_FOUND),
        ([QUIET], {"progress": "worse", "worse_for": "weeks"}, Outcome.NOT_FOUND),
        ([scored("ash", 52)], {}, Outcome.NOT_FOUND),
        ([QUIET, scored("elm", None)], {}, Outcome.NOT_FOUND),
        ([FEW], {}, Outcome.NOT_ENOUGH),
        ([scored("ash", 90, weight=1.9)], {}, Outcome.NOT_ENOUGH),
        ([FEW, scored("elm", None)], {"progress": "better"}, Outcome.NOT_ENOUGH),
        ([scored("ash", None)], {"stage": "just_begun"}, Outcome.NOT_ENOUGH),
        ([], {}, Outcome.NOT_ENOUGH),
    ],
)
def test_which_result_it_is(found: list[Finding], context: dict[str, str], outcome: Outcome) -> None:
    made = come_to(*found, **context)
    assert made.outcome is outcome
    assert (made.card.title if made.card else "stands_out") == outcome.value


def test_where_it_was_not_found_the_three_nearest_are_shown_as_places_to_start() -> None:
    found = [scored("ash", 50), scored("elm", 39), scored("fir", 30), scored("oak", 29), scored("yew", None)]
    made = come_to(*found)
    assert ids(made.nearest) == ["ash", "elm", "fir"]
    assert ids(made.shown) == ["ash", "elm", "fir"]


def test_a_reason_without_a_score_is_no_place_to_start() -> None:
    assert ids(come_to(scored("ash", 30), scored("elm", None)).nearest) == ["ash"]


@pytest.mark.parametrize("progress", ["better", "too_soon"])
def test_where_it_is_moving_or_too_soon_only_what_is_worth_a_look_is_shown(progress: str) -> None:
    made = come_to(scored("ash", 50), scored("elm", 39), scored("fir", 30), progress=progress)
    assert ids(made.shown) == ["ash"]


@pytest.mark.parametrize(
    ("score", "weight", "worth_a_look"),
    [
        (40, 2.0, True),
        (39.9, 2.0, False),
        (52.9, 2.0, True),
        (40, 1.0, True),
        (90, 1.9, True),
        (40, 0.9, False),
        (53, 2.0, False),
    ],
)
def test_what_is_worth_a_look_may_rest_on_few_answers(score: float, weight: float, worth_a_look: bool) -> None:
    made = come_to(scored("ash", score, weight=weight))
    assert ids(made.worth_a_look) == ["ash"] * worth_a_look


@pytest.mark.parametrize(("weight", "says"), [(1.9, True), (2.0, False)])
def test_the_page_of_what_is_worth_a_look_says_so_when_it_rests_on_few_answers(weight: float, says: bool) -> None:
    pages = pages_of(scored("ash", 45, weight=weight))
    assert ("on few answers" in all_words(pages)) is says


# ---- what is about level


@pytest.mark.parametrize(
    ("scores", "level"),
    [
        ([70, 62.1, 40], {"ash": ["elm"], "elm": ["ash"], "fir": []}),
        ([70, 62, 40], {"ash": [], "elm": [], "fir": []}),
        ([70, 65, 60], {"ash": ["elm"], "elm": ["ash", "fir"], "fir": ["elm"]}),
        ([70, 70, 70], {"ash": ["elm"], "elm": ["ash", "fir"], "fir": ["elm"]}),
        ([4, None, None], {"ash": [], "elm": [], "fir": []}),
    ],
)
def test_neighbours_less_than_8_points_apart_are_about_level(
    scores: list[float | None], level: dict[str, list[str]]
) -> None:
    found = tuple(scored(id, score) for id, score in zip(("ash", "elm", "fir"), scores, strict=True))
    assert {one.reason.id: ids(level_with(one, found)) for one in found} == level


# ---- whatever the scores

EVERY_RESULT = pytest.mark.parametrize(
    ("found", "progress"),
    [
        pytest.param([scored("ash", 60)], "same", id="stands out"),
        pytest.param([QUIET], "better", id="moving"),
        pytest.param([QUIET], "too_soon", id="too soon"),
        pytest.param([QUIET], "same", id="not found"),
        pytest.param([FEW], "same", id="not enough"),
    ],
)


@EVERY_RESULT
@pytest.mark.parametrize(("earlier", "shown"), [("no", False), ("once", False), ("more_than_once", True)])
def test_a_fresh_look_is_offered_with_every_result_to_someone_who_tried_more_than_once(
    found: list[Finding], progress: str, earlier: str, shown: bool
) -> None:
    words = all_words(pages_of(*found, progress=progress, earlier=earlier))
    assert ("words of fresh_look" in words) is shown


@pytest.mark.parametrize("found", [[scored("ash", 60)], [QUIET], [FEW]], ids=["stands out", "quiet", "few"])
@pytest.mark.parametrize(
    ("progress", "worse_for", "first"),
    [
        ("worse", "weeks", True),
        ("much_worse", "longer", True),
        ("worse", "days", False),
        ("same", "weeks", False),
    ],
)
def test_the_card_for_worse_for_weeks_comes_before_everything_else(
    found: list[Finding], progress: str, worse_for: str, first: bool
) -> None:
    pages = pages_of(*found, progress=progress, worse_for=worse_for)
    assert [page.title == "worse_for_weeks" for page in pages] == [first] + [False] * (len(pages) - 1)


@EVERY_RESULT
def test_every_result_says_that_nothing_was_measured_and_but_for_good_news_that_being_stuck_is_common(
    found: list[Finding], progress: str
) -> None:
    pages = pages_of(*found, progress=progress)
    is_good = come_to(*found, progress=progress).outcome in (Outcome.MOVING, Outcome.TOO_SOON)
    assert ("common not measured" in all_words(pages[:1])) is not is_good
    assert "not measured" in all_words(pages[:1])
    assert "What comes next" in [page.title.split(". ")[-1] for page in pages]
