-- Publishing: what facts change of accounts, worked out once for everybody who does not hold them.

CREATE FUNCTION counter.plain_json(content bytea) RETURNS json
LANGUAGE sql STABLE AS $$ SELECT replace(convert_from(content, 'UTF8'), '\u0000', '\ufffd')::json $$;
COMMENT ON FUNCTION counter.plain_json(bytea) IS
    'To be read, not to be kept: PostgreSQL has no text with the character NUL, and a body may.';

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
    batch counter.feed, ids uuid[], envelopes bytea[], bodies bytea[], uncounted bigint[]
) RETURNS counter.activity[]
LANGUAGE plpgsql AS $$
DECLARE
    readable counter.activity[] := '{}';
BEGIN
    FOR place IN 1..cardinality(ids) LOOP
        BEGIN
            readable := readable || counter.activity_of(batch.first_sequence + place - 1, ids[place:place],
                envelopes[place:place], bodies[place:place], uncounted);
        EXCEPTION WHEN data_exception THEN
            INSERT INTO counter.exception (kind, workstation, generation, sequence, detail)
            VALUES ('body_unreadable', batch.workstation, batch.generation, batch.first_sequence + place - 1,
                SQLERRM);
        END;
    END LOOP;
    RETURN readable;
END $$;
COMMENT ON FUNCTION counter.activity_one_by_one IS 'A body that nobody can read keeps no other fact back, nor itself.';

CREATE FUNCTION counter.name_facts(batch counter.feed, ids uuid[]) RETURNS bigint[]
LANGUAGE plpgsql AS $$
DECLARE
    named integer;
    uncounted bigint[] := '{}';
BEGIN
    INSERT INTO counter.fact_identity (fact_id, workstation, generation, sequence)
    SELECT f.fact_id, batch.workstation, batch.generation, batch.first_sequence + f.place - 1
    FROM unnest(ids) WITH ORDINALITY AS f (fact_id, place)
    ORDER BY f.fact_id -- so that two who push the same ids do not wait for each other
    ON CONFLICT (fact_id) DO NOTHING;
    GET DIAGNOSTICS named = ROW_COUNT;
    IF named < cardinality(ids) THEN
        SELECT array_agg(batch.first_sequence + f.place - 1) INTO uncounted
        FROM unnest(ids) WITH ORDINALITY AS f (fact_id, place)
            JOIN counter.fact_identity i ON i.fact_id = f.fact_id
        WHERE (i.workstation, i.generation, i.sequence)
            <> (batch.workstation, batch.generation, batch.first_sequence + f.place - 1);
        INSERT INTO counter.exception (kind, workstation, generation, sequence, detail)
        SELECT 'fact_id_twice', batch.workstation, batch.generation, batch.first_sequence + f.place - 1,
            format('%s stands at %s-%s-%s', f.fact_id, i.workstation, i.generation, i.sequence)
        FROM unnest(ids) WITH ORDINALITY AS f (fact_id, place)
            JOIN counter.fact_identity i ON i.fact_id = f.fact_id
        WHERE i.workstation <> batch.workstation; -- within one workstation it was recovered
    END IF;
    RETURN uncounted;
END $$;
COMMENT ON FUNCTION counter.name_facts IS 'Notes where facts stand first; gives the sequences of those that stand elsewhere.';

CREATE FUNCTION counter.publish_batch(batch counter.feed) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    ids uuid[];
    envelopes bytea[];
    bodies bytea[];
    uncounted bigint[];
    found counter.activity[];
BEGIN
    SELECT array_agg(f.fact_id ORDER BY f.sequence), array_agg(f.envelope ORDER BY f.sequence),
        array_agg(f.body ORDER BY f.sequence)
    INTO ids, envelopes, bodies
    FROM counter.fact f
    WHERE f.workstation = batch.workstation AND f.generation = batch.generation
        AND f.sequence BETWEEN batch.first_sequence AND batch.last_sequence;
    uncounted := counter.name_facts(batch, ids);
    BEGIN
        found := counter.activity_of(batch.first_sequence, ids, envelopes, bodies, uncounted);
    EXCEPTION WHEN data_exception THEN
        found := counter.activity_one_by_one(batch, ids, envelopes, bodies, uncounted);
    END;
    UPDATE counter.feed f SET published = true, activity = found, activity_rows = cardinality(found)
    WHERE f.workstation = batch.workstation AND f.generation = batch.generation
        AND f.last_sequence = batch.last_sequence;
    UPDATE counter.chain c
    SET activity_rows = c.activity_rows + cardinality(found),
        activity_cents = c.activity_cents + (SELECT coalesce(sum(a.amount_cents), 0) FROM unnest(found) AS a)
    WHERE c.workstation = batch.workstation AND c.generation = batch.generation;
    PERFORM counter.add_to_scopes(batch, found);
END $$;

CREATE FUNCTION counter.publish(for_at_most interval DEFAULT '0.5 s') RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, counter, pg_temp AS $$
DECLARE
    batch counter.feed;
    batches integer := 0;
BEGIN
    IF NOT pg_try_advisory_xact_lock(hashtext('counter.publish')) THEN
        RETURN 0; -- somebody does it now
    END IF;
    FOR batch IN
        SELECT f.* FROM counter.feed f WHERE NOT f.published ORDER BY f.xid, f.workstation, f.generation,
            f.first_sequence
    LOOP
        PERFORM counter.publish_batch(batch);
        batches := batches + 1;
        EXIT WHEN clock_timestamp() > statement_timestamp() + for_at_most;
    END LOOP;
    RETURN batches;
END $$;
COMMENT ON FUNCTION counter.publish IS
    'Works out what was left for later, for a while; gives how many pushes. Whoever reads activity asks for it first.';
