"""The commands for authors: they check questions, try them, show them, and give something to start from.

Each imports its own tool when it runs: none waits for what another needs.
"""

import os
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Annotated

import typer

from stuckpoint.characters import escaped
from stuckpoint.cli.named import bank_of, tracks_of
from stuckpoint.cli.options import Only, Questions, TrackName
from stuckpoint.cli.output import emit, give
from stuckpoint.cli.progress import Progress
from stuckpoint.errors import ExitCode, NotFound, NotFree, TooBig

if TYPE_CHECKING:
    from stuckpoint.authoring.simulation.people import Chance
    from stuckpoint.bank import Bank
    from stuckpoint.blocks import Page


_MOST_TRIED = 1_000  # items of a track; the time it takes grows with their square


Paths = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="[PATH]...", help="Bank folders, folders of reasons, files; without any, the shipped questions."
    ),
]


class ProblemFormat(StrEnum):
    """For whom problems are written down."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"


def check(
    paths: Paths = None,
    questions: Questions = None,
    only: Only = False,
    strict: Annotated[bool, typer.Option("--strict", help="Fail on warnings too.")] = False,
    format: Annotated[ProblemFormat, typer.Option("--format", help="How problems are given.")] = ProblemFormat.TEXT,
) -> None:
    """Show every problem in questions, each with its line.

    Example: stuckpoint check my_reason.yaml
    """
    from stuckpoint.authoring.checks.checking import check_questions
    from stuckpoint.authoring.problem_forms import as_github, as_json, as_pages, as_text
    from stuckpoint.reading import Severity
    from stuckpoint.terminal.printing import printed
    from stuckpoint.terminal.window import can_draw

    with Progress("Checking:") as progress:
        problems = check_questions(*(paths or ()), *(questions or ()), only=only, told=progress.tell)
    formats = {ProblemFormat.TEXT: as_text, ProblemFormat.JSON: as_json, ProblemFormat.GITHUB: as_github}
    if format is ProblemFormat.TEXT and can_draw():
        emit(printed(as_pages(problems)))
    else:
        give(formats[format](problems), None, is_file=format is not ProblemFormat.TEXT)
    if any(not problem.allowed and (strict or problem.severity is Severity.ERROR) for problem in problems):
        raise typer.Exit(ExitCode.COULD_NOT)


Seed = Annotated[int, typer.Option(help="Which people to invent: the same seed, the same figures.")]


class ReportFormat(StrEnum):
    """How a report is given."""

    TEXT = "text"
    JSON = "json"


def simulate(
    paths: Paths = None,
    questions: Questions = None,
    only: Only = False,
    details: Annotated[bool, typer.Option("--details", help="Show all that was found.")] = False,
    seed: Seed = 1,
    format: Annotated[ReportFormat, typer.Option("--format", help="How the report is given.")] = ReportFormat.TEXT,
) -> None:
    """Try questions on invented people: are reasons told apart?

    Example: stuckpoint simulate my_reason.yaml
    """
    from stuckpoint.authoring.simulation.judging import defects_of
    from stuckpoint.authoring.simulation.run import own_of
    from stuckpoint.authoring.simulation.run import simulate as simulation_of
    from stuckpoint.authoring.simulation.trials import CROWD

    # What is added is judged beside what is there already.
    bank, without = _held(paths, questions or (), only) if paths else _held(questions or (), (), only)
    beside = without.tracks if without else {}
    tracks = [track for track in bank.tracks.values() if track.items and any(own_of(track, beside.get(track.id)))]
    if not tracks:
        raise NotFound(f"{', '.join(map(str, paths or questions or ()))}: no question is added, so none can be tried.")
    found = []
    if big := next((track for track in tracks if len(track.items) > _MOST_TRIED), None):
        raise TooBig(
            f"The track {big.id} has {len(big.items):,} items, and {_MOST_TRIED:,} are the most that are tried."
        )
    with Progress("Asking invented people:", steps=len(tracks)) as progress:
        for track in tracks:
            chance = _chance(seed, track.id)
            simulation = simulation_of(bank, track.id, CROWD, chance, progress.tell, beside.get(track.id))
            found.append((simulation, defects_of(simulation)))
            progress.next_step()
    if format is ReportFormat.JSON:
        from stuckpoint.authoring.simulation.report import simulation_as_json

        give(simulation_as_json(found, seed), None, is_file=True)
        return
    from stuckpoint.authoring.simulation.report import simulation_pages
    from stuckpoint.terminal.printing import printed

    emit(printed(simulation_pages(found, seed, details=details)))


def _chance(seed: int, track: str) -> "Chance":
    """Returns where people come from: each track has people of its own, so that one does not change with the other."""
    from random import Random

    return Random(f"{seed}:{track}").random


def map_(
    what: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[PATH or ITEM]...", help="Banks or files to list, or the id of an item to see as it is asked."
        ),
    ] = None,
    full: Annotated[bool, typer.Option("--full", help="List every question and every answer.")] = False,
    seed: Seed = 1,
    track: TrackName = None,
    questions: Questions = None,
    only: Only = False,
) -> None:
    """See the questions as a tree, or one, and how often it comes.

    Example: stuckpoint map felt_understood
    """
    from stuckpoint.authoring.map import tree_page
    from stuckpoint.terminal.printing import printed

    given, named = questions or [], what or []
    words = [one for one in named if {"/", os.sep}.isdisjoint(one) and (len(named) == 1 or not Path(one).exists())]
    paths = [Path(one) for one in named if one not in words]
    pages = [page for one in words for page in _item(one, track, [*given, *paths], only, seed)]
    if not pages:
        bank, beside = _held([Path(one) for one in named], given, only)
        pages = [tree_page(bank, tracks_of(bank, track), beside, full=full)]
    emit(printed(pages))


def schema() -> None:
    """Print a JSON Schema of question files, for editors.

    Example: stuckpoint schema > schema.json
    """
    from stuckpoint.authoring.schema import as_json

    give(as_json(), None, is_file=True)


def _item(what: str, track: str | None, questions: list[Path], only: bool, seed: int) -> "tuple[Page, ...]":
    """Returns an item by its id; nothing where there is only a path of that name. Raises NotFound for neither."""
    from stuckpoint.authoring.map import item_ids, item_pages
    from stuckpoint.authoring.simulation.coming import comes
    from stuckpoint.bank import ItemId
    from stuckpoint.cli.progress import Progress
    from stuckpoint.reading.problems import nearest

    bank = bank_of(questions, only)
    if what not in item_ids(bank.tracks.values()) and Path(what).exists():
        return ()
    here = tracks_of(bank, track)
    with Progress("Asking invented people:") as progress:
        found = item_pages(
            here, what, lambda one: comes(bank, one.id, ItemId(what), _chance(seed, one.id), progress.tell)
        )
    if found:
        return found
    named = "".join(f" --questions {quote(str(path))}" for path in questions) + " --only" * only
    if any(reason.id == what for one in here for reason in one.reasons):
        raise NotFound(f"'{what}' is a reason. To read about it, type: stuckpoint reasons {what}{named}")
    near = nearest(what, item_ids(here))
    own = "" if questions else " For a question of your own, add: --questions PATH"
    to_do = f"did you mean '{near}'?" if near else f"type 'stuckpoint map --full{named}' to see them."
    raise NotFound(f"There is no item or file '{what}': {to_do}{own}")


def _held(paths: Sequence[Path], questions: Sequence[Path], only: bool) -> "tuple[Bank, Bank | None]":
    """Returns the bank that paths hold or are part of, alone; or what they add to, with and without them."""
    from stuckpoint.loading.files import bank_around, is_bank_folder

    paths = list(dict.fromkeys(bank_around(path) or path for path in paths))
    if any(map(is_bank_folder, paths)):
        return bank_of([*paths, *questions], only=True), None
    return bank_of([*questions, *paths], only), bank_of(questions, only) if paths else None


def copy_questions(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A folder that is new or empty.")],
) -> None:
    """Copy the shipped questions, for you to change.

    Example: stuckpoint copy-questions my_bank
    """
    from stuckpoint.authoring.starting import copy_bank
    from stuckpoint.loading import shipped_folder

    files = copy_bank(shipped_folder(), folder)
    called = escaped(str(folder))
    typed = quote(called)
    emit(
        f"{files} files are in {called} now, for you to change.\n"
        f"To check them: stuckpoint check {typed}\n"
        f"To be asked them: stuckpoint quiz --questions {typed} --only\n"
    )


def new_reason(
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="Its id, such as long_gaps: small letters, digits and _.")
    ],
    add_to: Annotated[
        str | None,
        typer.Option("--add-to", metavar="REASON", help="Outline questions for this shipped reason instead."),
    ] = None,
) -> None:
    """Print the outline of a reason, or of questions for one, to save and fill in.

    Example: stuckpoint new-reason long_gaps > long_gaps.yaml
    """
    from stuckpoint.authoring.starting import skeleton
    from stuckpoint.loading import open_bank
    from stuckpoint.reading.problems import did_you_mean
    from stuckpoint.reading.slips import is_id

    if not is_id(name):
        raise typer.BadParameter("use small letters, digits and _, a letter first, 40 at most", param_hint="NAME")
    reasons = {str(one.id): one for track in open_bank().tracks.values() for one in track.reasons}
    if add_to and add_to not in reasons:
        raise NotFound(f"There is no reason '{add_to}': {did_you_mean(add_to, reasons, list_all=True)}")
    if add_to and reasons[add_to].about_control:
        raise NotFree(f"Nothing can be added to '{add_to}', which is about safety. Choose another reason.")
    if name in reasons and not add_to:
        more = f"To add questions to it, type 'stuckpoint new-reason more --add-to {name}'. "
        raise NotFree(
            f"'{name}' is a shipped reason, so yours needs another name. {'' if reasons[name].about_control else more}"
            f"To change the shipped one, copy the questions: type 'stuckpoint copy-questions my_bank', and open "
            f"my_bank/reasons/{name}.yaml."
        )
    give(skeleton(name, add_to or ""), None, is_file=True)
