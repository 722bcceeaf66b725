-- Who comes in and who is put out. These functions own the right to make logins, and no other function has it.

CREATE FUNCTION counter.make_enrolment(
    new_login text, password text, of_office text, of_workstation text, minutes integer,
    office_days integer DEFAULT 90, OUT valid_until timestamptz
)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, counter, pg_temp AS $$
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
    INSERT INTO enrolment (login, office, workstation, valid_until, office_days)
    VALUES (new_login, of_office, of_workstation, valid_until, office_days);
END $$;

CREATE FUNCTION counter.workstation_login(of_workstation text) RETURNS name
LANGUAGE sql STABLE AS $$
    SELECT format('ws_%s_%s', lower(of_workstation), left(current_database(), 48))::name
$$;
COMMENT ON FUNCTION counter.workstation_login(text) IS
    'Logins belong to the whole server; the database in the name keeps two centres apart.';

CREATE FUNCTION counter.let_in(of_login name, verifier text) RETURNS void
LANGUAGE plpgsql AS $$
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

CREATE FUNCTION counter.enrol(
    protocol integer, workstation text, generations integer[], public_keys bytea[], scram_verifier text, nonce bytea,
    OUT status text, OUT login text, OUT office text, OUT generation integer, OUT sealing_key bytea,
    OUT signing_key bytea
)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, counter, pg_temp AS $$
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
        WHEN known.workstation IS NOT NULL AND (
            known.revoked_at IS NULL OR known.office <> invitation.office OR invitation.workstation IS NULL
        ) THEN 'code_taken' -- one that was revoked comes in again only by its name
        WHEN scram_verifier !~ '^SCRAM-SHA-256\$\d+:[A-Za-z0-9+/=]+\$[A-Za-z0-9+/=]+:[A-Za-z0-9+/=]+$'
            OR last < 1 OR cardinality(public_keys) <> last OR length(enrol.nonce) < 16 THEN 'malformed'
        ELSE 'ok'
    END;
    IF status IS DISTINCT FROM 'ok' THEN
        RETURN;
    END IF;
    SELECT k.sealing_public, k.signing_public INTO sealing_key, signing_key FROM bundle_key k ORDER BY k.id DESC LIMIT 1;
    login := counter.workstation_login(enrol.workstation);
    office := invitation.office;
    generation := generations[last];
    PERFORM counter.let_in(login::name, scram_verifier);
    IF known.workstation IS NULL THEN
        INSERT INTO workstation (workstation, office, login, generation, nonce, nonce_epoch)
        VALUES (enrol.workstation, office, login, generation, enrol.nonce, counter.epoch());
        PERFORM counter.open_chain(enrol.workstation, office, g.number, g.public_key)
        FROM unnest(generations, public_keys) AS g (number, public_key);
        PERFORM counter.begin_scope(enrol.workstation, office, invitation.office_days);
    ELSE
        SELECT c.generation INTO generation FROM chain c -- the same machine goes on where it was
        WHERE c.workstation = enrol.workstation AND c.public_key = public_keys[last];
        IF NOT FOUND THEN
            SELECT greatest(generations[last], max(c.generation) + 1) INTO generation FROM chain c
            WHERE c.workstation = enrol.workstation;
            PERFORM counter.open_chain(enrol.workstation, office, generation, public_keys[last]);
            PERFORM counter.begin_scope(enrol.workstation, office, invitation.office_days);
        END IF;
        UPDATE workstation w
        SET generation = greatest(w.generation, enrol.generation), nonce = enrol.nonce, nonce_epoch = counter.epoch(),
            revoked_at = NULL, enrolled_at = now()
        WHERE w.workstation = enrol.workstation;
    END IF;
    UPDATE enrolment e SET used_at = now(), workstation = enrol.workstation WHERE e.login = invitation.login;
    EXECUTE format('ALTER ROLE %I NOLOGIN PASSWORD NULL', invitation.login);
END $$;

CREATE FUNCTION counter.revoke(of_workstation text, OUT login name)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, counter, pg_temp AS $$
BEGIN
    UPDATE workstation w SET revoked_at = coalesce(w.revoked_at, now())
    WHERE w.workstation = of_workstation RETURNING w.login INTO revoke.login;
    IF login IS NOT NULL THEN
        UPDATE lease l SET burnt_at = now() WHERE l.workstation = of_workstation AND l.burnt_at IS NULL;
        EXECUTE format('ALTER ROLE %I NOLOGIN', login);
    END IF;
END $$;

CREATE FUNCTION counter.end_sessions(of_workstation text) RETURNS bigint
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, counter, pg_temp AS $$
    SELECT count(*) FILTER (WHERE pg_terminate_backend(a.pid))
    FROM workstation w JOIN pg_stat_activity a ON a.usename = w.login
    WHERE w.workstation = of_workstation AND w.revoked_at IS NOT NULL
$$;
COMMENT ON FUNCTION counter.end_sessions(text) IS
    'Called once the revocation is committed: a session that began just before it is ended too.';
