"""Loads a bank with `yaml.safe_load` and checks it with jsonschema."""

import yaml
from jsonschema import Draft7Validator
from loading import check
from schema import schema_of


def faults(kind: str, data: object) -> list[str]:
    """Returns what is wrong with a file."""
    return [f"{error.json_path}: {error.message}" for error in Draft7Validator(schema_of(kind)).iter_errors(data)]


check(faults, yaml.safe_load)
