"""What an editor makes of the shipped files, by the language server that editors run. Left out where it is not."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from bank_files import BANK_FILES
from language_server import FOUND, LanguageServer

from stuckpoint.authoring.schema import as_json
from stuckpoint.authoring.starting import skeleton
from stuckpoint.loading import shipped_folder
from stuckpoint.reading.fields import FILES, ITEM, REASON

pytestmark = pytest.mark.skipif(
    not (FOUND and shutil.which("node")), reason="yaml-language-server is not here: .ci/run fetches it"
)

FIT = shipped_folder() / "reasons" / "fit.yaml"


@pytest.fixture(scope="module")
def server() -> Iterator[LanguageServer]:
    with LanguageServer(FOUND[-1]) as running:
        yield running


def opened(server: LanguageServer, more: str, path: Path = FIT) -> tuple[int, list[tuple[int, str]]]:
    """Opens a copy of a shipped file with lines put under it; returns the first one's number, and the problems."""
    text = path.read_text("utf-8")
    return text.count("\n") + 1, server.problems(path, text + more)


@pytest.mark.parametrize("path", BANK_FILES, ids=lambda path: path.stem)
def test_nothing_is_wrong_with_a_shipped_file(server: LanguageServer, path: Path) -> None:
    assert opened(server, "", path)[1] == []


@pytest.mark.parametrize("name", ["gaps", "a_" * 20])
def test_nothing_is_wrong_with_an_outline_and_its_first_line_leads_to_the_keys(
    server: LanguageServer, name: str, tmp_path: Path
) -> None:
    (tmp_path / "schema.json").write_text(as_json(), encoding="utf-8")
    first = next(line for line in skeleton(name).splitlines() if "yaml-language-server" in line)
    text = f"{first.removeprefix('#   | ')}\n{skeleton(name)}"
    assert server.problems(tmp_path / "outline.yaml", text) == []
    number = next(number for number, line in enumerate(text.splitlines(), 1) if line.startswith("summary:"))
    assert REASON.fields["summary"].help in server.help(number, 2)


def test_a_wrong_key_is_flagged_where_it_stands(server: LanguageServer) -> None:
    line, problems = opened(server, "  - id: one_more\n    text: A question?\n    scael: how_often\n")

    assert problems == [(line + 2, "Property scael is not allowed.")]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("id: One more", "An id has small letters, digits and _"),
        ("id: all", "have a meaning of their own"),
        ("choose: several", 'Valid values: "one", "many"'),
        ("reverse: yes", 'Expected "boolean"'),
        ("points_to: {fit: -1}", "minimum of 0"),
        ("text: ''", "Write text."),
        ("options: []", "too few items"),
        ("show_if: {stage: going}", 'Expected "array"'),
    ],
)
def test_a_wrong_value_is_flagged_in_words(server: LanguageServer, written: str, said: str) -> None:
    keys = {"id": "id: one_more", "text": "text: A question?", written.partition(":")[0]: written}
    line, problems = opened(server, "  - " + "\n    ".join(keys.values()) + "\n")

    ((place, message),) = problems
    assert place == line + list(keys.values()).index(written)
    assert said in message


def test_the_keys_of_an_item_are_offered_in_one(server: LanguageServer) -> None:
    line, _ = opened(server, "  - id: one_more\n    text: A question?\n    \n")

    assert server.offered(line + 2, 5) >= set(ITEM.fields) - {"id", "text"}


def test_the_words_of_a_closed_choice_are_offered(server: LanguageServer) -> None:
    line, _ = opened(server, "  - id: one_more\n    text: A question?\n    choose: \n")

    assert server.offered(line + 2, 13) == {"one", "many"}


@pytest.mark.parametrize("kind", ["bank", "track", "reason", "what_now", "references"])
def test_what_a_key_holds_is_shown_over_it(server: LanguageServer, kind: str) -> None:
    path = next(one for one in BANK_FILES if kind in (one.stem, one.parent.name.rstrip("s")))
    lines = path.read_text("utf-8").splitlines()
    opened(server, "", path)

    for key, rule in FILES[kind].fields.items():
        for number, line in enumerate(lines, 1):
            if line.startswith(f"{key}:"):
                assert rule.help in server.help(number, 2)
