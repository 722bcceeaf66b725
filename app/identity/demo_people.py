"""The six people of the demo city, with secrets that everybody can read here. For demo, tour and tests.

Everybody's password is their name followed by " of Cypress Springs". PINs:

    M. Reyes     lead cashier          274913
    J. Okafor    cashier               385026
    D. Tran      cashier               496137
    S. Whitley   accounts specialist   507248
    L. Brandt    supervisor            618359
    A. Castillo  transit agent         729460
"""

from dataclasses import dataclass

from app.errors import Refused
from app.identity.attempts import keep_secret
from app.identity.facts import PersonAdded
from app.identity.queries import list_people, today
from app.identity.refusals import IdentityRefusal
from app.identity.rules import secret_rules
from app.identity.verifiers import make_verifier
from app.ids import stable_id
from app.journal.append import Author
from app.workplace import Services


@dataclass(frozen=True)
class DemoPerson:
    """One of them, with the PIN and password that open their session."""

    display_name: str
    roles: tuple[str, ...]
    pin: str

    @property
    def password(self) -> str:
        """The password that goes with the PIN."""
        return f"{self.display_name} of Cypress Springs"


REYES = DemoPerson("M. Reyes", ("lead_cashier",), "274913")
OKAFOR = DemoPerson("J. Okafor", ("cashier",), "385026")
TRAN = DemoPerson("D. Tran", ("cashier",), "496137")
WHITLEY = DemoPerson("S. Whitley", ("accounts_specialist",), "507248")
BRANDT = DemoPerson("L. Brandt", ("supervisor", "administrator"), "618359")
CASTILLO = DemoPerson("A. Castillo", ("transit_agent",), "729460")

DEMO_PEOPLE = (REYES, OKAFOR, TRAN, WHITLEY, BRANDT, CASTILLO)


def add_demo_people(services: Services, *, of_office: bool = False) -> dict[str, str]:
    """Adds all six to a workstation without people; their ids by display name. Not on the writer lane.

    `of_office`: several workstations meet, on which each of the six is one and the same person.

    Raises Refused(ALREADY_SET_UP) where somebody works already, so that known PINs never get into a real office.
    """
    rules = secret_rules(services.policies, today(services))
    secrets = [
        (make_verifier(services, demo.password, rules), make_verifier(services, demo.pin, rules))
        for demo in DEMO_PEOPLE
    ]

    def record() -> dict[str, str]:
        names = [demo.display_name for demo in DEMO_PEOPLE]
        ids = {name: stable_id("demo person", name) if of_office else services.ids.new_id() for name in names}
        with services.unit_of_work() as work:
            if list_people(work.connection):
                raise Refused(IdentityRefusal.ALREADY_SET_UP)
            for demo, (password, pin) in zip(DEMO_PEOPLE, secrets, strict=True):
                person_id = ids[demo.display_name]
                salt = bytes.fromhex(person_id.replace("-", "")) if of_office else None
                digest = work.private("person_name", demo.display_name, salt)
                author = Author(person=ids[BRANDT.display_name])
                work.append(PersonAdded(person_id=person_id, name_digest=digest, roles=demo.roles), author)
                keep_secret(work.connection, person_id, password_verifier=password, pin_verifier=pin)
            work.commit()
        return ids

    return services.lanes.write_now(record)
