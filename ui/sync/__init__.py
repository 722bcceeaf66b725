"""Sync as people see it: what is said of bundles on sticks."""
