"""What the shipped bank promises the people who answer it, and the program that reads it."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations, product
from typing import Any

import pytest
from making import stages_of, told_of
from shipped import BANK, FILES

from stuckpoint.authoring.checks.checking import check_questions
from stuckpoint.authoring.checks.grade import grade, longest_sentence
from stuckpoint.authoring.checks.wording import judging_words
from stuckpoint.authoring.simulation import figures as separation
from stuckpoint.bank import (
    NONE_OF_THESE,
    Concern,
    Item,
    ItemId,
    LiesWith,
    Light,
    OptionId,
    Reason,
    ReasonId,
    Response,
    Stage,
    StepGroup,
    Track,
    TrackId,
)
from stuckpoint.bank.cards import Card, ResultWords
from stuckpoint.bank.conditions import Condition, holds, leaves
from stuckpoint.bank.model import Advice
from stuckpoint.bank.safety import ON_FILE
from stuckpoint.bank.weights import point_different_ways
from stuckpoint.blocks import Bullet, Heading, Numbered, Page, Paragraph
from stuckpoint.engine import Circumstances, Findings, Length, Sheet, Standing, findings, results
from stuckpoint.engine.results import circumstances, explanation, if_worse, lines_for, may_mean, research_for, steps_for
from stuckpoint.pages.booklet import booklet
from stuckpoint.pages.evidence import working_page
from stuckpoint.pages.explanations import reason_page, what_now_page
from stuckpoint.terminal.drawing import as_text

TRACKS = [track for track in BANK.tracks.values() if track.items]
REASONS = list({reason.id: reason for track in TRACKS for reason in track.reasons}.values())

in_every_track = pytest.mark.parametrize("track", TRACKS, ids=lambda track: track.id)
of_every_reason = pytest.mark.parametrize("reason", REASONS, ids=lambda reason: reason.id)
of_every_track_and_reason = pytest.mark.parametrize(
    ("track", "reason"),
    [pytest.param(track, reason, id=f"{track.id}-{reason.id}") for track in TRACKS for reason in track.reasons],
)

Choose = Callable[[Item], Response]


def run(track: Track, length: Length, choose: Choose, stage: Stage = Stage.GOING) -> Sheet:
    """Answers everything that is asked; in the context, only the stage."""
    sheet = Sheet(bank=BANK, track=track.id, length=length)
    context = {item.id for item in track.context}
    while coming := sheet.upcoming():
        given: Response = (OptionId(stage),) if coming.id == "stage" else ()
        sheet = sheet.answer(coming, given if coming.id in context else choose(coming))
    return sheet


def come_to(sheet: Sheet) -> Findings:
    return findings(BANK, sheet.track, sheet.responses, private=True)


def standing_out(found: Findings) -> list[str]:
    return [one.reason.id for one in found.findings if one.standing is Standing.STANDS_OUT]


def least(item: Item) -> Response:
    """Chooses what says least about anything, and is not worth raising."""
    return (min(item.options, key=lambda option: (sum(option.balanced.values()), bool(option.raise_it))).id,)


def strongest_for(reason: ReasonId) -> Choose:
    """Chooses what says most about a reason, and least about all others."""

    def choose(item: Item) -> Response:
        if item.many:
            ticked = [option.id for option in item.options if option.balanced.get(reason)]
            return ticked or (NONE_OF_THESE,)
        return (separation.strongest_for(reason, item).id,)

    return choose


# ---- what can be asked and found


def test_the_shipped_bank_loads_without_a_problem_or_a_warning() -> None:
    assert check_questions() == ()
    assert TRACKS
    assert REASONS
    assert BANK.id == "shipped"


@pytest.mark.sampled(24)
@pytest.mark.parametrize(
    ("track", "wanted"),
    [pytest.param(track, item, id=f"{track.id}-{item.id}") for track in TRACKS for item in track.items],
)
def test_every_item_is_shown_on_some_path(track: Track, wanted: Item) -> None:
    options = {leaf.item: min(leaf.options) for leaf in leaves(wanted.show_if)}
    stage = next(stage for stage in stages_of(track) if stage in wanted.stages)
    walked = run(
        track, Length.FULL, lambda item: (OptionId(options[item.id]),) if item.id in options else least(item), stage
    ).walked()
    assert wanted.id in {item.id for item in walked}


TOLD = {(track.id, stage): told_of(track, stage) for track in TRACKS for stage in stages_of(track)}
# Those too of which so little can be said that they never stand out: they may still be shown as places to start.
POINTED_TO = {
    (track.id, stage): [
        reason
        for reason in track.reasons
        if any(item.most.get(reason.id) for item in track.items if item.serves(stage))
    ]
    for track in TRACKS
    for stage in (None, *stages_of(track))
}
at_every_stage = pytest.mark.parametrize(
    ("track", "stage"),
    [pytest.param(track, stage, id=f"{track.id}-{stage}") for track in TRACKS for stage in stages_of(track)],
)


@pytest.mark.sampled(28)
@of_every_track_and_reason
@pytest.mark.parametrize("length", Length)
def test_every_reason_can_stand_out_and_come_first(track: Track, reason: Reason, length: Length) -> None:
    for stage in (stage for stage in (Stage.GOING, Stage.PARTED, Stage.NEVER) if stage in stages_of(track)):
        if reason in TOLD[track.id, stage]:
            found = come_to(run(track, length, strongest_for(reason.id), stage))
            assert found.findings[0].reason.id == reason.id, stage
            assert reason.id in standing_out(found), stage


def test_whoever_never_began_or_has_parted_is_told_of_reasons_that_make_sense_then() -> None:
    not_told = {
        (track, stage): {reason.id for reason in BANK.tracks[track].reasons} - {reason.id for reason in told}
        for (track, stage), told in TOLD.items()
    }
    assert {where for where, reasons in not_told.items() if reasons} == {
        ("individual", Stage.NEVER),
        ("couples", Stage.NEVER),
        ("couples", Stage.PARTED),
    }
    assert not_told[TrackId("couples"), Stage.PARTED] == {"limbo"}
    of_therapy = {"fit", "rupture", "direction", "pacing", "slow_progress", "therapist_limits", "modality"}
    assert not_told[TrackId("individual"), Stage.NEVER] == of_therapy | {"not_yet_looked_at"}
    of_sessions = {"sessions_as_debates", "quick_repair", "pattern_unnamed", "old_wounds", "therapist_limits"}
    assert not_told[TrackId("couples"), Stage.NEVER] == of_sessions | {"modality"}


# What only someone who is or was in therapy has, in words that are asked or told of those who never began.
_OF_THERAPY = re.compile(r"\b(?:your (?:last )?(?:therapist|sessions?|therapy)|last time|you still go|since you)", re.I)


@in_every_track
def test_nothing_that_is_asked_or_told_of_those_who_never_began_takes_it_that_they_did(track: Track) -> None:
    items = [item for item in track.items if item.serves(Stage.NEVER)]
    where = Circumstances(stage=Stage.NEVER)
    told = [one.text for item in items for one in words_of_items([item]) if not one.where.endswith(".text_ended")]
    for reason in POINTED_TO[track.id, Stage.NEVER]:
        told += [reason.summary, reason.does_not_mean]
        told += [one.text for one in may_mean(reason, where)]
        told += [one.text for one in (*steps_for(reason, where), *lines_for(reason, where))]
        told += [note.says for note in research_for(reason, where)]
    told += [track.results.not_found.line, *track.results.not_found.text, *track.results.not_found.steps]
    assert len(told) > 100
    assert [text for text in told if _OF_THERAPY.search(text)] == []


# What only someone who goes can do.
_GOES = re.compile(r"\b(?:ask|tell|use) (?:your|the) (?:therapist|sessions?)|\b(?:the|your) next session", re.I)
_IF_YOU_GO = re.compile(r"[^.]*\bif you still go\b[^.]*", re.I)


@in_every_track
def test_nobody_whose_therapy_is_over_is_sent_to_the_therapist_of_then(track: Track) -> None:
    for stage in (stage for stage in stages_of(track) if stage.is_over):
        where = Circumstances(stage=stage, light=Light(), worse_for_weeks=True)
        here = POINTED_TO[track.id, stage]
        told = [paragraph.text for reason in here for paragraph in explanation(reason, where)]
        told += [step.text for reason in here for step in steps_for(reason, where)]
        assert all(if_worse(reason, where) for reason in here)
        assert [text for text in told if _GOES.search(_IF_YOU_GO.sub("", text))] == []


@at_every_stage
@pytest.mark.parametrize("length", Length)
def test_nothing_stands_out_or_is_worth_a_look_for_someone_who_answers_not_me_everywhere(
    track: Track, stage: Stage, length: Length
) -> None:
    found = come_to(run(track, length, least, stage))
    assert {one.standing for one in found.findings} <= {Standing.QUIET, Standing.NOT_ENOUGH}
    assert found.raised == ()


@at_every_stage
def test_quick_asks_all_the_opening_lists_and_at_least_two_points_of_weight_about_every_reason(
    track: Track, stage: Stage
) -> None:
    sheet = run(track, Length.QUICK, least, stage)
    asked = sheet.walked()
    assert {item.id for item in track.items if item.many and item.serves(stage)} <= {item.id for item in asked}
    for reason in TOLD[track.id, stage]:
        # Of those who never began less is asked, and it takes less to see that a reason is not theirs.
        assert sum(item.most.get(reason.id, 0.0) for item in asked) >= (1.7 if stage is Stage.NEVER else 2.0)


# ---- what every reason has


@of_every_track_and_reason
@pytest.mark.parametrize("concern", [None, *Concern])
def test_every_reason_has_two_steps_a_line_and_a_meaning_for_every_stage_at_which_an_answer_points_to_it(
    track: Track, reason: Reason, concern: Concern | None
) -> None:
    light = Light(concerns=frozenset({concern}), leaves_out_control=True, on_screen=True) if concern else ON_FILE
    for stage in (None, *stages_of(track)):
        where = Circumstances(stage=stage, light=light)
        if reason in POINTED_TO[track.id, stage]:
            assert len(steps_for(reason, where)) >= (1 if concern else 2), stage
            assert len(lines_for(reason, where)) >= (0 if concern is Concern.MISCONDUCT else 1), stage
            assert may_mean(reason, where), stage


@of_every_reason
def test_the_first_step_and_the_first_line_serve_while_therapy_goes_on(reason: Reason) -> None:
    step = next(step for step in reason.steps if step.id == reason.first_step)
    line = next(line for line in reason.opening_lines if line.id == reason.first_line)
    assert Stage.GOING in step.stages & line.stages


@of_every_reason
def test_every_group_of_steps_has_two_to_four_for_a_stage_or_more(reason: Reason) -> None:
    groups = {group: [step for step in reason.steps if step.group is group] for group in StepGroup}
    counts = {group: len(steps) for group, steps in groups.items() if steps}
    assert counts
    assert {group: count for group, count in counts.items() if not 2 <= count <= 5} == {}


@of_every_reason
def test_every_reason_has_two_to_four_opening_lines_and_perhaps_one_for_those_who_have_parted(reason: Reason) -> None:
    assert 2 <= sum(line.stages != {Stage.PARTED} for line in reason.opening_lines) <= 4
    assert sum(line.stages == {Stage.PARTED} for line in reason.opening_lines) <= 1


@of_every_reason
def test_every_step_with_a_therapist_says_what_a_good_answer_is_and_what_to_do_if_it_goes_badly(
    reason: Reason,
) -> None:
    steps = [step for step in reason.steps if step.group is StepGroup.WITH_THERAPIST]
    assert bool(steps) is not reason.about_control  # where sessions are the wrong place, every step is for one alone
    assert [step.id for step in steps if not (step.good_answer and step.if_it_goes_badly)] == []


@of_every_reason
def test_every_reason_says_what_it_means_when_things_have_been_worse_for_weeks(reason: Reason) -> None:
    assert 2 <= sum(paragraph.serves(Stage.GOING) for paragraph in reason.may_mean) <= 3
    assert reason.if_worse
    assert reason.documents


def test_what_lies_between_partners_is_not_said_to_lie_with_the_person_or_with_the_therapist_s_relation() -> None:
    couples, individual = (
        {reason.id: reason for reason in BANK.tracks[TrackId(name)].reasons} for name in ("couples", "individual")
    )
    for id, reason in couples.items():
        if id not in individual:
            assert not reason.lies_with & {LiesWith.YOU, LiesWith.BETWEEN_US}, id
        assert LiesWith.PARTNER not in (individual[id].lies_with if id in individual else ()), id


# ---- what is asked about every reason


@of_every_track_and_reason
def test_every_reason_is_mentioned_by_two_tick_all_items_and_asked_about_by_five_others(
    track: Track, reason: Reason
) -> None:
    speaking = [item for item in track.items if reason.id in item.most and item.serves(Stage.GOING)]
    assert sum(item.many for item in speaking) >= 2
    assert sum(not item.many and item.show_if is None for item in speaking) >= 5


@in_every_track
def test_a_track_opens_with_four_to_six_tick_all_items_of_six_or_seven_options_and_none_of_these(track: Track) -> None:
    for stage, least_lists in ((None, 4), *((stage, 2 if stage is Stage.NEVER else 4) for stage in stages_of(track))):
        lists = [item for item in track.items if item.many and not item.private and item.serves(stage)]
        assert least_lists <= len(lists) <= 6, stage
    many = [item for item in track.items if item.many and not item.private]
    assert [item.id for item in many] == [item.id for item in track.items[: len(many)]]
    for item in many:
        assert len(item.options) in (9, 10), item.id
        assert [option.id for option in item.options[-3:]] == ["not_listed", "rather_not_name", NONE_OF_THESE]
        # One reason for each option, the same weight on every option.
        assert [sorted(option.balanced.values()) for option in item.options[:-3]] == [[0.7]] * (len(item.options) - 3)


def test_private_reasons_have_one_or_two_lists_of_their_own_that_come_after_all_others() -> None:
    for track in TRACKS:
        private = [item for item in track.items if item.many and item.private and item.serves(Stage.GOING)]
        hidden = {reason.id for reason in track.reasons if reason.private}
        assert len(private) <= 2 * bool(hidden)
        for item in private:
            assert len(item.options) in (9, 10), item.id
            assert item.most.keys() <= hidden
            assert [option.id for option in item.options[-3:]] == ["not_listed", "rather_not_name", NONE_OF_THESE]
    assert {reason.id for reason in REASONS if reason.private} == {
        *("hidden_truth", "limbo", "honest_ending"),
        "not_safe_together",
    }


@in_every_track
def test_about_a_quarter_of_the_single_items_ask_which_is_nearest(track: Track) -> None:
    single = [item for item in track.items if not item.many]
    choosing = [item for item in single if point_different_ways([option.balanced for option in item.options])]
    assert 0.15 <= len(choosing) / len(single) <= 0.40
    assert [item.id for item in choosing if item.options[-1].id != NONE_OF_THESE] == []


@in_every_track
def test_whoever_is_fine_and_whoever_is_not_listed_have_an_answer_each(track: Track) -> None:
    for item in track.items:
        if item.many or item.options[-1].id != NONE_OF_THESE:
            continue
        assert item.options[-1].text == "Something else, not listed", item.id
        if any(option.balanced for option in item.options):
            assert item.options[-2].id == "that_was_fine", item.id
            assert not item.options[-2].balanced, item.id


def test_the_lines_for_couples_read_true_from_either_seat() -> None:
    lists = [item for item in BANK.tracks[TrackId("couples")].items if item.many]
    said = [option.text for item in lists for option in item.options if re.search(r"\bone of us\b", option.text, re.I)]
    assert len(said) <= 8, said


@in_every_track
@pytest.mark.parametrize("gated", [True, False], ids=["all", "those that wait for no answer"])
def test_a_quarter_to_half_of_the_scale_items_are_worded_the_other_way(track: Track, gated: bool) -> None:
    written = {item["id"]: item for item in written_items() if "scale" in item}
    scales = [item.id for item in track.items if item.id in written and (gated or item.show_if is None)]
    share = sum(written[id].get("reverse") == "true" for id in scales) / len(scales)
    assert 0.25 <= share <= 0.50


@of_every_reason
def test_every_reason_has_a_scale_item_of_its_own_worded_the_other_way_and_one_that_is_not(reason: Reason) -> None:
    own = [item for item in FILES[f"reasons/{reason.id}.yaml"]["items"] if "scale" in item and "show_if" not in item]
    assert {item.get("reverse", "false") for item in own} == {"true", "false"}


def written_items() -> Iterator[dict[str, Any]]:
    """Yields the items as they stand in the files."""
    for content in FILES.values():
        for key in ("context", "opening", "items"):
            yield from content.get(key, []) if isinstance(content, dict) else []


# ---- can it tell its reasons apart (docs/method.md; on balanced weights)


@dataclass(frozen=True)
class Sums:
    """The items that one person can be asked, and what they can say."""

    items: tuple[Item, ...]
    track: Track

    @property
    def reasons(self) -> tuple[ReasonId, ...]:
        return tuple(reason.id for reason in self.track.reasons)


def paths(track: Track) -> Iterator[tuple[str, Sums]]:
    """Yields what one person can be asked while therapy goes on, for every answer to what others wait for."""
    here = [item for item in track.items if item.serves(Stage.GOING)]
    gates = {leaf.item for item in here for leaf in leaves(item.show_if)}
    asked = [item for item in (*track.context, *here) if item.id in gates]
    for options in product(*([option.id for option in item.options] for item in asked)):
        chosen = dict(zip((item.id for item in asked), options, strict=True))
        items = tuple(item for item in here if _is_on(item.show_if, chosen))
        yield "-".join(options) or "all", Sums(items, track)


def _is_on(condition: Condition | None, chosen: Mapping[ItemId, OptionId]) -> bool:
    return holds(condition, lambda leaf: chosen.get(ItemId(leaf.item)) in leaf.options)


on_every_path = pytest.mark.parametrize(
    "sums", [pytest.param(sums, id=f"{track.id}-{name}") for track in TRACKS for name, sums in paths(track)]
)


@on_every_path
def test_enough_can_be_said_about_every_reason_and_about_as_much_about_each(sums: Sums) -> None:
    totals = {reason: separation.total(reason, sums.items) for reason in sums.reasons}
    assert {reason: total for reason, total in totals.items() if total < 4.5} == {}
    assert max(totals.values()) / min(totals.values()) <= 2.2


@on_every_path
def test_there_is_a_way_to_say_not_me_about_every_reason_in_every_item(sums: Sums) -> None:
    assert {reason: separation.least(reason, sums.items) for reason in sums.reasons} == dict.fromkeys(sums.reasons, 0.0)


@on_every_path
def test_every_reason_can_lead_by_far(sums: Sums) -> None:
    leads = {reason: separation.lead(sums.track, reason, sums.items)[0] for reason in sums.reasons}
    assert {reason: lead for reason, lead in leads.items() if lead is None or lead < 30} == {}


@on_every_path
def test_any_two_reasons_can_be_told_apart(sums: Sums) -> None:
    gaps = {
        pair: separation.gap(*pair, sums.items) for a, b in combinations(sums.reasons, 2) for pair in ((a, b), (b, a))
    }
    assert {pair: gap for pair, gap in gaps.items() if gap < 45} == {}
    overlaps = {pair: separation.overlap(*pair, sums.items) for pair in combinations(sums.reasons, 2)}
    assert {pair: overlap for pair, overlap in overlaps.items() if overlap > 0.50} == {}


# ---- words


@dataclass(frozen=True)
class Passage:
    """A text that a respondent reads, and where it stands."""

    where: str
    text: str


def words_of_items(items: Sequence[Item]) -> Iterator[Passage]:
    for item in items:
        for name in ("text", "text_just_begun", "text_ended", "hint", "why"):
            yield Passage(f"{item.id}.{name}", getattr(item, name))
        for option in item.options:
            yield Passage(f"{item.id}.{option.id}", option.text)
            yield Passage(f"{item.id}.{option.id}.raise_it", option.raise_it)


def words_of_reason(reason: Reason) -> Iterator[Passage]:
    yield Passage(f"{reason.id}.name", reason.name)
    yield Passage(f"{reason.id}.summary", reason.summary)
    yield Passage(f"{reason.id}.does_not_mean", reason.does_not_mean)
    pairs = [(f"with {other}", paragraphs) for other, paragraphs in reason.together.items()]
    for name, paragraphs in (("may_mean", reason.may_mean), ("if_worse", reason.if_worse), *pairs):
        yield from (Passage(f"{reason.id}.{name}.{n}", one.text) for n, one in enumerate(paragraphs, 1))
    advice: tuple[Advice, ...] = (*reason.steps, *reason.opening_lines)
    for one in advice:
        yield Passage(one.id, one.text)
        yield Passage(f"{one.id}.good_answer", one.good_answer)
        yield Passage(f"{one.id}.if_it_goes_badly", one.if_it_goes_badly)
    yield from (Passage(f"{reason.id}.to_partner.{n}", text) for n, text in enumerate(reason.to_partner, 1))
    yield from (Passage(f"{reason.id}.research.{n}", note.says) for n, note in enumerate(reason.research, 1))


def words_of_cards(where: str, words: ResultWords) -> Iterator[Passage]:
    for name in ("worse_for_weeks", "fresh_look", "moving", "too_soon", "not_found", "not_enough"):
        card: Card = getattr(words, name)
        for n, text in enumerate((card.title, *card.text, *card.steps, card.line)):
            yield Passage(f"{where}.{name}.{n}", text)


def words_of_bank() -> Iterator[Passage]:
    for name in ("stuck_is_common", "not_measured", "can_wait"):
        yield Passage(f"results.{name}", getattr(BANK.results, name))
    yield from words_of_cards("results", BANK.results)
    for part in BANK.what_now:
        for n, text in enumerate((part.title, *part.text, *(text for _, text in part.signs), *part.points)):
            yield Passage(f"what_now.{part.id}.{n}", text)


@cache
def passages() -> tuple[Passage, ...]:
    """Returns every text of the bank that a respondent can come to read."""
    found: list[Passage] = [*words_of_bank()]
    for track in BANK.tracks.values():
        found.append(Passage(f"{track.id}.name", track.name))
        found.extend(Passage(f"{track.id}.welcome.{n}", text) for n, text in enumerate(track.welcome, 1))
        found.extend(Passage(f"{track.id}.sections.{name}", text) for name, text in track.sections.items())
        found.extend(words_of_cards(f"{track.id}.results", track.results))
        found.extend(words_of_items((*track.context, *track.items)))
        for reason in track.reasons:
            found.extend(words_of_reason(reason))
    return tuple(dict.fromkeys(one for one in found if one.text))


ITEMS = list({item.id: item for track in TRACKS for item in (*track.context, *track.items)}.values())
of_every_item = pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.id)


def asked_as(item: Item) -> list[str]:
    return [text for text in (item.text, item.text_just_begun, item.text_ended) if text]


@of_every_item
def test_a_question_reads_at_grade_6_or_below_alone_and_with_its_options(item: Item) -> None:
    for text in asked_as(item):
        alone = grade(text)
        assert alone is None or alone <= 6.0
        whole = grade(text, *([item.hint] if item.hint else []), *(option.text for option in item.options))
        assert whole is None or whole <= 6.0
        short = grade(text, *(option.text for option in item.options))
        assert short is None or short <= 6.0


@of_every_item
def test_no_sentence_of_a_question_has_more_than_20_words(item: Item) -> None:
    for text in (*asked_as(item), item.hint, *(option.text for option in item.options)):
        assert longest_sentence(text) <= 20, text


def test_everything_else_reads_at_grade_8_or_below() -> None:
    items = {passage for passage in words_of_items(ITEMS) if not passage.where.endswith((".why", ".raise_it"))}
    grades = {one.where: grade(one.text) for one in passages() if one not in items}
    assert {where: round(read, 1) for where, read in grades.items() if read is not None and read > 8.0} == {}


# Besides the words that any bank is warned of: what this one would claim by them, and whom it would leave out.
_BANNED = re.compile(
    r"""
    (?<!\w)(?:
        should(?:n['\u2019]t)? | and/or | severe | patient | anxiety | s?he | him(?:self)? | his | hers?(?:elf)?
        | assess\w* | screening | screen(?:s|ed)?\s+for | tests?\s+for | treatments? | cures? | cured | clinical\w*
        | validated | evidence-based | accura\w+ | scores?\s+out\s+of | depressing
    )(?!\w)
    | %
    """,
    re.VERBOSE | re.IGNORECASE,
)
_ALLOWED = {
    # What the studies were about; nothing else names it as truly.
    ("external_pressure.research.1", "treatment"),
    ("external_pressure.research.2", "treatment"),
    # What it does not mean.
    ("readiness.does_not_mean", "lazy"),
    # Depression where the study says depression, and what had been done to those who took part.
    *((where, "depression") for where in ("pacing.research.2", "pacing.research.3", "slow_progress.research.2")),
    *((where, "depression") for where in ("slow_progress.research.3", "practical_barriers.research.2")),
    ("old_wounds.research.2", "depression"),
    ("old_wounds.research.1", "abused"),
}


def banned_in(text: str) -> set[str]:
    return {" ".join(found.lower().split()) for found in _BANNED.findall(text)} | {*judging_words(text)}


@pytest.mark.parametrize(
    ("text", "banned"),
    [
        ("Your stuck point is here", {"stuck point"}),
        ("We should tell him and/or her", {"should", "him", "and/or", "her"}),
        ("4%", {"%"}),
        ("Therapy has FAILED", {"failed"}),
        ("There, on a screen, you feel stuck; the theme is yours", set()),
    ],
)
def test_banned_words_are_found_as_whole_words(text: str, banned: set[str]) -> None:
    assert banned_in(text) == banned


def test_no_text_holds_a_banned_word() -> None:
    found = {(one.where, word) for one in passages() for word in banned_in(one.text)}
    assert found - _ALLOWED == set()
    assert found >= _ALLOWED, "an exception that nothing needs any more"


def test_no_page_holds_a_banned_word_in_the_program_s_own_words() -> None:
    shown = "\n".join(texts_on([reason_page(reason, Circumstances()) for reason in REASONS]))
    for track in TRACKS:
        found = come_to(sheet := run(track, Length.FULL, lambda item: (item.options[0].id,)))
        made = booklet(BANK, results(BANK, found, sheet.responses), working_page(BANK, found, None))
        shown += "\n".join(texts_on([*made.everything()]))
    by_the_bank = {one.text for one in passages()} | {str(note.reference) for r in REASONS for note in r.research}
    for text in sorted(by_the_bank, key=len, reverse=True):
        shown = shown.replace(text, "")
    assert "Where it may lie" in shown
    assert banned_in(shown) == set()


def texts_on(pages: Sequence[Page]) -> Iterator[str]:
    for page in pages:
        for block in page.whole():
            if isinstance(block, Heading | Paragraph | Bullet | Numbered):
                yield block.text
            if isinstance(block, Bullet):
                yield from block.more


# ---- ids, references, parts


def test_item_reason_step_and_line_ids_are_used_once() -> None:
    ids: list[str] = [str(item["id"]) for item in written_items() if "context" not in item]
    context = {item.id for track in BANK.tracks.values() for item in track.context}
    ids = [id for id in ids if id not in context] + sorted(context)
    ids += [reason.id for reason in REASONS]
    ids += [advice.id for reason in REASONS for advice in (*reason.steps, *reason.opening_lines)]
    assert [id for id in set(ids) if ids.count(id) > 1] == []


def test_ids_are_words() -> None:
    ids = {str(item.id) for item in ITEMS} | {option.id for item in ITEMS for option in item.options}
    ids |= {reason.id for reason in REASONS}
    ids |= {advice.id for reason in REASONS for advice in (*reason.steps, *reason.opening_lines)}
    assert {id for id in ids if not re.fullmatch(r"[a-z]+(_[a-z]+)*", id) or len(id) < 2 or len(id) > 40} == set()


def test_every_study_that_is_cited_is_among_the_references_and_every_reference_is_cited() -> None:
    cited = {note["cite"] for content in FILES.values() for note in content.get("research", [])}
    assert cited == set(FILES["references.yaml"]["references"])


def test_every_reference_can_be_found_by_anyone() -> None:
    for id, reference in FILES["references.yaml"]["references"].items():
        first = reference["authors"].split(",")[0].lower()
        assert re.match(r"[\w' -]+, (\w\.[ -]?)+", reference["authors"]), f"{id} has no authors by name"
        assert "et al" not in reference["authors"], id
        assert re.sub(r"[^a-z]", "", unicodedata.normalize("NFKD", first))[:4] == id.replace("_", "")[:4], id
        assert id.endswith(reference["year"]), id
        if "(book). " in reference["source"]:
            assert re.search(r"\(book\)\. [A-Z]\w+", reference["source"]), f"{id} has no publisher"
            continue
        assert re.search(r"[A-Z]\w+.*, \d+(\([\d-]+\))?, e?\d+", reference["source"]), f"{id} has no journal and place"
        assert re.fullmatch(r"10\.\d{4,}/\S+", reference["doi"]), id


def test_a_study_of_couples_stands_under_reasons_about_couples_only() -> None:
    of_couples = {"friedlander_2018", "owen_2012", "owen_2019", "doherty_2016", "marin_2014", "roddy_2020"}
    of_couples |= {"christensen_2006", "macintosh_2008"}
    dois = {FILES["references.yaml"]["references"][id]["doi"] for id in of_couples}
    individual = BANK.tracks[TrackId("individual")]
    cited = {note.reference.doi for reason in individual.reasons for note in reason.research}
    assert cited & dois == set()
    assert dois <= {note.reference.doi for reason in REASONS for note in reason.research}


@in_every_track
def test_how_two_reasons_may_hang_together_is_short_and_names_no_cause(track: Track) -> None:
    told = [(reason, paragraph) for reason in track.reasons for one in reason.together.values() for paragraph in one]
    assert len(told) >= 12
    for reason, paragraph in told:
        assert sentences(paragraph.text) in (2, 3), reason.id
        assert len(paragraph.text) <= 155, reason.id
        assert not re.search(r"\b(?:because|cause[sd]?|leads? to|made|makes? (?!sense))", paragraph.text), reason.id


# Formulas that were once heard on every page. Ten times in the whole bank is not too often for any of them.
@pytest.mark.parametrize(
    "formula",
    [
        r"one thing that may be going on",
        r"take five minutes",
        r"things have been worse for weeks",
        r"you could",
        r"(?:^|[.?!] )To [a-z]+ [^.?!]* (?:is|are|was|can|does|has|may)\b",
        r"\btrouble",
        r"\ba thing\b",
    ],
)
def test_no_formula_is_heard_more_than_ten_times_in_the_whole_bank(formula: str) -> None:
    heard = [one.where for one in passages() for _ in re.finditer(formula, one.text, re.IGNORECASE)]
    assert len(heard) <= 10, heard


def test_what_now_has_its_five_parts_and_one_is_for_couples() -> None:
    assert [part.id for part in BANK.what_now] == [
        "stay_change_or_stop",
        "as_a_couple",
        "questions_for_a_new_therapist",
        "how_to_end",
        "five_ideas",
    ]
    assert len(BANK.what_now[-1].points) == 5
    assert [part.tracks for part in BANK.what_now] == [(), ("couples",), (), (), ()]


def test_what_comes_next_speaks_to_one_person_or_to_two() -> None:
    def whole(track: str, stage: Stage | None = None) -> str:
        return as_text([what_now_page(BANK.what_now, track, stage)])

    assert "couple" not in re.sub(r"work\s+for\s+couples", "", whole("individual"))
    assert "If you go as a couple" in whole("couples")
    after = whole("individual", Stage.ENDED)
    assert after.index("Five ideas") < after.index("How to end")
    for track in ("individual", "couples"):
        assert re.findall(r"(?:Questions for|When to|How to|Five ideas|If you go).*", whole(track, Stage.NEVER)) == [
            "Questions for a new therapist"
        ]


@of_every_reason
def test_a_summary_is_one_sentence_and_what_it_does_not_mean_one_or_two(reason: Reason) -> None:
    assert sentences(reason.summary) == 1
    assert sentences(reason.does_not_mean) <= 2
    assert all(sentences(text) <= 2 for text in reason.to_partner)


def sentences(text: str) -> int:
    return len(re.findall(r"[.!?](?=\s|$)", text))


# ---- the context items that results read

_CONTEXT = {
    "progress": ["better", "bit_better", "same", "worse", "much_worse", "too_soon"],
    "worse_for": ["days", "weeks", "longer"],
    "stage": ["going", "just_begun", "break", "ended", "looking", "parted", "never"],
    "earlier": ["no", "once", "more_than_once"],
}


@in_every_track
def test_the_context_items_have_the_ids_and_options_that_results_read(track: Track) -> None:
    known = {
        id: [one for one in options if one != "parted" or track.id == "couples"] for id, options in _CONTEXT.items()
    }
    assert {item.id: [option.id for option in item.options] for item in track.context} == known
    assert track.context[0].id == "stage"
    assert all(item.why for item in track.context)


@in_every_track
@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"progress": "better"}, Circumstances(better=True)),
        ({"progress": "bit_better"}, Circumstances(better=True)),
        ({"progress": "same"}, Circumstances()),
        ({"progress": "too_soon"}, Circumstances(too_soon=True)),
        *(
            ({"progress": worse, "worse_for": long}, Circumstances(worse_for_weeks=long != "days"))
            for worse in ("worse", "much_worse")
            for long in ("days", "weeks", "longer")
        ),
        *(
            ({"stage": stage.value}, Circumstances(stage=stage, too_soon=stage is Stage.JUST_BEGUN))
            for stage in Stage
            if stage is not Stage.PARTED
        ),
        ({"progress": "same", "earlier": "no"}, Circumstances()),
        ({"progress": "same", "earlier": "once"}, Circumstances()),
        ({"progress": "same", "earlier": "more_than_once"}, Circumstances(tried_more_than_once=True)),
    ],
    ids=str,
)
def test_every_context_answer_has_its_effect(track: Track, given: dict[str, str], expected: Circumstances) -> None:
    sheet = Sheet(bank=BANK, track=track.id)
    context = {item.id for item in track.context}
    while (coming := sheet.upcoming()) and coming.id in context:
        sheet = sheet.answer(coming, (OptionId(given[coming.id]),) if coming.id in given else ())
    assert given.keys() <= sheet.responses.keys()
    assert circumstances(track, sheet.responses) == expected
