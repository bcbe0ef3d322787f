"""Prepares the shipped questions, after a change to them: `python -m stuckpoint.loading.preparing > questions/prepared.tsv`."""

import sys
from pathlib import Path

from stuckpoint.loading.banks import open_files, shipped_folder
from stuckpoint.loading.files import read_origin
from stuckpoint.loading.prepared import as_prepared
from stuckpoint.loading.safety_files import read_helplines, read_safety
from stuckpoint.reading.entries import Entry


def prepare(folder: Path) -> str:
    """Returns the text of `prepared.tsv`. Raises FileProblems when a file has a problem."""
    open_files([folder], folder, None)
    origin, _ = read_origin(folder)
    alone = {folder / "safety.yaml": read_safety, folder / "helplines.yaml": read_helplines}
    files: dict[Path, Entry] = {Path(file.name): file.entry for file in origin.files if file.entry}
    files |= {path: read(path) for path, read in alone.items()}
    return as_prepared(files, folder)


if __name__ == "__main__":
    sys.stdout.write(prepare(shipped_folder()))
