"""The rules that look for what can be asked and is likely not meant: a module each, named after its warning."""

from stuckpoint.checks import (
    cut_text,
    double_barrelled,
    judging_word,
    leading,
    may_not_apply,
    missing_mark,
    near_duplicate,
    negated,
    never_stands_out,
    no_not_me,
    nothing_when_ended,
    reading_grade,
    repeated_step,
    same_way,
    still_to_do,
    unreachable,
)
from stuckpoint.draft import Rule

RULES: tuple[Rule, ...] = (
    reading_grade,
    double_barrelled,
    negated,
    leading,
    judging_word,
    cut_text,
    still_to_do,
    same_way,
    no_not_me,
    may_not_apply,
    unreachable,
    never_stands_out,
    near_duplicate,
    repeated_step,
    nothing_when_ended,
    missing_mark,
)
