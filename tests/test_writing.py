import io
import os
import resource
import stat
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

import pytest

from stuckpoint.errors import CannotWrite, Left
from stuckpoint.writing import Deletion, can_write, delete_written, often_copied, seen_by_others, write_new

LINUX, MAC, WINDOWS = PurePosixPath, PurePosixPath, PureWindowsPath


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
        with pytest.raises(CannotWrite) as raised:
            write_new(tmp_path / "notes.md", "long " * 10_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert str(raised.value).endswith("notes.md could not be written: file too large. Nothing of it is left.")
    assert list(tmp_path.iterdir()) == []


class Stopping(io.FileIO):
    """A file that writes half of what it is given, and is stopped then."""

    stopped_by: BaseException

    def write(self, data: object, /) -> int:
        """Writes half."""
        assert isinstance(data, bytes)
        super().write(data[: len(data) // 2])
        raise self.stopped_by


@pytest.mark.parametrize("stopped_by", [Left(), KeyboardInterrupt(), OSError(5, "Input/output error")], ids=repr)
def test_nothing_is_left_behind_when_writing_is_stopped(
    stopped_by: BaseException, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Stopping, "stopped_by", stopped_by, raising=False)
    monkeypatch.setattr(os, "fdopen", Stopping)
    with pytest.raises(CannotWrite if isinstance(stopped_by, OSError) else type(stopped_by)):
        write_new(tmp_path / "notes.md", "long " * 10_000)
    assert list(tmp_path.iterdir()) == []


def test_a_part_that_cannot_be_removed_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_path: Path, missing_ok: bool = False) -> None:
        raise PermissionError(1, f"Operation not permitted {missing_ok}")

    monkeypatch.setattr(Stopping, "stopped_by", OSError(28, "No space left on device"), raising=False)
    monkeypatch.setattr(os, "fdopen", Stopping)
    monkeypatch.setattr(Path, "unlink", refuse)
    with pytest.raises(CannotWrite) as raised:
        write_new(tmp_path / "notes.md", "long " * 10_000)
    said = "could not be written: no space left on device. A part of it is there still. You can delete it."
    assert str(raised.value).endswith(said)


def test_nothing_is_left_behind_when_the_text_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises((CannotWrite, UnicodeEncodeError)):
        write_new(tmp_path / "notes.md", "half of a pair: \ud83d")
    assert list(tmp_path.iterdir()) == []


# ---- before the first question

NO_FILE = [
    ("there.md", "there.md is there already. Nothing was written. Choose another name."),
    ("link.md", "link.md is there already."),
    ("dangling.md", "dangling.md is there already."),
    ("pipe", "pipe is there already."),
    ("sub", "sub is a folder. Nothing was written. Add the name of a file."),
    ("", " is a folder."),
    ("no/such/a.md", "cannot be written: there is no folder "),
    ("there.md/a.md", "cannot be written: there is no folder "),
    ("dangling.md/a.md", "cannot be written: there is no folder "),
    ("x" * 300, "cannot be written: file name too long."),
    ("x" * 300 + "/a.md", "cannot be written: there is no folder "),
    ("nul\0l.md", "cannot be written: this is no name for a file."),
    ("/dev/null", "/dev/null is there already."),
    ("/dev/full", "/dev/full is there already."),
]


@pytest.mark.parametrize(("name", "said"), NO_FILE, ids=lambda text: repr(text[:20]))
def test_what_could_not_be_written_is_told_before_and_nothing_is_touched(name: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "there.md").write_text("mine")
    (tmp_path / "link.md").symlink_to("there.md")
    (tmp_path / "dangling.md").symlink_to("nowhere.md")
    (tmp_path / "sub").mkdir()
    os.mkfifo(tmp_path / "pipe")
    before = sorted(tmp_path.iterdir())
    with pytest.raises(CannotWrite) as raised:
        can_write(tmp_path / name)
    assert said in str(raised.value)
    with pytest.raises(CannotWrite):
        write_new(tmp_path / name, "new")
    assert sorted(tmp_path.iterdir()) == before
    assert (tmp_path / "there.md").read_text() == "mine"


def test_what_can_be_written_is_not_written_yet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "sub").mkdir()
    monkeypatch.chdir(tmp_path)
    for path in (tmp_path / "notes.md", Path("notes.md"), tmp_path / "sub" / "notes", tmp_path / "sub" / ".." / "a"):
        can_write(path)
    assert [path.name for path in tmp_path.rglob("*")] == ["sub"]


def test_a_closed_folder_is_told_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda path, mode: path != tmp_path or not mode & os.W_OK)
    with pytest.raises(CannotWrite, match=r"notes\.md cannot be written: permission denied\."):
        can_write(tmp_path / "notes.md")


# ---- deleting what was written


def test_only_what_holds_what_was_written_is_deleted(tmp_path: Path) -> None:
    path, other = tmp_path / "notes.md", tmp_path / "other.md"
    write_new(path, "Fl\u00fcckiger\n")
    assert delete_written(path, "Fl\u00fcckiger") is Deletion.CHANGED
    assert delete_written(path, "Fl\u00fcckiger\n") is Deletion.DELETED
    assert delete_written(path, "Fl\u00fcckiger\n") is Deletion.GONE
    other.write_text("the same")
    path.symlink_to(other)
    assert delete_written(path, "the same") is Deletion.CHANGED
    assert delete_written(tmp_path, "") is Deletion.CHANGED
    assert delete_written(other / "notes.md", "") is Deletion.REFUSED
    assert sorted(tmp_path.iterdir()) == [path, other]


# ---- where others may see it


def test_a_folder_is_seen_by_others_where_its_link_leads_and_where_it_stands(tmp_path: Path) -> None:
    (tmp_path / "Dropbox").mkdir()
    (tmp_path / "plain").mkdir()
    (tmp_path / "mine").symlink_to("Dropbox", target_is_directory=True)
    (tmp_path / "Desktop").symlink_to("plain", target_is_directory=True)
    assert seen_by_others(tmp_path / "plain" / "notes.md") == ""
    assert seen_by_others(tmp_path / "Dropbox" / "notes.md") == "Dropbox"
    assert seen_by_others(tmp_path / "mine" / "notes.md") == "Dropbox"
    assert seen_by_others(tmp_path / "plain" / ".." / "mine" / "notes.md") == "Dropbox"
    assert seen_by_others(tmp_path / "Desktop" / "notes.md") == "Desktop"


def test_a_name_alone_is_seen_by_others_where_the_folder_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "Documents").mkdir()
    monkeypatch.chdir(tmp_path / "Documents")
    assert seen_by_others(Path("notes.md")) == "Documents"
    monkeypatch.setenv("HOME", str(tmp_path / "Documents"))
    assert seen_by_others(Path("~/notes.md")) == "Documents"


@pytest.mark.parametrize("name", ["x" * 300 + "/notes.md", "loop/notes.md", "nul\0l/notes.md", "~nobody/notes.md"])
def test_a_path_that_leads_nowhere_is_seen_by_nobody_and_ends_nothing(name: str, tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to("loop")
    assert seen_by_others(tmp_path / name) == ""
    assert seen_by_others(Path(name)) == ""


@pytest.mark.parametrize(
    ("path", "named"),
    [
        (LINUX("/home/ana/Desktop/notes.md"), "Desktop"),
        (LINUX("/home/ana/Documents/therapy/notes.md"), "Documents"),
        (LINUX("/home/ana/Downloads/notes.md"), "Downloads"),
        (LINUX("/home/ana/Public/notes.md"), "Public"),
        (LINUX("/home/ana/Dropbox/notes.md"), "Dropbox"),
        (LINUX("/home/ana/Nextcloud/notes.md"), "Nextcloud"),
        (LINUX("/srv/ownCloud/ana/notes.md"), "ownCloud"),
        (LINUX("/home/ana/pCloudDrive/notes.md"), "pCloud"),
        (LINUX("/home/ana/Syncthing/notes.md"), "Syncthing"),
        (MAC("/Users/ana/Library/Mobile Documents/com~apple~CloudDocs/notes.md"), "iCloud Drive"),
        (MAC("/Users/ana/Library/CloudStorage/OneDrive-Personal/notes.md"), "a cloud drive"),
        (MAC("/Users/ana/Library/CloudStorage/GoogleDrive-ana@a.example/My Drive/notes.md"), "a cloud drive"),
        (MAC("/Users/ana/iCloud Drive/notes.md"), "iCloud Drive"),
        (MAC("/Users/ana/Dropbox (Personal)/notes.md"), "Dropbox"),
        (MAC("/Users/ana/Box Sync/notes.md"), "Box"),
        (MAC("/Users/ana/desktop/notes.md"), "Desktop"),
        (WINDOWS(r"C:\Users\ana\OneDrive\Desktop\notes.md"), "OneDrive"),
        (WINDOWS(r"C:\Users\ana\OneDrive - A Company\notes.md"), "OneDrive"),
        (WINDOWS(r"C:\Users\ana\iCloudDrive\notes.md"), "iCloud Drive"),
        (WINDOWS(r"G:\My Drive\notes.md"), "Google Drive"),
        (WINDOWS(r"C:\Users\ana\DOCUMENTS\notes.md"), "Documents"),
        (WINDOWS(r"C:/Users/ana/Downloads/notes.md"), "Downloads"),
        (WINDOWS(r"\\server\ana\Proton Drive\notes.md"), "Proton Drive"),
    ],
    ids=str,
)
def test_a_folder_that_is_often_copied_is_named(path: PurePath, named: str) -> None:
    assert often_copied(path) == named


@pytest.mark.parametrize(
    "path",
    [
        LINUX("notes.md"),
        LINUX("/home/ana/notes.md"),
        LINUX("/home/ana/Dropbox"),  # a file of that name, in no such folder
        LINUX("/home/ana/Documents.old/notes.md"),
        LINUX("/home/ana/my desktop/notes.md"),
        LINUX("/home/ana/boxes/notes.md"),
        MAC("/Users/ana/Library/notes.md"),
        WINDOWS(r"C:\Users\ana\notes.md"),
        WINDOWS(r"C:\Users\ana\Desktop.ini"),
        WINDOWS(r"D:\notes.md"),
    ],
    ids=str,
)
def test_any_other_folder_is_not(path: PurePath) -> None:
    assert often_copied(path) == ""
