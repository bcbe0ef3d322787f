import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from stuckpoint.characters import forbidden_in
from stuckpoint.reading import Code, Entries, Entry, Scalar, parsing, read_file
from stuckpoint.reading.parsing import MAX_DEPTH, MAX_PIECES, MAX_TEXT
from stuckpoint.reading.source import MAX_BYTES, Source, read_bytes, read_text
from stuckpoint.reading.tree import Node

MANY = 50_000


@pytest.fixture(params=["the C parser", "the parser in Python"])
def either_parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "the parser in Python":
        monkeypatch.setattr(parsing, "_PARSER", yaml.SafeLoader)
    elif not yaml.__with_libyaml__:
        pytest.skip("this machine's PyYAML was built without the C parser")


def found(read: Source) -> list[tuple[int, int, str]]:
    """Returns line, column and code of each problem."""
    return [(one.place.line, one.place.column, one.code.value) for one in read.problems]


def texts(node: Node | None) -> object:
    """Returns a tree as lists of texts and of pairs."""
    match node:
        case Scalar(text=text):
            return text
        case Entries(values=nodes):
            return [texts(one) for one in nodes]
        case Entry(keys=keys, values=values):
            return [(key, texts(values.get(key))) for key in keys]
    return None


def scalars(node: Node | None) -> Iterator[Scalar]:
    """Yields every scalar of a tree, keys included."""
    match node:
        case Scalar():
            yield node
        case Entries(values=nodes):
            for one in nodes:
                yield from scalars(one)
        case Entry(keys=keys, values=values):
            for name, key in keys.items():
                yield from (key, *scalars(values.get(name)))


def places(node: Node | None) -> list[tuple[str, int, int]]:
    """Returns each scalar with its line and column."""
    return [(one.text, one.place.line, one.place.column) for one in scalars(node)]


# ---- what a tree holds


@pytest.mark.usefixtures("either_parser")
def test_every_node_knows_its_line_and_column_counted_from_one() -> None:
    read = read_text("a: b\nlong:\n  - x\n  - {k: 'v'}\n", "f")

    assert places(read.tree) == [
        ("a", 1, 1),
        ("b", 1, 4),
        ("long", 2, 1),
        ("x", 3, 5),
        ("k", 4, 6),
        ("v", 4, 9),
    ]
    assert read.problems == ()


@pytest.mark.usefixtures("either_parser")
@pytest.mark.parametrize(
    "word",
    ["no", "yes", "on", "true", "016", "0x1F", "1:30", "1_000", "~", "null", "2024-01-02", ".inf", "1e3", "=", "<"],
)
def test_an_unquoted_word_stays_the_text_that_was_typed(word: str) -> None:
    read = read_text(f"- {word}\n- '{word}'\n", "f")

    assert texts(read.tree) == [word, word]
    assert [one.plain for one in scalars(read.tree)] == [True, False]
    assert read.problems == ()


@pytest.mark.usefixtures("either_parser")
def test_a_value_left_out_is_an_empty_text() -> None:
    assert texts(read_text("a:\nb: [c, ]\n{d}: e\n"[:-7], "f").tree) == [("a", ""), ("b", ["c"])]


@pytest.mark.usefixtures("either_parser")
def test_a_column_after_accents_and_emoji_counts_characters_and_not_bytes() -> None:
    assert places(read_text("{Zoë 🙂: b}", "f").tree) == [("Zoë 🙂", 1, 2), ("b", 1, 9)]


@pytest.mark.usefixtures("either_parser")
@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"], ids=["Unix", "Windows", "old Mac"])
def test_lines_may_end_in_any_way(end: bytes) -> None:
    read = read_bytes(end.join([b"a: b", b"c: >", b"  d", b"  e", b""]), "f")

    assert texts(read.tree) == [("a", "b"), ("c", "d e\n")]
    assert ("c", 2, 1) in places(read.tree)
    assert read.problems == ()


def test_a_byte_order_mark_at_the_start_is_passed_over() -> None:
    read = read_bytes(b"\xef\xbb\xbfa: b", "f")

    assert places(read.tree) == [("a", 1, 1), ("b", 1, 4)]
    assert read.problems == ()


# ---- what is refused, where


REFUSED = [
    ("second document", "a: b\n---\nc: d\n", [(2, 1, "second-document")]),
    ("second document after dots", "a: b\n...\n---\nc: d\n", [(3, 1, "second-document")]),
    ("broken second document", "a: b\n--- ]\n", [(2, 1, "second-document")]),
    ("anchor", "a: &x b\n", [(1, 4, "anchor")]),
    ("anchor on a list", "a: &x\n  - b\n", [(1, 4, "anchor")]),
    ("anchor on nothing", "a: &x\n", [(1, 4, "anchor")]),
    ("alias", "a: *x\n", [(1, 4, "alias")]),
    ("alias as key", "*x : b\n", [(1, 1, "alias")]),
    ("anchor and alias", "a: &x b\nc: *x\n", [(1, 4, "anchor"), (2, 4, "alias")]),
    ("anchor and tag", "a: &x !!str b\n", [(1, 4, "anchor"), (1, 4, "tag")]),
    ("merge key", "a: &x {b: c}\nd: {<<: *x}\n", [(1, 4, "anchor"), (2, 9, "alias")]),
    ("tag", "a: !!python/object:os.system b\n", [(1, 4, "tag")]),
    ("tag of its own", "a: !thing [b]\n", [(1, 4, "tag")]),
    ("bare exclamation mark", "a: ! b\n", [(1, 4, "tag")]),
    ("tag on nothing", "a: !!null\n", [(1, 4, "tag")]),
    ("tag by directive", "%TAG ! tag:example,2000:\n---\na: !b c\n", [(3, 4, "tag")]),
    ("duplicate key", "a: b\nc: d\na: e\n", [(3, 1, "duplicate-key")]),
    ("duplicate key, quoted once", "{a: b, 'a': e}\n", [(1, 8, "duplicate-key")]),
    ("three times the same key", "a: b\na: c\na: d\n", [(2, 1, "duplicate-key"), (3, 1, "duplicate-key")]),
    ("list as key", "? [a]\n: b\n", [(1, 3, "wrong-kind")]),
    ("mapping as key", "{{a: b}: c}\n", [(1, 2, "wrong-kind")]),
    ("nothing", "", [(1, 1, "empty")]),
    ("only a comment", "# nothing yet\n", [(1, 1, "empty")]),
    ("unclosed double quote", 'a: b\nc: "d\ne: f\n', [(2, 4, "syntax")]),
    ("unclosed single quote", "a: b\nc: 'd\ne: f\n", [(2, 4, "syntax")]),
    ("colon in a text", "a: one thing: another\n", [(1, 13, "syntax")]),
    ("tab for an indent", "a:\n\tb: c\n", [(2, 1, "syntax")]),
    ("stray bracket", "a: b\n]\n", [(2, 1, "syntax")]),
    ("text that begins with %", "a: b\nc: %d\n", [(2, 4, "syntax")]),
    ("text that begins with @", "a: @b\n", [(1, 4, "syntax")]),
]


@pytest.mark.usefixtures("either_parser")
@pytest.mark.parametrize(("text", "wanted"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_what_a_bank_may_not_hold_is_refused_at_its_place(text: str, wanted: list[tuple[int, int, str]]) -> None:
    assert found(read_text(text, "f")) == wanted


@pytest.mark.usefixtures("either_parser")
def test_the_first_of_two_equal_keys_counts() -> None:
    assert texts(read_text("a: b\na: c\n", "f").tree) == [("a", "b")]


@pytest.mark.usefixtures("either_parser")
def test_an_unclosed_bracket_is_a_problem_no_later_than_where_it_is_noticed() -> None:
    ((line, _, code),) = found(read_text("a: b\nc: [d\ne: f\n", "f"))

    assert code == Code.SYNTAX
    assert line in (2, 3)


@pytest.mark.usefixtures("either_parser")
def test_many_mistakes_of_writing_are_found_in_one_run() -> None:
    read = read_text("a: &x b\nc: !t d\na: e\nf\u3164: g\nh: *x\n", "f")

    assert sorted(found(read)) == [
        (1, 4, "anchor"),
        (2, 4, "tag"),
        (3, 1, "duplicate-key"),
        (4, 2, "forbidden-character"),
        (5, 4, "alias"),
    ]


# ---- characters


@pytest.mark.usefixtures("either_parser")
@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("a: \x1b[31m", 1, 4),
        ("a: b\n# \0", 2, 3),
        ("a: '\x85'", 1, 5),
        ("a: \u202eb", 1, 4),
        ("a: b\u2028c", 1, 5),
        ("\u3164a: b", 1, 1),
        ("a: b\ufeff", 1, 5),
        ("a: b\ud800", 1, 5),
        ('a: "\\e[31m"', 1, 4),
        ('a: "\\0"', 1, 4),
        ('a: "\\x9b"', 1, 4),
        ('a: "\\u202e"', 1, 4),
        ('a: "\\N"', 1, 4),
        ('"\\u3164": b', 1, 1),
    ],
)
def test_a_character_that_may_not_be_shown_is_one_problem_and_not_in_the_tree(
    text: str, line: int, column: int
) -> None:
    read = read_text(text, "f")

    assert found(read) == [(line, column, "forbidden-character")]
    assert not any(forbidden_in(one.text) for one in scalars(read.tree))
    assert not forbidden_in(str(read.problems[0]))


def test_a_lone_carriage_return_in_a_text_is_a_forbidden_character() -> None:
    assert found(read_text("a: b\rc", "f")) == [(1, 5, "forbidden-character")]


@pytest.mark.usefixtures("either_parser")
@pytest.mark.parametrize("escape", ["\\ud800", "\\U00110000", "\\UFFFFFFFF"])
def test_an_escape_for_what_is_no_character_is_one_problem(escape: str) -> None:
    assert len(read_text(f'a: "{escape}"', "f").problems) == 1


def test_a_file_full_of_forbidden_characters_is_refused_in_few_words() -> None:
    assert len(read_bytes(b"\0" * MAX_BYTES, "f").problems) <= 1000


@pytest.mark.parametrize(
    ("data", "line", "column"),
    [
        (b"a: caf\xe9\n", 1, 7),
        (b"a: b\nc: \xff\n", 2, 4),
        (b"a: b\r\nc: \xff\n", 2, 4),
        (b"a: b\rc: \xff\n", 2, 4),
        ("é: ".encode() + b"\xff", 1, 4),
        (b"\xef\xbb\xbfab\xff", 1, 3),
        ("a: b".encode("utf-16"), 1, 1),
        ("a: b\nc: d\n".encode("utf-16-le"), 1, 1),
        ("a: b\r\nc: d\r\n".encode("utf-16-be"), 1, 1),
        ("a: b\nc: d\n".encode("utf-32-le"), 1, 1),
        (b"\xed\xa0\x80", 1, 1),
        (b"a: \xc3", 1, 4),
    ],
    ids=[
        "Latin-1",
        "line 2",
        "CRLF",
        "CR",
        "after accents",
        "after a BOM",
        "UTF-16",
        "UTF-16 unmarked",
        "big-endian",
        "UTF-32 unmarked",
        "surrogate",
        "cut off",
    ],
)
def test_bytes_that_are_not_utf_8_are_one_problem_where_they_begin(data: bytes, line: int, column: int) -> None:
    read = read_bytes(data, "f")

    assert found(read) == [(line, column, "bad-encoding")]
    assert read.tree is None


@pytest.mark.parametrize(
    ("beginning", "said"),
    [(b"PK\x03\x04\x14\x00\xdf", "word processor"), (b"%PDF-1.7 \xe2", "PDF"), (b"\xd0\xcf\x11\xe0", "word processor")],
    ids=["docx", "pdf", "doc"],
)
def test_a_file_of_another_program_is_called_so_whatever_it_is_named(beginning: bytes, said: str) -> None:
    (problem,) = read_bytes(beginning, "gaps.yaml").problems

    assert problem.code is Code.BAD_ENCODING
    assert said in problem.what
    assert "plain text" in problem.to_do


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["without a mark", "with a mark"])
def test_utf_16_is_called_so_with_a_byte_order_mark_and_without(encoding: str, mark: str) -> None:
    (problem,) = read_bytes(f"{mark}name: Zo\xeb and the others\n".encode(encoding), "f").problems

    assert "UTF-16" in problem.what
    assert "as UTF-8" in problem.to_do
    assert "editor" in problem.to_do


def test_utf_32_with_a_byte_order_mark_is_not_called_utf_16() -> None:
    (problem,) = read_bytes("a: b".encode("utf-32"), "f").problems

    assert "UTF-32" in problem.what


# ---- bombs and limits


BOMBS = [
    ("brackets", "[" * MANY, "too-deep"),
    ("braces", "{" * MANY, "too-deep"),
    ("dashes", "- " * MANY, "too-deep"),
    ("question marks", "? " * MANY, "too-deep"),
    ("keys in braces", "{a: " * MANY, "too-deep"),
    ("double quote", '"' + "a" * MANY, "syntax"),
    ("single quote", "'" + "a" * MANY, "syntax"),
    ("ampersands", "&" * MANY, "syntax"),
    ("stars", "*" * MANY, "syntax"),
    ("percent signs", "%" * MANY, "syntax"),
    ("tabs", "\t" * MANY, "syntax"),
    ("documents", "---\n" * MANY, "second-document"),
    ("comments", "#\n" * MANY, "empty"),
    ("one long text", "a " * MANY, "too-big"),
    ("one long key", "a" * MANY + ": b", "too-big"),
    ("list", "[" + "a," * (MAX_PIECES + 1) + "]", "too-big"),
]


@pytest.mark.sampled(7)
@pytest.mark.usefixtures("either_parser")
@pytest.mark.parametrize(("text", "code"), [row[1:] for row in BOMBS], ids=[row[0] for row in BOMBS])
def test_a_bomb_is_one_problem(text: str, code: str) -> None:
    read = read_text(text, "f")

    assert [one[2] for one in found(read)] == [code]
    assert read.tree is None


@pytest.mark.usefixtures("either_parser")
@pytest.mark.parametrize("mark", ["&", "*", "!"], ids=["anchor", "alias", "tag"])
def test_a_very_long_mark_makes_no_long_message(mark: str) -> None:
    for problem in read_text(f"a: {mark}{'x' * MANY} b", "f").problems:
        assert len(str(problem)) < 300


@pytest.mark.usefixtures("either_parser")
def test_aliases_of_aliases_are_not_followed() -> None:
    lines = ["a0: &a0 [x, x]", *(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 30))]

    read = read_text("\n".join(lines), "f")

    assert {code for _, _, code in found(read)} == {"anchor", "alias"}
    assert len(list(scalars(read.tree))) < 4 * len(lines)


def test_a_file_may_be_as_large_as_the_limit_and_no_larger() -> None:
    comment = b"#" * (MAX_BYTES - len(b"a: b\n"))

    assert found(read_bytes(b"a: b\n" + comment, "f")) == []
    assert found(read_bytes(b"a: b\n" + comment + b"#", "f")) == [(1, 1, "too-big")]


@pytest.mark.parametrize("style", ["{}", "'{}'", '"{}"', "|-\n  {}"], ids=["plain", "single", "double", "block"])
def test_a_text_may_be_as_long_as_the_limit_and_no_longer(style: str) -> None:
    assert found(read_text("a: " + style.format("x" * MAX_TEXT), "f")) == []
    assert found(read_text("a: " + style.format("x" * (MAX_TEXT + 1)), "f")) == [(1, 4, "too-big")]


def test_nesting_may_be_as_deep_as_the_limit_and_no_deeper() -> None:
    deepest = MAX_DEPTH - 1

    assert found(read_text("[" * deepest + "x" + "]" * deepest, "f")) == []
    assert found(read_text("[" * MAX_DEPTH + "x" + "]" * MAX_DEPTH, "f")) == [(1, MAX_DEPTH + 1, "too-deep")]


@pytest.mark.slow
def test_a_file_may_hold_as_many_pieces_as_the_limit_and_no_more() -> None:
    # The list itself is one.
    def listed(entries: int) -> str:
        return "- a\n" * entries

    assert found(read_text(listed(MAX_PIECES - 1), "f")) == []
    assert [code for _, _, code in found(read_text(listed(MAX_PIECES), "f"))] == ["too-big"]


# ---- files


def test_a_file_is_read_and_its_problems_bear_the_name_given(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"a: *b\n")

    (problem,) = read_file(path, "reasons/a.yaml").problems

    assert str(problem).startswith("reasons/a.yaml:1:4: error[alias]: ")


def test_a_file_over_the_limit_is_refused_and_not_cut_off(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"a: b\n" + b"#" * MAX_BYTES)

    assert found(read_file(path, "f")) == [(1, 1, "too-big")]


def unreadable(path: Path) -> None:
    assert found(read_file(path, "f")) == [(1, 1, "unreadable")]


def test_a_missing_file_is_a_problem(tmp_path: Path) -> None:
    unreadable(tmp_path / "a.yaml")


def test_a_name_too_long_is_a_problem(tmp_path: Path) -> None:
    unreadable(tmp_path / ("a" * 5000))


def test_a_folder_is_a_problem(tmp_path: Path) -> None:
    unreadable(tmp_path)


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="this system does not list open files")
def test_nothing_is_left_open_whatever_was_read(tmp_path: Path) -> None:
    (tmp_path / "good.yaml").write_text("a: b")
    before = len(list(Path("/proc/self/fd").iterdir()))

    for path in (tmp_path, tmp_path / "good.yaml", tmp_path / "missing.yaml", Path("/dev/null")):
        read_file(path, "f")

    assert len(list(Path("/proc/self/fd").iterdir())) == before


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_a_problem_and_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.yaml")

    unreadable(tmp_path / "a.yaml")


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="this system has no /dev/zero")
def test_a_device_without_end_is_a_problem() -> None:
    unreadable(Path("/dev/zero"))


def test_a_link_that_leads_nowhere_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").symlink_to(tmp_path / "gone.yaml")

    unreadable(tmp_path / "a.yaml")


def test_a_link_to_itself_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").symlink_to(tmp_path / "a.yaml")

    unreadable(tmp_path / "a.yaml")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is closed to root")
def test_a_file_without_permission_is_a_problem(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("a: b")
    path.chmod(stat.S_IWUSR)

    unreadable(path)


# ---- anything at all


def judge(read: Source, text: str) -> None:
    """Fails unless there is a tree or a problem, every problem lies in the text, and all of it may be shown."""
    assert read.tree is not None or read.problems
    lines = text.split("\n")
    for problem in read.problems:
        place = problem.place
        assert (place.file, 1 <= place.line <= len(lines)) == ("f", True), problem
        assert 1 <= place.column <= len(lines[place.line - 1]) + 1, problem
        assert not forbidden_in(str(problem))
        assert len(str(problem)) < 500
    assert not any(forbidden_in(one.text) for one in scalars(read.tree))


_YAML_LIKE = st.text(
    alphabet=st.sampled_from(tuple("ab01:-?[]{}&*!|>'\"#%@`,~=<. \n\t\\xuUeN\0\x1b\x85\ufeff\u202e\u2028é🙂")),
    max_size=60,
)


@pytest.fixture(params=[yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader, yaml.SafeLoader])
def parser(request: pytest.FixtureRequest) -> Iterator[None]:
    # Not monkeypatch: one parser serves all examples of a property.
    before = parsing._PARSER
    parsing._PARSER = request.param
    yield
    parsing._PARSER = before


@pytest.mark.usefixtures("parser")
@given(st.text() | _YAML_LIKE)
@example('"\\UFFFFFFFF"')
@example("# only a comment, and no end of line")
@example("a: [b")
@example("a: {b: c")
def test_any_text_gives_a_tree_or_a_problem_inside_it_and_nothing_that_may_not_be_shown(text: str) -> None:
    judge(read_text(text, "f"), text)


@pytest.mark.usefixtures("parser")
@given(st.binary() | st.builds(str.encode, _YAML_LIKE, st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])))
@example(b"\xef\xbb\xbfab\xff")
@example(b"a\r\xff")
@example(b"\xef\xbb\xff")
def test_any_bytes_give_a_tree_or_a_problem_inside_them_and_nothing_that_may_not_be_shown(data: bytes) -> None:
    text = data.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")

    judge(read_bytes(data, "f"), text)
