"""Runs stuckpoint from a checkout, and sets up what it needs in this folder first.

    python3 run.py quiz     the quiz, or any other command of stuckpoint
    python3 run.py test     the quick tests, with the versions in locked.txt; more words go to pytest instead
    python3 run.py test --all    every test, and every property with 500 examples

All set-up goes into the folder .venv beside this file; a second run finds it there. Needs Python 3.11 or
later and, the first time, a way to download packages.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

OLDEST = (3, 11)
HERE = Path(__file__).resolve().parent
VENV = HERE / ".venv"
NEEDS, LOCKED = HERE / "pyproject.toml", HERE / "locked.txt"


def main() -> int:
    """Sets up what the command needs and runs it; returns its exit code."""
    if sys.version_info < OLDEST:
        print("stuckpoint needs Python 3.11 or later, and this is " + sys.version.split()[0] + ".", file=sys.stderr)
        return 1
    words = sys.argv[1:] or ["--help"]
    testing = words[0] == "test"
    try:
        problem = set_up(testing)
    except KeyboardInterrupt:
        problem = "Stopped. Run it again to go on setting up."
    if problem:
        print(problem, file=sys.stderr)
        return 1
    if testing:
        return run(["-m", "pytest", *which_tests(words[1:])], folder=HERE)
    return run(["-P", "-m", "stuckpoint", *words])  # -P: import nothing from the folder one stands in


def which_tests(words: "list[str]") -> "list[str]":
    """Returns what pytest is told: the quick tests on all cores, with --all every one of them, or else the words."""
    # Groups, and their order, are those of tests/conftest.py.
    on_all_cores = ["-n", "auto", "--dist", "loadgroup", "--no-loadscope-reorder"]
    if words == ["--all"]:
        return [*on_all_cores, "--hypothesis-profile", "promised", "--durations", "25"]
    if words:
        return words
    print("The quick tests. For every one, as they have to pass: python3 run.py test --all", file=sys.stderr)
    return [*on_all_cores, "-m", "not slow"]


def set_up(testing: bool) -> str:
    """Installs the project with what the quiz or the tests need, unless that was done before; returns what failed."""
    done = VENV / ("installed-dev" if testing else "installed-quiz")
    fingerprint = fingerprint_of(NEEDS.read_bytes() + LOCKED.read_bytes())
    # What the tests need includes what the quiz needs.
    for stamp in {done, VENV / "installed-dev"}:
        if stamp.exists() and stamp.read_text() == fingerprint:
            return ""
    print("Setting up in " + str(VENV) + " (the first time only, about a minute) ...", file=sys.stderr)
    try:
        if not python().exists() or not works(["-m", "pip", "--version"]):
            shutil.rmtree(VENV, ignore_errors=True)
            subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=True, stdout=subprocess.DEVNULL)
        if testing:
            install("--require-hashes", "-r", str(LOCKED))
            install("--no-deps", "--no-build-isolation", "-e", str(HERE))
        else:
            install("-e", str(HERE))
        # No installer compiles the modules of a checkout, and where Python may keep nothing, each start would.
        works(["-m", "compileall", "-q", str(HERE / "stuckpoint")])
        done.write_text(fingerprint)
    except OSError as error:
        return "Setting up in " + str(VENV) + " did not work: " + str(error.strerror or error) + "."
    except subprocess.CalledProcessError as error:
        what = "a virtual environment" if "venv" in error.cmd else "the packages"
        hint = (
            "On Debian and Ubuntu, install the package python3-venv."
            if "venv" in error.cmd
            else "Is there a network? Try again: nothing is lost."
        )
        return "Setting up " + what + " did not work. " + hint
    return ""


def install(*words: str) -> None:
    """Installs something into the virtual environment."""
    quietly = ["--quiet", "--disable-pip-version-check", "--no-warn-script-location"]
    subprocess.run([str(python()), "-m", "pip", "install", *quietly, *words], check=True)


def fingerprint_of(needs: bytes) -> str:
    """Returns what an installation depends on: what the project needs, this Python, and where the checkout lies."""
    return hashlib.sha256(needs + (sys.version + str(HERE)).encode()).hexdigest()


def python() -> Path:
    """Returns the Python of the virtual environment."""
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def works(words: "list[str]") -> bool:
    """Says whether the virtual environment's Python can run something."""
    return subprocess.run([str(python()), *words], capture_output=True, check=False).returncode == 0


def run(words: "list[str]", folder: "Path | None" = None) -> int:
    """Runs the virtual environment's Python, in place of this program where the system can."""
    command = [str(python()), *words]
    if os.name != "nt":
        if folder:
            os.chdir(folder)
        os.execv(command[0], command)  # so that signals and the terminal are the command's own
    return subprocess.run(command, cwd=folder, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
