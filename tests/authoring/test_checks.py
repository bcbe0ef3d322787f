"""What each rule warns of, and what it leaves alone: a wrong warning costs more than one that is missing."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from shipped import BANK as WORDS

from stuckpoint.authoring.checks.checking import check_questions, judged
from stuckpoint.loading import load, shipped_folder
from stuckpoint.reading import WarningCode

BANK = """\
name: A small bank
version: '1'
{language}
scales:
  how_often:
    options:
      - {{id: never, text: Never}}
      - {{id: sometimes, text: Sometimes}}
      - {{id: often, text: Often}}
  never_nothing:
    options:
      - {{id: some, text: Some, share: 0.2}}
      - {{id: more, text: More, share: 1}}
  all_the_same:
    options:
      - {{id: some, text: Some, share: 1}}
      - {{id: more, text: More, share: 1}}
"""
TRACK = """\
track: here
name: Here
context:
  - id: stage
    text: Where are you with it?
    options:
      - {id: going, text: It goes on}
      - {id: ended, text: It has ended}
"""
REASON = """\
reason: {id}
name: A reason
tracks: [here]
lies_with: [setting]
summary: {summary}
may_mean: [It may be the room.]
does_not_mean: {does_not_mean}
first_step: try_{id}
first_line: say_{id}
steps: {{you: [{{id: try_{id}, text: {step}}}]}}
opening_lines: [{{id: say_{id}, text: {line}}}]
items:
  - {{id: {id}_one, text: 'Do you go out with {id}?', scale: how_often}}
  - {{id: {id}_two, text: 'Do you come home with {id}?', scale: how_often, reverse: true}}
"""


def reason(id: str, items: str = "", **words: str) -> str:
    """Returns a reason of which nobody would warn, but for what is given."""
    said = {"summary": "It can be moved.", "does_not_mean": "It is not you.", "line": "Could we move?"}
    return REASON.format(id=id, **{**said, "step": f"Look at {id}.", **words}) + items


REVERSED = "scale: how_often\n    reverse: true"


def item(text: str, id: str = "asked", rest: str = REVERSED) -> str:
    return f"  - id: {id}\n    text: {text}\n    {rest}\n"


def options(*lines: str) -> str:
    return "options:\n" + "".join(f"      - {line}\n" for line in lines).rstrip("\n")


def warned(folder: Path, *reasons: str, language: str = "", track: str = TRACK) -> Sequence[tuple[WarningCode, str]]:
    """Writes a bank, and returns the code of each warning with the line that it is about."""
    (folder / "reasons").mkdir()
    (folder / "tracks").mkdir()
    (folder / "bank.yaml").write_text(BANK.format(language=language), encoding="utf-8")
    (folder / "tracks" / f"{track.split()[1]}.yaml").write_text(track, encoding="utf-8")
    for text in reasons:
        id = text.split()[1]
        (folder / "reasons" / f"{id}.yaml").write_text(text, encoding="utf-8")
    found = []
    for problem in judged(load([folder], shipped=shipped_folder(), words=WORDS), folder):
        assert isinstance(problem.code, WarningCode), problem
        line = Path(problem.place.file).read_text("utf-8").splitlines()[problem.place.line - 1]
        found.append((problem.code, line.strip().removeprefix("text: ")))
    return found


def codes(found: Sequence[tuple[WarningCode, str]]) -> list[WarningCode]:
    return [code for code, _ in found]


def test_the_bank_that_these_tests_change_has_nothing_to_warn_of(tmp_path: Path) -> None:
    assert warned(tmp_path, reason("rain"), reason("snow")) == []


# ---- how a question is worded

WORDED = {
    WarningCode.READING_GRADE: [
        "How frequently does communicative reciprocity characterise your conversations?",
    ],
    WarningCode.DOUBLE_BARRELLED: [
        "Do you feel heard and/or seen?",
        "Do you feel heard And / Or seen?",
        "Do you feel heard? And do you feel seen?",
        "Could you pick it up again, and do you want to?",
    ],
    WarningCode.NEGATED: [
        "How often did you not feel heard?",
        "How often does your partner never listen?",
        "Think of last week. Have you not felt heard?",
        "Didn't you feel heard?",
        "Didn\u2019t you feel heard?",
        "How often do the two of you not talk?",
    ],
    WarningCode.LEADING: [
        "Surely you feel heard. How often?",
        "You feel heard, don't you?",
        "You feel heard, right?",
        "Do you agree that you feel heard?",
        "Wouldn't you say you feel heard?",
        "As you know, talk helps. Does it help you?",
    ],
    WarningCode.JUDGING_WORD: [
        "Do you ever feel lazy?",
        "Do you have a disorder?",
        "How often did you fail?",
        "Has someone told you that you are in denial?",
        "Do you see the patient in you?",
    ],
}
LONG = [f"{{id: o{number}, text: {text}}}" for number, text in enumerate(("Never", "Rarely", "Sometimes", "Usually"))]
LONG.append("{id: o4, text: Almost always, points_to: {rain: 1}}")
LEFT_ALONE = [
    "Did you have any that did not help?",
    "Think of a day you did not want to go. Why was that?",
    "How often did you think: why has this not worked?",
    "How often did you say yes and not mean it?",
    "Do you go, whether or not it rains?",
    "How often did you hear nothing?",
    "Is there a loss that nobody asks about?",
    "How much do you agree that you feel heard?",
    "Do you agree on what it is for?",
    "In the course of a week, how often do you go?",
    "How often do you get it right?",
    "How often did you say \u201cWhy me?\u201d to a friend?",
    "Do you talk of sleep and food?",
    "How patient were they with you?",
    "How often did the lift get stuck?",
]


@pytest.mark.parametrize(("code", "text"), [(code, text) for code, texts in WORDED.items() for text in texts])
def test_a_question_worded_like_this_gets_its_warning_and_no_other(
    code: WarningCode, text: str, tmp_path: Path
) -> None:
    found = codes(warned(tmp_path, reason("rain", item('"' + text.replace('"', '\\"') + '"'))))
    # "Didn't you" pushes as well as it negates.
    assert code in found
    assert set(found) <= {code, *([WarningCode.NEGATED] if code is WarningCode.LEADING else [])}


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_a_question_worded_like_this_is_left_alone(text: str, tmp_path: Path) -> None:
    assert warned(tmp_path, reason("rain", item(f'"{text}"'))) == []


@pytest.mark.parametrize("language", ["de", "fr-CA"])
def test_rules_about_english_words_say_nothing_of_another_language(language: str, tmp_path: Path) -> None:
    texts = [next(text for text in texts if text.count("?") == 1) for texts in WORDED.values()]
    items = "".join(item(f'"{text}"', f"asked_{number}") for number, text in enumerate(texts))
    assert codes(warned(tmp_path, reason("rain", items), language=f"language: {language}")) == []


def test_a_file_may_be_in_another_language_than_its_bank(tmp_path: Path) -> None:
    texts = [next(text for text in texts if text.count("?") == 1) for texts in WORDED.values()]
    items = "".join(item(f'"{text}"', f"asked_{number}") for number, text in enumerate(texts))
    there = reason("rain", items).replace("reason: rain\n", "reason: rain\nlanguage: es\n")
    here = reason("snow", item('"Surely it snows. How often?"', "snows"), step="You must try snow.")

    assert warned(tmp_path, there, here) == [(WarningCode.LEADING, '"Surely it snows. How often?"')]


def test_a_file_may_be_in_english_in_a_bank_that_is_not(tmp_path: Path) -> None:
    here = reason("snow", item('"Surely it snows. How often?"')).replace(
        "reason: snow\n", "reason: snow\nlanguage: en-GB\n"
    )
    (tmp_path / "bank").mkdir()

    assert codes(warned(tmp_path / "bank", here, language="language: es")) == [WarningCode.LEADING]


def test_the_language_of_a_file_has_to_be_a_code_too(tmp_path: Path) -> None:
    there = reason("rain").replace("reason: rain\n", "reason: rain\nlanguage: Spanish\n")

    assert warned(tmp_path, there) == [(WarningCode.LANGUAGE_CODE, "language: Spanish")]


@pytest.mark.parametrize(
    ("text", "hard"),
    [("How often?", False), ("Do you worry?", False), ("How incomprehensible are interpersonal relationships?", True)],
)
def test_a_question_of_few_words_is_hard_only_if_its_own_words_are(text: str, hard: bool, tmp_path: Path) -> None:
    found = warned(tmp_path, reason("rain", item(text, rest=options(*LONG))))

    assert codes(found) == [WarningCode.READING_GRADE] * hard


def test_what_something_does_not_mean_has_to_be_said_and_may_be_said_in_such_words(tmp_path: Path) -> None:
    words = "It does not mean that you are lazy."
    assert warned(tmp_path, reason("rain", does_not_mean=words)) == []


def test_an_explanation_may_be_a_little_harder_than_a_question(tmp_path: Path) -> None:
    text = "Do morning sessions ever make your sleeping even harder?"
    assert warned(tmp_path, reason("rain", item(text), summary=text)) == [(WarningCode.READING_GRADE, text)]


@pytest.mark.parametrize(
    ("line", "cut"),
    [
        ("text: Do you meet in room #3", True),
        ("text: Do you meet in room # 3", True),
        ("text: Do you meet in the room  #3", True),
        ("text: Do you meet in\n      room #3", True),
        ("text: Do you meet in the room?  # a comment", False),
        ("text: Do you meet in the room? # a comment", False),
        ("text: Do you meet in the room  # a comment", False),
        ("text: Do you meet in the room  #", False),
        ("text: Do you meet in the room\n    #a line of comment", False),
        ("text: 'Do you meet in room #3'", False),
        ("text: 'Do you meet in the room' #3", False),
        ("text: Do you meet in room#3", False),
        ("text: >-\n      Do you meet in room #3", False),
    ],
)
def test_a_text_that_ends_at_a_hash_is_told_from_one_with_a_comment_behind_it(
    line: str, cut: bool, tmp_path: Path
) -> None:
    written = f"  - id: asked\n    {line}\n    scale: how_often\n"
    assert codes(warned(tmp_path, reason("rain", written))) == [WarningCode.CUT_TEXT] * cut


def test_a_cut_text_is_shown_where_it_was_cut(tmp_path: Path) -> None:
    warned(tmp_path, reason("rain", "  - id: asked\n    text: Do you meet in\n      room #3\n    scale: how_often\n"))
    (problem,) = check_questions(tmp_path)
    line = Path(problem.place.file).read_text("utf-8").splitlines()[problem.place.line - 1]
    assert line[problem.place.column - 1 :] == "#3"


SHOWN = [
    "Is it **very** wet?",
    "Is it *very* wet?",
    "Is it __very__ wet?",
    "Is it `very` wet?",
    "Is it <b>very</b> wet?",
    "Is it&nbsp;very wet?",
    "Is it [very wet](http://rain.example)?",
    "Is it wet, {name}?",
    "Is it wet, {{ name }}?",
    "Is it wet, %s?",
    "Is it wet, [your name]?",
    "How wet is ___?",
    "Is it wet,\\\\nor dry?",
    "Is it wet,",
]
NOT_SHOWN = [
    "Is it 50 % wet, or < 5?",
    "Is 2 * 3 * 4 enough?",
    "Is it wet (very wet)?",
    "Is it wet, or [as they say] damp?",
    "Does it cost $5 or more?",
    "Is it wet & cold?",
    "Is this item snake_case_like?",
    "Is it number #1?",
]


@pytest.mark.parametrize("text", SHOWN)
def test_signs_that_other_programs_make_something_of_are_warned_of(text: str, tmp_path: Path) -> None:
    assert codes(warned(tmp_path, reason("rain", item(f'"{text}"')))) == [WarningCode.SHOWN_AS_TYPED]


@pytest.mark.parametrize("text", NOT_SHOWN)
def test_signs_that_stand_for_themselves_are_left_alone(text: str, tmp_path: Path) -> None:
    assert warned(tmp_path, reason("rain", item(f'"{text}"'))) == []


@pytest.mark.parametrize(("note", "is_shown"), [("\n      # my note", True), ("\n      It is #1.", False)])
def test_a_note_below_a_bar_is_part_of_the_text(note: str, is_shown: bool, tmp_path: Path) -> None:
    found = codes(warned(tmp_path, reason("rain", item(f"|\n      Is it wet?{note}"))))
    assert found == ([WarningCode.SHOWN_AS_TYPED] if is_shown else [])


def test_two_options_for_two_tracks_may_read_the_same_as_nobody_sees_both(tmp_path: Path) -> None:
    three = ["{id: a, text: {here: Wet}}", "{id: b, text: ' wet ', points_to: {rain: 1}}", NONE]
    assert codes(warned(tmp_path, reason("rain", item("Is it?", rest=options(*three))))) == [WarningCode.SAME_TEXT]


# ---- what its answers can say

A, B, NONE = "{id: a, text: One}", "{id: b, text: Two}", "{id: none_of_these, text: None of these}"
TO = "{{id: {}, text: {}, points_to: {{{}: {}}}}}"
TO_RAIN = TO.format("a", "One", "rain", 1)


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ("scale: how_often", []),
        ("scale: all_the_same", [WarningCode.SAME_WAY]),
        ("scale: never_nothing", [WarningCode.NO_NOT_ME]),
        (options(A, B), [WarningCode.SAME_WAY]),
        (options("One", "Two"), [WarningCode.SAME_WAY]),
        (options(A, "{id: b, text: Two, raise_it: Say it.}"), []),
        (options(A), [WarningCode.SAME_WAY]),
        (options(TO_RAIN, B), []),
        (options(TO_RAIN, TO.format("b", "Two", "rain", 1)), [WarningCode.SAME_WAY]),
        (options(TO_RAIN), [WarningCode.SAME_WAY]),
        (options(TO_RAIN, TO.format("b", "Two", "rain", 2)), [WarningCode.NO_NOT_ME]),
        (options(TO_RAIN, TO.format("b", "Two", "snow", 1)), [WarningCode.NO_NOT_ME]),
        (options(TO_RAIN, TO.format("b", "Two", "snow", 1), NONE), []),
        (options(TO_RAIN, TO.format("b", "Two", "rain", 0)), []),
        ("choose: many\n    " + options(TO_RAIN, NONE), []),
    ],
)
def test_an_item_has_to_have_answers_that_say_different_things_and_one_that_says_nothing(
    answers: str, expected: list[WarningCode], tmp_path: Path
) -> None:
    found = warned(tmp_path, reason("rain", item("Which is nearest?", rest=answers)), reason("snow"))
    assert codes(found) == expected


@pytest.mark.parametrize(
    ("others", "this", "flagged"),
    [
        (2, "scale: how_often", False),
        (3, "scale: how_often", True),
        (3, "scale: how_often\n    may_not_apply: true", False),
        (3, "scale: how_often\n    show_if: {stage: [going]}", False),
        (3, options(A, NONE), False),
    ],
)
def test_only_the_one_item_without_does_not_apply_among_many_with_it_is_asked_about(
    others: int, this: str, flagged: bool, tmp_path: Path
) -> None:
    words = ["door", "lamp", "chair"][:others]
    items = "".join(
        item(f"Do you see the {word}?", word, "scale: how_often\n    may_not_apply: true") for word in words
    )
    text = reason("rain").split("items:\n")[0] + "items:\n" + items + item("Do you hear the sea?", rest=this)
    found = warned(tmp_path, text, reason("snow"))
    assert (WarningCode.MAY_NOT_APPLY in codes(found)) is flagged


# ---- which way scores go

# Scales as people write them, each option as it is read, and behind a = what it counts. Nothing is wrong with any.
SOUND_SCALES = """
Never, Rarely, Sometimes, Often, Almost always
Not at all, A little, Quite a bit, Very much
No, Partly, Yes
No, Yes
No, Maybe, Yes, Yes a lot
None, A few, Some, Most, All
None of the time, Some of the time, All of the time
Strongly disagree, Disagree, Neither, Agree, Strongly agree
Not true, Partly true, True
Never true, Sometimes true, Always true
Not at all likely, Likely, Very likely
Very hard, Hard, In between, Easy, Very easy
Very unhappy, Unhappy, So so, Happy, Very happy
Much worse, Worse, No change, Better, Much better
Far too little, Too little, About right
Poor, Fair, Good, Very good
Hardly ever, Now and then, Often
Rarely, Sometimes, Often
Less than once a month, Once a month, Once a week, Most days
Not once, Once or twice, Three times or more
Zero, One, Two, Three or more
0, 1, 2, 3
Nothing, A little of it, About half, Nearly all
Not really, Somewhat, Definitely
I disagree, I am not sure, I agree
Cold, Cool, Warm, Hot
Too early to say, No sign of it, Some signs, Clear signs
Weeks ago, Days ago, Today
Always=0, Often=0.3, Seldom=0.7, Never=1
Does not bother me, Bothers me a bit, Bothers me a lot
Often=1, Sometimes=0.5, Never=0
Yes=1, No=0
"""
TURNED_SCALES = """
Almost always, Often, Sometimes, Rarely, Never
Very much, Quite a bit, A little, Not at all
Yes, Partly, No
Yes, No
All, Most, Some, None
All of the time, Some of the time, None of the time
Strongly agree, Agree, Neither, Disagree, Strongly disagree
True, Partly true, Not true
Often, Never, Sometimes
3, 2, 1, 0
Never=1, Sometimes=0.5, Often=0
"""


def scale(options: str) -> str:
    """Returns a scale in a reason file, of options in a line; one that says what it counts has a `=`."""
    lines = []
    for number, option in enumerate(options.split(", ")):
        text, _, share = option.partition("=")
        shared = f", share: {share}" if share else ""
        lines.append(f"      - {{id: option_{number}, text: '{text}'{shared}}}\n")
    return "scales:\n  of_mine:\n    options:\n" + "".join(lines)


# Counting the other way on purpose is said with shares; "never" is then what counts most.
ON_PURPOSE = "Always=0, Often=0.3, Seldom=0.7, Never=1"


@pytest.mark.parametrize("options", [one for one in SOUND_SCALES.strip().split("\n") if one != ON_PURPOSE])
def test_a_scale_written_least_first_is_left_alone(options: str, tmp_path: Path) -> None:
    found = codes(warned(tmp_path, reason("rain", scale(options))))
    assert [code for code in found if code is not WarningCode.NO_NOT_ME] == []


@pytest.mark.parametrize("options", TURNED_SCALES.strip().split("\n"))
def test_a_scale_written_most_first_is_warned_of(options: str, tmp_path: Path) -> None:
    assert codes(warned(tmp_path, reason("rain", scale(options)))) == [WarningCode.LEAST_FIRST]


GOOD = [
    "In the past month, how often did you keep the thread?",
    "How often did you feel understood?",
    "Think of last week. How often were you able to rest?",
    "How often do you look forward to a session?",
    "How much do you trust your therapist?",
    "How often could you say what was on your mind?",
    "How often did you feel heard by your partner?",
]
NOT_GOOD = [
    "How often did you lose the thread?",
    "How often did you feel misunderstood?",
    "How often did you not feel understood?",
    "How often were you unable to rest?",
    "How often did you feel better once the session was over?",
    "How often do you look forward to the end of a session?",
    "How often could you hear them through the wall?",
    "How often did you wish to feel heard?",
    "How often did you feel too safe to change a thing?",
    "How often did you have to explain yourself?",
    "How often do you feel free to speak with others only?",
    "How often did you think: I feel safe here?",
    "How often did you feel close to tears, and hide it?",
    "How often does a session go by with small talk?",
    "How often did you feel heard and then forget it all?",
    "How often do you enjoy a session just for the chat?",
]


@pytest.mark.parametrize("text", GOOD)
def test_something_good_that_counts_for_a_trouble_is_warned_of(text: str, tmp_path: Path) -> None:
    assert codes(warned(tmp_path, reason("rain", item(text, rest="scale: how_often")))) == [WarningCode.TURNED_ROUND]


@pytest.mark.parametrize("text", GOOD)
def test_something_good_that_is_turned_round_already_is_left_alone(text: str, tmp_path: Path) -> None:
    assert warned(tmp_path, reason("rain", item(text))) == []


@pytest.mark.parametrize("text", NOT_GOOD)
def test_a_trouble_that_counts_for_one_is_left_alone(text: str, tmp_path: Path) -> None:
    found = codes(warned(tmp_path, reason("rain", item(f'"{text}"', rest="scale: how_often"))))
    assert WarningCode.TURNED_ROUND not in found


def test_something_good_may_count_for_a_reason_that_is_no_trouble(tmp_path: Path) -> None:
    done = reason("rain", item(GOOD[1], rest="scale: how_often")).replace(
        "name: A reason", "name: Perhaps you are done"
    )
    assert warned(tmp_path, done) == []


@pytest.mark.parametrize(("turned", "found"), [("", [WarningCode.ONE_WAY]), ("\n    reverse: true", [])])
def test_a_reason_of_four_scale_items_has_one_that_counts_at_its_first_answer(
    turned: str, found: list[WarningCode], tmp_path: Path
) -> None:
    one_way = reason("rain").replace(", reverse: true", "")
    more = item("Does it drip?", "drips", f"scale: how_often{turned}") + item("Is it wet?", "wet", "scale: how_often")
    assert codes(warned(tmp_path, one_way + more)) == found


# ---- the questions as a whole


@pytest.mark.parametrize(
    ("show_if", "can_be"),
    [
        ("{one: [a]}", True),
        ("{all: [{one: [a]}, {one: [b]}]}", False),
        ("{all: [{one: [a, b]}, {one: [b, c]}]}", True),
        ("{any: [{one: [a]}, {one: [b]}]}", True),
        ("{all: [{one: [a]}, {any: [{one: [b]}, {stage: [going]}]}]}", True),
        ("{all: [{one: [a]}, {any: [{one: [b]}, {all: [{stage: [going]}, {stage: [ended]}]}]}]}", False),
        ("{all: [{ticks: [a]}, {ticks: [b]}]}", True),
        ("{all: [{ticks: [a]}, {ticks: [none_of_these]}]}", False),
        ("{all: [{ticks: [a]}, {ticks: [b, none_of_these]}]}", True),
        ("{ticks: [none_of_these]}", True),
        ("{behind_a: [often]}", True),
        ("{all: [{behind_a: [often]}, {one: [b]}]}", False),
        ("{all: [{one: [b]}, {behind_a: [often]}]}", False),
        ("{all: [{behind_a: [often]}, {one: [a, b]}]}", True),
    ],
)
def test_an_item_that_no_answers_lead_to_is_told_from_one_that_some_do(
    show_if: str, can_be: bool, tmp_path: Path
) -> None:
    three = [TO.format("a", "Letter a", "rain", 1), *(f"{{id: {letter}, text: Letter {letter}}}" for letter in "bc")]
    gates = (
        item("Which one is it?", "one", options(*three))
        + item("Which are they?", "ticks", "choose: many\n    " + options(*three, NONE))
        + item("How is a?", "behind_a", "scale: how_often\n    show_if: {one: [a]}")
    )
    found = warned(tmp_path, reason("rain", gates + item("And now?", rest=f"scale: how_often\n    show_if: {show_if}")))
    assert codes(found) == ([] if can_be else [WarningCode.UNREACHABLE])


def test_what_waits_for_an_item_that_nobody_is_asked_is_never_asked_either(tmp_path: Path) -> None:
    never = "{all: [{stage: [going]}, {stage: [ended]}]}"
    items = item("And now?", "first", f"scale: how_often\n    show_if: {never}")
    items += item("And then?", "second", "scale: how_often\n    show_if: {first: [often]}")
    assert codes(warned(tmp_path, reason("rain", items))) == [WarningCode.UNREACHABLE] * 2


def test_a_very_long_chain_of_conditions_is_let_be(tmp_path: Path) -> None:
    items = item("Is it so?", "i0")
    for number in range(1, 700):
        items += item(f"And {number}?", f"i{number}", f"scale: how_often\n    show_if: {{i{number - 1}: [often]}}")
    assert warned(tmp_path, reason("rain", items)) == []


@pytest.mark.parametrize(
    ("items", "can"),
    [
        ("", False),
        (item("Is it so?"), False),
        (item("Is it so?") + item("Is it now?", "two"), True),
        (item("Is it so?") + item("Is it now?", "two", "scale: how_often\n    show_if: {asked: [often]}"), True),
        (
            item("Is it so?")
            + item("Is it now?", "two", "scale: how_often\n    show_if: {all: [{stage: [going]}, {stage: [ended]}]}"),
            False,
        ),
    ],
)
def test_a_reason_can_stand_out_only_on_items_that_can_be_asked(items: str, can: bool, tmp_path: Path) -> None:
    text = reason("rain").split("items:\n")[0] + (f"items:\n{items}" if items else "items: []\n")
    found = codes(warned(tmp_path, text, reason("snow")))
    assert (WarningCode.NEVER_STANDS_OUT not in found) is can


@pytest.mark.parametrize(
    ("first", "second", "alike"),
    [
        ("Do you feel heard?", "Do you feel heard?", True),
        ("In sessions, how often do you feel heard?", "How often do you feel heard in sessions?", True),
        ("How often did you feel heard?", "How often do you really feel heard?", True),
        ("Did your friend listen when you were low?", "Did your old friend listen when you were low?", True),
        ("Did your old friend listen when you were low?", "Did your friend listen when you were low?", True),
        ("Did your old friend listen when you were low?", "Did your new friend listen when you were low?", False),
        ("Do you feel heard?", "Do you feel seen?", False),
        ("Do you feel heard?", "Do you still feel heard?", False),
        ("How often do you hush your partner?", "How often does your partner hush you?", False),
        ("How often do you feel heard?", "How much do you feel heard?", False),
    ],
)
def test_a_copy_with_little_words_changed_or_one_more_is_told_from_another_question(
    first: str, second: str, alike: bool, tmp_path: Path
) -> None:
    found = warned(tmp_path, reason("rain", item(first, "first") + item(second, "second")))
    assert found == [(WarningCode.NEAR_DUPLICATE, second)] * alike


@pytest.mark.parametrize(
    ("first", "second", "alike"),
    [
        (options(TO_RAIN, B), options(TO_RAIN, B), True),
        (options(TO_RAIN, B), options(TO_RAIN, "{id: c, text: Three}"), False),
        ("scale: how_often\n    show_if: {stage: [going]}", "scale: how_often\n    show_if: {stage: [ended]}", False),
        ("scale: how_often", "scale: how_often\n    show_if: {stage: [ended]}", True),
    ],
)
def test_lists_are_alike_only_with_their_options_and_two_wordings_for_two_stages_are_one_question(
    first: str, second: str, alike: bool, tmp_path: Path
) -> None:
    items = item("Which is nearest?", "first", first) + item("Which is nearest?", "second", second)
    assert codes(warned(tmp_path, reason("rain", items))) == [WarningCode.NEAR_DUPLICATE] * alike


# ---- what a reason offers


@pytest.mark.parametrize(
    ("step", "alike"), [("Walk round the block.", True), ("walk round the block", True), ("Walk the block.", False)]
)
def test_a_step_that_two_reasons_have_is_told_from_one_of_its_own(step: str, alike: bool, tmp_path: Path) -> None:
    found = warned(tmp_path, reason("rain", step="Walk round the block."), reason("snow", step=step))
    assert codes(found) == [WarningCode.REPEATED_STEP] * alike


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ({"step": "Walk., when: [going]"}, "steps"),
        ({"line": "Could we move?, when: [going, break]"}, "opening_lines"),
        ({"step": "Walk., when: [ended]"}, None),
    ],
)
def test_a_reason_serves_someone_whose_therapy_has_ended_too(
    words: dict[str, str], line: str | None, tmp_path: Path
) -> None:
    found = warned(tmp_path, reason("rain", **words))
    assert [(code, text.split(":")[0]) for code, text in found] == (
        [(WarningCode.NOTHING_WHEN_ENDED, line)] if line else []
    )


def test_where_nobody_is_asked_if_it_has_ended_nothing_has_to_serve_then(tmp_path: Path) -> None:
    text = reason("rain", step="Walk., when: [going]")
    assert warned(tmp_path, text, track=TRACK.split("context")[0]) == []


@pytest.mark.parametrize(
    ("track", "mark", "missing"),
    [("couples", "", True), ("couples", ", unsafe_with_control: false", False), ("here", "", False)],
)
def test_a_reason_for_couples_says_of_each_line_whether_it_is_safe(
    track: str, mark: str, missing: bool, tmp_path: Path
) -> None:
    text = reason("rain", step="Walk., unsafe_with_control: false", line=f"Could we move?{mark}")
    found = warned(tmp_path, text.replace("[here]", f"[{track}]"), track=TRACK.replace("here", track))
    assert codes(found) == [WarningCode.MISSING_MARK] * missing


# ---- what the results read


CONTEXT = "context:\n  - id: {}\n    text: Where are you with it?\n    options:\n{}"


@pytest.mark.parametrize(
    ("item", "options", "unread"),
    [
        ("stage", "going ended", False),
        ("stage", "going end", True),
        ("stage", "still_going ended", True),
        ("stage", "going ended elsewhere", False),
        ("stage", "going just_begun break ended looking end", False),
        ("stages", "going ended", True),
        ("progres", "better same worse", True),
        ("age", "under_30 over_30", False),
        ("stages", "one two three", False),
        ("season", "going ended", False),
    ],
)
def test_a_context_item_or_option_is_asked_about_only_where_one_that_results_know_seems_to_be_meant(
    item: str, options: str, unread: bool, tmp_path: Path
) -> None:
    listed = "".join(f"      - {{id: {option}, text: It is {option}}}\n" for option in options.split())
    track = f"{TRACK.split('context:')[0]}{CONTEXT.format(item, listed)}"
    assert codes(warned(tmp_path, reason("rain"), track=track)) == [WarningCode.UNREAD_CONTEXT] * unread


@pytest.mark.parametrize(
    ("language", "named"), [("en", False), ("de", False), ("pt-BR", False), ("German", True), ("Deutsch", True)]
)
def test_a_language_has_to_be_given_by_its_code(language: str, named: bool, tmp_path: Path) -> None:
    found = warned(tmp_path, reason("rain"), language=f"language: {language}")
    assert codes(found) == [WarningCode.LANGUAGE_CODE] * named


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\u201cCould it be the room?\u201d", True),
        ("\u2018Could it be the room?\u2019", True),
        ("'\u201cCould it be the room?\u201d'", False),
        ("Could \u201cit\u201d be the room?", False),
        ("\u201cThe room\u201d or \u201cthe hall\u201d", False),
    ],
)
def test_curly_quotes_are_asked_about_where_a_text_stands_whole_in_them_and_not_in_straight_ones(
    text: str, shown: bool, tmp_path: Path
) -> None:
    assert codes(warned(tmp_path, reason("rain", item(text)))) == [WarningCode.CURLY_QUOTES] * shown


@pytest.mark.parametrize(
    ("paragraphs", "shown"),
    [
        ("[It may be, that the room is too small.]", True),
        ("[It may be the room., It can also be that,if it rains, nobody comes.]", True),
        ("[It may be, that the room is too small., It can also be, that it is the hall.]", True),
        ("[It may be the room., It can also be the hall.]", False),
        ("['It may be', that the room is too small.]", False),
        ("[It may be the room, 'that is too small.']", False),
        ("[the room, the hall]", False),
        ("[The room, the hall]", False),
        ("[It may be the room., e.g. the hall.]", False),
        ("[{text: It may be the room}, {text: that is too small.}]", False),
        ("[{here: It may be the room}, {here: that is too small.}]", False),
        ("\n  - It may be\n  - that the room is too small.", False),
        ("\n  - It may be,\n    that the room is too small.", False),
        ("[The room is small, The hall is big.]", False),
        ("[\u4e5f\u8bb8\u662f\u623f\u95f4, \u592a\u5c0f\u4e86\u3002]", False),
    ],
)
def test_a_comma_in_brackets_is_asked_about_where_a_sentence_goes_on_behind_it(
    paragraphs: str, shown: bool, tmp_path: Path
) -> None:
    text = reason("rain").replace("[It may be the room.]", paragraphs)
    found = warned(tmp_path, text)
    assert {WarningCode.SPLIT_TEXT} & set(codes(found)) == ({WarningCode.SPLIT_TEXT} if shown else set())


def test_a_text_that_several_commas_split_is_one_warning_where_it_begins(tmp_path: Path) -> None:
    own = "may_mean: [It may be the room., It may be, for one, that it is small., It can be, that it rains.]"
    text = reason("rain").replace("may_mean: [It may be the room.]", own)
    assert warned(tmp_path, text) == [(WarningCode.SPLIT_TEXT, own)] * 2
