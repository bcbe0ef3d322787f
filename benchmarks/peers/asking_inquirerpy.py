"""Asks the question with InquirerPy."""

from asking import OPTIONS, QUESTION
from InquirerPy import inquirer

print("Chosen:", inquirer.select(message=QUESTION, choices=list(OPTIONS)).execute())
