"""Words: what a person reads, as pages of blocks, and the forms that a file may have. Pure."""
