"""A recovery sheet's code opens the database key, answers unlock challenges, and voids the sheet before it."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.errors import Refused
from app.identity.refusals import IdentityRefusal
from app.safekeeping.recovery_sheet import is_last_group, issue_recovery_code, refuse_mistyped_code
from app.store.recovery import RecoveryCode, RecoveryRefusal, kept_seal, open_key
from tests.factories.counter import CASHIER
from tests.factories.outcomes import refused
from tests.factories.workstation import open_workstation


def test_the_newest_sheet_and_no_other_opens_the_key(tmp_path: Path) -> None:
    services = open_workstation(tmp_path)
    first = issue_recovery_code(services, CASHIER)
    second = issue_recovery_code(services, CASHIER)
    with services.read_journal() as connection:
        seal = kept_seal(connection)
    if seal is None:
        pytest.fail("no seal was kept")
    assert open_key(seal, RecoveryCode.parse("-".join(second.groups))) == services.key
    with pytest.raises(Refused) as refusal:
        open_key(seal, RecoveryCode.parse("-".join(first.groups)))
    assert refusal.value.code is RecoveryRefusal.WRONG_CODE
    assert (second.workstation, second.place.office_name) == ("A2", "Utility service center")
    assert second.groups[0] not in repr(second)
    assert is_last_group(second, f" {second.groups[-1].lower()} ")
    assert not is_last_group(second, second.groups[0])
    refuse_mistyped_code("-".join(second.groups))
    assert refused(lambda: refuse_mistyped_code(second.groups[0])) is RecoveryRefusal.CODE_LENGTH
    services.close()


def test_only_who_may_change_settings_makes_one(tmp_path: Path) -> None:
    services = open_workstation(tmp_path)
    nobody = replace(CASHIER, permissions=frozenset())
    assert refused(lambda: issue_recovery_code(services, nobody)) is IdentityRefusal.NOT_PERMITTED
    services.close()
