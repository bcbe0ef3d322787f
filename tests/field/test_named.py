"""Files and folders as people name them and keep them, and what should come of them. A new report is a new row."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from screens import PROGRAM, Screen

from stuckpoint.cli.main import main
from stuckpoint.loading import shipped_folder

CHOIR = Path(__file__).parents[1].joinpath("banks") / "choir"
LONG = "a" * 300
Ran = tuple[int, str, str]


def ran(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> Ran:
    code = main([*map(str, arguments)])
    return code, *capsys.readouterr()


# ---- reached by a link


@pytest.mark.slow
@pytest.mark.parametrize("command", ["check", "map", "simulate"])
@pytest.mark.parametrize("named", ["folder", "folder/broken.yaml", "broken.yaml"])
def test_a_part_of_a_bank_that_is_reached_by_a_link_is_a_part_of_that_bank(
    command: str, named: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    bank = tmp_path / "far" / "choir"
    shutil.copytree(CHOIR, bank)
    reason = next((bank / "reasons").iterdir())
    reason.rename(reason.with_name("zzz.yaml"))  # so that it is called otherwise than the reason in it
    whole = ran(capsys, "check", bank)[1]
    monkeypatch.chdir(tmp_path)
    Path("folder").symlink_to(bank / "reasons")
    Path("broken.yaml").symlink_to(bank / "reasons" / "zzz.yaml")
    path = named.replace("folder/broken", "folder/zzz")
    code, out, err = ran(capsys, command, path)
    assert code == 1
    assert "zzz" in out + err
    assert "shipped reason" not in out + err
    assert "no track" not in out + err
    assert "zzz" in whole


# ---- what cannot be read

KEPT = "stuckpoint: 1\ntrack: individual\nresponses: {felt_understood: [often]}\n"


@pytest.mark.slow
@pytest.mark.parametrize("odd", ["/dev/zero", "pipe", ".", "", "-", "nope.yaml", "report.html", "reason.yaml"])
@pytest.mark.parametrize(
    ("arguments", "outcome"),
    [
        (("score", "ODD"), "Nothing was scored."),
        (("score", "kept.yaml", "--since", "ODD"), "Nothing was scored."),
        (("compare", "kept.yaml", "ODD"), "Nothing was compared."),
        (("compare", "ODD", "kept.yaml"), "Nothing was compared."),
        (("quiz", "--again", "ODD"), "Nothing was asked."),
    ],
)
def test_what_holds_no_answers_is_named_and_what_became_of_it_is_said(
    arguments: tuple[str, ...],
    outcome: str,
    odd: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.stdin", None)
    os.mkfifo("pipe")
    Path("kept.yaml").write_text(KEPT)
    Path("report.html").write_text("<!DOCTYPE html>\n")
    Path("reason.yaml").write_text("reason: gaps\nname: Gaps\n")
    before = sorted(Path().iterdir())
    code, out, err = ran(capsys, *(odd if one == "ODD" else one for one in arguments))
    *problems, last = err.splitlines()
    assert (code, out, last) == (1, "", outcome)
    named = "<stdin>" if arguments[1:] == ("ODD",) and odd == "-" and arguments[0] == "score" else odd or "."
    assert problems
    assert all(problem.startswith(f"{named}:") for problem in problems)
    assert sorted(Path().iterdir()) == before


INPUTS = [
    ("check", LONG),
    ("check", f"{LONG}/b"),
    ("map", LONG),
    ("map", f"{LONG}/b"),
    ("simulate", LONG),
    ("score", LONG),
    ("reasons", "--questions", LONG),
    ("quiz", "--questions", LONG),
    ("quiz", "--again", LONG),
    ("compare", LONG, LONG),
    ("copy-questions", LONG),
    ("check", "closed/inside"),
    ("map", "closed/inside"),
    ("simulate", "closed/inside"),
    ("score", "closed/inside"),
]


@pytest.mark.sampled(3)
@pytest.mark.parametrize("command", INPUTS, ids=lambda words: " ".join(words).replace(LONG, "LONG"))
def test_what_cannot_be_read_is_named_and_nothing_is_said_of_output(
    command: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    real = os.stat

    def closed(path: object, *others: object, **more: object) -> os.stat_result:
        if isinstance(path, str | Path) and str(path).startswith("closed"):
            raise PermissionError(13, "Permission denied", str(path))
        return real(path, *others, **more)  # type: ignore[arg-type]

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(os, "stat", closed)
    code, out, err = ran(capsys, *command)
    assert code == 1
    assert "output" not in out + err
    assert command[-1] in out + err
    assert "too long" in out + err or "ermission" in out + err or "no such file" in out + err or "no file" in out + err


@pytest.mark.sampled(1)
@pytest.mark.parametrize("command", ["check .", "map .", "simulate .", "quiz --questions .", "check reasons"])
def test_in_a_folder_that_is_gone_the_folder_is_what_is_named(command: str, tmp_path: Path) -> None:
    gone = f"mkdir gone && cd gone && rmdir ../gone && exec {' '.join(PROGRAM)} {command}"
    done = subprocess.run(["bash", "-c", gone], cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 1
    assert "output" not in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


# ---- names that no window should get

ODD = ["\x1b[31mred", "a\nb", "caf\udce9", "a\u202eb", "100%, or: so"]


@pytest.mark.slow
@pytest.mark.parametrize("name", ODD, ids=ascii)
def test_an_odd_name_is_escaped_wherever_it_is_printed(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path(f"{name}.yaml").write_text("reason: [")
    for arguments in (["check", "--format", "github"], ["check"], ["check", "--format", "json"], ["map"]):
        code, out, err = ran(capsys, *arguments, f"./{name}.yaml")
        assert code == 1
        for line in (out + err).splitlines():
            line.encode()
            assert all(letter.isprintable() for letter in line)
        if "github" in arguments:
            assert len(out.splitlines()) == 1
        if "json" in arguments:
            assert json.loads(out)[0]["file"] == f"{name}.yaml"
    code, out, err = ran(capsys, "copy-questions", name)
    assert (code, err) == (0, "")
    assert all(letter.isprintable() for line in out.splitlines() for letter in line)
    assert len(out.splitlines()) == 3
    assert len([*Path(name).rglob("*.yaml")]) > len([*(shipped_folder() / "reasons").iterdir()])


# ---- how wide it is printed


@pytest.mark.slow
@pytest.mark.parametrize(("columns", "widest"), [(50, 49), (100, 78), (200, 78)])
def test_what_goes_to_a_pager_fits_the_window_it_is_read_in(columns: int, widest: int, tmp_path: Path) -> None:
    for command in ("reasons fit", "what-now", "support", "map"):
        screen = Screen(["bash", "-c", f"{' '.join(PROGRAM)} {command} | cat"], columns, 24, tmp_path, COLUMNS="33")
        assert screen.status() == 0
        lines = screen.raw.decode().splitlines()
        assert max(map(len, lines)) <= widest
        assert max(map(len, lines)) > widest - 20
        assert "\x1b" not in screen.raw.decode()


@pytest.mark.slow
def test_what_goes_into_a_file_is_as_wide_as_ever(tmp_path: Path) -> None:
    screen = Screen(["bash", "-c", f"{' '.join(PROGRAM)} reasons fit > out.txt"], 50, 24, tmp_path)
    assert screen.status() == 0
    assert 60 < max(map(len, (tmp_path / "out.txt").read_text(encoding="utf-8").splitlines())) <= 78
