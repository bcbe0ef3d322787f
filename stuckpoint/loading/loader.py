"""Finds the bank that is named and turns its files into it, or into everything that is wrong with them."""

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from stuckpoint.bank import Bank, Track, TrackId
from stuckpoint.bank.model import SHIPPED, TrackHead
from stuckpoint.errors import NotFound
from stuckpoint.loading.arrangement import Arrangement, arrange
from stuckpoint.loading.building import build
from stuckpoint.loading.files import BankFile, FileKind, Origin, bank_around, read_origin
from stuckpoint.loading.items import condition_problems, item_problems
from stuckpoint.loading.meaning import addition_problems, identity_problems, mark_problems, meaning_problems
from stuckpoint.loading.safety_files import read_whole
from stuckpoint.reading import Code, FileProblems, Place, Problem, fields
from stuckpoint.reading.problems import did_you_mean, in_order, some_of


class Loaded(NamedTuple):
    """A bank and what it was built from, or the problems that keep it from being one."""

    problems: tuple[Problem, ...]
    origins: tuple[Origin, ...]
    bank: Bank | None = None
    arrangement: Arrangement | None = None


def load(origins: Sequence[Path], *, shipped: Path, words: Bank | None = None) -> Loaded:
    """Loads the origins as one bank, the first origin's items first.

    What the files say of each other is judged once each of them has the right shape.

    Args:
        origins: bank folders, folders of reasons, and reason files.
        shipped: the folder that counts as the shipped bank, which alone has to decide every safety mark of couples.
        words: the bank whose result words and what-now hold where the origins have none.
    """
    read = [read_origin(path) for path in origins]
    found = tuple(origin for origin, _ in read)
    if problems := [problem for _, wrong in read for problem in wrong]:
        return Loaded(in_order(only_causes(problems, found, shipped)), found)
    own = next((origin for path, origin in zip(origins, found, strict=True) if path == shipped), None)
    arrangement = arrange(found)
    problems = list(some_of(_of_meaning(found, arrangement, own, words))) or _without_items(found, arrangement)
    if problems:
        return Loaded(in_order(only_causes(problems, found, shipped)), found)
    assert arrangement.bank is not None
    others = [origin for path, origin in zip(origins, found, strict=True) if path != shipped]
    added = tuple(map(_called, others))
    id = SHIPPED if own is not None else arrangement.bank.text("name")
    guests = frozenset(file.name for origin in others for file in origin.files if own is not None)
    return Loaded((), found, build(arrangement, id, added, words, guests), arrangement)


def _of_meaning(
    origins: Sequence[Origin], arrangement: Arrangement, own: Origin | None, words: Bank | None
) -> Iterator[Problem]:
    """Yields what the files say of each other that cannot be; without a bank or a track, only that."""
    folder = next((origin for origin in origins if origin.is_bank), None)
    if folder is None:
        what = "there is no bank here: no folder with bank.yaml"
        yield Problem(Place(origins[0].name), Code.MISSING_FILE, what, "name one, or leave out --only")
        return
    if not arrangement.tracks:
        what = "this bank has no track"
        yield Problem(Place(folder.name), Code.MISSING_FILE, what, "add one, such as tracks/individual.yaml")
        return
    yield from _missing(origins, arrangement, words)
    yield from identity_problems(origins, arrangement)
    yield from addition_problems(arrangement)
    yield from meaning_problems(arrangement)
    yield from mark_problems(arrangement, own)
    yield from item_problems(arrangement)
    yield from condition_problems(arrangement)


def _missing(origins: Sequence[Origin], arrangement: Arrangement, words: Bank | None) -> Iterator[Problem]:
    """Yields what is missing before a bank can be used at all."""
    if words is None and arrangement.bank is not None:
        if "results" not in arrangement.bank.values:
            what = "this bank has no 'results'"
            yield Problem(arrangement.bank.place, Code.MISSING_KEY, what, "add the words that results say")
        if arrangement.what_now is None:
            folder = next(origin for origin in origins if origin.is_bank)
            yield Problem(Place(folder.name), Code.MISSING_FILE, "there is no what_now.yaml", "add one")


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
    return (bank.entry.text("name") if bank else "") or origin.name


def shipped_folder() -> Path:
    """Returns the folder of the shipped bank: beside the installed modules, or beside the package in a checkout."""
    package = Path(__file__).parents[1]
    installed = package / "questions"
    return installed if installed.is_dir() else package.with_name("questions")


def open_bank(questions: Sequence[Path] = (), only: bool = False) -> Bank:
    """Returns the shipped bank with others added to it, or with `only`, nothing but those.

    Raises NotFound for a path that is not there, FileProblems when a file has a problem.
    """
    for path in questions:
        if not _may_be_there(path):
            raise NotFound(f"There is no file or folder {path}. Check its name.")
    if only and not questions:
        raise NotFound("--only needs a bank: name one with --questions.")
    shipped = shipped_folder()
    words = open_bank() if only else None
    loaded = load(list(questions) if only else [shipped, *questions], shipped=shipped, words=words)
    if loaded.bank is None:
        many = len(loaded.problems) != 1
        raise FileProblems(f"{len(loaded.problems)} problem{'s' if many else ''} in the questions.", loaded.problems)
    return loaded.bank


def _may_be_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # a name too long, or a folder that may not be looked into: whoever reads it says so
        return True


def shipped_tracks() -> tuple[TrackHead, ...]:
    """Returns the heads of the shipped tracks, for a quick run, without reading their reasons. Raises FileProblems."""
    folder = shipped_folder()
    ids = read_whole(folder / "bank.yaml", fields.BANK).texts("tracks")
    tracks = [read_whole(folder / "tracks" / f"{id}.yaml", fields.TRACK) for id in ids]
    return tuple(TrackHead(TrackId(one.text("track")), one.text("name"), int(one.text("quick"))) for one in tracks)


def track_of(bank: Bank, name: str) -> Track:
    """Returns a track by name. Raises NotFound when the bank has none of that name, or no questions in it."""
    track = bank.tracks.get(TrackId(name))
    if track is None:
        raise NotFound(f"There is no track '{name}': {did_you_mean(name, bank.tracks)}")
    if not track.items:
        raise NotFound(f"The track '{name}' has no questions yet.")
    return track


def only_causes(problems: Sequence[Problem], origins: Sequence[Origin], shipped: Path) -> list[Problem]:
    """Returns the problems, with one in place of all that follow from naming what clashes with an origin before it.

    Args:
        origins: what was loaded, the first origin first.
        shipped: the folder of the shipped bank.
    """
    left = list(problems)
    before: set[str] = set()
    alone = not any(origin.is_bank for origin in origins)
    taken = {file.stem: file for file in origins[0].of(FileKind.REASON)} if origins[0].name == str(shipped) else {}
    for number, origin in enumerate(origins):
        files = {origin.name, *(file.name for file in origin.files)}
        clash = any(_is_between(one, files, before) for one in left)
        if (bank := bank_around(Path(origin.name))) and (clash or alone or _is_no_reason(origin)):
            left = [*(one for one in left if not _is_about(one, files)), _part_of(bank, origin)]
        elif origin.is_bank and any(origin.of(FileKind.TRACK)):
            if clash:
                left = [one for one in left if not _is_about(one, files)]
                left.append(_beside_another(origin, origins[0], shipped))
        elif number:
            again = {file.name: file for file in origin.of(FileKind.REASON) if file.stem in taken and file.entry.values}
            left = [one for one in left if one.place.file not in again]
            left.extend(_of_a_shipped_reason(file, taken[file.stem]) for file in again.values())
        before |= files
    return left


def _is_about(problem: Problem, files: Collection[str]) -> bool:
    return problem.place.file in files or (problem.other is not None and problem.other.file in files)


def _is_between(problem: Problem, files: Collection[str], before: Collection[str]) -> bool:
    """Says whether a problem is about something that stands both in these files and in those before."""
    first, second = problem.place.file, problem.other.file if problem.other else ""
    return (first in files and second in before) or (first in before and second in files)


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
    what = f"'{file.stem}' is a shipped reason, in {first.name}"
    to_do = (
        f"to add questions to it, write 'add_to: {file.stem}' and its 'items' alone; to change it, type 'stuckpoint "
        "copy-questions my_bank'; or give yours another name"
    )
    return Problem(file.entry.place, Code.DUPLICATE_ID, what, to_do)
