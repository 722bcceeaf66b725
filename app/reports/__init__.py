"""Reports: they read, and change nothing."""
