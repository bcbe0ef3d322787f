"""Loads a bank with PyYAML's parser in C and checks it with pydantic."""

from functools import partial

import yaml
from loading import check
from pydantic_models import faults

check(faults, partial(yaml.load, Loader=yaml.CSafeLoader))
