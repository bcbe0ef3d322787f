"""Turns the files of one or more origins into a bank, or into everything that is wrong with them."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from stuckpoint.bank.model import SHIPPED, Bank
from stuckpoint.loading.arrangement import Arrangement, arrange
from stuckpoint.loading.building import build
from stuckpoint.loading.conditional import condition_problems
from stuckpoint.loading.files import read_origin
from stuckpoint.loading.identity import identity_problems
from stuckpoint.loading.item_meaning import item_problems
from stuckpoint.loading.marks import mark_problems
from stuckpoint.loading.meaning import meaning_problems
from stuckpoint.loading.origins import FileKind, Origin
from stuckpoint.reading.problems import Code, Place, Problem, in_order, some_of


class Loaded(NamedTuple):
    """A bank, or the problems that keep it from being one; and what it was to be built from."""

    bank: Bank | None
    problems: tuple[Problem, ...]
    arrangement: Arrangement
    origins: tuple[Origin, ...]


def load(origins: Sequence[Path], *, shipped: Path, words: Bank | None = None) -> Loaded:
    """Loads the origins as one bank, the first origin's items first.

    Args:
        origins: bank folders, folders of reasons, and reason files.
        shipped: the folder that counts as the shipped bank, which alone has to decide every safety mark of couples.
        words: the bank whose result words and what-now hold where the origins have none.
    """
    return _load(origins, shipped, words)


def _load(origins: Sequence[Path], shipped: Path, words: Bank | None) -> Loaded:
    read = [read_origin(path) for path in origins]
    found = [origin for origin, _ in read]
    problems = [problem for _, wrong in read for problem in wrong]
    own = next((origin for path, origin in zip(origins, found, strict=True) if path == shipped), None)
    arrangement = arrange(found)
    meant = list(some_of(_of_meaning(found, arrangement, own, words)))
    if not problems and not meant:
        problems = _without_items(found, arrangement)
    if problems or meant:
        from stuckpoint.loading.clashes import only_causes  # here, because nothing clashes where nothing is wrong

        problems = only_causes(problems, meant, found, shipped)
        return Loaded(None, in_order(problems), arrangement, tuple(found))
    assert arrangement.bank is not None
    added = tuple(_called(origin) for path, origin in zip(origins, found, strict=True) if path != shipped)
    id = SHIPPED if own is not None else arrangement.bank.text("name")
    return Loaded(build(arrangement, id, added, words), (), arrangement, tuple(found))


def _of_meaning(
    origins: Sequence[Origin], arrangement: Arrangement, own: Origin | None, words: Bank | None
) -> Iterator[Problem]:
    """Yields what the files say of each other that cannot be; where none of them is of a bank, only that."""
    if not any(origin.is_bank for origin in origins):
        if any(origin.files for origin in origins):
            what = "there is no bank here: no folder with bank.yaml"
            yield Problem(Place(origins[0].name), Code.MISSING_FILE, what, "name one, or leave out --only")
        return
    yield from _whole(origins, arrangement, words)
    yield from identity_problems(origins, arrangement)
    yield from meaning_problems(arrangement)
    yield from mark_problems(arrangement, own)
    yield from item_problems(arrangement)
    yield from condition_problems(arrangement)


def _whole(origins: Sequence[Origin], arrangement: Arrangement, words: Bank | None) -> list[Problem]:
    """Returns what is missing before a bank can be used at all."""
    folder = next(origin for origin in origins if origin.is_bank)
    problems = []
    if not arrangement.tracks:
        what = "this bank has no track"
        problems.append(Problem(Place(folder.name), Code.MISSING_FILE, what, "add one, such as tracks/individual.yaml"))
    if words is None and arrangement.bank is not None and arrangement.bank.is_whole("results"):
        if "results" not in arrangement.bank.values:
            what = "this bank has no 'results'"
            problems.append(Problem(arrangement.bank.place, Code.MISSING_KEY, what, "add the words that results say"))
        if not any(file.kind is FileKind.WHAT_NOW for origin in origins for file in origin.files):
            problems.append(Problem(Place(folder.name), Code.MISSING_FILE, "there is no what_now.yaml", "add one"))
    return problems


def _without_items(origins: Sequence[Origin], arrangement: Arrangement) -> list[Problem]:
    """Returns a problem for each track file where no track has a question."""
    if any(parts.items for parts in arrangement.tracks.values()):
        return []
    tracks = (file for origin in origins for file in origin.of(FileKind.TRACK))
    to_do = "add a reason to reasons/, or items under 'opening' here"
    return [
        Problem(Place(file.name), Code.MISSING_KEY, f"the track '{file.stem}' has no question yet", to_do)
        for file in tracks
    ]


def _called(origin: Origin) -> str:
    """Returns what people know an origin by: the name its bank.yaml gives, or its path."""
    bank = next(origin.of(FileKind.BANK), None)
    return (bank.entry.text("name") if bank and bank.entry else "") or origin.name
