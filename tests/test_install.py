"""The program as it is installed: from a wheel, in an environment of its own, far from the checkout."""

import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tomllib
import venv
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path

import pytest

from stuckpoint import __version__
from stuckpoint.bank import TrackId
from stuckpoint.loading import open_bank

# One environment serves all.
pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("install")]

ROOT = Path(__file__).parent.parent
PARTS = ("stuckpoint", "questions", "pyproject.toml", "README.md", "LICENSE")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
PROOF = "installed from the wheel"


def run(*command: object, folder: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    """Runs a command in a folder, with no way to import from the checkout."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    words = [str(word) for word in command]
    return subprocess.run(
        words, cwd=folder, env={**env, **settings}, capture_output=True, text=True, timeout=60, check=True
    )


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Builds the wheel from a copy of the project, installs it and returns the Python that has it.

    The copy's bank gives itself another version, so that the tests can tell it from the checkout's.
    """
    folder = tmp_path_factory.mktemp("install")
    project = folder / "project"
    project.mkdir()
    for part in filter(Path.exists, (ROOT / name for name in PARTS)):
        copy = shutil.copytree if part.is_dir() else shutil.copy
        copy(part, project / part.name)
    bank = project / "questions" / "reasons" / "fit.yaml"
    bank.write_text(bank.read_text(encoding="utf-8").replace("\nname: ", f"\nname: {PROOF}, ", 1), encoding="utf-8")
    pip = (sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check")
    isolation = ["--no-build-isolation"] if find_spec("setuptools") else []  # saves a download
    run(*pip, "wheel", "--no-deps", *isolation, "--wheel-dir", folder, project, folder=folder)
    (wheel,) = folder.glob("*.whl")
    venv.create(folder / "venv", symlinks=os.name != "nt")
    here = folder / "venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    run(*pip, "--python", here, "install", "--no-deps", "--no-index", wheel, folder=folder)
    # What it depends on is borrowed from this environment, below its own packages and without the checkout.
    borrowed = folder / "borrowed"
    borrowed.mkdir()
    for path in Path(sysconfig.get_path("purelib")).iterdir():
        if "stuckpoint" not in path.name and path.suffix != ".pth":
            (borrowed / path.name).symlink_to(path)
    (site,) = run(here, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", folder=folder).stdout.split()
    (Path(site) / "borrowed.pth").write_text(f"{borrowed}\n")
    return here


def test_scores_come_from_the_bank_inside_the_wheel(python: Path, tmp_path: Path) -> None:
    (tmp_path / "answers.yaml").write_text("stuckpoint: 1\ntrack: individual\nresponses: {felt_understood: [never]}\n")
    command = python.with_name("stuckpoint")
    found = json.loads(run(command, "score", "answers.yaml", "--format", "json", folder=tmp_path).stdout)
    names = {one["reason"]: one["name"] for one in found["findings"]}
    expected = {reason.id: reason.name for reason in open_bank().tracks[TrackId("individual")].reasons}
    assert names.pop("fit") == f"{PROOF}, {expected.pop(next(iter(expected)))}"
    assert names == {str(id): name for id, name in expected.items()}


def test_a_bank_in_the_current_folder_is_ignored(python: Path, tmp_path: Path) -> None:
    for name in ("bank.yaml", "questions/bank.yaml", "stuckpoint/questions/bank.yaml", "reasons/fit.yaml"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("this: is planted\n")
    assert PROOF in run(python.with_name("stuckpoint"), "reasons", folder=tmp_path).stdout
    assert PROOF in run(python, "-P", "-m", "stuckpoint", "reasons", folder=tmp_path, HOME=str(tmp_path)).stdout


def test_the_module_runs_and_tells_its_version(python: Path, tmp_path: Path) -> None:
    assert run(python, "-m", "stuckpoint", "--version", folder=tmp_path).stdout == f"stuckpoint {__version__}\n"
    assert run(python.with_name("stuckpoint"), "--version", folder=tmp_path).stdout == f"stuckpoint {__version__}\n"


def test_the_wheel_holds_the_package_and_every_file_of_the_bank_and_nothing_else(python: Path, tmp_path: Path) -> None:
    code = "import importlib.metadata as m; print(*m.files('stuckpoint'), sep='\\n')"
    files = {Path(name) for name in run(python, "-c", code, folder=tmp_path).stdout.split()}
    held = {path for path in files if path.parts[0] == "stuckpoint" and "__pycache__" not in path.parts}
    modules = {
        path.relative_to(ROOT)
        for path in (ROOT / "stuckpoint").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    bank = {
        Path("stuckpoint/questions") / path.relative_to(ROOT / "questions")
        for path in (ROOT / "questions").rglob("*")
        if path.suffix in (".yaml", ".json", ".tsv", ".py")
    }
    assert held == modules | bank
    assert not any(path.parts[0] in ("tests", "questions", "docs", "benchmarks") for path in files)


def test_the_oldest_packages_that_are_tested_are_the_oldest_that_may_be_installed() -> None:
    oldest = (ROOT / "tests" / "oldest.txt").read_text()
    assert versions(oldest.splitlines(), "==") == versions(PROJECT["dependencies"], ">=")


def test_a_version_is_locked_of_all_that_the_tests_need() -> None:
    locked = versions((ROOT / "locked.txt").read_text().splitlines(), "==")
    needed = versions([*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["dev"]], ">=")
    assert [name for name, lowest in needed.items() if locked.get(name, [-1]) < lowest] == []


def test_what_is_locked_is_known_by_its_hash_and_may_come_from_anywhere() -> None:
    text = (ROOT / "locked.txt").read_text()
    packages = re.split(r"^(?=[a-z])", text, flags=re.MULTILINE)[1:]
    assert len(packages) == len(versions(text.splitlines(), "=="))
    assert all("--hash=sha256:" in package for package in packages)
    assert "://" not in text
    assert not re.search(r"^-", text, flags=re.MULTILINE)


def versions(lines: Iterable[str], sign: str) -> dict[str, list[int]]:
    """Returns the version that each line names after a sign, by the name of its package as installers compare it."""
    found = re.findall(rf"^([\w-]+){sign}([\d.]+\d)", "\n".join(lines), flags=re.MULTILINE)
    return {name.lower().replace("_", "-"): parts(version) for name, version in found}


def parts(version: str) -> list[int]:
    """Returns the numbers of a version, without zeros at the end."""
    numbers = [int(number) for number in version.split(".")]
    while numbers[-1] == 0:
        numbers.pop()
    return numbers
