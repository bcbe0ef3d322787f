"""What every peer loads: the files of a bank, each with its kind. What finds a fault ends with 3."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

FAULTY = 3  # what breaks ends with 1


def files() -> Iterator[tuple[str, str]]:
    """Yields the kind and the text of each file of the bank that the command line names."""
    bank = Path(sys.argv[1])
    for path in sorted(bank.rglob("*.yaml")):
        kind = path.stem if path.parent == bank else path.parent.name.removesuffix("s")
        yield kind, path.read_text(encoding="utf-8")


def check(faults: Callable[[str, object], list[str]], load: Callable[[str], object]) -> None:
    """Loads each file, prints what is wrong with it, and ends with 3 where anything is."""
    found = [fault for kind, text in files() for fault in faults(kind, load(text))]
    print(*found, sep="\n")
    sys.exit(FAULTY if found else 0)
