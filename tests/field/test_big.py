"""Banks that are far bigger than anyone needs, and what should come of them. A new report is a new row."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from stuckpoint.authoring.checks.checking import check_questions
from stuckpoint.cli.main import main
from stuckpoint.loading import files
from stuckpoint.reading import Code, read_file
from stuckpoint.reading.source import Source

REASON = """\
reason: {name}
name: Big
tracks: [individual]
lies_with: [setting]
summary: It may be.
may_mean: [It can be.]
does_not_mean: It is nobody's fault.
first_step: {name}_rest
first_line: {name}_wait
steps: {{you: [{{id: {name}_rest, text: Rest.}}, {{id: {name}_more, text: Rest more.}}]}}
opening_lines: [{{id: {name}_wait, text: Could we wait?}}]
items:
"""


def items(numbers: range, conditions: int) -> Iterator[str]:
    for number in numbers:
        yield f"  - {{id: one_{number}, text: 'How often did you see {number}?', scale: how_often"
        before = [f"{{one_{number - 1 - back}: [often]}}" for back in range(min(conditions, number))]
        yield f", show_if: {{any: [{', '.join(before)}]}}}}\n" if before else "}\n"


@pytest.mark.slow
def test_items_with_more_conditions_than_anyone_needs_are_too_much(tmp_path: Path) -> None:
    for part in range(6):
        text = REASON.format(name=f"big_{part}") + "".join(items(range(part * 400, part * 400 + 400), 38))
        (tmp_path / f"big_{part}.yaml").write_text(text)
    assert Code.TOO_MANY in {problem.code for problem in check_questions(tmp_path)}


def test_of_more_files_than_a_bank_may_hold_the_rest_is_not_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[Path] = []

    def counted(path: Path, name: str) -> Source:
        read.append(path)
        return read_file(path, name)

    monkeypatch.setattr(files, "read_file", counted)
    for number in range(3 * files.MOST["files"]):
        (tmp_path / f"r{number}.yaml").touch()
    origin, problems = files.read_origin(tmp_path)
    assert problems[-1].code in (Code.TOO_MANY, Code.TOO_BIG)
    assert len(origin.files) == files.MOST["files"] + 1
    assert len(read) <= files.MOST["files"] + 1


@pytest.mark.slow
@pytest.mark.parametrize("conditions", [0, 1], ids=["side by side", "in a chain"])
def test_what_takes_minutes_to_try_is_refused(
    conditions: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "big.yaml"
    path.write_text(REASON.format(name="big") + "".join(items(range(1001), conditions)))
    assert main(["simulate", str(path)]) == 1
    assert "items, and 1,000 are the most that are tried." in capsys.readouterr().err
