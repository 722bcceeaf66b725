"""The tour's clock runs as any other and moves on when nobody is there."""

from app.clock import MICROSECONDS
from ui.tour.tour_clock import BEGINS, TourClock


def test_hours_pass_between_two_steps() -> None:
    clock = TourClock()
    before_us = clock.now_us()
    assert 0 <= before_us - int(BEGINS.timestamp()) * MICROSECONDS < 60 * MICROSECONDS
    clock.move_on(16)
    assert 16 * 3600 * MICROSECONDS <= clock.now_us() - before_us < 16 * 3600 * MICROSECONDS + 60 * MICROSECONDS
