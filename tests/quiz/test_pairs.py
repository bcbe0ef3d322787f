"""Pairs of runs that differ in what was said about safety, or in private answers, compared byte for byte.

What is compared is everything that stays: every file with its name and mode, what was printed, the exit code,
every screen from the menu on, and the first screen of the run after. Leaving out the parts about people close
leaves out the private questions too, so in couples it is compared with skipping those.
"""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from itertools import dropwhile, product, takewhile
from pathlib import Path

import pytest
from in_form import in_form
from people import ASKED, CHECK, INDIVIDUAL, LEAVE_OUT, MENU, TICK, TRACKS, WORDS, Person, command, run_quickly
from screens import words
from shipped import BANK

from stuckpoint.bank import COUPLES, Item, ItemId, Reason, Response, TrackId
from stuckpoint.bank.safety import Said
from stuckpoint.engine import Kept, Picks
from stuckpoint.engine.answers import PrivatePicks, Rings
from stuckpoint.loading.responses import responses_file
from stuckpoint.pages.forms import Form, Reader

LOOKS = [pytest.param((), id="full"), pytest.param(("--plain",), id="plain")]
STYLES = range(10)  # so many people, who answer and pick each in their own way
SAID = 13  # so many sets of answers about safety, for each of them in each track and look
PRIVATE = 8  # so many sets of private answers, for each of them in each look
DRAWN = 150  # so many sheets of answers of a couple, each with private answers and picks of two kinds

LEFT_OUT, PUT_IN = "1", "2"  # what was only for you
WRITES = {
    INDIVIDUAL: (
        ("write a report", "for_me.md", ""),
        ("write a report", "for_me.html", ""),
        ("write a page for a therapist", "", ""),
        ("write a page for a therapist", "for_my_therapist.html", ""),
        ("keep", "answers.yaml", ""),
        ("print",),
        ("finish", "", ""),
    ),
    COUPLES: (
        ("write a report", LEFT_OUT, "for_me.md", ""),
        ("write a report", PUT_IN, "for_me.html", ""),
        ("write a page for a therapist", "", ""),
        ("write a page for a therapist", "for_my_therapist.html", ""),
        ("write a page for your partner", "3", "2 1", "for_my_partner.md", ""),
        ("write a page for your partner", "3", "4", "for_my_partner.html", ""),
        ("keep", PUT_IN, "answers.yaml", ""),
        ("print",),
        ("finish", PUT_IN, "", LEFT_OUT, ""),
    ),
}
WRITES_NOTHING_PRIVATE = (
    ("write a report", LEFT_OUT, "for_me.md", ""),
    ("write a report", "", "for_me.html", ""),
    *WRITES[COUPLES][2:6],
    ("keep", LEFT_OUT, "answers.yaml", ""),
    ("print",),
    ("finish", "", "", LEFT_OUT, ""),
)
NAMES = {"for_me.md", "for_me.html", "draft.md", "for_my_therapist.html", "answers.yaml", "asked.html", "asked.yaml"}
FOR_A_PARTNER = {"for_my_partner.md", "for_my_partner.html"}


@dataclass(frozen=True, kw_only=True)
class Stays:
    """Everything that stays of a run, or that the run after could show."""

    files: Mapping[str, tuple[bytes, int]]
    from_the_menu_on: str
    code: int
    complaints: str
    the_next_run: str


@dataclass(frozen=True, kw_only=True)
class Run:
    """One run: what stays of it, and what was on its screens."""

    stays: Stays
    questions: tuple[str, ...]
    private: tuple[str, ...]
    check: tuple[str, ...]
    results: str


@pytest.fixture(autouse=True)
def _quickly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run_quickly(tmp_path, monkeypatch)


def run(person: Person, track: TrackId, look: Sequence[str]) -> Run:
    """Takes the quiz to its end, and begins the next; then empties the folder."""
    targets = ("--report", "asked.html", "--keep", "asked.yaml", "--date", "2026-11-22")
    code, window, complaints = command(person, "quiz", "--track", track, *look, *targets)
    _, following, _ = command(lambda _screen: None, "quiz", *look)
    files = {}
    for path in Path().iterdir():
        files[path.name] = (path.read_bytes(), path.stat().st_mode)
        path.unlink()
    shown = window.getvalue()
    assert MENU in shown, f"it ended early, and last showed:\n{window.screens[-1]}"
    screens = [words(screen) for screen in window.screens]
    questions = [screen for screen in screens if ASKED.search(screen)]
    return Run(
        stays=Stays(
            files=files,
            from_the_menu_on=shown[shown.index(MENU) :],
            code=code,
            complaints=complaints,
            the_next_run=following.getvalue(),
        ),
        questions=tuple(screen for screen in questions if "p skip this part" not in screen),
        private=tuple(screen for screen in questions if "p skip this part" in screen),
        check=tuple(screen for screen in screens if CHECK in screen),
        results="".join(_results(screens)),
    )


def _results(screens: Sequence[str]) -> Iterator[str]:
    """Returns the screens from the last answer to what is taken along."""
    read = dropwhile(lambda screen: words(WORDS.before_results) not in screen, screens)
    return takewhile(lambda screen: TICK not in screen, read)


def assert_everything_was_written(one: Run, track: TrackId) -> None:
    assert one.stays.files.keys() == NAMES | (FOR_A_PARTNER if track == COUPLES else set())
    assert {mode & 0o777 for _, mode in one.stays.files.values()} == {0o600}
    assert (one.stays.code, one.stays.complaints) == (0, "")
    assert len(one.questions) > 10
    assert WORDS.alone.text not in one.stays.from_the_menu_on


def assert_same(one: Stays, other: Stays, what: object) -> None:
    """Holds two runs against each other, part by part, so that a difference is easy to find."""
    for field in fields(Stays):
        assert getattr(one, field.name) == getattr(other, field.name), f"{field.name}: {what}"


# ---- what was said about safety


def said_about_safety(track: TrackId, style: int) -> Iterator[Mapping[str, Said]]:
    """Yields sets of answers about safety: all of one kind, one alone, and others at random."""
    items = WORDS.items_for(track)
    chance = random.Random(f"safety {track} {style}")
    yield {item.id: tuple(Said)[style % len(Said)] for item in items}
    yield {items[style % len(items)].id: Said.YES}
    yield {items[style % len(items)].id: Said.SKIPPED}
    for _ in range(SAID - 3):
        yield {item.id: chance.choice(tuple(Said)) for item in items}


@pytest.mark.slow
@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("track", TRACKS)
def test_nothing_that_stays_depends_on_what_was_said_about_safety(
    track: TrackId, look: tuple[str, ...], style: int
) -> None:
    def someone(said: Mapping[str, Said] | None = None, style: int = style) -> Run:
        return run(Person(said, track=track, style=style, picks=True, menu=WRITES[track]), track, look)

    base, read = someone(), set()
    assert_everything_was_written(base, track)
    for said in said_about_safety(track, style):
        other = someone(said)
        assert_same(base.stays, other.stays, (style, said))
        assert (base.questions, base.private, base.check) == (other.questions, other.private, other.check)
        read.add(other.results)
    # Other answers do change what is kept, and these do change what is read, or all of this would say nothing.
    assert someone(style=style + 1).stays.files["answers.yaml"] != base.stays.files["answers.yaml"]
    assert len(read) > 2


@pytest.mark.slow
@pytest.mark.parametrize("track", TRACKS)
def test_leaving_out_people_close_changes_nothing_that_stays_but_what_is_asked_in_private(track: TrackId) -> None:
    for style, said in product(range(3), (Said.NO, Said.YES)):
        told = {item.id: said for item in WORDS.items_for(track)}
        skipping = ["p"] if track == COUPLES else None
        whole = run(Person(track=track, style=style, picks=True, menu=WRITES[track], private=skipping), track, ())
        left = Person(told, track=track, style=style, picks=True, menu=WRITES[track], alone=LEAVE_OUT)
        without = run(left, track, ())
        assert_everything_was_written(without, track)
        assert_same(whole.stays, without.stays, (style, said))
        # Whoever skipped the private part themselves is told how to get back to it.
        told_so = (
            "p the part that is only for you, ",
            "The part that is only for you is left out, and no answer to it is kept. ",
        )
        check = tuple(screen.replace(told_so[0], "").replace(told_so[1], "") for screen in whole.check)
        assert (whole.questions, check) == (without.questions, without.check)
        assert (len(whole.private), len(without.private)) == (int(track == COUPLES), 0)


# ---- what is private


def answered_in_private(style: int) -> Iterator[list[str]]:
    """Yields what is typed at private questions: all skipped at once, or after some, or each answered or skipped."""
    chance = random.Random(f"private {style}")
    yield ["p"]
    yield ["s"] * 60
    for _ in range(PRIVATE - 3):
        yield [chance.choice("112s") for _ in range(60)]
    yield [*chance.choices("12s", k=3), "p"]


@pytest.mark.slow
@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("look", LOOKS)
def test_nothing_for_others_depends_on_private_answers(look: tuple[str, ...], style: int) -> None:
    """Nothing is picked here: what there is to pick by number may depend on them."""
    base = run(Person(style=style, menu=WRITES_NOTHING_PRIVATE), COUPLES, look)
    assert_everything_was_written(base, COUPLES)
    read = {base.results}
    for typed in answered_in_private(style):
        other = run(Person(style=style, menu=WRITES_NOTHING_PRIVATE, private=typed), COUPLES, look)
        assert_same(base.stays, other.stays, (style, typed))
        assert base.questions == other.questions
        assert len(other.private) > 0
        read.add(other.results)
    assert len(read) > 2 or style  # or this would say nothing; not everyone comes to other results


def drawn_picks(chance: random.Random, reasons: Sequence[Reason]) -> Picks:
    some = chance.sample(reasons, k=min(3, len(reasons)))
    return Picks(
        rings={reason.id: chance.choice(tuple(Rings)) for reason in some},
        reasons=tuple(reason.id for reason in some[: chance.randrange(3)]),
        step=chance.choice(("", some[0].steps[0].id)),
        line=chance.choice(("", some[0].opening_lines[0].id)),
        rather_not=tuple(reason.id for reason in some[2:]),
    )


def drawn_answers(chance: random.Random, items: Sequence[Item]) -> dict[ItemId, Response]:
    return {item.id: chance.choice([(option.id,) for option in item.options] + [()]) for item in items}


def of_both(chance: random.Random, told: Picks, private: Picks) -> Picks:
    """Returns picks with private ones among them."""
    reasons = [*told.reasons, *private.reasons]
    chance.shuffle(reasons)
    in_order = sorted(reasons, key=lambda id: told.reasons.index(id) if id in told.reasons else chance.randrange(4))
    return replace(
        told,
        rings={**private.rings, **told.rings},
        reasons=tuple(in_order),
        step=told.step or private.step,
        line=told.line or private.line,
        rather_not=(*private.rather_not, *told.rather_not),
    )


@pytest.mark.slow
def test_a_page_for_a_therapist_depends_on_nothing_private_that_is_kept_or_picked() -> None:
    track, chance, seen = BANK.tracks[COUPLES], random.Random("kept"), set()
    public = [item for item in track.items if not item.private]
    private = [item for item in track.items if item.private]
    for number in range(DRAWN):
        told = {**drawn_answers(chance, track.context), **drawn_answers(chance, chance.sample(public, 20))}
        picks = drawn_picks(chance, [reason for reason in track.reasons if not reason.private])
        hidden = drawn_picks(chance, [reason for reason in track.reasons if reason.private])
        plainly = Kept(track=COUPLES, responses=told, picks=picks)
        in_private = {**told, **drawn_answers(chance, chance.sample(private, 1 + number % len(private)))}
        whole = Kept(
            track=COUPLES,
            responses=in_private,
            picks=of_both(chance, picks, hidden),
            private_picks=PrivatePicks(hidden),
        )
        for form in (Form.MARKDOWN, Form.HTML, Form.TEXT, Form.JSON)[: 4 if number < 30 else 1]:
            working = number % 2 == 1
            one = in_form(BANK, plainly, form, Reader.THERAPIST, "2026-11-22", show_working=working)
            other = in_form(BANK, whole, form, Reader.THERAPIST, "2026-11-22", show_working=working)
            assert one == other, (number, form)
        left_out = whole.without_private(BANK)
        assert responses_file(BANK, left_out) == responses_file(BANK, plainly)
        one, other = (in_form(BANK, kept, Form.MARKDOWN, Reader.SELF) for kept in (plainly, left_out))
        assert one == other, number
        seen.add(one == in_form(BANK, whole, Form.MARKDOWN, Reader.SELF))
    assert False in seen


def test_there_are_six_hundred_pairs_and_more() -> None:
    safety = len(TRACKS) * len(LOOKS) * len(STYLES) * SAID
    private = len(LOOKS) * len(STYLES) * PRIVATE
    assert safety + private >= 600
    assert safety + private + DRAWN >= 800
