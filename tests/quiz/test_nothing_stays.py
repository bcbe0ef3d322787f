"""Every command, watched by an audit hook: no network, no other program, no file written but the one that was named."""

import json
import os
import stat
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

_WATCHED = textwrap.dedent(
    """
    import json, os, sys

    seen = []
    ignored = ("/dev/null", "/dev/tty")

    def watch(event, arguments):
        if event == "os.putenv" and arguments[0] == b"PYDANTIC_DISABLE_PLUGINS":
            return  # Typer 0.29 sets it while it reads options, so that pydantic loads nothing of anyone's
        family = event.split(".")[0]
        if family in ("socket", "subprocess", "ftplib", "smtplib", "http", "urllib", "webbrowser"):
            seen.append([event, str(arguments[:1])])
        elif event in ("os.system", "os.exec", "os.fork", "os.forkpty", "os.posix_spawn", "os.spawn", "pty.spawn"):
            seen.append([event, str(arguments[:1])])
        elif event in ("os.mkdir", "os.rename", "os.remove", "os.link", "os.symlink", "os.rmdir", "os.putenv"):
            seen.append([event, str(arguments[0])])
        elif event == "open":
            path, mode, flags = arguments
            writes = flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT) if isinstance(flags, int) else False
            if writes and not isinstance(path, int) and str(path) not in ignored:
                seen.append([event, str(path)])

    from stuckpoint.cli.main import main
    import stuckpoint.quiz.run
    sys.addaudithook(watch)
    code = main(sys.argv[2:])
    found = list(seen)
    with open(sys.argv[1], "w") as out:
        json.dump([int(code), found], out)
    """
)
_ANSWERS = "stuckpoint: 1\ntrack: couples\nresponses: {open_in_the_room: [who_we_are], swing_between: [often]}\n"
# To the menu: a track, safe to answer, nothing on safety, some answers, the rest skipped (in the list of
# answers a skip is only told what to type), results, and nothing to take along.
_ALONE = "1\n1\n7\n5\n10\n1\n" + "1\n" * 15 + "s\n" * 60 + "\n\nt\n\n"
_COUPLES = "2\n1\n10\n5\n10\n1\n" + "2\n" * 15 + "s\n" * 60 + "\n\nt\n\n"
# What the menus offer that writes nothing: to read, to choose, to print; and what ends it.
_READING = "2\n\n3\n\n5\n\n"
_PRINT_AND_FINISH = {"individual": "9\n10\n", "couples": "10\n11\n"}


def watched(folder: Path, *arguments: str, typed: str = "") -> tuple[int, list[list[str]]]:
    """Runs a command in an empty folder that is also its home; returns its exit code and all that was seen."""
    return watched_out(folder, *arguments, typed=typed)[:2]


def watched_out(folder: Path, *arguments: str, typed: str = "") -> tuple[int, list[list[str]], str]:
    """Runs a command likewise; returns its exit code, all that was seen and its output."""
    home = folder / "home"
    home.mkdir()
    report = folder / "report.json"
    env = {**os.environ, "HOME": str(home), "XDG_CONFIG_HOME": str(home), "XDG_CACHE_HOME": str(home)}
    command = [sys.executable, "-B", "-c", _WATCHED, str(report), *arguments]
    done = subprocess.run(
        command, input=typed, capture_output=True, text=True, timeout=60, check=True, cwd=home, env=env
    )
    assert list(home.iterdir()) == []
    code, seen = json.loads(report.read_text(encoding="utf-8"))
    return code, seen, done.stdout


@pytest.mark.sampled(1)
@pytest.mark.parametrize(
    "command",
    [
        ["--version"],
        ["--help"],
        ["reasons"],
        ["reasons", "--all", "--track", "couples"],
        ["what-now"],
        ["support"],
        ["support", "--country", "IE"],
        ["score", "$FILE"],
        *[
            ["score", "$FILE", "--format", form, *options]
            for form in ("text", "json", "markdown", "html")
            for options in ([], ["--for", "therapist"], ["--show-working", "--date", "2026-11-22"])
        ],
        ["quiz", "--report", "$FILE"],
        ["quiz", "--keep", "nowhere/a.yaml"],
        ["quiz", "--date", "today"],
        ["score", "nowhere.yaml"],
        ["check"],
        ["check", "--strict", "--format", "json"],
        ["new-reason", "long_gaps"],
    ],
    ids=" ".join,
)
def test_a_command_opens_no_connection_starts_no_program_and_writes_nothing(command: list[str], tmp_path: Path) -> None:
    file = tmp_path / "answers.yaml"
    file.write_text(_ANSWERS, encoding="utf-8")
    code, seen = watched(tmp_path, *[part.replace("$FILE", str(file)) for part in command])
    wrong_usage, could_not = "today" in command, "quiz" in command or "nowhere.yaml" in command
    assert code == (2 if wrong_usage else could_not)
    assert seen == []


@pytest.mark.slow
@pytest.mark.parametrize("options", [[], ["--plain"], ["--country", "GB"]], ids=" ".join)
@pytest.mark.parametrize("track", _PRINT_AND_FINISH)
def test_a_whole_run_opens_no_connection_starts_no_program_and_writes_nothing(
    track: str, options: list[str], tmp_path: Path
) -> None:
    typed = (_ALONE if track == "individual" else _COUPLES) + _READING + _PRINT_AND_FINISH[track]
    code, seen, out = watched_out(tmp_path, "quiz", *options, typed=typed)
    assert (code, seen) == (0, [])
    assert out.count("What now?") == 5


@pytest.mark.slow
@pytest.mark.parametrize("form", ["text", "json", "markdown", "html"])
@pytest.mark.parametrize("reader", ["self", "therapist"])
def test_only_the_file_that_was_named_is_written(form: str, reader: str, tmp_path: Path) -> None:
    file, out = tmp_path / "answers.yaml", tmp_path / "out.txt"
    file.write_text(_ANSWERS, encoding="utf-8")
    code, seen = watched(tmp_path, "score", str(file), "--format", form, "--for", reader, "-o", str(out))
    assert code == 0
    assert seen == [["open", str(out)]]
    assert stat.S_IMODE(out.stat().st_mode) == 0o600


@pytest.mark.slow
@pytest.mark.parametrize(("to_the_menu", "private", "finish"), [(_ALONE, "", "10\n"), (_COUPLES, "2\n", "11\n")])
def test_a_run_writes_the_files_that_were_asked_for_before_it_and_no_other(
    to_the_menu: str, private: str, finish: str, tmp_path: Path
) -> None:
    report, kept = tmp_path / "report.html", tmp_path / "kept.yaml"
    typed = f"{to_the_menu}{finish}{private}\n{private}\n"
    code, seen = watched(tmp_path, "quiz", "--report", str(report), "--keep", str(kept), typed=typed)
    assert code == 0
    assert seen == [["open", str(report)], ["open", str(kept)]]
    assert {stat.S_IMODE(path.stat().st_mode) for path in (report, kept)} == {0o600}


def test_the_menu_writes_the_files_that_are_named_there_and_no_other(tmp_path: Path) -> None:
    names = [tmp_path / name for name in ("mine.md", "mine.html", "therapist.html", "partner.md", "kept.yaml")]
    mine, page, therapist, partner, kept = map(str, names)
    typed = f"6\n1\n{mine}\n\n6\n2\n{page}\n\n7\n{therapist}\n\n8\n3\n1 2\n{partner}\n\n9\n2\n{kept}\nd\n\n"
    code, seen = watched(tmp_path, "quiz", typed=f"{_COUPLES}{typed}11\n")
    assert code == 0
    assert seen == [*(["open", str(path)] for path in names), ["os.remove", kept]]
    assert [path.name for path in names if path.exists()] == [path.name for path in names[:-1]]
    assert {stat.S_IMODE(path.stat().st_mode) for path in names[:-1]} == {0o600}


@pytest.mark.slow
@pytest.mark.parametrize("ended_by", ["x\n", ""])
def test_leaving_early_writes_not_even_what_was_asked_for(ended_by: str, tmp_path: Path) -> None:
    for number, place in enumerate((_ALONE, f"{_ALONE}6\n")):
        folder = tmp_path / str(number)
        folder.mkdir()
        arguments = ("quiz", "--report", str(folder / "a.md"), "--keep", str(folder / "a.yaml"))
        assert watched(folder, *arguments, typed=f"{place}{ended_by}") == (0, [])


@pytest.mark.slow
@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("x\n", []),
        ("6\n$HERE/mine.md\n\nx\n", ["mine.md"]),
        ("6\n$HERE/mine.md\nx\n", ["mine.md"]),
        ("6\n$HERE/mine.md\nd\nx\n", ["mine.md"]),
        ("10\nx\n", ["a.md"]),
        ("10\n\nx\n", ["a.md", "a.yaml"]),
    ],
    ids=[
        "leaving the menu",
        "after one",
        "where it is said",
        "after deleting it",
        "after the first",
        "at the very end",
    ],
)
def test_that_no_file_was_written_is_said_where_it_is_true_and_nowhere_else(
    typed: str, written: list[str], tmp_path: Path
) -> None:
    arguments = ("quiz", "--report", str(tmp_path / "a.md"), "--keep", str(tmp_path / "a.yaml"))
    code, seen, out = watched_out(tmp_path, *arguments, typed=_ALONE + typed.replace("$HERE", str(tmp_path)))
    assert code == 0
    assert [Path(path).name for event, path in seen if event == "open"] == written
    assert out.endswith("\nNo file was written.\n") == (not written)
    assert out.count("No file was written.") == (not written)


@pytest.mark.slow
def test_the_watch_sees_what_it_is_there_for(tmp_path: Path) -> None:
    """A test that could not fail would prove nothing."""
    code = _WATCHED.replace(
        "code = main(sys.argv[2:])",
        "import socket; socket.socket().close(); open('left', 'w').close(); os.system('true'); code = 0",
    )
    home = tmp_path / "home"
    home.mkdir()
    command = [sys.executable, "-B", "-c", code, str(tmp_path / "report.json")]
    subprocess.run(command, timeout=60, check=True, cwd=home)
    _, seen = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert {event.split(".")[0] for event, _ in seen} == {"socket", "open", "os"}
