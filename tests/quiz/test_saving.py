"""What can be written at the end of a run: how its name is asked for, and what stands in the way."""

import os
import re
import resource
import stat
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from people import INDIVIDUAL, MENU, Person, Quick, Remembering, answered, command, run_quickly
from screens import ESCAPE, PROGRAM, START, Screen, put_back, words
from shipped import BANK
from windows import Reply, Window, typing

from stuckpoint.bank import COUPLES, TrackId
from stuckpoint.engine import Kept
from stuckpoint.errors import Left
from stuckpoint.loading import read_kept
from stuckpoint.pages.partner_page import wishes
from stuckpoint.quiz.saving import Saving
from stuckpoint.quiz.talk import Talk
from stuckpoint.reading import read_file
from stuckpoint.terminal.terminal import Terminal
from stuckpoint.writing import NO_TARGETS, Targets

NAME = "What shall it be called?"
DONE = "It is in "
PRIVATE = "Some questions were only for you."
SAFE = "Would anything bad happen if they read this, or asked what is not in it?"
SEEN = "Such a folder may be copied to other devices, and others may look into it."
WISHES = wishes(BANK.tracks[COUPLES])
PARTNERS = BANK.tracks[COUPLES].partner_page
LEFT_OUT, PUT_IN = "1", "2"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Works in an empty folder, beside an empty home."""
    folder, home = tmp_path / "here", tmp_path / "home"
    folder.mkdir()
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    run_quickly(folder, monkeypatch)
    return folder


def kept(track: TrackId = INDIVIDUAL) -> Kept:
    return Kept(track=track, responses=answered(track, 1).responses)


def saving(
    do: Callable[[Saving], object], reply: Reply, targets: Targets = NO_TARGETS, *, plain: bool = False
) -> list[str]:
    """Does something on a terminal; returns the screens as words."""
    window = Quick(reply)
    with Remembering(plain=plain, stdin=window, stdout=window) as terminal:
        do(Saving(BANK, Talk(terminal, None), targets, "", show_working=False))
    return [words(screen) for screen in window.screens]


def report(lines: Sequence[str]) -> list[str]:
    """Writes a report, typing lines; returns the screens."""
    return saving(lambda saving: saving.report(kept()), typing(lines))


# What each entry of the menu writes, and what to type for it: the whole way, with the name last but one.
WAYS: dict[str, tuple[Callable[[Saving], object], tuple[str, ...]]] = {
    "report": (lambda saving: saving.report(kept()), ("new.md", "")),
    "report of a couple": (lambda saving: saving.report(kept(COUPLES)), (LEFT_OUT, "new.md", "")),
    "page for a therapist": (lambda saving: saving.therapist_page(kept(COUPLES)), ("new.md", "")),
    "page for a partner": (lambda saving: saving.partner_page(BANK.tracks[COUPLES]), ("3", "1", "new.md", "")),
    "answers": (lambda saving: saving.answers(kept()), ("new.md", "")),
    "answers of a couple": (lambda saving: saving.answers(kept(COUPLES)), (PUT_IN, "new.md", "")),
}
in_every_way = pytest.mark.parametrize("way", WAYS)


def there() -> list[str]:
    return sorted(path.name for path in Path().iterdir())


# ---- the name


@in_every_way
def test_what_is_written_is_one_new_file_of_its_owners_alone(way: str, here: Path) -> None:
    do, lines = WAYS[way]
    screens = saving(do, typing(lines))
    assert there() == ["new.md"]
    assert stat.S_IMODE(Path("new.md").stat().st_mode) == 0o600
    assert len(screens) == len(lines)
    assert f"{DONE}{here / 'new.md'}.".replace(" ", "") in screens[-1].replace(" ", "")


@in_every_way
def test_the_name_for_enter_says_nothing_and_is_free(way: str) -> None:
    do, lines = WAYS[way]
    for number in range(1, 4):
        saving(do, typing([*lines[:-2], "", ""]))
        assert len(there()) == number
    stem = there()[-1].partition(".")[0]
    assert stem in ("notes", "draft", "page", "list")
    assert [re.sub(r"(md|yaml)$", "", name) for name in there()] == [f"{stem}-2.", f"{stem}-3.", f"{stem}."]


def test_a_name_that_a_link_has_is_not_offered() -> None:
    Path("notes.md").symlink_to("nowhere")
    screens = report(["", ""])
    assert "Press Enter for notes-2.md." in screens[0]
    assert there() == ["notes-2.md", "notes.md"]


@pytest.mark.parametrize(("name", "is_html"), [("a.md", False), ("a.HTML", True), ("a.htm", True), ("a", False)])
def test_the_ending_of_the_name_decides_the_form(name: str, is_html: bool) -> None:
    for way in ("report", "page for a therapist", "page for a partner"):
        do, lines = WAYS[way]
        saving(do, typing([*lines[:-2], name, ""]))
        assert Path(name).read_text(encoding="utf-8").startswith("<!DOCTYPE html>") is is_html
        Path(name).unlink()


@pytest.mark.parametrize("way", ["report", "page for a therapist", "page for a partner"])
def test_as_txt_it_is_plain_text_and_an_ending_of_another_program_is_refused(way: str) -> None:
    do, lines = WAYS[way]
    *before, _, done = lines
    screens = saving(do, typing([*before, "a.docx", "a.txt", done]))
    assert any("There is no form for a.docx." in screen and ".md, .html or .txt" in screen for screen in screens)
    assert there() == ["a.txt"]
    text = Path("a.txt").read_text(encoding="utf-8")
    assert not re.search(r"^#|\|.*\||\]\(", text, re.MULTILINE)
    assert "not a medical tool" in text.replace("\n", " ")


def test_the_home_and_folders_may_be_named(here: Path) -> None:
    (here / "sub").mkdir()
    for name, path in {
        "~/a.md": Path.home() / "a.md",
        "sub/../b.md": here / "b.md",
        "sub/c.md": here / "sub" / "c.md",
        str(here / "d.md"): here / "d.md",
    }.items():
        report([name, ""])
        assert path.is_file()


@pytest.mark.parametrize("name", ["2", "sub/3", "\u0663"])
def test_a_name_that_is_a_number_is_asked_about(name: str) -> None:
    Path("sub").mkdir()
    asked, again = report([name, "1", "other.md", ""])[1:3]
    assert f"A number is a name, too. Shall the file be called {name[-1]}?" in asked
    assert NAME in again
    assert there() == ["other.md", "sub"]
    report([name, "2", ""])
    assert Path(name).is_file()


@in_every_way
def test_a_file_is_shown_before_it_is_written(way: str) -> None:
    do, lines = WAYS[way]
    coming = iter([*lines[:-2], "v", "", *lines[-2:]])
    screens = saving(do, lambda screen: "" if "Press Enter for more." in screen else next(coming))
    *before, again, _ = screens
    seen = " ".join(before[len(lines) - 1 :])
    written = Path("new.md").read_text(encoding="utf-8")
    told = [words(line) for line in re.findall(r"^ *[A-Za-z].{10,60}$", written, re.MULTILINE)]
    assert told
    assert not [line for line in told if line not in seen and "[" not in line and "*" not in line]
    assert "Press Enter to go back." in seen
    assert NAME in again


def test_a_control_character_in_a_name_is_dropped() -> None:
    report(["no\x1b]0;x\x07\u202etes.md", ""])
    assert there() == ["no]0;xtes.md"]


REFUSED = {
    "there.md": "there.md is there already. Nothing was written. Choose another name.",
    "./there.md": "there.md is there already.",
    "link.md": "link.md is there already.",
    "dangling.md": "dangling.md is there already.",
    "pipe": "pipe is there already.",
    "sub": "sub is a folder. Nothing was written. Add the name of a file.",
    "sub/": "sub/ is the name of a folder. Add the name of a file.",
    "new/": "new/ is the name of a folder. Add the name of a file.",
    ".": ". is a folder.",
    "..": ".. is a folder.",
    "/": "/ is the name of a folder.",
    "~": "is a folder.",
    "~nobody_of_that_name/a.md": "~nobody_of_that_name/a.md cannot be written: no such file or directory.",
    "no/such/a.md": "no/such/a.md cannot be written: no such file or directory.",
    "there.md/a.md": "there.md/a.md cannot be written: not a directory.",
    "/dev/null": "/dev/null is there already.",
    "/dev/full": "/dev/full is there already.",
    "/proc/a.md": "/proc/a.md cannot be written: ",
    "x" * 300: "cannot be written: file name too long.",
    "x/" * 3000 + "a.md": "cannot be written: file name too long.",
}


@pytest.mark.parametrize("name", REFUSED, ids=lambda name: name[:30])
def test_a_name_that_cannot_be_written_is_said_in_one_line_and_another_is_asked_for(name: str) -> None:
    Path("there.md").write_text("mine")
    Path("link.md").symlink_to("there.md")
    Path("dangling.md").symlink_to("not_there.md")
    Path("sub").mkdir()
    os.mkfifo("pipe")
    before = there()
    screens = report([name, "good.md", ""])
    said = screens[1].rpartition("Error: ")[2]
    assert words(REFUSED[name]) in said
    assert said.count("Error") == 0
    assert NAME in screens[1]
    assert there() == sorted([*before, "good.md"])
    assert Path("there.md").read_text() == "mine"
    assert list(Path("sub").iterdir()) == []


@pytest.fixture
def _full_disk() -> Iterator[None]:
    """Lets no file grow beyond 100 bytes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, hard))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def room() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))


@pytest.mark.usefixtures("_full_disk")
@in_every_way
def test_on_a_full_disk_nothing_is_half_written_and_nothing_is_lost(way: str) -> None:
    do, lines = WAYS[way]
    coming = iter([*lines[:-1], "whole.md", ""])

    def reply(screen: str) -> str:
        if "Error: " in screen:
            assert "new.md could not be written: file too large. Nothing of it is left." in words(screen)
            assert there() == []
            room()
        return next(coming)

    saving(do, reply)
    assert there() == ["whole.md"]
    assert Path("whole.md").stat().st_size > 100


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (PermissionError(13, "Permission denied"), "permission denied."),
        (OSError(30, "Read-only file system"), "read-only file system."),
        (OSError(28, "No space left on device"), "no space left on device."),
    ],
)
def test_a_folder_that_takes_no_file_is_said_and_another_name_asked_for(
    error: OSError, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    opening = os.open

    def refuse(path: Path, *others: int) -> int:
        if Path(path).name == "closed.md":
            raise error
        return opening(path, *others)

    monkeypatch.setattr(os, "open", refuse)
    screens = report(["closed.md", "good.md", ""])
    assert f"Error: closed.md cannot be written: {said}" in screens[1]
    assert there() == ["good.md"]


# ---- going back and leaving


@in_every_way
def test_going_back_writes_nothing(way: str) -> None:
    do, lines = WAYS[way]
    for number in range(len(lines) - 1):
        for back in ("b", "back"):
            saving(do, typing([*lines[:number], back]))
            assert there() == []


@in_every_way
def test_leaving_and_the_end_of_the_input_write_nothing(way: str) -> None:
    do, lines = WAYS[way]
    for number in range(len(lines) - 1):
        for last in (["x"], []):
            with pytest.raises(Left):
                saving(do, typing([*lines[:number], *last]))
            assert there() == []


@in_every_way
def test_leaving_after_a_file_was_written_leaves_it_as_it_is(way: str) -> None:
    do, lines = WAYS[way]
    with pytest.raises(Left):
        saving(do, typing([*lines[:-1], "x"]))
    assert there() == ["new.md"]


@in_every_way
def test_help_leads_back_to_every_screen(way: str) -> None:
    do, lines = WAYS[way]
    for number in range(len(lines)):
        screens = saving(do, typing([*lines[:number], "h", "", *lines[number:]]))
        assert screens[number] == screens[number + 2]
        Path("new.md").unlink()


@pytest.mark.parametrize("nonsense", ["0", "4", "1 2", "maybe", "-1", "9" * 400])
@pytest.mark.parametrize("way", ["report of a couple", "answers of a couple", "page for a partner"])
def test_nonsense_at_a_choice_is_told_what_to_type(way: str, nonsense: str) -> None:
    do, lines = WAYS[way]
    screens = saving(do, typing([nonsense, *lines]))
    assert re.search(r"Error: Type (1 or 2|a number from 1 to 3)\.", screens[1])


@pytest.mark.parametrize(("typed", "is_put_in"), [("no", False), ("Yes", True), ("2.", True)])
def test_a_choice_can_be_typed_in_its_words(typed: str, is_put_in: bool) -> None:
    do, (_, *lines) = WAYS["answers of a couple"]
    saving(do, typing([typed, *lines]))
    given = read_kept(read_file(Path("new.md"), "new.md"), BANK).responses.keys()
    assert any(item.id in given for item in BANK.tracks[COUPLES].private) is is_put_in


# ---- deleting it again


@pytest.mark.parametrize("typed", ["d", "D", "delete"])
def test_what_was_just_written_can_be_deleted_again(typed: str) -> None:
    screens = report(["new.md", typed, ""])
    assert there() == []
    assert "It is deleted. A backup or a synced folder may still hold a copy." in screens[-1]
    assert "secur" not in screens[-1]


def replaced(how: str) -> None:
    """Puts something else in the place of what was just written."""
    written, path = Path("new.md").read_text(encoding="utf-8"), Path("new.md")
    path.unlink()
    if how == "other text":
        path.write_text("mine")
    elif how == "as much text":
        path.write_text(written[::-1], encoding="utf-8")
    elif how == "a link":
        Path("there.md").write_text(written, encoding="utf-8")
        path.symlink_to("there.md")
    elif how == "a folder":
        path.mkdir()
    elif how == "a pipe":
        os.mkfifo(path)
    elif how == "more text":
        path.write_text(f"{written}more", encoding="utf-8")


@pytest.mark.parametrize("how", ["other text", "as much text", "a link", "a folder", "a pipe", "more text"])
def test_what_was_put_in_its_place_is_not_deleted(how: str) -> None:
    coming = iter(["new.md", "d", ""])

    def reply(screen: str) -> str:
        if DONE in words(screen):
            replaced(how)
        return next(coming)

    screens = saving(lambda saving: saving.report(kept()), reply)
    assert "What is there now is not what was written, so it was left as it is." in screens[-1]
    assert "new.md" in there()


def test_deleting_what_is_gone_says_so() -> None:
    coming = iter(["new.md", "d", ""])

    def reply(screen: str) -> str:
        if DONE in words(screen):
            Path("new.md").unlink()
        return next(coming)

    assert "It was not there any more." in saving(lambda saving: saving.report(kept()), reply)[-1]


def test_a_file_that_cannot_be_deleted_ends_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_path: Path, missing_ok: bool = False) -> None:
        raise PermissionError(13, f"Permission denied {missing_ok}")

    monkeypatch.setattr(Path, "unlink", refuse)
    assert "It could not be deleted. It is there still." in report(["new.md", "d", ""])[-1]
    assert there() == ["new.md"]


# ---- what was only for you


@pytest.mark.parametrize("way", ["report of a couple", "answers of a couple"])
def test_what_is_private_is_put_in_only_after_a_yes(way: str) -> None:
    do, _ = WAYS[way]
    for typed, name in (("", "enter"), (LEFT_OUT, "no"), (PUT_IN, "yes")):
        screens = saving(do, typing([typed, name, ""]))
        assert PRIVATE in screens[0]
        assert "share what one partner tells them with both" in screens[0]
        assert "1 No, leave them out 2 Yes, put them in" in screens[0]
        assert "press Enter for 1." in screens[0]
    enter, no, yes = (Path(name).read_text(encoding="utf-8") for name in ("enter", "no", "yes"))
    assert enter == no
    assert no != yes
    if way == "answers of a couple":
        private = {item.id for item in BANK.tracks[COUPLES].items if item.private}
        given = {name: read_kept(read_file(Path(name), name), BANK).responses.keys() for name in ("no", "yes")}
        assert given["no"] == given["yes"] - private
        assert given["yes"] & private


def test_where_nothing_is_private_nothing_is_asked_about_it_and_for_a_therapist_never() -> None:
    for way in ("report", "answers", "page for a therapist"):
        do, lines = WAYS[way]
        assert not any(PRIVATE in screen for screen in saving(do, typing(lines)))
        Path("new.md").unlink()


def test_each_question_about_what_is_private_says_which_file_it_is_about() -> None:
    asked = [saving(WAYS[way][0], typing(["b"]))[0] for way in ("report of a couple", "answers of a couple")]
    assert [screen.partition(" Some")[0] for screen in asked] == ["A report for you", "Your answers"]


# ---- the page for a partner


def partner_page(lines: Sequence[str]) -> list[str]:
    return saving(WAYS["page for a partner"][0], typing(lines))


@pytest.mark.parametrize("typed", ["1", "2", "b"])
def test_only_no_goes_on_to_a_page_for_a_partner(typed: str) -> None:
    screens = partner_page([typed, ""] if typed != "b" else [typed])
    assert SAFE in screens[0]
    assert there() == []
    if typed != "b":
        assert "Nothing was written. Type h to see who you can talk to." in screens[1]


def test_there_is_no_answer_for_enter_to_whether_anything_bad_would_happen() -> None:
    assert "Error: Type a number from 1 to 3." in partner_page(["", "1", ""])[1]


@pytest.mark.parametrize(
    ("typed", "picked"),
    [("", ()), ("1", (0,)), ("2 1", (1, 0)), ("3,1 3", (2, 0))],
)
def test_a_page_for_a_partner_holds_the_wishes_that_were_picked_and_what_it_always_says(
    typed: str, picked: tuple[int, ...]
) -> None:
    screens = partner_page(["3", typed, "new.md", ""])
    assert all(words(wish) in screens[1] for wish in WISHES)
    page = words(Path("new.md").read_text(encoding="utf-8"))
    assert [page.index(words(WISHES[number])) for number in picked] == sorted(
        page.index(words(wish)) for wish in WISHES if words(wish) in page
    )
    assert PARTNERS is not None
    assert page.count(words(PARTNERS.question)) == 1
    assert not any(words(reason.name) in page for reason in BANK.tracks[COUPLES].reasons)


@pytest.mark.parametrize("typed", ["0", "99", "all", ",", ".", "1 99"])
def test_nonsense_is_no_choice_of_wishes(typed: str) -> None:
    screens = partner_page(["3", typed, "b"])
    assert f"Error: Type numbers from 1 to {len(WISHES)}." in screens[2]
    assert there() == []


# ---- folders that others may see


@pytest.mark.parametrize("folder", ["Desktop", "Dropbox", "hidden"])
def test_writing_where_others_may_see_it_is_asked_about_first(folder: str) -> None:
    Path("Desktop").mkdir()
    Path("Dropbox").mkdir()
    Path("hidden").symlink_to("Desktop", target_is_directory=True)
    for back in ("1", "b"):
        screens = report([f"{folder}/a.md", back, "b"])
        assert SEEN in screens[1]
        assert f"That lies in {folder.replace('hidden', 'Desktop')}." in screens[1]
        assert NAME in screens[2]
    assert there() == ["Desktop", "Dropbox", "hidden"]
    assert list(Path().glob("*/*")) == []
    screens = report([f"{folder}/a.md", "2", ""])
    assert Path(folder, "a.md").is_file()


def test_the_name_for_enter_is_asked_about_too_where_others_may_see_it(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (here / "Documents").mkdir()
    monkeypatch.chdir(here / "Documents")
    assert "That lies in Documents." in report(["", "2", ""])[1]
    assert there() == ["notes.md"]


# ---- files that were asked for before the quiz began


def finish(lines: Sequence[str], track: TrackId = INDIVIDUAL, *, times: int = 1) -> tuple[list[bool], list[str]]:
    """Finishes so often with two files asked for; returns whether that was the end each time, and the screens."""
    ends: list[bool] = []

    def finishing(saving: Saving) -> None:
        for _ in range(times):
            ends.append(saving.write_targets(kept(track)))

    return ends, saving(finishing, typing(lines), Targets(report=Path("asked.md"), keep=Path("asked.yaml")))


def test_finishing_writes_the_files_that_were_asked_for() -> None:
    ends, screens = finish(["", ""])
    assert ends == [True]
    assert there() == ["asked.md", "asked.yaml"]
    assert not any(NAME in screen for screen in screens)


@pytest.mark.parametrize("taken", ["asked.md", "asked.yaml"])
def test_where_one_cannot_be_written_another_name_is_asked_for_and_the_other_is_written_all_the_same(
    taken: str,
) -> None:
    Path(taken).write_text("mine")
    lines = ["other", "", ""] if taken == "asked.md" else ["", "other", ""]
    ends, screens = finish(lines)
    assert ends == [True]
    assert there() == ["asked.md", "asked.yaml", "other"]
    assert Path(taken).read_text() == "mine"
    assert any(f"Error: {taken} is there already." in screen for screen in screens)


def test_going_back_while_finishing_ends_nothing_and_what_was_written_is_not_written_again() -> None:
    Path("asked.yaml").write_text("mine")
    ends, screens = finish(["", "b", "other.yaml", ""], times=2)
    assert ends == [False, True]
    assert there() == ["asked.md", "asked.yaml", "other.yaml"]
    assert sum(DONE in screen for screen in screens) == 2


def test_going_back_from_what_is_private_while_finishing_ends_nothing() -> None:
    ends, _ = finish(["b", "1", "", "b", "2", ""], COUPLES, times=3)
    assert ends == [False, False, True]
    assert there() == ["asked.md", "asked.yaml"]


def test_what_was_written_and_deleted_again_is_not_written_again() -> None:
    ends, _ = finish(["d", "", "", ""], times=2)
    assert ends == [True, True]
    assert there() == ["asked.yaml"]


@pytest.mark.usefixtures("_full_disk")
def test_a_disk_that_is_full_at_the_end_loses_nothing() -> None:
    ends, screens = finish(["still_full", "b"])
    assert ends == [False]
    assert sum("Nothing of it is left." in screen for screen in screens) == 2
    assert there() == []
    room()
    assert finish(["", ""])[0] == [True]
    assert there() == ["asked.md", "asked.yaml"]


def test_a_file_asked_for_where_others_may_see_it_is_warned_about_once_before_the_first_question() -> None:
    Path("Downloads").mkdir()
    person = Person(track=INDIVIDUAL, menu=[("finish", "")])
    _, window, _ = command(person, "quiz", "--track", "individual", "--report", "Downloads/a.md")
    warned = [number for number, screen in enumerate(window.screens) if SEEN in words(screen)]
    assert warned == [1]
    assert "You asked for the file Downloads/a.md." in words(window.screens[1])
    assert Path("Downloads/a.md").is_file()


@pytest.mark.parametrize("way_out", ["x", None])
def test_leaving_early_writes_nothing_that_was_asked_for(way_out: str | None) -> None:
    for places in (5, 25):
        lines = iter([Person(track=INDIVIDUAL)] * places)

        def reply(screen: str, lines: Iterator[Person] = lines) -> str | None:
            person = next(lines, None)
            return person(screen) if person else way_out

        code, window, _ = command(reply, "quiz", "--track", "individual", "--report", "a.md", "--keep", "a.yaml")
        assert code == 0
        assert len(window.screens) == places + 1
        assert there() == []


def test_finishing_can_be_taken_back_to_the_menu() -> None:
    person = Person(menu=[("finish", "b"), ("keep", LEFT_OUT, "b"), ("finish", "1", "")])
    code, window, _ = command(person, "quiz", "--track", "couples", "--report", "a.md")
    assert code == 0
    assert sum(MENU in words(screen) for screen in window.screens) == 3
    assert there() == ["a.md"]


# ---- windows


@pytest.mark.parametrize("plain", [False, True], ids=["full", "plain"])
@in_every_way
def test_a_plain_window_writes_the_same(way: str, plain: bool) -> None:
    do, lines = WAYS[way]
    saving(do, typing(lines))
    expected = Path("new.md").read_bytes()
    Path("new.md").unlink()
    saving(do, typing(lines), plain=plain)
    assert Path("new.md").read_bytes() == expected


@pytest.mark.sampled(5)
@pytest.mark.parametrize(("columns", "lines"), [(40, 10), (80, 24)])
@in_every_way
def test_no_line_leaves_a_small_window_unread_and_its_enter_for_more_writes_nothing(
    way: str, columns: int, lines: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.setenv("LINES", str(lines))
    do, typed = WAYS[way]
    coming = iter(["./", "there.md", *typed[-2:]])
    first = iter(typed[:-2])
    Path("there.md").write_text("mine")

    def reply(screen: str) -> str:
        shown = words(screen)
        if "Press Enter for more." in shown:
            assert there() == ["there.md"] or DONE in "".join(map(words, window.screens))
            return ""
        return next(first, None) or next(coming)

    window = Window(reply, columns, lines)
    with Terminal(plain=False, stdin=window, stdout=window) as terminal:
        do(Saving(BANK, Talk(terminal, None), NO_TARGETS, "", show_working=False))
    assert not any(window.lost)
    assert there() == ["new.md", "there.md"]
    assert any("is there already" in words(screen) for screen in window.screens)


# ---- in a pseudo-terminal

QUIZ = (*PROGRAM, "quiz")


def to_the_menu(screen: Screen) -> None:
    """Skips everything, and goes to the menu."""
    screen.see("Which therapy is this about?")
    screen.type_slowly(START)
    for _ in range(80):
        screen.until(lambda came: came.endswith(("Your answer:", "x leave.", "Press Enter for more.")))
        shown = words(screen.since())
        if "10 Finish" in shown:
            return
        screen.type("t\n" if "t take along" in shown else "\n" if "Press Enter" in shown else "s\n")
    raise AssertionError(f"there is no menu, and it shows:\n{screen.display()}")


@pytest.mark.slow
def test_ctrl_c_in_the_middle_of_a_name_leaves_nothing(here: Path) -> None:
    screen = Screen([*QUIZ, "--length", "quick"], 80, 24, here)
    to_the_menu(screen)
    screen.type("6\n")
    screen.see(NAME)
    screen.type("half a na")
    screen.type(b"\x03")
    assert screen.status() == 0
    assert there() == []
    assert screen.raw.endswith(put_back().encode())
    assert b"Traceback" not in screen.raw


@pytest.mark.slow
def test_a_report_is_written_and_deleted_in_a_small_plain_window(here: Path) -> None:
    screen = Screen([*QUIZ, "--plain", "--keep", "kept.yaml"], 40, 10, here)
    to_the_menu(screen)
    screen.type("6\n")
    screen.see(NAME)
    screen.type("report.html\n")
    screen.see(DONE)
    assert there() == ["report.html"]
    screen.type("d\n")
    screen.see("It is deleted.")
    screen.type("\n10\n")
    screen.see("What now?", DONE)
    assert there() == ["kept.yaml"]
    screen.type("\n")
    assert screen.status() == 0
    assert ESCAPE.search(screen.raw.decode()) is None
