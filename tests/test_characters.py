import pytest
from hypothesis import given
from hypothesis import strategies as st

from stuckpoint.characters import clean, forbidden_in, name_of, places_of_forbidden, single_spaced

FORBIDDEN = {
    "escape": "\x1b",
    "bell": "\a",
    "nul": "\0",
    "carriage return": "\r",
    "delete": "\x7f",
    "next line (C1)": "\x85",
    "control sequence introducer (C1)": "\x9b",
    "soft hyphen": "\xad",
    "Hangul filler": "\u3164",
    "half-width Hangul filler": "\uffa0",
    "blank in Braille": "\u2800",
    "grapheme joiner": "\u034f",
    "vowel that is not seen": "\u17b4",
    "right-to-left override": "\u202e",
    "line separator": "\u2028",
    "paragraph separator": "\u2029",
    "word joiner": "\u2060",
    "right-to-left isolate": "\u2067",
    "byte order mark": "\ufeff",
    "half of a pair": "\ud800",
    "private use": "\ue000",
    "unassigned, and to be left out": "\U000e0fff",
    "no character": "\ufffe",
    "tag letter": "\U000e0041",
}


@pytest.mark.parametrize("character", FORBIDDEN.values(), ids=FORBIDDEN)
def test_a_character_that_hides_or_moves_is_forbidden_named_safely_and_cleaned_away(character: str) -> None:
    assert forbidden_in(f"a{character}b{character}") == {character}
    assert clean(f"a{character}b{character}") == "ab"
    assert not forbidden_in(name_of(character))


@pytest.mark.parametrize(
    "text",
    [
        "plain",
        "two\nlines\tand a tab",
        "Zoë naïve Łódź",
        "می\u200cروم",
        "👩\u200d👧",
        "\u1100\u0301 combining",
        "\u00a0",
        "",
    ],
    ids=[
        "letters",
        "white space",
        "accents",
        "Persian with a non-joiner",
        "emoji with a joiner",
        "combining",
        "no-break space",
        "nothing",
    ],
)
def test_a_text_in_any_language_is_left_as_it_is(text: str) -> None:
    assert not forbidden_in(text)
    assert clean(text) == text


def test_places_count_lines_and_columns_from_one() -> None:
    text = "\0a\n\nb\0\u3164c\0"

    assert list(places_of_forbidden(text)) == [(1, 1, "\0"), (3, 2, "\0"), (3, 3, "\u3164"), (3, 5, "\0")]


def test_a_tab_and_a_wide_letter_take_one_column_each() -> None:
    assert list(places_of_forbidden("\t漢\0")) == [(1, 3, "\0")]


@given(st.text(st.characters(codec="utf-8") | st.sampled_from("a\u0301\u200d\ufe0f\u200b\x1b \n")))
def test_what_was_cleaned_is_clean(text: str) -> None:
    assert not forbidden_in(clean(text))
    assert (clean(text) == text) is not bool(forbidden_in(text))


def test_spaces_are_single_but_where_no_line_may_break() -> None:
    assert single_spaced("  one \n two\u00a0\u00a0three\t\u202ffour\u3000 ") == "one two\u00a0\u00a0three \u202ffour"


def test_a_character_is_named_by_code_point_and_name() -> None:
    assert name_of("\u202e") == "U+202E (right-to-left override)"
    assert name_of("\0") == "U+0000 (control or unassigned character)"
