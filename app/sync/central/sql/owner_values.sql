-- Private values beside facts: taken with their facts in one transaction, given to whoever is given the facts.

CREATE FUNCTION counter.values_hold(
    bodies bytea[], value_places integer[], digests text[], fields text[], salts bytea[], contents bytea[]
) RETURNS boolean
LANGUAGE sql STABLE AS $$
    SELECT coalesce(bool_and((
        v.digest ~ '^[0-9a-f]{64}$' AND length(v.field) BETWEEN 1 AND 40
        AND position(convert_to('"' || v.digest || '"', 'UTF8') IN bodies[v.place]) > 0
        AND CASE WHEN v.content IS NULL THEN v.salt IS NULL ELSE
            length(v.salt) <= 64 AND length(v.content) <= 16384
            -- SHA-256(salt ‖ field ‖ NUL ‖ value), as app/journal/append.py has it
            AND v.digest = encode(sha256(v.salt || convert_to(v.field, 'UTF8') || '\x00'::bytea || v.content), 'hex')
        END
    ) IS TRUE), true) AND NOT EXISTS (
        SELECT FROM unnest(value_places) AS p (place) GROUP BY p.place HAVING count(*) > 32
    )
    FROM unnest(value_places, digests, fields, salts, contents) AS v (place, digest, field, salt, content)
$$;
COMMENT ON FUNCTION counter.values_hold IS
    'Whether each value is the one whose salted hash the body at its place has, and within the limits.';

CREATE FUNCTION counter.push_with_values(
    protocol integer, generation integer, first_sequence bigint, previous_hash bytea, envelopes bytea[],
    bodies bytea[], hashes bytea[], signatures bytea[], value_places integer[], digests text[], fields text[],
    salts bytea[], contents bytea[],
    OUT status text, OUT head_sequence bigint, OUT head_hash bytea, OUT retry_after_ms integer,
    OUT facts_max integer, OUT bytes_max integer
)
LANGUAGE plpgsql STRICT SECURITY DEFINER SET search_path = pg_catalog, counter, pg_temp AS $$
#variable_conflict use_column
DECLARE
    hold CONSTANT boolean := counter.values_hold(bodies, value_places, digests, fields, salts, contents);
BEGIN
    BEGIN
        SELECT * INTO status, head_sequence, head_hash, retry_after_ms, facts_max, bytes_max
        FROM counter.push(protocol, push_with_values.generation, first_sequence, previous_hash, envelopes, bodies,
            hashes, signatures);
        IF status IN ('ok', 'duplicate') THEN
            IF NOT hold THEN
                RAISE EXCEPTION 'a value is not what its fact says' USING ERRCODE = 'CC004';
            END IF;
            PERFORM counter.keep_values(push_with_values.generation, first_sequence, value_places, digests, fields,
                salts, contents);
        END IF;
    EXCEPTION WHEN SQLSTATE 'CC004' THEN -- and nothing of the push remains
        SELECT 'bad_hash', c.head_sequence, c.head_hash INTO status, head_sequence, head_hash
        FROM chain c, counter.caller() caller
        WHERE c.workstation = caller.workstation AND c.generation = push_with_values.generation;
    END;
END $$;
COMMENT ON FUNCTION counter.push_with_values IS
    'As push, with what stands beside the facts: all of it or nothing. Sent again it changes nothing.';

CREATE FUNCTION counter.keep_values(
    of_generation integer, first_sequence bigint, value_places integer[], digests text[], fields text[],
    salts bytea[], contents bytea[]
) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    one_erases_at_a_time CONSTANT bigint := 7310582;
    caller counter.workstation := counter.caller();
BEGIN
    IF array_position(contents, NULL) IS NULL THEN
        PERFORM pg_advisory_xact_lock_shared(one_erases_at_a_time);
    ELSE -- so that what comes at the same moment does not slip through
        PERFORM pg_advisory_xact_lock(one_erases_at_a_time);
    END IF;
    INSERT INTO counter.private_value AS p (workstation, generation, sequence, digest, field, salt, content)
    SELECT caller.workstation, of_generation, keep_values.first_sequence + v.place - 1, v.digest, v.field,
        CASE WHEN NOT counter.was_erased(v.digest, caller.office) THEN v.salt END,
        CASE WHEN NOT counter.was_erased(v.digest, caller.office) THEN v.content END
    FROM unnest(value_places, digests, fields, salts, contents) AS v (place, digest, field, salt, content)
    ON CONFLICT (workstation, generation, sequence, digest) DO NOTHING;
    UPDATE counter.private_value p SET salt = NULL, content = NULL
    FROM unnest(digests, contents) AS v (digest, content), counter.chain c
    WHERE v.content IS NULL AND p.digest = v.digest AND p.content IS NOT NULL
        AND c.workstation = p.workstation AND c.generation = p.generation AND c.office = caller.office;
END $$;
COMMENT ON FUNCTION counter.keep_values IS
    'A value that comes as erased goes wherever it stands in the office, whoever wrote it, and comes never again.';

CREATE FUNCTION counter.was_erased(of_digest text, of_office text) RETURNS boolean
LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
        SELECT FROM counter.private_value p
            JOIN counter.chain c ON c.workstation = p.workstation AND c.generation = p.generation
        WHERE p.digest = of_digest AND p.content IS NULL AND c.office = of_office
    )
$$;

CREATE FUNCTION counter.values_of(
    of_workstation text, of_generation integer, of_sequence bigint,
    OUT digests text[], OUT fields text[], OUT salts bytea[], OUT contents bytea[]
)
LANGUAGE sql STABLE AS $$
    SELECT array_agg(v.digest ORDER BY v.digest), array_agg(v.field ORDER BY v.digest),
        array_agg(v.salt ORDER BY v.digest), array_agg(v.content ORDER BY v.digest)
    FROM counter.private_value v
    WHERE v.workstation = of_workstation AND v.generation = of_generation AND v.sequence = of_sequence
$$;

CREATE FUNCTION counter.pull_with_values(
    protocol integer, cursor_xid bigint, cursor_workstation text, cursor_generation integer, cursor_sequence bigint,
    row_limit integer
) RETURNS TABLE (
    xid bigint, workstation text, generation integer, sequence bigint, envelope bytea, body bytea,
    previous_hash bytea, hash bytea, signature bytea, digests text[], fields text[], salts bytea[], contents bytea[]
)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, counter, pg_temp AS $$
    SELECT p.xid, p.workstation, p.generation, p.sequence, p.envelope, p.body, p.previous_hash, p.hash, p.signature, v.*
    FROM counter.pull(protocol, cursor_xid, cursor_workstation, cursor_generation, cursor_sequence, row_limit)
            WITH ORDINALITY AS p (xid, workstation, generation, sequence, envelope, body, previous_hash, hash,
                signature, place),
        counter.values_of(p.workstation, p.generation, p.sequence) AS v
    ORDER BY p.place
$$;

CREATE FUNCTION counter.fetch_with_values(
    protocol integer, workstation text, generation integer, from_sequence bigint, to_sequence bigint
) RETURNS TABLE (
    xid bigint, workstation_code text, generation_number integer, sequence bigint, envelope bytea, body bytea,
    previous_hash bytea, hash bytea, signature bytea, digests text[], fields text[], salts bytea[], contents bytea[]
)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, counter, pg_temp AS $$
    SELECT f.*, v.*
    FROM counter.fetch(protocol, workstation, generation, from_sequence, to_sequence) AS f,
        counter.values_of(f.workstation_code, f.generation_number, f.sequence) AS v
    ORDER BY f.sequence
$$;
