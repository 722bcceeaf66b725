"""Sync with the central database: a workstation's facts go up, those of others come down, each exactly once."""
