import pytest
from making import HERE, answers, bank, item, of, scale, scores, track, when

from stuckpoint.bank import Bank, TrackId
from stuckpoint.engine import Standing, findings
from stuckpoint.engine.scoring import standing

OUT, LOOK, QUIET, NOT_ENOUGH = Standing.STANDS_OUT, Standing.WORTH_A_LOOK, Standing.QUIET, Standing.NOT_ENOUGH


def ticks() -> Bank:
    """One tick-all item: ash can be said weakly and strongly, elm weakly."""
    return bank(track([item("true_of_me", {"a": {"ash": 1}, "b": {"ash": 2}, "c": {"elm": 1}}, many=True)]))


def two_scales() -> Bank:
    return bank(track([scale("tired", "ash"), scale("bored", "ash")]))


def test_a_score_is_what_was_said_over_what_could_have_been_said_with_one_mild_answer_added() -> None:
    one = of(findings(two_scales(), HERE, answers(bored="always", tired="often")), "ash")
    # G = 0.75 + 1, D = 2
    assert one.score == pytest.approx(100 * (1.75 + 0.25) / 3)  # 66.67
    assert one.answered_weight == 2
    assert one.standing is OUT
    assert one.prior == pytest.approx(25 / 3)
    assert [(part.item, part.options) for part in one.contributions] == [("tired", ("often",)), ("bored", ("always",))]
    assert [part.points for part in one.contributions] == pytest.approx([25, 100 / 3])


def test_full_marks_on_a_weight_of_6_give_89() -> None:
    made = bank(track([scale(f"tired_{n}", "ash") for n in range(6)]))
    result = findings(made, HERE, answers(**{f"tired_{n}": "always" for n in range(6)}))
    assert scores(result) == {"ash": pytest.approx(100 * 6.25 / 7)}  # 89.29


def test_an_item_that_points_two_ways_says_seven_tenths_to_each() -> None:
    made = bank(track([item("nearest", {"this": {"ash": 2}, "that": {"elm": 1}, "none_of_these": {}})]))
    assert scores(findings(made, HERE, answers(nearest="this"))) == {
        "ash": pytest.approx(100 * 0.95 / 1.7),  # 55.88: G = D = 0.7
        "elm": pytest.approx(100 * 0.25 / 1.35),  # 18.52: G = 0, D = 0.35
    }


@pytest.mark.parametrize(
    ("ticked", "ash", "elm"),
    [
        (["a"], 60 / 1.7, 25 / 1.35),  # G = 0.35, 0
        (["b"], 95 / 1.7, 25 / 1.35),  # G = 0.7, 0
        (["b", "a"], 95 / 1.7, 25 / 1.35),  # the strongest tick counts, not their sum
        (["a", "c"], 60 / 1.7, 60 / 1.35),  # G = 0.35, 0.35
        (["none_of_these"], 25 / 1.7, 25 / 1.35),  # an answer of weight 0
    ],
)
def test_the_strongest_tick_for_each_reason_counts(ticked: list[str], ash: float, elm: float) -> None:
    # weights over 2, times 0.7: a says 0.35 and b 0.7 of ash, c 0.35 of elm; D = 0.7 and 0.35
    result = findings(ticks(), HERE, answers(true_of_me=ticked))
    assert scores(result) == {"ash": pytest.approx(ash), "elm": pytest.approx(elm)}


def test_a_contribution_names_all_ticks_in_the_order_of_the_item_and_may_be_nothing() -> None:
    (part,) = of(findings(ticks(), HERE, answers(true_of_me=["b", "a"])), "elm").contributions
    assert (part.item, part.options, part.points) == ("true_of_me", ("a", "b"), 0)


@pytest.mark.parametrize("response", [[], ["does_not_apply"]])
def test_a_skip_and_does_not_apply_count_as_asked_and_not_as_answered(response: list[str]) -> None:
    asked = item("tired", {"yes": {"ash": 1}, "no": {}}, may_not_apply=True)
    result = findings(bank(track([asked])), HERE, answers(tired=response))
    assert result.asked == ("tired",)
    assert result.answered == ()
    (one,) = result.findings
    assert (one.score, one.prior, one.answered_weight, one.contributions) == (None, None, 0, ())
    assert one.standing is NOT_ENOUGH


def test_none_of_these_is_an_answer() -> None:
    result = findings(ticks(), HERE, answers(true_of_me="none_of_these"))
    assert result.answered == ("true_of_me",)
    assert of(result, "ash").answered_weight == pytest.approx(0.7)


def test_asked_and_answered_are_in_the_order_of_the_responses() -> None:
    result = findings(two_scales(), HERE, answers(bored="never", tired=[]))
    assert result.asked == ("bored", "tired")
    assert result.answered == ("bored",)


@pytest.mark.parametrize(
    ("score", "weight", "expected"),
    [
        (100, 2.0, OUT),
        (53, 2.0, OUT),
        (53 - 5e-10, 2.0, OUT),
        (53 - 2e-9, 2.0, LOOK),
        (53, 2.0 - 5e-10, OUT),
        (53, 2.0 - 2e-9, LOOK),
        (100, 1.0, LOOK),
        (40, 1.0, LOOK),
        (40 - 5e-10, 1.0, LOOK),
        (40 - 2e-9, 1.0, NOT_ENOUGH),
        (40, 1.0 - 5e-10, LOOK),
        (40, 1.0 - 2e-9, NOT_ENOUGH),
        (100, 1.0 - 2e-9, NOT_ENOUGH),
        (40 - 2e-9, 2.0, QUIET),
        (0, 2.0, QUIET),
        (0, 2.0 - 5e-10, QUIET),
        (0, 2.0 - 2e-9, NOT_ENOUGH),
        (None, 0, NOT_ENOUGH),
    ],
)
def test_a_standing_turns_at_its_lines_give_or_take_rounding(
    score: float | None, weight: float, expected: Standing
) -> None:
    assert standing(score, weight) is expected


@pytest.mark.parametrize(
    ("tired", "bored", "expected"),
    [
        ("always", "sometimes", OUT),  # 58.33 on 2
        ("always", "rarely", LOOK),  # 50 on 2
        ("sometimes", "rarely", QUIET),  # 33.33 on 2
        ("always", [], LOOK),  # 62.5 on 1: too few answers to stand out
        ("sometimes", [], NOT_ENOUGH),  # 37.5 on 1
    ],
)
def test_a_finding_is_called_by_its_score_and_answered_weight(
    tired: str, bored: str | list[str], expected: Standing
) -> None:
    (one,) = findings(two_scales(), HERE, answers(tired=tired, bored=bored)).findings
    assert one.standing is expected
    assert one.on_few_answers is (bored == [])


def test_reasons_are_shown_highest_first_ties_in_bank_order_and_those_without_a_score_last() -> None:
    names = ("beech", "elm", "ash", "oak", "fir")
    made = bank(track([scale(f"about_{name}", name) for name in names[:4]], reasons=["fir", *names[:4]]))
    given = answers(about_beech="rarely", about_elm="often", about_ash="often", about_oak="often")
    order = [one.reason.id for one in findings(made, HERE, given).findings]
    assert order == ["elm", "ash", "oak", "beech", "fir"]


@pytest.mark.parametrize(("weight", "first"), [(1 - 1e-9, "ash"), (1 - 1e-6, "elm")])
def test_scores_that_differ_after_the_sixth_place_are_level(weight: float, first: str) -> None:
    about_ash = item("about_ash", {"most": {"ash": 1}, "nearly": {"ash": weight}})
    about_elm = item("about_elm", {"most": {"elm": 1}})
    result = findings(bank(track([about_ash, about_elm])), HERE, answers(about_ash="nearly", about_elm="most"))
    assert result.findings[0].reason.id == first


def test_a_response_off_the_path_counts_for_nothing() -> None:
    # met opens liked, and liked opens more_of_it
    met = item("met", {"yes": {}, "no": {}})
    liked = item("liked", {"yes": {"ash": 1}, "no": {}}, show_if=when("met", "yes"), raise_it={"yes": "say so"})
    more = scale("more_of_it", "ash", show_if=when("liked", "yes"))
    made = bank(track([met, liked, more]))
    on = findings(made, HERE, answers(more_of_it="always", liked="yes", met="yes"))
    assert on.asked == ("more_of_it", "liked", "met")
    assert of(on, "ash").answered_weight == 2
    assert [one.text for one in on.raised] == ["say so"]
    left = answers(more_of_it="always", liked="yes")
    for met_answer in (answers(met="no"), answers(met=[]), {}):
        off = findings(made, HERE, {**left, **met_answer})
        assert set(off.asked) <= {"met"}
        assert of(off, "ash").score is None
        assert off.raised == ()


def test_a_condition_may_look_at_a_context_item_which_is_itself_not_scored() -> None:
    stage = item("stage", {"going": {}, "ended": {}})
    made = bank(track([scale("tired", "ash", show_if=when("stage", "going"))], context=[stage]))
    going = findings(made, HERE, answers(stage="going", tired="always"))
    assert (going.asked, going.answered) == (("tired",), ("tired",))
    assert findings(made, HERE, answers(stage="ended", tired="always")).asked == ()


def test_what_is_worth_raising_comes_in_bank_order_and_only_where_chosen() -> None:
    options: dict[str, dict[str, float]] = {"a": {}, "b": {"ash": 1}}
    first = item("first", options, many=True, raise_it={"a": "first a", "b": "first b"})
    second = item("second", options, raise_it={"a": "second a"})
    made = bank(track([first, second]))
    raised = findings(made, HERE, answers(second="a", first=["b", "a"])).raised
    assert [(one.item, one.option, one.text) for one in raised] == [
        ("first", "a", "first a"),
        ("first", "b", "first b"),
        ("second", "a", "second a"),
    ]
    assert findings(made, HERE, answers(second="b", first="none_of_these")).raised == ()


def private_bank() -> Bank:
    hush = item("hush", {"yes": {"ash": 1}, "no": {}}, private=True, raise_it={"yes": "hush"})
    follows = scale("follows", "ash", show_if=when("hush", "yes"), private=True)
    secret = scale("secret", "elm")
    made = track([scale("tired", "ash"), hush, follows, secret], reasons=["ash", "elm"], private=["elm"])
    return bank(made)


def test_without_private_only_what_is_not_private_counts() -> None:
    given = answers(tired="always", hush="yes", follows="always", secret="always")
    made = private_bank()
    result = findings(made, HERE, given)
    assert result == findings(made, HERE, answers(tired="always"))
    assert (result.asked, result.answered, result.raised) == (("tired",), ("tired",), ())
    assert of(result, "ash").answered_weight == 1
    assert of(result, "elm").score is None


def test_with_private_everything_counts() -> None:
    given = answers(tired="always", hush="yes", follows="always", secret="always")
    result = findings(private_bank(), HERE, given, private=True)
    assert result.asked == ("tired", "hush", "follows", "secret")
    assert of(result, "ash").answered_weight == 3
    assert of(result, "elm").score == 62.5
    assert [one.text for one in result.raised] == ["hush"]


def test_a_private_context_answer_is_raised_only_with_private() -> None:
    leaning = item("leaning", {"leave": {}, "stay": {}}, private=True, raise_it={"leave": "you lean to leaving"})
    made = bank(track([scale("tired", "ash")], context=[leaning]))
    assert findings(made, HERE, answers(leaning="leave")).raised == ()
    assert [one.option for one in findings(made, HERE, answers(leaning="leave"), private=True).raised] == ["leave"]


def test_an_unknown_private_option_is_not_looked_at_without_private() -> None:
    made = private_bank()
    assert findings(made, HERE, answers(hush="what", tired="never")).asked == ("tired",)
    with pytest.raises(ValueError, match="hush has no option what"):
        findings(made, HERE, answers(hush="what"), private=True)


def test_lists_and_tuples_are_taken_alike() -> None:
    made = ticks()
    assert findings(made, HERE, {id: list(r) for id, r in answers(true_of_me=["a", "c"]).items()}) == findings(
        made, HERE, answers(true_of_me=["a", "c"])
    )


def test_an_unknown_option_is_refused() -> None:
    with pytest.raises(ValueError, match="tired has no option perhaps"):
        findings(two_scales(), HERE, answers(tired="perhaps"))


def test_an_unknown_track_is_refused() -> None:
    with pytest.raises(KeyError):
        findings(two_scales(), TrackId("there"), {})


def test_a_reason_that_no_item_speaks_of_has_no_score() -> None:
    made = bank(track([scale("tired", "ash")], reasons=["ash", "elm"]))
    one = of(findings(made, HERE, answers(tired="always")), "elm")
    assert (one.score, one.prior, one.contributions, one.standing) == (None, None, (), NOT_ENOUGH)
