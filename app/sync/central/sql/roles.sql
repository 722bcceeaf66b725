-- Who owns what, who may what. Roles belong to the whole server: another centre beside this one may have made them.
DO $$
DECLARE
    role_name text;
BEGIN
    FOREACH role_name IN ARRAY ARRAY[
        'counter_owner', 'counter_enroller', 'counter_admin', 'counter_workstation', 'counter_enrolment',
        'counter_carrier'
    ] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role_name) THEN
            EXECUTE format('CREATE ROLE %I NOLOGIN', role_name);
        END IF;
        IF NOT pg_has_role(role_name, 'USAGE') THEN
            EXECUTE format('GRANT %I TO CURRENT_USER', role_name);
        END IF;
    END LOOP;
    IF NOT (SELECT rolcreaterole FROM pg_roles WHERE rolname = 'counter_enroller') THEN
        ALTER ROLE counter_enroller CREATEROLE;
    END IF;
    GRANT counter_workstation, counter_enrolment TO counter_enroller WITH ADMIN OPTION;
    GRANT counter_carrier TO counter_admin;
END $$;

REVOKE CREATE ON SCHEMA public FROM PUBLIC;
CREATE SCHEMA IF NOT EXISTS counter AUTHORIZATION counter_owner;
GRANT USAGE ON SCHEMA counter TO counter_workstation, counter_enrolment, counter_admin, counter_carrier;
GRANT USAGE, CREATE ON SCHEMA counter TO counter_enroller;
