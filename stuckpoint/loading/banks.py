"""Finds the shipped bank and those named by path. Nothing is ever loaded from a place that was not named."""

from collections.abc import Sequence
from pathlib import Path

from stuckpoint.bank.model import Bank, Track, TrackId
from stuckpoint.errors import NotFound
from stuckpoint.loading.loader import load
from stuckpoint.reading.problems import FileProblems, did_you_mean


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
    words = open_bank() if only else None
    loaded = load(list(questions) if only else [shipped, *questions], shipped=shipped, words=words)
    if loaded.bank is None:
        many = len(loaded.problems) != 1
        raise FileProblems(f"{len(loaded.problems)} problem{'s' if many else ''} in the questions.", loaded.problems)
    return loaded.bank


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
