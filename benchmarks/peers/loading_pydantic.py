"""Loads a bank with `yaml.safe_load` and checks it with pydantic."""

import yaml
from loading import check
from pydantic_models import faults

check(faults, yaml.safe_load)
