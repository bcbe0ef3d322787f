"""The shape of the house: the contracts of pyproject.toml hold, and each module says what it is for."""

import ast
import inspect
from pathlib import Path
from types import ModuleType

import pytest
from importlinter.cli import lint_imports

import stuckpoint
from stuckpoint import bank, engine

FOLDER = Path(stuckpoint.__file__).parent
TREES = {str(path.relative_to(FOLDER)): ast.parse(path.read_text(encoding="utf-8")) for path in FOLDER.rglob("*.py")}
ROOMS = {"bank", "engine", "reading", "loading", "pages", "terminal", "quiz", "authoring", "cli"}


def test_every_contract_on_who_imports_whom_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(FOLDER.parent)
    assert lint_imports(no_cache=True) == 0


def test_the_house_has_nine_rooms_and_each_has_a_door() -> None:
    assert {path.parent.name for path in FOLDER.glob("*/__init__.py")} == ROOMS


@pytest.mark.parametrize("module", TREES)
def test_nothing_imports_what_opens_connections(module: str) -> None:
    nodes = [node for node in ast.walk(TREES[module]) if isinstance(node, ast.Import | ast.ImportFrom)]
    found = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    found |= {node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module}
    packages = {name.partition(".")[0] for name in found}
    assert packages.isdisjoint({"asyncio", "ftplib", "http", "smtplib", "socket", "ssl", "urllib"})


@pytest.mark.parametrize("module", TREES)
def test_a_module_says_what_it_is_for(module: str) -> None:
    assert ast.get_docstring(TREES[module])


@pytest.mark.parametrize("module", TREES)
def test_nothing_catches_every_exception_and_only_the_command_line_prints(module: str) -> None:
    for node in ast.walk(TREES[module]):
        if isinstance(node, ast.ExceptHandler):
            caught = {name.id for name in ast.walk(node.type) if isinstance(name, ast.Name)} if node.type else {"all"}
            assert caught.isdisjoint({"all", "Exception", "BaseException"}), f"line {node.lineno}"
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id != "print" or module in ("cli/output.py", "__main__.py"), f"line {node.lineno}"


def test_what_other_programs_call_tells_nothing_private_unless_asked() -> None:
    assert inspect.signature(stuckpoint.findings).parameters["private"].default is False


@pytest.mark.parametrize("room", [bank, engine], ids=lambda room: room.__name__)
def test_a_room_is_entered_by_its_door(room: ModuleType) -> None:
    """What a room's door offers, other rooms take from there."""
    for module, tree in TREES.items():
        for node in ast.walk(tree):
            inner = isinstance(node, ast.ImportFrom) and (node.module or "").startswith(f"{room.__name__}.")
            if isinstance(node, ast.ImportFrom) and inner and not module.startswith(room.__name__.split(".")[1]):
                assert {alias.name for alias in node.names}.isdisjoint(room.__all__), f"{module}, line {node.lineno}"
