"""How well a bank tells its reasons apart, found with invented people."""
