"""From a `SafePage` to what its tables show. Pure."""

from app.clock import local_date
from app.drawers.bags import Bag
from app.drawers.count_drawer_facts import ByTender
from app.drawers.custody import SEALED, Hand
from app.drawers.safe_facts import BagEvent
from app.money import format_cents
from app.reports.safe_page import SafeEntry, SafePage
from resources.texts import text
from ui.dates import moment_words
from ui.drawers.cash_count import value_words
from ui.widgets.table_data import Cell, Column, Row, money, money_column
from ui.widgets.tag import Tone


def bag_columns() -> list[Column]:
    """Bag, whose, when, what is in it, what is to be known of it."""
    return [
        Column(text("Bag"), 150, stretch=2, weight=500),
        Column(text("Drawer"), 62),
        Column(text("Sealed"), 112, color="muted"),
        Column(text("Cashier"), 88, stretch=2),
        money_column(text("Cash"), 84),
        money_column(text("Checks"), 84),
        Column("", 140, align="right"),
    ]


def bag_rows(page: SafePage, bags: tuple[Bag, ...], ticked: frozenset[str] = frozenset()) -> list[Row]:
    """One row a bag; those that were ticked off say so."""
    return [_bag_row(page, bag, bag.sealed_by in ticked) for bag in bags]


def safe_rows(page: SafePage, *, seen: bool, ticked: frozenset[str] = frozenset()) -> list[Row]:
    """Sealed bags, the bank's bags, the loose cash, all together; what is to be counted only if it may be `seen`."""
    rows = bag_rows(page, page.content.bags, ticked)
    for deposit in page.content.deposits:
        held = deposit.held
        cells = (Cell(deposit.bag), "", _moment(page, deposit.prepared_at_us), Cell(deposit.name, "muted"))
        rows.append(Row(deposit.fact_id, (*cells, *cash_and_papers(held), Cell(text("For the bank"), tag="plain"))))
    if seen:
        held, counted = page.content.held, page.last_count is not None
        known_cents = held.cash_cents - (0 if counted else page.content.loose_cents)
        loose = money(page.content.loose_cents if counted else None)  # before it nobody knows what floats took out
        uncounted = Cell("") if counted else Cell(text("Not counted"), tag="warn")
        rows.append(Row("loose", (Cell(text("Loose, with floats")), "", "", "", loose, "", uncounted)))
        papers = cash_and_papers(held)[1]
        rows.append(Row("total", (text("Total"), "", "", "", money(known_cents), papers, ""), total=True))
    return rows


def inside_words(page: SafePage) -> str:
    """ "Cash 10,229.96 · Checks 514.80": seen without walking to the end of the list."""
    held, loose_cents = page.content.held, page.content.loose_cents
    cash_cents = held.cash_cents - (loose_cents if page.last_count is None else 0)
    papers_cents = held.check_cents + held.money_order_cents
    cash = text("Cash {amount}", amount=format_cents(cash_cents))
    checks = text("Checks {amount}", amount=format_cents(papers_cents))
    return f"{cash} · {checks}" if papers_cents else cash


def piece_rows(page: SafePage) -> list[Row]:
    """The loose cash by denomination as last counted, and what floats and others moved since."""
    rows = [Row(str(value), (value_words(value), str(many), money(value * many))) for value, many in page.pieces]
    rest = page.content.loose_cents - sum(value * many for value, many in page.pieces)
    if rest:
        rows.append(Row("rest", (Cell(text("Floats and others since"), "muted"), "", money(rest, color="muted"))))
    total = (text("Loose"), "", money(page.content.loose_cents))
    return [*rows, Row("total", total, total=True)]


def piece_columns() -> list[Column]:
    """Value, how many, what they are worth."""
    return [
        Column(text("Value"), 120, stretch=1),
        Column(text("Pieces"), 70, align="right"),
        money_column(text("Amount"), 100, weight=500),
    ]


def log_columns() -> list[Column]:
    """When, what, how much, who."""
    return [
        Column(text("When"), 112, color="muted"),
        Column(text("What"), 150, stretch=2),
        money_column(text("Amount"), 100, weight=500),
        Column(text("Who"), 170, stretch=3),
    ]


def log_rows(page: SafePage) -> list[Row]:
    """The safe's log, newest first."""
    return [
        Row(
            entry.fact_id,
            (_moment(page, entry.at_us), entry_words(entry), money(entry.cents, zero_is_nothing=True), _who(entry)),
        )
        for entry in page.log
    ]


def hand_columns() -> list[Column]:
    """When, what happened, by whose hands."""
    return [
        Column(text("When"), 112, color="muted"),
        Column(text("What"), 110, stretch=1, weight=500),
        Column(text("Who"), 120, stretch=1),
    ]


def hand_rows(page: SafePage, hands: list[Hand]) -> list[Row]:
    """A bag's log, from the drawer on."""
    return [
        Row(f"{n}", (_moment(page, hand.at_us), hand_words(hand.event), both(hand.person, hand.second)))
        for n, hand in enumerate(hands)
    ]


def cash_and_papers(held: ByTender) -> tuple[Cell, Cell]:
    """Cash, then checks and money orders together: they lie in one envelope and go on one list."""
    papers = money(held.check_cents + held.money_order_cents, zero_is_nothing=True)
    return money(held.cash_cents, zero_is_nothing=True), papers


def both(person: str, second: str) -> str:
    """ "M. Reyes, L. Brandt"."""
    return f"{person}, {second}" if second else person


def hand_words(event: str) -> str:
    """What a hand did to a bag."""
    return {
        SEALED: text("Sealed"),
        BagEvent.RECEIVED: text("Into the safe"),
        BagEvent.NOT_THERE: text("Not brought"),
        BagEvent.GIVEN_BACK: text("Given back"),
        BagEvent.COUNTED: text("Seen at a count"),
        BagEvent.MISSED: text("Missed at a count"),
        BagEvent.DEPOSIT_PREPARED: text("Opened for the bank"),
        BagEvent.DEPOSIT_VERIFIED: text("Verified"),
        BagEvent.DEPOSIT_SENT: text("Sent to the bank"),
        BagEvent.DEPOSIT_CONFIRMED: text("Confirmed by the bank"),
        BagEvent.DEPOSIT_REJECTED: text("Back from the bank"),
    }[event]


def entry_words(entry: SafeEntry) -> str:
    """What a line of the safe's log is."""
    return {
        "SafeBagsReceived": text("Bags received"),
        "SafeBagsGivenBack": text("Bags given back"),
        "SafeMoved": text("Cash moved"),
        "SafeCounted": text("Safe counted"),
        "SafeDiscrepancyRecorded": text("Difference recorded"),
        "BankDepositPrepared": text("Difference in the bags"),
        "BankDepositSent": text("Sent to the bank"),
        "BankDepositRejected": text("Back from the bank"),
    }.get(entry.kind, entry.kind)


def count_words(page: SafePage) -> str:
    """When the safe was counted last."""
    count = page.last_count
    if count is None:
        return text("Never counted here")
    return text("Last counted {when}", when=_moment(page, count.counted_at_us))


def waiting_words(page: SafePage) -> str:
    """ "3 bags, 1,240.00"."""
    bags = page.content.expected
    amount = format_cents(sum(bag.held.held_cents for bag in bags))
    return (
        text("1 bag, {amount}", amount=amount)
        if len(bags) == 1
        else text("{count} bags, {amount}", count=len(bags), amount=amount)
    )


def _log_row(page: SafePage, entry: SafeEntry) -> Row:
    amount = money(entry.cents, zero_is_nothing=True)
    return Row(entry.fact_id, (_moment(page, entry.at_us), entry_words(entry), amount, _who(entry)))


def _bag_row(page: SafePage, bag: Bag, ticked: bool) -> Row:
    cents = cash_and_papers(bag.held)
    number = Cell(bag.bag, link=True) if bag.bag else Cell(text("No number"), "muted", link=True)
    who = (bag.drawer, _moment(page, bag.sealed_at_us), page.names.get(bag.person, ""))
    return Row(bag.sealed_by, (number, *who, *cents, _state(bag, ticked)))


def _state(bag: Bag, ticked: bool) -> Cell:
    if ticked:
        return Cell(text("Ticked off"), tag="good")
    states: dict[BagEvent, tuple[str, Tone]] = {
        BagEvent.NOT_THERE: (text("Not brought"), "warn"),
        BagEvent.GIVEN_BACK: (text("Given back"), "warn"),
        BagEvent.MISSED: (text("Missed"), "bad"),
    }
    found = states.get(bag.state) if bag.state else None
    return Cell(found[0], tag=found[1]) if found else Cell("")


def _who(entry: SafeEntry) -> str:
    return both(entry.person, entry.second)


def _moment(page: SafePage, at_us: int) -> str:
    day = local_date(at_us, page.time_zone)
    return moment_words(at_us, page.time_zone, page.on) if day else ""
