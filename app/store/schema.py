"""The two sets of tables, one a file. Each capability declares its own tables on one of them, in its private `tables.py`."""

from sqlalchemy import MetaData

journal_metadata = MetaData()
"""`journal.db`: facts, their read tables, print jobs, people."""

reference_metadata = MetaData()
"""`reference-<n>.db`: what the city gives; replaceable as a whole."""
