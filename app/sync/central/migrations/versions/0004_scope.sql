ALTER TABLE counter.enrolment ADD COLUMN office_days integer NOT NULL DEFAULT 90 CHECK (office_days >= 0);

CREATE TABLE counter.scope (
    reader text COLLATE "C" NOT NULL REFERENCES counter.workstation,
    workstation text COLLATE "C" NOT NULL,
    generation integer NOT NULL,
    first_sequence bigint NOT NULL CHECK (first_sequence > 1),
    first_previous_hash bytea NOT NULL CHECK (length(first_previous_hash) = 32),
    activity_rows bigint NOT NULL,
    activity_cents bigint NOT NULL,
    PRIMARY KEY (workstation, generation, reader),
    FOREIGN KEY (workstation, generation) REFERENCES counter.chain
);
CREATE INDEX scope_of_reader ON counter.scope (reader);
COMMENT ON TABLE counter.scope IS
    'Chains that a reader holds from first_sequence on; what lies before comes to it as activity. No row: whole chains.';
COMMENT ON COLUMN counter.scope.activity_rows IS 'What lies before first_sequence, counted as beside each chain.';
