"""Every statement of the search, each answered from an index; a test reads their query plans.

A prefix is a range: from itself to itself followed by `~`, which sorts after every letter and digit. No statement sorts
or counts more than its limit, and none walks a table.
"""

DETAILS = (
    "SELECT a.id, s.name, a.external_id, a.number, c.name, l.street_address, l.unit, c.phone, a.status_code, "
    "a.class_code FROM account a JOIN source_system s ON s.id = a.source_id JOIN customer c ON c.id = a.customer_id "
    "JOIN service_location l ON l.id = a.location_id WHERE a.id IN (SELECT value FROM json_each(?))"
)
ACCOUNT_NUMBERS = "SELECT id FROM account WHERE number_key IN (SELECT value FROM json_each(?)) LIMIT ?"
ACCOUNT_PREFIX = "SELECT id FROM account WHERE number_key BETWEEN ? AND ? ORDER BY number_key LIMIT ?"
PHONE_PREFIX = (
    "SELECT a.id FROM customer c CROSS JOIN account a ON a.customer_id = c.id "
    "WHERE c.phone_digits BETWEEN ? AND ? LIMIT ?"
)
PHONE_LOCAL_PREFIX = (
    "SELECT a.id FROM customer c CROSS JOIN account a ON a.customer_id = c.id "
    "WHERE c.phone_local BETWEEN ? AND ? LIMIT ?"
)
CUSTOMERS = (
    "SELECT a.id, j.value FROM json_each(?) j "
    "CROSS JOIN customer c ON c.external_id = substr(j.value, instr(j.value, '/') + 1) "
    "CROSS JOIN source_system s ON s.id = c.source_id AND s.name = substr(j.value, 1, instr(j.value, '/') - 1) "
    "CROSS JOIN account a ON a.customer_id = c.id LIMIT ?"
)
METER_DIGITS_PREFIX = (
    "SELECT a.id FROM usage_point u CROSS JOIN account a ON a.location_id = u.location_id "
    "WHERE u.meter_digits BETWEEN ? AND ? ORDER BY u.meter_digits LIMIT ?"
)
METER_KEY_PREFIX = (
    "SELECT a.id FROM usage_point u CROSS JOIN account a ON a.location_id = u.location_id WHERE u.id IN ("
    "SELECT id FROM (SELECT id, meter_key FROM usage_point WHERE meter_digits BETWEEN ? AND ? LIMIT 2000) "
    "WHERE meter_key BETWEEN ? AND ?) LIMIT ?"
)
"""Among the first 2,000 meters with these digits, those whose letters fit too: what is typed on narrows it down."""
RECEIPT_PREFIX = (
    "SELECT DISTINCT account_id FROM (SELECT account_id FROM outside_receipt WHERE external_id BETWEEN ? AND ? LIMIT ?)"
)
WORDS = "SELECT rowid FROM account_search WHERE account_search MATCH ? LIMIT ?"
LIKELY_WORDS = (
    "SELECT DISTINCT w.word, w.account_count FROM search_deletion d CROSS JOIN search_word w ON w.id = d.word_id "
    "WHERE d.deletion IN (SELECT value FROM json_each(?)) LIMIT 400"
)

PARAMETERS: dict[str, tuple[object, ...]] = {
    DETAILS: ("[1]",),
    ACCOUNT_NUMBERS: ("[]", 20),
    ACCOUNT_PREFIX: ("1", "1~", 20),
    PHONE_PREFIX: ("8", "8~", 20),
    PHONE_LOCAL_PREFIX: ("5", "5~", 20),
    CUSTOMERS: ("[]", 20),
    METER_DIGITS_PREFIX: ("5", "5~", 20),
    METER_KEY_PREFIX: ("5", "5~", "E5", "E5~", 20),
    RECEIPT_PREFIX: ("R1", "R1~", 20),
    WORDS: ('"a" *', 20),
    LIKELY_WORDS: ("[]",),
}
"""Every statement with an example of what is bound to it."""
