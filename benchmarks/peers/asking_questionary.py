"""Asks the question with questionary."""

import questionary
from asking import OPTIONS, QUESTION

print("Chosen:", questionary.select(QUESTION, choices=list(OPTIONS)).ask())
