"""What is said of a file that is not YAML: the place of the mistake and not where it was noticed, in plain words."""

import re
from collections.abc import Sequence

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st
from mistakes import BAD, FIRST, HINT, NEXT, OK, REASON, SCALE

from stuckpoint.reading import Code, parsing
from stuckpoint.reading.hints import Fault, hint
from stuckpoint.reading.source import read_text

LISTED = "  - The gap may be too long for you.\n  - It can also be that."
WHOLE = "quotes round the whole text"

# What was written, what is written in its place with ^ where the mistake is, and words that have to be said.
Row = tuple[str, str, Sequence[str]]
SPACES: list[Row] = [
    (FIRST, "^\t- id: thread", ["a tab", "use spaces"]),
    (HINT, "^\thint: Think of last month.", ["a tab", "use spaces"]),
    (HINT, "  ^\thint: Think of last month.", ["a tab", "use spaces"]),
    (FIRST, "  -^\tid: thread", ["a tab", "use spaces"]),
    ("summary:", "^\tsummary:", ["a tab", "use spaces"]),
    (HINT, "^\u00a0   hint: Think of last month.", ["no-break space", "ordinary space"]),
    (HINT, "  ^\u00a0 hint: Think of last month.", ["no-break space", "ordinary space"]),
    (NEXT, "^\u00a0 - id: nearest", ["no-break space", "ordinary space"]),
    (HINT, "    hint:^\u00a0Think of last month.", ["no-break space", "ordinary space"]),
    (NEXT, "  - id:^\u00a0nearest", ["no-break space", "ordinary space"]),
    (FIRST, "  -^\u00a0id: thread", ["no-break space", "ordinary space"]),
    (HINT, "^\u3000hint: Think of last month.", ["unusual space", "ordinary space"]),
    ("reason: gaps", "^ reason: gaps", ["first line", "first column", "delete"]),
    ("# A reason of my own.\nreason: gaps", "^  reason: gaps", ["first line", "first column", "delete"]),
]
COLONS: list[Row] = [
    (SCALE, "    scale^ how_often", ["no ': ' (colon, space) after 'scale'"]),
    (SCALE, "    scale^:how_often", ["no ': ' (colon, space) after 'scale'"]),
    ("name: Too", "name^:Too", ["no ': ' (colon, space) after 'name'"]),
    ("reason: gaps", "reason^:gaps", ["no ': ' (colon, space) after 'reason'"]),
    ("reason: gaps", "reason^ gaps", ["no ': ' (colon, space) after 'reason'"]),
    ("items:\n", "items^\n", ["no ': ' (colon, space) after 'items'"]),
    ("  you:\n", "  you^\n", ["no ': ' (colon, space) after 'you'"]),
    (NEXT, "  - id^:nearest", ["no ': ' (colon, space) after 'id'"]),
    (NEXT, "  - id^ nearest", ["no ': ' (colon, space) after 'id'"]),
    (HINT, "    hint^; Think of last month.", ["no ': ' (colon, space) after 'hint'", "in place of any other sign"]),
    (HINT, "    hint^ = Think of last month.", ["no ': ' (colon, space) after 'hint'", "in place of any other sign"]),
    (HINT, "    hint^\uff1aThink of last month.", ["no ': ' (colon, space) after 'hint'"]),
    ("# A reason of my own.", "^A reason of mine.", ["no key", "'# '"]),
    (HINT, "    hint: Think of last\n^month, if you can.", ["goes on with the text above", "more spaces"]),
    (HINT, "    hint: Think^: of last month.", ["': '", WHOLE]),
    ("summary: The gap may", "summary: The gap^: may", ["': '", WHOLE]),
    (HINT, "    hint: Think of last month^:", ["': '", WHOLE]),
    (OK, "      - {id: ok, text: It was^: fine}", ["': '", WHOLE]),
    (SCALE, "    scale: how_often\n    points_to: ^gaps: 2", ["{ }", "'points_to: {gaps: 2}'"]),
    (SCALE, "    scale: how_often\n    show_if: ^stage: [going]", ["{ }", "'show_if: {stage: [going]}'"]),
    (BAD, "      - {id: bad, text: No, points_to: ^gaps: 2}", ["{ }", "'points_to: {gaps: 2}'"]),
    (HINT, "    hint^ 'Think of it: \"so\" it was.'", ["no ': ' (colon, space) after 'hint'"]),
    (SCALE, "    scale: how_often ^reverse: true", ["'reverse'", "line of its own"]),
]
QUOTES: list[Row] = [
    (HINT, '    hint: ^"Think of last month.', ['a quote (")', "never closed"]),
    (HINT, "    hint: ^'Think of last month.", ["a quote (')", "never closed"]),
    (OK, '      - {id: ok, text: ^"It was fine}', ["never closed"]),
    (f"{HINT}\n{SCALE}\n{NEXT}", f"    hint: ^'Think of it.\n{SCALE}\n  - id: 'nearest'", ["never closed"]),
    (f"{HINT}\n{SCALE}\n{NEXT}", f'    hint: ^"Think of it.\n{SCALE}\n  - id: "nearest"', ["never closed"]),
    (HINT, '    hint: ^"Think of last month.\u201d', ["never closed", "curly"]),
    (HINT, "    hint: 'Don^'t think of last month.'", ["apostrophe", "twice"]),
    (HINT, "    hint: 'Your friends^' month.'", ["apostrophe", "twice"]),
    (OK, "      - {id: ok, text: 'It wasn^'t fine'}", ["apostrophe", "twice"]),
    (HINT, '    hint: "They said ^"go" to me."', ["a quote inside the text", "single quotes"]),
    (HINT, '    hint: ^"Think" of last month.', ["before the text ends", "single quotes round the whole text"]),
    (HINT, "    hint: ^'Think' of last month.", ["before the text ends", "double quotes round the whole text"]),
    (HINT, '    hint: "C:^\\quiz"', ["\\", "single quotes"]),
    (HINT, "    hint: ^\u201cThink: of last month.\u201d", ["curly quotes", "straight"]),
    (HINT, "    hint: ^\u00abThink: of last month.\u00bb", ["curly quotes", "straight"]),
]
BEGINNINGS: list[Row] = [
    *((HINT, f"    hint: ^{sign}Think of last month.", [f"begin with {sign}", WHOLE]) for sign in "@%`>],"),
    *((HINT, f"    hint: ^{sign} Think of last month.", [f"begin with {sign}", WHOLE]) for sign in "|-?&:"),
    (HINT, "    hint: ^*Think* of last month.", ["begin with *", WHOLE]),
    (HINT, "    hint: ^[Think] of last month.", ["begin with [", WHOLE]),
    (HINT, "    hint: ^{Think} of last month.", ["begin with {", WHOLE]),
    ("  - It can also", "  - ^@It can also", ["begin with @", WHOLE]),
    ("items:\n" + FIRST, "items: ^- id: thread", ["begin a list in the next line"]),
    ("# A reason of my own.", "^%A reason of my own.", ["begin with %"]),
]
DASHES: list[Row] = [
    (NEXT, "  ^-id: nearest", ["space is missing after '-'", "'- '"]),
    (FIRST, "  ^-id: thread", ["space is missing after '-'", "'- '"]),
    (OK, "      ^-{id: ok, text: It was fine}", ["space is missing after '-'", "'- '"]),
    ("  - It can also", "  ^-It can also", ["space is missing after '-'", "'- '"]),
    *((NEXT, f"  ^{sign} id: nearest", [f"'{sign}'", "hyphen, space"]) for sign in "\u2022\u2013\u2014\u2212*+"),
    *((FIRST, f"  ^{sign} id: thread", [f"'{sign}'", "hyphen, space"]) for sign in "\u2022\u2013*"),
    ("  - It can also", "  ^\u2022 It can also", ["'\u2022'", "hyphen, space"]),
    (FIRST, "    ^id: thread", ["'- ' is missing"]),
    (FIRST, "  ^id: thread", ["'- ' is missing"]),
    (NEXT, "  ^id: nearest", ["'- ' is missing"]),
    (BAD, "      ^{id: bad, text: It was not}", ["'- ' is missing"]),
    (OK, "      ^{id: ok, text: It was fine}", ["'- ' is missing"]),
    ("  - It can also", "  ^It can also", ["'- ' is missing"]),
    (LISTED, "  ^The gap may be too long.\n  - It is so.\n  - text: It is.", ["'- ' is missing"]),
    (LISTED, "  ^\u2022 The gap may be too long.\n  - It is so.\n  - text: It is.", ["'- ' is missing"]),
    (NEXT, "  - ^- id: nearest", ["second '- '"]),
    (HINT, "    ^- hint: Think of last month.", ["'hint'", "without '- '"]),
]
INDENTS: list[Row] = [
    ("  you:\n    - id: note_gap", "  you:\n     ^- id: note_gap", ["5 spaces", "put 4 spaces", "line 15"]),
    (FIRST, " ^- id: thread", ["1 space", "put 2 spaces", "line 20"]),
    (HINT, "     ^hint: Think of last month.", ["5 spaces", "put 4 spaces", "line 20"]),
    (HINT, "   ^hint: Think of last month.", ["3 spaces", "put 4 spaces", "line 20"]),
    (HINT, "  ^hint: Think of last month.", ["2 spaces", "put 4 spaces"]),
    (HINT, "^hint: Think of last month.", ["no spaces", "put 4 spaces"]),
    (NEXT, " ^- id: nearest", ["1 space", "put 2 spaces", "line 19"]),
    (NEXT, "   ^- id: nearest", ["3 spaces", "put 2 spaces", "line 19"]),
    (NEXT, "^- id: nearest", ["no spaces", "put 2 spaces"]),
    (NEXT, "    ^- id: nearest", ["4 spaces", "put 2 spaces"]),
    ("summary:", " ^summary:", ["1 space", "first column"]),
    ("opening_lines:", " ^opening_lines:", ["1 space", "first column"]),
    ("first_line:", "  ^first_line:", ["2 spaces", "first column"]),
    (BAD, f" {BAD}".replace("-", "^-"), ["7 spaces", "put 6 spaces"]),
    (BAD, BAD[1:].replace("-", "^-"), ["5 spaces", "put 6 spaces"]),
    ("    options:", "   ^options:", ["3 spaces", "put 4 spaces"]),
    ("      text: Note", "    ^text: Note", ["4 spaces", "put 6 spaces"]),
    ("      text: Note", "        ^text: Note", ["8 spaces", "put 6 spaces"]),
    (HINT, "    hint: Think of last\n      ^month: if you can.", ["put 4 spaces", "or put quotes"]),
]
BRACKETS: list[Row] = [
    (OK, "      - {id: ok^ text: It was fine}".replace("^ ", " ^"), ["',' is missing before 'text'"]),
    (BAD, "      - {id: bad, text: It was not ^points_to: {gaps: 2}}", ["',' is missing before 'points_to'"]),
    (OK, "      - ^{id: ok, text: It was fine", ["'{' opens here", "never closed", "'}'"]),
    (BAD, "      - ^{id: bad, text: It was not, points_to: {gaps: 2}", ["'{' opens here", "never closed", "'}'"]),
    ("[individual]", "^[individual", ["'[' opens here", "never closed", "']'"]),
    (OK, OK + "^}", ["'}' too many"]),
    ("[individual]", "[individual]^]", ["']' too many"]),
    (OK, "      - ^id: ok, text: It was fine}", ["'{' is missing"]),
    (BAD, "      - {id: bad, text: No, points_to: {gaps: 2^]}", ["']' stands where '}' is due"]),
    (BAD, "      - {id: bad, text: No, points_to: ^(gaps: 2)}", ["use { and }"]),
    ("[individual]", "[individual,^, couples]", ["',' too many"]),
    (OK, OK + "^,", ["',' too many", "delete"]),
    ("[individual]", "[individual]^,  # or couples", ["',' too many", "delete"]),
    (SCALE, f"{SCALE}\n    points_to: {{gaps: 2}}^,", ["',' too many", "delete"]),
    (OK, "      - ^(id: ok, text: It was fine)", ["use { and }"]),
    (SCALE, f"{SCALE}\n    points_to: ^(gaps: 2)", ["use { and }"]),
    (SCALE, f"{SCALE}\n    show_if: ^(stage: [going])", ["use { and }"]),
    (BAD, "      - {id: bad, text: No, points_to: {gaps: 1 ^fit: 2}}", ["',' is missing before 'fit'"]),
    (BAD, "      - {id: bad, text: No, points_to: {gaps: .5 ^fit: 2, direction: 1}}", ["',' is missing before 'fit'"]),
    (SCALE, f"{SCALE}\n    points_to: {{gaps: 1\n      ^fit: 2}}", ["',' is missing before 'fit'"]),
    (SCALE, f"{SCALE}\n    points_to: {{gaps: 1; ^fit: 2}}", ["',' is missing before 'fit'", "in place of any other"]),
    (OK, "      - {id: ok, text: [Often] ^it was fine}", ["holds a bracket", WHOLE]),
    (OK, "      - {id: ok, text: {Often} ^it was fine}", ["holds a bracket", WHOLE]),
    (OK, "      - {id: ok, text: It was ^[often] fine}", ["holds a bracket", WHOLE]),
    (OK, "      - {id: ok, text: It was ^{often} fine}", ["holds a bracket", WHOLE]),
    (BAD, "      - {id: bad, text: No, points_to^ {gaps: 2}}", ["no ': ' (colon, space) after 'points_to'"]),
    (f"\n{LISTED}", " [It is so., [Perhaps] ^it can also be that.]", ["holds a bracket", WHOLE]),
    (BAD, "      - {id: bad, text: No, points_to: {gaps: 2} ^raise_it: Say so}", ["',' or a '}' is missing"]),
    (OK, "      - {id: ok, text: It was ^#1 of them}", ["'#' begins a comment", "quotes"]),
    (OK, "      - {id: ok, text: ^#1 of them}", ["'#' begins a comment", "quotes"]),
    (OK, "      - {id: ok, text: 'It # was'  ^# or not}", ["'#' begins a comment"]),
    (OK, "      - {id: ok,\n         text: It was ^#1 of them}", ["'#' begins a comment", "quotes"]),
    ("[individual]", "[individual, ^#2]", ["'#' begins a comment"]),
    (OK, "      - ^{id: ok, text: It was fine  # so far", ["'{' opens here", "never closed"]),
]
WHOLE_FILES: list[Row] = [
    (REASON, "^{\\rtf1\\ansi {\\fonttbl {\\f0 Times;}}\n\\f0 reason: gaps\\par\n}\n", ["word processor", "plain text"]),
    (REASON, "^<!DOCTYPE html>\n<html><body>reason: gaps</body></html>\n", ["web page", "plain text"]),
    ("# A reason of my own.", "^```yaml", ["```", "delete"]),
    ("text: None of these}\n", "text: None of these}\n^```\n", ["```", "delete"]),
]
HABITS: list[Row] = [
    *(
        ("# A reason", f"^{sign} A reason", [f"'{sign}' does not begin a note", "'# '"])
        for sign in ("//", "/*", "<!--")
    ),
    *(("# A reason", f"^{sign} A reason", [f"'{sign}' does not begin a note", "'# '"]) for sign in (";", ";;", "--")),
    (HINT, f"{HINT}\n    ^// in the last weeks", ["does not begin a note", "'# '"]),
    *(
        (NEXT, f"  ^{sign} id: nearest", [f"'{sign}' does not begin", "hyphen, space"])
        for sign in ("2.", "2)", "(b)", "b.")
    ),
    (FIRST, "  ^1. id: thread", ["'1.' does not begin", "hyphen, space"]),
    ("opening_lines:", "^...\nopening_lines:", ["line of dots", "delete"]),
    (SCALE, f"{SCALE}\n    show_if: {{stage: ^>=often}}", ["has no '>='", "ids of all the options"]),
    (SCALE, f"{SCALE}\n    show_if: {{stage: [^>often]}}", ["has no '>'", "ids of all the options"]),
    (SCALE, f"{SCALE}\n    show_if:\n      stage: ^>= often", ["has no '>='", "ids of all the options"]),
]
MISTAKES = [*SPACES, *COLONS, *QUOTES, *BEGINNINGS, *DASHES, *INDENTS, *BRACKETS, *WHOLE_FILES, *HABITS]
PARSERS = [yaml.SafeLoader, *([yaml.CSafeLoader] if yaml.__with_libyaml__ else [])]


@pytest.fixture(params=PARSERS, ids=lambda parser: parser.__name__)
def _parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parsing, "_PARSER", request.param)


@pytest.mark.usefixtures("_parser")
@pytest.mark.parametrize(
    ("old", "new", "words"), MISTAKES, ids=[f"{n} {row[1][:30]!r}" for n, row in enumerate(MISTAKES)]
)
def test_a_mistake_of_writing_is_found_where_it_is_and_named_in_plain_words(
    old: str, new: str, words: Sequence[str]
) -> None:
    assert REASON.count(old) == 1
    before, after = REASON.replace(old, new).split("^")

    (problem,) = read_text(before + after, "f").problems

    assert problem.code is Code.SYNTAX
    assert (problem.place.line, problem.place.column) == (before.count("\n") + 1, len(before) - before.rfind("\n"))
    said = f"{problem.what}; {problem.to_do}"
    assert [word for word in words if word not in said] == []
    assert not re.search(r"expected|mapping|token|scalar|block|flow|indentation", said)


@pytest.mark.usefixtures("_parser")
def test_the_reason_that_these_tests_break_can_be_read() -> None:
    assert read_text(REASON, "f").problems == ()


def test_what_cannot_be_told_is_said_in_plain_words_at_the_place_where_it_was_noticed() -> None:
    found = hint("a: b\nc: d\n", Fault("something new", (1, 2), None))

    assert (found.line, found.column) == (1, 2)
    assert "indents, quotes and brackets" in found.to_do


_SAID = (
    "while scanning a simple key, could not find expected ':'",
    "None, mapping values are not allowed in this context",
    "while parsing a block mapping, did not find expected key",
    "while parsing a block collection, did not find expected '-' indicator",
    "while parsing a flow mapping, did not find expected ',' or '}'",
    "while parsing a flow node, did not find expected node content",
    "while scanning a quoted scalar, found unexpected end of stream",
    "while scanning for the next token, found character that cannot start any token",
    "while scanning an alias, did not find expected alphabetic or numeric character",
    "None, did not find expected <document start>",
    "while parsing a quoted scalar, found unknown escape character",
    "while scanning a directive, could not find expected directive name",
    "",
)
_LINES = st.lists(
    st.one_of(
        st.sampled_from(REASON.split("\n")),
        st.text(alphabet=st.sampled_from(tuple("ab:-?[]{}&*!|>'\"#%@`, \t\\\u00a0\u2013\u201c")), max_size=20),
    ),
    max_size=8,
)
_MARKS = st.tuples(st.integers(0, 9), st.integers(0, 30))


@given(_LINES, st.sampled_from(_SAID), _MARKS, st.none() | _MARKS)
@example([], "", (0, 0), None)
@example(["- a", "b: c"], _SAID[1], (1, 1), None)
def test_whatever_is_noticed_wherever_the_hint_lies_in_the_text(
    lines: list[str], said: str, at: tuple[int, int], opened: tuple[int, int] | None
) -> None:
    found = hint("\n".join(lines), Fault(said, at, opened))

    written = lines or [""]
    assert 0 <= found.line < len(written)
    assert 0 <= found.column <= len(written[found.line])
    assert found.what
    assert found.to_do
