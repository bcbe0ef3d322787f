"""The commands: what they print where, and how they end."""

import io
import json
import os
import re
import signal
import stat
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from screens import PROGRAM, Screen, words

from stuckpoint import __version__
from stuckpoint.bank import ReasonId, TrackId
from stuckpoint.cli.main import COMMANDS, main
from stuckpoint.loading import open_bank

CHOIR = Path(__file__).parents[1] / "banks" / "choir"
ANSWERS = """\
stuckpoint: 1
track: individual
context:
  progress: [worse]
  worse_for: [weeks]
responses:
  whose_idea: [was_told_to]
  felt_understood: [never]
  aimed_for_another_thing: []
  open_sessions: [not_got, chat_to_nowhere]
"""


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    """Writes a responses file."""
    path = tmp_path / "answers.yaml"
    path.write_text(ANSWERS)
    return path


def ran(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    """Runs a command; returns its exit code, its output and what it complained."""
    code = main([str(argument) for argument in arguments])
    out, err = capsys.readouterr()
    assert "Traceback" not in err
    return code, out, err


def shell(command: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """Runs a shell command in which $PROGRAM is the program."""
    env = {**os.environ, "PROGRAM": " ".join(PROGRAM), **settings}
    return subprocess.run(["bash", "-c", command], capture_output=True, text=True, timeout=20, check=False, env=env)


def python(code: str, *arguments: object) -> str:
    """Runs Python code in a process of its own; returns what it printed."""
    command = [sys.executable, "-P", "-c", textwrap.dedent(code), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=20, check=True).stdout


# ---- every command


def test_without_a_command_there_is_help_and_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = ran(capsys)
    assert code == 2
    assert "To begin, type: stuckpoint quiz" in out + err


NAMES = [name for panel in COMMANDS.values() for name in panel]
SETTINGS = {"FORCE_COLOR": "1", "PY_COLORS": "1", "GITHUB_ACTIONS": "true", "CI": "1", "TTY_COMPATIBLE": "1"}


@pytest.mark.parametrize("key", ["--help", "-h"])
@pytest.mark.parametrize("command", [[], *([name] for name in NAMES)], ids=" ".join)
def test_every_command_has_help_without_boxes_or_an_installer(
    command: list[str], key: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = ran(capsys, *command, key)
    assert (code, err) == (0, "")
    assert out.isascii()
    assert "--install" not in out
    assert max(map(len, out.splitlines())) <= 78
    assert f"Example: stuckpoint {' '.join(command)}" in out or not command


def test_the_list_of_commands_says_what_each_does_and_cuts_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    listed = words(ran(capsys, "--help")[1])
    for name in NAMES:
        sentence = ran(capsys, name, "--help")[1].split("\n\n")[1].strip()
        assert "\n" not in sentence
        assert f" {name} {sentence}" in listed


@pytest.mark.slow
@pytest.mark.parametrize("columns", [60, 80, 120])
def test_help_on_a_terminal_stands_in_two_panels_as_wide_as_it(columns: int) -> None:
    screen = Screen((*PROGRAM, "-h"), columns, 60, COLUMNS="300", TERMINAL_WIDTH="300")
    assert screen.status() == 0
    shown = screen.display()
    assert shown.index("\u256d\u2500 For you ") < shown.index(" quiz ") < shown.index("\u256d\u2500 Write questions ")
    assert max(map(len, shown.splitlines())) == columns
    assert not {b"\x1b[2m", b"\x1b[33m", b"\x1b[1;33m"} & set(re.findall(rb"\x1b\[[0-9;]*m", screen.raw))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("columns", "settings"),
    [(59, {}), (80, {"TERM": "dumb"}), (80, {"ACCESSIBLE": "1"})],
    ids=["narrow", "dumb", "said"],
)
def test_help_is_plain_where_plain_text_is_wanted(columns: int, settings: dict[str, str]) -> None:
    screen = Screen((*PROGRAM, "-h"), columns, 80, **settings, **SETTINGS)
    assert screen.status() == 0
    assert b"\x1b" not in screen.raw
    assert "\u256d" not in screen.display()


@pytest.mark.slow
def test_completion_can_be_shown_and_is_never_installed(capsys: pytest.CaptureFixture[str]) -> None:
    assert "--show-completion" in ran(capsys, "-h")[1]
    assert ran(capsys, "--install-completion")[:2] == (2, "")
    came = shell("COMP_WORDS='stuckpoint s' COMP_CWORD=1 _STUCKPOINT_COMPLETE=complete_bash $PROGRAM")
    assert came.stdout.split() == ["score", "support", "simulate", "schema"]


@pytest.mark.slow
@pytest.mark.parametrize(
    "command", ["-h", "support", "reasons fit", "what-now", "check", "map", "nonsense", "quiz < /dev/null"]
)
def test_nothing_in_the_environment_puts_an_escape_into_a_pipe(command: str) -> None:
    usual, other = shell(f"$PROGRAM {command}"), shell(f"$PROGRAM {command}", **SETTINGS)
    assert "\x1b" not in other.stdout + other.stderr
    assert (other.stdout, other.stderr) == (usual.stdout, usual.stderr)


@pytest.mark.slow
@pytest.mark.parametrize("command", ["-h", "reasons", "map", "support"])
def test_on_a_terminal_no_color_leaves_bold_and_frames_and_nothing_says_how_wide_it_is(command: str) -> None:
    usual = Screen((*PROGRAM, command), 80, 200)
    other = Screen((*PROGRAM, command), 80, 200, NO_COLOR="1", COLUMNS="30", LINES="5", **SETTINGS)
    assert (usual.status(), other.status()) == (0, 0)
    assert other.display() == usual.display()
    styles = {code for style in re.findall(rb"\x1b\[([0-9;]*)m", other.raw) for code in style.split(b";")}
    assert styles <= {b"", b"0", b"1"}
    assert b"1" in styles or command == "map"


@pytest.mark.slow
@pytest.mark.parametrize("command", ["support", "check"])
def test_a_command_loads_no_other_command(command: str) -> None:
    printed = python(
        """
        import contextlib, io, sys
        from stuckpoint.cli.main import main
        with contextlib.redirect_stdout(io.StringIO()):
            main(sys.argv[1:])
        print(*sorted(name for name in sys.modules if name.startswith("stuckpoint.")))
        """,
        command,
    )
    assert {"stuckpoint.cli.comparing", "stuckpoint.quiz.run", "stuckpoint.pages.html"}.isdisjoint(printed.split())


def test_the_help_says_what_this_is_not(capsys: pytest.CaptureFixture[str]) -> None:
    assert "It is not a medical tool. It does not diagnose or treat." in words(ran(capsys, "--help")[1])


@pytest.mark.parametrize(
    "arguments",
    [
        ["nonsense"],
        ["score"],
        ["score", "a", "b"],
        ["score", "a", "--format", "xml"],
        ["score", "a", "--for", "partner"],
        ["score", "a", "--date", "22 November 2026"],
        ["quiz", "--length", "endless"],
        ["quiz", "--date", "2026-02-30"],
        ["quiz", "--report"],
        ["quiz", "--install-completion"],
        ["reasons", "--nonsense"],
        ["what-now", "more"],
        ["schema", "reason"],
    ],
    ids=" ".join,
)
def test_wrong_usage_ends_with_two_and_says_what_is_wrong(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = ran(capsys, *arguments)
    assert (code, out) == (2, "")
    assert "Error" in err


def test_the_version_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert ran(capsys, "--version") == (0, f"stuckpoint {__version__}\n", "")


@pytest.mark.slow
def test_scoring_loads_no_more_than_it_needs(answers: Path) -> None:
    printed = python(
        """
        import contextlib, io, sys
        from stuckpoint.cli.main import main
        with contextlib.redirect_stdout(io.StringIO()) as out:
            print(main(["score", sys.argv[1], "--format", "json"]))
        assert out.getvalue().endswith("0\\n")
        print(*sorted({"readline", "rich.markdown", "http", "asyncio"} & set(sys.modules)))
        """,
        answers,
    )
    assert printed == "\n"


@pytest.mark.slow
def test_the_list_of_reasons_names_each_with_its_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = ran(capsys, "reasons")
    assert (code, err) == (0, "")
    for track in open_bank().tracks.values():
        assert f"\n{track.name}\n" in out
        for reason in track.reasons:
            assert f"{reason.name} ({reason.id})" in words(out)
            assert words(reason.summary) in words(out)


@pytest.mark.slow
@pytest.mark.parametrize("track", open_bank().tracks)
def test_all_reasons_can_be_read_one_after_another(track: TrackId, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = ran(capsys, "reasons", "--all", "--track", track)
    assert (code, err) == (0, "")
    for reason in open_bank().tracks[track].reasons:
        assert words(reason.does_not_mean) in words(out)


@pytest.mark.slow
def test_a_reason_can_be_read_whole(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = ran(capsys, "reasons", "fit")
    fit = open_bank().tracks[TrackId("individual")].reasons[0]
    assert (code, err) == (0, "")
    assert out.startswith(f"{fit.name}\n")
    for text in (*(step.text for step in fit.steps), *(line.text for line in fit.opening_lines), fit.does_not_mean):
        assert words(text) in words(out)


@pytest.mark.slow
def test_reasons_of_one_track_can_be_read(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = ran(capsys, "reasons", "--questions", CHOIR, "--only", "--track", "conductor")
    assert code == 0
    assert "(beat)" in out
    assert "(tuning)" not in out


def test_who_to_call_says_at_the_top_how_to_see_the_numbers_of_one_country(capsys: pytest.CaptureFixture[str]) -> None:
    everywhere, here = (words(ran(capsys, "support", *more)[1]) for more in ([], ["--country", "GB"]))
    how = "For the numbers of one country, such as GB: stuckpoint support --country GB"
    assert everywhere.startswith(f"Who to call In danger now? Call your local emergency number. {how} ")
    assert here.startswith("Who to call: United Kingdom In danger now? Call 999. ")
    assert how not in here


@pytest.mark.slow
def test_what_comes_next_can_be_read(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = ran(capsys, "what-now")
    assert (code, err) == (0, "")
    for part in open_bank().what_now:
        assert part.title in out


@pytest.mark.sampled(3)
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["quiz", "--track", "coupels"], "There is no track 'coupels': did you mean 'couples'?"),
        (["quiz", "--track", "individual", "--questions", str(CHOIR), "--only"], "There is no track 'individual'"),
        (["quiz", "--only"], "--only needs a bank: name one with --questions."),
        (["score", "x", "--only"], "--only needs a bank: name one with --questions."),
        (["reasons", "--only"], "--only needs a bank: name one with --questions."),
        (["what-now", "--questions", "nowhere"], "There is no file or folder nowhere. Check its name."),
        (["reasons", "fitt"], "There is no reason 'fitt': did you mean 'fit'?"),
        (["reasons", "zzzz"], "There is no reason 'zzzz': type 'stuckpoint reasons' to see them."),
    ],
    ids=" ".join,
)
def test_what_cannot_be_done_is_said_in_one_line(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = ran(capsys, *arguments)
    assert (code, out) == (1, "")
    assert err.startswith(said)
    assert err.count("\n") == 1


@pytest.mark.slow
def test_a_track_without_questions_is_said_in_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "bank.yaml").write_text("name: Trees\n")
    (tmp_path / "tracks").mkdir()
    (tmp_path / "tracks" / "trees.yaml").write_text("name: Trees\n")
    code, out, err = ran(capsys, "quiz", "--track", "trees", "--questions", tmp_path)
    assert (code, out, err) == (1, "", "The track 'trees' has no questions yet.\n")


def test_what_was_typed_reaches_the_screen_without_control_characters(capsys: pytest.CaptureFixture[str]) -> None:
    _, _, err = ran(capsys, "reasons", "\x1b]0;x\x07\u202efit")
    assert all(character == "\n" or character.isprintable() for character in err)


# ---- score


@pytest.mark.slow
def test_json_has_the_documented_shape(answers: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = ran(capsys, "score", answers, "--format", "json")
    assert (code, err) == (0, "")
    document = json.loads(out)
    assert list(document) == ["track", "asked", "answered", "findings", "raise"]
    assert document["track"] == "individual"
    assert document["asked"] == ["whose_idea", "felt_understood", "aimed_for_another_thing", "open_sessions"]
    assert document["answered"] == ["whose_idea", "felt_understood", "open_sessions"]
    reasons = open_bank().tracks[TrackId("individual")].reasons
    assert sorted(one["reason"] for one in document["findings"]) == sorted(reason.id for reason in reasons)
    for one in document["findings"]:
        keys = ["reason", "name", "score", "answered_weight", "standing", "contributions", "prior"]
        assert list(one) == keys
        assert one["standing"] in ("stands_out", "worth_a_look", "quiet", "not_enough")
        for contribution in one["contributions"]:
            assert list(contribution) == ["item", "options", "points"]
        points = sum(contribution["points"] for contribution in one["contributions"])
        assert one["score"] == (pytest.approx(points + one["prior"]) if one["contributions"] else None)
    fit = next(one for one in document["findings"] if one["reason"] == "fit")
    assert [one["item"] for one in fit["contributions"]] == ["open_sessions", "felt_understood"]


def test_json_has_nulls_where_nothing_was_answered(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "answers.yaml"
    path.write_text("stuckpoint: 1\ntrack: individual\nresponses: {felt_understood: []}\n")
    document = json.loads(ran(capsys, "score", path, "--format", "json")[1])
    assert document["asked"] == ["felt_understood"]
    assert document["answered"] == document["raise"] == []
    for one in document["findings"]:
        assert (one["score"], one["prior"], one["answered_weight"]) == (None, None, 0)
        assert (one["standing"], one["contributions"]) == ("not_enough", [])


def test_text_holds_every_page_and_the_arithmetic_where_it_is_wanted(
    answers: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = ran(capsys, "score", answers, "--all")
    assert (code, err) == (0, "")
    assert out.startswith("Things have been worse for weeks\n")
    assert "What your answers point to" in out
    assert "What this cannot know" in out
    assert "Score: 100 x" not in out
    assert "Score: 100 x" in ran(capsys, "score", answers, "--all", "--show-working")[1]


@pytest.mark.slow
def test_a_dash_reads_standard_input(
    answers: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from_file = ran(capsys, "score", answers, "--format", "json")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(ANSWERS.encode())))
    assert ran(capsys, "score", "-", "--format", "json") == from_file


@pytest.mark.slow
def test_problems_in_standard_input_have_a_place(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"stuckpoint: 1\n\xff\n")))
    code, out, err = ran(capsys, "score", "-")
    assert (code, out) == (1, "")
    assert err.startswith("<stdin>:2:1: error[bad-encoding]: ")


@pytest.mark.slow
def test_the_output_can_be_a_new_file(answers: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "notes.txt"
    printed = ran(capsys, "score", answers)[1]
    assert ran(capsys, "score", answers, "-o", path) == (0, f"Written: {path}\n", "")
    assert path.read_text() == printed
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.slow
def test_a_file_that_is_there_and_a_link_are_left_alone(
    answers: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "not_there")
    mine = tmp_path / "mine.txt"
    mine.write_text("mine")
    for path, said in (
        (mine, "is there already."),
        (tmp_path / "link", "is there already."),
        (tmp_path, "is a folder."),
    ):
        code, out, err = ran(capsys, "score", answers, "-o", path)
        assert (code, out) == (1, "")
        assert err.startswith(f"{path} {said}")
    assert mine.read_text() == "mine"
    assert not (tmp_path / "not_there").exists()


@pytest.mark.slow
@pytest.mark.parametrize("reader", ["self", "therapist"])
@pytest.mark.parametrize(
    ("form", "begins"), [("markdown", "# What "), ("html", "<!DOCTYPE html>\n"), ("text", ""), ("json", "{\n")]
)
def test_every_format_can_be_given_for_oneself_and_for_a_therapist(
    form: str, begins: str, reader: str, answers: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ("score", answers, "--format", form, "--for", reader)
    code, out, err = ran(capsys, *arguments)
    assert (code, err) == (0, "")
    assert out.startswith(begins)
    assert out.endswith("\n")
    assert ran(capsys, *arguments, "-o", tmp_path / "out") == (0, f"Written: {tmp_path / 'out'}\n", "")
    assert (tmp_path / "out").read_bytes() == out.encode()


@pytest.mark.slow
def test_a_page_for_a_therapist_is_not_the_report_for_oneself(
    answers: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own, told = (
        ran(capsys, "score", answers, "--format", "markdown", "--for", one)[1] for one in ("self", "therapist")
    )
    assert own.startswith("# What your answers point to")
    assert told.startswith("# What I noticed, and would like us to look at")


@pytest.mark.slow
@pytest.mark.parametrize("form", ["markdown", "html"])
def test_a_date_is_put_on_a_report_only_where_it_is_given(
    form: str, answers: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for reader in ("self", "therapist"):
        arguments = ("score", answers, "--format", form, "--for", reader)
        assert "2 November 2026" in ran(capsys, *arguments, "--date", "2026-11-02")[1]
        assert "November" not in ran(capsys, *arguments)[1]


@pytest.mark.parametrize(
    "date",
    ["22.11.2026", "2026-11-2", "2026-13-01", "2026-02-29", "20261122", "2026-W47-7", "today", "", "\uff12026-11-22"],
)
def test_a_date_that_is_none_is_wrong_usage(date: str, answers: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for command in (["score", answers], ["quiz"]):
        code, out, err = ran(capsys, *command, "--date", date)
        assert (code, out) == (2, "")
        assert "write it as 2026-11-22: year, month, day." in words(err)


@pytest.mark.slow
def test_what_is_picked_in_the_file_is_in_its_report(
    answers: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    picked = tmp_path / "picked.yaml"
    picked.write_text(f"{ANSWERS}picked: {{reasons: [pacing, fit], rather_not: [readiness]}}\n")
    report = ran(capsys, "score", picked, "--format", "markdown")[1]
    names = {reason.id: reason.name for reason in open_bank().tracks[TrackId("individual")].reasons}
    headings = [line.removeprefix("### ") for line in report.splitlines() if line.startswith("### ")]
    assert headings == [names[ReasonId("pacing")], names[ReasonId("fit")]]
    assert names[ReasonId("readiness")] in report.partition("you would rather not go into")[2]
    plain, with_picks = (ran(capsys, "score", path, "--format", "json")[1] for path in (answers, picked))
    assert plain == with_picks


def test_questions_that_have_changed_are_spoken_of_beside_the_findings(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "answers.yaml"
    path.write_text(ANSWERS.replace("track:", "bank: shipped\nversion: '0.1'\ntrack:") + "  asked_once: [yes]\n")
    code, out, err = ran(capsys, "score", path, "--format", "json")
    assert code == 0
    assert json.loads(out)["asked"] == ["whose_idea", "felt_understood", "aimed_for_another_thing", "open_sessions"]
    told, left_out = err.splitlines()
    assert told.startswith("These answers were given to version 0.1 of the questions, and this is version ")
    assert left_out == "Left out, because it is no longer there: asked_once."


# ---- files that the quiz is asked for


@pytest.mark.parametrize("option", ["--report", "--keep"])
@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("there.md", "there.md is there already. Nothing was written. Choose another name."),
        ("link.md", "link.md is there already."),
        ("dangling.md", "dangling.md is there already."),
        ("no/such/a.md", "no/such/a.md cannot be written: there is no folder no/such."),
        ("sub", "sub is a folder. Nothing was written. Add the name of a file."),
        ("", ". is a folder."),
        ("/dev/null", "/dev/null is there already."),
        ("x" * 300, "cannot be written: file name too long."),
        ("/proc/self/a.md", "/proc/self/a.md cannot be written: permission denied."),
    ],
    ids=lambda text: text[:20],
)
def test_a_file_that_could_not_be_written_is_told_before_the_first_question(
    option: str,
    name: str,
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("there.md").write_text("mine")
    Path("link.md").symlink_to("there.md")
    Path("dangling.md").symlink_to("nowhere")
    Path("sub").mkdir()
    monkeypatch.setattr(os, "access", lambda path, _mode: not str(path).startswith("/proc"))
    before = sorted(tmp_path.rglob("*"))
    code, out, err = ran(capsys, "quiz", option, name)
    assert (code, out) == (1, "")
    assert said in err
    assert err.count("\n") == 1
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("other", ["a.md", "./a.md", "sub/../a.md", "link/a.md", "$HERE/a.md"])
def test_one_file_for_both_is_told_before_the_first_question(
    other: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("sub").mkdir()
    Path("link").symlink_to(".", target_is_directory=True)
    code, out, err = ran(capsys, "quiz", "--report", "a.md", "--keep", other.replace("$HERE", str(tmp_path)))
    assert (code, out) == (1, "")
    assert err == "--report and --keep name the same file. Nothing was written. Choose another name for one.\n"


@pytest.mark.slow
def test_files_that_can_be_written_are_not_there_when_the_first_screen_is(tmp_path: Path) -> None:
    done = shell(f"cd {tmp_path}; $PROGRAM quiz --report a.md --keep a.yaml </dev/null")
    assert (done.returncode, done.stderr) == (0, "")
    assert "Which therapy is this about?" in words(done.stdout)
    assert list(tmp_path.iterdir()) == []


RESPONSES = "stuckpoint: 1\ntrack: individual\nresponses:\n"


@pytest.mark.sampled(4)
@pytest.mark.parametrize(
    ("text", "place"),
    [
        (f"{RESPONSES}  felt_understod: [never]\n", "4:3: error[unknown-item]"),
        (f"{RESPONSES}  felt_understood: [nevr]\n", "4:21: error[unknown-option]"),
        (f"{RESPONSES}  felt_understood: [never, often]\n", "4:28: error[too-many-options]"),
        (f"{RESPONSES}  open_sessions: [none_of_these, kept_off_main_thing]\n", "4:34: error[too-many-options]"),
        (f"{RESPONSES}  progress: [better]\n", "4:3: error[wrong-place]"),
        ("stuckpoint: 1\ntrack: individal\nresponses: {}\n", "2:8: error[unknown-track]"),
        ("stuckpoint: 1\nresponses: {}\n", "1:1: error[missing-key]"),
        ("stuckpoint: 1\ntrack: 'individual\nresponses: {}\n", "2:8: error[syntax]"),
        ("", "1:1: error[empty]"),
        ("\x1b[31m", "1:1: error[forbidden-character]"),
    ],
)
def test_a_responses_file_with_a_mistake_is_not_scored(
    text: str, place: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "answers.yaml"
    path.write_text(text)
    code, out, err = ran(capsys, "score", path, "--format", "json", "-o", tmp_path / "notes.json")
    assert (code, out) == (1, "")
    assert err.startswith(f"{path}:{place}: ")
    assert err.endswith("Nothing was scored.\n")
    assert not (tmp_path / "notes.json").exists()


def test_an_item_of_another_track_is_a_mistake(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "answers.yaml"
    path.write_text("stuckpoint: 1\ntrack: conductor\nresponses: {during_rehearsal: [felt_faint]}\n")
    code, _, err = ran(capsys, "score", path, "--questions", CHOIR, "--only")
    assert code == 1
    assert err.startswith(f"{path}:3:13: error[outside-track]: ")


def test_every_mistake_is_said_at_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "answers.yaml"
    path.write_text(f"{RESPONSES}  felt_understod: [never]\n  felt_understood: [nevr]\n  whose_idea: [mine, shared]\n")
    _, _, err = ran(capsys, "score", path)
    assert [line.partition(": ")[0].rpartition("yaml:")[2] for line in err.splitlines()[:-1]] == ["4:3", "5:21", "6:22"]


@pytest.mark.parametrize("name", ["missing.yaml", "", "/dev/null", "/dev/zero"])
def test_what_is_no_file_is_not_scored(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = ran(capsys, "score", tmp_path / name)
    assert (code, out) == (1, "")
    assert err.startswith(f"{tmp_path / name}:1:1: error[unreadable]: ")


# ---- banks


@pytest.mark.sampled(2)
@pytest.mark.parametrize("command", [["quiz"], ["reasons"], ["what-now"], ["score", "-"]], ids=" ".join)
def test_a_broken_bank_is_told_with_every_problem_and_nothing_else_is_done(
    command: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "mood.yaml"
    path.write_text("reason: mood\nnam: Mood\ntracks: [individual]\nlies_with: [moon]\n")
    code, out, err = ran(capsys, *command, "--questions", path)
    assert (code, out) == (1, "")
    lines = err.splitlines()
    assert all(line.startswith(f"{path}:") for line in lines[:-1])
    assert any(line.startswith(f"{path}:2:1: error[unknown-key]") for line in lines)
    assert any(line.startswith(f"{path}:4:13: error[bad-choice]") for line in lines)
    assert lines[-1] == f"{len(lines) - 1} problems in the questions."


@pytest.mark.slow
def test_a_bank_can_be_used_alone_or_be_added(capsys: pytest.CaptureFixture[str]) -> None:
    alone = ran(capsys, "reasons", "--questions", CHOIR, "--only")[1]
    assert "(tuning)" in alone
    assert "(fit)" not in alone
    shade = Path(__file__).parents[1] / "banks" / "allotment"
    together = ran(capsys, "reasons", "--questions", CHOIR, "--questions", shade, "--only")[1]
    assert "(tuning)" in together
    assert "(shade)" in together


# ---- pipes and interruptions


@pytest.mark.slow
@pytest.mark.parametrize(
    "command",
    ["reasons", "what-now", "check", "score $FILE", "score $FILE --format json", "score $FILE --format html", "--help"],
)
def test_output_that_nobody_reads_is_no_fault(command: str, answers: Path) -> None:
    done = shell(f"$PROGRAM {command} | head -n 1; exit ${{PIPESTATUS[0]}}", FILE=str(answers))
    assert done.stderr == ""
    assert done.stdout.count("\n") == 1
    assert done.returncode == 0


@pytest.mark.slow
@pytest.mark.parametrize("command", [["reasons"], ["what-now"], ["--help"], ["--version"]], ids=" ".join)
def test_a_pipe_that_was_closed_before_is_no_fault(command: list[str]) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    with open(writer, "wb") as pipe:  # noqa: PTH123  a handle, not a path
        done = subprocess.run([*PROGRAM, *command], stdout=pipe, stderr=subprocess.PIPE, timeout=20, check=False)
    assert done.stderr == b""
    assert done.returncode == 0 or command == ["--help"]  # help is printed by the library, which ends with 1


@pytest.mark.slow
@pytest.mark.parametrize("command", ["reasons", "score $FILE", "--help", "--version"])
def test_a_full_disk_is_said_in_one_line(command: str, answers: Path) -> None:
    done = shell(f"$PROGRAM {command} >/dev/full", FILE=str(answers))
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "Traceback" not in done.stderr


@pytest.mark.slow
@pytest.mark.parametrize("command", ["score - <&-", "reasons >&-"])
def test_closed_streams_are_no_crash(command: str) -> None:
    assert "Traceback" not in shell(f"$PROGRAM {command}").stderr


def interrupted(running: "subprocess.Popen[bytes]") -> int:
    """Presses Ctrl-C until the command ends: one that comes just before a read begins is seen only after it."""
    for _ in range(50):
        running.send_signal(signal.SIGINT)
        try:
            return running.wait(0.2)
        except subprocess.TimeoutExpired:
            continue
    raise AssertionError("it does not end")


@pytest.mark.slow
def test_an_interrupted_command_says_nothing_and_ends_with_130() -> None:
    running = subprocess.Popen([*PROGRAM, "score", "-"], stdin=subprocess.PIPE, stderr=subprocess.PIPE)
    assert running.stdin is not None
    assert running.stderr is not None
    running.stdin.write(b"# more than a pipe can hold\n" * 4000)
    running.stdin.flush()  # returns only when the command has begun to read
    assert interrupted(running) == 130
    assert running.stderr.read().strip() == b""
    running.stdin.close()
    running.stderr.close()


@pytest.mark.sampled(1)
@pytest.mark.parametrize("module", ["stuckpoint.cli.quiz", "stuckpoint.quiz.talk", "stuckpoint.quiz.run", "rich.cells"])
def test_a_ctrl_c_while_it_starts_says_nothing(module: str) -> None:
    code = f"""
        import runpy, signal, sys
        class Interrupting:
            def find_spec(self, name, *others):
                if name == {module!r}:
                    signal.raise_signal(signal.SIGINT)
        sys.meta_path.insert(0, Interrupting())
        sys.argv = ["stuckpoint", "quiz"]
        runpy.run_module("stuckpoint", run_name="__main__", alter_sys=True)
    """
    command = [sys.executable, "-P", "-c", textwrap.dedent(code)]
    done = subprocess.run(command, input="", capture_output=True, text=True, timeout=20, check=False)
    assert (done.stdout.strip(), done.stderr.strip()) == ("", "")
    assert done.returncode in (130, -signal.SIGINT)  # a shell calls both 130


def test_what_breaks_is_said_in_one_line_that_holds_no_answer() -> None:
    code = """
        import io, sys
        import stuckpoint.quiz.questioning
        from stuckpoint.__main__ import main
        def breaks(*_):
            raise KeyError("felt_understood: never")
        stuckpoint.quiz.questioning.Questioning.check = breaks
        stuckpoint.quiz.questioning.Questioning.ask_all = lambda self, sheet, **_: sheet
        sys.stdin = io.StringIO("\\n1\\n7\\n5\\n10\\n1\\n" + "\\n" * 9)
        sys.argv[1:] = ["quiz", "--plain", "--track", "individual"]
        main()
    """
    command = [sys.executable, "-c", textwrap.dedent(code)]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode == 1
    (line,) = ended.stderr.splitlines()
    assert re.fullmatch(r"Something broke inside stuckpoint \(KeyError, <string> line \d+\)\. This line .*", line)
    assert "felt_understood" not in line


@pytest.mark.slow
def test_the_quiz_is_the_same_with_and_without_options() -> None:
    came = []
    for options in ((), ("--plain", "--length", "quick")):
        command = [*PROGRAM, "quiz", *options]
        done = subprocess.run(command, input="1\n1\n", capture_output=True, text=True, timeout=60, check=True)
        came.append((done.stdout, done.stderr))
    assert "Are you alone" in came[0][0] or "safe" in came[0][0]
    assert came[0] == came[1]


# ---- forms by the ending of a name

FOR_TEXT, FOR_MARKDOWN, FOR_HTML, FOR_JSON = "What your answers", "# What your", "<!DOCTYPE html>", "{"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "starts"),
    [
        *(("a.md", FOR_MARKDOWN), ("a.HTML", FOR_HTML), ("a.htm", FOR_HTML), ("a.json", FOR_JSON), ("a.txt", FOR_TEXT)),
        *(("a", FOR_TEXT), ("30.11.2026", FOR_TEXT), ("a.b.md", FOR_MARKDOWN)),
    ],
)
def test_the_ending_of_a_name_says_the_form(
    name: str, starts: str, answers: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answers.write_text("stuckpoint: 1\ntrack: individual\nresponses: {felt_understood: [never]}\n")
    path = tmp_path / name
    assert ran(capsys, "score", answers, "-o", path) == (0, f"Written: {path}\n", "")
    assert path.read_text(encoding="utf-8").startswith(starts)


def test_as_text_there_are_page_one_and_what_stands_out_and_the_rest_with_all(
    answers: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    short, whole = (ran(capsys, "score", answers, *more)[1] for more in ((), ("--all",)))
    kept = [line for line in whole.splitlines() if re.match(r"\d+\. ", line)]
    assert any("What comes next" in line for line in kept)
    assert not re.search(r"^\d+\. (What comes next|The rest)", short, re.MULTILINE)
    assert "The rest is there with --all." in words(short)
    assert "--all" not in whole


def test_a_form_that_is_named_goes_before_the_ending(
    answers: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ran(capsys, "score", answers, "--format", "json", "-o", tmp_path / "a.md")[0] == 0
    assert (tmp_path / "a.md").read_text(encoding="utf-8").startswith(FOR_JSON)


@pytest.mark.parametrize("ending", ["docx", "pdf", "odt", "yaml", "pages"])
@pytest.mark.parametrize(
    ("command", "there_are"),
    [
        (("score", "FILE", "-o"), ".md, .html, .txt or .json"),
        (("compare", "FILE", "FILE", "-o"), ".txt or .json"),
        (("quiz", "--report"), ".md, .html or .txt"),
    ],
)
def test_another_ending_is_refused_with_those_there_are(
    ending: str,
    command: tuple[str, ...],
    there_are: str,
    answers: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = tmp_path / f"a.{ending}"
    code, out, err = ran(capsys, *(answers if word == "FILE" else word for word in command), path)
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert there_are in err
    assert not path.exists()
