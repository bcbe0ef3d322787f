"""The commands that give an author something to start from: a copy of the questions, the outline of a reason."""

from pathlib import Path
from shlex import quote
from typing import Annotated

import typer

from stuckpoint.cli.options import app
from stuckpoint.cli.output import emit, give
from stuckpoint.errors import NotFree


@app.command()
def copy_questions(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A folder that is new or empty.")],
) -> None:
    """Copy the shipped questions, for you to change."""
    from stuckpoint.authoring.copying import copy_bank
    from stuckpoint.loading.loader import shipped_folder

    files = copy_bank(shipped_folder(), folder)
    typed = quote(str(folder))
    emit(
        f"{files} files are in {folder} now, for you to change.\n"
        f"To check them: stuckpoint check {typed}\n"
        f"To be asked them: stuckpoint quiz --questions {typed} --only\n"
    )


@app.command()
def new_reason(
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="Its id, such as long_gaps: small letters, digits and _.")
    ],
) -> None:
    """Print the outline of a reason, to save and fill in."""
    from stuckpoint.authoring.skeleton import skeleton
    from stuckpoint.loading.loader import shipped_folder
    from stuckpoint.reading.slips import is_id

    if not is_id(name):
        raise typer.BadParameter("use small letters, digits and _, a letter first, 40 at most", param_hint="NAME")
    if (shipped_folder() / "reasons" / f"{name}.yaml").exists():  # a reason's file is named after it
        raise NotFree(
            f"'{name}' is a shipped reason, so yours needs another name. To change the shipped one, copy the "
            f"questions: type 'stuckpoint copy-questions my_bank', and open my_bank/reasons/{name}.yaml."
        )
    give(skeleton(name), None, is_file=True)
