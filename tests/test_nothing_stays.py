"""Every command, watched by an audit hook: no network, no other program, no file written but the one that was named."""

import json
import os
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

    from stuckpoint.cli import main
    import stuckpoint.quiz
    sys.addaudithook(watch)
    code = main(sys.argv[2:])
    found = list(seen)
    with open(sys.argv[1], "w") as out:
        json.dump([int(code), found], out)
    """
)
_ANSWERS = "stuckpoint: 1\ntrack: couples\nresponses: {open_in_the_room: [who_we_are], swing_between: [often]}\n"
# To the end of a run: the welcome, a track, safe to answer, nothing on safety, everything else once, finish.
_TYPED = "\n2\n\n1\n" + "3\n" * 8 + "9\n\n" + "1\n" * 60 + "m\n6\n"


def watched(folder: Path, *arguments: str, typed: str = "") -> tuple[int, list[list[str]]]:
    """Runs a command in an empty folder that is also its home; returns its exit code and all that was seen."""
    home = folder / "home"
    home.mkdir()
    report = folder / "report.json"
    env = {**os.environ, "HOME": str(home), "XDG_CONFIG_HOME": str(home), "XDG_CACHE_HOME": str(home)}
    command = [sys.executable, "-B", "-c", _WATCHED, str(report), *arguments]
    subprocess.run(command, input=typed, capture_output=True, text=True, timeout=60, check=True, cwd=home, env=env)
    assert list(home.iterdir()) == []
    code, seen = json.loads(report.read_text(encoding="utf-8"))
    return code, seen


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
        ["score", "$FILE", "--format", "json"],
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
    assert code == ("nowhere.yaml" in command)
    assert seen == []


@pytest.mark.parametrize("options", [[], ["--plain"], ["--country", "GB"]], ids=" ".join)
def test_a_whole_run_opens_no_connection_starts_no_program_and_writes_nothing(
    options: list[str], tmp_path: Path
) -> None:
    assert watched(tmp_path, "quiz", *options, typed=_TYPED) == (0, [])


def test_only_the_file_that_was_named_is_written(tmp_path: Path) -> None:
    file, out = tmp_path / "answers.yaml", tmp_path / "out.txt"
    file.write_text(_ANSWERS, encoding="utf-8")
    code, seen = watched(tmp_path, "score", str(file), "-o", str(out))
    assert code == 0
    assert seen == [["open", str(out)]]


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
