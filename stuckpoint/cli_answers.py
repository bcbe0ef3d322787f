"""The commands that take answers: `quiz` asks for them, `score` reads them from a file."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from stuckpoint.banks import open_bank, track_of
from stuckpoint.cli_options import Country, Only, Questions, ShowWorking, TrackName, app, country_of
from stuckpoint.errors import NotFound
from stuckpoint.output import give
from stuckpoint.session import Length


class Format(StrEnum):
    """How findings are given."""

    TEXT = "text"
    JSON = "json"


@app.command()
def quiz(
    track: TrackName = None,
    length: Annotated[Length, typer.Option(help="How much is asked.")] = Length.QUICK,
    questions: Questions = None,
    only: Only = False,
    plain: Annotated[bool, typer.Option("--plain", help="Linear text: for screen readers, or by choice.")] = False,
    show_working: ShowWorking = False,
    country: Country = None,
) -> None:
    """Take the quiz. Ctrl-C leaves at once."""
    here = country_of(country)
    bank = open_bank(questions or (), only)
    chosen = track_of(bank, track).id if track else None
    if not any(one.items for one in bank.tracks.values()):
        raise NotFound("These questions have no track with a question in it.")
    from stuckpoint.quiz import Quiz
    from stuckpoint.terminal import Terminal

    _leave_no_core_dump()
    with Terminal(plain=plain) as terminal:
        Quiz(bank, terminal, length=length, show_working=show_working, country=here).run(chosen)


@app.command()
def score(
    responses: Annotated[str, typer.Argument(help="A responses file; - reads standard input.")],
    format: Annotated[Format, typer.Option("--format", help="How the findings are given.")] = Format.TEXT,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="Write to this new file instead.")] = None,
    show_working: ShowWorking = False,
    questions: Questions = None,
    only: Only = False,
) -> None:
    """Give the findings for a responses file."""
    from stuckpoint.kept import read_kept
    from stuckpoint.report_json import as_json
    from stuckpoint.scoring import findings
    from stuckpoint.source import MAX_BYTES, read_bytes, read_file

    bank = open_bank(questions or (), only)
    if responses == "-":
        source = read_bytes(sys.stdin.buffer.read(MAX_BYTES + 1) if sys.stdin else b"", "<stdin>")
    else:
        source = read_file(Path(responses), responses)
    kept = read_kept(source, bank)
    found = findings(bank, kept.track, kept.responses, private=True)
    if format is Format.JSON:
        give(as_json(found), output)
        return
    from stuckpoint.pages import booklet
    from stuckpoint.results import results
    from stuckpoint.terminal_drawing import as_text
    from stuckpoint.working import working_page

    working = working_page(bank, found) if show_working else None
    give(as_text([*booklet(bank, results(bank, found, kept.responses), working).everything()]), output)


def _leave_no_core_dump() -> None:
    """Sees to it that no crash leaves answers on the disk, where the system has such limits."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
