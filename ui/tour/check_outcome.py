"""`python -m ui.tour.check_outcome DIR`: the second process of the tour, which has seen nothing of the window.

Opens the database anew with its key, tests every named invariant, compares receipts, postings and the drawer with what
the window showed, and reads the paper: ESC/POS through a decoder written from the printer's manual, PDF through
another library than wrote it. Writes `checks.json`; exit code 1 if anything is otherwise.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec

from app.bootstrap import check, open_services
from app.demo import demo_edges
from app.errors import Refused, Unavailable
from app.money import format_cents
from app.payments.queries import find_receipt, read_receipt
from app.payments.receipt import Receipt
from app.payments.receipt_list import ReceiptEntry, search_receipts
from app.workplace import Services
from ui.tour import expected as expected_file
from ui.tour.check_custody import custody_checks
from ui.tour.check_storm import storm_checks
from ui.tour.escpos_decoder import Decoded, UnknownCommand, decode
from ui.tour.expected import FIRST_DAY, Expected, ExpectedPaper, ExpectedReceipt
from ui.tour.pdf_words import pdf_words
from ui.tour.summary import Check
from ui.tour.tour_clock import AFTERWARDS, TourClock

CHECKS = "checks.json"
COLUMNS = 48
_FACT_SUMS = "SELECT sequence, SUM(amount_cents) FROM posting GROUP BY workstation, generation, sequence"
_DRAWER_SUMS = """
    SELECT ledger_account, SUM(amount_cents) FROM posting JOIN fact USING (workstation, generation, sequence)
    WHERE kind NOT IN ('ShiftClosed', 'ShiftRejected', 'ShiftReopened') AND business_date = ? GROUP BY ledger_account
"""
"""All that went through the drawer until it was emptied at the close; the first day has one shift."""
_HELD_IN = {
    "cash": "drawer/A2/cash",
    "check": "drawer/A2/check",
    "money_order": "drawer/A2/money_order",
    "card": "card_clearing",
}
"""Where each tender stands in the ledger, spelled out here so that no mapping of the program is believed."""
Checks = Iterator[Check]


def main(folder: Path) -> int:
    """Makes every check; 1 if one went wrong."""
    expected = msgspec.json.decode((folder / expected_file.FILE).read_bytes(), type=Expected)
    checks = [*database_checks(folder, expected), *paper_checks(folder / "paper", expected)]
    checks += pdf_checks(folder / "receipts", expected)
    checks += document_checks(folder / "documents", expected)
    (folder / CHECKS).write_bytes(msgspec.json.encode(checks))
    for made in checks:
        sys.stdout.write(
            f"{'wrong' if made.wrong else 'right'}: {made.name}{f': {made.wrong}' if made.wrong else ''}\n"
        )
    return 1 if any(made.wrong for made in checks) else 0


# -- the database


def database_checks(folder: Path, expected: Expected) -> Checks:
    """Everything that the journal must say."""
    data = folder / "data"
    edges = demo_edges(data, TourClock(AFTERWARDS))
    try:
        services = open_services(data, edges)
    except (Refused, Unavailable) as failure:
        yield Check("the database opens with its key", f"{failure.code}")
        return
    yield Check("the database opens with its key")
    try:
        findings = check(services, thorough=True)
        yield Check("every named invariant holds", "; ".join(map(str, findings)))
        yield from _posting_checks(services, expected)
        yield from _receipt_checks(services, expected)
        yield from custody_checks(services, expected, drawer_by_hand(0, expected))
        yield from storm_checks(services, expected)
    finally:
        services.close()


def _posting_checks(services: Services, expected: Expected) -> Checks:
    with services.read_journal() as journal:
        facts = journal.exec_driver_sql(_FACT_SUMS).all()
        sums = dict(tuple(row) for row in journal.exec_driver_sql(_DRAWER_SUMS, (FIRST_DAY,)))
    off = {sequence: cents for sequence, cents in facts if cents}
    yield Check(f"the postings of each of {len(facts)} facts sum to zero", _told(off))
    by_postings = {tender: sums.get(account, 0) for tender, account in _HELD_IN.items()}
    yield _same("the postings give the drawer that the window showed", by_postings, expected.drawer)
    by_hand = drawer_by_hand(expected.float_cents, expected)
    yield _same("so does adding up the receipts by hand", by_hand, expected.drawer)


def drawer_by_hand(float_cents: int, expected: Expected) -> dict[str, int]:
    """Float, what moved without a receipt, tenders less change of the first day's receipts that stand, as was shown."""
    sums = {"cash": float_cents + expected.moved_cents, "check": 0, "money_order": 0, "card": 0}
    for receipt in expected.receipts.values():
        if not receipt.voided and receipt.business_date == FIRST_DAY:
            sums["cash"] -= receipt.change_cents
            for kind, cents in receipt.tenders:
                sums[kind] += cents
    for kind, cents in expected.corrected.items():
        sums[kind] += cents
    return sums


def _receipt_checks(services: Services, expected: Expected) -> Checks:
    entries = {entry.number: entry for entry in search_receipts(services, "")}
    wanted = sorted(expected.receipts)
    yield _same("there are the receipts of the tour and no others", sorted(entries), wanted)
    numbers = [int(number.rpartition("-")[2]) for number in sorted(entries)]
    yield _same("their numbers have no gap", numbers, list(range(1, len(numbers) + 1)))
    for number in wanted:
        if number in entries:
            yield Check(
                f"receipt {number} is recorded as the window showed it",
                _receipt_wrong(services, entries[number], expected),
            )


def _receipt_wrong(services: Services, entry: ReceiptEntry, expected: Expected) -> str:
    with services.read_journal() as journal:
        fact_id = find_receipt(journal, entry.number)
        receipt = read_receipt(journal, services.kinds, fact_id or "")
    found = _as_expected(receipt, entry, expected.receipts[entry.number].copies)
    wanted = expected.receipts[entry.number]
    return "" if found == wanted else f"{found}, not {wanted}"


def _as_expected(receipt: Receipt, entry: ReceiptEntry, copies: int) -> ExpectedReceipt:
    return ExpectedReceipt(
        number=receipt.number,
        total_cents=receipt.total_cents,
        change_cents=receipt.change_cents,
        lines=tuple((line.account_number or line.kind, line.amount_cents) for line in receipt.lines),
        tenders=tuple((tender.kind, tender.amount_cents) for tender in receipt.tenders),
        language=receipt.language,
        copies=copies,
        voided=entry.voided,
        book_number=receipt.back_entry.number if receipt.back_entry else "",
        business_date=receipt.business_date,
    )


# -- the paper


def paper_checks(folder: Path, expected: Expected) -> Checks:
    """What went to the printer, job by job, in the order of the day."""
    jobs = sorted(folder.glob("*.escpos"))
    yield _same("as many jobs went to the printer as the window showed", len(jobs), len(expected.papers))
    for job, paper in zip(jobs, expected.papers, strict=False):
        yield Check(
            f"{job.name} is the {paper.kind} that was asked for", _paper_wrong(job.read_bytes(), paper, expected)
        )


def _paper_wrong(data: bytes, paper: ExpectedPaper, expected: Expected) -> str:
    try:
        decoded = decode(data)
        shown = decoded.as_text(COLUMNS)
    except UnknownCommand as unknown:
        return f"no paper that a printer understands: {unknown}"
    if paper.kind == "kick":
        return "" if decoded.kicks and not decoded.texts else "it does not only open the drawer"
    if decoded.kicks:
        return "it opens the drawer"
    missing = [words for words in paper.words if _plain(words) not in _plain(shown)]
    number = paper.words[0] if paper.words else ""
    if paper.kind == "stamp" and not shown.endswith("[slip out]\n"):
        missing.append("the end of the slip")
    if number in expected.receipts:
        missing += _receipt_words_missing(decoded, shown, expected.receipts[number])
    return f"not on it: {', '.join(missing)}" if missing else ""


def _receipt_words_missing(decoded: Decoded, shown: str, receipt: ExpectedReceipt) -> list[str]:
    wanted = [receipt.number, *amounts_of(receipt)]
    missing = [words for words in wanted if words not in shown]
    short, dash, number = receipt.number.partition("-")
    codes = [code for code in decoded.qr_codes if code.startswith(f"{short}{dash}") and number in code]
    return missing if codes else [*missing, "a QR code with its number"]


def amounts_of(receipt: ExpectedReceipt) -> list[str]:
    """Every amount that its paper must say."""
    change = [format_cents(receipt.change_cents)] if receipt.change_cents else []
    parts = (*receipt.lines, *receipt.tenders)
    return [format_cents(receipt.total_cents), *(format_cents(cents) for _, cents in parts), *change]


def pdf_checks(folder: Path, expected: Expected) -> Checks:
    """Each receipt once more as PDF."""
    for number, receipt in sorted(expected.receipts.items()):
        path = folder / f"{number}.pdf"
        if not path.exists():
            yield Check(f"{number}.pdf says the same", "it is not there")
            continue
        words = pdf_words(path.read_bytes())
        accounts = [name for name, _ in receipt.lines if "-" in name]
        wanted = [number, *accounts, *amounts_of(receipt)]
        yield Check(f"{number}.pdf says the same", _told([word for word in wanted if word not in words]))


def document_checks(folder: Path, expected: Expected) -> Checks:
    """What was saved by hand."""
    found = {path.name: path for path in folder.rglob("*.pdf")}
    for name, wanted in sorted(expected.pdfs.items()):
        words = _plain(pdf_words(found[name].read_bytes())) if name in found else ""
        yield Check(f"{name} says what the window said", _told([word for word in wanted if word not in words]))


def _same(name: str, found: object, wanted: object) -> Check:
    return Check(name, "" if found == wanted else f"{found}, not {wanted}")


def _told(wrong: object) -> str:
    return str(wrong) if wrong else ""


def _plain(words: str) -> str:
    return " ".join(words.split())


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
