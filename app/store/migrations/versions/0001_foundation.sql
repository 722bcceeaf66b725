CREATE TABLE access_log (
	entry INTEGER NOT NULL,
	at_us INTEGER NOT NULL,
	person TEXT,
	action TEXT NOT NULL,
	subject_kind TEXT NOT NULL,
	subject_key TEXT NOT NULL,
	PRIMARY KEY (entry)
)

CREATE TABLE activity (
	fact_id TEXT NOT NULL,
	line INTEGER NOT NULL,
	workstation TEXT NOT NULL,
	account TEXT NOT NULL,
	charge TEXT,
	amount_cents INTEGER NOT NULL,
	business_date TEXT,
	service_category TEXT,
	due_on TEXT,
	PRIMARY KEY (fact_id, line)
)

CREATE TABLE approval_event (
	request TEXT NOT NULL,
	fact_id TEXT NOT NULL,
	event TEXT NOT NULL,
	person TEXT NOT NULL,
	at_us INTEGER NOT NULL,
	reason TEXT NOT NULL,
	note_digest TEXT,
	PRIMARY KEY (request, fact_id)
)
 WITHOUT ROWID

CREATE TABLE approval_request (
	request TEXT NOT NULL,
	workstation TEXT NOT NULL,
	kind TEXT NOT NULL,
	action TEXT NOT NULL,
	subject TEXT NOT NULL,
	reason TEXT NOT NULL,
	amount_cents INTEGER NOT NULL,
	asker TEXT NOT NULL,
	shift TEXT NOT NULL,
	business_date TEXT NOT NULL,
	asked_at_us INTEGER NOT NULL,
	pending INTEGER NOT NULL,
	PRIMARY KEY (request)
)

CREATE TABLE approval_seen (
	person TEXT NOT NULL,
	seen_at_us INTEGER NOT NULL,
	PRIMARY KEY (person)
)

CREATE TABLE bag_custody (
	sealed_by TEXT NOT NULL,
	workstation TEXT NOT NULL,
	generation INTEGER NOT NULL,
	sequence INTEGER NOT NULL,
	fact_id TEXT NOT NULL,
	event TEXT NOT NULL,
	person TEXT NOT NULL,
	second_person TEXT NOT NULL,
	at_us INTEGER NOT NULL,
	PRIMARY KEY (sealed_by, workstation, generation, sequence)
)
 WITHOUT ROWID

CREATE TABLE bank_deposit (
	fact_id TEXT NOT NULL,
	workstation TEXT NOT NULL,
	generation INTEGER NOT NULL,
	number INTEGER NOT NULL,
	business_date TEXT NOT NULL,
	bag_key TEXT NOT NULL,
	bag TEXT NOT NULL,
	person TEXT NOT NULL,
	prepared_at_us INTEGER NOT NULL,
	cash_cents INTEGER NOT NULL,
	check_cents INTEGER NOT NULL,
	money_order_cents INTEGER NOT NULL,
	difference_cents INTEGER NOT NULL,
	PRIMARY KEY (fact_id)
)

CREATE TABLE bank_deposit_event (
	deposit TEXT NOT NULL,
	generation INTEGER NOT NULL,
	sequence INTEGER NOT NULL,
	fact_id TEXT NOT NULL,
	event TEXT NOT NULL,
	person TEXT NOT NULL,
	second_person TEXT NOT NULL,
	at_us INTEGER NOT NULL,
	PRIMARY KEY (deposit, generation, sequence, fact_id)
)
 WITHOUT ROWID

CREATE TABLE bank_deposit_shift (
	shift TEXT NOT NULL,
	deposit TEXT NOT NULL,
	cash_cents INTEGER NOT NULL,
	check_cents INTEGER NOT NULL,
	money_order_cents INTEGER NOT NULL,
	PRIMARY KEY (shift, deposit)
)
 WITHOUT ROWID

CREATE TABLE bundle_acknowledged (
	generation INTEGER NOT NULL,
	sequence INTEGER NOT NULL,
	PRIMARY KEY (generation)
)

CREATE TABLE bundle_state (
	one INTEGER NOT NULL,
	reply_key BLOB NOT NULL,
	number INTEGER NOT NULL,
	taken INTEGER NOT NULL,
	PRIMARY KEY (one)
)

CREATE TABLE card_attempt (
	attempt TEXT NOT NULL,
	intent TEXT NOT NULL,
	shift TEXT NOT NULL,
	person TEXT NOT NULL,
	amount_cents INTEGER NOT NULL,
	started_at_us INTEGER NOT NULL,
	state TEXT NOT NULL,
	settled_at_us INTEGER,
	settled_by TEXT,
	PRIMARY KEY (attempt)
)

CREATE TABLE cash_only_lifted (
	account TEXT NOT NULL,
	returned TEXT NOT NULL,
	fact_id TEXT NOT NULL,
	lifted_on TEXT NOT NULL,
	PRIMARY KEY (account, returned, fact_id)
)
 WITHOUT ROWID

CREATE TABLE chain_beginning (
	workstation TEXT NOT NULL,
	generation INTEGER NOT NULL,
	sequence INTEGER NOT NULL,
	hash BLOB NOT NULL,
	PRIMARY KEY (workstation, generation)
)

CREATE TABLE chain_checkpoint (
	workstation TEXT NOT NULL,
	generation INTEGER NOT NULL,
	sequence INTEGER NOT NULL,
	hash BLOB NOT NULL,
	verified_at_us INTEGER NOT NULL,
	PRIMARY KEY (workstation, generation)
)

CREATE TABLE chain_device (
	workstation TEXT NOT NULL,
	generation INTEGER NOT NULL,
	public_key BLOB NOT NULL,
	private_key BLOB,
	started_at_us INTEGER NOT NULL,
	PRIMARY KEY (workstation, generation)
)

CREATE TABLE conflict_settled (
	"conflict" TEXT NOT NULL,
	fact_id TEXT NOT NULL,
	amount_cents INTEGER NOT NULL,
	decision TEXT NOT NULL,
	PRIMARY KEY ("conflict", fact_id)
)
 WITHOUT ROWID

CREATE TABLE contact_change (
	customer TEXT NOT NULL,
	field TEXT NOT NULL,
	fact_id TEXT NOT NULL,
	at_us INTEGER NOT NULL,
	workstation TEXT NOT NULL,
	person TEXT,
	value_digest TEXT NOT NULL,
	city_digest TEXT NOT NULL,
	account TEXT NOT NULL,
	PRIMARY KEY (customer, field, fact_id)
)
 WITHOUT ROWID

CREATE TABLE contact_change_followed (
	customer TEXT NOT NULL,
	field TEXT NOT NULL,
	followed TEXT NOT NULL,
	fact_id TEXT NOT NULL,
	PRIMARY KEY (customer, field, followed, fact_id)
)
 WITHOUT ROWID

CREATE TABLE corrected_tender (
	receipt TEXT NOT NULL,
	tender INTEGER NOT NULL,
	fact_id TEXT NOT NULL,
	was TEXT NOT NULL,
	now TEXT NOT NULL,
	amount_cents INTEGER NOT NULL,
	shift TEXT NOT NULL,
	PRIMARY KEY (receipt, tender, fact_id)
)
 WITHOUT ROWID

CREATE TABLE count_difference (
	count TEXT NOT NULL,
	fact_id TEXT NOT NULL,
	cash_cents INTEGER NOT NULL,
	check_cents INTEGER NOT NULL,
	money_order_cents INTEGER NOT NULL,
	card_cents INTEGER,
	PRIMARY KEY (count)
)

CREATE TABLE count_draft (
	shift TEXT NOT NULL,
	person TEXT NOT NULL,
	content BLOB NOT NULL,
	changed_at_us INTEGER NOT NULL,
	PRIMARY KEY (shift, person)
)

CREATE TABLE count_expected (
	count TEXT NOT NULL,
	fact_id TEXT NOT NULL,
	cash_cents INTEGER NOT NULL,
	check_cents INTEGER NOT NULL,
	money_order_cents INTEGER NOT NULL,
	card_cents INTEGER,
	PRIMARY KEY (count)
)

CREATE TABLE counter_note (
	account TEXT NOT NULL,
	written_at_us INTEGER NOT NULL,
	fact_id TEXT NOT NULL,
	workstation TEXT NOT NULL,
	generation INTEGER NOT NULL,
	person TEXT,
	text_digest TEXT NOT NULL,
	PRIMARY KEY (account, written_at_us, fact_id)
)
 WITHOUT ROWID

CREATE TABLE drawer_movement (
	fact_id TEXT NOT NULL,
	shift TEXT,
	generation INTEGER NOT NULL,
	sequence INTEGER NOT NULL,
	kind TEXT NOT NULL,
	person TEXT NOT NULL,
	at_us INTEGER NOT NULL,
	cash_cents INTEGER NOT NULL,
	PRIMARY KEY (fact_id)
)
 WITHOUT ROWID

CREATE TABLE erased_value (
	fact_id TEXT NOT NULL,
	digest TEXT NOT NULL,
	of_fact TEXT NOT NULL,
	PRIMARY KEY (fact_id, digest)
)
 WITHOUT ROWID

CREATE TABLE export_batch (
	workstation TEXT NOT NULL,
	generation INTEGER NOT NULL,
	number INTEGER NOT NULL,
	of_generation INTEGER NOT NULL,
	first_sequence INTEGER NOT NULL,
	last_sequence INTEGER NOT NULL,
	PRIMARY KEY (workstation, generation, number)
)

CREATE TABLE fact (
	workstation TEXT NOT NULL,
	generation INTEGER NOT NULL,
	sequence INTEGER NOT NULL,
	fact_id TEXT NOT NULL,
	kind TEXT NOT NULL,
	envelope BLOB NOT NULL,
	body BLOB NOT NULL,
	previous_hash BLOB NOT NULL,
	hash BLOB NOT NULL,
	signature BLOB NOT NULL,
	PRIMARY KEY (workstation, generation, sequence),
	UNIQUE (fact_id)
)

CREATE TABLE issued_thing (
	serial TEXT NOT NULL,
	receipt TEXT NOT NULL,
	line INTEGER NOT NULL,
	kind TEXT NOT NULL,
	replaces TEXT,
	PRIMARY KEY (serial, receipt)
)
 WITHOUT ROWID

CREATE TABLE mapped_identity (
	subject TEXT NOT NULL,
	workstation TEXT NOT NULL,
	local TEXT NOT NULL,
	fact_id TEXT NOT NULL,
	central TEXT NOT NULL,
	until_generation INTEGER,
	until_sequence INTEGER,
	PRIMARY KEY (subject, workstation, local, fact_id)
)
 WITHOUT ROWID

CREATE TABLE new_print_job (
	job_id TEXT NOT NULL,
	kind TEXT NOT NULL,
	payload BLOB,
	printer TEXT NOT NULL,
	created_at_us INTEGER NOT NULL,
	expires_at_us INTEGER NOT NULL,
	requested_by TEXT,
	why TEXT
)

CREATE TABLE open_return (
	file TEXT NOT NULL,
	trace TEXT NOT NULL,
	reason TEXT NOT NULL,
	amount_cents INTEGER NOT NULL,
	number TEXT NOT NULL,
	returned_on TEXT NOT NULL,
	PRIMARY KEY (file, trace)
)
 WITHOUT ROWID

CREATE TABLE paper_stamp (
	receipt TEXT NOT NULL,
	stamp TEXT NOT NULL,
	place INTEGER NOT NULL,
	times INTEGER NOT NULL,
	fact_id TEXT NOT NULL,
	PRIMARY KEY (receipt, stamp, place, times, fact_id)
)
 WITHOUT ROWID

CREATE TABLE person_secret (
	person TEXT NOT NULL,
	password_verifier TEXT,
	pin_verifier TEXT,
	failures INTEGER NOT NULL,
	PRIMARY KEY (person)
)

CREATE TABLE person_state (
	workstation TEXT NOT NULL,
	generation INTEGER NOT NULL,
	sequence INTEGER NOT NULL,
	person TEXT NOT NULL,
	name_digest TEXT NOT NULL,
	roles TEXT NOT NULL,
	active INTEGER NOT NULL,
	recorded_at_us INTEGER NOT NULL,
	PRIMARY KEY (workstation, generation, sequence)
)

CREATE TABLE posting (
	workstation TEXT NOT NULL,
	generation INTEGER NOT NULL,
	sequence INTEGER NOT NULL,
	line INTEGER NOT NULL,
	ledger_account TEXT NOT NULL,
	amount_cents INTEGER NOT NULL,
	shift TEXT,
	business_date TEXT,
	account TEXT,
	charge TEXT,
	service_category TEXT,
	due_on TEXT,
	PRIMARY KEY (workstation, generation, sequence, line)
)

CREATE TABLE print_job (
	job_id TEXT NOT NULL,
	kind TEXT NOT NULL,
	payload BLOB,
	printer TEXT NOT NULL,
	state TEXT NOT NULL,
	failure TEXT,
	attempts INTEGER NOT NULL,
	created_at_us INTEGER NOT NULL,
	changed_at_us INTEGER NOT NULL,
	expires_at_us INTEGER NOT NULL,
	requested_by TEXT,
	why TEXT,
	settled_by TEXT,
	PRIMARY KEY (job_id),
	CONSTRAINT print_job_kind CHECK (kind IN ('receipt', 'copy', 'x_report', 'drawer_slip', 'undo_slip', 'stamp', 'itinerary', 'test_page', 'kick')),
	CONSTRAINT print_job_state CHECK (state IN ('queued', 'sending', 'sent_unconfirmed', 'confirmed', 'shown', 'failed', 'expired'))
)
 WITHOUT ROWID

CREATE TABLE private_data (
	fact_id TEXT NOT NULL,
	digest TEXT NOT NULL,
	field TEXT NOT NULL,
	salt BLOB,
	value TEXT,
	PRIMARY KEY (fact_id, digest)
)
 WITHOUT ROWID

CREATE TABLE receipt (
	workstation TEXT NOT NULL,
	generation INTEGER NOT NULL,
	number INTEGER NOT NULL,
	fact_id TEXT NOT NULL,
	shift TEXT NOT NULL,
	taken_at_us INTEGER NOT NULL,
	total_cents INTEGER NOT NULL,
	change_cents INTEGER NOT NULL,
	rounding_cents INTEGER NOT NULL,
	lines TEXT NOT NULL,
	tenders TEXT NOT NULL,
	book TEXT,
	book_number TEXT,
	book_key TEXT,
	number_key TEXT,
	PRIMARY KEY (workstation, generation, number)
)
 WITHOUT ROWID

CREATE TABLE receipt_copy (
	receipt TEXT NOT NULL,
	copy INTEGER NOT NULL,
	fact_id TEXT NOT NULL,
	PRIMARY KEY (receipt, copy, fact_id)
)
 WITHOUT ROWID

CREATE TABLE receipt_void (
	receipt TEXT NOT NULL,
	fact_id TEXT NOT NULL,
	PRIMARY KEY (receipt, fact_id)
)
 WITHOUT ROWID

CREATE TABLE recovery_seal (
	only INTEGER NOT NULL,
	salt BLOB NOT NULL,
	nonce BLOB NOT NULL,
	sealed_key BLOB NOT NULL,
	made_at_us INTEGER NOT NULL,
	PRIMARY KEY (only)
)

CREATE TABLE recovery_unlock (
	only INTEGER NOT NULL,
	unlock_key BLOB NOT NULL,
	challenge TEXT,
	person TEXT,
	made_at_us INTEGER,
	failures INTEGER NOT NULL,
	PRIMARY KEY (only)
)

CREATE TABLE return_letter (
	returned TEXT NOT NULL,
	fact_id TEXT NOT NULL,
	how TEXT NOT NULL,
	sent_on TEXT NOT NULL,
	person TEXT NOT NULL,
	at_us INTEGER NOT NULL,
	PRIMARY KEY (returned, fact_id)
)
 WITHOUT ROWID

CREATE TABLE returned_account (
	account TEXT NOT NULL,
	fact_id TEXT NOT NULL,
	returned_on TEXT NOT NULL,
	warned_until TEXT NOT NULL,
	cash_only_until TEXT,
	PRIMARY KEY (account, fact_id)
)
 WITHOUT ROWID

CREATE TABLE returned_payment (
	fact_id TEXT NOT NULL,
	receipt TEXT NOT NULL,
	tender INTEGER NOT NULL,
	reason TEXT NOT NULL,
	returned_on TEXT NOT NULL,
	recorded_at_us INTEGER NOT NULL,
	amount_cents INTEGER NOT NULL,
	fees_cents INTEGER NOT NULL,
	trace TEXT,
	PRIMARY KEY (fact_id)
)
 WITHOUT ROWID

CREATE TABLE safe_count (
	workstation TEXT NOT NULL,
	generation INTEGER NOT NULL,
	sequence INTEGER NOT NULL,
	fact_id TEXT NOT NULL,
	counted_at_us INTEGER NOT NULL,
	counted_cents INTEGER NOT NULL,
	expected_cents INTEGER NOT NULL,
	difference_cents INTEGER NOT NULL,
	first INTEGER NOT NULL,
	PRIMARY KEY (workstation, generation, sequence)
)
 WITHOUT ROWID

CREATE TABLE safe_discrepancy (
	count TEXT NOT NULL,
	fact_id TEXT NOT NULL,
	reason TEXT NOT NULL,
	PRIMARY KEY (count, fact_id)
)
 WITHOUT ROWID

CREATE TABLE safe_entry (
	workstation TEXT NOT NULL,
	generation INTEGER NOT NULL,
	sequence INTEGER NOT NULL,
	fact_id TEXT NOT NULL,
	kind TEXT NOT NULL,
	reason TEXT NOT NULL,
	person TEXT NOT NULL,
	second_person TEXT NOT NULL,
	at_us INTEGER NOT NULL,
	cash_cents INTEGER NOT NULL,
	check_cents INTEGER NOT NULL,
	money_order_cents INTEGER NOT NULL,
	PRIMARY KEY (workstation, generation, sequence)
)
 WITHOUT ROWID

CREATE TABLE sale_draft (
	intent TEXT NOT NULL,
	shift TEXT NOT NULL,
	person TEXT NOT NULL,
	state TEXT NOT NULL,
	content BLOB NOT NULL,
	changed_at_us INTEGER NOT NULL,
	expires_at_us INTEGER NOT NULL,
	PRIMARY KEY (intent)
)

CREATE TABLE sealed_bag (
	bag_key TEXT NOT NULL,
	fact_id TEXT NOT NULL,
	bag TEXT NOT NULL,
	drawer TEXT NOT NULL,
	shift TEXT NOT NULL,
	person TEXT NOT NULL,
	sealed_at_us INTEGER NOT NULL,
	cash_cents INTEGER NOT NULL,
	check_cents INTEGER NOT NULL,
	money_order_cents INTEGER NOT NULL,
	PRIMARY KEY (bag_key, fact_id)
)
 WITHOUT ROWID

CREATE TABLE service_alert (
	fact_id TEXT NOT NULL,
	text TEXT NOT NULL,
	routes TEXT NOT NULL,
	stops TEXT NOT NULL,
	begins_on TEXT NOT NULL,
	ends_on TEXT NOT NULL,
	PRIMARY KEY (fact_id)
)
 WITHOUT ROWID

CREATE TABLE service_alert_end (
	alert TEXT NOT NULL,
	fact_id TEXT NOT NULL,
	PRIMARY KEY (alert, fact_id)
)
 WITHOUT ROWID

CREATE TABLE setting (
	"key" TEXT NOT NULL,
	value TEXT NOT NULL,
	PRIMARY KEY ("key")
)

CREATE TABLE shift (
	shift TEXT NOT NULL,
	workstation TEXT NOT NULL,
	generation INTEGER NOT NULL,
	sequence INTEGER NOT NULL,
	drawer TEXT NOT NULL,
	person TEXT NOT NULL,
	business_date TEXT NOT NULL,
	opened_at_us INTEGER NOT NULL,
	float_cents INTEGER NOT NULL,
	PRIMARY KEY (shift)
)

CREATE TABLE shift_close (
	fact_id TEXT NOT NULL,
	workstation TEXT NOT NULL,
	generation INTEGER NOT NULL,
	number INTEGER NOT NULL,
	shift TEXT NOT NULL,
	count TEXT NOT NULL,
	closed_by TEXT NOT NULL,
	bag TEXT NOT NULL,
	float_cents INTEGER NOT NULL,
	over_short_cents INTEGER NOT NULL,
	approval_pending INTEGER NOT NULL,
	PRIMARY KEY (fact_id)
)

CREATE TABLE shift_count (
	fact_id TEXT NOT NULL,
	shift TEXT NOT NULL,
	generation INTEGER NOT NULL,
	sequence INTEGER NOT NULL,
	counted_at_us INTEGER NOT NULL,
	person TEXT NOT NULL,
	purpose TEXT NOT NULL,
	cash_cents INTEGER NOT NULL,
	check_cents INTEGER NOT NULL,
	money_order_cents INTEGER NOT NULL,
	card_cents INTEGER,
	PRIMARY KEY (fact_id)
)

CREATE TABLE shift_event (
	shift TEXT NOT NULL,
	generation INTEGER NOT NULL,
	sequence INTEGER NOT NULL,
	fact_id TEXT NOT NULL,
	event TEXT NOT NULL,
	person TEXT NOT NULL,
	at_us INTEGER NOT NULL,
	PRIMARY KEY (shift, generation, sequence, fact_id)
)
 WITHOUT ROWID

CREATE TABLE slip_copy (
	slip TEXT NOT NULL,
	fact_id TEXT NOT NULL,
	copy INTEGER NOT NULL,
	PRIMARY KEY (slip, fact_id)
)
 WITHOUT ROWID

CREATE TABLE sync_centre (
	one INTEGER NOT NULL,
	address TEXT NOT NULL,
	login TEXT NOT NULL,
	password TEXT NOT NULL,
	office TEXT NOT NULL,
	joined_at_us INTEGER NOT NULL,
	sealing_key BLOB NOT NULL,
	signing_key BLOB NOT NULL,
	PRIMARY KEY (one)
)

CREATE TABLE sync_identity (
	subject TEXT NOT NULL,
	local TEXT NOT NULL,
	number TEXT NOT NULL,
	customer TEXT NOT NULL,
	address TEXT NOT NULL,
	generation INTEGER NOT NULL,
	sequence INTEGER NOT NULL,
	choice TEXT,
	central TEXT,
	PRIMARY KEY (subject, local)
)
 WITHOUT ROWID

CREATE TABLE sync_parked (
	workstation TEXT NOT NULL,
	generation INTEGER NOT NULL,
	sequence INTEGER NOT NULL,
	envelope BLOB NOT NULL,
	body BLOB NOT NULL,
	previous_hash BLOB NOT NULL,
	hash BLOB NOT NULL,
	signature BLOB NOT NULL,
	values_beside BLOB NOT NULL,
	PRIMARY KEY (workstation, generation, sequence)
)

CREATE TABLE sync_state (
	one INTEGER NOT NULL,
	nonce BLOB NOT NULL,
	next_nonce BLOB NOT NULL,
	epoch INTEGER NOT NULL,
	place_xid INTEGER NOT NULL,
	place_workstation TEXT NOT NULL,
	place_generation INTEGER NOT NULL,
	place_sequence INTEGER NOT NULL,
	activity_xid INTEGER NOT NULL,
	activity_workstation TEXT NOT NULL,
	activity_generation INTEGER NOT NULL,
	activity_sequence INTEGER NOT NULL,
	activity_line INTEGER NOT NULL,
	sent INTEGER NOT NULL,
	stopped TEXT,
	skew_us INTEGER NOT NULL,
	exchanged_at_us INTEGER NOT NULL,
	PRIMARY KEY (one)
)

CREATE TABLE sync_successor (
	one INTEGER NOT NULL,
	private_key BLOB NOT NULL,
	generation INTEGER,
	shared INTEGER,
	nonce BLOB,
	PRIMARY KEY (one)
)

CREATE TABLE sync_trouble (
	workstation TEXT NOT NULL,
	generation INTEGER NOT NULL,
	sequence INTEGER NOT NULL,
	kind TEXT NOT NULL,
	detail TEXT NOT NULL,
	PRIMARY KEY (workstation, generation)
)

CREATE TABLE undone_line (
	receipt TEXT NOT NULL,
	line INTEGER NOT NULL,
	fact_id TEXT NOT NULL,
	what TEXT NOT NULL,
	amount_cents INTEGER NOT NULL,
	how TEXT NOT NULL,
	at_us INTEGER NOT NULL,
	PRIMARY KEY (receipt, line, fact_id)
)
 WITHOUT ROWID

CREATE TABLE workstation (
	workstation TEXT NOT NULL,
	generation INTEGER NOT NULL,
	sequence INTEGER NOT NULL,
	city TEXT NOT NULL,
	office TEXT NOT NULL,
	office_name TEXT NOT NULL,
	office_address TEXT NOT NULL,
	office_phone TEXT NOT NULL,
	time_zone TEXT NOT NULL,
	counter TEXT NOT NULL,
	during_shift TEXT,
	PRIMARY KEY (workstation, generation, sequence)
)

CREATE INDEX access_log_by_subject ON access_log (subject_kind, subject_key)

CREATE INDEX activity_by_account ON activity (account, charge, amount_cents)

CREATE INDEX activity_by_workstation ON activity (workstation, amount_cents)

CREATE INDEX approval_request_by_action ON approval_request (action)

CREATE INDEX approval_request_by_asker ON approval_request (asker, asked_at_us)

CREATE INDEX approval_request_by_time ON approval_request (asked_at_us)

CREATE INDEX bank_deposit_by_number ON bank_deposit (workstation, generation, number)

CREATE INDEX ix_bank_deposit_bag_key ON bank_deposit (bag_key)

CREATE INDEX ix_bank_deposit_shift_deposit ON bank_deposit_shift (deposit)

CREATE INDEX ix_card_attempt_intent ON card_attempt (intent)

CREATE INDEX ix_card_attempt_state ON card_attempt (state)

CREATE INDEX ix_corrected_tender_shift ON corrected_tender (shift)

CREATE INDEX drawer_movement_by_shift ON drawer_movement (shift, generation, sequence)

CREATE INDEX erased_value_of_fact ON erased_value (of_fact)

CREATE INDEX issued_thing_by_receipt ON issued_thing (receipt)

CREATE INDEX issued_thing_by_replaced ON issued_thing (replaces) WHERE replaces IS NOT NULL

CREATE INDEX mapped_identity_by_central ON mapped_identity (central, subject)

CREATE INDEX mapped_identity_by_local ON mapped_identity (local, subject)

CREATE INDEX ix_person_state_person ON person_state (person)

CREATE INDEX posting_by_account ON posting (account, charge, amount_cents) WHERE account IS NOT NULL

CREATE INDEX posting_of_safe ON posting (ledger_account, amount_cents) WHERE ledger_account IN ('safe', 'safe/check', 'safe/money_order')

CREATE INDEX posting_without_shift ON posting (business_date, ledger_account, amount_cents) WHERE shift IS NULL

CREATE INDEX print_job_state ON print_job (state, created_at_us)

CREATE INDEX private_data_person_name ON private_data (digest) WHERE field = 'person_name'

CREATE INDEX receipt_by_book ON receipt (book_key, number_key) WHERE book_key IS NOT NULL

CREATE INDEX receipt_by_shift ON receipt (shift, generation, number)

CREATE INDEX ix_returned_payment_receipt ON returned_payment (receipt)

CREATE INDEX ix_returned_payment_recorded_at_us ON returned_payment (recorded_at_us)

CREATE INDEX safe_count_by_fact ON safe_count (fact_id)

CREATE INDEX ix_sale_draft_state ON sale_draft (state)

CREATE INDEX ix_sealed_bag_shift ON sealed_bag (shift)

CREATE INDEX shift_by_business_date ON shift (business_date)

CREATE INDEX shift_by_workstation ON shift (workstation, generation, sequence)

CREATE INDEX ix_shift_close_shift ON shift_close (shift)

CREATE INDEX shift_close_by_number ON shift_close (workstation, generation, number)

CREATE INDEX ix_shift_count_shift ON shift_count (shift)

CREATE TRIGGER access_log_rejects_delete BEFORE DELETE ON access_log BEGIN SELECT RAISE(ABORT, 'access_log is append-only'); END

CREATE TRIGGER access_log_rejects_update BEFORE UPDATE ON access_log BEGIN SELECT RAISE(ABORT, 'access_log is append-only'); END

CREATE TRIGGER activity_rejects_delete BEFORE DELETE ON activity BEGIN SELECT RAISE(ABORT, 'activity is append-only'); END

CREATE TRIGGER activity_rejects_update BEFORE UPDATE ON activity BEGIN SELECT RAISE(ABORT, 'activity is append-only'); END

CREATE TRIGGER approval_event_rejects_delete BEFORE DELETE ON approval_event BEGIN SELECT RAISE(ABORT, 'approval_event is append-only'); END

CREATE TRIGGER approval_event_rejects_update BEFORE UPDATE ON approval_event BEGIN SELECT RAISE(ABORT, 'approval_event is append-only'); END

CREATE TRIGGER approval_request_rejects_delete BEFORE DELETE ON approval_request BEGIN SELECT RAISE(ABORT, 'approval_request is append-only'); END

CREATE TRIGGER approval_request_rejects_update BEFORE UPDATE ON approval_request BEGIN SELECT RAISE(ABORT, 'approval_request is append-only'); END

CREATE TRIGGER bag_custody_rejects_delete BEFORE DELETE ON bag_custody BEGIN SELECT RAISE(ABORT, 'bag_custody is append-only'); END

CREATE TRIGGER bag_custody_rejects_update BEFORE UPDATE ON bag_custody BEGIN SELECT RAISE(ABORT, 'bag_custody is append-only'); END

CREATE TRIGGER bank_deposit_event_rejects_delete BEFORE DELETE ON bank_deposit_event BEGIN SELECT RAISE(ABORT, 'bank_deposit_event is append-only'); END

CREATE TRIGGER bank_deposit_event_rejects_update BEFORE UPDATE ON bank_deposit_event BEGIN SELECT RAISE(ABORT, 'bank_deposit_event is append-only'); END

CREATE TRIGGER bank_deposit_rejects_delete BEFORE DELETE ON bank_deposit BEGIN SELECT RAISE(ABORT, 'bank_deposit is append-only'); END

CREATE TRIGGER bank_deposit_rejects_update BEFORE UPDATE ON bank_deposit BEGIN SELECT RAISE(ABORT, 'bank_deposit is append-only'); END

CREATE TRIGGER bank_deposit_shift_rejects_delete BEFORE DELETE ON bank_deposit_shift BEGIN SELECT RAISE(ABORT, 'bank_deposit_shift is append-only'); END

CREATE TRIGGER bank_deposit_shift_rejects_update BEFORE UPDATE ON bank_deposit_shift BEGIN SELECT RAISE(ABORT, 'bank_deposit_shift is append-only'); END

CREATE TRIGGER cash_only_lifted_rejects_delete BEFORE DELETE ON cash_only_lifted BEGIN SELECT RAISE(ABORT, 'cash_only_lifted is append-only'); END

CREATE TRIGGER cash_only_lifted_rejects_update BEFORE UPDATE ON cash_only_lifted BEGIN SELECT RAISE(ABORT, 'cash_only_lifted is append-only'); END

CREATE TRIGGER chain_beginning_rejects_delete BEFORE DELETE ON chain_beginning BEGIN SELECT RAISE(ABORT, 'chain_beginning is append-only'); END

CREATE TRIGGER chain_beginning_rejects_update BEFORE UPDATE ON chain_beginning BEGIN SELECT RAISE(ABORT, 'chain_beginning is append-only'); END

CREATE TRIGGER chain_device_rejects_delete BEFORE DELETE ON chain_device BEGIN SELECT RAISE(ABORT, 'chain_device is append-only'); END

CREATE TRIGGER chain_device_rejects_update BEFORE UPDATE ON chain_device BEGIN SELECT RAISE(ABORT, 'chain_device is append-only'); END

CREATE TRIGGER conflict_settled_rejects_delete BEFORE DELETE ON conflict_settled BEGIN SELECT RAISE(ABORT, 'conflict_settled is append-only'); END

CREATE TRIGGER conflict_settled_rejects_update BEFORE UPDATE ON conflict_settled BEGIN SELECT RAISE(ABORT, 'conflict_settled is append-only'); END

CREATE TRIGGER contact_change_followed_rejects_delete BEFORE DELETE ON contact_change_followed BEGIN SELECT RAISE(ABORT, 'contact_change_followed is append-only'); END

CREATE TRIGGER contact_change_followed_rejects_update BEFORE UPDATE ON contact_change_followed BEGIN SELECT RAISE(ABORT, 'contact_change_followed is append-only'); END

CREATE TRIGGER contact_change_rejects_delete BEFORE DELETE ON contact_change BEGIN SELECT RAISE(ABORT, 'contact_change is append-only'); END

CREATE TRIGGER contact_change_rejects_update BEFORE UPDATE ON contact_change BEGIN SELECT RAISE(ABORT, 'contact_change is append-only'); END

CREATE TRIGGER corrected_tender_rejects_delete BEFORE DELETE ON corrected_tender BEGIN SELECT RAISE(ABORT, 'corrected_tender is append-only'); END

CREATE TRIGGER corrected_tender_rejects_update BEFORE UPDATE ON corrected_tender BEGIN SELECT RAISE(ABORT, 'corrected_tender is append-only'); END

CREATE TRIGGER count_difference_rejects_delete BEFORE DELETE ON count_difference BEGIN SELECT RAISE(ABORT, 'count_difference is append-only'); END

CREATE TRIGGER count_difference_rejects_update BEFORE UPDATE ON count_difference BEGIN SELECT RAISE(ABORT, 'count_difference is append-only'); END

CREATE TRIGGER count_expected_rejects_delete BEFORE DELETE ON count_expected BEGIN SELECT RAISE(ABORT, 'count_expected is append-only'); END

CREATE TRIGGER count_expected_rejects_update BEFORE UPDATE ON count_expected BEGIN SELECT RAISE(ABORT, 'count_expected is append-only'); END

CREATE TRIGGER counter_note_rejects_delete BEFORE DELETE ON counter_note BEGIN SELECT RAISE(ABORT, 'counter_note is append-only'); END

CREATE TRIGGER counter_note_rejects_update BEFORE UPDATE ON counter_note BEGIN SELECT RAISE(ABORT, 'counter_note is append-only'); END

CREATE TRIGGER drawer_movement_rejects_delete BEFORE DELETE ON drawer_movement BEGIN SELECT RAISE(ABORT, 'drawer_movement is append-only'); END

CREATE TRIGGER drawer_movement_rejects_update BEFORE UPDATE ON drawer_movement BEGIN SELECT RAISE(ABORT, 'drawer_movement is append-only'); END

CREATE TRIGGER erased_value_rejects_delete BEFORE DELETE ON erased_value BEGIN SELECT RAISE(ABORT, 'erased_value is append-only'); END

CREATE TRIGGER erased_value_rejects_update BEFORE UPDATE ON erased_value BEGIN SELECT RAISE(ABORT, 'erased_value is append-only'); END

CREATE TRIGGER export_batch_rejects_delete BEFORE DELETE ON export_batch BEGIN SELECT RAISE(ABORT, 'export_batch is append-only'); END

CREATE TRIGGER export_batch_rejects_update BEFORE UPDATE ON export_batch BEGIN SELECT RAISE(ABORT, 'export_batch is append-only'); END

CREATE TRIGGER fact_rejects_delete BEFORE DELETE ON fact BEGIN SELECT RAISE(ABORT, 'fact is append-only'); END

CREATE TRIGGER fact_rejects_update BEFORE UPDATE ON fact BEGIN SELECT RAISE(ABORT, 'fact is append-only'); END

CREATE TRIGGER issued_thing_rejects_delete BEFORE DELETE ON issued_thing BEGIN SELECT RAISE(ABORT, 'issued_thing is append-only'); END

CREATE TRIGGER issued_thing_rejects_update BEFORE UPDATE ON issued_thing BEGIN SELECT RAISE(ABORT, 'issued_thing is append-only'); END

CREATE TRIGGER mapped_identity_rejects_delete BEFORE DELETE ON mapped_identity BEGIN SELECT RAISE(ABORT, 'mapped_identity is append-only'); END

CREATE TRIGGER mapped_identity_rejects_update BEFORE UPDATE ON mapped_identity BEGIN SELECT RAISE(ABORT, 'mapped_identity is append-only'); END

CREATE TRIGGER open_return_rejects_delete BEFORE DELETE ON open_return BEGIN SELECT RAISE(ABORT, 'open_return is append-only'); END

CREATE TRIGGER open_return_rejects_update BEFORE UPDATE ON open_return BEGIN SELECT RAISE(ABORT, 'open_return is append-only'); END

CREATE TRIGGER paper_stamp_rejects_delete BEFORE DELETE ON paper_stamp BEGIN SELECT RAISE(ABORT, 'paper_stamp is append-only'); END

CREATE TRIGGER paper_stamp_rejects_update BEFORE UPDATE ON paper_stamp BEGIN SELECT RAISE(ABORT, 'paper_stamp is append-only'); END

CREATE TRIGGER person_state_rejects_delete BEFORE DELETE ON person_state BEGIN SELECT RAISE(ABORT, 'person_state is append-only'); END

CREATE TRIGGER person_state_rejects_update BEFORE UPDATE ON person_state BEGIN SELECT RAISE(ABORT, 'person_state is append-only'); END

CREATE TRIGGER posting_rejects_delete BEFORE DELETE ON posting BEGIN SELECT RAISE(ABORT, 'posting is append-only'); END

CREATE TRIGGER posting_rejects_update BEFORE UPDATE ON posting BEGIN SELECT RAISE(ABORT, 'posting is append-only'); END

CREATE TRIGGER receipt_copy_rejects_delete BEFORE DELETE ON receipt_copy BEGIN SELECT RAISE(ABORT, 'receipt_copy is append-only'); END

CREATE TRIGGER receipt_copy_rejects_update BEFORE UPDATE ON receipt_copy BEGIN SELECT RAISE(ABORT, 'receipt_copy is append-only'); END

CREATE TRIGGER receipt_rejects_delete BEFORE DELETE ON receipt BEGIN SELECT RAISE(ABORT, 'receipt is append-only'); END

CREATE TRIGGER receipt_rejects_update BEFORE UPDATE ON receipt BEGIN SELECT RAISE(ABORT, 'receipt is append-only'); END

CREATE TRIGGER receipt_void_rejects_delete BEFORE DELETE ON receipt_void BEGIN SELECT RAISE(ABORT, 'receipt_void is append-only'); END

CREATE TRIGGER receipt_void_rejects_update BEFORE UPDATE ON receipt_void BEGIN SELECT RAISE(ABORT, 'receipt_void is append-only'); END

CREATE TRIGGER return_letter_rejects_delete BEFORE DELETE ON return_letter BEGIN SELECT RAISE(ABORT, 'return_letter is append-only'); END

CREATE TRIGGER return_letter_rejects_update BEFORE UPDATE ON return_letter BEGIN SELECT RAISE(ABORT, 'return_letter is append-only'); END

CREATE TRIGGER returned_account_rejects_delete BEFORE DELETE ON returned_account BEGIN SELECT RAISE(ABORT, 'returned_account is append-only'); END

CREATE TRIGGER returned_account_rejects_update BEFORE UPDATE ON returned_account BEGIN SELECT RAISE(ABORT, 'returned_account is append-only'); END

CREATE TRIGGER returned_payment_rejects_delete BEFORE DELETE ON returned_payment BEGIN SELECT RAISE(ABORT, 'returned_payment is append-only'); END

CREATE TRIGGER returned_payment_rejects_update BEFORE UPDATE ON returned_payment BEGIN SELECT RAISE(ABORT, 'returned_payment is append-only'); END

CREATE TRIGGER safe_count_rejects_delete BEFORE DELETE ON safe_count BEGIN SELECT RAISE(ABORT, 'safe_count is append-only'); END

CREATE TRIGGER safe_count_rejects_update BEFORE UPDATE ON safe_count BEGIN SELECT RAISE(ABORT, 'safe_count is append-only'); END

CREATE TRIGGER safe_discrepancy_rejects_delete BEFORE DELETE ON safe_discrepancy BEGIN SELECT RAISE(ABORT, 'safe_discrepancy is append-only'); END

CREATE TRIGGER safe_discrepancy_rejects_update BEFORE UPDATE ON safe_discrepancy BEGIN SELECT RAISE(ABORT, 'safe_discrepancy is append-only'); END

CREATE TRIGGER safe_entry_rejects_delete BEFORE DELETE ON safe_entry BEGIN SELECT RAISE(ABORT, 'safe_entry is append-only'); END

CREATE TRIGGER safe_entry_rejects_update BEFORE UPDATE ON safe_entry BEGIN SELECT RAISE(ABORT, 'safe_entry is append-only'); END

CREATE TRIGGER sealed_bag_rejects_delete BEFORE DELETE ON sealed_bag BEGIN SELECT RAISE(ABORT, 'sealed_bag is append-only'); END

CREATE TRIGGER sealed_bag_rejects_update BEFORE UPDATE ON sealed_bag BEGIN SELECT RAISE(ABORT, 'sealed_bag is append-only'); END

CREATE TRIGGER service_alert_end_rejects_delete BEFORE DELETE ON service_alert_end BEGIN SELECT RAISE(ABORT, 'service_alert_end is append-only'); END

CREATE TRIGGER service_alert_end_rejects_update BEFORE UPDATE ON service_alert_end BEGIN SELECT RAISE(ABORT, 'service_alert_end is append-only'); END

CREATE TRIGGER service_alert_rejects_delete BEFORE DELETE ON service_alert BEGIN SELECT RAISE(ABORT, 'service_alert is append-only'); END

CREATE TRIGGER service_alert_rejects_update BEFORE UPDATE ON service_alert BEGIN SELECT RAISE(ABORT, 'service_alert is append-only'); END

CREATE TRIGGER shift_close_rejects_delete BEFORE DELETE ON shift_close BEGIN SELECT RAISE(ABORT, 'shift_close is append-only'); END

CREATE TRIGGER shift_close_rejects_update BEFORE UPDATE ON shift_close BEGIN SELECT RAISE(ABORT, 'shift_close is append-only'); END

CREATE TRIGGER shift_count_rejects_delete BEFORE DELETE ON shift_count BEGIN SELECT RAISE(ABORT, 'shift_count is append-only'); END

CREATE TRIGGER shift_count_rejects_update BEFORE UPDATE ON shift_count BEGIN SELECT RAISE(ABORT, 'shift_count is append-only'); END

CREATE TRIGGER shift_event_rejects_delete BEFORE DELETE ON shift_event BEGIN SELECT RAISE(ABORT, 'shift_event is append-only'); END

CREATE TRIGGER shift_event_rejects_update BEFORE UPDATE ON shift_event BEGIN SELECT RAISE(ABORT, 'shift_event is append-only'); END

CREATE TRIGGER shift_rejects_delete BEFORE DELETE ON shift BEGIN SELECT RAISE(ABORT, 'shift is append-only'); END

CREATE TRIGGER shift_rejects_update BEFORE UPDATE ON shift BEGIN SELECT RAISE(ABORT, 'shift is append-only'); END

CREATE TRIGGER slip_copy_rejects_delete BEFORE DELETE ON slip_copy BEGIN SELECT RAISE(ABORT, 'slip_copy is append-only'); END

CREATE TRIGGER slip_copy_rejects_update BEFORE UPDATE ON slip_copy BEGIN SELECT RAISE(ABORT, 'slip_copy is append-only'); END

CREATE TRIGGER undone_line_rejects_delete BEFORE DELETE ON undone_line BEGIN SELECT RAISE(ABORT, 'undone_line is append-only'); END

CREATE TRIGGER undone_line_rejects_update BEFORE UPDATE ON undone_line BEGIN SELECT RAISE(ABORT, 'undone_line is append-only'); END

CREATE TRIGGER workstation_rejects_delete BEFORE DELETE ON workstation BEGIN SELECT RAISE(ABORT, 'workstation is append-only'); END

CREATE TRIGGER workstation_rejects_update BEFORE UPDATE ON workstation BEGIN SELECT RAISE(ABORT, 'workstation is append-only'); END
