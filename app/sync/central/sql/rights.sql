-- Nobody may do anything but what stands here.
REVOKE ALL ON ALL TABLES IN SCHEMA counter FROM PUBLIC, counter_workstation, counter_enrolment, counter_carrier;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA counter FROM PUBLIC, counter_workstation, counter_enrolment, counter_carrier;

GRANT EXECUTE ON FUNCTION
    counter.hello, counter.push, counter.pull, counter.pull_activity, counter.heads, counter.fetch,
    counter.activity_buckets, counter.fetch_activity, counter.next_generation, counter.bundle_keys,
    counter.push_with_values, counter.pull_with_values, counter.fetch_with_values
TO counter_workstation;
GRANT EXECUTE ON FUNCTION
    counter.reference_cursor, counter.reference_extent, counter.reference_rows, counter.reference_feed
TO counter_workstation;
GRANT EXECUTE ON FUNCTION counter.enrol TO counter_enrolment;

GRANT EXECUTE ON FUNCTION counter.open_chain, counter.begin_scope, counter.epoch TO counter_enroller;
GRANT SELECT ON counter.centre TO counter_enroller;
GRANT SELECT, INSERT, UPDATE ON counter.workstation, counter.enrolment TO counter_enroller;
GRANT SELECT, INSERT ON counter.chain TO counter_enroller;
GRANT SELECT, UPDATE ON counter.lease TO counter_enroller;

GRANT SELECT ON ALL TABLES IN SCHEMA counter TO counter_admin;
GRANT EXECUTE ON FUNCTION counter.epoch, counter.horizon, counter.publish, counter.make_enrolment, counter.revoke, counter.end_sessions
TO counter_admin;

GRANT SELECT ON counter.bundle_key, counter.workstation, counter.chain, counter.centre TO counter_carrier;
GRANT SELECT (xid, published) ON counter.feed TO counter_carrier;
GRANT SELECT (sealing_public, signing_public, id) ON counter.bundle_key TO counter_enroller;
GRANT INSERT ON counter.bundle_key TO counter_admin; -- new keys
GRANT EXECUTE ON FUNCTION
    counter.push, counter.pull_activity, counter.heads, counter.fetch, counter.activity_buckets,
    counter.fetch_activity, counter.epoch, counter.horizon, counter.push_with_values, counter.pull_with_values,
    counter.fetch_with_values
TO counter_carrier;
