"""Papers of the reports capability."""
