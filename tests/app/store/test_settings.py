"""Settings of a device: the default until one is stored, then that one, in its own type."""

from pathlib import Path

import pytest

from app.config import KICK_DRAWER, THEME, ZOOM
from app.errors import Refused
from app.store.settings import read_setting, write_setting
from tests.factories.journal import open_journal


def test_a_setting_is_its_default_until_stored(tmp_path: Path) -> None:
    services = open_journal(tmp_path)
    with services.plain_work() as work:
        assert read_setting(work.connection, THEME) == "light"
        write_setting(work.connection, THEME, "dark")
        write_setting(work.connection, THEME, "high_contrast")
        write_setting(work.connection, ZOOM, 120)
        write_setting(work.connection, KICK_DRAWER, False)
        with pytest.raises(Refused):
            write_setting(work.connection, ZOOM, 1000)
        work.commit()
    with services.read_journal() as connection:
        assert read_setting(connection, THEME) == "high_contrast"
        assert read_setting(connection, ZOOM) == 120
        assert read_setting(connection, KICK_DRAWER) is False
    services.close()
