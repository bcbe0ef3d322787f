"""Compares loading and checking a bank of 60 items, by stuckpoint and by others, each a process of its own.

Run as `python benchmarks/loading_peers.py [RUNS]`. The others are the programs in `benchmarks/peers/`. Each has to
find a planted fault in the bank before it is timed.
"""

import random
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).with_name("peers")))

from asking_peers import PEERS
from checking import written
from loading import FAULTY
from measuring import Benchmark, Figures, Row, folder, python, ratios, seconds, show

from stuckpoint.loading import shipped_folder

ITEMS = 60
_FAULT = ("reverse: true", "reversed: true")


def bank(place: Path) -> Path:
    """Writes a bank that is whole by itself: made items, and from the shipped bank the words of its results."""
    written(place, ITEMS, random.Random(ITEMS))
    shipped = shipped_folder()
    _, results = (shipped / "bank.yaml").read_text(encoding="utf-8").split("\nresults:\n")
    with (place / "bank.yaml").open("a", encoding="utf-8") as file:
        file.write(f"results:\n{results}")
    what_now = (shipped / "what_now.yaml").read_text(encoding="utf-8")
    # There is no track for couples here.
    (place / "what_now.yaml").write_text(what_now.replace("    tracks: [couples]\n", ""), encoding="utf-8")
    return place


def plant_a_fault(place: Path) -> None:
    """Misspells a key in a bank."""
    (reason,) = (place / "reasons").iterdir()
    text = reason.read_text(encoding="utf-8")
    reason.write_text(text.replace(*_FAULT, 1), encoding="utf-8")


def checker(name: str) -> tuple[str, ...]:
    """Returns the command line, less the bank, of the program that checks a bank with something."""
    return (python(), str(PEERS / f"loading_{name}.py"))


def _take(name: str, runs: int) -> Sequence[Figures]:
    with folder() as sound, folder() as faulty:
        bank(sound)
        plant_a_fault(bank(faulty))
        seconds(*checker(name), str(faulty), ends=FAULTY)
        return [ratios(lambda: seconds(*checker(name), str(sound)), runs)]


# By the ending of the program's name: what it is called, and the package that it needs.
CHECKERS = {
    "stuckpoint": ("stuckpoint's loader", ()),
    "pydantic": ("`yaml.safe_load`, then pydantic", ("pydantic",)),
    "pydantic_in_c": ("`yaml.CSafeLoader`, then pydantic", ("pydantic",)),
    "jsonschema": ("`yaml.safe_load`, then jsonschema", ("jsonschema",)),
    "jsonschema_rs": ("`yaml.safe_load`, then jsonschema-rs", ("jsonschema_rs",)),
}

BENCHMARKS = tuple(
    Benchmark(
        rows=(Row(what=f"{ITEMS} items loaded and checked: {called}"),),
        take=partial(_take, name),
        needs=needs,
    )
    for name, (called, needs) in CHECKERS.items()
)

if __name__ == "__main__":
    show(*BENCHMARKS)
