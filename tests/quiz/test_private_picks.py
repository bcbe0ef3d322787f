"""Pairs of runs of a couple that pick the same and then change an answer, one of them with private answers as well.

No file for others may differ, whatever private answers brought to the screen and whatever was picked besides; and
once they are taken back, none at all.
"""

import random
import re
from collections.abc import Sequence
from pathlib import Path

import pytest
import yaml
from hypothesis import settings
from people import BANK, CHECK, LOOK_AT, MENU, RATHER_NOT, RING, SAY, SKIP, TRY, Person, command, run_quickly
from screens import words

from stuckpoint.bank import COUPLES

TRACK = BANK.tracks[COUPLES]
NAMES = [words(reason.name) for reason in TRACK.reasons]
_NAME_OF = {reason.id: reason.name for reason in TRACK.reasons}
ADVICE = [words(one.text) for reason in TRACK.reasons for one in (*reason.steps, *reason.opening_lines)]
# So many people, who answer, pick and change their answers each in their own way.
STYLES = range(50 if settings().max_examples >= 500 else 16)
