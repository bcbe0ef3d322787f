"""The banks in tests/banks/broken, and what each promises."""

import re
from pathlib import Path

from stuckpoint.reading import Code, Place

CHOIR = Path(__file__).parents[1].joinpath("banks") / "choir"
BROKEN = CHOIR.with_name("broken")
EXAMPLES = {path.stem: path for path in BROKEN.iterdir()}
RESPONSES_FILES = (Code.TOO_MANY_OPTIONS, Code.WRONG_PLACE)


def expected(example: Path) -> tuple[Place, str]:
    """Returns the place and the code that an example promises."""
    note = example / "expect"
    if note.is_file():
        where, code = note.read_text("utf-8").split()
        name, line, column = where.split(":")
        return Place(str(example / name), int(line), int(column)), code
    for path in [example] if example.is_file() else sorted(example.rglob("*.yaml")):
        first = path.read_bytes().splitlines()[0].decode("ascii")
        if found := re.fullmatch(r"# expect: (\d+):(\d+) (\S+)", first):
            return Place(str(path), int(found[1]), int(found[2])), found[3]
    raise AssertionError(f"{example} does not say what to expect")
