"""The kinds of file that a bank has."""

from stuckpoint.loading import shipped_folder

SHIPPED_ONLY = ("safety", "helplines")
BANK_FILES = [path for path in sorted(shipped_folder().rglob("*.yaml")) if path.stem not in SHIPPED_ONLY]
