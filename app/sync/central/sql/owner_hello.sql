-- What every function asks first, and hello.

CREATE FUNCTION counter.caller() RETURNS counter.workstation
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, counter, pg_temp AS $$
    SELECT w FROM workstation w WHERE w.login = session_user AND w.revoked_at IS NULL
    UNION ALL
    SELECT w FROM workstation w
    WHERE w.workstation = nullif(current_setting('counter.on_behalf_of', true), '') AND w.revoked_at IS NULL
        AND pg_has_role(session_user, 'counter_carrier', 'MEMBER')
    LIMIT 1
$$;
COMMENT ON FUNCTION counter.caller() IS
    'The workstation that is logged in, or on whose behalf a carrier of bundles acts; null for anybody else and once '
    'revoked.';

CREATE FUNCTION counter.reading_caller(protocol integer) RETURNS counter.workstation
LANGUAGE plpgsql STABLE AS $$
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
COMMENT ON FUNCTION counter.reading_caller(integer) IS 'The caller of a question; what is no row must not look like none.';

CREATE FUNCTION counter.epoch() RETURNS bigint
LANGUAGE sql STABLE AS $$
    SELECT ('x' || substr(md5(concat_ws('/', s.system_identifier, k.timeline_id,
        extract(epoch FROM pg_postmaster_start_time()), c.restored)), 1, 15))::bit(60)::bigint
    FROM pg_control_system() s, pg_control_checkpoint() k, counter.centre c
$$;
COMMENT ON FUNCTION counter.epoch() IS
    'Changes with every start, promotion and restore of the server: each may have lost its newest commits.';

CREATE FUNCTION counter.horizon() RETURNS bigint
LANGUAGE sql STABLE AS $$ SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint $$;
COMMENT ON FUNCTION counter.horizon() IS 'The oldest transaction still running: nothing new appears below it, ever.';

CREATE FUNCTION counter.hello(
    protocol integer, generation integer, nonce bytea, next_nonce bytea,
    OUT status text, OUT epoch bigint, OUT now_us bigint, OUT head_sequence bigint, OUT head_hash bytea,
    OUT retry_after_ms integer, OUT facts_max integer, OUT bytes_max integer, OUT horizon bigint
)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, counter, pg_temp AS $$
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

CREATE FUNCTION counter.bundle_keys(protocol integer) RETURNS TABLE (sealing_public bytea, signing_public bytea)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, counter, pg_temp AS $$
    SELECT k.sealing_public, k.signing_public FROM bundle_key k, counter.reading_caller(protocol)
    ORDER BY k.id DESC LIMIT 1
$$;
COMMENT ON FUNCTION counter.bundle_keys(integer) IS
    'The public keys, for workstations that were enrolled before there were any, or before they were renewed.';
