"""Files that are asked for, and what happens while they are written. A new report is a new row."""

import os
import shutil
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from screens import Screen
from ways_out import reach

ENDING = [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT]
PACKAGE = Path(__file__).parents[2].joinpath("stuckpoint")
_KEPT = "stuckpoint: 1\ntrack: individual\nresponses: {felt_understood: [often]}\n"
# Sends a signal right after the file is made, or in the middle of what is written to it.
_INTERRUPTED = """
    import os, signal, sys
    sys.path.insert(0, {folder!r})
    number, when = int(sys.argv[1]), sys.argv[2]
    made, opened = os.open, os.fdopen
    def make(path, flags, *others):
        handle = made(path, flags, *others)
        if flags & os.O_CREAT and when == "made":
            os.kill(os.getpid(), number)
        return handle
    class Writing:
        def __init__(self, handle, mode): self.file = opened(handle, mode)
        def __enter__(self): return self
        def __exit__(self, *_): self.file.close()
        def write(self, data):
            self.file.write(data[:10])
            self.file.flush()
            os.kill(os.getpid(), number)
            self.file.write(data[10:])
    os.open = make
    if when == "written":
        os.fdopen = lambda handle, mode, **more: (Writing if "w" in mode else opened)(handle, mode, **more)
    from stuckpoint.cli.main import main
    sys.exit(main(sys.argv[3:]))
"""


def interrupted(folder: Path, number: int, when: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Runs a command that a signal ends at its most awkward moment."""
    code = textwrap.dedent(_INTERRUPTED.format(folder=str(PACKAGE.parent)))
    command = [sys.executable, "-c", code, str(number), when, *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=60, check=False)


@pytest.mark.slow
@pytest.mark.parametrize("when", ["made", "written"])
@pytest.mark.parametrize("number", ENDING)
def test_a_command_that_is_ended_while_it_writes_leaves_no_file(number: int, when: str, tmp_path: Path) -> None:
    (tmp_path / "kept.yaml").write_text(_KEPT)
    done = interrupted(tmp_path, number, when, "score", "kept.yaml", "-o", "out.md")
    assert done.returncode == (130 if number == signal.SIGINT else -number)
    assert [path.name for path in tmp_path.iterdir()] == ["kept.yaml"]


@pytest.mark.slow
def test_a_signal_that_is_ignored_takes_no_file_away(tmp_path: Path) -> None:
    (tmp_path / "kept.yaml").write_text(_KEPT)
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)  # as after nohup; what is started here takes it over
    try:
        done = interrupted(tmp_path, signal.SIGHUP, "written", "score", "kept.yaml", "-o", "out.md")
    finally:
        signal.signal(signal.SIGHUP, before)
    assert done.returncode == 0
    assert (tmp_path / "out.md").read_text()


# A signal that comes when the file is there, and the screen that names it is not.
_BEFORE_IT_IS_NAMED = """
    import os, signal, sys
    from stuckpoint.cli.main import main
    import stuckpoint.quiz.saving as saving
    write = saving.write_new
    def write_and_end(*both):
        write(*both)
        os.kill(os.getpid(), signal.SIGTERM)
    saving.write_new = write_and_end
    sys.exit(main(["quiz"]))
"""


@pytest.mark.slow
def test_the_quiz_leaves_no_file_that_it_did_not_name(tmp_path: Path) -> None:
    screen = Screen([sys.executable, "-P", "-c", textwrap.dedent(_BEFORE_IT_IS_NAMED)], 80, 24, tmp_path)
    reach("the menu", screen)
    screen.type("6\n")
    screen.see("What shall it be called?", "Your answer:")
    screen.type("notes.md\n")
    assert screen.status() == 0
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize("command", [["schema"], ["score", "kept.yaml", "--format", "json"], ["reasons", "--all"]])
def test_what_is_cut_short_by_a_full_disk_is_not_called_done(
    command: list[str], unbuffered: str, tmp_path: Path
) -> None:
    (tmp_path / "kept.yaml").write_text(_KEPT)
    done = subprocess.run(
        ["sh", "-c", 'ulimit -f 1; "$@" > out', "sh", sys.executable, "-m", "stuckpoint", *command],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        cwd=tmp_path,
        env={**os.environ, "PYTHONUNBUFFERED": unbuffered, "PYTHONPATH": str(PACKAGE.parent)},
    )
    assert (done.returncode, done.stderr) == (1, "The output could not be written: file too large.\n")


@pytest.mark.slow
@pytest.mark.parametrize("start", [["-m", "stuckpoint"], ["-c", "from stuckpoint.__main__ import main; main()"]])
@pytest.mark.parametrize("command", [["quiz"], ["score", "-"], ["check"]], ids=" ".join)
def test_a_run_compiles_nothing_beside_its_source(command: list[str], start: list[str], tmp_path: Path) -> None:
    root = tmp_path / "checkout"
    shutil.copytree(PACKAGE, root / "stuckpoint", ignore=shutil.ignore_patterns("__pycache__"))
    (root / "questions").symlink_to(PACKAGE.with_name("questions"))
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    subprocess.run(
        [sys.executable, *start, *command],
        input="",
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        cwd=root,
        env=env,
    )
    made = {path.name.partition(".")[0] for path in root.rglob("*.pyc")}
    assert made <= {"__init__", "__main__"}  # read before the first line of the program
    assert len([*root.rglob("*.pyc")]) <= 2
