"""What a bank is: its frozen records, its conditions and weights, and what can be reached in it. Pure."""
