"""What the tape found as CSV, one line a fact: where it stands, when, who, what, its amount, whether it verifies."""

import csv
from collections.abc import Iterable
from io import StringIO
from pathlib import Path

from app.clock import local_time
from app.reports.tape import TapeRow
from printing.reports.fact_words import kind_words
from printing.reports.report_csv import BYTE_ORDER_MARK, decimal_text, harmless
from printing.save_pdf import save_file
from printing.watermark import mark_words
from resources.texts import text_in


def tape_csv(rows: Iterable[TapeRow], language: str, time_zone: str) -> bytes:
    """Times are the office's, money plain decimals."""
    lines = StringIO()
    writer = csv.writer(lines)
    if mark := mark_words(language):
        writer.writerows((mark, ()))
    writer.writerow(_heads(language))
    for row in rows:
        at = f"{local_time(row.recorded_at_us, time_zone):%Y-%m-%d %H:%M:%S}"
        cents = "" if row.amount_cents is None else decimal_text(row.amount_cents)
        state = text_in(language, "Verified") if row.verified else text_in(language, "Broken")
        what = kind_words(row.kind, language)
        texts = (row.place, at, row.person, what, row.receipt, cents, state, row.fact_id)
        writer.writerow([text if text == cents else harmless(text) for text in texts])
    return (BYTE_ORDER_MARK + lines.getvalue()).encode()


def save_tape(
    rows: Iterable[TapeRow], language: str, time_zone: str, made_at_us: int, documents: Path | None = None
) -> Path:
    """Writes it below `documents` (the person's own when None) and gives its path. Raises Unavailable."""
    made = local_time(made_at_us, time_zone)
    name = f"{text_in(language, 'Virtual tape')} {made:%Y-%m-%d %H%M%S}"
    return save_file(tape_csv(rows, language, time_zone), name, "csv", documents)


def _heads(language: str) -> tuple[str, ...]:
    return (
        text_in(language, "Place"),
        text_in(language, "Time"),
        text_in(language, "Who"),
        text_in(language, "What"),
        text_in(language, "Receipt"),
        text_in(language, "Amount"),
        text_in(language, "Chain"),
        text_in(language, "Fact"),
    )
