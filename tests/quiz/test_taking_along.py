"""What is taken along: how it is asked, and what comes of it."""

import re
from collections.abc import Sequence
from dataclasses import replace

import pytest
from making import bank, reason, scale, track
from people import Quick, Remembering
from screens import words
from windows import Window, typing

from stuckpoint.bank import Bank, Concern, ItemId, Light, OpeningLine, OptionId, ReasonId, Step, StepGroup
from stuckpoint.bank.cards import WhatNowPart
from stuckpoint.engine import Finding, Kept, Picks, findings, results
from stuckpoint.engine.picks import Rings
from stuckpoint.errors import Left
from stuckpoint.pages.forms import Form, Reader, rendered
from stuckpoint.quiz.taking_along import TakingAlong
from stuckpoint.quiz.talk import Talk
from stuckpoint.terminal.terminal import Terminal

ASH, ELM, OAK = map(ReasonId, ("ash", "elm", "oak"))
NOTHING_LEFT_OUT = Light(leaves_out_control=False)
IN_CRISIS, MISCONDUCT = (frozenset({concern}) for concern in (Concern.CRISIS, Concern.MISCONDUCT))
LIGHTS = [
    Light(leaves_out_control=control, concerns=frozenset(concerns), on_screen=True)
    for control in (False, True)
    for concerns in ((), IN_CRISIS, MISCONDUCT, IN_CRISIS | MISCONDUCT)
]
BEGIN = "What would you like to take along?"
TITLES = [
    BEGIN,
    *["Does this ring true?"] * 3,
    "Which of these do you want to look at?",
    "Is there one thing you would like to try?",
    "Are there words you would like to say?",
    "Is there anything here that you would rather not go into?",
]
# Through every screen with Enter alone, up to each of the last four.
LOOK_AT, TRY, SAY, RATHER_NOT = ([""] * TITLES.index(title) for title in TITLES[4:])


def advice(id: str, group: StepGroup = StepGroup.YOU, *, control: bool = False, crisis: bool = False) -> Step:
    return Step(id=f"{id}_step", text=f"try {id}", group=group, unsafe_with_control=control, unsafe_in_crisis=crisis)


def line(id: str, *, control: bool = False, crisis: bool = False) -> OpeningLine:
    return OpeningLine(id=f"{id}_line", text=f"say {id}", unsafe_with_control=control, unsafe_in_crisis=crisis)


def some_bank() -> Bank:
    """A bank of three reasons. The first has a step and a line of each mark."""
    here = track([scale(f"{name}{number}", name) for name in (ASH, ELM, OAK) for number in range(4)])
    marked = replace(
        reason(ASH),
        steps=(
            advice("one"),
            advice("home", control=True),
            advice("stop", crisis=True),
            advice("four", StepGroup.WITH_THERAPIST),
        ),
        opening_lines=(line("one"), line("home", control=True), line("deep", crisis=True)),
        first_step="one_step",
        first_line="one_line",
    )
    what_now = (WhatNowPart(id="stay", title="Stay", text=(), points=()),)
    return replace(bank(replace(here, reasons=(marked, *here.reasons[1:]))), what_now=what_now)


BANK = some_bank()
(HERE,) = BANK.tracks


def answers(ash: str = "always", elm: str = "often", oak: str = "sometimes") -> Kept:
    said = {ASH: ash, ELM: elm, OAK: oak}
    return Kept(
        track=HERE,
        responses={ItemId(f"{id}{n}"): (OptionId(option),) for id, option in said.items() for n in range(4)},
    )


def shown(kept: Kept) -> tuple[Finding, ...]:
    found = findings(BANK, kept.track, kept.responses)
    return results(BANK, found, kept.responses).shown


def taken(
    lines: Sequence[str], kept: Kept | None = None, light: Light = NOTHING_LEFT_OUT, *, plain: bool = False
) -> tuple[Picks, list[str]]:
    """Types lines, and then m; returns what was picked, and the screens as words."""
    kept = kept or answers()
    window = Quick(typing([*lines, "m"]))
    with Remembering(plain=plain, stdin=window, stdout=window) as terminal:
        picks = TakingAlong(BANK, Talk(terminal, None), light).choose(kept).picks
    return picks, [words(screen) for screen in window.screens]


@pytest.fixture(autouse=True)
def _tall_window(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LINES", "100")


def test_the_reasons_that_the_screen_shows_are_the_ones_that_are_asked_about() -> None:
    assert [one.reason.id for one in shown(answers())] == [ASH, ELM, OAK]
    _, screens = taken([""] * len(TITLES))
    assert len(screens) == len(TITLES)
    for title, screen in zip(TITLES, screens, strict=True):
        assert title in screen
    assert [screen.split()[0] for screen in screens[1:4]] == [ASH, ELM, OAK]


def test_nothing_is_chosen_by_going_on() -> None:
    picks, screens = taken([""] * len(TITLES))
    assert picks == Picks()
    assert not any("* " in screen for screen in screens)


def test_each_reason_can_ring_true_or_partly_or_not() -> None:
    picks, _ = taken(["", "1", "2", "3"])
    assert picks == Picks(rings={ASH: Rings.TRUE, ELM: Rings.PARTLY, OAK: Rings.NOT_ME})
    assert taken(["", "s", "2"])[0] == Picks(rings={ELM: Rings.PARTLY})


@pytest.mark.parametrize(
    ("typed", "chosen"),
    [("2", [ELM]), ("3 1", [OAK, ASH]), ("1,3,2", [ASH, OAK, ELM]), ("2 2 1", [ELM, ASH]), ("s", []), ("", [])],
)
def test_up_to_three_reasons_are_picked_in_the_order_typed(typed: str, chosen: list[ReasonId]) -> None:
    assert taken([*LOOK_AT, typed])[0].reasons == tuple(chosen)
    assert taken([*RATHER_NOT, typed])[0].rather_not == tuple(chosen)


def test_a_step_and_words_to_say_can_be_picked() -> None:
    picks, screens = taken([*TRY, "1", "2"])
    assert (picks.step, picks.line) == ("one_step", "deep_line")
    assert '"say one"' in screens[-2]
    assert taken([*TRY, "s", "s"])[0] == Picks()


def test_the_steps_offered_are_those_of_the_reasons_that_were_picked() -> None:
    _, screens = taken([*LOOK_AT, "3", "", ""])
    assert "oak 1 oak" in screens[-3]
    assert "try one" not in screens[-3]
    # What was set aside before is not offered either.
    assert "try one" not in taken(["", "3", "3", "", "", ""])[1][5]


@pytest.mark.parametrize(
    ("before", "typed", "said"),
    [
        ([""], ["4", "0", "1 2", "yes", "-1", "9" * 400, "\N{SLIGHTLY SMILING FACE}"], "Type a number from 1 to 3."),
        (LOOK_AT, ["4", "1 4", "none", ",", "1 2 3 4"], "Type numbers from 1 to 3."),
        (TRY, ["0", "6", "1 2", "try", "."], "Type a number from 1 to"),
        (SAY, ["0", "6", "1 2", "."], "Type a number from 1 to"),
        (RATHER_NOT, ["4", "1 4", "none", ";"], "Type numbers from 1 to 3."),
    ],
    ids=["ring", "look at", "try", "say", "rather not"],
)
def test_nonsense_is_told_what_to_type_and_asked_again(before: list[str], typed: list[str], said: str) -> None:
    picks, screens = taken([*before, *typed])
    assert picks == Picks()
    for screen in screens[-len(typed) :]:
        assert f"Error: {said}" in screen
        assert TITLES[len(before)] in screen


def test_the_menu_is_one_line_away_and_keeps_what_was_chosen_so_far() -> None:
    lines = ["", "1", "", "3", "2 1", "1", "1", "3"]
    for number in range(len(lines)):
        for menu in ("m", "M", "menu"):
            assert taken([*lines[:number], menu])[0] == taken(lines[:number])[0]
    assert taken(lines)[0] == Picks(
        rings={ASH: Rings.TRUE, OAK: Rings.NOT_ME},
        reasons=(ELM, ASH),
        step=f"try_{ELM}",
        line=f"say_{ELM}",
        rather_not=(OAK,),
    )


def test_back_leads_through_every_screen_with_what_was_chosen_marked() -> None:
    lines = ["", "1", "2", "3", "2 1", "2", "2", "3"]
    picks, screens = taken([*lines[:-1], *["b"] * 6])
    assert [TITLES.index(next(title for title in TITLES if title in screen)) for screen in screens] == [
        *[0, 1, 1, 1, 4, 5, 6, 7],
        *[6, 5, 4, 1, 1, 1],
    ]
    marked = [
        [word for word in ("* 1", "* 2", "* 3", "* 4", "* 5") if word in screen] for screen in screens[len(lines) :]
    ]
    assert marked == [["* 2"], ["* 2"], ["* 1", "* 2"], ["* 3"], ["* 2"], ["* 1"]]
    assert picks == taken(lines[:-1])[0]


def test_back_from_the_first_screen_leads_out_with_nothing_lost() -> None:
    before = Picks(reasons=(ELM,), step="one_step")
    assert taken(["b"], replace(answers(), picks=before))[0] == before


def test_choosing_again_begins_with_what_was_chosen_before() -> None:
    before = taken(["", "1", "2", "", "2 1", "2", "2", "3"])[0]
    again = replace(answers(), picks=before)
    assert taken([""] * len(TITLES), again)[0] == before
    assert taken(["", "s", "1", "", "s", "s", "s", "s"], again)[0] == Picks(rings={ELM: Rings.TRUE})


def test_what_is_offered_no_longer_is_not_taken_along() -> None:
    before = Picks(
        rings={ASH: Rings.TRUE, OAK: Rings.PARTLY},
        reasons=(OAK, ASH),
        step="one_step",
        line="one_line",
        rather_not=(OAK,),
    )
    other = replace(answers(ash="never", oak="never"), picks=before)
    assert [one.reason.id for one in shown(other)] == [ELM]
    picks, screens = taken([""] * 6, other)
    assert picks == Picks()
    assert "try one" not in " ".join(screens)
    # Where there is nothing to choose on a screen, nothing is kept from it.
    assert taken(["", "3", "", ""], replace(answers(ash="never", oak="never"), picks=Picks(step=f"try_{ELM}")))[
        0
    ] == Picks(rings={ELM: Rings.NOT_ME})


def test_where_no_reason_is_shown_there_is_nothing_to_choose() -> None:
    picks, screens = taken([], replace(answers("never", "never", "never"), picks=Picks(reasons=(ASH,))))
    assert picks == Picks()
    assert len(screens) == 1
    assert "there is nothing to choose here" in screens[0]


# ---- the light


@pytest.mark.parametrize("light", LIGHTS)
def test_what_is_shown_is_numbered_without_a_gap_and_nothing_else_can_be_picked(light: Light) -> None:
    _, screens = taken(["", "1", "", "", "2 1 3", "99", ""], light=light)
    step = next(screen for screen in screens if "Error:" in screen)
    numbers = [int(number) for number in re.findall(r"[ *](\d+) (?:try|elm|ash|oak)", step)]
    assert numbers == [*range(1, len(numbers) + 1)]
    assert f"Type a number from 1 to {len(numbers)}." in step


def test_what_is_left_out_of_the_results_is_not_offered_and_what_is_unsafe_with_control_never_is() -> None:
    texts = {
        light: " ".join(taken([*SAY, "", ""], light=light)[1])
        for light in (
            NOTHING_LEFT_OUT,
            Light(leaves_out_control=False, concerns=IN_CRISIS),
            Light(concerns=MISCONDUCT),
        )
    }
    offered = [
        [
            text
            for text in ("try one", "try home", "try stop", "try four", "say one", "say home", "say deep")
            if text in screens
        ]
        for screens in texts.values()
    ]
    assert offered == [
        ["try one", "try stop", "try four", "say one", "say deep"],
        ["try one", "try four", "say one"],
        ["try one", "try stop"],
    ]


def test_where_everything_is_left_out_that_is_said_there_is_a_screen_all_the_same() -> None:
    _, screens = taken([*SAY, "", "", ""], light=Light(concerns=MISCONDUCT))
    (empty,) = [screen for screen in screens if "Are there words you would like to say?" in screen]
    assert "There is nothing to choose here." in empty
    assert len(screens) == len(taken([*SAY, "", "", ""])[1])


# ---- what comes of it


def test_picks_change_no_score() -> None:
    picks, _ = taken(["", "3", "3", "1", "3", "1", "1", "1 2"])
    for reader in Reader:
        plain, picked = (
            rendered(BANK, kept, Form.JSON, reader) for kept in (answers(), replace(answers(), picks=picks))
        )
        assert plain == picked


def test_a_report_names_what_was_picked_in_that_order_and_without_picks_what_the_screen_shows() -> None:
    def names(lines: Sequence[str]) -> list[str]:
        report = rendered(BANK, replace(answers(), picks=taken(lines)[0]), Form.MARKDOWN, Reader.SELF)
        return [row.removeprefix("### ") for row in report.splitlines() if row.startswith("### ")]

    standing_out = [one.reason.id for one in shown(answers()) if one.standing.value == "stands_out"]
    assert names([""] * len(TITLES)) == standing_out == [ASH, ELM]
    assert names([*LOOK_AT, "3 1"]) == [OAK, ASH]
    assert names([*LOOK_AT, "2"]) == [ELM]


# ---- leaving, help and windows


@pytest.mark.parametrize("number", range(len(TITLES)))
def test_leaving_and_the_end_of_the_input_leave_from_every_screen(number: int) -> None:
    for lines in ([*[""] * number, "x"], [""] * number):
        window = Window(typing(lines), 80, 60)
        with pytest.raises(Left), Terminal(plain=False, stdin=window, stdout=window) as terminal:
            TakingAlong(BANK, Talk(terminal, None), NOTHING_LEFT_OUT).choose(answers())
        assert TITLES[number] in words(window.screens[-1])


@pytest.mark.parametrize("number", range(len(TITLES)))
def test_help_leads_back_to_every_screen(number: int) -> None:
    picks, screens = taken([*[""] * number, "h", ""])
    assert screens[-1] == screens[-3]
    assert "Who to call" in screens[-2]
    assert picks == Picks()


def test_a_plain_window_picks_the_same() -> None:
    lines = ["", "1", "2", "", "2 1", "2", "2", "3"]
    assert taken(lines, plain=True)[0] == taken(lines)[0]


@pytest.mark.parametrize(("columns", "lines"), [(40, 10), (40, 12), (80, 24)])
def test_no_line_leaves_the_window_unread(columns: int, lines: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.setenv("LINES", str(lines))
    seen: list[str] = []

    def reply(screen: str) -> str:
        asked = words(screen)
        if "Press Enter for more." in asked or asked in seen:
            return ""
        seen.append(asked)
        return "nonsense"

    window = Window(reply, columns, lines)
    with Terminal(plain=False, stdin=window, stdout=window) as terminal:
        TakingAlong(BANK, Talk(terminal, None), NOTHING_LEFT_OUT).choose(answers())
    assert not any(window.lost)
    shown_words = " ".join(map(words, window.screens))
    assert all(title in shown_words for title in TITLES)
