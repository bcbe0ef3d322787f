import io
import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import product

import pytest
from booklets import texts
from making import HERE, answers, bank, item, of, reason, scale, stages_of, track, when
from shipped import BANK as SHIPPED

from stuckpoint.bank import (
    Bank,
    Concern,
    LiesWith,
    Light,
    OpeningLine,
    Reason,
    Responses,
    Stage,
    Step,
    StepGroup,
    Track,
)
from stuckpoint.bank.cards import WhatNowPart
from stuckpoint.bank.model import Paragraph as Explanation
from stuckpoint.bank.model import Reference, Research
from stuckpoint.blocks import (
    Block,
    Bullet,
    Heading,
    OneThing,
    OwnAnswer,
    Page,
    Paragraph,
    Scores,
    Study,
    Table,
    ToSay,
    ToTry,
)
from stuckpoint.engine import Circumstances, Finding, Findings, Length, Sheet, Standing, findings, results
from stuckpoint.engine.results import Outcome
from stuckpoint.engine.scoring import Raised, standing
from stuckpoint.pages.booklet import Booklet, booklet
from stuckpoint.pages.evidence import working_page
from stuckpoint.pages.explanations import card_page, reason_page, reasons_page, what_now_page
from stuckpoint.quiz.run import Quiz
from stuckpoint.terminal.drawing import foot, groups_of
from stuckpoint.terminal.terminal import Terminal

TRACKS = [track for track in SHIPPED.tracks.values() if track.items]
INDIVIDUAL = next(track for track in TRACKS if track.id == "individual")
in_every_track = pytest.mark.parametrize("track", TRACKS, ids=lambda track: track.id)
PROGRESS = ("better", "too_soon", "same", "worse")


def under(page: Page, heading: str) -> list[Block]:
    """Returns the blocks of a page under one of its headings."""
    found: list[Block] = []
    inside = False
    for block in page.blocks:
        if isinstance(block, Heading):
            inside = block.text == heading
        elif inside:
            found.append(block)
    return found


# ---- the shipped bank, whatever stands out


def scored(reason: Reason, score: float) -> Finding:
    return Finding(
        reason=reason,
        score=score,
        answered_weight=4.0,
        standing=standing(score, 4.0),
        contributions=(),
        prior=5.0,
    )


def found(track: Track, leading: Sequence[Reason], rest: float, raised: bool) -> Findings:
    """Findings where some reasons lead, in this order, and all others have one score, lower than theirs."""
    first = [scored(one, 90.0 - place) for place, one in enumerate(leading)]
    others = [scored(one, rest) for one in track.reasons if one not in leading]
    worth_saying = [
        Raised(item=one.id, option=option.id, text=option.raise_it)
        for one in track.items
        for option in one.options
        if option.raise_it
    ]
    return Findings(
        track=track.id,
        asked=(),
        answered=(),
        findings=(*first, *others),
        raised=tuple(worth_saying if raised else ()),
    )


def context(stage: Stage | None, progress: str, earlier: str) -> Responses:
    given = answers(progress=progress, earlier=earlier, **({"stage": stage} if stage else {}))
    return {**given, **(answers(worse_for="longer") if progress == "worse" else {})}


def book(track: Track, leading: Sequence[Reason], rest: float, raised: bool, where: Responses) -> Booklet:
    return booklet(SHIPPED, results(SHIPPED, found(track, leading, rest, raised), where))


QUIET, WORTH_A_LOOK, TOO = 30.0, 45.0, 60.0
# What leads in these tests is made up, and whoever never began is not told of every reason.
BEGUN = [stage for stage in stages_of(INDIVIDUAL) if stage is not Stage.NEVER]
CIRCUMSTANCES = [
    context(stage, progress, earlier)
    for stage, progress, earlier in product((None, *BEGUN), PROGRESS, ("no", "more_than_once"))
]


def leading(track: Track, count: int) -> list[tuple[Reason, ...]]:
    """Returns so many reasons that lead, each of the track's first once; the others are those that take most room."""
    if not count:
        return [()]
    by_room = sorted(track.reasons, key=lambda one: len(one.name) + len(one.summary), reverse=True)
    return [(first, *[one for one in by_room if one is not first][: count - 1]) for first in track.reasons]


@cache
def drawn(front: Page, pages: int, *, plain: bool = False) -> str:
    """Returns page one as the quiz draws it, with its footer and the line that is typed on."""
    typing = f"Press Enter to go on. Or 1-{pages}, t take along, ? keys, h who to call, x leave."
    body = [line for group in groups_of(front.whole(), 80, plain=plain) for line in group]
    lines = [line.plain for line in (*body, *foot(typing, 80, plain=plain))]
    return "\n".join([*lines, "Your answer: "])


def too_long(track: Track, count: int, rest: float) -> set[str]:
    """Returns page one as drawn, wherever it does not fit a window of 80 by 24, with a row left for the Enter."""
    books = [
        book(track, reasons, rest, raised, where)
        for reasons, where, raised in product(leading(track, count), CIRCUMSTANCES, (False, True))
    ]
    whole = {drawn(one.front, len(one.pages)) for one in books}
    return {text for text in whole if len(text.split("\n")) > 23 or max(map(len, text.split("\n"))) > 80}


@pytest.mark.sampled(1)
@in_every_track
@pytest.mark.parametrize("rest", [QUIET, WORTH_A_LOOK], ids=["others quiet", "worth a look"])
@pytest.mark.parametrize("count", range(4))
def test_page_one_fits_a_window_whatever_leads(track: Track, count: int, rest: float) -> None:
    assert too_long(track, count, rest) == set()


@pytest.mark.slow
@in_every_track
def test_page_one_fits_a_window_where_more_stand_out_than_lead(track: Track) -> None:
    assert too_long(track, 3, TOO) == set()


@in_every_track
def test_page_one_fits_a_window_where_too_little_was_answered(track: Track) -> None:
    for where in CIRCUMSTANCES:
        nothing = findings(SHIPPED, track.id, where)
        made = results(SHIPPED, nothing, where)
        assert made.outcome is Outcome.NOT_ENOUGH
        shown = booklet(SHIPPED, made)
        assert len(drawn(shown.front, len(shown.pages)).split("\n")) <= 23


@pytest.mark.sampled(24)
@in_every_track
@pytest.mark.parametrize("raised", [False, True])
@pytest.mark.parametrize("rest", [QUIET, WORTH_A_LOOK, TOO])
@pytest.mark.parametrize("count", range(4))
def test_page_one_gives_the_number_of_every_page_once_and_names_the_first(
    track: Track, count: int, rest: float, raised: bool
) -> None:
    for reasons, where in product(leading(track, count)[::5], CIRCUMSTANCES[::7]):
        made = book(track, reasons, rest, raised, where)
        numbers, ranges = numbers_on(made.front)
        titles = dict(enumerate((page.title for page in made.pages), 1))
        assert dict(numbers).items() <= titles.items()
        given = [number for number, _ in numbers] + ranges
        assert sorted(given) == list(titles)
        assert {number for number in titles if number not in ranges} >= {1, len(titles) - 1, len(titles)}
        shown = [page.title for page in made.everything()]
        assert shown[-len(made.pages) :] == [f"{number}. {title}" for number, title in titles.items()]


@in_every_track
def test_page_one_names_no_more_than_four_reasons_or_those_that_lead_and_one(track: Track) -> None:
    for count, rest in product(range(4), (WORTH_A_LOOK, TOO)):
        made = book(track, leading(track, count)[0], rest, False, CIRCUMSTANCES[0])
        numbers, _ = numbers_on(made.front)
        named = [title for _, title in numbers if title in {one.name for one in track.reasons}]
        stories = {one.text for reason in track.reasons for said in reason.together.values() for one in said}
        has_story = not stories.isdisjoint(texts(made.front.blocks))
        # A card, or a story of two of them, takes the room of others.
        assert len(named) == (1 if not (count or rest == TOO) else 3 if has_story else 4)


def numbers_on(front: Page) -> tuple[list[tuple[int, str]], list[int]]:
    """Returns the numbers that page one offers with what they lead to, and those it gives without a name."""
    pictures = [block for block in front.blocks if isinstance(block, Scores)]
    named = [(score.key, score.name) for block in pictures for score in block.scores]
    more = re.search(r"More: (.*)\.$", texts(front.blocks)[-1])
    assert more
    nameless: list[int] = []
    for one in more[1].split("; "):
        numbers, title = re.fullmatch(r"(\d+(?: (?:to|and) \d+)?) (.*)", one).groups()  # type: ignore[union-attr]
        first, last = (int(numbers.split()[place]) for place in (0, -1))
        if title in ("Another reason", "Other reasons"):
            nameless.extend(range(first, last + 1))
        else:
            named.append((first, title))
    return named, nameless


def test_page_one_is_as_the_quiz_draws_it() -> None:
    """So that the footer counted here is the one that a person sees."""
    alone = replace(SHIPPED, tracks={INDIVIDUAL.id: replace(INDIVIDUAL, welcome=())})
    sheet = Sheet(bank=alone, track=INDIVIDUAL.id)
    while coming := sheet.upcoming():
        sheet = sheet.answer(coming, ())
    # The welcome, alone, safety, every question, the check, in which light, page one.
    typed = ["", "1", "s", "s", "s", "1", *("s" for _ in sheet.responses), "", "", "", ""]
    out = io.StringIO()
    terminal = Terminal(plain=True, stdin=io.StringIO("\n".join(typed)), stdout=out)
    Quiz(alone, terminal, length=Length.QUICK, show_working=False).run(INDIVIDUAL.id)
    made = booklet(alone, results(alone, findings(alone, INDIVIDUAL.id, {}), {}))
    screens = out.getvalue().split("Your answer: \n")
    shown = next(screen for screen in screens if f"\n{made.front.title}\n" in screen)
    shown = shown[shown.index(f"\n{made.front.title}\n") :]
    assert f"{shown}Your answer: " == "\n" + drawn(made.front, len(made.pages), plain=True)


@in_every_track
@pytest.mark.parametrize("count", range(4))
def test_worse_for_weeks_comes_first_and_page_one_then_does_not_say_that_it_can_wait(track: Track, count: int) -> None:
    for reasons in leading(track, count):
        where = [context(None, progress, "no") for progress in ("same", "worse")]
        same, worse = (book(track, reasons, QUIET, False, one) for one in where)
        assert same.alert is None
        assert worse.alert == next(worse.everything())
        assert worse.alert == card_page(track.results.worse_for_weeks)
        # The card has a one thing of its own.
        kept = [one for one in same.front.blocks if one != Heading("If you do one thing", level=2)]
        *told, last = [one for one in kept if not isinstance(one, OneThing)]
        assert isinstance(last, Paragraph)
        assert worse.front.blocks == (*told, Paragraph(last.text.removeprefix(f"{track.results.can_wait} ")))
        assert (track.results.can_wait in last.text) is bool(reasons)


@in_every_track
@pytest.mark.parametrize("progress", PROGRESS)
def test_after_misconduct_no_page_has_words_to_say_to_the_therapist(track: Track, progress: str) -> None:
    where = context(None, progress, "more_than_once")

    def told(light: Light) -> list[Page]:
        found_by = [found(track, leads[0], QUIET, False) for leads in (leading(track, 0), leading(track, 2))]
        return [page for one in found_by for page in booklet(SHIPPED, results(SHIPPED, one, where, light)).everything()]

    def has_words(page: Page) -> bool:
        says = any(isinstance(block, ToSay) or (isinstance(block, OneThing) and block.say) for block in page.blocks)
        return says or "Words to say" in "\n".join(texts(page.blocks))

    assert not any(map(has_words, told(Light(leaves_out_control=False, concerns=frozenset({Concern.MISCONDUCT})))))
    assert any(map(has_words, told(Light(leaves_out_control=False))))


# ---- a person's own answers


def a_track() -> Track:
    asked = replace(
        item("felt", {"unheard": {"ash": 1}, "hurried": {"elm": 1}, "both": {"ash": 1, "elm": 1}, "fine": {}}),
        text="How do you feel?",
        text_ended="How did you feel?",
    )
    ticks = item("ticks", {"a": {"ash": 1}, "b": {"ash": 1}, "c": {"elm": 1}, "d": {"elm": 1}}, many=True)
    stage = item("stage", {stage: {} for stage in Stage})
    return track(
        [ticks, scale("tired", "ash"), scale("bored", "ash"), asked, scale("slow", "elm")],
        context=[stage],
    )


def page_about(name: str, given: Responses, about: Bank | None = None) -> Page:
    """Returns the page about a reason, for someone who answered so."""
    made = about or bank(a_track())
    pages = booklet(made, results(made, findings(made, HERE, given), given)).pages
    return next(page for page in pages if page.title == name)


def evidence(page: Page) -> list[tuple[str, str]]:
    shown = [block for block in under(page, "Your own answers behind it") if isinstance(block, OwnAnswer)]
    return [(block.question, f"{block.said} {block.answer}") for block in shown]


def test_the_answers_behind_a_reason_are_those_that_say_at_least_half_of_what_they_could() -> None:
    given = answers(ticks="a", tired="sometimes", bored="rarely", felt="fine", slow="always")
    assert evidence(page_about("ash", given)) == [
        ("What about ticks?", "You said: a"),
        ("What about tired?", "You said: sometimes"),
    ]


def test_the_answer_that_says_most_comes_first() -> None:
    given = answers(ticks="a", tired="often", bored="always", felt="unheard")
    shown = [question for question, _ in evidence(page_about("ash", given))]
    assert shown == ["What about bored?", "What about tired?", "What about ticks?", "How do you feel?"]


@pytest.mark.parametrize(
    ("ticked", "ash", "elm"),
    [
        (["a"], "a", None),
        (["a", "c"], "a", "c"),
        (["d", "b", "a"], "a; b", "d"),
        (["none_of_these"], None, None),
    ],
)
def test_only_the_ticks_that_point_to_the_reason_are_shown_with_it(
    ticked: list[str], ash: str | None, elm: str | None
) -> None:
    given = answers(ticks=ticked, tired="always", bored="always", felt="both", slow="always")
    for name, said in (("ash", ash), ("elm", elm)):
        shown = dict(evidence(page_about(name, given)))
        assert shown.get("What about ticks?") == (f"You said: {said}" if said else None)


@pytest.mark.parametrize(("stage", "question"), [("going", "How do you feel?"), ("ended", "How did you feel?")])
def test_the_answers_are_shown_in_the_words_in_which_they_were_asked(stage: str, question: str) -> None:
    given = answers(stage=stage, felt="unheard", tired="always", bored="always")
    assert (question, "You said: unheard") in evidence(page_about("ash", given))


@pytest.mark.parametrize(
    ("bored", "felt", "said"),
    [
        ("never", "fine", "2 other answers say little or nothing for it."),
        ("never", "unheard", "1 other answer says little or nothing for it."),
        ("always", "unheard", None),
    ],
)
def test_the_answers_that_say_little_are_counted(bored: str, felt: str, said: str | None) -> None:
    given = answers(ticks=["a", "b"], tired="always", bored=bored, felt=felt)
    behind = under(page_about("ash", given), "Your own answers behind it")
    assert [block.text for block in behind if isinstance(block, Paragraph)] == ([said] if said else [])


def test_no_answer_is_called_another_where_none_is_shown() -> None:
    given = answers(tired="rarely", bored="rarely", ticks="none_of_these")
    made = bank(a_track())
    assert of(findings(made, HERE, given), "ash").standing is Standing.QUIET
    behind = under(page_about("ash", given), "Your own answers behind it")
    assert [text for text in texts(behind) if " other " in text] == []


def test_what_was_skipped_or_left_behind_is_not_among_the_answers() -> None:
    gate = item("gate", {"yes": {}, "no": {}})
    behind = [scale(f"behind_{n}", "ash", show_if=when("gate", "yes")) for n in range(3)]
    made = bank(track([gate, *behind, scale("tired", "ash"), scale("bored", "ash"), scale("slow", "ash")]))
    given = answers(gate="no", behind_0="always", behind_1="always", tired="always", bored="always", slow=[])
    assert [question for question, _ in evidence(page_about("ash", given, made))] == [
        "What about tired?",
        "What about bored?",
    ]


# ---- pages about reasons


def rich_reason() -> Reason:
    return replace(
        reason("ash"),
        lies_with=frozenset({LiesWith.LIFE, LiesWith.YOU}),
        summary="a summary",
        may_mean=(Explanation(text="a meaning"),),
        does_not_mean="not a meaning",
        steps=(
            Step(id="elsewhere", text="go out", group=StepGroup.ELSEWHERE),
            Step(
                id="ask",
                text="ask them",
                group=StepGroup.WITH_THERAPIST,
                good_answer="they listen",
                if_it_goes_badly="leave it",
            ),
            Step(id="alone", text="think", group=StepGroup.YOU),
        ),
        opening_lines=(OpeningLine(id="say", text="I would like that"),),
        research=(
            Research(says="a finding", reference=Reference(authors="A. Author", year="2001", source="A Journal")),
        ),
    )


def test_the_page_of_a_reason_holds_all_there_is_to_say_in_order() -> None:
    page = reason_page(rich_reason(), Circumstances())
    assert page.title == "ash"
    assert [block.text for block in page.blocks if isinstance(block, Heading)] == [
        "What it may mean",
        "What it does not mean",
        "Things to try: on your own",
        "Things to try: with your therapist",
        "Things to try: elsewhere",
        "Words to say",
        "What research says",
    ]
    assert texts(under(page, "What it may mean"))[0] == "a meaning"
    assert texts(under(page, "What it does not mean")) == ["not a meaning"]
    assert under(page, "Things to try: with your therapist") == [
        ToTry("ask them", good="they listen", badly="leave it")
    ]
    assert under(page, "Words to say") == [ToSay("I would like that")]
    assert under(page, "What research says") == [Study("a finding", "A. Author (2001). A Journal.")]


def test_a_reason_says_every_place_where_it_may_lie_in_one_order() -> None:
    (_, lies) = texts(under(reason_page(rich_reason(), Circumstances()), "What it may mean"))
    assert lies == "Where it may lie: partly in how it is for you; with life around therapy."


def test_every_place_where_a_reason_may_lie_and_every_group_of_steps_has_words() -> None:
    everywhere = replace(
        rich_reason(),
        lies_with=frozenset(LiesWith),
        steps=tuple(Step(id=group, text=f"step {group}", group=group) for group in StepGroup),
    )
    page = reason_page(everywhere, Circumstances())
    (_, lies) = texts(under(page, "What it may mean"))
    assert len(lies.split("; ")) == len(LiesWith)
    assert [text for text in texts(page.blocks) if text.startswith("step ")] == [f"step {group}" for group in StepGroup]


def test_the_list_of_reasons_gives_each_with_the_name_to_type() -> None:
    two = replace(track([]), name="Two", reasons=(rich_reason(), reason("elm")))
    one = replace(track([]), name="One", reasons=(reason("elm"),))
    page = reasons_page([two, one], "how to read one")
    assert [block.text for block in page.blocks if isinstance(block, Heading)] == ["Two", "One"]
    assert [block.rows for block in page.blocks if isinstance(block, Table)] == [
        (("ash (ash)", "a summary"), ("elm (elm)", "elm")),
        (("elm (elm)", "elm"),),
    ]
    assert texts(page.blocks)[-1] == "how to read one"


def test_what_comes_next_holds_every_part_in_order() -> None:
    parts = (
        WhatNowPart(id="one", title="One", text=("first",), points=("a", "b")),
        WhatNowPart(id="two", title="Two", points=("c",)),
    )
    assert texts(what_now_page(parts).blocks) == ["One", "first", "a", "b", "Two", "c"]


# ---- the last pages


def test_what_is_worth_raising_is_shown_with_the_answer_that_was_given() -> None:
    raising = replace(
        item("felt", {"hurt": {"ash": 1}, "fine": {}}, raise_it={"hurt": "worth saying"}),
        text="How do you feel?",
        text_ended="How did you feel?",
    )
    stage = item("stage", {stage: {} for stage in Stage}, raise_it={"ended": "it has ended"})  # never scored
    page = page_about("Worth raising", answers(felt="hurt", stage="ended"), bank(track([raising], context=[stage])))
    assert [block for block in page.blocks if isinstance(block, Bullet)] == [
        Bullet("it has ended", ("What about stage? You said: ended",)),
        Bullet("worth saying", ("How did you feel? You said: hurt",)),
    ]


def test_every_reason_is_read_about_or_named_among_the_rest() -> None:
    given = answers(tired="always", bored="always", felt="unheard")
    made = bank(a_track())
    pages = booklet(made, results(made, findings(made, HERE, given), given)).pages
    assert pages[0].title == "ash"
    rest = pages[-1]
    assert texts(under(rest, "You answered too little about these to say")) == ["elm"]
    assert under(rest, "Your answers say little for these") == []


def test_what_was_answered_and_is_quiet_is_told_from_what_was_hardly_answered() -> None:
    given = answers(tired="always", bored="always", ticks="a", felt="unheard", slow="never")
    made = bank(a_track())
    rest = booklet(made, results(made, findings(made, HERE, given), given)).pages[-1]
    assert texts(under(rest, "Your answers say little for these")) == ["elm"]
    assert under(rest, "You answered too little about these to say") == []


def test_the_working_comes_last_and_only_where_it_is_wanted() -> None:
    made = bank(a_track())
    given = answers(tired="always", bored="always")
    scores = findings(made, HERE, given)
    plain = booklet(made, results(made, scores, given)).pages
    worked = booklet(made, results(made, scores, given), working_page(made, scores, None)).pages
    assert worked == (*plain, working_page(made, scores, None))
