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

CREATE FUNCTION counter.publish_activity(
    chain counter.chain, first_sequence bigint, last_sequence bigint, OUT activity_rows bigint,
    OUT activity_cents bigint
)
LANGUAGE sql AS $$
    WITH added AS (
        INSERT INTO counter.account_activity (
            workstation, generation, sequence, line, fact_id, amount_cents, account, charge, business_date,
            service_category, due_on
        )
        SELECT f.workstation, f.generation, f.sequence, p.line, f.fact_id, p.amount_cents, p.account, p.charge,
            counter.plain_json(f.envelope) ->> 'business_date', p.service_category, p.due_on
        FROM counter.fact f,
            ROWS FROM (json_to_recordset(counter.plain_json(f.body) -> 'postings') AS (
                amount_cents bigint, account text, charge text, service_category text, due_on text
            )) WITH ORDINALITY AS p (amount_cents, account, charge, service_category, due_on, line)
        WHERE f.workstation = (chain).workstation AND f.generation = (chain).generation
            AND f.sequence BETWEEN first_sequence AND last_sequence
            AND position('"account":'::bytea IN f.body) > 0 AND p.account IS NOT NULL
            AND EXISTS (
                SELECT FROM counter.fact_identity i
                WHERE i.fact_id = f.fact_id AND i.workstation = f.workstation AND i.generation = f.generation
                    AND i.sequence = f.sequence
            )
        RETURNING amount_cents
    )
    SELECT count(*), coalesce(sum(amount_cents), 0)::bigint FROM added
$$;
COMMENT ON FUNCTION counter.publish_activity IS 'What facts just stored change of accounts, once by fact id.';

CREATE FUNCTION counter.publish_one_by_one(
    chain counter.chain, first_sequence bigint, last_sequence bigint, OUT activity_rows bigint,
    OUT activity_cents bigint
)
LANGUAGE plpgsql AS $$
DECLARE
    one record;
BEGIN
    activity_rows := 0;
    activity_cents := 0;
    FOR place IN first_sequence..last_sequence LOOP
        BEGIN
            one := counter.publish_activity(chain, place, place);
            activity_rows := activity_rows + one.activity_rows;
            activity_cents := activity_cents + one.activity_cents;
        EXCEPTION WHEN data_exception THEN
            INSERT INTO counter.exception (kind, workstation, generation, sequence, detail)
            VALUES ('body_unreadable', chain.workstation, chain.generation, place, SQLERRM);
        END;
    END LOOP;
END $$;
COMMENT ON FUNCTION counter.publish_one_by_one IS 'A body that nobody can read keeps no other fact back, nor itself.';

CREATE FUNCTION counter.store_facts(
    chain counter.chain, first_sequence bigint, previous_hash bytea, ids uuid[], envelopes bytea[], bodies bytea[],
    hashes bytea[], signatures bytea[]
) RETURNS void
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
    last_sequence bigint := store_facts.first_sequence + cardinality(ids) - 1;
    known integer := chain.head_sequence - store_facts.first_sequence + 1;
    activity record;
BEGIN
    INSERT INTO counter.fact (
        workstation, generation, sequence, fact_id, previous_hash, hash, signature, envelope, body
    )
    SELECT chain.workstation, chain.generation, store_facts.first_sequence + f.place - 1, f.fact_id,
        CASE f.place WHEN 1 THEN store_facts.previous_hash ELSE hashes[f.place - 1] END, f.hash, f.signature,
        f.envelope, f.body
    FROM unnest(ids, hashes, signatures, envelopes, bodies)
        WITH ORDINALITY AS f (fact_id, hash, signature, envelope, body, place)
    WHERE f.place > known;
    WITH named AS (
        INSERT INTO counter.fact_identity (fact_id, workstation, generation, sequence)
        SELECT f.fact_id, chain.workstation, chain.generation, store_facts.first_sequence + f.place - 1
        FROM unnest(ids) WITH ORDINALITY AS f (fact_id, place) WHERE f.place > known
        ON CONFLICT (fact_id) DO NOTHING
        RETURNING sequence
    )
    INSERT INTO counter.exception (kind, workstation, generation, sequence, detail)
    SELECT 'fact_id_twice', chain.workstation, chain.generation, store_facts.first_sequence + f.place - 1,
        format('%s stands at %s-%s-%s', f.fact_id, i.workstation, i.generation, i.sequence)
    FROM unnest(ids) WITH ORDINALITY AS f (fact_id, place) JOIN counter.fact_identity i ON i.fact_id = f.fact_id
    WHERE f.place > known AND i.workstation <> chain.workstation -- within one workstation it was recovered
        AND NOT EXISTS (SELECT FROM named n WHERE n.sequence = store_facts.first_sequence + f.place - 1);
    BEGIN
        activity := counter.publish_activity(chain, chain.head_sequence + 1, last_sequence);
    EXCEPTION WHEN data_exception THEN
        activity := counter.publish_one_by_one(chain, chain.head_sequence + 1, last_sequence);
    END;
    INSERT INTO counter.feed (workstation, generation, first_sequence, last_sequence, office, bucket, activity_rows)
    VALUES (chain.workstation, chain.generation, chain.head_sequence + 1, last_sequence, chain.office, chain.bucket,
        activity.activity_rows);
    UPDATE counter.chain c
    SET head_sequence = last_sequence, head_hash = hashes[cardinality(hashes)],
        activity_rows = c.activity_rows + activity.activity_rows,
        activity_cents = c.activity_cents + activity.activity_cents
    WHERE c.workstation = chain.workstation AND c.generation = chain.generation;
END $$;

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
        PERFORM counter.store_facts(
            chain, push.first_sequence, push.previous_hash, ids, envelopes, bodies, hashes, signatures);
        status := 'ok';
        head_sequence := last_sequence;
        head_hash := hashes[facts];
    END IF;
END $$;
