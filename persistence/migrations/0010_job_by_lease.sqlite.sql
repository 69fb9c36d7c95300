-- Runners look for leases that ran out once a second: that look must not read the schedule of every site. Only leased jobs stand in the index, so
-- that nothing takes it for the jobs without a lease.

CREATE INDEX job_by_lease ON job_schedule (lease_until) WHERE lease_until IS NOT NULL;
