"""How long a test waits for what must come, where several test runs share the machine."""

from collections.abc import Callable

from PySide6.QtCore import SignalInstance
from pytestqt.qtbot import QtBot
from pytestqt.wait_signal import SignalBlocker

SOON = 10_000
"""Milliseconds that a busy machine may take for what a person sees at once."""


class PatientBot(QtBot):
    """Pytest-qt's own, but with the patience of `SOON` unless said otherwise."""

    def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = SOON) -> None:
        """Until it holds, or until it raises no AssertionError any more."""
        super().waitUntil(callback, timeout=timeout)

    def waitSignal(
        self,
        signal: SignalInstance,
        *,
        timeout: int = SOON,
        raising: bool | None = None,
        check_params_cb: Callable[..., bool] | None = None,
    ) -> SignalBlocker:
        """Until it is told."""
        return super().waitSignal(signal, timeout=timeout, raising=raising, check_params_cb=check_params_cb)
