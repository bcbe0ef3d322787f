"""Questions, and the program itself, that change or go missing while somebody answers: the run goes on as it began."""

import shutil
import sys
from collections.abc import Callable
from itertools import cycle
from pathlib import Path

import pytest
from people import command, in_menu
from screens import Screen, words
from taking import answering, waits

from stuckpoint.loading import shipped_folder

CHOIR = Path(__file__).parents[1].joinpath("banks") / "choir"
ALLOTMENT = CHOIR.with_name("allotment")
PACKAGE = Path(__file__).parents[2].joinpath("stuckpoint")
MENU = "What now?"
# The program and no other: where it is installed from a checkout, what is missing would be found there.
ALONE = (
    "import sys; sys.meta_path[:] = [one for one in sys.meta_path if 'editable' not in str(one)]; "
    "from stuckpoint.__main__ import main; sys.exit(main())"
)


def gone(folder: Path) -> None:
    shutil.rmtree(folder)


def emptied(folder: Path) -> None:
    for path in folder.rglob("*.yaml"):
        path.write_text("")


def broken(folder: Path) -> None:
    for path in folder.rglob("*.yaml"):
        path.write_bytes(b"[\xff" * 1000)


def another(folder: Path) -> None:
    gone(folder)
    shutil.copytree(ALLOTMENT, folder)


def other_answers(folder: Path) -> None:
    for path in folder.rglob("*.yaml"):
        path.write_text(path.read_text().replace("text: ", "text: Not ").replace("id: ", "id: not_"))


def a_file(folder: Path) -> None:
    gone(folder)
    folder.write_text("reason: none\n")


CHANGES = [gone, emptied, broken, another, other_answers, a_file]


class Singer:
    """Someone who answers, reads everything, writes every file, and meanwhile something happens at a screen."""

    def __init__(self, at: str = "", happens: Callable[[], None] = lambda: None) -> None:
        self._at = at
        self._happens = happens
        entries = ("read", "look at your answers", "write a report", "write a page for a th", "keep", "print", "finish")
        self._entries = iter(entries)
        self.happened = False

    def __call__(self, screen: str) -> str:
        shown = words(screen)
        if self._at and self._at in shown and not self.happened:
            self.happened = True
            self._happens()
        if MENU in shown:
            return in_menu(shown, next(self._entries))
        if "About your safety" in shown:
            return "s"
        return (
            "1"
            if any(
                text in shown
                for text in ("Are you alone", "1 Go on with the questions", "of at most", "only for you. Shall")
            )
            else ""
        )


def run(folder: Path, singer: Singer, *options: str) -> tuple[list[str], dict[str, str], int, str]:
    """Returns the screens, the files written, the exit code and the complaints of a run on the questions there."""
    bank = ["quiz", "--questions", str(folder), "--only", "--track", "conductor", *options]
    code, window, complaints = command(singer, *bank)
    files = {path.name: path.read_text(encoding="utf-8") for path in Path().iterdir() if path.is_file()}
    return window.screens, files, code, complaints


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    return Path(shutil.copytree(CHOIR, tmp_path / "choir"))


def in_a_folder(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / name).mkdir()
    monkeypatch.chdir(tmp_path / name)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("change", "at"),
    [*zip(CHANGES, cycle(["Press Enter to begin", "Question 2 of", MENU]), strict=False)],
    ids=lambda one: one if isinstance(one, str) else one.__name__,
)
def test_questions_that_change_during_a_run_change_nothing_in_it(
    change: Callable[[Path], None], at: str, bank: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_a_folder(tmp_path, "untouched", monkeypatch)
    options = ["--report", "mine.html", "--keep", "kept.yaml", "--show-working"]
    before = run(bank, Singer(), *options)
    in_a_folder(tmp_path, "meanwhile", monkeypatch)
    singer = Singer(at, lambda: change(bank))
    after = run(bank, singer, *options)
    assert singer.happened
    assert before[2:] == (0, "")
    assert len(before[1]) == 5
    # A long path is broken where the line ends.
    screens = [
        ["".join(screen.split()).replace(name, "") for screen in of[0]]
        for of, name in zip((before, after), ("untouched", "meanwhile"), strict=True)
    ]
    assert screens[1] == screens[0]
    assert after[1:] == before[1:]


@pytest.mark.slow
@pytest.mark.parametrize("form", ["md", "html"])
def test_a_program_that_is_taken_away_after_the_first_question_loses_no_answer(form: str, tmp_path: Path) -> None:
    shutil.copytree(PACKAGE, tmp_path / "program" / "stuckpoint", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(shipped_folder(), tmp_path / "program" / "questions")
    (tmp_path / "home").mkdir()
    screen = Screen(
        [sys.executable, "-P", "-c", ALONE, "quiz"], 80, 100, tmp_path / "home", PYTHONPATH=str(tmp_path / "program")
    )
    reply, came = answering("1"), ""
    entries = iter(
        ["6", f"mine.{form}", "", "7", "", "", "8", "kept.yaml", "", "h", "", "3", "", "", "9", "", "", "10"]
    )
    while True:
        screen.until(waits)
        screen.settle()  # what is typed ahead answers nothing about safety
        came = words(screen.since())
        if "Question 1 of" in came:
            gone(tmp_path / "program")
        if MENU in came:
            break
        screen.type(f"{reply(came)}\n")
    for typed in entries:
        screen.type(f"{typed}\n")
        if typed != "10":
            screen.until(waits)
            screen.settle()  # what is printed may look as if it waited
    assert screen.status() == 0
    assert not (tmp_path / "program").exists()
    assert "Traceback" not in screen.raw.decode()
    assert sorted(path.name for path in (tmp_path / "home").iterdir()) == ["draft.md", "kept.yaml", f"mine.{form}"]
