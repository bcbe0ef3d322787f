"""What an author starts from: a copy of the questions, or the outline of a reason."""

import os
import re
import stat
from pathlib import Path

import pytest

from stuckpoint.authoring.checks.checking import check_questions
from stuckpoint.authoring.starting import copy_bank, skeleton
from stuckpoint.cli.main import main
from stuckpoint.errors import CannotWrite
from stuckpoint.loading import open_bank, shipped_folder
from stuckpoint.reading import WarningCode
from stuckpoint.reading.slips import is_id

SHIPPED = shipped_folder()
NAMES = ["gaps", "a", "x" * 40, "a_" * 20]

# What somebody may write where the outline says TODO.
OWN_WORDS = (
    "apple bread candle desk egg flag gate hill ink jug kite lamp moon nail oak pear quilt rope sand tent urn van"
    " wall yard zebra arch"
)


def files_in(folder: Path) -> set[str]:
    held = (*folder.rglob("*.yaml"), *folder.glob("schema.json"))
    return {path.relative_to(folder).as_posix() for path in held}


# ---- a copy of the questions


@pytest.mark.slow
@pytest.mark.parametrize("there", [True, False], ids=["into an empty folder", "into a new one"])
def test_a_copy_holds_all_but_safety_and_helplines_and_has_nothing_to_mend(
    there: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "my questions"
    if there:
        target.mkdir()

    assert main(["copy-questions", str(target)]) == 0

    assert files_in(target) == files_in(SHIPPED) - {"safety.yaml", "helplines.yaml"}
    assert all((target / name).read_bytes() == (SHIPPED / name).read_bytes() for name in files_in(target))
    assert f"{len(files_in(target))} files" in capsys.readouterr().out
    assert check_questions(target) == ()
    assert open_bank([target], only=True).tracks.keys() == open_bank().tracks.keys()


def test_a_copy_can_be_changed_by_its_owner(tmp_path: Path) -> None:
    copy_bank(SHIPPED, tmp_path / "copy")
    modes = {stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "copy").rglob("*.yaml")}
    assert all(mode & stat.S_IWUSR and not mode & stat.S_IXUSR for mode in modes)


def test_a_folder_that_holds_something_is_left_as_it_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    assert main(["copy-questions", str(tmp_path)]) == 1
    assert "is not an empty folder" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


@pytest.mark.parametrize("target", ["empty", "file", "nowhere"])
def test_a_copy_goes_through_no_link(target: str, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "file").write_text("mine")
    (tmp_path / "link").symlink_to(target)
    with pytest.raises(CannotWrite):
        copy_bank(SHIPPED, tmp_path / "link")
    assert list((tmp_path / "empty").iterdir()) == []
    assert not (tmp_path / "nowhere").exists()
    assert (tmp_path / "link").is_symlink()


@pytest.mark.parametrize("name", ["file", "file/inside", "no/such/folder", "x" * 300])
def test_what_cannot_be_a_folder_is_refused(name: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises(CannotWrite):
        copy_bank(SHIPPED, tmp_path / name)
    assert (tmp_path / "file").read_text() == "mine"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is closed to root")
def test_a_folder_that_may_not_be_written_to_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "closed").mkdir(mode=0o500)
    with pytest.raises(CannotWrite):
        copy_bank(SHIPPED, tmp_path / "closed")
    assert list((tmp_path / "closed").iterdir()) == []


@pytest.mark.parametrize("there", [True, False])
def test_a_copy_that_breaks_off_leaves_nothing_half_written(there: bool, tmp_path: Path) -> None:
    bank, target = tmp_path / "bank", tmp_path / "copy"
    (bank / "reasons").mkdir(parents=True)
    (bank / "bank.yaml").write_text("name: A bank\n")
    (bank / "reasons" / "folder.yaml").mkdir()  # cannot be read as a file
    if there:
        target.mkdir()

    with pytest.raises(CannotWrite):
        copy_bank(bank, target)

    assert target.exists() is there
    assert not there or list(target.iterdir()) == []


# ---- the outline of a reason


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_an_outline_can_be_asked_as_it_is_and_only_its_open_places_are_warned_of(name: str, tmp_path: Path) -> None:
    path = tmp_path / f"{name}.yaml"
    path.write_text(skeleton(name), encoding="utf-8")

    found = check_questions(path)

    (problem,) = found
    others = skeleton(name).count("'TODO ") - 1
    assert problem.code is WarningCode.STILL_TO_DO
    assert f"this and {others} more texts below still say TODO" in problem.what
    assert name in {reason.id for track in open_bank([path]).tracks.values() for reason in track.reasons}


def test_an_outline_with_words_in_its_open_places_has_nothing_to_mend(tmp_path: Path) -> None:
    path = tmp_path / "gaps.yaml"
    words = iter(OWN_WORDS.split())
    path.write_text(re.sub(r"'TODO [^']*'", lambda _: f"'Have you seen the {next(words)}?'", skeleton("gaps")), "utf-8")
    assert main(["check", "--strict", str(path)]) == 0


def test_an_outline_is_what_the_command_prints(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new-reason", "gaps"]) == 0
    assert capsys.readouterr().out == skeleton("gaps")


def test_an_outline_points_editors_to_no_schema_that_is_not_there_and_says_how_to_get_it() -> None:
    lines = skeleton("gaps").splitlines()
    comments = "\n".join(line for line in lines if line.startswith("#"))

    assert not any(line.startswith("# yaml-language-server:") for line in lines)
    assert "| # yaml-language-server: $schema=schema.json#/definitions/reason\n" in f"{comments}\n"
    assert "'stuckpoint schema > schema.json'" in comments


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(path.stem for path in (SHIPPED / "reasons").iterdir()))
def test_no_outline_is_printed_for_a_reason_that_is_shipped(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new-reason", name]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    more = f" To add questions to it, type 'stuckpoint new-reason more --add-to {name}'."
    assert err == (
        f"'{name}' is a shipped reason, so yours needs another name.{'' if name == 'not_safe_together' else more} "
        "To change the shipped one, copy the questions: "
        f"type 'stuckpoint copy-questions my_bank', and open my_bank/reasons/{name}.yaml.\n"
    )


@pytest.mark.slow
@pytest.mark.parametrize("to", ["fit", "limbo", "modality"])
def test_an_outline_of_what_is_added_to_a_shipped_reason_can_be_asked_as_it_is(
    to: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["new-reason", "more", "--add-to", to]) == 0
    path = tmp_path / "more.yaml"
    path.write_text(capsys.readouterr().out, encoding="utf-8")

    assert {problem.code for problem in check_questions(path)} == {WarningCode.STILL_TO_DO}
    own = [one for track in open_bank([path]).tracks.values() for one in track.items if one.id.startswith("more_")]
    assert {one.reason for one in own} == {to}
    assert {one.id for one in own} == {"more_often", "more_other_side"}
    assert "| # yaml-language-server: $schema=schema.json#/definitions/addition\n" in path.read_text("utf-8")


@pytest.mark.parametrize(
    ("to", "said"), [("fid", "did you mean 'fit'?"), ("not_safe_together", "Nothing can be added to")]
)
def test_no_outline_is_printed_for_a_reason_that_is_not_there_or_is_about_safety(
    to: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["new-reason", "more", "--add-to", to]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert said in err


@pytest.mark.parametrize("name", ["Gaps", "too-long", "all", "", "x" * 41, "1st", "a/b", "a\nb: c"])
def test_a_reason_has_to_have_a_name_that_can_be_an_id(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert not is_id(name)
    assert main(["new-reason", name]) == 2
    assert capsys.readouterr().out == ""
