"""What an author begins from: a copy of a bank's files, or the file of a new reason with every key that one needs."""

import os
import stat
from pathlib import Path
from string import Template

from stuckpoint.errors import CannotWrite
from stuckpoint.loading.files import ALONE

_FOLDERS = ("", "tracks", "reasons")
_SCHEMA = "schema.json"


def copy_bank(bank: Path, target: Path) -> int:
    """Copies the files of a bank, and returns how many there are.

    Raises CannotWrite, leaving everything as it was, when something stands at the target that is not an empty
    folder, a link to one included, or writing fails.
    """
    made: list[Path] = []
    done = False
    try:
        _make_ready(target, made)
        files = _copy(bank, target, made)
        done = True
    except OSError as error:
        why = (error.strerror or "unknown fault").lower()
        raise CannotWrite(f"{target} could not be written: {why}. Nothing was left behind.") from error
    finally:
        if not done:
            _undo(made)
    return files


def _make_ready(target: Path, made: list[Path]) -> None:
    try:
        target.mkdir()
        made.append(target)
    except FileExistsError:
        # lstat: a link is not followed.
        if not stat.S_ISDIR(target.lstat().st_mode) or any(target.iterdir()):
            raise CannotWrite(f"{target} is there already, and is not an empty folder. Choose another name.") from None


def _copy(bank: Path, target: Path, made: list[Path]) -> int:
    files = 0
    for name in _FOLDERS:
        if name:
            (target / name).mkdir()
            made.append(target / name)
        # The schema is what the first line of each file points editors to.
        for path in sorted(one for one in (bank / name).iterdir() if one.suffix == ".yaml" or one.name == _SCHEMA):
            if name or path.name not in ALONE:
                _write(target / name / path.name, path.read_bytes(), made)
                files += 1
    return files


def _write(path: Path, data: bytes, made: list[Path]) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    handle = os.open(path, flags, 0o666)
    made.append(path)
    with os.fdopen(handle, "wb") as file:
        file.write(data)


def _undo(made: list[Path]) -> None:
    """Removes what was made, the last first."""
    for path in reversed(made):
        if path.is_dir():
            path.rmdir()
        else:
            path.unlink()


_LONGEST_STEM = 26  # so that an id made from a name keeps to 40 characters

# In a template, $$ stands for a dollar.
_HEAD = """\
# $what Save this as $name.yaml and put words of your own where it says TODO.
# To see what is still wrong or may not be meant: stuckpoint check $name.yaml
# To try it: stuckpoint quiz --questions $name.yaml
# Every key is explained in docs/keys.md.
# Some editors help as you type. For that, type 'stuckpoint schema > schema.json' in the folder of this file, and then
# begin the file with what stands here behind the bar; in the folder reasons/ of a bank, with ../schema.json in it.
#   | # yaml-language-server: $$schema=schema.json#/definitions/$kind

"""
_SKELETON = Template(
    _HEAD
    + """\
reason: $name                     # also the name of the file
name: 'TODO A few words, as people read it'
tracks: [individual]              # or couples: then each step and line says 'unsafe_with_control: true' or 'false'
lies_with: [setting]              # you, therapist, between_us, method, setting, life, partner, timing
summary: 'TODO One sentence, with hope in it and no blame.'
may_mean:                         # two or three short paragraphs
  - 'TODO One thing that may be going on is this.'
  - 'TODO It can also be that.'
does_not_mean: 'TODO It does not mean the worst that somebody may think of themselves here.'
first_step: ${stem}_look        # the step that is shown first: under ten minutes, and safe for anyone
first_line: ${stem}_say         # the line that is shown first: likewise

steps:                            # things that a person can do this week
  you:
    - id: ${stem}_look
      text: 'TODO A small thing to do alone.'
    - id: ${stem}_note
      text: 'TODO Another thing to do alone.'
  with_therapist:
    - id: ${stem}_ask
      text: 'TODO A thing to do in the next session.'
      good_answer: 'TODO What a good answer sounds like.'
      if_it_goes_badly: 'TODO What to do if none comes.'
      when: [going, just_begun, break]
    - id: ${stem}_ask_next_time
      text: 'TODO A thing to ask whoever comes next.'
      good_answer: 'TODO What a good answer from them sounds like.'
      if_it_goes_badly: 'TODO What to do then.'
      when: [ended, looking]

opening_lines:                    # words to say in a session, in the person's own voice
  - id: ${stem}_say
    text: 'TODO I would like to talk about this.'
  - id: ${stem}_say_more
    text: 'TODO Could we look at that together?'

items:                            # four, a third of them the other way round, and a line in each of two tick-all items
  - id: ${stem}_often
    text: 'TODO In your last few sessions, how often was it so?'
    scale: how_often
  - id: ${stem}_other_side
    text: 'TODO How much is the other side of it true?'
    scale: how_much
    reverse: true                 # the first option counts most: the last answer is the good one
  - id: ${stem}_lately
    text: 'TODO In the past month, how often did that come up?'
    scale: how_often
  - id: ${stem}_easy
    text: 'TODO How easy is it for you?'
    scale: how_easy
    reverse: true
  - id: ${stem}_list
    text: 'TODO Think of one thing. Which of these are true for you?'
    choose: many
    options:
      - {id: this, text: 'TODO What somebody would say to whom this reason applies', points_to: {$name: 1}}
      - {id: that, text: 'TODO What somebody else would say'}
      - {id: none_of_these, text: None of these}
  - id: ${stem}_other_list
    text: 'TODO Think of another thing. Which of these are true for you?'
    choose: many
    options:
      - {id: this, text: 'TODO Another thing they would say', points_to: {$name: 1}}
      - {id: that, text: 'TODO Another thing that somebody else would say'}
      - {id: none_of_these, text: None of these}
"""
)


_ADDITION = Template(
    _HEAD
    + """\
add_to: $reason

items:
  - id: ${stem}_often
    text: 'TODO In your last few sessions, how often was it so?'
    scale: how_often              # never, rarely, sometimes, often, almost always: the last answer counts most
  - id: ${stem}_other_side
    text: 'TODO How much is the other side of it true?'
    scale: how_much               # not at all, a little, somewhat, a lot, fully
    reverse: true                 # the first answer counts most: the last one is the good one

# It may have steps, opening_lines and together too, as a reason has, and scales and context items of its own.
"""
)


def skeleton(name: str, add_to: str = "") -> str:
    """Returns a file that can be read as it is and says TODO where words are due: a reason, or what adds to one.

    Args:
        name: the name of the file, and of the reason.
        add_to: the reason that the file adds to; without it, it is a reason itself.
    """
    if add_to:
        what = f"Questions of your own for the reason '{add_to}'."
        return _ADDITION.substitute(name=name, stem=name[:_LONGEST_STEM], kind="addition", what=what, reason=add_to)
    return _SKELETON.substitute(name=name, stem=name[:_LONGEST_STEM], kind="reason", what="A reason of your own.")
