"""The tour of an office: a payment seen by everybody, the network cut, payments on both sides, and the reunion."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec

from app.demo import COUNTER_A2, FLOAT_PIECES
from app.demo_office import SEATS, Paid, Sight, office_faults
from app.money import format_cents
from app.sync.central.audit import audit
from app.sync.central.cable import Cable
from app.sync.central.demo_centre import centre_holds
from ui.office.orders import Customer, Order, Report
from ui.office.station import Station
from ui.tour.summary import Check
from ui.tour.tour import Done

_A2, _A3, _DESK = (seat.code for seat in SEATS[:3])
_NAMES = {seat.code: seat.person.display_name for seat in SEATS}
_FLOAT_CENTS = sum(value * count for value, count in FLOAT_PIECES.items())


class OfficeTour:
    """Gives orders to three windows, pulls their cables and plugs them in; `done` and `checks` are what came of it."""

    def __init__(
        self, stations: Mapping[str, Station], cables: Mapping[str, Cable], dsn: str, tell: Callable[[Done], None]
    ) -> None:
        self._stations, self._cables, self._dsn, self._tell = stations, cables, dsn, tell
        self.done: list[Done] = []
        self.checks: list[Check] = []
        self.paid: list[Paid] = []
        self.customers: list[Customer] = []

    def run(self) -> None:
        """The whole story; without customers there is none."""
        self.customers = self._order(_A2, "finds four customers in the city", "customers").customers
        if not self.customers:
            return
        self._together()
        self._apart()
        self._reunited()
        self._verify()

    # -- the story

    def _together(self) -> None:
        first = self.customers[0]
        for code in self._stations:
            self._order(code, "is at work, and the center has all of it", "sees", words=("Online", "All sent"))
        self._shows(_A3, "has the account open", first)
        self._pays(_A2, first)
        self._sees(_A3, f"sees {_A2}'s payment on the account that is open", first)
        self._shows(_DESK, f"shows the account with {_A2}'s payment", first)
        self._drawers(f"sees {_A2}'s cash among all drawers", _A2)

    def _apart(self) -> None:
        _, second, third, _ = self.customers
        for code in (_A2, _A3):
            self._cables[code].pull()
        self._pays(_A2, second)
        self._pays(_A3, third)
        self._pays(_A3, second, " once more: nobody here knows yet")
        for code, waiting in ((_A2, 1), (_A3, 2)):
            words = ("Center not answering", f"{waiting} waiting, oldest")
            self._order(code, "says what waits", "sees", words=words)
        waits = ("2 waiting, oldest", "Safe on this workstation. Go on working: they go out by themselves.")
        self._order(_A3, "says on its sync page what becomes of it", "sync", words=waits)
        self._order(_DESK, "goes on", "sees", words=("Online", "All sent"))
        self._order(_DESK, "knows nothing of it", "account", customer=second, words=(_dollars(second.balance_cents),))

    def _reunited(self) -> None:
        _, second, third, _ = self.customers
        for code in (_A2, _A3):
            self._cables[code].plug_in()
        for code in self._stations:
            self._order(code, "has sent everything", "sees", words=("Online", "All sent"))
        for code in self._stations:
            self._shows(code, f"shows {_A3}'s payment", third)
            self._shows(code, "shows both payments of the bill that was paid twice", second, balance=False)
        self._drawers("sees the cash of both drawers", _A2, _A3)
        whole = tuple(f"{seat.code} {seat.counter}, {COUNTER_A2.office_name} Whole" for seat in SEATS[:2])
        self._order(_DESK, "has both counters whole", "sync", words=whole)

    def _verify(self) -> None:
        accounts = tuple(customer.account for customer in self.customers)
        sights = [self._order(code, "verifies its journal", "look", accounts=accounts).sight for code in self._stations]
        audited = audit(self._dsn)
        wrong = ", ".join(f"{found.workstation}: {found.fault}" for found in audited.findings)
        self.checks.append(Check(f"central audit: {audited.facts:,} facts in {audited.chains} chains hold", wrong))
        before = {customer.account: customer.balance_cents for customer in self.customers}
        seen = [sight for sight in sights if isinstance(sight, Sight)]
        if len(seen) < len(sights):
            self.checks.append(Check("every workstation says what it knows", f"{len(sights) - len(seen)} did not"))
            return
        faults = office_faults(before, self.paid, seen, centre_holds(self._dsn))
        self.checks += [Check(name, fault) for name, fault in faults.items()]
        twice = self.customers[1]
        named = seen[0].conflicts.get(twice.account, 0)
        wrong = "" if named == twice.due_cents else f"{format_cents(named)} is named"
        self.checks.append(Check(f"the bill paid twice is a conflict of {format_cents(twice.due_cents)}", wrong))

    # -- its steps

    def _pays(self, code: str, customer: Customer, how: str = "") -> None:
        number = f"{code}-{1 + sum(payment.number.startswith(code) for payment in self.paid):06}"
        amount = format_cents(customer.due_cents)
        self._order(code, f"takes {amount} of {customer.name}{how}", "pay", customer=customer, words=(number,))
        self.paid.append(Paid(number, customer.account, customer.due_cents))

    def _shows(self, code: str, what: str, customer: Customer, *, balance: bool = True) -> None:
        words = self._on_account(customer, balance=balance)
        self._order(code, f"{what}: {customer.name}", "account", customer=customer, words=words)

    def _sees(self, code: str, what: str, customer: Customer) -> None:
        self._order(code, what, "sees", words=self._on_account(customer, balance=True))

    def _on_account(self, customer: Customer, *, balance: bool) -> tuple[str, ...]:
        """What stands on the account's page: its receipts, and the balance."""
        receipts = [payment for payment in self.paid if payment.account == customer.account]
        left = customer.balance_cents - sum(payment.cents for payment in receipts)
        return (*(payment.number for payment in receipts), *([_dollars(left)] if balance else []))

    def _drawers(self, what: str, *codes: str) -> None:
        rows = [f"{code} {_NAMES[code]} Shift open" for code in codes]
        self._order(_DESK, what, "drawers", words=(*rows, *(format_cents(self._cash(code)) for code in codes)))

    def _cash(self, code: str) -> int:
        return _FLOAT_CENTS + sum(payment.cents for payment in self.paid if payment.number.startswith(code))

    def _order(self, code: str, what: str, act: str, **more: Any) -> Report:
        number = len(self.done) + 1
        report = self._stations[code].carry_out(Order(number, f"{code} {what}", act, **more))
        if report.done.picture:
            report.done = msgspec.structs.replace(report.done, picture=f"{code}/{report.done.picture}")
        self.done.append(report.done)
        self._tell(report.done)
        return report


def count_wrong(done: Sequence[Done], checks: Sequence[Check]) -> int:
    """How many did not come out; a tour that came to no checks is wrong too."""
    return sum(bool(step.wrong) for step in done) + sum(bool(check.wrong) for check in checks) + (not checks)


def office_markdown(done: Sequence[Done], checks: Sequence[Check], seconds: float) -> str:
    """The summary for people."""
    wrong = count_wrong(done, checks)
    verdict = "Everything came out as the steps say." if not wrong else f"{wrong} did not come out."
    lines = [
        "# An office of three workstations",
        "",
        f"{len(done)} steps at three windows and {len(checks)} checks, {seconds:.0f} s. {verdict}",
        "",
        "| # | Step | Outcome | ms |",
        "|---|---|---|---|",
        *(f"| [{one.number}]({one.picture}) | {one.name} | {_outcome(one)} | {one.milliseconds} |" for one in done),
        "",
        *(f"- {'✗' if one.wrong else '✓'} {one.name}{f': {one.wrong}' if one.wrong else ''}" for one in checks),
    ]
    return "\n".join(lines) + "\n"


def _outcome(done: Done) -> str:
    return done.wrong.replace("|", "\\|").replace("\n", " ") if done.wrong else "; ".join(done.checks)


def _dollars(cents: int) -> str:
    return f"${format_cents(cents)}"
