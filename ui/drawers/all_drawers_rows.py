"""From `AllDrawers` to what its table and its detail show."""

from datetime import date

from app.drawers.all_drawers import AllDrawers, DrawerRow, DrawerWarning
from app.drawers.queries import UNDER_WAY, ShiftEvent
from app.drawers.reasons import name_in
from app.drawers.undone_closes import SentBack, UndoneClose
from app.money import format_cents
from resources.texts import current_language, text
from ui.dates import day_words, moment_words, time_words
from ui.widgets.figures import Figure
from ui.widgets.table_data import Cell, Column, Row, money, money_column
from ui.widgets.tag import Tone


def columns() -> list[Column]:
    """Drawer, day, cashier, state, since, cash, all it holds, what to mind."""
    return [
        Column(text("Drawer"), 70, weight=600),
        Column(text("Cashier"), 88, stretch=2),
        Column(text("State"), 144),
        Column(text("Since"), 104),
        money_column(text("Cash"), 78, stretch=1),
        money_column(text("In the drawer"), 94, stretch=1, weight=500),
        Column(text("To mind"), 172, stretch=5),
    ]


def rows(page: AllDrawers) -> list[Row]:
    """One row a shift; its key is the shift."""
    return [_row(page, row) for row in page.rows]


def _row(page: AllDrawers, row: DrawerRow) -> Row:
    content = row.content
    words, tone = state_words(row.shift.state)
    return Row(
        row.shift.shift,
        (
            row.shift.drawer,
            row.cashier,
            Cell(words, tag=tone),
            moment_words(row.since_us, page.time_zone, page.on),
            money(content.cash_cents if content else None),
            money(content.held_cents if content else None),
            _warning_cell(row),
        ),
    )


def state_words(state: ShiftEvent | None) -> tuple[str, Tone]:
    """A state as people say it, and its tone."""
    if state is ShiftEvent.SUSPENDED:
        return text("Suspended"), "plain"
    if state in UNDER_WAY:
        return text("Shift open"), "good"
    return {
        ShiftEvent.CLOSED: (text("To be accepted"), "warn"),
        ShiftEvent.REJECTED: (text("Sent back"), "bad"),
        ShiftEvent.REOPENED: (text("Reopened"), "bad"),
    }.get(state, (text("Accepted"), "plain"))  # type: ignore[return-value] # tones are literals


def warning_words(warning: DrawerWarning, row: DrawerRow) -> str:
    """What is to be minded."""
    cents = row.close.over_short_cents if row.close is not None else 0
    return {
        DrawerWarning.SENT_BACK: text("Waits for a new count"),
        DrawerWarning.APPROVAL_PENDING: text("Difference not approved yet"),
        DrawerWarning.OVER_SHORT: text("Short {amount}", amount=format_cents(-cents))
        if cents < 0
        else text("Over {amount}", amount=format_cents(cents)),
        DrawerWarning.NO_BAG_NUMBER: text("Bag without a number"),
        DrawerWarning.CASH_HIGH: text("Much cash: make a safe drop"),
        DrawerWarning.OPEN_LONG: text("Open for more than 16 hours"),
    }[warning]


def close_figures(page: AllDrawers, row: DrawerRow) -> list[Figure]:
    """What somebody who settles a close looks at."""
    if row.body is None or row.close is None:
        return []
    body, found = row.body, row.body.counted
    figures = [
        Figure(text("Z report"), str(row.close.number)),
        Figure(text("Closed"), f"{time_words(row.since_us, page.time_zone)}, {row.closed_by}"),
        Figure(text("Cash counted"), format_cents(found.cash_cents)),
        Figure(text("Checks"), format_cents(found.check_cents)),
        Figure(text("Money orders"), format_cents(found.money_order_cents)),
        Figure(text("Float into its pouch"), format_cents(body.float_cents)),
        Figure(text("Sealed bag {bag}", bag=body.bag or "–"), format_cents(body.bagged.held_cents)),
    ]
    cents = body.difference.held_cents
    color = "bad" if cents < 0 else "warn" if cents else ""
    figures.append(Figure(text("Difference"), format_cents(cents), color=color, total=True))
    if body.reason:
        figures.append(Figure(text("Reason"), name_in(body.reason_names, current_language())))
    return figures


def _warning_cell(row: DrawerRow) -> Cell:
    if not row.warnings:
        return Cell("")
    words = ", ".join(warning_words(warning, row) for warning in row.warnings)
    return Cell(words, "warn", icon="warning", icon_color="warn", tooltip=words)


def undone_words(undone: UndoneClose, time_zone: str, on: date) -> str:
    """What became of a close: "Sent back 20 Nov 10:44 by L. Brandt: Counted wrongly." """
    said = {
        "when": moment_words(undone.at_us, time_zone, on),
        "name": undone.person,
        "reason": name_in(undone.reason_names, current_language()),
    }
    if undone.event is ShiftEvent.REJECTED:
        return text("Sent back {when} by {name}: {reason}.", **said)
    return text("Reopened {when} by {name}: {reason}.", **said)


def sent_back_words(sent_back: SentBack, time_zone: str) -> tuple[str, str]:
    """To the cashier: which shift, by whom and why; then what to do."""
    why = sent_back.why
    on = date.fromisoformat(sent_back.shift.business_date)
    day, when = day_words(on), moment_words(why.at_us, time_zone, on)
    reason = name_in(why.reason_names, current_language())
    if why.event is ShiftEvent.REJECTED:
        fact = text("The shift of {day} was sent back.", day=day)
    else:
        fact = text("The shift of {day} was reopened.", day=day)
    more = text("Count its drawer again and close it.")
    return fact, f"{why.person}, {when}: {reason}. {more}"
