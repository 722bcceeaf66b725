SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;
CREATE SCHEMA counter;
ALTER SCHEMA counter OWNER TO counter_owner;
CREATE TYPE counter.activity AS (
	sequence bigint,
	line integer,
	fact_id uuid,
	account text,
	charge text,
	amount_cents bigint,
	business_date text,
	service_category text,
	due_on text
);
ALTER TYPE counter.activity OWNER TO counter_owner;
COMMENT ON TYPE counter.activity IS 'A posting with an account.';
CREATE FUNCTION counter.activity_after(cursor_xid bigint, cursor_workstation text, cursor_generation integer, cursor_sequence bigint, cursor_line integer, row_limit integer, not_of_office text, of_bucket integer) RETURNS TABLE(xid bigint, workstation text, generation integer, sequence bigint, fact_id text, line integer, account text, charge text, amount_cents bigint, business_date text, service_category text, due_on text)
    LANGUAGE plpgsql
    AS $$
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
                = (cursor_xid::text::xid8, cursor_workstation, cursor_generation) AS was_begun
        FROM counter.feed f
        WHERE f.activity_rows > 0 AND f.office <> not_of_office
            AND (of_bucket IS NULL OR f.bucket = of_bucket)
            AND f.xid < published_below AND f.xid >= cursor_xid::text::xid8
            AND (f.xid, f.workstation, f.generation, f.last_sequence)
                >= (cursor_xid::text::xid8, cursor_workstation COLLATE "C", cursor_generation, cursor_sequence)
        ORDER BY f.xid, f.workstation, f.generation, f.first_sequence
    LOOP
        RETURN QUERY
        SELECT batch.xid::text::bigint, batch.workstation, batch.generation, a.sequence, a.fact_id::text, a.line,
            a.account, a.charge, a.amount_cents, a.business_date, a.service_category, a.due_on
        FROM unnest(batch.activity) AS a
        WHERE NOT batch.was_begun OR (a.sequence, a.line) > (cursor_sequence, cursor_line)
        LIMIT rows_left; -- in order of (sequence, line), as push kept them
        GET DIAGNOSTICS sent = ROW_COUNT;
        rows_left := rows_left - sent;
        EXIT WHEN rows_left <= 0;
    END LOOP;
END $$;
ALTER FUNCTION counter.activity_after(cursor_xid bigint, cursor_workstation text, cursor_generation integer, cursor_sequence bigint, cursor_line integer, row_limit integer, not_of_office text, of_bucket integer) OWNER TO counter_owner;
CREATE FUNCTION counter.activity_buckets(protocol integer) RETURNS TABLE(bucket integer, row_count bigint, amount_cents bigint)
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'counter', 'pg_temp'
    AS $$
    SELECT counter.publish();
    SELECT c.bucket::integer, sum(c.activity_rows)::bigint, sum(c.activity_cents)::bigint
    FROM counter.reading_caller(protocol) caller JOIN chain c ON c.office <> caller.office
    WHERE c.activity_rows > 0 GROUP BY c.bucket ORDER BY c.bucket
$$;
ALTER FUNCTION counter.activity_buckets(protocol integer) OWNER TO counter_owner;
CREATE FUNCTION counter.activity_of(first_sequence bigint, ids uuid[], envelopes bytea[], bodies bytea[], uncounted bigint[]) RETURNS counter.activity[]
    LANGUAGE sql STABLE
    AS $$
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
ALTER FUNCTION counter.activity_of(first_sequence bigint, ids uuid[], envelopes bytea[], bodies bytea[], uncounted bigint[]) OWNER TO counter_owner;
COMMENT ON FUNCTION counter.activity_of(first_sequence bigint, ids uuid[], envelopes bytea[], bodies bytea[], uncounted bigint[]) IS 'What facts change of accounts, but for those that count elsewhere.';
SET default_tablespace = '';
SET default_table_access_method = heap;
CREATE TABLE counter.feed (
    xid xid8 DEFAULT pg_current_xact_id() NOT NULL,
    workstation text NOT NULL COLLATE pg_catalog."C",
    generation integer NOT NULL,
    first_sequence bigint NOT NULL,
    last_sequence bigint NOT NULL,
    office text NOT NULL COLLATE pg_catalog."C",
    bucket smallint NOT NULL,
    published boolean DEFAULT false NOT NULL,
    activity_rows integer DEFAULT 0 NOT NULL,
    activity counter.activity[] DEFAULT '{}'::counter.activity[] NOT NULL,
    pushed_at timestamp with time zone DEFAULT now() NOT NULL
);
ALTER TABLE counter.feed OWNER TO counter_owner;
COMMENT ON TABLE counter.feed IS 'One row a push: which facts came in which transaction.';
COMMENT ON COLUMN counter.feed.published IS 'Whether its activity is worked out: at once for a few facts, else later.';
COMMENT ON COLUMN counter.feed.activity IS 'What they change of accounts, for offices that do not hold them; one value, because a row a posting took longest.';
CREATE FUNCTION counter.activity_one_by_one(batch counter.feed, ids uuid[], envelopes bytea[], bodies bytea[], uncounted bigint[]) RETURNS counter.activity[]
    LANGUAGE plpgsql
    AS $$
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
ALTER FUNCTION counter.activity_one_by_one(batch counter.feed, ids uuid[], envelopes bytea[], bodies bytea[], uncounted bigint[]) OWNER TO counter_owner;
COMMENT ON FUNCTION counter.activity_one_by_one(batch counter.feed, ids uuid[], envelopes bytea[], bodies bytea[], uncounted bigint[]) IS 'A body that nobody can read keeps no other fact back, nor itself.';
CREATE TABLE counter.workstation (
    workstation text NOT NULL COLLATE pg_catalog."C",
    office text NOT NULL COLLATE pg_catalog."C",
    login name NOT NULL,
    generation integer NOT NULL,
    nonce bytea NOT NULL,
    nonce_epoch bigint,
    enrolled_at timestamp with time zone DEFAULT now() NOT NULL,
    seen_at timestamp with time zone,
    revoked_at timestamp with time zone
);
ALTER TABLE counter.workstation OWNER TO counter_owner;
COMMENT ON COLUMN counter.workstation.generation IS 'The newest that was minted; only that one says hello.';
CREATE FUNCTION counter.caller() RETURNS counter.workstation
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'counter', 'pg_temp'
    AS $$
    SELECT w FROM workstation w WHERE w.login = session_user AND w.revoked_at IS NULL
$$;
ALTER FUNCTION counter.caller() OWNER TO counter_owner;
COMMENT ON FUNCTION counter.caller() IS 'The workstation that is logged in; null for anybody else and once revoked.';
CREATE FUNCTION counter.end_sessions(of_workstation text) RETURNS bigint
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'counter', 'pg_temp'
    AS $$
    SELECT count(*) FILTER (WHERE pg_terminate_backend(a.pid))
    FROM workstation w JOIN pg_stat_activity a ON a.usename = w.login
    WHERE w.workstation = of_workstation AND w.revoked_at IS NOT NULL
$$;
ALTER FUNCTION counter.end_sessions(of_workstation text) OWNER TO counter_enroller;
COMMENT ON FUNCTION counter.end_sessions(of_workstation text) IS 'Called once the revocation is committed: a session that began just before it is ended too.';
CREATE FUNCTION counter.enrol(protocol integer, workstation text, generations integer[], public_keys bytea[], scram_verifier text, nonce bytea, OUT status text, OUT login text, OUT office text, OUT generation integer) RETURNS record
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'counter', 'pg_temp'
    AS $_$
#variable_conflict use_column
DECLARE
    invitation counter.enrolment;
    known counter.workstation;
    last integer := cardinality(generations);
BEGIN
    generation := 0;
    SELECT e.* INTO invitation FROM enrolment e
    WHERE e.login = session_user AND e.used_at IS NULL AND e.valid_until > now() FOR UPDATE;
    SELECT w.* INTO known FROM workstation w WHERE w.workstation = enrol.workstation FOR UPDATE;
    status := CASE
        WHEN enrol.protocol < 1 THEN 'old_protocol'
        WHEN invitation.login IS NULL THEN 'expired'
        WHEN enrol.workstation !~ '^[A-Z][A-Z0-9]{1,5}$' OR invitation.workstation <> enrol.workstation
            THEN 'wrong_code'
        WHEN known.workstation IS NOT NULL AND (known.revoked_at IS NULL OR known.office <> invitation.office)
            THEN 'code_taken'
        WHEN scram_verifier !~ '^SCRAM-SHA-256\$\d+:[A-Za-z0-9+/=]+\$[A-Za-z0-9+/=]+:[A-Za-z0-9+/=]+$'
            OR last < 1 OR cardinality(public_keys) <> last OR length(enrol.nonce) < 16 THEN 'malformed'
        ELSE 'ok'
    END;
    IF status IS DISTINCT FROM 'ok' THEN
        RETURN;
    END IF;
    login := counter.workstation_login(enrol.workstation);
    office := invitation.office;
    generation := generations[last];
    PERFORM counter.let_in(login::name, scram_verifier);
    IF known.workstation IS NULL THEN
        INSERT INTO workstation (workstation, office, login, generation, nonce)
        VALUES (enrol.workstation, office, login, generation, enrol.nonce);
        PERFORM counter.open_chain(enrol.workstation, office, g.number, g.public_key)
        FROM unnest(generations, public_keys) AS g (number, public_key);
    ELSE
        SELECT greatest(enrol.generation, max(c.generation) + 1) INTO generation FROM chain c
        WHERE c.workstation = enrol.workstation;
        PERFORM counter.open_chain(enrol.workstation, office, generation, public_keys[last]);
        UPDATE workstation w
        SET generation = enrol.generation, nonce = enrol.nonce, revoked_at = NULL, enrolled_at = now()
        WHERE w.workstation = enrol.workstation;
    END IF;
    UPDATE enrolment e SET used_at = now(), workstation = enrol.workstation WHERE e.login = invitation.login;
    EXECUTE format('ALTER ROLE %I NOLOGIN PASSWORD NULL', invitation.login);
END $_$;
ALTER FUNCTION counter.enrol(protocol integer, workstation text, generations integer[], public_keys bytea[], scram_verifier text, nonce bytea, OUT status text, OUT login text, OUT office text, OUT generation integer) OWNER TO counter_enroller;
CREATE FUNCTION counter.epoch() RETURNS bigint
    LANGUAGE sql STABLE
    AS $$
    SELECT ('x' || substr(md5(concat_ws('/', s.system_identifier, k.timeline_id,
        extract(epoch FROM pg_postmaster_start_time()), c.restored)), 1, 15))::bit(60)::bigint
    FROM pg_control_system() s, pg_control_checkpoint() k, counter.centre c
$$;
ALTER FUNCTION counter.epoch() OWNER TO counter_owner;
COMMENT ON FUNCTION counter.epoch() IS 'Changes with every start, promotion and restore of the server: each may have lost its newest commits.';
CREATE FUNCTION counter."fetch"(protocol integer, workstation text, generation integer, from_sequence bigint, to_sequence bigint) RETURNS TABLE(xid bigint, workstation_code text, generation_number integer, sequence bigint, envelope bytea, body bytea, previous_hash bytea, hash bytea, signature bytea)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'counter', 'pg_temp'
    AS $$
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
    ORDER BY f.sequence LIMIT 500
$$;
ALTER FUNCTION counter."fetch"(protocol integer, workstation text, generation integer, from_sequence bigint, to_sequence bigint) OWNER TO counter_owner;
CREATE FUNCTION counter.fetch_activity(protocol integer, bucket integer, cursor_xid bigint, cursor_workstation text, cursor_generation integer, cursor_sequence bigint, line integer, row_limit integer) RETURNS TABLE(xid bigint, workstation text, generation integer, sequence bigint, fact_id text, line_number integer, account text, charge text, amount_cents bigint, business_date text, service_category text, due_on text)
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'counter', 'pg_temp'
    AS $$
    SELECT a.* FROM counter.reading_caller(protocol) caller, counter.activity_after(
        cursor_xid, cursor_workstation, cursor_generation, cursor_sequence, line, row_limit, caller.office, bucket) a
$$;
ALTER FUNCTION counter.fetch_activity(protocol integer, bucket integer, cursor_xid bigint, cursor_workstation text, cursor_generation integer, cursor_sequence bigint, line integer, row_limit integer) OWNER TO counter_owner;
CREATE FUNCTION counter.heads(protocol integer) RETURNS TABLE(workstation text, generation integer, sequence bigint, hash bytea, public_key bytea, office text, first_sequence bigint, first_previous_hash bytea)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'counter', 'pg_temp'
    AS $$
    SELECT c.workstation, c.generation, c.head_sequence, c.head_hash, c.public_key, c.office, 1::bigint,
        decode(repeat('00', 32), 'hex')
    FROM counter.reading_caller(protocol) caller JOIN chain c
        ON c.office = caller.office OR c.workstation = caller.workstation
    ORDER BY c.workstation, c.generation
$$;
ALTER FUNCTION counter.heads(protocol integer) OWNER TO counter_owner;
CREATE FUNCTION counter.hello(protocol integer, generation integer, nonce bytea, next_nonce bytea, OUT status text, OUT epoch bigint, OUT now_us bigint, OUT head_sequence bigint, OUT head_hash bytea, OUT retry_after_ms integer, OUT facts_max integer, OUT bytes_max integer, OUT horizon bigint) RETURNS record
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'counter', 'pg_temp'
    AS $$
#variable_conflict use_column
DECLARE
    caller counter.workstation;
BEGIN
    epoch := counter.epoch();
    now_us := (extract(epoch FROM clock_timestamp()) * 1000000)::bigint;
    horizon := counter.horizon();
    head_sequence := 0;
    head_hash := decode(repeat('00', 32), 'hex');
    SELECT c.retry_after_ms, c.facts_max, c.bytes_max INTO retry_after_ms, facts_max, bytes_max FROM centre c;
    IF hello.protocol < 1 THEN
        status := 'old_protocol';
        RETURN;
    END IF;
    SELECT w.* INTO caller FROM workstation w
    WHERE w.login = session_user AND w.revoked_at IS NULL FOR NO KEY UPDATE;
    SELECT c.head_sequence, c.head_hash INTO head_sequence, head_hash FROM chain c
    WHERE c.workstation = caller.workstation AND c.generation = hello.generation;
    IF NOT FOUND THEN
        head_sequence := 0;
        head_hash := decode(repeat('00', 32), 'hex');
    END IF;
    status := CASE
        WHEN caller.workstation IS NULL THEN 'revoked'
        WHEN hello.generation < caller.generation THEN 'stale_generation'
        WHEN hello.generation > caller.generation THEN 'unknown_generation'
        WHEN caller.nonce NOT IN (hello.nonce, hello.next_nonce) AND caller.nonce_epoch = hello.epoch THEN 'clone'
        ELSE 'ok'
    END;
    IF status = 'ok' THEN
        UPDATE workstation w SET nonce = hello.next_nonce, nonce_epoch = hello.epoch, seen_at = now()
        WHERE w.workstation = caller.workstation;
    END IF;
END $$;
ALTER FUNCTION counter.hello(protocol integer, generation integer, nonce bytea, next_nonce bytea, OUT status text, OUT epoch bigint, OUT now_us bigint, OUT head_sequence bigint, OUT head_hash bytea, OUT retry_after_ms integer, OUT facts_max integer, OUT bytes_max integer, OUT horizon bigint) OWNER TO counter_owner;
CREATE FUNCTION counter.horizon() RETURNS bigint
    LANGUAGE sql STABLE
    AS $$ SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint $$;
ALTER FUNCTION counter.horizon() OWNER TO counter_owner;
COMMENT ON FUNCTION counter.horizon() IS 'The oldest transaction still running: nothing new appears below it, ever.';
CREATE TABLE counter.chain (
    workstation text NOT NULL COLLATE pg_catalog."C",
    generation integer NOT NULL,
    office text NOT NULL COLLATE pg_catalog."C",
    public_key bytea NOT NULL,
    bucket smallint NOT NULL,
    head_sequence bigint DEFAULT 0 NOT NULL,
    head_hash bytea DEFAULT decode(repeat('00'::text, 32), 'hex'::text) NOT NULL,
    activity_rows bigint DEFAULT 0 NOT NULL,
    activity_cents bigint DEFAULT 0 NOT NULL,
    started_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT chain_public_key_check CHECK ((length(public_key) = 32))
)
WITH (fillfactor='70');
ALTER TABLE counter.chain OWNER TO counter_owner;
COMMENT ON COLUMN counter.chain.bucket IS 'First byte of SHA-256 over the workstation''s code.';
CREATE FUNCTION counter.is_fork(chain counter.chain, first_sequence bigint, hashes bytea[]) RETURNS boolean
    LANGUAGE sql STABLE
    AS $$
    SELECT EXISTS (
        SELECT FROM counter.fact f
        WHERE f.workstation = (chain).workstation AND f.generation = (chain).generation
            AND f.sequence BETWEEN first_sequence AND first_sequence + cardinality(hashes) - 1
            AND f.hash IS DISTINCT FROM hashes[f.sequence - first_sequence + 1]
    )
$$;
ALTER FUNCTION counter.is_fork(chain counter.chain, first_sequence bigint, hashes bytea[]) OWNER TO counter_owner;
COMMENT ON FUNCTION counter.is_fork(chain counter.chain, first_sequence bigint, hashes bytea[]) IS 'Whether facts that begin at or below the head are others than those there.';
CREATE FUNCTION counter.let_in(of_login name, verifier text) RETURNS void
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = of_login) THEN
        EXECUTE format('CREATE ROLE %I', of_login);
        EXECUTE format('GRANT counter_workstation TO %I', of_login);
        EXECUTE format('GRANT %I TO counter_enroller', of_login); -- whoever ends its sessions must be a member
        EXECUTE format('ALTER ROLE %I SET idle_in_transaction_session_timeout = ''60s''', of_login);
        EXECUTE format('ALTER ROLE %I SET statement_timeout = ''60s''', of_login);
    END IF;
    EXECUTE format('ALTER ROLE %I LOGIN PASSWORD %L CONNECTION LIMIT 4', of_login, verifier);
END $$;
ALTER FUNCTION counter.let_in(of_login name, verifier text) OWNER TO counter_enroller;
CREATE FUNCTION counter.make_enrolment(new_login text, password text, of_office text, of_workstation text, minutes integer, OUT valid_until timestamp with time zone) RETURNS timestamp with time zone
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'counter', 'pg_temp'
    AS $_$
#variable_conflict use_column
DECLARE
    old_login name;
BEGIN
    IF new_login !~ '^enrol_[0-9a-z]{8,40}$' OR password !~ '^[0-9A-Z]{16,64}$' THEN
        RAISE EXCEPTION 'a login for an enrolment is made by the program' USING ERRCODE = 'CC003';
    END IF;
    FOR old_login IN
        SELECT e.login FROM enrolment e JOIN pg_roles r ON r.rolname = e.login
        WHERE e.used_at IS NOT NULL OR e.valid_until < now()
    LOOP
        EXECUTE format('DROP ROLE %I', old_login);
    END LOOP;
    valid_until := now() + make_interval(mins => minutes);
    EXECUTE format('CREATE ROLE %I LOGIN PASSWORD %L VALID UNTIL %L CONNECTION LIMIT 2 IN ROLE counter_enrolment',
        new_login, password, valid_until);
    INSERT INTO enrolment (login, office, workstation, valid_until)
    VALUES (new_login, of_office, of_workstation, valid_until);
END $_$;
ALTER FUNCTION counter.make_enrolment(new_login text, password text, of_office text, of_workstation text, minutes integer, OUT valid_until timestamp with time zone) OWNER TO counter_enroller;
CREATE FUNCTION counter.name_facts(batch counter.feed, ids uuid[]) RETURNS bigint[]
    LANGUAGE plpgsql
    AS $$
DECLARE
    named integer;
    uncounted bigint[] := '{}';
BEGIN
    INSERT INTO counter.fact_identity (fact_id, workstation, generation, sequence)
    SELECT f.fact_id, batch.workstation, batch.generation, batch.first_sequence + f.place - 1
    FROM unnest(ids) WITH ORDINALITY AS f (fact_id, place)
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
ALTER FUNCTION counter.name_facts(batch counter.feed, ids uuid[]) OWNER TO counter_owner;
COMMENT ON FUNCTION counter.name_facts(batch counter.feed, ids uuid[]) IS 'Notes where facts stand first; gives the sequences of those that stand elsewhere.';
CREATE FUNCTION counter.next_generation(protocol integer, wanted integer, public_key bytea, nonce bytea, OUT status text, OUT generation integer) RETURNS record
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'counter', 'pg_temp'
    AS $$
#variable_conflict use_column
DECLARE
    caller counter.workstation;
BEGIN
    generation := 0;
    IF next_generation.protocol < 1 THEN
        status := 'old_protocol';
        RETURN;
    END IF;
    SELECT w.* INTO caller FROM workstation w
    WHERE w.login = session_user AND w.revoked_at IS NULL FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        status := 'revoked';
        RETURN;
    END IF;
    status := 'ok';
    SELECT c.generation INTO generation FROM chain c
    WHERE c.workstation = caller.workstation AND c.public_key = next_generation.public_key;
    IF generation IS NULL THEN
        SELECT greatest(next_generation.wanted, max(c.generation) + 1) INTO generation FROM chain c
        WHERE c.workstation = caller.workstation;
        PERFORM counter.open_chain(caller.workstation, caller.office, generation, next_generation.public_key);
    END IF;
    IF generation >= caller.generation THEN
        UPDATE workstation w SET generation = next_generation.generation, nonce = next_generation.nonce
        WHERE w.workstation = caller.workstation;
    END IF;
END $$;
ALTER FUNCTION counter.next_generation(protocol integer, wanted integer, public_key bytea, nonce bytea, OUT status text, OUT generation integer) OWNER TO counter_owner;
CREATE FUNCTION counter.open_chain(of_workstation text, of_office text, new_generation integer, new_key bytea) RETURNS void
    LANGUAGE sql
    AS $$
    INSERT INTO counter.chain (workstation, generation, office, public_key, bucket)
    VALUES (of_workstation, new_generation, of_office, new_key,
        get_byte(sha256(convert_to(of_workstation, 'UTF8')), 0))
$$;
ALTER FUNCTION counter.open_chain(of_workstation text, of_office text, new_generation integer, new_key bytea) OWNER TO counter_owner;
CREATE FUNCTION counter.plain_json(content bytea) RETURNS json
    LANGUAGE sql STABLE
    AS $$ SELECT replace(convert_from(content, 'UTF8'), '\u0000', '\ufffd')::json $$;
ALTER FUNCTION counter.plain_json(content bytea) OWNER TO counter_owner;
COMMENT ON FUNCTION counter.plain_json(content bytea) IS 'To be read, not to be kept: PostgreSQL has no text with the character NUL, and a body may.';
CREATE FUNCTION counter.publish(for_at_most interval DEFAULT '00:00:00.5'::interval) RETURNS integer
    LANGUAGE plpgsql
    AS $$
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
ALTER FUNCTION counter.publish(for_at_most interval) OWNER TO counter_owner;
COMMENT ON FUNCTION counter.publish(for_at_most interval) IS 'Works out what was left for later, for a while; gives how many pushes. Whoever reads activity asks for it first.';
CREATE FUNCTION counter.publish_batch(batch counter.feed) RETURNS void
    LANGUAGE plpgsql
    AS $$
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
END $$;
ALTER FUNCTION counter.publish_batch(batch counter.feed) OWNER TO counter_owner;
CREATE FUNCTION counter.pull(protocol integer, cursor_xid bigint, cursor_workstation text, cursor_generation integer, cursor_sequence bigint, row_limit integer) RETURNS TABLE(xid bigint, workstation text, generation integer, sequence bigint, envelope bytea, body bytea, previous_hash bytea, hash bytea, signature bytea)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'counter', 'pg_temp'
    AS $$
#variable_conflict use_column
DECLARE
    caller counter.workstation := counter.reading_caller(protocol);
    batch record;
    rows_left integer := least(row_limit, 5000);
    sent integer;
BEGIN
    FOR batch IN
        SELECT * FROM counter.pushes_after(
            cursor_xid, cursor_workstation, cursor_generation, cursor_sequence, rows_left, caller.office)
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
ALTER FUNCTION counter.pull(protocol integer, cursor_xid bigint, cursor_workstation text, cursor_generation integer, cursor_sequence bigint, row_limit integer) OWNER TO counter_owner;
CREATE FUNCTION counter.pull_activity(protocol integer, cursor_xid bigint, cursor_workstation text, cursor_generation integer, cursor_sequence bigint, line integer, row_limit integer) RETURNS TABLE(xid bigint, workstation text, generation integer, sequence bigint, fact_id text, line_number integer, account text, charge text, amount_cents bigint, business_date text, service_category text, due_on text)
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'counter', 'pg_temp'
    AS $$
    SELECT a.* FROM counter.reading_caller(protocol) caller, counter.activity_after(
        cursor_xid, cursor_workstation, cursor_generation, cursor_sequence, line, row_limit, caller.office, NULL) a
$$;
ALTER FUNCTION counter.pull_activity(protocol integer, cursor_xid bigint, cursor_workstation text, cursor_generation integer, cursor_sequence bigint, line integer, row_limit integer) OWNER TO counter_owner;
CREATE FUNCTION counter.push(protocol integer, generation integer, first_sequence bigint, previous_hash bytea, envelopes bytea[], bodies bytea[], hashes bytea[], signatures bytea[], OUT status text, OUT head_sequence bigint, OUT head_hash bytea, OUT retry_after_ms integer, OUT facts_max integer, OUT bytes_max integer) RETURNS record
    LANGUAGE plpgsql STRICT SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'counter', 'pg_temp'
    AS $$
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
    ELSIF counter.is_fork(chain, push.first_sequence, push.hashes) THEN
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
ALTER FUNCTION counter.push(protocol integer, generation integer, first_sequence bigint, previous_hash bytea, envelopes bytea[], bodies bytea[], hashes bytea[], signatures bytea[], OUT status text, OUT head_sequence bigint, OUT head_hash bytea, OUT retry_after_ms integer, OUT facts_max integer, OUT bytes_max integer) OWNER TO counter_owner;
CREATE FUNCTION counter.pushes_after(cursor_xid bigint, cursor_workstation text, cursor_generation integer, cursor_sequence bigint, row_limit integer, of_office text) RETURNS TABLE(xid xid8, workstation text, generation integer, begins bigint, last_sequence bigint)
    LANGUAGE sql STABLE
    AS $$
    SELECT f.xid, f.workstation, f.generation,
        CASE WHEN (f.xid, f.workstation, f.generation)
                = (cursor_xid::text::xid8, cursor_workstation, cursor_generation)
            THEN greatest(f.first_sequence, cursor_sequence + 1) ELSE f.first_sequence END,
        f.last_sequence
    FROM counter.feed f
    WHERE f.office = of_office AND f.xid < pg_snapshot_xmin(pg_current_snapshot())
        AND f.xid >= cursor_xid::text::xid8
        AND (f.xid, f.workstation, f.generation, f.last_sequence)
            > (cursor_xid::text::xid8, cursor_workstation COLLATE "C", cursor_generation, cursor_sequence)
    ORDER BY f.xid, f.workstation, f.generation, f.first_sequence LIMIT row_limit
$$;
ALTER FUNCTION counter.pushes_after(cursor_xid bigint, cursor_workstation text, cursor_generation integer, cursor_sequence bigint, row_limit integer, of_office text) OWNER TO counter_owner;
CREATE FUNCTION counter.reading_caller(protocol integer) RETURNS counter.workstation
    LANGUAGE plpgsql STABLE
    AS $$
DECLARE
    found counter.workstation := counter.caller();
BEGIN
    IF protocol < 1 THEN
        RAISE EXCEPTION 'old_protocol' USING ERRCODE = 'CC001', HINT = 'Update the program of this workstation.';
    ELSIF found.workstation IS NULL THEN
        RAISE EXCEPTION 'revoked' USING ERRCODE = 'CC002', HINT = 'Enrol this workstation.';
    END IF;
    RETURN found;
END $$;
ALTER FUNCTION counter.reading_caller(protocol integer) OWNER TO counter_owner;
COMMENT ON FUNCTION counter.reading_caller(protocol integer) IS 'The caller of a question; what is no row must not look like none.';
CREATE FUNCTION counter.revoke(of_workstation text, OUT login name) RETURNS name
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'counter', 'pg_temp'
    AS $$
BEGIN
    UPDATE workstation w SET revoked_at = coalesce(w.revoked_at, now())
    WHERE w.workstation = of_workstation RETURNING w.login INTO revoke.login;
    IF login IS NOT NULL THEN
        UPDATE lease l SET burnt_at = now() WHERE l.workstation = of_workstation AND l.burnt_at IS NULL;
        EXECUTE format('ALTER ROLE %I NOLOGIN', login);
    END IF;
END $$;
ALTER FUNCTION counter.revoke(of_workstation text, OUT login name) OWNER TO counter_enroller;
CREATE FUNCTION counter.store_facts(chain counter.chain, first_sequence bigint, previous_hash bytea, ids uuid[], envelopes bytea[], bodies bytea[], hashes bytea[], signatures bytea[]) RETURNS void
    LANGUAGE plpgsql
    AS $$
#variable_conflict use_column
DECLARE
    publish_later_from CONSTANT integer := 50;
    batch counter.feed;
BEGIN
    INSERT INTO counter.fact (
        workstation, generation, sequence, fact_id, previous_hash, hash, signature, envelope, body
    )
    SELECT chain.workstation, chain.generation, store_facts.first_sequence + f.place - 1, f.fact_id,
        lag(f.hash, 1, store_facts.previous_hash) OVER (ORDER BY f.place), f.hash, f.signature, f.envelope, f.body
    FROM unnest(ids, hashes, signatures, envelopes, bodies)
        WITH ORDINALITY AS f (fact_id, hash, signature, envelope, body, place);
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
ALTER FUNCTION counter.store_facts(chain counter.chain, first_sequence bigint, previous_hash bytea, ids uuid[], envelopes bytea[], bodies bytea[], hashes bytea[], signatures bytea[]) OWNER TO counter_owner;
COMMENT ON FUNCTION counter.store_facts(chain counter.chain, first_sequence bigint, previous_hash bytea, ids uuid[], envelopes bytea[], bodies bytea[], hashes bytea[], signatures bytea[]) IS 'Stores a batch that begins just behind the head. A laptop that was away for days need not wait for publishing.';
CREATE FUNCTION counter.verified_ids(chain counter.chain, first_sequence bigint, previous_hash bytea, envelopes bytea[], bodies bytea[], hashes bytea[], signatures bytea[]) RETURNS uuid[]
    LANGUAGE plpgsql STABLE
    AS $$
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
    FROM (
            SELECT g.*, lag(g.hash, 1, verified_ids.previous_hash) OVER (ORDER BY g.place) AS previous
            FROM unnest(envelopes, bodies, hashes, signatures)
                WITH ORDINALITY AS g (envelope, body, hash, signature, place)
        ) AS f,
        json_to_record(counter.plain_json(f.envelope))
        AS e (workstation text, generation integer, sequence bigint, fact_id uuid);
    RETURN CASE WHEN all_hold AND array_position(ids, NULL) IS NULL THEN ids END;
EXCEPTION
    WHEN data_exception OR invalid_text_representation OR character_not_in_repertoire OR array_subscript_error THEN
        RETURN NULL;
END $$;
ALTER FUNCTION counter.verified_ids(chain counter.chain, first_sequence bigint, previous_hash bytea, envelopes bytea[], bodies bytea[], hashes bytea[], signatures bytea[]) OWNER TO counter_owner;
COMMENT ON FUNCTION counter.verified_ids(chain counter.chain, first_sequence bigint, previous_hash bytea, envelopes bytea[], bodies bytea[], hashes bytea[], signatures bytea[]) IS 'The fact ids of a batch whose bytes give their hashes and whose envelopes name their places; null for any other.';
CREATE FUNCTION counter.workstation_login(of_workstation text) RETURNS name
    LANGUAGE sql STABLE
    AS $$
    SELECT format('ws_%s_%s', lower(of_workstation), left(current_database(), 48))::name
$$;
ALTER FUNCTION counter.workstation_login(of_workstation text) OWNER TO counter_enroller;
COMMENT ON FUNCTION counter.workstation_login(of_workstation text) IS 'Logins belong to the whole server; the database in the name keeps two centres apart.';
CREATE VIEW counter.account_activity AS
 SELECT f.xid,
    f.workstation,
    f.generation,
    f.office,
    a.sequence,
    a.line,
    a.fact_id,
    a.account,
    a.charge,
    a.amount_cents,
    a.business_date,
    a.service_category,
    a.due_on
   FROM counter.feed f,
    LATERAL unnest(f.activity) a(sequence, line, fact_id, account, charge, amount_cents, business_date, service_category, due_on);
ALTER TABLE counter.account_activity OWNER TO counter_owner;
CREATE TABLE counter.alembic_version (
    version_num character varying(32) NOT NULL
);
ALTER TABLE counter.alembic_version OWNER TO counter_owner;
CREATE TABLE counter.centre (
    one boolean DEFAULT true NOT NULL,
    restored integer DEFAULT 0 NOT NULL,
    retry_after_ms integer DEFAULT 0 NOT NULL,
    facts_max integer DEFAULT 500 NOT NULL,
    bytes_max integer DEFAULT 262144 NOT NULL,
    CONSTRAINT centre_one_check CHECK (one)
);
ALTER TABLE counter.centre OWNER TO counter_owner;
COMMENT ON TABLE counter.centre IS 'One row. restored: raise it after a restore that the server cannot notice itself.';
CREATE TABLE counter.enrolment (
    login name NOT NULL,
    office text NOT NULL COLLATE pg_catalog."C",
    workstation text COLLATE pg_catalog."C",
    made_at timestamp with time zone DEFAULT now() NOT NULL,
    valid_until timestamp with time zone NOT NULL,
    used_at timestamp with time zone
);
ALTER TABLE counter.enrolment OWNER TO counter_owner;
COMMENT ON COLUMN counter.enrolment.workstation IS 'Null: the workstation brings its own code.';
CREATE TABLE counter.exception (
    id bigint NOT NULL,
    kind text NOT NULL,
    workstation text NOT NULL COLLATE pg_catalog."C",
    generation integer NOT NULL,
    sequence bigint NOT NULL,
    detail text NOT NULL,
    noticed_at timestamp with time zone DEFAULT now() NOT NULL
);
ALTER TABLE counter.exception OWNER TO counter_owner;
COMMENT ON TABLE counter.exception IS 'A fact of money always enters; what is odd about it stands here.';
ALTER TABLE counter.exception ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME counter.exception_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE counter.fact (
    workstation text NOT NULL COLLATE pg_catalog."C",
    generation integer NOT NULL,
    sequence bigint NOT NULL,
    fact_id uuid NOT NULL,
    previous_hash bytea NOT NULL,
    hash bytea NOT NULL,
    signature bytea NOT NULL,
    envelope bytea NOT NULL,
    body bytea NOT NULL
)
PARTITION BY HASH (workstation);
ALTER TABLE counter.fact OWNER TO counter_owner;
CREATE TABLE counter.fact_0 (
    workstation text NOT NULL COLLATE pg_catalog."C",
    generation integer NOT NULL,
    sequence bigint NOT NULL,
    fact_id uuid NOT NULL,
    previous_hash bytea NOT NULL,
    hash bytea NOT NULL,
    signature bytea NOT NULL,
    envelope bytea NOT NULL,
    body bytea NOT NULL
);
ALTER TABLE counter.fact_0 OWNER TO counter_owner;
CREATE TABLE counter.fact_1 (
    workstation text NOT NULL COLLATE pg_catalog."C",
    generation integer NOT NULL,
    sequence bigint NOT NULL,
    fact_id uuid NOT NULL,
    previous_hash bytea NOT NULL,
    hash bytea NOT NULL,
    signature bytea NOT NULL,
    envelope bytea NOT NULL,
    body bytea NOT NULL
);
ALTER TABLE counter.fact_1 OWNER TO counter_owner;
CREATE TABLE counter.fact_10 (
    workstation text NOT NULL COLLATE pg_catalog."C",
    generation integer NOT NULL,
    sequence bigint NOT NULL,
    fact_id uuid NOT NULL,
    previous_hash bytea NOT NULL,
    hash bytea NOT NULL,
    signature bytea NOT NULL,
    envelope bytea NOT NULL,
    body bytea NOT NULL
);
ALTER TABLE counter.fact_10 OWNER TO counter_owner;
CREATE TABLE counter.fact_11 (
    workstation text NOT NULL COLLATE pg_catalog."C",
    generation integer NOT NULL,
    sequence bigint NOT NULL,
    fact_id uuid NOT NULL,
    previous_hash bytea NOT NULL,
    hash bytea NOT NULL,
    signature bytea NOT NULL,
    envelope bytea NOT NULL,
    body bytea NOT NULL
);
ALTER TABLE counter.fact_11 OWNER TO counter_owner;
CREATE TABLE counter.fact_12 (
    workstation text NOT NULL COLLATE pg_catalog."C",
    generation integer NOT NULL,
    sequence bigint NOT NULL,
    fact_id uuid NOT NULL,
    previous_hash bytea NOT NULL,
    hash bytea NOT NULL,
    signature bytea NOT NULL,
    envelope bytea NOT NULL,
    body bytea NOT NULL
);
ALTER TABLE counter.fact_12 OWNER TO counter_owner;
CREATE TABLE counter.fact_13 (
    workstation text NOT NULL COLLATE pg_catalog."C",
    generation integer NOT NULL,
    sequence bigint NOT NULL,
    fact_id uuid NOT NULL,
    previous_hash bytea NOT NULL,
    hash bytea NOT NULL,
    signature bytea NOT NULL,
    envelope bytea NOT NULL,
    body bytea NOT NULL
);
ALTER TABLE counter.fact_13 OWNER TO counter_owner;
CREATE TABLE counter.fact_14 (
    workstation text NOT NULL COLLATE pg_catalog."C",
    generation integer NOT NULL,
    sequence bigint NOT NULL,
    fact_id uuid NOT NULL,
    previous_hash bytea NOT NULL,
    hash bytea NOT NULL,
    signature bytea NOT NULL,
    envelope bytea NOT NULL,
    body bytea NOT NULL
);
ALTER TABLE counter.fact_14 OWNER TO counter_owner;
CREATE TABLE counter.fact_15 (
    workstation text NOT NULL COLLATE pg_catalog."C",
    generation integer NOT NULL,
    sequence bigint NOT NULL,
    fact_id uuid NOT NULL,
    previous_hash bytea NOT NULL,
    hash bytea NOT NULL,
    signature bytea NOT NULL,
    envelope bytea NOT NULL,
    body bytea NOT NULL
);
ALTER TABLE counter.fact_15 OWNER TO counter_owner;
CREATE TABLE counter.fact_2 (
    workstation text NOT NULL COLLATE pg_catalog."C",
    generation integer NOT NULL,
    sequence bigint NOT NULL,
    fact_id uuid NOT NULL,
    previous_hash bytea NOT NULL,
    hash bytea NOT NULL,
    signature bytea NOT NULL,
    envelope bytea NOT NULL,
    body bytea NOT NULL
);
ALTER TABLE counter.fact_2 OWNER TO counter_owner;
CREATE TABLE counter.fact_3 (
    workstation text NOT NULL COLLATE pg_catalog."C",
    generation integer NOT NULL,
    sequence bigint NOT NULL,
    fact_id uuid NOT NULL,
    previous_hash bytea NOT NULL,
    hash bytea NOT NULL,
    signature bytea NOT NULL,
    envelope bytea NOT NULL,
    body bytea NOT NULL
);
ALTER TABLE counter.fact_3 OWNER TO counter_owner;
CREATE TABLE counter.fact_4 (
    workstation text NOT NULL COLLATE pg_catalog."C",
    generation integer NOT NULL,
    sequence bigint NOT NULL,
    fact_id uuid NOT NULL,
    previous_hash bytea NOT NULL,
    hash bytea NOT NULL,
    signature bytea NOT NULL,
    envelope bytea NOT NULL,
    body bytea NOT NULL
);
ALTER TABLE counter.fact_4 OWNER TO counter_owner;
CREATE TABLE counter.fact_5 (
    workstation text NOT NULL COLLATE pg_catalog."C",
    generation integer NOT NULL,
    sequence bigint NOT NULL,
    fact_id uuid NOT NULL,
    previous_hash bytea NOT NULL,
    hash bytea NOT NULL,
    signature bytea NOT NULL,
    envelope bytea NOT NULL,
    body bytea NOT NULL
);
ALTER TABLE counter.fact_5 OWNER TO counter_owner;
CREATE TABLE counter.fact_6 (
    workstation text NOT NULL COLLATE pg_catalog."C",
    generation integer NOT NULL,
    sequence bigint NOT NULL,
    fact_id uuid NOT NULL,
    previous_hash bytea NOT NULL,
    hash bytea NOT NULL,
    signature bytea NOT NULL,
    envelope bytea NOT NULL,
    body bytea NOT NULL
);
ALTER TABLE counter.fact_6 OWNER TO counter_owner;
CREATE TABLE counter.fact_7 (
    workstation text NOT NULL COLLATE pg_catalog."C",
    generation integer NOT NULL,
    sequence bigint NOT NULL,
    fact_id uuid NOT NULL,
    previous_hash bytea NOT NULL,
    hash bytea NOT NULL,
    signature bytea NOT NULL,
    envelope bytea NOT NULL,
    body bytea NOT NULL
);
ALTER TABLE counter.fact_7 OWNER TO counter_owner;
CREATE TABLE counter.fact_8 (
    workstation text NOT NULL COLLATE pg_catalog."C",
    generation integer NOT NULL,
    sequence bigint NOT NULL,
    fact_id uuid NOT NULL,
    previous_hash bytea NOT NULL,
    hash bytea NOT NULL,
    signature bytea NOT NULL,
    envelope bytea NOT NULL,
    body bytea NOT NULL
);
ALTER TABLE counter.fact_8 OWNER TO counter_owner;
CREATE TABLE counter.fact_9 (
    workstation text NOT NULL COLLATE pg_catalog."C",
    generation integer NOT NULL,
    sequence bigint NOT NULL,
    fact_id uuid NOT NULL,
    previous_hash bytea NOT NULL,
    hash bytea NOT NULL,
    signature bytea NOT NULL,
    envelope bytea NOT NULL,
    body bytea NOT NULL
);
ALTER TABLE counter.fact_9 OWNER TO counter_owner;
CREATE TABLE counter.fact_identity (
    fact_id uuid NOT NULL,
    workstation text NOT NULL COLLATE pg_catalog."C",
    generation integer NOT NULL,
    sequence bigint NOT NULL
);
ALTER TABLE counter.fact_identity OWNER TO counter_owner;
COMMENT ON TABLE counter.fact_identity IS 'Where a fact stands first; a second one of the same id counts nothing.';
CREATE TABLE counter.lease (
    subject text NOT NULL,
    first_number bigint NOT NULL,
    last_number bigint NOT NULL,
    workstation text NOT NULL COLLATE pg_catalog."C",
    granted_at timestamp with time zone DEFAULT now() NOT NULL,
    burnt_at timestamp with time zone
);
ALTER TABLE counter.lease OWNER TO counter_owner;
COMMENT ON TABLE counter.lease IS 'Ranges of scarce numbers that one workstation may give out without asking.';
ALTER TABLE ONLY counter.fact ATTACH PARTITION counter.fact_0 FOR VALUES WITH (modulus 16, remainder 0);
ALTER TABLE ONLY counter.fact ATTACH PARTITION counter.fact_1 FOR VALUES WITH (modulus 16, remainder 1);
ALTER TABLE ONLY counter.fact ATTACH PARTITION counter.fact_10 FOR VALUES WITH (modulus 16, remainder 10);
ALTER TABLE ONLY counter.fact ATTACH PARTITION counter.fact_11 FOR VALUES WITH (modulus 16, remainder 11);
ALTER TABLE ONLY counter.fact ATTACH PARTITION counter.fact_12 FOR VALUES WITH (modulus 16, remainder 12);
ALTER TABLE ONLY counter.fact ATTACH PARTITION counter.fact_13 FOR VALUES WITH (modulus 16, remainder 13);
ALTER TABLE ONLY counter.fact ATTACH PARTITION counter.fact_14 FOR VALUES WITH (modulus 16, remainder 14);
ALTER TABLE ONLY counter.fact ATTACH PARTITION counter.fact_15 FOR VALUES WITH (modulus 16, remainder 15);
ALTER TABLE ONLY counter.fact ATTACH PARTITION counter.fact_2 FOR VALUES WITH (modulus 16, remainder 2);
ALTER TABLE ONLY counter.fact ATTACH PARTITION counter.fact_3 FOR VALUES WITH (modulus 16, remainder 3);
ALTER TABLE ONLY counter.fact ATTACH PARTITION counter.fact_4 FOR VALUES WITH (modulus 16, remainder 4);
ALTER TABLE ONLY counter.fact ATTACH PARTITION counter.fact_5 FOR VALUES WITH (modulus 16, remainder 5);
ALTER TABLE ONLY counter.fact ATTACH PARTITION counter.fact_6 FOR VALUES WITH (modulus 16, remainder 6);
ALTER TABLE ONLY counter.fact ATTACH PARTITION counter.fact_7 FOR VALUES WITH (modulus 16, remainder 7);
ALTER TABLE ONLY counter.fact ATTACH PARTITION counter.fact_8 FOR VALUES WITH (modulus 16, remainder 8);
ALTER TABLE ONLY counter.fact ATTACH PARTITION counter.fact_9 FOR VALUES WITH (modulus 16, remainder 9);
INSERT INTO counter.alembic_version VALUES ('0001');
INSERT INTO counter.centre VALUES (true, 0, 0, 500, 262144);
INSERT INTO counter.chain VALUES ('A2', 1, 'main', '\x3b6a27bcceb6a42d62a3a8d02a6f0d73653215771de243a63ac048a18b59da29', 200, 3, '\x4ace9ba53b83726783dac7e58b8c3315951b15f13197351f9d9abc765e334387', 3, -1500, '2026-11-27 23:52:05.404931+00');
INSERT INTO counter.chain VALUES ('B1', 1, 'north', '\x3b6a27bcceb6a42d62a3a8d02a6f0d73653215771de243a63ac048a18b59da29', 91, 2, '\x947b4fb3114c7c0ab91b1b1a8743092c1a34f97d6354722f03111842434127b3', 2, -1000, '2026-11-27 23:52:05.443995+00');
INSERT INTO counter.enrolment VALUES ('enrol_0f0aa0c759a8', 'main', 'A2', '2026-11-27 23:52:05.380224+00', '2026-11-28 00:02:05.380224+00', '2026-11-27 23:52:05.404931+00');
INSERT INTO counter.enrolment VALUES ('enrol_9adb09d963c1', 'north', 'B1', '2026-11-27 23:52:05.424793+00', '2026-11-28 00:02:05.424793+00', '2026-11-27 23:52:05.443995+00');
INSERT INTO counter.fact_11 VALUES ('B1', 1, 1, '01a21f6c-5e54-7178-828a-6dc70f8e5541', '\x0000000000000000000000000000000000000000000000000000000000000000', '\x86010f9dbfcfb035fabd4fbbb37eb48151d6489c15a132171983ef883d9c3216', '\x568b1fe2ba713df7a8dae608c6c4dbdae08d1b2487bed9a1806e101ba055997922949ce9aa6d76866ee4964249f817575f81788969564efbc891a6f17b7fcd0e', '\x7b22627573696e6573735f64617465223a22323032362d31312d3230222c22666163745f6964223a2230316132316636632d356535342d373137382d383238612d366463373066386535353431222c2267656e65726174696f6e223a312c226b696e64223a22536f6c64222c226f6666696365223a226e6f727468222c227265636f726465645f61745f7573223a313739353030303030303030303030302c22736368656d615f76657273696f6e223a312c2273657175656e6365223a312c22776f726b73746174696f6e223a224231227d', '\x7b22706f7374696e6773223a5b7b22616d6f756e745f63656e7473223a3530302c226c65646765725f6163636f756e74223a226472617765722f41322f63617368227d2c7b226163636f756e74223a226369732f31222c22616d6f756e745f63656e7473223a2d3530302c22636861726765223a226369732f62312f31222c226c65646765725f6163636f756e74223a2272656365697661626c652f7761746572227d5d7d');
INSERT INTO counter.fact_11 VALUES ('B1', 1, 2, '01a21f6c-5e54-7178-828a-6dc83742fdf1', '\x86010f9dbfcfb035fabd4fbbb37eb48151d6489c15a132171983ef883d9c3216', '\x947b4fb3114c7c0ab91b1b1a8743092c1a34f97d6354722f03111842434127b3', '\xb579f2624fe2d181d1cb8620eee32a97b901b24567903d4c93549d77010cd992e192401283cc08b93488041dd7b266de91075169e6008382c02fe5f6d458d409', '\x7b22627573696e6573735f64617465223a22323032362d31312d3230222c22666163745f6964223a2230316132316636632d356535342d373137382d383238612d366463383337343266646631222c2267656e65726174696f6e223a312c226b696e64223a22536f6c64222c226f6666696365223a226e6f727468222c227265636f726465645f61745f7573223a313739353030303030303030303030312c22736368656d615f76657273696f6e223a312c2273657175656e6365223a322c22776f726b73746174696f6e223a224231227d', '\x7b22706f7374696e6773223a5b7b22616d6f756e745f63656e7473223a3530302c226c65646765725f6163636f756e74223a226472617765722f41322f63617368227d2c7b226163636f756e74223a226369732f31222c22616d6f756e745f63656e7473223a2d3530302c22636861726765223a226369732f62312f31222c226c65646765725f6163636f756e74223a2272656365697661626c652f7761746572227d5d7d');
INSERT INTO counter.fact_13 VALUES ('A2', 1, 1, '01a21f6c-5e27-748b-b1d8-1ed2a6f75d6a', '\x0000000000000000000000000000000000000000000000000000000000000000', '\x794bf6286bbc58ceae0977c5cd2c0fb76f23a01bb58a32affb1c4d1005308856', '\x5b1cf2b091d39e3394eb2767f8015955d4064b652c849b3e06ff7fc090d507d2d27e6fb93003dc29a72725c7146819d2c30dc18aeda57969e39e49e57260be0d', '\x7b22627573696e6573735f64617465223a22323032362d31312d3230222c22666163745f6964223a2230316132316636632d356532372d373438622d623164382d316564326136663735643661222c2267656e65726174696f6e223a312c226b696e64223a22536f6c64222c226f6666696365223a226d61696e222c227265636f726465645f61745f7573223a313739353030303030303030303030302c22736368656d615f76657273696f6e223a312c2273657175656e6365223a312c22776f726b73746174696f6e223a224132227d', '\x7b22706f7374696e6773223a5b7b22616d6f756e745f63656e7473223a3530302c226c65646765725f6163636f756e74223a226472617765722f41322f63617368227d2c7b226163636f756e74223a226369732f31222c22616d6f756e745f63656e7473223a2d3530302c22636861726765223a226369732f62312f31222c226c65646765725f6163636f756e74223a2272656365697661626c652f7761746572227d5d7d');
INSERT INTO counter.fact_13 VALUES ('A2', 1, 2, '01a21f6c-5e27-748b-b1d8-1ed30d0fd2d5', '\x794bf6286bbc58ceae0977c5cd2c0fb76f23a01bb58a32affb1c4d1005308856', '\xd88acf27d6f22c56f3f5db2fe094f9c90291e532e07507c3de929427d058d800', '\x4aa954d0583ac45f3541957c250f1cbcb7384da279c8285083a2543fc3c400272f889cb504ea4c410991876d5750716c3c3d87d73b57debb388c96019e32630c', '\x7b22627573696e6573735f64617465223a22323032362d31312d3230222c22666163745f6964223a2230316132316636632d356532372d373438622d623164382d316564333064306664326435222c2267656e65726174696f6e223a312c226b696e64223a22536f6c64222c226f6666696365223a226d61696e222c227265636f726465645f61745f7573223a313739353030303030303030303030312c22736368656d615f76657273696f6e223a312c2273657175656e6365223a322c22776f726b73746174696f6e223a224132227d', '\x7b22706f7374696e6773223a5b7b22616d6f756e745f63656e7473223a3530302c226c65646765725f6163636f756e74223a226472617765722f41322f63617368227d2c7b226163636f756e74223a226369732f31222c22616d6f756e745f63656e7473223a2d3530302c22636861726765223a226369732f62312f31222c226c65646765725f6163636f756e74223a2272656365697661626c652f7761746572227d5d7d');
INSERT INTO counter.fact_13 VALUES ('A2', 1, 3, '01a21f6c-5e27-748b-b1d8-1ed42b1b8c83', '\xd88acf27d6f22c56f3f5db2fe094f9c90291e532e07507c3de929427d058d800', '\x4ace9ba53b83726783dac7e58b8c3315951b15f13197351f9d9abc765e334387', '\x5757a6e097644495c4b4c18b47eb2d2861358338286b1daa8180036779374ebd99489bc554e439cd3b8a155505c55d15c3e576263ce1d89cd35231fbe161c803', '\x7b22627573696e6573735f64617465223a22323032362d31312d3230222c22666163745f6964223a2230316132316636632d356532372d373438622d623164382d316564343262316238633833222c2267656e65726174696f6e223a312c226b696e64223a22536f6c64222c226f6666696365223a226d61696e222c227265636f726465645f61745f7573223a313739353030303030303030303030322c22736368656d615f76657273696f6e223a312c2273657175656e6365223a332c22776f726b73746174696f6e223a224132227d', '\x7b22706f7374696e6773223a5b7b22616d6f756e745f63656e7473223a3530302c226c65646765725f6163636f756e74223a226472617765722f41322f63617368227d2c7b226163636f756e74223a226369732f31222c22616d6f756e745f63656e7473223a2d3530302c22636861726765223a226369732f62312f31222c226c65646765725f6163636f756e74223a2272656365697661626c652f7761746572227d5d7d');
INSERT INTO counter.fact_identity VALUES ('01a21f6c-5e27-748b-b1d8-1ed2a6f75d6a', 'A2', 1, 1);
INSERT INTO counter.fact_identity VALUES ('01a21f6c-5e27-748b-b1d8-1ed30d0fd2d5', 'A2', 1, 2);
INSERT INTO counter.fact_identity VALUES ('01a21f6c-5e27-748b-b1d8-1ed42b1b8c83', 'A2', 1, 3);
INSERT INTO counter.fact_identity VALUES ('01a21f6c-5e54-7178-828a-6dc70f8e5541', 'B1', 1, 1);
INSERT INTO counter.fact_identity VALUES ('01a21f6c-5e54-7178-828a-6dc83742fdf1', 'B1', 1, 2);
INSERT INTO counter.feed VALUES ('731', 'A2', 1, 1, 3, 'main', 200, true, 3, '{"(1,2,01a21f6c-5e27-748b-b1d8-1ed2a6f75d6a,cis/1,cis/b1/1,-500,2026-11-20,,)","(2,2,01a21f6c-5e27-748b-b1d8-1ed30d0fd2d5,cis/1,cis/b1/1,-500,2026-11-20,,)","(3,2,01a21f6c-5e27-748b-b1d8-1ed42b1b8c83,cis/1,cis/b1/1,-500,2026-11-20,,)"}', '2026-11-27 23:52:05.471167+00');
INSERT INTO counter.feed VALUES ('732', 'B1', 1, 1, 2, 'north', 91, true, 2, '{"(1,2,01a21f6c-5e54-7178-828a-6dc70f8e5541,cis/1,cis/b1/1,-500,2026-11-20,,)","(2,2,01a21f6c-5e54-7178-828a-6dc83742fdf1,cis/1,cis/b1/1,-500,2026-11-20,,)"}', '2026-11-27 23:52:05.489655+00');
INSERT INTO counter.workstation VALUES ('A2', 'main', 'ws_a2_civic', 1, '\x00000000000000000000000000000000', NULL, '2026-11-27 23:52:05.404931+00', NULL, NULL);
INSERT INTO counter.workstation VALUES ('B1', 'north', 'ws_b1_civic', 1, '\x00000000000000000000000000000000', NULL, '2026-11-27 23:52:05.443995+00', NULL, NULL);
SELECT pg_catalog.setval('counter.exception_id_seq', 1, false);
ALTER TABLE ONLY counter.alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);
ALTER TABLE ONLY counter.centre
    ADD CONSTRAINT centre_pkey PRIMARY KEY (one);
ALTER TABLE ONLY counter.chain
    ADD CONSTRAINT chain_pkey PRIMARY KEY (workstation, generation);
ALTER TABLE ONLY counter.chain
    ADD CONSTRAINT chain_workstation_public_key_key UNIQUE (workstation, public_key);
ALTER TABLE ONLY counter.enrolment
    ADD CONSTRAINT enrolment_pkey PRIMARY KEY (login);
ALTER TABLE ONLY counter.exception
    ADD CONSTRAINT exception_pkey PRIMARY KEY (id);
ALTER TABLE ONLY counter.fact
    ADD CONSTRAINT fact_pkey PRIMARY KEY (workstation, generation, sequence);
ALTER TABLE ONLY counter.fact_0
    ADD CONSTRAINT fact_0_pkey PRIMARY KEY (workstation, generation, sequence);
ALTER TABLE ONLY counter.fact_10
    ADD CONSTRAINT fact_10_pkey PRIMARY KEY (workstation, generation, sequence);
ALTER TABLE ONLY counter.fact_11
    ADD CONSTRAINT fact_11_pkey PRIMARY KEY (workstation, generation, sequence);
ALTER TABLE ONLY counter.fact_12
    ADD CONSTRAINT fact_12_pkey PRIMARY KEY (workstation, generation, sequence);
ALTER TABLE ONLY counter.fact_13
    ADD CONSTRAINT fact_13_pkey PRIMARY KEY (workstation, generation, sequence);
ALTER TABLE ONLY counter.fact_14
    ADD CONSTRAINT fact_14_pkey PRIMARY KEY (workstation, generation, sequence);
ALTER TABLE ONLY counter.fact_15
    ADD CONSTRAINT fact_15_pkey PRIMARY KEY (workstation, generation, sequence);
ALTER TABLE ONLY counter.fact_1
    ADD CONSTRAINT fact_1_pkey PRIMARY KEY (workstation, generation, sequence);
ALTER TABLE ONLY counter.fact_2
    ADD CONSTRAINT fact_2_pkey PRIMARY KEY (workstation, generation, sequence);
ALTER TABLE ONLY counter.fact_3
    ADD CONSTRAINT fact_3_pkey PRIMARY KEY (workstation, generation, sequence);
ALTER TABLE ONLY counter.fact_4
    ADD CONSTRAINT fact_4_pkey PRIMARY KEY (workstation, generation, sequence);
ALTER TABLE ONLY counter.fact_5
    ADD CONSTRAINT fact_5_pkey PRIMARY KEY (workstation, generation, sequence);
ALTER TABLE ONLY counter.fact_6
    ADD CONSTRAINT fact_6_pkey PRIMARY KEY (workstation, generation, sequence);
ALTER TABLE ONLY counter.fact_7
    ADD CONSTRAINT fact_7_pkey PRIMARY KEY (workstation, generation, sequence);
ALTER TABLE ONLY counter.fact_8
    ADD CONSTRAINT fact_8_pkey PRIMARY KEY (workstation, generation, sequence);
ALTER TABLE ONLY counter.fact_9
    ADD CONSTRAINT fact_9_pkey PRIMARY KEY (workstation, generation, sequence);
ALTER TABLE ONLY counter.fact_identity
    ADD CONSTRAINT fact_identity_pkey PRIMARY KEY (fact_id);
ALTER TABLE ONLY counter.feed
    ADD CONSTRAINT feed_pkey PRIMARY KEY (workstation, generation, last_sequence);
ALTER TABLE ONLY counter.lease
    ADD CONSTRAINT lease_pkey PRIMARY KEY (subject, first_number);
ALTER TABLE ONLY counter.workstation
    ADD CONSTRAINT workstation_login_key UNIQUE (login);
ALTER TABLE ONLY counter.workstation
    ADD CONSTRAINT workstation_pkey PRIMARY KEY (workstation);
CREATE INDEX feed_of_activity ON counter.feed USING btree (xid, workstation, generation, first_sequence) WHERE (activity_rows > 0);
CREATE INDEX feed_of_office ON counter.feed USING btree (office, xid, workstation, generation, first_sequence);
CREATE INDEX feed_unpublished ON counter.feed USING btree (xid, workstation, generation, first_sequence) WHERE (NOT published);
ALTER INDEX counter.fact_pkey ATTACH PARTITION counter.fact_0_pkey;
ALTER INDEX counter.fact_pkey ATTACH PARTITION counter.fact_10_pkey;
ALTER INDEX counter.fact_pkey ATTACH PARTITION counter.fact_11_pkey;
ALTER INDEX counter.fact_pkey ATTACH PARTITION counter.fact_12_pkey;
ALTER INDEX counter.fact_pkey ATTACH PARTITION counter.fact_13_pkey;
ALTER INDEX counter.fact_pkey ATTACH PARTITION counter.fact_14_pkey;
ALTER INDEX counter.fact_pkey ATTACH PARTITION counter.fact_15_pkey;
ALTER INDEX counter.fact_pkey ATTACH PARTITION counter.fact_1_pkey;
ALTER INDEX counter.fact_pkey ATTACH PARTITION counter.fact_2_pkey;
ALTER INDEX counter.fact_pkey ATTACH PARTITION counter.fact_3_pkey;
ALTER INDEX counter.fact_pkey ATTACH PARTITION counter.fact_4_pkey;
ALTER INDEX counter.fact_pkey ATTACH PARTITION counter.fact_5_pkey;
ALTER INDEX counter.fact_pkey ATTACH PARTITION counter.fact_6_pkey;
ALTER INDEX counter.fact_pkey ATTACH PARTITION counter.fact_7_pkey;
ALTER INDEX counter.fact_pkey ATTACH PARTITION counter.fact_8_pkey;
ALTER INDEX counter.fact_pkey ATTACH PARTITION counter.fact_9_pkey;
ALTER TABLE ONLY counter.chain
    ADD CONSTRAINT chain_workstation_fkey FOREIGN KEY (workstation) REFERENCES counter.workstation(workstation);
ALTER TABLE ONLY counter.lease
    ADD CONSTRAINT lease_workstation_fkey FOREIGN KEY (workstation) REFERENCES counter.workstation(workstation);
GRANT USAGE ON SCHEMA counter TO counter_workstation;
GRANT USAGE ON SCHEMA counter TO counter_enrolment;
GRANT USAGE ON SCHEMA counter TO counter_admin;
GRANT ALL ON SCHEMA counter TO counter_enroller;
REVOKE ALL ON FUNCTION counter.activity_after(cursor_xid bigint, cursor_workstation text, cursor_generation integer, cursor_sequence bigint, cursor_line integer, row_limit integer, not_of_office text, of_bucket integer) FROM PUBLIC;
REVOKE ALL ON FUNCTION counter.activity_buckets(protocol integer) FROM PUBLIC;
GRANT ALL ON FUNCTION counter.activity_buckets(protocol integer) TO counter_workstation;
REVOKE ALL ON FUNCTION counter.activity_of(first_sequence bigint, ids uuid[], envelopes bytea[], bodies bytea[], uncounted bigint[]) FROM PUBLIC;
GRANT SELECT ON TABLE counter.feed TO counter_admin;
REVOKE ALL ON FUNCTION counter.activity_one_by_one(batch counter.feed, ids uuid[], envelopes bytea[], bodies bytea[], uncounted bigint[]) FROM PUBLIC;
GRANT SELECT,INSERT,UPDATE ON TABLE counter.workstation TO counter_enroller;
GRANT SELECT ON TABLE counter.workstation TO counter_admin;
REVOKE ALL ON FUNCTION counter.caller() FROM PUBLIC;
REVOKE ALL ON FUNCTION counter.end_sessions(of_workstation text) FROM PUBLIC;
GRANT ALL ON FUNCTION counter.end_sessions(of_workstation text) TO counter_admin;
REVOKE ALL ON FUNCTION counter.enrol(protocol integer, workstation text, generations integer[], public_keys bytea[], scram_verifier text, nonce bytea, OUT status text, OUT login text, OUT office text, OUT generation integer) FROM PUBLIC;
GRANT ALL ON FUNCTION counter.enrol(protocol integer, workstation text, generations integer[], public_keys bytea[], scram_verifier text, nonce bytea, OUT status text, OUT login text, OUT office text, OUT generation integer) TO counter_enrolment;
REVOKE ALL ON FUNCTION counter.epoch() FROM PUBLIC;
GRANT ALL ON FUNCTION counter.epoch() TO counter_admin;
REVOKE ALL ON FUNCTION counter."fetch"(protocol integer, workstation text, generation integer, from_sequence bigint, to_sequence bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION counter."fetch"(protocol integer, workstation text, generation integer, from_sequence bigint, to_sequence bigint) TO counter_workstation;
REVOKE ALL ON FUNCTION counter.fetch_activity(protocol integer, bucket integer, cursor_xid bigint, cursor_workstation text, cursor_generation integer, cursor_sequence bigint, line integer, row_limit integer) FROM PUBLIC;
GRANT ALL ON FUNCTION counter.fetch_activity(protocol integer, bucket integer, cursor_xid bigint, cursor_workstation text, cursor_generation integer, cursor_sequence bigint, line integer, row_limit integer) TO counter_workstation;
REVOKE ALL ON FUNCTION counter.heads(protocol integer) FROM PUBLIC;
GRANT ALL ON FUNCTION counter.heads(protocol integer) TO counter_workstation;
REVOKE ALL ON FUNCTION counter.hello(protocol integer, generation integer, nonce bytea, next_nonce bytea, OUT status text, OUT epoch bigint, OUT now_us bigint, OUT head_sequence bigint, OUT head_hash bytea, OUT retry_after_ms integer, OUT facts_max integer, OUT bytes_max integer, OUT horizon bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION counter.hello(protocol integer, generation integer, nonce bytea, next_nonce bytea, OUT status text, OUT epoch bigint, OUT now_us bigint, OUT head_sequence bigint, OUT head_hash bytea, OUT retry_after_ms integer, OUT facts_max integer, OUT bytes_max integer, OUT horizon bigint) TO counter_workstation;
REVOKE ALL ON FUNCTION counter.horizon() FROM PUBLIC;
GRANT ALL ON FUNCTION counter.horizon() TO counter_admin;
GRANT SELECT,INSERT ON TABLE counter.chain TO counter_enroller;
GRANT SELECT ON TABLE counter.chain TO counter_admin;
REVOKE ALL ON FUNCTION counter.is_fork(chain counter.chain, first_sequence bigint, hashes bytea[]) FROM PUBLIC;
REVOKE ALL ON FUNCTION counter.let_in(of_login name, verifier text) FROM PUBLIC;
REVOKE ALL ON FUNCTION counter.make_enrolment(new_login text, password text, of_office text, of_workstation text, minutes integer, OUT valid_until timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION counter.make_enrolment(new_login text, password text, of_office text, of_workstation text, minutes integer, OUT valid_until timestamp with time zone) TO counter_admin;
REVOKE ALL ON FUNCTION counter.name_facts(batch counter.feed, ids uuid[]) FROM PUBLIC;
REVOKE ALL ON FUNCTION counter.next_generation(protocol integer, wanted integer, public_key bytea, nonce bytea, OUT status text, OUT generation integer) FROM PUBLIC;
GRANT ALL ON FUNCTION counter.next_generation(protocol integer, wanted integer, public_key bytea, nonce bytea, OUT status text, OUT generation integer) TO counter_workstation;
REVOKE ALL ON FUNCTION counter.open_chain(of_workstation text, of_office text, new_generation integer, new_key bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION counter.open_chain(of_workstation text, of_office text, new_generation integer, new_key bytea) TO counter_enroller;
REVOKE ALL ON FUNCTION counter.plain_json(content bytea) FROM PUBLIC;
REVOKE ALL ON FUNCTION counter.publish(for_at_most interval) FROM PUBLIC;
REVOKE ALL ON FUNCTION counter.publish_batch(batch counter.feed) FROM PUBLIC;
REVOKE ALL ON FUNCTION counter.pull(protocol integer, cursor_xid bigint, cursor_workstation text, cursor_generation integer, cursor_sequence bigint, row_limit integer) FROM PUBLIC;
GRANT ALL ON FUNCTION counter.pull(protocol integer, cursor_xid bigint, cursor_workstation text, cursor_generation integer, cursor_sequence bigint, row_limit integer) TO counter_workstation;
REVOKE ALL ON FUNCTION counter.pull_activity(protocol integer, cursor_xid bigint, cursor_workstation text, cursor_generation integer, cursor_sequence bigint, line integer, row_limit integer) FROM PUBLIC;
GRANT ALL ON FUNCTION counter.pull_activity(protocol integer, cursor_xid bigint, cursor_workstation text, cursor_generation integer, cursor_sequence bigint, line integer, row_limit integer) TO counter_workstation;
REVOKE ALL ON FUNCTION counter.push(protocol integer, generation integer, first_sequence bigint, previous_hash bytea, envelopes bytea[], bodies bytea[], hashes bytea[], signatures bytea[], OUT status text, OUT head_sequence bigint, OUT head_hash bytea, OUT retry_after_ms integer, OUT facts_max integer, OUT bytes_max integer) FROM PUBLIC;
GRANT ALL ON FUNCTION counter.push(protocol integer, generation integer, first_sequence bigint, previous_hash bytea, envelopes bytea[], bodies bytea[], hashes bytea[], signatures bytea[], OUT status text, OUT head_sequence bigint, OUT head_hash bytea, OUT retry_after_ms integer, OUT facts_max integer, OUT bytes_max integer) TO counter_workstation;
REVOKE ALL ON FUNCTION counter.pushes_after(cursor_xid bigint, cursor_workstation text, cursor_generation integer, cursor_sequence bigint, row_limit integer, of_office text) FROM PUBLIC;
REVOKE ALL ON FUNCTION counter.reading_caller(protocol integer) FROM PUBLIC;
REVOKE ALL ON FUNCTION counter.revoke(of_workstation text, OUT login name) FROM PUBLIC;
GRANT ALL ON FUNCTION counter.revoke(of_workstation text, OUT login name) TO counter_admin;
REVOKE ALL ON FUNCTION counter.store_facts(chain counter.chain, first_sequence bigint, previous_hash bytea, ids uuid[], envelopes bytea[], bodies bytea[], hashes bytea[], signatures bytea[]) FROM PUBLIC;
REVOKE ALL ON FUNCTION counter.verified_ids(chain counter.chain, first_sequence bigint, previous_hash bytea, envelopes bytea[], bodies bytea[], hashes bytea[], signatures bytea[]) FROM PUBLIC;
REVOKE ALL ON FUNCTION counter.workstation_login(of_workstation text) FROM PUBLIC;
GRANT SELECT ON TABLE counter.account_activity TO counter_admin;
GRANT SELECT ON TABLE counter.alembic_version TO counter_admin;
GRANT SELECT ON TABLE counter.centre TO counter_admin;
GRANT SELECT,INSERT,UPDATE ON TABLE counter.enrolment TO counter_enroller;
GRANT SELECT ON TABLE counter.enrolment TO counter_admin;
GRANT SELECT ON TABLE counter.exception TO counter_admin;
GRANT SELECT ON TABLE counter.fact TO counter_admin;
GRANT SELECT ON TABLE counter.fact_0 TO counter_admin;
GRANT SELECT ON TABLE counter.fact_1 TO counter_admin;
GRANT SELECT ON TABLE counter.fact_10 TO counter_admin;
GRANT SELECT ON TABLE counter.fact_11 TO counter_admin;
GRANT SELECT ON TABLE counter.fact_12 TO counter_admin;
GRANT SELECT ON TABLE counter.fact_13 TO counter_admin;
GRANT SELECT ON TABLE counter.fact_14 TO counter_admin;
GRANT SELECT ON TABLE counter.fact_15 TO counter_admin;
GRANT SELECT ON TABLE counter.fact_2 TO counter_admin;
GRANT SELECT ON TABLE counter.fact_3 TO counter_admin;
GRANT SELECT ON TABLE counter.fact_4 TO counter_admin;
GRANT SELECT ON TABLE counter.fact_5 TO counter_admin;
GRANT SELECT ON TABLE counter.fact_6 TO counter_admin;
GRANT SELECT ON TABLE counter.fact_7 TO counter_admin;
GRANT SELECT ON TABLE counter.fact_8 TO counter_admin;
GRANT SELECT ON TABLE counter.fact_9 TO counter_admin;
GRANT SELECT ON TABLE counter.fact_identity TO counter_admin;
GRANT SELECT,UPDATE ON TABLE counter.lease TO counter_enroller;
GRANT SELECT ON TABLE counter.lease TO counter_admin;
