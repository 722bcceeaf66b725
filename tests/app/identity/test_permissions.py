"""Asking for leave."""

import pytest

from app.errors import Refused
from app.identity.permissions import Permission, Session, may, require
from app.identity.refusals import IdentityRefusal

CASHIER = Session("1", "J. Okafor", "JO", "Cashier", ("cashier",), frozenset({Permission.PAYMENT_TAKE}), 0)


@pytest.mark.parametrize("permission", Permission)
def test_what_is_not_given_is_refused_by_name(permission: Permission) -> None:
    if permission is Permission.PAYMENT_TAKE:
        require(CASHIER, permission)
        assert may(CASHIER, permission)
        return
    assert not may(CASHIER, permission)
    with pytest.raises(Refused) as caught:
        require(CASHIER, permission)
    assert caught.value.code is IdentityRefusal.NOT_PERMITTED
    assert caught.value.values == {"permission": permission.value}
