"""Says the one thing there is to say where what was named cannot stand beside what it was added to.

A whole bank beside another, a part of a bank, or a reason with the id of a shipped one draws a problem for every id
in it, and each would mislead: what has to change is what was named, and not its ids.
"""

from collections.abc import Sequence
from pathlib import Path

from stuckpoint.loading.files import bank_around
from stuckpoint.loading.identity import first_in
from stuckpoint.loading.origins import BankFile, FileKind, Origin
from stuckpoint.reading.problems import Code, Place, Problem


def only_causes(
    of_shape: Sequence[Problem], of_meaning: Sequence[Problem], origins: Sequence[Origin], shipped: Path
) -> list[Problem]:
    """Returns the problems, with one in place of all that follow from naming what clashes with an origin before it.

    Args:
        of_shape: what is wrong inside single files.
        of_meaning: what files say of each other.
        origins: what was loaded, the first origin first.
        shipped: the folder of the shipped bank.
    """
    before: set[str] = set()
    alone = not any(origin.is_bank for origin in origins)
    for origin in origins:
        files = {origin.name, *(file.name for file in origin.files)}
        clash = any(
            (one.place.file in files and first_in(one) in before)
            or (one.place.file in before and first_in(one) in files)
            for one in of_meaning
        )
        causes: list[Problem] = []
        if (bank := bank_around(Path(origin.name))) and (clash or alone or _is_no_reason(origin)):
            causes = [_part_of(bank, origin)]
            of_shape = [one for one in of_shape if one.place.file not in files]
        elif clash and origin.is_bank and any(origin.of(FileKind.TRACK)):
            causes = [_beside_another(origin, origins[0], shipped)]
        if causes:
            of_meaning = [one for one in of_meaning if not {one.place.file, first_in(one)} & files]
        elif clash and origins[0].name == str(shipped):
            taken = {file.stem: file for file in origins[0].of(FileKind.REASON)}
            again = {file.name: file for file in origin.of(FileKind.REASON) if file.stem in taken and file.entry}
            causes = [_of_a_shipped_reason(file, taken[file.stem]) for file in again.values()]
            of_shape = [one for one in of_shape if one.place.file not in again or one.code is not Code.MISSING_KEY]
            of_meaning = [one for one in of_meaning if one.place.file not in again]
        of_meaning = [*of_meaning, *causes]
        before |= files
    return [*of_shape, *of_meaning]


def _is_no_reason(origin: Origin) -> bool:
    """Says whether an origin is a file that has to do with a whole bank: bank.yaml and the like, or a track."""
    path = Path(origin.name)
    return path.parent.resolve().name != "reasons" and not path.is_dir()


def _part_of(bank: Path, origin: Origin) -> Problem:
    called = bank if bank.name not in ("", "..") else bank.resolve()
    what = f"this is a part of the bank {called}, and cannot be used by itself"
    to_do = f"name the folder {called} in its place (behind --questions, with --only)"
    return Problem(Place(origin.name), Code.DUPLICATE_ID, what, to_do)


def _beside_another(origin: Origin, first: Origin, shipped: Path) -> Problem:
    place = next(Place(file.name) for file in origin.of(FileKind.BANK))
    other = "the shipped one" if first.name == str(shipped) else first.name
    what = f"{origin.name} is a bank of its own, and shares ids with {other}"
    to_do = "add --only, so that only your bank is used" if first.name == str(shipped) else "name one of them"
    return Problem(place, Code.DUPLICATE_ID, what, to_do)


def _of_a_shipped_reason(file: BankFile, first: BankFile) -> Problem:
    place = file.entry.place if file.entry else Place(file.name)
    what = f"'{file.stem}' is a shipped reason, in {first.name}"
    to_do = "to change it or add a question to it, type 'stuckpoint copy-questions my_bank'; or give yours another name"
    return Problem(place, Code.DUPLICATE_ID, what, to_do)
