"""Asks the question with prompt_toolkit."""

from asking import OPTIONS, QUESTION
from prompt_toolkit.shortcuts import choice

print("Chosen:", choice(QUESTION, options=[(option, option) for option in OPTIONS]))
