-- Pull: facts of the caller's office from where its scope begins, activity of all else. The cursor is a hint; `heads` is the proof.

CREATE FUNCTION counter.pull(
    protocol integer, cursor_xid bigint, cursor_workstation text, cursor_generation integer, cursor_sequence bigint,
    row_limit integer
) RETURNS TABLE (
    xid bigint, workstation text, generation integer, sequence bigint, envelope bytea, body bytea,
    previous_hash bytea, hash bytea, signature bytea
)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, counter, pg_temp AS $$
#variable_conflict use_column
DECLARE
    caller counter.workstation := counter.reading_caller(protocol);
    batch record;
    rows_left integer := least(row_limit, 5000);
    sent integer;
BEGIN
    FOR batch IN
        SELECT * FROM counter.pushes_after(
            cursor_xid, cursor_workstation, cursor_generation, cursor_sequence, rows_left, caller)
    LOOP
        RETURN QUERY
        SELECT batch.xid::text::bigint, f.workstation, f.generation, f.sequence, f.envelope, f.body, f.previous_hash,
            f.hash, f.signature
        FROM fact f
        WHERE f.workstation = batch.workstation AND f.generation = batch.generation
            AND f.sequence BETWEEN batch.begins AND batch.last_sequence
        ORDER BY f.sequence LIMIT rows_left;
        GET DIAGNOSTICS sent = ROW_COUNT;
        rows_left := rows_left - sent;
        EXIT WHEN rows_left <= 0;
    END LOOP;
END $$;

CREATE FUNCTION counter.pushes_after(
    cursor_xid bigint, cursor_workstation text, cursor_generation integer, cursor_sequence bigint, row_limit integer,
    reader counter.workstation
) RETURNS TABLE (xid xid8, workstation text, generation integer, begins bigint, last_sequence bigint)
LANGUAGE sql STABLE AS $$
    SELECT f.xid, f.workstation, f.generation,
        greatest(f.first_sequence, h.sequence,
            CASE WHEN (f.xid, f.workstation, f.generation)
                    = (cursor_xid::text::xid8, cursor_workstation, cursor_generation)
                THEN cursor_sequence + 1 END),
        f.last_sequence
    FROM counter.feed f, LATERAL (
        SELECT counter.held_from(reader.workstation, f.workstation, f.generation) AS sequence OFFSET 0
    ) AS h
    WHERE f.office = reader.office AND f.last_sequence >= h.sequence AND f.xid < pg_snapshot_xmin(pg_current_snapshot())
        AND f.xid >= cursor_xid::text::xid8
        AND (f.xid, f.workstation, f.generation, f.last_sequence)
            > (cursor_xid::text::xid8, cursor_workstation COLLATE "C", cursor_generation, cursor_sequence)
    ORDER BY f.xid, f.workstation, f.generation, f.first_sequence LIMIT row_limit
$$;

CREATE FUNCTION counter.activity_after(
    cursor_xid bigint, cursor_workstation text, cursor_generation integer, cursor_sequence bigint,
    cursor_line integer, row_limit integer, reader counter.workstation, of_bucket integer
) RETURNS TABLE (
    xid bigint, workstation text, generation integer, sequence bigint, fact_id text, line integer, account text,
    charge text, amount_cents bigint, business_date text, service_category text, due_on text
)
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
    batch record;
    rows_left integer := least(row_limit, 5000);
    sent integer;
    published_below xid8;
BEGIN
    PERFORM counter.publish();
    SELECT least(pg_snapshot_xmin(pg_current_snapshot()), (
        SELECT f.xid FROM counter.feed f WHERE NOT f.published ORDER BY f.xid LIMIT 1
    )) INTO published_below;
    FOR batch IN
        SELECT f.xid, f.workstation, f.generation, f.activity,
            (f.xid, f.workstation, f.generation)
                = (cursor_xid::text::xid8, cursor_workstation, cursor_generation) AS was_begun,
            CASE WHEN f.office = reader.office
                THEN counter.held_from(reader.workstation, f.workstation, f.generation) END AS held_from
        FROM counter.feed f
        WHERE f.activity_rows > 0
            AND (f.office <> reader.office
                OR f.first_sequence < counter.held_from(reader.workstation, f.workstation, f.generation))
            AND (of_bucket IS NULL OR f.bucket = of_bucket)
            AND (of_bucket IS NOT NULL OR f.xid < published_below) -- a bucket is all that its sums are of
            AND f.xid >= cursor_xid::text::xid8
            AND (f.xid, f.workstation, f.generation, f.last_sequence)
                >= (cursor_xid::text::xid8, cursor_workstation COLLATE "C", cursor_generation, cursor_sequence)
        ORDER BY f.xid, f.workstation, f.generation, f.first_sequence
    LOOP
        RETURN QUERY
        SELECT batch.xid::text::bigint, batch.workstation, batch.generation, a.sequence, a.fact_id::text, a.line,
            a.account, a.charge, a.amount_cents, a.business_date, a.service_category, a.due_on
        FROM unnest(batch.activity) AS a
        WHERE (NOT batch.was_begun OR (a.sequence, a.line) > (cursor_sequence, cursor_line))
            AND (batch.held_from IS NULL OR a.sequence < batch.held_from)
        LIMIT rows_left; -- in order of (sequence, line), as push kept them
        GET DIAGNOSTICS sent = ROW_COUNT;
        rows_left := rows_left - sent;
        EXIT WHEN rows_left <= 0;
    END LOOP;
END $$;

CREATE FUNCTION counter.pull_activity(
    protocol integer, cursor_xid bigint, cursor_workstation text, cursor_generation integer, cursor_sequence bigint,
    line integer, row_limit integer
) RETURNS TABLE (
    xid bigint, workstation text, generation integer, sequence bigint, fact_id text, line_number integer,
    account text, charge text, amount_cents bigint, business_date text, service_category text, due_on text
)
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, counter, pg_temp AS $$
    SELECT a.* FROM counter.reading_caller(protocol) caller, counter.activity_after(
        cursor_xid, cursor_workstation, cursor_generation, cursor_sequence, line, row_limit, caller, NULL) a
$$;

CREATE FUNCTION counter.fetch_activity(
    protocol integer, bucket integer, cursor_xid bigint, cursor_workstation text, cursor_generation integer,
    cursor_sequence bigint, line integer, row_limit integer
) RETURNS TABLE (
    xid bigint, workstation text, generation integer, sequence bigint, fact_id text, line_number integer,
    account text, charge text, amount_cents bigint, business_date text, service_category text, due_on text
)
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, counter, pg_temp AS $$
    SELECT a.* FROM counter.reading_caller(protocol) caller, counter.activity_after(
        cursor_xid, cursor_workstation, cursor_generation, cursor_sequence, line, row_limit, caller, bucket) a
$$;

CREATE FUNCTION counter.heads(protocol integer) RETURNS TABLE (
    workstation text, generation integer, sequence bigint, hash bytea, public_key bytea, office text,
    first_sequence bigint, first_previous_hash bytea
)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, counter, pg_temp AS $$
    SELECT c.workstation, c.generation, c.head_sequence, c.head_hash, c.public_key, c.office,
        coalesce(s.first_sequence, 1), coalesce(s.first_previous_hash, decode(repeat('00', 32), 'hex'))
    FROM counter.reading_caller(protocol) caller
        JOIN chain c ON c.office = caller.office OR c.workstation = caller.workstation
        LEFT JOIN scope s ON s.workstation = c.workstation AND s.generation = c.generation
            AND s.reader = caller.workstation
    ORDER BY c.workstation, c.generation
$$;

CREATE FUNCTION counter.fetch(
    protocol integer, workstation text, generation integer, from_sequence bigint, to_sequence bigint
) RETURNS TABLE (
    xid bigint, workstation_code text, generation_number integer, sequence bigint, envelope bytea, body bytea,
    previous_hash bytea, hash bytea, signature bytea
)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, counter, pg_temp AS $$
    SELECT coalesce((
            SELECT d.xid::text::bigint FROM feed d
            WHERE d.workstation = f.workstation AND d.generation = f.generation AND d.last_sequence >= f.sequence
            ORDER BY d.last_sequence LIMIT 1
        ), 0), f.workstation, f.generation, f.sequence, f.envelope, f.body, f.previous_hash, f.hash, f.signature
    FROM counter.reading_caller(protocol) caller
        JOIN chain c ON c.office = caller.office OR c.workstation = caller.workstation
        JOIN fact f ON f.workstation = c.workstation AND f.generation = c.generation
    WHERE c.workstation = "fetch".workstation AND c.generation = "fetch".generation
        AND f.workstation = "fetch".workstation AND f.generation = "fetch".generation
        AND f.sequence BETWEEN from_sequence AND to_sequence
        AND f.sequence >= counter.held_from(caller.workstation, "fetch".workstation, "fetch".generation)
    ORDER BY f.sequence LIMIT 500
$$;

CREATE FUNCTION counter.activity_buckets(protocol integer) RETURNS TABLE (
    bucket integer, row_count bigint, amount_cents bigint
)
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, counter, pg_temp AS $$
    SELECT counter.publish();
    SELECT o.bucket::integer, sum(o.activity_rows)::bigint, sum(o.activity_cents)::bigint
    FROM counter.reading_caller(protocol) caller, LATERAL (
        SELECT c.bucket, c.activity_rows, c.activity_cents FROM chain c WHERE c.office <> caller.office
        UNION ALL
        SELECT c.bucket, s.activity_rows, s.activity_cents
        FROM scope s JOIN chain c ON c.workstation = s.workstation AND c.generation = s.generation
        WHERE s.reader = caller.workstation
    ) AS o
    WHERE o.activity_rows > 0 GROUP BY o.bucket ORDER BY o.bucket
$$;
