"""How help looks: in Rich's panels on a terminal that takes them, as plain text anywhere else."""

from typing import Literal

from stuckpoint.terminal.window import FRAMED, can_draw, printed_width

HELP_KEYS = ["-h", "--help"]


def look_of_help(arguments: list[str]) -> Literal["rich"] | None:
    """Returns how Typer is to show help, where that is asked for."""
    is_wanted = not arguments or not set(HELP_KEYS).isdisjoint(arguments)
    if not is_wanted or not can_draw() or printed_width() + 1 < FRAMED:
        return None
    from typer import rich_utils

    # Nothing in the environment says how wide the window is; nothing is dim, or of a colour that is pale on light.
    rich_utils.MAX_WIDTH = printed_width() + 1
    rich_utils.FORCE_TERMINAL = None
    for name, style in [*vars(rich_utils).items()]:
        if name.startswith("STYLE_") and isinstance(style, str):
            setattr(rich_utils, name, style.replace("dim", "").replace("yellow", "cyan").strip())
    return "rich"
