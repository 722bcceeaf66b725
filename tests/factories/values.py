"""Private values beside the facts of a test's chain."""

from dataclasses import replace

from app.journal.append import private_digest
from app.journal.fact import SealedFact, ValueBeside
from tests.factories.central_chain import Chain

SALT = b"s" * 16


def told(value: str, field: str = "note") -> ValueBeside:
    """A value as its counter keeps it."""
    return ValueBeside(private_digest(SALT, field, value), field, SALT, value)


def erased(value: str) -> ValueBeside:
    """The same once it was erased."""
    return replace(told(value), salt=None, value=None)


def noted(chain: Chain, value: ValueBeside) -> SealedFact:
    """The chain's next fact, whose body names this value."""
    (sealed,) = chain.add(note=value.digest)
    sealed = chain.facts[-1] = replace(sealed, values=(value,))
    return sealed
