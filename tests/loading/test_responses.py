from dataclasses import replace

import pytest
from in_form import in_form
from making import HERE, answers, bank, item, scale, track

from stuckpoint.bank import COUPLES, Bank, TrackId
from stuckpoint.engine import Kept, Picks, findings
from stuckpoint.engine.answers import Rings, wording_of
from stuckpoint.loading import open_bank, read_kept
from stuckpoint.pages.forms import Form, Reader, rendered
from stuckpoint.reading import Code, FileProblems
from stuckpoint.reading.source import read_text

_HERE = track(
    [
        item("lists", {"slow": {"ash": 1}, "loud": {"elm": 1}}, many=True, may_not_apply=True),
        item("felt", {"yes": {}, "no": {"ash": 1}}, may_not_apply=True),
        scale("tired", "ash"),
    ],
    context=[item("stage", {"going": {}, "ended": {}}), item("progress", {"better": {}, "worse": {}})],
)
_THERE = replace(track([scale("argued", "oak")]), id=TrackId("there"))
BANK = replace(bank(_HERE), tracks={HERE: _HERE, _THERE.id: _THERE})


def kept(text: str, bank: Bank = BANK) -> Kept:
    return read_kept(read_text(text, "answers.yaml"), bank)


def test_answers_are_read_context_first_and_else_in_file_order() -> None:
    read = kept("""
stuckpoint: 1
bank: shipped
version: '1.0'
track: here
responses:
  tired: [often]
  lists: [loud, slow]
  felt: []
context:
  progress: [worse]
  stage: [going]
""")
    assert read.track == HERE
    assert list(read.responses.items()) == [
        ("progress", ("worse",)),
        ("stage", ("going",)),
        ("tired", ("often",)),
        ("lists", ("loud", "slow")),
        ("felt", ()),
    ]


def test_asked_is_in_file_order_and_leaves_context_out() -> None:
    read = kept("stuckpoint: 1\ntrack: here\nresponses: {tired: [], felt: [no], lists: [none_of_these]}\n")
    found = findings(BANK, read.track, read.responses)
    assert found.asked == ("tired", "felt", "lists")
    assert found.answered == ("felt", "lists")


@pytest.mark.parametrize("answer", ["[]", "[does_not_apply]"])
@pytest.mark.parametrize("name", ["felt", "lists"])
def test_skipped_and_does_not_apply_are_asked_and_not_answered(name: str, answer: str) -> None:
    read = kept(f"stuckpoint: 1\ntrack: here\nresponses: {{{name}: {answer}}}\n")
    found = findings(BANK, read.track, read.responses)
    assert found.asked == (name,)
    assert found.answered == ()


@pytest.mark.parametrize("text", ["responses: {}", "responses: {}\ncontext: {}", "responses: {}\npicked: {}"])
def test_a_file_without_an_answer_is_fine(text: str) -> None:
    assert kept(f"stuckpoint: 1\ntrack: here\n{text}\n").responses == {}


HEAD = "stuckpoint: 1\ntrack: here\nresponses:\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{HEAD}  tirde: [often]\n", [(4, 3, "unknown-item")]),
        (f"{HEAD}  tired: [oftn]\n", [(4, 11, "unknown-option")]),
        (f"{HEAD}  tired: [does_not_apply]\n", [(4, 11, "unknown-option")]),
        (f"{HEAD}  tired: [none_of_these]\n", [(4, 11, "unknown-option")]),
        (f"{HEAD}  tired: [often, never]\n", [(4, 18, "too-many-options")]),
        (f"{HEAD}  tired: [often, often]\n", [(4, 18, "too-many-options")]),
        (f"{HEAD}  lists: [slow, slow]\n", [(4, 17, "too-many-options")]),
        (f"{HEAD}  lists: [slow, none_of_these]\n", [(4, 17, "too-many-options")]),
        (f"{HEAD}  lists: [none_of_these, slow, loud]\n", [(4, 26, "too-many-options"), (4, 32, "too-many-options")]),
        (f"{HEAD}  lists: [does_not_apply, slow]\n", [(4, 27, "too-many-options")]),
        (f"{HEAD}  felt: [yes, does_not_apply]\n", [(4, 15, "too-many-options")]),
        (f"{HEAD}  felt: yes\n", [(4, 9, "wrong-kind")]),
        (f"{HEAD}  felt:\n", [(4, 8, "empty")]),
        (f"{HEAD}  felt: ['']\n", [(4, 10, "empty")]),
        (f"{HEAD}  felt: [[yes]]\n", [(4, 10, "wrong-kind")]),
        (f"{HEAD}  stage: [going]\n", [(4, 3, "wrong-place")]),
        (f"{HEAD}  argued: [often]\n", [(4, 3, "outside-track")]),
        (f"{HEAD}  tired: [often]\n  tired: [never]\n", [(5, 3, "duplicate-key")]),
        (f"{HEAD}  tired: [oftn]\n  x: []\n", [(4, 11, "unknown-option"), (5, 3, "unknown-item")]),
        (f"{HEAD}  stage: [gone]\n  argued: [x, y]\n", [(4, 3, "wrong-place"), (5, 3, "outside-track")]),
        ("stuckpoint: 1\ntrack: here\nresponses: {}\ncontext:\n  tired: [often]\n", [(5, 3, "wrong-place")]),
        ("stuckpoint: 1\ntrack: here\nresponses: {}\ncontext:\n  stage: [gone]\n", [(5, 11, "unknown-option")]),
        (f"{HEAD}  felt: []\ncontext:\n  stage: [going, ended]\n", [(6, 18, "too-many-options")]),
        ("stuckpoint: 1\ntrack: heer\nresponses: {nonsense: [x]}\n", [(2, 8, "unknown-track")]),
        ("stuckpoint: 1\nresponses: {}\n", [(1, 1, "missing-key")]),
        ("stuckpoint: 1\ntrack: here\n", [(1, 1, "missing-key")]),
        ("track: here\nresponses: {}\n", [(1, 1, "missing-key")]),
        ("stuckpoint: 2\ntrack: here\nresponses: {}\n", [(1, 13, "bad-number")]),
        ("stuckpoint: 1\ntrack: here\nresponses: {}\nresponses2: {}\n", [(4, 1, "unknown-key")]),
        ("stuckpoint: 1\ntrack: here\nresponses: [tired]\n", [(3, 12, "wrong-kind")]),
        ("stuckpoint: 1\ntrack: here\nresponses: {tired: &a [often]}\n", [(3, 20, "anchor")]),
        (f"{HEAD}  tired: []\npicked: {{rings: {{ahs: partly}}}}\n", [(5, 18, "unknown-reason")]),
        (f"{HEAD}  tired: []\npicked: {{rings: {{ash: maybe}}}}\n", [(5, 23, "bad-choice")]),
        (f"{HEAD}  tired: []\npicked: {{rings: {{oak: partly}}}}\n", [(5, 18, "unknown-reason")]),
        (f"{HEAD}  tired: []\npicked: {{reasons: [ash, elmm]}}\n", [(5, 25, "unknown-reason")]),
        (f"{HEAD}  tired: []\npicked: {{reasons: [ash, ash]}}\n", [(5, 25, "too-many-options")]),
        (f"{HEAD}  tired: []\npicked: {{reasons: [ash, elm, ash, elm]}}\n", [(5, 19, "too-many")]),
        (f"{HEAD}  tired: []\npicked: {{reasons: [ash, elm, ash]}}\n", [(5, 30, "too-many-options")]),
        (f"{HEAD}  tired: []\npicked: {{reasons: ash}}\n", [(5, 19, "wrong-kind")]),
        (f"{HEAD}  tired: []\npicked: {{rather_not: [elm, elm]}}\n", [(5, 28, "too-many-options")]),
        (f"{HEAD}  tired: []\npicked: {{rather_not: [birch]}}\n", [(5, 23, "unknown-reason")]),
        (f"{HEAD}  tired: []\npicked: {{step: try_ahs}}\n", [(5, 16, "unknown-step")]),
        (f"{HEAD}  tired: []\npicked: {{step: say_ash}}\n", [(5, 16, "unknown-step")]),
        (f"{HEAD}  tired: []\npicked: {{line: try_ash}}\n", [(5, 16, "unknown-line")]),
        (f"{HEAD}  tired: []\npicked: {{line: [say_ash]}}\n", [(5, 16, "wrong-kind")]),
        (f"{HEAD}  tired: []\npicked: {{lines: say_ash}}\n", [(5, 10, "unknown-key")]),
        (f"{HEAD}  tired: []\npicked: [ash]\n", [(5, 9, "wrong-kind")]),
        (f"{HEAD}  tired: []\nsafety: {{someone_controls: [yes]}}\n", [(5, 1, "unknown-key")]),
        (f"{HEAD}  someone_controls: [yes]\n", [(4, 3, "unknown-item")]),
        ("- often\n", [(1, 1, "wrong-kind")]),
        ("often\n", [(1, 1, "wrong-kind")]),
        ("stuckpoint: 1\ntrack: [here\n", [(2, 8, "syntax")]),
        ("", [(1, 1, "empty")]),
        ("# nothing but a comment\n", [(1, 1, "empty")]),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_its_place_and_nothing_is_read(
    text: str, expected: list[tuple[int, int, str]]
) -> None:
    with pytest.raises(FileProblems) as raised:
        kept(text)
    problems = raised.value.problems
    assert [(one.place.line, one.place.column, one.code) for one in problems] == expected
    assert {one.place.file for one in problems} == {"answers.yaml"}
    assert all(one.to_do for one in problems)


@pytest.mark.parametrize(
    ("text", "to_do"),
    [
        (f"{HEAD}  tirde: [often]\n", "did you mean 'tired'?"),
        (f"{HEAD}  tired: [oftn]\n", "did you mean 'often'? (write [] for an item that was skipped)"),
        (f"{HEAD}  tired: []\npicked: {{reasons: [ahs]}}\n", "did you mean 'ash'?"),
        (f"{HEAD}  tired: []\npicked: {{step: try_ahs}}\n", "did you mean 'try_ash'?"),
        (f"{HEAD}  tired: []\npicked: {{line: say_ahs}}\n", "did you mean 'say_ash'?"),
        ("stuckpoint: 1\ntrack: heer\nresponses: {}\n", "did you mean 'here'?"),
    ],
)
def test_what_was_meant_is_guessed(text: str, to_do: str) -> None:
    with pytest.raises(FileProblems) as raised:
        kept(text)
    assert [problem.to_do for problem in raised.value.problems] == [to_do]


# ---- picks

PICKED = """
picked:
  rings: {elm: not_me, ash: rings_true}
  reasons: [elm, ash]
  step: try_elm
  line: say_ash
  rather_not: [elm]
"""


def test_picks_are_read_in_file_order() -> None:
    read = kept(f"{HEAD}  tired: [often]{PICKED}")
    assert read.picks == Picks(
        rings={_HERE.reasons[1].id: Rings.NOT_ME, _HERE.reasons[0].id: Rings.TRUE},
        reasons=(_HERE.reasons[1].id, _HERE.reasons[0].id),
        step="try_elm",
        line="say_ash",
        rather_not=(_HERE.reasons[1].id,),
    )
    assert list(read.picks.rings) == ["elm", "ash"]
    assert read.changed == ()


def test_private_picks_are_read_as_private() -> None:
    private = PICKED.replace("picked:", "picked_in_private:")
    read, told = (kept(f"{HEAD}  tired: [often]{text}") for text in (private, PICKED))
    assert (read.picks, read.private_picks.picks) == (Picks(), told.picks)
    with pytest.raises(FileProblems) as raised:
        kept(f"{HEAD}  tired: [often]{private.replace('step: try_elm', 'step: try_elk')}")
    assert [problem.to_do for problem in raised.value.problems] == ["did you mean 'try_elm'?"]


# ---- when the questions have changed since

OTHER = "stuckpoint: 1\nbank: made\nversion: '0.9'\ntrack: here\n"
CHANGED = "These answers were given to version 0.9 of the questions, and this is version 1."
GONE = [
    ("responses: {old: [yes], tired: [often]}", "old", {"tired": "often"}),
    ("responses: {argued: [often], tired: [often]}", "argued", {"tired": "often"}),  # now of another track
    ("responses: {tired: [now_and_then]}", "tired: now_and_then", {}),
    ("responses: {tired: [does_not_apply], felt: []}", "tired: does_not_apply", {"felt": []}),
    ("responses: {lists: [slow, dull, loud]}", "lists: dull", {"lists": ["slow", "loud"]}),
    ("context: {weather: [wet]}\nresponses: {felt: []}", "weather", {"felt": []}),
    ("context: {stage: [resting]}\nresponses: {}", "stage: resting", {}),
]


@pytest.mark.parametrize(("text", "named", "left"), GONE)
def test_an_answer_to_what_is_no_longer_there_is_left_out_by_name(
    text: str, named: str, left: dict[str, str | list[str]]
) -> None:
    read = kept(f"{OTHER}{text}\n")
    assert read.responses == answers(**left)
    assert read.gone == (named,)
    assert read.changed[0].startswith(CHANGED)
    assert read.changed[1:] == (f"Left out, because it is no longer there: {named}.",)


@pytest.mark.parametrize(
    ("picked", "named"),
    [
        ("rings: {old: partly}", "old"),
        ("reasons: [old]", "old"),
        ("rather_not: [old]", "old"),
        ("step: old_step", "old_step"),
        ("line: old_line", "old_line"),
    ],
)
def test_a_pick_of_what_is_no_longer_there_is_left_out_by_name(picked: str, named: str) -> None:
    read = kept(f"{OTHER}responses: {{}}\npicked: {{{picked}}}\n")
    assert read.picks == Picks()
    assert read.gone == (named,)


def test_what_is_gone_is_named_once_and_ten_at_most() -> None:
    many = ", ".join(f"old{number}: []" for number in range(12))
    read = kept(f"{OTHER}responses: {{{many}}}\npicked: {{reasons: [elm, old], rather_not: [old]}}\n")
    assert len(read.gone) == 13
    assert read.picks.reasons == (_HERE.reasons[1].id,)
    assert read.changed[1].endswith("old7, old8, old9 and 3 more.")


@pytest.mark.parametrize(
    "text",
    [
        f"{OTHER}responses: {{tired: often}}\n",
        f"{OTHER}responses: {{felt: [yes, no]}}\n",
        f"{OTHER}responses: {{stage: [going]}}\n",
        f"{OTHER.replace('here', 'gone')}responses: {{}}\n",
        f"{OTHER}responses: {{}}\npicked: {{rings: {{ash: maybe}}}}\n",
    ],
)
def test_what_no_change_of_questions_explains_is_a_mistake_in_any_version(text: str) -> None:
    with pytest.raises(FileProblems):
        kept(text)


@pytest.mark.parametrize(
    ("head", "said"),
    [
        ("", ()),
        ("bank: made\n", ()),
        ("version: '1'\n", ()),
        ("bank: made\nversion: '1'\n", ()),
        ("bank: choir\n", ("These answers were given to the questions 'choir', and these are others.",)),
        ("bank: choir\nversion: '1'\n", ("These answers were given to the questions 'choir', and these are others.",)),
    ],
)
def test_which_questions_were_answered_is_said_where_they_are_others(head: str, said: tuple[str, ...]) -> None:
    assert kept(f"stuckpoint: 1\n{head}track: here\nresponses: {{tired: [often]}}\n").changed == said


@pytest.mark.parametrize("head", ["", "bank: made\n", "bank: made\nversion: '1'\n", "bank: choir\nversion: '0.9'\n"])
def test_what_is_not_there_is_a_mistake_unless_these_are_a_later_version(head: str) -> None:
    with pytest.raises(FileProblems):
        kept(f"stuckpoint: 1\n{head}track: here\nresponses: {{old: [yes]}}\n")


def test_a_version_of_a_bank_that_names_none_is_another_one() -> None:
    read = kept(f"{OTHER}responses: {{}}\n", replace(BANK, version=""))
    assert "this is version unknown." in read.changed[0]


def test_what_was_worded_otherwise_is_named_unless_it_is_private() -> None:
    private = replace(item("secret", {"yes": {"ash": 1}, "no": {}}), private=True)
    here = replace(_HERE, items=(*_HERE.items, private))
    own = replace(BANK, tracks={HERE: here})
    answers = "responses: {tired: [often], felt: [no], secret: [yes], lists: []}"
    worded = f"wording: {{tired: '00000000', secret: '00000000', felt: '{wording_of(here.items[1])}', lists: '0'}}"
    read = kept(f"stuckpoint: 1\ntrack: here\n{answers}\n{worded}\n", own)

    assert read.changed == ("Worded otherwise when it was answered: tired.",)
    assert read.without_private(own).changed == read.changed
    assert kept(f"stuckpoint: 1\ntrack: here\n{answers}\n", own).changed == ()


@pytest.mark.sampled(1)
@pytest.mark.parametrize("text", [text for text, _, _ in GONE])
def test_nothing_that_is_gone_is_named_to_a_therapist_for_it_may_have_been_private(text: str) -> None:
    here = open_bank().tracks[COUPLES]
    shipped = replace(open_bank(), tracks={HERE: replace(_HERE, results=here.results), _THERE.id: _THERE}, id="made")
    read = kept(f"{OTHER}{text}\n", shipped)
    told = replace(read, gone=())
    for form in Form:
        assert in_form(shipped, read, form, Reader.THERAPIST) == in_form(shipped, told, form, Reader.THERAPIST)
    assert read.gone[0] in " ".join(rendered(shipped, read, Form.MARKDOWN, Reader.SELF).replace("\\", "").split())


@pytest.mark.parametrize("taken", ["2026-11-31", "30.11.2026", "20261130", "2026-W48-1", "yesterday"])
def test_a_day_that_is_none_is_a_problem_at_its_place(taken: str) -> None:
    with pytest.raises(FileProblems) as raised:
        kept(f"stuckpoint: 1\ntaken: {taken}\ntrack: here\nresponses: {{}}\n")
    (problem,) = raised.value.problems
    assert (problem.place.line, problem.place.column, problem.code) == (2, 8, Code.BAD_CHOICE)


def test_the_day_of_the_answers_is_read() -> None:
    assert kept("stuckpoint: 1\ntaken: 2026-11-30\ntrack: here\nresponses: {}\n").taken == "2026-11-30"
