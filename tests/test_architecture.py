"""Who may import whom, read from the source."""

import ast
import sys
from pathlib import Path

import pytest

import stuckpoint

FOLDER = Path(stuckpoint.__file__).parent
# A module of a package inside is known as `checks.leading`, and that package itself as `checks`.
PATHS = {
    ".".join(path.relative_to(FOLDER).with_suffix("").parts).removesuffix(".__init__"): path
    for path in sorted(FOLDER.rglob("*.py"))
}
TREES = {name: ast.parse(path.read_text(encoding="utf-8")) for name, path in PATHS.items()}

# A module imports only from those before it. The pure ones know no file, screen, clock or chance.
_PURE = """
    __init__ characters collector problems errors conditions cards model kinds safety helplines weights paths scoring
    coverage forms length picks keeping session sheet context_items results offering evidence blocks explanations pages
    support working commands asking
    bank_map
    report_parts report report_therapist report_partner report_json report_markdown report_html
    reading_grade reaching problem_formats skeleton
    people answering reach separation robots tally trial length_trials item_worth asked_of simulation
    defects reason_defects item_defects judging simulation_pages simulation_report
"""
_OTHERS = """
    field_rules item_fields reason_fields fields
    rough_lines indent_hints colon_hints quote_hints bracket_hints syntax_hints
    tree parsing source entries origins slips scalars shape_problems shapes bank_schema files arrangement
    identity clashes wording item_meaning meaning marks
    conditional card_building building
    prepared loader banks safety_fields safety_files preparing kept places writing passages draft
    checks.reading_grade checks.double_barrelled checks.negated checks.leading checks.judging_word checks.cut_text
    checks.split_text checks.still_to_do checks.curly_quotes
    checks.same_way checks.no_not_me checks.may_not_apply checks.unreachable checks.never_stands_out
    checks.near_duplicate checks.empty_track checks.unread_context checks.language_code
    checks.repeated_step checks.nothing_when_ended checks.missing_mark checks checking
    terminal_window terminal_wrapping terminal_drawing reports terminal_console terminal_keyboard terminal_parts
    terminal_signals terminal talk
    safety_asking welcome questioning saving taking_along ending course quiz
    copying output progress failures named beginning
    cli_options cli_answers cli_reading cli_authors cli_checking cli_starting cli_banks cli __main__
"""
PURE = _PURE.split()
ORDER = [*PURE, *_OTHERS.split()]

IMPURE = {"os", "sys", "io", "pathlib", "time", "datetime", "random", "logging"}
OWNERS = {
    "yaml": {"parsing"},
    "rich": {module for module in TREES if module.startswith("terminal")},
    "typer": {module for module in TREES if module.startswith("cli")},
}


def imports(module: str) -> set[str]:
    """Returns what a module imports anywhere in it: the top packages, and modules of ours as `.name`."""
    found: set[str] = set()
    for node in ast.walk(TREES[module]):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module} imports by a relative name"
            found.update(f"{node.module}.{alias.name}" for alias in node.names)
    ours = {f".{_module(name)}" for name in found if name.split(".")[0] == "stuckpoint"}
    return ours | {name.split(".")[0] for name in found} - {"stuckpoint"}


def _module(name: str) -> str:
    """Returns which module of ours something stands in: `checks.leading` for `stuckpoint.checks.leading.CODE`."""
    parts = name.split(".")[1:]
    longer_first = (".".join(parts[:length]) for length in range(len(parts), 0, -1))
    return next((module for module in longer_first if module in TREES), "__init__")


@pytest.mark.parametrize("module", TREES)
def test_a_module_imports_only_from_modules_before_it(module: str) -> None:
    assert module in ORDER, "give it a place in the order"
    ours = {name[1:] for name in imports(module) if name.startswith(".")}
    assert ours <= set(ORDER[: ORDER.index(module)])


def test_the_order_names_only_modules_that_there_are() -> None:
    assert set(ORDER) <= set(TREES)


@pytest.mark.parametrize("module", PURE)
def test_a_pure_module_imports_only_pure_parts_of_the_standard_library(module: str) -> None:
    others = {name for name in imports(module) if not name.startswith(".")}
    assert others.isdisjoint(IMPURE)
    assert others <= sys.stdlib_module_names


@pytest.mark.parametrize("module", TREES)
def test_a_package_from_outside_has_one_owner(module: str) -> None:
    for package, owners in OWNERS.items():
        assert package not in imports(module) or module in owners


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
            assert node.func.id != "print" or module in ("output", "__main__"), f"line {node.lineno}"
