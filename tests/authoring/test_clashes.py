"""What is said of a bank, a part of one, or a reason that cannot stand beside the shipped questions: one thing."""

import shutil
from pathlib import Path

import pytest

from stuckpoint.authoring.checks.checking import check_questions
from stuckpoint.authoring.starting import copy_bank
from stuckpoint.cli.main import main
from stuckpoint.loading import shipped_folder
from stuckpoint.reading import Code

CHOIR = Path(__file__).parents[1] / "banks" / "choir"

PARTS = ["reasons/fit.yaml", "reasons", "tracks/couples.yaml", "bank.yaml", "what_now.yaml"]


@pytest.fixture
def mine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Copies the shipped questions into a folder of one's own, beside which the command runs."""
    monkeypatch.chdir(tmp_path)
    copy_bank(shipped_folder(), Path("mine"))
    return Path("mine")


def said(capsys: pytest.CaptureFixture[str], *arguments: object) -> list[str]:
    """Runs a command that is refused; returns the problems that it shows."""
    assert main([str(argument) for argument in arguments]) == 1
    out, err = capsys.readouterr()
    return [line for line in (out + err).splitlines() if ": error[" in line]


@pytest.mark.slow
@pytest.mark.parametrize("command", [["map", "felt_understood"], ["reasons"], ["what-now"]], ids=" ".join)
def test_a_whole_bank_beside_the_shipped_one_is_one_problem(
    command: list[str], mine: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (line,) = said(capsys, *command, "--questions", mine)

    assert line.startswith("mine/bank.yaml:1:1: error[duplicate-id]: mine is a bank of its own")
    assert "--only" in line


@pytest.mark.slow
def test_mistakes_inside_the_files_of_such_a_bank_are_still_said(
    mine: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = mine / "reasons" / "fit.yaml"
    right = path.read_text("utf-8")
    path.write_text(right.replace("summary:", "sumary:"), "utf-8")
    (line,) = said(capsys, "reasons", "--questions", mine)
    assert "'sumary'" in line

    path.write_text(right, "utf-8")

    (line,) = said(capsys, "reasons", "--questions", mine)
    assert "bank of its own" in line


@pytest.mark.slow
@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("only", [[], ["--only"]], ids=["added", "only"])
def test_a_part_of_a_bank_is_one_problem_that_names_its_bank(
    part: str, only: list[str], mine: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (line,) = said(capsys, "reasons", "--questions", mine / part, *only)

    assert line.startswith(f"{mine / part}:1:1: error[duplicate-id]: this is a part of the bank mine")
    assert "--only" in line


@pytest.mark.slow
@pytest.mark.parametrize("named", ["own/fit.yaml", "own"], ids=["a reason", "a folder of reasons"])
def test_reasons_without_a_bank_are_one_problem_and_not_that_the_others_are_missing(
    named: str, mine: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("own").mkdir()
    shutil.copy(mine / "reasons" / "fit.yaml", "own")

    (line,) = said(capsys, "quiz", "--questions", named, "--only")

    assert line.startswith(f"{named}:1:1: error[missing-file]: there is no bank here")
    assert "leave out --only" in line


def test_a_folder_without_questions_is_one_problem(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (line,) = said(capsys, "quiz", "--questions", tmp_path, "--only")

    assert "there is no YAML file here" in line


@pytest.mark.slow
@pytest.mark.parametrize("part", PARTS)
def test_a_part_of_a_bank_is_checked_within_its_bank(part: str, mine: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(mine / part)]) == 0
    assert capsys.readouterr().out == "No problem was found.\n"


@pytest.mark.slow
def test_a_part_named_from_inside_its_bank_is_checked_within_it_under_the_name_it_was_given(
    mine: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(mine / "reasons")
    path = Path("fit.yaml")
    path.write_text(path.read_text("utf-8").replace("scale: how_often", "scale: how_offen", 1), "utf-8")

    (line,) = said(capsys, "check", path)

    assert line.startswith("fit.yaml:")
    assert "'how_often'" in line


@pytest.mark.slow
def test_an_error_elsewhere_in_its_bank_is_shown_with_a_part_and_a_warning_is_not(
    mine: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = mine / "reasons" / "limbo.yaml"
    text = other.read_text("utf-8")
    other.write_text(text.replace("      unsafe_with_control: false\n", "", 1), "utf-8")
    assert main(["check", str(mine / "reasons" / "fit.yaml")]) == 0
    assert "No problem" in capsys.readouterr().out

    other.write_text(text.replace("summary:", "sumary:"), "utf-8")

    (line,) = said(capsys, "check", mine / "reasons" / "fit.yaml")
    assert line.startswith(str(other))


@pytest.mark.parametrize("whole", [True, False], ids=["a copy", "a question"])
def test_a_reason_that_is_a_shipped_one_is_one_problem(
    whole: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = Path(shutil.copy(shipped_folder() / "reasons" / "fit.yaml", tmp_path))
    if not whole:
        path.write_text("reason: fit\nitems: [{id: more, text: How is it?, scale: how_often}]\n", "utf-8")

    (line,) = said(capsys, "check", path)

    assert "'fit' is a shipped reason" in line
    assert str(shipped_folder() / "reasons" / "fit.yaml") in line
    assert "copy-questions" in line


@pytest.mark.slow
def test_a_file_is_not_to_be_renamed_over_another(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = (Path(__file__).parents[1] / "banks" / "warned" / "negated.yaml").read_text("utf-8")
    path = tmp_path / "wet_hall.yaml"
    path.write_text(text, "utf-8")
    (line,) = said(capsys, "check", path)
    assert line.endswith("; rename the file to damp_hall.yaml, or write 'reason: wet_hall' in it")

    (tmp_path / "damp_hall.yaml").write_text(text, "utf-8")

    (line,) = said(capsys, "check", path)
    assert line.endswith("; damp_hall.yaml is there already, so write 'reason: wet_hall' in it")


@pytest.mark.slow
def test_a_file_whose_name_can_be_no_id_is_to_be_renamed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "Damp Hall.yaml"
    path.write_text((Path(__file__).parents[1] / "banks" / "warned" / "negated.yaml").read_text("utf-8"), "utf-8")

    (line,) = said(capsys, "check", path)

    assert line.endswith("; rename the file to damp_hall.yaml")


@pytest.mark.parametrize("command", [["check"], ["map"], ["simulate"]], ids=" ".join)
def test_a_bank_without_a_question_is_a_problem_whatever_reads_it(
    command: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "tracks").mkdir()
    (tmp_path / "bank.yaml").write_text("name: Empty\n", "utf-8")
    (tmp_path / "tracks" / "faith.yaml").write_text("name: Faith\n", "utf-8")

    (line,) = said(capsys, *command, tmp_path)

    assert "faith.yaml:1:1: error[missing-key]: the track 'faith' has no question yet; add" in line


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "called"),
    [
        ("stuckpoint: 1\ntrack: individual\nresponses: {}\n", "responses"),
        ("name: Here\nquick: 3\nopening: []\n", "track"),
        ("name: Mine\nscales: {}\nversion: 1\n", "bank"),
    ],
)
def test_a_file_of_another_kind_is_one_problem(
    text: str, called: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(text, "utf-8")

    (line,) = said(capsys, "check", path)

    assert f"this is a {called} file, and a reason file is due here" in line


@pytest.mark.slow
@pytest.mark.parametrize("inside", ["reasons/few_turns.yaml.txt", "few_turns.YML.txt", "tracks/x.yaml.txt"])
def test_a_file_that_an_editor_gave_another_ending_is_not_passed_over_in_silence(inside: str, tmp_path: Path) -> None:
    shutil.copytree(CHOIR, tmp_path / "choir")
    (tmp_path / "choir" / inside).write_text("reason: few_turns\n")
    problems = check_questions(tmp_path / "choir")
    assert [(one.place.file, one.code) for one in problems] == [(str(tmp_path / "choir" / inside), Code.UNKNOWN_FILE)]
    assert f"rename it to {Path(inside).stem}" in problems[0].to_do


def test_such_a_file_named_by_itself_is_to_lose_that_ending(tmp_path: Path) -> None:
    path = Path(shutil.copy(shipped_folder() / "reasons" / "fit.yaml", tmp_path / "damp.yaml.txt"))
    path.write_text(path.read_text().replace("reason: fit\n", "reason: damp\n"))
    renaming = [one.to_do for one in check_questions(path) if one.code is Code.FILE_NAME]
    assert renaming == ["rename the file to damp.yaml"]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("right", "called"),
    [
        ("bank.yaml", "Bank.yaml"),
        ("bank.yaml", "BANK.YAML"),
        ("reasons", "Reasons"),
        ("reasons", "reason"),
        ("tracks", "track"),
    ],
)
def test_a_part_of_a_bank_called_in_other_letters_is_to_be_renamed(right: str, called: str, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(CHOIR, tmp_path / "choir"))
    (folder / right).rename(folder / called)
    (problem,) = [one for one in check_questions(folder) if one.code is Code.UNKNOWN_FILE]
    assert problem.place.file == str(folder / called)
    assert f"rename it to {right}, in small letters" in problem.to_do


def test_a_folder_that_holds_a_bank_is_told_from_it(tmp_path: Path) -> None:
    shutil.copytree(CHOIR, tmp_path / "choir")
    (problem,) = check_questions(tmp_path)
    assert problem.code is Code.MISSING_FILE
    assert problem.to_do == f"did you mean {tmp_path / 'choir'}?"


@pytest.mark.slow
def test_a_file_is_a_reason_or_adds_to_one(tmp_path: Path) -> None:
    path = Path(shutil.copy(shipped_folder() / "reasons" / "fit.yaml", tmp_path / "fit.yaml"))
    path.write_text(f"add_to: fit\n{path.read_text('utf-8')}", "utf-8")
    (problem,) = check_questions(path)
    assert problem.what == "this has 'reason' and 'add_to', and can be a reason or add to one"


def test_an_answer_that_stands_for_a_reason_is_told_from_one(tmp_path: Path) -> None:
    path = Path(shutil.copy(CHOIR.parent / "warned" / "negated.yaml", tmp_path / "damp_hall.yaml"))
    text = path.read_text("utf-8").replace("scale: how_often", "scale: how_often\n    points_to: {often: 1}", 1)
    path.write_text(text, "utf-8")
    (problem,) = check_questions(path)
    assert (problem.code, problem.what) == (Code.UNKNOWN_REASON, "'often' is an answer, and not a reason")


def test_other_files_beside_a_bank_are_nobodys_concern(tmp_path: Path) -> None:
    shutil.copytree(CHOIR, tmp_path / "choir")
    (tmp_path / "choir" / "notes.txt").write_text("to do: nothing\n")
    assert Code.UNKNOWN_FILE not in {one.code for one in check_questions(tmp_path / "choir")}


@pytest.mark.slow
@pytest.mark.parametrize("part", ["reasons/tuning.yaml", "reasons", "tracks"])
def test_a_part_of_a_bank_of_ones_own_is_listed_and_tried_with_its_bank(
    part: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for command in ("map", "simulate"):
        told = []
        for path in (CHOIR, CHOIR / part):
            assert main([command, str(path)]) == 0
            told.append(capsys.readouterr())
        assert told[0] == told[1]
