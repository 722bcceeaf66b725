"""Slips of a drawer as papers get them."""

import msgspec

from app.drawers.facts import Denomination
from app.drawers.slips import DrawerSlip
from tests.factories.receipts import TAKEN_AT_US

PAID_OUT = DrawerSlip(
    kind="PaidOut",
    city="City of Cypress Springs",
    office="Utility service center",
    counter="Counter A2",
    drawer="A2",
    person="M. Reyes",
    second_person="L. Brandt",
    entry="A2-1-317",
    fact_id="0000005a-0000-7000-8000-000000000001",
    at_us=TAKEN_AT_US,
    time_zone="America/New_York",
    business_date="2026-11-20",
    amount_cents=4500,
    reason_names={"en": "Office supplies", "es": "Material de oficina"},
    ledger_account="general_ledger/519-5100",
    note="toner",
)
PAID_IN = msgspec.structs.replace(
    PAID_OUT,
    kind="PaidIn",
    second_person="",
    reason_names={"en": "Change from the safe", "es": "Cambio de la caja fuerte"},
    ledger_account="safe",
    note="",
)
DROPPED = msgspec.structs.replace(
    PAID_OUT,
    kind="SafeDropped",
    amount_cents=150000,
    reason_names={},
    ledger_account="",
    note="",
    bag="B-0071",
    denominations=(Denomination(10000, 5), Denomination(2000, 40), Denomination(1000, 20)),
)
OPENED = msgspec.structs.replace(
    PAID_OUT,
    kind="DrawerOpenedWithoutSale",
    amount_cents=0,
    second_person="",
    reason_names={"en": "Change for a customer", "es": "Cambio para un cliente"},
    ledger_account="",
    note="",
)
