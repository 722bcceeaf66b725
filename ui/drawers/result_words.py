"""The sentences of a count's result: how the drawer stands, what may explain it, what closing does."""

from app.drawers.count_drawer_facts import ByTender
from app.drawers.likely_cause import TENDERS, Cause, CauseKind, Fit
from app.money import format_cents
from app.reports.count_result import CashLine, CountResult
from printing.payments.receipt import tender_name
from resources.texts import current_language, text
from ui.drawers.cash_count import value_words
from ui.widgets.figures import Figure
from ui.widgets.table_data import Cell, Column, Row, money, money_column


def piece_name(value_cents: int) -> str:
    """A note or coin as people call it."""
    names = {1: text("penny"), 5: text("nickel"), 10: text("dime"), 25: text("quarter")}
    return names.get(value_cents, value_words(value_cents))


def headline(result: CountResult) -> str:
    """One sentence for how the drawer stands, and the likeliest cause."""
    if result.count is None:
        return text("The count is stored.")
    said = " ".join(_off_words(tender, result.count.difference.of(tender)) for tender in _off(result.count.difference))
    if not said:
        return text("The drawer is right.")
    best = next((cause for cause in result.causes if cause.fit is Fit.BEST), None)
    if best is None:
        return said
    likely = text("Most likely: {cause}.", cause=_small(cause_words(best)))
    return f"{said} {likely}"


def detail(result: CountResult) -> str:
    """What that means for the close, and how it went lately."""
    if result.count is None:
        return text("What was expected is shown to those who may see it. Close the shift now.")
    limit = format_cents(result.alone_cents)
    if not _off(result.count.difference):
        words = text("Everything that should be there is there.")
    elif result.needs_approval:
        words = text(
            "Over the city's limit of {limit}: a second person signs, or the close waits for one.", limit=limit
        )
    else:
        words = text("Under the city's limit of {limit}: you can close without a second person.", limit=limit)
    return f"{words} {_history_words(result)}".strip()


def cause_words(cause: Cause) -> str:
    """What may have happened, as a table says it."""
    short, piece, amount = cause.off_cents < 0, piece_name(cause.value_cents), format_cents(abs(cause.off_cents))
    typed, meant = format_cents(cause.typed), format_cents(cause.meant)
    match cause.kind:
        case CauseKind.WRONG_TENDER:
            wrong, right = _tender(cause.tender), _tender(cause.other_tender)
            return text("Keyed as {wrong}, taken as {right}", wrong=wrong, right=right)
        case CauseKind.NOT_IN_HAND:
            return _missing(cause)
        case CauseKind.ENTERED_TWICE:
            return text("One payment entered twice")
        case CauseKind.TRANSPOSED if cause.typed:
            return text("Digits swapped: {typed} for {meant}", typed=typed, meant=meant)
        case CauseKind.TRANSPOSED:
            return text("Two digits swapped: {amount} is divisible by 9", amount=amount)
        case CauseKind.SLIPPED:
            return text("Decimal point slipped: {typed} for {meant}", typed=typed, meant=meant)
        case CauseKind.CHANGE_PIECE if short:
            return text("One {piece} too many in change", piece=piece)
        case CauseKind.CHANGE_PIECE:
            return text("One {piece} too few in change", piece=piece)
        case CauseKind.CHANGE_MIXED:
            return text(
                "{given} given for {due} in change", given=piece.capitalize(), due=piece_name(cause.other_cents)
            )
        case CauseKind.CHANGE_WHOLE if short:
            return text("Change of {amount} given twice", amount=amount)
        case CauseKind.CHANGE_WHOLE:
            return text("Change of {amount} not given", amount=amount)
        case CauseKind.MISCOUNTED:
            return _miscounted(cause)
        case CauseKind.COUNT_TRANSPOSED:
            return text("{typed} × {piece} typed for {meant}", typed=cause.typed, meant=cause.meant, piece=piece)
        case CauseKind.KEYED_WRONG if short:
            return text("An amount typed {amount} too high", amount=amount)
    return text("An amount typed {amount} too low", amount=amount)


def look_words(cause: Cause) -> str:
    """Where to look."""
    count = len(cause.receipts)
    if cause.kind in (CauseKind.MISCOUNTED, CauseKind.COUNT_TRANSPOSED):
        return text("Count the {piece} row again", piece=value_words(cause.value_cents))
    if cause.kind is CauseKind.CHANGE_PIECE and count:
        piece = value_words(cause.value_cents)
        return (
            text("1 sale gave {piece} back", piece=piece)
            if count == 1
            else text("{count} sales gave {piece} back", count=count, piece=piece)
        )
    if not count:
        return text("No receipt stands out")
    return text("1 receipt") if count == 1 else text("{count} receipts", count=count)


def cause_columns() -> list[Column]:
    """Rank, what, where to look, how well it fits."""
    return [
        Column("", 40, color="accent"),
        Column(text("What would explain it"), 220, stretch=3),
        Column(text("Look at"), 150, stretch=2),
        Column(text("Fits"), 64, align="right"),
    ]


def cause_rows(causes: tuple[Cause, ...]) -> list[Row]:
    """The suggestions, the best first; the key is the place in the list."""
    fits = {Fit.BEST: text("Best"), Fit.GOOD: text("Good"), Fit.POOR: text("Poor")}
    rows = []
    for n, cause in enumerate(causes):
        best, poor = cause.fit is Fit.BEST, cause.fit is Fit.POOR
        look = Cell(look_words(cause), "muted") if poor and not cause.receipts else Cell(look_words(cause), link=True)
        cells = (
            Cell(str(n + 1), "" if best else "muted"),
            Cell(cause_words(cause), weight=600 if best else 0),
            look,
            Cell(fits[cause.fit], "muted" if poor else "", 600 if best else 0),
        )
        rows.append(Row(str(n), cells))
    return rows


def tender_columns() -> list[Column]:
    """Tender, expected, counted, difference, and what that is in a word."""
    return [
        Column(text("Tender"), 130, stretch=2, weight=500),
        money_column(text("Expected"), 96, stretch=1),
        money_column(text("Counted"), 96, stretch=1),
        money_column(text("Difference"), 96, stretch=1),
        Column(text("Result"), 118, stretch=1),
    ]


def tender_rows(result: CountResult) -> list[Row]:
    """One row a tender, then all together."""
    if result.count is None:
        return []
    found, should, off = result.count.counted, result.count.expected, result.count.difference
    rows = [_tender_row(result, tender, found, should, off) for tender in TENDERS]
    cards = off.card_cents is not None
    totals = [part.held_cents + (part.of("card") if cards else 0) for part in (should, found, off)]
    difference = money(totals[2], color="bad" if totals[2] < 0 else "")
    return [*rows, Row("total", (text("Total"), money(totals[0]), money(totals[1]), difference, ""), total=True)]


def _tender_row(result: CountResult, tender: str, found: ByTender, should: ByTender, off: ByTender) -> Row:
    name = tender_name(current_language(), tender)
    if tender in result.papers:
        name = _many(tender, result.papers[tender])
    if tender == "card" and off.card_cents is None:
        nothing = Cell("–", "muted")
        return Row(tender, (name, money(should.of(tender)), nothing, nothing, Cell(text("Not compared"), "muted")))
    cents = off.of(tender)
    color = "bad" if cents < 0 else "warn" if cents else ""
    difference = money(cents, color=color, weight=600 if cents else 0)
    return Row(tender, (name, money(should.of(tender)), money(found.of(tender)), difference, _verdict(cents)))


def _verdict(cents: int) -> Cell:
    if not cents:
        return Cell(text("Right"), "good-text", icon="good", icon_color="good")
    if cents < 0:
        return Cell(text("Short"), "bad", icon="warning", icon_color="bad")
    return Cell(text("Over"), "warn", icon="warning", icon_color="warn")


def cash_figures(result: CountResult) -> list[Figure]:
    """How the expected cash came about."""
    figures = [Figure(_line_words(line), format_cents(line.cents)) for line in result.cash]
    total = sum(line.cents for line in result.cash)
    return [*figures, Figure(text("Expected"), format_cents(total), total=True)]


def closing_figures(result: CountResult) -> list[Figure]:
    """What closing does with what was counted."""
    bag_cents = result.goes.bagged.held_cents
    figures = [Figure(text("Float into its pouch"), format_cents(result.goes.float_cents))]
    if result.count is None:
        return figures
    figures.append(Figure(text("Bank deposit, with drops"), format_cents(bag_cents + result.dropped_cents)))
    off_cents = result.count.difference.held_cents
    if off_cents:
        color = "bad" if off_cents < 0 else "warn"
        figures.append(Figure(text("To cash over and short"), format_cents(off_cents), color=color))
    return figures


def _line_words(line: CashLine) -> str:
    match line.what:
        case "float":
            return text("Float at opening")
        case "taken":
            return text("Cash taken less change")
        case "SafeDropped":
            return text("Drops to the safe, {count}", count=line.count)
        case "PaidIn":
            return text("Paid in, {count}", count=line.count)
        case "PaidOut":
            return text("Paid out, {count}", count=line.count)
        case "PaymentRefunded":
            return text("Refunds in cash, {count}", count=line.count)
    return line.what


def _off(difference: ByTender) -> list[str]:
    return [tender for tender in TENDERS if difference.of(tender)]


def _off_words(tender: str, cents: int) -> str:
    amount = format_cents(abs(cents))
    if tender == "cash":
        return text("Short {amount}.", amount=amount) if cents < 0 else text("Over {amount}.", amount=amount)
    name = _many(tender, 0).split(",")[0] if tender != "card" else tender_name(current_language(), tender)
    if cents < 0:
        return text("{tender} short {amount}.", tender=name, amount=amount)
    return text("{tender} over {amount}.", tender=name, amount=amount)


def _many(tender: str, count: int) -> str:
    return text("Checks, {count}", count=count) if tender == "check" else text("Money orders, {count}", count=count)


def _miscounted(cause: Cause) -> str:
    piece = piece_name(cause.value_cents)
    if cause.pieces > 1:
        return text("A bundle of {count} × {piece} miscounted", count=cause.pieces, piece=piece)
    return text("One {piece} miscounted", piece=piece)


def _missing(cause: Cause) -> str:
    count, check = cause.pieces, cause.tender == "check"
    if count == 1:
        return text("1 check is not in hand") if check else text("1 money order is not in hand")
    if check:
        return text("{count} checks are not in hand", count=count)
    return text("{count} money orders are not in hand", count=count)


def _history_words(result: CountResult) -> str:
    history = result.history
    if not history.times:
        return ""
    amount = format_cents(history.cents)
    if history.times == 1:
        return text("{name} closed over or short once this week, {amount}.", name=result.cashier, amount=amount)
    return text(
        "{name} closed over or short {count} times this week, {amount} in all.",
        name=result.cashier,
        count=history.times,
        amount=amount,
    )


def _tender(kind: str) -> str:
    return tender_name(current_language(), kind).lower()


def _small(words: str) -> str:
    """Inside a sentence."""
    return words[:1].lower() + words[1:]
