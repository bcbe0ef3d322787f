"""The shipped bank, read once for all tests of a process: as the program has it, and as its files say it."""

from pathlib import Path
from typing import Any

import yaml

from stuckpoint.loading import open_bank, shipped_folder

BANK = open_bank()
FOLDER = shipped_folder()

# The C parser is ten times as fast, and reads the same.
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def as_written(path: Path) -> Any:
    """Returns what stands in a YAML file, every word of it as text."""
    return yaml.load(path.read_text(encoding="utf-8"), _LOADER)


FILES: dict[str, Any] = {
    path.relative_to(FOLDER).as_posix(): as_written(path) for path in sorted(FOLDER.rglob("*.yaml"))
}
