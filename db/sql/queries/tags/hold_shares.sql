-- No rollup reads shares while they change: else a play loaded meanwhile could be counted by the old ones and never be
-- marked for the new (listening_rollup/read_shares.sql waits here).
select pg_advisory_xact_lock(7204012)
