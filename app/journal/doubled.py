"""Facts whose id stands here already, in another chain: kept, because chains have no holes, and counted once.

It takes two copies of one workstation that both recovered the same fact. The later one's column `fact_id` is a label.
"""

import re

from app.journal.fact import Envelope
from app.journal.read_facts import StoredFact

_DOUBLED = re.compile(r"(.+)~\d+-\d+")


def doubled_label(envelope: Envelope) -> str:
    """What stands in the column `fact_id` for a fact that counts already."""
    return f"{envelope.fact_id}~{envelope.generation}-{envelope.sequence}"


def counts(label: str) -> bool:
    """Whether the fact of this label gives rows."""
    return _DOUBLED.fullmatch(label) is None


def is_labelled(stored: StoredFact, envelope: Envelope) -> bool:
    """Do the columns say what the envelope says?"""
    fact_id = envelope.fact_id if counts(stored.fact_id) else doubled_label(envelope)
    return stored.labels == (envelope.workstation, envelope.generation, envelope.sequence, fact_id, envelope.kind)
