"""What an author allows: a warning that is meant so is not shown, is counted, and has a reason beside it."""

import json
from pathlib import Path

import pytest
from added import REASON, write_reason

from stuckpoint.authoring.checks.checking import check_questions
from stuckpoint.authoring.problem_forms import as_pages
from stuckpoint.blocks import Paragraph
from stuckpoint.cli.main import main

LEADING = """\
  - id: surely_damp
    text: Surely the hall is damp. How often?
    scale: how_often
"""
SOUND = """\
  - {id: how_wet, text: How often was the floor wet?, scale: how_often}
  - {id: how_warm, text: How often was it warm?, scale: how_often, reverse: true}
"""
ALLOW = "    allow: {leading: published wording}\n"


def warned(folder: Path, text: str) -> list[str]:
    """Returns the warnings about a reason, each from its line on; those that are allowed, in brackets."""
    path = write_reason(folder, "")
    path.write_text(text, encoding="utf-8")
    said = [(str(one).removeprefix(f"{path}:"), one.allowed) for one in check_questions(path)]
    return [f"({allowed}) {one}" if allowed else one for one, allowed in said]


def codes(folder: Path, items: str, top: str = "") -> list[str]:
    found = warned(folder, REASON.replace("items:\n", f"{top}items:\n") + SOUND + items)
    return [one.partition(" warning[")[0] + " " + one.partition("[")[2].partition("]")[0] for one in found]


def ran(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str]:
    code = main([str(argument) for argument in arguments])
    return code, capsys.readouterr().out


@pytest.mark.slow
def test_a_warning_is_shown_where_nobody_allows_it(tmp_path: Path) -> None:
    assert codes(tmp_path, LEADING) == ["16:11: leading"]


@pytest.mark.slow
def test_an_item_allows_what_is_in_it(tmp_path: Path) -> None:
    assert codes(tmp_path, LEADING + ALLOW) == ["(published wording) 16:11: leading"]


def test_an_item_allows_nothing_of_another(tmp_path: Path) -> None:
    other = LEADING.replace("surely_damp", "other").replace("the hall is damp", "it is cold in there")

    assert codes(tmp_path, LEADING + ALLOW + other) == ["(published wording) 16:11: leading", "20:11: leading"]


def test_a_file_allows_what_is_in_it_items_too(tmp_path: Path) -> None:
    assert codes(tmp_path, LEADING, "allow: {leading: published wording}\n") == ["(published wording) 17:11: leading"]


def test_another_warning_is_not_allowed_with_it(tmp_path: Path) -> None:
    found = codes(tmp_path, LEADING.replace("damp.", "damp and/or wet.") + ALLOW)

    assert found == ["16:11: double-barrelled", "(published wording) 16:11: leading"]


def test_what_allows_nothing_is_a_warning(tmp_path: Path) -> None:
    found = warned(tmp_path, REASON + SOUND + LEADING.replace("Surely the", "The") + ALLOW)

    assert found == ["18:13: warning[unused-allow]: there is no 'leading' here to allow; delete it from 'allow'"]


@pytest.mark.sampled(3)
@pytest.mark.parametrize(
    ("allow", "problem"),
    [
        ("{leeding: why}", "18:13: error[bad-choice]: a key of 'allow' is 'leeding'; did you mean 'leading'?"),
        (
            "{duplicate-id: why}",
            "18:13: error[bad-choice]: 'duplicate-id' is an error, and only warnings can be allowed; mend what it says",
        ),
        ("{leading: }", "18:22: error[empty]: 'leading' of 'allow' is empty; write text"),
        ("{leading: ' '}", "18:22: error[empty]: 'leading' of 'allow' is empty; write text"),
        (
            "[leading]",
            "18:12: error[wrong-kind]: 'allow' has no reason for it; write {leading: why it is meant so}",
        ),
        ("leading", "18:12: error[wrong-kind]: 'allow' has no reason for it; write {leading: why it is meant so}"),
        ("{unused-allow: why}", "18:13: error[bad-choice]: a key of 'allow' is 'unused-allow'"),
    ],
)
def test_what_cannot_be_allowed_is_a_problem(allow: str, problem: str, tmp_path: Path) -> None:
    (found,) = warned(tmp_path, REASON + SOUND + LEADING + f"    allow: {allow}\n")

    assert found.startswith(problem)


@pytest.mark.slow
def test_check_counts_what_is_allowed_and_does_not_show_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write_reason(tmp_path, SOUND + LEADING + ALLOW)

    assert ran(capsys, "check", "--strict", path) == (0, "No problem was found. 1 warning was allowed.\n")
    assert ran(capsys, "check", "--format", "json", path) == (0, "[]\n")
    assert ran(capsys, "check", "--format", "github", path) == (0, "")


@pytest.mark.slow
def test_a_terminal_is_shown_what_a_pipe_is(tmp_path: Path) -> None:
    path = write_reason(tmp_path, SOUND + LEADING + ALLOW)

    (page,) = as_pages(check_questions(path))

    assert page.blocks == (Paragraph("No problem was found. 1 warning was allowed."),)


@pytest.mark.slow
def test_check_counts_it_beside_what_is_not(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    allow = "    allow: {leading: published wording, negated: published wording}\n"
    text = LEADING.replace("How often?", "How often did you not sing? And why?")
    path = write_reason(tmp_path, SOUND + text + allow)

    code, out = ran(capsys, "check", path)

    assert code == 0
    assert out.endswith("1 warning. 2 more were allowed.\n")
    assert json.loads(ran(capsys, "check", "--format", "json", path)[1])[0]["code"] == "double-barrelled"


def test_a_reason_of_a_bank_may_allow_and_the_bank_its_scales(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "tracks").mkdir()
    (tmp_path / "reasons").mkdir()
    scale = "scales: {how_often: {options: [A lazy day or two, Some days]}}\n"
    (tmp_path / "bank.yaml").write_text(f"name: Halls\nallow: {{judging-word: as published}}\n{scale}", "utf-8")
    (tmp_path / "tracks" / "individual.yaml").write_text("name: A hall\n", "utf-8")
    write_reason(tmp_path / "reasons", SOUND + LEADING + ALLOW)

    assert ran(capsys, "check", tmp_path) == (0, "No problem was found. 2 warnings were allowed.\n")


def test_what_an_item_allows_a_file_need_not(tmp_path: Path) -> None:
    found = codes(tmp_path, LEADING + ALLOW, "allow: {leading: published wording}\n")

    assert found == ["12:9: unused-allow", "(published wording) 17:11: leading"]
