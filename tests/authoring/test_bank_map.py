"""What `map` shows: a bank as a tree, one item as a respondent sees it."""

import io
import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from added import write_reason
from documents import README, TYPED, blocks
from pages import TypedLines
from screens import PROGRAM, Screen, words

from stuckpoint.authoring.map import item_pages, tree_page
from stuckpoint.bank import Bank, Track, TrackId
from stuckpoint.blocks import Keys, Paragraph, Table, Tree
from stuckpoint.cli.main import main
from stuckpoint.engine import Length
from stuckpoint.loading import open_bank
from stuckpoint.quiz.run import Quiz
from stuckpoint.terminal.drawing import as_text
from stuckpoint.terminal.terminal import Terminal

CHOIR = Path(__file__).parents[1] / "banks" / "choir"


@pytest.fixture(scope="module")
def choir() -> Bank:
    return open_bank([CHOIR], only=True)


@pytest.fixture
def gaps(tmp_path: Path) -> Path:
    """Writes the reason of the README."""
    path = tmp_path / "gaps.yaml"
    path.write_text(blocks(README, "yaml")[0], "utf-8")
    return path


def mapped(capsys: pytest.CaptureFixture[str], *arguments: object) -> str:
    """Returns what `map` prints."""
    code = main(["map", *map(str, arguments)])
    out, err = capsys.readouterr()
    assert (code, err) == (0, "")
    return out


def refused(capsys: pytest.CaptureFixture[str], *arguments: object) -> str:
    """Returns what `map` complains."""
    code = main(["map", *map(str, arguments)])
    out, err = capsys.readouterr()
    assert (code, out) == (1, "")
    return err.strip()


def tree_of(bank: Bank, track: str, *, full: bool = True) -> Tree:
    """Returns the tree of one track."""
    tree, _ = tree_page(bank, [bank.tracks[TrackId(track)]], full=full).blocks
    assert isinstance(tree, Tree)
    return tree


def named(trees: tuple[Tree, ...]) -> list[str]:
    """Returns what stands before the colon in each."""
    return [tree.text.split(":")[0] for tree in trees]


# ---- the tree


@pytest.mark.slow
@pytest.mark.parametrize("track", ["individual", "couples"])
def test_the_tree_counts_the_questions_of_each_part_and_lists_them_only_in_full(track: str) -> None:
    bank = open_bank()
    here = bank.tracks[TrackId(track)]

    short, full = tree_of(bank, track, full=False), tree_of(bank, track)

    items = (*here.context, *here.items)
    assert short.text == full.text == f"{track}, {here.name}: {len(items)} questions"
    assert [part.text for part in short.parts] == [part.text for part in full.parts]
    assert [part.parts for part in short.parts] == [()] * len(short.parts)
    assert [part.text.rsplit(": ", 1)[1] for part in full.parts] == [
        f"{len(part.parts)} questions" for part in full.parts
    ]
    assert [id for part in full.parts for id in named(part.parts)] == [item.id for item in items]


@pytest.mark.slow
@pytest.mark.parametrize("track", ["individual", "couples"])
def test_every_reason_is_named_in_bank_order_and_private_ones_are_marked(track: str) -> None:
    bank = open_bank()
    here = bank.tracks[TrackId(track)]

    parts = named(tree_of(bank, track, full=False).parts)

    assert parts[:2] == ["Context, asked first and never scored", "Opening"]
    assert parts[2:] == [
        f"{reason.id}, {reason.name}{' (private)' if reason.private else ''}" for reason in here.reasons
    ]


def test_it_says_how_to_see_more(choir: Bank) -> None:
    tracks = choir.tracks.values()
    short, full = tree_page(choir, tracks), tree_page(choir, tracks, full=True)

    assert short.blocks[-1] == Paragraph("For each question and what its answers say: --full")
    assert "from 0 to 1" in str(full.blocks[-1])


def test_items_stand_under_the_reason_in_whose_file_they_are_written(choir: Bank) -> None:
    under = {part.text: named(part.parts) for part in tree_of(choir, "conductor").parts}

    assert under == {
        "Context, asked first and never scored: 1 question": ["term"],
        "Opening: 2 questions": ["from_the_podium", "looking_elsewhere"],
        "breath, Their breath: 2 questions": ["gasping", "phrase_to_the_end"],
        "beat, The beat: 3 questions": ["eyes_on_you", "drags", "same_bar_again"],
        "wish_to_leave, A wish to lay down the baton (private): 3 questions": [
            "thursdays",
            "after_the_concert",
            "snow_in_june",
        ],
    }


def _entry(tree: Tree, item: str) -> list[str]:
    """Returns what a tree says of an item."""
    entries = [one for part in tree.parts for one in part.parts if one.text.startswith(f"{item}:")]
    return [text for one in entries for text in (one.text, *(part.text for part in one.parts))]


@pytest.mark.parametrize(
    ("track", "item", "said"),
    [
        (
            "singer",
            "hear_the_others",
            [
                "hear_the_others: How often can you hear the other voices while you sing?",
                "1 never: Never [tuning=1]",
                "2 now_and_then: Now and then [tuning=0.67]",
                "3 most_weeks: Most weeks [tuning=0.33]",
                "4 every_week: Every week",
            ],
        ),
        (
            "singer",
            "during_rehearsal",
            [
                "during_rehearsal: Think of the last rehearsal. What rings true?",
                "Many may be chosen.",
                "1 ran_out_of_air: I ran out of air before the phrase did [breath=0.7]",
                "2 sank_together: We sank, all of us, like a ship with good manners [tuning=0.7]",
                "3 felt_faint: I felt faint [breath=0.7]",
                "4 none_of_these: None of these",
            ],
        ),
        (
            "singer",
            "duller_for",
            [
                "duller_for: For how long has it sounded duller?",
                "Asked only if term is duller.",
                "1 a_week: A week",
                "2 a_month: A month or more",
            ],
        ),
    ],
)
def test_an_item_is_listed_with_its_marks_its_options_and_what_each_says(
    choir: Bank, track: str, item: str, said: list[str]
) -> None:
    assert _entry(tree_of(choir, track), item) == said


@pytest.mark.parametrize(
    ("track", "item", "marks"),
    [
        ("singer", "piano_disagrees", ["May not apply."]),
        ("conductor", "looking_elsewhere", ["Private."]),
        (
            "singer",
            "out_of_air_and_flat",
            [
                "May not apply.",
                "Asked only if during_rehearsal is ran_out_of_air or felt_faint, or (term is duller, and gasping is "
                "most_weeks or every_week).",
            ],
        ),
    ],
)
def test_marks_and_conditions_are_said_in_words(choir: Bank, track: str, item: str, marks: list[str]) -> None:
    _, *said = _entry(tree_of(choir, track), item)

    assert said[: len(marks)] == marks
    assert said[len(marks)].startswith("1 ")


def test_the_numbers_are_those_that_a_score_is_made_of(choir: Bank) -> None:
    tree = tree_of(choir, "singer")

    for item in choir.tracks[TrackId("singer")].items:
        options = [line for line in _entry(tree, item.id) if line[0].isdigit()]
        for option, line in zip(item.options, options, strict=True):
            said = dict(pair.split("=") for pair in re.findall(r"[a-z_]+=[0-9.]+", line))
            assert {reason: f"{value:.2g}" for reason, value in option.balanced.items()} == said


@pytest.mark.slow
def test_a_reason_without_items_says_so(gaps: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gaps.write_text(gaps.read_text("utf-8").split("items:")[0], "utf-8")

    assert "\n- gaps, Too long between sessions: no questions\n" in mapped(capsys, gaps)


@pytest.mark.parametrize("width", [40, 78])
def test_it_fits_a_narrow_window_with_marks_of_its_own_in_ascii(width: int) -> None:
    bank = open_bank()

    lines = as_text([tree_page(bank, bank.tracks.values(), full=True)], width).splitlines()

    assert max(map(len, lines)) <= width
    assert not re.search(r"[\u2500-\u259f]", "".join(lines))


@pytest.mark.slow
def test_track_narrows_the_tree(capsys: pytest.CaptureFixture[str]) -> None:
    said = mapped(capsys, "--track", "couples")

    assert "couples, As a couple: " in said
    assert "individual" not in said


@pytest.mark.slow
def test_it_takes_added_questions_and_only_those(gaps: Path, capsys: pytest.CaptureFixture[str]) -> None:
    both, alone = mapped(capsys, "--questions", gaps), mapped(capsys, "--questions", CHOIR, "--only")

    assert f"with{gaps}" in "".join(both.split())
    assert "- fit, " in both
    assert "- gaps, " in both
    assert alone == mapped(capsys, CHOIR)


# ---- a path


def test_a_bank_folder_is_listed_alone(capsys: pytest.CaptureFixture[str]) -> None:
    said = mapped(capsys, CHOIR)

    assert said.startswith("Why does the choir sound dull? 2.1\n")
    assert "- tuning, Tuning: " in said
    assert "fit" not in said.split()


@pytest.mark.slow
def test_a_track_may_be_one_of_the_bank_that_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(CHOIR.parent)

    said = mapped(capsys, "choir", "--track", "singer")

    assert re.findall("^[a-z]+, [^:]*", said, re.MULTILINE) == ["singer, You sing in it"]


@pytest.mark.slow
def test_of_a_file_or_a_folder_of_reasons_only_what_it_adds_is_listed(
    gaps: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = mapped(capsys, gaps)

    assert said == mapped(capsys, gaps.parent)
    assert said.startswith("Added to What keeps therapy stuck\n")
    assert re.findall(r"^(?:- )?[a-z]+, ", said, re.MULTILINE) == ["individual, ", "- gaps, "]


@pytest.mark.slow
def test_a_reason_is_added_to_the_questions_that_are_named(gaps: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gaps.write_text(
        gaps.read_text("utf-8").replace("individual", "singer").replace("how_often", "how_many_weeks"), "utf-8"
    )

    said = mapped(capsys, gaps, "--questions", CHOIR, "--only", "--full")

    assert said.startswith("Added to Why does the choir sound dull?\n")
    assert "4 every_week: Every week [gaps=1]" in said


def test_a_path_with_problems_is_refused_with_all_of_them(gaps: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gaps.write_text(gaps.read_text("utf-8").replace("how_often", "how_offen"), "utf-8")

    assert refused(capsys, gaps).startswith(f"{gaps}:13:122: error[unknown-scale]")


@pytest.mark.parametrize("path", ["nowhere/gaps.yaml", "./felt_understood"])
def test_what_holds_a_slash_is_a_path(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert refused(capsys, path) == f"There is no file or folder {Path(path)}. Check its name."


@pytest.mark.slow
def test_without_a_slash_a_name_is_an_item_before_it_is_a_file(
    gaps: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(gaps.parent)
    gaps.rename(gaps.with_name("felt_understood"))

    assert mapped(capsys, "felt_understood").startswith("felt_understood, as asked in the track individual\n")
    assert "error[file-name]" in refused(capsys, "./felt_understood")
    Path("felt_understood").rename("gaps.yaml")
    assert mapped(capsys, "gaps.yaml").startswith("Added to ")


# ---- an item


def often(_: Track) -> Mapping[Length, int]:
    return {Length.QUICK: 7, Length.STANDARD: 12}


ADDED = "In the past month, how often did you look forward to it?"


@pytest.mark.slow
def test_it_says_in_how_many_of_a_hundred_runs_it_comes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "more.yaml"
    item = f"{{id: looked_forward, text: '{ADDED}', scale: how_often, reverse: true, ask: %s}}"
    said = {}
    for ask in ("always", "when_it_helps"):
        path.write_text(f"add_to: fit\nitems:\n  - {item % ask}\n", "utf-8")
        said[ask] = [words(mapped(capsys, "looked_forward", "--questions", path)) for _ in range(2)]

    assert "it comes in 100 of quick and 100 of standard (individual)." in said["always"][0]
    assert said["when_it_helps"][0] == said["when_it_helps"][1]
    ((quick, standard),) = re.findall(r"it comes in (\d+) of quick and (\d+) of standard", said["when_it_helps"][0])
    assert 0 <= int(quick) <= int(standard) < 100


@pytest.mark.slow
def test_another_seed_invents_other_people(capsys: pytest.CaptureFixture[str]) -> None:
    said = {seed: words(mapped(capsys, "felt_understood", "--seed", seed)) for seed in (1, 2)}
    counted = [re.findall(r"it comes in .* of standard", one) for one in said.values()]
    assert counted[0] != counted[1]


@pytest.mark.slow
def test_an_item_is_shown_as_the_quiz_shows_it() -> None:
    bank, screen = open_bank(), io.StringIO()
    with Terminal(plain=True, stdin=TypedLines(TYPED, screen), stdout=screen) as terminal:
        Quiz(bank, terminal, length=Length.QUICK, show_working=False).run(None)

    here = bank.tracks[TrackId("individual")]
    asked = [item.id for item in (*here.context, *here.items) if _until_the_keys(here, item.id) in screen.getvalue()]
    assert len(asked) == 20 + 3  # and three about where the person stands


def _until_the_keys(track: Track, item: str) -> str:
    """Returns what is shown of an item under its title, to the end of the line that says what may be typed."""
    _, shown = as_text(item_pages([track], item, often)).split("\n", 1)
    question, _, rest = shown.partition("\nOr type: ")
    return f"{question}\nOr type: {rest.splitlines()[0]}".partition(", b back")[0]  # which the first one does not offer


@pytest.mark.slow
def test_it_says_why_it_is_asked_and_when_and_how_once_therapy_has_ended(capsys: pytest.CaptureFixture[str]) -> None:
    said = words(mapped(capsys, "worse_for", "--track", "individual"))
    ended = words(mapped(capsys, "during_rehearsal", "--questions", CHOIR, "--only"))

    assert "Why we ask: A few hard days and a few hard weeks call for different things." in said
    assert "Asked only if progress is worse or much_worse." in said
    assert "When therapy has ended: Think of the last rehearsals you went to. What rang true?" in ended


def test_it_is_shown_once_where_tracks_put_it_alike_and_twice_where_they_do_not() -> None:
    bank = open_bank()
    tracks = list(bank.tracks.values())

    assert [page.title for page in item_pages(tracks, "worse_for", often)] == [
        "worse_for, as asked in the tracks individual and couples"
    ]
    assert [page.title for page in item_pages(tracks, "stage", often)] == [
        "stage, as asked in the track individual",
        "stage, as asked in the track couples",
    ]


@pytest.mark.slow
def test_an_unknown_name_is_answered_with_the_nearest_item(capsys: pytest.CaptureFixture[str]) -> None:
    assert refused(capsys, "felt_undrestood") == (
        "There is no item or file 'felt_undrestood': did you mean 'felt_understood'? "
        "For a question of your own, add: --questions PATH"
    )
    assert refused(capsys, "qqqqqq") == (
        "There is no item or file 'qqqqqq': type 'stuckpoint map --full' to see them. "
        "For a question of your own, add: --questions PATH"
    )
    assert refused(capsys, "qqqqqq", "--questions", CHOIR, "--only").endswith(
        f"type 'stuckpoint map --full --questions {CHOIR} --only' to see them."
    )
    assert "There is no item" in refused(capsys, "felt_understood", "--track", "couples")


@pytest.mark.slow
def test_the_name_of_a_reason_is_answered_with_the_command_that_shows_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert refused(capsys, "fit") == "'fit' is a reason. To read about it, type: stuckpoint reasons fit"
    told = refused(capsys, "tuning", "--questions", CHOIR, "--only")
    typed = f"stuckpoint reasons tuning --questions {CHOIR} --only"
    assert told == f"'tuning' is a reason. To read about it, type: {typed}"
    assert main(typed.split()[1:]) == 0


@pytest.mark.slow
def test_an_item_that_is_answered_with_a_number_is_one_line_and_is_shown_as_it_is_asked(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    items = "  - {id: how_dry, text: How dry is it?, number: {from: 0, to: 100, to_means: dust}, reverse: true}\n"
    path = write_reason(tmp_path, items)

    said = mapped(capsys, path, "--full")
    assert (
        "  - how_dry: How dry is it?\n    - Always asked.\n    - A number from 0 [damp_hall=1] to 100 (100 = dust).\n"
        in said
    )
    assert "Type a number from 0 to 100 (100 = dust)." in mapped(capsys, "how_dry", "--questions", path)


@pytest.mark.slow
def test_files_that_belong_together_are_listed_together_and_an_item_of_one_is_shown(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path, more = (
        write_reason(tmp_path, "  - {id: how_damp, text: How damp is it?, scale: how_much}\n"),
        tmp_path / "more.yaml",
    )
    more.write_text("add_to: damp_hall\nitems: [{id: how_wet, text: How wet is it?, scale: how_often}]\n")
    assert "- damp_hall, A damp hall: 2 questions" in mapped(capsys, path, more)
    assert mapped(capsys, more, "how_wet", path) == mapped(capsys, "how_wet", "--questions", more, "--questions", path)


def test_right_under_an_item_stands_what_each_answer_says(choir: Bank) -> None:
    (page,) = item_pages([choir.tracks[TrackId("singer")]], "hear_the_others", often)
    (place,) = (number for number, block in enumerate(page.blocks) if isinstance(block, Keys))
    table = page.blocks[place + 1]

    assert isinstance(table, Table)
    assert table.header == ("Answer", "What it says")
    assert table.rows == (
        ("Never", "tuning=1"),
        ("Now and then", "tuning=0.67"),
        ("Most weeks", "tuning=0.33"),
        ("Every week", "nothing"),
    )


def test_of_an_item_that_is_never_scored_that_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert mapped(capsys, "stage", "--track", "couples").endswith("\nNo answer is scored.\n\n")


@pytest.mark.slow
@pytest.mark.parametrize("columns", [40, 80, 120])
def test_a_terminal_draws_a_tree_that_fits(columns: int) -> None:
    screen = Screen((*PROGRAM, "map", str(CHOIR), "--full"), columns, 200)
    assert screen.status() == 0
    shown = screen.display()
    assert "\u251c\u2500\u2500 breath, " in shown
    assert max(map(len, shown.splitlines())) < columns
