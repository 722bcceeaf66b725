CREATE TABLE counter.centre (
    one boolean PRIMARY KEY DEFAULT true CHECK (one),
    restored integer NOT NULL DEFAULT 0,
    retry_after_ms integer NOT NULL DEFAULT 0,
    facts_max integer NOT NULL DEFAULT 500,
    bytes_max integer NOT NULL DEFAULT 262144
);
COMMENT ON TABLE counter.centre IS 'One row. restored: raise it after a restore that the server cannot notice itself.';
INSERT INTO counter.centre DEFAULT VALUES;

CREATE TABLE counter.workstation (
    workstation text COLLATE "C" PRIMARY KEY,
    office text COLLATE "C" NOT NULL,
    login name NOT NULL UNIQUE,
    generation integer NOT NULL,
    nonce bytea NOT NULL,
    nonce_epoch bigint,
    enrolled_at timestamptz NOT NULL DEFAULT now(),
    seen_at timestamptz,
    revoked_at timestamptz
);
COMMENT ON COLUMN counter.workstation.generation IS 'The newest that was minted; only that one says hello.';

CREATE TABLE counter.chain (
    workstation text COLLATE "C" NOT NULL REFERENCES counter.workstation,
    generation integer NOT NULL,
    office text COLLATE "C" NOT NULL,
    public_key bytea NOT NULL CHECK (length(public_key) = 32),
    bucket smallint NOT NULL,
    head_sequence bigint NOT NULL DEFAULT 0,
    head_hash bytea NOT NULL DEFAULT decode(repeat('00', 32), 'hex'),
    activity_rows bigint NOT NULL DEFAULT 0,
    activity_cents bigint NOT NULL DEFAULT 0,
    started_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (workstation, generation),
    UNIQUE (workstation, public_key)
) WITH (fillfactor = 70);
COMMENT ON COLUMN counter.chain.bucket IS 'First byte of SHA-256 over the workstation''s code.';

CREATE TABLE counter.fact (
    workstation text COLLATE "C" NOT NULL,
    generation integer NOT NULL,
    sequence bigint NOT NULL,
    fact_id uuid NOT NULL,
    previous_hash bytea NOT NULL,
    hash bytea NOT NULL,
    signature bytea NOT NULL,
    envelope bytea NOT NULL,
    body bytea NOT NULL,
    PRIMARY KEY (workstation, generation, sequence)
) PARTITION BY HASH (workstation);

DO $$
BEGIN
    FOR part IN 0..15 LOOP
        EXECUTE format('CREATE TABLE counter.fact_%s PARTITION OF counter.fact '
            'FOR VALUES WITH (MODULUS 16, REMAINDER %s)', part, part);
    END LOOP;
END $$;

CREATE TABLE counter.fact_identity (
    fact_id uuid PRIMARY KEY,
    workstation text COLLATE "C" NOT NULL,
    generation integer NOT NULL,
    sequence bigint NOT NULL
);
COMMENT ON TABLE counter.fact_identity IS 'Where a fact stands first; a second one of the same id counts nothing.';

CREATE TYPE counter.activity AS (
    sequence bigint,
    line integer,
    fact_id uuid,
    account text,
    charge text,
    amount_cents bigint,
    business_date text,
    service_category text,
    due_on text
);
COMMENT ON TYPE counter.activity IS 'A posting with an account.';

CREATE TABLE counter.feed (
    xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
    workstation text COLLATE "C" NOT NULL,
    generation integer NOT NULL,
    first_sequence bigint NOT NULL,
    last_sequence bigint NOT NULL,
    office text COLLATE "C" NOT NULL,
    bucket smallint NOT NULL,
    published boolean NOT NULL DEFAULT false,
    activity_rows integer NOT NULL DEFAULT 0,
    activity counter.activity[] NOT NULL DEFAULT '{}',
    pushed_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (workstation, generation, last_sequence)
);
COMMENT ON TABLE counter.feed IS 'One row a push: which facts came in which transaction.';
COMMENT ON COLUMN counter.feed.published IS 'Whether its activity is worked out: at once for a few facts, else later.';
COMMENT ON COLUMN counter.feed.activity IS
    'What they change of accounts, for offices that do not hold them; one value, because a row a posting took longest.';
CREATE INDEX feed_of_office ON counter.feed (office, xid, workstation, generation, first_sequence);
CREATE INDEX feed_of_activity ON counter.feed (xid, workstation, generation, first_sequence) WHERE activity_rows > 0;
CREATE INDEX feed_unpublished ON counter.feed (xid, workstation, generation, first_sequence) WHERE NOT published;

CREATE VIEW counter.account_activity AS
SELECT f.xid, f.workstation, f.generation, f.office, a.* FROM counter.feed f, unnest(f.activity) AS a;

CREATE TABLE counter.exception (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind text NOT NULL,
    workstation text COLLATE "C" NOT NULL,
    generation integer NOT NULL,
    sequence bigint NOT NULL,
    detail text NOT NULL,
    noticed_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE counter.exception IS 'A fact of money always enters; what is odd about it stands here.';

CREATE TABLE counter.lease (
    subject text NOT NULL,
    first_number bigint NOT NULL,
    last_number bigint NOT NULL,
    workstation text COLLATE "C" NOT NULL REFERENCES counter.workstation,
    granted_at timestamptz NOT NULL DEFAULT now(),
    burnt_at timestamptz,
    PRIMARY KEY (subject, first_number)
);
COMMENT ON TABLE counter.lease IS 'Ranges of scarce numbers that one workstation may give out without asking.';

CREATE TABLE counter.enrolment (
    login name PRIMARY KEY,
    office text COLLATE "C" NOT NULL,
    workstation text COLLATE "C",
    made_at timestamptz NOT NULL DEFAULT now(),
    valid_until timestamptz NOT NULL,
    used_at timestamptz
);
COMMENT ON COLUMN counter.enrolment.workstation IS 'Null: the workstation brings its own code.';
