"""What is said of two takes: as a page, as JSON, and by `stuckpoint compare`."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from crowd import crowd
from jsonschema_rs import Draft202012Validator
from shipped import BANK

from stuckpoint.bank import COUPLES, ItemId, OptionId, Response, Track, TrackId
from stuckpoint.blocks import Page
from stuckpoint.cli.main import main
from stuckpoint.engine import Kept, Picks
from stuckpoint.engine.answers import take_now
from stuckpoint.engine.change import Moved, changes, since
from stuckpoint.loading.responses import responses_file
from stuckpoint.pages.changed import changed_page, changes_as_json
from stuckpoint.pages.forms import Form, Reader
from stuckpoint.pages.therapist_page import page_for_therapist
from stuckpoint.terminal.drawing import as_text

SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "changes.schema.json").read_text(encoding="utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA)
INDIVIDUAL = TrackId("individual")
GOING: dict[ItemId, Response] = {ItemId("stage"): (OptionId("going"),)}
TAKES = [replace(kept, responses={**kept.responses, **GOING}) for kept in crowd(BANK, 24, seed=5)]
PAIRS = [
    (one, other)
    for track in BANK.tracks
    for one, other in zip(*[iter([kept for kept in TAKES if kept.track == track])] * 2, strict=True)
]
ITEMS = [item.id for item in BANK.tracks[INDIVIDUAL].items]
DAYS = ("2026-05-01", "2026-06-01")


def page(before: Kept, after: Kept, track: Track) -> Page:
    same = {item.id for item in track.items}
    return changed_page(replace(changes(BANK, track.id, before.responses, after.responses, same), days=DAYS))


def text_of(page: Page) -> str:
    return " ".join(as_text([page], 78).split())


def written(path: Path, kept: Kept, taken: str = "") -> Path:
    path.write_text(responses_file(BANK, replace(kept, taken=taken)), encoding="utf-8")
    return path


def ran(capsys: pytest.CaptureFixture[str], *arguments: object, command: str = "compare") -> tuple[int, str, str]:
    code = main([command, *map(str, arguments)])
    return code, *capsys.readouterr()


# ---- the page


@pytest.mark.parametrize(("before", "after"), PAIRS)
def test_no_word_judges_or_promises(before: Kept, after: Kept) -> None:
    text = text_of(page(before, after, BANK.tracks[before.track])).casefold()
    assert not re.search(r"improve|better|worse|significan|clinic|recover|relia|progress|disagree", text)


@pytest.mark.parametrize(("before", "after"), PAIRS)
def test_every_reason_that_is_not_private_is_named_once(before: Kept, after: Kept) -> None:
    track = BANK.tracks[before.track]
    lines = as_text([page(before, after, track)], 200).splitlines()
    for reason in track.reasons:
        named = [line for line in lines if line.startswith((f"- {reason.name}:", f"- {reason.name}"))]
        assert bool(named) is not reason.private


def test_both_scores_are_said_rounded_down_with_the_mark_in_words() -> None:
    before, after = PAIRS[0]
    found = replace(changes(BANK, INDIVIDUAL, before.responses, after.responses, set(ITEMS)), days=DAYS)
    text = text_of(changed_page(found))
    marked = [one for one in found.changes if one.moved in (Moved.LOWER, Moved.HIGHER)]
    assert marked
    for one in marked:
        assert one.before is not None
        assert one.after is not None
        way = "Lower" if one.change < 0 else "Higher"
        part = text.partition(f"{way} by more than your own answers wobble ")[2].partition(" by more than")[0]
        assert f"- {one.reason.name}: before {int(one.before)}, after {int(one.after)}" in part
    assert f"{len(found.compared)} questions were answered both times" in text
    assert "You answered on 1 May 2026, and again on 1 June 2026." in text


def test_without_both_days_no_day_is_said() -> None:
    before, after = PAIRS[0]
    found = changes(BANK, INDIVIDUAL, before.responses, after.responses, frozenset())
    assert "2026" not in text_of(changed_page(replace(found, days=("", DAYS[1]))))


# ---- JSON


@pytest.mark.parametrize(("before", "after"), PAIRS)
def test_what_is_printed_is_as_the_schema_says(before: Kept, after: Kept) -> None:
    same = {item.id for item in BANK.tracks[before.track].items}
    found = changes(BANK, before.track, before.responses, after.responses, same)
    document = json.loads(changes_as_json(replace(found, days=DAYS)))
    if len(found.compared) >= 6:
        VALIDATOR.validate(document)
    assert not VALIDATOR.is_valid({**document, "days": 31})
    assert not VALIDATOR.is_valid({**document, "before": "May"})


def test_the_schema_names_every_mark() -> None:
    assert SCHEMA["$defs"]["change"]["properties"]["moved"]["enum"] == list(Moved)


# ---- the command


@pytest.mark.slow
def test_two_takes_are_compared_as_text_and_as_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before, after = PAIRS[0]
    files = (written(tmp_path / "a.yaml", before, DAYS[0]), written(tmp_path / "b.yaml", after, DAYS[1]))
    code, text, complained = ran(capsys, *files)
    assert (code, complained) == (0, "")
    assert text.startswith("What moved\n")
    assert ran(capsys, *files, "-o", tmp_path / "out.txt") == (0, f"Written: {tmp_path / 'out.txt'}\n", "")
    assert (tmp_path / "out.txt").read_text(encoding="utf-8").split() == text.split()
    code, text, _ = ran(capsys, *files, "--format", "json")
    document = json.loads(text)
    VALIDATOR.validate(document)
    assert (document["before"], document["after"]) == DAYS


@pytest.mark.slow
def test_no_byte_depends_on_a_private_answer(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before, after = next(pair for pair in PAIRS if pair[0].track == COUPLES)
    private = {item.id for item in BANK.tracks[COUPLES].private}
    other = {id: (() if id in private else said) for id, said in after.responses.items()}
    printed = []
    for name, kept in (("b", after), ("c", replace(after, responses=other)), ("d", after.without_private(BANK))):
        files = (written(tmp_path / "a.yaml", before), written(tmp_path / f"{name}.yaml", kept))
        printed += [[ran(capsys, *files, "--format", form) for form in ("text", "json")]]
    assert printed[0] == printed[1] == printed[2]


@pytest.mark.slow
@pytest.mark.parametrize("form", [Form.TEXT, Form.MARKDOWN, Form.HTML])
def test_what_moved_on_a_page_for_a_therapist_depends_on_nothing_private_in_either_take(
    form: Form, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    couple = BANK.tracks[COUPLES]
    private = {item.id for item in couple.private}
    reason = next(reason.id for reason in couple.reasons if reason.private)
    told: list[bool] = []
    for number, (before, after) in enumerate(pair for pair in PAIRS if pair[0].track == COUPLES):
        takes = []
        for kept in (before, after):
            skipped = {id: () if id in private else said for id, said in kept.responses.items()}
            picks = replace(kept.picks, rather_not=tuple({*kept.picks.rather_not, reason}))
            takes.append(
                (kept, replace(kept, responses=skipped), replace(kept, picks=picks), kept.without_private(BANK))
            )
        printed = set()
        for place, (one, other) in enumerate(zip(*takes, strict=True)):
            for earlier, later in ((before, other), (one, after)):
                files = [tmp_path / f"{number}{place}{name}" for name in "ab"]
                for path, kept in zip(files, (earlier, later), strict=True):
                    path.unlink(missing_ok=True)
                    written(path, kept)
                printed.add(
                    ran(capsys, files[1], "--since", files[0], "--for", "therapist", "--format", form, command="score")
                )
        assert len(printed) == 1, printed
        told += ["What moved" in text for _, text, _ in printed]
    assert any(told)


def test_what_was_set_aside_either_time_is_not_named_to_a_therapist() -> None:
    before, after = PAIRS[0]
    found = since(BANK, take_now(BANK, before), take_now(BANK, after))
    moved = next(one.reason for one in found.called(Moved.LOWER, Moved.HIGHER))
    for is_earlier in (True, False):
        earlier, later = (replace(kept, picks=Picks()) for kept in (before, after))
        named = page_for_therapist(BANK, later, moved=since(BANK, take_now(BANK, earlier), take_now(BANK, later)))
        assert moved.name in as_text([named])
        if is_earlier:
            earlier = replace(earlier, picks=Picks(rather_not=(moved.id,)))
        else:
            later = replace(later, picks=Picks(rather_not=(moved.id,)))
        found = since(BANK, take_now(BANK, earlier), take_now(BANK, later))
        part = (
            as_text([page_for_therapist(BANK, later, moved=found)])
            .partition("What moved\n")[2]
            .partition("Lower means")[0]
        )
        assert moved.name not in part


@pytest.mark.slow
@pytest.mark.parametrize("reader", Reader)
def test_a_report_says_what_moved_in_short_and_by_no_day_where_none_is_wanted(
    reader: Reader, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = [written(tmp_path / f"{day}.yaml", kept, day) for day, kept in zip(DAYS, PAIRS[0], strict=True)]
    arguments = (files[1], "--since", files[0], "--for", reader, "--format", "markdown")
    code, text, _ = ran(capsys, *arguments, command="score")
    assert code == 0
    part = text.partition("## What moved\n")[2].partition("\n## ")[0]
    assert "answered on 1 May 2026, and again on 1 June 2026." in part
    found = since(BANK, *(take_now(BANK, kept) for kept in PAIRS[0]))
    told = found.called(Moved.LOWER, Moved.HIGHER, Moved.MAY_BE_LOWER, Moved.MAY_BE_HIGHER)
    assert [one.reason.name in part for one in found.changes] == [one in told for one in found.changes]
    text = ran(capsys, *arguments, "--no-date", command="score")[1]
    assert "answered twice." in text.partition("## What moved\n")[2]
    assert "2026" not in text.partition("## What research")[0]


def test_without_a_mark_it_says_so() -> None:
    take = take_now(BANK, PAIRS[0][0])
    text = text_of(page_for_therapist(BANK, PAIRS[0][0], moved=since(BANK, take, take)))
    assert "There is no clear change. Lower means" in text


def test_what_cannot_be_compared_makes_no_report(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = (written(tmp_path / "a.yaml", PAIRS[0][0]), written(tmp_path / "b.yaml", PAIRS[-1][0]))
    code, text, complained = ran(capsys, files[0], "--since", files[1], "-o", tmp_path / "r.md", command="score")
    assert (code, text, complained.count("\n"), (tmp_path / "r.md").exists()) == (1, "", 1, False)
    assert ran(capsys, files[0], "--since", files[0], "--format", "json", command="score")[0] == 2


@pytest.mark.slow
def test_a_question_that_is_worded_otherwise_since_is_not_compared(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before, after = PAIRS[0]
    files = (written(tmp_path / "a.yaml", before), written(tmp_path / "b.yaml", after))
    compared = json.loads(ran(capsys, *files, "--format", "json")[1])["compared"]
    files[1].write_text(re.sub(r'(  felt_understood: )"\w+"', r'\1"0"', files[1].read_text()), encoding="utf-8")
    assert json.loads(ran(capsys, *files, "--format", "json")[1])["compared"] == [
        id for id in compared if id != "felt_understood"
    ]


@pytest.mark.parametrize(("version", "compares"), [('"1.0"', True), ('"0.9"', False)])
def test_without_sums_of_words_only_the_same_version_is_compared(
    version: str, compares: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = [written(tmp_path / f"{name}.yaml", kept) for name, kept in zip("ab", PAIRS[0], strict=True)]
    for path in files:
        head, _, rest = path.read_text(encoding="utf-8").partition("wording:\n")
        tail = "".join(line for line in rest.splitlines(keepends=True) if not re.match(r'  \w+: "\w{8}"\n', line))
        path.write_text(head + tail, encoding="utf-8")
    files[0].write_text(re.sub("version: .*", f"version: {version}", files[0].read_text()), encoding="utf-8")
    assert (ran(capsys, *files)[0] == 0) is compares


def one_line(capsys: pytest.CaptureFixture[str], *files: Path) -> str:
    code, text, complained = ran(capsys, *files)
    assert (code, text, complained.count("\n")) == (1, "", 1)
    return complained


@pytest.mark.slow
def test_takes_that_are_swapped_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before, after = PAIRS[0]
    files = (written(tmp_path / "a.yaml", before, DAYS[1]), written(tmp_path / "b.yaml", after, DAYS[0]))
    assert "name the earlier ones first" in one_line(capsys, *files)


def test_takes_of_two_tracks_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = (written(tmp_path / "a.yaml", PAIRS[0][0]), written(tmp_path / "b.yaml", PAIRS[-1][0]))
    assert "only takes of one track" in one_line(capsys, *files)


def test_answers_to_other_questions_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = [written(tmp_path / f"{name}.yaml", kept) for name, kept in zip("ab", PAIRS[0], strict=True)]
    files[1].write_text(files[1].read_text().replace('bank: "shipped"', "bank: my_own"), encoding="utf-8")
    assert "different questions" in one_line(capsys, *files)


@pytest.mark.slow
@pytest.mark.parametrize(("count", "told"), [(0, "no questions"), (1, "1 question "), (5, "5 questions")])
def test_fewer_than_six_questions_in_common_are_refused(
    count: int, told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ids = [item.id for item in BANK.tracks[INDIVIDUAL].items if not item.show_if][:count]
    given = {item.id: (item.options[0].id,) for item in BANK.tracks[INDIVIDUAL].items if item.id in ids}
    path = written(tmp_path / "a.yaml", Kept(track=INDIVIDUAL, responses=given))
    assert told in one_line(capsys, path, path)


def test_what_is_wrong_in_either_file_is_said_with_its_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good, bad = written(tmp_path / "a.yaml", PAIRS[0][0]), tmp_path / "bad.yaml"
    bad.write_text("stuckpoint: 1\ntrack: individual\nresponses: {no_such: [yes]}\n", encoding="utf-8")
    code, _, complained = ran(capsys, good, bad)
    assert code == 1
    assert "bad.yaml:3:" in complained
    assert complained.endswith("\nNothing was compared.\n")
    assert ran(capsys, good, tmp_path / "not_there.yaml")[0] == 1
