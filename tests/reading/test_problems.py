from itertools import count

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from stuckpoint.reading import Code, Place, Problem, WarningCode
from stuckpoint.reading.problems import MAX_PROBLEMS, did_you_mean, in_order, nearest, quoted, some_of


def test_a_problem_prints_on_one_line_as_where_what_and_what_to_do() -> None:
    problem = Problem(Place("reasons/fit.yaml", 42, 9), Code.UNKNOWN_SCALE, "there is no scale 'x'", "use 'y'")

    assert str(problem) == "reasons/fit.yaml:42:9: error[unknown-scale]: there is no scale 'x'; use 'y'"


def test_a_warning_prints_as_one() -> None:
    problem = Problem(Place("reasons/fit.yaml", 42, 9), WarningCode.NEGATED, "this says not", "say it the other way")

    assert str(problem) == "reasons/fit.yaml:42:9: warning[negated]: this says not; say it the other way"


def test_problems_come_by_file_then_line_then_column_and_each_once() -> None:
    def problem(file: str, line: int, column: int) -> Problem:
        return Problem(Place(file, line, column), Code.EMPTY, "it is empty", "fill it")

    first, second, third, last = (
        problem("a", 2, 9),
        problem("a", 10, 1),
        problem("a", 10, 3),
        problem("b", 1, 1),
    )

    assert in_order([last, third, first, third, second, first]) == (first, second, third, last)


def test_every_code_is_small_words_joined_by_dashes() -> None:
    codes = [*Code, *WarningCode]
    assert len(set(map(str, codes))) == len(codes)
    assert [code for code in codes if not all(word.isalpha() and word.islower() for word in code.split("-"))] == []


@pytest.mark.parametrize(
    ("word", "known", "advice"),
    [
        ("opions", ["options", "text"], "did you mean 'options'?"),
        ("colour", ["text", "hint"], "use one of: hint, text"),
        ("colour", [], "there is none to name here"),
        ("colour", [f"x{number}" for number in range(16)], "look for the right word in the bank"),
    ],
    ids=["near", "far", "none", "too many to list"],
)
def test_an_unknown_word_gets_the_nearest_known_one_or_the_list(word: str, known: list[str], advice: str) -> None:
    assert did_you_mean(word, known) == advice


def test_the_nearest_word_is_found_in_a_very_long_one_without_delay() -> None:
    assert nearest("options" * 100_000, ["options"]) is None


def test_among_many_words_the_nearest_of_those_that_begin_alike_is_found() -> None:
    many = [f"felt_{number}" for number in range(1_000)]

    assert (
        nearest("felt_understod", [*(f"a{number}" for number in range(10_000)), "felt_understood"]) == "felt_understood"
    )
    assert nearest("felt_99", many) in many
    assert did_you_mean("worn_out", many) == "look for the right word in the bank"


def test_no_more_problems_are_asked_for_than_are_shown() -> None:
    endless = (Problem(Place("a", line), Code.EMPTY, "it is empty", "fill it") for line in count(1))

    shown = list(some_of(endless))

    assert [problem.code for problem in shown] == [Code.EMPTY] * MAX_PROBLEMS + [Code.TOO_MANY]
    assert next(endless).place.line == MAX_PROBLEMS + 2


def test_what_a_problem_prints_is_one_line_whatever_the_file_is_called() -> None:
    problem = Problem(Place("a\n\x1b[31m\u202e.yaml"), Code.EMPTY, "it is empty", "fill it")

    assert str(problem) == "a [31m.yaml:1:1: error[empty]: it is empty; fill it"


@given(st.text(max_size=300))
@example("a" * 200)
@example("a " * 200)
def test_a_quoted_word_stays_short_and_on_one_line(word: str) -> None:
    said = quoted(word)

    assert len(said) <= 70
    assert len(said.splitlines()) == 1


def test_a_quoted_word_is_the_word_itself_when_it_is_short() -> None:
    assert quoted("two\n words") == "'two words'"
