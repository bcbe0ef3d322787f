from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import item, reason, scale

from stuckpoint.bank import DOES_NOT_APPLY, Item, OptionId, Stage
from stuckpoint.blocks import Block, Heading, Numbered, Paragraph, Progress
from stuckpoint.pages.question import in_words, keys, question, why
from stuckpoint.quiz.asking import Misread, Reading, read
from stuckpoint.quiz.commands import Command, command_in

OFTEN = scale("tired", "ash")  # never, rarely, sometimes, often, always
TICKS = item("ticks", {"a": {"ash": 1}, "b": {"elm": 1}, "c": {"fir": 1}}, many=True)  # and none_of_these


def texts(blocks: tuple[Block, ...]) -> list[str]:
    return [block.text for block in blocks if isinstance(block, Heading | Paragraph | Numbered | Progress)]


def worded(item: Item, *words: str) -> Item:
    """Gives the options of an item words of their own."""
    options = tuple(replace(option, text=text) for option, text in zip(item.options, words, strict=True))
    return replace(item, options=options)


# ---- numbers


@pytest.mark.parametrize(
    ("typed", "option"),
    [
        ("1", "never"),
        ("5", "always"),
        (" 2 ", "rarely"),
        ("2.", "rarely"),
        ("2)", "rarely"),
        ("02", "rarely"),
        ("2 2", "rarely"),
        ("\uff13", "sometimes"),  # a fullwidth 3
        ("\u0663", "sometimes"),  # an Arabic 3
    ],
)
def test_a_number_is_the_option_with_that_number(typed: str, option: str) -> None:
    assert read(OFTEN, typed, has_earlier=False) == (option,)


@pytest.mark.parametrize(
    ("typed", "options"),
    [
        ("1", ["a"]),
        ("1 3", ["a", "c"]),
        ("3 1", ["a", "c"]),
        ("1,3", ["a", "c"]),
        ("1, 3", ["a", "c"]),
        ("1;3", ["a", "c"]),
        ("1. 3.", ["a", "c"]),
        ("1) 3)", ["a", "c"]),
        ("1 & 3", ["a", "c"]),
        ("1+3", ["a", "c"]),
        ("1\t3", ["a", "c"]),
        ("1\u30003", ["a", "c"]),  # a wide space
        (" ,1,,3, ", ["a", "c"]),
        ("1 2 3", ["a", "b", "c"]),
        ("3 3 3", ["c"]),
        ("\uff11 \uff13", ["a", "c"]),
        ("4", ["none_of_these"]),
    ],
)
def test_several_numbers_are_several_ticks_in_the_order_of_the_item(typed: str, options: list[str]) -> None:
    assert read(TICKS, typed, has_earlier=False) == tuple(options)


@pytest.mark.parametrize(
    "typed",
    [
        "0",
        "6",
        "-1",
        "1-2",
        "1.5",
        "1e0",
        "1x",
        "one",
        "\u00b2",  # superscript two: a digit, but no number that counts
        "\u2460",  # a circled one
        "\u4e00",  # the Chinese word for one
        "9" * 10_000,
        "0" * 5_000 + "1",
        "\uff19" * 5_000,
        ",",
        ". , ;",
        "1 x",
        "h?",
    ],
)
@pytest.mark.parametrize("one", [OFTEN, TICKS], ids=["one", "many"])
def test_what_is_no_number_of_an_option_is_misread(one: Item, typed: str) -> None:
    assert isinstance(read(one, typed, has_earlier=False), Misread)


@pytest.mark.parametrize("typed", ["1 2", "1,2", "5 1"])
def test_a_question_with_one_answer_takes_no_two(typed: str) -> None:
    assert isinstance(read(OFTEN, typed, has_earlier=False), Misread)


@pytest.mark.parametrize("typed", ["1 4", "4 1", "1 2 3 4"])
def test_none_of_these_stands_alone(typed: str) -> None:
    assert isinstance(read(TICKS, typed, has_earlier=False), Misread)


def test_a_number_means_the_number_on_the_screen_even_where_options_read_as_numbers() -> None:
    children = worded(item("children", {id: {} for id in ("none", "one", "two")}), "0", "1", "2")
    assert read(children, "2", has_earlier=False) == ("two",)
    assert read(children, "0", has_earlier=False) == ("none",)


# ---- words


@pytest.mark.parametrize("typed", ["Almost always", "almost always", "ALMOST ALWAYS", "  almost \t always "])
def test_the_words_of_an_option_choose_it(typed: str) -> None:
    one = worded(OFTEN, "Never", "Rarely", "Sometimes", "Often", "Almost always")
    assert read(one, typed, has_earlier=False) == ("always",)


def test_the_words_of_an_option_are_read_in_letters_of_any_language() -> None:
    one = worded(item("where", {"street": {}, "home": {}}), "Auf der Straße", "À la maison")
    assert read(one, "AUF DER STRASSE", has_earlier=False) == ("street",)
    assert read(one, "à la MAISON", has_earlier=False) == ("home",)


def test_part_of_the_words_of_an_option_is_misread() -> None:
    assert isinstance(read(OFTEN, "alw", has_earlier=False), Misread)


def test_the_words_of_a_tick_are_one_tick() -> None:
    assert read(worded(TICKS, "Apples", "Pears", "Plums", "None of these"), "pears", has_earlier=False) == ("b",)


# ---- commands


@pytest.mark.parametrize(
    ("typed", "command"),
    [
        ("b", Command.BACK),
        ("B", Command.BACK),
        ("back", Command.BACK),
        ("BACK", Command.BACK),
        (" b ", Command.BACK),
        ("s", Command.SKIP),
        ("S", Command.SKIP),
        ("Skip", Command.SKIP),
        ("?", Command.WHY),
        ("Why", Command.WHY),
        ("x", Command.LEAVE),
        ("X", Command.LEAVE),
        ("exit", Command.LEAVE),
        ("QUIT", Command.LEAVE),
        ("Leave", Command.LEAVE),
    ],
)
@pytest.mark.parametrize("one", [OFTEN, TICKS], ids=["one", "many"])
def test_a_command_is_read_by_its_letter_or_its_word_in_any_case(one: Item, typed: str, command: Command) -> None:
    assert read(one, typed, has_earlier=False) is command
    assert command_in(typed) is command


@pytest.mark.parametrize("typed", ["n", "N", "does not apply", "Does Not Apply"])
def test_does_not_apply_is_an_answer_where_it_is_offered_and_misread_elsewhere(typed: str) -> None:
    assert read(replace(OFTEN, may_not_apply=True), typed, has_earlier=False) == (DOES_NOT_APPLY,)
    assert isinstance(read(OFTEN, typed, has_earlier=False), Misread)


@pytest.mark.parametrize("typed", ["", "   ", "\t"])
def test_an_empty_line_keeps_the_earlier_answer_and_is_misread_where_there_is_none(typed: str) -> None:
    assert read(OFTEN, typed, has_earlier=True) is Command.KEEP
    assert isinstance(read(OFTEN, typed, has_earlier=False), Misread)


@pytest.mark.parametrize("typed", ["bx", "b 1", "1 b", "help me", "skip it"])
def test_a_command_with_something_else_is_misread(typed: str) -> None:
    assert isinstance(read(OFTEN, typed, has_earlier=True), Misread)


_TYPED = st.text(max_size=12) | st.text("0123456789 ,;.)&+bsnx?\uff11\uff12\uff13", max_size=8)


@given(_TYPED, st.sampled_from([OFTEN, TICKS, replace(OFTEN, may_not_apply=True)]), st.booleans())
def test_whatever_is_typed_is_a_response_that_may_be_given_or_a_command_or_misread(
    typed: str, one: Item, has_earlier: bool
) -> None:
    reading: Reading = read(one, typed, has_earlier=has_earlier)
    if isinstance(reading, Misread):
        assert reading.say
    elif isinstance(reading, Command):
        assert reading is not Command.NOT_APPLY
        assert reading is not Command.KEEP or has_earlier
    elif reading == (DOES_NOT_APPLY,):
        assert one.may_not_apply
    else:
        assert tuple(option.id for option in one.chosen(reading)) == reading
        assert len(reading) == 1 or (one.many and "none_of_these" not in reading)


@given(st.sets(st.integers(1, 3), min_size=1), st.sampled_from([" ", ",", ", ", ";", " & ", "+"]))
def test_ticks_typed_by_number_are_those_ticks(numbers: set[int], between: str) -> None:
    typed = between.join(map(str, numbers))
    assert read(TICKS, typed, has_earlier=False) == tuple(TICKS.options[n - 1].id for n in sorted(numbers))


# ---- how a question is put


def test_a_question_is_put_with_its_place_its_hint_and_its_options_numbered() -> None:
    one = replace(worded(OFTEN, "Never", "Rarely", "Sometimes", "Often", "Always"), hint="a hint")
    blocks = question(one, place=Progress("1 of 2"), intro="a new part")
    assert texts(blocks) == [
        "1 of 2",
        "a new part",
        "What about tired?",
        "a hint",
        "Never",
        "Rarely",
        "Sometimes",
        "Often",
        "Always",
    ]
    assert [block.number for block in blocks if isinstance(block, Numbered)] == [1, 2, 3, 4, 5]
    assert not any(block.marked for block in blocks if isinstance(block, Numbered))


@pytest.mark.parametrize(
    ("stage", "then", "asked"),
    [
        *((stage, "", "What about tired?") for stage in (None, *Stage)),
        *((stage, "What did?", "What did?") for stage in (Stage.ENDED, Stage.LOOKING, Stage.PARTED)),
        (Stage.JUST_BEGUN, "What did?", "So far?"),
        *((stage, "What did?", "What about tired?") for stage in (None, Stage.GOING, Stage.BREAK, Stage.NEVER)),
    ],
)
def test_a_question_is_put_in_words_for_those_who_have_just_begun_and_for_those_whose_therapy_has_ended(
    stage: Stage | None, then: str, asked: str
) -> None:
    asks = replace(OFTEN, text_ended=then, text_just_begun="So far?" if then else "")
    blocks = question(asks, place=Progress("1 of 2"), stage=stage)
    assert [block.text for block in blocks if isinstance(block, Heading)] == [asked]


def test_only_a_tick_all_question_says_that_several_numbers_may_be_typed() -> None:
    extra = len(texts(question(TICKS, place=Progress("here")))) - len(TICKS.options)
    assert extra == len(texts(question(OFTEN, place=Progress("here")))) - len(OFTEN.options) + 1


@pytest.mark.parametrize(
    ("earlier", "marked", "said"),
    [
        (("a", "c"), [1, 3], "a; c"),
        (("none_of_these",), [4], "none_of_these"),
        ((), [], "skipped"),
        ((DOES_NOT_APPLY,), [], "does not apply"),
    ],
)
def test_an_earlier_answer_is_marked_and_said(earlier: tuple[str, ...], marked: list[int], said: str) -> None:
    blocks = question(TICKS, place=Progress("here"), earlier=tuple(map(OptionId, earlier)))
    assert [block.number for block in blocks if isinstance(block, Numbered) and block.marked] == marked
    assert said in texts(blocks)[-1]


@pytest.mark.parametrize(
    ("response", "words"),
    [
        (None, "skipped"),
        ((), "skipped"),
        ((DOES_NOT_APPLY,), "does not apply"),
        (("c", "a"), "a; c"),
        (("none_of_these",), "none_of_these"),
    ],
)
def test_a_response_in_words(response: tuple[OptionId, ...] | None, words: str) -> None:
    assert in_words(TICKS, response) == words


@pytest.mark.parametrize("may_not_apply", [True, False])
def test_the_line_of_keys_names_every_command_that_may_be_typed(may_not_apply: bool) -> None:
    line = f" {keys(replace(OFTEN, may_not_apply=may_not_apply))}"
    offered = [f" {key} " in line for key in ("s", "n", "b", "?", "x")]
    assert offered == [True, may_not_apply, True, True, True]


@pytest.mark.parametrize("may_not_apply", [True, False])
def test_every_key_on_the_line_of_keys_does_something(may_not_apply: bool) -> None:
    one = replace(OFTEN, may_not_apply=may_not_apply)
    for key, word in keys(one).keys:
        assert not isinstance(read(one, key, has_earlier=False), Misread)
        if key != "?":
            assert read(one, word, has_earlier=False) == read(one, key, has_earlier=False)


# ---- why a question is asked


def test_why_a_question_is_asked_is_said_in_the_words_of_its_author() -> None:
    assert why(replace(OFTEN, why="because"), (reason("ash"),)) == "because"


def test_without_such_words_the_reasons_are_named_that_the_question_is_about() -> None:
    said = why(TICKS, (reason("ash"), reason("elm"), reason("fir"), reason("oak")))
    assert "ash; elm; or fir" in said
    assert "oak" not in said


def test_a_question_that_scores_nothing_says_so_when_asked_why() -> None:
    said = why(item("gate", {"yes": {}, "no": {}}), (reason("ash"),))
    assert "ash" not in said
    assert "not scored" in said
