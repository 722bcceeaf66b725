"""Every refusal has one sentence that says what to do; none shows a code or an empty place."""

import re
from enum import StrEnum

import pytest

from app.accounts.import_types import ImportRefusal
from app.accounts.notes import NoteRefusal
from app.config import SettingRefusal
from app.drawers.count_drawer import CountRefusal
from app.drawers.open_shift import OpenShiftRefusal
from app.drawers.typed_pieces import PiecesRefusal
from app.errors import Refused, Unavailable
from app.exports.export_batch import ExportRefusal
from app.identity.refusals import IdentityRefusal
from app.identity.set_up_workstation import SetUpRefusal
from app.money import AmountRefusal
from app.payments.allocate import AllocationRefusal
from app.payments.card_attempt import AttemptRefusal
from app.payments.parked_sale import ParkRefusal
from app.payments.reprint import ReprintRefusal
from app.payments.take_payment import PaymentRefusal
from app.payments.tenders import TenderRefusal
from app.payments.void_receipt import VoidRefusal
from app.payments.written_moment import MomentRefusal
from app.print_jobs.types import PrintRefusal
from app.reports.account_page import AccountPageRefusal
from app.reports.receipt_page import ReceiptPageRefusal
from app.safekeeping.restore_workstation import RestoreRefusal
from app.safekeeping.second_copy import SecondCopyRefusal
from app.store.database import StoreFailure
from app.store.recovery import RecoveryRefusal
from app.store.second_copy import CopyFailure
from printing.addresses import AddressRefusal
from printing.reports.save_x_report import SaveFailure
from ui.error_messages import has_wording, message, sentence

ENUMS: tuple[type[StrEnum], ...] = (
    AmountRefusal,
    PaymentRefusal,
    TenderRefusal,
    AllocationRefusal,
    AttemptRefusal,
    ParkRefusal,
    VoidRefusal,
    ReprintRefusal,
    MomentRefusal,
    OpenShiftRefusal,
    CountRefusal,
    PrintRefusal,
    IdentityRefusal,
    StoreFailure,
    SetUpRefusal,
    SettingRefusal,
    AddressRefusal,
    SecondCopyRefusal,
    CopyFailure,
    RestoreRefusal,
    RecoveryRefusal,
    ImportRefusal,
    ExportRefusal,
    NoteRefusal,
    PiecesRefusal,
    AccountPageRefusal,
    ReceiptPageRefusal,
    SaveFailure,
)
MEMBERS = [member for enum in ENUMS for member in enum]


@pytest.mark.parametrize("member", MEMBERS, ids=lambda member: f"{type(member).__name__}.{member.name}")
def test_every_refusal_is_worded(member: StrEnum) -> None:
    assert has_wording(member)
    words = message(member)
    assert words[0].isupper() or words[0] in " 0123456789" or words.startswith("is "), words
    assert words.endswith(".")
    assert len(words) <= 130, len(words)
    assert not re.search(r"[A-Z_]{4,}|[{}]", words.replace("PIN", ""))


def test_values_are_shown_as_people_read_them() -> None:
    refusal = Refused(TenderRefusal.NON_CASH_OVER_TOTAL, over_cents=125_07)
    assert sentence(refusal).startswith("That is 125.07 more than is due")


def test_what_is_not_available_is_said_too() -> None:
    assert sentence(Unavailable(StoreFailure.DISK_FULL)).startswith("The disk is full.")


@pytest.mark.parametrize(
    ("missing", "begins"),
    [
        ("journal", "There is no workstation"),
        ("workstation", "There is no workstation"),
        ("reference", "There is no data"),
    ],
)
def test_what_is_not_set_up_is_named(missing: str, begins: str) -> None:
    assert sentence(Unavailable(StoreFailure.NOT_SET_UP, missing=missing)).startswith(begins)


def test_two_enums_with_one_value_keep_their_own_words() -> None:
    assert message(AllocationRefusal.AMOUNT_NOT_POSITIVE) != message(PaymentRefusal.AMOUNT_NOT_POSITIVE)


def test_a_code_without_words_is_still_said() -> None:
    class Unknown(StrEnum):
        NEW = "new"

    assert "new" in message(Unknown.NEW)
    assert not has_wording(Unknown.NEW)
