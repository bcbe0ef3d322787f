"""Loads what an author named, and finds every mistake in it, or where there is none, what may not be meant."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from stuckpoint.authoring.checks import advice, slips, turned, weights, wording
from stuckpoint.authoring.checks.allowed import with_allowed
from stuckpoint.authoring.checks.draft import Draft, Found, draft_of
from stuckpoint.errors import NotFound
from stuckpoint.loading import Loaded, load, open_bank, shipped_folder
from stuckpoint.loading.files import BankFile, bank_around, is_bank_folder
from stuckpoint.reading import FileProblems, Problem, Severity, WarningCode
from stuckpoint.reading.problems import in_order

RULES: tuple[tuple[WarningCode, Callable[[Draft], Iterator[Found]]], ...] = (
    (WarningCode.READING_GRADE, wording.reading_grade),
    (WarningCode.DOUBLE_BARRELLED, wording.double_barrelled),
    (WarningCode.NEGATED, wording.negated),
    (WarningCode.LEADING, wording.leading),
    (WarningCode.JUDGING_WORD, wording.judging_word),
    (WarningCode.CUT_TEXT, slips.cut_text),
    (WarningCode.SPLIT_TEXT, slips.split_text),
    (WarningCode.JOINED_LINES, slips.joined_lines),
    (WarningCode.STILL_TO_DO, slips.still_to_do),
    (WarningCode.CURLY_QUOTES, slips.curly_quotes),
    (WarningCode.SHOWN_AS_TYPED, slips.shown_as_typed),
    (WarningCode.SAME_TEXT, slips.same_text),
    (WarningCode.SAME_WAY, weights.same_way),
    (WarningCode.NO_NOT_ME, weights.no_not_me),
    (WarningCode.MAY_NOT_APPLY, weights.may_not_apply),
    (WarningCode.LEAST_FIRST, turned.least_first),
    (WarningCode.ONE_WAY, turned.one_way),
    (WarningCode.TURNED_ROUND, turned.turned_round),
    (WarningCode.UNREACHABLE, weights.unreachable),
    (WarningCode.NEVER_STANDS_OUT, weights.never_stands_out),
    (WarningCode.NEAR_DUPLICATE, wording.near_duplicate),
    (WarningCode.EMPTY_TRACK, slips.empty_track),
    (WarningCode.UNREAD_CONTEXT, slips.unread_context),
    (WarningCode.LANGUAGE_CODE, slips.language_code),
    (WarningCode.NOT_USED, slips.not_used),
    (WarningCode.REPEATED_STEP, advice.repeated_step),
    (WarningCode.NOTHING_WHEN_ENDED, advice.nothing_when_ended),
    (WarningCode.MISSING_MARK, advice.missing_mark),
)


def check_questions(
    *paths: Path, only: bool = False, told: Callable[[float], None] = lambda _: None
) -> tuple[Problem, ...]:
    """Returns the problems of banks, each alone, and of reasons added to the shipped one; without paths, of that one.

    Warnings are looked for only where there is no error, and only in what was named. Raises NotFound for a path
    that is not there.

    Args:
        only: take the paths as one bank, without the shipped one.
        told: is told, from 0 to 1, how many rules were looked at.
    """
    shipped = shipped_folder()
    if missing := next((path for path in paths if not path.exists()), None):
        raise NotFound(f"There is no file or folder {missing}. Check its name.")
    if only:
        return judged(load(paths, shipped=shipped, words=open_bank()), *paths, told=told)
    problems: list[Problem] = []
    added: list[Path] = []
    for path in paths or (shipped,):
        if path.is_dir() and path.resolve() == shipped.resolve():
            safety, found = safety_problems(path), load([path], shipped=path)
            problems.extend([*safety, *found.problems] if safety else judged(found, path, told=told))
        elif is_bank_folder(path):
            problems.extend(judged(load([path], shipped=shipped, words=open_bank()), path, told=told))
        elif bank := bank_around(path):
            problems.extend(_part(check_questions(bank, told=told), path))
        else:
            added.append(path)
    if added:
        problems.extend(judged(load([shipped, *added], shipped=shipped), *added, told=told))
    return in_order(problems)


def _part(problems: Sequence[Problem], path: Path) -> Iterator[Problem]:
    """Yields those of the problems of a bank that concern a part of it: every error, and the warnings in that part."""
    part = path.resolve()
    for problem in problems:
        file = Path(problem.place.file).resolve()
        if file == part:
            yield problem._replace(place=problem.place._replace(file=str(path)))
        elif part in file.parents or problem.severity is Severity.ERROR:
            yield problem


def judged(loaded: Loaded, *paths: Path, told: Callable[[float], None] = lambda _: None) -> tuple[Problem, ...]:
    """Returns what is wrong with what was loaded, or where nothing is, the warnings about what stands at the paths."""
    if loaded.bank is None or loaded.arrangement is None:
        return loaded.problems
    named = {str(path) for path in paths}
    own = [origin for origin in loaded.origins if origin.name in named]
    files = [file for origin in own for file in origin.files]
    draft = draft_of(loaded.bank, loaded.arrangement, loaded.origins, _commented(files))
    shipped = shipped_folder().resolve()
    alone = (name for origin in own if Path(origin.name).resolve() != shipped for name in origin.alone)
    given = {*(file.name for file in files), *alone}
    found: list[Problem] = []
    for number, (code, rule) in enumerate(RULES):
        told(number / len(RULES))
        found.extend(Problem(place, code, what, to_do) for place, what, to_do in rule(draft))
    return in_order([*with_allowed([problem for problem in found if problem.place.file in given], files)])


def _commented(files: Sequence[BankFile]) -> dict[str, Sequence[str]]:
    """Returns the lines of the files in which a comment may follow a text."""
    texts = {file.name: Path(file.name).read_text(encoding="utf-8-sig") for file in files}
    return {name: text.split("\n") for name, text in texts.items() if " #" in text or "\t#" in text}


def safety_problems(folder: Path) -> list[Problem]:
    """Returns what is wrong with the files that only the shipped bank has."""
    from stuckpoint.loading import help_lines, safety_words

    problems: list[Problem] = []
    for read in (safety_words, help_lines):
        try:
            read(folder)
        except FileProblems as error:
            problems.extend(error.problems)
    return problems
