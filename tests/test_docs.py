"""README and docs against the program: what they name exists, what they show is what happens."""

import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from documents import AUTHORS, README, ROOT, TYPED, blocks
from pages import Shown, TypedLines, is_excerpt, run, shown

from stuckpoint.bank import TrackId
from stuckpoint.blocks import INTENDED_USE
from stuckpoint.cli.main import COMMANDS, main
from stuckpoint.engine import Length, Standing, findings
from stuckpoint.loading import load, open_bank, shipped_folder
from stuckpoint.quiz.run import Quiz
from stuckpoint.reading import Code, WarningCode, fields
from stuckpoint.reading.kinds import Field, Kind, ListOf, MapOf, Record
from stuckpoint.terminal.terminal import Terminal

AUTHORING = "\n".join(AUTHORS.values())
METHOD = (ROOT / "docs" / "method.md").read_text(encoding="utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
RECORDS = tuple(fields.FILES.values())
INDIVIDUAL = TrackId("individual")


def keys_in(kind: Kind) -> Iterator[str]:
    """Yields every key that a file of this kind may hold, at any depth."""
    match kind:
        case Record(fields=rules):
            for name, rule in rules.items():
                assert isinstance(rule, Field)
                yield name
                yield from keys_in(rule.kind)
        case ListOf(inner) | MapOf(inner):
            yield from keys_in(inner)


def records_in(kind: Kind) -> Iterator[Record]:
    """Yields every record that a file of this kind may hold, at any depth."""
    match kind:
        case Record(fields=rules):
            yield kind
            for rule in rules.values():
                yield from records_in(rule.kind)
        case ListOf(inner) | MapOf(inner):
            yield from records_in(inner)


def rows(record: Record) -> list[str]:
    """Returns the rows of a table of its keys."""
    return [f"| `{key}` | {rule.help} |" for key, rule in record.fields.items()]


# What stands in the guide is followed from top to bottom by test_guide, and the report by test_simulation_docs.
REFERENCE = [
    one
    for block in blocks(AUTHORING[AUTHORING.index("\n## The words\n") :])
    if block.startswith("$ ")
    for one in shown(block)
    if "simulate" not in one.command
]
KEY_TABLES = [table.split("\n\n")[0].splitlines() for table in AUTHORING.split("| key | holds |\n| --- | --- |\n")[1:]]


def test_the_transcript_in_the_readme_is_what_the_program_shows() -> None:
    screen = io.StringIO()
    terminal = Terminal(plain=True, stdin=TypedLines(TYPED, screen), stdout=screen)
    with terminal:
        Quiz(open_bank(), terminal, length=Length.QUICK, show_working=False).run(None)

    (transcript,) = (block for block in blocks(README) if "Your answer:" in block)
    for part in transcript.split("...\n"):
        if not part.startswith("  "):
            assert part.strip() in screen.getvalue()


def test_the_transcript_is_longer_than_a_sentence() -> None:
    (transcript,) = (block for block in blocks(README) if "Your answer:" in block)

    assert len(transcript.splitlines()) >= 15
    assert transcript.count("...\n") == 1


def test_the_score_worked_in_the_readme_is_the_one_the_program_gives() -> None:
    responses = {"felt_understood": ["rarely"], "aimed_for_another_thing": ["often"], "cared_but_missed": ["sometimes"]}

    found = findings(open_bank(), TrackId("individual"), responses).findings[0]  # type: ignore[arg-type]

    assert (found.reason.id, found.standing) == ("fit", Standing.STANDS_OUT)
    assert f"100 x (2 + 0.25) / (3 + 1) = {found.score:g}" in README


@pytest.mark.slow
def test_the_reason_in_the_readme_loads_and_the_broken_one_says_what_the_readme_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (reason,) = blocks(README, "yaml")
    shipped = shipped_folder()
    path = tmp_path / "gaps.yaml"

    path.write_text(reason, encoding="utf-8")
    assert load([shipped, path], shipped=shipped).problems == ()

    path.write_text(reason.replace("scale: how_often", "scale: how_offen"), encoding="utf-8")
    (problem,) = load([shipped, path], shipped=shipped).problems
    said = str(problem).replace(str(path), "gaps.yaml")
    monkeypatch.chdir(tmp_path)
    assert run("stuckpoint quiz --questions gaps.yaml") == (1, f"{said}\n1 problem in the questions.\n")
    assert f"```\n{said}\n1 problem in the questions.\n```" in README
    assert f"```\n{said}\n```" in AUTHORING


@pytest.mark.slow
@pytest.mark.parametrize("one", REFERENCE, ids=lambda one: one.command)
def test_a_command_in_the_authoring_page_shows_what_the_page_says(
    one: Shown, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "gaps.yaml").write_text(blocks(README, "yaml")[0], encoding="utf-8")
    monkeypatch.chdir(tmp_path)

    code, printed = run(one.command)

    assert code == 0
    assert is_excerpt(one.said, printed)


def test_all_that_the_authoring_page_shows_in_a_block_is_typed_printed_or_a_list_of_files() -> None:
    others = [block.split()[0] for block in blocks(AUTHORING) if not block.startswith("$ ")]

    assert others == ["bank.yaml", "gaps.yaml:13:122:"]


BEGINNINGS = next(line for line in AUTHORING.splitlines() if line.startswith("- Put them round a text that begins"))
ONE_OF, WITH_A_SPACE = re.search(r"one of ``(.*) ``, or (.*) and a space", BEGINNINGS).groups()  # type: ignore[union-attr]
IN_NEED_OF_QUOTES = [*ONE_OF.split(), *(f"{one} " for one in re.findall(r"`(.)`", WITH_A_SPACE))]


@pytest.mark.slow
@pytest.mark.parametrize("beginning", [*IN_NEED_OF_QUOTES, "a: ", "a #"])
def test_a_text_that_the_authoring_page_wants_quoted_is_wrong_without_quotes_and_right_with_them(
    beginning: str, tmp_path: Path
) -> None:
    path, shipped = tmp_path / "gaps.yaml", shipped_folder()
    reason, text = blocks(README, "yaml")[0], f"{beginning}word"
    in_quotes = "'" + text.replace("'", "''") + "'"
    read = []
    for written in (text, in_quotes):
        path.write_text(reason.replace("name: Too long between sessions", f"name: {written}"), encoding="utf-8")
        bank = load([shipped, path], shipped=shipped).bank
        read.append(bank and next(one.name for one in bank.tracks[INDIVIDUAL].reasons if one.id == "gaps"))

    assert read[0] != text
    assert read[1] == text


@pytest.mark.slow
def test_the_items_in_the_authoring_page_load(tmp_path: Path) -> None:
    (items,) = (block for block in blocks(AUTHORING, "yaml") if block.startswith("- id: felt_understood"))
    path = tmp_path / "more.yaml"
    path.write_text(f"add_to: fit\nitems:\n{items.replace('id: felt', 'id: more_felt')}", encoding="utf-8")

    assert load([shipped_folder(), path], shipped=shipped_folder()).problems == ()


def test_the_responses_file_in_the_authoring_page_is_scored(tmp_path: Path) -> None:
    (example,) = (block for block in blocks(AUTHORING, "yaml") if "stuckpoint: 1" in block)
    path = tmp_path / "responses.yaml"
    path.write_text(example, encoding="utf-8")

    assert main(["score", str(path), "-o", str(tmp_path / "out.txt")]) == 0


NAMES = [name for panel in COMMANDS.values() for name in panel]


@pytest.mark.parametrize("command", NAMES)
def test_every_command_is_in_the_readme_and_has_help(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([command, "--help"]) == 0

    assert f"`stuckpoint {command}" in README
    assert len(capsys.readouterr().out.splitlines()) > 4


@pytest.mark.parametrize(
    "page", [README, *AUTHORS.values(), METHOD, CONTRIBUTING], ids=["README", *AUTHORS, "method", "CONTRIBUTING"]
)
def test_every_command_and_option_that_a_page_names_exists(page: str, capsys: pytest.CaptureFixture[str]) -> None:
    known = set(NAMES)
    for command in known:
        main([command, "--help"])
    options = set(re.findall(r"--?[a-z][a-z-]*", capsys.readouterr().out)) | {"--version", "--help"}

    assert set(re.findall(r"`stuckpoint ([a-z][a-z-]*)", page)) <= known
    ours = re.sub(r"^uv .*", "", page, flags=re.MULTILINE)  # the command of another program
    assert set(re.findall(r"(?<=[` ])--[a-z][a-z-]*", ours)) <= options


@pytest.mark.parametrize("command", ["quiz", "test"])
def test_the_two_commands_of_the_readme_are_those_of_run_py(command: str) -> None:
    assert f"```\npython3 run.py {command}\n```" in README
    assert f"python3 run.py {command}" in (ROOT / "run.py").read_text(encoding="utf-8")


@pytest.mark.parametrize("code", [*Code, *WarningCode])
def test_every_problem_code_has_an_entry_in_the_authoring_page(code: Code | WarningCode) -> None:
    assert re.search(rf"^\| .*`{code}`", AUTHORING, re.MULTILINE)


@pytest.mark.parametrize(("heading", "codes"), [("| code |", Code), ("| warning |", WarningCode)])
def test_the_authoring_page_names_no_code_that_there_is_not(heading: str, codes: type[Code | WarningCode]) -> None:
    table = AUTHORING.split(f"\n{heading}")[1].split("\n\n")[0]

    named = {
        code
        for row in table.splitlines()
        if row.startswith("| `")
        for code in re.findall(r"`([a-z-]+)`", row.split("|")[1])
    }
    assert named == set(codes)


@pytest.mark.parametrize("key", sorted({key for record in RECORDS for key in keys_in(record)}))
def test_every_key_is_in_the_authoring_page(key: str) -> None:
    assert f"`{key}`" in AUTHORING


@pytest.mark.parametrize(
    "record", {one.name: one for file in RECORDS for one in records_in(file)}.values(), ids=lambda one: one.name
)
def test_every_key_has_its_row_in_the_authoring_page_in_the_words_that_editors_show(record: Record) -> None:
    assert any(set(rows(record)) <= set(table) for table in KEY_TABLES)


def test_no_table_of_keys_holds_anything_but_the_keys_of_one_record() -> None:
    known = [rows(record) for file in RECORDS for record in records_in(file)]

    assert [table for table in KEY_TABLES if table not in known] == []


def test_the_line_for_editors_in_the_authoring_page_leads_to_a_kind_of_file() -> None:
    lines = [block.strip() for block in blocks(AUTHORING, "yaml") if re.fullmatch("# yaml-language-server.*\n", block)]
    (kinds,) = (line for line in AUTHORING.splitlines() if "`#/definitions/`" in line)

    assert lines == [f"# yaml-language-server: $schema={up}schema.json#/definitions/reason" for up in ("", "../")]
    assert [name for name in fields.FILES if f"`{name}`" in kinds] == list(fields.FILES)


def test_the_readme_says_what_it_is_for_in_the_words_of_the_program_and_stays_short() -> None:
    assert INTENDED_USE in README
    assert len(README.splitlines()) <= 120


def anchors_in(page: str) -> dict[str, str]:
    """Returns the parts of a page in their order, each with what a link to it ends with."""
    return {
        part: re.sub(r"[^a-z0-9 ]", "", part.lower()).replace(" ", "-") for part in re.findall(r"(?m)^## (.*)$", page)
    }


@pytest.mark.parametrize("page", AUTHORS.values(), ids=AUTHORS)
def test_the_contents_of_a_page_for_authors_name_every_part_in_order_and_lead_there(page: str) -> None:
    assert re.findall(r"^- \[(.*)\]\(#(.*)\)$", page, re.MULTILINE) == list(anchors_in(page).items())
    assert set(re.findall(r"\]\(#(.*?)\)", page)) == set(anchors_in(page).values())
    for other, anchor in re.findall(r"\]\((\w+\.md)#(.*?)\)", page):
        assert anchor in anchors_in(AUTHORS[other]).values()


@pytest.mark.parametrize(
    "page", [README, *AUTHORS.values(), METHOD, CONTRIBUTING], ids=["README", *AUTHORS, "method", "CONTRIBUTING"]
)
def test_every_file_that_a_page_links_to_exists(page: str) -> None:
    folder = ROOT / "docs" if page in (*AUTHORS.values(), METHOD) else ROOT

    for target in re.findall(r"\]\((?!#|https?:)([^)#]+)", page):
        assert (folder / target).exists(), target
