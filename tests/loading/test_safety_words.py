"""What is written about safety: the questions, the notices, and who to call."""

import re
from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest
from screens import words
from shipped import BANK, FILES, FOLDER

from stuckpoint.authoring.checks.grade import grade, longest_sentence
from stuckpoint.bank import COUPLES, Concern, TrackId
from stuckpoint.bank.helplines import ANYWHERE, HelpKind, HelpLine
from stuckpoint.bank.safety import SafetyItem, Said
from stuckpoint.blocks import Bullet, Contact, Notice, Page
from stuckpoint.cli.main import main
from stuckpoint.loading import help_lines, safety_words
from stuckpoint.pages.explanations import notice_page, support_page
from stuckpoint.terminal.drawing import as_text

WORDS = safety_words(FOLDER)
LINES = help_lines(FOLDER)
COUNTRIES = [None, *LINES.countries]
PHONE = re.compile(r"[0-9 +()*#-]+( or [0-9 +()*#-]+)*")

of_every_item = pytest.mark.parametrize("item", WORDS.items, ids=lambda item: item.id)
in_every_country = pytest.mark.parametrize("country", COUNTRIES, ids=str)
of_every_line = pytest.mark.parametrize("line", LINES.lines, ids=lambda line: f"{line.country}-{line.name}")


def texts(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Yields every text in a file and where it stands."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from texts(inner, f"{path}/{key}")
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from texts(inner, f"{path}/{number}")
    else:
        yield path, value


def passages() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yields what is read at once, apart from the questions."""
    alone, help = WORDS.alone, WORDS.help
    yield "alone", (alone.text, alone.hint, alone.yes, alone.not_now, alone.leave_out)
    yield "intro", WORDS.intro
    yield "after", (WORDS.after.title, *WORDS.after.text)
    yield "left_out", (WORDS.left_out.title, *WORDS.left_out.text)
    for concern, card in WORDS.notices.items():
        yield concern, (card.title, *card.text)
    for concern, card in WORDS.on_top.items():
        yield f"on top: {concern}", (card.title, *card.text, *card.steps)
        yield f"also: {concern}", (WORDS.also[concern], WORDS.worse_also)
    yield "line", (WORDS.on_top[Concern.CRISIS].line,)
    yield "nothing stands out", (WORDS.nothing_stands_out.title, *WORDS.nothing_stands_out.text)
    yield "support", (help.title, *help.text, *help.no_country)
    yield "complain", (help.complain, *help.complain_points)
    yield "none", (*help.none.values(), help.children, *LINES.gaps.values())


# ---- the questions


@pytest.mark.parametrize(
    ("theme", "pattern"),
    [
        ("fear", r"\bafraid of my partner\b"),
        ("others", r"\b[Ss]omeone else\b.*\bin-law\b"),
        ("being watched", r"\bchecks on me\b.*\bphone\b"),
        ("money", r"\bmoney\b"),
        ("contact with others", r"\bfriends or family\b"),
        ("a price for what was said", r"\bsession\b.*\bsuffer for what I said\b"),
        ("harm", r"\bhit\b.*\bthreatened me\b"),
    ],
)
def test_couples_are_asked_about_every_theme_of_control_once(theme: str, pattern: str) -> None:
    (asked,) = (item for item in WORDS.items_for(COUPLES) if item.concern is Concern.CONTROL)
    assert len([text for text, _ in asked.options if re.search(pattern, text)]) == 1, theme


def test_one_person_alone_is_asked_about_control_in_one_question_that_names_fear_harm_and_control() -> None:
    asked = [item.text for item in WORDS.items_for(TrackId("individual")) if item.concern is Concern.CONTROL]
    assert len(asked) == 1
    for word in ("frightens", "hurts", "controls", "at home"):
        assert word in asked[0]


def test_suicide_is_asked_about_in_plain_words() -> None:
    first = next(item for item in WORDS.items if item.concern is Concern.CRISIS)
    assert "suicide" in first.text
    assert "ending your life" in first.text


def test_asking_about_suicide_comes_before_asking_about_self_harm_and_both_ask_about_now() -> None:
    (asked,) = (item for item in WORDS.items if item.concern is Concern.CRISIS)
    said = [text for text, said in asked.options if said is Said.YES]
    assert "suicide" in said[0]
    assert "hurt myself" in said[-1]
    assert "These days" in asked.text


def test_control_is_asked_about_now_and_misconduct_of_this_therapist_or_one_before() -> None:
    for item in WORDS.items:
        if item.concern is Concern.CONTROL:
            assert re.search(r"\bnow\b", item.text)
            assert "It is over and I am safe now" in [text for text, _ in item.options]
        if item.concern is Concern.MISCONDUCT:
            assert "or one before" in item.text


@of_every_item
def test_a_safety_question_is_easy_to_read(item: SafetyItem) -> None:
    measured = grade(item.text, *(text for text, _ in item.options))
    assert measured is not None
    assert measured <= 6
    assert max(longest_sentence(text) for text in (item.text, *(text for text, _ in item.options))) <= 20


@of_every_item
def test_why_a_safety_question_is_asked_is_easy_to_read(item: SafetyItem) -> None:
    measured = grade(item.why)
    assert measured is not None
    assert measured <= 5


@pytest.mark.parametrize(("place", "passage"), [pytest.param(*one, id=one[0]) for one in passages()])
def test_what_is_said_about_safety_is_easy_to_read(place: str, passage: tuple[str, ...]) -> None:
    measured = grade(*passage)
    assert measured is not None, place
    assert measured <= 5
    assert max(map(longest_sentence, passage)) <= 20


# ---- words that are never said

BANNED = {
    r"\bcommit(s|ted|ting)?\b[^.]*\bsuicide\b": "Someone committed suicide.",
    r"\b(un)?successful (suicide|attempt)|\bfailed (suicide|attempt)": "It was a failed attempt.",
    r"\bepidemic\b": "There is an epidemic.",
    r"\bsomething silly\b|\bharm your life\b": "Might you do something silly?",
    r"\byou will be (fine|ok|okay|all right)\b": "Hold on, you will be fine.",
    r"\b(low|medium|high|your) risk\b|\brisk (level|score)\b": "You are at low risk.",
    r"\babusers?\b|\babusive partner\b": "Your partner is an abuser.",
    r"\byou (must|should|need to|have to) leave\b|\bjust leave\b": "You must leave.",
    r"(?<!\bif )\byou are safe\b|\bno signs? of abuse\b|\bscreen(ed|ing)\b": "We have screened you, and you are safe.",
}


@pytest.mark.parametrize("file", FILES)
def test_no_shipped_file_says_what_is_never_said(file: str) -> None:
    said = [
        (path, text)
        for path, text in texts(FILES[file])
        for pattern in BANNED
        if re.search(pattern, text, re.IGNORECASE)
    ]
    assert said == []


@pytest.mark.parametrize(("pattern", "sentence"), BANNED.items())
def test_what_is_never_said_would_be_found(pattern: str, sentence: str) -> None:
    assert re.search(pattern, sentence, re.IGNORECASE)


@pytest.mark.parametrize("file", ["safety.yaml", "helplines.yaml"])
def test_nobody_is_he_or_she(file: str) -> None:
    found = [
        (path, text)
        for path, text in texts(FILES[file])
        if re.search(r"\b(he|she|him|his|hers?|himself|herself)\b", text, re.IGNORECASE)
    ]
    assert found == []
    assert len(list(texts(FILES[file]))) > 50


def test_a_crisis_notice_gives_hope_and_says_what_a_line_may_do() -> None:
    said = " ".join(WORDS.notices[Concern.CRISIS].text)
    assert "Such thoughts can pass" in said
    assert "They may send help" in said
    assert "With no phone" in said


def test_a_notice_of_misconduct_sends_nobody_back() -> None:
    said = " ".join(WORDS.notices[Concern.MISCONDUCT].text)
    assert "You owe no last session" in said
    assert "You do not have to talk to them about it first." in said
    assert not WORDS.on_top[Concern.MISCONDUCT].line


@pytest.mark.parametrize(
    "point",
    [
        "You choose",
        "Write down",
        "without your name",
        "is told",
        "three years",
        "do not pay",
        "police",
        "end their membership",
    ],
)
def test_eight_things_are_said_before_anyone_complains(point: str) -> None:
    assert len(WORDS.help.complain_points) == 8
    assert len([text for text in WORDS.help.complain_points if point in text]) == 1


# ---- the notices


@in_every_country
@pytest.mark.parametrize("concern", Concern)
def test_a_notice_fits_twelve_lines_and_begins_with_danger(concern: Concern, country: str | None) -> None:
    page = notice_page(WORDS, concern, LINES, country)
    drawn = as_text([page], 79).strip().splitlines()
    number = LINES.emergency(country) or "your local emergency number"
    assert len(drawn) <= 12
    assert drawn[0] == WORDS.notices[concern].title
    assert drawn[1].startswith(f"In danger now? Call {number}.")


@in_every_country
@pytest.mark.parametrize(
    ("concern", "kind"), [(Concern.CRISIS, HelpKind.CRISIS), (Concern.CONTROL, HelpKind.ABUSE)], ids=str
)
def test_a_notice_names_the_first_line_that_can_be_called_and_one_that_needs_no_call(
    concern: Concern, kind: HelpKind, country: str | None
) -> None:
    rows = [line for line in LINES.of(country) if line.kind is kind and not line.is_local]
    called = [line for line in rows if line.phone and line.phone != LINES.emergency(country)][:1]
    written = [line for line in rows if line not in called and (line.text or not line.phone)][:1]
    named = [f"{line.name}: {line.phone}." for line in called]
    for line in written:
        site = re.sub(r"https://(www\.)?([^/]+).*", r"\2", line.web)
        name = line.name if country else "To find a helpline near you"
        named.append(f"{name}: {f'text {line.text}' if line.text else site}.")
    number = LINES.emergency(country) or "your local emergency number"
    first = notice_page(WORDS, concern, LINES, country).blocks[0]
    assert isinstance(first, Notice)
    assert first.first == " ".join([f"In danger now? Call {number}.", *named])
    assert named or country


@in_every_country
def test_a_notice_of_misconduct_leads_to_who_gives_advice(country: str | None) -> None:
    first = notice_page(WORDS, Concern.MISCONDUCT, LINES, country).blocks[0]
    assert isinstance(first, Notice)
    assert first.first.endswith(" Type h to see who gives advice and takes complaints.")


# ---- the lines that can be called


@of_every_line
def test_a_phone_number_can_be_dialled(line: HelpLine) -> None:
    assert not line.phone or PHONE.fullmatch(line.phone)
    assert line.phone or line.text or line.web or line.note  # a note says under which name it is found
    assert not line.web or re.fullmatch(r"https://[a-z0-9.-]+(/\S*)?", line.web)


@pytest.mark.parametrize("phone", ["016", "024", "000", "1737", "112 or 999", "113 or 0800-0113"])
def test_a_number_that_begins_with_nought_or_has_another_beside_it_is_kept_as_written(phone: str) -> None:
    assert phone in [line.phone for line in LINES.lines]


@of_every_line
def test_a_line_belongs_to_a_country_that_is_named(line: HelpLine) -> None:
    assert line.country in {*LINES.countries, ANYWHERE}
    assert line.kind in HelpKind


def test_no_line_is_there_twice_and_a_country_is_two_letters() -> None:
    named = [(line.country, line.name) for line in LINES.lines]
    assert len(named) == len(set(named))
    assert all(re.fullmatch("[A-Z]{2}", code) for code in LINES.countries)
    assert len(set(LINES.countries.values())) == len(LINES.countries)


@pytest.mark.parametrize("country", LINES.countries)
def test_a_country_begins_with_its_emergency_number_and_then_has_what_is_open_day_and_night(country: str) -> None:
    first, *others = LINES.of(country)
    assert first.phone in ("112", "999", "911", "000", "111", "112 or 999", "112 or 10111")
    assert first.kind is HelpKind.CRISIS
    assert first.hours == "24/7"
    assert LINES.emergency(country) == first.phone
    # Samaritans can be called from all over the country; at what hours was on no page.
    always = [line.hours == "24/7" for line in others if (country, line.name) != ("GB", "Samaritans")]
    assert always == sorted(always, reverse=True)
    assert {line.kind for line in others} & {HelpKind.CRISIS, HelpKind.ABUSE}


def test_the_directories_need_no_country_and_have_no_emergency_number() -> None:
    assert LINES.emergency(None) == ""
    assert {line.kind for line in LINES.of(None)} >= {HelpKind.CRISIS, HelpKind.ABUSE}
    assert all(line.web and not line.phone for line in LINES.of(None))


@pytest.mark.parametrize(
    ("typed", "country"),
    [
        ("GB", "GB"),
        ("gb", "GB"),
        (" Ireland ", "IE"),
        ("united kingdom", "GB"),
        ("SOUTH AFRICA", "ZA"),
        ("eu", "EU"),
        *[(typed, "US") for typed in ("U.S.", "u.s.a.", "The United States", "America")],
        *[(typed, "GB") for typed in ("UK.", "U.K.", "the UK", "Scotland", "Northern Ireland")],
        *[(typed, "IE") for typed in ("Republic of Ireland", "The Republic of Ireland", "Éire")],
        *[(typed, "DE") for typed in ("Deutschland", "deutschland ")],
        *[(typed, "ES") for typed in ("España", "espana", "Espan\N{COMBINING TILDE}a")],
        *[(typed, "NL") for typed in ("The Netherlands", "the  netherlands", "Holland")],
        *[(typed, "AT") for typed in ("Austria", "Österreich", "at")],
        *[("Italy", "IT"), ("Italia", "IT"), ("Poland", "PL"), ("Polska", "PL"), ("Sweden", "SE"), ("Sverige", "SE")],
        ("Czech Republic", "CZ"),
        ("INT", None),
        ("XX", None),
        ("", None),
        ("G B", None),
    ],
)
def test_a_country_is_known_by_its_code_or_name(typed: str, country: str | None) -> None:
    assert LINES.country(typed) == country


@pytest.mark.parametrize("code", LINES.in_the_eu)
def test_a_country_of_the_eu_without_lines_of_its_own_has_those_of_the_eu(code: str) -> None:
    assert code not in LINES.countries
    assert LINES.country(code.lower()) == LINES.country(LINES.in_the_eu[code].upper()) == code
    assert LINES.of(code) == LINES.of("EU")
    assert LINES.emergency(code) == "112"
    assert support_page(WORDS.help, LINES, code).title == f"{WORDS.help.title}: {LINES.in_the_eu[code]}"


def test_all_of_the_eu_is_known() -> None:
    own = {"DE", "ES", "FR", "IE", "NL"}
    assert len(own | LINES.in_the_eu.keys()) == 27
    assert own <= LINES.countries.keys()


def test_a_name_that_people_type_leads_to_a_country_that_there_is() -> None:
    assert set(LINES.also_called.values()) <= {*LINES.countries, *LINES.in_the_eu}


@in_every_country
def test_who_to_call_says_what_it_has_not_and_who_else_could_help(country: str | None) -> None:
    text = words(as_text([support_page(WORDS.help, LINES, country)]))
    there = {line.kind for line in LINES.of(country)}
    for kind in (HelpKind.OWN_BEHAVIOUR, HelpKind.COMPLAINT):
        assert (words(WORDS.help.none[kind]) in text) is (kind not in there)
    assert words(WORDS.help.children) in text
    assert (country in LINES.gaps) is any(words(gap) in text for gap in LINES.gaps.values())
    for line in LINES.of(country):
        assert (f"{WORDS.help.from_news}{f', {line.seen[:4]}' if line.seen else ''}." in text) or line.basis != "press"


def test_nothing_promises_a_line_that_a_country_may_not_have() -> None:
    said = " ".join(" ".join(card.text) for card in WORDS.notices.values())
    assert "There are lines" not in said


@pytest.mark.parametrize("code", LINES.countries)
def test_every_country_is_found_by_its_code_and_its_name(code: str) -> None:
    assert LINES.country(code.lower()) == code
    assert LINES.country(LINES.countries[code].upper()) == code


# ---- the page of who to call


def bullets(page: Page) -> list[str]:
    named = (block for block in page.blocks if isinstance(block, Bullet | Contact))
    return [block.text if isinstance(block, Bullet) else block.name for block in named]


@in_every_country
def test_who_to_call_shows_every_line_of_a_country_and_the_directories_and_no_other(country: str | None) -> None:
    page = support_page(WORDS.help, LINES, country)
    points = WORDS.help.complain_points
    shown = [text for text in bullets(page) if text not in points]
    wanted = [line.name for line in (*(LINES.of(country) if country else ()), *LINES.of(None))]
    assert sorted(shown) == sorted(wanted)
    assert [text for text in bullets(page) if text in points] == list(points)


@in_every_country
def test_who_to_call_begins_with_danger_and_warns_of_the_list_of_calls(country: str | None) -> None:
    page = support_page(WORDS.help, LINES, country)
    number = LINES.emergency(country) or "your local emergency number"
    assert page.blocks[0] == Notice(f"In danger now? Call {number}.")
    text = words(as_text([page]))
    for said in ("may stay in the phone's list", "for adults", "check the service's own page", "22 November 2026"):
        assert said in text


def test_the_day_that_is_named_is_the_day_the_numbers_were_gathered() -> None:
    assert LINES.compiled == "2026-11-22"
    assert "22 November 2026" in " ".join(WORDS.help.text)


# ---- the commands


def test_support_without_a_country_shows_the_directories(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["support"]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    for line in LINES.of(None):
        assert line.web in out
    assert "Call your local emergency number." in out
    assert "stuckpoint support --country GB" in out
    assert "Samaritans" not in out


@pytest.mark.parametrize(("typed", "code"), [("GB", "GB"), ("gb", "GB"), ("Ireland", "IE"), ("eu", "EU")])
def test_support_for_a_country_shows_its_lines(typed: str, code: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["support", "--country", typed]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    assert out.splitlines()[:2] == [
        f"Who to call: {LINES.countries[code]}",
        f"In danger now? Call {LINES.emergency(code)}.",
    ]
    for line, part in product(LINES.of(code), ("name", "phone", "note")):
        assert getattr(line, part) in words(out)


@pytest.mark.parametrize(("command", "typed"), list(product(["support", "quiz"], ["XX", "INT", "", "Atlantis"])))
def test_a_country_that_is_not_known_is_told_which_are(
    command: str, typed: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([command, "--country", typed]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert f"We have no lines for '{typed}'." in err
    assert all(code in err for code in LINES.countries)


def test_support_is_the_same_in_any_locale(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    main(["support"])
    before = capsys.readouterr().out
    for name, value in {"LANG": "de_DE.UTF-8", "LC_ALL": "de_DE.UTF-8", "TZ": "Europe/Berlin"}.items():
        monkeypatch.setenv(name, value)
    main(["support"])
    assert capsys.readouterr().out == before
    assert before


def test_safety_questions_are_in_no_bank() -> None:
    asked = {str(item.id) for track in BANK.tracks.values() for item in (*track.context, *track.items)}
    assert asked
    assert asked.isdisjoint(item.id for item in WORDS.items)
