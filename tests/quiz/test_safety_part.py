"""The part of the quiz that is about safety, and the part that is private, as a person meets them."""

import re
import subprocess
from collections.abc import Sequence
from itertools import product
from pathlib import Path

import pytest
from people import (
    ASKED,
    CHECK,
    GO_ON,
    INDIVIDUAL,
    LEAVE_OUT,
    NOT_NOW,
    SAFETY,
    SKIP,
    TRACKS,
    WORDS,
    Person,
    Quick,
    number,
)
from private_part import PRIVATE, run_in, taken
from screens import PROGRAM, Screen, words
from shipped import BANK
from windows import Window, typing

from stuckpoint.bank import COUPLES, Concern, TrackId
from stuckpoint.bank.safety import SafetyItem, Said
from stuckpoint.loading import help_lines, shipped_folder

LINES = help_lines(shipped_folder())
SECTION = BANK.tracks[COUPLES].sections["private"]
TEXTS = [item.text for item in WORDS.items_for(COUPLES)]
BEFORE = ["", ""]  # the welcome, and what this track is about

in_every_track = pytest.mark.parametrize("track", TRACKS)


@pytest.fixture(autouse=True)
def _tall_window(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets every page be seen at once."""
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("LINES", "100")


def typed(lines: Sequence[str], track: TrackId | None = COUPLES, country: str | None = None) -> list[str]:
    """Returns the screens, as words, at which lines are typed one after another, and the one after the last."""
    window = Window(typing(lines), 80, 100)
    run_in(window, track, country)
    assert len(window.screens) == len(lines) + 1, f"it ended early, and last showed:\n{window.screens[-1]}"
    return [words(screen) for screen in window.screens]


def printed(window: Quick) -> str:
    """Returns what was printed on the ordinary screen."""
    return window.getvalue().split("\x1b[?1049l")[1].split("Press Enter to go back")[0]


def safety_of(track: TrackId, **given: Said) -> list[str]:
    """Returns what to type to begin and to answer each safety question that comes; those not given with no.

    After an answer that opens a notice, its page is passed. The last line leads to what follows the last list.
    """
    lines = [*BEFORE, GO_ON]
    for item in WORDS.items_for(track):
        said = given.get(item.id, Said.NO)
        lines.append(number(item, said))
        if said in (Said.YES, Said.NOT_SURE):
            lines.append("1")
    return lines


def title(concern: Concern) -> str:
    return WORDS.notices[concern].title


# ---- alone, and safe to answer


@in_every_track
def test_whether_it_is_safe_is_asked_before_anything_about_safety(track: TrackId) -> None:
    screen = typed(BEFORE, track)[-1]
    assert WORDS.alone.text in screen
    for text in (WORDS.alone.yes, WORDS.alone.not_now, WORDS.alone.leave_out):
        assert text in screen
    assert SAFETY not in screen


@in_every_track
def test_going_on_asks_about_people_close(track: TrackId) -> None:
    screen = typed([*BEFORE, GO_ON], track)[-1]
    first = WORDS.items_for(track)[0]
    assert first.concern is Concern.CONTROL
    assert first.text in screen
    assert all(words(text) in screen for text in WORDS.intro)


@in_every_track
def test_each_list_fits_a_common_window_whole(track: TrackId, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LINES", "24")
    lines = safety_of(track)
    window = Window(typing(lines), 80, 24)
    run_in(window, track, None)
    assert WORDS.after.title in window.screens[-1], "a list in two parts takes no number on its first"


@in_every_track
def test_what_is_typed_before_a_list_was_shown_whole_answers_it_at_its_end_and_not_before(
    track: TrackId, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LINES", "14")
    item = WORDS.items_for(track)[0]
    last = f"{len(item.options)} {item.options[-1][0]}"
    coming = iter(["1"])

    def reply(screen: str) -> str | None:
        shown = words(screen)
        if title(Concern.CONTROL) in shown:
            return None
        if WORDS.alone.text in shown:
            return GO_ON
        return next(coming, "") if SAFETY in shown else ""

    window = Window(reply, 80, 14)
    run_in(window, track, None)
    *before, notice = [words(screen) for screen in window.screens]
    assert title(Concern.CONTROL) in notice
    assert last in before[-1]


@in_every_track
def test_not_now_ends_it_with_nothing_more_shown(track: TrackId) -> None:
    window = Window(typing([*BEFORE, NOT_NOW, "1", "1"]), 80, 100)
    run_in(window, track, None)
    assert len(window.screens) == 3
    assert WORDS.alone.text in words(window.screens[-1])
    after = window.getvalue().rpartition("Your answer: ")[2]
    assert re.sub(r"\x1b\[[^A-Za-z]*[A-Za-z]", "", after) == ""


@pytest.mark.slow
@pytest.mark.parametrize("options", [["--plain"], [], ["--report", "a.md"]], ids=" ".join)
def test_not_now_ends_it_as_leaving_does(options: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    ends = []
    for line in (NOT_NOW, "x"):
        command = [*PROGRAM, "quiz", "--track", "couples", *options]
        done = subprocess.run(
            command, input=f"\n\n{line}\n1\n", capture_output=True, text=True, timeout=20, check=False
        )
        ends.append((done.returncode, done.stdout, done.stderr))
    assert ends[0] == ends[1]
    assert ends[0][0] == 0
    assert WORDS.alone.text in words(ends[0][1])


@pytest.mark.parametrize("line", ["", "4", "0", "yes please", "1 3", "13", "-1"])
def test_nonsense_is_asked_again_whether_it_is_safe(line: str) -> None:
    screen = typed([*BEFORE, line])[-1]
    assert WORDS.alone.text in screen
    assert "Error: Type a number from 1 to 3." in screen


@in_every_track
def test_leaving_out_asks_nothing_about_people_close_and_shows_the_neutral_screen_once(track: TrackId) -> None:
    person = Person(track=track, alone=LEAVE_OUT)
    window = taken(person, track)
    assert person.safety == ["about_yourself", "never_allowed"]
    assert sum(WORDS.left_out.title in screen for screen in window.screens) == 1
    assert not PRIVATE.keys() & set(person.asked)
    assert not any(SECTION in words(screen) for screen in window.screens)


def test_private_questions_are_asked_of_a_couple_unless_they_are_left_out() -> None:
    person = Person(alone=GO_ON)
    taken(person)
    assert PRIVATE.keys() & set(person.asked)


# ---- notices


@pytest.mark.sampled(2)
@pytest.mark.parametrize(
    ("track", "item", "said"),
    [
        pytest.param(track, item, said, id=f"{track}-{item.id}-{said}")
        for track in TRACKS
        for item in WORDS.items_for(track)
        for said in (Said.YES, Said.NOT_SURE)
    ],
)
def test_yes_and_not_sure_open_the_notice_at_once_and_once(track: TrackId, item: SafetyItem, said: Said) -> None:
    person = Person({item.id: said}, track=track)
    screens = list(map(words, taken(person, track).screens))
    at = next(place for place, screen in enumerate(screens) if SAFETY in screen and item.text in screen)
    assert screens[at + 1].startswith(title(item.concern))
    assert [sum(title(concern) in screen for screen in screens) for concern in Concern] == [
        int(concern is item.concern) for concern in Concern
    ]
    assert person.safety == [one.id for one in WORDS.items_for(track)]


@in_every_track
def test_only_no_passes_in_silence(track: TrackId) -> None:
    person = Person(track=track)
    shown = [words(screen) for screen in taken(person, track).screens]
    assert person.safety == [item.id for item in WORDS.items_for(track)]
    for text in (*map(title, Concern), WORDS.left_out.title):
        assert not any(text in screen for screen in shown), text


@pytest.mark.slow
@in_every_track
def test_what_is_said_before_the_results_is_the_same_for_everyone(track: TrackId) -> None:
    for said in (Said.NO, Said.YES, Said.SKIPPED):
        person = Person({item.id: said for item in WORDS.items}, track=track)
        screens = [words(screen) for screen in taken(person, track).screens]
        assert (
            f"{WORDS.before_results} Press Enter to go on. Or type: b back, ? keys, h who to call, x leave." in screens
        )


def test_an_enter_too_many_makes_no_notice_go_by() -> None:
    screens = typed([*BEFORE, GO_ON, "1", "", "yes", "go on"])
    assert all(title(Concern.CONTROL) in screen for screen in screens[4:7])
    assert all("Error: Type 1 or 2." in screen for screen in screens[5:7])
    assert "think of suicide" in screens[7]


def end_of(screen: str) -> str:
    """Returns what a screen says under its text."""
    return screen[screen.index(f"1 {WORDS.go_on}") :]


@in_every_track
def test_a_skip_none_and_a_notice_are_screens_of_one_kind(track: TrackId) -> None:
    last = WORDS.items_for(track)[-1]
    skip, none, notice = (
        typed([*safety_of(track)[:-1], number(last, said)], track)[-1] for said in (Said.SKIPPED, Said.NO, Said.YES)
    )
    assert skip.startswith(WORDS.left_out.title)
    assert none.startswith(WORDS.after.title)
    assert notice.startswith(title(last.concern))
    assert end_of(skip) == end_of(none) == end_of(notice)


@pytest.mark.slow
@in_every_track
def test_there_are_as_many_screens_whatever_is_said_but_for_the_notices(track: TrackId) -> None:
    counts = set()
    for said in Said:
        person = Person({item.id: said for item in WORDS.items_for(track)}, track=track, private=["p"])
        screens = [words(screen) for screen in taken(person, track).screens]
        notices = [screen for screen in screens if any(screen.startswith(title(concern)) for concern in Concern)]
        tops = [screen for screen in screens if any(card.title in screen for card in WORDS.on_top.values())]
        first = next(place for place, screen in enumerate(screens) if ASKED.search(screen))
        counts.add(first - len(notices))
        assert len(notices) == (len(Concern) if said in (Said.YES, Said.NOT_SURE) else 0)
        assert bool(tops) is bool(notices)
    assert len(counts) == 1


def over(track: TrackId) -> str:
    """Returns the number of 'it is over and I am safe now'."""
    return str([text for text, _ in WORDS.items_for(track)[0].options].index("It is over and I am safe now") + 1)


@in_every_track
def test_that_it_is_over_opens_nothing_but_a_line_beside_it_does(track: TrackId) -> None:
    screens = typed([*BEFORE, GO_ON, over(track)], track)
    assert "think of suicide" in screens[-1]
    screens = typed([*BEFORE, GO_ON, f"1 {over(track)}"], track)
    assert screens[-1].startswith(title(Concern.CONTROL))


def test_a_notice_leads_to_who_to_call_and_back() -> None:
    _, who, again = typed([*BEFORE, GO_ON, "1", "2", ""])[-3:]
    assert who.startswith("Who to call")
    assert title(Concern.CONTROL) in again


@in_every_track
def test_all_notices_open_for_someone_who_says_yes_to_everything(track: TrackId) -> None:
    person = Person({item.id: Said.YES for item in WORDS.items}, track=track)
    screens = [words(screen) for screen in taken(person, track).screens]
    assert [sum(title(concern) in screen for screen in screens) for concern in Concern] == [1, 1, 1]
    assert len(person.safety) == len(Concern)


def test_a_notice_opens_again_for_the_same_answer_given_again() -> None:
    screens = typed([*BEFORE, GO_ON, "1", "1", "b", "2", "1"])
    shown = [title(Concern.CONTROL) in screen for screen in screens]
    assert shown == [False] * 4 + [True, False, False, True, False]
    assert TEXTS[0] in screens[-3]
    assert "think of suicide" in screens[-1]


def test_a_concern_that_is_taken_back_has_no_card() -> None:
    class Taking(Person):
        """Ticks a line of the first list, and then goes back and ticks none."""

        back = True

        def _reply(self, screen: str) -> str | None:
            if self.back and title(Concern.CONTROL) in words(screen):
                self.back, self._said = False, {}
                return "b"
            return super()._reply(screen)

    screens = [
        words(screen) for screen in taken(Taking({"someone_close": Said.YES}, track=INDIVIDUAL), INDIVIDUAL).screens
    ]
    assert any(title(Concern.CONTROL) in screen for screen in screens)
    assert not any(WORDS.on_top[Concern.CONTROL].title in screen for screen in screens)


@pytest.mark.parametrize("line", ["1 3", "1,2", "1 10", "9", "Threatened me", "threatened me"])
def test_a_line_that_was_ticked_opens_the_notice_of_misconduct(line: str) -> None:
    lines = safety_of(INDIVIDUAL)[:-1]
    screens = typed([*lines, line], INDIVIDUAL)
    assert "a therapist must never do" in screens[-2]
    assert screens[-1].startswith(title(Concern.MISCONDUCT))


@pytest.mark.parametrize(
    "line", ["0", "11", "1 11", "-1", "maybe", "", "9" * 400, "\N{SLIGHTLY SMILING FACE}", "n", "p"]
)
def test_nonsense_at_a_safety_question_is_told_what_to_type(line: str) -> None:
    screen = typed([*BEFORE, GO_ON, line])[-1]
    assert "Error: Type a number from 1 to 10." in screen
    assert TEXTS[0] in screen


@pytest.mark.parametrize("line", ["10", " 10. ", "None", "NONE OF THESE", "none of these"])
def test_an_answer_may_be_typed_as_a_number_or_a_word(line: str) -> None:
    screen = typed([*BEFORE, GO_ON, line])[-1]
    assert TEXTS[1] in screen


@pytest.mark.slow
def test_the_crisis_line_to_say_is_offered_after_a_crisis_but_not_with_misconduct() -> None:
    line = WORDS.on_top[Concern.CRISIS].line
    for crisis, misconduct in product((Said.YES, Said.NO), repeat=2):
        person = Person({"about_yourself": crisis, "never_allowed": misconduct}, track=INDIVIDUAL)
        said = " ".join(words(screen) for screen in taken(person, INDIVIDUAL).screens)
        assert (line in said) is (crisis is Said.YES and misconduct is Said.NO)


# ---- skipping


@pytest.mark.slow
@in_every_track
def test_skips_share_one_neutral_screen_after_the_last_question(track: TrackId) -> None:
    items = WORDS.items_for(track)
    for skipped in ([items[0]], [items[-1]], items[1:], items):
        person = Person({item.id: Said.SKIPPED for item in skipped}, track=track)
        screens = [words(screen) for screen in taken(person, track).screens]
        neutral = [place for place, screen in enumerate(screens) if WORDS.left_out.title in screen]
        assert len(neutral) == 1
        assert neutral[0] > max(place for place, screen in enumerate(screens) if SAFETY in screen)
        assert person.safety == [item.id for item in items]
        assert not any(title(concern) in screen for concern in Concern for screen in screens)


def test_the_neutral_screen_is_the_same_whatever_was_skipped() -> None:
    shown = set()
    for item in WORDS.items_for(COUPLES):
        screens = [words(screen) for screen in taken(Person({item.id: Said.SKIPPED})).screens]
        shown |= {screen for screen in screens if WORDS.left_out.title in screen}
    left = [words(screen) for screen in taken(Person(alone=LEAVE_OUT)).screens]
    shown |= {screen for screen in left if WORDS.left_out.title in screen}
    assert len(shown) == 1


def test_a_skip_that_is_answered_after_all_shows_no_neutral_screen() -> None:
    lines = [*BEFORE, GO_ON, "s", "b", *safety_of(INDIVIDUAL)[3:]]
    screens = typed(lines, INDIVIDUAL)
    assert not any(WORDS.left_out.title in screen for screen in screens)
    assert words(WORDS.after.text[0]) in screens[-1]


# ---- back, why and help


@pytest.mark.parametrize("back", ["b", "Back"])
def test_back_leads_from_screen_to_screen_as_far_as_the_choice_of_therapy(back: str) -> None:
    lines = ["", "1", "", GO_ON, *["s"] * len(WORDS.items_for(INDIVIDUAL))]
    end, *before = typed([*lines, *[back] * 5], None)[len(lines) :]
    assert WORDS.left_out.title in end
    expected = [item.text for item in reversed(WORDS.items_for(INDIVIDUAL))]
    expected += [WORDS.alone.text, "Which therapy is this about?"]
    assert [text in screen for text, screen in zip(expected, before, strict=True)] == [True] * len(expected)


@pytest.mark.parametrize("concern", Concern)
def test_back_from_a_notice_leads_to_the_question_that_opened_it(concern: Concern) -> None:
    items = WORDS.items_for(INDIVIDUAL)
    place = next(place for place, item in enumerate(items) if item.concern is concern)
    screens = typed([*BEFORE, GO_ON, *["s"] * place, "1", "b"], INDIVIDUAL)
    assert title(concern) in screens[-2]
    assert items[place].text in screens[-1]


def test_without_a_choice_nothing_leads_back_from_what_the_track_says() -> None:
    screens = typed(["", "b"], INDIVIDUAL)
    assert "b back" not in screens[1]
    assert WORDS.alone.text in screens[2]


def test_another_track_can_be_chosen_after_all_and_what_was_said_is_asked_anew() -> None:
    screens = typed(["", "1", "", GO_ON, "1", "b", "b", "b", "2", "", GO_ON], None)
    assert WORDS.items_for(COUPLES)[0].text in screens[-1]


def test_back_leads_to_the_question_that_was_asked_before() -> None:
    screens = typed([*BEFORE, GO_ON, "10", "5", "b", "back"])
    found = [[place for place, text in enumerate(TEXTS, 1) if text in screen] for screen in screens[3:]]
    assert found == [[1], [2], [3], [2], [1]]


@in_every_track
def test_why_is_said_at_every_safety_question(track: TrackId) -> None:
    lines = safety_of(track)
    for place, item in enumerate(WORDS.items_for(track), 3):
        screen = typed([*lines[:place], "?"], track)[-1]
        assert f"Why we ask: {item.why}" in screen
        assert item.text in screen


def places() -> dict[str, list[str]]:
    """Returns what to type to come to each kind of screen."""
    through = safety_of(COUPLES)
    return {
        "the welcome": [],
        "the track": [""],
        "alone": BEFORE,
        "a safety question": [*BEFORE, GO_ON],
        "a notice": [*BEFORE, GO_ON, "1"],
        "the neutral screen": [*through[:-1], "s"],
        "the end of safety": through,
        "a question": [*through, "1"],
    }


@pytest.mark.parametrize("place", places())
def test_a_question_mark_says_on_every_screen_what_can_be_typed_or_why_it_is_asked(place: str) -> None:
    asked = typed([*places()[place], "?"])[-1]
    assert "x leaves. Ctrl-C leaves at once" in asked or "Why we ask: " in asked
    assert "Error:" not in asked


@pytest.mark.parametrize("place", places())
def test_help_leads_back_to_the_same_screen(place: str) -> None:
    screens = typed([*places()[place], "h", ""])
    before, help, after = screens[-3:]
    assert help.startswith(f"{WORDS.help.title} In danger now? Call your local emergency number.")
    assert "https://findahelpline.com" in help
    assert after == re.sub(r"Error: [^.]*\. ", "", before)  # what was said goes when one moves on


@pytest.mark.parametrize("line", ["b", "back"])
def test_back_leads_out_of_help(line: str) -> None:
    screens = typed([*BEFORE, GO_ON, "h", line])
    assert screens[-1] == screens[-3]


@pytest.mark.parametrize("place", places())
def test_leaving_from_help_leaves(place: str) -> None:
    lines = [*places()[place], "h", "x"]
    window = Window(typing([*lines, "1"]), 80, 100)
    run_in(window, COUPLES, None)
    assert len(window.screens) == len(lines)


@pytest.mark.slow
@pytest.mark.parametrize(("line", "code"), [("GB", "GB"), ("ireland", "IE"), (" nz ", "NZ"), ("European Union", "EU")])
def test_help_shows_the_country_that_is_typed_and_remembers_it(line: str, code: str) -> None:
    screens = typed([*BEFORE, GO_ON, "h", line, "", "h"])
    for screen in (screens[-3], screens[-1]):
        assert screen.startswith(f"Who to call: {LINES.countries[code]} In danger now? Call {LINES.emergency(code)}.")
        assert all(row.name in screen for row in LINES.of(code))
    assert TEXTS[0] in screens[-2]


@pytest.mark.parametrize("line", ["Atlantis", "XX", "INT", "1", "9" * 400, "\N{SLIGHTLY SMILING FACE}"])
def test_help_says_what_to_type_where_it_has_no_lines(line: str) -> None:
    first, second = typed([*BEFORE, GO_ON, "h", "GB", line])[-2:]
    assert "Error: " not in first
    assert "Error: We have no lines for that. Type a country" in second
    # What was chosen before stays.
    assert second.startswith("Who to call: United Kingdom")


def test_a_country_that_was_typed_is_used_in_the_notices() -> None:
    screen = typed([*BEFORE, GO_ON, "h", "GB", "", "1"])[-1]
    assert screen.startswith(f"{title(Concern.CONTROL)} In danger now? Call 999. National Domestic Abuse Helpline")


def test_a_country_that_was_given_is_used_from_the_start() -> None:
    assert "In danger now? Call 999." in typed([*BEFORE, GO_ON, "1"], country="GB")[-1]
    assert "Who to call: Ireland" in typed(["h"], country="IE")[-1]


@pytest.mark.slow
def test_the_command_takes_the_country() -> None:
    command = [*PROGRAM, "quiz", "--track", "couples", "--country", "new zealand"]
    done = subprocess.run(command, input="\n\n1\n1\n", capture_output=True, text=True, timeout=20, check=True)
    assert f"{title(Concern.CONTROL)} In danger now? Call 111. Women's Refuge crisis line" in words(done.stdout)


# ---- nothing else depends on it


@pytest.mark.slow
@in_every_track
def test_the_questions_are_the_same_where_people_close_were_left_out_but_for_private_ones(track: TrackId) -> None:
    for style in range(4):
        whole, without = Person(track=track, style=style), Person(track=track, style=style, alone=LEAVE_OUT)
        taken(whole, track)
        taken(without, track)
        assert without.asked == [text for text in whole.asked if text not in PRIVATE]
        assert len(without.asked) > 10  # there are eleven for those who never began


@pytest.mark.slow
def test_what_is_printed_is_the_same_for_a_part_left_out_from_the_start_or_skipped() -> None:
    left = taken(Person(alone=LEAVE_OUT))
    skipped = taken(Person(private=["p"]))
    assert printed(left) == printed(skipped)


def test_no_safety_question_is_in_the_check() -> None:
    shown = next(words(screen) for screen in taken(Person()).screens if CHECK in screen)
    assert [item.id for item in WORDS.items if item.text in shown] == []


# ---- the private part


def private_screens(person: Person) -> list[str]:
    return [screen for screen in map(words, taken(person).screens) if "p skip this part" in screen]


def private_in(shown: str) -> list[str]:
    """Returns the private questions that a page holds."""
    return [text for text in PRIVATE if words(text) in shown]


def list_of(window: Quick) -> str:
    return next(words(screen) for screen in reversed(window.screens) if CHECK in screen)


def test_the_private_part_is_announced_once_and_comes_last() -> None:
    person = Person()
    screens = [words(screen) for screen in taken(person).screens]
    announced = [screen for screen in screens if words(SECTION) in screen]
    assert len(announced) == 1
    private = [text in PRIVATE for text in person.asked]
    assert sum(private) > 1
    assert private == sorted(private)
    assert words(next(text for text in person.asked if text in PRIVATE)) in announced[0]


def test_only_private_questions_offer_to_skip_the_part() -> None:
    person = Person()
    asked = [words(screen) for screen in taken(person).screens if ASKED.search(words(screen))]
    assert len(asked) == len(person.asked)
    for screen, text in zip(asked, person.asked, strict=True):
        assert ("p skip this part" in screen) is (text in PRIVATE)


@pytest.mark.parametrize("line", ["p", "P", "skip this part"])
def test_the_whole_private_part_can_be_skipped(line: str) -> None:
    person = Person(private=[line])
    window = taken(person)
    assert sum(text in PRIVATE for text in person.asked) == 1
    assert private_in(list_of(window)) == []
    assert "11 Finish" in words(window.screens[-1])


def test_one_key_takes_back_what_was_answered_in_the_private_part_and_says_so() -> None:
    shown = list_of(taken(Person(private=["1", "1", "p"])))
    assert private_in(shown) == []
    assert "The part that is only for you is left out, and no answer to it is kept." in shown


def test_going_back_from_a_notice_asks_again_what_comes_after_it() -> None:
    items = WORDS.items_for(INDIVIDUAL)
    screens = typed([*BEFORE, GO_ON, "7", "1", "b", "b", "s", "5"], INDIVIDUAL)
    assert [items[place].text in screens[-2 + step] for step, place in enumerate((1, 2))] == [True] * 2


def test_private_answers_are_not_read_out_in_the_check() -> None:
    person = Person()
    shown = list_of(taken(person))
    private = [text for text in person.asked if text in PRIVATE]
    assert len(private) > 1
    for text in private:
        assert f"{words(text)} Your answer: answered" in shown
    assert shown.count("Your answer: answered") == len(private)


@pytest.mark.slow
def test_a_private_question_that_was_skipped_is_shown_as_skipped() -> None:
    person = Person(private=[SKIP] * 30)
    shown = list_of(taken(person))
    private = [text for text in person.asked if text in PRIVATE]
    assert len(private) > 1
    for text in private:
        assert f"{words(text)} Your answer: skipped" in shown


def test_back_leads_out_of_the_private_part_and_on_leads_into_it_again() -> None:
    screens = private_screens(Person(private=["b", "1", "b", *["1"] * 30]))
    first = private_in(screens[0])
    # Back to the question before it, which is answered as before, and in again.
    assert private_in(screens[1]) == first
    assert words(SECTION) in screens[0]
    assert words(SECTION) in screens[1]
    assert "Your earlier answer" not in screens[1]
    # On to the second, and back to the first.
    assert private_in(screens[2]) != first
    assert private_in(screens[3]) == first
    assert "Your earlier answer" in screens[3]


def test_a_private_answer_can_be_changed_from_the_check() -> None:
    class Changing(Person):
        """Goes into the first private answer from the check, once."""

        changes = True
        first_option = ""

        def __call__(self, screen: str) -> str | None:
            shown = words(screen)
            if not self.first_option and "p skip this part" in shown:
                self.first_option = self.asked_in(shown).options[0].text
            if CHECK in shown and self.changes:
                self.changes = False
                first = next(text for text in self.asked if text in PRIVATE)
                found = re.search(rf"(\d+) {re.escape(words(first))}", shown)
                assert found
                return found[1]
            return super().__call__(screen)

    person = Changing(private=["1", *[SKIP] * (len(PRIVATE) - 1), SKIP])
    window = taken(person)
    private = [text for text in person.asked if text in PRIVATE]
    assert private[0] in private[1:]
    assert f"Your earlier answer: {person.first_option}." in " ".join(map(words, window.screens))
    assert f"{words(private[0])} Your answer: skipped" in list_of(window)
    assert not person.changes


@pytest.mark.parametrize("line", ["p", "skip this part"])
def test_a_question_that_is_not_private_knows_no_part_to_skip(line: str) -> None:
    screen = typed([*safety_of(COUPLES), "1", line])[-1]
    assert "Error: Type a number from 1 to" in screen
    assert "About you and therapy: 1 of" in screen


# ---- what was typed before it was asked


@pytest.mark.slow
@pytest.mark.parametrize("pasted", ["1\nNo\nNo\nthen\nmore\n", "None of these\n" * 5, "7\n5\n10\n1\n3"])
def test_what_was_pasted_answers_no_question_about_safety(pasted: str) -> None:
    """Somebody pastes lines where it is asked whether they are alone; only the first can be an answer to that."""
    screen = Screen([*PROGRAM, "quiz", "--track", "individual"])
    screen.type_slowly("\n")
    screen.see(WORDS.alone.text[:20])
    screen.settle()
    screen.type(f"1\n{pasted}")
    shown = words(screen.see("About your safety: 1 of 3"))
    assert "Your answer:" in shown
    screen.settle()
    assert "Error:" not in words(screen.since())
    assert "2 of 3" not in words(screen.since())
    screen.type("x\n")
    assert screen.status() == 0


@pytest.mark.slow
def test_whoever_types_ahead_that_they_leave_has_left() -> None:
    screen = Screen([*PROGRAM, "quiz", "--track", "individual"])
    screen.type_slowly("\n")
    screen.see(WORDS.alone.text[:20])
    screen.settle()
    screen.type("1\n7\nx\n")
    assert screen.status() == 0
    assert "2 of 3" not in words(screen.raw.decode())
