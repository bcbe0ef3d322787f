"""The commands for those who write questions: `simulate` tries a bank on invented people."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from stuckpoint.cli.named import bank_of
from stuckpoint.cli.options import app
from stuckpoint.cli.output import emit, give


class Format(StrEnum):
    """How a report is given."""

    TEXT = "text"
    JSON = "json"


@app.command()
def simulate(
    path: Annotated[
        Path | None,
        typer.Argument(
            help="A bank folder, a folder of reasons, or one reason file; without it, the shipped questions."
        ),
    ] = None,
    seed: Annotated[int, typer.Option(help="Which people to invent: the same seed, the same report.")] = 1,
    format: Annotated[Format, typer.Option("--format", help="How the report is given.")] = Format.TEXT,
) -> None:
    """Try questions on invented people: can they tell their reasons apart?"""
    from random import Random

    from stuckpoint.authoring.simulation.judging import defects_of
    from stuckpoint.authoring.simulation.run import simulate as simulation_of
    from stuckpoint.authoring.simulation.trials import CROWD
    from stuckpoint.cli.progress import Progress
    from stuckpoint.loading.files import bank_around, is_bank_folder

    path = path and (bank_around(path) or path)
    bank = bank_of([path] if path else None, only=path is not None and is_bank_folder(path))
    tracks = [track for track in bank.tracks.values() if track.items]
    found = []
    with Progress("Asking invented people:", steps=len(tracks)) as progress:
        for track in tracks:
            # Each track has people of its own, so that one does not change with the other.
            chance = Random(f"{seed}:{track.id}").random
            simulation = simulation_of(bank, track.id, CROWD, chance, progress.tell)
            found.append((simulation, defects_of(simulation)))
            progress.next_step()
    if format is Format.JSON:
        from stuckpoint.authoring.simulation.report import simulation_as_json

        give(simulation_as_json(found, seed), None, is_file=True)
        return
    from stuckpoint.authoring.simulation.report import simulation_pages
    from stuckpoint.terminal.printing import printed

    emit(printed(simulation_pages(found, seed)))
