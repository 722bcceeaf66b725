"""The demo of an office: several windows that meet at a centre of their own, and the tour of it where no screen is."""
