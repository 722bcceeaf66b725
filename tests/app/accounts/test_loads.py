"""What is loaded, by source system; nothing before the first load."""

from pathlib import Path

from app.accounts.import_reference import import_reference
from app.accounts.loads import loaded_sources
from tests.factories.city import SMALL_DISK, CsvSet
from tests.factories.workstation import open_workstation


def test_nothing_before_the_first_load(tmp_path: Path) -> None:
    services = open_workstation(tmp_path)
    found = loaded_sources(services)
    services.close()
    assert found == ()


def test_the_last_load_of_each_source(tmp_path: Path) -> None:
    services = open_workstation(tmp_path)
    sets = [CsvSet(), CsvSet(source_system="gas", as_of="2026-11-19T06:00:00-05:00")]
    for each in sets:
        folder = each.write(tmp_path / "csv" / each.source_system)
        import_reference(folder, tmp_path, services.key, clock=services.clock, settings=SMALL_DISK)
    found = loaded_sources(services)
    services.close()
    assert [each.source_system for each in found] == ["cis", "gas"]
    assert found[0].as_of_us > found[1].as_of_us
    assert all(each.row_count > 0 and each.reject_count == 0 for each in found)
