-- Runners look for leases that ran out once a second: that look must not read the schedule of every site.

CREATE INDEX job_by_lease ON job_schedule (lease_until);
