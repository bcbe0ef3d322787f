"""The quiz for someone who took it before: `--again` asks the same once more, before anything else."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from people import INDIVIDUAL, TRACKS, Person, answered, command, run_quickly
from screens import words
from shipped import BANK

from stuckpoint.bank import COUPLES, TrackId
from stuckpoint.engine import Kept, Length
from stuckpoint.loading import read_kept
from stuckpoint.loading.responses import responses_file
from stuckpoint.pages.taken import in_words
from stuckpoint.reading import read_file

TAKEN = Path("before.yaml")
YEAR = re.compile(r"\b20\d\d\b")


@pytest.fixture(autouse=True)
def _quickly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run_quickly(tmp_path, monkeypatch)


def kept(track: TrackId, style: int, length: Length = Length.QUICK) -> Kept:
    """Writes the answers of an earlier take, without private ones."""
    earlier = Kept(track=track, responses=answered(track, style, length).responses).without_private(BANK)
    TAKEN.write_text(responses_file(BANK, replace(earlier, taken="2026-05-01")), encoding="utf-8")
    return earlier


@pytest.mark.slow
@pytest.mark.parametrize("track", TRACKS)
@pytest.mark.parametrize("length", [Length.QUICK, Length.STANDARD])
def test_what_was_asked_before_is_asked_first_in_its_order(track: TrackId, length: Length) -> None:
    earlier = kept(track, 1, length)
    # Where therapy stands otherwise than before, not all of it makes sense any more.
    items = {item.id: item for item in answered(track, 2, length).here.items}
    before = [items[id].text for id in earlier.responses if id in items and not items[id].show_if]
    person = Person(track=track, style=2)
    code, window, complained = command(person, "quiz", "--again", str(TAKEN))
    assert (code, complained) == (0, "")
    texts = {item.text for item in items.values() if not item.show_if}
    assert [text for text in person.asked if text in texts][: len(before)] == before
    assert "The questions that you answered on 1 May 2026 come first." in words("".join(window.screens))


def test_what_was_answered_before_is_shown_nowhere_and_makes_no_score() -> None:
    earlier = kept(INDIVIDUAL, 1)
    person = Person(track=INDIVIDUAL, style=2, menu=(("keep", "after.yaml", ""), ("finish",)))
    command(person, "quiz", "--again", str(TAKEN), "--date", "2026-06-01")
    after = read_kept(read_file(Path("after.yaml"), "after.yaml"), BANK)
    fresh = answered(INDIVIDUAL, 2).responses
    assert after.taken == "2026-06-01"
    assert after.responses != earlier.responses
    assert {id: said for id, said in after.responses.items() if id in fresh}.items() <= fresh.items()
    code, _, complained = command(lambda _: None, "compare", str(TAKEN), "after.yaml")
    assert (code, complained) == (0, "")


@pytest.mark.slow
def test_another_track_than_that_of_the_answers_is_wrong_usage() -> None:
    kept(COUPLES, 1)
    code, window, complained = command(lambda _: None, "quiz", "--again", str(TAKEN), "--track", INDIVIDUAL)
    assert (code, window.getvalue()) == (2, "")
    assert "Leave --track out" in " ".join(complained.split())
    assert command(Person(track=COUPLES), "quiz", "--again", str(TAKEN), "--track", COUPLES)[0] == 0


def test_a_file_that_is_not_there_or_is_wrong_is_named_before_the_first_screen() -> None:
    TAKEN.write_text("stuckpoint: 1\ntrack: individual\nresponses: {no_such: []}\n", encoding="utf-8")
    for name in ("not_there.yaml", str(TAKEN)):
        code, window, complained = command(lambda _: None, "quiz", "--again", name)
        assert (code, window.getvalue()) == (1, "")
        assert name in complained
    assert complained.endswith("\nNothing was asked.\n")


def test_the_results_and_files_say_what_moved() -> None:
    kept(INDIVIDUAL, 1)
    menu = (("write a page for a therapist", "b.txt", ""), ("write a report for you", "a.md", ""), ("finish",))
    person = Person(track=INDIVIDUAL, style=0, menu=menu)
    code, window, _ = command(person, "quiz", "--again", str(TAKEN), "--date", "2026-06-01")
    assert code == 0
    shown = words("".join(window.screens))
    assert "You answered on 1 May 2026, and again on 1 June 2026." in shown
    assert re.search(r"before after Fit with your therapist \d+ \d+ ", shown)  # marks are no words
    for name in ("a.md", "b.txt"):
        assert "What moved\n" in Path(name).read_text(encoding="utf-8")


def test_what_cannot_be_compared_is_said_on_screen_and_left_out_of_files() -> None:
    earlier = replace(Kept(track=INDIVIDUAL, responses=answered(INDIVIDUAL, 1).responses), taken="2026-05-01")
    few = dict(list(earlier.responses.items())[:3])
    TAKEN.write_text(responses_file(BANK, replace(earlier, responses=few)), encoding="utf-8")
    person = Person(track=INDIVIDUAL, menu=(("write a report for you", "a.md", ""), ("finish",)))
    code, window, _ = command(person, "quiz", "--again", str(TAKEN))
    assert code == 0
    assert "it takes 6." in words("".join(window.screens))
    assert "What moved" not in Path("a.md").read_text(encoding="utf-8")


@pytest.mark.slow
def test_in_couples_nothing_that_stays_says_what_was_private_in_either_take() -> None:
    earlier = Kept(track=COUPLES, responses=answered(COUPLES, 1).responses)
    private = {item.id for item in BANK.tracks[COUPLES].private}
    other = {id: () if id in private else said for id, said in earlier.responses.items()}
    leave_out = "1"
    menu = (
        ("write a page for a therapist", "t.html", ""),
        ("write a report for you", leave_out, "r.md", ""),
        ("keep", leave_out, "k.yaml", ""),
        ("print",),
        ("finish",),
    )
    stays = set()
    for before in (earlier, replace(earlier, responses=other), earlier.without_private(BANK)):
        TAKEN.write_text(responses_file(BANK, replace(before, taken="2026-05-01")), encoding="utf-8")
        for typed in (["p"], ["1"] * 60, ["2"] * 60):
            person = Person(track=COUPLES, style=1, menu=menu, private=typed)
            code, window, _ = command(person, "quiz", "--again", str(TAKEN), "--date", "2026-06-01")
            assert code == 0
            printed = window.getvalue().rpartition("What your answers point to")[2]
            files = [Path(name) for name in ("t.html", "r.md", "k.yaml")]
            stays.add((printed, *(path.read_text(encoding="utf-8") for path in files)))
            for path in files:
                path.unlink()
    assert len(stays) == 1
    assert all("What moved" in text for text in next(iter(stays))[:3])


# ---- the day


@pytest.mark.parametrize(
    ("options", "day"),
    [((), date.today().isoformat()), (("--date", "2026-02-03"), "2026-02-03"), (("--no-date",), "")],
)
def test_files_hold_the_day_unless_it_is_not_wanted(options: tuple[str, ...], day: str) -> None:
    person = Person(track=INDIVIDUAL, menu=(("keep", "a.yaml", ""), ("write a report", "a.md", ""), ("finish",)))
    assert command(person, "quiz", "--track", INDIVIDUAL, *options)[0] == 0
    assert read_kept(read_file(Path("a.yaml"), "a.yaml"), BANK).taken == day
    report = Path("a.md").read_text(encoding="utf-8")
    assert (in_words(day) in report) if day else not YEAR.search(report.partition("##")[0])
    # A report of them has that day too, whenever it is made.
    scored = command(lambda _: None, "score", "a.yaml", "--format", "markdown")[1].getvalue()
    assert scored == report
    scored = command(lambda _: None, "score", "a.yaml", "--format", "markdown", "--no-date")[1].getvalue()
    assert not YEAR.search(scored.partition("##")[0])


def test_a_day_and_none_at_once_is_wrong_usage() -> None:
    for arguments in (("quiz",), ("score", str(TAKEN))):
        kept(INDIVIDUAL, 1)
        assert command(lambda _: None, *arguments, "--date", "2026-02-03", "--no-date")[0] == 2
