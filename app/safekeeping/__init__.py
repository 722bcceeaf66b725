"""Keeping the data when the machine is lost: the second copy, the recovery code, restoring elsewhere."""
