-- The columns of each table stand in the order of the workstations' reference file, then the place in the feed:
-- (xid, part, change), compared in this order. part is 0 for a row, 1 for one that is gone, 2 for the record of a load,
-- which says as of when its rows speak and so comes after them. A row that is gone stays as a tombstone and keeps its id
-- for the day it comes back.
CREATE SEQUENCE counter.reference_change;

CREATE TABLE counter.reference_source_system (
    id integer NOT NULL,
    name text COLLATE "C" NOT NULL,
    xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
    part smallint NOT NULL DEFAULT 0,
    change bigint NOT NULL DEFAULT nextval('counter.reference_change'),
    PRIMARY KEY (id)
);
CREATE INDEX reference_source_system_feed ON counter.reference_source_system (xid, part, change);
CREATE UNIQUE INDEX reference_source_system_name ON counter.reference_source_system (name);

CREATE TABLE counter.reference_customer (
    id integer NOT NULL,
    source_id integer NOT NULL,
    external_id text COLLATE "C" NOT NULL,
    name text COLLATE "C" NOT NULL,
    kind text COLLATE "C" NOT NULL,
    phone text COLLATE "C" NOT NULL,
    phone_digits text COLLATE "C",
    phone_local text COLLATE "C",
    email text COLLATE "C" NOT NULL,
    mailing_address text COLLATE "C" NOT NULL,
    language text COLLATE "C" NOT NULL,
    load_id integer NOT NULL,
    xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
    part smallint NOT NULL DEFAULT 0,
    change bigint NOT NULL DEFAULT nextval('counter.reference_change'),
    PRIMARY KEY (id)
);
CREATE INDEX reference_customer_feed ON counter.reference_customer (xid, part, change);
CREATE UNIQUE INDEX reference_customer_external ON counter.reference_customer (external_id, source_id);

CREATE TABLE counter.reference_service_location (
    id integer NOT NULL,
    source_id integer NOT NULL,
    external_id text COLLATE "C" NOT NULL,
    street_address text COLLATE "C" NOT NULL,
    unit text COLLATE "C" NOT NULL,
    city text COLLATE "C" NOT NULL,
    postal_code text COLLATE "C" NOT NULL,
    dwelling_units integer NOT NULL,
    load_id integer NOT NULL,
    xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
    part smallint NOT NULL DEFAULT 0,
    change bigint NOT NULL DEFAULT nextval('counter.reference_change'),
    PRIMARY KEY (id)
);
CREATE INDEX reference_service_location_feed ON counter.reference_service_location (xid, part, change);
CREATE UNIQUE INDEX reference_service_location_external ON counter.reference_service_location (external_id, source_id);

CREATE TABLE counter.reference_account (
    id integer NOT NULL,
    source_id integer NOT NULL,
    external_id text COLLATE "C" NOT NULL,
    number text COLLATE "C" NOT NULL,
    number_key text COLLATE "C" NOT NULL,
    customer_id integer NOT NULL,
    location_id integer NOT NULL,
    class_code smallint NOT NULL,
    status_code smallint NOT NULL,
    opened_on text COLLATE "C",
    closed_on text COLLATE "C",
    load_id integer NOT NULL,
    xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
    part smallint NOT NULL DEFAULT 0,
    change bigint NOT NULL DEFAULT nextval('counter.reference_change'),
    PRIMARY KEY (id)
);
CREATE INDEX reference_account_feed ON counter.reference_account (xid, part, change);
CREATE UNIQUE INDEX reference_account_external ON counter.reference_account (external_id, source_id);

CREATE TABLE counter.reference_usage_point (
    id integer NOT NULL,
    source_id integer NOT NULL,
    external_id text COLLATE "C" NOT NULL,
    location_id integer NOT NULL,
    category_code smallint NOT NULL,
    meter_number text COLLATE "C" NOT NULL,
    meter_digits text COLLATE "C",
    meter_key text COLLATE "C",
    last_read_on text COLLATE "C",
    next_read_on text COLLATE "C",
    load_id integer NOT NULL,
    xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
    part smallint NOT NULL DEFAULT 0,
    change bigint NOT NULL DEFAULT nextval('counter.reference_change'),
    PRIMARY KEY (id)
);
CREATE INDEX reference_usage_point_feed ON counter.reference_usage_point (xid, part, change);
CREATE UNIQUE INDEX reference_usage_point_external ON counter.reference_usage_point (external_id, source_id);

CREATE TABLE counter.reference_agreement (
    account_id integer NOT NULL,
    category_code smallint NOT NULL,
    starts_on text COLLATE "C" NOT NULL,
    usage_point_id integer NOT NULL,
    plan text COLLATE "C" NOT NULL,
    ends_on text COLLATE "C",
    load_id integer NOT NULL,
    xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
    part smallint NOT NULL DEFAULT 0,
    change bigint NOT NULL DEFAULT nextval('counter.reference_change'),
    PRIMARY KEY (account_id, category_code, starts_on, usage_point_id)
);
CREATE INDEX reference_agreement_feed ON counter.reference_agreement (xid, part, change);

CREATE TABLE counter.reference_account_alert (
    account_id integer NOT NULL,
    kind_code smallint NOT NULL,
    starts_on text COLLATE "C" NOT NULL,
    ends_on text COLLATE "C",
    detail text COLLATE "C" NOT NULL,
    load_id integer NOT NULL,
    xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
    part smallint NOT NULL DEFAULT 0,
    change bigint NOT NULL DEFAULT nextval('counter.reference_change'),
    PRIMARY KEY (account_id, kind_code, starts_on)
);
CREATE INDEX reference_account_alert_feed ON counter.reference_account_alert (xid, part, change);

CREATE TABLE counter.reference_account_note (
    account_id integer NOT NULL,
    id integer NOT NULL,
    source_id integer NOT NULL,
    external_id text COLLATE "C" NOT NULL,
    written_on text COLLATE "C" NOT NULL,
    author text COLLATE "C" NOT NULL,
    text text COLLATE "C" NOT NULL,
    load_id integer NOT NULL,
    xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
    part smallint NOT NULL DEFAULT 0,
    change bigint NOT NULL DEFAULT nextval('counter.reference_change'),
    PRIMARY KEY (account_id, id)
);
CREATE INDEX reference_account_note_feed ON counter.reference_account_note (xid, part, change);
CREATE UNIQUE INDEX reference_account_note_external ON counter.reference_account_note (external_id, source_id, account_id);

CREATE TABLE counter.reference_opening_balance (
    account_id integer NOT NULL,
    category_code smallint NOT NULL,
    amount_cents bigint NOT NULL,
    due_on text COLLATE "C" NOT NULL,
    load_id integer NOT NULL,
    xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
    part smallint NOT NULL DEFAULT 0,
    change bigint NOT NULL DEFAULT nextval('counter.reference_change'),
    PRIMARY KEY (account_id, category_code)
);
CREATE INDEX reference_opening_balance_feed ON counter.reference_opening_balance (xid, part, change);

CREATE TABLE counter.reference_bill (
    account_id integer NOT NULL,
    id integer NOT NULL,
    source_id integer NOT NULL,
    external_id text COLLATE "C" NOT NULL,
    period text COLLATE "C" NOT NULL,
    issued_on text COLLATE "C" NOT NULL,
    due_on text COLLATE "C" NOT NULL,
    total_cents bigint NOT NULL,
    load_id integer NOT NULL,
    xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
    part smallint NOT NULL DEFAULT 0,
    change bigint NOT NULL DEFAULT nextval('counter.reference_change'),
    PRIMARY KEY (account_id, id)
);
CREATE INDEX reference_bill_feed ON counter.reference_bill (xid, part, change);
CREATE UNIQUE INDEX reference_bill_external ON counter.reference_bill (external_id, source_id, account_id);

CREATE TABLE counter.reference_charge (
    account_id integer NOT NULL,
    bill_id integer NOT NULL,
    line integer NOT NULL,
    category_code smallint NOT NULL,
    kind_code smallint NOT NULL,
    amount_cents bigint NOT NULL,
    due_on text COLLATE "C",
    description text COLLATE "C",
    load_id integer NOT NULL,
    xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
    part smallint NOT NULL DEFAULT 0,
    change bigint NOT NULL DEFAULT nextval('counter.reference_change'),
    PRIMARY KEY (account_id, bill_id, line)
);
CREATE INDEX reference_charge_feed ON counter.reference_charge (xid, part, change);

CREATE TABLE counter.reference_outside_receipt (
    account_id integer NOT NULL,
    id integer NOT NULL,
    source_id integer NOT NULL,
    external_id text COLLATE "C" NOT NULL,
    received_on text COLLATE "C" NOT NULL,
    channel_code smallint NOT NULL,
    amount_cents bigint NOT NULL,
    fact_id text COLLATE "C",
    load_id integer NOT NULL,
    xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
    part smallint NOT NULL DEFAULT 0,
    change bigint NOT NULL DEFAULT nextval('counter.reference_change'),
    PRIMARY KEY (account_id, id)
);
CREATE INDEX reference_outside_receipt_feed ON counter.reference_outside_receipt (xid, part, change);
CREATE UNIQUE INDEX reference_outside_receipt_external ON counter.reference_outside_receipt (external_id, source_id, account_id);

CREATE TABLE counter.reference_outside_receipt_line (
    account_id integer NOT NULL,
    receipt_id integer NOT NULL,
    bill_id integer NOT NULL,
    line integer NOT NULL,
    amount_cents bigint NOT NULL,
    load_id integer NOT NULL,
    xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
    part smallint NOT NULL DEFAULT 0,
    change bigint NOT NULL DEFAULT nextval('counter.reference_change'),
    PRIMARY KEY (account_id, receipt_id, bill_id, line)
);
CREATE INDEX reference_outside_receipt_line_feed ON counter.reference_outside_receipt_line (xid, part, change);

CREATE TABLE counter.reference_load (
    id integer NOT NULL,
    source_id integer NOT NULL,
    digest text COLLATE "C" NOT NULL,
    kind text COLLATE "C" NOT NULL,
    as_of_us bigint NOT NULL,
    loaded_at_us bigint NOT NULL,
    row_count bigint NOT NULL,
    reject_count bigint NOT NULL,
    xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
    part smallint NOT NULL DEFAULT 2,
    change bigint NOT NULL DEFAULT nextval('counter.reference_change'),
    PRIMARY KEY (id)
);
CREATE INDEX reference_load_feed ON counter.reference_load (xid, part, change);
