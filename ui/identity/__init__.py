"""Signing in and the people of a counter, as screens."""
