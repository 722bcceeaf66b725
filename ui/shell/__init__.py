"""The window around the pages: rail, search, status strip, commands, keys, and what a scanner sends."""
