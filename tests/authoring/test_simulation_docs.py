"""What docs/simulate.md says of `stuckpoint simulate` against what it does."""

import re
from pathlib import Path

import pytest
from documents import AUTHORS, README, blocks
from pages import is_excerpt, run, shown

from stuckpoint.authoring.simulation.defects import POWER, THIN, Sign
from stuckpoint.authoring.simulation.report import CANNOT_KNOW

SECTION = AUTHORS["simulate.md"]


@pytest.mark.slow
def test_the_report_in_the_authoring_page_is_what_the_program_prints(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (reason,) = blocks(README, "yaml")
    (tmp_path / "gaps.yaml").write_text(reason, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    ((command, said),) = shown(*blocks(SECTION))
    assert len(said.splitlines()) >= 8

    code, printed = run(command)

    assert code == 0
    assert is_excerpt(said, printed)


def test_every_sign_has_a_row_and_no_row_is_without_one() -> None:
    rows = re.findall(r"^\| `([a-z-]+)` \|", SECTION, re.MULTILINE)
    assert rows == list(dict.fromkeys(rows))
    assert set(rows) == set(Sign)


def test_the_lines_in_the_table_are_those_that_are_drawn() -> None:
    assert f"under {THIN.error:g}, 60 | under {THIN.warning:g}, 75" in SECTION
    assert f"under {100 * POWER.error:g} % | under {100 * POWER.warning:g} %" in SECTION


def test_the_words_of_the_report_are_explained() -> None:
    for word in ("recall", "power", "weight", "confusions", "false alarms", "redundant"):
        assert f"**{word}**" in SECTION
    assert "What it cannot know" in SECTION
    assert any("does not rank good banks" in limit for limit in CANNOT_KNOW)
