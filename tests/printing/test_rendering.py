"""Each kind of job becomes its paper, from the payload alone."""

import msgspec
import pytest

from app.print_jobs.types import JobKind
from printing.profiles import EPSON_80
from printing.rendering import document_of, job_bytes, warm_up
from tests.factories.receipts import receipt
from tests.factories.slips import PAID_OUT
from tests.printing.reports.test_x_report import REPORT
from tests.printing.test_sample_page import PAGE
from ui.tour.escpos_decoder import decode


@pytest.mark.parametrize(
    ("kind", "payload", "title"),
    [
        (JobKind.RECEIPT, receipt(), "Receipt A2-000318"),
        (JobKind.COPY, receipt(copy_number=1), "Receipt A2-000318"),
        (JobKind.X_REPORT, REPORT, "X report A2"),
        (JobKind.DRAWER_SLIP, PAID_OUT, "PAID OUT A2-1-317"),
        (JobKind.TEST_PAGE, PAGE, "Printer test"),
    ],
)
def test_paper_of_each_kind(kind: JobKind, payload: msgspec.Struct, title: str) -> None:
    encoded = msgspec.json.encode(payload)
    assert document_of(kind, encoded).title == title
    assert decode(job_bytes(kind, encoded, EPSON_80)).texts


def test_kick_has_no_paper() -> None:
    assert len(decode(job_bytes(JobKind.KICK, b"", EPSON_80)).kicks) == 1
    with pytest.raises(ValueError, match="prints nothing"):
        document_of(JobKind.KICK, b"")


def test_warm_up_prints_into_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    warm_up()
    assert capsys.readouterr() == ("", "")


def test_unreadable_payload() -> None:
    with pytest.raises(msgspec.MsgspecError):
        job_bytes(JobKind.RECEIPT, b"{}", EPSON_80)
