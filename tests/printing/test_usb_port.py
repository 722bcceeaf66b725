"""The USB port, through the real pyusb on a fake bus."""

import pytest

from app.print_jobs.types import CONFIRMED, Failure, JobState, Outcome
from printing.answering_printer import AnsweringPrinter, Patience
from printing.ports import PortBroken, PortStalled, PortUnreachable
from printing.profiles import EPSON_80
from printing.usb_port import UsbPort
from tests.fakes.usb_backend import FakeBus

HASTE = Patience(status=0.2, status_of_mute=0.05, paper=0.3, paper_of_mute=0.1, ask_again=0.05)


@pytest.fixture
def bus() -> FakeBus:
    return FakeBus()


def send(bus: FakeBus, ids: str = "") -> Outcome:
    return AnsweringPrinter(lambda: UsbPort(ids, bus), EPSON_80, HASTE).send(b"over usb\n")


@pytest.mark.parametrize("ids", ["", "04b8:0e15"])
def test_prints_and_confirms(bus: FakeBus, ids: str) -> None:
    assert send(bus, ids) == CONFIRMED
    assert bytes(bus.model.paper) == b"over usb\n"
    assert not bus.kernel_driver
    assert not bus.claimed


def test_device_without_a_configuration_gets_one(bus: FakeBus) -> None:
    bus.configured = False
    assert send(bus) == CONFIRMED


def test_paper_out(bus: FakeBus) -> None:
    bus.model.script.paper_out = True
    assert send(bus) == Outcome(JobState.FAILED, Failure.PAPER_OUT, reached_paper=False)


def test_printer_without_a_way_back_is_sent_unconfirmed(bus: FakeBus) -> None:
    bus.one_way = True
    assert send(bus) == Outcome(JobState.SENT_UNCONFIRMED, Failure.MUTE)
    assert bytes(bus.model.paper) == b"over usb\n"


@pytest.mark.parametrize("ids", ["1111:2222", "ffff:ffff"])
def test_no_such_printer(bus: FakeBus, ids: str) -> None:
    with pytest.raises(PortUnreachable):
        UsbPort(ids, bus)


@pytest.mark.parametrize("fault", ["fails_to_open", "no_way_in"])
def test_cannot_be_opened(bus: FakeBus, fault: str) -> None:
    setattr(bus, fault, True)
    with pytest.raises(PortUnreachable):
        UsbPort("", bus)


def test_pulled_out(bus: FakeBus) -> None:
    port = UsbPort("", bus)
    bus.breaks = True
    with pytest.raises(PortBroken):
        port.write(b"x")
    port.close()


def test_takes_no_more(bus: FakeBus) -> None:
    port = UsbPort("", bus)
    bus.stalls = True
    with pytest.raises(PortStalled):
        port.write(b"x")
    port.close()
