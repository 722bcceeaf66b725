"""What the inbox shows of a drawer, whatever is asked for."""

from collections.abc import Mapping

from sqlalchemy import Connection

from app.drawers.queries import Shift, drawer_content
from app.identity.approvable import Effect


def drawer_effects(connection: Connection, shift: Shift, changes: Mapping[str, int]) -> tuple[Effect, ...]:
    """What the drawer holds of each tender now, and how it changes; `changes`: kind of tender → cents."""
    content = drawer_content(connection, shift)
    held = {
        "cash": content.cash_cents,
        "check": content.check_cents,
        "money_order": content.money_order_cents,
        "card": content.card_cents,
    }
    return tuple(Effect(f"drawer_{kind}", shift.drawer, held[kind], cents) for kind, cents in changes.items() if cents)
