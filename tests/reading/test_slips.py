"""What is said of a slip that leaves a file YAML, and something else than was meant: one line, where it is."""

from collections.abc import Sequence

import pytest
from mistakes import BAD, FIRST, HINT, NEXT, OK, REASON, SCALE

from stuckpoint.reading import Problem, fields
from stuckpoint.reading.shapes import Walk
from stuckpoint.reading.source import read_text

WHOLE = REASON.replace("# A reason of my own.", "lies_with: [setting]")
OPTION = "      - {id: bad, text: No, points_to: {gaps: 2}}"
STEPS = "steps:\n  you:\n    - id: note_gap\n      text: Note what comes up.\n"
OPTIONS = f"\n{OK}\n{BAD}\n      - {{id: none_of_these, text: None of these}}"
LOST = "    text: How often did you lose the thread?"
ITEMS_LOST = ["an item has one", "'items:' missing above"]
MAY_MEAN = "  - The gap may be too long for you.\n  - It can also be that.\n"


def found(text: str) -> Sequence[Problem]:
    """Returns the problems of a reason file, of writing and of shape."""
    source, walk = read_text(text, "f"), Walk(text)
    assert source.tree is not None
    walk.value(source.tree, fields.REASON, "this reason file")
    return (*source.problems, *walk.problems)


# What was written, what is written in its place with ^ where the problem is, its code, and words that have to be said.
SLIPS: list[tuple[str, str, str, Sequence[str]]] = [
    # commas, colons and quotes inside { }
    (OK, "      - {id: ok, text: It was fine, ^or nearly}", "unknown-key", ["comma", "'or nearly'", "quotes round"]),
    (OK, "      - {id: ok, text: Yes, ^no, or both}", "unknown-key", ["comma", "'no'", "quotes round"]),
    (OK, "      - {id: ok, text: \u201cYes, ^or no\u201d}", "unknown-key", ["curly", "straight"]),
    (OK, "      - {^id:ok, text: It was fine}", "unknown-key", ["no space after the colon of 'id'", "'id: ok'"]),
    (OK, "      - {id: ok, ^text:\u00a0It was fine}", "unknown-key", ["no-break space", "'text:'"]),
    (OK, "      - {id: ok, ^text It was fine}", "unknown-key", ["no ': ' after 'text'", "'text: It was fine'"]),
    (OK, "      - {^id = ok, text: It was fine}", "unknown-key", ["no ': ' after 'id'", "'id: ok'"]),
    (BAD, OPTION.replace("gaps: 2", "^gaps:2"), "bad-id", ["no space after the colon of 'gaps'", "'gaps: 2'"]),
    (BAD, OPTION.replace("gaps: 2", "^gaps 2"), "bad-id", ["no ': ' after 'gaps'", "'gaps: 2'"]),
    (BAD, OPTION.replace("gaps: 2", "^gaps=2"), "bad-id", ["no ': ' after 'gaps'", "'gaps: 2'"]),
    (BAD, OPTION.replace("gaps: 2", "gaps: ^1,5"), "bad-number", ["'1,5'", "write 1.5"]),
    (OK, "      - {id: ok, text: ^{Often}}", "wrong-kind", ["begin with {", "quotes round"]),
    (OK, "      - {id: ok, text: ^{Often, or so}}", "wrong-kind", ["begin with {", "quotes round"]),
    # a colon in a text of a list
    ("  - It can also", "  - ^It can: also", "wrong-kind", ["': '", "quotes round the whole text"]),
    ("  - It can also be that.", "  - ^It can also be that:", "wrong-kind", ["': '", "quotes round the whole text"]),
    # one thing where another is due
    (
        STEPS,
        "steps:\n  ^- id: note_gap\n    text: Note.\n",
        "wrong-kind",
        ["'you:' above", "with_therapist, elsewhere"],
    ),
    (STEPS, "steps: ^note_gap\n", "wrong-kind", ["you, with_therapist, elsewhere"]),
    (BAD, OPTION.replace("{gaps: 2}", "^gaps"), "wrong-kind", ["write {gaps: 1}"]),
    (BAD, OPTION.replace("{gaps: 2}", "^[gaps]"), "wrong-kind", ["write {gaps: 1}"]),
    ("[individual]", "^individual", "wrong-kind", ["'[individual]'"]),
    ("[individual]", "^individual, couples", "wrong-kind", ["'[individual, couples]'"]),
    ("[individual]", "^individual]", "wrong-kind", ["'[individual]'"]),
    ("[individual]", "^(individual, couples)", "wrong-kind", ["'[individual, couples]'"]),
    (SCALE, f"{SCALE}\n    show_if: {{stage: ^{{not: [going]}}}}", "wrong-kind", ["no 'not'", "that are left"]),
    (SCALE, f"{SCALE}\n    show_if: {{stage: ^{{any: [going]}}}}", "wrong-kind", ["keys of its own", "[often, almost"]),
    (SCALE, f"{SCALE}\n    show_if: {{stage: ^(going)}}", "wrong-kind", ["'[going]'"]),
    (MAY_MEAN, "  ^The gap may be too long.\n", "wrong-kind", ["line of its own", "'- '"]),
    (MAY_MEAN, "  ^-The gap may be too long.\n", "wrong-kind", ["'- '", "the space is missing"]),
    (MAY_MEAN, "  ^\u2022 The gap may be too long.\n", "wrong-kind", ["'- '", "not with '\u2022'"]),
    (SCALE, "    scale: ^[how_often]", "wrong-kind", ["write an id, without [ ]"]),
    (SCALE, f"{SCALE}\n    show_if: {{stage: ^going}}", "wrong-kind", ["'[going]'"]),
    (OK, "      - ^ok: It was fine", "unknown-key", ["not an option", "id, text"]),
    (OPTIONS, " ^{ok: It was fine}", "wrong-kind", ["'options' is not a list", "{id: ok, text: ...}"]),
    ("      text: Note what comes up.", "      text: Note.\n      when: ^{stage: ended}", "wrong-kind", ["'[ended]'"]),
    # ids
    ("note_gap\nfirst_line", "^note\u200bgap\nfirst_line", "bad-id", ["U+200B (zero width space)"]),
    ("note_gap\nfirst_line", "^n\u043ete_gap\nfirst_line", "bad-id", ["U+043E (cyrillic small letter o)", "a to z"]),
    ("note_gap\nfirst_line", "^n\u00f6te_gap\nfirst_line", "bad-id", ["write 'note_gap'"]),
    ("note_gap\nfirst_line", "^7\nfirst_line", "bad-id", ["write 'n7'"]),
    ("note_gap\nfirst_line", "^note_gap, more\nfirst_line", "bad-id", ["write one id alone"]),
    (
        SCALE,
        "    ^s\u0441ale: how_often",
        "unknown-key",
        ["U+0441 (cyrillic small letter es)", "did you mean 'scale'?"],
    ),
    (SCALE, f"{SCALE}\n    ^question: How?", "unknown-key", ["'text' is there already"]),
    (NEXT, "  - <<: ^*thread\n    id: nearest", "alias", ["'*thread'", "write that part out"]),
    ("note_gap\nfirst_line", "^Note Gap\nfirst_line", "bad-id", ["'note_gap'"]),
    ("[individual]", "[^individual couples]", "bad-id", ["','"]),
    (SCALE, f"{SCALE}\n    show_if: {{stage: [^Going]}}", "bad-id", ["the option's id", "'going'"]),
    (SCALE, f"{SCALE}\n    show_if: {{stage: [^It goes on]}}", "bad-id", ["the option's id", "'it_goes_on'"]),
    (SCALE, f"{SCALE}\n    show_if: {{stage: [^going ended]}}", "bad-id", ["put a ',' between two ids"]),
    (BAD, OPTION.replace("points_to: {gaps: 2}", "^may_not_apply: true"), "unknown-key", ["in the item"]),
    # empty
    (HINT, "    hint:^", "empty", ["write text, or delete the key"]),
    ("    text: Which is nearest?", "    text:^", "empty", ["write text"]),
    ("tracks: [individual]", "tracks:^", "empty", ["'tracks' is empty", "[one, two]"]),
    (OPTIONS, "^", "empty", ["'options' is empty", "each entry below it", "'- '", "or delete the key"]),
    (STEPS, "steps:^\n", "empty", ["this set of steps is empty", "you, with_therapist, elsewhere"]),
    # nothing but a comment
    ("name: Too", "name:^ #Too", "empty", ["'name' is empty", "'#' begins a comment", "quotes round"]),
    ("name: Too", "name:^ # Too", "empty", ["'name' is empty", "'#' begins a comment", "quotes round"]),
    ("  - It can also", "  -^ #It can also", "empty", ["'#' begins a comment", "quotes round"]),
    (HINT, "    hint:^ #1 of them.", "empty", ["'#' begins a comment", "quotes round", "or delete the key"]),
    ("reason: gaps", "reason:^ #gaps", "empty", ["'#' begins a comment", "write an id"]),
    ("tracks: [individual]", "tracks:^ #[individual]", "empty", ["'tracks' is empty"]),
    # twice
    (NEXT, "    ^id: nearest", "duplicate-key", ["'id'", "'- ' before it", "or else delete"]),
    (HINT, f"{HINT}\n    ^hint: Or not.", "duplicate-key", ["'hint'", "delete one of them"]),
    (WHOLE[-50:], f"{WHOLE[-50:]}^{WHOLE}", "duplicate-key", ["another reason", "a file of its own"]),
    # signs with a meaning of their own
    (HINT, "    hint: ^&Think of last month.", "anchor", ["quotes round a text that begins with '&'"]),
    (HINT, "    hint: ^*Think", "alias", ["quotes round a text that begins with '*'"]),
    (HINT, "    hint: ^!Think of last month.", "tag", ["quotes round a text that begins with '!'"]),
    # keys
    (HINT, "    ^Hint: Think of last month.", "unknown-key", ["did you mean 'hint'"]),
    (FIRST, "  - ^Id: thread", "unknown-key", ["did you mean 'id'"]),
    ("first_line: ask_gap", "first_line: ask_gap\n^colour: green", "unknown-key", ["use one of: about_control, "]),
    ("    text: Which is nearest?", "    ^question: Which is nearest?", "unknown-key", ["did you mean 'text'"]),
    ("    options:\n", "    ^choices:\n", "unknown-key", ["did you mean 'options'"]),
    (SCALE, f"{SCALE}\n    ^required: true", "unknown-key", ["delete it: every question can be skipped"]),
    (SCALE, f"{SCALE}\n    ^type: text", "unknown-key", ["'scale:', 'options:' or 'number:'", "nobody types a text"]),
    (SCALE, f"{SCALE}\n    ^min: 0", "unknown-key", ["write 'number: {from: 0, to: 10}'"]),
    (SCALE, "    number: ^[0, 10]", "wrong-kind", ["write {from: 0, to: 10}"]),
    (SCALE, "    number: ^0-10", "wrong-kind", ["write {from: 0, to: 10}"]),
    (SCALE, "    number: {^low: 0, to: 10}", "unknown-key", ["did you mean 'from'?"]),
    (SCALE, "    number: {from: 0, to: 10, ^reverse: true}", "unknown-key", ["beside 'number:', and not inside"]),
    (SCALE, "    number: {from: 0, to: 10, ^step: 2}", "unknown-key", ["every whole number can be typed"]),
    (SCALE, f"{SCALE}\n    ^rows: [one, two]", "unknown-key", ["an item for each row"]),
    (SCALE, f"{SCALE}\n    ^Multiple Choice: true", "unknown-key", ["'choose: many'", "none_of_these"]),
    (SCALE, f"{SCALE}\n    ^default: never", "unknown-key", ["no answer is chosen beforehand"]),
    (SCALE, f"{SCALE}\n    ^skip_if: {{stage: [going]}}", "unknown-key", ["'show_if:'", "asked after"]),
    (SCALE, "    ^how_often: [Never, Often]", "unknown-key", ["'scale: how_often'", "'options:'"]),
    (BAD, OPTION.replace("points_to: {gaps: 2}", "^value: 2"), "unknown-key", ["'points_to'"]),
    (BAD, OPTION.replace("points_to", "^score"), "unknown-key", ["did you mean 'points_to'"]),
    (BAD, OPTION.replace("points_to: {gaps: 2}", "^exclusive: true"), "unknown-key", ["none_of_these"]),
    ("lies_with: [setting]", "lies_with: [setting]\n^author: A. Person", "unknown-key", ["'# '", "note"]),
    (
        f"items:\n{FIRST}\n{LOST}\n{HINT}",
        f"{FIRST}\n{LOST}\n{HINT}".replace("hint", "^hint"),
        "unknown-key",
        ITEMS_LOST,
    ),
    # what stands for nothing, or for yes and no, elsewhere
    (HINT, "    hint: ^null", "empty", ["'hint' is 'null'", "leave the key out"]),
    (HINT, "    hint: ^~", "empty", ["'hint' is '~'", "leave the key out"]),
    (HINT, "    hint: ^None", "empty", ["'hint' is 'None'", "leave the key out"]),
    (HINT, "    hint: ^n/a", "empty", ["'hint' is 'n/a'", "leave the key out"]),
    ("    text: Which is nearest?", "    text: ^.nan", "empty", ["'.nan'", "write text"]),
    ("  - It can also be that.", "  - ^null", "empty", ["'null'", "write text"]),
    ("lies_with: [setting]", "lies_with: [setting]\nprivate: ^True", "bad-choice", ["write true, in small letters"]),
    ("lies_with: [setting]", "lies_with: [setting]\nprivate: ^yes", "bad-choice", ["write true,"]),
    (
        "lies_with: [setting]",
        "lies_with: [setting]\nprivate: ^'false'",
        "bad-choice",
        ["write false,", "without quotes"],
    ),
    ("lies_with: [setting]", "lies_with: [setting]\nprivate: ^maybe", "bad-choice", ["write true or false"]),
    # scales
    (SCALE, "    scale: ^1-5", "bad-id", ["name a scale of the bank, such as how_often", "'options:'"]),
    (SCALE, "    scale: ^[never, often]", "wrong-kind", ["name a scale of the bank", "'options:'"]),
    (SCALE, "    scale: ^{from: 0, to: 10}", "wrong-kind", ["name a scale of the bank", "'options:'"]),
    # conditions
    (SCALE, f"{SCALE}\n    show_if: {{stage: ^'>50'}}", "bad-id", ["'>50' is not", "list the ids of all the options"]),
    (SCALE, f"{SCALE}\n    show_if: {{stage: [^4, 5]}}", "bad-id", ["'4' is not", "list the ids of all the options"]),
    (SCALE, f"{SCALE}\n    show_if: {{stage: ^not going}}", "bad-id", ["list the ids of all the options"]),
    (SCALE, f"{SCALE}\n    show_if: {{^not: {{stage: [going]}}}}", "unknown-key", ["has no 'not'", "that are left"]),
    (SCALE, f"{SCALE}\n    show_if: {{^or: [{{stage: [going]}}]}}", "unknown-key", ["write {any: [...]}"]),
    # lists as other programs write them
    (MAY_MEAN, "  ^1. The gap is long.\n  2. It is that.\n", "wrong-kind", ["'- '", "not with '1.'"]),
]


def test_the_reason_that_these_tests_break_has_nothing_wrong() -> None:
    assert found(WHOLE) == ()


@pytest.mark.parametrize(
    ("old", "new", "code", "words"), SLIPS, ids=[f"{n} {row[1][:30]!r}" for n, row in enumerate(SLIPS)]
)
def test_a_slip_is_one_problem_at_its_place_that_says_what_to_write(
    old: str, new: str, code: str, words: Sequence[str]
) -> None:
    assert WHOLE.count(old) == 1
    before, after = WHOLE.replace(old, new).split("^")

    (problem,) = found(before + after)

    place = problem.place
    assert (place.line, place.column) == (before.count("\n") + 1, len(before) - before.rfind("\n"))
    assert problem.code == code
    said = f"{problem.what}; {problem.to_do}"
    assert [word for word in words if word not in said] == []


def test_a_comment_written_as_one_is_not_taken_for_a_text() -> None:
    (problem,) = found(WHOLE.replace("name: Too", "name:  # too"))

    assert "comment" not in problem.what


def test_a_key_that_has_to_be_there_is_not_to_be_deleted() -> None:
    (problem,) = found(WHOLE.replace("    text: Which is nearest?", "    text:"))

    assert "delete" not in problem.to_do


@pytest.mark.parametrize(
    "text", ['{"colour": "green", "size": [1, 2]}', "colour: green\nsize: 3\n", "<<: {colour: green}\nsize: 3\n"]
)
def test_a_file_that_is_no_reason_at_all_is_one_problem(text: str) -> None:
    (problem,) = found(text)

    assert "this is not a reason" in problem.what
