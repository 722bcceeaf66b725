"""Papers of the drawers capability."""
