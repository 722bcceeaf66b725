"""The stored codes: they stand in every reference file, so a member's place never changes."""

from pathlib import Path

import pytest
from sqlalchemy.exc import DBAPIError

from app.accounts.tables import codes
from app.accounts.types import AccountClass, AccountStatus, AlertKind, ChargeKind, ReceiptChannel, ServiceCategory
from app.store.database import open_engine
from tests.factories.city import KEY, CsvSet


def test_codes_are_places() -> None:
    assert list(codes(ServiceCategory)) == [
        *("electric", "natural_gas", "water", "sewer", "solid_waste", "stormwater", "fire_fee", "other")
    ]
    assert codes(ChargeKind)["previous_balance"] == 6
    assert codes(AccountClass)["multi_unit"] == 3
    assert codes(AccountStatus)["closed"] == 4
    assert codes(AlertKind)["life_support"] == 3
    assert codes(ReceiptChannel)["counter"] == 6


def test_tables_refuse_what_is_not_their_type(tmp_path: Path) -> None:
    data_dir = tmp_path / "data"
    CsvSet().import_into(data_dir)
    engine = open_engine(data_dir / "reference-1.db", KEY)
    with pytest.raises(DBAPIError, match="cannot store"), engine.begin() as connection:
        connection.exec_driver_sql("INSERT INTO charge VALUES (1, 1, 1, 1, 1, '1.5', NULL, NULL, 1)")
    engine.dispose()
