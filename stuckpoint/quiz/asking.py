"""How what was typed at a question is read. Pure: draws nothing and reads no keyboard."""

from dataclasses import dataclass

from stuckpoint.bank import DOES_NOT_APPLY, NONE_OF_THESE, Item, Option, OptionId
from stuckpoint.quiz.commands import Command, choice_in, command_in, numbers_in, type_a_number


@dataclass(frozen=True, slots=True)
class Misread:
    """What was typed could not be read; `say` tells what to type."""

    say: str


Reading = tuple[OptionId, ...] | Command | Misread


def read(item: Item, typed: str, *, has_earlier: bool) -> Reading:
    """Returns what was typed at a question: a response, a command, or what to say about it."""
    command = command_in(typed)
    if command is Command.NOT_APPLY:
        if item.may_not_apply:
            return (DOES_NOT_APPLY,)
        return Misread("This question has no 'does not apply'. Type s to skip it.")
    if command is Command.SKIP_PART and not item.private:
        return Misread(_what_to_type(item))
    if command is Command.KEEP and not has_earlier:
        return Misread(_what_to_type(item))
    if command is not None:
        return command
    by_number = _by_number(item, typed)
    chosen = _by_text(item, typed) if isinstance(by_number, Misread) else None
    return (chosen.id,) if chosen else by_number


def _by_number(item: Item, typed: str) -> Reading:
    numbers = dict(zip(item.numbers, item.options, strict=True))
    chosen = numbers_in(typed, max(numbers), lowest=min(numbers))
    if not chosen or not numbers.keys() >= set(chosen):
        return Misread(_what_to_type(item))
    if len(chosen) > 1 and not item.many:
        one = "" if item.is_number else "This question takes one answer. "  # 7.5 is not two answers
        return Misread(f"{one}{_what_to_type(item)}")
    options = [option for number, option in numbers.items() if number in chosen]
    if len(options) > 1 and any(option.id == NONE_OF_THESE for option in options):
        return Misread(f"'{options[-1].text}' stands alone. Type only its number, or leave it out.")
    return tuple(option.id for option in options)


def _by_text(item: Item, typed: str) -> Option | None:
    if item.is_number or not any(letter.isalpha() for letter in typed):
        return None  # a number counts as a number only
    number = choice_in(typed, [option.text for option in item.options])
    return item.options[number - 1] if number else None


def _what_to_type(item: Item) -> str:
    first, last = min(item.numbers), max(item.numbers)
    if item.is_number:
        return f"Type a whole number from {first} to {last}."
    one = type_a_number(last) if first == 1 else f"Type a number from {first} to {last}."
    return f"{one.removesuffix('.')}, or more than one, such as 1 3." if item.many else one
