"""What every peer asks: one question with four options, on a terminal. Ends with the chosen one on the last line."""

QUESTION = "In your last few sessions, how often did you feel understood?"
OPTIONS = ("Never", "Sometimes", "Often", "Almost always")
