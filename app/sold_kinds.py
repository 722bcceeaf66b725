"""Every kind of line that another capability sells at the counter, each imported only when somebody sells one."""

from app.payments.sold_things import Seller, Sellers


def _pass() -> Seller:
    from app.transit.sell_pass import PassSeller

    return PassSeller()


SELLERS = Sellers({"pass": _pass})
"""By the kind of a receipt's line."""
