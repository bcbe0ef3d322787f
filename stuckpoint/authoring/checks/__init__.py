"""The rules that look for what can be asked and is likely not meant, by what they look at."""
