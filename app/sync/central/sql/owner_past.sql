-- Scope: how far back a workstation is sent its office's facts. Fixed when it comes in, so that it never moves.

CREATE FUNCTION counter.begin_scope(of_reader text, of_office text, office_days integer) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, counter, pg_temp AS $$
BEGIN
    DELETE FROM scope s WHERE s.reader = of_reader;
    INSERT INTO scope (
        reader, workstation, generation, first_sequence, first_previous_hash, activity_rows, activity_cents
    )
    SELECT of_reader, c.workstation, c.generation, old.last_sequence + 1, f.hash, sums.activity_rows, sums.cents
    FROM chain c, LATERAL (
        SELECT d.last_sequence FROM feed d
        WHERE d.workstation = c.workstation AND d.generation = c.generation
            AND d.pushed_at < now() - make_interval(days => office_days)
            AND NOT EXISTS ( -- so that the sums below are final, and no push is waited for
                SELECT FROM feed u
                WHERE u.workstation = c.workstation AND u.generation = c.generation
                    AND NOT u.published AND u.last_sequence <= d.last_sequence
            )
        ORDER BY d.last_sequence DESC LIMIT 1
    ) AS old, LATERAL (
        SELECT coalesce(sum(d.activity_rows), 0) AS activity_rows, coalesce(sum(a.cents), 0) AS cents
        FROM feed d, LATERAL (SELECT sum(p.amount_cents) AS cents FROM unnest(d.activity) AS p) AS a
        WHERE d.workstation = c.workstation AND d.generation = c.generation AND d.last_sequence <= old.last_sequence
    ) AS sums, fact f
    WHERE c.office = of_office AND c.workstation <> of_reader
        AND f.workstation = c.workstation AND f.generation = c.generation AND f.sequence = old.last_sequence;
END $$;
COMMENT ON FUNCTION counter.begin_scope IS
    'Days count from when the centre got a fact: what a laptop brings after months is news to its office.';

CREATE FUNCTION counter.held_from(of_reader text, of_workstation text, of_generation integer) RETURNS bigint
LANGUAGE sql STABLE AS $$
    SELECT coalesce((
        SELECT s.first_sequence FROM counter.scope s
        WHERE s.workstation = of_workstation AND s.generation = of_generation AND s.reader = of_reader
    ), 1)
$$;
COMMENT ON FUNCTION counter.held_from IS 'The oldest fact of a chain of its office that a reader is sent.';

CREATE FUNCTION counter.add_to_scopes(batch counter.feed, found counter.activity[]) RETURNS void
LANGUAGE sql AS $$
    UPDATE counter.scope s
    SET activity_rows = s.activity_rows + b.line_count, activity_cents = s.activity_cents + b.cents
    FROM (
        SELECT o.reader, count(*) AS line_count, sum(a.amount_cents) AS cents
        FROM counter.scope o, unnest(found) AS a
        WHERE o.workstation = batch.workstation AND o.generation = batch.generation
            AND a.sequence < o.first_sequence
        GROUP BY o.reader
    ) AS b
    WHERE s.workstation = batch.workstation AND s.generation = batch.generation AND s.reader = b.reader
$$;
COMMENT ON FUNCTION counter.add_to_scopes IS 'Facts before a beginning come again only where a failover had lost them.';
