"""The quiz as a person meets it: in a pseudo-terminal where the window matters, else in this process."""

import re
import subprocess
from collections.abc import Sequence
from itertools import cycle
from pathlib import Path

import pytest
from screens import CLEAR, ESCAPE, START, Screen, put_back, words
from shipped import BANK
from taking import (
    ALLOWED_ESCAPE,
    FINISH,
    LIST,
    NUMBERED,
    PRINT,
    QUESTION,
    QUIZ,
    answering,
    at,
    small_bank,
    take,
    taken,
)
from windows import Reply, Window, typing

from stuckpoint.bank import Bank
from stuckpoint.engine import Length, at_most
from stuckpoint.loading import open_bank
from stuckpoint.pages.explanations import what_now_page
from stuckpoint.quiz.run import Quiz
from stuckpoint.reading import Code, FileProblems, Place, Problem
from stuckpoint.terminal.drawing import as_text
from stuckpoint.terminal.terminal import Terminal

STAGE, PROGRESS = "21", "22"  # in the list of answers, after twenty questions
SIZES = [(80, 24), (40, 24), (200, 50)]


def told(reply: Reply, until: str, then: Sequence[str], rows: int = 24) -> list[str]:
    """Returns the screens after one shows a text for the first time and lines are typed from there on."""
    coming, found = iter(then), False

    def both(screen: str) -> str | None:
        nonlocal found
        found = found or until in words(screen)
        return next(coming, None) if found else reply(screen)

    window = taken(both, 80, rows)
    assert found, f"'{until}' was never shown"
    return window.screens[-len(then) :]


def size(monkeypatch: pytest.MonkeyPatch, columns: int, lines: int) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.setenv("LINES", str(lines))


# ---- taken to its end


@pytest.mark.slow
@pytest.mark.parametrize(("columns", "lines"), SIZES)
def test_the_quiz_is_taken_to_its_end_on_the_other_screen(columns: int, lines: int, tmp_path: Path) -> None:
    screen = Screen(QUIZ, columns, lines, tmp_path, HOME=str(tmp_path))
    came = take(screen, answering("1"))
    assert screen.status() == 0
    assert any("What your answers point to" in shown for shown in came)
    sent = screen.raw.decode()
    assert sent.startswith("\x1b[?1049h")
    assert sent.endswith(put_back(lines))
    assert {sequence for sequence in ESCAPE.findall(sent) if not ALLOWED_ESCAPE.fullmatch(sequence)} == set()
    assert sent.count("\x1b") == len(ESCAPE.findall(sent))
    assert "\x07" not in sent
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("arguments", "columns", "lines", "settings"),
    [
        (["--plain"], 80, 24, {}),
        ([], 80, 24, {"TERM": "dumb"}),
        ([], 39, 24, {}),
        ([], 80, 9, {}),
        (["--plain"], 80, 24, {"NO_COLOR": "1", "FORCE_COLOR": "1"}),
    ],
    ids=["asked for", "dumb", "narrow", "low", "colour forced"],
)
def test_plain_is_taken_to_its_end_without_one_escape(
    arguments: list[str], columns: int, lines: int, settings: dict[str, str]
) -> None:
    screen = Screen([*QUIZ, *arguments], columns, lines, **settings)
    came = take(screen, answering("1"))
    assert screen.status() == 0
    assert b"\x1b" not in screen.raw
    assert any("What your answers point to" in shown for shown in came)
    assert "stays in this window until you close it" in came[0]
    assert "is cleared" not in came[0]


@pytest.mark.slow
def test_without_a_terminal_the_quiz_is_plain_and_takes_lines_from_a_pipe() -> None:
    lines = START + "1\n" * 30
    done = subprocess.run(QUIZ, input=lines, capture_output=True, text=True, timeout=20, check=True)
    assert done.stderr == ""
    assert "\x1b" not in done.stdout
    assert "Check your answers" in done.stdout


@pytest.mark.slow
def test_no_colour_is_sent_where_none_is_wanted() -> None:
    screen = Screen(QUIZ, NO_COLOR="1")
    take(screen, answering("1"))
    assert set(re.findall(rb"\x1b\[([0-9;]*)m", screen.raw)) <= {b"", b"0", b"1", b"22"}


# ---- what is shown


@pytest.mark.slow
def test_every_question_shows_its_keys() -> None:
    asked = [shown for shown in map(words, taken(answering("1")).screens) if NUMBERED.search(shown)]
    assert len(asked) > 15
    for number, shown in enumerate(asked):
        assert "s skip" in shown
        assert f"{'b back, ' if number else ''}? why we ask, h who to call, x leave. Your answer:" in shown
    assert "b back" not in asked[0]


def test_questions_are_counted_and_never_more_than_was_said() -> None:
    asked = [re.search(r"Question (\d+) of at most (\d+)", shown) for shown in taken(answering("1")).screens]
    numbers = [(int(found[1]), int(found[2])) for found in asked if found]
    assert [number for number, _ in numbers] == list(range(1, len(numbers) + 1))
    assert {most for _, most in numbers} == {20}
    assert len(numbers) <= 20


@pytest.mark.sampled(3)
@pytest.mark.parametrize("answers", [["1"], ["2"], ["3"], ["1", "3"], ["2", "1", "3"], ["s", "1"], ["s"]], ids=str)
def test_page_one_of_the_results_fits_an_ordinary_window(answers: list[str]) -> None:
    page = next(
        screen
        for screen in taken(answering(*answers)).screens
        if words(screen).startswith("What your answers point to")
    )
    assert "Press Enter to go on." in page
    assert "Your answer:" in page
    assert len(page.splitlines()) <= 24


@pytest.mark.slow
@pytest.mark.parametrize(("columns", "lines"), [(40, 10), (40, 12), (41, 11), (60, 12), (80, 10), (80, 24)])
def test_no_line_leaves_the_window_unread(columns: int, lines: int, monkeypatch: pytest.MonkeyPatch) -> None:
    size(monkeypatch, columns, lines)
    coming, usual = cycle("?1"), answering("1")

    def curious(screen: str) -> str | None:
        typed = usual(screen)
        return next(coming) if typed == "1" and QUESTION in words(screen) else typed

    window = taken(curious, columns, lines, working=True)
    lost = [screen for screen, gone in zip(window.screens, window.lost, strict=True) if gone]
    assert lost == []


@pytest.mark.slow
def test_every_word_of_the_results_is_shown_in_a_small_window(monkeypatch: pytest.MonkeyPatch) -> None:
    size(monkeypatch, 40, 12)
    usual = answering("1")

    seen: list[str] = []

    def reader(screen: str) -> str | None:
        typed = usual(screen)
        seen.extend(typed or "")
        return "a" if typed == "t" and seen.count("t") == 1 else typed

    window = taken(reader, 40, 12)
    printed = words(print_of(reader, monkeypatch))
    shown = words(" ".join(window.screens))
    assert [word for word in re.sub(r"\b\d\. |[:,](?= )", "", printed).split() if word not in shown] == []


def print_of(reply: Reply, monkeypatch: pytest.MonkeyPatch) -> str:
    """Returns the results as they are printed, for the same answers."""
    size(monkeypatch, 80, 24)
    coming = iter([PRINT, "", FINISH])
    window = taken(lambda screen: next(coming) if "10 Finish" in screen or not words(screen) else reply(screen))
    return window.getvalue().split("\x1b[?1049l")[1].split("Press Enter to go back")[0]


# ---- back, and changing an answer


def test_back_shows_the_earlier_answer_and_enter_keeps_it() -> None:
    first, second, third, back, kept, again = told(
        answering("1"), "About you and therapy: 1", ["2", "3", "b", "b", "", "", "x"]
    )[:6]
    assert "About you and therapy: 2 of" in second
    assert "About you and therapy: 3 of" in third
    assert "Your earlier answer: About the same." in back
    assert "* 3 About the same" in words(back)
    assert "Your earlier answer: I have just begun." in kept
    assert "Your earlier answer: About the same." in again
    assert "Your earlier answer" not in first


def test_going_back_can_change_an_answer() -> None:
    screens = told(answering("1"), "About you and therapy: 1", ["3", "b", "2", "b", "x"])
    assert "Your earlier answer: I have just begun." in screens[-1]


def test_back_at_the_first_question_says_so() -> None:
    screens = told(answering("1"), "About you and therapy: 1", ["b", "x"])
    assert "You cannot go back before this question." in screens[-1]
    assert "About you and therapy: 1 of" in screens[-1]


def test_skipping_shows_as_skipped() -> None:
    screens = told(answering("1"), "About you and therapy: 1", ["s", "b", "x"])
    assert "Your earlier answer: skipped." in screens[-1]


@pytest.mark.slow
def test_the_list_lets_an_answer_be_changed() -> None:
    screens = told(answering("1"), "Check your answers", [STAGE, "4", "", "x"])
    assert "Your earlier answer: I go to sessions." in screens[1]
    assert "Check your answers" in screens[2]
    assert "Your answer is changed." in screens[2]


def test_an_answer_that_is_kept_is_not_called_changed() -> None:
    screens = told(answering("1"), "Check your answers", ["2", "", "x"])
    assert "Check your answers" in screens[2]
    assert "Your answer is changed" not in screens[2]


@pytest.mark.slow
def test_the_list_numbers_a_question_as_it_was_numbered() -> None:
    for number in ("1", "7", "20"):
        screens = told(answering("1"), "Check your answers", [number, "x"])
        assert f"Question {number} of at most" in screens[1]
    assert "About you and therapy: 1" in told(answering("1"), "Check your answers", [STAGE, "x"])[1]


def test_from_the_list_back_leads_from_question_to_question() -> None:
    screens = told(answering("1"), "Check your answers", ["b", "b", "", "", "x"])
    assert [re.findall(r"Question \d+", screen) for screen in screens[1:4]] == [
        ["Question 20"],
        ["Question 19"],
        ["Question 20"],
    ]
    assert "Check your answers" in screens[4]


@pytest.mark.slow
def test_the_list_leads_to_the_results_from_any_part_of_it() -> None:
    for typed in ("r", "Results"):
        assert "If you are in danger" in told(answering("1"), "Check your answers", [typed, "x"])[1]


def test_a_changed_answer_opens_a_question_that_was_not_asked_before() -> None:
    screens = told(answering("1"), "Check your answers", [PROGRESS, "5", "2", *[""] * 4, "x"])
    assert "a little more to ask" in screens[2]
    assert "How long has it been worse?" in screens[2]
    assert "Your earlier answer" not in screens[2]
    listed = words(" ".join(screens[3:-1]))
    assert "Check your answers" in listed
    assert "How long has it been worse? Your answer: A few weeks" in listed


@pytest.mark.slow
def test_a_change_can_be_given_up_at_any_question() -> None:
    for number in ("1", PROGRESS):
        screens = told(answering("1"), "Check your answers", [number, "b", "x"])
        assert "Check your answers" in screens[-1]


def test_the_whole_list_of_answers_can_be_read_and_each_be_changed() -> None:
    screens = taken(answering("1")).screens
    listed = [screen for screen in screens if LIST in words(screen)]
    assert len(listed) > 1
    numbers = [int(number) for screen in listed for number in re.findall(r"^[* ]([ \d]\d) \S", screen, re.MULTILINE)]
    assert numbers == list(range(1, 1 + sum(bool(NUMBERED.search(words(screen))) for screen in screens)))


@pytest.mark.sampled(1)
@pytest.mark.parametrize("typed", ["hello", "99", "0"])
def test_an_error_stands_where_the_line_was_typed(typed: str) -> None:
    first, second, again, third = told(answering("1"), "Check your answers", ["", typed, "", "x"])[:4]
    assert "Error:" in again
    assert words(second).startswith(words(again).partition("Error:")[0])
    assert not {words(first), words(second)} & {words(third)}
    assert "Error:" not in third


def test_help_leads_back_to_where_it_was_asked_for() -> None:
    _, second, who, again = told(answering("1"), "Check your answers", ["", "h", "b", "x"])
    assert "Who to call" in who
    assert again == second


def test_skipping_everything_ends_in_too_few_answers() -> None:
    window = taken(answering("s"))
    assert any("Too few answers to go on" in screen for screen in window.screens)


# ---- nonsense

NONSENSE = [
    "x" * 3000,
    "0",
    "-1",
    "99",
    "9" * 400,
    "hello",
    "\N{SLIGHTLY SMILING FACE}",
    "\x1b[A",  # the arrow up
    "\x1b]52;c;aGk=\x07",  # would fill the clipboard
    "\u00b2",  # a small raised 2
    "\u2163",  # a Roman four
]
ASKING = {
    "Which therapy": ["   "],
    "About you and therapy: 1": ["   ", "a", "better or worse"],
    "Question 1 of": ["   ", "1 10", "1 11"],
    "Question 7 of": ["   ", "1 2", "1,2", "1 and 2", "2 1 1", "n"],
    "Check your answers": [],
    "What your answers point to": [],
    "What now?": [],
}


@pytest.mark.sampled(2)
@pytest.mark.parametrize("place", ASKING)
def test_nonsense_is_told_what_to_type_and_asked_again(place: str) -> None:
    lines = [*ASKING[place], *NONSENSE]
    before, *after = map(words, told(answering("1"), place, [*lines, "x"]))
    for typed, shown in zip(lines, after, strict=True):
        said = re.split("Or type|Press Enter", shown.partition("Error: ")[2])[0]
        assert re.search(r"(?i)type (s|only|1 or 2|a number from 1 to \d)", said), f"{typed!r}: {shown}"
        assert not re.search(r"(?i)please|sorry|valid|forbidden|illegal|oops|forgot", said)
        assert before[:40] in shown


@pytest.mark.parametrize("typed", ["1 3", "1,3", "3 1", "1, 3.", "1 3 3", "\uff11 \uff13"])
def test_several_answers_can_be_ticked(typed: str) -> None:
    screens = told(answering("1"), "Question 1 of", [typed, "b", "x"])
    assert "* 1 " in words(screens[-1])
    assert "* 3 " in words(screens[-1])
    assert "* 2 " not in words(screens[-1])


@pytest.mark.slow
def test_bytes_that_are_no_text_are_asked_again() -> None:
    screen = Screen(QUIZ)
    at("a question", screen)
    screen.type(b"\xff\xfe\xc3\n")
    screen.see("Error: Type a number from 1 to")
    screen.type("1\n")
    screen.see("About you and therapy: 2 of")


def test_why_a_question_is_asked_is_said_beside_it() -> None:
    after = words(told(answering("1"), "Question 5 of", ["?", "x"])[-1])
    assert "Why we ask:" in after
    assert "Question 5 of" in after


@pytest.mark.slow
def test_lines_typed_ahead_are_all_read() -> None:
    answers = [*"312", "1 2", "3", "2 4", "5", *"1212321213123121"]
    slowly: list[str] = []

    def listing(screen: str) -> str | None:
        if "Check your answers" in words(screen) or slowly:
            slowly.append(words(screen))
            return "" if "Press Enter for more." in words(screen) else "x"
        return plainly(screen)

    plainly = answering(*answers)
    taken(listing)
    asked = len(re.findall(r"Your answer: [\"A-Z]", " ".join(slowly)))
    screen = Screen(QUIZ)
    screen.type_slowly(START)
    screen.type("".join(f"{typed}\n" for typed in answers[:asked]))
    quickly = [words(screen.see("Check your answers", LIST, "Your answer:"))]
    assert asked > 15
    assert "Check your answers" in quickly[0]
    assert quickly[0].rpartition("Press Enter")[0] == slowly[0].rpartition("Press Enter")[0]


# ---- tracks, banks and the menu


def test_a_track_without_questions_is_marked_and_asked_about_again(tmp_path: Path) -> None:
    (small_bank(tmp_path, "Shade") / "tracks" / "trees.yaml").write_text("name: Trees\n", encoding="utf-8")
    bank = open_bank([tmp_path], only=True)
    coming = iter(["2", "1", "x"])
    window = Window(lambda _: next(coming, None))
    with Terminal(plain=True, stdin=window, stdout=window) as terminal:
        Quiz(bank, terminal, length=Length.QUICK, show_working=False).run(None)
    assert "2 Trees: there are no questions for this yet" in words(window.screens[0])
    assert "Error: There are no questions for 'Trees' yet." in words(window.screens[1])
    assert "Are you alone, and is it safe to answer?" in words(window.screens[2])


@pytest.mark.slow
@pytest.mark.parametrize("text", ["[bold]x[/bold]", ":smile:", "[link=https://a.example]y[/link] [/b]"])
def test_the_text_of_a_bank_is_shown_as_it_is(text: str, tmp_path: Path) -> None:
    screen = Screen([*QUIZ, "--only", "--questions", str(small_bank(tmp_path, text))], 80, 30)
    assert f"not stuckpoint's own: {text}." in words(screen.see("Press Enter to begin."))
    screen.type_slowly("\n" + START.removeprefix("1\n"))
    shown = screen.until(lambda came: "Question 1 of" in came and came.endswith("Your answer:"))
    assert words(shown).count(text) == 4
    take(screen, answering("2"))
    assert screen.status() == 0
    sent = screen.raw.decode()
    assert {sequence for sequence in ESCAPE.findall(sent) if not ALLOWED_ESCAPE.fullmatch(sequence)} == set()


@pytest.mark.slow
@pytest.mark.parametrize(
    "text", ["会話が進まない" * 12, "🙂" * 50, "e\u0301te " * 20], ids=["japanese", "emoji", "combining"]
)
@pytest.mark.parametrize(("columns", "lines"), [(40, 10), (41, 11), (80, 10), (80, 24)])
def test_a_bank_in_wide_letters_can_be_taken(
    text: str, columns: int, lines: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    size(monkeypatch, columns, lines)
    bank = open_bank([small_bank(tmp_path, text)], only=True)
    window = Window(answering("2"), columns, lines)
    with Terminal(plain=False, stdin=window, stdout=window) as terminal:
        Quiz(bank, terminal, length=Length.QUICK, show_working=False).run(None)
    assert not any(window.lost)
    assert words(window.screens[-1]).endswith(
        "10 Finish and clear Type a number, or press Enter for 1. Or type: ? keys, h who to call, x leave. Your answer:"
    )


def test_the_shipped_questions_are_not_called_someone_elses() -> None:
    assert "not stuckpoint's own" not in words(taken(typing(["x"])).screens[0])


@pytest.mark.parametrize("typed", ["1", ""])
def test_the_menu_gives_the_results_again_and_so_does_enter(typed: str) -> None:
    menu, results = told(answering("1"), "What now?", [typed, "x"])[-2:]
    assert "Read * 1 Read the results again" in words(menu)
    assert "What your answers point to" in results


@pytest.mark.sampled(2)
@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("2.", "When to stay in therapy"),
        ("read what", "When to stay in therapy"),
        ("see how", "How the scores were made"),
    ],
)
def test_the_menu_is_read_by_number_or_by_words(typed: str, shown: str) -> None:
    assert shown in words(told(answering("1"), "What now?", [typed, "x"])[-1])


@pytest.mark.slow
def test_the_results_are_read_back_and_forth(monkeypatch: pytest.MonkeyPatch) -> None:
    size(monkeypatch, 80, 1000)
    front = "What your answers point to"
    lines = ["", "", "b", "3", "0", "", "b", "b", "x"]
    screens = [words(screen) for screen in told(answering("1"), front, lines, 1000)]
    one, two, three = screens[1], screens[2], screens[4]
    assert len({one, two, three}) == 3
    assert [screen == one for screen in screens] == [False, True, False, True, False, False, True, False, False]
    assert [front in screen for screen in screens] == [True, *[False] * 4, True, False, True, False]
    assert "Check your answers" in screens[-1]


@pytest.mark.slow
@pytest.mark.parametrize("typed", ["a", "all", "Show all"])
def test_all_of_the_results_can_be_read_in_one_go(typed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    size(monkeypatch, 80, 1000)
    front, everything, again = told(answering("1"), "What your answers point to", [typed, "", "x"], 1000)[-3:]
    for heading in ("What your answers point to", "What comes next", "What this cannot know"):
        assert heading in everything
    assert "Press Enter to go back." in everything
    assert again == front


def test_before_it_prints_it_says_what_stays() -> None:
    warned, menu = told(answering("1"), "What now?", [PRINT, "b", "x"])[-2:]
    assert "can be read here after you leave" in words(warned)
    assert "What now?" in menu
    assert "Finish and clear" in menu


@pytest.mark.slow
def test_the_menu_tells_what_comes_next() -> None:
    shown = told(answering("1"), "What now?", ["2", *[""] * 9, "x"])
    assert words(as_text([what_now_page(BANK.what_now)]))[:60] in words(shown[1])
    assert any("Press Enter to go back." in words(screen) for screen in shown)
    assert any("What now?" in screen for screen in shown[1:])


@pytest.mark.slow
def test_the_menu_shows_how_the_scores_were_made() -> None:
    shown = words(" ".join(told(answering("1"), "What now?", ["3", *[""] * 9, "x"])))
    assert "How the scores were made" in shown
    assert "Score: 100 x (" in shown


@pytest.mark.slow
def test_the_menu_lets_an_answer_be_changed_and_shows_the_new_results() -> None:
    screens = told(answering("s"), "What now?", ["4", STAGE, "4", *[""] * 5, "x"])
    assert "Check your answers" in screens[1]
    assert "Your earlier answer: skipped." in screens[2]
    assert "Your answer: It has ended" in words(" ".join(screens[3:]))
    assert "What your answers point to" in words(" ".join(screens[4:]))


@pytest.mark.parametrize("answers", ["1", "s"])
def test_the_menu_is_the_same_for_everyone(answers: str) -> None:
    menu = words(told(answering(answers), "What now?", ["x"])[0])
    assert re.findall(r"\b(\d+) [A-Z]", menu) == [str(number) for number in range(1, 11)]


@pytest.mark.slow
def test_printed_results_stay_on_the_ordinary_screen() -> None:
    screen = Screen(QUIZ)
    at("the results", screen)
    screen.type(f"t\n\n{PRINT}\n\n")
    screen.see("Press Enter to print.", "Press Enter to go back to the quiz.")
    printed = screen.since().rpartition("\x1b[?1049l")[2]
    assert "What your answers point to" in printed
    assert "What this cannot know" in printed
    screen.type("\n")
    screen.see("What now?", "Finish. What you printed stays in this window", "Your answer:")
    screen.type(f"{FINISH}\n")
    assert screen.status() == 0
    on_ordinary = re.split(r"\x1b\[\?1049h", screen.raw.decode())[1:]
    kept = "".join(part.partition("\x1b[?1049l")[2] for part in on_ordinary)
    assert "What this cannot know" in kept
    assert CLEAR not in kept
    assert "Question 1 of" not in kept


def test_x_leaves_after_printing_too() -> None:
    def reply(screen: str) -> str:
        if "Press Enter to go back to the quiz." in screen:
            return "x"
        return PRINT if "What now?" in screen else answering("1")(screen) or ""

    assert "Press Enter to go back to the quiz." in taken(reply).screens[-1]


def test_finishing_in_a_plain_window_does_not_say_that_it_clears() -> None:
    assert "10 Finish and clear" in words(taken(answering("1")).screens[-1])
    assert "10 Finish" in words(taken(answering("1"), plain=True).getvalue())
    assert "clear" not in words(taken(answering("1"), plain=True).getvalue()).rpartition("What now?")[2]


def test_the_welcome_is_there_before_the_questions_are_read() -> None:
    window = Window(typing(["x"]))

    def reading() -> Bank:
        assert "Which therapy is this about?" in words(window.getvalue())
        return BANK

    with Terminal(plain=False, stdin=window, stdout=window) as terminal:
        assert Quiz(reading, terminal, length=Length.QUICK, show_working=False).run(None) == ""
    assert len(window.screens) == 1


@pytest.mark.parametrize("length", Length)
def test_the_welcome_says_truly_how_much_is_asked_whether_the_questions_are_read_or_not(length: Length) -> None:
    screens = []
    for bank in (BANK, lambda: BANK):
        window = Window(typing(["x"]))
        with Terminal(plain=False, stdin=window, stdout=window) as terminal:
            Quiz(bank, terminal, length=length, show_working=False).run(None)
        screens.append(words(window.screens[0]))
    assert screens[0] == screens[1]
    for track in BANK.tracks.values():
        assert f"{track.name}: at most {at_most(track, length)} questions" in screens[0]


def test_shipped_questions_that_cannot_be_read_put_the_window_back_and_say_why() -> None:
    wrong = Problem(Place("bank.yaml"), Code.EMPTY, "this file is empty", "write something in it")

    def reading() -> Bank:
        raise FileProblems("1 problem in the questions.", [wrong])

    window = Window(typing(["x"]))
    with (
        pytest.raises(FileProblems),
        Terminal(plain=False, stdin=window, stdout=window) as terminal,
    ):
        Quiz(reading, terminal, length=Length.QUICK, show_working=False).run(None)
    assert window.getvalue().endswith("\x1b[?1049l")
