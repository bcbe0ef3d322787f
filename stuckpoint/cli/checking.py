"""The command that judges questions: `check` shows every problem in them."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from stuckpoint.cli.options import app
from stuckpoint.cli.output import give
from stuckpoint.errors import ExitCode


class Format(StrEnum):
    """For whom problems are written down."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"


@app.command()
def check(
    path: Annotated[
        Path | None,
        typer.Argument(help="A bank folder, a folder of reasons or a reason file; without it, the shipped questions."),
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Fail on warnings too.")] = False,
    format: Annotated[Format, typer.Option("--format", help="How problems are given.")] = Format.TEXT,
) -> None:
    """Show every problem in questions, each with its line."""
    from stuckpoint.authoring.checks.checking import check_questions
    from stuckpoint.authoring.problem_forms import as_github, as_json, as_text
    from stuckpoint.reading.problems import Severity

    problems = check_questions(path)
    formats = {Format.TEXT: as_text, Format.JSON: as_json, Format.GITHUB: as_github}
    give(formats[format](problems), None, is_file=format is not Format.TEXT)
    if any(strict or problem.severity is Severity.ERROR for problem in problems):
        raise typer.Exit(ExitCode.COULD_NOT)
