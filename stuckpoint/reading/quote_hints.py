"""Says which quote of a file that is not YAML is open, closes too soon, or is an apostrophe. Pure."""

from stuckpoint.reading.lines import CURLY, Hint, Line, Scene, quotes_in


def never_closed(line: Line, column: int) -> Hint:
    """Returns what to say of a quote that opens in a column and does not close."""
    quote, end = line.at(column), line.text.rstrip()[-1:]
    what = f"a quote ({quote}) opens here and is never closed"
    if end and end in CURLY:
        return Hint(line.number, column, what, f"put {quote} for the curly quote at the end")
    to_do = f"put {quote} at the end of the text"
    if quote == "'":
        to_do += ", or if it is an apostrophe, double quotes round the text"
    return Hint(line.number, column, what, to_do)


def open_quote(scene: Scene) -> Hint | None:
    """Judges what a parser read to its end, where that began with a quote."""
    if scene.opened.at(scene.since) in ("'", '"'):
        return never_closed(scene.opened, scene.since)
    return None


def after_quote(scene: Scene) -> Hint | None:
    """Judges text behind a closing quote: that quote may be an apostrophe, or close one from a line above."""
    here = scene.here
    end = len(here.text[: scene.column].rstrip()) - 1
    quote = here.at(end)
    if quote not in ("'", '"'):
        return None
    start = next((start for start, closed in quotes_in(here.text) if closed == end), None)
    if start is None:
        for line in scene.lines.above(here.number):
            opened = next((start for start, closed in quotes_in(line.text) if closed is None), None)
            if opened is not None and line.at(opened) == quote:
                return never_closed(line, opened)
        return None
    inside = here.at(end - 1).isalnum() and (here.at(end + 1).isalnum() or "'" in here.text[end + 1 :])
    if quote == "'" and inside:
        to_do = "write it twice ('') inside single quotes, or put double quotes round the text"
        return Hint(here.number, end, "an apostrophe ends the text here", to_do)
    if quote == '"' and '"' in here.text[end + 1 :]:
        to_do = 'write \\" for a quote inside quotes, or put single quotes round the whole text'
        return Hint(here.number, end, "a quote inside the text ends it here", to_do)
    other = "single" if quote == '"' else "double"
    return Hint(here.number, start, "the quotes close before the text ends", f"put {other} quotes round the whole text")


def escape(scene: Scene) -> Hint:
    """Judges a backslash that a parser could not read."""
    column = scene.here.text.rfind("\\", 0, scene.column + 1)
    to_do = "write \\\\ for one, or put single quotes round the text"
    return Hint(scene.here.number, max(column, 0), "a \\ inside double quotes has a meaning of its own", to_do)
