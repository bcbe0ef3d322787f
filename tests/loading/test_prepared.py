"""The shipped questions as they were prepared: the same as their files say, and unused where these have changed."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import pytest

from stuckpoint.loading import banks
from stuckpoint.loading.banks import open_bank, open_files, shipped_folder
from stuckpoint.loading.prepared import FILE, prepared_file, prepared_files
from stuckpoint.loading.preparing import prepare
from stuckpoint.loading.safety_files import help_lines, safety_words

SHIPPED = shipped_folder()
REASON = Path("reasons") / "fit.yaml"


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Returns a copy of the shipped questions, in their place."""
    folder = tmp_path / "questions"
    shutil.copytree(SHIPPED, folder, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(banks, "shipped_folder", lambda: folder)
    return folder


def test_what_was_prepared_is_what_the_files_say() -> None:
    """If this fails after a change to the questions: python -m stuckpoint.loading.preparing > questions/prepared.tsv."""
    assert (SHIPPED / FILE).read_text(encoding="utf-8") == prepare(SHIPPED)


def test_a_prepared_bank_is_the_bank_of_the_files(monkeypatch: pytest.MonkeyPatch) -> None:
    from_files = open_files([SHIPPED], SHIPPED, None)
    monkeypatch.setattr(banks, "open_files", None)  # what was prepared has to do
    assert asdict(open_bank()) == asdict(from_files)


def test_prepared_words_about_safety_are_those_of_the_files(tmp_path: Path) -> None:
    for name in ("safety.yaml", "helplines.yaml"):
        shutil.copy(SHIPPED / name, tmp_path)
    assert prepared_file(SHIPPED / "safety.yaml")
    assert prepared_file(tmp_path / "safety.yaml") is None
    assert asdict(safety_words(tmp_path)) == asdict(safety_words(SHIPPED))
    assert asdict(help_lines(tmp_path)) == asdict(help_lines(SHIPPED))


def change_a_word(folder: Path) -> None:
    text = (folder / REASON).read_text(encoding="utf-8")
    (folder / REASON).write_text(text.replace("\nname: ", "\nname: Changed, ", 1), encoding="utf-8")


CHANGES: dict[str, Callable[[Path], object]] = {
    "a word": change_a_word,
    "a line end": lambda folder: (folder / REASON).write_bytes((folder / REASON).read_bytes() + b"\n"),
    "a file more": lambda folder: (folder / "reasons" / "more.yml").touch(),
    "a file less": lambda folder: (folder / REASON).unlink(),
    "a file elsewhere": lambda folder: (folder / REASON).rename(folder / "fit.yaml"),
    "a stray file": lambda folder: (folder / "tracks" / "fit.yaml").write_text("reason: fit\n"),
    "nothing prepared": lambda folder: (folder / FILE).unlink(),
    "a broken end": lambda folder: (folder / FILE).write_text((folder / FILE).read_text(encoding="utf-8")[:-9]),
}


@pytest.mark.parametrize("change", CHANGES)
def test_after_any_change_the_files_count(change: str, copy: Path) -> None:
    assert prepared_files(copy) is not None
    CHANGES[change](copy)
    assert prepared_files(copy) is None


def test_a_changed_word_is_asked_at_once(copy: Path) -> None:
    change_a_word(copy)
    names = {reason.name for track in open_bank().tracks.values() for reason in track.reasons}
    assert any(name.startswith("Changed, ") for name in names)


def test_the_shipped_quiz_starts_without_parsing_yaml() -> None:
    code = """
import sys
from stuckpoint.loading.banks import open_bank, shipped_folder
from stuckpoint.loading.safety_files import help_lines, safety_words
open_bank(), safety_words(shipped_folder()), help_lines(shipped_folder())
print(sorted({"yaml", "stuckpoint.loading.loader", "stuckpoint.reading.shapes"} & set(sys.modules)))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout == "[]\n"
