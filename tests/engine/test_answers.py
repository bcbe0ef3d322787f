"""The responses file as it is written, and what comes of reading it again."""

import random
from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from in_form import in_form
from making import HERE, answers, bank, item, scale, sheets, track
from people import INDIVIDUAL, TRACKS, WORDS, Person, answered, command, run_quickly
from shipped import BANK

from stuckpoint.bank import COUPLES, Bank, ItemId, Response, Responses, TrackId
from stuckpoint.bank.safety import Said
from stuckpoint.characters import clean
from stuckpoint.engine import Kept, Length, Picks, findings
from stuckpoint.engine.answers import MOST_REASONS, Rings, wording_of
from stuckpoint.loading import open_bank, read_kept
from stuckpoint.loading.responses import read_take, responses_file
from stuckpoint.pages.forms import Form, Reader, as_json
from stuckpoint.reading import read_file
from stuckpoint.reading.source import read_text
from stuckpoint.reading.tree import one_line

CHOIR = Path(__file__).parents[1] / "banks" / "choir"


def read(text: str, of: Bank = BANK) -> Kept:
    return read_kept(read_text(text, "answers.yaml"), of)


def body(text: str) -> list[str]:
    """Returns the lines of a file that are no comment."""
    return [line for line in text.splitlines() if not line.startswith("#")]


# ---- how it is written


def test_the_file_names_bank_version_and_track_and_holds_the_answers_in_the_order_asked() -> None:
    here = track([scale("tired", "ash"), scale("sad", "ash")], context=[item("stage", {"going": {}, "ended": {}})])
    given = answers(stage="going", sad=[], tired="often")
    (reason,) = here.reasons
    picks = Picks(
        rings={reason.id: Rings.PARTLY}, reasons=(reason.id,), step="try_ash", line="say_ash", rather_not=(reason.id,)
    )
    whole = Kept(track=HERE, responses=given, picks=picks, taken="2026-11-30")
    assert body(responses_file(bank(here), whole)) == [
        "stuckpoint: 1",
        'bank: "made"',
        'version: "1"',
        "taken: 2026-11-30",
        "track: here",
        "context:",
        "  stage: [going]",
        "responses:",
        "  sad: []",
        "  tired: [often]",
        "wording:",
        f'  tired: "{wording_of(here.items[0])}"',
        "picked:",
        "  rings:",
        "    ash: partly",
        "  reasons: [ash]",
        "  step: try_ash",
        "  line: say_ash",
        "  rather_not: [ash]",
    ]
    assert body(responses_file(replace(bank(here), version=""), Kept(track=HERE, responses={}))) == [
        "stuckpoint: 1",
        'bank: "made"',
        "track: here",
        "context: {}",
        "responses: {}",
    ]


def test_a_sum_of_words_is_another_one_wherever_an_item_is_worded_otherwise() -> None:
    tired = scale("tired", "ash")
    first, *others = tired.options
    changed = [
        replace(tired, text="How tired?"),
        replace(tired, text_ended="How tired were you?"),
        replace(tired, options=(replace(first, text="not once"), *others)),
        replace(tired, options=(*others, first)),
        replace(tired, options=tuple(others)),
    ]
    assert len({wording_of(one) for one in (tired, *changed)}) == 6
    assert wording_of(tired) == wording_of(scale("tired", "elm"))


def test_the_words_of_what_was_answered_come_back_and_of_nothing_that_was_left_out() -> None:
    here = track([scale("tired", "ash"), scale("sad", "ash"), scale("told", "ash", private=True)])
    whole = Kept(track=HERE, responses=answers(sad=[], tired="often", told="often"), taken="2026-11-30")
    made = bank(here)
    for one, expected in ((whole, {"tired", "told"}), (whole.without_private(made), {"tired"})):
        take = read_take(read_text(responses_file(made, one), "answers.yaml"), made)
        assert (take.kept, take.bank, take.version) == (one, "made", "1")
        assert take.wording == {item.id: wording_of(item) for item in here.items if item.id in expected}


def test_the_file_says_what_it_is_how_it_is_read_and_what_a_change_of_questions_does() -> None:
    head = " ".join(line.lstrip("# ") for line in responses_file(BANK, kept()).splitlines() if line.startswith("#"))
    assert "Keep it where only you look, or delete it" in head
    assert "stuckpoint score THIS_FILE To answer" in head
    assert "stuckpoint quiz --again THIS_FILE If the questions change" in head
    for said in (
        "questions that are gone are left out by name",
        "new questions count as not asked",
        "as it is worded then",
    ):
        assert said in head


def test_a_file_from_other_questions_says_that_they_have_to_be_named_again() -> None:
    added = open_bank([CHOIR], only=True)
    text = responses_file(added, Kept(track=next(iter(added.tracks)), responses={}))
    for how in ("score", "quiz --again"):
        assert f"stuckpoint {how} THIS_FILE, with the same --questions as the quiz\n" in text
    assert read(text, added).changed == ()


def test_a_word_that_other_readers_of_yaml_take_for_something_else_is_quoted() -> None:
    words = ["yes", "no", "on", "off", "y", "n", "null", "true", "false"]
    here = track([item(word, {other: {"ash": 1} for other in words}) for word in words])
    given = answers(**dict(zip(words, words[::-1], strict=True)))
    text = responses_file(bank(here), Kept(track=HERE, responses=given))
    loaded = yaml.safe_load(text)
    assert loaded["responses"] == {item: [*response] for item, response in given.items()}
    assert read(text, bank(here)).responses == given


# ---- read again


def kept(track: TrackId = INDIVIDUAL, style: int = 1, length: Length = Length.QUICK) -> Kept:
    return Kept(track=track, responses=answered(track, style, length).responses, picks=picked(track, style))


def picked(track: TrackId, style: int) -> Picks:
    chance, reasons = random.Random(f"picks {track} {style}"), BANK.tracks[track].reasons
    some = chance.sample(reasons, k=MOST_REASONS)
    return Picks(
        rings={reason.id: chance.choice(tuple(Rings)) for reason in some[: style % 4]},
        reasons=tuple(reason.id for reason in some[: chance.randrange(MOST_REASONS + 1)]),
        step=chance.choice(("", chance.choice(some[0].steps).id)),
        line=chance.choice(("", chance.choice(some[0].opening_lines).id)),
        rather_not=tuple(reason.id for reason in chance.sample(reasons, k=style % 3)),
    )


@pytest.mark.slow
@pytest.mark.parametrize("length", Length)
@pytest.mark.parametrize("track", TRACKS)
def test_what_is_read_again_gives_the_same_findings_byte_for_byte_in_every_format(
    track: TrackId, length: Length
) -> None:
    for style in range(6):
        given = kept(track, style, length)
        again = read(responses_file(BANK, given))
        assert again == given
        assert (list(again.responses), list(again.picks.rings)) == (list(given.responses), list(given.picks.rings))
        assert responses_file(BANK, again) == responses_file(BANK, given)
        for form in Form:
            for reader in Reader:
                one, other = (in_form(BANK, each, form, reader, "2026-11-22") for each in (given, again))
                assert one == other, (style, form, reader)


_ODD = track(
    [
        item("tired", {"often": {"ash": 1}, "off": {}}, may_not_apply=True),
        item("lists", {"slow": {"ash": 1}, "no": {"elm": 1}, "null": {}}, many=True, may_not_apply=True),
        item("on", {"yes": {"elm": 1}, "no": {}}, may_not_apply=True),
    ],
    context=[item("stage", {"going": {}, "ended": {}}, may_not_apply=True)],
)


# What the name and version of a bank can be: one line, without a character that may not be shown.
_NAMES = st.text().map(lambda text: one_line(clean(text))).filter(bool)


@given(name=_NAMES, version=st.just("") | _NAMES, sheet=sheets(bank(_ODD)))
def test_whatever_the_bank_is_called_and_whatever_was_answered_is_read_again(
    name: str, version: str, sheet: dict[ItemId, Response]
) -> None:
    named = replace(bank(_ODD), id=name, version=version)
    given = Kept(track=HERE, responses=sheet)
    again = read(responses_file(named, given), named)
    assert again == given
    assert list(again.responses) == list(sheet)
    assert yaml.safe_load(responses_file(named, given))["bank"] == name


# ---- written by the quiz


@pytest.fixture
def _quickly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run_quickly(tmp_path, monkeypatch)


def runs(length: Length, track: TrackId) -> Iterator[tuple[int, str]]:
    """Takes the quiz several times; each time there are a report, a page and the answers of the run to be read."""
    for style, private in product(range(1, 4), ("1", "2") if track == COUPLES else ("",)):
        asked = [private] if private else []
        menu = [
            ("write a report", *asked, "report.md", ""),
            ("write a report", *asked, "report.html", ""),
            ("write a page for a therapist", "therapist.md", ""),
            ("keep", *asked, "answers.yaml", ""),
            ("finish", *asked, ""),
        ]
        said = {item.id: tuple(Said)[style % len(Said)] for item in WORDS.items_for(track)}
        person = Person(said, track=track, style=style, picks=True, menu=menu)
        options = ("--length", length, "--date", "2026-11-22", "--keep", "again.yaml", "--show-working")
        assert command(person, "quiz", "--track", track, *options)[0] == 0
        yield style, private
        for path in Path().iterdir():
            path.unlink()


@pytest.mark.slow
@pytest.mark.usefixtures("_quickly")
@pytest.mark.parametrize("length", Length)
@pytest.mark.parametrize("track", TRACKS)
def test_score_makes_of_kept_answers_what_the_quiz_wrote(track: TrackId, length: Length) -> None:
    with_picks = 0
    for style, private in runs(length, track):
        written = {path.name: path.read_text(encoding="utf-8") for path in Path().iterdir()}
        assert written["answers.yaml"] == written["again.yaml"]
        with_picks += "\npicked:\n" in written["answers.yaml"]
        for name, options in {
            "report.md": ["--format", "markdown"],
            "report.html": ["--format", "html"],
            "therapist.md": ["--format", "markdown", "--for", "therapist"],
        }.items():
            code, window, complaints = command(
                lambda _screen: None,
                *("score", "answers.yaml", "--date", "2026-11-22", "--show-working", *options),
            )
            assert (code, complaints) == (0, "")
            assert window.getvalue() == written[name], (style, private, name)
    assert with_picks > 0


@pytest.mark.sampled(1)
@pytest.mark.usefixtures("_quickly")
@pytest.mark.parametrize("length", Length)
@pytest.mark.parametrize("track", TRACKS)
def test_kept_answers_give_the_findings_of_the_run(track: TrackId, length: Length) -> None:
    for style, private in runs(length, track):
        given = read_kept(read_file(Path("answers.yaml"), "answers.yaml"), BANK)
        sheet = asked_of(track, style, length)
        expected = {id: sheet[id] for id in given.responses} if private == "1" else sheet
        assert list(given.responses.items()) == list(expected.items())
        assert as_json(findings(BANK, track, given.responses, True)) == as_json(findings(BANK, track, expected, True))
        hidden = {item.id for item in BANK.tracks[track].items if item.private}
        assert sheet.keys() - given.responses.keys() == (hidden & sheet.keys() if private == "1" else set())


def asked_of(track: TrackId, style: int, length: Length) -> Responses:
    """Returns the answers of a person in a style, worked out without the quiz."""
    return answered(track, style, length).responses


@pytest.mark.sampled(1)
@pytest.mark.usefixtures("_quickly")
@pytest.mark.parametrize("track", TRACKS)
def test_nothing_said_about_safety_is_in_kept_answers(track: TrackId) -> None:
    ids = {item.id for item in WORDS.items}
    for _ in runs(Length.QUICK, track):
        text = Path("answers.yaml").read_text(encoding="utf-8")
        assert not [id for id in ids if id in text]
        assert set(yaml.safe_load(text)) <= {
            *("stuckpoint", "bank", "version", "taken", "track", "context", "responses", "wording"),
            *("picked", "picked_in_private"),
        }
