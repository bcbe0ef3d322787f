"""`check`: what it reads, what it prints where, and how it ends."""

import json
import shutil
from pathlib import Path

import pytest
from screens import ESCAPE, PROGRAM, Screen
from wcwidth import wcswidth

from stuckpoint.authoring.checks.checking import check_questions, judged, safety_problems
from stuckpoint.authoring.problem_forms import as_github, as_pages, as_text
from stuckpoint.blocks import Flaw, Page
from stuckpoint.cli.main import main
from stuckpoint.loading import load, shipped_folder
from stuckpoint.reading import Code, Place, Problem, WarningCode
from stuckpoint.terminal.drawing import as_drawn

BANKS = Path(__file__).parents[1] / "banks"
CHOIR = BANKS / "choir"


@pytest.fixture
def warned(tmp_path: Path) -> Path:
    """Writes a reason with one warning, and no error."""
    return Path(shutil.copy(BANKS / "warned" / "negated.yaml", tmp_path / "damp_hall.yaml"))


@pytest.fixture
def broken(warned: Path) -> Path:
    """Writes a reason with one error, which would have one warning without it."""
    warned.write_text(warned.read_text("utf-8").replace("scale: how_often", "scale: how_offen", 1), "utf-8")
    return warned


def ran(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    """Runs a command; returns its exit code, its output and what it complained."""
    code = main([str(argument) for argument in arguments])
    out, err = capsys.readouterr()
    assert "Traceback" not in err
    return code, out, err


# ---- what it reads


@pytest.mark.slow
@pytest.mark.parametrize("path", [None, shipped_folder()], ids=["without a path", "by its path"])
def test_the_shipped_questions_have_nothing_to_show_even_when_strict(
    path: Path | None, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["check", "--strict", *([path] if path else [])]
    assert ran(capsys, *arguments) == (0, "No problem was found.\n", "")


@pytest.mark.slow
def test_a_copy_of_the_shipped_questions_named_by_path_is_a_bank_of_its_own(tmp_path: Path) -> None:
    copy = Path(shutil.copytree(shipped_folder(), tmp_path / "copy"))
    step = copy / "reasons" / "limbo.yaml"
    step.write_text(step.read_text("utf-8").replace("      unsafe_with_control: false\n", "", 1), "utf-8")

    # Only the shipped bank has to decide; in any other a mark that is not there is worth a warning.
    # What it says of safety and of who to call is used nowhere.
    unused = WarningCode.NOT_USED
    assert [problem.code for problem in check_questions(copy)] == [unused, WarningCode.MISSING_MARK, unused]
    assert {problem.code for problem in load([copy], shipped=copy).problems} == {Code.UNDECIDED_MARK}


@pytest.mark.slow
def test_a_bank_is_checked_alone_and_needs_nothing_of_the_shipped_one() -> None:
    found = check_questions(CHOIR)

    assert {Path(problem.place.file).name for problem in found if not problem.allowed} == {"tuning.yaml"}


@pytest.mark.slow
def test_a_reason_file_and_a_folder_of_them_are_added_to_the_shipped_questions(warned: Path) -> None:
    (alone,) = check_questions(warned)
    (in_its_folder,) = check_questions(warned.parent)

    assert alone == in_its_folder
    assert alone.place.file == str(warned)


@pytest.mark.slow
def test_several_paths_are_checked_together_and_may_name_each_other(
    warned: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = warned.with_name("wet_floor.yaml")
    text = warned.read_text("utf-8").replace("scale: how_often", "scale: how_often\n    points_to: {damp_hall: 1}", 1)
    ids = (
        text.replace("reason: damp_hall", "reason: wet_floor")
        .replace("id: ", "id: wet_")
        .replace("first_step: ", "first_step: wet_")
    )
    other.write_text(ids.replace("first_line: ", "first_line: wet_"), "utf-8")

    code, out, _ = ran(capsys, "check", warned, other)
    assert (code, "error[" in out) == (0, False)
    assert {line.split(":")[0] for line in out.splitlines()[:-1]} == {str(warned), str(other)}
    assert ran(capsys, "check", "--questions", warned, "--questions", other) == (code, out, "")
    # Alone, what it points to is not there.
    assert "error[unknown-reason]" in ran(capsys, "check", other)[1]


@pytest.mark.slow
def test_banks_are_checked_one_by_one_and_with_only_what_is_named_is_one(capsys: pytest.CaptureFixture[str]) -> None:
    one = ran(capsys, "check", CHOIR)[1].splitlines()
    both = ran(capsys, "check", CHOIR, BANKS / "check_in")[1].splitlines()
    assert both[:-1] == one[:-1]
    assert ran(capsys, "check", CHOIR, "--only") == ran(capsys, "check", CHOIR)


def test_warnings_about_the_questions_that_others_are_added_to_are_not_shown(tmp_path: Path) -> None:
    added = Path(shutil.copy(BANKS / "warned" / "negated.yaml", tmp_path / "damp_hall.yaml"))
    added.write_text(added.read_text("utf-8").replace("individual", "singer").replace("how_often", "how_many_weeks"))
    assert judged(load([CHOIR], shipped=CHOIR), CHOIR) != ()

    assert [problem.place.file for problem in judged(load([CHOIR, added], shipped=CHOIR), added)] == [str(added)]


def test_a_path_that_is_not_there_is_said_and_nothing_is_checked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = ran(capsys, "check", tmp_path / "gone")
    assert (code, out) == (1, "")
    assert "There is no file or folder" in err


def test_safety_words_and_helplines_of_the_shipped_questions_are_checked_too(tmp_path: Path) -> None:
    copy = Path(shutil.copytree(shipped_folder(), tmp_path / "copy"))
    for name in ("safety.yaml", "helplines.yaml"):
        (copy / name).write_text("colour: green\n", encoding="utf-8")
    assert {Path(problem.place.file).name for problem in safety_problems(copy)} == {"safety.yaml", "helplines.yaml"}


# ---- how it ends


@pytest.mark.slow
@pytest.mark.parametrize(("strict", "code"), [([], 0), (["--strict"], 1)])
def test_a_warning_fails_only_when_strict(
    strict: list[str], code: int, warned: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (problem,) = check_questions(warned)
    assert ran(capsys, "check", *strict, warned) == (code, f"{problem}\n1 warning.\n", "")


def test_an_error_fails_and_nothing_is_warned_of_until_it_is_mended(
    broken: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = ran(capsys, "check", broken)
    assert (code, err) == (1, "")
    assert [line.split(": ")[1] for line in out.splitlines()[:-1]] == ["error[unknown-scale]"]
    assert out.endswith("\n1 error.\n")


def test_problems_come_by_their_place_and_those_of_meaning_once_the_shape_is_right(
    broken: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    right = broken.read_text("utf-8")
    broken.write_text(right.replace("[setting]", "[weather]") + "colour: green\n", "utf-8")
    lines = ran(capsys, "check", broken)[1].splitlines()
    assert [line.split(": ")[1] for line in lines[:-1]] == ["error[bad-choice]", "error[unknown-key]"]
    assert lines[-1] == "2 errors."

    broken.write_text(right, "utf-8")

    lines = ran(capsys, "check", broken)[1].splitlines()
    assert [line.split(": ")[1] for line in lines[:-1]] == ["error[unknown-scale]"]


@pytest.mark.parametrize("arguments", [["--format", "xml"], ["--nonsense"]], ids=" ".join)
def test_wrong_usage_ends_with_two(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert ran(capsys, "check", *arguments)[:2] == (2, "")


@pytest.mark.slow
@pytest.mark.parametrize("command", [["reasons"], ["what-now"]])
def test_no_other_command_shows_or_minds_a_warning(
    command: list[str], warned: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = ran(capsys, *command, "--questions", warned)
    assert (code, err) == (0, "")
    assert "warning" not in out


# ---- how problems are given


@pytest.mark.slow
def test_json_holds_each_part_of_each_problem(warned: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (problem,) = check_questions(warned)
    code, out, _ = ran(capsys, "check", warned, "--format", "json")
    assert code == 0
    assert json.loads(out) == [
        {
            "file": str(warned),
            "line": 26,
            "column": 11,
            "code": "negated",
            "severity": "warning",
            "what": problem.what,
            "to_do": problem.to_do,
        }
    ]


@pytest.mark.slow
@pytest.mark.parametrize(("format", "empty"), [("json", "[]\n"), ("github", "")])
def test_formats_for_programs_say_nothing_besides_problems(
    format: str, empty: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ran(capsys, "check", "--format", format) == (0, empty, "")


def test_github_gets_an_annotation_for_each_problem(broken: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (problem,) = check_questions(broken)
    code, out, _ = ran(capsys, "check", broken, "--format", "github")
    assert code == 1
    assert out == (
        f"::error file={broken},line={problem.place.line},col={problem.place.column},title=unknown-scale"
        f"::{problem.what}; {problem.to_do}\n"
    )


def test_nothing_in_a_name_or_a_message_can_end_an_annotation_or_begin_another() -> None:
    place = Place("a,b:c%d\r\n::stop.yaml", 2, 3)
    problem = Problem(place, WarningCode.NEGATED, "100% of\nit, with: colons\r", "mend it")
    assert as_github([problem]) == (
        "::warning file=a%2Cb%3Ac%25d\\r\\n%3A%3Astop.yaml,line=2,col=3,title=negated"
        "::100%25 of\\nit, with: colons\\r; mend it\n"
    )


def test_a_name_that_would_move_the_cursor_does_not_reach_the_terminal() -> None:
    problem = Problem(Place("a\x1b[2Jb.yaml"), Code.EMPTY, "it is empty", "fill it")
    assert "\x1b" not in as_text([problem])


@pytest.mark.parametrize(
    ("codes", "said"),
    [
        ([], "No problem was found."),
        ([Code.EMPTY], "1 error."),
        ([WarningCode.NEGATED] * 2, "2 warnings."),
        ([Code.EMPTY, WarningCode.NEGATED, Code.TAG], "2 errors and 1 warning."),
    ],
)
def test_the_last_line_counts_them(codes: list[Code | WarningCode], said: str) -> None:
    problems = [Problem(Place("a.yaml", line), code, "it is so", "mend it") for line, code in enumerate(codes, 1)]
    assert as_text(problems).splitlines()[-1] == said


# ---- on a terminal


def drawn(line: str, column: int, width: int, length: int = 5) -> tuple[str, str]:
    """Returns a line with something wrong in it as a window of some width shows it, and what stands under it."""
    flaw = Flaw(
        where="a.yaml:7:1",
        called="error[empty]",
        is_error=True,
        what="it is so",
        to_do="mend it",
        number=7,
        line=line,
        column=column,
        length=length,
    )
    _, _, shown, under, _ = ESCAPE.sub("", as_drawn([Page("", (flaw,))], width)).splitlines()[:5]
    return shown, under


@pytest.mark.parametrize("width", [39, 79, 119])
@pytest.mark.parametrize(
    ("line", "column"),
    [
        ("wrong", 1),
        ("  - wrong", 5),
        ("x" * 200 + " wrong", 202),
        ("x" * 200 + " wrong " + "x" * 200, 202),
        ("\u6c34" * 90 + " wrong " + "\u6c34" * 90, 92),
        ("\t\u202ename:\0wrong", 9),
    ],
    ids=["alone", "set in", "long", "long both ways", "wide letters", "what must not be shown"],
)
def test_the_mark_stands_under_what_is_meant_in_any_window(line: str, column: int, width: int) -> None:
    shown, under = drawn(line, column, width)
    before = under[: under.index("^")]
    assert under.count("^") == len("wrong")
    assert wcswidth(shown[: shown.index("wrong")]) == wcswidth(before)
    assert max(wcswidth(shown), wcswidth(under)) <= width
    assert shown.isprintable()


def test_a_name_that_would_move_the_cursor_is_drawn_as_in_a_pipe() -> None:
    problem = Problem(Place("a\x1b[2Jb.yaml", 3), Code.EMPTY, "it is empty", "fill it")
    where = str(problem).split(": ")[0]
    assert ESCAPE.sub("", as_drawn(as_pages([problem]), 79)).startswith(f"{where}  error[empty]\n")


def test_a_line_that_cannot_be_shown_is_left_out(tmp_path: Path) -> None:
    problem = Problem(Place(str(tmp_path / "gone.yaml"), 4, 2), Code.EMPTY, "it is empty", "fill it")
    text = ESCAPE.sub("", as_drawn(as_pages([problem]), 79))
    assert "^" not in text
    assert "  it is empty\n  help: fill it\n\n1 error.\n" in text


@pytest.mark.parametrize(
    ("line", "column", "meant"),
    [
        ("scale: how_offen}", 8, "how_offen"),
        ("a: 'two words' # b", 4, "'two words'"),
        ("- {id: a}", 3, "{"),
        ("", 1, ""),
    ],
)
def test_what_is_meant_is_a_word_a_text_in_quotes_or_a_sign(line: str, column: int, meant: str, tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(f"one\n{line}\nthree\n", "utf-8")
    (flaw, _) = as_pages([Problem(Place(str(path), 2, column), Code.EMPTY, "it is so", "mend it")])[0].blocks
    assert isinstance(flaw, Flaw)
    assert flaw.line == line
    assert flaw.length == max(1, len(meant))


@pytest.mark.slow
@pytest.mark.parametrize("columns", [40, 80])
def test_on_a_terminal_the_line_is_shown_and_in_a_pipe_or_plain_mode_a_problem_is_one_line(
    columns: int, broken: Path
) -> None:
    (problem,) = check_questions(broken)
    command = (*PROGRAM, "check", broken.name)
    screen = Screen(command, columns, 24, broken.parent)
    assert screen.status() == 1
    rows = screen.display().splitlines()
    where = f"{broken.name}:{problem.place.line}:{problem.place.column}"
    assert " ".join(screen.display().split()).startswith(f"{where} error[unknown-scale] {problem.what} ")
    assert next(row for row in rows if "how_offen" in row and "\u2502" in row)
    assert "^^^^^^^^^" in screen.display()
    assert "help: did you mean 'how_often'?" in screen.display()
    plain = Screen(command, 200, 24, broken.parent, ACCESSIBLE="1")
    assert plain.status() == 1
    assert plain.display() == f"{problem}\n1 error.".replace(str(broken), broken.name)
