"""What the policy `returned_payments` says: reasons, fees by tiers, when an account becomes cash only.

Fla. Stat. 68.065(2): $25 up to $50, $30 up to $300, $40 above, or 5 % of the face if that is more, beside what the bank
charged (domain rules §2).
"""

import calendar
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from app.policies import Policies


@dataclass(frozen=True)
class ReturnReason:
    """A NACHA return code with its words by language; `fee`: whether the city charges one."""

    code: str
    words: Mapping[str, str]
    fee: bool

    def name(self, language: str) -> str:
        """In English where the language has no words."""
        return self.words.get(language, self.words["en"])


@dataclass(frozen=True)
class ReturnRules:
    """One version of the policy. Amounts in cents."""

    reference: str
    values: Mapping[str, Any]

    @property
    def reasons(self) -> dict[str, ReturnReason]:
        """By code, in the order of the file."""
        return {
            code: ReturnReason(code, {key: words for key, words in row.items() if key != "fee"}, row["fee"])
            for code, row in self.values["reasons"].items()
        }

    def reason_name(self, code: str, language: str) -> str:
        """A reason's words; the code itself where a newer policy no longer has it."""
        reason = self.reasons.get(code)
        return f"{code}, {reason.name(language)}" if reason else code

    def fee_cents(self, face_cents: int, reason: str) -> int:
        """The fee for a payment of this face; 0 for a reason that is not the customer's doing."""
        if not self.reasons[reason].fee:
            return 0
        tiers = self.values["fee_tiers"]
        tier = next(tier for tier in tiers if not tier["face_cents_max"] or face_cents <= tier["face_cents_max"])
        share = Decimal(face_cents) * Decimal(self.values["face_percent"]) / 100
        return max(int(tier["fee_cents"]), int(share.quantize(Decimal(1), ROUND_HALF_UP)))

    def cash_only_until(self, earlier: Sequence[date], returned_on: date) -> date | None:
        """Until when an account takes cash only after a return on a day, given its earlier ones; None: not at all."""
        rule = self.values["cash_only"]
        since = months_later(returned_on, -rule["within_months"])
        count = 1 + sum(since < day <= returned_on for day in earlier)
        return months_later(returned_on, rule["months"]) if rule["returns"] and count >= rule["returns"] else None


def return_rules(policies: Policies, on: date) -> ReturnRules:
    """The rules in force on a day. Raises PolicyError."""
    policy = policies.at("returned_payments", on)
    return ReturnRules(policy.reference, policy.values)


def months_later(day: date, months: int) -> date:
    """The same day so many months later, or the month's last; negative: earlier."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
