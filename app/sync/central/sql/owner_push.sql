-- Push: one batch of one chain in one transaction, under the lock of its row.

CREATE FUNCTION counter.plain_json(content bytea) RETURNS json
LANGUAGE sql STABLE AS $$ SELECT replace(convert_from(content, 'UTF8'), '\u0000', '\ufffd')::json $$;
COMMENT ON FUNCTION counter.plain_json(bytea) IS
    'To be read, not to be kept: PostgreSQL has no text with the character NUL, and a body may.';

CREATE FUNCTION counter.verified_ids(
    chain counter.chain, first_sequence bigint, previous_hash bytea, envelopes bytea[], bodies bytea[], hashes bytea[],
    signatures bytea[]
) RETURNS uuid[]
LANGUAGE plpgsql STABLE AS $$
#variable_conflict use_column
DECLARE
    all_hold boolean;
    ids uuid[];
BEGIN
    SELECT coalesce(bool_and((
        e.workstation = chain.workstation AND e.generation = chain.generation
        AND e.sequence = verified_ids.first_sequence + f.place - 1
        AND length(f.signature) = 64
        AND f.hash = sha256(
            -- SHA-256(tag ‖ previous ‖ length ‖ envelope ‖ length ‖ body), as app/journal/chain.py has it
            '\x63697669632d636f756e746572206661637420310a'::bytea
            || CASE f.place WHEN 1 THEN verified_ids.previous_hash ELSE hashes[f.place - 1] END
            || int8send(length(f.envelope)) || f.envelope || int8send(length(f.body)) || f.body
        )
    ) IS TRUE), true), coalesce(array_agg(e.fact_id ORDER BY f.place), '{}')
    INTO all_hold, ids
    FROM unnest(envelopes, bodies, hashes, signatures)
        WITH ORDINALITY AS f (envelope, body, hash, signature, place),
        json_to_record(counter.plain_json(f.envelope))
        AS e (workstation text, generation integer, sequence bigint, fact_id uuid);
    RETURN CASE WHEN all_hold AND array_position(ids, NULL) IS NULL THEN ids END;
EXCEPTION
    WHEN data_exception OR invalid_text_representation OR character_not_in_repertoire OR array_subscript_error THEN
        RETURN NULL;
END $$;
COMMENT ON FUNCTION counter.verified_ids IS
    'The fact ids of a batch whose bytes give their hashes and whose envelopes name their places; null for any other.';

CREATE FUNCTION counter.activity_of(
    first_sequence bigint, ids uuid[], envelopes bytea[], bodies bytea[], uncounted bigint[]
) RETURNS counter.activity[]
LANGUAGE sql STABLE AS $$
    SELECT coalesce(array_agg(ROW(
        first_sequence + f.place - 1, p.line, f.fact_id, p.account, p.charge, p.amount_cents, f.business_date,
        p.service_category, p.due_on
    )::counter.activity ORDER BY f.place, p.line), '{}')
    FROM (
        SELECT g.*, counter.plain_json(g.envelope) ->> 'business_date' AS business_date
        FROM unnest(ids, envelopes, bodies) WITH ORDINALITY AS g (fact_id, envelope, body, place)
        WHERE position('"account":'::bytea IN g.body) > 0 AND first_sequence + g.place - 1 <> ALL (uncounted)
        OFFSET 0
    ) AS f, ROWS FROM (json_to_recordset(counter.plain_json(f.body) -> 'postings') AS (
        amount_cents bigint, account text, charge text, service_category text, due_on text
    )) WITH ORDINALITY AS p (amount_cents, account, charge, service_category, due_on, line)
    WHERE p.account IS NOT NULL
$$;
COMMENT ON FUNCTION counter.activity_of IS 'What facts change of accounts, but for those that count elsewhere.';

CREATE FUNCTION counter.activity_one_by_one(
    chain counter.chain, first_sequence bigint, ids uuid[], envelopes bytea[], bodies bytea[], uncounted bigint[]
) RETURNS counter.activity[]
LANGUAGE plpgsql AS $$
DECLARE
    readable counter.activity[] := '{}';
BEGIN
    FOR place IN 1..cardinality(ids) LOOP
        BEGIN
            readable := readable || counter.activity_of(first_sequence + place - 1, ids[place:place],
                envelopes[place:place], bodies[place:place], uncounted);
        EXCEPTION WHEN data_exception THEN
            INSERT INTO counter.exception (kind, workstation, generation, sequence, detail)
            VALUES ('body_unreadable', chain.workstation, chain.generation, first_sequence + place - 1, SQLERRM);
        END;
    END LOOP;
    RETURN readable;
END $$;
COMMENT ON FUNCTION counter.activity_one_by_one IS 'A body that nobody can read keeps no other fact back, nor itself.';

CREATE FUNCTION counter.name_facts(chain counter.chain, first_sequence bigint, ids uuid[]) RETURNS bigint[]
LANGUAGE plpgsql AS $$
DECLARE
    named integer;
    uncounted bigint[] := '{}';
BEGIN
    INSERT INTO counter.fact_identity (fact_id, workstation, generation, sequence)
    SELECT f.fact_id, chain.workstation, chain.generation, first_sequence + f.place - 1
    FROM unnest(ids) WITH ORDINALITY AS f (fact_id, place)
    ON CONFLICT (fact_id) DO NOTHING;
    GET DIAGNOSTICS named = ROW_COUNT;
    IF named < cardinality(ids) THEN
        SELECT array_agg(first_sequence + f.place - 1) INTO uncounted
        FROM unnest(ids) WITH ORDINALITY AS f (fact_id, place)
            JOIN counter.fact_identity i ON i.fact_id = f.fact_id
        WHERE (i.workstation, i.generation, i.sequence)
            <> (chain.workstation, chain.generation, first_sequence + f.place - 1);
        INSERT INTO counter.exception (kind, workstation, generation, sequence, detail)
        SELECT 'fact_id_twice', chain.workstation, chain.generation, first_sequence + f.place - 1,
            format('%s stands at %s-%s-%s', f.fact_id, i.workstation, i.generation, i.sequence)
        FROM unnest(ids) WITH ORDINALITY AS f (fact_id, place)
            JOIN counter.fact_identity i ON i.fact_id = f.fact_id
        WHERE i.workstation <> chain.workstation; -- within one workstation it was recovered
    END IF;
    RETURN uncounted;
END $$;
COMMENT ON FUNCTION counter.name_facts IS 'Notes where facts stand first; gives the sequences of those that stand elsewhere.';

CREATE FUNCTION counter.store_facts(
    chain counter.chain, first_sequence bigint, previous_hash bytea, ids uuid[], envelopes bytea[], bodies bytea[],
    hashes bytea[], signatures bytea[]
) RETURNS void
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
    uncounted bigint[] := counter.name_facts(chain, store_facts.first_sequence, ids);
    last_sequence bigint := store_facts.first_sequence + cardinality(ids) - 1;
    activity counter.activity[];
BEGIN
    INSERT INTO counter.fact (
        workstation, generation, sequence, fact_id, previous_hash, hash, signature, envelope, body
    )
    SELECT chain.workstation, chain.generation, store_facts.first_sequence + f.place - 1, f.fact_id,
        lag(f.hash, 1, store_facts.previous_hash) OVER (ORDER BY f.place), f.hash, f.signature, f.envelope, f.body
    FROM unnest(ids, hashes, signatures, envelopes, bodies)
        WITH ORDINALITY AS f (fact_id, hash, signature, envelope, body, place);
    BEGIN
        activity := counter.activity_of(store_facts.first_sequence, ids, envelopes, bodies, uncounted);
    EXCEPTION WHEN data_exception THEN
        activity := counter.activity_one_by_one(
            chain, store_facts.first_sequence, ids, envelopes, bodies, uncounted);
    END;
    INSERT INTO counter.feed (
        workstation, generation, first_sequence, last_sequence, office, bucket, activity_rows, activity
    ) VALUES (
        chain.workstation, chain.generation, store_facts.first_sequence, last_sequence, chain.office, chain.bucket,
        cardinality(activity), activity
    );
    UPDATE counter.chain c
    SET head_sequence = last_sequence, head_hash = hashes[cardinality(hashes)],
        activity_rows = c.activity_rows + cardinality(activity),
        activity_cents = c.activity_cents + (SELECT coalesce(sum(a.amount_cents), 0) FROM unnest(activity) AS a)
    WHERE c.workstation = chain.workstation AND c.generation = chain.generation;
END $$;
COMMENT ON FUNCTION counter.store_facts IS 'Stores a batch that begins just behind the head.';

CREATE FUNCTION counter.is_fork(
    chain counter.chain, first_sequence bigint, previous_hash bytea, hashes bytea[]
) RETURNS boolean
LANGUAGE sql STABLE AS $$
    SELECT CASE
        WHEN first_sequence > (chain).head_sequence THEN previous_hash <> (chain).head_hash
        ELSE EXISTS (
            SELECT FROM counter.fact f
            WHERE f.workstation = (chain).workstation AND f.generation = (chain).generation
                AND f.sequence BETWEEN first_sequence AND first_sequence + cardinality(hashes) - 1
                AND f.hash IS DISTINCT FROM hashes[f.sequence - first_sequence + 1]
        )
    END
$$;
COMMENT ON FUNCTION counter.is_fork IS 'Whether a batch leaves the history that the centre has.';

CREATE FUNCTION counter.push(
    protocol integer, generation integer, first_sequence bigint, previous_hash bytea, envelopes bytea[],
    bodies bytea[], hashes bytea[], signatures bytea[],
    OUT status text, OUT head_sequence bigint, OUT head_hash bytea, OUT retry_after_ms integer,
    OUT facts_max integer, OUT bytes_max integer
)
LANGUAGE plpgsql STRICT SECURITY DEFINER SET search_path = pg_catalog, counter, pg_temp AS $$
#variable_conflict use_column
DECLARE
    caller counter.workstation := counter.caller();
    chain counter.chain;
    facts integer := cardinality(push.hashes);
    last_sequence bigint := push.first_sequence + facts - 1;
    ids uuid[];
    known integer;
BEGIN
    SELECT c.retry_after_ms, c.facts_max, c.bytes_max INTO retry_after_ms, facts_max, bytes_max FROM centre c;
    SELECT c.* INTO chain FROM chain c
    WHERE c.workstation = caller.workstation AND c.generation = push.generation FOR NO KEY UPDATE;
    head_sequence := coalesce(chain.head_sequence, 0);
    head_hash := coalesce(chain.head_hash, decode(repeat('00', 32), 'hex'));
    IF push.protocol < 1 THEN
        status := 'old_protocol';
    ELSIF caller.workstation IS NULL THEN
        status := 'revoked';
    ELSIF chain.workstation IS NULL THEN
        status := 'unknown_generation';
    ELSIF facts > facts_max OR facts > 1 AND bytes_max < (
        SELECT sum(length(f.envelope) + length(f.body)) FROM unnest(envelopes, bodies) AS f (envelope, body)
    ) THEN
        status := 'too_much';
    ELSIF push.first_sequence > head_sequence + 1 OR push.first_sequence < 1 THEN
        status := 'gap';
    ELSIF counter.is_fork(chain, push.first_sequence, push.previous_hash, push.hashes) THEN
        status := 'fork';
    END IF;
    IF status IS NOT NULL THEN
        RETURN;
    END IF;
    ids := counter.verified_ids(
        chain, push.first_sequence, push.previous_hash, envelopes, bodies, hashes, signatures);
    IF ids IS NULL THEN
        status := 'bad_hash';
    ELSIF last_sequence <= head_sequence THEN
        status := 'duplicate';
    ELSE
        known := head_sequence - push.first_sequence + 1;
        PERFORM counter.store_facts(chain, head_sequence + 1, head_hash, ids[known + 1:], envelopes[known + 1:],
            bodies[known + 1:], hashes[known + 1:], signatures[known + 1:]);
        status := 'ok';
        head_sequence := last_sequence;
        head_hash := hashes[facts];
    END IF;
END $$;
