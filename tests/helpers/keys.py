"""What somebody types to whom anything may come to mind: what fits, commands, nonsense. Drawn by a number, 0 to 255."""

from collections.abc import Callable

from ending_model import Model

Style = Callable[[Model, int], str]

COMMANDS: list[str] = [
    *"bbbbsn?hp",
    *[""] * 3,
    *"mdart",
    "results",
    "finish",
    "2.",
    "back",
    "Skip",
    "does not apply",
    "menu",
    "skip this part",
    "B",
    " h ",
    "GB",
]
NONSENSE: list[str] = [
    *("0", "-1", "99", "9" * 400, "1.5", "one", "yes", "1 99", "none", ",", "1 2 3 4 5 6 7 8 9", "\u00b2", "[red]"),
    *("\N{SLIGHTLY SMILING FACE}", "\u202e1", "\u0663", "\uff12", "\ufeff1", "e\u0301", "~", ".", "no/such/folder.md"),
    *("notes.md", "notes.html", "folder/", "x" * 300, "\x1b[A", "\x1b[200~1\x1b[201~", "\x1b]52;c;aGk=\x07", "\x00"),
    *("1\x00", "\x07\x08", "\t", "\u20281", "\x85", "{0}", "%s", "Press Enter for more.", "1\u200d", "\x0b1", "\x1f"),
]
RAW = [b"\xff", b"\xff\xfe1", b"\xe2\x98", b"1\xc3", b"\xed\xa0\x80", b"\x80" * 50, b"\xf0\x9f\x99", b"\xc0\xaf"]


def right(model: Model, byte: int) -> str:
    """Returns an answer that fits the screen, as a person types it."""
    match model.at:
        case "welcome" | "alone":
            return "1" if byte % 8 else str(1 + byte % 3)
        case "notice":
            return str(1 + (byte % 8 == 0))
        case "safety":
            options = model.safety_items[model.safety_at].options
            return str(len(options)) if byte % 4 else options[byte // 4 % len(options)][0]
        case "question":
            item = model.asking()
            most = len(item.options)
            if item.many and byte % 3:
                return (" ", ", ", ". ", " + ")[byte % 4].join(
                    str(1 + (byte // 3 + step) % most) for step in range(1 + byte % 3)
                )
            chosen = byte // 3 % most
            return item.options[chosen].text.upper() if byte % 16 == 15 else str(chosen + 1)
        case "check":
            return "" if byte % 4 == 0 else str(1 + byte % (1 + len(model.walk()[0])))
        case "results":
            return str(1 + byte % len(model.book().chapters)) if byte % 3 else ("", "m", "t")[byte // 3 % 3]
        case "taking":
            return ("1", "2", "3", "2 1", "3 1 2", "")[byte % 6]
        case "menu":
            # What is final is chosen seldom, so that there is time for all the rest.
            return str(1 + byte % (len(model.entries) - (byte % 16 != 0)))
        case "private" | "partner" | "wishes":
            return str(1 + byte % 3)
        case "name":
            return f"{byte % 40}.{('md', 'html', 'yaml')[byte % 3]}" if byte % 4 else ""
    return ""


def wrong(_model: Model, byte: int) -> str:
    """Returns what is no answer anywhere, or seldom."""
    return NONSENSE[byte % len(NONSENSE)]


def a_command(_model: Model, byte: int) -> str:
    """Returns a key that leads somewhere, or says something."""
    return COMMANDS[byte % len(COMMANDS)]


def anything(model: Model, byte: int) -> str:
    """Returns mostly what fits, sometimes a command, seldom nonsense."""
    kind, byte = divmod(byte, 32)
    styles: tuple[Style, ...] = (*[right] * 5, a_command, a_command, wrong)
    return styles[kind](model, byte * 7)
