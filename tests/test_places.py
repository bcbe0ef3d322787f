from pathlib import PurePath, PurePosixPath, PureWindowsPath

import pytest

from stuckpoint.places import often_copied

LINUX, MAC, WINDOWS = PurePosixPath, PurePosixPath, PureWindowsPath


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
