"""What docs/authoring.md says of `stuckpoint simulate` against what it does."""

import re
from pathlib import Path

import pytest
from test_docs import AUTHORING, README, blocks

from stuckpoint.cli import main
from stuckpoint.defects import Sign
from stuckpoint.reason_defects import POWER, THIN
from stuckpoint.simulation_pages import CANNOT_KNOW

SECTION = AUTHORING.split("## Does it tell its reasons apart?")[1].split("\n## ")[0]


def test_the_report_in_the_authoring_page_is_what_the_program_prints(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (reason,) = blocks(README, "yaml")
    path = tmp_path / "gaps.yaml"
    path.write_text(reason, encoding="utf-8")
    assert main(["simulate", str(path)]) == 0
    printed = capsys.readouterr().out
    (excerpt,) = blocks(SECTION)
    assert len(excerpt.splitlines()) >= 8
    assert printed.split("\n", 1)[1].startswith(excerpt)


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
