"""Files with one mistake of writing, in parts."""

REASON = """\
# A reason of my own.
reason: gaps
name: Too long between sessions
tracks: [individual]
summary: The gap may be too long.
may_mean:
  - The gap may be too long for you.
  - It can also be that.
does_not_mean: It does not mean you do it wrong.
first_step: note_gap
first_line: ask_gap
steps:
  you:
    - id: note_gap
      text: Note what comes up.
opening_lines:
  - {id: ask_gap, text: Could we meet more often.}
items:
  - id: thread
    text: How often did you lose the thread?
    hint: Think of last month.
    scale: how_often
  - id: nearest
    text: Which is nearest?
    options:
      - {id: ok, text: It was fine}
      - {id: bad, text: It was not, points_to: {gaps: 2}}
      - {id: none_of_these, text: None of these}
"""
HINT = "    hint: Think of last month."
NEXT = "  - id: nearest"
FIRST = "  - id: thread"
OK = "      - {id: ok, text: It was fine}"
BAD = "      - {id: bad, text: It was not, points_to: {gaps: 2}}"
SCALE = "    scale: how_often"
