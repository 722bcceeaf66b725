"""Sync as people see it: how this workstation stands with its center, joining it, bundles on sticks."""
