"""Many files: what they say of each other, and the bank that they make; kept answers, too."""
