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
from stuckpoint.engine.answers import Rings
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
LIST, CHOSEN = "What would you like to take along?", "What you take along"


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
    """Types lines at the list, and then goes on; returns what was picked, and the screens as words."""
    kept = kept or answers()
    window = Quick(typing([*lines, "", ""]))
    with Remembering(plain=plain, stdin=window, stdout=window) as terminal:
        picks = TakingAlong(BANK, Talk(terminal, None), light).choose(kept)[0].picks
    return picks, [words(screen) for screen in window.screens]


def rows(screen: str) -> dict[str, str]:
    """Returns what the list says under each number, its box included."""
    shown = screen.partition("rather not ")[2].partition("Press Enter")[0]
    found = re.split(r" ?(\d+) (?=\[)", re.sub("One thing to try|Words to say", "", shown))
    return dict(zip(found[1::2], (" ".join(text.split()) for text in found[2::2]), strict=True))


@pytest.fixture(autouse=True)
def _tall_window(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LINES", "100")


ALL = {"1": ASH, "2": ELM, "3": OAK}


def test_one_list_holds_the_reasons_of_the_screen_a_step_of_each_group_and_words_and_then_what_was_chosen() -> None:
    assert [one.reason.id for one in shown(answers())] == [*ALL.values()]
    _, (screen, _, chosen) = taken(["1"])
    assert [*rows(screen).values()][:3] == [f"[ ] {id}" for id in ALL.values()]
    assert [*rows(screen).values()][3:] == [
        "[ ] try one",
        "[ ] try four",
        "[ ] elm",
        '[ ] "say one"',
        '[ ] "say deep"',
        '[ ] "elm"',
    ]
    assert screen.startswith(LIST)
    assert chosen.startswith(CHOSEN)


def test_nothing_is_chosen_by_going_on_and_nothing_more_is_said_then() -> None:
    assert taken([]) == (Picks(), taken([])[1][:1])
    picks, (ticked, _, bare) = taken(["1", "s"])
    assert picks == Picks()
    assert "[x]" not in ticked
    assert "Nothing is ticked. A report then holds what stands out." in bare


def test_a_reasons_number_leads_from_one_thing_that_can_be_made_of_it_to_the_next_and_round() -> None:
    made = [taken(["2"] * times) for times in range(6)]
    said = [rows(screens[times])["2"] for times, (_, screens) in enumerate(made)]
    assert said == [
        "[ ] elm",
        "[x] elm: it rings true",
        "[x] elm: it rings partly true",
        "[ ] elm: it is not me",
        "[ ] elm: I would rather not go into it A page for a therapist names it as that, without your answers. "
        "What is only for you is never on it.",
        "[ ] elm",
    ]
    assert [picks for picks, _ in made] == [
        Picks(),
        Picks(rings={ELM: Rings.TRUE}, reasons=(ELM,)),
        Picks(rings={ELM: Rings.PARTLY}, reasons=(ELM,)),
        Picks(rings={ELM: Rings.NOT_ME}),
        Picks(rather_not=(ELM,)),
        Picks(),
    ]


@pytest.mark.parametrize(
    ("typed", "chosen"), [("2", [ELM]), ("3 1", [OAK, ASH]), ("1,3,2", [ASH, OAK, ELM]), ("2 2 1", [ELM, ASH])]
)
def test_several_are_ticked_at_once_and_stand_in_the_order_typed(typed: str, chosen: list[ReasonId]) -> None:
    picks, screens = taken([typed])
    assert picks == Picks(rings=dict.fromkeys(chosen, Rings.TRUE), reasons=tuple(chosen))
    assert all(f"[x] {id}: it rings true" in screens[1] for id in chosen)
    assert taken([typed, "s"])[0] == Picks()


def test_a_step_and_words_to_say_are_ticked_and_unticked_and_are_one_each() -> None:
    picks, screens = taken(["4 7"])
    assert (picks.step, picks.line) == ("one_step", "one_line")
    assert {number for number, row in rows(screens[1]).items() if row.startswith("[x]")} == {"4", "7"}
    assert "4: ticked. 7: ticked." in screens[1]
    assert "try one" in screens[-1]
    assert '"say one"' in screens[-1]
    assert taken(["4 7", "5 8"])[0] == Picks(step="four_step", line="deep_line")
    assert taken(["4 7", "4 7"])[0] == Picks()


def test_the_steps_offered_are_those_of_the_reasons_that_were_ticked() -> None:
    _, screens = taken(["3"])
    assert [row[:7] for row in rows(screens[1]).values()][3:] == ["[ ] oak", '[ ] "oa']
    assert "try one" not in screens[1]
    assert "try one" not in taken(["1", "1", "1"])[1][3]  # not me


@pytest.mark.parametrize("typed", ["0", "10", "1 10", "yes", "-1", "9" * 400, "\N{SLIGHTLY SMILING FACE}", ","])
def test_nonsense_is_told_what_to_type_and_asked_again(typed: str) -> None:
    picks, screens = taken([typed])
    assert picks == Picks()
    assert "Error: Type numbers from 1 to 9, or press Enter to go on." in screens[1]


def test_back_leads_from_what_was_chosen_to_the_list_and_out_with_nothing_lost() -> None:
    before = Picks(reasons=(ELM,), step="try_elm")
    window = Quick(typing(["", "b", "b"]))
    with Remembering(plain=False, stdin=window, stdout=window) as terminal:
        kept, goes_on = TakingAlong(BANK, Talk(terminal, None), NOTHING_LEFT_OUT).choose(
            replace(answers(), picks=before)
        )
    assert not goes_on
    assert kept.picks == before
    assert [title in words(screen) for screen, title in zip(window.screens, (LIST, CHOSEN, LIST), strict=True)]


def test_choosing_again_begins_with_what_was_chosen_before() -> None:
    before = Picks(
        rings={ASH: Rings.TRUE, ELM: Rings.NOT_ME}, reasons=(ASH,), step="stop_step", line="one_line", rather_not=(OAK,)
    )
    again = replace(answers(), picks=before)
    picks, screens = taken([], again)
    assert picks == before
    assert "[x] try stop" in screens[0]  # what was picked is on the list, whether it is read first or not


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
    picks, screens = taken([], other)
    assert picks == Picks()
    assert "try one" not in " ".join(screens)


@pytest.mark.parametrize(("typed", "goes_on"), [("", True), ("b", False)])
def test_where_no_reason_is_shown_there_is_nothing_to_choose(typed: str, goes_on: bool) -> None:
    window = Quick(typing([typed]))
    nothing = replace(answers("never", "never", "never"), picks=Picks(reasons=(ASH,)))
    with Remembering(plain=False, stdin=window, stdout=window) as terminal:
        kept, went_on = TakingAlong(BANK, Talk(terminal, None), NOTHING_LEFT_OUT).choose(nothing)
    assert (kept.picks, went_on) == (Picks(), goes_on)
    assert "there is nothing to choose here" in words(window.screens[0])


# ---- the light


@pytest.mark.parametrize("light", LIGHTS)
def test_what_is_shown_is_numbered_without_a_gap_and_nothing_else_can_be_picked(light: Light) -> None:
    _, screens = taken([], light=light)
    listed = rows(screens[0])
    assert [*listed] == [str(number) for number in range(1, len(listed) + 1)]
    texts: dict[str, str] = {id: id for id in (ASH, ELM, OAK)}
    for one in BANK.tracks[HERE].reasons:
        texts |= {step.id: step.text for step in one.steps}
        texts |= {say.id: f'"{say.text}"' for say in one.opening_lines}
    for number, row in listed.items():
        picks, _ = taken([number], light=light)
        picked = [*picks.reasons, *filter(None, (picks.step, picks.line))]
        assert [texts[id] for id in picked] == [row.removeprefix("[ ] ")]
    for other in ("0", str(len(listed) + 1)):
        picks, screens = taken([other], light=light)
        assert picks == Picks()
        assert f"Error: Type numbers from 1 to {len(listed)}, or" in screens[1]


@pytest.mark.parametrize("light", LIGHTS)
def test_there_are_as_many_screens_whatever_is_left_out(light: Light) -> None:
    assert [screen.startswith(LIST) for screen in taken([], light=light)[1]] == [True]
    screens = taken(["1"], light=light)[1]
    assert [title in screen for screen, title in zip(screens, (LIST, LIST, CHOSEN), strict=True)] == [True] * 3


def test_where_all_words_to_say_are_left_out_the_list_is_there_all_the_same() -> None:
    listed = rows(taken([], light=Light(concerns=MISCONDUCT))[1][0])
    assert not any("say" in row for row in listed.values())
    assert listed


def test_what_is_left_out_of_the_results_is_not_offered_and_what_is_unsafe_with_control_never_is() -> None:
    lights = (
        NOTHING_LEFT_OUT,
        Light(leaves_out_control=False, concerns=IN_CRISIS),
        Light(concerns=MISCONDUCT),
    )
    offered = [[row[4:] for row in rows(taken([], light=light)[1][0]).values()][3:-1] for light in lights]
    assert offered == [
        ["try one", "try four", "elm", '"say one"', '"say deep"'],
        ["try one", "try four", "elm", '"say one"'],
        ["try one"],
    ]


# ---- what comes of it


def test_picks_change_no_score() -> None:
    picks, _ = taken(["1 2 4", "1"])
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
    assert names([]) == standing_out == [ASH, ELM]
    assert names(["3 1"]) == [OAK, ASH]
    assert names(["2"]) == [ELM]


# ---- leaving, help and windows


@pytest.mark.parametrize(("before", "title"), [([], LIST), (["1", ""], CHOSEN)])
def test_leaving_and_the_end_of_the_input_leave_from_every_screen(before: list[str], title: str) -> None:
    for lines in ([*before, "x"], before):
        window = Window(typing(lines), 80, 60)
        with pytest.raises(Left), Terminal(plain=False, stdin=window, stdout=window) as terminal:
            TakingAlong(BANK, Talk(terminal, None), NOTHING_LEFT_OUT).choose(answers())
        assert title in words(window.screens[-1])


def test_help_leads_back_to_the_list() -> None:
    picks, screens = taken(["h", ""])
    assert screens[2] == screens[0]
    assert "Who to call" in screens[1]
    assert picks == Picks()


def test_a_plain_window_picks_the_same_and_says_what_was_ticked_without_the_rest() -> None:
    lines = ["4", "4 5", "2"]
    picks, screens = taken(lines, plain=True)
    assert picks == taken(lines)[0]
    assert screens[1].startswith("4: ticked. Press Enter to go on.")
    assert LIST in screens[3]  # other lines stand on it now


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
        TakingAlong(BANK, Talk(terminal, None), NOTHING_LEFT_OUT).choose(
            replace(answers(), picks=Picks(reasons=(ELM,)))
        )
    assert not any(window.lost)
    shown_words = " ".join(map(words, window.screens))
    assert all(title in shown_words for title in (LIST, CHOSEN))
