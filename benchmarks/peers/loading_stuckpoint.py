"""Loads a bank as the quiz does: every fault with its file, line and column, and what refers to what."""

import sys
from pathlib import Path

from loading import FAULTY

from stuckpoint.loading import load, shipped_folder

found = load([Path(sys.argv[1])], shipped=shipped_folder()).problems
print(*found, sep="\n")
sys.exit(FAULTY if found else 0)
