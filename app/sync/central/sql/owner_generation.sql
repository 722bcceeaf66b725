-- Generations: minted here only, so that two copies of one machine can never write one chain.

CREATE FUNCTION counter.open_chain(of_workstation text, of_office text, new_generation integer, new_key bytea)
RETURNS void
LANGUAGE sql AS $$
    INSERT INTO counter.chain (workstation, generation, office, public_key, bucket)
    VALUES (of_workstation, new_generation, of_office, new_key,
        get_byte(sha256(convert_to(of_workstation, 'UTF8')), 0))
$$;

CREATE FUNCTION counter.next_generation(
    protocol integer, wanted integer, public_key bytea, nonce bytea, OUT status text, OUT generation integer
)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, counter, pg_temp AS $$
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
        UPDATE workstation w
        SET generation = next_generation.generation, nonce = next_generation.nonce, nonce_epoch = counter.epoch()
        WHERE w.workstation = caller.workstation;
    END IF;
END $$;
