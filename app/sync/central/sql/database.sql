-- Who may come in at all. A copy made from a template has none of this.
DO $$
BEGIN
    EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
    EXECUTE format('GRANT CONNECT ON DATABASE %I TO counter_workstation, counter_enrolment, counter_admin, '
        'counter_carrier', current_database());
END $$;
