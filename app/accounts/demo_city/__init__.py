"""Cypress Springs, a city that does not exist, as the CSV set that a real city would hand over.

Deterministic: the same seed, number of accounts and day give the same bytes, and account n is the same person however
many accounts there are. Telephone numbers are of the range reserved for fiction (555-0100 to 555-0199).
"""
