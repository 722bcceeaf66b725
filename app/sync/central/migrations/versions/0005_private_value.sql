CREATE TABLE counter.private_value (
    workstation text COLLATE "C" NOT NULL,
    generation integer NOT NULL,
    sequence bigint NOT NULL,
    digest text COLLATE "C" NOT NULL,
    field text COLLATE "C" NOT NULL,
    salt bytea,
    content bytea,
    PRIMARY KEY (workstation, generation, sequence, digest),
    FOREIGN KEY (workstation, generation, sequence) REFERENCES counter.fact,
    CHECK ((salt IS NULL) = (content IS NULL))
);
CREATE INDEX private_value_digest ON counter.private_value (digest);
COMMENT ON TABLE counter.private_value IS
    'What stands beside a fact and can be erased, such as the words of a note; the body of the fact has its digest.';
COMMENT ON COLUMN counter.private_value.content IS 'UTF-8. Null with its salt: erased, for good.';
