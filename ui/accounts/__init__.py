"""Accounts on the screen: finding one, and the page with everything about it."""
