"""What the values in facts are called, by the names they have in a body. Lists have the name of one of their items."""

from functools import cache

from resources.texts import text_in


@cache
def field_names(language: str) -> dict[str, str]:
    """Every name that the bodies of this program have."""
    return {
        **_money(language),
        **_things(language),
        **_alerts(language),
        **_handed_over(language),
        **_people(language),
        **_counts(language),
        **_chain(language),
    }


def _money(language: str) -> dict[str, str]:
    return {
        "amount_cents": text_in(language, "Amount"),
        "balance_before_cents": text_in(language, "Balance before"),
        "bank_fee_cents": text_in(language, "Fee of the bank"),
        "card_cents": text_in(language, "Cards"),
        "cash_cents": text_in(language, "Cash"),
        "change": text_in(language, "Change"),
        "change_cents": text_in(language, "Change"),
        "check_cents": text_in(language, "Checks"),
        "confirmed_cents": text_in(language, "Confirmed by the bank"),
        "counted_cents": text_in(language, "Counted"),
        "credit_cents": text_in(language, "Credits"),
        "credits": text_in(language, "Credit"),
        "difference_cents": text_in(language, "Difference"),
        "expected_cents": text_in(language, "Expected"),
        "fee_cents": text_in(language, "Fee"),
        "float_cents": text_in(language, "Float"),
        "money_order_cents": text_in(language, "Money orders"),
        "rounding_cents": text_in(language, "Cash rounding"),
        "total": text_in(language, "Total"),
        "total_cents": text_in(language, "Total"),
        "value_cents": text_in(language, "Note or coin"),
    }


def _things(language: str) -> dict[str, str]:
    return {
        "account": text_in(language, "Account key"),
        "account_number": text_in(language, "Account"),
        "account_last_four": text_in(language, "Last four digits of the account"),
        "accounts": text_in(language, "Account"),
        "attempt": text_in(language, "Card attempt"),
        "authorization": text_in(language, "Authorisation"),
        "bag": text_in(language, "Bag"),
        "bags": text_in(language, "Bag"),
        "book": text_in(language, "Book of receipts"),
        "carrier": text_in(language, "Carrier"),
        "charge": text_in(language, "Charge"),
        "deposit": text_in(language, "Bank deposit"),
        "description": text_in(language, "Description"),
        "drawer": text_in(language, "Drawer"),
        "due_on": text_in(language, "Due"),
        "entries": text_in(language, "Entry"),
        "from_account": text_in(language, "From account key"),
        "from_number": text_in(language, "From account"),
        "hand_written": text_in(language, "Hand-written receipt"),
        "kind": text_in(language, "Kind"),
        "language": text_in(language, "Language"),
        "last_four": text_in(language, "Last four digits"),
        "ledger_account": text_in(language, "Ledger account"),
        "ledger_name": text_in(language, "Name of the ledger account"),
        "line": text_in(language, "Line"),
        "lines": text_in(language, "Line"),
        "method": text_in(language, "How"),
        "note": text_in(language, "Note"),
        "number": text_in(language, "Number"),
        "paid": text_in(language, "Paid"),
        "paid_on": text_in(language, "Paid on"),
        "papers": text_in(language, "Paper"),
        "place": text_in(language, "Which of them"),
        "postings": text_in(language, "Posting"),
        "purpose": text_in(language, "Purpose"),
        "reason": text_in(language, "Reason"),
        "conflict": text_in(language, "Conflict"),
        "decision": text_in(language, "Decision"),
        "identities": text_in(language, "Compared"),
        "local": text_in(language, "Called here"),
        "central": text_in(language, "Called at the center"),
        "same": text_in(language, "The same already"),
        "until_generation": text_in(language, "Until generation"),
        "until_sequence": text_in(language, "Until place"),
        "reason_names": text_in(language, "Reason in words"),
        "receipt": text_in(language, "Receipt's fact"),
        "receipt_number": text_in(language, "Receipt"),
        "reference": text_in(language, "Reference"),
        "returned_on": text_in(language, "Returned"),
        "restriction": text_in(language, "Words of the endorsement"),
        "routing_number": text_in(language, "Routing number"),
        "service_address": text_in(language, "Service address"),
        "service_category": text_in(language, "Service"),
        "stamp": text_in(language, "Stamp"),
        "subject": text_in(language, "Subject"),
        "tender": text_in(language, "Tender"),
        "tenders": text_in(language, "Tender"),
        "text": text_in(language, "Words"),
        "to_account": text_in(language, "To account key"),
        "to_number": text_in(language, "To account"),
        "trace": text_in(language, "Trace number"),
        "warned_until": text_in(language, "Warned until"),
        "cash_only_until": text_in(language, "Cash only until"),
        "what": text_in(language, "What"),
        "written_at_us": text_in(language, "Written"),
    }


def _alerts(language: str) -> dict[str, str]:
    return {
        "routes": text_in(language, "Routes"),
        "stops": text_in(language, "Stops"),
        "begins_on": text_in(language, "First day"),
        "ends_on": text_in(language, "Last day"),
        "alert": text_in(language, "Service alert"),
    }


def _handed_over(language: str) -> dict[str, str]:
    """What a line of a receipt handed over, such as a transit pass."""
    return {
        "code": text_in(language, "Code"),
        "first_on": text_in(language, "First day"),
        "holder": text_in(language, "For"),
        "issued": text_in(language, "Handed over"),
        "last_on": text_in(language, "Last day"),
        "media": text_in(language, "Paper or card"),
        "names": text_in(language, "Name"),
        "product": text_in(language, "Pass"),
        "replaces": text_in(language, "Replaces"),
        "rides": text_in(language, "Rides"),
        "serial": text_in(language, "Number"),
    }


def _people(language: str) -> dict[str, str]:
    return {
        "customer": text_in(language, "Customer"),
        "details": text_in(language, "Detail"),
        "field": text_in(language, "What of it"),
        "follows": text_in(language, "Known before"),
        "value": text_in(language, "Value"),
        "approval": text_in(language, "Approval"),
        "approval_pending": text_in(language, "Approval not given yet"),
        "approved_by": text_in(language, "Approved by"),
        "approver": text_in(language, "Approver"),
        "cashier": text_in(language, "Cashier"),
        "giver": text_in(language, "Given by"),
        "name_digest": text_in(language, "Name"),
        "payor": text_in(language, "Payor"),
        "person_id": text_in(language, "Person"),
        "roles": text_in(language, "Role"),
        "sealed_by": text_in(language, "Sealed by"),
        "taker": text_in(language, "Taken by"),
    }


def _counts(language: str) -> dict[str, str]:
    return {
        "business_date": text_in(language, "Business date"),
        "of": text_in(language, "Of"),
        "private": text_in(language, "Private"),
        "bagged": text_in(language, "Bagged"),
        "close": text_in(language, "Close"),
        "confirmed_on": text_in(language, "Confirmed"),
        "copy": text_in(language, "Copy"),
        "count": text_in(language, "Count"),
        "counted": text_in(language, "Counted"),
        "denominations": text_in(language, "Denomination"),
        "difference": text_in(language, "Difference"),
        "expected": text_in(language, "Expected"),
        "held": text_in(language, "Held"),
        "missed": text_in(language, "Missing"),
        "not_there": text_in(language, "Not there"),
        "pending": text_in(language, "Waiting"),
        "restored": text_in(language, "Restored"),
        "shift": text_in(language, "Shift"),
        "shifts": text_in(language, "Shift"),
        "times": text_in(language, "Which time"),
        "taken_back": text_in(language, "Taken back"),
        "unmatched": text_in(language, "Without a check here"),
    }


def _chain(language: str) -> dict[str, str]:
    return {
        "fact": text_in(language, "Fact"),
        "digests": text_in(language, "Marks of the values"),
        "action": text_in(language, "Action"),
        "active": text_in(language, "Active"),
        "changes": text_in(language, "Change"),
        "city": text_in(language, "City"),
        "command": text_in(language, "Command"),
        "counter": text_in(language, "Counter"),
        "created_on": text_in(language, "Made"),
        "first": text_in(language, "First"),
        "first_sequence": text_in(language, "First place"),
        "last_sequence": text_in(language, "Last place"),
        "now": text_in(language, "Now"),
        "of_generation": text_in(language, "Of generation"),
        "office": text_in(language, "Office"),
        "office_address": text_in(language, "Address of the office"),
        "office_name": text_in(language, "Name of the office"),
        "office_phone": text_in(language, "Telephone of the office"),
        "returned": text_in(language, "Return's fact"),
        "how": text_in(language, "How"),
        "how_names": text_in(language, "How in words"),
        "sent_on": text_in(language, "Sent on"),
        "returns": text_in(language, "Returns' facts"),
        "until": text_in(language, "Until"),
        "lifted_on": text_in(language, "Ended on"),
        "slip": text_in(language, "Slip's fact"),
        "period": text_in(language, "Period"),
        "policies": text_in(language, "Policy"),
        "posted": text_in(language, "Posted"),
        "public_key": text_in(language, "Public key"),
        "reference_as_of_us": text_in(language, "City's data as of"),
        "request": text_in(language, "Request"),
        "time_zone": text_in(language, "Time zone"),
        "was": text_in(language, "Before"),
    }
