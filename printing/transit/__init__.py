"""Papers of the transit hub."""
