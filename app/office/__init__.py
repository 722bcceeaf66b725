"""The office and its counter after the first run: what they are called, where they are, what time it is there."""
