"""The commands: reads arguments, calls, chooses an exit code. The only module that uses Typer."""

import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from stuckpoint import INTENDED_USE, __version__
from stuckpoint.banks import open_bank, track_of
from stuckpoint.characters import clean
from stuckpoint.errors import ExitCode, FileProblems, NotFound, StuckpointError
from stuckpoint.session import Length

app = typer.Typer(
    add_completion=False,  # it would edit the shell's start-up file
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    no_args_is_help=True,
    help=f"Twenty questions for when therapy feels stuck.\n\n{INTENDED_USE}\n\nTo begin, type: stuckpoint quiz",
)


class Format(StrEnum):
    """How findings are given."""

    TEXT = "text"
    JSON = "json"


Questions = Annotated[
    list[Path] | None,
    typer.Option("--questions", help="Add a bank folder, a folder of reasons, or one reason file. Repeatable."),
]
Only = Annotated[bool, typer.Option("--only", help="Use only what --questions names, not the shipped questions.")]
ShowWorking = Annotated[bool, typer.Option("--show-working", help="Show the arithmetic behind each score.")]
TrackName = Annotated[
    str | None, typer.Option("--track", help="individual or couples, or a track of your own questions.")
]
Country = Annotated[str | None, typer.Option("--country", help="Show who to call there, such as GB.")]


def main(arguments: list[str]) -> int:
    """Runs one command and returns its exit code."""
    code = _run(arguments)
    try:
        if sys.stdout:
            sys.stdout.flush()
    except OSError:  # what could be said about it was said
        _give_up_output()
    return code


def _run(arguments: list[str]) -> int:
    """Runs one command. The one place where failures are caught and printed."""
    try:
        app(args=arguments, prog_name="stuckpoint")
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else ExitCode.COULD_NOT
    except FileProblems as error:
        for problem in error.problems:
            _complain(str(problem))
        _complain(str(error))
    except StuckpointError as error:
        _complain(str(error))
    except KeyboardInterrupt:
        return ExitCode.INTERRUPTED
    except OSError as error:
        _give_up_output()
        _complain(f"The output could not be written: {(error.strerror or 'unknown fault').lower()}.")
    else:
        return ExitCode.DONE
    return ExitCode.COULD_NOT


def _print_version(wanted: bool) -> None:
    if wanted:
        _emit(f"stuckpoint {__version__}\n")
        raise typer.Exit


@app.callback()
def _options(
    _version: Annotated[
        bool,
        typer.Option("--version", help="Print the version and stop.", callback=_print_version, is_eager=True),
    ] = False,
) -> None:
    """Takes what stands before the command."""


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
    here = _country(country)
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
    from stuckpoint.report import as_json
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
        _give(as_json(found), output)
        return
    from stuckpoint.pages import booklet
    from stuckpoint.results import results
    from stuckpoint.terminal import as_text
    from stuckpoint.working import working_page

    working = working_page(bank, found) if show_working else None
    _give(as_text([*booklet(bank, results(bank, found, kept.responses), working).everything()]), output)


@app.command()
def reasons(
    reason: Annotated[str | None, typer.Argument(help="The reason to read about; without it, the list.")] = None,
    track: TrackName = None,
    whole: Annotated[bool, typer.Option("--all", help="Read all of them, one after another.")] = False,
    questions: Questions = None,
    only: Only = False,
) -> None:
    """Read about the reasons without taking the quiz."""
    from stuckpoint.explanations import reason_page, reasons_page
    from stuckpoint.problems import nearest
    from stuckpoint.results import Circumstances
    from stuckpoint.terminal import as_text

    bank = open_bank(questions or (), only)
    tracks = [track_of(bank, track)] if track else [one for one in bank.tracks.values() if one.reasons]
    found = {one.id: one for here in reversed(tracks) for one in reversed(here.reasons)}
    known = {str(id): one for id, one in reversed(found.items())}
    if whole:
        pages = [reason_page(one, Circumstances()) for one in known.values()]
    elif reason is None:
        pages = [reasons_page(tracks, "To read one, type its name: stuckpoint reasons NAME")]
    elif reason in known:
        pages = [reason_page(known[reason], Circumstances())]
    else:
        near = nearest(reason, known)
        to_do = f"did you mean '{near}'?" if near else "type 'stuckpoint reasons' to see them."
        raise NotFound(f"There is no reason '{reason}': {to_do}")
    _emit(as_text(pages))


@app.command()
def what_now(questions: Questions = None, only: Only = False) -> None:
    """Read when to stay, change or stop, what to ask a new therapist, and how to end."""
    from stuckpoint.explanations import what_now_page
    from stuckpoint.terminal import as_text

    _emit(as_text([what_now_page(open_bank(questions or (), only).what_now)]))


@app.command()
def support(country: Country = None) -> None:
    """See who to call now, and where to complain."""
    from stuckpoint.banks import shipped_folder
    from stuckpoint.safety_files import help_lines, safety_words
    from stuckpoint.support import support_page
    from stuckpoint.terminal import as_text

    folder = shipped_folder()
    page = support_page(safety_words(folder).help, help_lines(folder), _country(country))
    more = "" if country else "\nFor one country: stuckpoint support --country GB\n"
    _emit(as_text([page]) + more)


def _leave_no_core_dump() -> None:
    """Sees to it that no crash leaves answers on the disk, where the system has such limits."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _country(named: str | None) -> str | None:
    """Returns the code of a country that was named. Raises NotFound where we have no lines for it."""
    if named is None:
        return None
    from stuckpoint.banks import shipped_folder
    from stuckpoint.safety_files import help_lines

    lines = help_lines(shipped_folder())
    if code := lines.country(named):
        return code
    raise NotFound(f"We have no lines for '{named}'. Leave --country out, or use one of: {', '.join(lines.countries)}.")


def _give(text: str, output: Path | None) -> None:
    if output is None:
        _emit(text)
        return
    from stuckpoint.writing import write_new

    write_new(output, text)


def _emit(text: str) -> None:
    if sys.stdout is None:
        return
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        _give_up_output()


def _complain(text: str) -> None:
    sys.stderr.write(clean(text) + "\n")


def _give_up_output() -> None:
    """Keeps Python from complaining at exit about output that cannot be written."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
