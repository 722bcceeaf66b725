"""A difference of the safe that somebody asks to record in over and short, by way of the inbox."""

from sqlalchemy import Connection

from app.changed import Changed
from app.drawers import safe_count
from app.drawers.reasons import names_of
from app.drawers.safe import POLICY
from app.drawers.safe_content import find_safe_count
from app.drawers.safe_count import DIFFERENCE_KIND, DifferencePlan, RecordDiscrepancy
from app.identity.approvable import Action, AskedAction, Described, Detail, Effect
from app.identity.approvals import Approval
from app.identity.permissions import Permission
from app.identity.planned_approval import PlannedApproval
from app.journal.append import JournalWork
from app.workplace import Services


def action_of(command: RecordDiscrepancy) -> Action:
    """The difference as it is asked for; its note goes with the request."""
    return Action(DIFFERENCE_KIND, command.intent, command.count, command.reason)


class SafeDifferenceApproval(PlannedApproval[DifferencePlan]):
    """Of the kind `safe_difference`; its subject is the fact id of a count of the safe."""

    needs = Permission.SAFE_USE
    of_shift = False

    def plan(self, services: Services, connection: Connection, asked: AskedAction) -> DifferencePlan:
        """Raises Refused(DiscrepancyRefusal)."""
        command = RecordDiscrepancy(asked.action, asked.subject, asked.reason, asked.note)
        return safe_count.refuse_discrepancy(services, connection, command)

    def amount_cents(self, plan: DifferencePlan) -> int:
        """How much the safe holds too much or too little."""
        return plan.off_cents

    def known(self, services: Services, connection: Connection, asked: AskedAction) -> Described:
        """What was counted, and which way it differs."""
        count = find_safe_count(connection, asked.subject)
        cents = count.difference_cents if count is not None else 0
        details = (Detail("over" if cents > 0 else "short", cents=abs(cents)),)
        listed = services.policies.at(POLICY, asked.on).values["discrepancy"]
        return Described("", details if count is not None else (), reason_names=names_of(listed, asked.reason))

    def effects(self, services: Services, connection: Connection, plan: DifferencePlan) -> tuple[Effect, ...]:
        """The books follow what lies in the safe."""
        return (Effect("safe_cash", "", plan.count.expected_cents, plan.count.difference_cents),)

    def append(
        self, services: Services, work: JournalWork, asked: AskedAction, plan: DifferencePlan, approval: Approval
    ) -> Changed:
        """The same entry as with the second person's PIN on the spot."""
        return safe_count.append_discrepancy(services, work, asked.asker, plan, approval)
