"""Training: a workstation of its own on the demo city, and exercises that check themselves."""
