"""Adds verified facts of other workstations: bytes, values beside them, postings and rows, each fact id counted once.

A fact id that is here already came in another chain of the same workstation (it was recovered twice), or as activity
(it first stood before the part of a chain that is held): the fact is kept, because chains have no holes, under a label
of its own, and gives no rows.
"""

from enum import StrEnum

import msgspec
from sqlalchemy import Connection, bindparam, select
from sqlcipher3.dbapi2 import IntegrityError

from app.journal import tables
from app.journal.append import LedgerError, insert_rows, is_recorded, require_balance
from app.journal.doubled import doubled_label
from app.journal.erased_values import ValuesErased, forget_values
from app.journal.fact import Envelope, SealedFact, envelope_decoder
from app.journal.kinds import Kinds
from app.journal.values_beside import keep_values
from app.store.prepared import Prepared, driver

_ACTIVITY = Prepared(select(tables.activity.c.line).where(tables.activity.c.fact_id == bindparam("fact_id")).limit(1))


class Unfit(StrEnum):
    """Why a fact that verifies gives no rows here: a bug of the program that made it, or of this one."""

    UNREADABLE = "unreadable"
    UNBALANCED = "unbalanced"
    COLLIDES = "collides"
    """A row that it gives is there already, from another fact."""


def add_sealed(connection: Connection, kinds: Kinds, sealed: SealedFact) -> Unfit | None:
    """Stores one fact and all that it gives; nothing at all where it is unfit. The chain was verified by the caller."""
    envelope = envelope_decoder.decode(sealed.envelope_bytes)
    if is_recorded(connection, envelope.fact_id) or _is_activity(connection, envelope.fact_id):
        _store(connection, envelope, sealed, doubled_label(envelope))
        return None
    try:
        fact = kinds.read(sealed.envelope_bytes, sealed.body_bytes)
        require_balance(fact.body.postings)
        rows = list(kinds.rows(fact))
    except (msgspec.MsgspecError, UnicodeDecodeError, ValueError, KeyError):
        return Unfit.UNREADABLE
    except LedgerError:
        return Unfit.UNBALANCED
    session = driver(connection)
    session.execute("SAVEPOINT one_fact")
    try:
        _store(connection, envelope, sealed, envelope.fact_id)
        insert_rows(connection, rows)
        keep_values(connection, envelope.fact_id, sealed.values)
        if isinstance(fact.body, ValuesErased):
            forget_values(connection, fact.body)
    except IntegrityError:
        session.execute("ROLLBACK TO one_fact")
        return Unfit.COLLIDES
    finally:
        session.execute("RELEASE one_fact")
    return None


def _is_activity(connection: Connection, fact_id: str) -> bool:
    return _ACTIVITY.first(connection, fact_id=fact_id) is not None


def _store(connection: Connection, envelope: Envelope, sealed: SealedFact, label: str) -> None:
    place = (envelope.workstation, envelope.generation, envelope.sequence, label, envelope.kind)
    content = (sealed.envelope_bytes, sealed.body_bytes, sealed.previous_hash, sealed.hash, sealed.signature)
    insert_rows(connection, [(tables.fact, (*place, *content))])
