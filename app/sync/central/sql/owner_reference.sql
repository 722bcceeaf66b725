-- The city's rows for workstations: all of them in chunks, then what changed. A row travels as one text: its columns in
-- the order of the reference file, between them the unit separator, for null the record separator. Neither sign nor any
-- other control character but the line feed can stand in a value: the import refuses them.

CREATE FUNCTION counter.reference_kinds() RETURNS text[]
LANGUAGE sql IMMUTABLE AS $$
    SELECT ARRAY['source_system', 'customer', 'service_location', 'account', 'usage_point', 'agreement',
        'account_alert', 'account_note', 'opening_balance', 'bill', 'charge', 'outside_receipt', 'outside_receipt_line',
        'load']
$$;
COMMENT ON FUNCTION counter.reference_kinds() IS 'Parents before children, as the import reads them; the record of loads last.';

CREATE FUNCTION counter.reference_table(kind text) RETURNS regclass
LANGUAGE plpgsql STABLE AS $$
BEGIN
    IF kind IS NULL OR kind <> ALL (counter.reference_kinds()) THEN
        RAISE EXCEPTION 'no_such_kind' USING ERRCODE = 'invalid_parameter_value';
    END IF;
    RETURN format('counter.reference_%s', kind)::regclass;
END $$;
COMMENT ON FUNCTION counter.reference_table(text) IS 'The only way from a caller''s word to a table: a word of the list.';

CREATE FUNCTION counter.reference_text(kind text) RETURNS text
LANGUAGE sql STABLE AS $$
    SELECT 'concat_ws(E''\x1f'', ' || string_agg(
        CASE WHEN attnotnull THEN quote_ident(attname)
            ELSE format('coalesce(%I::text, E''\x1e'')', attname) END, ', ' ORDER BY attnum) || ')'
    FROM pg_attribute
    WHERE attrelid = counter.reference_table(kind) AND attnum > 0 AND NOT attisdropped
        AND attname <> ALL (ARRAY['xid', 'part', 'change'])
$$;
COMMENT ON FUNCTION counter.reference_text(text) IS 'The expression that makes one text of a row.';

CREATE FUNCTION counter.reference_first_key(kind text) RETURNS text
LANGUAGE sql STABLE AS $$
    SELECT quote_ident(a.attname) FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]
    WHERE i.indrelid = counter.reference_table(kind) AND i.indisprimary
$$;

CREATE FUNCTION counter.reference_cursor(protocol integer) RETURNS TABLE (xid bigint, load_id integer, digest text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, counter, pg_temp AS $$
#variable_conflict use_column
BEGIN
    PERFORM counter.reading_caller(protocol);
    RETURN QUERY
    SELECT counter.horizon(), coalesce(newest.id, 0), coalesce(newest.digest, '')
    FROM (SELECT) one LEFT JOIN LATERAL (
        SELECT l.id, l.digest FROM counter.reference_load l
        WHERE l.xid < pg_snapshot_xmin(pg_current_snapshot()) ORDER BY l.id DESC LIMIT 1
    ) newest ON true;
END $$;
COMMENT ON FUNCTION counter.reference_cursor(integer) IS
    'From where the feed goes on after a bulk load that begins now; the newest load that the feed can have told of.';

CREATE FUNCTION counter.reference_extent(protocol integer) RETURNS TABLE (kind text, last_key bigint, row_count bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, counter, pg_temp AS $$
#variable_conflict use_column
DECLARE
    each text;
BEGIN
    PERFORM counter.reading_caller(protocol);
    FOREACH each IN ARRAY counter.reference_kinds() LOOP
        RETURN QUERY EXECUTE format(
            'SELECT %L, coalesce(max(%s), 0)::bigint, (SELECT greatest(reltuples, 0)::bigint FROM pg_class '
            'WHERE oid = %L::regclass) FROM %s',
            each, counter.reference_first_key(each), counter.reference_table(each), counter.reference_table(each));
    END LOOP;
END $$;
COMMENT ON FUNCTION counter.reference_extent(integer) IS
    'For a bulk load: each kind in its order, the last value of its first key, about how many rows.';

CREATE FUNCTION counter.reference_rows(protocol integer, kind text, first_key bigint, last_key bigint)
RETURNS SETOF text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, counter, pg_temp AS $$
BEGIN
    PERFORM counter.reading_caller(protocol);
    RETURN QUERY EXECUTE format(
        'SELECT %s FROM %s WHERE part <> 1 AND %s BETWEEN $1 AND $2 ORDER BY %3$s',
        counter.reference_text(kind), counter.reference_table(kind), counter.reference_first_key(kind))
    USING first_key, last_key;
END $$;
COMMENT ON FUNCTION counter.reference_rows(integer, text, bigint, bigint) IS
    'A chunk of a bulk load: COPY (SELECT counter.reference_rows(...)) TO STDOUT needs no right but to execute this.';

CREATE FUNCTION counter.reference_feed(
    protocol integer, cursor_xid bigint, cursor_part integer, cursor_change bigint, row_limit integer
) RETURNS TABLE (xid bigint, part integer, change bigint, kind text, columns text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, counter, pg_temp AS $$
#variable_conflict use_column
BEGIN
    PERFORM counter.reading_caller(protocol);
    IF NOT EXISTS (
        SELECT FROM counter.reference_load l WHERE l.xid >= cursor_xid::text::xid8
            AND (l.xid, l.part, l.change) > (cursor_xid::text::xid8, cursor_part, cursor_change)
            AND l.xid < pg_snapshot_xmin(pg_current_snapshot())
    ) THEN
        RETURN; -- every transaction that changes these tables ends with its load: nothing else need be asked
    END IF;
    RETURN QUERY EXECUTE (
        SELECT string_agg(format(
            '(SELECT xid::text::bigint, part::integer, change, %L, %s FROM %s WHERE xid >= $1 '
            'AND (xid, part, change) > ($1, $2, $3) AND xid < pg_snapshot_xmin(pg_current_snapshot()) '
            'ORDER BY xid, part, change LIMIT $4)',
            each, counter.reference_text(each), counter.reference_table(each)), ' UNION ALL ')
        FROM unnest(counter.reference_kinds()) each
    ) || ' ORDER BY 1, 2, 3 LIMIT $4'
    USING cursor_xid::text::xid8, cursor_part::smallint, cursor_change, least(row_limit, 5000);
END $$;
COMMENT ON FUNCTION counter.reference_feed(integer, bigint, integer, bigint, integer) IS
    'What changed after the cursor, below the horizon, in order. part 1: the row is gone.';
