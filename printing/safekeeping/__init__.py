"""Papers that keep the data: the recovery sheet."""
