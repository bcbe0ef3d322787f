import os
import resource
import stat
from pathlib import Path

import pytest

from stuckpoint.errors import CannotWrite
from stuckpoint.writing import write_new


@pytest.mark.parametrize("mask", [0, 0o022, 0o077])
def test_a_new_file_holds_the_text_and_is_its_owners_alone(mask: int, tmp_path: Path) -> None:
    path = tmp_path / "notes.md"
    before = os.umask(mask)
    try:
        write_new(path, "Flückiger\nsays\r\n")
    finally:
        os.umask(before)
    assert path.read_bytes() == "Flückiger\nsays\r\n".encode()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [path]


def test_what_is_there_already_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "notes.md"
    path.write_text("mine")
    path.chmod(0o644)
    with pytest.raises(CannotWrite):
        write_new(path, "new")
    assert path.read_text() == "mine"
    assert stat.S_IMODE(path.stat().st_mode) == 0o644


@pytest.mark.parametrize("target", ["there.md", "not_there.md", "/dev/null", "."])
def test_nothing_is_written_through_a_link(target: str, tmp_path: Path) -> None:
    (tmp_path / "there.md").write_text("mine")
    link = tmp_path / "link.md"
    link.symlink_to(target)
    with pytest.raises(CannotWrite):
        write_new(link, "new")
    assert (tmp_path / "there.md").read_text() == "mine"
    assert link.is_symlink()
    assert not (tmp_path / "not_there.md").exists()


def test_a_second_name_of_a_file_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "there.md").write_text("mine")
    (tmp_path / "other.md").hardlink_to(tmp_path / "there.md")
    with pytest.raises(CannotWrite):
        write_new(tmp_path / "other.md", "new")
    assert (tmp_path / "there.md").read_text() == "mine"


@pytest.mark.parametrize(
    "name", ["", ".", "no/such/folder.md", "file.txt/inside.md", "x" * 300, "/dev/null", "/dev/full"]
)
def test_what_cannot_be_a_new_file_is_refused(name: str, tmp_path: Path) -> None:
    (tmp_path / "file.txt").write_text("")
    with pytest.raises(CannotWrite) as raised:
        write_new(tmp_path / name, "new")
    assert "\n" not in str(raised.value)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file.txt"]


def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(CannotWrite):
        write_new(tmp_path / "pipe", "new")


def test_nothing_is_left_behind_when_the_disk_is_full(tmp_path: Path) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, hard))
    try:
        with pytest.raises(CannotWrite):
            write_new(tmp_path / "notes.md", "long " * 10_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_left_behind_when_the_text_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises((CannotWrite, UnicodeEncodeError)):
        write_new(tmp_path / "notes.md", "half of a pair: \ud83d")
    assert list(tmp_path.iterdir()) == []
