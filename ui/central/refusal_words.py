"""The sentences of what the centre refuses (`ui.error_messages`)."""

from collections.abc import Callable

from app.sync.central.connection import CentralFailure
from app.sync.central.enrol import EnrolmentRefusal
from app.sync.central.enrolment_code import EnrolmentCodeRefusal
from app.sync.central.private_cluster import ClusterFailure
from app.sync.central.revoke import RevocationRefusal
from resources.texts import text

Wordings = dict[str, str]


def _central() -> Wordings:
    code = CentralFailure
    return {
        code.UNREACHABLE: text("The central database does not answer, or lets nobody in. Check its address and login."),
        code.NOT_A_CENTRE: text("This database is not a center yet. Run central init first."),
        code.SCHEMA_NEWER: text("A newer program made this center. Update this program first."),
        code.NOT_ALLOWED: text("This login may not do that. Use the administrator's login of the database."),
        code.LOST: text("The connection to the central database broke. Nothing was left half done; try again."),
    }


def _enrolment() -> Wordings:
    code = EnrolmentRefusal
    return {
        code.OFFICE_MALFORMED: text("An office's short name has small letters, digits and hyphens, such as main."),
        code.CODE_MALFORMED: text("A code begins with a letter and has 2 to 6 letters and digits, such as A2."),
        code.CODE_TAKEN: text("{workstation} is enrolled. Revoke it first, or take another code."),
        code.OTHER_OFFICE: text("{workstation} belongs to the office {office}. Take another code, or that office."),
    }


def _enrolment_code() -> Wordings:
    code = EnrolmentCodeRefusal
    return {
        code.CODE_LENGTH: text("The code has {expected} letters and digits; {signs} were typed."),
        code.CODE_MISTYPED: text("Group {group} of the code is mistyped. Compare it with what was read to you."),
    }


def _revocation() -> Wordings:
    return {RevocationRefusal.WORKSTATION_UNKNOWN: text("The center knows no workstation {workstation}.")}


def _cluster() -> Wordings:
    return {
        ClusterFailure.NOT_INSTALLED: text("No PostgreSQL server is installed here. Install it, then try again."),
        ClusterFailure.DID_NOT_START: text("The database server did not start. Try again, or look at its own message."),
    }


WORDINGS: dict[str, Callable[[], Wordings]] = {
    CentralFailure.__name__: _central,
    EnrolmentRefusal.__name__: _enrolment,
    EnrolmentCodeRefusal.__name__: _enrolment_code,
    RevocationRefusal.__name__: _revocation,
    ClusterFailure.__name__: _cluster,
}
