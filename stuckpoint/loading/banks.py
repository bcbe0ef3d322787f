"""Finds the shipped bank and those named by path. Nothing is ever loaded from a place that was not named."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from stuckpoint.bank.model import SHIPPED, Bank, Track, TrackId
from stuckpoint.collector import paused
from stuckpoint.errors import NotFound
from stuckpoint.loading.arrangement import arrange
from stuckpoint.loading.building import build
from stuckpoint.loading.origins import origin_of
from stuckpoint.loading.prepared import prepared_file, prepared_files
from stuckpoint.reading.entries import Entry
from stuckpoint.reading.problems import FileProblems, did_you_mean

_WORDS = ("bank.yaml", "what_now.yaml")


def shipped_folder() -> Path:
    """Returns the folder of the shipped bank: beside the installed modules, or beside the package in a checkout."""
    package = Path(__file__).parents[1]
    installed = package / "questions"
    return installed if installed.is_dir() else package.with_name("questions")


def open_bank(questions: Sequence[Path] = (), only: bool = False) -> Bank:
    """Returns the shipped bank with others added to it, or with `only`, nothing but those.

    Raises NotFound for a path that is not there, FileProblems when a file has a problem.
    """
    for path in questions:
        if not _may_be_there(path):
            raise NotFound(f"There is no file or folder {path}. Check its name.")
    if only and not questions:
        raise NotFound("--only needs a bank: name one with --questions.")
    shipped = shipped_folder()
    if not questions:
        return _shipped(shipped)
    words = shipped_words() if only else None
    return open_files(list(questions) if only else [shipped, *questions], shipped, words)


def shipped_words() -> Bank:
    """Returns the shipped bank without its tracks: what it says whatever the questions are."""
    folder = shipped_folder()
    files = {name: prepared_file(folder / name) for name in _WORDS}
    found = {name: entry for name, entry in files.items() if entry}
    return _built(folder, found) if len(found) == len(files) else _shipped(folder)


def _may_be_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # a name too long, or a folder that may not be looked into: whoever reads it says so
        return True


def track_of(bank: Bank, name: str) -> Track:
    """Returns a track by name. Raises NotFound when the bank has none of that name, or no questions in it."""
    track = bank.tracks.get(TrackId(name))
    if track is None:
        raise NotFound(f"There is no track '{name}': {did_you_mean(name, bank.tracks)}")
    if not track.items:
        raise NotFound(f"The track '{name}' has no questions yet.")
    return track


def _shipped(folder: Path) -> Bank:
    """Returns the shipped bank: as it was prepared, or where that is not what its files say now, from these."""
    with paused():
        files = prepared_files(folder)
        if files is None:
            return open_files([folder], folder, None)
        return _built(folder, files)


def _built(folder: Path, files: Mapping[str, Entry]) -> Bank:
    return build(arrange([origin_of(str(folder), files)]), SHIPPED, (), None)


def open_files(origins: Sequence[Path], shipped: Path, words: Bank | None) -> Bank:
    """Returns the bank that the files of the origins are, as `loader.load` does. Raises FileProblems."""
    # What reads and judges files would keep waiting those who need none of it.
    from stuckpoint.loading.loader import load

    loaded = load(origins, shipped=shipped, words=words)
    if loaded.bank is None:
        many = len(loaded.problems) != 1
        raise FileProblems(f"{len(loaded.problems)} problem{'s' if many else ''} in the questions.", loaded.problems)
    return loaded.bank
