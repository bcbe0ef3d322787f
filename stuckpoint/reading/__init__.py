"""One file: its text, its shape, and what is wrong with it, each thing at its place."""
