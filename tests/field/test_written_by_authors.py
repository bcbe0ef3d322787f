"""What authors bring into a file, and what they should be told. A new report is a new row."""

from pathlib import Path

import pytest

from stuckpoint.authoring.checks.checking import check_questions
from stuckpoint.reading import Code, Problem, WarningCode

GAPS = """\
reason: gaps
name: Gaps
tracks: [individual]
lies_with: [setting]
summary: {summary}
may_mean: [It can be.]
does_not_mean: It is nobody's fault.
first_step: rest_a_bit
first_line: wait_a_bit
steps: {{you: [{{id: rest_a_bit, text: Rest.}}, {{id: rest_more, text: Rest more.}}]}}
opening_lines: [{{id: wait_a_bit, text: Could we wait?}}]
items:
  - id: rests_now
    text: {text}
    scale: how_often
  - id: rests_well
    text: How well do you rest these days?
    scale: how_well
    reverse: true
"""
EASY = "How often do you rest these days?"


def found(folder: Path, *, summary: str = "It may be.", text: str = EASY) -> list[Problem]:
    path = folder / "gaps.yaml"
    path.write_text(GAPS.format(summary=summary, text=text))
    return [*check_questions(path)]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("summary", "joined"),
    [
        ("|\n  One.\n\n  Two.", True),
        (">\n  One.\n\n  Two.", True),
        ('"One.\n\n  Two."', True),
        ("One.\n\n  Two.", True),
        ("|\n  One:\n  - two\n  - three", True),
        ("|\n  One:\n  1. two\n  2. three", True),
        ("|\n  One:\n  \u2022 two\n  \u2022 three", True),
        ("|\n  One and\n  two.", False),
        (">\n  One and\n  two.", False),
        ("One and\n  two.", False),
        ("|\n  One.\n\n\n", False),
    ],
)
def test_lines_that_are_joined_are_said_to_be_where_they_were_meant_to_stand_apart(
    summary: str, joined: bool, tmp_path: Path
) -> None:
    assert [problem.code for problem in found(tmp_path, summary=summary)] == [WarningCode.JOINED_LINES] * joined


@pytest.mark.slow
@pytest.mark.parametrize("text", ["How often?", "And lately?", "How often so far?"])
def test_a_question_that_no_words_could_make_easier_is_not_graded(text: str, tmp_path: Path) -> None:
    assert WarningCode.READING_GRADE not in [problem.code for problem in found(tmp_path, text=text)]


@pytest.mark.slow
def test_a_reason_that_would_lie_with_the_person_alone_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "gaps.yaml"
    for lies_with, refused in (("[you]", True), ("[you, you]", True), ("[you, timing]", False)):
        path.write_text(GAPS.format(summary="It may be.", text=EASY).replace("[setting]", lies_with))
        told = [problem.what for problem in check_questions(path)]
        assert told == ["'gaps' would lie with the person alone, and no reason does"] * refused


def test_a_grade_that_is_too_high_is_never_rounded_to_the_one_that_is_not(tmp_path: Path) -> None:
    text = "How often did everyone in the family listen carefully to you in the past month?"  # 6.004
    (problem,) = found(tmp_path, text=text)
    assert "reads at grade 6.1, and 6 is the most" in problem.what


@pytest.mark.slow
@pytest.mark.parametrize(("words", "told"), [("TODO", "this still says"), ("and TODO", "this and 1 more text below")])
def test_texts_that_still_say_todo_are_counted(words: str, told: str, tmp_path: Path) -> None:
    summary = "TODO" if words.startswith("and") else "It may be."
    (problem,) = found(tmp_path, summary=summary, text=f"How often do you {words} these days?")
    assert problem.what.startswith(told)


ADDED = """\
add_to: fit
scales:
  how_warm: {options: [Cold, Cool, Warm]}
items:
  - {id: warm_here, text: 'How warm is it here?', scale: how_warm, reverse: true}
  - {id: warm_then, text: 'How warm was it then?', scale: how_warm, reverse: true, show_if: {warm_here: [cold]}}
"""
NBSP, NEL = "\u00a0", "\u0085"


# What was written, what is written in its place, where the one problem is, and what is said.
@pytest.mark.sampled(3)
@pytest.mark.parametrize(
    ("old", "new", "place", "told"),
    [
        ("add_to: fit", "add_to: fit, pacing", "1:9", "not the id of a reason"),
        ("add_to: fit", "add_to: Fit with your therapist", "1:9", "'stuckpoint reasons' lists them"),
        ("add_to: fit", "add_to: fit\nreason: fit", "2:1", "'add_to' is there already"),
        ("add_to: fit", "add_to: fit\nname: Fit", "2:1", "delete it: what the reason has"),
        ("add_to: fit", f"add_to: fit{NEL}", "1:12", "U+0085"),
        ("{options: [Cold, Cool, Warm]}", "[Cold, Cool, Warm]", "3:13", "write 'options:' above the list, and set"),
        ("  how_warm", f"{NBSP}{NBSP}how_warm", "3:1", "a no-break space stands before 'how_warm'"),
        ("here?'", "here?", "5:27", "a quote (') opens here and is never closed"),
        ("here?',", "here?';", "5:49", "';' stands where ',' is due"),
        ("'How warm is it here?'", "{{ question }}", "5:28", "quotes round a text that begins with '{'"),
        ("show_if", "tracks: [couples], show_if", "6:93", "its reason is not in the track 'couples'"),
        ("show_if", "when: [never], show_if", "6:99", "or together with its 'when'"),
    ],
)
def test_one_slip_is_one_problem_that_says_where_and_what_to_do(
    old: str, new: str, place: str, told: str, tmp_path: Path
) -> None:
    path = tmp_path / "more.yaml"
    path.write_text(ADDED.replace(old, new, 1), encoding="utf-8")
    (problem,) = check_questions(path)
    assert f"{problem.place.line}:{problem.place.column}" == place
    assert told in f"{problem.what}; {problem.to_do}"


@pytest.mark.slow
@pytest.mark.parametrize("key", ["reasons", "questions"])
def test_what_a_bank_file_does_not_hold_is_sent_where_it_belongs(key: str, tmp_path: Path) -> None:
    (tmp_path / "bank.yaml").write_text(f"name: Ours\n{key}: []\n")
    (problem,) = check_questions(tmp_path)
    assert (problem.place.line, problem.place.column) == (2, 1)
    assert "in the folder reasons" in problem.to_do


@pytest.mark.parametrize("text", ['"\\ud83d\\ude00 Fine?"', '"Fine? \\uDE00"', '"\\ud83d"'])
def test_half_a_character_is_said_to_be_that(text: str, tmp_path: Path) -> None:
    (problem,) = found(tmp_path, text=text)
    assert problem.code is Code.SYNTAX
    assert problem.what.endswith("is half of a character, and no character by itself")
    assert problem.to_do.startswith("type the character itself")
