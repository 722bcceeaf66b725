"""The one thing that ends a step of the tour early."""


class Disagreement(Exception):
    """What a step says is not what the window shows; the text is what was expected."""
