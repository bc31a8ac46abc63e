-- Shares stay as they are until this transaction ends (see tags/hold_shares.sql); any number of rollups may read them.
select pg_advisory_xact_lock_shared(7204012)
