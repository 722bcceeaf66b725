"""Drawers and shifts: opening with a counted float, what should be in the drawer, the X report."""
