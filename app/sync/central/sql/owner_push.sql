-- Push: one batch of one chain in one transaction, under the lock of its row.

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
            || f.previous
            || int8send(length(f.envelope)) || f.envelope || int8send(length(f.body)) || f.body
        )
    ) IS TRUE), true), coalesce(array_agg(e.fact_id ORDER BY f.place), '{}')
    INTO all_hold, ids
    FROM unnest(envelopes, bodies, hashes, signatures, verified_ids.previous_hash || hashes)
            WITH ORDINALITY AS f (envelope, body, hash, signature, previous, place),
        json_to_record(counter.plain_json(f.envelope))
        AS e (workstation text, generation integer, sequence bigint, fact_id uuid)
    WHERE f.place <= greatest(
        cardinality(envelopes), cardinality(bodies), cardinality(hashes), cardinality(signatures));
    RETURN CASE WHEN all_hold AND array_position(ids, NULL) IS NULL THEN ids END;
EXCEPTION
    WHEN data_exception OR invalid_text_representation OR character_not_in_repertoire OR array_subscript_error THEN
        RETURN NULL;
END $$;
COMMENT ON FUNCTION counter.verified_ids IS
    'The fact ids of a batch whose bytes give their hashes and whose envelopes name their places; null for any other.';

CREATE FUNCTION counter.store_facts(
    chain counter.chain, first_sequence bigint, previous_hash bytea, ids uuid[], envelopes bytea[], bodies bytea[],
    hashes bytea[], signatures bytea[]
) RETURNS void
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
    publish_later_from CONSTANT integer := 50;
    batch counter.feed;
BEGIN
    INSERT INTO counter.fact (
        workstation, generation, sequence, fact_id, previous_hash, hash, signature, envelope, body
    )
    SELECT chain.workstation, chain.generation, store_facts.first_sequence + f.place - 1, f.fact_id,
        f.previous, f.hash, f.signature, f.envelope, f.body
    FROM unnest(ids, store_facts.previous_hash || hashes, hashes, signatures, envelopes, bodies)
        WITH ORDINALITY AS f (fact_id, previous, hash, signature, envelope, body, place)
    WHERE f.place <= cardinality(ids);
    INSERT INTO counter.feed (workstation, generation, first_sequence, last_sequence, office, bucket)
    VALUES (chain.workstation, chain.generation, store_facts.first_sequence,
        store_facts.first_sequence + cardinality(ids) - 1, chain.office, chain.bucket)
    RETURNING * INTO batch;
    UPDATE counter.chain c SET head_sequence = batch.last_sequence, head_hash = hashes[cardinality(hashes)]
    WHERE c.workstation = chain.workstation AND c.generation = chain.generation;
    IF cardinality(ids) < publish_later_from THEN
        PERFORM counter.publish_batch(batch);
    END IF;
END $$;
COMMENT ON FUNCTION counter.store_facts IS
    'Stores a batch that begins just behind the head. A laptop that was away for days need not wait for publishing.';

CREATE FUNCTION counter.is_fork(
    chain counter.chain, first_sequence bigint, previous_hash bytea, hashes bytea[]
) RETURNS boolean
LANGUAGE sql STABLE AS $$
    SELECT previous_hash IS DISTINCT FROM CASE WHEN first_sequence = 1 THEN decode(repeat('00', 32), 'hex') ELSE (
        SELECT f.hash FROM counter.fact f
        WHERE f.workstation = (chain).workstation AND f.generation = (chain).generation
            AND f.sequence = first_sequence - 1
    ) END OR EXISTS (
        SELECT FROM counter.fact f
        WHERE f.workstation = (chain).workstation AND f.generation = (chain).generation
            AND f.sequence BETWEEN first_sequence AND first_sequence + cardinality(hashes) - 1
            AND f.hash IS DISTINCT FROM hashes[f.sequence - first_sequence + 1]
    )
$$;
COMMENT ON FUNCTION counter.is_fork IS 'Whether facts that begin at or below the head are others than those there.';

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
    ELSIF push.first_sequence = head_sequence + 1 THEN
        status := CASE WHEN push.previous_hash <> head_hash THEN 'fork' END;
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
