"""Keeping the data: the recovery sheet on the screen."""
