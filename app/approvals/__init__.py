"""Asking somebody else to sign: one inbox of requests for every kind of action that needs a second person."""
