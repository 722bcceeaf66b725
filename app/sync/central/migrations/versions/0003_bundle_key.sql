CREATE TABLE counter.bundle_key (
    id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    sealing_private bytea NOT NULL CHECK (length(sealing_private) = 32),
    sealing_public bytea NOT NULL CHECK (length(sealing_public) = 32),
    signing_private bytea NOT NULL CHECK (length(signing_private) = 32),
    signing_public bytea NOT NULL CHECK (length(signing_public) = 32),
    made_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE counter.bundle_key IS
    'What bundles are sealed to (X25519) and answers are signed with (Ed25519); the newest is given to workstations.';
