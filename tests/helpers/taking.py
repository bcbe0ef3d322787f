"""Takes the quiz in a pseudo-terminal, as somebody would."""

import re
from itertools import cycle
from pathlib import Path

from screens import PROGRAM, START, WAITING, Screen, words
from shipped import BANK
from windows import Reply, Window

from stuckpoint.engine import Length
from stuckpoint.quiz.run import Quiz
from stuckpoint.terminal.terminal import Terminal

QUIZ = (*PROGRAM, "quiz")
QUESTION = "? why we ask"
SAFETY = "About your safety"
LIST = "to change that answer, or:"
RESULTS = "t take along, ? keys, h who to call, x leave."
PRINT, FINISH = "9", "10"  # in the menu of a track for one person
NUMBERED = re.compile(r"(Question|About you and therapy:) \d+ of at most \d+")
_LOOK = "(0|1|22|3[0-79]|9[0-7])"
# Rows are cleared one by one: what clears more at a time is kept by some terminals for who scrolls up.
ALLOWED_ESCAPE = re.compile(rf"\x1b\[(\?1049[hl]|\d+;1H|2K|(\d+;\d+)?r|{_LOOK}?(;{_LOOK})*m)")


def answering(*answers: str) -> Reply:
    """Types these answers to the questions, over and over, and otherwise goes on until the quiz is finished."""
    coming, about_safety = cycle(answers), False

    def reply(screen: str) -> str:
        nonlocal about_safety
        shown = words(screen)
        about_safety = SAFETY in shown or (about_safety and not NUMBERED.search(shown))
        if "Press Enter for more." in shown:
            return ""
        if about_safety and (none := re.search(r"(\d+) None of these", shown)):
            return none[1]
        if QUESTION in shown:
            return next(coming)
        if "10 Finish" in shown:
            return FINISH
        if re.search(r"Type a number\. Or type: (b back, )?\? keys", shown):
            return "1"
        return "t" if RESULTS in shown else ""

    return reply


def taken(reply: Reply, columns: int = 80, lines: int = 24, *, plain: bool = False, working: bool = False) -> Window:
    """Takes the quiz in this process."""
    window = Window(reply, columns, lines)
    with Terminal(plain=plain, stdin=window, stdout=window) as terminal:
        Quiz(BANK, terminal, length=Length.QUICK, show_working=working).run(None)
    return window


def waits(came: str) -> object:
    return WAITING.search(came)


def take(screen: Screen, reply: Reply, to: str = "") -> list[str]:
    """Takes the quiz in a pseudo-terminal to a text, or to its end; returns what came before each line typed."""
    came: list[str] = []
    while len(came) < 200:
        screen.until(waits)
        came.append(words(screen.since()))
        if to and to in came[-1]:
            return came
        screen.type(f"{reply(came[-1])}\n")
        if "What now?" in came[-1]:
            return came
    raise AssertionError(f"it goes on for ever with:\n{screen.display()}")


def at(place: str, screen: Screen) -> None:
    """Takes the quiz to a place: the welcome, a question or the results."""
    screen.see("Which therapy is this about?", "x leave.")
    if place == "a safety question":
        screen.type_slowly("1\n1\n")
        screen.until(lambda came: SAFETY in came and came.endswith("Your answer:"))
    elif place != "the welcome":
        screen.type_slowly(START)
        screen.until(lambda came: "About you and therapy: 1" in came and came.endswith("Your answer:"))
    if place == "the results":
        take(screen, answering("1"), to=RESULTS)
    screen.settle()


def small_bank(folder: Path, text: str) -> Path:
    """Writes a bank of one track, in which every text is the same."""
    quoted = "'" + text.replace("'", "''") + "'"
    files = {
        "bank.yaml": f"name: {quoted}\n",
        "tracks/plot.yaml": f"track: plot\nname: {quoted}\nwelcome: [{quoted}]\n",
        "reasons/shade.yaml": f"""
            reason: shade
            name: {quoted}
            tracks: [plot]
            lies_with: [life]
            summary: {quoted}
            may_mean: [{quoted}]
            does_not_mean: {quoted}
            first_step: look
            first_line: say
            steps: {{you: [{{id: look, text: {quoted}}}]}}
            opening_lines: [{{id: say, text: {quoted}}}]
            items:
              - id: sun
                text: {quoted}
                hint: {quoted}
                options: [{{id: some, text: {quoted}}}, {{id: little, text: {quoted}, points_to: {{shade: 1}}}}]
        """,
    }
    for name, written in files.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(written, encoding="utf-8")
    return folder
