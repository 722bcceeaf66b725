"""Papers of the payments capability."""
