"""run.py: sets up once, says what to do when that does not work, and refuses an old Python in a sentence."""

import ast
import os
import runpy
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

RUN = Path(__file__).parent.parent / "run.py"
Command = Sequence[str]


class Checkout:
    """A checkout with nothing set up: run.py in a folder of its own, whose commands are noted and not run."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        folder.mkdir()
        (folder / "run.py").write_bytes(RUN.read_bytes())
        (folder / "pyproject.toml").write_text("[project]\n")
        (folder / "locked.txt").write_text("typer==0.26.0\n")
        self.folder = folder
        self.ran: list[list[str]] = []
        self.ended: list[list[str]] = []
        self.failing = ""
        self.raising: type[BaseException] | None = None
        self._patch = monkeypatch
        monkeypatch.setattr(subprocess, "run", self._run)
        monkeypatch.setattr(os, "execv", self._take_its_place)

    def main(self, *words: str) -> int:
        """Runs run.py; returns its exit code, 0 where a command took its place."""
        self._patch.setattr(sys, "argv", ["run.py", *words])
        self._patch.chdir(self.folder.parent)
        with pytest.raises(SystemExit) as stopped:
            runpy.run_path(str(self.folder / "run.py"), run_name="__main__")
        assert isinstance(stopped.value.code, int)
        return stopped.value.code

    def installed(self) -> list[str]:
        """Returns what was installed, in order."""
        return [command[-1] for command in self.ran if "install" in command]

    def _take_its_place(self, _path: str, command: Command) -> None:
        self.ended.append(list(command))
        raise SystemExit(0)

    def _run(self, command: Command, *, check: bool, **_others: Any) -> "subprocess.CompletedProcess[str]":
        self.ran.append([str(word) for word in command])
        if self.raising:
            raise self.raising
        failed = bool(self.failing) and self.failing in command
        if failed and check:
            raise subprocess.CalledProcessError(1, command)
        if "venv" in command:
            python = Path(command[-1]) / "bin" / "python"
            python.parent.mkdir(parents=True)
            python.touch()
        return subprocess.CompletedProcess(command, int(failed))


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Checkout:
    """Makes a checkout with nothing set up."""
    return Checkout(tmp_path / "checkout", monkeypatch)


def test_the_first_run_sets_up_and_the_second_does_not(checkout: Checkout, capsys: pytest.CaptureFixture[str]) -> None:
    assert checkout.main("quiz", "--plain") == 0
    assert checkout.installed() == [str(checkout.folder)]
    assert "Setting up in" in capsys.readouterr().err
    before = len(checkout.ran)
    assert checkout.main("quiz") == 0
    assert len(checkout.ran) == before
    assert capsys.readouterr() == ("", "")
    python = str(checkout.folder / ".venv" / "bin" / "python")
    assert checkout.ended == [
        [python, "-P", "-m", "stuckpoint", "quiz", "--plain"],
        [python, "-P", "-m", "stuckpoint", "quiz"],
    ]


def test_the_first_run_compiles_the_modules_so_that_none_of_the_next_has_to(checkout: Checkout) -> None:
    checkout.main("quiz")
    compiled = [command for command in checkout.ran if "compileall" in command]
    assert [command[-1] for command in compiled] == [str(checkout.folder / "stuckpoint")]
    checkout.main("quiz")
    assert len([command for command in checkout.ran if "compileall" in command]) == 1


def test_the_quiz_does_not_wait_for_what_only_the_tests_need(checkout: Checkout) -> None:
    checkout.main("quiz")
    checkout.main("test", "-x")
    locked = str(checkout.folder / "locked.txt")
    assert checkout.installed() == [str(checkout.folder), locked, str(checkout.folder)]
    assert checkout.ended[-1][1:] == ["-m", "pytest", "-x"]
    checkout.main("quiz")
    checkout.main("test")
    assert len(checkout.installed()) == 3


def test_the_tests_take_the_versions_that_are_locked_and_nothing_else(checkout: Checkout) -> None:
    checkout.main("test")
    locked, project = (command for command in checkout.ran if "install" in command)
    assert locked[-3:] == ["--require-hashes", "-r", str(checkout.folder / "locked.txt")]
    assert project[-4:] == ["--no-deps", "--no-build-isolation", "-e", str(checkout.folder)]


def test_the_quick_tests_run_on_all_cores_and_say_how_to_run_the_rest(
    checkout: Checkout, capsys: pytest.CaptureFixture[str]
) -> None:
    checkout.main("test")
    assert checkout.ended[-1][1:] == [
        "-m",
        "pytest",
        "-n",
        "auto",
        "--dist",
        "loadgroup",
        "--no-loadscope-reorder",
        "-m",
        "not slow",
    ]
    assert "python3 run.py test --all" in capsys.readouterr().err
    checkout.main("test", "--all")
    assert checkout.ended[-1][-4:] == ["--hypothesis-profile", "promised", "--durations", "25"]


def test_without_a_word_it_shows_the_help(checkout: Checkout) -> None:
    checkout.main()
    assert checkout.ended[-1][-3:] == ["-m", "stuckpoint", "--help"]


def test_the_quiz_runs_in_the_folder_one_stands_in_and_the_tests_in_the_checkout(checkout: Checkout) -> None:
    checkout.main("quiz")
    assert Path.cwd() == checkout.folder.parent
    checkout.main("test")
    assert Path.cwd() == checkout.folder


def test_in_a_folder_that_is_gone_the_command_says_so_itself(
    checkout: Checkout, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*_: object) -> Path:
        raise FileNotFoundError(2, "No such file or directory")

    monkeypatch.setattr(Path, "cwd", gone)
    checkout.main("check", ".")
    assert checkout.ended[-1][-2:] == ["check", "."]


@pytest.mark.parametrize("command", ["quiz", "test"])
@pytest.mark.parametrize("changed", ["pyproject.toml", "locked.txt"])
def test_other_requirements_set_up_anew(changed: str, command: str, checkout: Checkout) -> None:
    checkout.main(command)
    before = checkout.installed()
    (checkout.folder / changed).write_text("# other\n")
    checkout.main(command)
    assert checkout.installed() == before * 2


def test_a_checkout_that_was_moved_is_set_up_anew(checkout: Checkout) -> None:
    checkout.main("quiz")
    checkout.folder = checkout.folder.rename(checkout.folder.with_name("moved"))
    checkout.main("quiz")
    assert checkout.installed()[1:] == [str(checkout.folder)]


@pytest.mark.parametrize(("failing", "advice"), [("venv", "python3-venv"), ("install", "network")])
def test_a_failed_set_up_says_what_to_do_and_is_tried_again(
    failing: str, advice: str, checkout: Checkout, capsys: pytest.CaptureFixture[str]
) -> None:
    checkout.failing = failing
    assert checkout.main("quiz") == 1
    said = capsys.readouterr().err
    assert advice in said
    assert "Traceback" not in said
    assert checkout.ended == []
    checkout.failing = ""
    assert checkout.main("quiz") == 0
    assert checkout.ended


def test_an_environment_left_half_made_is_made_anew(checkout: Checkout) -> None:
    left = checkout.folder / ".venv" / "bin" / "python"
    left.parent.mkdir(parents=True)
    left.touch()
    checkout.failing = "pip"
    assert checkout.main("quiz") == 1
    assert any("venv" in command for command in checkout.ran)


def test_stopping_the_set_up_is_no_fault(checkout: Checkout, capsys: pytest.CaptureFixture[str]) -> None:
    checkout.raising = KeyboardInterrupt
    assert checkout.main("quiz") == 1
    assert "Run it again" in capsys.readouterr().err


@pytest.mark.parametrize("fault", [PermissionError, FileNotFoundError])
def test_a_folder_that_cannot_be_written_is_said_in_a_sentence(
    fault: type[OSError], checkout: Checkout, capsys: pytest.CaptureFixture[str]
) -> None:
    checkout.raising = fault
    assert checkout.main("quiz") == 1
    assert "Setting up" in capsys.readouterr().err


def test_an_old_python_is_refused_in_a_sentence() -> None:
    code = f"""
import sys
sys.version_info, sys.version = (3, 10, 4, "final", 0), "3.10.4 (main)"
sys.path.insert(0, {str(RUN.parent)!r})
import run
sys.exit(run.main())
"""
    done = subprocess.run([sys.executable, "-c", code, "quiz"], capture_output=True, text=True, timeout=20, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "stuckpoint needs Python 3.11 or later, and this is 3.10.4.\n"


def test_an_old_python_gets_as_far_as_that_sentence() -> None:
    text = RUN.read_text(encoding="utf-8")
    tree = ast.parse(text, feature_version=(3, 7))
    if any(isinstance(node, ast.ImportFrom) and node.module == "__future__" for node in tree.body):
        return  # annotations are not looked at then
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef):
            annotations = [function.returns, *(argument.annotation for argument in function.args.args)]
            for node in filter(None, annotations):
                assert isinstance(node, ast.Name | ast.Constant), f"line {node.lineno}: {ast.unparse(node)}"
