"""Ids of a workstation that worked alone, said to be others at the centre."""

from app.identity.mapping_facts import IdentityMapped, MappedIdentity, Subject
from app.workplace import Services


def same_at_the_centre(services: Services, subject: Subject, local: str, central: str) -> None:
    """As a person confirms it."""
    with services.unit_of_work() as work:
        work.append(IdentityMapped(identities=(MappedIdentity(subject=subject, local=local, central=central),)))
        work.commit()
