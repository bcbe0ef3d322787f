"""Files that add to a shipped reason: what comes of each part of them, and what cannot be added."""

from pathlib import Path

import pytest

from stuckpoint.bank import COUPLES, Bank, Item, Reason, TrackId
from stuckpoint.engine import Length, at_most, next_item
from stuckpoint.errors import StuckpointError
from stuckpoint.loading import load, open_bank, shipped_folder

INDIVIDUAL = TrackId("individual")
SHIPPED = open_bank()
OFTEN = "  - {id: looked_forward, text: How often do you look forward to it?, scale: how_often, reverse: true}\n"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, which one is in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def added(text: str, to: str = "fit", name: str = "more.yaml") -> Bank:
    """Returns the shipped bank with a file that adds this."""
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"add_to: {to}\n{text}", "utf-8")
    return open_bank([path])


def problems(text: str, to: str = "fit") -> list[str]:
    """Returns what is wrong with a file that adds this: line and code of each problem."""
    Path("more.yaml").write_text(f"add_to: {to}\n{text}", "utf-8")
    found = load([shipped_folder(), Path("more.yaml")], shipped=shipped_folder()).problems
    assert {one.place.file for one in found} <= {"more.yaml"}
    return [f"{one.place.line} {one.code}" for one in found]


def item(bank: Bank, id: str, track: TrackId = INDIVIDUAL) -> Item:
    return next(one for one in (*bank.tracks[track].context, *bank.tracks[track].items) if one.id == id)


def reason(bank: Bank, id: str, track: TrackId = INDIVIDUAL) -> Reason:
    return next(one for one in bank.tracks[track].reasons if one.id == id)


@pytest.mark.usefixtures("here")
def test_an_item_is_the_reasons_own_comes_last_and_is_always_asked() -> None:
    bank = added(f"items:\n{OFTEN}")
    track = bank.tracks[INDIVIDUAL]
    new = item(bank, "looked_forward")
    assert (new.reason, new.most, new.always) == ("fit", {"fit": 1.0}, True)
    assert [one.id for one in track.items] == [one.id for one in SHIPPED.tracks[INDIVIDUAL].items] + ["looked_forward"]
    assert len(track.reasons) == len(SHIPPED.tracks[INDIVIDUAL].reasons)
    assert bank.added == ("more.yaml",)
    assert not any(one.always for one in SHIPPED.tracks[INDIVIDUAL].items)


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("length", Length)
def test_it_is_asked_in_every_length_after_the_tick_all_items(length: Length) -> None:
    bank = added(f"items:\n{OFTEN}")
    held: dict[str, tuple[str, ...]] = {}
    while coming := next_item(bank, INDIVIDUAL, held, length):  # type: ignore[arg-type]
        held[coming.id] = ()
    tick_all = [str(one.id) for one in bank.tracks[INDIVIDUAL].items if one.many and one.id in held]
    assert len(tick_all) >= 4
    assert list(held)[: len(tick_all) + 1] == [*tick_all, "looked_forward"]
    assert length is not Length.QUICK or len(held) <= 20 == at_most(bank.tracks[INDIVIDUAL], length)


@pytest.mark.usefixtures("here")
def test_more_than_five_make_quick_longer() -> None:
    items = "".join(
        OFTEN.replace("looked_forward", f"own_{number}").replace("it?", f"it {number}?") for number in range(7)
    )
    bank = added(f"items:\n{items}")
    assert at_most(bank.tracks[INDIVIDUAL], Length.QUICK) == SHIPPED.tracks[INDIVIDUAL].quick + 2


@pytest.mark.usefixtures("here")
def test_an_item_may_be_asked_only_when_it_helps() -> None:
    bank = added(f"items:\n{OFTEN}".replace("reverse: true", "reverse: true, ask: when_it_helps"))
    assert not item(bank, "looked_forward").always


@pytest.mark.slow
def test_in_a_bank_of_ones_own_only_what_says_so_is_always_asked(here: Path) -> None:
    (here / "tracks").mkdir()
    (here / "bank.yaml").write_text(
        "name: Mine\nscales: {s: {options: [{id: a, text: A}, {id: b, text: B}]}}\n", "utf-8"
    )
    about = "scale: s, points_to: {gaps: 1}"
    opening = f"[{{id: x, text: X, {about}}}, {{id: y, text: Y, {about}, ask: always}}]"
    (here / "tracks" / "mine.yaml").write_text(f"name: Mine\nopening: {opening}\n", "utf-8")
    (here / "reasons").mkdir()
    (here / "reasons" / "gaps.yaml").write_text(GAPS.replace("individual", "mine"), "utf-8")
    (here / "reasons" / "more.yaml").write_text("add_to: gaps\nitems: [{id: z, text: Z, scale: s}]\n", "utf-8")
    for bank in (open_bank([here], only=True), open_bank([here])):
        items = bank.tracks[TrackId("mine")].items
        assert [(one.id, one.always) for one in items] == [("x", False), ("y", True), ("z", False)]


GAPS = """\
reason: gaps
name: Too long between sessions
tracks: [individual]
lies_with: [setting]
summary: Weeks can cost you the thread.
may_mean: [It may be the gap.]
does_not_mean: It is not you.
first_step: three_words
first_line: shorter_gaps
steps: {you: [{id: three_words, text: Write down three words.}]}
opening_lines: [{id: shorter_gaps, text: Could we meet more often?}]
"""


@pytest.mark.slow
@pytest.mark.parametrize("named", [["own"], ["own/more.yaml", "own/gaps.yaml"]], ids=["a folder", "two files"])
def test_a_reason_of_ones_own_can_be_added_to_from_another_file_in_any_order(here: Path, named: list[str]) -> None:
    (here / "own").mkdir()
    (here / "own" / "gaps.yaml").write_text(
        GAPS + "items: [{id: lost, text: Is it lost?, scale: how_long}]\n"
        "scales: {how_long: {options: [{id: short, text: Short}, {id: long, text: Long}]}}\n",
        "utf-8",
    )
    (here / "own" / "more.yaml").write_text(
        "add_to: gaps\nitems: [{id: found, text: Is it found?, scale: how_long, reverse: true}]\n", "utf-8"
    )
    bank = open_bank(list(map(Path, named)))
    assert [item(bank, id).reason for id in ("lost", "found")] == ["gaps", "gaps"]


@pytest.mark.usefixtures("here")
def test_steps_lines_and_pairs_come_after_the_reasons_own_and_count_as_unsafe_until_they_say_otherwise() -> None:
    bank = added(
        "steps:\n  elsewhere: [{id: ask_around, text: Ask a friend.},"
        " {id: read_it, text: Read it., unsafe_in_crisis: false, unsafe_with_misconduct: false}]\n"
        "opening_lines: [{id: warmer, text: I want it warmer.}]\n"
        "together: {pacing: [Begin with the pace.]}\n"
    )
    old, new = reason(SHIPPED, "fit"), reason(bank, "fit")
    assert [one.id for one in new.steps] == [*(one.id for one in old.steps), "ask_around", "read_it"]
    assert [one.id for one in new.opening_lines] == [*(one.id for one in old.opening_lines), "warmer"]
    assert new.together.keys() - old.together.keys() == {"pacing"}
    mine = (*new.steps[-2:], new.opening_lines[-1], *new.together["pacing"])  # type: ignore[index]
    marks = [(one.unsafe_in_crisis, one.unsafe_with_misconduct) for one in mine]
    assert marks == [(True, True), (False, False), (True, True), (True, True)]
    assert new.steps[: len(old.steps)] == old.steps
    assert new.may_mean == old.may_mean


@pytest.mark.usefixtures("here")
def test_a_scale_and_a_context_item_may_come_with_it() -> None:
    bank = added(
        "scales: {how_warm: {options: [{id: cold, text: Cold}, {id: warm, text: Warm}]}}\n"
        "context: [{id: going_for, text: How long?, options: [{id: weeks, text: Weeks}, {id: years, text: Years}]}]\n"
        "items: [{id: warmth, text: How warm?, scale: how_warm, reverse: true, show_if: {going_for: [years]}}]\n"
    )
    assert [one.id for one in bank.tracks[INDIVIDUAL].context][-1] == "going_for"
    context = item(bank, "going_for")
    assert (context.reason, context.most, context.always) == (None, {}, False)
    assert item(bank, "warmth").options[0].balanced == {"fit": 1.0}


@pytest.mark.slow
@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("private", ["hidden_truth", "limbo", "honest_ending"])
def test_what_is_added_to_a_private_reason_is_private(private: str) -> None:
    context = "context: [{id: quiet, text: Is it?, options: [{id: a, text: A}, {id: b, text: B}]}]\n"
    bank = added(f"items:\n{OFTEN}{context}", to=private)
    assert all(item(bank, id, COUPLES).private for id in ("looked_forward", "quiet"))


@pytest.mark.sampled(3)
@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    ("to", "text", "expected"),
    [
        ("not_safe_together", f"items:\n{OFTEN}", ["1 closed-reason"]),
        ("fid", f"items:\n{OFTEN}", ["1 unknown-reason"]),
        ("fit", "", ["1 missing-key"]),
        ("fit", "name: Fit\n", ["2 unknown-key"]),
        ("fit", "items: [{id: felt_understood, text: Again?, scale: how_often}]", ["2 duplicate-id"]),
        ("fit", "items: [{id: a, text: A?, scale: how_warm}]", ["2 unknown-scale"]),
        ("fit", "items: [{id: a, text: A?, scale: how_often, tracks: [couples]}]", ["2 outside-track"]),
        ("fit", "items: [{id: a, text: A?, scale: how_often, ask: never}]", ["2 bad-choice"]),
        ("fit", "together: {rupture: [They may.]}", ["2 duplicate-id"]),
        ("fit", "together: {limbo: [They may.]}", ["2 outside-track"]),
        ("fit", "opening_lines: [{id: understood_or_not, text: I do.}]", ["2 duplicate-id"]),
        ("fit", "scales: {how_often: {options: [{id: a, text: A}, {id: b, text: B}]}}", ["2 duplicate-id"]),
        (
            "fit",
            "context:\n  - {id: a, text: A?, options: [{id: x, text: X}]}\n"
            "  - {id: b, text: B?, options: [{id: x, text: X}]}",
            ["4 too-many"],
        ),
        ("fit", "context: [{id: a, text: A?, scale: how_often, ask: always}]", ["2 unused-key"]),
        ("fit", "context: [{id: stage, text: A?, scale: how_often}]", ["2 duplicate-id"]),
        ("limbo", "items: [{id: a, text: A?, scale: how_often, show_if: {feltt: [never]}}]", ["2 unknown-item"]),
    ],
)
def test_a_mistake_is_one_problem_at_its_place(to: str, text: str, expected: list[str]) -> None:
    assert problems(text, to) == expected


@pytest.mark.slow
@pytest.mark.usefixtures("here")
def test_add_to_misspelt_is_said_as_that() -> None:
    Path("more.yaml").write_text(f"addto: fit\nitems:\n{OFTEN}", "utf-8")
    (problem,) = load([shipped_folder(), Path("more.yaml")], shipped=shipped_folder()).problems
    assert "did you mean 'add_to'" in str(problem)


@pytest.mark.usefixtures("here")
def test_who_calls_a_reason_like_a_shipped_one_is_told_how_to_add_to_it() -> None:
    Path("fit.yaml").write_text(GAPS.replace("reason: gaps", "reason: fit"), "utf-8")
    with pytest.raises(StuckpointError) as refused:
        open_bank([Path("fit.yaml")])
    assert "add_to: fit" in str(refused.value.problems[0])  # type: ignore[attr-defined]


@pytest.mark.usefixtures("here")
def test_the_file_may_be_called_as_the_reason_is() -> None:
    assert item(added(f"items:\n{OFTEN}", name="fit.yaml"), "looked_forward").reason == "fit"
