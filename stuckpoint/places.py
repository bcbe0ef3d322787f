"""Folders that are often copied to other devices, or that others look into. Knows paths only, and reads no disk."""

from pathlib import PurePath

# Folder names as services and systems make them, in lower case.
_SYNCED = {
    "onedrive": "OneDrive",
    "dropbox": "Dropbox",
    "icloud drive": "iCloud Drive",
    "iclouddrive": "iCloud Drive",
    "mobile documents": "iCloud Drive",
    "com~apple~clouddocs": "iCloud Drive",
    "cloudstorage": "a cloud drive",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "my drive": "Google Drive",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "box": "Box",
    "box sync": "Box",
    "pclouddrive": "pCloud",
    "pcloud drive": "pCloud",
    "mega": "MEGA",
    "syncthing": "Syncthing",
    "proton drive": "Proton Drive",
}
_OPEN_TO_VIEW = {"desktop": "Desktop", "documents": "Documents", "downloads": "Downloads", "public": "Public"}


def often_copied(path: PurePath) -> str:
    """Returns the name of the folder on the way to a file that may be synced or seen by others; empty for none."""
    for part in path.parent.parts:
        word = part.casefold()
        service = word.partition(" - ")[0].partition(" (")[0]  # "OneDrive - Name", "Dropbox (Name)"
        if found := _SYNCED.get(service) or _OPEN_TO_VIEW.get(word):
            return found
    return ""
